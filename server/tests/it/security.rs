//! What holds for every answer.

use reqwest::{Method, header};

use crate::support::{Browser, Stage, ids_in_links};

#[tokio::test]
async fn pages_let_only_their_own_scripts_run() {
    let stage = Stage::new().await;
    let browser = stage.signed_in(0).await;
    let team = ids_in_links(&browser.page("/teams").await, "/teams/").remove(0);
    let mut nonces = Vec::new();
    for path in
        ["/".to_owned(), "/teams".to_owned(), format!("/teams/{team}"), "/no/such/page".to_owned()]
    {
        let answer = browser.get(&path).await;
        let policy = answer.headers()[header::CONTENT_SECURITY_POLICY].to_str().unwrap().to_owned();
        assert!(
            policy.starts_with("default-src 'none'; script-src 'strict-dynamic' 'nonce-"),
            "{policy}"
        );
        assert!(
            !policy.contains("'unsafe-inline'") && !policy.contains("'unsafe-eval'"),
            "{policy}"
        );
        let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap().to_owned();
        assert_eq!(answer.headers()[header::CACHE_CONTROL], "no-store", "{path}");
        let html = answer.text().await.unwrap();
        let scripts = html.matches("<script").count();
        assert!(scripts > 0 || path == "/", "{path}");
        assert_eq!(
            html.matches(&format!("nonce=\"{nonce}\"")).count(),
            html.matches("nonce=\"").count(),
            "{path}"
        );
        assert_eq!(
            html.matches("<script").count(),
            html.split("<script")
                .skip(1)
                .filter(|s| s.split('>').next().is_some_and(|tag| tag.contains("nonce=")))
                .count(),
            "{path}: a script without a nonce"
        );
        assert!(!html.contains(" style=\""), "{path} has a style attribute");
        nonces.push(nonce);
    }
    nonces.sort_unstable();
    nonces.dedup();
    assert_eq!(nonces.len(), 4, "each answer has a nonce of its own");
}

#[tokio::test]
async fn every_answer_carries_the_fixed_headers() {
    let stage = Stage::new().await;
    let browser = stage.browser();
    for path in [
        "/",
        "/healthz",
        "/readyz",
        "/login",
        "/api/v1/openapi.json",
        "/no/such/page",
        "/pkg/nothing.js",
    ] {
        let answer = browser.get(path).await;
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(
                answer.headers().get(name).map(|v| v.to_str().unwrap()),
                Some(value),
                "{path}: {name}"
            );
        }
        assert!(
            !answer.headers().contains_key(header::STRICT_TRANSPORT_SECURITY),
            "{path} is not behind TLS"
        );
    }
}

#[tokio::test]
async fn another_sites_page_can_change_nothing() {
    let stage = Stage::new().await;
    let browser = stage.signed_in(0).await;
    let post = |name: &'static str, value: String| {
        browser.client.post(format!("{}/logout", stage.origin)).header(name, value).send()
    };
    for (name, value) in [
        ("sec-fetch-site", "cross-site".to_owned()),
        ("sec-fetch-site", "same-site".to_owned()),
        ("origin", "https://evil.example".to_owned()),
        ("x-nothing", "said".to_owned()),
    ] {
        assert_eq!(post(name, value).await.unwrap().status(), 403);
        assert_eq!(browser.status("/teams").await, 200);
    }
    let ours = post("origin", stage.origin.clone()).await.unwrap();
    assert_eq!(ours.status(), 303);
    assert_eq!(ours.headers()["clear-site-data"], r#""cache", "storage""#);
    assert_eq!(browser.status("/teams").await, 401);
}

#[tokio::test]
async fn no_address_takes_anything_from_another_sites_page() {
    let stage = Stage::new().await;
    let browser = stage.signed_in(0).await;
    let mut taking = 0;
    for address in stage.addresses.iter().filter(|address| address.method != Method::GET) {
        assert_eq!(address.method, Method::POST, "what changes something: {address:?}");
        let url = format!("{}{}", stage.origin, address.path.replace(['{', '}'], ""));
        let foreign = browser.client.post(url).header("sec-fetch-site", "cross-site");
        assert_eq!(foreign.send().await.unwrap().status(), 403, "{address:?}");
        taking += 1;
    }
    assert!(taking > 5, "hardly any address takes something: {taking}");
    assert_eq!(browser.status("/teams").await, 200, "nobody was signed out");
}

#[tokio::test]
async fn a_method_that_nothing_knows_is_told_so() {
    let stage = Stage::new().await;
    let url = format!("{}/api/v1/openapi.json", stage.origin);
    for method in [Method::TRACE, Method::OPTIONS, Method::PUT] {
        let request = stage.browser().client.request(method.clone(), &url);
        let answer = request.header("sec-fetch-site", "same-origin").send().await.unwrap();
        assert_eq!(answer.status(), 405, "{method}");
        assert_eq!(answer.headers()[header::ALLOW], "GET,HEAD", "{method}");
    }
    let trace = stage.browser().client.request(Method::TRACE, &url).send().await.unwrap();
    assert_eq!(trace.status(), 405, "it changes nothing, wherever it comes from");
}

#[tokio::test]
async fn what_pages_ask_for_is_refused_with_the_status_of_the_refusal() {
    let stage = Stage::new().await;
    let (coach, stranger) = (stage.signed_in(0).await, stage.browser());
    let ask = async |browser: &Browser, method: Method, path: &str, body: &'static str| {
        let request = browser.client.request(method, browser.url(path)).body(body);
        let form = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let answer = form.header("sec-fetch-site", "same-origin").send().await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    };
    for path in ["pause_sync", "retry_sync", "revoke_pass", "end_browser", "end_other_browsers"] {
        let path = format!("/api/ui/{path}");
        let body = "paused=true&pass_id=p&browser_id=b";
        let (status, text) = ask(&stranger, Method::POST, &path, body).await;
        assert_eq!((status, text.as_str()), (401, r#""NotSignedIn""#), "{path}");
    }
    for (path, body) in [("revoke_pass", "pass_id=p"), ("end_browser", "browser_id=b")] {
        let (status, _) = ask(&coach, Method::POST, &format!("/api/ui/{path}"), body).await;
        assert_eq!(status, 404, "{path}");
    }
    for (method, path) in [
        (Method::GET, "/api/ui/session"),
        (Method::GET, "/api/ui/player-session?session_id=a&player_session_id=b&lanes=hr"),
        (Method::POST, "/api/ui/pause_sync"),
    ] {
        let (status, text) = ask(&coach, method, path, "").await;
        assert_eq!((status, text.as_str()), (400, r#""NotUnderstood""#), "{path}");
    }
}
