//! Settings: flags and environment variables of the same name, documented by `touchline serve --help`.

use std::{fmt, fs, net::SocketAddr, path::PathBuf};

use chrono::TimeDelta;
use clap::Args;
use url::Url;

use crate::{
    login::SessionLimits,
    store::{AddressError, DatabaseAddress},
};

/// Text that must not be shown, not even by accident.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Hides the text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself: only for the one place that must send or derive something from it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// What `touchline serve` can be told.
#[derive(Args, Clone, Debug)]
#[command(next_line_help = true)]
pub struct ServeArgs {
    /// The id of your Polar API client (from <https://admin.polaraccesslink.com>).
    #[arg(long, env = "TOUCHLINE_POLAR_CLIENT_ID", hide_env_values = true)]
    pub polar_client_id: Option<String>,

    /// The secret of your Polar API client.
    #[arg(long, env = "TOUCHLINE_POLAR_CLIENT_SECRET", hide_env_values = true)]
    pub polar_client_secret: Option<Secret>,

    /// A file with the secret of your Polar API client.
    #[arg(
        long,
        env = "TOUCHLINE_POLAR_CLIENT_SECRET_FILE",
        conflicts_with = "polar_client_secret"
    )]
    pub polar_client_secret_file: Option<PathBuf>,

    /// Where coaches sign in.
    #[arg(long, env = "TOUCHLINE_POLAR_AUTH_URL", default_value = "https://auth.polar.com")]
    pub polar_auth_url: Url,

    /// Where teams and sessions are read.
    #[arg(long, env = "TOUCHLINE_POLAR_API_URL", default_value = "https://teampro.api.polar.com")]
    pub polar_api_url: Url,

    /// The address that people type into their browser; the redirect URI to register at Polar is this +
    /// /auth/callback.
    #[arg(long, env = "TOUCHLINE_PUBLIC_URL", default_value = "http://127.0.0.1:3000")]
    pub public_url: Url,

    #[command(flatten)]
    /// Where data is kept.
    pub storage: StorageArgs,

    #[command(flatten)]
    /// What seals tokens in the database.
    pub key: KeyArgs,

    #[command(flatten)]
    /// For how long coaches stay signed in.
    pub sessions: SessionArgs,

    #[command(flatten)]
    /// How pages are served.
    pub site: SiteArgs,

    /// The address of a listener of its own for Prometheus, /metrics; without it there is none. Anybody who reaches it
    /// may read it: give it an address that only your Prometheus reaches, such as 127.0.0.1:9100.
    #[arg(long, env = "TOUCHLINE_METRICS_ADDR")]
    pub metrics_addr: Option<SocketAddr>,
}

/// For how long coaches stay signed in.
#[derive(Args, Clone, Debug)]
#[command(next_line_help = true)]
pub struct SessionArgs {
    /// After how many hours without use a coach has to sign in again.
    #[arg(
        long,
        env = "TOUCHLINE_SESSION_IDLE_HOURS",
        default_value_t = 72,
        value_parser = clap::value_parser!(u32).range(1..=8_760)
    )]
    pub session_idle_hours: u32,

    /// After how many days a coach has to sign in again, whatever was done.
    #[arg(
        long,
        env = "TOUCHLINE_SESSION_DAYS",
        default_value_t = 7,
        value_parser = clap::value_parser!(u32).range(1..=365)
    )]
    pub session_days: u32,
}

impl SessionArgs {
    /// The two limits.
    pub fn limits(&self) -> SessionLimits {
        SessionLimits {
            idle: TimeDelta::hours(self.session_idle_hours.into()),
            longest: TimeDelta::days(self.session_days.into()),
        }
    }
}

/// What seals tokens in the database.
#[derive(Args, Clone, Debug)]
#[command(next_line_help = true)]
pub struct KeyArgs {
    /// The key that seals tokens in the database: 32 bytes in base64. Made once in the data folder when absent;
    /// required with PostgreSQL. Keys that came before it may follow, with spaces between them.
    #[arg(long, env = "TOUCHLINE_SECRET_KEY", hide_env_values = true)]
    pub secret_key: Option<Secret>,

    /// A file with that key.
    #[arg(long, env = "TOUCHLINE_SECRET_KEY_FILE", conflicts_with = "secret_key")]
    pub secret_key_file: Option<PathBuf>,
}

/// Where data is kept.
#[derive(Args, Clone, Debug)]
#[command(next_line_help = true)]
pub struct StorageArgs {
    /// The folder of the embedded database and its key.
    #[arg(long, env = "TOUCHLINE_DATA_DIR", default_value = "data")]
    pub data_dir: PathBuf,

