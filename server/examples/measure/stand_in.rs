//! The stand-in service, and what it saw.

use std::{
    collections::HashMap,
    net::{Ipv4Addr, SocketAddr},
    num::NonZeroU32,
    sync::Arc,
    time::Duration,
};

use demo::{Client, Demo, DemoSettings, LoggedRequest};
use polar::{FasterTime, Time};
use server::clock::{Clock, SystemClock};
use tokio::net::TcpListener;
use url::Url;

use crate::{Outcome, process::faster};

pub(crate) const CLIENT_ID: &str = "measure";
pub(crate) const CLIENT_SECRET: &str = "not-a-secret";

/// A stand-in service that runs.
pub(crate) struct Polar {
    pub(crate) url: Url,
    pub(crate) demo: Demo,
    pub(crate) time: FasterTime,
    pub(crate) factor: NonZeroU32,
}

impl Polar {
    /// Starts one whose clock runs so many times as fast, and that sends browsers back to these dashboards. Each answer
    /// takes at least `latency`, by its clock.
    pub(crate) async fn start(
        factor: NonZeroU32,
        latency: Duration,
        dashboards: &[SocketAddr],
    ) -> Outcome<Self> {
        let redirect = |address: &SocketAddr| format!("http://{address}/auth/callback");
        let client = Client {
            id: CLIENT_ID.to_owned(),
            secret: CLIENT_SECRET.to_owned(),
            redirect_uris: dashboards.iter().map(redirect).collect(),
        };
        // Browsers' cookies end by the machine's clock: ours starts with it.
        let now = SystemClock.now();
        let settings = DemoSettings {
            utc_at_zero: now.naive_utc(),
            latency: (!latency.is_zero()).then(|| latency / factor.get()),
            requests_kept: 1_000_000,
            ..DemoSettings::new(7, now.date_naive(), client)
        };
        let (time, zero) = (faster(now, factor), now);
        let clock = time.clone();
        let demo = Demo::new(
            settings,
            Arc::new(move || (clock.now() - zero).to_std().unwrap_or_default()),
        );
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let url = Url::parse(&format!("http://{}", listener.local_addr()?))?;
        let router = demo.router();
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(Self { url, demo, time, factor })
    }

    /// The requests of the API so far.
    pub(crate) fn requests(&self) -> Vec<LoggedRequest> {
        let is_of_api = |request: &LoggedRequest| request.uri.starts_with("/v1/");
        self.demo.requests().into_iter().filter(is_of_api).collect()
    }
}

/// How many of these requests were answered with 429.
pub(crate) fn refused(requests: &[LoggedRequest]) -> usize {
    let is_refused = |request: &&LoggedRequest| request.status.is_some_and(|status| status == 429);
    requests.iter().filter(is_refused).count()
}

/// How often what is fetched once was asked for again: details, summaries, recordings.
pub(crate) fn repeated(requests: &[LoggedRequest]) -> usize {
    let mut asked: HashMap<&str, usize> = HashMap::new();
    for request in requests.iter().filter(|request| is_fetched_once(request)) {
        *asked.entry(&request.uri).or_default() += 1;
    }
    asked.values().map(|times| times - 1).sum()
}

/// Whether it is of a kind that is fetched once, unless the session changes.
pub(crate) fn is_fetched_once(request: &LoggedRequest) -> bool {
    let is_session = request.uri.starts_with("/v1/teams/training_sessions/");
    is_session || request.uri.starts_with("/v1/training_sessions/")
}

/// Ports on which nothing listens right now.
pub(crate) async fn free_addresses<const N: usize>() -> Outcome<[SocketAddr; N]> {
    let mut listeners = Vec::new();
    for _ in 0..N {
        listeners.push(TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?);
    }
    let mut addresses = [SocketAddr::from((Ipv4Addr::LOCALHOST, 0)); N];
    for (address, listener) in addresses.iter_mut().zip(&listeners) {
        *address = listener.local_addr()?;
    }
    Ok(addresses)
}
