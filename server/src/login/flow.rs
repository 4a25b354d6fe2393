//! The addresses of signing in and out.

use std::{sync::Arc, time::Duration};

use app::{address::return_to, model::SignInProblem};
use axum::{
    Router,
    extract::{Query, Request, State, rejection::QueryRejection},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use chrono::{DateTime, TimeDelta, Utc};
use polar::oauth::{Callback, InvalidVerifier, OAuthClient, OAuthError, PkceVerifier};
use serde::Deserialize;
use tower_sessions::{Expiry, Session};
use url::Url;

use super::{
    GrantError, Grants,
    pending::{PendingSignIn, PendingSignIns},
};
use crate::{
    chain::Chain,
    clock::Clock,
    entropy::{Entropy, NoEntropy, random_name},
    store::GrantId,
    sync::{Need, Sync},
};

/// How long a browser stays signed in.
const SESSION_LIFETIME: TimeDelta = TimeDelta::days(7);

/// How long the way back from Polar may take to read which teams the coach sees; it goes on behind the page.
const TEAMS_PATIENCE: Duration = Duration::from_secs(5);

const PENDING: &str = "pending";
const GRANT: &str = "grant";
const ENDS: &str = "ends";

/// What signing in needs.
#[derive(Clone, Debug)]
pub struct LoginState {
    /// Polar's sign-in service.
    pub oauth: OAuthClient,
    /// Where grants are kept.
    pub grants: Grants,
    /// Reads which teams a new grant sees.
    pub sync: Sync,
    /// The redirect URI that is registered at Polar.
    pub redirect_uri: Url,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Randomness for states and verifiers.
    pub entropy: Arc<dyn Entropy>,
}

/// `/login`, `/auth/callback` and `/logout`.
pub fn router(state: LoginState) -> Router {
    Router::new()
        .route("/login", get(begin))
        .route("/auth/callback", get(finish))
        .route("/logout", post(end))
        .with_state(state)
}

/// Says on a page what came in the way of signing in or out after all: a browser's session that cannot be kept.
pub async fn told(request: Request, next: Next) -> Response {
    let answer = next.run(request).await;
    if answer.status().is_server_error() { problem(SignInProblem::Internal, None) } else { answer }
}

/// The grant of the person who is signed in in this browser.
pub async fn signed_in_grant(
    session: &Session,
) -> Result<Option<GrantId>, tower_sessions::session::Error> {
    Ok(session.get::<String>(GRANT).await?.map(GrantId))
}

#[derive(Deserialize)]
struct Begin {
    return_to: Option<String>,
}

/// Sends the coach to Polar.
async fn begin(
    State(login): State<LoginState>,
    session: Session,
    Query(query): Query<Begin>,
) -> Response {
    match start(&login, &session, return_to(query.return_to.as_deref())).await {
        Ok(url) => Redirect::to(url.as_str()).into_response(),
        Err(error) => internal(&error),
    }
}

/// Notes a new sign-in in the browser's session and tells where on Polar's side it goes on.
async fn start(login: &LoginState, session: &Session, return_to: &str) -> Result<Url, StartError> {
    let state = random_name(&*login.entropy)?;
    let verifier =
        PkceVerifier::new(random_name(&*login.entropy)? + &random_name(&*login.entropy)?)?;
    let url = login.oauth.authorize_url(&state, &verifier, &login.redirect_uri);
    let mut pending = pending(session).await;
    pending.add(PendingSignIn {
        state,
        verifier: verifier.expose().to_owned(),
        return_to: return_to.to_owned(),
        started_at: login.clock.now(),
    });
    put_pending(session, pending).await?;
    Ok(url)
}

#[derive(Debug, thiserror::Error)]
enum StartError {
    #[error(transparent)]
    NoEntropy(#[from] NoEntropy),
    #[error(transparent)]
    Verifier(#[from] InvalidVerifier),
    #[error(transparent)]
    Session(#[from] tower_sessions::session::Error),
}

/// Takes Polar's answer.
async fn finish(
    State(login): State<LoginState>,
    session: Session,
    answer: Result<Query<Callback>, QueryRejection>,
) -> Response {
    // A parameter that is there twice, for one: nobody's answer to anything.
    let Ok(Query(answer)) = answer else { return problem(SignInProblem::Stale, None) };
    let sign_in = match take_pending(&session, answer.state.as_deref(), login.clock.now()).await {
        Ok(Some(sign_in)) => sign_in,
        Ok(None) => return problem(SignInProblem::Stale, None),
        Err(error) => return internal(&error),
    };
    let grant = match grant_of(&login, answer, sign_in.verifier).await {
        Ok(grant) => grant,
        Err(error) => {
            tracing::warn!(error = %Chain(&error), "a sign-in did not work");
            return problem(error.problem(), Some(&sign_in.return_to));
        }
    };
    login.sync.ensure(&grant, vec![Need::Teams], TEAMS_PATIENCE).await;
    match sign_in_browser(&session, &grant, login.clock.now()).await {
        Ok(()) => Redirect::to(&sign_in.return_to).into_response(),
        Err(error) => internal(&error),
    }
}

/// Takes the sign-in with this state out of the browser's session before anything else happens: a state works
/// once, whatever comes of it.
async fn take_pending(
    session: &Session,
    state: Option<&str>,
    now: DateTime<Utc>,
) -> Result<Option<PendingSignIn>, tower_sessions::session::Error> {
    let mut pending = pending(session).await;
    let Some(sign_in) = state.and_then(|state| pending.take(state, now)) else { return Ok(None) };
    put_pending(session, pending).await?;
    session.save().await?;
    Ok(Some(sign_in))
}

/// Turns Polar's answer into a grant.
async fn grant_of(
    login: &LoginState,
    answer: Callback,
    verifier: String,
) -> Result<GrantId, FinishError> {
    let verifier = PkceVerifier::new(verifier)?;
    let tokens = login.oauth.exchange(answer.into_code()?, verifier, &login.redirect_uri).await?;
    Ok(login.grants.open(&tokens).await?)
}

#[derive(Debug, thiserror::Error)]
enum FinishError {
    #[error(transparent)]
    OAuth(#[from] OAuthError),
    #[error(transparent)]
    Grant(#[from] GrantError),
    #[error(transparent)]
    Verifier(#[from] InvalidVerifier),
}

impl FinishError {
    fn problem(&self) -> SignInProblem {
        match self {
            Self::OAuth(OAuthError::Denied) => SignInProblem::Denied,
            Self::OAuth(OAuthError::Refused { .. } | OAuthError::NoCode) => SignInProblem::Refused,
            Self::OAuth(OAuthError::InvalidGrant) => SignInProblem::Expired,
            Self::OAuth(OAuthError::InvalidClient) => SignInProblem::Misconfigured,
            Self::OAuth(_) => SignInProblem::PolarUnavailable,
            Self::Grant(_) | Self::Verifier(_) => SignInProblem::Internal,
        }
    }
}

/// Ends the session on the server.
async fn end(session: Session) -> Response {
    match session.flush().await {
        Ok(()) => (CLEARED, Redirect::to("/")).into_response(),
        Err(error) => internal(&error),
    }
}

/// Has the browser forget what it kept of the pages, also for when it is offline.
const CLEARED: [(&str, &str); 1] = [("clear-site-data", "\"cache\", \"storage\"")];

/// Gives the browser a new session that holds the grant and nothing of what was there before.
pub async fn sign_in_browser(
    session: &Session,
    grant: &GrantId,
    now: DateTime<Utc>,
) -> Result<(), tower_sessions::session::Error> {
    session.clear().await;
    session.cycle_id().await?;
    let ends_at = now + SESSION_LIFETIME;
    session.set_expiry(Some(at(ends_at)));
    session.insert(ENDS, ends_at).await?;
    session.insert(GRANT, &grant.0).await
}

/// Notes the sign-ins under way. Whoever is signed in already stays so for as long as before: a session that is saved
/// would else end as soon as one that is not signed in.
async fn put_pending(
    session: &Session,
    pending: PendingSignIns,
) -> Result<(), tower_sessions::session::Error> {
    if let Some(ends_at) = session.get::<DateTime<Utc>>(ENDS).await? {
        session.set_expiry(Some(at(ends_at)));
    }
    session.insert(PENDING, pending).await
}

fn at(instant: DateTime<Utc>) -> Expiry {
    let seconds = time::Duration::seconds(instant.timestamp());
    Expiry::AtDateTime(time::OffsetDateTime::UNIX_EPOCH + seconds)
}

/// The sign-ins that the browser has under way. When they cannot be read, saving will tell.
async fn pending(session: &Session) -> PendingSignIns {
    session.get(PENDING).await.ok().flatten().unwrap_or_default()
}

fn problem(problem: SignInProblem, return_to: Option<&str>) -> Response {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("problem", problem.key());
    if let Some(path) = return_to {
        query.append_pair("return_to", path);
    }
    Redirect::to(&format!("/?{}", query.finish())).into_response()
}

fn internal(error: &dyn std::fmt::Display) -> Response {
    tracing::error!(%error, "a sign-in failed");
    problem(SignInProblem::Internal, None)
}
