//! What a caller decides about the stand-in service.

use std::{fmt, sync::Arc, time::Duration};

use chrono::{Days, NaiveDate, NaiveDateTime};

/// Where the time comes from: any origin does, as long as it never runs backwards.
pub type Clock = Arc<dyn Fn() -> Duration + Send + Sync>;

/// An application that is registered with the service.
#[derive(Clone)]
pub struct Client {
    /// The `client_id`.
    pub id: String,
    /// The `client_secret`, sent with HTTP Basic to the token endpoint.
    pub secret: String,
    /// Where the browser may be sent back to; the first one is the default.
    pub redirect_uris: Vec<String>,
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("id", &self.id)
            .field("redirect_uris", &self.redirect_uris)
            .finish_non_exhaustive()
    }
}

/// Everything that shapes one stand-in service.
#[derive(Clone)]
pub struct DemoSettings {
    /// Decides the whole season: same seed and end, same bytes. (On the same platform: systems
    /// differ in the last bit of a sine, and a run that ends elsewhere goes on differently.)
    pub seed: u64,
    /// The last day on which there can be a session; the season is the 12 weeks up to it.
    pub season_end: NaiveDate,
    /// What time it is, in UTC, when the clock reads zero.
    pub utc_at_zero: NaiveDateTime,
    /// The registered applications.
    pub clients: Vec<Client>,
    /// What codes and tokens are derived from. Give it real randomness wherever people can reach
    /// the service: with a known value its tokens can be guessed.
    pub token_entropy: [u8; 32],
    /// How long an access token is good for, in seconds.
    pub token_lifetime_s: u64,
    /// How long an authorization code is good for, in seconds.
    pub code_lifetime_s: u64,
    /// Whether a refresh replaces the refresh token (the old one stops working at once) or sends
    /// the same one again.
    pub rotate_refresh_tokens: bool,
    /// How long every API answer takes at least; the real service needs about a second.
    pub latency: Option<Duration>,
    /// How many requests the log keeps; older ones make room.
    pub requests_kept: usize,
}

impl DemoSettings {
    /// The documented behaviour for one client, with tokens that follow from the seed. The clock
    /// starts at the end of the season's last day.
    pub fn new(seed: u64, season_end: NaiveDate, client: Client) -> Self {
        let mut token_entropy = [0; 32];
        token_entropy[..8].copy_from_slice(&seed.to_le_bytes());
        Self {
            seed,
            season_end,
            utc_at_zero: (season_end + Days::new(1)).into(),
            clients: vec![client],
            token_entropy,
            token_lifetime_s: 43_199,
            code_lifetime_s: 60,
            rotate_refresh_tokens: true,
            latency: None,
            requests_kept: 100_000,
        }
    }
}

impl fmt::Debug for DemoSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DemoSettings")
            .field("seed", &self.seed)
            .field("season_end", &self.season_end)
            .field("utc_at_zero", &self.utc_at_zero)
            .field("clients", &self.clients)
            .field("token_lifetime_s", &self.token_lifetime_s)
            .field("code_lifetime_s", &self.code_lifetime_s)
            .field("rotate_refresh_tokens", &self.rotate_refresh_tokens)
            .field("latency", &self.latency)
            .field("requests_kept", &self.requests_kept)
            .finish_non_exhaustive()
    }
}
