//! `serve`: listens until it is told to stop, then lets running requests end.

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::{Context, Result};
use tokio::net::TcpListener;

use super::{open, say};
use crate::office::Office;
use crate::settings::Settings;
use crate::storage::StorageError;
use crate::{import, routes};

/// Serves until SIGTERM or Ctrl-C.
#[tokio::main]
pub(super) async fn serve(settings: Settings) -> Result<()> {
    let store = open(&settings.database)?;
    let office = Arc::new(Office::new(store, settings));
    // A unit's period may have begun or ended since the last import.
    office.store.write::<_, StorageError>(|tx| import::publish(tx, office.clock.today()))?;
    let address = office.settings.listen;
    let listener = TcpListener::bind(address).await.with_context(|| format!("cannot listen on {address}"))?;
    say(&format!("listening on http://{}", listener.local_addr()?));
    let service = routes::router(&office).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(told_to_stop()).await?;
    Ok(())
}

#[cfg(unix)]
async fn told_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let interrupt = async { drop(tokio::signal::ctrl_c().await) };
    let Ok(mut terminate) = signal(SignalKind::terminate()) else { return interrupt.await };
    tokio::select! {
        () = interrupt => {}
        _ = terminate.recv() => {}
    }
}

#[cfg(not(unix))]
async fn told_to_stop() {
    drop(tokio::signal::ctrl_c().await);
}
