//! The addresses of signing in and out.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use app::{
    address::{self, return_to},
    model::{AuditAction, AuditActor, PassId, SignInProblem},
};
use axum::{
    Extension,
    extract::{ConnectInfo, Query, Request, State, rejection::QueryRejection},
    http::HeaderMap,
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use chrono::{DateTime, TimeDelta, Utc};
use leptos::config::LeptosOptions;
use polar::oauth::{Callback, InvalidVerifier, OAuthClient, OAuthError, PkceVerifier};
use serde::Deserialize;
use tower_sessions::{Expiry, Session};
use url::Url;

use super::{
    GrantError, Grants,
    attempts::Attempts,
    device::device,
    pending::{PENDING_SIGN_IN_LIFETIME, PendingSignIn, PendingSignIns},
    sign_ins::SignIns,
    web_sessions::SessionLimits,
};
use crate::{
    audit,
    chain::Chain,
    clock::Clock,
    entropy::{Entropy, NoEntropy, random_name},
    store::{AuditEntry, GrantId, Pass, Store},
    sync::{Need, Sync},
    web::{Addresses, too_often},
};

/// How long the way back from Polar may take to read which teams the coach sees; it goes on behind the page.
const TEAMS_PATIENCE: Duration = Duration::from_secs(5);

/// How many refused sign-ins are written down at once, and in what time another one: anybody can have one refused.
const REFUSALS: i32 = 10;
const A_REFUSAL_EVERY: TimeDelta = TimeDelta::hours(1);

const PENDING: &str = "pending";
pub(super) const GRANT: &str = "grant";
const PASS: &str = "pass";
const ENDS: &str = "ends";
pub(super) const DEVICE: &str = "device";

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
    /// Where it is written down.
    pub store: Arc<dyn Store>,
    /// For how long coaches stay signed in.
    pub limits: SessionLimits,
    /// How many sign-ins were started.
    pub sign_ins: SignIns,
    /// How many refused ones were written down.
    pub refusals: Refusals,
    /// How the built site's files are named, for answers that are no page of the router.
    pub leptos: LeptosOptions,
}

/// Counts how many refused sign-ins are written down.
#[derive(Clone, Debug)]
pub struct Refusals(Arc<Attempts>);

impl Refusals {
    /// None yet.
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self(Arc::new(Attempts::new(clock, REFUSALS, A_REFUSAL_EVERY)))
    }
}

/// `/login`, `/auth/callback` and `/logout`.
pub(crate) fn router(state: LoginState) -> Addresses {
    Addresses::new()
        .get("/login", begin)
        .get("/auth/callback", finish)
        .post("/logout", end)
        .with_state(state)
}

/// Says on a page what came in the way of signing in or out after all: a browser's session that cannot be kept.
pub async fn told(request: Request, next: Next) -> Response {
    let answer = next.run(request).await;
    if answer.status().is_server_error() { problem(SignInProblem::Internal, None) } else { answer }
}

/// What a browser's session holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignedIn {
    /// A coach signed in.
    Coach(GrantId),
    /// Somebody opened a pass, which may have ended since.
    Pass(PassId),
}

/// Who is signed in in this browser.
pub async fn signed_in(
    session: &Session,
) -> Result<Option<SignedIn>, tower_sessions::session::Error> {
    if let Some(grant) = session.get::<String>(GRANT).await? {
        return Ok(Some(SignedIn::Coach(GrantId(grant))));
    }
    Ok(session.get::<PassId>(PASS).await?.map(SignedIn::Pass))
}

#[derive(Deserialize)]
struct Begin {
    return_to: Option<String>,
}

