use leptos::{prelude::*, server_fn::codec::GetUrl};

use crate::{error::AppError, model::AuditPage};

/// A page of the audit log, as far as it concerns the coach.
#[server(prefix = "/api/ui", endpoint = "audit", input = GetUrl, client = super::Asking)]
pub async fn get_audit(
    /// Which; 0 has the newest entries.
    page: u32,
) -> Result<AuditPage, AppError> {
    super::with_status(crate::port::club()?.audit(page).await)
}
