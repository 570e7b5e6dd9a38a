//! `GET /internal/consents/{accountId}`: what the person agreed to, as of now.

use axum::extract::{Path, State};
use jiff::Timestamp;
use serde::Serialize;
use service_kit::{http::Json, problem::Problem};
use uuid::Uuid;

use super::account;
use crate::{
    adapters::http::{App, callers::About, problems},
    application::consents::ConsentState,
    domain::consent::Purpose,
};

/// Every purpose of an account.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ConsentsBody {
    account_id: Uuid,
    items: Vec<StateBody>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct StateBody {
    purpose: Purpose,
    granted: bool,
    since: Option<Timestamp>,
    text_version: Option<String>,
}

impl From<ConsentState> for StateBody {
    fn from(state: ConsentState) -> Self {
        let (since, text_version) = state.decided.unzip();
        Self { purpose: state.purpose, granted: state.granted, since, text_version }
    }
}

pub(super) async fn consents(
    caller: About,
    State(app): State<App>,
    Path(id): Path<String>,
) -> Result<Json<ConsentsBody>, Problem> {
    let id = account(&id)?;
    caller.may_ask(id)?;
    let states = app.consents.read(id).await.map_err(|failure| problems::store(&failure))?;
    let states = states.ok_or_else(problems::unknown_account)?;
    let items = states.into_iter().map(StateBody::from).collect();
    Ok(Json(ConsentsBody { account_id: id.as_uuid(), items }))
}
