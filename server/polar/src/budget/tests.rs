use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use tokio::task::JoinHandle;
use tokio::time::timeout;

use super::clock::testing::SetTime;
use super::*;
use crate::TokioTime;

mod load;
mod shared;

const SECOND: Duration = Duration::from_secs(1);
const NOON: DateTime<Utc> = DateTime::from_timestamp(1_800_000_000, 0).unwrap();

fn small() -> BudgetSettings {
    BudgetSettings { capacity: 10, leak_interval: SECOND, margin: 1, reserve: 5 }
}

fn time() -> Arc<dyn Time> {
    Arc::new(TokioTime::starting_at(NOON))
}

async fn alone() -> Budget {
    Budget::open(small(), Arc::new(MemoryKeeper::default()), "us", time()).await
}

async fn person(budget: &Budget) -> Permit {
    budget.acquire(&Urgency::interactive()).await
}

async fn background(budget: &Budget) -> Permit {
    budget.acquire(&Urgency::background()).await
}

/// How long it is since noon.
fn since_noon(budget: &Budget) -> Duration {
    crate::time::between(NOON, budget.time().now())
}

/// Lets every spawned task run until it waits for time or for us.
async fn settle_tasks() {
    for _ in 0..20 {
        tokio::task::yield_now().await;
    }
}

fn spawn_named(
    budget: &Budget,
    urgency: &Urgency,
    name: &'static str,
    log: &mpsc::Sender<&'static str>,
) -> JoinHandle<()> {
    let (budget, urgency, log) = (budget.clone(), urgency.clone(), log.clone());
    tokio::spawn(async move {
        let permit = budget.acquire(&urgency).await;
        log.send(name).unwrap();
        drop(permit);
    })
}

