use super::TestStore;
use crate::store::KeptBudget;

on_both_databases! {
    a_budget_is_replaced_only_by_who_knows_its_last_state,
}

async fn a_budget_is_replaced_only_by_who_knows_its_last_state(store: TestStore) {
    assert_eq!(store.budget("client").await.unwrap(), None);
    assert!(!store.put_budget("client", "full", Some(1)).await.unwrap(), "there is none yet");
    assert!(store.put_budget("client", "empty", None).await.unwrap());
    assert!(!store.put_budget("client", "full", None).await.unwrap(), "there is one already");
    let first = store.budget("client").await.unwrap().unwrap();
    assert_eq!(first.state, "empty");

    assert!(store.put_budget("client", "half", Some(first.version)).await.unwrap());
    assert!(!store.put_budget("client", "full", Some(first.version)).await.unwrap());
    let second = store.budget("client").await.unwrap().unwrap();
    assert_eq!(second, KeptBudget { state: "half".to_owned(), version: first.version + 1 });
    assert_eq!(store.budget("other").await.unwrap(), None);
}
