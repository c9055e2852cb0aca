//! The addresses of the server, one file each, and what holds for all of them: security headers, time limits,
//! and that a session of the province writes nothing anywhere.

mod area;
mod area_photo;
mod body;
mod briefing;
mod catalogue;
mod coding;
mod draw;
mod enrol;
mod healthz;
mod import;
mod keys;
mod letters;
mod listing;
mod lists;
mod login;
mod logout;
mod people;
mod photo;
mod print;
mod province;
mod province_export;
mod remedies;
mod report;
mod reports;
mod review;
mod session;
mod shown;
mod static_app;
mod style;
mod sync;
mod units;
mod voices;
mod wall;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use tower_http::compression::CompressionLayer;
use tower_http::trace::TraceLayer;

use crate::office::Office;

/// Every address of the office.
pub fn router(office: &Arc<Office>) -> Router {
    Router::new()
        .route("/enrol/v1", post(enrol::enrol))
        .route("/keys/v1", post(keys::keys))
        .route("/sync/v1", post(sync::sync))
        .route("/photo/v1/{hash}", get(photo::get).put(photo::put))
        .route("/area/photo/{hash}", get(area_photo::photo))
        .route("/healthz", get(healthz::healthz))
        .merge(pages())
        .fallback_service(static_app::files(office.settings.app.as_deref()))
        .layer(from_fn_with_state(Arc::clone(office), wall::province_writes_nothing))
        .layer(from_fn(wall::in_time))
        .layer(from_fn_with_state(Arc::clone(office), wall::headers))
        .layer(TraceLayer::new_for_http())
        .with_state(Arc::clone(office))
}

/// The pages, compressed: the province reads them over slow lines. A session's cookie never comes with a request that
/// another site made, so nobody can play with lengths.
fn pages() -> Router<Arc<Office>> {
    Router::new()
        .route("/office.css", get(style::style))
        .route("/login", get(login::form).post(login::login))
        .route("/logout", post(logout::logout))
        .route("/area", get(area::area))
        .route("/area/records", get(review::records))
        .route("/area/record", get(review::record).post(review::decide))
        .route("/area/print", get(print::ask).post(print::print))
        .route("/area/draw", get(draw::draw).post(draw::act))
        .route("/area/remedies", get(remedies::list).post(remedies::hand_over))
        .route("/area/remedy", get(remedies::remedy).post(remedies::step))
        .route("/area/voices", get(voices::list))
        .route("/area/voice", get(voices::voice))
        .route("/area/briefing", get(briefing::briefing).post(briefing::issue))
        .route("/area/reports", get(reports::reports))
        .route("/area/report", get(report::report).post(report::act))
        .route(
            "/area/import",
            get(import::index).post(import::send).layer(DefaultBodyLimit::max(import::BODY_BYTES_MAX)),
        )
        .route("/area/import/{file}", get(import::file).post(import::act))
        .route("/area/lists", get(lists::lists))
        .route("/area/list", get(listing::list).post(listing::export))
        .route("/area/year", get(listing::sheet))
        .route("/area/catalogue", get(catalogue::catalogue).post(catalogue::act))
        .route("/units", get(units::units).post(units::act))
        .route("/people", get(people::people).post(people::act))
        .route(
            "/letters",
            get(letters::list).post(letters::take).layer(DefaultBodyLimit::max(letters::BODY_BYTES_MAX)),
        )
        .route("/letters/{name}", get(letters::answer))
        .route("/province", get(province::province))
        .route("/province/export.csv", get(province_export::export))
        .layer(CompressionLayer::new())
}