/// Timers work in milliseconds and round up.
fn assert_about(found: Duration, expected: Duration) {
    assert!(
        (expected..expected + Duration::from_millis(5)).contains(&found),
        "{found:?} instead of {expected:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_burst_goes_out_at_once_and_the_rest_at_the_leak() {
    let budget = alone().await;
    for _ in 0..9 {
        drop(person(&budget).await);
    }
    assert_eq!(since_noon(&budget), Duration::ZERO);
    drop(person(&budget).await);
    assert_about(since_noon(&budget), SECOND);
    drop(person(&budget).await);
    assert_about(since_noon(&budget), SECOND * 2);
}

#[tokio::test(start_paused = true)]
async fn background_work_leaves_the_reserve() {
    let budget = alone().await;
    for _ in 0..4 {
        drop(background(&budget).await);
    }
    assert!(timeout(SECOND / 2, background(&budget)).await.is_err());
    for _ in 0..5 {
        drop(person(&budget).await);
    }
    assert_eq!(since_noon(&budget), SECOND / 2);
}

#[tokio::test(start_paused = true)]
async fn people_go_first_and_of_them_who_asked_last() {
    let budget = alone().await;
    budget.pause(SECOND * 30);
    let (log, served) = mpsc::channel();
    let mut tasks = Vec::new();
    for (urgency, name) in [
        (Urgency::background(), "background 1"),
        (Urgency::background(), "background 2"),
        (Urgency::interactive(), "interactive 1"),
        (Urgency::interactive(), "interactive 2"),
        (Urgency::background(), "background 3"),
        (Urgency::interactive(), "interactive 3"),
    ] {
        tasks.push(spawn_named(&budget, &urgency, name, &log));
        settle_tasks().await;
    }
    assert_eq!(budget.snapshot().waiting, 6);
    for task in tasks {
        task.await.unwrap();
    }
    drop(log);
    let served: Vec<_> = served.into_iter().collect();
    assert_eq!(
        served,
        [
            "interactive 3",
            "interactive 2",
            "interactive 1",
            "background 1",
            "background 2",
            "background 3"
        ]
    );
    assert_eq!(budget.snapshot().waiting, 0);
}

#[tokio::test(start_paused = true)]
async fn work_that_becomes_urgent_goes_ahead_of_what_was_asked_for_before() {
    let budget = alone().await;
    budget.pause(SECOND * 30);
    let (log, served) = mpsc::channel();
    let mut tasks = Vec::new();
    let (first, second) = (Urgency::background(), Urgency::background());
    for (urgency, name) in [
        (&first, "first"),
        (&second, "second"),
        (&Urgency::background(), "third"),
        (&Urgency::interactive(), "person"),
    ] {
        tasks.push(spawn_named(&budget, urgency, name, &log));
        settle_tasks().await;
    }
    second.raise_to(&Urgency::interactive());
    settle_tasks().await;
    tasks.push(spawn_named(&budget, &Urgency::interactive(), "late person", &log));
    settle_tasks().await;
    first.raise_to(&Urgency::interactive());
    settle_tasks().await;
    assert_eq!(budget.snapshot().waiting, 5);
    for task in tasks {
        task.await.unwrap();
    }
    drop(log);
    let served: Vec<_> = served.into_iter().collect();
    assert_eq!(served, ["first", "late person", "second", "person", "third"]);
}

#[tokio::test(start_paused = true)]
async fn what_one_page_needs_keeps_its_order_and_comes_forward_when_it_is_asked_for_again() {
    let budget = alone().await;
    budget.pause(SECOND * 30);
    let (log, served) = mpsc::channel();
    let (left, seen) = (Urgency::interactive(), Urgency::interactive());
    let mut tasks = Vec::new();
    for (urgency, name) in [(&left, "a"), (&left, "b"), (&seen, "c"), (&seen, "d")] {
        tasks.push(spawn_named(&budget, urgency, name, &log));
        settle_tasks().await;
    }
    left.raise_to(&Urgency::interactive());
    settle_tasks().await;
    for task in tasks {
        task.await.unwrap();
    }
    drop(log);
    assert_eq!(served.into_iter().collect::<Vec<_>>(), ["a", "b", "c", "d"]);
}

#[tokio::test(start_paused = true)]
async fn raised_work_may_use_the_reserve() {
    let budget = alone().await;
    for _ in 0..4 {
        drop(background(&budget).await);
    }
    let urgency = Urgency::background();
    let (log, served) = mpsc::channel();
    let work = spawn_named(&budget, &urgency, "work", &log);
    settle_tasks().await;
    assert!(served.try_recv().is_err());
    urgency.raise_to(&Urgency::interactive());
    work.await.unwrap();
    assert_eq!(since_noon(&budget), Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn a_turn_that_came_ahead_is_the_first_one_and_given_back_when_nothing_is_sent() {
    let budget = alone().await;
    let level = |budget: &Budget| budget.snapshot().level.round() as u32;
    let urgency = Urgency::background_in(background(&budget).await);
    settle_tasks().await;
    assert_eq!(level(&budget), 1);
    let turn = budget.acquire(&urgency.clone()).await;
    settle_tasks().await;
    assert_eq!(level(&budget), 1, "it is the same turn");
    let _second = budget.acquire(&urgency).await;
    settle_tasks().await;
    assert_eq!(level(&budget), 2);
    drop(turn);

    let unsent = Urgency::background_in(background(&budget).await);
    settle_tasks().await;
    assert_eq!(level(&budget), 3);
    drop(unsent);
    tokio::time::sleep(SECOND / 4).await;
    assert_eq!(level(&budget), 2);
}

#[tokio::test(start_paused = true)]
async fn who_stops_waiting_gives_the_place_back() {
    let budget = alone().await;
    budget.pause(SECOND * 30);
    let (log, served) = mpsc::channel();
    let mut people = Vec::new();
    for name in ["head", "second", "third"] {
        people.push(spawn_named(&budget, &Urgency::interactive(), name, &log));
        settle_tasks().await;
    }
    let background = spawn_named(&budget, &Urgency::background(), "background", &log);
    settle_tasks().await;
    people[0].abort();
    people[2].abort();
    settle_tasks().await;
    assert_eq!(budget.snapshot().waiting, 2);
    people.swap_remove(1).await.unwrap();
    background.await.unwrap();
    drop(log);
    assert_eq!(served.into_iter().collect::<Vec<_>>(), ["second", "background"]);
    tokio::time::sleep(SECOND * 10).await;
    assert!(budget.snapshot().level < 1.0);
}

#[tokio::test(start_paused = true)]
async fn background_work_goes_on_when_the_last_person_gives_up() {
    let budget = alone().await;
    budget.pause(SECOND);
    let (log, _served) = mpsc::channel();
    let person = spawn_named(&budget, &Urgency::interactive(), "person", &log);
    settle_tasks().await;
    let background = spawn_named(&budget, &Urgency::background(), "background", &log);
    settle_tasks().await;
    person.abort();
    assert!(timeout(SECOND * 60, background).await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn an_answer_lets_the_next_one_in_line_go_on() {
    let settings = BudgetSettings { leak_interval: Duration::from_millis(1), ..small() };
    let keeper = Arc::new(MemoryKeeper::default());
    let budget = Budget::open(settings, keeper, "us", time()).await;
    let mut under_way = Vec::new();
    for _ in 0..9 {
        under_way.push(person(&budget).await);
    }
    let (log, _served) = mpsc::channel();
    let mut next = spawn_named(&budget, &Urgency::interactive(), "next", &log);
    assert!(timeout(SECOND * 60, &mut next).await.is_err());
    drop(under_way.pop());
    assert!(timeout(SECOND, next).await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn too_many_requests_pauses_everybody_and_then_only_the_leak_is_left() {
    let budget = alone().await;
    assert_eq!(budget.pause(SECOND * 4), SECOND * 4);
    let snapshot = budget.snapshot();
    assert_eq!(snapshot.paused_for, Some(SECOND * 4));
    assert_eq!((snapshot.interactive_left, snapshot.background_left), (0, 0));
    assert!(timeout(SECOND * 3, person(&budget)).await.is_err());
    tokio::time::advance(SECOND).await;
    // Of the ten that the service must have counted, six are still there.
    let snapshot = budget.snapshot();
    assert_eq!(snapshot.paused_for, None);
    assert_eq!((snapshot.interactive_left, snapshot.background_left), (3, 0));
    assert!((snapshot.level - 6.0).abs() < 0.01, "{snapshot:?}");
    assert_eq!(budget.pause(Duration::MAX), MAX_PAUSE);
}

#[tokio::test(start_paused = true)]
async fn settings_that_leave_nothing_still_let_one_request_through() {
    let settings = BudgetSettings { capacity: 3, leak_interval: SECOND, margin: 5, reserve: 5 };
    let budget = Budget::open(settings, Arc::new(MemoryKeeper::default()), "us", time()).await;
    drop(background(&budget).await);
    assert_eq!(since_noon(&budget), Duration::ZERO);
}
