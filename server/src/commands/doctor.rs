//! `touchline doctor`: looks at everything that an installation needs, and says what to do about what is wrong.

mod polar;
mod report;
mod settings;

use std::{io, sync::Arc};

use super::Failure;
use crate::{
    clock::{Clock, SystemClock},
    settings::ServeArgs,
    store::{self, DatabaseAddress},
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
    report.add(database(args).await);
    polar::examine(args, clock, &mut report).await;
    report
}

async fn database(args: &ServeArgs) -> Finding {
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
        return Finding::right(NAME, format!("{place}, which is made at the first start"));
    }
    let checked = async {
        let store: Arc<dyn store::Store> = store::open(&address).await?;
        store.check().await
    };
    match checked.await {
        Ok(()) => Finding::right(NAME, format!("{place} opens, and what is in it is whole")),
        Err(error) => Finding::wrong(
            NAME,
            format!("{place}: {error}"),
            "see “The database” in docs/operations.md",
        ),
    }
}

#[cfg(test)]
mod tests;
