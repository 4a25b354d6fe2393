//! Pages without what tells of anybody's health: everything that comes from the heart, each player's and on average, and
//! what coaches wrote, which can be about anything.
//!
//! Each type is taken apart field by field, so that a new field does not compile before somebody has decided about it.

use app::model::{
    BestOf, Demands, Figures, Frame, Marker, MarkerKind, PeakDemand, PlayedSession, PlayerPage,
    PlayerSessionPage, RecordingBeside, SeasonSession, SessionHead, SessionPage, SideBySidePage,
    SquadRow, TeamPage, TeamSeason, TeamsPage, Timeline, Track,
};

pub(super) trait WithoutHealth {
    /// The same without what tells of anybody's health.
    #[must_use]
    fn without_health(self) -> Self;
}

impl<T: WithoutHealth> WithoutHealth for Option<T> {
    fn without_health(self) -> Self {
        self.map(T::without_health)
    }
}

impl<T: WithoutHealth> WithoutHealth for Vec<T> {
    fn without_health(self) -> Self {
        self.into_iter().map(T::without_health).collect()
    }
}

impl WithoutHealth for TeamsPage {
    fn without_health(self) -> Self {
        let Self { teams, fetching } = self;
        Self { teams, fetching }
    }
}

impl WithoutHealth for TeamPage {
    fn without_health(self) -> Self {
        let Self { team, roster, found, season, filter, sessions, total_sessions, fetching } = self;
        let season = season.without_health();
        Self { team, roster, found, season, filter, sessions, total_sessions, fetching }
    }
}

impl WithoutHealth for TeamSeason {
    fn without_health(self) -> Self {
        let Self { week, first, last, newest, sessions, match_days } = self;
        let sessions = sessions.without_health();
        Self { week, first, last, newest, sessions, match_days }
    }
}

impl WithoutHealth for SeasonSession {
    fn without_health(self) -> Self {
        let Self { session, players, distance_m, m_per_min, training_load: _ } = self;
        Self { session, players, distance_m, m_per_min, training_load: None }
    }
}

impl WithoutHealth for PlayerPage {
    fn without_health(self) -> Self {
        let Self {
            team,
            player,
            filter,
            session_types,
            until,
            sessions,
            mut bests,
            load: _,
            hides_health: _,
            unread,
            fetching,
        } = self;
        bests.retain(|best| match best.of {
            BestOf::Session(figure) => !figure.is_health(),
            BestOf::PeakDistance(_) => true,
        });
        Self {
            team,
            player,
            filter,
            session_types,
            until,
            sessions: sessions.without_health(),
            bests,
            load: None,
            hides_health: true,
            unread,
            fetching,
        }
    }
}

impl WithoutHealth for PlayedSession {
    fn without_health(self) -> Self {
        let Self { session, player_session_id, values } = self;
        let values = values.map(|values| values.without_health());
        Self { session, player_session_id, values }
    }
}

impl WithoutHealth for SessionPage {
    fn without_health(self) -> Self {
        let Self { head, timeline, window, squad, fetching } = self;
        Self {
            head: head.without_health(),
            timeline: timeline.without_health(),
            window,
            squad: squad.without_health(),
            fetching,
        }
    }
}

impl WithoutHealth for SessionHead {
    fn without_health(self) -> Self {
        let Self {
            id,
            team_id,
            team_name,
            name,
            session_type,
            recorded_from,
            arena,
            sport,
            note: _,
        } = self;
        let note = None;
        Self { id, team_id, team_name, name, session_type, recorded_from, arena, sport, note }
    }
}

impl WithoutHealth for Timeline {
    fn without_health(self) -> Self {
        let Self { recording, trimmed, mut markers } = self;
        markers.retain(|marker| match marker.kind {
            MarkerKind::Phase | MarkerKind::Recovery => true,
            MarkerKind::Note | MarkerKind::Unknown(_) => false,
        });
        Self { recording, trimmed, markers: markers.without_health() }
    }
}

impl WithoutHealth for Marker {
    fn without_health(self) -> Self {
        let Self { kind, name, note: _, start_ms, end_ms } = self;
        Self { kind, name, note: None, start_ms, end_ms }
    }
}

impl WithoutHealth for SquadRow {
    fn without_health(self) -> Self {
        let Self { player, player_session_id, figures, usual, frame } = self;
        Self {
            player,
            player_session_id,
            figures: figures.without_health(),
            usual: usual.without_health(),
            frame: frame.without_health(),
        }
    }
}

