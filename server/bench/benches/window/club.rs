//! A server with one recording in its database, and a coach who is signed in.

use std::{net::SocketAddr, path::Path, sync::Arc};

use app::model::{Channel, Frame, Lane, Point, TeamId, Window};
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Request, header},
};
use bench::Outcome;
use chrono::{DateTime, TimeDelta, Utc};
use polar::TokioTime;
use series::{Column, Grid, SpeedUnit, bucket_ms, lines};
use server::{
    clock::ManualClock,
    dashboard::{Dashboard, DashboardSettings},
    entropy::SeededEntropy,
    login::{SessionLimits, WebSessions, sign_in_browser},
    retention::TrainingRetention,
    secrets::{SecretKeys, Vault},
    settings::{PolarClientSettings, Secret},
    store::{
        self, DatabaseAddress, EncodedColumn, EncodedSamples, Grant, GrantId, Participant,
        Recording, SessionDetails, Store, TrainingSession,
    },
};
use tokio::runtime::Runtime;
use tower::ServiceExt;
use tower_sessions::Session;
use url::Url;

const NOW: DateTime<Utc> = DateTime::UNIX_EPOCH;

/// The server, called without a network.
pub(crate) struct Club {
    runtime: Runtime,
    database: DatabaseAddress,
    key: SecretKeys,
    cookie: String,
    columns: Vec<(Channel, Column)>,
}

impl Club {
    /// Where the recording's series are.
    pub(crate) const SERIES: &str = "/api/v1/player-sessions/recording/series";

    /// Opens a database in the folder and puts into it what the address needs, as if it had been fetched.
    pub(crate) fn open(folder: &Path) -> Outcome<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let samples = bench::recording(&bench::body()?)?;
        let columns = samples.columns().to_vec();
        let database = DatabaseAddress::Sqlite(folder.join("touchline.sqlite"));
        let key = SecretKeys::generate(&SeededEntropy::new(1))?;
        let cookie = runtime.block_on(signed_in(&database, &key, &columns))?;
        let named = |column: Column| Ok((column.channel().field_name().parse()?, column));
        let columns = columns.into_iter().map(named).collect::<Outcome<_>>()?;
        Ok(Self { runtime, database, key, cookie, columns })
    }

    /// All addresses of a server that has just started: connected to its database, with no column in memory.
    pub(crate) fn started(&self) -> Router {
        let started = async {
            let settings = settings(self.database.clone(), self.key.clone())?;
            let router = Dashboard::open(settings).await?.router();
            self.body(&router, "/readyz").await?;
            Outcome::Ok(router)
        };
        match self.runtime.block_on(started) {
            Ok(router) => router,
            Err(error) => panic!("the server does not start: {error}"),
        }
    }

    /// The body at an address.
    pub(crate) fn get(&self, router: &Router, address: &str) -> Vec<u8> {
        match self.runtime.block_on(self.body(router, address)) {
            Ok(body) => body,
            Err(error) => panic!("{address}: {error}"),
        }
    }

    async fn body(&self, router: &Router, address: &str) -> Outcome<Vec<u8>> {
        let request =
            Request::get(address).header(header::COOKIE, &self.cookie).body(Body::empty())?;
        let response = router.clone().oneshot(request).await?;
        let status = response.status();
        let body = to_bytes(response.into_body(), usize::MAX).await?;
        if status.is_success() { Ok(body.into()) } else { Err(status.as_str().into()) }
    }

    /// What the server makes of the columns for a window, without the server.
    pub(crate) fn frame(
        &self,
        window: Window,
        points: u32,
        is_asked_for: impl Fn(Channel) -> bool,
    ) -> Frame {
        let bucket_ms = bucket_ms(window.duration_ms(), points);
        let lane = |(channel, column): &(Channel, Column)| Lane {
            channel: *channel,
            lines: lines(column, window.from_ms..window.to_ms, Grid::new(bucket_ms))
                .into_iter()
                .map(|line| line.points.into_iter())
                .map(|points| points.map(|at| Point { at_ms: at.at_ms, value: at.value }).collect())
                .collect(),
        };
        let asked_for = self.columns.iter().filter(|(channel, _)| is_asked_for(*channel));
        Frame { window, bucket_ms, state: 0, lanes: asked_for.map(lane).collect() }
    }
}

