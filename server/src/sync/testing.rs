//! A sync to test with: a fresh store, a clock that the test moves, and a Polar on a port of this machine.

pub(crate) mod script;

use std::{
    collections::HashMap,
    net::Ipv4Addr,
    ops::Deref,
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    Json, Router,
    extract::{Request, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use chrono::{DateTime, NaiveDate, Utc};
use demo::{Client, Coach, Demo, DemoSettings};
use polar::{
    AccessToken, Budget, BudgetSettings, ClientSecret, ClientSettings, FixedJitter, HttpSettings,
    MemoryKeeper, PolarClient, RefreshToken, RetrySettings, TokioTime,
    oauth::{OAuthClient, OAuthSettings, Tokens},
};
use serde_json::{Value, json};
use tokio::{net::TcpListener, sync::watch};
use url::Url;

use super::{Need, Progress, Sync, SyncSettings};
use crate::{
    clock::ManualClock,
    entropy::SeededEntropy,
    login::Grants,
    retention::TrainingRetention,
    secrets::{SecretKeys, Vault},
    store::{GrantId, TestStore},
};

/// Longer than anything takes on this machine.
pub(crate) const LONG: Duration = Duration::from_mins(1);

/// A sync with all that it needs.
pub(crate) struct TestSync {
    pub(crate) store: TestStore,
    pub(crate) sync: Sync,
    pub(crate) clock: ManualClock,
    pub(crate) client: PolarClient,
    grants: Grants,
}

impl TestSync {
    /// A sync that knows nothing yet, with the Polar at this address.
    pub(crate) async fn with_polar(url: Url) -> Self {
        Self::keeping(url, TrainingRetention::default()).await
    }

    /// The same, where training sessions are kept for a time.
    pub(crate) async fn keeping(url: Url, training_retention: TrainingRetention) -> Self {
        let store = TestStore::open().await;
        let clock = ManualClock::new(now());
        let entropy = Arc::new(SeededEntropy::new(1));
        let oauth = OAuthClient::new(OAuthSettings {
            auth_url: url.clone(),
            client_id: CLIENT.to_owned(),
            client_secret: ClientSecret::new("secret"),
            http: HttpSettings::default(),
        });
        let vault = Vault::new(&SecretKeys::generate(&*entropy).unwrap(), entropy.clone());
        let grants = Grants::new(
            store.arc(),
            vault,
            oauth.unwrap(),
            Arc::new(clock.clone()),
            entropy,
            "test".to_owned(),
        );
        let client = client(url.clone()).await;
        let sync = Sync::new(
            store.arc(),
            client.clone(),
            grants.clone(),
            Arc::new(clock.clone()),
            SyncSettings { training_retention, ..settings() },
        );
        Self { store, sync, clock, client, grants }
    }

    /// The next process over the same data, with the same Polar.
    pub(crate) async fn restarted(self, url: Url) -> Self {
        let Self { store, clock, grants, .. } = self;
        let client = client(url).await;
        let time = Arc::new(clock.clone());
        let sync = Sync::new(store.arc(), client.clone(), grants.clone(), time, settings());
        Self { store, sync, clock, client, grants }
    }

    /// A coach who signed in with these tokens.
    pub(crate) async fn sign_in(&self, access_token: &str, refresh_token: Option<&str>) -> GrantId {
        let tokens = Tokens {
            access_token: AccessToken::new(access_token),
            refresh_token: refresh_token.map(RefreshToken::new),
            expires_in_s: TOKEN_LIFETIME_S,
        };
        self.grants.open(&tokens).await.unwrap()
    }

    /// Waits until everything is there.
    pub(crate) async fn ensure(&self, grant: &GrantId, needs: Vec<Need>) -> Progress {
        self.sync.ensure(grant, needs, LONG).await
    }
}

/// A sync that is always sure of how much is here.
fn settings() -> SyncSettings {
    SyncSettings {
        holder: "test".to_owned(),
        count_every: Duration::ZERO,
        training_retention: TrainingRetention::default(),
    }
}

/// A client whose budget never makes anybody wait, and that tries everything once.
async fn client(url: Url) -> PolarClient {
    let settings = BudgetSettings { capacity: 10_000, ..BudgetSettings::default() };
    let time = Arc::new(TokioTime::starting_at(now()));
    let budget = Budget::open(settings, Arc::<MemoryKeeper>::default(), "test", time).await;
    let retry = RetrySettings { retries: 0, ..RetrySettings::default() };
    let settings = ClientSettings { retry, ..ClientSettings::new(url) };
    PolarClient::new(settings, budget, Arc::new(FixedJitter(0.0))).unwrap()
}

/// When tests take place.
pub(crate) fn now() -> DateTime<Utc> {
    season_end().and_hms_opt(20, 0, 0).unwrap().and_utc()
}

const CLIENT: &str = "touchline";

/// So long that a test that moves its clock does not end up with an old token.
const TOKEN_LIFETIME_S: u64 = 10 * 365 * 24 * 60 * 60;

fn season_end() -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 11, 16).unwrap()
}

