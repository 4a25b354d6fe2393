//! How a large answer is read: parsed while it arrives, so that neither the body nor a document of it is ever held.

use std::convert::Infallible;
use std::io::{self, BufRead, BufReader, Read};
use std::panic;

use futures::{StreamExt, TryStreamExt};
use serde::de::{Deserialize, Error, IgnoredAny};
use series::json::{self, Json, Stop};
use tokio::sync::oneshot;
use tokio_util::io::{StreamReader, SyncIoBridge};

use super::Endpoint;
use super::body::starts_like_an_answer;
use crate::ApiError;

/// How much is looked at to tell an answer from a web page, in bytes.
const START_BYTES: usize = 512;

/// How the content of an answer is read.
type ReadContent<T> = fn(&mut Json<'_>) -> Result<T, Stop>;

/// Reads the body of a success as JSON, at most `limit_bytes` of it, on a thread for blocking work. When the future
/// is dropped, the input ends for the parser and the thread comes free.
pub(super) async fn read<T: Send + 'static>(
    response: reqwest::Response,
    endpoint: Endpoint,
    limit_bytes: u64,
    content: ReadContent<T>,
) -> Result<T, ApiError> {
    let (wanted, dropped) = oneshot::channel::<Infallible>();
    let body = response.bytes_stream().map_err(io::Error::other).take_until(dropped);
    let body = SyncIoBridge::new(StreamReader::new(body));
    let parse = move || parse(body, endpoint, limit_bytes, content);
    let parsed = tokio::task::spawn_blocking(parse).await;
    drop(wanted);
    match parsed {
        Ok(result) => result,
        Err(stopped) => match stopped.try_into_panic() {
            Ok(panic) => panic::resume_unwind(panic),
            Err(_) => Err(ApiError::Interrupted { endpoint }),
        },
    }
}

fn parse<T>(
    body: impl Read,
    endpoint: Endpoint,
    limit_bytes: u64,
    content: ReadContent<T>,
) -> Result<T, ApiError> {
    let body = Limited { inner: body, left_bytes: limit_bytes };
    let mut body = BufReader::with_capacity(START_BYTES, body);
    let start = body.fill_buf().map_err(|error| io_failure(error, endpoint, limit_bytes))?;
    if !starts_like_an_answer(start) {
        return Err(ApiError::not_json(endpoint));
    }
    json::read(&mut body, |json| envelope(json, content)).map_err(|error| match error {
        json::Error::Io(error) => io_failure(error, endpoint, limit_bytes),
        other => ApiError::streamed_json(endpoint, other),
    })
}

/// Takes the content out of what every answer is wrapped in.
fn envelope<T>(json: &mut Json<'_>, content: ReadContent<T>) -> Result<T, Stop> {
    let mut data = None;
    if let Some(mut members) = json.members("an answer, an object with `data`")? {
        while let Some(name) = members.name()? {
            match name.as_str() {
                "data" if data.is_some() => return Err(Stop::duplicate_field("data")),
                "data" => data = Some(content(members.value()?)?),
                _ => {
                    IgnoredAny::deserialize(members.value()?)?;
                }
            }
        }
    }
    data.ok_or_else(|| Stop::missing_field("data"))
}

fn io_failure(error: io::Error, endpoint: Endpoint, limit_bytes: u64) -> ApiError {
    let Some(cause) = error.into_inner() else {
        return ApiError::CutShort { endpoint };
    };
    match cause.downcast::<reqwest::Error>() {
        Ok(error) => ApiError::transport(endpoint, *error),
        Err(other) if other.is::<OverLimit>() => ApiError::BodyTooLarge { endpoint, limit_bytes },
        Err(_) => ApiError::CutShort { endpoint },
    }
}

/// A reader that fails once there is more than it may read.
struct Limited<R> {
    inner: R,
    left_bytes: u64,
}

#[derive(Debug, thiserror::Error)]
#[error("the body is larger than allowed")]
struct OverLimit;

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read_bytes = self.inner.read(buffer)?;
        self.left_bytes = self
            .left_bytes
            .checked_sub(read_bytes as u64)
            .ok_or_else(|| io::Error::other(OverLimit))?;
        Ok(read_bytes)
    }
}

#[cfg(test)]
mod tests {
    use std::task::Poll;
    use std::time::Duration;

    use futures::stream;

    use super::*;
    use crate::BodyProblem;

