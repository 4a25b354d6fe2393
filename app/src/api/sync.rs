use leptos::{prelude::*, server_fn::codec::GetUrl};

// None of these sets the status of the answer: the first one is in the head of every page, which is whole without it,
// and the others answer forms, which lead back to the page.
use crate::{error::AppError, model::SyncStatus};

/// How much of what Polar has is here.
#[server(prefix = "/api/ui", endpoint = "sync_status", input = GetUrl)]
pub async fn get_sync_status() -> Result<SyncStatus, AppError> {
    crate::port::club()?.sync_status().await
}

/// Pauses fetching in the background for the whole club, or lets it go on.
#[server(prefix = "/api/ui", endpoint = "pause_sync")]
pub async fn pause_sync(
    /// Whether it pauses from now on.
    paused: bool,
) -> Result<(), AppError> {
    crate::port::club()?.pause_sync(paused).await
}

/// Tries again at once what did not work.
#[server(prefix = "/api/ui", endpoint = "retry_sync")]
pub async fn retry_sync() -> Result<(), AppError> {
    crate::port::club()?.retry_sync().await
}
