//! What every database behind the store's traits must do.

mod grants;
mod recordings;
mod samples;
mod sessions;
mod teams;
mod web_sessions;

use std::{ops::Deref, sync::Arc};

use super::Store;

/// A fresh store of its own.
pub(crate) struct TestStore {
    store: Arc<dyn Store>,
    folder: tempfile::TempDir,
}

impl TestStore {
    pub(crate) async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { store: super::open(&folder.path().join("test.sqlite")).await.unwrap(), folder }
    }

    /// The same data as the next process sees it.
    async fn reopen(self) -> Self {
        let Self { store, folder } = self;
        drop(store);
        Self { store: super::open(&folder.path().join("test.sqlite")).await.unwrap(), folder }
    }

    /// For whoever needs to share it.
    pub(crate) fn arc(&self) -> Arc<dyn Store> {
        Arc::clone(&self.store)
    }
}

impl Deref for TestStore {
    type Target = dyn Store;

    fn deref(&self) -> &Self::Target {
        &*self.store
    }
}

#[tokio::test]
async fn the_database_answers() {
    TestStore::open().await.ping().await.unwrap();
}
