//! Faults on demand, as a client on the other end of a socket meets them.

use std::time::Duration;

use axum::http::{StatusCode, header};
use demo::{Coach, Endpoint, Fault, FaultKind, RetryAfter};
use reqwest::{RequestBuilder, Response};
use serde_json::Value;
use tokio::{
    net::TcpListener,
    sync::oneshot,
    task::{JoinHandle, yield_now},
};

use crate::support::{CLIENT, Service, id, player_sessions};

/// The service on a port of this machine, and a client.
struct Stage {
    service: Service,
    origin: String,
    client: reqwest::Client,
    token: String,
    stop: oneshot::Sender<()>,
    server: JoinHandle<()>,
}

impl Stage {
    async fn new() -> Self {
        let service = Service::new();
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let origin = format!("http://{}", listener.local_addr().expect("an address"));
        let (stop, stopped) = oneshot::channel();
        let router = service.demo.router();
        let server = tokio::spawn(async move {
            let stopped = async { stopped.await.unwrap_or_default() };
            axum::serve(listener, router).with_graceful_shutdown(stopped).await.expect("a server");
        });
        let client = reqwest::Client::builder().no_proxy().build().expect("a client");
        let token = service.demo.issue_tokens(CLIENT, Coach::First).access_token;
        Self { service, origin, client, token, stop, server }
    }

    /// A stage on which all requests to the API meet this.
    async fn with(kind: FaultKind) -> Self {
        let stage = Self::new().await;
        stage.service.demo.faults().add(Fault::api(kind));
        stage
    }

    fn request(&self, path: &str) -> RequestBuilder {
        self.client.get(format!("{}{path}", self.origin)).bearer_auth(&self.token)
    }

    /// The answer to a request for the teams.
    async fn teams(&self) -> Response {
        self.request("/v1/teams").send().await.expect("an answer")
    }

    /// The teams' whole body as it is without faults.
    async fn sound_teams(&self) -> Vec<u8> {
        let answer = self.service.as_coach(Coach::First).get("/v1/teams").await;
        answer.body.to_vec()
    }

    async fn refresh(&self, refresh_token: &str) -> Response {
        let form = [("grant_type", "refresh_token"), ("refresh_token", refresh_token)];
        let request = self.client.post(format!("{}/oauth/token", self.origin)).form(&form);
        request.basic_auth(CLIENT, Some("s3cret%2F%2B")).send().await.expect("an answer")
    }

    fn faults_end(&self) {
        self.service.demo.faults().clear();
    }
}

fn header(answer: &Response, name: header::HeaderName) -> Option<&str> {
    answer.headers().get(name).map(|value| value.to_str().expect("ASCII"))
}

#[tokio::test]
async fn answers_with_a_status() {
    let stage = Stage::new().await;
    let after = |status, retry_after| FaultKind::status(status).after(retry_after);
    for (kind, status, retry_after) in [
        (FaultKind::status(StatusCode::INTERNAL_SERVER_ERROR), 500, None),
        (FaultKind::status(StatusCode::BAD_GATEWAY), 502, None),
        (FaultKind::status(StatusCode::SERVICE_UNAVAILABLE), 503, None),
        (after(StatusCode::SERVICE_UNAVAILABLE, RetryAfter::Seconds(7)), 503, Some("7")),
        (FaultKind::status(StatusCode::FORBIDDEN), 403, None),
        (FaultKind::status(StatusCode::NOT_FOUND), 404, None),
        (FaultKind::status(StatusCode::TOO_MANY_REQUESTS), 429, None),
        (after(StatusCode::TOO_MANY_REQUESTS, RetryAfter::Seconds(90)), 429, Some("90")),
        (
            after(StatusCode::TOO_MANY_REQUESTS, RetryAfter::Date(90)),
            429,
            Some("Mon, 17 Nov 2025 00:01:30 GMT"),
        ),
    ] {
        stage.service.demo.faults().add(Fault::at(Endpoint::Teams, kind).next(1));
        let answer = stage.teams().await;
        assert_eq!(answer.status(), status);
        assert_eq!(header(&answer, header::RETRY_AFTER), retry_after, "{kind:?}");
        let body = answer.bytes().await.expect("a body");
        let body: Value = serde_json::from_slice(&body).expect("JSON");
        assert_eq!(body["error"]["status"], status);
        assert_eq!(stage.teams().await.status(), StatusCode::OK, "it is over");
    }
    let log = stage.service.demo.requests();
    assert_eq!(log[0].status, Some(StatusCode::INTERNAL_SERVER_ERROR));
}

#[tokio::test]
async fn what_is_refused_by_a_fault_does_not_fill_the_bucket() {
    let stage = Stage::with(FaultKind::status(StatusCode::TOO_MANY_REQUESTS)).await;
    for _ in 0..150 {
        assert_eq!(stage.teams().await.status(), StatusCode::TOO_MANY_REQUESTS);
    }
    stage.faults_end();
    for _ in 0..100 {
        assert_eq!(stage.teams().await.status(), StatusCode::OK);
    }
}

