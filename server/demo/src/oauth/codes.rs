//! Authorization codes: short-lived, good for one attempt.

use std::{collections::HashMap, sync::Mutex, time::Duration};

use crate::{season::coaches::Coach, service::lock, settings::DemoSettings};

use super::{pkce::Challenge, secrets::Secrets};

/// What a coach granted, and under which conditions the code turns into tokens.
#[derive(Debug, Clone)]
pub(super) struct Grant {
    pub(super) client_id: String,
    pub(super) coach: Coach,
    /// Where the browser was sent back to.
    pub(super) redirect_uri: String,
    /// Whether the client named that address, and so has to name it again.
    pub(super) redirect_uri_was_sent: bool,
    pub(super) challenge: Option<Challenge>,
}

/// What a client presents together with a code.
#[derive(Debug, Clone, Copy)]
pub(super) struct Redemption<'a> {
    pub(super) code: &'a str,
    pub(super) client_id: &'a str,
    pub(super) redirect_uri: Option<&'a str>,
    pub(super) verifier: Option<&'a str>,
}

/// Why a code does not turn into tokens.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// Not a code of this client, or no longer one.
    Invalid(&'static str),
    /// It was used before: whatever came from it has to be revoked.
    Reused,
}

#[derive(Debug)]
struct Issued {
    grant: Grant,
    expires: Duration,
    used: bool,
}

/// All codes that were ever handed out; used ones stay, so that a second use is noticed.
pub(crate) struct Codes {
    secrets: Secrets,
    lifetime: Duration,
    issued: Mutex<HashMap<String, Issued>>,
}

impl Codes {
    pub(crate) fn new(settings: &DemoSettings) -> Self {
        Self {
            secrets: Secrets::new(settings.token_entropy, "code"),
            lifetime: Duration::from_secs(settings.code_lifetime_s),
            issued: Mutex::default(),
        }
    }

    pub(super) fn issue(&self, grant: Grant, now: Duration) -> String {
        let code = self.secrets.next();
        let issued = Issued { grant, expires: now + self.lifetime, used: false };
        lock(&self.issued).insert(code.clone(), issued);
        code
    }

    /// Uses a code up, whatever comes of it. Only an attempt by another client leaves it alone.
    pub(super) fn redeem(&self, attempt: Redemption<'_>, now: Duration) -> Result<Grant, Refusal> {
        let mut issued = lock(&self.issued);
        let code = issued
            .get_mut(attempt.code)
            .filter(|code| code.grant.client_id == attempt.client_id)
            .ok_or(Refusal::Invalid("the code is not one of this client"))?;
        if std::mem::replace(&mut code.used, true) {
            return Err(Refusal::Reused);
        }
        if now >= code.expires {
            return Err(Refusal::Invalid("the code has expired"));
        }
        let grant = &code.grant;
        match attempt.redirect_uri {
            Some(uri) if uri != grant.redirect_uri => {
                return Err(Refusal::Invalid(
                    "redirect_uri differs from the authorization request",
                ));
            }
            None if grant.redirect_uri_was_sent => {
                return Err(Refusal::Invalid(
                    "redirect_uri of the authorization request is missing",
                ));
            }
            _ => {}
        }
        match (&grant.challenge, attempt.verifier) {
            (None, None) => {}
            (Some(challenge), Some(verifier)) if challenge.matches(verifier) => {}
            (Some(_), Some(_)) => return Err(Refusal::Invalid("code_verifier is wrong")),
            (Some(_), None) => return Err(Refusal::Invalid("code_verifier is missing")),
            // Or a stripped challenge would go unnoticed (RFC 9700, 2.1.1).
            (None, Some(_)) => {
                return Err(Refusal::Invalid("code_verifier came without a code_challenge before"));
            }
        }
        Ok(grant.clone())
    }
}
