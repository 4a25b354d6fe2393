//! `touchline serve`.

use std::{fs, sync::Arc};

use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::Failure;
use crate::{
    clock::SystemClock,
    dashboard::{Dashboard, DashboardSettings},
    entropy::SystemEntropy,
    secrets::SecretKey,
    settings::ServeArgs,
};

pub(super) async fn run(args: ServeArgs) -> Result<(), Failure> {
    let settings = settings(args)?;
    let listener = listen(settings.site_addr).await?;
    let public_origin = settings.public_origin.clone();
    let dashboard = Dashboard::open(settings).await.map_err(Failure::of)?;
    tracing::info!("Touchline is ready: open {public_origin}");
    dashboard.serve(listener, stop_signal()?).await.map_err(Failure::of)
}

/// Checks the settings, and makes the data folder and the key when they are not there yet.
pub(super) fn settings(args: ServeArgs) -> Result<DashboardSettings, Failure> {
    let polar_client = args.polar_client().map_err(Failure::of)?;
    let public_origin = args.public_origin().map_err(Failure::of)?;
    let database = args.storage.sqlite_path().map_err(Failure::of)?;
    fs::create_dir_all(&args.storage.data_dir).map_err(|error| {
        Failure(format!(
            "the data folder {} cannot be made: {error}",
            args.storage.data_dir.display()
        ))
    })?;
    let entropy = Arc::new(SystemEntropy);
    let key = match args.secret_key().map_err(Failure::of)? {
        Some(text) => SecretKey::from_base64(text.expose()),
        None => SecretKey::from_file_or_new(&args.storage.key_path(), &*entropy),
    }
    .map_err(Failure::of)?;
    Ok(DashboardSettings {
        polar_client,
        polar_auth_url: args.polar_auth_url,
        polar_api_url: args.polar_api_url,
        public_origin,
        database,
        key,
        site_addr: args.site.site_addr,
        site_root: args.site.site_root,
        clock: Arc::new(SystemClock),
        entropy,
    })
}

pub(super) async fn listen(address: std::net::SocketAddr) -> Result<TcpListener, Failure> {
    TcpListener::bind(address).await.map_err(|error| {
        Failure(format!(
            "cannot listen on {address}: {error}; choose another address with --site-addr"
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