/// Sends the coach to Polar.
async fn begin(
    State(login): State<LoginState>,
    session: Session,
    headers: HeaderMap,
    peer: Option<Extension<ConnectInfo<SocketAddr>>>,
    Query(query): Query<Begin>,
) -> Response {
    let client = login.sign_ins.client(peer.map(|Extension(ConnectInfo(peer))| peer), &headers);
    if let Err(wait) = login.sign_ins.count(client, is_kept(&session).await) {
        return too_often(wait, address::HOME, &login.leptos, &headers);
    }
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
    put_pending(session, pending, login.clock.now()).await?;
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
    headers: HeaderMap,
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
            if login.refusals.0.count(()).is_ok() {
                login.note(AuditAction::SignInRefused, AuditActor::Nobody, None, &headers).await;
            }
            return problem(error.problem(), Some(&sign_in.return_to));
        }
    };
    login.sync.ensure(&grant, vec![Need::Teams], TEAMS_PATIENCE).await;
    match sign_in_browser(&session, &grant, &headers, login.clock.now() + login.limits.longest)
        .await
    {
        Ok(()) => {
            login.note(AuditAction::SignedIn, AuditActor::Coach, Some(&grant), &headers).await;
            Redirect::to(&sign_in.return_to).into_response()
        }
        Err(error) => internal(&error),
    }
}

impl LoginState {
    /// Writes into the audit log what somebody did in this browser.
    async fn note(
        &self,
        action: AuditAction,
        actor: AuditActor,
        grant: Option<&GrantId>,
        headers: &HeaderMap,
    ) {
        let entry = audit::entry_of(&*self.store, self.clock.now(), action, actor, grant).await;
        audit::note(&*self.store, &AuditEntry { actor_name: device(headers), ..entry }).await;
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
    put_pending(session, pending, now).await?;
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
async fn end(State(login): State<LoginState>, session: Session, headers: HeaderMap) -> Response {
    let who = signed_in(&session).await;
    match session.flush().await {
        Ok(()) => {
            // Streams that are open in the session look again, and end.
            login.sync.tell();
            if let Ok(Some(SignedIn::Coach(grant))) = who {
                login.note(AuditAction::SignedOut, AuditActor::Coach, Some(&grant), &headers).await;
            }
            (CLEARED, Redirect::to("/")).into_response()
        }
        Err(error) => internal(&error),
    }
}

/// Has the browser forget what it kept of the pages, also for when it is offline.
pub(crate) const CLEARED: [(&str, &str); 1] = [("clear-site-data", "\"cache\", \"storage\"")];

/// Gives the browser a new session that holds the grant and nothing of what was there before, until then at most.
pub async fn sign_in_browser(
    session: &Session,
    grant: &GrantId,
    headers: &HeaderMap,
    ends_at: DateTime<Utc>,
) -> Result<(), tower_sessions::session::Error> {
    begin_anew(session, headers, ends_at).await?;
    session.insert(GRANT, &grant.0).await
}

/// Gives the browser a new session that holds the pass and nothing of what was there before, for as long as the pass works.
pub async fn let_in(
    session: &Session,
    pass: &Pass,
    headers: &HeaderMap,
) -> Result<(), tower_sessions::session::Error> {
    begin_anew(session, headers, pass.expires_at).await?;
    session.insert(PASS, &pass.id).await
}

async fn begin_anew(
    session: &Session,
    headers: &HeaderMap,
    ends_at: DateTime<Utc>,
) -> Result<(), tower_sessions::session::Error> {
    session.clear().await;
    session.cycle_id().await?;
    session.set_expiry(Some(at(ends_at)));
    session.insert(DEVICE, device(headers)).await?;
    session.insert(ENDS, ends_at).await
}

/// Notes the sign-ins under way, for as long as they can be. Whoever is signed in already stays so for as long as before.
async fn put_pending(
    session: &Session,
    pending: PendingSignIns,
    now: DateTime<Utc>,
) -> Result<(), tower_sessions::session::Error> {
    let ends_at = session.get::<DateTime<Utc>>(ENDS).await?;
    session.set_expiry(Some(at(ends_at.unwrap_or(now + PENDING_SIGN_IN_LIFETIME))));
    session.insert(PENDING, pending).await
}

fn at(instant: DateTime<Utc>) -> Expiry {
    let seconds = time::Duration::seconds(instant.timestamp());
    Expiry::AtDateTime(time::OffsetDateTime::UNIX_EPOCH + seconds)
}

/// Whether the browser has a session that is kept here.
async fn is_kept(session: &Session) -> bool {
    let holds = async |key: &str| session.get_value(key).await.ok().flatten().is_some();
    holds(ENDS).await || holds(PENDING).await
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
