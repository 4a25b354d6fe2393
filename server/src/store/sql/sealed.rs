use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::{DbStore, StoreError, passes::waiting_tickets};
use crate::store::{GrantId, SealedPlace, SealedStore, SealedValue};

#[async_trait]
impl SealedStore for DbStore {
    async fn sealed_values(&self, now: DateTime<Utc>) -> Result<Vec<SealedValue>, StoreError> {
        let mut tx = self.read().await?;
        let grants = sqlx::query_as::<_, (String, Vec<u8>, Option<Vec<u8>>)>(
            "SELECT id, access_token, refresh_token FROM grants WHERE NOT ended ORDER BY id",
        )
        .fetch_all(&mut *tx)
        .await?;
        let sessions = sqlx::query_as::<_, (Vec<u8>, Vec<u8>)>(
            "SELECT id_hash, data FROM web_sessions WHERE expires_at > $1 ORDER BY id_hash",
        )
        .bind(now)
        .fetch_all(&mut *tx)
        .await?;
        let tickets = waiting_tickets(&mut tx, now).await?;
        let tokens = grants.into_iter().flat_map(|(id, access, refresh)| {
            let id = GrantId(id);
            let refresh = refresh.map(|sealed| (SealedPlace::RefreshToken(id.clone()), sealed));
            std::iter::once((SealedPlace::AccessToken(id), access)).chain(refresh)
        });
        let sessions =
            sessions.into_iter().map(|(id_hash, data)| (SealedPlace::WebSession(id_hash), data));
        let tickets =
            tickets.into_iter().map(|ticket| (SealedPlace::Ticket(ticket.pass), ticket.sealed));
        let everything = tokens.chain(sessions).chain(tickets);
        Ok(everything.map(|(place, sealed)| SealedValue { place, sealed }).collect())
    }

    async fn replace_sealed(&self, values: &[(SealedValue, Vec<u8>)]) -> Result<usize, StoreError> {
        let mut tx = self.write().await?;
        let mut replaced = 0;
        for (old, new) in values {
            let query = match &old.place {
                SealedPlace::AccessToken(id) => sqlx::query(
                    "UPDATE grants SET access_token = $3 WHERE id = $1 AND access_token = $2",
                )
                .bind(&id.0),
                SealedPlace::RefreshToken(id) => sqlx::query(
                    "UPDATE grants SET refresh_token = $3 WHERE id = $1 AND refresh_token = $2",
                )
                .bind(&id.0),
                SealedPlace::WebSession(id_hash) => sqlx::query(
                    "UPDATE web_sessions SET data = $3 WHERE id_hash = $1 AND data = $2",
                )
                .bind(id_hash),
                SealedPlace::Ticket(id) => {
                    sqlx::query("UPDATE passes SET ticket = $3 WHERE id = $1 AND ticket = $2")
                        .bind(&id.0)
                }
            };
            let done = query.bind(&old.sealed).bind(new).execute(&mut *tx).await?;
            replaced += usize::from(done.rows_affected() > 0);
        }
        tx.commit().await?;
        Ok(replaced)
    }
}
