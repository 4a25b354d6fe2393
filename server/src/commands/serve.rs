//! `touchline serve`.

use std::{fs, net::SocketAddr, sync::Arc, time::Duration};

use chrono::TimeDelta;
use polar::TokioTime;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::Failure;
use crate::{
    clock::{Clock, SystemClock},
    dashboard::{Dashboard, DashboardSettings},
    entropy::{Entropy, SystemEntropy},
    retention::TrainingRetention,
    secrets::SecretKeys,
    settings::{ServeArgs, SettingsError},
    store::DatabaseAddress,
    web::{self, Limits},
};

/// A few who watch the server are let in at a time, and not for long.
const WATCHERS: Limits =
    Limits { connections: 16, asking: Duration::from_secs(15), taking: Duration::from_secs(15) };

pub(super) async fn run(args: ServeArgs) -> Result<(), Failure> {
    let metrics_addr = args.metrics_addr;
    let settings = settings(args)?;
    let listener = listen(settings.site_addr, "--site-addr").await?;
    let metrics_listener = match metrics_addr {
        Some(address) => Some(listen(address, "--metrics-addr").await?),
        None => None,
    };
    let public_origin = settings.public_origin.clone();
    let dashboard = Dashboard::open(settings).await.map_err(Failure::of)?;
    tracing::info!("Touchline is ready: open {public_origin}");
    let stop = stop_signal()?;
    if let Some(listener) = metrics_listener {
        tokio::spawn(web::serve(listener, dashboard.metrics(), WATCHERS, stop.clone()));
    }
    dashboard.serve(listener, stop).await;
    Ok(())
}

/// Checks the settings, and makes the data folder and the key when they are not there yet.
pub(super) fn settings(args: ServeArgs) -> Result<DashboardSettings, Failure> {
    let polar_client = args.polar_client().map_err(Failure::of)?;
    let public_origin = args.public_origin().map_err(Failure::of)?;
    let database = args.storage.database().map_err(Failure::of)?;
    let entropy = Arc::new(SystemEntropy);
    let keys = keys(&args, &database, &*entropy)?;
    let session_limits = args.sessions.limits();
    Ok(DashboardSettings {
        polar_client,
        polar_auth_url: args.polar_auth_url,
        polar_api_url: args.polar_api_url,
        public_origin,
        database,
        keys,
        site_addr: args.site.site_addr,
        site_root: args.site.site_root,
        time: Arc::new(TokioTime::starting_at(SystemClock.now())),
        clock: Arc::new(SystemClock),
        session_limits,
        retention: TimeDelta::days(args.storage.retention_days.into()),
        training_retention: TrainingRetention::days(args.storage.keep_training_days),
        fetches_in_background: true,
        shows_design: false,
        entropy,
    })
}

/// The installation's keys. A file's first one is made in the data folder, which other processes do not see.
fn keys(
    args: &ServeArgs,
    database: &DatabaseAddress,
    entropy: &dyn Entropy,
) -> Result<SecretKeys, Failure> {
    if let Some(text) = args.key.text().map_err(Failure::of)? {
        return SecretKeys::from_text(text.expose()).map_err(Failure::of);
    }
    if let DatabaseAddress::Postgres(_) = database {
        return Err(Failure::of(SettingsError::NoSecretKey));
    }
    let folder = &args.storage.data_dir;
    fs::create_dir_all(folder).map_err(|error| {
        Failure(format!("the data folder {} cannot be made: {error}", folder.display()))
    })?;
    SecretKeys::from_file_or_new(&args.storage.key_path(), entropy).map_err(Failure::of)
}

/// Listens on the address that the setting gives.
pub(super) async fn listen(address: SocketAddr, setting: &str) -> Result<TcpListener, Failure> {
    TcpListener::bind(address).await.map_err(|error| {
        Failure(format!(
            "cannot listen on {address}: {error}; choose another address with {setting}"
        ))
    })
}

/// Is cancelled by Ctrl-C and by SIGTERM.
pub(super) fn stop_signal() -> Result<CancellationToken, Failure> {
    let stop = CancellationToken::new();
    let stopped = stop.clone();
    #[cfg(unix)]
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
        .map_err(Failure::of)?;
    tokio::spawn(async move {
        #[cfg(unix)]
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
        #[cfg(not(unix))]
        let _ = tokio::signal::ctrl_c().await;
        tracing::info!("stopping");
        stopped.cancel();
    });
    Ok(stop)
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Cli {
        #[command(flatten)]
        serve: ServeArgs,
    }

    #[test]
    fn with_postgres_the_key_is_not_made_but_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let data_dir = folder.path().display().to_string();
        let client = ["--polar-client-id", "me", "--polar-client-secret", "hush"];
        let mut args = vec!["touchline", "--data-dir", &data_dir];
        args.extend(client);
        settings(Cli::try_parse_from(&args).unwrap().serve).unwrap();
        args.extend(["--database-url", "postgres://localhost/club"]);
        let error = settings(Cli::try_parse_from(&args).unwrap().serve).unwrap_err().to_string();
        assert!(error.contains("openssl rand -base64 32"), "{error}");
        args.extend(["--secret-key", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="]);
        settings(Cli::try_parse_from(&args).unwrap().serve).unwrap();
    }
}
