use leptos::{prelude::*, server_fn::codec::GetUrl};

// The functions that end something answer forms, which lead back to the page, so that they do not set the status.
use crate::{
    error::AppError,
    model::{BrowserId, BrowsersPage},
};

/// The browsers that a coach may sign out.
#[server(prefix = "/api/ui", endpoint = "browsers", input = GetUrl, client = super::Asking)]
pub async fn get_browsers() -> Result<BrowsersPage, AppError> {
    super::with_status(crate::port::club()?.browsers().await)
}

/// Signs a browser out at once.
#[server(prefix = "/api/ui", endpoint = "end_browser")]
pub async fn end_browser(
    /// Which.
    browser_id: BrowserId,
) -> Result<(), AppError> {
    crate::port::club()?.end_browser(&browser_id).await
}

/// Signs all browsers out at once but this one.
#[server(prefix = "/api/ui", endpoint = "end_other_browsers")]
pub async fn end_other_browsers() -> Result<(), AppError> {
    crate::port::club()?.end_other_browsers().await
}
