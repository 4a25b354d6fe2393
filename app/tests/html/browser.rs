//! Asks for pages as a browser without scripts would.

use std::sync::{Arc, LazyLock};

use app::{App, design as design_document, port::Club, shell};
use axum::{
    Router,
    body::Body,
    http::{Request, Response, StatusCode, header},
    routing::get as get_route,
};
use leptos::{config::LeptosOptions, prelude::provide_context};
use leptos_axum::{AxumRouteListing, LeptosRoutes, generate_route_list};
use scraper::{ElementRef, Html, Selector};
use tower::ServiceExt;

use crate::fixture::Fixture;

/// The route table, listed once for all tests: while it is being listed, no resource loads anywhere in the process.
static ROUTES: LazyLock<Vec<AxumRouteListing>> = LazyLock::new(|| generate_route_list(App));

/// A page as it came.
pub struct Page {
    pub status: StatusCode,
    /// Where it sends the browser instead.
    pub location: Option<String>,
    pub html: String,
    document: Html,
}

/// Asks for a page.
pub async fn get(fixture: &Fixture, path: &str) -> Page {
    get_as(fixture, path, "", "").await
}

/// Asks for a page in a browser with cookies whose person wants some languages.
pub async fn get_as(fixture: &Fixture, path: &str, cookies: &str, languages: &str) -> Page {
    let request = Request::get(path)
        .header(header::ACCEPT, "text/html")
        .header(header::COOKIE, cookies)
        .header(header::ACCEPT_LANGUAGE, languages);
    answer(fixture, request.body(Body::empty()).unwrap()).await
}

/// Sends a form that is on a page.
pub async fn post(fixture: &Fixture, action: &str, fields: &str, on: &str) -> Page {
    let request = Request::post(action)
        .header(header::ACCEPT, "text/html")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::REFERER, format!("http://touchline.test{on}"));
    answer(fixture, request.body(Body::from(fields.to_owned())).unwrap()).await
}

/// Sends what a page's script sends.
pub async fn post_json(fixture: &Fixture, path: &str, body: &serde_json::Value) -> Page {
    let request = Request::post(path)
        .header(header::ACCEPT, "application/json")
        .header(header::CONTENT_TYPE, "application/json");
    answer(fixture, request.body(Body::from(body.to_string())).unwrap()).await
}

/// Asks for the page with every part of the pages, as the demo serves it.
pub async fn design(fixture: &Fixture, languages: &str) -> Page {
    let request = Request::get("/design").header(header::ACCEPT_LANGUAGE, languages);
    answer_of(design_router(fixture.clone()), request.body(Body::empty()).unwrap()).await
}

async fn answer(fixture: &Fixture, request: Request<Body>) -> Page {
    answer_of(router(fixture.clone()), request).await
}

async fn answer_of(router: Router, request: Request<Body>) -> Page {
    let response: Response<Body> = router.oneshot(request).await.unwrap();
    let status = response.status();
    let location =
        response.headers().get(header::LOCATION).map(|to| to.to_str().unwrap().to_owned());
    let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
    let html = String::from_utf8(body.to_vec()).unwrap();
    let document = Html::parse_document(&html);
    Page { status, location, html, document }
}

/// The pages over a club, put together as the server does.
pub fn router(club: Fixture) -> Router {
    let options =
        LeptosOptions::builder().output_name("touchline").site_root("no-such-folder").build();
    let club: Arc<dyn Club> = Arc::new(club);
    let context = move || provide_context(club.clone());
    Router::new()
        .leptos_routes_with_context(&options, ROUTES.clone(), context.clone(), {
            let options = options.clone();
            move || shell(options.clone())
        })
        .fallback(leptos_axum::file_and_error_handler_with_context(context, shell))
        .with_state(options)
}

fn design_router(club: Fixture) -> Router {
    // Leptos starts with the list of routes.
    LazyLock::force(&ROUTES);
    let options = LeptosOptions::builder().output_name("touchline").build();
    let club: Arc<dyn Club> = Arc::new(club);
    let page = leptos_axum::render_app_async_with_context(
        move || provide_context(club.clone()),
        move || design_document(options.clone()),
    );
    Router::new().route("/design", get_route(page))
}

impl Page {
    /// All elements that a CSS selector finds.
    pub fn all(&self, selector: &str) -> Vec<ElementRef<'_>> {
        let selector = Selector::parse(selector).unwrap();
        self.document.select(&selector).collect()
    }

    /// The text of everything that a CSS selector finds, spaces folded.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        self.all(selector).into_iter().map(text).collect()
    }

    /// The text of the only element that a CSS selector finds.
    pub fn text(&self, selector: &str) -> String {
        let texts = self.texts(selector);
        assert_eq!(texts.len(), 1, "{selector} finds {texts:?}");
        texts.into_iter().next().unwrap()
    }

    /// The `href` of the only link whose text contains `label`, small charts aside: they lead where a table does.
    pub fn link(&self, label: &str) -> String {
        let links: Vec<_> = self
            .all("a:not(.multiple)")
            .into_iter()
            .filter(|link| text(*link).contains(label))
            .collect();
        let targets: Vec<_> = links.iter().filter_map(|link| link.attr("href")).collect();
        assert_eq!(targets.len(), 1, "“{label}” links to {targets:?}");
        targets[0].to_owned()
    }
}

/// The text of an element: its pieces apart, spaces folded, also those that do not break.
pub fn text(element: ElementRef<'_>) -> String {
    element.text().flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ").replace(" ,", ",")
}
