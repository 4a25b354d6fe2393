//! What a part of a session demanded of a player: always from the samples, by limits from the literature.

use std::ops::Range;

use app::{
    error::AppError,
    model::{DemandLimits, Demands, Peak, PeakDemand},
};
use series::FigureSettings;

use super::{ClubDesk, clock::Placement, internal, window_figures::CHANNELS};
use crate::store::Recording;

impl ClubDesk {
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
        limits: DemandLimits {
            high_speed_kmh: settings.high_speed_kmh,
            sprint_kmh: settings.sprint.threshold,
            sprint_ms: settings.sprint.minimum_ms,
            acceleration_ms2: settings.acceleration.threshold,
            acceleration_ms: settings.acceleration.minimum_ms,
        },
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
