//! A stand-in for the Polar service.
//!
//! It keeps the documented contract of the Team Pro API and of its sign-in, quirks included, over
//! a season that is made up from a seed. People try Touchline against it before they have
//! credentials, and the tests of every other part run against it. It shares no code with them, so
//! it is an independent witness of what they compute.
//!
//! ```
//! use std::{sync::Arc, time::Duration};
//! use demo::{Client, Demo, DemoSettings};
//!
//! let client = Client {
//!     id: "touchline".into(),
//!     secret: "a secret".into(),
//!     redirect_uris: vec!["http://127.0.0.1:3000/auth/callback".into()],
//! };
//! let season_end = chrono::NaiveDate::from_ymd_opt(2025, 11, 16).expect("a date");
//! let demo = Demo::new(DemoSettings::new(7, season_end, client), Arc::new(|| Duration::ZERO));
//! let _router: axum::Router = demo.router();
//! ```
//!
//! A client can be watched and troubled: [`Demo::requests`] is what it asked, [`Demo::faults`] makes
//! the service misbehave, and sessions can be edited and removed while it looks.
//!
//! One request, traced: `request_log` notes it, `faults` may strike it, `api::guard` turns the bearer token into a coach and charges the
//! client's leaky bucket, a handler in `api` looks the entity up in the `season` (404 unless the
//! coach may see it), `recording` simulates the player's session once and keeps it for a while,
//! and `summary` computes every figure from the very samples that the body shows.

mod api;
mod endpoint;
mod faults;
mod iso_duration;
mod landing;
mod oauth;
mod page;
mod rate_limit;
mod recording;
mod request_log;
mod season;
mod service;
mod settings;
mod summary;

use std::{fmt, sync::Arc};

use axum::{Router, middleware};

pub use endpoint::Endpoint;
pub use faults::{Fault, FaultKind, FaultSyntax, Faults, Frequency, RetryAfter};
pub use oauth::tokens::TokenResponse;
pub use request_log::LoggedRequest;
pub use season::{UnknownId, coaches::Coach};
pub use settings::{Client, Clock, DemoSettings};

use service::Service;

/// The stand-in service: a router, and a view behind the scenes for tests.
///
/// Clones share one state.
#[derive(Clone)]
pub struct Demo {
    service: Arc<Service>,
}

impl Demo {
    /// Sets the service up. The season is made when the first request asks for it.
    pub fn new(settings: DemoSettings, clock: Clock) -> Self {
        Self { service: Arc::new(Service::new(settings, clock)) }
    }

    /// Sign-in, API and landing page, to be served at the root of an address of its own.
    pub fn router(&self) -> Router {
        Router::new()
            .merge(page::router())
            .merge(landing::router())
            .merge(oauth::router())
            .merge(api::router(&self.service))
            .fallback(api::unknown_path)
            .method_not_allowed_fallback(api::wrong_method)
            .layer(middleware::from_fn_with_state(self.service.clone(), faults::strike))
            .layer(middleware::from_fn_with_state(self.service.clone(), request_log::record))
            .with_state(self.service.clone())
    }

    /// Every access and refresh token stops working, as if all coaches had withdrawn their grants.
    pub fn revoke_all_tokens(&self) {
        self.service.tokens.revoke_all();
    }

    /// A token pair for `coach`, without the walk through the consent page.
    pub fn issue_tokens(&self, client_id: &str, coach: Coach) -> TokenResponse {
        self.service.tokens.issue(client_id, coach, self.service.now())
    }

    /// Changes a session as if somebody had edited it: it is modified now, and its name ends with
    /// one more `(edited)`. A team session takes its player sessions along. The samples and all
    /// figures stay.
    pub fn touch_session(&self, id: &str) -> Result<(), UnknownId> {
        let now = self.service.utc_now();
        self.service.edit_season(|season| season.touch(id, now))
    }

    /// Removes a session: it is gone from lists, and its own address is 404. A team session takes
    /// its player sessions along.
    pub fn remove_session(&self, id: &str) -> Result<(), UnknownId> {
        self.service.edit_season(|season| season.remove(id))
    }

    /// Takes a team away from its coach, with all that belongs to it.
    pub fn take_team(&self, id: &str) -> Result<(), UnknownId> {
        self.service.edit_season(|season| season.set_taken(id, true))
    }

    /// Lets the coach see a team again that was taken away.
    pub fn give_team_back(&self, id: &str) -> Result<(), UnknownId> {
        self.service.edit_season(|season| season.set_taken(id, false))
    }

    /// The switches that make the service misbehave.
    pub fn faults(&self) -> Faults {
        self.service.faults.clone()
    }

    /// The latest requests in the order in which they came, whatever became of them; at most
    /// [`DemoSettings::requests_kept`].
    pub fn requests(&self) -> Vec<LoggedRequest> {
        self.service.log.entries()
    }

    /// How many requests one endpoint got since the start, such as `/v1/teams/{team_id}`.
    pub fn request_count(&self, endpoint: &str) -> u64 {
        self.service.log.count(endpoint)
    }
}

impl fmt::Debug for Demo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Demo").field("settings", &self.service.settings).finish_non_exhaustive()
    }
}

/// The router of a [`Demo`] whose inside nobody needs to see.
pub fn router(settings: DemoSettings, clock: Clock) -> Router {
    Demo::new(settings, clock).router()
}
