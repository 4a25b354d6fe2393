//! A player over time.

use std::collections::HashMap;

use app::{
    error::AppError,
    model::{
        Best, BestOf, Figure, PerFigure, PlayedSession, PlayerFilter, PlayerId, PlayerPage,
        PlayerSessionId, SessionType, TeamId, TrainingLoad, Window,
    },
};
use chrono::{Days, NaiveDate};

use super::{
    ClubDesk,
    demands::is_by_our_limits,
    gathering::Gathering,
    internal, load,
    season::{day, last_day},
    teams,
};
use crate::store::{PlayerRecord, SeasonEntry, Summary};

/// Of which figures of whole sessions the best are told.
const BESTS: [Figure; 7] = [
    Figure::TopSpeed,
    Figure::Distance,
    Figure::Intensity,
    Figure::HighSpeed,
    Figure::HeartRateMax,
    Figure::Load,
    Figure::Time,
];

impl ClubDesk {
    pub(super) async fn player_page(
        &self,
        team_id: &TeamId,
        player_id: &PlayerId,
        filter: PlayerFilter,
    ) -> Result<PlayerPage, AppError> {
        let mut gathering = Gathering::new(&self.sync, self.grant()?);
        let team = self.visible_team_up_to_date(&mut gathering, team_id).await?;
        let season = self.store.player_season(team_id, player_id).await.map_err(internal)?;
        let took_part = season.sessions.iter().any(|entry| entry.took_part);
        let player = match self.names(team_id).await?.of_player(player_id, took_part) {
            Some(player) => player,
            // Who belongs to a team is known once its roster has been read.
            None if gathering.is_whole() => return Err(AppError::NotFound),
            None => return Err(gathering.failure()),
        };
        let newest = season.sessions.first().map(|entry| &entry.session);
        let until = last_day(newest, self.sync.today());
        let mut history = History::new(season.sessions, season.records);
        let load = until.and_then(|until| history.load(until));
        let session_types = history.session_types();
        let unread = history.unread();
        history.retain(&filter, until);
        history.demand(self).await?;
        Ok(PlayerPage {
            team: teams::head(&team),
            player,
            filter,
            session_types,
            until,
            bests: history.bests(),
            sessions: history.sessions(),
            load,
            hides_health: false,
            unread,
            fetching: gathering.fetching(),
        })
    }
}

/// A player's part in the sessions of a team, newest first.
struct History {
    entries: Vec<SeasonEntry>,
    records: HashMap<PlayerSessionId, PlayerRecord>,
}

impl History {
    fn new(entries: Vec<SeasonEntry>, records: Vec<PlayerRecord>) -> Self {
        let by_id = |record: PlayerRecord| (record.summary.player_session_id.clone(), record);
        Self { entries, records: records.into_iter().map(by_id).collect() }
    }

    fn played(&self) -> impl Iterator<Item = &SeasonEntry> {
        self.entries.iter().filter(|entry| entry.took_part)
    }

    fn record(&self, entry: &SeasonEntry) -> Option<&PlayerRecord> {
        self.records.get(entry.player_session_id.as_ref()?)
    }

    /// Whether the session says all that it will ever say of the player.
    fn is_read(&self, entry: &SeasonEntry) -> bool {
        match (&entry.player_session_id, entry.took_part) {
            (Some(_), _) => self.record(entry).is_some(),
            (None, true) => true,
            (None, false) => entry.session.details.is_some(),
        }
    }

    fn unread(&self) -> u32 {
        self.entries.iter().filter(|entry| !self.is_read(entry)).count() as u32
    }

    /// The load up to a day. Who did not take part rested; who took part without a recording did something that is not
    /// known.
    fn load(&self, until: NaiveDate) -> Option<TrainingLoad> {
        let since = day(&self.played().last()?.session)?;
        let sessions = self.entries.iter().filter_map(|entry| {
            let record = self.record(entry);
            let load = match record {
                Some(record) => record.summary.figures.training_load,
                None if entry.took_part || entry.session.details.is_none() => None,
                None => return None,
            };
            Some((day(&entry.session)?, load))
        });
        Some(load::training_load(until, since, sessions))
    }

