//! Who is asking.

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use tower_sessions::Session;

use crate::{
    club::{ClubDesk, Person},
    login::{CLEARED, Passes, SignedIn, signed_in},
    store::StoreError,
};

/// What it takes to know a person and let them to the desk.
#[derive(Clone, Debug)]
pub(super) struct Door {
    pub(super) desk: ClubDesk,
    pub(super) passes: Passes,
}

/// Who stands at the door.
enum Caller {
    Known(Person),
    Nobody,
    /// Their pass has ended: their session with it, and what the browser kept of its pages.
    SentAway,
}

/// Why it cannot be told who is asking.
#[derive(Debug, thiserror::Error)]
enum Unreadable {
    #[error(transparent)]
    Session(#[from] tower_sessions::session::Error),
    #[error(transparent)]
    Pass(#[from] StoreError),
}

/// Gives the request the club as its person may see it: as [`ClubDesk`] for addresses and as [`Club`](app::port::Club)
/// for pages.
pub(super) async fn provide(
    State(door): State<Door>,
    session: Session,
    mut request: Request,
    next: Next,
) -> Response {
    let caller = door.caller(&session).await;
    let desk = match &caller {
        Ok(Caller::Known(person)) => door.desk.of(Some(person.clone())),
        Ok(Caller::Nobody | Caller::SentAway) => door.desk.of(None),
        Err(error) => {
            tracing::error!(%error, "a session could not be read");
            door.desk.closed()
        }
    };
    request.extensions_mut().insert(desk.club());
    request.extensions_mut().insert(desk);
    let answer = next.run(request).await;
    if matches!(caller, Ok(Caller::SentAway)) { (CLEARED, answer).into_response() } else { answer }
}

impl Door {
    async fn caller(&self, session: &Session) -> Result<Caller, Unreadable> {
        let id = match signed_in(session).await? {
            None => return Ok(Caller::Nobody),
            Some(SignedIn::Coach(grant)) => return Ok(Caller::Known(Person::Coach(grant))),
            Some(SignedIn::Pass(id)) => id,
        };
        if let Some(pass) = self.passes.look_through(&id).await? {
            return Ok(Caller::Known(Person::Pass(pass)));
        }
        session.flush().await?;
        Ok(Caller::SentAway)
    }
}
