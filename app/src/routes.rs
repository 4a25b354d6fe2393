//! The pages as the browser loads them: each in a file of its own, fetched when it is first shown.

use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

use crate::pages::{Home, Player, PlayerSession, Session, SyncPage, Team, Teams};

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
    Home as HomeRoute;
    Player as PlayerRoute;
    PlayerSession as PlayerSessionRoute;
    Session as SessionRoute;
    SyncPage as SyncRoute;
    Team as TeamRoute;
    Teams as TeamsRoute;
}
