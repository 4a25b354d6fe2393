//! `touchline healthcheck`.

use std::{net::Ipv4Addr, time::Duration};

use super::Failure;
use crate::settings::SiteArgs;

const PATIENCE: Duration = Duration::from_secs(5);

pub(super) async fn run(args: SiteArgs) -> Result<(), Failure> {
    let mut address = args.site_addr;
    if address.ip().is_unspecified() {
        address.set_ip(Ipv4Addr::LOCALHOST.into());
    }
    let client =
        reqwest::Client::builder().timeout(PATIENCE).no_proxy().build().map_err(Failure::of)?;
    let answer = client
        .get(format!("http://{address}/healthz"))
        .send()
        .await
        .map_err(|error| Failure(format!("nothing answers at {address}: {error}")))?;
    if answer.status().is_success() {
        Ok(())
    } else {
        Err(Failure(format!("the server at {address} answers {}", answer.status())))
    }
}
