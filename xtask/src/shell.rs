//! The plain files around the two modules: page, service worker, boot scripts, manifest, icons, style. Each is
//! a template in app/shell that names other files as `{{logical.name}}`; a name without a file is an error.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

/// Addresses of finished files by logical name.
pub type Addresses = BTreeMap<String, String>;

/// A template of app/shell, filled in.
pub fn fill(root: &Path, name: &str, addresses: &Addresses) -> Result<String> {
    let path = root.join("app/shell").join(name);
    let template = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let mut filled = String::with_capacity(template.len());
    let mut rest = template.as_str();
    while let Some((before, after)) = rest.split_once("{{") {
        let (logical, behind) =
            after.split_once("}}").with_context(|| format!("{name}: an unclosed {{{{"))?;
        let Some(address) = addresses.get(logical) else {
            bail!("{name} names {logical}, which is not built")
        };
        filled.push_str(before);
        filled.push_str(address);
        rest = behind;
    }
    filled.push_str(rest);
    Ok(filled)
}

/// All style sheets of the screens as one, in order of their names.
pub fn style(root: &Path) -> Result<String> {
    let folder = root.join("app/ui/style");
    let mut sheets: Vec<_> = fs::read_dir(&folder)
        .with_context(|| folder.display().to_string())?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    sheets.retain(|path| path.extension().is_some_and(|extension| extension == "css"));
    sheets.sort();
    let sheets: Vec<_> = sheets.iter().map(fs::read_to_string).collect::<Result<_, _>>()?;
    Ok(sheets.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_that_names_an_unknown_file_is_refused() {
        let folder = std::env::temp_dir().join(format!("so-ban-shell-{}", std::process::id()));
        fs::create_dir_all(folder.join("app/shell")).unwrap();
        fs::write(folder.join("app/shell/a.html"), "<a href=\"{{b.js}}\">").unwrap();
        let none = Addresses::new();
        assert!(fill(&folder, "a.html", &none).is_err());
        let one = Addresses::from([("b.js".to_owned(), "/b-1.js".to_owned())]);
        assert_eq!(fill(&folder, "a.html", &one).unwrap(), "<a href=\"/b-1.js\">");
        fs::remove_dir_all(folder).unwrap();
    }
}
