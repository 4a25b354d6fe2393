//! `touchline keys`.

use std::sync::Arc;

use app::model::{AuditAction, AuditActor};
use chrono::{DateTime, Utc};
use clap::{Args, Subcommand};

use super::Failure;
use crate::{
    audit,
    clock::{Clock, SystemClock},
    entropy::SystemEntropy,
    secrets::{self, Rotation, SecretKeys, Vault},
    settings::{KeyArgs, SettingsError, StorageArgs},
    store::{self, AuditEntry, DatabaseAddress, Store},
};

/// What `touchline keys` is told.
#[derive(Args, Clone, Debug)]
pub struct KeysArgs {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand, Clone, Debug)]
enum Action {
    /// Seal everything with the newest key that older ones have sealed. Name the new key in front of the old one and
    /// start the server again before; afterwards the old one is not needed any more.
    Rotate(Installation),
    /// When a key is lost: end the connections, the sessions and the unopened passes that none of the keys opens. Coaches
    /// sign in again, and make the passes anew that end with their connections.
    Forget {
        #[command(flatten)]
        installation: Installation,
        /// End them; without it is only told how many there are.
        #[arg(long)]
        yes: bool,
    },
}

/// What has sealed, and where.
#[derive(Args, Clone, Debug)]
struct Installation {
    #[command(flatten)]
    key: KeyArgs,
    #[command(flatten)]
    storage: StorageArgs,
}

pub(super) async fn run(args: KeysArgs) -> Result<(), Failure> {
    let now = SystemClock.now();
    match args.action {
        Action::Rotate(installation) => {
            let (store, vault) = installation.open().await?;
            let done = secrets::rotate(&*store, &vault, now).await.map_err(Failure::of)?;
            note(&*store, now, AuditAction::KeysRotated, Some(done.key.to_string())).await;
            tell_rotation(done);
            Ok(())
        }
        Action::Forget { installation, yes } => {
            let (store, vault) = installation.open().await?;
            let lost = secrets::lost(&*store, &vault, now).await.map_err(Failure::of)?;
            let (grants, sessions, passes) = (lost.grants(), lost.sessions(), lost.passes());
            tracing::info!(
                "no key opens {grants} connections of coaches, {sessions} sessions of browsers and {passes} passes that \
                 were not opened yet"
            );
            if lost.is_nothing() {
                return Ok(());
            }
            if !yes {
                return Err(Failure(
                    "nothing was changed: `touchline keys forget --yes` ends them, and the passes of these coaches"
                        .to_owned(),
                ));
            }
            secrets::forget(&*store, &lost, now).await.map_err(Failure::of)?;
            note(&*store, now, AuditAction::KeysForgotten, None).await;
            tracing::info!("they were ended: coaches sign in again");
            Ok(())
        }
    }
}

/// Writes into the audit log what whoever runs the installation did.
async fn note(store: &dyn Store, now: DateTime<Utc>, action: AuditAction, subject: Option<String>) {
    let entry = audit::entry_of(store, now, action, AuditActor::Operator, None).await;
    audit::note(store, &AuditEntry { subject, ..entry }).await;
}

fn tell_rotation(done: Rotation) {
    let Rotation { key, resealed, current, replaced, damaged } = done;
    tracing::info!(
        "the key {key} has sealed {resealed} tokens, sessions and tickets anew, and had sealed {current} before"
    );
    if damaged > 0 {
        tracing::warn!("{damaged} are damaged, and were left as they are");
    }
    if replaced > 0 {
        tracing::warn!("{replaced} were replaced by a server meanwhile: rotate once more");
    } else {
        tracing::info!(
            "no older key is needed any more, once the server was started with this one"
        );
    }
}

impl Installation {
    async fn open(&self) -> Result<(Arc<dyn Store>, Vault), Failure> {
        let keys = self.keys()?;
        let database = self.storage.database().map_err(Failure::of)?;
        if let DatabaseAddress::Sqlite(path) = &database
            && !path.exists()
        {
            return Err(Failure(format!(
                "there is no database at {}: set TOUCHLINE_DATA_DIR or TOUCHLINE_DATABASE_URL as for serve",
                path.display()
            )));
        }
        let store = store::open(&database).await.map_err(Failure::of)?;
        Ok((store, Vault::new(&keys, Arc::new(SystemEntropy))))
    }

    /// The keys that there are: none is made here.
    fn keys(&self) -> Result<SecretKeys, Failure> {
        let keys = match self.key.text().map_err(Failure::of)? {
            Some(text) => SecretKeys::from_text(text.expose()),
            None if self.storage.database().is_ok_and(|address| address.is_shared()) => {
                return Err(Failure::of(SettingsError::NoSecretKey));
            }
            None => SecretKeys::from_file(&self.storage.key_path()),
        };
        keys.map_err(Failure::of)
    }
}
