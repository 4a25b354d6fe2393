//! When a call is tried again, and after what wait.

use std::fmt::Debug;
use std::time::Duration;

use crate::{ApiError, BodyProblem};

/// How often and how soon a failed call is tried again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetrySettings {
    /// How often a call is tried again after a failure of the service or of the network.
    pub retries: u32,
    /// The longest wait before the first of them; it doubles with each one. The wait itself is a random part of it.
    pub base_delay: Duration,
    /// What it doubles up to.
    pub max_delay: Duration,
    /// The longest wait that the service can ask for with a 503; beyond it the call is given up at once.
    pub max_retry_after: Duration,
    /// How often a call is sent again that the service answers with "too many requests".
    pub rate_limit_retries: u32,
}

impl Default for RetrySettings {
    fn default() -> Self {
        Self {
            retries: 2,
            base_delay: Duration::from_millis(500),
            max_delay: Duration::from_secs(10),
            max_retry_after: Duration::from_secs(30),
            rate_limit_retries: 2,
        }
    }
}

/// Chance, so that those who failed together do not come back together.
pub trait Jitter: Debug + Send + Sync {
    /// A number between 0 and 1.
    fn fraction(&self) -> f64;
}

/// Always the same fraction: for tests.
#[derive(Clone, Copy, Debug)]
pub struct FixedJitter(pub f64);

impl Jitter for FixedJitter {
    fn fraction(&self) -> f64 {
        self.0
    }
}

/// What one call has used up of its retries.
#[derive(Clone, Debug, Default)]
pub(super) struct Retries {
    failures: u32,
    refusals: u32,
}

impl Retries {
    /// How long to wait before the call that failed so is tried again; `None` when it is not.
    pub(super) fn wait_after(
        &mut self,
        error: &ApiError,
        settings: &RetrySettings,
        jitter: &dyn Jitter,
    ) -> Option<Duration> {
        match error {
            // The budget makes everybody wait.
            ApiError::RateLimited { .. } => {
                self.refusals += 1;
                (self.refusals <= settings.rate_limit_retries).then_some(Duration::ZERO)
            }
            ApiError::ServerError { retry_after, .. } => {
                let asked = retry_after.unwrap_or_default();
                let delay = self.next_delay(settings, jitter)?;
                (asked <= settings.max_retry_after).then(|| delay.max(asked))
            }
            ApiError::Unreachable { .. }
            | ApiError::TimedOut { .. }
            | ApiError::CutShort { .. }
            | ApiError::UnexpectedBody {
                problem: BodyProblem::NotJson | BodyProblem::Syntax,
                ..
            } => self.next_delay(settings, jitter),
            ApiError::NotSignedIn { .. }
            | ApiError::Forbidden { .. }
            | ApiError::NotFound { .. }
            | ApiError::UnexpectedStatus { .. }
            | ApiError::UnexpectedBody { problem: BodyProblem::Shape, .. }
            | ApiError::BodyTooLarge { .. }
            | ApiError::EndlessList { .. }
            | ApiError::Interrupted { .. } => None,
        }
    }

    /// Exponential backoff with full jitter.
    fn next_delay(&mut self, settings: &RetrySettings, jitter: &dyn Jitter) -> Option<Duration> {
        if self.failures >= settings.retries {
            return None;
        }
        let doubled = settings.base_delay.saturating_mul(2u32.saturating_pow(self.failures));
        self.failures += 1;
        // A NaN would be the one thing that `clamp` lets through.
        let fraction = jitter.fraction().clamp(0.0, 1.0);
        let fraction = if fraction.is_nan() { 1.0 } else { fraction };
        Some(doubled.min(settings.max_delay).mul_f64(fraction))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Endpoint;

    const ENDPOINT: Endpoint = Endpoint::Teams;
    const SECOND: Duration = Duration::from_secs(1);

    fn unavailable(retry_after: Option<Duration>) -> ApiError {
        ApiError::ServerError { endpoint: ENDPOINT, status: 503, retry_after }
    }

    fn body(problem: BodyProblem) -> ApiError {
        let path = ".".to_owned();
        ApiError::UnexpectedBody { endpoint: ENDPOINT, problem, path, line: 1, column: 1 }
    }

    fn first_wait(error: &ApiError) -> Option<Duration> {
        Retries::default().wait_after(error, &RetrySettings::default(), &FixedJitter(1.0))
    }

    #[test]
    fn waits_double_up_to_a_cap_and_end() {
        let settings = RetrySettings { retries: 7, ..RetrySettings::default() };
        let mut retries = Retries::default();
        let mut waits_ms = Vec::new();
        while let Some(wait) = retries.wait_after(&unavailable(None), &settings, &FixedJitter(1.0))
        {
            waits_ms.push(wait.as_millis());
        }
        assert_eq!(waits_ms, [500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);
    }

    #[test]
    fn chance_decides_how_much_of_the_wait_it_is() {
        for (fraction, wait_ms) in
            [(0.0, 0), (0.5, 250), (1.0, 500), (-3.0, 0), (7.0, 500), (f64::NAN, 500)]
        {
            let mut retries = Retries::default();
            let settings = RetrySettings::default();
            let wait = retries.wait_after(&unavailable(None), &settings, &FixedJitter(fraction));
            assert_eq!(wait, Some(Duration::from_millis(wait_ms)), "{fraction}");
        }
    }

    #[test]
    fn the_service_can_ask_for_a_longer_wait_but_not_for_any() {
        assert_eq!(first_wait(&unavailable(Some(Duration::ZERO))), Some(SECOND / 2));
        assert_eq!(first_wait(&unavailable(Some(SECOND * 30))), Some(SECOND * 30));
        assert_eq!(first_wait(&unavailable(Some(SECOND * 31))), None);
        assert_eq!(first_wait(&unavailable(Some(Duration::MAX))), None);
    }

    #[test]
    fn only_what_may_heal_is_tried_again() {
        let endpoint = ENDPOINT;
        for error in [
            ApiError::TimedOut { endpoint },
            ApiError::CutShort { endpoint },
            body(BodyProblem::NotJson),
            body(BodyProblem::Syntax),
        ] {
            assert_eq!(first_wait(&error), Some(SECOND / 2), "{error}");
        }
        for error in [
            ApiError::NotSignedIn { endpoint },
            ApiError::Forbidden { endpoint },
            ApiError::NotFound { endpoint },
            ApiError::UnexpectedStatus { endpoint, status: 408 },
            ApiError::BodyTooLarge { endpoint, limit_bytes: 1 },
            body(BodyProblem::Shape),
        ] {
            assert_eq!(first_wait(&error), None, "{error}");
        }
    }

    #[test]
    fn refusals_have_their_own_count_and_no_wait() {
        let refused = ApiError::RateLimited { endpoint: ENDPOINT, retry_after: SECOND };
        let mut retries = Retries::default();
        let mut next = |error: &ApiError| {
            retries.wait_after(error, &RetrySettings::default(), &FixedJitter(1.0))
        };
        assert!(next(&unavailable(None)).is_some() && next(&unavailable(None)).is_some());
        assert_eq!([next(&refused), next(&refused)], [Some(Duration::ZERO); 2]);
        assert_eq!((next(&refused), next(&unavailable(None))), (None, None));
    }
}
