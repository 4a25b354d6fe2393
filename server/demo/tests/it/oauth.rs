//! Sign-in: the authorization code flow, its errors and its tokens.

use std::time::Duration;

use axum::http::{Method, StatusCode, header};
use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine as _};
use demo::Coach;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use url::form_urlencoded;

use crate::support::{Answer, CLIENT, OTHER_CLIENT, REDIRECT, SECRET, Service, settings};

const BASIC: Option<(&str, &str)> = Some((CLIENT, SECRET));
const VERIFIER: &str = "a-verifier-that-is-long-enough-for-the-standard";

/// A sound authorization request.
const ASK: [(&str, &str); 5] = [
    ("client_id", CLIENT),
    ("response_type", "code"),
    ("scope", "team_read"),
    ("redirect_uri", REDIRECT),
    ("state", "st&te"),
];

fn authorize_uri(params: &[(&str, &str)]) -> String {
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(params).finish();
    format!("/oauth/authorize?{query}")
}

/// The request with one parameter replaced, or left out if the value is empty.
fn asking(name: &str, value: &'static str) -> Vec<(&'static str, &'static str)> {
    let mut params: Vec<_> = ASK.into_iter().filter(|(other, _)| *other != name).collect();
    if !value.is_empty() {
        let name = ["client_id", "response_type", "scope", "redirect_uri", "code_challenge_method"]
            .into_iter()
            .find(|known| *known == name)
            .expect("a known parameter");
        params.push((name, value));
    }
    params
}

async fn decide(service: &Service, params: &[(&str, &str)], form: &[(&str, &str)]) -> Answer {
    service.post(&authorize_uri(params), None, form).await
}

async fn grant(service: &Service, params: &[(&str, &str)]) -> String {
    let answer = decide(service, params, &[("coach", "first"), ("decision", "grant")]).await;
    answer.redirected()["code"].clone()
}

async fn redeem(service: &Service, form: &[(&str, &str)]) -> Answer {
    service.post("/oauth/token", BASIC, form).await
}

async fn redeem_code(service: &Service, code: &str) -> Answer {
    let form = [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", REDIRECT)];
    redeem(service, &form).await
}

async fn refresh(service: &Service, token: &Value) -> Answer {
    let token = token["refresh_token"].as_str().expect("a token");
    redeem(service, &[("grant_type", "refresh_token"), ("refresh_token", token)]).await
}

#[track_caller]
fn assert_error(answer: &Answer, status: StatusCode, error: &str) {
    assert_eq!(answer.status, status, "{answer:?}");
    assert_eq!(answer.json()["error"], error);
    assert!(answer.json()["error_description"].is_string());
    assert_eq!(answer.header(header::CACHE_CONTROL), "no-store");
}

async fn works(service: &Service, token: &Value) -> bool {
    let token = token["access_token"].as_str().expect("a token");
    service.request(Method::GET, "/v1/teams", Some(token)).await.status == StatusCode::OK
}

#[tokio::test]
async fn a_coach_grants_access() {
    let service = Service::new();
    let page = service.request(Method::GET, &authorize_uri(&ASK), None).await;
    assert_eq!(page.status, StatusCode::OK);

    let back = decide(&service, &ASK, &[("coach", "second"), ("decision", "grant")]).await;
    let params = back.redirected();
    assert_eq!(params["state"], "st&te");
    assert_eq!(params.len(), 2, "{params:?}");

    let answer = redeem_code(&service, &params["code"]).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header(header::CACHE_CONTROL), "no-store");
    let token = answer.json();
    let mut fields: Vec<&String> = token.as_object().expect("an object").keys().collect();
    fields.sort_unstable();
    assert_eq!(
        fields,
        ["access_token", "expires_in", "jti", "refresh_token", "scope", "token_type"]
    );
    assert_eq!(token["token_type"], "bearer");
    assert_eq!(token["expires_in"], 43_199);
    assert_eq!(token["scope"], "team_read");
    assert_eq!(token["jti"].as_str().map(str::len), Some(36));

    let access_token = token["access_token"].as_str().expect("a token");
    let teams = service.request(Method::GET, "/v1/teams", Some(access_token)).await.json();
    assert_eq!(teams["data"][0]["organisation"], "TSV Lindenbrück");
}

