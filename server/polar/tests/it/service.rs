//! The crate against the stand-in for the real service: sign-in and every endpoint.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use chrono::{NaiveDate, TimeDelta};
use demo::{Client, Coach, Demo, DemoSettings};
use futures::TryStreamExt;
use polar::model::{
    List, MarkerType, PhaseSpan, PlayerSessionType, Summary, TrainingSession,
    TrainingSessionDetails, match_phases, place_markers,
};
use polar::oauth::{Callback, OAuthClient, OAuthError, OAuthSettings, PkceVerifier};
use polar::{
    AccessToken, ApiError, BudgetSettings, ClientSecret, HttpSettings, Period, PlayerSessionKind,
    PolarClient, RefreshToken, SampleKind, Samples, Urgency,
};
use series::Channel;
use tokio::time::Instant;
use url::Url;

use crate::support::{budget, client, client_within, serve, settings};

const CLIENT_ID: &str = "touchline";
const CLIENT_SECRET: &str = "a secret";
const REDIRECT_URI: &str = "http://127.0.0.1:3000/auth/callback";
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

pub(crate) fn urgent() -> Urgency {
    Urgency::interactive()
}

/// A stand-in whose clock goes on by a second whenever it is read: it never has reason to refuse.
pub(crate) async fn patient_service() -> (Demo, Url) {
    let seconds = AtomicU64::new(0);
    service(Arc::new(move || Duration::from_secs(seconds.fetch_add(1, Ordering::SeqCst)))).await
}

async fn service(clock: demo::Clock) -> (Demo, Url) {
    let registered = Client {
        id: CLIENT_ID.to_owned(),
        secret: CLIENT_SECRET.to_owned(),
        redirect_uris: vec![REDIRECT_URI.to_owned()],
    };
    let season_end = NaiveDate::from_ymd_opt(2025, 11, 16).unwrap();
    let demo = Demo::new(DemoSettings::new(7, season_end, registered), clock);
    let url = serve(demo.router()).await;
    (demo, url)
}

pub(crate) fn token(demo: &Demo, coach: Coach) -> AccessToken {
    AccessToken::new(demo.issue_tokens(CLIENT_ID, coach).access_token)
}

fn oauth(auth_url: Url, secret: &str) -> OAuthClient {
    OAuthClient::new(OAuthSettings {
        auth_url,
        client_id: CLIENT_ID.to_owned(),
        client_secret: ClientSecret::new(secret),
        http: HttpSettings::default(),
    })
    .unwrap()
}

fn verifier() -> PkceVerifier {
    PkceVerifier::new(VERIFIER).unwrap()
}

fn redirect_uri() -> Url {
    Url::parse(REDIRECT_URI).unwrap()
}

/// What a coach's browser does between us and us: opens the page, decides, and is sent back.
async fn walk(authorize_url: Url, decision: &str) -> Callback {
    let no_redirects = reqwest::redirect::Policy::none();
    let browser = reqwest::Client::builder().redirect(no_redirects).build().unwrap();
    let page = browser.get(authorize_url.clone()).send().await.unwrap();
    assert_eq!(page.status(), 200);
    let form = [("coach", Coach::First.id()), ("decision", decision)];
    let back = browser.post(authorize_url).form(&form).send().await.unwrap();
    let back = Url::parse(back.headers()["location"].to_str().unwrap()).unwrap();
    assert_eq!(back.path(), "/auth/callback");
    let query: HashMap<_, _> = back.query_pairs().into_owned().collect();
    serde_json::from_value(serde_json::to_value(query).unwrap()).unwrap()
}

#[tokio::test]
async fn a_coach_signs_in_and_stays_signed_in() {
    let (demo, url) = patient_service().await;
    let oauth = oauth(url.clone(), CLIENT_SECRET);
    let client = client(url).await;

    let callback =
        walk(oauth.authorize_url("st4te & more", &verifier(), &redirect_uri()), "grant").await;
    assert_eq!(callback.state.as_deref(), Some("st4te & more"));
    let code = callback.into_code().unwrap();
    let tokens = oauth.exchange(code.clone(), verifier(), &redirect_uri()).await.unwrap();
    assert!(tokens.expires_in_s > 11 * 60 * 60);
    let teams = client.teams(&tokens.access_token, &urgent()).await.unwrap();
    assert_eq!(teams.len(), Coach::First.team_names().len());

    let first = tokens.refresh_token.unwrap();
    let second = oauth.refresh(&first).await.unwrap();
    assert!(client.teams(&second.access_token, &urgent()).await.is_ok());
    let spent = oauth.refresh(&first).await.unwrap_err();
    assert!(matches!(spent, OAuthError::InvalidGrant), "{spent:?}");

    demo.revoke_all_tokens();
    let error = client.teams(&second.access_token, &urgent()).await.unwrap_err();
    assert!(matches!(error, ApiError::NotSignedIn { .. }), "{error:?}");
    let error = oauth.refresh(&second.refresh_token.unwrap()).await.unwrap_err();
    assert!(error.needs_reconnect(), "{error:?}");
    let error = oauth.exchange(code, verifier(), &redirect_uri()).await.unwrap_err();
    assert!(matches!(error, OAuthError::InvalidGrant), "{error:?}");
}

