//! This phone: language, screen, storage, who uses it, which version.

use messages::Home;

use crate::components::{El, Look, Part, Tone, banner, el, head, live_part, parts, press, radios};
use crate::platform::shell;
use crate::prelude::*;
use crate::state::{self, LANGUAGE, THEME, catalogue, session};
use crate::words::{W, fill, language, shown, t};

/// The page.
pub fn page() -> AnyView {
    state::ready();
    let session = session();
    let languages = options(&[("vi", W::Vietnamese), ("en", W::English)]);
    let themes = options(&[
        ("auto", W::ThemeAuto),
        ("light", W::ThemeLight),
        ("dark", W::ThemeDark),
        ("sunlight", W::ThemeSunlight),
    ]);
    let spoken = Signal::derive(move || session.language.get().code().to_owned());
    let home =
        move || session.home.with(|home| home.as_ref().map(|home| vec![phone(home), Some(storage(home))]));
    let app = el("section")
        .child(el("h2").child(t(W::App)))
        .child(el("p").child(fill(W::Version, &[env!("CARGO_PKG_VERSION")])))
        .show(version)
        .show(install);
    parts([
        head(t(W::Settings), "", None).view(),
        radios("language", t(W::Language), languages, spoken, |code| state::prefer(LANGUAGE, &code)).view(),
        radios("theme", t(W::Theme), themes, session.theme.into(), |code| state::prefer(THEME, &code)).view(),
        live_part(home),
        app.view(),
    ])
}

fn options(options: &[(&str, W)]) -> Vec<(String, String)> {
    options.iter().map(|(value, word)| ((*value).to_owned(), t(*word).to_owned())).collect()
}

/// Who this phone belongs to.
fn phone(home: &Home) -> Option<El> {
    let identity = home.identity.as_ref()?;
    let label = |list, id: &str| catalogue().label(list, id, language()).into_owned();
    let row = |word: W, value: String| el("div").child(el("dt").child(t(word))).child(el("dd").child(value));
    let rows = vec![
        row(W::Person, identity.name.clone()),
        row(W::Role, label("role", identity.role.as_str())),
        row(W::Unit, identity.unit_name.clone()),
        row(W::Organisation, label("organisation", identity.partition.org.as_str())),
        row(W::DeviceNumber, identity.device.to_string()),
    ];
    Some(el("section").child(el("h2").child(t(W::ThisPhone))).child(el("dl").class("facts").child(rows)))
}

/// How much is stored, and whether the browser keeps it.
fn storage(home: &Home) -> El {
    let used = home.storage.map_or_else(
        || t(W::StorageUnknown).to_owned(),
        |(used, allowed)| fill(W::StorageUsed, &[&shown::megabytes(used), &shown::megabytes(allowed)]),
    );
    let damaged = (!home.damaged.is_empty()).then(|| {
        let words = fill(W::Damaged, &[&home.damaged.len().to_string()]);
        banner(Tone::Bad, el("p").attr("data-damaged", "").child(words))
    });
    let (kept, denied) = (RwSignal::new(home.persistent), RwSignal::new(false));
    let ask = move || {
        spawn_local(async move {
            let answer = shell::ask_persistence().await.unwrap_or(false);
            // The page may be gone by now.
            kept.try_set(answer);
            denied.try_set(!answer);
        });
    };
    let promise = move || {
        let says = |answer, word| el("p").attr("data-persistent", answer).child(t(word));
        if kept.get() {
            return vec![says("yes", W::StoragePersistent)];
        }
        let word = if denied.get() { W::PersistenceDenied } else { W::StorageAtRisk };
        vec![says("no", word), press("persist", t(W::AskPersistence), Look::Plain, ask)]
    };
    el("section").child(el("h2").child(t(W::Storage))).child(damaged).child(el("p").child(used)).show(promise)
}

/// Nothing while a newer one is offered above.
fn version() -> Option<El> {
    (!session().new_version.get()).then(|| el("p").class("quiet").child(t(W::UpToDate)))
}

fn install() -> El {
    let session = session();
    if shell::installed() {
        return el("p").class("quiet").child(t(W::Installed));
    }
    if session.installable.get() {
        return press("install", t(W::Install), Look::Plain, move || {
            shell::install();
            session.installable.set(false);
        });
    }
    el("p").class("quiet").child(t(W::InstallHint))
}
