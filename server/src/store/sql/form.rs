//! How far a database's tables have come.

use std::collections::BTreeSet;

use sqlx::migrate::Migrator;

use super::{Connection, StoreError};
use crate::store::Form;

/// Compares the steps that were taken with those that this version knows. Changes nothing.
pub(in super::super) async fn form(
    connection: &mut Connection,
    known: &Migrator,
) -> Result<Form, StoreError> {
    if !sqlx::query_scalar::<_, bool>(has_steps!()).fetch_one(&mut *connection).await? {
        return Ok(Form::Empty);
    }
    let taken: Vec<i64> = sqlx::query_scalar("SELECT version FROM _sqlx_migrations")
        .fetch_all(&mut *connection)
        .await?;
    let mut open: BTreeSet<i64> = known.iter().map(|step| step.version).collect();
    for step in taken {
        if !open.remove(&step) {
            return Err(StoreError::NewerSchema { step });
        }
    }
    Ok(if open.is_empty() { Form::Current } else { Form::Older })
}
