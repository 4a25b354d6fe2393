//! A dashboard over a stand-in Polar service, and browsers that use it.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};

use chrono::{NaiveDate, TimeDelta};
use demo::{Client, Demo, DemoSettings, TokenResponse};
use polar::TokioTime;
use reqwest::{Response, StatusCode, header, redirect};
use server::{
    clock::{Clock, ManualClock, SystemClock},
    dashboard::{Dashboard, DashboardSettings},
    entropy::SeededEntropy,
    login::SessionLimits,
    retention::TrainingRetention,
    secrets::SecretKeys,
    settings::{PolarClientSettings, Secret},
    store::DatabaseAddress,
    web::Address,
};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use url::Url;

pub(crate) const CLIENT_ID: &str = "club";
pub(crate) const CLIENT_SECRET: &str = "the-clubs-own-secret";

/// What a test may want to be different.
pub(crate) struct Setup {
    pub(crate) client_secret: &'static str,
    pub(crate) polar_is_up: bool,
    pub(crate) rotate_refresh_tokens: bool,
    /// Else only what a page needs is fetched.
    pub(crate) fetches_in_background: bool,
    pub(crate) command: Command,
    /// What people type; the address that the server listens on, when `None`.
    pub(crate) public_origin: Option<&'static str>,
}

/// As which command the dashboard is put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Command {
    Serve,
    Demo,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            client_secret: CLIENT_SECRET,
            polar_is_up: true,
            rotate_refresh_tokens: true,
            fetches_in_background: false,
            command: Command::Serve,
            public_origin: None,
        }
    }
}

/// A dashboard and its stand-in service, both gone when this is dropped.
pub(crate) struct Stage {
    pub(crate) origin: String,
    pub(crate) polar_origin: String,
    /// Where it tells its metrics.
    pub(crate) metrics_origin: String,
    pub(crate) demo: Demo,
    pub(crate) data: TempDir,
    /// Every address of the dashboard.
    pub(crate) addresses: Vec<Address>,
    demo_settings: DemoSettings,
    clock: ManualClock,
    polar_time: Arc<Mutex<Duration>>,
    stop: CancellationToken,
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

impl Stage {
    pub(crate) async fn new() -> Self {
        Self::with(Setup::default()).await
    }

    pub(crate) async fn with(setup: Setup) -> Self {
        let (listener, address) = listen().await;
        let (polar_listener, polar_address) = listen().await;
        let origin = format!("http://{address}");
        let polar_origin = format!("http://{polar_address}");
        let public_origin = setup.public_origin.map_or_else(|| origin.clone(), str::to_owned);
        let stop = CancellationToken::new();

        let client = Client {
            id: CLIENT_ID.to_owned(),
            secret: CLIENT_SECRET.to_owned(),
            redirect_uris: vec![format!("{public_origin}/auth/callback")],
        };
        let season_end = NaiveDate::from_ymd_opt(2025, 11, 16).unwrap();
        let polar_time = Arc::new(Mutex::new(Duration::ZERO));
        let polar_clock = Arc::clone(&polar_time);
        let demo_settings = DemoSettings {
            rotate_refresh_tokens: setup.rotate_refresh_tokens,
            ..DemoSettings::new(7, season_end, client)
        };
        let demo = Demo::new(demo_settings.clone(), Arc::new(move || *polar_clock.lock().unwrap()));
        if setup.polar_is_up {
            let (router, stopped) = (demo.router(), stop.clone());
            tokio::spawn(async move {
                axum::serve(polar_listener, router)
                    .with_graceful_shutdown(async move { stopped.cancelled().await })
                    .await
            });
        } else {
            drop(polar_listener);
        }

        let data = TempDir::new().unwrap();
        // The cookies of sessions end by the real clock, whatever ours says: both start together.
        let clock = ManualClock::new(SystemClock.now());
        let entropy = Arc::new(SeededEntropy::new(1));
        let polar_url = Url::parse(&polar_origin).unwrap();
        let dashboard = Dashboard::open(DashboardSettings {
            polar_client: PolarClientSettings {
                id: CLIENT_ID.to_owned(),
                secret: Secret::new(setup.client_secret),
            },
            polar_auth_url: polar_url.clone(),
            polar_api_url: polar_url,
            public_origin,
            database: DatabaseAddress::Sqlite(data.path().join("touchline.sqlite")),
            keys: SecretKeys::generate(&*entropy).unwrap(),
            site_addr: address,
            site_root: Some(data.path().join("site")),
            time: Arc::new(TokioTime::starting_at(SystemClock.now())),
            clock: Arc::new(clock.clone()),
            session_limits: SessionLimits::default(),
            retention: TimeDelta::days(30),
            training_retention: TrainingRetention::default(),
            fetches_in_background: setup.fetches_in_background,
            shows_design: setup.command == Command::Demo,
            entropy,
        })
        .await
        .unwrap();
        let addresses = dashboard.addresses().to_vec();
        let (metrics_listener, metrics_address) = listen().await;
        let metrics_origin = format!("http://{metrics_address}");
        let (metrics, stopped) = (dashboard.metrics(), stop.clone());
        tokio::spawn(async move {
            axum::serve(metrics_listener, metrics)
                .with_graceful_shutdown(async move { stopped.cancelled().await })
                .await
        });
        let stopped = stop.clone();
        tokio::spawn(async move { dashboard.serve(listener, stopped).await });
        Self {
            origin,
            polar_origin,
            metrics_origin,
            demo,
            data,
            addresses,
            demo_settings,
            clock,
            polar_time,
            stop,
        }
    }