#[tokio::test]
async fn what_cannot_be_answered_stays_on_the_page() {
    let service = Service::new();
    let doubled = [ASK.as_slice(), &[("client_id", CLIENT)]].concat();
    for params in [
        asking("client_id", "nobody"),
        asking("client_id", ""),
        asking("redirect_uri", "http://127.0.0.1:3000/auth/callback/"),
        asking("redirect_uri", "http://127.0.0.1:4000/"),
        doubled,
    ] {
        for answer in [
            service.request(Method::GET, &authorize_uri(&params), None).await,
            decide(&service, &params, &[("coach", "first"), ("decision", "grant")]).await,
        ] {
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{params:?}");
            assert!(answer.headers.get(header::LOCATION).is_none());
        }
    }
}

#[tokio::test]
async fn other_errors_go_back_to_the_application() {
    let service = Service::new();
    let challenge: &[(&str, &str)] = &[("code_challenge", "short")];
    let twice: &[(&str, &str)] = &[("scope", "team_read")];
    for (params, error) in [
        (asking("response_type", "token"), "unsupported_response_type"),
        (asking("response_type", ""), "invalid_request"),
        (asking("scope", "team_write"), "invalid_scope"),
        (asking("scope", ""), "invalid_scope"),
        (asking("code_challenge_method", "S256"), "invalid_request"),
        ([ASK.as_slice(), challenge].concat(), "invalid_request"),
        ([ASK.as_slice(), twice].concat(), "invalid_request"),
    ] {
        let answer = service.request(Method::GET, &authorize_uri(&params), None).await;
        let back = answer.redirected();
        assert_eq!(back["error"], error, "{params:?}");
        assert_eq!(back["state"], "st&te");
        assert!(!back.contains_key("code"));
    }
}