    /// The database: sqlite:PATH or postgres://USER:PASSWORD@HOST:PORT/DATABASE. The default is touchline.sqlite in
    /// the data folder.
    #[arg(long, env = "TOUCHLINE_DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<Secret>,

    /// A file with that address, when it holds a password.
    #[arg(long, env = "TOUCHLINE_DATABASE_URL_FILE", conflicts_with = "database_url")]
    pub database_url_file: Option<PathBuf>,

    /// How many days the data of a team is kept that no connected coach sees any more.
    #[arg(
        long,
        env = "TOUCHLINE_RETENTION_DAYS",
        default_value_t = 30,
        value_parser = clap::value_parser!(u32).range(1..=36_500)
    )]
    pub retention_days: u32,

    /// After how many days training sessions are deleted with all their recordings, and not fetched again. Without it
    /// they are kept for as long as Polar lists them.
    #[arg(
        long,
        env = "TOUCHLINE_KEEP_TRAINING_DAYS",
        value_parser = clap::value_parser!(u32).range(1..=36_500)
    )]
    pub keep_training_days: Option<u32>,
}

/// How pages are served.
#[derive(Args, Clone, Debug)]
#[command(next_line_help = true)]
pub struct SiteArgs {
    /// The address to listen on.
    #[arg(long, env = "LEPTOS_SITE_ADDR", default_value = "127.0.0.1:3000")]
    pub site_addr: SocketAddr,

    /// The folder with the built site: scripts, styles, icons. The default is `site` beside the binary.
    #[arg(long, env = "LEPTOS_SITE_ROOT")]
    pub site_root: Option<PathBuf>,
}

/// What cannot be started with.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The Polar client is not set.
    #[error(
        "{0} is not set. Touchline needs the id and the secret of a Polar API client: make one at \
         https://admin.polaraccesslink.com with the redirect URI {1}, or try everything without Polar: \
         touchline demo"
    )]
    NoPolarClient(&'static str, String),
    /// A file that a setting names cannot be read.
    #[error("{setting} names {path}, which cannot be read: {source}")]
    UnreadableFile {
        /// Which setting.
        setting: &'static str,
        /// Which file.
        path: String,
        /// What the operating system says.
        source: std::io::Error,
    },
    /// The address that people type is not http(s) without a path.
    #[error(
        "TOUCHLINE_PUBLIC_URL must be http:// or https:// and a host, without a path; it is {0}"
    )]
    PublicUrl(Url),
    /// The database's address makes no sense.
    #[error("TOUCHLINE_DATABASE_URL cannot be used: {0}")]
    DatabaseUrl(#[from] AddressError),
    /// The processes that share a database have no key in common.
    #[error(
        "TOUCHLINE_SECRET_KEY is not set. With PostgreSQL it is required, the same for every process that uses the \
         database; make one with: openssl rand -base64 32"
    )]
    NoSecretKey,
}

/// The Polar client that coaches sign in through.
#[derive(Clone, Debug)]
pub struct PolarClientSettings {
    /// Its id.
    pub id: String,
    /// Its secret.
    pub secret: Secret,
}

impl ServeArgs {
    /// The Polar client, or a sentence that says where to get one.
    pub fn polar_client(&self) -> Result<PolarClientSettings, SettingsError> {
        let missing = |name| SettingsError::NoPolarClient(name, self.redirect_uri());
        let id = self
            .polar_client_id
            .clone()
            .filter(|id| !id.is_empty())
            .ok_or_else(|| missing("TOUCHLINE_POLAR_CLIENT_ID"))?;
        let secret = from_value_or_file(
            "TOUCHLINE_POLAR_CLIENT_SECRET_FILE",
            self.polar_client_secret.as_ref(),
            self.polar_client_secret_file.as_ref(),
        )?
        .ok_or_else(|| missing("TOUCHLINE_POLAR_CLIENT_SECRET"))?;
        Ok(PolarClientSettings { id, secret })
    }

    /// The public address without a trailing slash, when it is one that cookies and redirects work with.
    pub fn public_origin(&self) -> Result<String, SettingsError> {
        let url = &self.public_url;
        let is_origin = matches!(url.scheme(), "http" | "https")
            && url.host_str().is_some()
            && url.path() == "/"
            && url.query().is_none()
            && url.fragment().is_none()
            && url.username().is_empty();
        if is_origin {
            Ok(url.origin().ascii_serialization())
        } else {
            Err(SettingsError::PublicUrl(url.clone()))
        }
    }

    /// The redirect URI to register at Polar.
    pub fn redirect_uri(&self) -> String {
        format!("{}/auth/callback", self.public_url.as_str().trim_end_matches('/'))
    }
}

