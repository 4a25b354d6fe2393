//! What holds for every answer.

use reqwest::{Method, header};

use crate::support::{Stage, ids_in_links};

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