impl WithoutHealth for PlayerSessionPage {
    fn without_health(self) -> Self {
        let Self {
            head,
            timeline,
            player,
            player_session_id,
            previous,
            next,
            summary,
            window_figures,
            window,
            mut channels,
            mut spikes,
            frame,
            track,
            fetching,
        } = self;
        channels.retain(|channel| !channel.is_health());
        spikes.retain(|spike| !spike.channel.is_health());
        Self {
            head: head.without_health(),
            timeline: timeline.without_health(),
            player,
            player_session_id,
            previous,
            next,
            summary: summary.without_health(),
            window_figures: window_figures.without_health(),
            window,
            channels,
            spikes,
            frame: frame.without_health(),
            track: track.without_health(),
            fetching,
        }
    }
}

impl WithoutHealth for SideBySidePage {
    fn without_health(self) -> Self {
        let Self {
            chosen,
            recordings,
            recorded_from,
            phases,
            phase,
            timeline,
            window,
            team_mates,
            other_sessions,
            fetching,
        } = self;
        Self {
            chosen,
            recordings: recordings.without_health(),
            recorded_from,
            phases,
            phase,
            timeline: timeline.without_health(),
            window,
            team_mates,
            other_sessions,
            fetching,
        }
    }
}

impl WithoutHealth for RecordingBeside {
    fn without_health(self) -> Self {
        let Self {
            head,
            start,
            player,
            player_session_id,
            offset_ms,
            part,
            summary,
            window_figures,
            mut channels,
            mut spikes,
            frame,
        } = self;
        channels.retain(|channel| !channel.is_health());
        spikes.retain(|spike| !spike.channel.is_health());
        Self {
            head: head.without_health(),
            start,
            player,
            player_session_id,
            offset_ms,
            part,
            summary: summary.without_health(),
            window_figures: window_figures.without_health(),
            channels,
            spikes,
            frame: frame.without_health(),
        }
    }
}

impl WithoutHealth for Figures {
    fn without_health(self) -> Self {
        let Self {
            duration_ms,
            distance_m,
            speed_avg_kmh,
            speed_max_kmh,
            sprints,
            heart_rate_min_bpm: _,
            heart_rate_avg_bpm: _,
            heart_rate_max_bpm: _,
            heart_rate_avg_percent: _,
            heart_rate_max_percent: _,
            training_load: _,
            heart_rate_zones: _,
            speed_zones,
            accelerations,
            demands,
        } = self;
        Self {
            duration_ms,
            distance_m,
            speed_avg_kmh,
            speed_max_kmh,
            sprints,
            heart_rate_min_bpm: None,
            heart_rate_avg_bpm: None,
            heart_rate_max_bpm: None,
            heart_rate_avg_percent: None,
            heart_rate_max_percent: None,
            training_load: None,
            heart_rate_zones: Vec::new(),
            speed_zones,
            accelerations,
            demands: demands.without_health(),
        }
    }
}

impl WithoutHealth for Demands {
    fn without_health(self) -> Self {
        let Self {
            limits,
            high_speed_m,
            sprint_m,
            sprint_efforts,
            accelerations,
            decelerations,
            trimp_edwards: _,
            rmssd_ms: _,
            peaks,
        } = self;
        Self {
            limits,
            high_speed_m,
            sprint_m,
            sprint_efforts,
            accelerations,
            decelerations,
            trimp_edwards: None,
            rmssd_ms: None,
            peaks: peaks.without_health(),
        }
    }
}

impl WithoutHealth for PeakDemand {
    fn without_health(self) -> Self {
        let Self { length_ms, distance_m, high_speed_m, heart_rate_bpm: _ } = self;
        Self { length_ms, distance_m, high_speed_m, heart_rate_bpm: None }
    }
}

impl WithoutHealth for Frame {
    fn without_health(self) -> Self {
        let Self { window, bucket_ms, state, mut lanes } = self;
        lanes.retain(|lane| !lane.channel.is_health());
        Self { window, bucket_ms, state, lanes }
    }
}

impl WithoutHealth for Track {
    fn without_health(self) -> Self {
        let Self { reference, field, origin, stretches } = self;
        Self { reference, field, origin, stretches }
    }
}
