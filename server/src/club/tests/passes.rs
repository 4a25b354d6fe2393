//! What a pass shows.

use app::{
    error::AppError,
    model::{
        BestOf, Channel, FieldError, Figure, PlayerFilter, Role, SessionFilter, SessionType,
        TeamId, Window,
    },
    port::Club,
    preferences::Lanes,
};
use chrono::TimeDelta;
use demo::Coach;
use serde_json::Value;

use super::{ClubDesk, SeasonClub, desk, script, whole};
use crate::{
    club::Person,
    store::{GrantId, Pass, SessionDetails, TrainingSession},
    sync::testing::now,
};

/// A pass of the grant for these teams.
fn pass(grant: &GrantId, teams: &[TeamId], sees_health: bool) -> Pass {
    Pass {
        id: format!("{sees_health} {teams:?}").as_str().into(),
        grant: grant.clone(),
        label: "Tablet".to_owned(),
        teams: teams.to_vec(),
        sees_health,
        created_at: now(),
        expires_at: now() + TimeDelta::days(7),
        opened_at: Some(now()),
        last_used_at: None,
        revoked_at: None,
    }
}

/// A coach with two teams, and the way to look through passes for them.
struct Staff {
    club: SeasonClub,
    grant: GrantId,
    teams: Vec<TeamId>,
}

impl Staff {
    async fn new() -> Self {
        let club = SeasonClub::open().await;
        let grant = club.sync.sign_in(&club.polar.token(Coach::First), None).await;
        let coach = club.desk.of(Some(grant.clone().into()));
        let teams = whole(async || coach.teams().await).await.teams;
        let teams = teams.into_iter().map(|card| card.team.id).collect();
        Self { club, grant, teams }
    }

    fn coach(&self) -> ClubDesk {
        self.club.desk.of(Some(self.grant.clone().into()))
    }

    async fn through(&self, teams: &[TeamId], sees_health: bool) -> ClubDesk {
        let pass = pass(&self.grant, teams, sees_health);
        self.club.sync.store.add_pass(&pass, pass.id.as_str().as_bytes()).await.unwrap();
        self.club.desk.of(Some(Person::Pass(pass)))
    }
}

#[tokio::test]
async fn a_pass_sees_its_teams_and_changes_nothing() {
    let staff = Staff::new().await;
    let [own, other] = [&staff.teams[0], &staff.teams[1]];
    let desk = staff.through(std::slice::from_ref(own), true).await;
    let club = desk.club();
    let viewer = club.viewer().await.unwrap().unwrap();
    assert_eq!((viewer.label.as_str(), viewer.role), ("Tablet", Role::Pass { sees_health: true }));
    let seen = whole(async || club.teams().await).await.teams;
    assert_eq!(seen.iter().map(|card| &card.team.id).collect::<Vec<_>>(), [own]);
    assert_eq!(club.team(own, SessionFilter::default()).await.err(), None);
    let stranger = club.team(other, SessionFilter::default()).await;
    assert_eq!(stranger.err(), Some(AppError::NotFound));
    let theirs = staff.coach().team(other, SessionFilter::default()).await.unwrap().sessions;
    assert_eq!(club.session(&theirs[0].id, None).await.err(), Some(AppError::NotFound));
    let status = club.sync_status().await.unwrap();
    assert_eq!(status.teams.iter().map(|team| &team.id).collect::<Vec<_>>(), [own]);

    let refused = Err(AppError::CoachesOnly);
    assert_eq!(club.pause_sync(true).await, refused);
    assert_eq!(club.retry_sync().await, refused);
    assert_eq!(club.passes().await.map(drop), refused);
    assert_eq!(club.revoke_pass(&"p".into()).await, refused);
    let field = club.save_field(&"ps".into(), None).await;
    assert_eq!(field, Err(FieldError::Other(AppError::CoachesOnly)));
    assert_eq!(desk.may_hand_out(&[]).await.map(drop), refused);
    for change in
        [desk.pause_sync(true).await, desk.retry_sync().await, desk.passes().await.map(drop)]
    {
        assert_eq!(change, refused, "not at the coach's desk either");
    }
}

#[tokio::test]
async fn a_stream_that_is_open_ends_with_the_pass() {
    let staff = Staff::new().await;
    let desk = staff.through(&staff.teams[..1], false).await;
    assert_eq!(desk.club().sync_status().await.err(), None);
    let coach = staff.coach();
    let passes = coach.passes().await.unwrap().passes;
    let mut changes = desk.sync_changes();
    changes.mark_unchanged();
    coach.revoke_pass(&passes[0].id).await.unwrap();
    assert!(changes.has_changed().unwrap(), "whoever streams looks again at once");
    assert_eq!(desk.club().sync_status().await.err(), Some(AppError::NotSignedIn));
}

