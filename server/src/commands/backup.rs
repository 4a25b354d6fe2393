//! `touchline backup`.

use std::path::PathBuf;

use clap::Args;

use super::Failure;
use crate::{
    settings::StorageArgs,
    store::{self, DatabaseAddress},
};

/// What `touchline backup` is told.
#[derive(Args, Clone, Debug)]
pub struct BackupArgs {
    /// The file to make; it must not be there yet.
    pub path: PathBuf,

    /// Where the database is.
    #[command(flatten)]
    pub storage: StorageArgs,
}

pub(super) async fn run(args: BackupArgs) -> Result<(), Failure> {
    let database = match args.storage.database().map_err(Failure::of)? {
        DatabaseAddress::Sqlite(path) => path,
        DatabaseAddress::Postgres(_) => {
            return Err(Failure(
                "the database is in PostgreSQL, which makes backups by its own means: see pg_dump --help"
                    .to_owned(),
            ));
        }
    };
    store::copy(&database, &args.path).await.map_err(Failure::of)?;
    tracing::info!(
        "{} is a whole copy of {}, without browsers' sessions and passes; keep the key, too, in another place: {}",
        args.path.display(),
        database.display(),
        if args.storage.key_path().exists() {
            args.storage.key_path().display().to_string()
        } else {
            "it is what TOUCHLINE_SECRET_KEY says".to_owned()
        }
    );
    Ok(())
}
