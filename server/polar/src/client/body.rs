//! How a small answer is read: whole, up to a limit, and then parsed.

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::Endpoint;
use crate::ApiError;

/// What every answer is wrapped in.
#[derive(Debug, Deserialize)]
pub(super) struct Envelope<T> {
    pub(super) data: T,
}

/// Reads the body of a success as JSON, at most `limit_bytes` of it.
pub(super) async fn read<T: DeserializeOwned>(
    response: reqwest::Response,
    endpoint: Endpoint,
    limit_bytes: u64,
) -> Result<T, ApiError> {
    let body = collect(response, endpoint, limit_bytes).await?;
    parse(&body, endpoint)
}

async fn collect(
    mut response: reqwest::Response,
    endpoint: Endpoint,
    limit_bytes: u64,
) -> Result<Vec<u8>, ApiError> {
    let mut body = Vec::new();
    loop {
        let chunk = response.chunk().await.map_err(|error| ApiError::transport(endpoint, error))?;
        let Some(chunk) = chunk else { return Ok(body) };
        if (body.len() + chunk.len()) as u64 > limit_bytes {
            return Err(ApiError::BodyTooLarge { endpoint, limit_bytes });
        }
        body.extend_from_slice(&chunk);
    }
}

/// Whether these bytes can begin an answer, which is always an object; nothing but white space can.
pub(super) fn starts_like_an_answer(body: &[u8]) -> bool {
    body.trim_ascii_start().first().is_none_or(|byte| *byte == b'{')
}

fn parse<T: DeserializeOwned>(body: &[u8], endpoint: Endpoint) -> Result<T, ApiError> {
    if !starts_like_an_answer(body) {
        return Err(ApiError::not_json(endpoint));
    }
    let mut json = serde_json::Deserializer::from_slice(body);
    let value = serde_path_to_error::deserialize(&mut json)
        .map_err(|error| ApiError::json(endpoint, error.path().to_string(), error.inner()))?;
    json.end().map_err(|error| ApiError::json(endpoint, ".".to_owned(), &error))?;
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::BodyProblem;
    use crate::model::TeamDetails;

    fn parse_team(json: &str) -> Result<Envelope<TeamDetails>, ApiError> {
        parse(json.as_bytes(), Endpoint::Team)
    }

    fn problem(json: &str) -> (BodyProblem, String) {
        match parse_team(json).unwrap_err() {
            ApiError::UnexpectedBody { problem, path, .. } => (problem, path),
            other => panic!("{json}: {other}"),
        }
    }

    #[test]
    fn unexpected_bodies_say_where() {
        assert_eq!(problem(r#"{"data": {"name": "Team1"}}"#).0, BodyProblem::Shape);
        assert_eq!(problem(r#"{"data": ["Team1"]}"#), (BodyProblem::Shape, "data".to_owned()));
        assert_eq!(problem("{}"), (BodyProblem::Shape, ".".to_owned()));
        for other in ["<html>nothing</html>", "\r\n <!DOCTYPE html>", "[]", "ok", "\u{feff}{}"] {
            assert_eq!(problem(other).0, BodyProblem::NotJson, "{other}");
        }
        assert_eq!(problem(r#"{"data": <html>"#).0, BodyProblem::Syntax);
        assert_eq!(problem(r#"{"data": {"id": "t"}} and more"#).0, BodyProblem::Syntax);
    }

    #[test]
    fn a_body_that_ends_early_was_cut_short() {
        for json in ["", "{", r#"{"data": {"id": "t"#] {
            assert!(matches!(parse_team(json), Err(ApiError::CutShort { .. })), "{json}");
        }
    }

    #[test]
    fn deep_nesting_is_refused() {
        let deep = format!(r#"{{"data": {{"id": "t", "x": {}"#, "[".repeat(100_000));
        assert_eq!(problem(&deep).0, BodyProblem::Syntax);
    }
}
