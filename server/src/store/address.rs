//! Where the database is.

use std::{fmt, path::PathBuf, str::FromStr};

use sqlx::postgres::PgConnectOptions;

/// Where the database is: `sqlite:PATH` or `postgres://USER:PASSWORD@HOST:PORT/DATABASE`.
#[derive(Clone, Debug)]
pub enum DatabaseAddress {
    /// One `SQLite` file.
    Sqlite(PathBuf),
    /// A `PostgreSQL` server.
    Postgres(PostgresAddress),
}

impl DatabaseAddress {
    /// Whether several processes can share it.
    pub fn is_shared(&self) -> bool {
        matches!(self, Self::Postgres(_))
    }
}

/// A `PostgreSQL` database and who logs in. The password is never printed.
#[derive(Clone)]
pub struct PostgresAddress(Box<PgConnectOptions>);

impl PostgresAddress {
    /// What the driver connects with.
    pub(super) fn options(&self) -> &PgConnectOptions {
        &self.0
    }
}

impl fmt::Debug for PostgresAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PostgresAddress")
            .field("host", &self.0.get_host())
            .field("socket", &self.0.get_socket())
            .finish_non_exhaustive()
    }
}

impl fmt::Display for DatabaseAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "SQLite in {}", path.display()),
            Self::Postgres(address) => match address.0.get_socket() {
                Some(folder) => write!(f, "PostgreSQL in {}", folder.display()),
                None => write!(f, "PostgreSQL at {}", address.0.get_host()),
            },
        }
    }
}

/// Why a text is no address of a database. It does not repeat the text: that may hold a password.
#[derive(Debug, thiserror::Error)]
pub enum AddressError {
    /// It begins like neither kind.
    #[error(
        "it must be sqlite:PATH for a file or postgres://USER:PASSWORD@HOST:PORT/DATABASE for a PostgreSQL server"
    )]
    UnknownKind,
    /// It begins like one of a `PostgreSQL` server.
    #[error(
        "it is not of the form postgres://USER:PASSWORD@HOST:PORT/DATABASE ({0}); special characters in the \
         password must be written as %XX"
    )]
    Postgres(#[source] sqlx::Error),
}

impl FromStr for DatabaseAddress {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return match text.parse() {
                Ok(options) => Ok(Self::Postgres(PostgresAddress(Box::new(options)))),
                Err(error) => Err(AddressError::Postgres(error)),
            };
        }
        text.strip_prefix("sqlite:")
            .map(|path| PathBuf::from(path.trim_start_matches("//")))
            .filter(|path| !path.as_os_str().is_empty())
            .map(Self::Sqlite)
            .ok_or(AddressError::UnknownKind)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_text_is_an_address_or_told_what_one_looks_like(
            text in "(postgres://|postgresql://|sqlite:)?[a-z0-9é%/?#@:&=\\[\\] ]{0,40}",
        ) {
            let said = match text.parse::<DatabaseAddress>() {
                Ok(address) => address.to_string(),
                Err(error) => error.to_string(),
            };
            prop_assert!(!said.is_empty());
        }
    }

    #[test]
    fn a_file_and_a_server_can_be_named() {
        for (text, shown) in [
            ("sqlite:x.db", "SQLite in x.db"),
            ("sqlite://x.db", "SQLite in x.db"),
            ("sqlite:///var/x.db", "SQLite in /var/x.db"),
            ("postgres://me@db.example/club", "PostgreSQL at db.example"),
            ("postgresql:///club?host=/run/postgresql", "PostgreSQL in /run/postgresql"),
        ] {
            assert_eq!(text.parse::<DatabaseAddress>().unwrap().to_string(), shown);
        }
    }

    #[test]
    fn what_is_no_address_is_told_what_one_looks_like() {
        for text in ["", "sqlite:", "mysql://x", "touchline.sqlite", "postgres:club"] {
            let error = text.parse::<DatabaseAddress>().unwrap_err().to_string();
            assert!(error.contains("sqlite:PATH"), "{error}");
            assert!(error.contains("postgres://USER:PASSWORD@HOST:PORT/DATABASE"), "{error}");
        }
    }

    #[test]
    fn a_password_is_never_shown() {
        let address: DatabaseAddress = "postgres://me:hush@db.example/club".parse().unwrap();
        assert!(!format!("{address} {address:?}").contains("hush"));
        for text in
            ["postgres://me:hu/sh@db.example/club", "postgres://me:hush@db.example/club?sslmode=no"]
        {
            let error = text.parse::<DatabaseAddress>().unwrap_err();
            assert!(!format!("{error} {error:?}").contains("hu"), "{error:?}");
        }
    }
}
