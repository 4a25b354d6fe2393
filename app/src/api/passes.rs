use leptos::{prelude::*, server_fn::codec::GetUrl};

use crate::{
    error::AppError,
    model::{PassId, PassesPage},
};

/// The passes that a coach may see and revoke.
#[server(prefix = "/api/ui", endpoint = "passes", input = GetUrl, client = super::Asking)]
pub async fn get_passes() -> Result<PassesPage, AppError> {
    super::with_status(crate::port::club()?.passes().await)
}

/// Ends a pass at once.
#[server(prefix = "/api/ui", endpoint = "revoke_pass")]
pub async fn revoke_pass(
    /// Which.
    pass_id: PassId,
) -> Result<(), AppError> {
    crate::port::club()?.revoke_pass(&pass_id).await
}
