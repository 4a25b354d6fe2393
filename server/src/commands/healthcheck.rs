//! `touchline healthcheck`.

use std::{
    net::{Ipv4Addr, SocketAddr},
    time::Duration,
};

use clap::Args;

use super::Failure;

const PATIENCE: Duration = Duration::from_secs(5);

/// What `touchline healthcheck` can be told.
#[derive(Args, Clone, Debug)]
#[command(next_line_help = true)]
pub struct HealthcheckArgs {
    /// The address that the server listens on.
    #[arg(long, env = "LEPTOS_SITE_ADDR", default_value = "127.0.0.1:3000")]
    pub site_addr: SocketAddr,

    /// Ask whether it can show pages, not only whether it is alive: starting it anew does not help when its database is
    /// away.
    #[arg(long)]
    pub ready: bool,
}

pub(super) async fn run(args: HealthcheckArgs) -> Result<(), Failure> {
    let mut address = args.site_addr;
    if address.ip().is_unspecified() {
        address.set_ip(Ipv4Addr::LOCALHOST.into());
    }
    let path = if args.ready { "readyz" } else { "healthz" };
    let client =
        reqwest::Client::builder().timeout(PATIENCE).no_proxy().build().map_err(Failure::of)?;
    let answer = client
        .get(format!("http://{address}/{path}"))
        .send()
        .await
        .map_err(|error| Failure(format!("nothing answers at {address}: {error}")))?;
    let status = answer.status();
    if status.is_success() {
        return Ok(());
    }
    let reason = answer.text().await.unwrap_or_default();
    Err(Failure(format!("the server at {address} answers {status}: {}", reason.trim_end())))
}

#[cfg(test)]
mod tests {
    use axum::{Router, http::StatusCode, routing::get};
    use tokio::net::TcpListener;

    use super::*;

    async fn check(site_addr: SocketAddr, ready: bool) -> Result<(), String> {
        run(HealthcheckArgs { site_addr, ready }).await.map_err(|failure| failure.to_string())
    }

    #[tokio::test]
    async fn alive_is_not_ready() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let away = || async { (StatusCode::SERVICE_UNAVAILABLE, "the database is away\n") };
        let router = Router::new().route("/healthz", get("alive")).route("/readyz", get(away));
        let serving = tokio::spawn(async move { axum::serve(listener, router).await });
        check(address, false).await.unwrap();
        let said = check(address, true).await.unwrap_err();
        assert!(said.ends_with("503 Service Unavailable: the database is away"), "{said}");
        serving.abort();
        assert!(serving.await.unwrap_err().is_cancelled());
        let said = check(address, false).await.unwrap_err();
        assert!(said.starts_with("nothing answers at 127.0.0.1"), "{said}");
    }
}
