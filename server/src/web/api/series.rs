//! A window of a player session's series.

use app::{
    error::AppError,
    model::{Channel, Frame, PlayerSessionId, Window},
};
use axum::{
    Extension,
    extract::{Path, Query},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::{problem, refusal};
use crate::club::ClubDesk;

/// How many columns of pixels a window is reduced to when the address does not say.
const DEFAULT_POINTS: u32 = 1000;
/// As many columns as the widest screens have.
const MOST_POINTS: u32 = 8000;

/// The part of the address behind the question mark.
#[derive(Deserialize)]
pub(super) struct Asked {
    channels: Option<String>,
    from_ms: Option<i32>,
    to_ms: Option<i32>,
    points: Option<u32>,
    edition: Option<String>,
}

/// A window of a player session's series: binary, or JSON for `Accept: application/json`.
pub(super) async fn window(
    Extension(desk): Extension<ClubDesk>,
    Path(player_session_id): Path<PlayerSessionId>,
    headers: HeaderMap,
    query: Result<Query<Asked>, axum::extract::rejection::QueryRejection>,
) -> Response {
    let question = match query
        .map_err(|rejection| rejection.body_text())
        .and_then(|Query(asked)| asked.check())
    {
        Ok(question) => question,
        Err(error) => return problem(StatusCode::BAD_REQUEST, error),
    };
    let found = desk
        .series_frame(&player_session_id, &question.channels, question.window, question.points)
        .await;
    match found {
        Ok(frame) => answer(&frame, &headers, question.edition.as_deref()),
        Err(error) => refusal(&error),
    }
}

#[derive(Debug)]
struct Question {
    channels: Vec<Channel>,
    window: Option<Window>,
    points: u32,
    edition: Option<String>,
}

impl Asked {
    fn check(self) -> Result<Question, String> {
        let channels = match self.channels.as_deref().filter(|names| !names.is_empty()) {
            None => Channel::ALL.to_vec(),
            Some(names) => {
                let mut channels = Vec::new();
                for name in names.split(',') {
                    let channel =
                        name.trim().parse::<Channel>().map_err(|error| error.to_string())?;
                    if !channels.contains(&channel) {
                        channels.push(channel);
                    }
                }
                channels
            }
        };
        let window = match (self.from_ms, self.to_ms) {
            (None, None) => None,
            (from_ms, to_ms) => Some(
                Window::new(from_ms.unwrap_or(i32::MIN), to_ms.unwrap_or(i32::MAX))
                    .ok_or("from_ms must be less than to_ms")?,
            ),
        };
        let points = self.points.unwrap_or(DEFAULT_POINTS);
        if !(1..=MOST_POINTS).contains(&points) {
            return Err(format!("points must be from 1 to {MOST_POINTS}"));
        }
        Ok(Question { channels, window, points, edition: self.edition })
    }
}

fn answer(frame: &Frame, headers: &HeaderMap, edition: Option<&str>) -> Response {
    let wants_json = headers
        .get(header::ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.contains("application/json"));
    let (content_type, body) = if wants_json {
        match serde_json::to_vec(&frame.json()) {
            Ok(body) => ("application/json", body),
            Err(error) => {
                tracing::error!(%error, "a frame could not be written as JSON");
                return refusal(&AppError::Internal);
            }
        }
    } else {
        (Frame::MEDIA_TYPE, frame.encode())
    };
    let etag = format!("\"{}\"", BASE64_URL_SAFE_NO_PAD.encode(&Sha256::digest(&body)[..12]));
    // Kept by this browser alone, and for the one who is signed in. Unless the address names the edition, it is asked
    // again each time.
    let keep = if edition.is_some() && edition == frame.edition().as_deref() {
        "private, max-age=31536000, immutable"
    } else {
        "private, no-cache"
    };
    let caching = [
        (header::ETAG, HeaderValue::from_str(&etag).unwrap_or(HeaderValue::from_static("\"\""))),
        (header::CACHE_CONTROL, HeaderValue::from_static(keep)),
        (header::VARY, HeaderValue::from_static("accept, cookie")),
    ];
    let known = headers.get(header::IF_NONE_MATCH).and_then(|known| known.to_str().ok());
    let unchanged = known.is_some_and(|known| matches(known, &etag));
    if unchanged {
        return (StatusCode::NOT_MODIFIED, caching).into_response();
    }
    (caching, [(header::CONTENT_TYPE, HeaderValue::from_static(content_type))], body)
        .into_response()
}

/// Whether `If-None-Match` names the tag (RFC 9110, 13.1.2): a list, compared weakly, since proxies that compress mark
/// tags as weak.
fn matches(known: &str, etag: &str) -> bool {
    known.split(',').map(str::trim).any(|tag| tag == "*" || tag.trim_start_matches("W/") == etag)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(
        channels: Option<&str>,
        from_ms: Option<i32>,
        to_ms: Option<i32>,
        points: Option<u32>,
    ) -> Asked {
        Asked { channels: channels.map(str::to_owned), from_ms, to_ms, points, edition: None }
    }

    #[test]
    fn nothing_asked_is_everything() {
        let question = asked(None, None, None, None).check().unwrap();
        assert_eq!(question.channels, Channel::ALL);
        assert_eq!((question.window, question.points), (None, DEFAULT_POINTS));
    }

    #[test]
    fn an_open_end_reaches_to_the_end() {
        let question = asked(Some("speed,hr,speed"), Some(5), None, Some(10)).check().unwrap();
        assert_eq!(question.channels, [Channel::Speed, Channel::HeartRate]);
        assert_eq!(question.window, Window::new(5, i32::MAX));
    }

    #[test]
    fn a_known_tag_is_found_however_it_is_sent() {
        for known in [r#""a""#, r#"W/"a""#, r#""b", W/"a""#, "*"] {
            assert!(matches(known, r#""a""#), "{known}");
        }
        assert!(!matches(r#""b", "ab""#, r#""a""#));
    }

    #[test]
    fn nonsense_is_told() {
        assert!(asked(Some("hr,pulse"), None, None, None).check().unwrap_err().contains("“pulse”"));
        assert!(asked(None, Some(5), Some(5), None).check().is_err());
        assert!(asked(None, None, None, Some(0)).check().is_err());
        assert!(asked(None, None, None, Some(8001)).check().is_err());
    }
}
