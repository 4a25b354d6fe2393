//! The frame of the few pages that people see here.

use axum::{
    Router,
    http::{HeaderName, StatusCode, header},
    response::{Html, IntoResponse, Response},
    routing::get,
};

use crate::service::Shared;

/// Only the stylesheet may load. There is no `form-action`: Chromium holds the redirect after a
/// form post to it as well, and the redirect to the application is the point of the consent form.
const POLICY: &str =
    "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'";

pub(crate) fn router() -> Router<Shared> {
    Router::new().route("/demo.css", get(stylesheet))
}

async fn stylesheet() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], include_str!("page.css"))
}

/// A whole page around `main`, which is HTML; `title` is text.
pub(crate) fn page(status: StatusCode, title: &str, main: &str) -> Response {
    let title = escape(title);
    let body = format!(
        r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} · Touchline demonstration</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/demo.css">
</head>
<body>
<header><p class="notice">Demonstration: a stand-in for the Polar service, made by Touchline. This is not Polar, and all people here are made up.</p></header>
<main>
<h1>{title}</h1>
{main}
</main>
</body>
</html>
"#
    );
    let headers: [(HeaderName, &str); 4] = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (status, headers, Html(body)).into_response()
}

/// Text as HTML, safe in attributes too.
pub(crate) fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            other => html.push(other),
        }
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_leave_its_attribute() {
        assert_eq!(escape(r#""><b>'&"#), "&quot;&gt;&lt;b&gt;&#39;&amp;");
    }
}
