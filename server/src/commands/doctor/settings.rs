//! The settings by themselves.

use std::{fs, io, path::Path};

use super::report::{Finding, Report};
use crate::{secrets::SecretKeys, settings::ServeArgs};

pub(super) fn examine(args: &ServeArgs, report: &mut Report) {
    report.add(match args.polar_client() {
        Ok(client) => Finding::right("Polar client", format!("its id is {}", client.id)),
        Err(error) => Finding::wrong(
            "Polar client",
            error,
            "set TOUCHLINE_POLAR_CLIENT_ID and TOUCHLINE_POLAR_CLIENT_SECRET",
        ),
    });
    report.add(public_url(args));
    report.add(secret_key(args));
}

fn public_url(args: &ServeArgs) -> Finding {
    const NAME: &str = "public address";
    if let Err(error) = args.public_origin() {
        return Finding::wrong(NAME, error, "set TOUCHLINE_PUBLIC_URL to what people type");
    }
    let url = &args.public_url;
    let is_this_machine = match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost",
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    let found = format!("{url}; the redirect URI to register at Polar is {}", args.redirect_uri());
    if is_this_machine {
        Finding::doubtful(
            NAME,
            found,
            "tablets cannot reach this address: set TOUCHLINE_PUBLIC_URL once others use it",
        )
    } else if url.scheme() == "http" {
        Finding::doubtful(
            NAME,
            found,
            "sign-ins travel readable: put a reverse proxy with TLS in front (docs/operations.md)",
        )
    } else {
        Finding::right(NAME, found)
    }
}

fn secret_key(args: &ServeArgs) -> Finding {
    const NAME: &str = "secret key";
    const ADVICE: &str = "make one with: openssl rand -base64 32";
    match args.key.text() {
        Err(error) => Finding::wrong(NAME, error, "see TOUCHLINE_SECRET_KEY_FILE"),
        Ok(Some(key)) => match SecretKeys::from_text(key.expose()) {
            Ok(keys) => Finding::right(NAME, format!("given by the settings: {keys}")),
            Err(error) => Finding::wrong(NAME, error, ADVICE),
        },
        Ok(None) if args.storage.database().is_ok_and(|address| address.is_shared()) => {
            Finding::wrong(NAME, "PostgreSQL needs TOUCHLINE_SECRET_KEY", ADVICE)
        }
        Ok(None) => {
            let path = args.storage.key_path();
            let found = format!("kept in {}", path.display());
            if !path.exists() {
                return will_be_made(NAME, &path);
            }
            match SecretKeys::from_file(&path) {
                Ok(keys) => Finding::right(NAME, format!("{found}: {keys}")),
                Err(error) => Finding::wrong(
                    NAME,
                    format!("{}: {error}", path.display()),
                    "bring back the file from a backup; without it coaches have to sign in again",
                ),
            }
        }
    }
}

/// A file that is not there is made at the first start, when that is possible.
pub(super) fn will_be_made(name: &'static str, path: &Path) -> Finding {
    let place = path.display();
    match try_to_write_near(path) {
        Ok(()) => Finding::right(name, format!("{place}, which is made at the first start")),
        Err(error) => Finding::wrong(
            name,
            format!("{place} cannot be made: {error}"),
            "let the user of the service write to the folder; run this as that user",
        ),
    }
}

/// Makes and deletes a file in the nearest folder that there is.
fn try_to_write_near(path: &Path) -> io::Result<()> {
    let absolute = std::path::absolute(path)?;
    let folder = absolute.ancestors().skip(1).find(|folder| folder.is_dir());
    let trial =
        folder.unwrap_or(Path::new("/")).join(format!(".touchline-doctor-{}", std::process::id()));
    fs::OpenOptions::new().write(true).create_new(true).open(&trial)?;
    fs::remove_file(trial)
}