#[tokio::test]
async fn a_sign_in_can_fail_in_every_way() {
    let (_demo, url) = patient_service().await;
    let right = oauth(url.clone(), CLIENT_SECRET);
    let start = || right.authorize_url("st4te", &verifier(), &redirect_uri());

    let denied = walk(start(), "deny").await;
    assert_eq!(denied.state.as_deref(), Some("st4te"));
    assert!(matches!(denied.into_code(), Err(OAuthError::Denied)));

    let code = walk(start(), "grant").await.into_code().unwrap();
    let another = PkceVerifier::new("another-verifier-of-the-right-length-1234567").unwrap();
    let error = right.exchange(code, another, &redirect_uri()).await.unwrap_err();
    assert!(matches!(error, OAuthError::InvalidGrant), "{error:?}");

    let code = walk(start(), "grant").await.into_code().unwrap();
    let elsewhere = Url::parse("http://127.0.0.1:3000/elsewhere").unwrap();
    let error = right.exchange(code, verifier(), &elsewhere).await.unwrap_err();
    assert!(matches!(error, OAuthError::InvalidGrant), "{error:?}");

    let code = walk(start(), "grant").await.into_code().unwrap();
    let wrong = oauth(url, "another secret");
    let error = wrong.exchange(code, verifier(), &redirect_uri()).await.unwrap_err();
    assert!(matches!(error, OAuthError::InvalidClient), "{error:?}");
    let error = wrong.refresh(&RefreshToken::new("any")).await.unwrap_err();
    assert!(matches!(error, OAuthError::InvalidClient), "{error:?}");
}

pub(crate) async fn sessions(
    client: &PolarClient,
    token: &AccessToken,
    team_id: &str,
    period: Period,
) -> List<TrainingSession> {
    let pages = client.training_sessions(token, &urgent(), team_id, period);
    let pages: Vec<_> = pages.try_collect().await.unwrap();
    let skipped = pages.iter().map(|page| page.skipped).sum();
    List { items: pages.into_iter().flatten().collect(), skipped }
}

#[tokio::test]
async fn teams_come_with_rosters_and_profiles() {
    let (demo, url) = patient_service().await;
    let client = client(url).await;
    for coach in Coach::ALL {
        let token = token(&demo, coach);
        let teams = client.teams(&token, &urgent()).await.unwrap();
        let names: Vec<_> = teams.iter().filter_map(|team| team.name.as_deref()).collect();
        assert_eq!((names, teams.skipped), (coach.team_names(), 0));
        for team in teams {
            let details = client.team(&token, &urgent(), &team.id).await.unwrap();
            assert_eq!(details.team, team);
            assert!(details.team.organisation.is_some() && details.team.created.is_some());
            assert!(details.players.len() > 20 && details.players.skipped == 0);
            assert!(details.players.iter().all(|player| player.last_name.is_some()));
            let profiles = client.sport_profiles(&token, &urgent(), &team.id).await.unwrap();
            assert_eq!((profiles.len(), profiles.skipped), (1, 0));
            assert_eq!(profiles[0].sport.as_deref(), Some("SOCCER"));
            let zones = profiles[0].zones.as_ref().unwrap();
            assert_eq!((zones.speed_kmh.len(), zones.speed_kmh[4].upper), (5, Some(399.0)));
        }
    }
}

#[tokio::test]
async fn another_coachs_things_are_not_found() {
    let (demo, url) = patient_service().await;
    let client = client(url).await;
    let (first, second) = (token(&demo, Coach::First), token(&demo, Coach::Second));
    let team = client.teams(&first, &urgent()).await.unwrap().items.remove(0);
    for id in [team.id.as_str(), "no-such-team", "..", ""] {
        let error = client.team(&second, &urgent(), id).await.unwrap_err();
        assert!(matches!(error, ApiError::NotFound { .. }), "{id}: {error:?}");
    }
    let pages = client.training_sessions(&second, &urgent(), &team.id, Period::default());
    let error = pages.try_collect::<Vec<_>>().await.unwrap_err();
    assert!(matches!(error, ApiError::NotFound { .. }), "{error:?}");
}