#[tokio::test]
async fn other_endpoints_are_left_alone() {
    let stage = Stage::new().await;
    let kind = FaultKind::status(StatusCode::BAD_GATEWAY);
    stage.service.demo.faults().add(Fault::at(Endpoint::Team, kind));
    assert_eq!(stage.teams().await.status(), StatusCode::OK);
    let team = stage.request("/v1/teams/any").send().await.expect("an answer");
    assert_eq!(team.status(), StatusCode::BAD_GATEWAY);
}

#[tokio::test]
async fn a_request_hangs_until_the_client_goes_away() {
    let stage = Stage::with(FaultKind::Hang).await;
    let arrived = async {
        while stage.service.demo.requests().is_empty() {
            yield_now().await;
        }
    };
    tokio::select! {
        _ = stage.request("/v1/teams").send() => panic!("there is no answer"),
        () = arrived => {}
    }
    let log = stage.service.demo.requests();
    assert_eq!((log[0].endpoint, log[0].status), (Some(Endpoint::Teams), None));
    // The server stops when no request is left.
    stage.stop.send(()).expect("a server");
    stage.server.await.expect("no panic");
}

#[tokio::test(start_paused = true)]
async fn a_slow_body_arrives_in_the_end() {
    let pause = Duration::from_secs(3);
    let stage = Stage::with(FaultKind::Slow(pause)).await;
    let start = tokio::time::Instant::now();
    let body = stage.teams().await.bytes().await.expect("a body");
    let sips = body.len().div_ceil(16) as u32;
    assert!(sips > 10 && start.elapsed() >= pause * sips, "{:?}", start.elapsed());
    stage.faults_end();
    assert_eq!(body, stage.sound_teams().await);
}

#[tokio::test]
async fn a_truncated_body_is_shorter_than_promised() {
    let stage = Stage::with(FaultKind::Truncated).await;
    let mut answer = stage.teams().await;
    assert_eq!(answer.status(), StatusCode::OK);
    let promised = answer.content_length().expect("a length");
    let first = answer.chunk().await.expect("a part").expect("not empty");
    assert!(answer.chunk().await.is_err(), "the connection is closed");
    stage.faults_end();
    let sound = stage.sound_teams().await;
    assert_eq!(promised, sound.len() as u64);
    assert_eq!(first, sound[..sound.len() / 2]);
}

#[tokio::test]
async fn a_chunked_body_breaks_off() {
    let stage = Stage::with(FaultKind::BrokenChunks).await;
    let mut answer = stage.teams().await;
    assert_eq!(header(&answer, header::TRANSFER_ENCODING), Some("chunked"));
    assert!(answer.chunk().await.expect("a part").is_some());
    assert!(answer.chunk().await.is_err(), "the last chunk is missing");
}

#[tokio::test]
async fn an_endless_body_does_not_end() {
    let stage = Stage::with(FaultKind::Endless).await;
    let mut answer = stage.teams().await;
    let mut read = 0;
    while read < 5_000_000 {
        read += answer.chunk().await.expect("more").expect("no end").len();
    }
    drop(answer);
    stage.stop.send(()).expect("a server");
    stage.server.await.expect("it ends with the client");
}

#[tokio::test]
async fn bodies_that_are_something_else() {
    for (kind, content_type, start) in [
        (FaultKind::Html, "text/html", "<!doctype html>"),
        (FaultKind::OtherShape, "application/json", "[{"),
        (FaultKind::DeepNesting, "application/json", "[[[[[["),
        (FaultKind::Empty, "application/json", ""),
    ] {
        let stage = Stage::with(kind).await;
        let answer = stage.teams().await;
        assert_eq!(answer.status(), StatusCode::OK);
        assert!(header(&answer, header::CONTENT_TYPE).expect("a type").starts_with(content_type));
        let body = answer.bytes().await.expect("a body");
        assert!(body.starts_with(start.as_bytes()));
        match kind {
            FaultKind::DeepNesting => assert_eq!(body.len(), 200_000),
            FaultKind::Empty => assert!(body.is_empty()),
            _ => {}
        }
    }
}

#[tokio::test]
async fn no_content_is_without_a_body() {
    let stage = Stage::with(FaultKind::status(StatusCode::NO_CONTENT)).await;
    let answer = stage.teams().await;
    assert_eq!(answer.status(), StatusCode::NO_CONTENT);
    assert!(answer.bytes().await.expect("no body").is_empty());
}

#[tokio::test]
async fn gzip_that_is_none_cannot_be_read() {
    let stage = Stage::with(FaultKind::FalseGzip).await;
    let answer = stage.teams().await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert!(answer.bytes().await.is_err_and(|error| error.is_decode()));
}

