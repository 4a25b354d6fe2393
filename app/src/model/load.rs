//! How the training load of the last weeks is spread. It describes; it does not predict injuries.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The load of a player's last weeks, from Polar's training load of each day. A day without a session has a load of 0;
/// of a day whose load is not known, nothing is computed.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct TrainingLoad {
    /// The last day.
    pub until: NaiveDate,
    /// The mean daily load of the last 7 days; `None` when one of them is not known.
    pub acute: Option<f64>,
    /// The mean daily load of the last 28 days, these 7 among them; `None` when one of them is not known.
    pub chronic: Option<f64>,
    /// Acute ÷ chronic; `None` as well when there was no load at all.
    pub ratio: Option<f64>,
    /// How alike the last 7 days were.
    pub monotony: Monotony,
    /// The load of the last 7 days × monotony (Foster 1998).
    pub strain: Option<f64>,
}

/// The mean of seven daily loads ÷ their standard deviation (of a sample, n − 1; Foster 1998).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Monotony {
    /// One of the days is not known.
    NotKnown,
    /// All days were the same, and nothing can be divided by that.
    NoVariation,
    /// How alike they were.
    Of(f64),
}
