//! `touchline doctor`: looks at everything that an installation needs, and says what to do about what is wrong.

mod polar;
mod report;
mod settings;

use std::{io, sync::Arc};

use super::Failure;
use crate::{
    clock::{Clock, SystemClock},
    entropy::SystemEntropy,
    secrets::{self, SealingError, SecretKeys, Vault},
    settings::ServeArgs,
    store::{self, DatabaseAddress, Form},
};
use report::{Finding, Report};

pub(super) async fn run(args: ServeArgs) -> Result<(), Failure> {
    let report = examine(&args, &SystemClock).await;
    report.write(&mut io::stdout().lock()).map_err(Failure::of)?;
    match report.failed() {
        0 => Ok(()),
        1 => Err(Failure("one thing must be mended".to_owned())),
        failed => Err(Failure(format!("{failed} things must be mended"))),
    }
}

/// Looks at everything. One thing that is wrong does not hide another.
async fn examine(args: &ServeArgs, clock: &dyn Clock) -> Report {
    let mut report = Report::default();
    settings::examine(args, &mut report);
    report.add(database(args, clock).await);
    polar::examine(args, clock, &mut report).await;
    report
}

async fn database(args: &ServeArgs, clock: &dyn Clock) -> Finding {
    const NAME: &str = "database";
    let address = match args.storage.database() {
        Ok(address) => address,
        Err(error) => {
            return Finding::wrong(NAME, error, "set TOUCHLINE_DATABASE_URL, or unset it");
        }
    };
    let place = address.to_string();
    if let DatabaseAddress::Sqlite(path) = &address
        && !path.exists()
    {
        // Made by the wrong user, it would be in the way.
        return settings::will_be_made(NAME, path);
    }
    match store::look(&address).await {
        Ok(Form::Current) => match sealed(args, &address, clock).await {
            Ok(()) => Finding::right(NAME, format!("{place} opens, and what is in it is whole")),
            Err(problem) => {
                Finding::wrong(NAME, format!("{place}: {problem}"), "bring back the key")
            }
        },
        Ok(Form::Empty) => Finding::right(NAME, format!("{place} opens, and is still empty")),
        Ok(Form::Older) => Finding::doubtful(
            NAME,
            format!(
                "{place} is whole, and of an older version, which cannot read it any more once this one has started"
            ),
            "make a backup before you start this version",
        ),
        Err(error) => Finding::wrong(
            NAME,
            format!("{place}: {error}"),
            "see “The database” in docs/operations.md",
        ),
    }
}

/// Whether the keys that are set open what is sealed. Without keys there is nothing to tell: that is told elsewhere.
async fn sealed(
    args: &ServeArgs,
    address: &DatabaseAddress,
    clock: &dyn Clock,
) -> Result<(), SealingError> {
    let keys = match args.key.text() {
        Ok(Some(text)) => SecretKeys::from_text(text.expose()),
        Ok(None) => SecretKeys::from_file(&args.storage.key_path()),
        Err(_) => return Ok(()),
    };
    let Ok(keys) = keys else { return Ok(()) };
    let store = store::open(address).await?;
    secrets::check(&*store, &Vault::new(&keys, Arc::new(SystemEntropy)), clock.now()).await
}

#[cfg(test)]
mod tests;
