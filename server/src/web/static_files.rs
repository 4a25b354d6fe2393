//! The built site's files.

use axum::http::{HeaderValue, Response, header};
use leptos::config::LeptosOptions;
use tower::ServiceBuilder;
use tower_http::{
    services::{ServeDir, fs::ServeFileSystemResponseBody},
    set_header::{SetResponseHeader, SetResponseHeaderLayer},
};

/// Scripts, WASM and styles: their names carry a hash of what is in them, so browsers keep them for good.
pub(super) fn pkg(options: &LeptosOptions) -> SetResponseHeader<ServeDir, Immutable> {
    let folder = format!("{}/{}", options.site_root, options.site_pkg_dir);
    ServiceBuilder::new()
        .layer(SetResponseHeaderLayer::overriding(header::CACHE_CONTROL, immutable as Immutable))
        .service(ServeDir::new(folder).precompressed_gzip().precompressed_br())
}

/// Decides whether an answer may be kept for good.
type Immutable = fn(&Response<ServeFileSystemResponseBody>) -> Option<HeaderValue>;

/// What is there may; that something is missing may not.
fn immutable(answer: &Response<ServeFileSystemResponseBody>) -> Option<HeaderValue> {
    answer
        .status()
        .is_success()
        .then_some(HeaderValue::from_static("public, max-age=31536000, immutable"))
}

/// Icons and the like, whose names stay when they change.
pub(super) fn site(options: &LeptosOptions) -> ServeDir {
    ServeDir::new(options.site_root.as_ref())
        .append_index_html_on_directories(false)
        .precompressed_gzip()
        .precompressed_br()
}
