//! The calls of the API, one typed method each.

use std::sync::Arc;
use std::time::Duration;

use futures::TryStreamExt;
use url::Url;

use crate::http::check_base;
use crate::model::{
    List, PlayerSession, PlayerSessionDetails, SportProfile, Summary, Team, TeamDetails,
    TrainingSession, TrainingSessionDetails,
};
use crate::{AccessToken, ApiError, Budget, HttpSettings, SetupError, Urgency};

mod body;
mod endpoint;
mod observer;
mod paging;
mod query;
mod recorded;
mod request;
mod retry;
mod retry_after;
mod streamed;

pub use endpoint::Endpoint;
pub use observer::Observer;
pub use paging::Pages;
pub use query::{Period, PlayerSessionKind, SampleKind, Samples};
pub use recorded::RecordedSession;
pub use retry::{FixedJitter, Jitter, RetrySettings};

use request::Call;

/// How the client of the API behaves.
#[derive(Clone, Debug)]
pub struct ClientSettings {
    /// The API, `https://teampro.api.polar.com`.
    pub api_url: Url,
    /// How to behave as an HTTP client.
    pub http: HttpSettings,
    /// How long a request for samples may take altogether, instead of the time for the others.
    pub samples_timeout: Duration,
    /// The largest answer that is read, in bytes after decompression.
    pub max_body_bytes: u64,
    /// The largest answer with samples that is read, in bytes after decompression. It is never held as a whole.
    pub max_samples_bytes: u64,
    /// How many pages a list may have.
    pub max_pages: u32,
    /// When a failed call is tried again.
    pub retry: RetrySettings,
    /// How long a call, or one page of a list, may take altogether from its first request on: all attempts, and the
    /// waits between them. For the first request it may wait as long as the budget makes it.
    pub call_deadline: Duration,
    /// Who is told what came of each request, if anybody.
    pub observer: Option<Arc<dyn Observer>>,
}

impl ClientSettings {
    /// The settings for the API at this address.
    pub fn new(api_url: Url) -> Self {
        Self {
            api_url,
            http: HttpSettings::default(),
            samples_timeout: Duration::from_mins(5),
            max_body_bytes: 8 * 1024 * 1024,
            max_samples_bytes: 64 * 1024 * 1024,
            max_pages: 500,
            retry: RetrySettings::default(),
            call_deadline: Duration::from_mins(15),
            observer: None,
        }
    }
}

/// A client of the API. Clones share connections and budget.
///
/// Every call waits for its turn in the budget first, in the line of its [`Urgency`]; put a time limit around it
/// where somebody waits for it. All calls can be dropped at any point. What may heal at once is tried again here, as
/// the [`RetrySettings`] say, each time in a turn of its own; after that [`ApiError::is_retryable`] says whether it
/// makes sense to try again later.
#[derive(Clone, Debug)]
pub struct PolarClient {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    http: reqwest::Client,
    settings: ClientSettings,
    budget: Budget,
    jitter: Arc<dyn Jitter>,
}

impl PolarClient {
    /// A client with these settings, sending within this budget and going by its time. Connects to nothing yet.
    pub fn new(
        settings: ClientSettings,
        budget: Budget,
        jitter: Arc<dyn Jitter>,
    ) -> Result<Self, SetupError> {
        check_base(&settings.api_url)?;
        let http = settings.http.build()?;
        Ok(Self { inner: Arc::new(Inner { http, settings, budget, jitter }) })
    }

    /// The budget that this client sends within.
    pub fn budget(&self) -> &Budget {
        &self.inner.budget
    }

    /// All teams that the coach can see.
    pub async fn teams(
        &self,
        token: &AccessToken,
        urgency: &Urgency,
    ) -> Result<List<Team>, ApiError> {
        self.pages(token, urgency, Call::new(Endpoint::Teams, ""))
            .try_fold(List::default(), async |mut all, page| {
                all.append(page);
                Ok(all)
            })
            .await
    }

    /// A team with its roster.
    pub async fn team(
        &self,
        token: &AccessToken,
        urgency: &Urgency,
        team_id: &str,
    ) -> Result<TeamDetails, ApiError> {
        self.fetch(token, urgency, Call::new(Endpoint::Team, team_id)).await
    }

    /// How a team's sensors are set up, by sport.
    pub async fn sport_profiles(
        &self,
        token: &AccessToken,
        urgency: &Urgency,
        team_id: &str,
    ) -> Result<List<SportProfile>, ApiError> {
        self.fetch(token, urgency, Call::new(Endpoint::SportProfiles, team_id)).await
    }

    /// The sessions of a team whose recording started in `period`, page by page.
    pub fn training_sessions(
        &self,
        token: &AccessToken,
        urgency: &Urgency,
        team_id: &str,
        period: Period,
    ) -> Pages<TrainingSession> {
        self.pages(token, urgency, Call::new(Endpoint::TrainingSessions, team_id).period(period))
    }

    /// A session of a team with participants and markers.
    pub async fn training_session(
        &self,
        token: &AccessToken,
        urgency: &Urgency,
        training_session_id: &str,
    ) -> Result<TrainingSessionDetails, ApiError> {
        self.fetch(token, urgency, Call::new(Endpoint::TrainingSession, training_session_id)).await
    }

    /// The recordings of a player that started in `period`, page by page. Only those from the time on the roster.
    pub fn player_sessions(
        &self,
        token: &AccessToken,
        urgency: &Urgency,
        player_id: &str,
        period: Period,
        kind: PlayerSessionKind,
    ) -> Pages<PlayerSession> {
        let call = Call::new(Endpoint::PlayerSessions, player_id)
            .period(period)
            .with("type", kind.as_str());
        self.pages(token, urgency, call)
    }

    /// A player's recording without its samples.
    pub async fn player_session(
        &self,
        token: &AccessToken,
        urgency: &Urgency,
        player_session_id: &str,
    ) -> Result<PlayerSessionDetails, ApiError> {
        self.fetch(token, urgency, Call::new(Endpoint::PlayerSession, player_session_id)).await
    }

    /// A player's recording with samples.
    ///
    /// The answer is parsed while it arrives, on a thread for blocking work; dropping the call stops it.
    pub async fn player_session_samples(
        &self,
        token: &AccessToken,
        urgency: &Urgency,
        player_session_id: &str,
        samples: Samples<'_>,
    ) -> Result<RecordedSession, ApiError> {
        let settings = &self.inner.settings;
        let endpoint = Endpoint::PlayerSessionSamples;
        let call = Call::new(endpoint, player_session_id)
            .with("samples", samples.to_string())
            .timeout(settings.samples_timeout);
        let limit_bytes = settings.max_samples_bytes;
        let read =
            |response| streamed::read(response, endpoint, limit_bytes, RecordedSession::read);
        self.send(token, urgency, &call, read).await
    }

    /// Polar's figures for a player over the trimmed session.
    pub async fn session_summary(
        &self,
        token: &AccessToken,
        urgency: &Urgency,
        player_session_id: &str,
    ) -> Result<Summary, ApiError> {
        self.fetch(token, urgency, Call::new(Endpoint::SessionSummary, player_session_id)).await
    }

    /// Polar's figures for a player over each phase of the session.
    pub async fn phase_summaries(
        &self,
        token: &AccessToken,
        urgency: &Urgency,
        player_session_id: &str,
    ) -> Result<List<Summary>, ApiError> {
        self.fetch(token, urgency, Call::new(Endpoint::PhaseSummaries, player_session_id)).await
    }
}