#[tokio::test]
async fn a_season_of_more_than_one_page_is_complete() {
    let (demo, url) = patient_service().await;
    let client = client(url).await;
    let token = token(&demo, Coach::First);
    let team = client.teams(&token, &urgent()).await.unwrap().items.remove(0);

    let all = sessions(&client, &token, &team.id, Period::default()).await;
    assert!(all.len() > 100 && all.skipped == 0, "{}", all.len());
    assert_eq!(demo.request_count("/v1/teams/{team_id}/training_sessions"), 2);
    assert!(all.iter().all(|s| s.session_type.is_some() && s.recording().is_some()));
    assert!(all.iter().all(|s| s.created.is_some() && s.team_id.as_ref() == Some(&team.id)));
    let mut ids: Vec<_> = all.iter().map(|session| &session.id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all.len());

    // The period is about the recording's start and leaves out its own ends.
    let started = |session: &TrainingSession| session.record_start_time.unwrap().wall;
    let mut starts: Vec<_> = all.iter().map(started).collect();
    starts.sort_unstable();
    let (since, until) = (starts[10], starts[20]);
    let period = Period { since: Some(since), until: Some(until) };
    let some = sessions(&client, &token, &team.id, period).await;
    let expected = starts.iter().filter(|start| (since < **start) && (**start < until)).count();
    assert_eq!(some.len(), expected);
}

/// The newest match of the coach's first team, with a participant's recording of it.
async fn newest_match(
    client: &PolarClient,
    token: &AccessToken,
) -> (TrainingSessionDetails, String, String) {
    let team = client.teams(token, &urgent()).await.unwrap().items.remove(0);
    let all = sessions(client, token, &team.id, Period::default()).await;
    let is_match =
        |session: &&TrainingSession| session.session_type.as_ref().unwrap().as_str() == "MATCH";
    let newest = all.iter().filter(is_match).max_by_key(|s| s.record_start_time.unwrap().wall);
    let id = &newest.unwrap().id;
    let details = client.training_session(token, &urgent(), id).await.unwrap();
    assert_eq!(Some(&details.session), newest);
    let recorded = details.participants.iter().find(|p| p.player_session_id.is_some()).unwrap();
    let (player_id, recording_id) =
        (recorded.player_id.clone(), recorded.player_session_id.clone());
    (details, player_id, recording_id.unwrap())
}

fn span(start: chrono::NaiveDateTime, duration: TimeDelta) -> PhaseSpan {
    PhaseSpan { start, duration_ms: u32::try_from(duration.num_milliseconds()).ok() }
}

fn summary_span(summary: &Summary) -> PhaseSpan {
    let start = summary.trimmed_start_time.unwrap().wall;
    PhaseSpan { start, duration_ms: summary.duration_ms }
}

#[tokio::test]
async fn a_match_comes_with_everything() {
    let (demo, url) = patient_service().await;
    let client = client(url).await;
    for coach in Coach::ALL {
        let token = token(&demo, coach);
        let (details, player_id, id) = newest_match(&client, &token).await;
        let recording = details.session.recording().unwrap();
        assert!(details.participants.len() > 10 && details.participants.skipped == 0);

        let pages = client.player_sessions(
            &token,
            &urgent(),
            &player_id,
            Period::default(),
            PlayerSessionKind::Team,
        );
        let listed: Vec<_> = pages.try_collect::<Vec<_>>().await.unwrap();
        let listed = listed.into_iter().flatten().find(|session| session.id == id).unwrap();
        assert_eq!(listed.session_type, Some(PlayerSessionType::Team));
        // Mid-November, one hour ahead of UTC.
        let start = listed.start_time.unwrap().wall;
        assert_eq!(listed.start_utc().unwrap(), (start - TimeDelta::hours(1)).and_utc());
        assert!(recording.contains(&start));

        let plain = client.player_session(&token, &urgent(), &id).await.unwrap();
        assert_eq!((plain.id.as_ref(), plain.duration_ms), (Some(&id), listed.duration_ms));

        let summary = client.session_summary(&token, &urgent(), &id).await.unwrap();
        assert_eq!(summary.player_session_id.as_ref(), Some(&id));
        let zones = &summary.heart_rate_zones;
        assert!(zones.len() == 5 && zones.iter().all(|zone| zone.in_zone_ms.is_some()));
        let zones = &summary.speed_zones_kmh;
        assert!(zones.len() == 5 && zones.iter().all(|zone| zone.in_zone_m.is_some()));
        assert!(summary.acceleration_zones_ms2.iter().all(|zone| zone.count.is_some()));
        let hr_max = summary.hr_max_bpm().unwrap();
        assert!((150.0..230.0).contains(&hr_max), "{hr_max}");

        // Whichever clock the markers carry, they fall inside the recording.
        let placed = place_markers(&details.markers, &recording, listed.timezone_offset_min);
        let phases: Vec<_> = details
            .markers
            .iter()
            .zip(placed)
            .filter(|(marker, _)| marker.marker_type == Some(MarkerType::Phase))
            .map(|(_, placed)| {
                let placed = placed.unwrap();
                span(placed.start, placed.end - placed.start)
            })
            .collect();
        assert!(phases.len() >= 2);
        let summaries = client.phase_summaries(&token, &urgent(), &id).await.unwrap();
        let spans: Vec<_> = summaries.iter().map(summary_span).collect();
        let expected: Vec<_> = (0..phases.len()).map(Some).collect();
        assert_eq!(match_phases(&phases, &spans), expected);
    }
}

