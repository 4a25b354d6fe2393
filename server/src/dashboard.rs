//! The dashboard: all parts put together, ready to serve.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use axum::Router;
use chrono::TimeDelta;
use leptos::config::LeptosOptions;
use polar::{
    Budget, BudgetSettings, ClientSecret, ClientSettings, HttpSettings, PolarClient, SetupError,
    Time,
    oauth::{OAuthClient, OAuthSettings},
};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::{
    clock::Clock,
    club::ClubDesk,
    entropy::{Entropy, EntropyJitter, NoEntropy, random_name},
    housekeeping::Housekeeping,
    login::{Grants, LoginState, Passes, Refusals, SessionLimits, SignIns, WebSessions},
    metrics::Metrics,
    retention::TrainingRetention,
    secrets::{self, SealingError, SecretKeys, Vault},
    settings::PolarClientSettings,
    store::{self, DatabaseAddress, Store},
    sync::{StoredBudget, Sync, SyncSettings},
    web::{self, Address, Gauges, Limits, WebState},
};

/// How long requests that are being answered may take once the server is told to stop.
const GRACE: Duration = Duration::from_secs(5);

/// How long writing down what was under way may take then: a database that hangs keeps nobody from stopping.
const WRITING_DOWN: Duration = Duration::from_secs(3);

/// How often it is counted at most how much of what Polar has is here.
const COUNT_EVERY: Duration = Duration::from_secs(1);

/// What a dashboard is made from.
#[derive(Debug)]
pub struct DashboardSettings {
    /// The Polar client that coaches sign in through.
    pub polar_client: PolarClientSettings,
    /// Where coaches sign in.
    pub polar_auth_url: Url,
    /// Where teams and sessions are read.
    pub polar_api_url: Url,
    /// The public address, without a trailing slash.
    pub public_origin: String,
    /// The database.
    pub database: DatabaseAddress,
    /// The installation's keys.
    pub keys: SecretKeys,
    /// The address that the log and cargo-leptos know the server by.
    pub site_addr: SocketAddr,
    /// The folder with the built site; the default is looked for beside the binary.
    pub site_root: Option<PathBuf>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// The time that the request budget goes by, and its pauses: the same, but steady.
    pub time: Arc<dyn Time>,
    /// For how long coaches stay signed in.
    pub session_limits: SessionLimits,
    /// How long the data of a team is kept that no coach sees any more.
    pub retention: TimeDelta,
    /// How long training sessions are kept.
    pub training_retention: TrainingRetention,
    /// Whether this process fetches by itself what the store lacks. What a page needs is fetched all the same.
    pub fetches_in_background: bool,
    /// Whether `/design` shows every part of the pages, over made-up data.
    pub shows_design: bool,
    /// Randomness.
    pub entropy: Arc<dyn Entropy>,
}

