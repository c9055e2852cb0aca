//! `serve`: listens until it is told to stop, then lets running requests end.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::time::sleep;

use super::{clock, open, say};
use crate::office::Office;
use crate::photos::Photos;
use crate::settings::Settings;
use crate::{bench, derived, routes};

/// How long running requests may go on after the server was told to stop. What has no receipt by then is sent again.
const STOPPING_TIME_MAX: Duration = Duration::from_secs(10);

/// How often the day is looked at while nobody asks for anything.
const TICK: Duration = Duration::from_mins(1);

/// Serves until SIGTERM or Ctrl-C.
#[tokio::main]
pub(super) async fn serve(settings: Settings, for_bench: bool) -> Result<()> {
    let mut store = open(&settings.database)?;
    if for_bench {
        bench::prepare(&store, clock(&settings).now_ms())?;
        store = store.for_bench();
    }
    let photos = Photos::open(settings.photos.as_deref(), &settings.database)?;
    let cleaned = photos.clean(SystemTime::now())?;
    if cleaned > 0 {
        tracing::info!(cleaned, "half uploaded photos thrown away");
    }
    let office = Arc::new(Office::new(store, photos, settings));
    let renewed = derived::renew(&office.store)?;
    if renewed > 0 {
        tracing::info!(renewed, "facts made again from the log");
    }
    // A unit's period may have begun or ended since the last import, and may do so while this runs.
    office.begin_day(office.clock.today())?;
    tokio::spawn(days(Arc::clone(&office)));
    let address = office.settings.listen;
    let listener = TcpListener::bind(address).await.with_context(|| format!("cannot listen on {address}"))?;
    say(&format!("listening on http://{}", listener.local_addr()?));
    let service = routes::router(&office).into_make_service_with_connect_info::<SocketAddr>();
    let (tell, told) = oneshot::channel::<()>();
    let stopping = async {
        told_to_stop().await;
        drop(tell);
    };
    let patience = async {
        drop(told.await);
        sleep(STOPPING_TIME_MAX).await;
    };
    tokio::select! {
        served = axum::serve(listener, service).with_graceful_shutdown(stopping) => Ok(served?),
        () = patience => Ok(()),
    }
}

/// Begins each day soon after midnight, also when nobody asks for anything.
async fn days(office: Arc<Office>) {
    loop {
        sleep(TICK).await;
        if let Err(failure) = office.work(|_| Ok(())).await {
            tracing::warn!(code = failure.code, "the day could not be begun; it is tried again");
        }
    }
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
