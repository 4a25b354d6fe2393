use app::model::TeamId;
use async_trait::async_trait;
use series::{Position, Rectangle};

use super::{DbStore, StoreError};
use crate::store::FieldStore;

#[async_trait]
impl FieldStore for DbStore {
    async fn field(&self, team_id: &TeamId, venue: &str) -> Result<Option<Rectangle>, StoreError> {
        let kept = sqlx::query_as::<_, (f64, f64, f64, f64, f64)>(
            "SELECT latitude_deg, longitude_deg, bearing_deg, length_m, width_m FROM fields
             WHERE team_id = $1 AND venue = $2",
        )
        .bind(team_id.as_str())
        .bind(venue)
        .fetch_optional(&self.readers)
        .await?;
        Ok(kept.map(|(latitude_deg, longitude_deg, bearing_deg, length_m, width_m)| Rectangle {
            centre: Position { latitude_deg, longitude_deg },
            bearing_deg,
            length_m,
            width_m,
        }))
    }

    async fn put_field(
        &self,
        team_id: &TeamId,
        venue: &str,
        field: &Rectangle,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO fields (team_id, venue, latitude_deg, longitude_deg, bearing_deg, length_m, width_m)
             VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (team_id, venue) DO UPDATE SET
                 latitude_deg = excluded.latitude_deg, longitude_deg = excluded.longitude_deg,
                 bearing_deg = excluded.bearing_deg, length_m = excluded.length_m, width_m = excluded.width_m",
        )
        .bind(team_id.as_str())
        .bind(venue)
        .bind(field.centre.latitude_deg)
        .bind(field.centre.longitude_deg)
        .bind(field.bearing_deg)
        .bind(field.length_m)
        .bind(field.width_m)
        .execute(&self.writer)
        .await?;
        Ok(())
    }

    async fn delete_field(&self, team_id: &TeamId, venue: &str) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM fields WHERE team_id = $1 AND venue = $2")
            .bind(team_id.as_str())
            .bind(venue)
            .execute(&self.writer)
            .await?;
        Ok(())
    }
}
