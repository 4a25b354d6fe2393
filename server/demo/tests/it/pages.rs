//! The pages that people see.

use axum::http::{Method, StatusCode, header};
use demo::Coach;

use crate::support::{Answer, CLIENT, REDIRECT, Service};

fn assert_is_a_sound_page(page: &Answer) {
    let html = page.text();
    for part in
        ["<html lang=\"en\">", "<title>", "<main>", "<h1>", "name=\"viewport\"", "not Polar"]
    {
        assert!(html.contains(part), "{part} is missing in {html}");
    }
    assert_eq!(html.matches("<h1>").count(), 1);
    let policy = page.header(header::CONTENT_SECURITY_POLICY);
    assert!(policy.starts_with("default-src 'none'"));
    assert!(!policy.contains("form-action"), "or browsers would not follow the way back");
    assert!(!html.contains("<script") && !html.contains(" style=") && !html.contains("<style"));
}

#[tokio::test]
async fn the_landing_page_tells_how_to_use_the_service() {
    let service = Service::new();
    let page = service.request(Method::GET, "/", None).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_is_a_sound_page(&page);
    for part in
        [CLIENT, Coach::First.name(), Coach::Second.name(), "/oauth/token", "/v1/teams/{team_id}"]
    {
        assert!(page.text().contains(part), "{part}");
    }
    let stylesheet = service.request(Method::GET, "/demo.css", None).await;
    assert!(stylesheet.header(header::CONTENT_TYPE).starts_with("text/css"));
    assert!(stylesheet.text().contains("prefers-color-scheme: dark"));
}

#[tokio::test]
async fn the_consent_page_offers_both_coaches() {
    let service = Service::new();
    let query = format!(
        "client_id={CLIENT}&response_type=code&scope=team_read&redirect_uri={REDIRECT}&state=\"><b>"
    );
    let uri = format!(
        "/oauth/authorize?{}",
        query.replace('"', "%22").replace('<', "%3C").replace('>', "%3E")
    );
    let page = service.request(Method::GET, &uri, None).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_is_a_sound_page(&page);
    let html = page.text();
    assert_eq!(html.matches("<label").count(), 2);
    assert_eq!(html.matches("type=\"radio\"").count(), 2);
    assert_eq!(html.matches(" checked").count(), 1);
    for coach in Coach::ALL {
        assert!(html.contains(coach.name()) && html.contains(coach.team_names()[0]));
    }
    for button in ["value=\"grant\"", "value=\"deny\""] {
        assert!(html.contains(button));
    }
    assert!(!html.contains("<b>"));
    assert_eq!(page.header(header::CACHE_CONTROL), "no-store");
}

#[tokio::test]
async fn the_error_page_is_a_page_too() {
    let service = Service::new();
    let page = service.request(Method::GET, "/oauth/authorize?client_id=nobody", None).await;
    assert_eq!(page.status, StatusCode::BAD_REQUEST);
    assert_is_a_sound_page(&page);
}
