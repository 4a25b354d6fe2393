use leptos::{prelude::*, server_fn::codec::GetUrl};

use crate::{error::AppError, model::Viewer};

/// Who is signed in; `None` for nobody.
#[server(prefix = "/api/ui", endpoint = "viewer", input = GetUrl)]
pub async fn get_viewer() -> Result<Option<Viewer>, AppError> {
    super::with_status(crate::port::club()?.viewer().await)
}