    /// Lets time go by, here and at the stand-in service.
    pub(crate) fn advance(&self, seconds: u32) {
        self.clock.advance(TimeDelta::seconds(seconds.into()));
        *self.polar_time.lock().unwrap() += Duration::from_secs(seconds.into());
    }

    /// The first tokens that the stand-in service has issued: it makes the same ones for the same settings.
    pub(crate) fn first_tokens(&self) -> TokenResponse {
        Demo::new(self.demo_settings.clone(), Arc::new(|| Duration::ZERO))
            .issue_tokens(CLIENT_ID, demo::Coach::First)
    }

    /// A browser that has never been here.
    pub(crate) fn browser(&self) -> Browser {
        Browser::at(&self.origin)
    }

    /// A browser in which one of the two coaches (0 or 1) is signed in.
    pub(crate) async fn signed_in(&self, coach: usize) -> Browser {
        self.signed_in_with(self.browser(), coach).await
    }

    /// The browser, with one of the two coaches signed in.
    pub(crate) async fn signed_in_with(&self, browser: Browser, coach: usize) -> Browser {
        let callback = browser.consent(coach, "grant", "/teams").await;
        let answer = browser.get(&callback).await;
        assert_eq!(location(&answer), "/teams");
        browser
    }
}

/// A browser: keeps cookies, follows no redirect by itself.
pub(crate) struct Browser {
    pub(crate) client: reqwest::Client,
    origin: String,
}

impl Browser {
    /// A browser that has never been at this address.
    pub(crate) fn at(origin: &str) -> Self {
        Self::named(origin, "")
    }

    /// The same, with a name that it calls itself.
    pub(crate) fn named(origin: &str, user_agent: &str) -> Self {
        let client = reqwest::Client::builder()
            .user_agent(user_agent)
            .cookie_store(true)
            .redirect(redirect::Policy::none())
            .no_proxy()
            .build()
            .unwrap();
        Self { client, origin: origin.to_owned() }
    }

    /// Gets a path of the dashboard, or an address.
    pub(crate) async fn get(&self, path_or_url: &str) -> Response {
        self.client.get(self.url(path_or_url)).send().await.unwrap()
    }

    /// Gets a page that must be there, as text.
    pub(crate) async fn page(&self, path: &str) -> String {
        let answer = self.get(path).await;
        let (status, text) = (answer.status(), answer.text().await.unwrap());
        assert_eq!(status, StatusCode::OK, "{path}: {text}");
        text
    }

    pub(crate) async fn status(&self, path: &str) -> u16 {
        self.get(path).await.status().as_u16()
    }

    /// Posts as the dashboard's own pages do.
    pub(crate) async fn post(&self, path: &str) -> Response {
        self.post_form(path, &[]).await
    }

    /// Posts a form as the dashboard's own pages do.
    pub(crate) async fn post_form(&self, path: &str, fields: &[(&str, &str)]) -> Response {
        self.client
            .post(self.url(path))
            .header("sec-fetch-site", "same-origin")
            .form(fields)
            .send()
            .await
            .unwrap()
    }

    /// Starts a sign-in, decides on the consent page, and tells where the stand-in sends the browser then.
    pub(crate) async fn consent(&self, coach: usize, decision: &str, return_to: &str) -> String {
        let query = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("return_to", return_to)
            .finish();
        let authorize = location(&self.get(&format!("/login?{query}")).await);
        let form = [("coach", demo::Coach::ALL[coach].id()), ("decision", decision)];
        let answer = self.client.post(authorize).form(&form).send().await.unwrap();
        location(&answer)
    }

    /// Starts a sign-in and tells its state, as the stand-in service gets to know it.
    pub(crate) async fn start_sign_in(&self) -> String {
        let authorize = Url::parse(&location(&self.get("/login").await)).unwrap();
        authorize.query_pairs().find(|(name, _)| name == "state").unwrap().1.into_owned()
    }

    pub(crate) fn url(&self, path_or_url: &str) -> String {
        if path_or_url.starts_with('/') {
            format!("{}{path_or_url}", self.origin)
        } else {
            path_or_url.to_owned()
        }
    }
}

/// Where an answer sends the browser.
pub(crate) fn location(answer: &Response) -> String {
    let status = answer.status();
    assert!(status.is_redirection(), "{} answers {status}", answer.url());
    answer.headers()[header::LOCATION].to_str().unwrap().to_owned()
}

/// The ids in all links of a page to `{prefix}{id}`, in order, each once.
pub(crate) fn ids_in_links(html: &str, prefix: &str) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for rest in html.split(&format!("href=\"{prefix}")).skip(1) {
        let id: String =
            rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect();
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

/// Asks again until the answer suits: what a page misses arrives by itself.
pub(crate) async fn until<T>(mut ask: impl AsyncFnMut() -> Option<T>) -> T {
    for _ in 0..100 {
        if let Some(found) = ask().await {
            return found;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("what was waited for did not come");
}

pub(crate) async fn listen() -> (TcpListener, SocketAddr) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    (listener, address)
}
