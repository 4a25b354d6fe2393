//! A client of the Polar Team Pro API.
//!
//! It knows HTTP, JSON and OAuth, and nothing of databases or web pages. Three parts, in the order in which they are
//! needed:
//!
//! - [`oauth`] gets tokens: where to send a coach's browser, how to turn the code that it brings back into
//!   [`Tokens`](oauth::Tokens), and how to refresh them.
//! - [`Budget`] decides when a request may go out. The service counts requests per client id, so there is one budget
//!   for all coaches and processes of an installation, kept by a [`BudgetKeeper`]; people in front of a page go before
//!   background work, and work becomes a person's when its [`Urgency`] is raised.
//! - [`PolarClient`] has one typed call per endpoint. Lists come page by page; the samples of a recording, which can
//!   be many megabytes, go from the wire straight into the columns of a [`series::Recording`].
//!
//! What comes back are the types of [`model`], which take more than the documentation promises, and times are those
//! of [`LocalStamp`], which tells wall time from UTC. [`ApiError`] says what happened and whether to try again.
//!
//! Nothing here reads a wall clock or a random source, both are handed in ([`Time`], [`Jitter`]), and nothing secret
//! is ever printed.
//!
//! ```no_run
//! use std::sync::Arc;
//!
//! use futures::TryStreamExt;
//! use polar::{
//!     AccessToken, Budget, BudgetSettings, ClientSettings, FixedJitter, MemoryKeeper, Period, PolarClient,
//!     TokioTime, Urgency,
//! };
//!
//! # async fn run(now: chrono::DateTime<chrono::Utc>) -> Result<(), Box<dyn std::error::Error>> {
//! let time = Arc::new(TokioTime::starting_at(now));
//! let keeper = Arc::new(MemoryKeeper::default());
//! let budget = Budget::open(BudgetSettings::default(), keeper, "a random name", time).await;
//! let settings = ClientSettings::new("https://teampro.api.polar.com".parse()?);
//! let client = PolarClient::new(settings, budget.clone(), Arc::new(FixedJitter(0.5)))?;
//! let token = AccessToken::new("from the sign-in");
//! for team in client.teams(&token, &Urgency::interactive()).await? {
//!     let urgency = Urgency::background();
//!     let mut pages = client.training_sessions(&token, &urgency, &team.id, Period::default());
//!     while let Some(sessions) = pages.try_next().await? {
//!         println!("{} more sessions of {}", sessions.len(), team.name.as_deref().unwrap_or(&team.id));
//!     }
//! }
//! budget.close().await;
//! # Ok(())
//! # }
//! ```

mod budget;
mod client;
mod error;
mod http;
pub mod model;
pub mod oauth;
mod secret;
mod stamp;
mod time;
mod urgency;

pub use budget::{
    Budget, BudgetKeeper, BudgetSettings, BudgetSnapshot, KeeperError, Kept, MemoryKeeper, Permit,
};
pub use client::{
    ClientSettings, Endpoint, FixedJitter, Jitter, Observer, Pages, Period, PlayerSessionKind,
    PolarClient, RecordedSession, RetrySettings, SampleKind, Samples,
};
pub use error::{ApiError, BodyProblem, SetupError};
pub use http::HttpSettings;
pub use secret::{AccessToken, AuthorizationCode, ClientSecret, RefreshToken};
pub use stamp::{LocalStamp, local_to_utc, utc_to_local};
pub use time::{FasterTime, Time, TokioTime};
pub use urgency::Urgency;
