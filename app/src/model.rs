//! Plain data on screen, shared by the server and the browser.
//!
//! Everything here is serde data without behaviour that needs a database, a clock or a web page.
//! Instants inside a session are milliseconds on the **session clock**: 0 is the training session's
//! `record_start_time`, negative values lie before it. The same clock is used for every player of the
//! session, so that a window can be carried from one player to the next.

mod audit;
mod browser;
mod channel;
mod demands;
mod figure;
mod figures;
mod filter;
mod frame;
mod history;
mod ids;
mod load;
mod page;
mod pass;
mod player;
mod season;
mod session;
mod side_by_side;
mod sign_in;
mod sync;
mod team;
mod timeline;
mod track;
mod week;
mod window;

pub use audit::{AuditAction, AuditActor, AuditPage, AuditRow};
pub use browser::{BrowserRow, BrowsersPage};
pub use channel::{Channel, UnknownChannel};
pub use demands::{DemandLimits, Demands, Peak, PeakDemand};
pub use figure::{Figure, PerFigure};
pub use figures::{AccelerationCount, Figures, HeartRateZone, SpeedZone};
pub use filter::SessionFilter;
pub use frame::{Frame, FrameError, FrameJson, Lane, Line, Point, Spike};
pub use history::{Reference, Side, mean_and_sd};
pub use ids::{BrowserId, PassId, PlayerId, PlayerSessionId, TeamId, TrainingSessionId};
pub use load::{Monotony, TrainingLoad};
pub use page::{FetchProblem, Fetching, Role, Viewer};
pub use pass::{NewPass, PassRow, PassState, PassesPage};
pub use player::{Best, BestOf, PlayedSession, PlayerFilter, PlayerPage, Range};
pub use season::{SeasonSession, TeamSeason};
pub use session::{
    Neighbour, PlayerName, PlayerSessionPage, SessionHead, SessionPage, SessionType, SquadRow,
};
pub use side_by_side::{NotSideBySide, OtherSession, RecordingBeside, SideBySide, SideBySidePage};
pub use sign_in::SignInProblem;
pub use sync::{Setback, SetbackReason, SyncActivity, SyncPart, SyncStatus, TeamSyncStatus};
pub use team::{SessionRow, TeamCard, TeamHead, TeamPage, TeamsPage};
pub use timeline::{Marker, MarkerKind, Timeline};
pub use track::{DrawnField, Field, FieldError, FieldOrigin, GeoPoint, Track, TrackPoint};
pub use week::{NotAWeek, Week};
pub use window::{EmptyWindow, Window};
