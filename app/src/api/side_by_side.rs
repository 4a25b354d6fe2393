use leptos::{prelude::*, server_fn::codec::GetUrl};

use crate::{
    error::AppError,
    model::{Figures, SideBySide, SideBySidePage, Window},
    preferences::Lanes,
};

/// Recordings side by side, aligned at a phase or at the start of their sessions.
#[server(prefix = "/api/ui", endpoint = "side-by-side", input = GetUrl, client = super::Asking)]
pub async fn get_side_by_side(
    chosen: SideBySide,
    phase: Option<String>,
    window: Option<Window>,
    lanes: Lanes,
) -> Result<SideBySidePage, AppError> {
    super::with_status(crate::port::club()?.side_by_side(&chosen, phase, window, lanes).await)
}

/// The figures of each of them over a window on the clock that they share.
#[server(prefix = "/api/ui", endpoint = "figures-side-by-side", input = GetUrl)]
pub async fn get_figures_side_by_side(
    chosen: SideBySide,
    phase: Option<String>,
    window: Window,
) -> Result<Vec<Option<Figures>>, AppError> {
    super::with_status(crate::port::club()?.figures_side_by_side(&chosen, phase, window).await)
}
