//! Polar's summaries of whole sessions.

use app::model::{PlayerSessionId, TrainingSessionId};
use chrono::{DateTime, Utc};

use super::{
    DbStore, StoreError,
    figures::{self, FiguresRow},
};
use crate::store::Summary;

#[derive(sqlx::FromRow)]
pub(super) struct SummaryRow {
    player_session_id: String,
    session_modified: Option<DateTime<Utc>>,
    #[sqlx(flatten)]
    figures: FiguresRow,
}

impl TryFrom<SummaryRow> for Summary {
    type Error = StoreError;

    fn try_from(row: SummaryRow) -> Result<Self, StoreError> {
        Ok(Self {
            figures: row.figures.figures(&row.player_session_id)?,
            player_session_id: PlayerSessionId(row.player_session_id),
            session_modified: row.session_modified,
        })
    }
}

pub(super) async fn put(store: &DbStore, summary: &Summary) -> Result<(), StoreError> {
    let id = &summary.player_session_id.0;
    let mut tx = store.write().await?;
    sqlx::query("DELETE FROM summaries WHERE player_session_id = $1")
        .bind(id)
        .execute(&mut *tx)
        .await?;
    let query = sqlx::query(concat!(
        "INSERT INTO summaries (",
        figure_columns!(),
        ", player_session_id, session_modified) VALUES (",
        figure_values!(),
        ", $15, $16)"
    ));
    figures::bind(query, &summary.figures)?
        .bind(id)
        .bind(summary.session_modified)
        .execute(&mut *tx)
        .await?;
    Ok(tx.commit().await?)
}

pub(super) async fn find(
    store: &DbStore,
    id: &PlayerSessionId,
) -> Result<Option<Summary>, StoreError> {
    sqlx::query_as::<_, SummaryRow>("SELECT * FROM summaries WHERE player_session_id = $1")
        .bind(&id.0)
        .fetch_optional(&store.readers)
        .await?
        .map(Summary::try_from)
        .transpose()
}

pub(super) async fn of_session(
    store: &DbStore,
    id: &TrainingSessionId,
) -> Result<Vec<Summary>, StoreError> {
    sqlx::query_as::<_, SummaryRow>(
        "SELECT summaries.* FROM summaries JOIN participants USING (player_session_id)
         WHERE training_session_id = $1 ORDER BY position",
    )
    .bind(&id.0)
    .fetch_all(&store.readers)
    .await?
    .into_iter()
    .map(Summary::try_from)
    .collect()
}
