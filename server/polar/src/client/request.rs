//! How a request is sent: its address, its turn in the budget, and what its status means.

use std::borrow::Cow;
use std::time::Duration;

use reqwest::StatusCode;
use reqwest::header::{ACCEPT, AUTHORIZATION, HeaderValue};
use serde::de::DeserializeOwned;
use tokio::time::Instant;
use tracing::{debug, warn};

use super::body::{self, Envelope};
use super::retry_after::retry_after;
use super::{Endpoint, Period, PolarClient};
use crate::http::address;
use crate::{AccessToken, ApiError, Priority};

/// How long everybody pauses after a refusal that does not say.
const DEFAULT_PAUSE: Duration = Duration::from_secs(10);
/// The longest pause that a refusal can cause: what it says may be absurd.
const MAX_PAUSE: Duration = Duration::from_mins(10);
/// The service's own format, without an offset.
const PERIOD_FORMAT: &str = "%Y-%m-%dT%H:%M:%S";

/// One request of the API.
#[derive(Clone, Debug)]
pub(super) struct Call {
    pub(super) endpoint: Endpoint,
    id: String,
    query: Vec<(&'static str, Cow<'static, str>)>,
    timeout: Option<Duration>,
}

impl Call {
    /// A request for the thing with this id.
    pub(super) fn new(endpoint: Endpoint, id: &str) -> Self {
        Self { endpoint, id: id.to_owned(), query: Vec::new(), timeout: None }
    }

    /// The same with one more parameter.
    pub(super) fn with(mut self, name: &'static str, value: impl Into<Cow<'static, str>>) -> Self {
        self.query.push((name, value.into()));
        self
    }

    /// The same for a part of time.
    pub(super) fn period(mut self, period: Period) -> Self {
        for (name, at) in [("since", period.since), ("until", period.until)] {
            if let Some(at) = at {
                self = self.with(name, at.format(PERIOD_FORMAT).to_string());
            }
        }
        self
    }

    /// The same with its own time limit.
    pub(super) fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }
}

impl PolarClient {
    /// Sends a call and reads its answer's `data`.
    pub(super) async fn fetch<T: DeserializeOwned>(
        &self,
        token: &AccessToken,
        priority: Priority,
        call: Call,
    ) -> Result<T, ApiError> {
        let response = self.send(token, priority, &call).await?;
        let envelope: Envelope<T> =
            body::read(response, call.endpoint, self.inner.settings.max_body_bytes).await?;
        Ok(envelope.data)
    }

    /// Sends a call when its turn has come; what comes back is a success whose body has not been read.
    pub(super) async fn send(
        &self,
        token: &AccessToken,
        priority: Priority,
        call: &Call,
    ) -> Result<reqwest::Response, ApiError> {
        let endpoint = call.endpoint;
        let mut attempt = 1;
        loop {
            let request = self.request(token, call)?;
            let permit = self.inner.budget.acquire(priority).await;
            let started = Instant::now();
            let answer = self.inner.http.execute(request).await;
            drop(permit);
            let response = answer.map_err(|error| ApiError::transport(endpoint, error))?;

            let status = response.status();
            let duration_ms = started.elapsed().as_millis();
            debug!(%endpoint, status = status.as_u16(), attempt, duration_ms, "request answered");
            match status {
                StatusCode::OK => return Ok(response),
                StatusCode::TOO_MANY_REQUESTS => {
                    let pause = retry_after(response.headers()).unwrap_or(DEFAULT_PAUSE);
                    let pause = pause.min(MAX_PAUSE);
                    warn!(%endpoint, pause_s = pause.as_secs(), "too many requests: all requests pause");
                    self.inner.budget.pause(pause);
                    if attempt >= self.inner.settings.rate_limit_attempts {
                        return Err(ApiError::RateLimited { endpoint, retry_after: pause });
                    }
                    attempt += 1;
                }
                _ => return Err(ApiError::status(endpoint, status.as_u16())),
            }
        }
    }

    fn request(&self, token: &AccessToken, call: &Call) -> Result<reqwest::Request, ApiError> {
        let endpoint = call.endpoint;
        // An id that cannot stand in a path names nothing, and text that cannot stand in a header is no token.
        let url = address(&self.inner.settings.api_url, &endpoint.segments(&call.id))
            .ok_or(ApiError::NotFound { endpoint })?;
        let mut bearer = HeaderValue::try_from(format!("Bearer {}", token.expose()))
            .map_err(|_| ApiError::NotSignedIn { endpoint })?;
        bearer.set_sensitive(true);
        let mut request = self
            .inner
            .http
            .get(url)
            .header(ACCEPT, HeaderValue::from_static("application/json"))
            .header(AUTHORIZATION, bearer);
        if !call.query.is_empty() {
            request = request.query(&call.query);
        }
        if let Some(timeout) = call.timeout {
            request = request.timeout(timeout);
        }
        request.build().map_err(|error| ApiError::transport(endpoint, error))
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::{Budget, BudgetSettings, ClientSettings};

    fn client() -> PolarClient {
        let settings = ClientSettings::new("https://api.example".parse().unwrap());
        PolarClient::new(settings, Budget::new(BudgetSettings::default(), 0)).unwrap()
    }

    #[tokio::test]
    async fn a_request_has_its_address_and_hides_its_token() {
        let at = NaiveDate::from_ymd_opt(2018, 4, 14).unwrap().and_hms_opt(0, 0, 0);
        let period = Period { since: at, until: at };
        let call = Call::new(Endpoint::TrainingSessions, "a/b").period(period).with("page", "0");
        let request = client().request(&AccessToken::new("t0ken"), &call).unwrap();
        assert_eq!(
            request.url().as_str(),
            "https://api.example/v1/teams/a%2Fb/training_sessions\
             ?since=2018-04-14T00%3A00%3A00&until=2018-04-14T00%3A00%3A00&page=0"
        );
        assert_eq!(request.headers()[AUTHORIZATION], "Bearer t0ken");
        assert_eq!(request.headers()[ACCEPT], "application/json");
        assert!(!format!("{request:?}").contains("t0ken"));
    }

    #[tokio::test]
    async fn what_cannot_be_sent_is_not_sent() {
        let token = AccessToken::new("t0ken");
        let no_id = client().request(&token, &Call::new(Endpoint::Team, ".."));
        assert!(matches!(no_id, Err(ApiError::NotFound { endpoint: Endpoint::Team })));
        let no_token = client().request(&AccessToken::new("a\nb"), &Call::new(Endpoint::Teams, ""));
        assert!(matches!(no_token, Err(ApiError::NotSignedIn { .. })));
    }
}
