//! This phone: language, screen, storage, who uses it, which version.

use leptos::prelude::*;
use leptos::task::spawn_local;
use messages::Home;

use crate::components::{Banner, Button, Head, Look, Radios, Tone};
use crate::platform::shell;
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
    let home = move || session.home.get().map(|home| view! { {phone(&home)}{storage(&home)} }.into_any());
    view! {
        <Head title=t(W::Settings)/>
        <Radios name="language" legend=t(W::Language) options=languages chosen=spoken
            on_choose=move |code: String| state::prefer(LANGUAGE, &code)/>
        <Radios name="theme" legend=t(W::Theme) options=themes chosen=session.theme.into()
            on_choose=move |code: String| state::prefer(THEME, &code)/>
        {home}
        <section>
            <h2>{t(W::App)}</h2>
            <p>{fill(W::Version, &[env!("CARGO_PKG_VERSION")])}</p>
            {move || version()}
            {move || install()}
        </section>
    }
    .into_any()
}

fn options(options: &[(&str, W)]) -> Vec<(String, String)> {
    options.iter().map(|(value, word)| ((*value).to_owned(), t(*word).to_owned())).collect()
}

/// Who this phone belongs to.
fn phone(home: &Home) -> AnyView {
    let Some(identity) = &home.identity else { return ().into_any() };
    let row = |word: W, value: String| view! { <div><dt>{t(word)}</dt><dd>{value}</dd></div> }.into_any();
    let label = |list, id: &str| catalogue().label(list, id, language()).into_owned();
    view! {
        <section>
            <h2>{t(W::ThisPhone)}</h2>
            <dl class="facts">
                {row(W::Person, identity.name.clone())}
                {row(W::Role, label("role", identity.role.as_str()))}
                {row(W::Unit, identity.unit_name.clone())}
                {row(W::Organisation, label("organisation", identity.partition.org.as_str()))}
                {row(W::DeviceNumber, identity.device.to_string())}
            </dl>
        </section>
    }
    .into_any()
}

/// How much is stored, and whether the browser keeps it.
fn storage(home: &Home) -> AnyView {
    let used = home.storage.map_or_else(
        || t(W::StorageUnknown).to_owned(),
        |(used, allowed)| fill(W::StorageUsed, &[&shown::megabytes(used), &shown::megabytes(allowed)]),
    );
    let damaged = (!home.damaged.is_empty()).then(|| {
        let words = fill(W::Damaged, &[&home.damaged.len().to_string()]);
        view! { <Banner tone=Tone::Bad><p data-damaged="">{words}</p></Banner> }.into_any()
    });
    let kept = RwSignal::new(home.persistent);
    let denied = RwSignal::new(false);
    let ask = move |()| {
        spawn_local(async move {
            let answer = shell::ask_persistence().await.unwrap_or(false);
            kept.try_set(answer);
            denied.try_set(!answer);
        });
    };
    let promise = move || {
        if kept.get() {
            return view! { <p data-persistent="yes">{t(W::StoragePersistent)}</p> }.into_any();
        }
        let words = if denied.get() { W::PersistenceDenied } else { W::StorageAtRisk };
        view! {
            <p data-persistent="no">{t(words)}</p>
            <Button act="persist" label=t(W::AskPersistence) on_press=ask/>
        }
        .into_any()
    };
    view! {
        <section>
            <h2>{t(W::Storage)}</h2>
            {damaged}
            <p>{used}</p>
            {promise}
        </section>
    }
    .into_any()
}

fn version() -> AnyView {
    if session().new_version.get() {
        // The banner above offers it.
        return ().into_any();
    }
    view! { <p class="quiet">{t(W::UpToDate)}</p> }.into_any()
}

fn install() -> AnyView {
    let session = session();
    if shell::installed() {
        return view! { <p class="quiet">{t(W::Installed)}</p> }.into_any();
    }
    if session.installable.get() {
        let press = move |()| {
            shell::install();
            session.installable.set(false);
        };
        return view! { <Button act="install" label=t(W::Install) look=Look::Plain on_press=press/> }.into_any();
    }
    view! { <p class="quiet">{t(W::InstallHint)}</p> }.into_any()
}
