use app::model::TeamId;
use series::{Position, Rectangle};

use super::{
    TestStore,
    samples::{noon, team},
};

on_both_databases! {
    a_field_belongs_to_a_team_and_a_venue,
    a_field_goes_away_with_its_team,
}

const FIELD: Rectangle = Rectangle {
    centre: Position { latitude_deg: 60.471_234_567_891, longitude_deg: -5.468_9 },
    bearing_deg: 17.5,
    length_m: 105.0,
    width_m: 68.0,
};

async fn a_field_belongs_to_a_team_and_a_venue(store: TestStore) {
    store.put_teams(&[team("t", None, None), team("u", None, None)]).await.unwrap();
    let [t, u] = ["t", "u"].map(TeamId::from);
    assert_eq!(store.field(&t, "Valby").await.unwrap(), None);
    store.put_field(&t, "Valby", &FIELD).await.unwrap();
    let smaller = Rectangle { length_m: 60.0, ..FIELD };
    store.put_field(&u, "Valby", &smaller).await.unwrap();
    store.put_field(&t, "Höör", &smaller).await.unwrap();
    assert_eq!(store.field(&t, "Valby").await.unwrap(), Some(FIELD), "to the last digit");
    assert_eq!(store.field(&t, "valby").await.unwrap(), None);

    let turned = Rectangle { bearing_deg: 18.0, ..FIELD };
    store.put_field(&t, "Valby", &turned).await.unwrap();
    let store = store.reopen().await;
    assert_eq!(store.field(&t, "Valby").await.unwrap(), Some(turned));

    store.delete_field(&t, "Valby").await.unwrap();
    store.delete_field(&t, "Valby").await.unwrap();
    assert_eq!(store.field(&t, "Valby").await.unwrap(), None);
    assert_eq!(store.field(&u, "Valby").await.unwrap(), Some(smaller));
    assert_eq!(store.field(&t, "Höör").await.unwrap(), Some(smaller));
}

async fn a_field_goes_away_with_its_team(store: TestStore) {
    let id = TeamId::from("t");
    store.put_teams(&[team("t", None, None)]).await.unwrap();
    store.put_field(&id, "Valby", &FIELD).await.unwrap();
    assert_eq!(store.purge_unseen_teams(noon(1), noon(1)).await.unwrap(), [], "unseen from now on");
    assert_eq!(store.purge_unseen_teams(noon(3), noon(2)).await.unwrap().len(), 1);
    assert_eq!(store.field(&id, "Valby").await.unwrap(), None);
}