/// Puts the recording into the database, and signs in a coach who sees it: the browser's cookie.
async fn signed_in(
    database: &DatabaseAddress,
    key: &SecretKeys,
    columns: &[Column],
) -> Outcome<String> {
    let store = store::open(database).await?;
    let vault = Vault::new(key, Arc::new(SeededEntropy::new(2)));
    let grant = GrantId("grant".to_owned());
    put_recording(&*store, &grant, columns).await?;
    let sessions = Arc::new(WebSessions::new(
        store,
        vault,
        Arc::new(ManualClock::new(NOW)),
        SessionLimits::default(),
    ));
    let session = Session::new(None, sessions, None);
    sign_in_browser(&session, &grant, &HeaderMap::new(), NOW + TimeDelta::days(7)).await?;
    session.save().await?;
    let id = session.id().ok_or("the browser has no session")?;
    Ok(format!("touchline={id}"))
}

fn settings(database: DatabaseAddress, key: SecretKeys) -> Outcome<DashboardSettings> {
    // Nobody listens there, and nobody is asked.
    let address = SocketAddr::from(([127, 0, 0, 1], 9));
    let polar = Url::parse("http://127.0.0.1:9")?;
    Ok(DashboardSettings {
        polar_client: PolarClientSettings { id: "club".to_owned(), secret: Secret::new("secret") },
        polar_auth_url: polar.clone(),
        polar_api_url: polar,
        public_origin: "http://127.0.0.1:9".to_owned(),
        database,
        keys: key,
        site_addr: address,
        site_root: None,
        clock: Arc::new(ManualClock::new(NOW)),
        time: Arc::new(TokioTime::starting_at(NOW)),
        session_limits: SessionLimits::default(),
        retention: TimeDelta::days(30),
        training_retention: TrainingRetention::default(),
        fetches_in_background: false,
        shows_design: false,
        entropy: Arc::new(SeededEntropy::new(3)),
    })
}

/// A session with one player, whose recording has these columns, of a team that the grant sees.
async fn put_recording(store: &dyn Store, grant: &GrantId, columns: &[Column]) -> Outcome<()> {
    let team = TeamId::from("team");
    let start = NOW.naive_utc();
    store
        .add_grant(&Grant {
            id: grant.clone(),
            access_token: Vec::new(),
            refresh_token: None,
            created_at: NOW,
            expires_at: NOW + TimeDelta::days(1),
            ended: false,
        })
        .await?;
    store.set_grant_teams(grant, std::slice::from_ref(&team), NOW).await?;
    let session = TrainingSession {
        id: "session".into(),
        team_id: team,
        name: None,
        session_type: None,
        note: None,
        sport: None,
        arena: None,
        record_start: Some(start),
        record_end: Some(start + TimeDelta::hours(2)),
        start: None,
        end: None,
        modified: Some(NOW),
        details: None,
    };
    let participant = Participant {
        player_id: "player".into(),
        number: None,
        role: None,
        player_session_id: Some("recording".into()),
    };
    let details = SessionDetails { participants: vec![participant], markers: Vec::new() };
    store.put_session_details(&session, &details, NOW).await?;
    let recording = Recording {
        player_session_id: "recording".into(),
        session_modified: session.modified,
        start: Some(start),
        speed_unit: Some(SpeedUnit::MetresPerSecond),
        dropped_rows: 0,
        channels: columns.iter().map(Column::channel).collect(),
    };
    let samples = EncodedSamples {
        columns: columns
            .iter()
            .map(|column| EncodedColumn {
                channel: column.channel(),
                bytes: column.encode(),
                outline: None,
            })
            .collect(),
        rr_intervals: None,
    };
    Ok(store.put_recording(&recording, &samples).await?)
}
