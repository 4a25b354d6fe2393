//! How each activity looks: the share of time in each way of moving, and where it happens.

use crate::season::{plan::Activity, roster::Post};

/// Ways of moving, from standing to sprinting.
pub(super) const BANDS: usize = 6;
/// The first band that counts as running hard.
pub(super) const FAST: usize = 4;

/// Shares of time: stand, walk, jog, run, fast, sprint.
pub(super) type Shares = [f64; BANDS];

/// Where an activity happens, in metres from the centre spot, x along the pitch.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) half_length: f64,
    pub(super) half_width: f64,
}

/// How a player finds the next place to go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Anywhere in the field.
    Roam,
    /// Around the place in the formation, following the ball; attacking towards positive x or not.
    Formation { forward: bool },
    /// From one end of the field to the other.
    Lanes,
}

/// The size of an activity's field in metres; none means the whole pitch.
pub(super) fn field_size(activity: Activity) -> Option<(f64, f64)> {
    match activity {
        Activity::Stroll | Activity::Bench => Some((24.0, 3.0)),
        Activity::WarmUp => Some((45.0, 40.0)),
        Activity::Passing => Some((32.0, 28.0)),
        Activity::Possession => Some((46.0, 42.0)),
        Activity::SmallSided => Some((42.0, 34.0)),
        Activity::SetPieces => Some((40.0, 50.0)),
        Activity::Shuttles => Some((21.0, 3.0)),
        Activity::LargeGame
        | Activity::Runs
        | Activity::EasyRun
        | Activity::Walk
        | Activity::FirstHalf
        | Activity::SecondHalf
        | Activity::Lifting => None,
    }
}

/// The shares of an activity for a player of this post.
pub(super) fn shares(activity: Activity, post: Post) -> Shares {
    let keeper = post == Post::Keeper;
    match activity {
        Activity::Stroll => [0.62, 0.36, 0.02, 0.0, 0.0, 0.0],
        Activity::Bench => [0.74, 0.23, 0.03, 0.005, 0.0, 0.0],
        Activity::WarmUp => [0.22, 0.42, 0.28, 0.06, 0.015, 0.004],
        Activity::Passing => [0.22, 0.48, 0.24, 0.05, 0.005, 0.0],
        Activity::Possession => [0.10, 0.45, 0.34, 0.10, 0.012, 0.0],
        Activity::SetPieces => [0.42, 0.44, 0.10, 0.03, 0.01, 0.004],
        Activity::EasyRun => [0.03, 0.22, 0.74, 0.01, 0.0, 0.0],
        Activity::Walk => [0.08, 0.90, 0.02, 0.0, 0.0, 0.0],
        Activity::Lifting => [1.0, 0.0, 0.0, 0.0, 0.0, 0.0],
        _ if keeper => [0.38, 0.53, 0.07, 0.015, 0.005, 0.002],
        Activity::SmallSided => [0.08, 0.44, 0.33, 0.11, 0.025, 0.004],
        Activity::Runs => [0.30, 0.40, 0.08, 0.06, 0.11, 0.06],
        Activity::Shuttles => [0.10, 0.30, 0.10, 0.50, 0.0, 0.0],
        Activity::LargeGame => [0.09, 0.56, 0.26, 0.065, 0.018, 0.006],
        Activity::FirstHalf | Activity::SecondHalf => match post {
            Post::Keeper | Post::Staff | Post::Defence => [0.07, 0.58, 0.26, 0.060, 0.018, 0.009],
            Post::Midfield => [0.06, 0.55, 0.28, 0.080, 0.022, 0.009],
            Post::Attack => [0.08, 0.57, 0.23, 0.068, 0.026, 0.012],
        },
    }
}
