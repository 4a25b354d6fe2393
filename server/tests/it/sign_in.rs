//! Signing in and out.

use app::model::{AuditAction, AuditPage};
use reqwest::{StatusCode, header};

use crate::support::{CLIENT_SECRET, Setup, Stage, location, until};

#[tokio::test]
async fn a_coach_who_grants_access_comes_back_to_the_page_first_asked_for() {
    let stage = Stage::new().await;
    let browser = stage.browser();
    let callback = browser.consent(0, "grant", "/teams?from=here").await;
    assert_eq!(location(&browser.get(&callback).await), "/teams?from=here");
    let teams = browser.page("/teams").await;
    for name in demo::Coach::ALL[0].team_names() {
        assert!(teams.contains(name), "{name} is missing");
    }
}

#[tokio::test]
async fn another_site_is_no_page_to_return_to() {
    let stage = Stage::new().await;
    for elsewhere in ["https://evil.example/", "//evil.example", "/\\evil.example"] {
        let browser = stage.browser();
        let callback = browser.consent(0, "grant", elsewhere).await;
        assert_eq!(location(&browser.get(&callback).await), "/teams", "{elsewhere}");
    }
}

#[tokio::test]
async fn a_coach_who_denies_is_told_what_it_means() {
    let stage = Stage::new().await;
    let browser = stage.browser();
    let callback = browser.consent(0, "deny", "/teams").await;
    let home = location(&browser.get(&callback).await);
    assert_eq!(home, "/?problem=denied&return_to=%2Fteams");
    assert!(browser.page(&home).await.contains("Access was not granted"));
    assert_eq!(browser.status("/teams").await, 401);
}

#[tokio::test]
async fn an_answer_works_once_and_only_in_the_browser_that_asked() {
    let stage = Stage::new().await;
    let (browser, stranger) = (stage.browser(), stage.browser());
    let callback = browser.consent(0, "grant", "/teams").await;
    assert_eq!(location(&stranger.get(&callback).await), "/?problem=stale");
    assert_eq!(stranger.status("/teams").await, 401);
    assert_eq!(location(&browser.get(&callback).await), "/teams");
    assert_eq!(location(&browser.get(&callback).await), "/?problem=stale");
    assert!(browser.page("/?problem=stale").await.contains("cannot be continued"));
    for nonsense in ["/auth/callback", "/auth/callback?code=a&code=b&state=c"] {
        assert_eq!(location(&browser.get(nonsense).await), "/?problem=stale", "{nonsense}");
    }
}

#[tokio::test]
async fn a_code_that_expired_is_told() {
    let stage = Stage::new().await;
    let browser = stage.browser();
    let callback = browser.consent(0, "grant", "/teams").await;
    stage.advance(61);
    assert_eq!(location(&browser.get(&callback).await), "/?problem=expired&return_to=%2Fteams");
}

#[tokio::test]
async fn a_sign_in_that_takes_too_long_is_stale() {
    let stage = Stage::new().await;
    let browser = stage.browser();
    let callback = browser.consent(0, "grant", "/teams").await;
    stage.advance(601);
    assert_eq!(location(&browser.get(&callback).await), "/?problem=stale");
}

#[tokio::test]
async fn an_error_of_polars_page_is_told() {
    let stage = Stage::new().await;
    let browser = stage.browser();
    let asked = browser.start_sign_in().await;
    let callback = format!("/auth/callback?error=invalid_scope&state={asked}");
    assert_eq!(location(&browser.get(&callback).await), "/?problem=refused&return_to=%2Fteams");
}

#[tokio::test]
async fn a_wrong_secret_is_told_from_an_unreachable_service() {
    let wrong = Stage::with(Setup { client_secret: "wrong", ..Setup::default() }).await;
    let browser = wrong.browser();
    let callback = browser.consent(0, "grant", "/teams").await;
    assert_eq!(
        location(&browser.get(&callback).await),
        "/?problem=misconfigured&return_to=%2Fteams"
    );

    let down = Stage::with(Setup { polar_is_up: false, ..Setup::default() }).await;
    let browser = down.browser();
    let asked = browser.start_sign_in().await;
    let callback = format!("/auth/callback?code=abc&state={asked}");
    assert_eq!(
        location(&browser.get(&callback).await),
        "/?problem=polar-unavailable&return_to=%2Fteams"
    );
}

