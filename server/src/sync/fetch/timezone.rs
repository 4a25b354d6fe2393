//! How far a venue's clock is from UTC. Only the list of a player's sessions tells.

use app::model::{PlayerId, PlayerSessionId};
use chrono::{NaiveDateTime, TimeDelta};
use futures::TryStreamExt;
use polar::{ApiError, Period, PlayerSessionKind};

use super::{Asker, FetchError, Fetcher};

/// No clock is further from UTC: far enough to find a session whichever clock its stamps are from.
const MARGIN: TimeDelta = TimeDelta::days(1);

impl Fetcher {
    /// How far the venue's clock was ahead of UTC, in minutes, at a player's session around that time; `None` when
    /// Polar does not say.
    pub(super) async fn timezone_offset_min(
        &self,
        asker: &Asker,
        player_id: &PlayerId,
        player_session_id: &PlayerSessionId,
        around: NaiveDateTime,
    ) -> Result<Option<i32>, FetchError> {
        let period = Period { since: Some(around - MARGIN), until: Some(around + MARGIN) };
        let listed = self
            .call(asker, async |token| {
                self.client
                    .player_sessions(
                        &token,
                        &asker.urgency,
                        player_id.as_str(),
                        period,
                        PlayerSessionKind::All,
                    )
                    .try_fold(None, async |found, page| {
                        let of_session =
                            page.iter().find(|listed| listed.id == player_session_id.as_str());
                        Ok(found.or(of_session.and_then(|listed| listed.timezone_offset_min)))
                    })
                    .await
            })
            .await;
        match listed {
            Err(FetchError::Polar(ApiError::NotFound { .. } | ApiError::Forbidden { .. })) => {
                Ok(None)
            }
            listed => listed,
        }
    }
}
