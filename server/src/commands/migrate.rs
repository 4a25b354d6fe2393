//! `touchline migrate`.

use super::Failure;
use crate::{settings::StorageArgs, store};

pub(super) async fn run(args: StorageArgs) -> Result<(), Failure> {
    let database = args.database().map_err(Failure::of)?;
    store::open(&database).await.map_err(Failure::of)?;
    tracing::info!(%database, "the database has this version's form");
    Ok(())
}