    /// The types of the sessions, in the order in which filters offer them.
    fn session_types(&self) -> Vec<SessionType> {
        let types = self.played().filter_map(|entry| entry.session.session_type.clone());
        let mut types: Vec<_> = types.collect();
        let place = |kind: &SessionType| SessionType::KNOWN.iter().position(|known| known == kind);
        types
            .sort_by_cached_key(|kind| (place(kind).unwrap_or(usize::MAX), kind.name().to_owned()));
        types.dedup();
        types
    }

    /// Keeps what the player took part in and what passes the filter.
    fn retain(&mut self, filter: &PlayerFilter, until: Option<NaiveDate>) {
        let since = filter.range.days().zip(until).and_then(|(days, until)| {
            until.checked_sub_days(Days::new(u64::from(days.saturating_sub(1))))
        });
        self.entries.retain(|entry| {
            let kind = filter.session_type.as_ref();
            entry.took_part
                && kind.is_none_or(|kind| entry.session.session_type.as_ref() == Some(kind))
                && since.is_none_or(|since| day(&entry.session).is_some_and(|day| day >= since))
        });
    }

    /// Sees to it that what was demanded is there for every recording that is here.
    async fn demand(&mut self, desk: &ClubDesk) -> Result<(), AppError> {
        let lacking = self.entries.iter().filter_map(|entry| {
            let record = self.record(entry)?;
            let lacks = record.recorded && !record.demands.as_ref().is_some_and(is_by_our_limits);
            lacks.then(|| (entry.session.clone(), record.summary.clone()))
        });
        for (id, demands) in desk.recorded_demands(lacking.collect()).await? {
            if let Some(record) = self.records.get_mut(&id) {
                record.demands = Some(demands);
            }
        }
        Ok(())
    }

    fn sessions(&self) -> Vec<PlayedSession> {
        self.entries
            .iter()
            .map(|entry| PlayedSession {
                session: teams::row(&entry.session),
                player_session_id: entry.player_session_id.clone(),
                values: self.record(entry).map(|record| PerFigure::values(&record.summary.figures)),
            })
            .collect()
    }

    /// The best of each kind; of equal ones the first that there was.
    fn bests(&self) -> Vec<Best> {
        let mut bests: Vec<Best> = Vec::new();
        let mut offer = |best: Best| match bests.iter_mut().find(|other| other.of == best.of) {
            Some(other) if best.amount >= other.amount => *other = best,
            Some(_) => {}
            None => bests.push(best),
        };
        for entry in &self.entries {
            let Some(PlayerRecord { summary, demands, .. }) = self.record(entry) else { continue };
            let best = |of, amount, window| best(entry, summary, of, amount, window);
            for figure in BESTS {
                if let Some(amount) = figure.of(&summary.figures) {
                    offer(best(BestOf::Session(figure), amount, None));
                }
            }
            for demand in demands.iter().flat_map(|demands| &demands.peaks) {
                if let Some(peak) = demand.distance_m {
                    let length_ms = i32::try_from(demand.length_ms).unwrap_or(i32::MAX);
                    let to_ms = peak.from_ms.saturating_add(length_ms);
                    let window = Window::new(peak.from_ms, to_ms);
                    offer(best(BestOf::PeakDistance(demand.length_ms), peak.amount, window));
                }
            }
        }
        bests.sort_by_key(|best| match best.of {
            BestOf::Session(figure) => (0, BESTS.iter().position(|of| *of == figure), 0),
            BestOf::PeakDistance(length_ms) => (1, None, length_ms),
        });
        bests
    }
}

fn best(
    entry: &SeasonEntry,
    summary: &Summary,
    of: BestOf,
    amount: f64,
    window: Option<Window>,
) -> Best {
    Best {
        of,
        amount,
        session_id: entry.session.id.clone(),
        player_session_id: summary.player_session_id.clone(),
        day: day(&entry.session),
        window,
    }
}
