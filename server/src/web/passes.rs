//! Making a pass and opening one: forms, whose answers are documents without scripts.

use std::{error::Error, sync::Arc};

use app::{
    address,
    answers::{Answer, PassMade},
    error::AppError,
    model::{AuditAction, NewPass},
};
use axum::{
    Extension, Form,
    extract::State,
    http::{HeaderMap, header},
    response::{IntoResponse, Redirect, Response},
};
use chrono::TimeDelta;
use leptos::config::LeptosOptions;
use tower_sessions::Session;

use super::{addresses::Addresses, document::document, qr};
use crate::{
    club::{ClubDesk, Person},
    login::{CLEARED, PassError, Passes, device, let_in},
    store::StoreError,
};

/// What making and opening passes needs.
#[derive(Clone, Debug)]
pub(super) struct PassState {
    pub(super) passes: Passes,
    pub(super) leptos: LeptosOptions,
    pub(super) public_origin: Arc<str>,
}

/// The addresses that take the two forms.
pub(super) fn router(state: PassState) -> Addresses {
    Addresses::new().post(address::PASSES, make).post(address::PASS, open).with_state(state)
}

type Fields = Form<Vec<(String, String)>>;

/// Makes a pass. The answer is the only one that has its link; browsers and proxies keep nothing of it.
async fn make(
    State(state): State<PassState>,
    Extension(desk): Extension<ClubDesk>,
    headers: HeaderMap,
    Form(fields): Fields,
) -> Response {
    let answer = match made(&state, &desk, &fields).await {
        Ok(answer) => answer,
        Err(error) => Answer::Failed(error),
    };
    document(answer, &state.leptos, &headers)
}

async fn made(
    state: &PassState,
    desk: &ClubDesk,
    fields: &[(String, String)],
) -> Result<Answer, AppError> {
    // Who may make none learns that first.
    desk.may_hand_out(&[]).await?;
    let Some(wanted) = NewPass::from_form(fields) else { return Ok(Answer::PassIncomplete) };
    let grant = desk.may_hand_out(&wanted.teams).await?;
    let (label, teams) = (wanted.label.clone(), wanted.teams.clone());
    let ticket = state.passes.make(grant, wanted).await.map_err(|error| internal(&error))?;
    desk.note(AuditAction::PassMade, Some(label.clone()), Some(teams)).await;
    let link = format!("{}{}#{}", state.public_origin, address::PASS, ticket.text());
    let picture = qr::picture(&link).map_err(|error| internal(&error))?;
    Ok(Answer::PassMade(PassMade { label, link, ticket: ticket.groups(), picture }))
}

/// Exchanges a ticket for a session of this browser's own.
async fn open(
    State(state): State<PassState>,
    Extension(desk): Extension<ClubDesk>,
    session: Session,
    headers: HeaderMap,
    Form(fields): Fields,
) -> Response {
    let ticket = fields.iter().find(|(name, _)| name == "ticket");
    let opened = state.passes.open(ticket.map_or("", |(_, ticket)| ticket)).await;
    let answer = match opened {
        Ok(pass) => match let_in(&session, &pass, &headers).await {
            Ok(()) => {
                let teams = Some(pass.teams.clone());
                let desk = desk.of(Some(Person::Pass(pass)));
                desk.note(AuditAction::PassOpened, device(&headers), teams).await;
                return (CLEARED, Redirect::to(address::TEAMS)).into_response();
            }
            Err(error) => Answer::Failed(internal(&error)),
        },
        Err(PassError::Refused) => Answer::PassRefused,
        Err(PassError::TooOften(wait)) => {
            return too_often(wait, address::PASS, &state.leptos, &headers);
        }
        Err(error) => Answer::Failed(internal(&error)),
    };
    document(answer, &state.leptos, &headers)
}

/// The answer to who has to wait for so long, and may then try again from that page.
pub(crate) fn too_often(
    wait: TimeDelta,
    from: &'static str,
    options: &LeptosOptions,
    headers: &HeaderMap,
) -> Response {
    // Rounded up: who comes back too early is refused again.
    let seconds = (wait.num_milliseconds() + 999) / 1_000;
    let answer = document(Answer::TooOften { from }, options, headers);
    ([(header::RETRY_AFTER, seconds.to_string())], answer).into_response()
}

/// What went wrong inside: told to the log here, and to people as far as waiting may help.
fn internal(error: &(dyn Error + 'static)) -> AppError {
    tracing::error!(%error, "a pass could not be made or opened");
    match error.downcast_ref() {
        Some(PassError::Store(StoreError::Unavailable(_))) => AppError::Unavailable,
        _ => AppError::Internal,
    }
}
