//! The built site's files.

use axum::http::HeaderValue;
use http::header;
use leptos::config::LeptosOptions;
use tower::ServiceBuilder;
use tower_http::{
    services::ServeDir,
    set_header::{SetResponseHeader, SetResponseHeaderLayer},
};

/// Scripts, WASM and styles: their names carry a hash of what is in them, so browsers keep them for good.
pub(super) fn pkg(options: &LeptosOptions) -> SetResponseHeader<ServeDir, HeaderValue> {
    let folder = format!("{}/{}", options.site_root, options.site_pkg_dir);
    ServiceBuilder::new()
        .layer(SetResponseHeaderLayer::overriding(
            header::CACHE_CONTROL,
            HeaderValue::from_static("public, max-age=31536000, immutable"),
        ))
        .service(ServeDir::new(folder).precompressed_gzip().precompressed_br())
}

/// Icons and the like, whose names stay when they change.
pub(super) fn site(options: &LeptosOptions) -> ServeDir {
    ServeDir::new(options.site_root.as_ref())
        .append_index_html_on_directories(false)
        .precompressed_gzip()
        .precompressed_br()
}
