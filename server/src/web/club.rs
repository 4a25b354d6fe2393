//! Who is asking.

use app::api::{UNATTENDED, is_unattended};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use tower_sessions::Session;

use crate::{
    club::{Browser, ClubDesk, Person},
    login::{CLEARED, Passes, SignedIn, WebSessions, device, signed_in},
    store::StoreError,
};

/// What nothing but pages by themselves asks for, also when nobody is there.
const NEVER_ATTENDED: [&str; 3] =
    ["/api/ui/sync_status", "/api/v1/progress", "/api/v1/progress/events"];

/// What it takes to know a person and let them to the desk.
#[derive(Clone, Debug)]
pub(super) struct Door {
    pub(super) desk: ClubDesk,
    pub(super) passes: Passes,
    pub(super) sessions: WebSessions,
}

/// Who stands at the door.
enum Caller {
    Known(Box<(Person, Browser)>),
    Nobody,
    /// Their session has ended, by itself or with their pass: what the browser kept of its pages ends, too.
    SentAway,
}

/// Why it cannot be told who is asking.
#[derive(Debug, thiserror::Error)]
enum Unreadable {
    #[error(transparent)]
    Session(#[from] tower_sessions::session::Error),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Gives the request the club as its person may see it: as [`ClubDesk`] for addresses and as [`Club`](app::port::Club)
/// for pages.
pub(super) async fn provide(
    State(door): State<Door>,
    session: Session,
    mut request: Request,
    next: Next,
) -> Response {
    let is_used = is_use(&request);
    let caller = door.caller(&session, is_used, device(request.headers())).await;
    let desk = match &caller {
        Ok(Caller::Known(known)) => {
            let (person, browser) = &**known;
            door.desk.of(Some(person.clone())).used_in(browser.clone())
        }
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

/// Whether a request comes from somebody: what pages ask for by themselves is no use of a session.
fn is_use(request: &Request) -> bool {
    let by_script = request.headers().contains_key(UNATTENDED);
    let without_scripts = request.uri().query().is_some_and(is_unattended);
    !(by_script || without_scripts || NEVER_ATTENDED.contains(&request.uri().path()))
}

impl Door {
    async fn caller(
        &self,
        session: &Session,
        is_used: bool,
        device: Option<String>,
    ) -> Result<Caller, Unreadable> {
        let brought_a_session = session.id().is_some();
        let person = match signed_in(session).await? {
            None if brought_a_session && session.is_empty().await => return Ok(Caller::SentAway),
            None => return Ok(Caller::Nobody),
            Some(SignedIn::Coach(grant)) => Person::Coach(grant),
            Some(SignedIn::Pass(id)) => {
                let Some(pass) = self.passes.look_through(&id).await? else {
                    session.flush().await?;
                    return Ok(Caller::SentAway);
                };
                Person::Pass(pass)
            }
        };
        // Somebody may have ended it since it was read.
        let Some(kept) = self.sessions.kept(session).await? else { return Ok(Caller::Nobody) };
        if is_used {
            self.sessions.note_use(&kept).await;
        }
        let browser = Browser { session: Some(kept.id_hash), device };
        Ok(Caller::Known(Box::new((person, browser))))
    }
}
