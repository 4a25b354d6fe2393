mod access;
mod pages;
mod passes;
mod player;
mod rights;
mod season;
mod series;
mod side_by_side;
mod track;

use std::sync::Arc;

use app::{
    error::AppError,
    model::{
        Fetching, PlayerPage, PlayerSessionPage, SessionPage, SideBySidePage, TeamPage, TeamsPage,
    },
};
use demo::Coach;

use super::ClubDesk;
use crate::sync::testing::{
    DemoPolar, ScriptedPolar, TestSync,
    script::{self, signed_in},
};

/// A club whose Polar is the stand-in with its season.
struct SeasonClub {
    polar: DemoPolar,
    sync: TestSync,
    desk: ClubDesk,
}

impl SeasonClub {
    async fn open() -> Self {
        let polar = DemoPolar::start().await;
        let sync = TestSync::with_polar(polar.url.clone()).await;
        let desk = desk(&sync);
        Self { polar, sync, desk }
    }

    /// The desk for a coach who just signed in.
    async fn desk_of(&self, coach: Coach) -> ClubDesk {
        self.desk.of(Some(self.sync.sign_in(&self.polar.token(coach), None).await.into()))
    }
}

/// The scripted club, and the desk for its coach.
async fn scripted(polar: &ScriptedPolar) -> (TestSync, ClubDesk) {
    let (sync, coach) = signed_in(polar).await;
    let desk = desk(&sync).of(Some(coach.into()));
    (sync, desk)
}

fn desk(sync: &TestSync) -> ClubDesk {
    ClubDesk::new(Arc::clone(&sync.store.arc()), sync.sync.clone())
}

/// A page that says what is still on its way to it.
trait Page {
    fn fetching(&self) -> Option<&Fetching>;
}

macro_rules! page {
    ($($page:ty),+) => {
        $(impl Page for $page {
            fn fetching(&self) -> Option<&Fetching> {
                self.fetching.as_ref()
            }
        })+
    };
}

page!(TeamsPage, TeamPage, PlayerPage, SessionPage, PlayerSessionPage, SideBySidePage);

/// The page once nothing is on its way any more; asks again as a browser does.
async fn whole<P: Page>(page: impl AsyncFn() -> Result<P, AppError>) -> P {
    loop {
        let page = page().await.unwrap();
        match page.fetching() {
            None => return page,
            Some(fetching) => assert_eq!(fetching.problem, None),
        }
    }
}