/// What cannot be put together.
#[derive(Debug, thiserror::Error)]
pub enum DashboardError {
    /// The database cannot be opened.
    #[error("the database cannot be opened: {0}")]
    Store(#[from] store::StoreError),
    /// What is sealed cannot be opened.
    #[error(transparent)]
    Sealing(#[from] SealingError),
    /// The Polar client cannot be made from the settings.
    #[error("the Polar client cannot be set up: {0}")]
    Polar(#[from] SetupError),
    /// The machine has no randomness.
    #[error(transparent)]
    NoEntropy(#[from] NoEntropy),
    /// The public address cannot be a redirect URI.
    #[error("the redirect URI is not an address: {0}")]
    RedirectUri(#[from] url::ParseError),
}

/// The dashboard, ready to serve.
#[derive(Debug)]
pub struct Dashboard {
    router: Router,
    addresses: Vec<Address>,
    gauges: Gauges,
    store: Arc<dyn Store>,
    sync: Sync,
    housekeeping: Housekeeping,
    fetches_in_background: bool,
}

impl Dashboard {
    /// Opens the database and puts all parts together.
    pub async fn open(settings: DashboardSettings) -> Result<Self, DashboardError> {
        let store = store::open(&settings.database).await?;
        let vault = Vault::new(&settings.keys, Arc::clone(&settings.entropy));
        secrets::check(&*store, &vault, settings.clock.now()).await?;
        let oauth = OAuthClient::new(OAuthSettings {
            auth_url: settings.polar_auth_url,
            client_id: settings.polar_client.id.clone(),
            client_secret: ClientSecret::new(settings.polar_client.secret.expose()),
            http: HttpSettings::default(),
        })?;
        let holder = name_of_this_process(&settings.database, &*settings.entropy)?;
        let budget = Budget::open(
            BudgetSettings::default(),
            Arc::new(StoredBudget::new(Arc::clone(&store), settings.polar_client.id)),
            holder.clone(),
            settings.time,
        )
        .await;
        let metrics = Metrics::default();
        let client = PolarClient::new(
            ClientSettings {
                observer: Some(Arc::new(metrics.clone())),
                ..ClientSettings::new(settings.polar_api_url)
            },
            budget,
            Arc::new(EntropyJitter(Arc::clone(&settings.entropy))),
        )?;
        let grants = Grants::new(
            Arc::clone(&store),
            vault.clone(),
            oauth.clone(),
            Arc::clone(&settings.clock),
            Arc::clone(&settings.entropy),
            holder.clone(),
        );
        let clock = Arc::clone(&settings.clock);
        let sync_settings = SyncSettings {
            holder,
            count_every: COUNT_EVERY,
            training_retention: settings.training_retention,
        };
        let sync = Sync::new(Arc::clone(&store), client, grants.clone(), clock, sync_settings);
        let housekeeping = Housekeeping {
            store: Arc::clone(&store),
            clock: Arc::clone(&settings.clock),
            retention: settings.retention,
            training_retention: settings.training_retention,
        };
        let leptos = leptos_options(settings.site_addr, settings.site_root.as_deref());
        let passes = Passes::new(
            Arc::clone(&store),
            vault.clone(),
            Arc::clone(&settings.clock),
            Arc::clone(&settings.entropy),
        );
        let desk = ClubDesk::new(Arc::clone(&store), sync.clone());
        let gauges = Gauges { metrics: metrics.clone(), desk: desk.clone(), sync: sync.clone() };
        let state = WebState {
            leptos: leptos.clone(),
            passes,
            login: LoginState {
                oauth,
                grants,
                sync: sync.clone(),
                redirect_uri: Url::parse(&format!("{}/auth/callback", settings.public_origin))?,
                clock: Arc::clone(&settings.clock),
                entropy: Arc::clone(&settings.entropy),
                store: Arc::clone(&store),
                limits: settings.session_limits,
                sign_ins: SignIns::new(Arc::clone(&settings.clock), &settings.public_origin),
                refusals: Refusals::new(Arc::clone(&settings.clock)),
                leptos,
            },
            public_origin: settings.public_origin.into(),
            shows_design: settings.shows_design,
            desk,
            sessions: WebSessions::new(
                Arc::clone(&store),
                vault,
                settings.clock,
                settings.session_limits,
            ),
            store: Arc::clone(&store),
            metrics,
            entropy: settings.entropy,
        };
        let (router, addresses) = web::router(state).into_parts();
        Ok(Self {
            router,
            addresses,
            gauges,
            store,
            sync,
            housekeeping,
            fetches_in_background: settings.fetches_in_background,
        })
    }

    /// Every address that it serves, for whoever calls them without a network.
    pub fn router(&self) -> Router {
        self.router.clone()
    }

    /// `/metrics`, which knows nobody: to be served where only those come who watch the server.
    pub fn metrics(&self) -> Router {
        web::metrics_router(self.gauges.clone())
    }

    /// The addresses themselves.
    pub fn addresses(&self) -> &[Address] {
        &self.addresses
    }

    /// Serves, and fetches in the background, until told to stop; then lets what is under way finish for a while.
    pub async fn serve(self, listener: TcpListener, stop: CancellationToken) {
        if self.fetches_in_background {
            self.sync.start();
        }
        let housekeeping = tokio::spawn(self.housekeeping.run(stop.clone()));
        let server = web::serve(listener, self.router, Limits::of_this_process(), stop.clone());
        let grace_over = async {
            stop.cancelled().await;
            // Pages that wait for a fetch show what is there, and live streams end.
            self.sync.cancel();
            tokio::time::sleep(GRACE).await;
        };
        tokio::select! {
            () = server => {}
            () = grace_over => tracing::warn!("some requests were not answered to the end"),
        }
        let writing_down = async {
            self.sync.stop().await;
            // It stops by itself, between two steps.
            let _ = housekeeping.await;
            self.store.close().await;
        };
        if tokio::time::timeout(WRITING_DOWN, writing_down).await.is_err() {
            tracing::warn!("the database does not answer: what was under way is not written down");
        }
    }
}

/// A single process leaves its name to its successor, which then takes over what it was at.
fn name_of_this_process(
    database: &DatabaseAddress,
    entropy: &dyn Entropy,
) -> Result<String, NoEntropy> {
    if database.is_shared() { random_name(entropy) } else { Ok("touchline".to_owned()) }
}

fn leptos_options(site_addr: SocketAddr, site_root: Option<&Path>) -> LeptosOptions {
    let site_root = site_root.map_or_else(default_site_root, Path::to_path_buf);
    LeptosOptions::builder()
        .output_name("touchline")
        .site_root(site_root.display().to_string())
        .site_pkg_dir("pkg")
        .site_addr(site_addr)
        // The names are read from hash.txt beside the binary, which a build without cargo-leptos does not make.
        .hash_files(beside_the_binary("hash.txt").is_some_and(|path| path.exists()))
        .build()
}

/// `site` beside the binary, as it is installed, or beside the binary's folder, where cargo-leptos builds it.
fn default_site_root() -> PathBuf {
    ["site", "../site"]
        .into_iter()
        .filter_map(beside_the_binary)
        .find(|path| path.is_dir())
        .unwrap_or_else(|| PathBuf::from("site"))
}

fn beside_the_binary(name: &str) -> Option<PathBuf> {
    Some(std::env::current_exe().ok()?.parent()?.join(name))
}
