//! The one way in which this crate makes HTTP clients and addresses.

use std::time::Duration;

use reqwest::redirect;
use url::Url;

use crate::SetupError;

/// How this crate behaves as an HTTP client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpSettings {
    /// What the service sees in `User-Agent`.
    pub user_agent: String,
    /// How long a connection, TLS included, may take.
    pub connect_timeout: Duration,
    /// How long a connection may stay silent while an answer is expected.
    pub stall_timeout: Duration,
    /// How long a request may take altogether, until the last byte of its answer.
    pub request_timeout: Duration,
}

impl Default for HttpSettings {
    fn default() -> Self {
        Self {
            user_agent: concat!("touchline/", env!("CARGO_PKG_VERSION")).to_owned(),
            connect_timeout: Duration::from_secs(10),
            stall_timeout: Duration::from_secs(30),
            request_timeout: Duration::from_mins(1),
        }
    }
}

impl HttpSettings {
    /// A client that behaves so. It never follows a redirect: both services answer directly, and a redirect could
    /// carry a token to a place that nobody chose.
    pub(crate) fn build(&self) -> Result<reqwest::Client, SetupError> {
        reqwest::Client::builder()
            .user_agent(&self.user_agent)
            .connect_timeout(self.connect_timeout)
            .read_timeout(self.stall_timeout)
            .timeout(self.request_timeout)
            .redirect(redirect::Policy::none())
            .referer(false)
            .gzip(true)
            .build()
            .map_err(SetupError::HttpClient)
    }
}

/// Refuses an address that no path can be appended to, or that is not HTTP.
pub(crate) fn check_base(base: &Url) -> Result<(), SetupError> {
    match base.scheme() {
        "http" | "https" => Ok(()),
        _ => Err(SetupError::NotAnHttpAddress { address: base.clone() }),
    }
}

/// `base` with `segments` appended to its path, each percent-encoded as a whole. `None` when a segment cannot be
/// one: an id that would name another address must not reach the service.
pub(crate) fn address(base: &Url, segments: &[&str]) -> Option<Url> {
    let unfit =
        |segment: &&str| matches!(*segment, "" | "." | "..") || segment.contains(char::is_control);
    if segments.iter().any(unfit) {
        return None;
    }
    let mut url = base.clone();
    url.path_segments_mut().ok()?.pop_if_empty().extend(segments);
    Some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(base: &str, segments: &[&str]) -> Option<String> {
        address(&Url::parse(base).unwrap(), segments).map(String::from)
    }

    #[test]
    fn segments_are_encoded_whole() {
        assert_eq!(
            path("https://api.example/", &["v1", "teams", "a/b ?c#d%2e\\é"]).unwrap(),
            "https://api.example/v1/teams/a%2Fb%20%3Fc%23d%252e%5C%C3%A9"
        );
    }

    #[test]
    fn a_base_may_have_a_path_of_its_own() {
        for base in ["https://club.example/polar", "https://club.example/polar/"] {
            assert_eq!(
                path(base, &["v1", "teams"]).unwrap(),
                "https://club.example/polar/v1/teams"
            );
        }
    }

    #[test]
    fn ids_that_would_name_another_address_are_refused() {
        for id in ["", ".", "..", "a\nb", "\t"] {
            assert_eq!(path("https://api.example", &["v1", "teams", id]), None, "{id:?}");
        }
    }

    #[test]
    fn only_http_addresses_will_do() {
        assert!(check_base(&Url::parse("http://127.0.0.1:4000").unwrap()).is_ok());
        for bad in ["mailto:a@b.example", "file:///etc/passwd"] {
            assert!(check_base(&Url::parse(bad).unwrap()).is_err(), "{bad}");
        }
    }
}
