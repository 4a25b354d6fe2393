//! How far fetching from Polar is: once as JSON, and live as server-sent events.

use std::{convert::Infallible, time::Duration};

use app::{model::SyncStatus, port::Club};
use axum::{
    Extension, Json,
    http::{HeaderName, header},
    response::{
        IntoResponse, Response, Sse,
        sse::{Event, KeepAlive},
    },
};
use futures::{Stream, StreamExt, stream};
use tokio::{sync::watch, time::Instant};

use super::refusal;
use crate::{
    club::ClubDesk,
    metrics::{EventStream, Metrics},
};

/// How often the status is told at most.
const AT_MOST_EVERY: Duration = Duration::from_secs(1);

/// How long a stream lasts. The browser comes back by itself, and is asked again who it is.
const LIFETIME: Duration = Duration::from_mins(2);

/// It names teams. Event streams say otherwise when nothing is said.
const NOT_KEPT: [(HeaderName, &str); 1] = [(header::CACHE_CONTROL, "private, no-store")];

/// The status now.
pub(super) async fn now(Extension(desk): Extension<ClubDesk>) -> Response {
    match desk.sync_status().await {
        Ok(status) => (NOT_KEPT, Json(status)).into_response(),
        Err(error) => refusal(&error),
    }
}

/// The status now, and again whenever it has changed.
pub(super) async fn events(
    Extension(desk): Extension<ClubDesk>,
    Extension(metrics): Extension<Metrics>,
) -> Response {
    let first = match desk.sync_status().await {
        Ok(status) => status,
        Err(error) => return refusal(&error),
    };
    let stopping = desk.stopping().cancelled_owned();
    let events = statuses(desk, first, metrics.event_stream())
        .map(|status| Event::default().json_data(&status).unwrap_or_default())
        .map(Ok::<_, Infallible>)
        .take_until(tokio::time::sleep(LIFETIME))
        .take_until(stopping);
    (NOT_KEPT, Sse::new(events).keep_alive(KeepAlive::default())).into_response()
}

/// Each status that is not like the one before, and now and then one that is.
fn statuses(
    desk: ClubDesk,
    first: SyncStatus,
    open: EventStream,
) -> impl Stream<Item = SyncStatus> {
    let changes = desk.sync_changes();
    let watch = Watch { changes, desk, last: first.clone(), again: true, _open: open };
    stream::iter([first]).chain(stream::unfold(watch, async |mut watch| {
        let status = watch.next().await?;
        Some((status, watch))
    }))
}

/// Somebody who is told the status.
struct Watch {
    desk: ClubDesk,
    changes: watch::Receiver<u64>,
    last: SyncStatus,
    /// Whether to look once more soon: what is counted for everybody may be a little older than the change.
    again: bool,
    /// Counted as long as it is watched.
    _open: EventStream,
}

impl Watch {
    /// The next status; `None` when the person may not see it any more. When nothing happens here for a while, it is
    /// looked all the same, and told: another process may have changed something, and a browser that hears nothing
    /// gives the stream up.
    async fn next(&mut self) -> Option<SyncStatus> {
        let silence = Instant::now() + SyncStatus::TOLD_AT_LEAST_EVERY;
        loop {
            tokio::time::sleep(AT_MOST_EVERY).await;
            if !std::mem::take(&mut self.again) {
                let changed = tokio::time::timeout_at(silence, self.changes.changed()).await;
                self.again = changed.is_ok();
            }
            self.changes.mark_unchanged();
            let status = self.desk.sync_status().await.ok()?;
            if status != self.last || Instant::now() >= silence {
                self.last = status.clone();
                return Some(status);
            }
        }
    }
}
