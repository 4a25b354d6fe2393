//! Whether the season holds together.

use std::collections::HashSet;

use chrono::{Datelike as _, NaiveDate};

use super::{
    Season, Source, TeamSession,
    calendar::Theme,
    days,
    plan::{Activity, SECOND},
    roster::Post,
};

fn end() -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 11, 16).unwrap()
}

#[test]
fn twelve_weeks_with_a_rhythm() {
    let season = Season::new(3, end());
    assert_eq!(days(end()).count(), 84);
    assert_eq!(days(end()).last(), Some(end()));
    for team in &season.teams {
        let sessions: Vec<&TeamSession> =
            team.sessions.iter().map(|index| &season.team_sessions[*index]).collect();
        assert!(sessions.is_sorted_by_key(|session| session.record_start));
        for session in &sessions {
            assert!(days(end()).any(|day| day == session.record_start.date()));
            let is_match_day = session.record_start.weekday() == team.spec.match_day;
            assert_eq!(session.theme == Theme::Match, is_match_day);
            assert_eq!(session.record_end().date(), session.record_start.date());
        }
        // Two days after the match nobody trains.
        let off = team.spec.match_day.succ().succ();
        assert!(sessions.iter().all(|session| session.record_start.weekday() != off));
        for pair in sessions.windows(2) {
            assert!(pair[0].record_end() < pair[1].record_start, "one after the other");
        }
    }
}

#[test]
fn recordings_last_as_long_as_they_should() {
    for seed in 0..20 {
        let season = Season::new(seed, end());
        for (index, session) in season.player_sessions.iter().enumerate() {
            let Some(TeamSession { theme, .. }) = season.team_session_of(index) else { continue };
            let expected_min = if *theme == Theme::Strength { 30..=60 } else { 75..=95 };
            let seconds = expected_min.start() * 60..=expected_min.end() * 60;
            assert!(seconds.contains(&session.length_s), "{theme:?}: {} s", session.length_s);
        }
    }
}

#[test]
fn every_recording_covers_the_trimmed_part() {
    let season = Season::new(3, end());
    for session in &season.player_sessions {
        let Source::Team { session: team_session, .. } = session.source else { continue };
        let team_session = &season.team_sessions[team_session];
        assert!(session.start >= team_session.record_start);
        assert!(session.start < team_session.start());
        assert!(session.stop() > team_session.end());
        assert!(session.stop() <= team_session.record_end());
    }
}

#[test]
fn eleven_players_with_one_keeper_are_on_the_pitch() {
    let season = Season::new(3, end());
    for session in season.team_sessions.iter().filter(|session| session.theme.is_match()) {
        let parts: Vec<_> = season
            .player_sessions
            .iter()
            .filter_map(|recorded| match &recorded.source {
                Source::Team { session: index, appearance: Some(appearance) }
                    if *index == session.index =>
                {
                    Some((season.member(recorded).post, appearance))
                }
                _ => None,
            })
            .collect();
        let blocks = &session.plan.blocks;
        let playing = |block: &&super::plan::Block| {
            matches!(block.activity, Activity::FirstHalf | Activity::SecondHalf)
        };
        for block in blocks.iter().filter(playing) {
            for tick in block.time.clone().step_by(60 * SECOND as usize) {
                let on: Vec<_> =
                    parts.iter().filter(|(_, part)| part.time.contains(&tick)).collect();
                // One of them may have left the sensor in its dock.
                assert!((10..=11).contains(&on.len()), "{}", on.len());
                assert!(on.iter().filter(|(post, _)| *post == Post::Keeper).count() <= 1);
                let places: HashSet<String> =
                    on.iter().map(|(_, part)| format!("{:?}", part.place)).collect();
                assert_eq!(places.len(), on.len(), "nobody shares a place");
            }
        }
        assert!((13..=16).contains(&parts.len()), "with substitutes: {}", parts.len());
    }
}

#[test]
fn ids_are_distinct_over_the_whole_season() {
    let season = Season::new(3, end());
    let entities = season.teams.len()
        + season.teams.iter().map(|team| team.roster.len()).sum::<usize>()
        + season.team_sessions.len()
        + season.player_sessions.len();
    assert_eq!(season.by_id.len(), entities);
}

#[test]
fn squads_have_the_promised_size() {
    for seed in 0..20 {
        let season = Season::new(seed, end());
        for team in &season.teams {
            assert!((22..=28).contains(&team.roster.len()));
            let keepers = team.roster.iter().filter(|member| member.post == Post::Keeper);
            assert!((2..=3).contains(&keepers.count()));
            for member in &team.roster {
                let physique = &member.physique;
                assert!((185.0..212.0).contains(&physique.hr_max), "{}", physique.hr_max);
                assert!((45.0..75.0).contains(&physique.hr_rest));
            }
        }
        for session in &season.team_sessions {
            assert!((16..=22).contains(&session.participants.len()));
        }
    }
}
