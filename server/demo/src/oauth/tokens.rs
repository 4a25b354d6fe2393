//! Access and refresh tokens.

use std::{collections::HashMap, sync::Mutex, time::Duration};

use serde::Serialize;

use crate::{api::guard::Caller, season::coaches::Coach, service::lock, settings::DemoSettings};

use super::{SCOPE, secrets::Secrets};

/// A successful answer of the token endpoint, as documented.
#[derive(Debug, Clone, Serialize)]
pub struct TokenResponse {
    /// Goes into the `Authorization` header of API requests.
    pub access_token: String,
    /// Always `bearer`.
    pub token_type: &'static str,
    /// Buys the next access token.
    pub refresh_token: String,
    /// How long the access token is good for, in seconds.
    pub expires_in: u64,
    /// Always `team_read`.
    pub scope: &'static str,
    /// A UUID that names this answer.
    pub jti: String,
}

#[derive(Debug)]
struct Access {
    caller: Caller,
    origin: Origin,
    expires: Duration,
}

#[derive(Debug, Clone)]
struct Refresh {
    caller: Caller,
    origin: Origin,
}

/// The authorization code that tokens go back to; none if they were issued without one.
type Origin = Option<String>;

#[derive(Debug, Default)]
struct State {
    access: HashMap<String, Access>,
    refresh: HashMap<String, Refresh>,
}

/// All tokens that are in force.
pub(crate) struct Tokens {
    access_secrets: Secrets,
    refresh_secrets: Secrets,
    ids: Secrets,
    lifetime_s: u64,
    rotate: bool,
    state: Mutex<State>,
}

impl Tokens {
    pub(crate) fn new(settings: &DemoSettings) -> Self {
        Self {
            access_secrets: Secrets::new(settings.token_entropy, "access"),
            refresh_secrets: Secrets::new(settings.token_entropy, "refresh"),
            ids: Secrets::new(settings.token_entropy, "jti"),
            lifetime_s: settings.token_lifetime_s,
            rotate: settings.rotate_refresh_tokens,
            state: Mutex::default(),
        }
    }

    /// A new pair that goes back to no code.
    pub(crate) fn issue(&self, client_id: &str, coach: Coach, now: Duration) -> TokenResponse {
        self.issue_from(Caller { client_id: client_id.to_owned(), coach }, None, now)
    }

    /// A new pair for a redeemed code.
    pub(super) fn issue_for_code(
        &self,
        code: &str,
        caller: Caller,
        now: Duration,
    ) -> TokenResponse {
        self.issue_from(caller, Some(code.to_owned()), now)
    }

    fn issue_from(&self, caller: Caller, origin: Origin, now: Duration) -> TokenResponse {
        let refresh_token = self.refresh_secrets.next();
        let refresh = Refresh { caller: caller.clone(), origin: origin.clone() };
        lock(&self.state).refresh.insert(refresh_token.clone(), refresh);
        self.issue_access(caller, origin, refresh_token, now)
    }

    fn issue_access(
        &self,
        caller: Caller,
        origin: Origin,
        refresh_token: String,
        now: Duration,
    ) -> TokenResponse {
        let access_token = self.access_secrets.next();
        let expires = now + Duration::from_secs(self.lifetime_s);
        lock(&self.state).access.insert(access_token.clone(), Access { caller, origin, expires });
        TokenResponse {
            access_token,
            token_type: "bearer",
            refresh_token,
            expires_in: self.lifetime_s,
            scope: SCOPE,
            jti: self.ids.next_uuid(),
        }
    }

    /// The next pair for a refresh token, or none if it is not in force for this client.
    pub(super) fn refresh(
        &self,
        refresh_token: &str,
        client_id: &str,
        now: Duration,
    ) -> Option<TokenResponse> {
        let Refresh { caller, origin } = {
            let mut state = lock(&self.state);
            let known = state.refresh.get(refresh_token);
            let refresh = known.filter(|known| known.caller.client_id == client_id)?.clone();
            if self.rotate {
                state.refresh.remove(refresh_token);
            }
            refresh
        };
        Some(if self.rotate {
            self.issue_from(caller, origin, now)
        } else {
            self.issue_access(caller, origin, refresh_token.to_owned(), now)
        })
    }

    /// Whose token this is, if it is in force.
    pub(crate) fn caller(&self, access_token: &str, now: Duration) -> Option<Caller> {
        let mut state = lock(&self.state);
        let access = state.access.get(access_token)?;
        if now < access.expires {
            return Some(access.caller.clone());
        }
        state.access.remove(access_token);
        None
    }

    /// Ends everything that goes back to one code.
    pub(super) fn revoke_code(&self, code: &str) {
        let mut state = lock(&self.state);
        state.access.retain(|_, access| access.origin.as_deref() != Some(code));
        state.refresh.retain(|_, refresh| refresh.origin.as_deref() != Some(code));
    }

    pub(crate) fn revoke_all(&self) {
        *lock(&self.state) = State::default();
    }
}
