//! The pages as the browser loads them: each in a file of its own, fetched when it is first shown.

use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

use crate::pages::{
    Compare, Home, OpenPass, Passes, Player, PlayerSession, Session, SyncPage, Team, Teams,
};

/// Names what is loaded for a page. The page itself asks for its data, so that its types stay in its file.
macro_rules! loaded_when_shown {
    ($($page:ident as $route:ident;)+) => {$(
        #[derive(Debug)]
        pub(crate) struct $route;

        #[lazy_route]
        impl LazyRoute for $route {
            fn data() -> Self {
                Self
            }

            fn view(_this: Self) -> AnyView {
                $page().into_any()
            }
        }
    )+};
}

loaded_when_shown! {
    Compare as CompareRoute;
    Home as HomeRoute;
    OpenPass as PassRoute;
    Passes as PassesRoute;
    Player as PlayerRoute;
    PlayerSession as PlayerSessionRoute;
    Session as SessionRoute;
    SyncPage as SyncRoute;
    Team as TeamRoute;
    Teams as TeamsRoute;
}

/// Begins to load the file of the page that has this address, unless it is there. The page asks for its data when it is
/// shown: what that is, only its file knows.
#[cfg(feature = "hydrate")]
pub(crate) async fn preload(path: &str) {
    let names: Vec<&str> = path.split('/').filter(|name| !name.is_empty()).collect();
    match names.as_slice() {
        [] => HomeRoute::preload().await,
        ["sync"] => SyncRoute::preload().await,
        ["teams"] => TeamsRoute::preload().await,
        ["teams", _] => TeamRoute::preload().await,
        ["teams", _, "players", _] => PlayerRoute::preload().await,
        ["sessions", _] => SessionRoute::preload().await,
        ["sessions", _, "players", _] => PlayerSessionRoute::preload().await,
        _ => {}
    }
}
