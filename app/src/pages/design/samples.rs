//! The parts of each page, with the data of a made-up club.

use leptos::prelude::*;

use crate::{
    address,
    components::{Missing, ZoneKind},
    made_up::{audit, browsers, passes, people, player, recording, season, sync},
    model::{
        Figure, PassesPage, PerFigure, PlayerFilter, PlayerSessionPage, Reference, SessionFilter,
        SessionPage, SquadRow, SyncActivity, TeamPage, Window,
    },
    pages::{
        audit as audit_page, browsers as browsers_page, passes as passes_page,
        player as player_page, player_session as player_session_page, session as session_page,
        shown::shown_figures,
        sort::{Column, Sort},
        sync as sync_page, team as team_page,
    },
    preferences::Lanes,
};

/// Some of the squad: a keeper, players, a substitute, and one without a recording.
const SHOWN: [usize; 6] = [0, 3, 6, 9, 12, 15];

/// How many sessions a player has: those of some months.
const PLAYED: usize = 24;

/// The parts of a session's page. The last one in the table is still being fetched.
#[component]
pub(super) fn SessionOfSquad() -> impl IntoView {
    use session_page::{
        accelerations::Accelerations, headline::Headline, squad_chart::SquadChart,
        squad_table::SquadTable, timeline::TimelineCard, zones::SquadZones,
    };
    season::session(&season::CUP_TIE.into(), None).map(|page| {
        let SessionPage { head, timeline, mut squad, .. } = page;
        let mut places = 0..squad.len();
        squad.retain(|_| places.next().is_some_and(|place| SHOWN.contains(&place)));
        squad.iter_mut().for_each(compared);
        let sort = Sort { column: Column::Figure(Figure::Distance), descending: true };
        sort.apply(&mut squad);
        if let Some(last) = squad.iter_mut().rev().find(|row| row.figures.is_some()) {
            last.figures = None;
        }
        let phase = timeline.as_ref().and_then(|timeline| Some(timeline.phases().next()?.1));
        let (head, timeline, squad) = (still(head), still(timeline), still(squad));
        let (whole, phase, sort) = (still(None), still(phase), still(sort));
        let missing = still(Missing::OnItsWay);
        view! {
            <TimelineCard head timeline window=phase sort missing/>
            <Headline squad timeline window=whole missing/>
            <SquadTable head squad window=whole sort missing/>
            <SquadChart head squad window=whole sort/>
            <div class="pair">
                <SquadZones kind=ZoneKind::HeartRate squad/>
                <SquadZones kind=ZoneKind::Speed squad/>
            </div>
            <Accelerations squad window=whole/>
        }
    })
}

/// Lets a player usually have a little less of everything, so that some figures stand out.
fn compared(row: &mut SquadRow) {
    let Some(figures) = &row.figures else { return };
    let values = PerFigure::values(figures);
    let sessions = Reference::SESSIONS as u32;
    row.usual = PerFigure::of(|figure| {
        let mean = values.get(figure)? * 0.94;
        Some(Reference { mean, sd: mean * 0.05, sessions })
    });
}

/// The parts of a player's page in a session, over its first phase.
#[component]
pub(super) fn PlayerInSession() -> impl IntoView {
    let phase = recording::timeline().phases().next().map(|(_, phase)| phase);
    let id = "recording-6".into();
    season::player_session(&season::CUP_TIE.into(), &id, phase, Lanes::default())
        .map(|page| view! { <PlayerParts page/> })
}

#[component]
fn PlayerParts(page: PlayerSessionPage) -> impl IntoView {
    use player_session_page::{
        demands::DemandTiles, figures::PlayerFigures, peaks::Peaks, pitch::Pitch, traces::Traces,
    };
    let (timeline, window) = (still(page.timeline.clone()), still(page.window));
    let (session_id, player_session_id) = (page.head.id.clone(), page.player_session_id.clone());
    let href = move |window: Option<Window>| {
        address::player_session(&session_id, &player_session_id, window, None)
    };
    let page = still(page);
    let (sort, missing) = (still(Sort::default()), still(Missing::NotThere));
    let cursor = RwSignal::new(None);
    let shown = shown_figures(page, window);
    view! {
        <PlayerFigures page timeline window shown missing/>
        <div class="lanes-and-pitch">
            <Traces
                page
                window
                sort
                cursor
                lanes=RwSignal::new(Lanes::default())
                in_chart=RwSignal::new(None)
                missing
            />
            <Pitch page window cursor missing/>
        </div>
        <Peaks page window href/>
        <DemandTiles shown/>
    }
}

/// The parts of a team's page, and of the one about its data.
#[component]
pub(super) fn TeamOverTime() -> impl IntoView {
    use sync_page::{overall::Overall, teams::Teams};
    use team_page::{calendar::TeamCalendar, roster::Roster, sessions::Sessions, week::WeekCard};
    season::teams().into_iter().next().map(|card| {
        let sessions = season::sessions();
        let page = still(TeamPage {
            team: card.team,
            roster: people::squad(),
            found: Vec::new(),
            season: season::year(None),
            filter: SessionFilter::default(),
            total_sessions: sessions.len() as u32,
            sessions: sessions.into_iter().take(SHOWN.len()).collect(),
            fetching: None,
        });
        let missing = still(Missing::NotThere);
        let team_id = Signal::derive(move || page.with(|page| page.team.id.clone()));
        let roster = Signal::derive(move || page.with(|page| page.roster.clone()));
        let status = sync::in_part(SyncActivity::Fetching);
        view! {
            <WeekCard page/>
            <TeamCalendar page/>
            <div class="team-layout section">
                <div class="team-layout__main"><Sessions page missing/></div>
                <Roster team_id roster missing/>
            </div>
            <Overall status=status.clone()/>
            <Teams status/>
        }
    })
}

/// The parts of a player's page.
#[component]
pub(super) fn PlayerOverTime() -> impl IntoView {
    use player_page::{
        bests::Bests, filter::Filter, load::LoadTiles, sessions::Played, trends::Trends,
    };
    player::page(&"first".into(), &"player-7".into(), PlayerFilter::default()).map(|mut page| {
        page.sessions.truncate(PLAYED);
        view! {
            <Filter page=page.clone()/>
            {page.load.map(|load| view! { <LoadTiles load/> })}
            <Bests bests=page.bests.clone()/>
            <Trends sessions=page.sessions.clone() hides_health=false/>
            <Played page/>
        }
    })
}

/// The parts of the pages about no team.
#[component]
pub(super) fn AboutTheClub() -> impl IntoView {
    use audit_page::Entries;
    use browsers_page::BrowserList;
    use passes_page::{form::NewPassForm, list::PassList};
    let PassesPage { teams, passes } = passes::page(false);
    view! {
        <NewPassForm teams=still(teams) preselected=still(None)/>
        <PassList passes=still(passes) revoke=ServerAction::new()/>
        <BrowserList
            page=still(browsers::page())
            end=ServerAction::new()
            end_others=ServerAction::new()
        />
        <Entries page=still(audit::page(0, false))/>
    }
}

/// Data that does not change.
fn still<T: Clone + PartialEq + Send + Sync + 'static>(data: T) -> Memo<T> {
    Memo::new(move |_| data.clone())
}
