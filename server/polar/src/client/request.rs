//! How a request is sent: its address, its turn in the budget, and what its status means.

use std::borrow::Cow;
use std::time::Duration;

use reqwest::StatusCode;
use reqwest::header::{ACCEPT, AUTHORIZATION, HeaderValue};
use serde::de::DeserializeOwned;
use tracing::{debug, warn};

use super::body::{self, Envelope};
use super::retry::Retries;
use super::retry_after::retry_after;
use super::{Endpoint, Inner, Period, PolarClient};
use crate::http::address;
use crate::time::between;
use crate::{AccessToken, ApiError, Permit, Urgency};

/// How long everybody pauses after a refusal that does not say.
const DEFAULT_PAUSE: Duration = Duration::from_secs(10);
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
        urgency: &Urgency,
        call: Call,
    ) -> Result<T, ApiError> {
        let (endpoint, limit_bytes) = (call.endpoint, self.inner.settings.max_body_bytes);
        let read = |response| body::read::<Envelope<T>>(response, endpoint, limit_bytes);
        Ok(self.send(token, urgency, &call, read).await?.data)
    }

    /// Sends a call when its turn has come and reads its answer; again, in further turns, as long as that may help.
    ///
    /// The call's deadline counts from its first turn on: until then nothing is under way, and background work may
    /// wait in the line for long.
    pub(super) async fn send<T, R, F>(
        &self,
        token: &AccessToken,
        urgency: &Urgency,
        call: &Call,
        read: R,
    ) -> Result<T, ApiError>
    where
        R: Fn(reqwest::Response) -> F,
        F: Future<Output = Result<T, ApiError>>,
    {
        let Inner { settings, budget, jitter, .. } = &*self.inner;
        // What cannot be sent takes no turn.
        let request = self.request(token, call)?;
        let first_turn = budget.acquire(urgency).await;

        let mut failure = None;
        let attempts = async {
            let (mut request, mut turn, mut retries) = (request, first_turn, Retries::default());
            loop {
                let answer = match self.attempt(call.endpoint, request, turn).await {
                    Ok(response) => read(response).await,
                    Err(error) => Err(error),
                };
                if let Some(observer) = &settings.observer {
                    observer.ended(call.endpoint, answer.as_ref().map(drop));
                }
                let error = match answer {
                    Ok(answer) => return Ok(answer),
                    Err(error) => error,
                };
                let Some(wait) = retries.wait_after(&error, &settings.retry, &**jitter) else {
                    return Err(error);
                };
                debug!(%error, wait_ms = wait.as_millis(), "a call is tried again");
                failure = Some(error);
                if !wait.is_zero() {
                    budget.time().sleep(wait).await;
                }
                request = self.request(token, call)?;
                turn = budget.acquire(urgency).await;
            }
        };
        tokio::select! {
            biased;
            result = attempts => result,
            () = budget.time().sleep(settings.call_deadline) => {
                Err(failure.unwrap_or(ApiError::TimedOut { endpoint: call.endpoint }))
            }
        }
    }

    /// Sends a request once; what comes back is a success whose body has not been read. The turn is over then.
    async fn attempt(
        &self,
        endpoint: Endpoint,
        request: reqwest::Request,
        _turn: Permit,
    ) -> Result<reqwest::Response, ApiError> {
        let budget = &self.inner.budget;
        let started_at = budget.time().now();
        let answer = self.inner.http.execute(request).await;
        let response = answer.map_err(|error| ApiError::transport(endpoint, error))?;

        let (status, now) = (response.status(), budget.time().now());
        let duration_ms = between(started_at, now).as_millis();
        debug!(%endpoint, status = status.as_u16(), duration_ms, "request answered");
        if status == StatusCode::OK {
            return Ok(response);
        }
        let wait = retry_after(response.headers(), now);
        if status == StatusCode::TOO_MANY_REQUESTS {
            // Before the turn is over: nobody shall go out in its place.
            let pause = budget.pause(wait.unwrap_or(DEFAULT_PAUSE));
            warn!(%endpoint, pause_s = pause.as_secs(), "too many requests: all requests pause");
            return Err(ApiError::RateLimited { endpoint, retry_after: pause });
        }
        Err(ApiError::status(endpoint, status.as_u16(), wait))
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
    use std::sync::Arc;

    use chrono::{DateTime, NaiveDate};

    use super::*;
    use crate::{Budget, BudgetSettings, ClientSettings, FixedJitter, MemoryKeeper, TokioTime};

    async fn client() -> PolarClient {
        let settings = ClientSettings::new("https://api.example".parse().unwrap());
        let time = Arc::new(TokioTime::starting_at(DateTime::UNIX_EPOCH));
        let keeper = Arc::new(MemoryKeeper::default());
        let budget = Budget::open(BudgetSettings::default(), keeper, "test", time).await;
        PolarClient::new(settings, budget, Arc::new(FixedJitter(0.0))).unwrap()
    }

    #[tokio::test]
    async fn a_request_has_its_address_and_hides_its_token() {
        let at = NaiveDate::from_ymd_opt(2018, 4, 14).unwrap().and_hms_opt(0, 0, 0);
        let period = Period { since: at, until: at };
        let call = Call::new(Endpoint::TrainingSessions, "a/b").period(period).with("page", "0");
        let request = client().await.request(&AccessToken::new("t0ken"), &call).unwrap();
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
        let no_id = client().await.request(&token, &Call::new(Endpoint::Team, ".."));
        assert!(matches!(no_id, Err(ApiError::NotFound { endpoint: Endpoint::Team })));
        let no_token =
            client().await.request(&AccessToken::new("a\nb"), &Call::new(Endpoint::Teams, ""));
        assert!(matches!(no_token, Err(ApiError::NotSignedIn { .. })));
    }
}
