//! `GET /healthz`: the process answers and its database reads.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::office::Office;

/// `{"ok":true}`, or the failure of the database.
pub(super) async fn healthz(State(office): State<Arc<Office>>) -> Result<Json<Value>, Failure> {
    office.work(|office| Ok(office.store.epoch()?)).await?;
    Ok(Json(json!({ "ok": true })))
}
