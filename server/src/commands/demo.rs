//! `touchline demo`.

use std::{
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
    sync::Arc,
    time::{Duration, Instant},
};

use chrono::{NaiveDate, TimeDelta};
use clap::Args;
use demo::{Client, Demo, DemoSettings, Fault};
use polar::TokioTime;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use url::Url;

use super::{
    Failure,
    serve::{listen, stop_signal},
};
use crate::{
    clock::{Clock, SystemClock},
    dashboard::{Dashboard, DashboardSettings},
    entropy::{Entropy, SystemEntropy},
    login::SessionLimits,
    retention::TrainingRetention,
    secrets::SecretKeys,
    settings::{PolarClientSettings, Secret},
    store::DatabaseAddress,
};

/// The client that the stand-in service knows. No secret at all: the service has nothing but made-up data.
const CLIENT_ID: &str = "touchline-demo";
const CLIENT_SECRET: &str = "touchline-demo-secret";

/// Longer than a demo lasts.
const RETENTION: TimeDelta = TimeDelta::days(365);

/// What `touchline demo` can be told.
#[derive(Args, Clone, Debug)]
#[command(next_line_help = true)]
pub struct DemoArgs {
    /// Start the stand-in service alone, for a dashboard of your own.
    #[arg(long)]
    pub polar_only: bool,

    /// The port of the dashboard.
    #[arg(long, default_value_t = 3000)]
    pub port: u16,

    /// The port of the stand-in service.
    #[arg(long, default_value_t = 3100)]
    pub polar_port: u16,

    /// Keep the dashboard's data in this folder; without it, it is gone when the demo stops.
    #[arg(long)]
    pub data_dir: Option<PathBuf>,

    /// The folder with the built site. The default is `site` beside the binary.
    #[arg(long, env = "LEPTOS_SITE_ROOT")]
    pub site_root: Option<PathBuf>,

    /// Another number, another season.
    #[arg(long, default_value_t = 7)]
    pub seed: u64,

    /// The last day of the season; today, unless told otherwise.
    #[arg(long)]
    pub season_end: Option<NaiveDate>,

    /// How long the stand-in's access tokens are valid, in s.
    #[arg(long, default_value_t = 43_199)]
    pub token_lifetime_s: u64,

    /// Let the stand-in keep a refresh token when it is used, instead of replacing it.
    #[arg(long)]
    pub keep_refresh_tokens: bool,

    /// How long each answer of the stand-in's API takes at least, in ms; the real service needs about a second.
    #[arg(long, default_value_t = 0)]
    pub latency_ms: u64,

    /// Let the stand-in misbehave; can be given several times.
    #[arg(long = "fault", value_name = "KIND@ENDPOINT[:every=N|:next=N]", long_help = fault_help())]
    pub faults: Vec<Fault>,

    /// Where else the stand-in may send browsers back to, besides the dashboard of this demo.
    #[arg(long)]
    pub redirect_uri: Vec<String>,
}

fn fault_help() -> String {
    format!("Let the stand-in misbehave; can be given several times.\n\n{}", Fault::syntax())
}

pub(super) async fn run(args: DemoArgs) -> Result<(), Failure> {
    let stop = stop_signal()?;
    let polar_addr = SocketAddr::from((Ipv4Addr::LOCALHOST, args.polar_port));
    let polar_url = Url::parse(&format!("http://{polar_addr}")).map_err(Failure::of)?;
    let polar = serve_polar(&args, polar_addr, stop.clone());
    if args.polar_only {
        tracing::info!(
            "the stand-in Polar service is at {polar_url}; start a dashboard with\n  \
             TOUCHLINE_POLAR_AUTH_URL={polar_url} TOUCHLINE_POLAR_API_URL={polar_url} \
             TOUCHLINE_POLAR_CLIENT_ID={CLIENT_ID} TOUCHLINE_POLAR_CLIENT_SECRET={CLIENT_SECRET} touchline serve"
        );
        return polar.await;
    }
    let dashboard = serve_dashboard(&args, polar_url, stop.clone());
    // When one of the two cannot start or ends, the other has no purpose.
    let (polar, dashboard) =
        tokio::join!(stopping_with(&stop, polar), stopping_with(&stop, dashboard));
    polar.and(dashboard)
}

async fn stopping_with<T>(stop: &CancellationToken, work: impl Future<Output = T>) -> T {
    let _stopper = stop.clone().drop_guard();
    work.await
}

async fn serve_polar(
    args: &DemoArgs,
    address: SocketAddr,
    stop: CancellationToken,
) -> Result<(), Failure> {
    let mut token_entropy = [0; 32];
    SystemEntropy.fill(&mut token_entropy).map_err(Failure::of)?;
    let mut redirect_uris = vec![format!("{}/auth/callback", dashboard_origin(args))];
    redirect_uris.extend(args.redirect_uri.iter().cloned());
    let client =
        Client { id: CLIENT_ID.to_owned(), secret: CLIENT_SECRET.to_owned(), redirect_uris };
    let now = SystemClock.now();
    let season_end = args.season_end.unwrap_or_else(|| now.date_naive());
    let settings = DemoSettings {
        token_entropy,
        utc_at_zero: now.naive_utc(),
        latency: (args.latency_ms > 0).then(|| Duration::from_millis(args.latency_ms)),
        token_lifetime_s: args.token_lifetime_s,
        rotate_refresh_tokens: !args.keep_refresh_tokens,
        ..DemoSettings::new(args.seed, season_end, client)
    };
    let demo = Demo::new(settings, since_start());
    for fault in &args.faults {
        demo.faults().add(fault.clone());
    }
    serve_demo(listen(address, "--polar-port").await?, &demo, stop).await
}

