//! Where the request budget is kept: in the store, for all processes of the installation.

use std::sync::Arc;

use async_trait::async_trait;
use polar::{BudgetKeeper, KeeperError, Kept};

use crate::store::Store;

/// Keeps the budget of one client id in the store.
#[derive(Debug)]
pub struct StoredBudget {
    store: Arc<dyn Store>,
    client_id: String,
}

impl StoredBudget {
    /// The budget of this client id.
    pub fn new(store: Arc<dyn Store>, client_id: String) -> Self {
        Self { store, client_id }
    }
}

#[async_trait]
impl BudgetKeeper for StoredBudget {
    async fn load(&self) -> Result<Option<Kept>, KeeperError> {
        let kept = self.store.budget(&self.client_id).await?;
        Ok(kept.map(|kept| Kept { state: kept.state, version: kept.version }))
    }

    async fn replace(&self, state: &str, expected: Option<i64>) -> Result<bool, KeeperError> {
        Ok(self.store.put_budget(&self.client_id, state, expected).await?)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use polar::{Budget, BudgetSettings, TokioTime, Urgency};

    use super::*;
    use crate::{store::TestStore, sync::testing::now};

    #[tokio::test]
    async fn what_was_spent_is_known_after_a_restart() {
        let store = TestStore::open().await;
        let open = async |holder: &str| {
            let keeper = StoredBudget::new(store.arc(), "touchline".to_owned());
            let time = TokioTime::starting_at(now());
            Budget::open(BudgetSettings::default(), Arc::new(keeper), holder, Arc::new(time)).await
        };
        let budget = open("first").await;
        for _ in 0..50 {
            drop(budget.acquire(&Urgency::interactive()).await);
        }
        budget.pause(Duration::from_secs(30));
        budget.close().await;
        let next = open("second").await.snapshot();
        assert!(next.paused_for.is_some());
        assert!(next.level > 40.0, "{next:?}");
    }
}
