//! A team over time.

use app::{
    error::AppError,
    model::{SeasonSession, SessionType, TeamId, TeamSeason, Week},
};
use chrono::{Days, NaiveDate, NaiveTime};

use super::{ClubDesk, internal, teams};
use crate::store::{AveragedSession, TrainingSession};

/// The day of a session, at the venue.
pub(super) fn day(session: &TrainingSession) -> Option<NaiveDate> {
    Some(session.start.or(session.record_start)?.date())
}

/// The day of a team's newest session, where the time ends that pages look back on. A day after tomorrow does not
/// count, since nowhere on earth it is later than that: then a sensor did not know the date.
pub(super) fn last_day(newest: Option<&TrainingSession>, today: NaiveDate) -> Option<NaiveDate> {
    let tomorrow = today.checked_add_days(Days::new(1)).unwrap_or(today);
    Some(day(newest?)?.min(tomorrow))
}

impl ClubDesk {
    /// The year around a week, or around that of the last session; `None` without sessions that have a date. Years
    /// end with the week of the last session, and with every 52nd week before that.
    pub(super) async fn team_season(
        &self,
        team_id: &TeamId,
        asked: Option<Week>,
    ) -> Result<Option<TeamSeason>, AppError> {
        let newest = self.store.newest_session(team_id).await.map_err(internal)?;
        let Some(newest) = last_day(newest.as_ref(), self.sync.today()).and_then(Week::of) else {
            return Ok(None);
        };
        let Some((first, last)) = year_of(asked.unwrap_or(newest), newest) else {
            return Ok(None);
        };
        let week = asked.unwrap_or(newest).min(last);
        // The weeks beside that year have matches that count for its weeks.
        let from = first.previous().unwrap_or(first).monday();
        let to = last.next().unwrap_or(last).sunday();
        let sessions = self
            .store
            .averaged_sessions(
                team_id,
                from.and_time(NaiveTime::MIN),
                to.checked_add_days(Days::new(1)).unwrap_or(to).and_time(NaiveTime::MIN),
            )
            .await
            .map_err(internal)?;
        let is_near = |day: &NaiveDate| {
            let near = |near: Option<Week>| near.is_some_and(|near| Week::of(*day) == Some(near));
            near(Some(week)) || near(week.previous()) || near(week.next())
        };
        let matches = sessions.iter().filter(|averaged| {
            averaged.session.session_type.as_ref().is_some_and(SessionType::is_match)
        });
        let mut match_days: Vec<NaiveDate> =
            matches.filter_map(|averaged| day(&averaged.session)).filter(is_near).collect();
        match_days.dedup();
        let in_year = |averaged: &AveragedSession| {
            let week = day(&averaged.session).and_then(Week::of);
            week.is_some_and(|week| week >= first && week <= last)
        };
        Ok(Some(TeamSeason {
            week,
            first,
            last,
            newest,
            sessions: sessions.into_iter().filter(in_year).map(season_session).collect(),
            match_days,
        }))
    }
}

fn season_session(averaged: AveragedSession) -> SeasonSession {
    SeasonSession {
        session: teams::row(&averaged.session),
        players: averaged.players,
        distance_m: averaged.distance_m,
        m_per_min: averaged.m_per_min,
        training_load: averaged.training_load,
    }
}

/// The first and the last week of the year that a week is in, when the years end with the newest week. What comes
/// after that is in the last one.
fn year_of(week: Week, newest: Week) -> Option<(Week, Week)> {
    let weeks_ago = (newest.monday() - week.monday()).num_weeks();
    let years_ago = u32::try_from(weeks_ago).unwrap_or(0) / TeamSeason::WEEKS;
    let last = newest.before(years_ago * TeamSeason::WEEKS)?;
    Some((last.before(TeamSeason::WEEKS - 1)?, last))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn week(week: &str) -> Week {
        week.parse().unwrap()
    }

    #[test]
    fn years_end_with_the_newest_week() {
        let newest = week("2025-W46");
        let year = |of: &str| {
            let (first, last) = year_of(week(of), newest).unwrap();
            assert_eq!(first.to(last).count(), 52);
            (first.to_string(), last.to_string())
        };
        let this = ("2024-W47".to_owned(), "2025-W46".to_owned());
        let before = ("2023-W47".to_owned(), "2024-W46".to_owned());
        assert_eq!(year("2025-W46"), this);
        assert_eq!(year("2024-W47"), this);
        assert_eq!(year("2024-W46"), before);
        assert_eq!(year("2026-W10"), this, "nothing has happened then");
    }

    #[test]
    fn the_end_of_the_calendar_has_no_year() {
        let first = Week::of(NaiveDate::MIN).or_else(|| Week::of(NaiveDate::MIN + Days::new(7)));
        assert_eq!(first.and_then(|first| year_of(first, first)), None);
    }

    #[test]
    fn a_day_after_tomorrow_has_not_been() {
        let today = NaiveDate::from_ymd_opt(2025, 9, 14).unwrap();
        let last = |start: NaiveDate| {
            let session = TrainingSession {
                id: "s".into(),
                team_id: "t".into(),
                name: None,
                session_type: None,
                note: None,
                sport: None,
                arena: None,
                record_start: None,
                record_end: None,
                start: start.and_hms_opt(18, 0, 0),
                end: None,
                modified: None,
                details: None,
            };
            last_day(Some(&session), today)
        };
        let (yesterday, tomorrow) = (today - Days::new(1), today + Days::new(1));
        assert_eq!([yesterday, tomorrow].map(last), [Some(yesterday), Some(tomorrow)]);
        assert_eq!(last(today + Days::new(400)), Some(tomorrow));
        assert_eq!(last_day(None, today), None);
    }
}