/// Serves until it is stopped, and does not wait for requests under way: some may hang on purpose.
async fn serve_demo(
    listener: TcpListener,
    demo: &Demo,
    stop: CancellationToken,
) -> Result<(), Failure> {
    tokio::select! {
        outcome = axum::serve(listener, demo.router()) => outcome.map_err(Failure::of),
        () = stop.cancelled() => Ok(()),
    }
}

async fn serve_dashboard(
    args: &DemoArgs,
    polar_url: Url,
    stop: CancellationToken,
) -> Result<(), Failure> {
    let temporary =
        tempfile::Builder::new().prefix("touchline-demo-").tempdir().map_err(Failure::of)?;
    let data_dir = args.data_dir.clone().unwrap_or_else(|| temporary.path().to_path_buf());
    std::fs::create_dir_all(&data_dir).map_err(Failure::of)?;
    let site_addr = SocketAddr::from((Ipv4Addr::LOCALHOST, args.port));
    let listener = listen(site_addr, "--port").await?;
    let entropy = Arc::new(SystemEntropy);
    let dashboard = Dashboard::open(DashboardSettings {
        polar_client: PolarClientSettings {
            id: CLIENT_ID.to_owned(),
            secret: Secret::new(CLIENT_SECRET),
        },
        polar_auth_url: polar_url.clone(),
        polar_api_url: polar_url,
        public_origin: dashboard_origin(args),
        database: DatabaseAddress::Sqlite(data_dir.join("touchline.sqlite")),
        keys: SecretKeys::from_file_or_new(&data_dir.join("secret.key"), &*entropy)
            .map_err(Failure::of)?,
        site_addr,
        site_root: args.site_root.clone(),
        time: Arc::new(TokioTime::starting_at(SystemClock.now())),
        clock: Arc::new(SystemClock),
        session_limits: SessionLimits::default(),
        retention: RETENTION,
        training_retention: TrainingRetention::default(),
        fetches_in_background: true,
        shows_design: true,
        entropy,
    })
    .await
    .map_err(Failure::of)?;
    tracing::info!(
        "Touchline's demo is ready: open {} and sign in as one of the two coaches",
        dashboard_origin(args)
    );
    dashboard.serve(listener, stop).await;
    Ok(())
}

fn dashboard_origin(args: &DemoArgs) -> String {
    format!("http://127.0.0.1:{}", args.port)
}

/// The stand-in's clock: time since it started.
fn since_start() -> Arc<dyn Fn() -> Duration + Send + Sync> {
    let start = Instant::now();
    Arc::new(move || start.elapsed())
}

#[cfg(test)]
mod tests {
    use clap::Parser;
    use demo::{Endpoint, FaultKind};

    use super::*;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        demo: DemoArgs,
    }

    fn read(arguments: &[&str]) -> Result<DemoArgs, clap::Error> {
        let line = ["touchline"].iter().chain(arguments);
        Line::try_parse_from(line).map(|line| line.demo)
    }

    #[test]
    fn faults_can_be_asked_for_several_times() {
        let args = read(&["--fault", "hang@team", "--fault", "empty@api:every=3"]).unwrap();
        let expected =
            [Fault::at(Endpoint::Team, FaultKind::Hang), Fault::api(FaultKind::Empty).every(3)];
        assert_eq!(args.faults, expected);
        assert_eq!(read(&[]).unwrap().faults, []);
    }

    #[test]
    fn an_unknown_fault_is_answered_with_the_known_ones() {
        let error = read(&["--fault", "hangs@team"]).unwrap_err().to_string();
        for part in ["hangs", "broken-chunks", "invalid-grant", "--fault"] {
            assert!(error.contains(part), "{part} is missing in {error}");
        }
        let help = read(&["--help"]).unwrap_err().to_string();
        assert!(help.contains("numbers-infinite") && help.contains("phase-summaries"), "{help}");
    }

    #[tokio::test]
    async fn stopping_does_not_wait_for_a_request_that_hangs() {
        let client =
            Client { id: CLIENT_ID.into(), secret: CLIENT_SECRET.into(), redirect_uris: vec![] };
        let end = NaiveDate::from_ymd_opt(2025, 11, 16).unwrap();
        let demo = Demo::new(DemoSettings::new(7, end, client), Arc::new(|| Duration::ZERO));
        demo.faults().add(Fault::api(FaultKind::Hang));
        let listener = listen(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)), "--port").await.unwrap();
        let teams = format!("http://{}/v1/teams", listener.local_addr().unwrap());
        let stop = CancellationToken::new();
        let serving = tokio::spawn({
            let (demo, stop) = (demo.clone(), stop.clone());
            async move { serve_demo(listener, &demo, stop).await }
        });
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        let asking = tokio::spawn(client.get(teams).send());
        while demo.requests().is_empty() {
            tokio::task::yield_now().await;
        }
        stop.cancel();
        let outcome = tokio::time::timeout(Duration::from_secs(30), serving).await;
        outcome.expect("no waiting").unwrap().unwrap();
        assert!(!asking.is_finished(), "it was still waiting");
    }
}
