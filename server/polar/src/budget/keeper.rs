//! Where the state of a budget is kept.

use std::error::Error;
use std::fmt::Debug;
use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;

/// Why a keeper failed.
pub type KeeperError = Box<dyn Error + Send + Sync>;

/// The state of a budget as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The state, in the budget's own words.
    pub state: String,
    /// Another one after every change.
    pub version: i64,
}

/// Keeps the state of one budget for all processes that share it.
#[async_trait]
pub trait BudgetKeeper: Debug + Send + Sync {
    /// The state as it was kept last; `None` when there is none.
    async fn load(&self) -> Result<Option<Kept>, KeeperError>;

    /// Replaces the state, provided that its version is still `expected` (`None`: that there is none). `false` when
    /// somebody was faster; then nothing has happened.
    async fn replace(&self, state: &str, expected: Option<i64>) -> Result<bool, KeeperError>;
}

/// Keeps the state in memory: for a single process that may forget it, and for tests.
#[derive(Debug, Default)]
pub struct MemoryKeeper(Mutex<Option<Kept>>);

#[async_trait]
impl BudgetKeeper for MemoryKeeper {
    async fn load(&self) -> Result<Option<Kept>, KeeperError> {
        Ok(self.0.lock().unwrap_or_else(PoisonError::into_inner).clone())
    }

    async fn replace(&self, state: &str, expected: Option<i64>) -> Result<bool, KeeperError> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let current = kept.as_ref().map(|kept| kept.version);
        if current != expected {
            return Ok(false);
        }
        let version = current.map_or(1, |version| version.wrapping_add(1));
        *kept = Some(Kept { state: state.to_owned(), version });
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_who_knows_the_last_version_replaces_it() {
        let keeper = MemoryKeeper::default();
        assert_eq!(keeper.load().await.unwrap(), None);
        assert!(!keeper.replace("a", Some(1)).await.unwrap());
        assert!(keeper.replace("a", None).await.unwrap());
        assert!(!keeper.replace("b", None).await.unwrap());
        let first = keeper.load().await.unwrap().unwrap();
        assert!(keeper.replace("b", Some(first.version)).await.unwrap());
        assert!(!keeper.replace("c", Some(first.version)).await.unwrap());
        assert_eq!(keeper.load().await.unwrap().unwrap().state, "b");
    }
}