#[tokio::test]
async fn a_coach_denies() {
    let service = Service::new();
    let back = decide(&service, &ASK, &[("coach", "first"), ("decision", "deny")]).await;
    let params = back.redirected();
    assert_eq!(params["error"], "access_denied");
    assert_eq!(params["state"], "st&te");
    let neither = decide(&service, &ASK, &[("coach", "nobody"), ("decision", "grant")]).await;
    assert_eq!(neither.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn the_redirect_address_is_as_registered() {
    let service = Service::new();
    let params = asking("redirect_uri", "http://127.0.0.1:3000/other?kept=1");
    let answer = decide(&service, &params, &[("coach", "first"), ("decision", "grant")]).await;
    let location = answer.header(header::LOCATION);
    assert!(location.starts_with("http://127.0.0.1:3000/other?kept=1&code="), "{location}");

    // Not sent: the first one is meant, and the token request may leave it out as well.
    let without = asking("redirect_uri", "");
    let code = grant(&service, &without).await;
    let form = [("grant_type", "authorization_code"), ("code", &code)];
    assert_eq!(redeem(&service, &form).await.status, StatusCode::OK);
    let code = grant(&service, &without).await;
    assert_eq!(redeem_code(&service, &code).await.status, StatusCode::OK);

    // Sent: it must be sent again, and be the same.
    let code = grant(&service, &ASK).await;
    let form = [("grant_type", "authorization_code"), ("code", &code)];
    assert_error(&redeem(&service, &form).await, StatusCode::BAD_REQUEST, "invalid_grant");
    let code = grant(&service, &ASK).await;
    let other = ("redirect_uri", "http://127.0.0.1:3000/other?kept=1");
    let form = [("grant_type", "authorization_code"), ("code", &code), other];
    assert_error(&redeem(&service, &form).await, StatusCode::BAD_REQUEST, "invalid_grant");
}

#[tokio::test]
async fn token_errors() {
    let service = Service::new();
    let code = grant(&service, &ASK).await;
    let good =
        [("grant_type", "authorization_code"), ("code", code.as_str()), ("redirect_uri", REDIRECT)];
    for basic in [None, Some((CLIENT, "wrong")), Some(("nobody", SECRET))] {
        let answer = service.post("/oauth/token", basic, &good).await;
        assert_error(&answer, StatusCode::UNAUTHORIZED, "invalid_client");
        assert!(answer.header(header::WWW_AUTHENTICATE).starts_with("Basic "));
    }
    let in_body = [good.as_slice(), &[("client_id", CLIENT), ("client_secret", SECRET)]].concat();
    for basic in [None, BASIC] {
        let answer = service.post("/oauth/token", basic, &in_body).await;
        assert_error(&answer, StatusCode::UNAUTHORIZED, "invalid_client");
    }
    let impostor = [good.as_slice(), &[("client_id", OTHER_CLIENT)]].concat();
    assert_error(&redeem(&service, &impostor).await, StatusCode::UNAUTHORIZED, "invalid_client");

    let twice = [good.as_slice(), &[("code", "again")]].concat();
    for (form, error) in [
        (&[][..], "invalid_request"),
        (&[("grant_type", "password")], "unsupported_grant_type"),
        (&[("grant_type", "authorization_code")], "invalid_request"),
        (&[("grant_type", "refresh_token")], "invalid_request"),
        (&[("grant_type", "authorization_code"), ("code", "made-up")], "invalid_grant"),
        (&[("grant_type", "refresh_token"), ("refresh_token", "made-up")], "invalid_grant"),
        (&twice, "invalid_request"),
    ] {
        assert_error(&redeem(&service, form).await, StatusCode::BAD_REQUEST, error);
    }

    // None of these used the code up: only its client can.
    let stranger = service.post("/oauth/token", Some((OTHER_CLIENT, SECRET)), &good).await;
    assert_error(&stranger, StatusCode::BAD_REQUEST, "invalid_grant");
    assert_eq!(redeem(&service, &good).await.status, StatusCode::OK);

    let get = service.request(Method::GET, "/oauth/token", None).await;
    assert_eq!(get.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn the_body_must_be_a_form() {
    let service = Service::new();
    let request = axum::http::Request::post("/oauth/token")
        .header(header::CONTENT_TYPE, "application/json")
        .body(r#"{"grant_type":"refresh_token"}"#.into())
        .expect("a request");
    assert_error(&service.send(request).await, StatusCode::BAD_REQUEST, "invalid_request");
}

#[tokio::test]
async fn proof_key_for_code_exchange() {
    let service = Service::new();
    let hashed = BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(VERIFIER));
    for (challenge, method) in
        [(hashed.as_str(), Some("S256")), (VERIFIER, Some("plain")), (VERIFIER, None)]
    {
        let mut params = ASK.to_vec();
        params.push(("code_challenge", challenge));
        params.extend(method.map(|method| ("code_challenge_method", method)));
        let wrong = VERIFIER.to_uppercase();
        for (verifier, accepted) in
            [(Some(VERIFIER), true), (Some(wrong.as_str()), false), (None, false)]
        {
            let code = grant(&service, &params).await;
            let mut form = vec![
                ("grant_type", "authorization_code"),
                ("code", code.as_str()),
                ("redirect_uri", REDIRECT),
            ];
            form.extend(verifier.map(|verifier| ("code_verifier", verifier)));
            let answer = redeem(&service, &form).await;
            if accepted {
                assert_eq!(answer.status, StatusCode::OK, "{method:?}");
            } else {
                assert_error(&answer, StatusCode::BAD_REQUEST, "invalid_grant");
            }
        }
    }
    // A verifier for a request without a challenge means that somebody removed the challenge.
    let code = grant(&service, &ASK).await;
    let form = [
        ("grant_type", "authorization_code"),
        ("code", code.as_str()),
        ("redirect_uri", REDIRECT),
        ("code_verifier", VERIFIER),
    ];
    assert_error(&redeem(&service, &form).await, StatusCode::BAD_REQUEST, "invalid_grant");
}

#[tokio::test]
async fn a_second_use_of_a_code_revokes_what_came_of_it() {
    let service = Service::new();
    let code = grant(&service, &ASK).await;
    let first = redeem_code(&service, &code).await.json();
    let refreshed = refresh(&service, &first).await.json();
    let elsewhere = redeem_code(&service, &grant(&service, &ASK).await).await.json();
    assert!(works(&service, &first).await && works(&service, &refreshed).await);

    let again = redeem_code(&service, &code).await;
    assert_error(&again, StatusCode::BAD_REQUEST, "invalid_grant");
    assert!(!works(&service, &first).await && !works(&service, &refreshed).await);
    assert_error(&refresh(&service, &refreshed).await, StatusCode::BAD_REQUEST, "invalid_grant");
    assert!(works(&service, &elsewhere).await, "another grant is not concerned");
}

#[tokio::test]
async fn codes_and_tokens_expire() {
    let service = Service::new();
    let code = grant(&service, &ASK).await;
    service.pass(Duration::from_mins(1));
    assert_error(&redeem_code(&service, &code).await, StatusCode::BAD_REQUEST, "invalid_grant");

    let code = grant(&service, &ASK).await;
    service.pass(Duration::from_millis(59_999));
    let token = redeem_code(&service, &code).await.json();
    service.pass(Duration::from_millis(43_198_999));
    assert!(works(&service, &token).await);
    service.pass(Duration::from_millis(1));
    assert!(!works(&service, &token).await);
    let refreshed = refresh(&service, &token).await.json();
    assert!(works(&service, &refreshed).await, "the refresh token outlives the access token");
}

#[tokio::test]
async fn refresh_with_and_without_rotation() {
    for rotate_refresh_tokens in [true, false] {
        let mut settings = settings();
        settings.rotate_refresh_tokens = rotate_refresh_tokens;
        let service = Service::with(settings);
        let first = redeem_code(&service, &grant(&service, &ASK).await).await.json();
        let second = refresh(&service, &first).await.json();
        assert_ne!(second["access_token"], first["access_token"]);
        assert_ne!(second["jti"], first["jti"]);
        let kept = second["refresh_token"] == first["refresh_token"];
        assert_eq!(kept, !rotate_refresh_tokens);
        let again = refresh(&service, &first).await;
        assert_eq!(again.status == StatusCode::OK, !rotate_refresh_tokens);
        assert_eq!(refresh(&service, &second).await.status, StatusCode::OK);
        assert!(works(&service, &first).await && works(&service, &second).await);
    }
}

#[tokio::test]
async fn a_refresh_token_belongs_to_its_client_and_scope() {
    let service = Service::new();
    let token = redeem_code(&service, &grant(&service, &ASK).await).await.json();
    let refresh_token = token["refresh_token"].as_str().expect("a token");
    let form = [("grant_type", "refresh_token"), ("refresh_token", refresh_token)];
    let stranger = service.post("/oauth/token", Some((OTHER_CLIENT, SECRET)), &form).await;
    assert_error(&stranger, StatusCode::BAD_REQUEST, "invalid_grant");
    let wider = [form.as_slice(), &[("scope", "team_write")]].concat();
    assert_error(&redeem(&service, &wider).await, StatusCode::BAD_REQUEST, "invalid_scope");
    assert_eq!(refresh(&service, &token).await.status, StatusCode::OK);
}

#[tokio::test]
async fn tests_can_withdraw_and_issue_tokens() {
    let service = Service::new();
    let issued = service.demo.issue_tokens(CLIENT, Coach::First);
    let token = serde_json::to_value(&issued).expect("JSON");
    assert!(works(&service, &token).await);
    service.demo.revoke_all_tokens();
    assert!(!works(&service, &token).await);
    assert_error(&refresh(&service, &token).await, StatusCode::BAD_REQUEST, "invalid_grant");
}
