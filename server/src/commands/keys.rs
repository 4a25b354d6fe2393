//! `touchline keys`.

use std::sync::Arc;

use app::model::{AuditAction, AuditActor};
use clap::{Args, Subcommand};

use super::Failure;
use crate::{
    audit,
    clock::{Clock, SystemClock},
    entropy::SystemEntropy,
    secrets::{self, Forgotten, Rotation, SecretKeys, Vault},
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
    /// When a key is lost: end the connections and the sessions that none of the keys opens. Coaches sign in again.
    Forget(Installation),
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
            let action = AuditAction::KeysRotated;
            let entry = audit::entry_of(&*store, now, action, AuditActor::Operator, None).await;
            audit::note(&*store, &AuditEntry { subject: Some(done.key.to_string()), ..entry })
                .await;
            tell_rotation(done);
            Ok(())
        }
        Action::Forget(installation) => {
            let (store, vault) = installation.open().await?;
            let Forgotten { grants, sessions } =
                secrets::forget(&*store, &vault, now).await.map_err(Failure::of)?;
            tracing::info!(
                "{grants} connections of coaches and {sessions} sessions of browsers were ended that no key opens"
            );
            Ok(())
        }
    }
}

fn tell_rotation(done: Rotation) {
    let Rotation { key, resealed, current, replaced, damaged } = done;
    tracing::info!(
        "the key {key} has sealed {resealed} tokens and sessions anew, and had sealed {current} before"
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
