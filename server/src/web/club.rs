//! Who is asking.

use std::sync::Arc;

use app::port::Club;
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use tower_sessions::Session;

use crate::{club::ClubDesk, login::signed_in_grant};

/// Gives the request the club as its person may see it: as [`ClubDesk`] for addresses and as [`Club`] for pages.
pub(super) async fn provide(
    State(desk): State<ClubDesk>,
    session: Session,
    mut request: Request,
    next: Next,
) -> Response {
    let desk = match signed_in_grant(&session).await {
        Ok(grant) => desk.of(grant),
        Err(error) => {
            tracing::error!(%error, "a session could not be read");
            desk.closed()
        }
    };
    request.extensions_mut().insert(Arc::new(desk.clone()) as Arc<dyn Club>);
    request.extensions_mut().insert(desk);
    next.run(request).await
}