    fn parse_numbers(json: &str, limit_bytes: u64) -> Result<Vec<u32>, ApiError> {
        let numbers: ReadContent<_> = |json| Vec::deserialize(json);
        parse(json.as_bytes(), Endpoint::PlayerSessionSamples, limit_bytes, numbers)
    }

    #[test]
    fn the_limit_is_exact() {
        let json = r#"{"data":[1,2]}"#;
        assert_eq!(parse_numbers(json, 14).unwrap(), [1, 2]);
        let refused = parse_numbers(json, 13);
        assert!(
            matches!(refused, Err(ApiError::BodyTooLarge { limit_bytes: 13, .. })),
            "{refused:?}"
        );
    }

    #[test]
    fn a_body_cut_at_any_byte_is_an_error() {
        let whole = r#"{"data":[1,23,456]}"#;
        for cut in 0..whole.len() {
            let error = parse_numbers(&whole[..cut], 100).unwrap_err();
            assert!(matches!(error, ApiError::CutShort { .. }), "{cut}: {error}");
            assert!(error.is_retryable());
        }
    }

    #[test]
    fn what_is_no_such_json_is_unexpected() {
        for (json, expected) in [
            ("<html>", BodyProblem::NotJson),
            ("\n\n <!DOCTYPE html>", BodyProblem::NotJson),
            ("[1]", BodyProblem::NotJson),
            (r#"{"data":[1]} 2"#, BodyProblem::Syntax),
            (r#"{"data":[1,<html>"#, BodyProblem::Syntax),
            (r#"{"data":["x"]}"#, BodyProblem::Shape),
        ] {
            let error = parse_numbers(json, 100).unwrap_err();
            let found =
                matches!(error, ApiError::UnexpectedBody { problem, .. } if problem == expected);
            assert!(found, "{json}: {error}");
            assert_eq!(error.is_retryable(), expected == BodyProblem::NotJson);
        }
    }

    #[test]
    fn deep_nesting_is_refused() {
        let deep = format!(r#"{{"data":{}"#, "[".repeat(1_000_000));
        let document: ReadContent<_> = |json| serde_json::Value::deserialize(json);
        let refused = parse(deep.as_bytes(), Endpoint::PlayerSessionSamples, u64::MAX, document);
        assert!(matches!(refused, Err(ApiError::UnexpectedBody { .. })), "{refused:?}");
    }

    #[test]
    fn what_breaks_at_once_says_so() {
        let broken = |kind: fn() -> io::Error| {
            let stream = stream::once(async move { Err::<&[u8], _>(kind()) });
            let body = StreamReader::new(stream.boxed());
            let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
            let body = SyncIoBridge::new_with_handle(body, runtime.handle().clone());
            let number: ReadContent<_> = |json| u8::deserialize(json);
            parse(body, Endpoint::PlayerSessionSamples, 100, number).unwrap_err()
        };
        let error = broken(|| io::Error::other(OverLimit));
        assert!(matches!(error, ApiError::BodyTooLarge { .. }), "{error:?}");
        let error = broken(|| io::Error::other("gone"));
        assert!(matches!(error, ApiError::CutShort { .. }), "{error:?}");
    }

    #[tokio::test]
    async fn a_dropped_call_stops_the_parser() {
        let (waits, parser_waits) = oneshot::channel();
        let (body_is_held, body_let_go) = oneshot::channel::<Infallible>();
        let (_test_runs, test_is_over) = oneshot::channel::<Infallible>();
        let mut waits = Some(waits);
        let rest = stream::poll_fn(move |_| {
            let _held_with_the_body = &body_is_held;
            waits.take().map(|waits| waits.send(()));
            Poll::Pending
        });
        let body = stream::iter([Ok::<_, io::Error>(r#"{"data":[1,"#)])
            .chain(rest)
            .take_until(test_is_over);
        let body = reqwest::Body::wrap_stream(body);
        let response = reqwest::Response::from(axum::http::Response::new(body));
        let endpoint = Endpoint::PlayerSessionSamples;

        let numbers: ReadContent<_> = |json| Vec::<u32>::deserialize(json);
        let call = tokio::spawn(read(response, endpoint, 100, numbers));
        parser_waits.await.unwrap();
        call.abort();
        let let_go = tokio::time::timeout(Duration::from_secs(10), body_let_go).await;
        assert!(let_go.expect("the parser still waits").is_err());
    }
}