#[tokio::test]
async fn signing_in_gives_a_new_session_id_and_signing_out_ends_it() {
    let stage = Stage::new().await;
    let browser = stage.browser();
    let before =
        browser.get("/login").await.headers()[header::SET_COOKIE].to_str().unwrap().to_owned();
    assert!(
        before.contains("HttpOnly") && before.contains("SameSite=Lax") && before.contains("Path=/"),
        "{before}"
    );
    assert!(!before.contains("Secure"), "{before}");
    let callback = browser.consent(0, "grant", "/teams").await;
    let answer = browser.get(&callback).await;
    let after = answer.headers()[header::SET_COOKIE].to_str().unwrap().to_owned();
    let id = |cookie: &str| cookie.split(';').next().unwrap().to_owned();
    assert_ne!(id(&before), id(&after));

    let with_cookie = |cookie: String| {
        let url = format!("{}/teams", stage.origin);
        reqwest::Client::builder()
            .no_proxy()
            .build()
            .unwrap()
            .get(url)
            .header(header::COOKIE, cookie)
            .send()
    };
    assert_eq!(with_cookie(id(&before)).await.unwrap().status(), 401);
    assert_eq!(with_cookie(id(&after)).await.unwrap().status(), 200);
    assert_eq!(location(&browser.post("/logout").await), "/");
    assert_eq!(with_cookie(id(&after)).await.unwrap().status(), 401);
}

#[tokio::test]
async fn starting_to_sign_in_again_does_not_shorten_the_session() {
    let stage = Stage::new().await;
    let browser = stage.browser();
    let callback = browser.consent(0, "grant", "/teams").await;
    let max_age = |answer: &reqwest::Response| -> u32 {
        let cookie = answer.headers()[header::SET_COOKIE].to_str().unwrap();
        let value = cookie.split("Max-Age=").nth(1).unwrap();
        value.split(';').next().unwrap().parse().unwrap()
    };
    assert!(max_age(&browser.get(&callback).await) > 6 * 24 * 60 * 60);
    assert!(max_age(&browser.get("/login").await) > 6 * 24 * 60 * 60);
    assert_eq!(browser.status("/teams").await, 200);
}

#[tokio::test]
async fn behind_tls_the_cookie_is_for_this_host_alone() {
    let stage =
        Stage::with(Setup { public_origin: Some("https://club.example"), ..Setup::default() })
            .await;
    let answer = stage.browser().get("/login").await;
    let cookie = answer.headers()[header::SET_COOKIE].to_str().unwrap();
    assert!(cookie.starts_with("__Host-touchline=") && cookie.contains("Secure"), "{cookie}");
    assert!(
        location(&answer).contains("redirect_uri=https%3A%2F%2Fclub.example%2Fauth%2Fcallback")
    );
    assert!(answer.headers().contains_key(header::STRICT_TRANSPORT_SECURITY));

    // Browsers take such a cookie back only when that, too, is Secure.
    let brought = cookie.split(';').next().unwrap().to_owned();
    let browser = stage.browser();
    let end = browser.client.post(browser.url("/logout")).header(header::COOKIE, brought);
    let answer = end.header(header::ORIGIN, "https://club.example").send().await.unwrap();
    let cookie = answer.headers()[header::SET_COOKIE].to_str().unwrap();
    assert!(cookie.starts_with("__Host-touchline=;"), "{cookie}");
    for attribute in ["Path=/", "Max-Age=0", "Secure"] {
        assert!(cookie.split("; ").any(|it| it == attribute), "{attribute}: {cookie}");
    }
}

#[tokio::test]
async fn tokens_are_refreshed_before_they_expire_once_for_all_who_need_them() {
    for rotate_refresh_tokens in [true, false] {
        let stage = Stage::with(Setup { rotate_refresh_tokens, ..Setup::default() }).await;
        let browser = stage.signed_in(0).await;
        assert_eq!(stage.demo.request_count("/oauth/token"), 1);
        for hour in 1_u64..=2 {
            stage.advance(12 * 60 * 60);
            let pages = (0..20).map(|_| browser.page("/teams"));
            futures::future::join_all(pages).await;
            assert_eq!(
                stage.demo.request_count("/oauth/token"),
                1 + hour,
                "rotation {rotate_refresh_tokens}"
            );
        }
    }
}

