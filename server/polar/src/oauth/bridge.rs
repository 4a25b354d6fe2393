//! The oauth2 crate over our HTTP client.

use std::future::Future;
use std::pin::Pin;

use oauth2::{AsyncHttpClient, HttpRequest, HttpResponse};
use serde_json::Value;

/// The largest answer of the token endpoint that is read, in bytes. A real one has a few hundred.
const MAX_BODY_BYTES: usize = 64 * 1024;

/// Carries one request of the oauth2 crate. Anything but a 200 ends here as an error, because the crate would expect
/// JSON in it and lose the status.
pub(super) struct Bridge<'a>(pub(super) &'a reqwest::Client);

/// Why there is no answer for the oauth2 crate to read.
#[derive(Debug, thiserror::Error)]
pub(super) enum BridgeError {
    #[error("the request failed")]
    Transport(#[from] reqwest::Error),
    #[error("status {status}")]
    Refused { status: u16, code: Option<String> },
    #[error("the answer is too large")]
    TooLarge,
}

impl<'c> AsyncHttpClient<'c> for Bridge<'_> {
    type Error = BridgeError;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, BridgeError>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(async move {
            let response = self.0.execute(request.try_into()?).await?;
            let status = response.status();
            let body = read_capped(response).await?;
            if status != reqwest::StatusCode::OK {
                let code = body.as_deref().and_then(error_code);
                return Err(BridgeError::Refused { status: status.as_u16(), code });
            }
            // Without headers: the crate would refuse a token answer with an unusual content type.
            body.map(HttpResponse::new).ok_or(BridgeError::TooLarge)
        })
    }
}

/// The whole body, or `None` when it is larger than any token answer.
async fn read_capped(mut response: reqwest::Response) -> Result<Option<Vec<u8>>, reqwest::Error> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        if body.len() + chunk.len() > MAX_BODY_BYTES {
            return Ok(None);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Some(body))
}

/// The OAuth error code of a refusal, if its body has one.
fn error_code(body: &[u8]) -> Option<String> {
    let body: Value = serde_json::from_slice(body).ok()?;
    Some(body.get("error")?.as_str()?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_code_is_read_from_json_only() {
        assert_eq!(error_code(br#"{"error":"invalid_grant"}"#).as_deref(), Some("invalid_grant"));
        assert_eq!(error_code(br#"{"error":{"status":429}}"#), None);
        assert_eq!(error_code(b"<html>401</html>"), None);
        assert_eq!(error_code(b""), None);
    }
}
