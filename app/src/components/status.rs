//! The HTTP status of the page.

/// Sets the HTTP status of the page that the server is rendering; the browser has nothing to do.
pub(crate) fn set_status(status: u16) {
    #[cfg(feature = "ssr")]
    {
        use leptos::prelude::use_context;

        if let (Some(response), Ok(status)) =
            (use_context::<leptos_axum::ResponseOptions>(), http::StatusCode::from_u16(status))
        {
            response.set_status(status);
        }
    }
    #[cfg(not(feature = "ssr"))]
    let _ = status;
}
