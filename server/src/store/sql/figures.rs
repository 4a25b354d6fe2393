//! The columns of figures, which the tables of Polar's summaries have in common.

use app::model::Figures;
use sqlx::{Database, query::Query};

use super::{Db, StoreError, json, numbers::unsigned};

/// The names of the columns, in the order in which [`bind`] binds them.
macro_rules! figure_columns {
    () => {
        "duration_ms, distance_m, speed_avg_kmh, speed_max_kmh, sprints, heart_rate_min_bpm, heart_rate_avg_bpm,
         heart_rate_max_bpm, heart_rate_avg_percent, heart_rate_max_percent, training_load, heart_rate_zones,
         speed_zones, accelerations"
    };
}

/// Placeholders for these columns, the first ones of a query.
macro_rules! figure_values {
    () => {
        "$1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14"
    };
}

#[derive(sqlx::FromRow)]
pub(super) struct FiguresRow {
    duration_ms: Option<i64>,
    distance_m: Option<f64>,
    speed_avg_kmh: Option<f64>,
    speed_max_kmh: Option<f64>,
    sprints: Option<i64>,
    heart_rate_min_bpm: Option<f64>,
    heart_rate_avg_bpm: Option<f64>,
    heart_rate_max_bpm: Option<f64>,
    heart_rate_avg_percent: Option<f64>,
    heart_rate_max_percent: Option<f64>,
    training_load: Option<f64>,
    heart_rate_zones: String,
    speed_zones: String,
    accelerations: String,
}

impl FiguresRow {
    /// The figures in a row of the player `id`.
    pub(super) fn figures(self, id: &str) -> Result<Figures, StoreError> {
        let number =
            |what, kept: Option<i64>| kept.map(|kept| unsigned(what, id, kept)).transpose();
        Ok(Figures {
            duration_ms: number("figures.duration_ms", self.duration_ms)?,
            distance_m: self.distance_m,
            speed_avg_kmh: self.speed_avg_kmh,
            speed_max_kmh: self.speed_max_kmh,
            sprints: number("figures.sprints", self.sprints)?,
            heart_rate_min_bpm: self.heart_rate_min_bpm,
            heart_rate_avg_bpm: self.heart_rate_avg_bpm,
            heart_rate_max_bpm: self.heart_rate_max_bpm,
            heart_rate_avg_percent: self.heart_rate_avg_percent,
            heart_rate_max_percent: self.heart_rate_max_percent,
            training_load: self.training_load,
            heart_rate_zones: json::from_text(
                "figures.heart_rate_zones",
                id,
                &self.heart_rate_zones,
            )?,
            speed_zones: json::from_text("figures.speed_zones", id, &self.speed_zones)?,
            accelerations: json::from_text("figures.accelerations", id, &self.accelerations)?,
            demands: None,
        })
    }
}

type DbQuery<'q> = Query<'q, Db, <Db as Database>::Arguments>;

/// Binds figures to the first placeholders of a query.
pub(super) fn bind<'q>(query: DbQuery<'q>, figures: &Figures) -> Result<DbQuery<'q>, StoreError> {
    Ok(query
        .bind(figures.duration_ms.map(i64::from))
        .bind(figures.distance_m)
        .bind(figures.speed_avg_kmh)
        .bind(figures.speed_max_kmh)
        .bind(figures.sprints.map(i64::from))
        .bind(figures.heart_rate_min_bpm)
        .bind(figures.heart_rate_avg_bpm)
        .bind(figures.heart_rate_max_bpm)
        .bind(figures.heart_rate_avg_percent)
        .bind(figures.heart_rate_max_percent)
        .bind(figures.training_load)
        .bind(json::to_text(&figures.heart_rate_zones)?)
        .bind(json::to_text(&figures.speed_zones)?)
        .bind(json::to_text(&figures.accelerations)?))
}
