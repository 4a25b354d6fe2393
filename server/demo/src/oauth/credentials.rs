//! HTTP Basic, the only way in which a client may prove who it is.

use axum::http::{HeaderMap, header};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use url::form_urlencoded;

use crate::{service::Service, settings::Client};

/// The client whose id and secret the request carries.
pub(super) fn client<'a>(service: &'a Service, headers: &HeaderMap) -> Option<&'a Client> {
    let header = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, encoded) = header.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let decoded = String::from_utf8(BASE64_STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (id, secret) = decoded.split_once(':')?;
    service.client(&form_decoded(id)).filter(|client| client.secret == form_decoded(secret))
}

/// Both halves are form-encoded before they are joined (RFC 6749, 2.3.1).
fn form_decoded(half: &str) -> String {
    // Only the name of a pair without a value: escape what would separate pairs.
    let single = half.replace('&', "%26").replace('=', "%3D");
    form_urlencoded::parse(single.as_bytes()).map(|(name, _)| name.into_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_plain_and_escaped_halves_are_understood() {
        assert_eq!(form_decoded("a-plain.secret"), "a-plain.secret");
        assert_eq!(form_decoded("a%3Ab%2Fc+d"), "a:b/c d");
        assert_eq!(form_decoded("x=&y"), "x=&y");
        assert_eq!(form_decoded(""), "");
    }
}
