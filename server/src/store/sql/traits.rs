//! The store's traits in SQL, once for both databases.
//!
//! This module is a child of `sqlite` and of `postgres` at the same time. Its queries are written in what the two
//! dialects have in common; what differs, its parent defines: the types `Db`, `Pool`, `Connection` and `DbStore`, how
//! a transaction begins (`DbStore::write`, `DbStore::read`), how what was deleted leaves the files beside the database
//! (`DbStore::wipe_log`), and the macros `ids!` and `has_steps!`.
//!
//! Rules that keep a query common: placeholders are `$1`, `$2`…; numbers are bound and read as `i32`, `i64` or `f64`,
//! since PostgreSQL has no unsigned ones; what may be NULL is compared with `IS NOT DISTINCT FROM`; the old row of an
//! `ON CONFLICT` is named by its table. A write of more than one row goes through `DbStore::write`, which lets one
//! writer in at a time: so no two of them can wait for each other, or write over what the other has just read.

#[macro_use]
mod current;
#[macro_use]
mod figures;

mod audit;
mod backlog;
mod budget;
mod fields;
mod form;
mod grants;
mod json;
mod numbers;
mod passes;
mod phases;
mod players;
mod recordings;
mod sealed;
mod season;
mod sessions;
mod summaries;
mod teams;
mod web_sessions;

use async_trait::async_trait;

pub(super) use form::form;

use super::{Connection, Db, DbStore, MIGRATIONS, Pool, StoreError};
use crate::store::{Form, Store};

#[async_trait]
impl Store for DbStore {
    async fn form(&self) -> Result<Form, StoreError> {
        form(&mut *self.readers.acquire().await?, &MIGRATIONS).await
    }

    async fn wipe(&self) -> Result<(), StoreError> {
        self.wipe_log().await
    }

    async fn close(&self) {
        // The last one to go tidies up, and must be one that may write.
        self.readers.close().await;
        self.writer.close().await;
    }
}
