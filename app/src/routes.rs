//! The pages as the browser loads them: in parts, each in a file of its own, fetched when a page of it is first shown.
//!
//! Pages that people see one after the other and that are made of the same things are one part. What several parts are
//! made of is split off into files, too, one for each set of parts: a part for each page would be some dozens of files.

use leptos::prelude::*;
use leptos_router::LazyRoute;

use crate::pages::{
    Audit, Browsers, Compare, Home, OpenPass, Passes, Player, PlayerSession, Session, SyncPage,
    Team, Teams,
};

/// A part of the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Entry,
    Club,
    Season,
    Session,
    Recording,
    Beside,
}

impl Part {
    /// The part of the page that has this address; `None` where there is none.
    pub(crate) fn at(path: &str) -> Option<Self> {
        let names: Vec<&str> = path.split('/').filter(|name| !name.is_empty()).collect();
        match names.as_slice() {
            [] | ["pass" | "teams"] => Some(Self::Entry),
            ["audit" | "browsers" | "passes" | "sync"] => Some(Self::Club),
            ["teams", _] | ["teams", _, "players", _] => Some(Self::Season),
            ["sessions", _] => Some(Self::Session),
            ["sessions", _, "players", _] => Some(Self::Recording),
            ["compare"] => Some(Self::Beside),
            _ => None,
        }
    }

    /// What the function is called that makes its pages.
    #[cfg(feature = "ssr")]
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Entry => "entry",
            Self::Club => "club",
            Self::Season => "season",
            Self::Session => "session",
            Self::Recording => "recording",
            Self::Beside => "beside",
        }
    }
}

/// Names the pages of a part. A page itself asks for its data, so that its types stay in its part.
macro_rules! part {
    ($part:ident($pages:ident), $preload:ident: $($page:ident as $route:ident,)+) => {
        #[derive(Clone, Copy, Debug)]
        enum $pages {
            $($page,)+
        }

        #[lazy]
        fn $part(page: $pages) -> AnyView {
            match page {
                $($pages::$page => $page().into_any(),)+
            }
        }

        $(
            #[derive(Debug)]
            pub(crate) struct $route;

            impl LazyRoute for $route {
                fn data() -> Self {
                    Self
                }

                async fn view(_this: Self) -> AnyView {
                    $part($pages::$page).await
                }

                /// Taking over what the server rendered waits for this: then the view is there at once.
                async fn preload() {
                    #[cfg(target_arch = "wasm32")]
                    $preload().await;
                }
            }
        )+
    };
}

part! {
    entry(EntryPages), __preload_entry:
    Home as HomeRoute,
    OpenPass as PassRoute,
    Teams as TeamsRoute,
}

part! {
    club(ClubPages), __preload_club:
    Audit as AuditRoute,
    Browsers as BrowsersRoute,
    Passes as PassesRoute,
    SyncPage as SyncRoute,
}

part! {
    season(SeasonPages), __preload_season:
    Player as PlayerRoute,
    Team as TeamRoute,
}

part! {
    session(SessionPages), __preload_session:
    Session as SessionRoute,
}

part! {
    recording(RecordingPages), __preload_recording:
    PlayerSession as PlayerSessionRoute,
}

part! {
    beside(BesidePages), __preload_beside:
    Compare as CompareRoute,
}

/// Begins to load the part of the page that has this address, unless it is there. The page asks for its data when it is
/// shown: what that is, only its part knows.
#[cfg(feature = "hydrate")]
pub(crate) async fn preload(path: &str) {
    match Part::at(path) {
        Some(Part::Entry) => HomeRoute::preload().await,
        Some(Part::Club) => SyncRoute::preload().await,
        Some(Part::Season) => TeamRoute::preload().await,
        Some(Part::Session) => SessionRoute::preload().await,
        Some(Part::Recording) => PlayerSessionRoute::preload().await,
        Some(Part::Beside) => CompareRoute::preload().await,
        None => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_leads_to_the_part_of_its_page() {
        let parts = [
            ("/", Some(Part::Entry)),
            ("/teams", Some(Part::Entry)),
            ("/pass", Some(Part::Entry)),
            ("/sync", Some(Part::Club)),
            ("/teams/t1", Some(Part::Season)),
            ("/teams/t1/players/p1", Some(Part::Season)),
            ("/sessions/s1", Some(Part::Session)),
            ("/sessions/s1/players/p1", Some(Part::Recording)),
            ("/compare", Some(Part::Beside)),
            ("/nowhere/at/all", None),
        ];
        for (path, part) in parts {
            assert_eq!(Part::at(path), part, "{path}");
        }
    }
}