impl KeyArgs {
    /// The installation's keys, when they are given by value or by file.
    pub fn text(&self) -> Result<Option<Secret>, SettingsError> {
        from_value_or_file(
            "TOUCHLINE_SECRET_KEY_FILE",
            self.secret_key.as_ref(),
            self.secret_key_file.as_ref(),
        )
    }
}

impl StorageArgs {
    /// Where the database is.
    pub fn database(&self) -> Result<DatabaseAddress, SettingsError> {
        let url = from_value_or_file(
            "TOUCHLINE_DATABASE_URL_FILE",
            self.database_url.as_ref(),
            self.database_url_file.as_ref(),
        )?;
        match url {
            None => Ok(DatabaseAddress::Sqlite(self.data_dir.join("touchline.sqlite"))),
            Some(url) => Ok(url.expose().parse()?),
        }
    }

    /// The file in which the installation's key is kept when none is given.
    pub fn key_path(&self) -> PathBuf {
        self.data_dir.join("secret.key")
    }
}

fn from_value_or_file(
    setting: &'static str,
    value: Option<&Secret>,
    file: Option<&PathBuf>,
) -> Result<Option<Secret>, SettingsError> {
    let Some(path) = file else {
        return Ok(value.filter(|secret| !secret.expose().is_empty()).cloned());
    };
    let text = fs::read_to_string(path).map_err(|source| SettingsError::UnreadableFile {
        setting,
        path: path.display().to_string(),
        source,
    })?;
    Ok(Some(Secret::new(text.trim())))
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Cli {
        #[command(flatten)]
        serve: ServeArgs,
    }

    fn args(more: &[&str]) -> ServeArgs {
        Cli::try_parse_from([&["touchline"], more].concat()).unwrap().serve
    }

    #[test]
    fn without_a_client_the_sentence_says_where_to_get_one() {
        let text = args(&[]).polar_client().unwrap_err().to_string();
        assert!(text.contains("https://admin.polaraccesslink.com"), "{text}");
        assert!(text.contains("http://127.0.0.1:3000/auth/callback"), "{text}");
        let text = args(&["--polar-client-id", "me"]).polar_client().unwrap_err().to_string();
        assert!(text.starts_with("TOUCHLINE_POLAR_CLIENT_SECRET is not set"), "{text}");
    }

    #[test]
    fn sessions_end_as_is_documented_unless_told_otherwise() {
        assert_eq!(args(&[]).sessions.limits(), SessionLimits::default());
        let told = args(&["--session-idle-hours", "1", "--session-days", "2"]).sessions.limits();
        assert_eq!((told.idle, told.longest), (TimeDelta::hours(1), TimeDelta::days(2)));
    }

    #[test]
    fn a_secret_can_come_from_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret");
        fs::write(&path, "hush\n").unwrap();
        let path = path.display().to_string();
        let args = args(&["--polar-client-id", "me", "--polar-client-secret-file", &path]);
        let client = args.polar_client().unwrap();
        assert_eq!((client.id.as_str(), client.secret.expose()), ("me", "hush"));
        assert!(!format!("{args:?} {client:?}").contains("hush"));
    }

    #[test]
    fn a_public_url_with_a_path_is_refused() {
        assert_eq!(
            args(&["--public-url", "https://club.example"]).public_origin().unwrap(),
            "https://club.example"
        );
        assert!(args(&["--public-url", "https://club.example/touchline"]).public_origin().is_err());
        assert!(args(&["--public-url", "ftp://club.example"]).public_origin().is_err());
    }

    #[test]
    fn the_database_is_in_the_data_folder_unless_told_otherwise() {
        let shown =
            |more: &[&str]| args(more).storage.database().map(|address| address.to_string());
        assert_eq!(shown(&["--data-dir", "d"]).unwrap(), "SQLite in d/touchline.sqlite");
        assert_eq!(shown(&["--database-url", "sqlite:x.db"]).unwrap(), "SQLite in x.db");
        let error = shown(&["--database-url", "mysql://x"]).unwrap_err().to_string();
        assert!(error.starts_with("TOUCHLINE_DATABASE_URL"), "{error}");
        assert!(error.contains("sqlite:PATH"), "{error}");
    }

    #[test]
    fn the_password_of_a_database_is_not_shown() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("url");
        fs::write(&path, "postgres://me:hush@db.example/club\n").unwrap();
        let path = path.display().to_string();
        let from_file = args(&["--database-url-file", &path]);
        let given = args(&["--database-url", "postgres://me:hush@db.example/club"]);
        for args in [from_file, given] {
            let database = args.storage.database().unwrap();
            assert_eq!(database.to_string(), "PostgreSQL at db.example");
            assert!(!format!("{args:?} {database:?}").contains("hush"));
        }
    }
}