#[tokio::test]
async fn samples_agree_with_the_details() {
    let (demo, url) = patient_service().await;
    let client = client(url).await;
    for coach in Coach::ALL {
        let token = token(&demo, coach);
        let (_, _, id) = newest_match(&client, &token).await;
        let plain = client.player_session(&token, &urgent(), &id).await.unwrap();

        let full =
            client.player_session_samples(&token, &urgent(), &id, Samples::All).await.unwrap();
        assert_eq!(full.details, plain);
        let last = |channel| full.recording.column(channel).unwrap().iter().last().unwrap();
        let (last_ms, distance_m) = last(Channel::Distance);
        let duration_ms = f64::from(plain.duration_ms.unwrap());
        assert!((duration_ms - f64::from(last_ms)).abs() <= 1_000.0, "{duration_ms} {last_ms}");
        assert!((distance_m - plain.distance_m.unwrap()).abs() < 1.0, "{distance_m}");
        let (_, highest) =
            full.recording.column(Channel::HeartRate).unwrap().value_range().unwrap();
        assert!((highest - plain.heart_rate_max_bpm.unwrap()).abs() < 0.5, "{highest}");
        let beats = &full.recording.rr_intervals_ms;
        assert!(beats.len() > 1_000 && beats.contains(&None), "{}", beats.len());
        assert_eq!(full.recording.dropped_rows(), 0);

        let some = Samples::Only(&[SampleKind::HeartRate]);
        let some = client.player_session_samples(&token, &urgent(), &id, some).await.unwrap();
        let channels: Vec<_> =
            some.recording.columns().iter().map(series::Column::channel).collect();
        assert_eq!(channels, [Channel::HeartRate]);
        let heart_rate = |session: &polar::RecordedSession| {
            session.recording.column(Channel::HeartRate).unwrap().iter().collect::<Vec<_>>()
        };
        assert_eq!(heart_rate(&some), heart_rate(&full));
    }
}

/// 250 calls at once, most of them in the background: the service, which counts for itself, never has to refuse
/// one, and no window of its log has more requests than its rule allows. Time is virtual here.
#[tokio::test(start_paused = true)]
async fn the_services_own_count_is_never_exceeded() {
    const CALLS: usize = 250;
    let started = Instant::now();
    let (demo, url) = service(Arc::new(move || started.elapsed())).await;
    let budget = budget(BudgetSettings::default()).await;
    let client = client_within(settings(url), budget);
    let token = token(&demo, Coach::First);

    let calls = (0..CALLS).map(async |n| {
        let person = n % 10 == 0;
        let urgency = if person { Urgency::interactive() } else { Urgency::background() };
        client.teams(&token, &urgency).await.map(|_| (person, started.elapsed()))
    });
    let answered = futures::future::try_join_all(calls).await.unwrap();

    let log = demo.requests();
    assert_eq!(log.len(), CALLS);
    assert!(log.iter().all(|request| request.status.is_some_and(|status| status == 200)));
    for (first, from) in log.iter().enumerate() {
        for (last, to) in log.iter().enumerate().skip(first) {
            let allowed = 100.0 + to.at.saturating_sub(from.at).as_secs_f64();
            assert!((last - first + 1) as f64 <= allowed, "{first}..={last}");
        }
    }
    // Nobody in front of a page had to wait, and nothing was slower than the leak makes it.
    let at = |wanted| answered.iter().filter(move |(p, _)| *p == wanted).map(|(_, at)| *at).max();
    let (people, all) = (at(true).unwrap(), at(false).unwrap());
    assert!(people < Duration::from_secs(1), "{people:?}");
    let bound = Duration::from_secs(CALLS as u64 - 40);
    assert!(all >= bound.saturating_sub(Duration::from_secs(1)), "{all:?}");
    assert!(all <= bound + Duration::from_secs(5), "{all:?}");
}