#[tokio::test]
async fn a_coach_hands_out_and_revokes_passes_for_own_teams_only() {
    let staff = Staff::new().await;
    let second = staff.club.desk_of(Coach::Second).await;
    staff.through(&staff.teams[..1], false).await;
    let own = staff.coach().passes().await.unwrap();
    assert_eq!(own.teams.len(), 2);
    assert_eq!(own.passes.len(), 1);
    assert_eq!(whole(async || second.teams().await).await.teams.len(), 1);
    assert_eq!(second.passes().await.unwrap().passes, []);
    let id = &own.passes[0].id;
    assert_eq!(second.revoke_pass(id).await, Err(AppError::NotFound));
    let for_others = second.may_hand_out(&staff.teams[..1]).await;
    assert_eq!(for_others, Err(AppError::NotFound));
    assert_eq!(staff.coach().may_hand_out(&staff.teams).await, Ok(staff.grant.clone()));
    assert_eq!(staff.coach().revoke_pass(id).await, Ok(()));
}

#[tokio::test]
async fn whoever_sees_one_of_its_teams_can_revoke_a_pass() {
    let staff = Staff::new().await;
    let through = staff.through(&staff.teams, true).await;
    let store = &staff.club.sync.store;
    store
        .set_grant_teams(&staff.grant, &staff.teams[..1], staff.club.sync.sync.now())
        .await
        .unwrap();
    let coach = staff.coach();
    let told = coach.passes().await.unwrap();
    let [pass] = told.passes.as_slice() else { panic!("{told:?}") };
    assert_eq!((pass.teams.len(), pass.other_teams), (1, 1));
    assert_eq!(coach.revoke_pass(&pass.id).await, Ok(()));
    assert_eq!(through.club().sync_status().await.err(), Some(AppError::NotSignedIn));
}

#[tokio::test]
async fn a_pass_has_polar_asked_for_no_session_that_is_not_known() {
    let polar = script::club();
    let (sync, grant) = script::synced(&polar).await;
    let desk = desk(&sync);
    let staff = desk.of(Some(Person::Pass(pass(&grant, &[script::team()], true))));
    assert_eq!(staff.session(&script::session(), None).await.err(), None);
    let asked = || polar.count("/v1/teams/training_sessions/invented");
    let coach = desk.of(Some(grant.into()));
    for (desk, times) in [(&staff, 0), (&coach, 1)] {
        let stranger = desk.session(&"invented".into(), None).await;
        assert_eq!(stranger.err(), Some(AppError::NotFound));
        assert_eq!(asked(), times);
    }
}

#[tokio::test]
async fn a_pass_for_movement_finds_no_session_by_its_note() {
    let staff = Staff::new().await;
    let (team, store) = (&staff.teams[0], &staff.club.sync.store);
    let listed = staff.coach().team(team, SessionFilter::default()).await.unwrap().sessions;
    let known = store.session(&listed[0].id).await.unwrap().unwrap();
    let spoken = |words: &str| Some(words.to_owned());
    let (name, arena) = (spoken("Sprintathlon"), spoken("Zzyzx arena"));
    let told = TrainingSession { name, arena, note: spoken("Quadriceps injury"), ..known };
    store.put_session_details(&told, &SessionDetails::default(), now()).await.unwrap();

    let finds = async |desk: &ClubDesk, words: &str| {
        let filter = SessionFilter { text: Some(words.to_owned()), ..SessionFilter::default() };
        let page = desk.club().team(team, filter).await.unwrap();
        let found: Vec<_> = page.sessions.into_iter().map(|session| session.id).collect();
        assert_eq!(page.total_sessions as usize, found.len());
        found == [told.id.clone()]
    };
    let teams = std::slice::from_ref(team);
    let everything = [staff.coach(), staff.through(teams, true).await];
    let movement = staff.through(teams, false).await;
    for words in ["sprintathlon", "zzyzx"] {
        assert!(finds(&movement, words).await, "{words}");
    }
    for words in ["quadriceps", "sprintathlon injury"] {
        assert!(!finds(&movement, words).await, "{words}");
        for desk in &everything {
            assert!(finds(desk, words).await, "{words}");
        }
    }
}

