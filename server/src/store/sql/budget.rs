use async_trait::async_trait;

use super::{DbStore, StoreError};
use crate::store::{BudgetStore, KeptBudget};

#[async_trait]
impl BudgetStore for DbStore {
    async fn budget(&self, client_id: &str) -> Result<Option<KeptBudget>, StoreError> {
        let kept = sqlx::query_as::<_, (String, i64)>(
            "SELECT state, version FROM budgets WHERE client_id = $1",
        )
        .bind(client_id)
        .fetch_optional(&self.readers)
        .await?;
        Ok(kept.map(|(state, version)| KeptBudget { state, version }))
    }

    async fn put_budget(
        &self,
        client_id: &str,
        state: &str,
        expected: Option<i64>,
    ) -> Result<bool, StoreError> {
        let query = if expected.is_some() {
            "UPDATE budgets SET state = $2, version = $3 + 1 WHERE client_id = $1 AND version = $3"
        } else {
            "INSERT INTO budgets (client_id, state, version) VALUES ($1, $2, $3 + 1) ON CONFLICT DO NOTHING"
        };
        let done = sqlx::query(query)
            .bind(client_id)
            .bind(state)
            .bind(expected.unwrap_or(0))
            .execute(&self.writer)
            .await?;
        Ok(done.rows_affected() == 1)
    }
}
