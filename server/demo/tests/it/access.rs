//! Who sees what, and answers to addresses that are none.

use axum::http::{Method, StatusCode, header};
use demo::Coach;

use crate::support::{Api, CLIENT, Service, id, player_sessions};

/// One existing address for each endpoint that takes an id.
async fn addresses(api: &Api<'_>) -> Vec<String> {
    let team = id(&api.teams().await[0]).to_owned();
    let details = api.session_of_type("MATCH").await;
    let (session, player_session) = (id(&details), player_sessions(&details)[0]);
    let player = details["participants"][0]["player_id"].as_str().expect("an id");
    vec![
        format!("/v1/teams/{team}"),
        format!("/v1/teams/{team}/sport-profiles"),
        format!("/v1/teams/{team}/training_sessions"),
        format!("/v1/teams/training_sessions/{session}"),
        format!("/v1/players/{player}/training_sessions"),
        format!("/v1/training_sessions/{player_session}"),
        format!("/v1/training_sessions/{player_session}/session_summary"),
        format!("/v1/training_sessions/{player_session}/phase_summaries"),
    ]
}

#[tokio::test]
async fn coaches_do_not_see_each_others_teams() {
    let service = Service::new();
    let [first, second] = Coach::ALL.map(|coach| service.as_coach(coach));
    assert_eq!(first.teams().await.len(), 2);
    assert_eq!(second.teams().await.len(), 1);
    for (own, other) in [(&first, &second), (&second, &first)] {
        for uri in addresses(own).await {
            assert_eq!(own.get(&uri).await.status, StatusCode::OK, "{uri}");
            let hidden = other.get(&uri).await;
            assert_eq!(hidden.status, StatusCode::NOT_FOUND, "{uri}");
            let id = uri.split('/').find(|part| part.len() == 8).expect("an id");
            let missing = own.get(&uri.replace(id, "zzzzzzzz")).await;
            assert_eq!(missing.status, StatusCode::NOT_FOUND, "{uri}");
            assert_eq!(missing.body, hidden.body, "nothing tells hidden from missing");
        }
    }
}

#[tokio::test]
async fn an_id_is_good_for_its_kind_only() {
    let service = Service::new();
    let api = service.as_coach(Coach::First);
    let team = id(&api.teams().await[0]).to_owned();
    let details = api.session_of_type("MATCH").await;
    let session = id(&details);
    for uri in [
        format!("/v1/teams/{session}"),
        format!("/v1/teams/training_sessions/{team}"),
        format!("/v1/players/{team}/training_sessions"),
        format!("/v1/training_sessions/{session}"),
    ] {
        assert_eq!(api.get(&uri).await.status, StatusCode::NOT_FOUND, "{uri}");
    }
}

#[tokio::test]
async fn without_a_valid_token_everything_is_401_in_html() {
    let service = Service::new();
    let api = service.as_coach(Coach::First);
    let refresh_token = service.demo.issue_tokens(CLIENT, Coach::First).refresh_token;
    for uri in addresses(&api).await {
        for token in [None, Some(""), Some("made-up"), Some(refresh_token.as_str())] {
            let answer = service.request(Method::GET, &uri, token).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{uri} {token:?}");
            assert!(answer.header(header::CONTENT_TYPE).starts_with("text/html"));
            assert!(serde_json::from_slice::<serde_json::Value>(&answer.body).is_err());
        }
    }
}

#[tokio::test]
async fn addresses_and_methods_that_do_not_exist() {
    let service = Service::new();
    let api = service.as_coach(Coach::First);
    for uri in ["/v2/teams", "/v1", "/v1/teams/", "/v1/training_sessions/x/y", "/oauth"] {
        let answer = api.get(uri).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{uri}");
        assert_eq!(answer.json()["error"]["status"], 404);
    }
    for method in [Method::POST, Method::PUT, Method::DELETE] {
        let answer = service.request(method, "/v1/teams", None).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
        assert_eq!(answer.json()["error"]["status"], 405);
        assert!(answer.header(header::ALLOW).contains("GET"));
    }
}

#[tokio::test]
async fn a_run_alone_has_no_team_figures() {
    let service = Service::new();
    let api = service.as_coach(Coach::First);
    let team = id(&api.teams().await[0]).to_owned();
    let details = api.data(&format!("/v1/teams/{team}")).await;
    let mut found = 0;
    for player in details["players"].as_array().expect("players") {
        let player = player["player_id"].as_str().expect("an id");
        let uri = format!("/v1/players/{player}/training_sessions?type=INDIVIDUAL");
        for session in api.all(&uri).await.iter().take(1) {
            found += 1;
            let uri = format!("/v1/training_sessions/{}", id(session));
            assert_eq!(api.data(&uri).await["sport"], "RUNNING");
            for figures in ["session_summary", "phase_summaries"] {
                let answer = api.get(&format!("{uri}/{figures}")).await;
                assert_eq!(answer.status, StatusCode::NOT_FOUND);
            }
        }
    }
    assert!(found > 3, "{found}");
}
