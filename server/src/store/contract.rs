//! What every database behind the store's traits must do.

/// One test of each case for each database. A case takes a fresh store.
macro_rules! on_both_databases {
    ($($case:ident,)+) => {
        $(
            mod $case {
                use crate::store::contract::TestStore;

                #[tokio::test]
                async fn sqlite() {
                    super::$case(TestStore::open().await).await;
                }

                #[tokio::test]
                async fn postgres() {
                    if let Some(store) = TestStore::open_postgres().await {
                        super::$case(store).await;
                    }
                }
            }
        )+
    };
}

mod audit;
mod backlog;
mod budget;
mod fields;
mod grants;
mod passes;
mod players;
mod recordings;
pub(super) mod samples;
mod sealed;
mod season;
mod sessions;
mod sharing;
mod teams;
mod test_server;
mod web_sessions;

use std::{ops::Deref, sync::Arc};

use super::{DatabaseAddress, Form, Store};
pub(super) use test_server::TestServer;

/// A fresh store of its own.
pub(crate) struct TestStore {
    store: Arc<dyn Store>,
    address: DatabaseAddress,
    folder: Option<tempfile::TempDir>,
}

impl TestStore {
    /// One in `SQLite`.
    pub(crate) async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let address = DatabaseAddress::Sqlite(folder.path().join("test.sqlite"));
        Self { store: super::open(&address).await.unwrap(), address, folder: Some(folder) }
    }

    /// One in `PostgreSQL`; `None` where there is no such server and need not be one.
    async fn open_postgres() -> Option<Self> {
        let address = TestServer::get().await?.new_database().await;
        Some(Self { store: super::open(&address).await.unwrap(), address, folder: None })
    }

    /// The same data as the next process sees it.
    async fn reopen(self) -> Self {
        let Self { store, address, folder } = self;
        drop(store);
        Self { store: super::open(&address).await.unwrap(), address, folder }
    }

    /// The same data as another process sees it at the same time.
    async fn in_another_process(&self) -> Arc<dyn Store> {
        super::open(&self.address).await.unwrap()
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

on_both_databases! {
    the_tables_are_those_of_this_version,
}

async fn the_tables_are_those_of_this_version(store: TestStore) {
    assert_eq!(store.form().await.unwrap(), Form::Current);
}