#[tokio::test]
async fn a_grant_that_polar_ended_asks_to_sign_in_again() {
    let stage = Stage::new().await;
    let browser = stage.signed_in(0).await;
    stage.demo.revoke_all_tokens();
    stage.advance(10 * 60);
    let page = until(async || {
        let answer = browser.get("/teams").await;
        if answer.status() == 401 { Some(answer.text().await.unwrap()) } else { None }
    })
    .await;
    assert!(page.contains("/login?return_to"), "{page}");
}

#[tokio::test]
async fn nothing_secret_is_readable_in_the_data_folder() {
    let stage = Stage::new().await;
    let browser = stage.browser();
    let callback = browser.consent(0, "grant", "/teams").await;
    let answer = browser.get(&callback).await;
    let cookie = answer.headers()[header::SET_COOKIE].to_str().unwrap();
    let session_id = cookie.split(['=', ';']).nth(1).unwrap().to_owned();
    let tokens = stage.first_tokens();
    let still_good = reqwest::Client::builder()
        .no_proxy()
        .build()
        .unwrap()
        .get(format!("{}/v1/teams", stage.polar_origin))
        .bearer_auth(&tokens.access_token)
        .send()
        .await
        .unwrap();
    assert_eq!(still_good.status(), 200, "these are the tokens that the dashboard was given");

    let mut readable = Vec::new();
    for file in std::fs::read_dir(stage.data.path()).unwrap().map(Result::unwrap) {
        if file.path().is_file() {
            readable.extend(std::fs::read(file.path()).unwrap());
        }
    }
    let contains =
        |text: &str| readable.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(contains("web_sessions"), "the database was read");
    for secret in [&tokens.access_token, &tokens.refresh_token, &session_id, CLIENT_SECRET] {
        assert!(!contains(secret));
    }
}

#[tokio::test]
async fn a_client_that_starts_too_many_sign_ins_locks_nobody_out() {
    let setup = Setup { public_origin: Some("https://club.example"), ..Setup::default() };
    let stage = Stage::with(setup).await;
    let start = async |client: &str| {
        let browser = stage.browser();
        // What is in front was said by the client itself.
        let forwarded = format!("192.0.2.99, {client}");
        let request =
            browser.client.get(browser.url("/login")).header("x-forwarded-for", forwarded);
        request.send().await.unwrap()
    };
    for _ in 0..60 {
        assert!(start("192.0.2.1").await.status().is_redirection());
    }
    let answer = start("192.0.2.1").await;
    assert_eq!(answer.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(answer.headers()[header::RETRY_AFTER], "1");
    assert!(answer.text().await.unwrap().contains("Too many attempts"));
    assert!(start("192.0.2.2").await.status().is_redirection());
}

#[tokio::test]
async fn without_a_proxy_a_client_is_known_by_its_connection() {
    let stage = Stage::new().await;
    let mut answers = Vec::new();
    for number in 0..61 {
        let browser = stage.browser();
        let forwarded = format!("192.0.2.{number}");
        let request =
            browser.client.get(browser.url("/login")).header("x-forwarded-for", forwarded);
        answers.push(request.send().await.unwrap().status());
    }
    assert_eq!(answers.pop(), Some(StatusCode::TOO_MANY_REQUESTS));
    assert!(answers.iter().all(StatusCode::is_redirection), "{answers:?}");
}

#[tokio::test]
async fn who_lets_sign_ins_be_refused_does_not_fill_the_log_of_access() {
    let stage = Stage::new().await;
    let visitor = stage.browser();
    for _ in 0..30 {
        let pending = visitor.start_sign_in().await;
        let refused =
            visitor.get(&format!("/auth/callback?error=access_denied&state={pending}")).await;
        assert_eq!(location(&refused), "/?problem=denied&return_to=%2Fteams");
    }
    let coach = stage.signed_in(0).await;
    let log: AuditPage = coach.get("/api/ui/audit?page=0").await.json().await.unwrap();
    let refused = log.entries.iter().filter(|row| row.action == AuditAction::SignInRefused);
    assert_eq!(refused.count(), 10);
}
