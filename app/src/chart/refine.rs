//! Fetches frames from the server.

use gloo_net::http::Request;
use web_sys::{AbortController, AbortSignal};

use super::{problem::Problem, view::Charted};
use crate::model::{Channel, Frame, PlayerSessionId, Window};

/// Where a frame comes from.
#[derive(Clone, Debug)]
pub(super) struct Source {
    player_session_id: PlayerSessionId,
    /// What the session clock of the recording shows at the 0 of the chart's clock, in ms.
    offset_ms: i32,
}

/// A request that ends when this is dropped.
#[derive(Debug)]
pub(super) struct Fetching(AbortController);

impl Drop for Fetching {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Source {
    /// The frames of a recording.
    pub(super) fn of(charted: &Charted) -> Self {
        Self { player_session_id: charted.player_session_id.clone(), offset_ms: charted.offset_ms }
    }

    /// Fetches some channels over a window of the chart, reduced for so many columns, and hands the outcome over. When the edition is known,
    /// the browser need not ask twice. Dropping the handle ends
    /// the request without an outcome; `None` when the browser cannot fetch at all.
    pub(super) fn fetch(
        &self,
        window: Window,
        channels: &[Channel],
        columns: u32,
        edition: Option<&str>,
        done: impl FnOnce(Result<Frame, Problem>) + 'static,
    ) -> Option<Fetching> {
        let controller = AbortController::new().ok()?;
        let signal = controller.signal();
        let offset_ms = self.offset_ms;
        let mut address = self.address(window.shifted(offset_ms)?, channels, columns);
        if let Some(edition) = edition {
            address = address + "&edition=" + edition;
        }
        leptos::task::spawn_local(async move {
            let outcome = get(&address, &signal).await;
            if !signal.aborted() {
                done(outcome.map(|frame| frame.shifted(offset_ms.saturating_neg())));
            }
        });
        Some(Fetching(controller))
    }

    fn address(
        &self,
        Window { from_ms, to_ms }: Window,
        channels: &[Channel],
        columns: u32,
    ) -> String {
        let id = js_sys::encode_uri_component(self.player_session_id.as_str());
        let channels: Vec<&str> = channels.iter().map(|channel| channel.key()).collect();
        let channels = channels.join(",");
        format!(
            "/api/v1/player-sessions/{id}/series?channels={channels}&from_ms={from_ms}&to_ms={to_ms}&points={columns}"
        )
    }
}

async fn get(address: &str, signal: &AbortSignal) -> Result<Frame, Problem> {
    let unreachable = |_| Problem::Unreachable;
    let request =
        Request::get(address).header("accept", Frame::MEDIA_TYPE).abort_signal(Some(signal));
    let response = request.send().await.map_err(unreachable)?;
    match response.status() {
        200 => Frame::decode(&response.binary().await.map_err(unreachable)?).map_err(|error| {
            leptos::logging::error!("{error}");
            Problem::Unreadable
        }),
        401 => Err(Problem::SignedOut),
        status => Err(Problem::Refused(status)),
    }
}
