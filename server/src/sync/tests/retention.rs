//! What is not to be kept does not come.

use app::model::SessionFilter;
use chrono::TimeDelta;
use serde_json::json;

use crate::{
    retention::TrainingRetention,
    store::SearchedIn,
    sync::{
        Need,
        testing::{
            TestSync,
            script::{SESSIONS, club, every_need, listed_session, session, team},
        },
    },
};

#[tokio::test]
async fn what_is_too_old_to_be_kept_is_not_fetched_again() {
    let polar = club();
    let kept = json!({
        "id": "n", "team_id": "t",
        "record_start_time": "2026-06-20T10:00:00", "start_time": "2026-06-20T10:00:00",
    });
    polar.set(SESSIONS, json!([listed_session(2), kept]));
    let retention = TrainingRetention::days(Some(30));
    let sync = TestSync::keeping(polar.start().await, retention).await;
    let coach = sync.sign_in("good", None).await;
    for need in every_need() {
        assert!(sync.ensure(&coach, vec![need.clone()]).await.is_complete(), "{need:?}");
    }
    let is_here = async || sync.store.session(&session()).await.unwrap().is_some();
    assert!(is_here().await);

    sync.clock.advance(TimeDelta::days(231));
    let begins = retention.begins(sync.sync.now()).unwrap();
    assert_eq!(begins.date().to_string(), "2026-06-05");
    assert_eq!(sync.store.purge_old_sessions(begins).await.unwrap(), 1);
    assert!(!is_here().await);
    sync.ensure(&coach, vec![Need::Teams, Need::Team(team()), Need::Sessions(team())]).await;
    let asked = polar.asked();
    let listing = asked.iter().rfind(|path| path.starts_with(SESSIONS)).unwrap();
    assert!(listing.contains("2026-06-05"), "{listing}");
    let list = sync
        .store
        .sessions(&team(), &SessionFilter::default(), SearchedIn::Everything)
        .await
        .unwrap();
    let ids: Vec<_> = list.sessions.iter().map(|session| session.id.as_str()).collect();
    assert_eq!(ids, ["n"]);
    // Nor when somebody has its address.
    let progress = sync.ensure(&coach, vec![Need::Session(session())]).await;
    assert_eq!(progress.not_visible, [Need::Session(session())]);
    assert!(!is_here().await);
}
