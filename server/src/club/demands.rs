//! What a part of a session demanded of a player: always from the samples, by limits from the literature.

use std::{collections::HashMap, ops::Range, sync::Arc};

use app::{
    error::AppError,
    model::{DemandLimits, Demands, Peak, PeakDemand, PlayerSessionId},
};
use futures::{StreamExt, TryStreamExt, stream};
use series::{Column, FigureSettings};

use super::{
    ClubDesk,
    clock::{self, Placement},
    internal,
    window_figures::{CHANNELS, Yardstick},
};
use crate::store::{RecordedDemands, Recording, Summary, TrainingSession};

/// For how many recordings demands are computed at the same time.
const RECORDINGS_AT_ONCE: usize = 4;

impl ClubDesk {
    /// The demands of recordings that belong to these summaries, each of the whole trimmed session. They are computed
    /// now, once for each recording, and kept.
    pub(super) async fn recorded_demands(
        &self,
        sessions: Vec<(TrainingSession, Summary)>,
    ) -> Result<Vec<(PlayerSessionId, Demands)>, AppError> {
        let computed: Vec<Option<RecordedDemands>> = stream::iter(sessions)
            .map(async |(session, summary)| self.demands_of_whole(&session, &summary).await)
            .buffered(RECORDINGS_AT_ONCE)
            .try_collect()
            .await?;
        let computed: Vec<RecordedDemands> = computed.into_iter().flatten().collect();
        if !computed.is_empty() {
            self.store.put_demands(&computed).await.map_err(internal)?;
        }
        Ok(computed.into_iter().map(|kept| (kept.player_session_id, kept.demands)).collect())
    }

    /// What the whole trimmed session demanded of each of its squad whose recording is here; without the hardest minutes,
    /// which no page of a squad shows.
    pub(super) async fn squad_demands(
        &self,
        session: &TrainingSession,
        summaries: &[Summary],
    ) -> Result<HashMap<PlayerSessionId, Demands>, AppError> {
        let mut demands = self.store.session_demands(&session.id).await.map_err(internal)?;
        demands.retain(|_, demands| is_by_our_limits(demands));
        let lacking =
            summaries.iter().filter(|summary| !demands.contains_key(&summary.player_session_id));
        let lacking = lacking.map(|summary| (session.clone(), summary.clone())).collect();
        demands.extend(self.recorded_demands(lacking).await?);
        for demands in demands.values_mut() {
            demands.peaks.clear();
        }
        Ok(demands)
    }

    async fn demands_of_whole(
        &self,
        session: &TrainingSession,
        summary: &Summary,
    ) -> Result<Option<RecordedDemands>, AppError> {
        let id = &summary.player_session_id;
        let trimmed = clock::timeline(session, &[]).map(|timeline| timeline.trimmed);
        let (Some(trimmed), Some(recording)) = (trimmed, self.stored_recording(id).await?) else {
            return Ok(None);
        };
        let placement = Placement::of(session, &recording);
        let window = placement.to_recording(trimmed);
        let beats_ms = self.beats_ms(&recording).await?;
        let hr_max_bpm = Yardstick::of(Some(summary), None).hr_max_bpm;
        let demands = self.demands(&recording, beats_ms, window, placement, hr_max_bpm).await?;
        Ok(Some(RecordedDemands {
            player_session_id: id.clone(),
            session_modified: recording.session_modified,
            demands,
        }))
    }

    /// The demands of a window of a recording's own clock. Of the times between beats, they know what the recording
    /// brings along.
    pub(super) async fn demands(
        &self,
        recording: &Recording,
        beats_ms: Vec<Option<u16>>,
        window: Range<i32>,
        placement: Placement,
        hr_max_bpm: Option<f64>,
    ) -> Result<Demands, AppError> {
        let mut samples = self.columns.recording(recording, &CHANNELS).await.map_err(internal)?;
        samples.rr_intervals_ms = beats_ms;
        let settings = FigureSettings {
            speed_unit: recording.speed_unit,
            hr_max_bpm,
            ..FigureSettings::default()
        };
        let computed = tokio::task::spawn_blocking(move || {
            translate(series::figures(&samples, window, &settings), &settings, placement)
        });
        computed.await.map_err(internal)
    }

    /// The times between beats over a recording, without artefacts; `None` when there are none.
    pub(super) async fn tachogram(
        &self,
        recording: &Recording,
    ) -> Result<Option<Arc<Column>>, AppError> {
        let beats_ms = self.beats_ms(recording).await?;
        if beats_ms.is_empty() {
            return Ok(None);
        }
        let mut samples = self.columns.recording(recording, &CHANNELS).await.map_err(internal)?;
        samples.rr_intervals_ms = beats_ms;
        let column = tokio::task::spawn_blocking(move || series::rr::tachogram(&samples));
        column.await.map(Arc::new).map(Some).map_err(internal)
    }

    /// The times between the heart beats of a recording; none when they cannot be read.
    pub(super) async fn beats_ms(
        &self,
        recording: &Recording,
    ) -> Result<Vec<Option<u16>>, AppError> {
        let id = &recording.player_session_id;
        let Some(bytes) = self.store.rr_intervals(id).await.map_err(internal)? else {
            return Ok(Vec::new());
        };
        Ok(series::rr::decode(&bytes).unwrap_or_else(|error| {
            tracing::error!(%error, player_session = %id, "the times between beats cannot be read");
            Vec::new()
        }))
    }
}

/// The limits by which demands are counted.
pub(super) fn limits() -> DemandLimits {
    limits_of(&FigureSettings::default())
}

/// What is kept by other limits is computed anew.
pub(super) fn is_by_our_limits(demands: &Demands) -> bool {
    demands.limits == limits()
}

fn limits_of(settings: &FigureSettings) -> DemandLimits {
    DemandLimits {
        high_speed_kmh: settings.high_speed_kmh,
        sprint_kmh: settings.sprint.threshold,
        sprint_ms: settings.sprint.minimum_ms,
        acceleration_ms2: settings.acceleration.threshold,
        acceleration_ms: settings.acceleration.minimum_ms,
    }
}

fn translate(figures: series::Figures, settings: &FigureSettings, placement: Placement) -> Demands {
    let peak = |peak: series::Peak| Peak {
        from_ms: placement.to_session_ms(peak.start_ms),
        amount: peak.amount,
    };
    let peaks = figures.peaks.into_iter().map(|demand| PeakDemand {
        length_ms: demand.length_ms,
        distance_m: demand.distance_m.map(peak),
        high_speed_m: demand.high_speed_m.map(peak),
        heart_rate_bpm: demand.heart_rate_bpm.map(peak),
    });
    Demands {
        limits: limits_of(settings),
        high_speed_m: figures.high_speed_m,
        sprint_m: figures.sprint_m,
        sprint_efforts: figures.sprints,
        accelerations: figures.accelerations,
        decelerations: figures.decelerations,
        trimp_edwards: figures.trimp_edwards,
        rmssd_ms: figures.rmssd_ms,
        peaks: peaks.collect(),
    }
}
