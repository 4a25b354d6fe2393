//! Signing in with Polar: the OAuth 2 code flow with PKCE, and the refresh of a token pair.
//!
//! 1. [`OAuthClient::authorize_url`] is where the browser is sent.
//! 2. The browser comes back with a [`Callback`]. Compare its `state` with the one that belongs to this browser, then
//!    take the code out of it.
//! 3. [`OAuthClient::exchange`] turns the code into [`Tokens`].
//! 4. Before the access token runs out, [`OAuthClient::refresh`] gets the next one: once at a time, and with the new
//!    refresh token saved before anything else happens, since the old one may be spent.
//!
//! Tokens name no user. Whom they belong to can only be told from the teams that they can see.

use std::borrow::Cow;

use oauth2::basic::{BasicClient, BasicRequestTokenError, BasicTokenResponse};
use oauth2::{
    AuthUrl, ClientId, CsrfToken, EndpointNotSet, EndpointSet, RedirectUrl, Scope, TokenResponse,
    TokenUrl,
};
use url::Url;

use crate::http::{address, check_base};
use crate::{AccessToken, AuthorizationCode, ClientSecret, HttpSettings, RefreshToken, SetupError};

mod bridge;
mod callback;
mod error;
mod pkce;

pub use callback::Callback;
pub use error::OAuthError;
pub use pkce::{InvalidVerifier, PkceVerifier};

use bridge::{Bridge, BridgeError};
use error::Grant;

/// What we ask a coach for: to read the team.
const SCOPE: &str = "team_read";
/// How long an access token lives when the answer does not say: the documented 12 hours.
const DOCUMENTED_LIFETIME_S: u64 = 12 * 60 * 60;

type InnerClient =
    BasicClient<EndpointSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointSet>;

/// Which installation signs in, and where.
#[derive(Clone, Debug)]
pub struct OAuthSettings {
    /// Polar's sign-in service, `https://auth.polar.com`.
    pub auth_url: Url,
    /// The client id that Polar gave this installation.
    pub client_id: String,
    /// The client secret that came with it.
    pub client_secret: ClientSecret,
    /// How to behave as an HTTP client.
    pub http: HttpSettings,
}

/// What a coach gave us.
#[derive(Clone, Debug)]
pub struct Tokens {
    /// For the API.
    pub access_token: AccessToken,
    /// For the next pair. `None` when the answer carries none: after a refresh the old one stays in use.
    pub refresh_token: Option<RefreshToken>,
    /// How long the access token lives, in seconds from now.
    pub expires_in_s: u64,
}

/// A client of Polar's sign-in service. Clones share their connections.
#[derive(Clone, Debug)]
pub struct OAuthClient {
    inner: InnerClient,
    http: reqwest::Client,
}

impl OAuthClient {
    /// A client with these settings. Connects to nothing yet.
    pub fn new(settings: OAuthSettings) -> Result<Self, SetupError> {
        check_base(&settings.auth_url)?;
        let endpoint = |name| {
            address(&settings.auth_url, &["oauth", name])
                .ok_or_else(|| SetupError::NotAnHttpAddress { address: settings.auth_url.clone() })
        };
        let inner = BasicClient::new(ClientId::new(settings.client_id.clone()))
            .set_client_secret(oauth2::ClientSecret::new(
                settings.client_secret.expose().to_owned(),
            ))
            .set_auth_uri(AuthUrl::from_url(endpoint("authorize")?))
            .set_token_uri(TokenUrl::from_url(endpoint("token")?));
        Ok(Self { inner, http: settings.http.build()? })
    }

    /// Where to send the browser. `state` must be unguessable and bound to this browser; `redirect_uri` must be one
    /// that is registered with Polar, to the letter, and the same in [`exchange`](Self::exchange).
    pub fn authorize_url(&self, state: &str, verifier: &PkceVerifier, redirect_uri: &Url) -> Url {
        let (url, _state) = self
            .inner
            .authorize_url(|| CsrfToken::new(state.to_owned()))
            .add_scope(Scope::new(SCOPE.to_owned()))
            .set_pkce_challenge(verifier.challenge())
            .set_redirect_uri(Cow::Owned(RedirectUrl::from_url(redirect_uri.clone())))
            .url();
        url
    }

