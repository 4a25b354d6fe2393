//! The fields that coaches have drawn.

use app::model::TeamId;
use async_trait::async_trait;
use series::Rectangle;

use super::StoreError;

/// Keeps one field for each team and venue. A venue is any text that tells a team's places apart.
#[async_trait]
pub trait FieldStore: Send + Sync {
    /// A team's field at a venue; `None` when nobody has drawn one.
    async fn field(&self, team_id: &TeamId, venue: &str) -> Result<Option<Rectangle>, StoreError>;

    /// Adds a field or replaces it. The team must be there.
    async fn put_field(
        &self,
        team_id: &TeamId,
        venue: &str,
        field: &Rectangle,
    ) -> Result<(), StoreError>;

    /// Deletes a field, when it is there.
    async fn delete_field(&self, team_id: &TeamId, venue: &str) -> Result<(), StoreError>;
}
