//! Parts that pages share.

mod badge;
mod bands;
mod calendar;
#[cfg(feature = "ssr")]
pub(crate) mod calendar_picture;
mod club_head;
mod compare_form;
mod crumbs;
mod failed;
mod figure;
mod follow;
mod for_coaches;
mod later;
mod loaded;
mod menu;
mod missing;
mod no_teams;
mod offline;
mod page_frame;
mod page_title;
mod parts;
#[cfg(feature = "hydrate")]
mod preload;
mod progress;
mod quantity;
mod refresh;
mod save;
mod session_header;
mod skeleton;
mod sparkline;
mod status;
mod sync;
mod tile;
mod when;
#[cfg(feature = "ssr")]
pub(crate) mod zone_files;
mod zones;

pub(crate) use badge::TypeBadge;
pub(crate) use bands::{Band, NoAccelerations, bands, heat};
pub(crate) use calendar::{Calendar, Day, round_up};
pub(crate) use club_head::ClubHead;
pub(crate) use compare_form::CompareForm;
pub(crate) use crumbs::{Crumb, Crumbs};
pub(crate) use failed::{Failed, Notice};
pub(crate) use figure::{Figure, limits_of_demands, missing_in_part};
pub(crate) use follow::follow;
pub(crate) use for_coaches::ForCoaches;
pub(crate) use later::Later;
#[cfg(feature = "hydrate")]
pub use later::take_over;
pub(crate) use loaded::Loaded;
pub(crate) use missing::Missing;
pub(crate) use no_teams::NoTeams;
pub(crate) use offline::Keeper;
pub(crate) use page_frame::{PageFrame, ViewerResource, here};
pub(crate) use page_title::PageTitle;
pub(crate) use parts::{Parts, part_in_full, part_label};
pub(crate) use progress::ProgressLine;
pub(crate) use quantity::Quantity;
pub(crate) use save::Save;
pub(crate) use session_header::{SessionHeader, team_crumbs};
pub(crate) use skeleton::{
    Bones, PendingCell, SkeletonCard, SkeletonHead, SkeletonTable, SkeletonTiles,
};
pub(crate) use sparkline::{Plot, Sparkline};
pub(crate) use status::set_status;
pub(crate) use sync::SyncFeed;
pub(crate) use tile::{Spread, Tile, tile};
pub(crate) use when::When;
// Parts of the parts above, as the page that shows each of them alone needs them.
#[cfg(feature = "ssr")]
pub(crate) use failed::failure;
#[cfg(feature = "ssr")]
pub(crate) use offline::Mark as OfflineSign;
#[cfg(feature = "ssr")]
pub(crate) use progress::Progress;
#[cfg(feature = "ssr")]
pub(crate) use sync::{SyncShown, SyncState};
pub(crate) use zones::{
    Zone, ZoneBar, ZoneKind, ZoneLegend, class as zone_class, total as zone_total,
};