    /// Turns the code that the browser brought into tokens. Code and verifier are good for one try.
    pub async fn exchange(
        &self,
        code: AuthorizationCode,
        verifier: PkceVerifier,
        redirect_uri: &Url,
    ) -> Result<Tokens, OAuthError> {
        self.inner
            .exchange_code(oauth2::AuthorizationCode::new(code.expose().to_owned()))
            .set_pkce_verifier(verifier.into_inner())
            .set_redirect_uri(Cow::Owned(RedirectUrl::from_url(redirect_uri.clone())))
            .request_async(&Bridge(&self.http))
            .await
            .map(tokens)
            .map_err(|error| failure(error, Grant::Code))
    }

    /// Gets the next access token. When the refresh token is no longer accepted
    /// ([`OAuthError::InvalidGrant`]), the coach must connect again.
    pub async fn refresh(&self, refresh_token: &RefreshToken) -> Result<Tokens, OAuthError> {
        self.inner
            .exchange_refresh_token(&oauth2::RefreshToken::new(refresh_token.expose().to_owned()))
            .request_async(&Bridge(&self.http))
            .await
            .map(tokens)
            .map_err(|error| failure(error, Grant::Refresh))
    }
}

fn tokens(response: BasicTokenResponse) -> Tokens {
    Tokens {
        access_token: AccessToken::new(response.access_token().secret()),
        refresh_token: response.refresh_token().map(|token| RefreshToken::new(token.secret())),
        expires_in_s: response.expires_in().map_or(DOCUMENTED_LIFETIME_S, |time| time.as_secs()),
    }
}

fn failure(error: BasicRequestTokenError<BridgeError>, grant: Grant) -> OAuthError {
    match error {
        BasicRequestTokenError::Request(BridgeError::Transport(source)) => {
            OAuthError::Unreachable(source.without_url())
        }
        BasicRequestTokenError::Request(BridgeError::Refused { status, code }) => {
            OAuthError::refused(grant, status, code.as_deref())
        }
        // The bridge lets nothing but a success through, so all of these are about its body. What they carry is
        // dropped: it may be a token.
        BasicRequestTokenError::Request(BridgeError::TooLarge)
        | BasicRequestTokenError::ServerResponse(_)
        | BasicRequestTokenError::Parse(..)
        | BasicRequestTokenError::Other(_) => OAuthError::UnexpectedBody,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    fn client(auth_url: &str) -> OAuthClient {
        OAuthClient::new(OAuthSettings {
            auth_url: Url::parse(auth_url).unwrap(),
            client_id: "club".to_owned(),
            client_secret: ClientSecret::new("s3cret"),
            http: HttpSettings::default(),
        })
        .unwrap()
    }

    #[test]
    fn the_browser_is_sent_with_everything_that_polar_needs() {
        // The example of RFC 7636, appendix B.
        let verifier = PkceVerifier::new("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk").unwrap();
        let redirect_uri = Url::parse("https://club.example/auth/callback").unwrap();
        let url = client("https://auth.example").authorize_url("a b&c", &verifier, &redirect_uri);
        assert_eq!((url.host_str(), url.path()), (Some("auth.example"), "/oauth/authorize"));
        let query: HashMap<_, _> = url.query_pairs().into_owned().collect();
        let expected = [
            ("response_type", "code"),
            ("client_id", "club"),
            ("scope", "team_read"),
            ("state", "a b&c"),
            ("redirect_uri", "https://club.example/auth/callback"),
            ("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"),
            ("code_challenge_method", "S256"),
        ];
        assert_eq!(query, expected.map(|(k, v)| (k.to_owned(), v.to_owned())).into());
    }

    #[test]
    fn nothing_secret_is_printed() {
        let client = client("https://auth.example");
        assert!(!format!("{client:?}").contains("s3cret"));
        let tokens = Tokens {
            access_token: AccessToken::new("acc3ss"),
            refresh_token: Some(RefreshToken::new("r3fresh")),
            expires_in_s: 1,
        };
        let printed = format!("{tokens:?}");
        assert!(!printed.contains("acc3ss") && !printed.contains("r3fresh"), "{printed}");
    }

    #[test]
    fn an_address_that_is_none_is_refused() {
        let settings = OAuthSettings {
            auth_url: Url::parse("mailto:a@b.example").unwrap(),
            client_id: String::new(),
            client_secret: ClientSecret::new(""),
            http: HttpSettings::default(),
        };
        assert!(matches!(OAuthClient::new(settings), Err(SetupError::NotAnHttpAddress { .. })));
    }
}
