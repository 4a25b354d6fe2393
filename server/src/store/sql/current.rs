//! What is stored of players' sessions in its present version.

use std::collections::HashSet;

use app::model::PlayerSessionId;

use super::{Pool, StoreError, json};

/// Whether a table has a row for the player's session that was read from the training session as it is now. For
/// queries over `player_sessions` that know the training session's `modified`.
macro_rules! is_current {
    ($table:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM ",
            $table,
            " WHERE player_session_id = player_sessions.id AND session_modified IS NOT DISTINCT FROM modified)"
        )
    };
}

/// Asks which of the players in a list have such a row: a query for [`find`].
macro_rules! with_current {
    ($table:literal) => {
        concat!(
            "SELECT player_sessions.id FROM player_sessions
             JOIN training_sessions ON training_sessions.id = training_session_id
             WHERE player_sessions.id IN (",
            ids!("$1"),
            ") AND ",
            is_current!($table)
        )
    };
}

pub(super) async fn find(
    readers: &Pool,
    with_current: &'static str,
    ids: &[PlayerSessionId],
) -> Result<HashSet<PlayerSessionId>, StoreError> {
    let current = sqlx::query_scalar::<_, String>(with_current)
        .bind(json::to_text(ids)?)
        .fetch_all(readers)
        .await?;
    Ok(current.into_iter().map(PlayerSessionId).collect())
}
