//! A service with a clock to turn, and requests to it.

use std::{
    collections::HashMap,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use axum::{
    body::{Body, Bytes, to_bytes},
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use chrono::NaiveDate;
use demo::{Client, Coach, Demo, DemoSettings};
use serde_json::Value;
use tower::ServiceExt as _;
use url::{Url, form_urlencoded};

pub(crate) const CLIENT: &str = "touchline";
pub(crate) const SECRET: &str = "s3cret/+";
pub(crate) const REDIRECT: &str = "http://127.0.0.1:3000/auth/callback";
pub(crate) const OTHER_CLIENT: &str = "another";

/// A service in which a second passes with every API request, so that the rate limit stays away.
pub(crate) struct Service {
    pub(crate) demo: Demo,
    now_ms: Arc<AtomicU64>,
}

/// An answer with its whole body.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("text")
    }

    pub(crate) fn header(&self, name: header::HeaderName) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("ASCII"))
    }

    /// The parameters with which the browser is sent back, after checking where to.
    pub(crate) fn redirected(&self) -> HashMap<String, String> {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{self:?}");
        let location = Url::parse(self.header(header::LOCATION)).expect("an address");
        assert_eq!(location.as_str().split('?').next(), Some(REDIRECT));
        location.query_pairs().into_owned().collect()
    }
}

pub(crate) fn settings() -> DemoSettings {
    let client = |id: &str, redirect_uris: &[&str]| Client {
        id: id.to_owned(),
        secret: SECRET.to_owned(),
        redirect_uris: redirect_uris.iter().map(|uri| (*uri).to_owned()).collect(),
    };
    let season_end = NaiveDate::from_ymd_opt(2025, 11, 16).expect("a date");
    let ours = client(CLIENT, &[REDIRECT, "http://127.0.0.1:3000/other?kept=1"]);
    let mut settings = DemoSettings::new(7, season_end, ours);
    settings.clients.push(client(OTHER_CLIENT, &["http://127.0.0.1:4000/"]));
    settings
}

impl Service {
    pub(crate) fn new() -> Self {
        Self::with(settings())
    }

    pub(crate) fn with(settings: DemoSettings) -> Self {
        let now_ms = Arc::new(AtomicU64::new(0));
        let reading = now_ms.clone();
        let clock = Arc::new(move || Duration::from_millis(reading.load(Ordering::SeqCst)));
        Self { demo: Demo::new(settings, clock), now_ms }
    }

    pub(crate) fn pass(&self, time: Duration) {
        self.now_ms.fetch_add(time.as_millis() as u64, Ordering::SeqCst);
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.demo.router().oneshot(request).await.expect("infallible");
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.expect("a whole body");
        Answer { status: parts.status, headers: parts.headers, body }
    }

    pub(crate) async fn request(&self, method: Method, uri: &str, token: Option<&str>) -> Answer {
        let mut request = Request::builder().method(method).uri(uri);
        if let Some(token) = token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        self.send(request.body(Body::empty()).expect("a request")).await
    }

    /// A form as a browser or a client posts it.
    pub(crate) async fn post(
        &self,
        uri: &str,
        basic: Option<(&str, &str)>,
        form: &[(&str, &str)],
    ) -> Answer {
        let mut request = Request::post(uri)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded;charset=UTF-8");
        if let Some((id, secret)) = basic {
            let [id, secret] = [id, secret]
                .map(|half| form_urlencoded::byte_serialize(half.as_bytes()).collect::<String>());
            let encoded = BASE64_STANDARD.encode(format!("{id}:{secret}"));
            request = request.header(header::AUTHORIZATION, format!("Basic {encoded}"));
        }
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        self.send(request.body(Body::from(body)).expect("a request")).await
    }

    pub(crate) fn as_coach(&self, coach: Coach) -> Api<'_> {
        let token = self.demo.issue_tokens(CLIENT, coach).access_token;
        Api { service: self, token }
    }
}

/// The API as one coach sees it.
pub(crate) struct Api<'a> {
    service: &'a Service,
    pub(crate) token: String,
}

impl Api<'_> {
    pub(crate) async fn get(&self, uri: &str) -> Answer {
        self.service.pass(Duration::from_secs(1));
        self.service.request(Method::GET, uri, Some(&self.token)).await
    }

    /// The body of a successful answer.
    pub(crate) async fn json(&self, uri: &str) -> Value {
        let answer = self.get(uri).await;
        assert_eq!(answer.status, StatusCode::OK, "{uri}: {}", answer.text());
        answer.json()
    }

    /// `data` of a successful answer.
    pub(crate) async fn data(&self, uri: &str) -> Value {
        self.json(uri).await["data"].take()
    }

    /// All items of a list, page by page.
    pub(crate) async fn all(&self, uri: &str) -> Vec<Value> {
        let mut items = Vec::new();
        let separator = if uri.contains('?') { '&' } else { '?' };
        for page in 0.. {
            let list = self.json(&format!("{uri}{separator}per_page=100&page={page}")).await;
            items.extend(list["data"].as_array().expect("a list").iter().cloned());
            if page + 1 >= list["page"]["total_pages"].as_u64().expect("a number") {
                break;
            }
        }
        items
    }

    pub(crate) async fn teams(&self) -> Vec<Value> {
        self.all("/v1/teams").await
    }

    /// All sessions of the coach's first team.
    pub(crate) async fn sessions(&self) -> Vec<Value> {
        let teams = self.teams().await;
        self.all(&format!("/v1/teams/{}/training_sessions", id(&teams[0]))).await
    }

    /// The details of the first session of this type.
    pub(crate) async fn session_of_type(&self, kind: &str) -> Value {
        let sessions = self.sessions().await;
        let session = sessions.iter().find(|session| session["type"] == kind).expect(kind);
        self.data(&format!("/v1/teams/training_sessions/{}", id(session))).await
    }
}

/// The `id` of an entity.
pub(crate) fn id(entity: &Value) -> &str {
    entity["id"].as_str().expect("an id")
}

/// The player sessions of a team session's details.
pub(crate) fn player_sessions(details: &Value) -> Vec<&str> {
    let participants = details["participants"].as_array().expect("participants");
    participants
        .iter()
        .filter_map(|participant| participant["player_session_id"].as_str())
        .collect()
}