/// Everything in pages' data that tells of health and is not empty.
fn told(page: &impl serde::Serialize) -> Vec<String> {
    fn look(value: &Value, told: &mut Vec<String>) {
        match value {
            Value::Object(fields) => {
                for (name, value) in fields {
                    let is_empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
                    let is_health = ["heart_rate", "load", "trimp", "rmssd", "note"]
                        .iter()
                        .any(|part| name.contains(part));
                    if is_health && !is_empty {
                        told.push(name.clone());
                    }
                    look(value, told);
                }
            }
            Value::Array(values) => values.iter().for_each(|value| look(value, told)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    look(&serde_json::to_value(page).unwrap(), &mut found);
    found
}

/// What all pages about a team tell of health: by the names of their data, and of lines, figures and bests by their kind.
async fn told_of_health(club: &dyn Club, team: &TeamId) -> Vec<String> {
    let strength = SessionType::StrengthAndCondition;
    let filter = SessionFilter { session_type: Some(strength), ..SessionFilter::default() };
    let team_page = whole(async || club.team(team, filter.clone()).await).await;
    let session_id = team_page.sessions[0].id.clone();
    let session = whole(async || club.session(&session_id, None).await).await;
    let row = session.squad.iter().find(|row| row.player_session_id.is_some()).unwrap();
    let (player, recording) = (&row.player.id, row.player_session_id.clone().unwrap());
    let lanes = Lanes::default();
    let own = whole(async || club.player_session(&session_id, &recording, None, lanes).await).await;
    let part = session.timeline.as_ref().unwrap().trimmed;
    let part = Window::new(part.from_ms, part.from_ms + part.duration_ms() as i32 / 2).unwrap();
    let window =
        whole(async || club.player_session(&session_id, &recording, Some(part), lanes).await).await;
    let figures = club.player_figures(&session_id, &recording, part).await.unwrap();
    let season = whole(async || club.player(team, player, PlayerFilter::default()).await).await;

    let mut found = told(&team_page);
    for page in [told(&session), told(&own), told(&window), told(&figures), told(&season)] {
        found.extend(page);
    }
    let frames = session.squad.iter().map(|row| &row.frame).chain([&own.frame, &window.frame]);
    let lanes = frames.flatten().flat_map(|frame| &frame.lanes).map(|lane| lane.channel);
    let spikes = own.spikes.iter().map(|spike| spike.channel);
    let channels = lanes.chain(spikes).chain(own.channels.iter().copied());
    found.extend(channels.filter(|channel| channel.is_health()).map(|channel| channel.to_string()));
    let values = season.sessions.iter().filter_map(|session| session.values);
    let has = |figure: &Figure| {
        values.clone().any(|values| values.get(*figure).is_some())
            || session.squad.iter().any(|row| row.usual.get(*figure).is_some())
    };
    let figures = Figure::ALL.into_iter().filter(|figure| figure.is_health()).filter(has);
    found.extend(figures.map(|figure| figure.key().to_owned()));
    found.extend(season.bests.iter().filter_map(|best| match best.of {
        BestOf::Session(figure) if figure.is_health() => Some(format!("best {}", figure.key())),
        _ => None,
    }));
    found.sort_unstable();
    found.dedup();
    found
}

#[tokio::test]
async fn a_pass_for_movement_shows_nothing_of_what_the_heart_tells() {
    let staff = Staff::new().await;
    let team = &staff.teams[0];
    let everything = told_of_health(&*staff.coach().club(), team).await;
    for name in ["heart_rate_avg_bpm", "heart_rate_zones", "training_load", "hr", "hr-avg", "load"]
    {
        assert!(everything.iter().any(|told| told == name), "{name} is not among {everything:?}");
    }
    let with_health = staff.through(std::slice::from_ref(team), true).await;
    assert_eq!(told_of_health(&*with_health.club(), team).await, everything);
    let movement = staff.through(std::slice::from_ref(team), false).await;
    assert_eq!(told_of_health(&*movement.club(), team).await, [""; 0]);
}

#[tokio::test]
async fn lines_and_samples_of_a_pass_for_movement_have_none_of_the_heart() {
    let staff = Staff::new().await;
    let team = &staff.teams[0];
    let filter = SessionFilter {
        session_type: Some(SessionType::StrengthAndCondition),
        ..SessionFilter::default()
    };
    let coach = staff.coach();
    let session = coach.team(team, filter).await.unwrap().sessions[0].id.clone();
    let squad = whole(async || coach.session(&session, None).await).await.squad;
    let recording = squad.into_iter().find_map(|row| row.player_session_id).unwrap();
    let channels = async |desk: &ClubDesk| {
        let frame = desk.series_frame(&recording, &Channel::ALL, None, 100).await.unwrap();
        frame.lanes.into_iter().map(|lane| lane.channel).collect::<Vec<_>>()
    };
    let window = Window::new(0, 60_000).unwrap();
    let sampled = async |desk: &ClubDesk| {
        desk.samples(&recording, &Channel::ALL, window).await.unwrap().channels()
    };
    let movement = staff.through(std::slice::from_ref(team), false).await;
    let with_health = staff.through(std::slice::from_ref(team), true).await;
    let only_movement = |all: &[Channel]| {
        all.iter().copied().filter(|channel| !channel.is_health()).collect::<Vec<_>>()
    };
    let lines = channels(&coach).await;
    assert!(lines.contains(&Channel::HeartRate));
    assert_eq!(channels(&movement).await, only_movement(&lines));
    assert_eq!(channels(&with_health).await, lines);
    let rows = sampled(&coach).await;
    assert!(rows.contains(&Channel::HeartRate));
    assert_eq!(sampled(&movement).await, only_movement(&rows));
    assert_eq!(sampled(&with_health).await, rows);
}
