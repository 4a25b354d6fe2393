//! `touchline migrate`.

use super::Failure;
use crate::{settings::StorageArgs, store};

pub(super) async fn run(args: StorageArgs) -> Result<(), Failure> {
    let path = args.sqlite_path().map_err(Failure::of)?;
    store::open(&path).await.map_err(Failure::of)?;
    tracing::info!(database = %path.display(), "the database has this version's form");
    Ok(())
}
