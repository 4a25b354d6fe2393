//! What the page of a team shows, as files.

use async_trait::async_trait;

use super::calendar::{days, letters};
use crate::{
    components::calendar_picture::{self, CalendarOf},
    error::AppError,
    files::{Asked, Cell, FilePage, PageFile, Picture, Table, head},
    model::{PlayerName, SessionFilter, SessionRow, TeamId, TeamPage},
    port::Club,
    preferences::Locale,
};

#[async_trait]
impl FilePage for TeamPage {
    const PATH: &'static str = "/teams/{team_id}";
    const FILES: &'static [PageFile<Self>] = &[
        PageFile::table("sessions", |page, asked| Some(sessions(page, asked))),
        PageFile::table("roster", |page, asked| Some(roster(page, asked))),
        PageFile::picture("calendar", calendar),
    ];

    /// With all sessions that pass the filter, from however many pages of the list.
    async fn load(club: &dyn Club, asked: &Asked) -> Result<Self, AppError> {
        let team_id: TeamId = asked.id("team_id");
        let filter = SessionFilter::from_query(|name| asked.query(name));
        let mut page = club.team(&team_id, SessionFilter { page: 0, ..filter.clone() }).await?;
        for number in 1..page.total_sessions.div_ceil(SessionFilter::PER_PAGE) {
            let next =
                club.team(&team_id, SessionFilter { page: number, ..filter.clone() }).await?;
            page.sessions.extend(next.sessions);
        }
        Ok(page)
    }

    fn is_fetching(&self) -> bool {
        self.fetching.is_some()
    }

    fn about(&self, _: Locale) -> Vec<String> {
        let newest = self.sessions.iter().find_map(|session| session.start);
        let newest = newest.map(|at| at.date().to_string());
        [Some(self.team.name.clone()), newest].into_iter().flatten().collect()
    }
}

fn sessions(page: &TeamPage, asked: &Asked) -> Table {
    let texts = asked.locale().texts();
    let list = &texts.teams.list;
    let heads = vec![
        texts.file_heads.local_time.to_owned(),
        list.session.to_owned(),
        texts.teams.filter.kind.to_owned(),
        head(list.duration, "s"),
    ];
    let row = |session: &SessionRow| {
        let kind = session.session_type.as_ref().map(|kind| texts.kinds.session_type(kind));
        vec![
            Cell::instant(session.start),
            Cell::Text(texts.kinds.title_of_row(session).to_owned()),
            Cell::text(kind),
            Cell::number(session.duration_ms.map(|ms| f64::from(ms) / 1_000.0)),
        ]
    };
    Table { heads, rows: page.sessions.iter().map(row).collect() }
}

fn roster(page: &TeamPage, asked: &Asked) -> Table {
    let texts = asked.locale().texts();
    let heads = [texts.general.number, texts.teams.name, texts.teams.role].map(str::to_owned);
    let row = |person: &PlayerName| {
        vec![
            Cell::number(person.number),
            Cell::Text(person.name.clone()),
            Cell::text(person.role.clone()),
        ]
    };
    Table { heads: heads.to_vec(), rows: page.roster.iter().map(row).collect() }
}

fn calendar(page: &TeamPage, asked: &Asked) -> Option<Picture> {
    let locale = asked.locale();
    let season = page.season.as_ref()?;
    let days = days(locale, &page.team.id, season);
    let of = format!("{} · {}", page.team.name, letters(locale, &season.sessions));
    let measure = locale.texts().season.calendar.by_mean_load;
    let calendar = CalendarOf { first: season.first, last: season.last, of: &of, measure };
    Some(calendar_picture::picture(locale, calendar, &days))
}
