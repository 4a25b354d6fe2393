//! Polar's two services, the credentials, and the clock by Polar's.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use polar::{
    AuthorizationCode, ClientSecret, HttpSettings,
    oauth::{OAuthClient, OAuthError, OAuthSettings, PkceVerifier},
};
use url::Url;

use super::report::{Finding, Report};
use crate::{chain::Chain, clock::Clock, settings::ServeArgs};

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// By how much this machine's clock may be off before tokens and charts of today suffer.
const CLOCK_TOLERANCE: TimeDelta = TimeDelta::seconds(30);

const REACH_ADVICE: &str =
    "check the address, this machine's network, its DNS, and a proxy or firewall on the way";

pub(super) async fn examine(args: &ServeArgs, clock: &dyn Clock, report: &mut Report) {
    report.add(sign_in(args).await);
    let (reached, polars_time) = api(&args.polar_api_url).await;
    report.add(reached);
    report.add(this_clock(clock.now(), polars_time));
}

/// Offers a code that nobody was given: what is refused tells whether the credentials were accepted. (An offered
/// refresh token would not: without an error code, its refusal says nothing about the client.)
async fn sign_in(args: &ServeArgs) -> Finding {
    const NAME: &str = "Polar sign-in";
    let url = &args.polar_auth_url;
    let (Ok(client), Ok(verifier)) = (args.polar_client(), PkceVerifier::new("x".repeat(43)))
    else {
        return Finding::wrong(NAME, "not tried without credentials", "set the Polar client first");
    };
    let oauth = OAuthClient::new(OAuthSettings {
        auth_url: url.clone(),
        client_id: client.id,
        client_secret: ClientSecret::new(client.secret.expose()),
        http: HttpSettings { request_timeout: PATIENCE, ..HttpSettings::default() },
    });
    let oauth = match oauth {
        Ok(oauth) => oauth,
        Err(error) => return Finding::wrong(NAME, error, "check TOUCHLINE_POLAR_AUTH_URL"),
    };
    let code = AuthorizationCode::new("nobody-was-given-this-code");
    let redirect_uri = args.redirect_uri().parse().unwrap_or_else(|_| url.clone());
    match oauth.exchange(code, verifier, &redirect_uri).await {
        Ok(_) | Err(OAuthError::InvalidGrant) => {
            Finding::right(NAME, format!("{url} answers and knows the client id and secret"))
        }
        Err(error @ OAuthError::InvalidClient) => Finding::wrong(
            NAME,
            error,
            "compare TOUCHLINE_POLAR_CLIENT_ID and …_SECRET with https://admin.polaraccesslink.com",
        ),
        Err(error @ OAuthError::Unreachable(_)) => {
            Finding::wrong(NAME, format!("{url}: {}", Chain(&error)), REACH_ADVICE)
        }
        Err(error) => Finding::doubtful(
            NAME,
            format!("{url}: {error}"),
            "the service answers, but not as documented: try again later, or check the address",
        ),
    }
}

/// Asks without a token: 401 is the right answer, and carries Polar's time.
async fn api(url: &Url) -> (Finding, Option<DateTime<Utc>>) {
    const NAME: &str = "Polar data";
    let answer = async {
        let client = reqwest::Client::builder().timeout(PATIENCE).build()?;
        let mut teams = url.clone();
        if let Ok(mut path) = teams.path_segments_mut() {
            path.pop_if_empty().extend(["v1", "teams"]);
        }
        client.get(teams).send().await
    };
    match answer.await {
        Ok(answer) => {
            let time = answer
                .headers()
                .get(reqwest::header::DATE)
                .and_then(|date| date.to_str().ok())
                .and_then(|date| DateTime::parse_from_rfc2822(date).ok())
                .map(|date| date.to_utc());
            let finding = if answer.status() == reqwest::StatusCode::UNAUTHORIZED {
                Finding::right(NAME, format!("{url} answers"))
            } else {
                Finding::doubtful(
                    NAME,
                    format!("{url} answers {} where 401 was expected", answer.status()),
                    "check TOUCHLINE_POLAR_API_URL, or try again later",
                )
            };
            (finding, time)
        }
        Err(error) => {
            let found = format!("{url} cannot be reached: {}", Chain(&error.without_url()));
            (Finding::wrong(NAME, found, REACH_ADVICE), None)
        }
    }
}

fn this_clock(now: DateTime<Utc>, polars_time: Option<DateTime<Utc>>) -> Finding {
    const NAME: &str = "clock";
    let Some(polars_time) = polars_time else {
        return Finding::doubtful(
            NAME,
            "cannot be compared with Polar's",
            "see that this machine sets its clock by the network (NTP)",
        );
    };
    let off = now - polars_time;
    if off.abs() <= CLOCK_TOLERANCE {
        Finding::right(NAME, "agrees with Polar's")
    } else {
        let way = if off > TimeDelta::zero() { "ahead of" } else { "behind" };
        Finding::wrong(
            NAME,
            format!("{} s {way} Polar's", off.abs().num_seconds()),
            "let this machine set its clock by the network (NTP): timedatectl set-ntp true",
        )
    }
}

#[cfg(test)]
mod tests {
    use super::super::report::Verdict;
    use super::*;

    #[test]
    fn a_clock_that_is_off_is_told_by_how_much() {
        let now = DateTime::UNIX_EPOCH;
        let finding = |off_s| this_clock(now, Some(now - TimeDelta::seconds(off_s)));
        assert_eq!(finding(30).verdict, Verdict::Right);
        assert_eq!(finding(-30).verdict, Verdict::Right);
        assert_eq!(finding(31).found, "31 s ahead of Polar's");
        assert_eq!(finding(-4_000).found, "4000 s behind Polar's");
        assert!(matches!(this_clock(now, None).verdict, Verdict::Doubtful { .. }));
    }
}
