//! A sample engine for training recordings: pure functions over samples, without I/O.
//!
//! A team's sensors send a table of samples for every player and session: one
//! row every tenth of a second, one field a quantity, most cells empty. This
//! crate turns such a table into compact columns, and any window of it into what
//! people look at: lines of a chart, and figures.
//!
//! | step | where |
//! | --- | --- |
//! | JSON to columns, as a stream | [`json`], [`Recording::read`], [`rr`] |
//! | one channel's values and instants | [`Column`], [`Timebase`], [`Channel`] |
//! | columns to bytes for a database, and back | [`Column::encode`], [`Column::decode`] |
//! | a window to lines for a chart | [`lines()`], [`bucket_ms`] |
//! | a column for pages of a whole team | [`Outline`] |
//! | positions to a way on a plane, and to the ground that was used | [`track()`], [`Rectangle::around`] |
//! | the unit of the speed channel | [`SpeedUnit::tell`] |
//! | a window to figures | [`figures()`] |
//! | values that cannot be | [`spikes::spikes`] |
//!
//! ```
//! use series::{Channel, Column, FigureSettings, Grid, Recording, Zone, bucket_ms, figures, json, lines};
//!
//! let mut body =
//!     r#"{
//!         "fields": ["time", "hr", "speed"],
//!         "values": [
//!             ["PT0S", 121.0, 2.1], ["PT0.5S", null, 2.4], ["PT1S", 123.0, 2.5],
//!             ["PT1.5S", null, 2.2], ["PT2S", 126.0, 2.0], ["PT2.5S"]
//!         ]
//!     }"#.as_bytes();
//! let recording = json::read(&mut body, Recording::read)?;
//! let heart_rate = recording.column(Channel::HeartRate).expect("it was measured");
//! assert_eq!(heart_rate.len(), 3);
//!
//! // To the database and back.
//! assert_eq!(Column::decode(&heart_rate.encode())?, *heart_rate);
//!
//! // The second before each value counts for it, from the first to the last one.
//! let zones = vec![Zone { lower: 100.0, upper: 125.0 }, Zone { lower: 125.0, upper: 150.0 }];
//! let settings = FigureSettings { heart_rate_zones: zones, ..FigureSettings::default() };
//! let whole = figures(&recording, 0..60_000, &settings);
//! assert_eq!(whole.duration_ms, 2_000);
//! assert_eq!(whole.heart_rate_mean_bpm, Some(124.5));
//! assert_eq!(whole.heart_rate_zones_ms.expect("it was measured").in_zone, [1_000, 1_000]);
//!
//! // One connected line of three points, for a chart of a thousand pixel columns.
//! let window = 0..60_000;
//! let lines = lines(heart_rate, window, Grid::new(bucket_ms(60_000, 1_000)));
//! assert_eq!((lines.len(), lines[0].points.len()), (1, 3));
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! # Rules that hold everywhere
//!
//! - Instants are `i32` milliseconds on the recording's own clock. They may be
//!   negative: [`Recording::shifted`] moves a recording onto another clock.
//! - Windows are `[start, end)`.
//! - What was not measured is absent: it is no entry in a column, no point of a
//!   line, and `None` in a figure. It is never 0.
//! - A pause longer than [`Timebase::gap_after_ms`] is a gap. Lines end there, and
//!   nothing is counted across it.
//! - Values are kept without loss: as integers of 0 to 3 decimals, chosen from
//!   the numbers that were sent, or as 32-bit floats, which positions are at the source.
//! - No input makes this crate panic or take unbounded memory: see [`MAX_ROWS`],
//!   [`rr::MAX_INTERVALS`], [`json::MAX_DEPTH`] and [`CodecError`].

mod channel;
mod codec;
mod column;
mod duration;
mod figures;
pub mod json;
mod lines;
mod numbers;
mod outline;
mod recording;
pub mod rr;
mod speed_unit;
pub mod spikes;
mod steps;
mod timebase;
mod track;

pub use channel::Channel;
pub use codec::CodecError;
pub use column::{Column, ColumnBuilder};
pub use duration::parse_duration_ms;
pub use figures::{
    AccelerationSource, BanisterCoefficients, Effort, FigureSettings, Figures, Peak, PeakDemand,
    SpeedShare, Zone, ZoneShares, figures,
};
pub use lines::{Grid, Line, Point, bucket_ms, lines};
pub use outline::Outline;
pub use recording::{MAX_ROWS, Recording};
pub use speed_unit::SpeedUnit;
pub use timebase::Timebase;
pub use track::{Plane, PlanePoint, Position, Rectangle, TrackPoint, positions, track};
