//! The dashboard in a process of its own, and how the others start and end one.

use std::{
    net::SocketAddr,
    num::NonZeroU32,
    path::Path,
    process::{Child, Command, Stdio},
    sync::Arc,
    time::Duration,
};

use chrono::{DateTime, TimeDelta, Utc};
use clap::Parser;
use polar::{FasterTime, Time, TokioTime};
use server::{
    clock::Clock,
    dashboard::{Dashboard, DashboardSettings},
    entropy::{SeededEntropy, SystemEntropy},
    login::SessionLimits,
    retention::TrainingRetention,
    secrets::SecretKeys,
    settings::{PolarClientSettings, Secret},
};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::{
    Outcome,
    stand_in::{self, Polar},
};

#[derive(Parser)]
pub(crate) struct Args {
    #[arg(long)]
    database: String,
    #[arg(long)]
    polar: Url,
    #[arg(long)]
    listen: SocketAddr,
    #[arg(long)]
    factor: NonZeroU32,
    /// What time it is, in ms since 1970, by the clock that all share.
    #[arg(long)]
    now_ms: i64,
}

pub(crate) async fn run(args: Args) -> Outcome {
    let now = DateTime::from_timestamp_millis(args.now_ms).ok_or("no time")?;
    let time = faster(now, args.factor);
    let dashboard = Dashboard::open(DashboardSettings {
        polar_client: PolarClientSettings {
            id: stand_in::CLIENT_ID.to_owned(),
            secret: Secret::new(stand_in::CLIENT_SECRET),
        },
        polar_auth_url: args.polar.clone(),
        polar_api_url: args.polar,
        public_origin: format!("http://{}", args.listen),
        database: args.database.parse()?,
        keys: SecretKeys::generate(&SeededEntropy::new(1))?,
        site_addr: args.listen,
        site_root: None,
        clock: Arc::new(SharedClock(time.clone())),
        time: Arc::new(time),
        session_limits: SessionLimits::default(),
        retention: TimeDelta::days(3650),
        training_retention: TrainingRetention::default(),
        fetches_in_background: true,
        shows_design: false,
        entropy: Arc::new(SystemEntropy),
    })
    .await?;
    let listener = TcpListener::bind(args.listen).await?;
    dashboard.serve(listener, CancellationToken::new()).await;
    Ok(())
}

/// A clock that shows `now` and runs so many times as fast as the machine's.
pub(crate) fn faster(now: DateTime<Utc>, factor: NonZeroU32) -> FasterTime {
    FasterTime::new(Arc::new(TokioTime::starting_at(now)), factor)
}

#[derive(Clone, Debug)]
struct SharedClock(FasterTime);

impl Clock for SharedClock {
    fn now(&self) -> DateTime<Utc> {
        self.0.now()
    }
}

/// A dashboard that runs; killed when this is dropped.
pub(crate) struct Process {
    child: Child,
    pub(crate) origin: String,
}

impl Process {
    /// Starts a dashboard over this database, and waits until it answers.
    pub(crate) async fn start(polar: &Polar, database: &str, listen: SocketAddr) -> Outcome<Self> {
        let child = Command::new(std::env::current_exe()?)
            .arg("process")
            .args(["--database", database])
            .args(["--polar", polar.url.as_str()])
            .args(["--listen", &listen.to_string()])
            .args(["--factor", &polar.factor.to_string()])
            .args(["--now-ms", &polar.time.now().timestamp_millis().to_string()])
            .stdin(Stdio::null())
            .spawn()?;
        let process = Self { child, origin: format!("http://{listen}") };
        let health = format!("{}/healthz", process.origin);
        for _ in 0..500 {
            if reqwest::get(&health).await.is_ok() {
                return Ok(process);
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Err("the dashboard does not start".into())
    }

    /// Its number.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Ends it as a power cut would.
    pub(crate) fn kill(mut self) -> Outcome {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    /// The most memory that it has had, in MB.
    pub(crate) fn peak_memory_mb(&self) -> Outcome<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kb = line.and_then(|line| line.split_whitespace().next()).ok_or("no VmHWM")?;
        Ok(kb.parse::<f64>()? / 1024.0)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The address of an SQLite file.
pub(crate) fn sqlite(folder: &Path) -> String {
    format!("sqlite:{}", folder.join("touchline.sqlite").display())
}
