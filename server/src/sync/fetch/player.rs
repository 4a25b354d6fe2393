//! What a player did in a session: the summary and the samples.

use app::model::PlayerSessionId;
use chrono::{NaiveDateTime, TimeDelta};
use polar::{ApiError, LocalStamp, Samples, Urgency, model::List, utc_to_local};
use series::{SpeedUnit, rr};
use tokio::sync::{AcquireError, SemaphorePermit};

use super::{Asker, FetchError, Fetcher, figures::figures};
use crate::store::{
    EncodedColumn, EncodedSamples, PhaseSummaries, PhaseSummary, PlayerSession, Recording, Summary,
};

/// How long before or after the team's recording a player's may start: sensors are switched on one by one. Less
/// than the hour by which a stamp is off that is in another time zone.
const START_TOLERANCE: TimeDelta = TimeDelta::minutes(30);

impl Fetcher {
    /// Reads Polar's summary of a player's trimmed session.
    pub(super) async fn summary(
        &self,
        asker: &Asker,
        id: &PlayerSessionId,
    ) -> Result<(), FetchError> {
        // What is read from here on is at least as new as this state of the session.
        let player_session = self.placed(id).await?;
        let summary = self
            .call(asker, async |token| {
                self.client.session_summary(&token, &asker.urgency, id.as_str()).await
            })
            .await?;
        let summary = Summary {
            player_session_id: id.clone(),
            session_modified: player_session.session.modified,
            figures: figures(summary),
        };
        Ok(self.store.put_summary(&summary).await?)
    }

    /// Reads what was sampled for a player: streamed into columns, packed, and stored at once.
    pub(super) async fn recording(
        &self,
        asker: &Asker,
        id: &PlayerSessionId,
    ) -> Result<(), FetchError> {
        let _turn = self.turn(&asker.urgency).await;
        let player_session = self.placed(id).await?;
        let recorded = self
            .call(asker, async |token| {
                self.client
                    .player_session_samples(&token, &asker.urgency, id.as_str(), Samples::All)
                    .await
            })
            .await?;
        let start = match recorded.details.start_time {
            Some(stamp) => self.venue_start(asker, &player_session, &stamp).await?,
            None => None,
        };
        let (recording, samples) = tokio::task::spawn_blocking(move || {
            let recording = Recording {
                player_session_id: player_session.id,
                session_modified: player_session.session.modified,
                start,
                speed_unit: SpeedUnit::tell(&recorded.recording),
                dropped_rows: recorded.recording.dropped_rows(),
                channels: recorded
                    .recording
                    .columns()
                    .iter()
                    .map(series::Column::channel)
                    .collect(),
            };
            (recording, encode(&recorded.recording))
        })
        .await?;
        Ok(self.store.put_recording(&recording, &samples).await?)
    }

    /// Waits for a turn to hold a recording: in the background's line until somebody waits for it.
    async fn turn(&self, urgency: &Urgency) -> Result<SemaphorePermit<'_>, AcquireError> {
        tokio::select! {
            biased;
            () = urgency.raised() => self.samples.acquire().await,
            turn = self.background_samples.acquire() => turn,
        }
    }

    /// Reads Polar's summaries of a player's phases. A service that does not know them has none, unless it hides them
    /// from somebody who has lost the team.
    pub(super) async fn phase_summaries(
        &self,
        asker: &Asker,
        id: &PlayerSessionId,
    ) -> Result<(), FetchError> {
        let player_session = self.placed(id).await?;
        let summaries = self
            .call(asker, async |token| {
                self.client.phase_summaries(&token, &asker.urgency, id.as_str()).await
            })
            .await;
        let summaries = match summaries {
            Err(error @ FetchError::Polar(ApiError::NotFound { .. })) => {
                self.look_at_teams(asker).await?;
                let team_id = &player_session.session.team_id;
                if !self.store.grant_sees_team(&asker.grant, team_id).await? {
                    return Err(error);
                }
                List::default()
            }
            summaries => summaries?,
        };
        let phases = summaries.into_iter().filter_map(|summary| {
            let start = summary.trimmed_start_time.as_ref()?.wall;
            let end = start + TimeDelta::milliseconds(summary.duration_ms?.into());
            Some(PhaseSummary { start, end, figures: figures(summary) })
        });
        let summaries = PhaseSummaries {
            player_session_id: id.clone(),
            session_modified: player_session.session.modified,
            phases: phases.collect(),
        };
        Ok(self.store.put_phase_summaries(&summaries).await?)
    }

    async fn placed(&self, id: &PlayerSessionId) -> Result<PlayerSession, FetchError> {
        self.store.player_session(id).await?.ok_or(FetchError::Unplaced)
    }

    /// When the player's recording started, by the venue's clock: the stamp as wall time or, when it says that it
    /// is none, as an instant; whichever falls near the team's recording.
    async fn venue_start(
        &self,
        asker: &Asker,
        player_session: &PlayerSession,
        stamp: &LocalStamp,
    ) -> Result<Option<NaiveDateTime>, FetchError> {
        let Some(recorded) = player_session.session.recorded() else {
            return Ok(Some(stamp.wall));
        };
        let plausible = *recorded.start() - START_TOLERANCE..=*recorded.end() + START_TOLERANCE;
        if plausible.contains(&stamp.wall) {
            return Ok(Some(stamp.wall));
        }
        if stamp.offset.is_none() {
            return Ok(None);
        }
        let offset_min = self
            .timezone_offset_min(
                asker,
                &player_session.player_id,
                &player_session.id,
                *recorded.start(),
            )
            .await?;
        let as_instant = offset_min.and_then(|offset_min| utc_to_local(stamp.as_utc(), offset_min));
        Ok(as_instant.filter(|start| plausible.contains(start)))
    }
}

/// What pages show of a whole team.
const OUTLINED: [series::Channel; 2] = [series::Channel::HeartRate, series::Channel::Speed];

fn encode(recording: &series::Recording) -> EncodedSamples {
    let beats = &recording.rr_intervals_ms;
    EncodedSamples {
        columns: recording
            .columns()
            .iter()
            .map(|column| EncodedColumn {
                channel: column.channel(),
                bytes: column.encode(),
                outline: OUTLINED
                    .contains(&column.channel())
                    .then(|| series::Outline::of(column).encode()),
            })
            .collect(),
        rr_intervals: (!beats.is_empty()).then(|| rr::encode(beats)),
    }
}
