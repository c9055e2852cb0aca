//! Settings: defaults, then a TOML file, then the environment (`SOBAN_…`), then flags; the later wins. A name
//! that nobody knows is told to the person, never silently ignored. TLS belongs here when the server speaks it
//! itself; until then a proxy does, and `public_url` says how phones see it.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;

use shared::date::Date;

/// Settings as one source gives them; what is absent is left to the source before.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, clap::Args)]
pub struct Given {
    /// Database file; made when there is none [default: soban.db]
    #[arg(long, global = true, env = "SOBAN_DATABASE", value_name = "FILE")]
    pub database: Option<PathBuf>,
    /// Address under which phones reach this server, for enrolment codes, such as <https://soban.example.vn>
    /// [default: the listening address]
    #[arg(long, global = true, env = "SOBAN_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<String>,
    /// Pretend that today is this day, as YYYY-MM-DD; for training and tests
    #[arg(long, global = true, env = "SOBAN_TODAY", value_name = "DAY", value_parser = day)]
    #[serde(default, deserialize_with = "day_of_text")]
    pub today: Option<Date>,
    /// Folder with the built app
    #[arg(long, global = true, env = "SOBAN_APP", value_name = "DIR")]
    pub app: Option<PathBuf>,
    /// Folder for photos, or `s3://BUCKET` in a program built for it [default: beside the database]
    #[arg(long, global = true, env = "SOBAN_PHOTOS", value_name = "PLACE")]
    pub photos: Option<String>,
    /// Address to listen on; port 0 takes a free one [default: 127.0.0.1:8080]
    #[arg(long, global = true, env = "SOBAN_LISTEN", value_name = "ADDR")]
    pub listen: Option<SocketAddr>,
}

/// Names of settings in the file; in the environment in capitals after `SOBAN_`.
const NAMES: [&str; 6] = ["database", "public_url", "today", "app", "listen", "photos"];

/// Settings after every source was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Database file.
    pub database: PathBuf,
    /// Address under which phones reach this server, without a slash at the end, when it is not the listening one.
    pub public_url: Option<String>,
    /// The day to pretend.
    pub today: Option<Date>,
    /// Folder with the built app.
    pub app: Option<PathBuf>,
    /// Where photos lie, when it is not beside the database.
    pub photos: Option<String>,
    /// Address to listen on.
    pub listen: SocketAddr,
}

impl Settings {
    /// Settles the settings of flags and environment (`given`, as clap merged them) over those of a file. Returns
    /// also the names that nobody knows.
    pub fn settle(given: Given, file: Option<&Path>) -> Result<(Self, Vec<String>)> {
        let (filed, mut unknown) = file.map_or_else(|| Ok((Given::default(), Vec::new())), read)?;
        let known = |name: &str| NAMES.iter().any(|known| name == known.to_uppercase());
        let environment = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
        unknown
            .extend(environment.filter(|name| name.strip_prefix("SOBAN_").is_some_and(|rest| !known(rest))));
        let settings = Self {
            database: given.database.or(filed.database).unwrap_or_else(|| "soban.db".into()),
            public_url: given.public_url.or(filed.public_url).map(|url| url.trim_end_matches('/').to_owned()),
            today: given.today.or(filed.today),
            app: given.app.or(filed.app),
            photos: given.photos.or(filed.photos),
            listen: given.listen.or(filed.listen).unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 8080))),
        };
        Ok((settings, unknown))
    }

    /// Address under which phones reach this server.
    pub fn public_url(&self) -> String {
        self.public_url.clone().unwrap_or_else(|| format!("http://{}", self.listen))
    }

    /// True when phones reach this server by HTTPS: cookies are then for HTTPS only.
    pub fn is_https(&self) -> bool {
        self.public_url.as_ref().is_some_and(|url| url.starts_with("https://"))
    }
}

fn read(path: &Path) -> Result<(Given, Vec<String>)> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let table: toml::Table = text.parse().with_context(|| format!("{} is not TOML", path.display()))?;
    let unknown = table.keys().filter(|name| !NAMES.contains(&name.as_str())).cloned().collect();
    let given =
        Given::deserialize(table).with_context(|| format!("a setting in {} is wrong", path.display()))?;
    Ok((given, unknown))
}

fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "not a day such as 2026-10-05".to_owned())
}

fn day_of_text<'d, D: serde::Deserializer<'d>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    text.map(|text| day(&text).map_err(serde::de::Error::custom)).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flag_beats_the_file_and_an_unknown_name_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("soban.toml");
        std::fs::write(
            &file,
            "database = 'a.db'\ntoday = '2026-10-05'\npublic_url = 'https://x/'\ncolour = 1",
        )
        .unwrap();
        let flags = Given { database: Some("b.db".into()), ..Given::default() };
        let (settings, unknown) = Settings::settle(flags, Some(&file)).unwrap();
        assert_eq!(settings.database, PathBuf::from("b.db"));
        assert_eq!(settings.today, Date::new(2026, 10, 5).ok());
        assert_eq!(settings.public_url.as_deref(), Some("https://x"));
        assert!(settings.is_https());
        assert!(unknown.contains(&"colour".to_owned()), "{unknown:?}");
        std::fs::write(&file, "today = 'soon'").unwrap();
        assert!(Settings::settle(Given::default(), Some(&file)).is_err());
    }
}
