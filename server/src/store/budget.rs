//! The request budget's state, which every process of an installation shares.

use async_trait::async_trait;

use super::StoreError;

/// A budget as it was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptBudget {
    /// Its state, in the words of whoever keeps it here.
    pub state: String,
    /// Grows with every change.
    pub version: i64,
}

/// Keeps request budgets, one for each client id.
#[async_trait]
pub trait BudgetStore: Send + Sync {
    /// A budget; `None` when there was none yet.
    async fn budget(&self, client_id: &str) -> Result<Option<KeptBudget>, StoreError>;

    /// Replaces a budget, provided that its version is still `expected` (`None`: that there is none). `false` when
    /// somebody else changed it first; then nothing has happened.
    async fn put_budget(
        &self,
        client_id: &str,
        state: &str,
        expected: Option<i64>,
    ) -> Result<bool, StoreError>;
}
