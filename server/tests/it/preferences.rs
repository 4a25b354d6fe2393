//! What a person prefers.

use reqwest::{Response, StatusCode, header};

use crate::support::{Browser, Setup, Stage, location};

/// Sends the form of the menu, as it is on a page.
async fn choose(browser: &Browser, fields: &[(&str, &str)]) -> Response {
    browser.post_form("/preferences", fields).await
}

fn cookie(answer: &Response) -> &str {
    answer.headers()[header::SET_COOKIE].to_str().unwrap()
}

#[tokio::test]
async fn a_choice_is_kept_and_leads_back_to_the_page_also_without_a_sign_in() {
    let stage = Stage::new().await;
    let browser = stage.browser();
    let german = [
        ("language", "de"),
        ("speed_unit", "mps"),
        ("theme", "dark"),
        ("return_to", "/teams?from=a-link"),
    ];
    let answer = choose(&browser, &german).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    assert_eq!(location(&answer), "/teams?from=a-link");
    assert_eq!(
        cookie(&answer),
        "touchline_preferences=de.mps.dark.columns2a2f.alone.lanes01; HttpOnly; SameSite=Lax; Path=/; Max-Age=31536000"
    );
    let home = browser.page("/").await;
    for said in [
        "<html lang=\"de\" data-speed-unit=\"mps\" data-theme=\"dark\"",
        "Mit Polar anmelden",
        "5,92\u{a0}m/s",
    ] {
        assert!(home.contains(said), "{said}");
    }
}

#[tokio::test]
async fn a_choice_outlives_signing_in_and_out() {
    let stage = Stage::new().await;
    let browser = stage.signed_in(0).await;
    choose(&browser, &[("language", "de")]).await;
    assert!(browser.page("/teams").await.contains("Mannschaften"));
    browser.post("/logout").await;
    assert!(browser.page("/").await.contains("Mit Polar anmelden"));
}

#[tokio::test]
async fn what_is_not_understood_becomes_the_usual() {
    let stage = Stage::new().await;
    for fields in [
        &[][..],
        &[("language", "tlh"), ("speed_unit", "knots"), ("theme", "plaid\r\nx: y")],
        &[("return_to", "https://evil.example/"), ("something", "else")],
        &[("return_to", "//evil.example/")],
    ] {
        let answer = choose(&stage.browser(), fields).await;
        assert_eq!(location(&answer), "/teams", "{fields:?}");
        assert!(cookie(&answer).starts_with("touchline_preferences=en.kmh.device."), "{fields:?}");
    }
}

#[tokio::test]
async fn without_a_choice_pages_are_in_the_language_that_the_browser_wants() {
    let stage = Stage::new().await;
    let browser = stage.browser();
    let wants = |languages: &'static str| {
        browser.client.get(&stage.origin).header(header::ACCEPT_LANGUAGE, languages).send()
    };
    let german = wants("de-CH, de;q=0.9, en;q=0.5").await.unwrap().text().await.unwrap();
    assert!(german.contains("<html lang=\"de\"") && german.contains("Mit Polar anmelden"));
    let french = wants("fr").await.unwrap().text().await.unwrap();
    assert!(french.contains("<html lang=\"en\"") && french.contains("Sign in with Polar"));
    // Programs and logs read English.
    let data = browser.client.get(format!("{}/api/v1/progress", stage.origin));
    let data = data.header(header::ACCEPT_LANGUAGE, "de").send().await.unwrap();
    assert!(data.text().await.unwrap().contains("error"));
}

#[tokio::test]
async fn over_https_the_cookie_is_sent_over_https_only() {
    let public_origin = Some("https://touchline.example");
    let stage = Stage::with(Setup { public_origin, ..Setup::default() }).await;
    let answer = choose(&stage.browser(), &[("theme", "sunlight")]).await;
    assert!(cookie(&answer).contains("; Secure;"), "{}", cookie(&answer));
}

#[tokio::test]
async fn only_our_own_pages_can_choose() {
    let stage = Stage::new().await;
    let answer = stage
        .browser()
        .client
        .post(format!("{}/preferences", stage.origin))
        .header("sec-fetch-site", "cross-site")
        .form(&[("language", "de")])
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), StatusCode::FORBIDDEN);
    assert_eq!(answer.headers().get(header::SET_COOKIE), None);
}