#[tokio::test]
async fn figures_and_samples_become_absurd() {
    let stage = Stage::new().await;
    let details = stage.service.as_coach(Coach::First).session_of_type("DRILL").await;
    let uri = format!("/v1/training_sessions/{}", player_sessions(&details)[3]);
    let samples = format!("{uri}?samples=hr,speed,rr");
    let summary = format!("{uri}/session_summary");
    let spoilt = async |kind, uri: &str| {
        stage.service.demo.faults().add(Fault::api(kind).next(1));
        let answer = stage.request(uri).send().await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::OK);
        String::from_utf8(answer.bytes().await.expect("a body").to_vec()).expect("text")
    };
    let json = |text: &str| serde_json::from_str::<Value>(text);

    for uri in [&samples, &summary, "/v1/teams"] {
        let body = spoilt(FaultKind::Numbers("1e999"), uri).await;
        assert!(body.contains(":1e999") && json(&body).is_err(), "beyond every number");
    }
    let body = spoilt(FaultKind::Numbers("-1"), &samples).await;
    let data = json(&body).expect("JSON")["data"].take();
    assert_eq!(data["duration_ms"], -1);
    assert_eq!(data["samples"]["values"][7][2], -1);
    assert_eq!(data["rr_intervals"][0], -1);
    let body = spoilt(FaultKind::Numbers("9223372036854775808"), &summary).await;
    assert_eq!(json(&body).expect("JSON")["data"]["distance_meters"], 1_u64 << 63);

    let body = spoilt(FaultKind::Durations("PT9H"), &samples).await;
    assert_eq!(json(&body).expect("JSON")["data"]["samples"]["values"][3][0], "PT9H");
    let body = spoilt(FaultKind::Durations("PT9H"), &summary).await;
    assert_eq!(json(&body).expect("JSON")["data"]["heart_rate_zones"][0]["in-zone"], "PT9H");
}

#[tokio::test]
async fn lists_and_rows_get_other_lengths() {
    let stage = Stage::new().await;
    let details = stage.service.as_coach(Coach::First).session_of_type("DRILL").await;
    let uri = format!("/v1/training_sessions/{}?samples=hr", player_sessions(&details)[3]);
    stage.service.demo.faults().add(Fault::api(FaultKind::Lengths));
    let get = async |uri: &str| {
        let answer = stage.request(uri).send().await.expect("an answer");
        let body = answer.bytes().await.expect("a body");
        serde_json::from_slice::<Value>(&body).expect("JSON")
    };
    let teams = get("/v1/teams").await;
    let ids: Vec<&str> = teams["data"].as_array().expect("a list").iter().map(id).collect();
    assert_eq!(ids.len(), 4);
    assert_eq!(ids[..2], ids[2..]);
    let data = get(&uri).await;
    let samples = &data["data"]["samples"];
    let length = |row: &Value| row.as_array().expect("a row").len();
    assert_eq!(length(&samples["fields"]), 0);
    assert_eq!([0, 1, 2].map(|row| length(&samples["values"][row])), [64, 0, 64]);
}

#[tokio::test]
async fn a_refresh_that_is_struck_leaves_the_token_in_force() {
    let stage = Stage::new().await;
    let tokens = stage.service.demo.issue_tokens(CLIENT, Coach::First);
    let faults = stage.service.demo.faults();
    faults.add(Fault::at(Endpoint::Refresh, FaultKind::InvalidGrant).next(1));
    let kind = FaultKind::status(StatusCode::INTERNAL_SERVER_ERROR);
    faults.add(Fault::at(Endpoint::Refresh, kind).next(1));

    let refused = stage.refresh(&tokens.refresh_token).await;
    assert_eq!(refused.status(), StatusCode::BAD_REQUEST);
    let body = refused.bytes().await.expect("a body");
    assert_eq!(body, r#"{"error":"invalid_grant"}"#);
    let broken = stage.refresh(&tokens.refresh_token).await;
    assert_eq!(broken.status(), StatusCode::INTERNAL_SERVER_ERROR);
    let good = stage.refresh(&tokens.refresh_token).await;
    assert_eq!(good.status(), StatusCode::OK);
}

#[tokio::test]
async fn an_answer_that_is_lost_on_the_way_uses_the_token_up() {
    let stage = Stage::new().await;
    let tokens = stage.service.demo.issue_tokens(CLIENT, Coach::First);
    stage.service.demo.faults().add(Fault::at(Endpoint::Refresh, FaultKind::Truncated).next(1));
    let lost = stage.refresh(&tokens.refresh_token).await;
    assert!(lost.bytes().await.is_err());
    let again = stage.refresh(&tokens.refresh_token).await;
    assert_eq!(again.status(), StatusCode::BAD_REQUEST, "it was replaced by one that got lost");
}
