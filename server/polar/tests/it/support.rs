//! What all of these tests share: a server on a free port, and a client for it.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::middleware::{self, Next};
use axum::response::Response;
use chrono::DateTime;
use polar::{
    AccessToken, Budget, BudgetSettings, ClientSettings, FixedJitter, HttpSettings, MemoryKeeper,
    PolarClient, Time, TokioTime,
};
use tokio::net::TcpListener;
use url::Url;

/// The secret that no message may show.
pub(crate) const TOKEN: &str = "s3cret-t0ken";

pub(crate) fn token() -> AccessToken {
    AccessToken::new(TOKEN)
}

/// Serves a router until the test's runtime ends.
pub(crate) async fn serve(router: Router) -> Url {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    Url::parse(&format!("http://{address}")).unwrap()
}

/// Path and query of the requests that a server got, in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Log(Arc<Mutex<Vec<String>>>);

impl Log {
    pub(crate) fn requests(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }

    /// The router with its requests written down.
    pub(crate) fn around(&self, router: Router) -> Router {
        let log = self.clone();
        router.layer(middleware::from_fn(move |request: Request, next: Next| {
            let uri = request.uri().to_string();
            log.0.lock().unwrap().push(uri);
            async move { next.run(request).await as Response }
        }))
    }
}

/// Tokio's clock, set to some Sunday.
pub(crate) fn time() -> Arc<dyn Time> {
    Arc::new(TokioTime::starting_at(DateTime::from_timestamp(1_800_000_000, 0).unwrap()))
}

/// A budget of a process of its own.
pub(crate) async fn budget(settings: BudgetSettings) -> Budget {
    Budget::open(settings, Arc::new(MemoryKeeper::default()), "test", time()).await
}

/// A budget that never makes a test wait noticeably.
pub(crate) async fn fast_budget() -> Budget {
    let leak_interval = Duration::from_micros(100);
    budget(BudgetSettings { leak_interval, ..BudgetSettings::default() }).await
}

pub(crate) fn settings(api_url: Url) -> ClientSettings {
    let http = HttpSettings { user_agent: "polar-tests".to_owned(), ..HttpSettings::default() };
    ClientSettings { http, ..ClientSettings::new(api_url) }
}

/// A client whose retries do not wait.
pub(crate) fn client_within(settings: ClientSettings, budget: Budget) -> PolarClient {
    PolarClient::new(settings, budget, Arc::new(FixedJitter(0.0))).unwrap()
}

pub(crate) async fn client_with(settings: ClientSettings) -> PolarClient {
    client_within(settings, fast_budget().await)
}

pub(crate) async fn client(api_url: Url) -> PolarClient {
    client_with(settings(api_url)).await
}