/// The stand-in service with its made-up season.
pub(crate) struct DemoPolar {
    pub(crate) url: Url,
    demo: Demo,
}

impl DemoPolar {
    pub(crate) async fn start() -> Self {
        let client = Client {
            id: CLIENT.to_owned(),
            secret: "secret".to_owned(),
            redirect_uris: Vec::new(),
        };
        // Its clock jumps on with every look, so that its rate limit never bites.
        let ticks = Mutex::new(Duration::ZERO);
        let clock = Arc::new(move || {
            let mut now = ticks.lock().unwrap();
            *now += Duration::from_secs(1);
            *now
        });
        let settings = DemoSettings {
            token_lifetime_s: TOKEN_LIFETIME_S,
            ..DemoSettings::new(7, season_end(), client)
        };
        let demo = Demo::new(settings, clock);
        Self { url: serve(demo.router()).await, demo }
    }

    /// An access token of a coach.
    pub(crate) fn token(&self, coach: Coach) -> String {
        self.demo.issue_tokens(CLIENT, coach).access_token
    }
}

impl Deref for DemoPolar {
    type Target = Demo;

    fn deref(&self) -> &Demo {
        &self.demo
    }
}

/// A Polar whose every answer the test decides. Until told otherwise it knows nothing, and lets everybody in whose
/// token starts with `good`.
#[derive(Clone, Default)]
pub(crate) struct ScriptedPolar(Arc<Script>);

struct Script {
    answers: Mutex<HashMap<String, (StatusCode, Value)>>,
    asked: watch::Sender<Vec<String>>,
    held: watch::Sender<Option<String>>,
    hidden: Mutex<Option<(String, String)>>,
}

impl Default for Script {
    fn default() -> Self {
        Self {
            answers: Mutex::default(),
            asked: watch::Sender::new(Vec::new()),
            held: watch::Sender::new(None),
            hidden: Mutex::default(),
        }
    }
}

impl ScriptedPolar {
    pub(crate) async fn start(&self) -> Url {
        serve(Router::new().fallback(answer).with_state(self.clone())).await
    }

    /// Decides what a path answers.
    pub(crate) fn set(&self, path: &str, data: Value) {
        self.set_status(path, StatusCode::OK, json!({ "data": data }));
    }

    /// Decides what a path answers, and with which status.
    pub(crate) fn set_status(&self, path: &str, status: StatusCode, body: Value) {
        self.0.answers.lock().unwrap().insert(path.to_owned(), (status, body));
    }

    /// Hides paths that start like this from whoever has this token.
    pub(crate) fn hide(&self, path: &str, token: &str) {
        *self.0.hidden.lock().unwrap() = Some((path.to_owned(), format!("Bearer {token}")));
    }

    /// Holds the answers of paths back that start like this.
    pub(crate) fn hold(&self, path: &str) {
        self.0.held.send_replace(Some(path.to_owned()));
    }

    /// Lets all answers go.
    pub(crate) fn release(&self) {
        self.0.held.send_replace(None);
    }

    /// What was asked so far, as paths with their queries.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.0.asked.borrow().clone()
    }

    /// How often a path was asked.
    pub(crate) fn count(&self, path: &str) -> usize {
        self.asked().iter().filter(|asked| asked.split('?').next() == Some(path)).count()
    }

    /// Waits until paths that start like this have been asked so many times.
    pub(crate) async fn was_asked(&self, path: &str, times: usize) {
        let enough = |asked: &Vec<String>| {
            asked.iter().filter(|asked| asked.starts_with(path)).count() >= times
        };
        self.0.asked.subscribe().wait_for(enough).await.unwrap();
    }
}

async fn answer(State(polar): State<ScriptedPolar>, request: Request) -> Response {
    let uri = request.uri().clone();
    polar.0.asked.send_modify(|asked| asked.push(uri.to_string()));
    let may_go =
        |held: &Option<String>| !held.as_ref().is_some_and(|held| uri.path().starts_with(held));
    polar.0.held.subscribe().wait_for(may_go).await.unwrap();
    let token = request.headers().get(header::AUTHORIZATION).and_then(|token| token.to_str().ok());
    if uri.path().starts_with("/v1/")
        && !token.is_some_and(|token| token.starts_with("Bearer good"))
    {
        return (StatusCode::UNAUTHORIZED, "<html>no</html>").into_response();
    }
    let is_hidden = |(path, from): &(String, String)| {
        uri.path().starts_with(path) && token.is_some_and(|token| token == from)
    };
    if polar.0.hidden.lock().unwrap().as_ref().is_some_and(is_hidden) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let known = polar.0.answers.lock().unwrap().get(uri.path()).cloned();
    let (status, body) = known.unwrap_or((StatusCode::NOT_FOUND, Value::Null));
    (status, Json(body)).into_response()
}

/// Serves until the test ends.
async fn serve(router: Router) -> Url {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap()).parse().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    url
}
