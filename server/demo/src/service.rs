//! The state that all handlers share.

use std::{
    ops::Range,
    sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use chrono::NaiveDateTime;

use crate::{
    faults::Faults,
    oauth::{codes::Codes, tokens::Tokens},
    rate_limit::RateLimit,
    recording::{Recording, cache::RecordingCache, scene::Scene, simulation},
    request_log::RequestLog,
    season::{Season, plan::Tick},
    settings::{Client, Clock, DemoSettings},
    summary::Figures,
};

/// What axum hands to every handler.
pub(crate) type Shared = Arc<Service>;

type MakeSeason = Box<dyn FnOnce() -> Mutex<Arc<Season>> + Send>;

/// One running stand-in service.
pub(crate) struct Service {
    pub(crate) settings: DemoSettings,
    clock: Clock,
    /// As it is after all edits so far. Whoever reads it keeps what they got.
    season: LazyLock<Mutex<Arc<Season>>, MakeSeason>,
    pub(crate) codes: Codes,
    pub(crate) tokens: Tokens,
    pub(crate) rate_limit: RateLimit,
    recordings: RecordingCache,
    pub(crate) log: RequestLog,
    pub(crate) faults: Faults,
}

impl Service {
    pub(crate) fn new(settings: DemoSettings, clock: Clock) -> Self {
        let (seed, end) = (settings.seed, settings.season_end);
        Self {
            codes: Codes::new(&settings),
            tokens: Tokens::new(&settings),
            rate_limit: RateLimit::default(),
            recordings: RecordingCache::default(),
            log: RequestLog::new(settings.requests_kept),
            faults: Faults::default(),
            season: LazyLock::new(Box::new(move || Mutex::new(Arc::new(Season::new(seed, end))))),
            settings,
            clock,
        }
    }

    pub(crate) fn now(&self) -> Duration {
        (self.clock)()
    }

    pub(crate) fn utc_now(&self) -> NaiveDateTime {
        self.settings.utc_at_zero + self.now()
    }

    pub(crate) fn season(&self) -> Arc<Season> {
        lock(&self.season).clone()
    }

    /// Changes the season for all requests from now on.
    pub(crate) fn edit_season<T>(&self, edit: impl FnOnce(&mut Season) -> T) -> T {
        edit(Arc::make_mut(&mut lock(&self.season)))
    }

    /// What a player session's sensor recorded. Takes a while unless it was asked for lately.
    pub(crate) fn recording(&self, player_session: usize) -> Arc<Recording> {
        self.recordings
            .get(player_session, || simulation::record(&Scene::new(&self.season(), player_session)))
    }

    /// The figures of a part of a player session, in the recording's ticks.
    pub(crate) fn figures(&self, player_session: usize, window: &Range<Tick>) -> Figures {
        let season = self.season();
        let session = &season.player_sessions[player_session];
        let limits = &season.teams[session.team].spec.speed_limits_kmh;
        let physique = &season.member(session).physique;
        Figures::of(&self.recording(player_session), physique, limits, window)
    }

    pub(crate) fn client(&self, id: &str) -> Option<&Client> {
        self.settings.clients.iter().find(|client| client.id == id)
    }
}

/// Locks, and goes on after a panic elsewhere: every critical section here leaves whole values.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
