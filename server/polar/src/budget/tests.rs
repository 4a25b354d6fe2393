use std::sync::mpsc;

use tokio::task::JoinHandle;
use tokio::time::timeout;

use super::*;

const SECOND: Duration = Duration::from_secs(1);

fn small() -> BudgetSettings {
    BudgetSettings { capacity: 10, leak_interval: SECOND, margin: 1, reserve: 5 }
}

/// Sends one request that is answered at once; says when it went out.
async fn send(budget: &Budget, priority: Priority) -> Duration {
    drop(budget.acquire(priority).await);
    budget.shared.now()
}

/// Lets every spawned task run until it waits for time or for us.
async fn settle_tasks() {
    for _ in 0..20 {
        tokio::task::yield_now().await;
    }
}

fn spawn_named(
    budget: &Budget,
    priority: Priority,
    name: &'static str,
    log: &mpsc::Sender<&'static str>,
) -> JoinHandle<()> {
    let (budget, log) = (budget.clone(), log.clone());
    tokio::spawn(async move {
        let permit = budget.acquire(priority).await;
        log.send(name).unwrap();
        drop(permit);
    })
}

#[tokio::test(start_paused = true)]
async fn a_burst_goes_out_at_once_and_the_rest_at_the_leak() {
    let budget = Budget::new(small(), 0);
    for _ in 0..9 {
        assert_eq!(send(&budget, Priority::Interactive).await, Duration::ZERO);
    }
    let tenth = send(&budget, Priority::Interactive).await;
    let eleventh = send(&budget, Priority::Interactive).await;
    // Tokio's timer works in milliseconds and rounds up.
    assert!((SECOND..SECOND + Duration::from_millis(2)).contains(&tenth), "{tenth:?}");
    assert!(
        (SECOND * 2..SECOND * 2 + Duration::from_millis(4)).contains(&eleventh),
        "{eleventh:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn background_work_leaves_the_reserve() {
    let budget = Budget::new(small(), 0);
    for _ in 0..4 {
        assert_eq!(send(&budget, Priority::Background).await, Duration::ZERO);
    }
    let fifth = timeout(SECOND / 2, budget.acquire(Priority::Background)).await;
    assert!(fifth.is_err());
    for _ in 0..5 {
        assert_eq!(send(&budget, Priority::Interactive).await, SECOND / 2);
    }
}

#[tokio::test(start_paused = true)]
async fn a_bucket_of_unknown_level_starts_full() {
    let settings = small();
    let budget = Budget::new(settings.clone(), settings.capacity);
    assert_eq!(budget.snapshot().interactive_left, 0);
    let first = send(&budget, Priority::Interactive).await;
    assert!((SECOND * 2..SECOND * 2 + Duration::from_millis(2)).contains(&first), "{first:?}");
}

#[tokio::test(start_paused = true)]
async fn people_go_first_and_each_line_is_first_come_first_served() {
    let budget = Budget::new(small(), 0);
    budget.pause(SECOND * 30);
    let (log, served) = mpsc::channel();
    let mut tasks = Vec::new();
    for (priority, name) in [
        (Priority::Background, "background 1"),
        (Priority::Background, "background 2"),
        (Priority::Interactive, "interactive 1"),
        (Priority::Interactive, "interactive 2"),
        (Priority::Background, "background 3"),
        (Priority::Interactive, "interactive 3"),
    ] {
        tasks.push(spawn_named(&budget, priority, name, &log));
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
            "interactive 1",
            "interactive 2",
            "interactive 3",
            "background 1",
            "background 2",
            "background 3"
        ]
    );
    assert_eq!(budget.snapshot().waiting, 0);
}

#[tokio::test(start_paused = true)]
async fn who_stops_waiting_gives_the_place_back() {
    let budget = Budget::new(small(), 0);
    budget.pause(SECOND * 30);
    let (log, served) = mpsc::channel();
    let head = spawn_named(&budget, Priority::Interactive, "head", &log);
    settle_tasks().await;
    let second = spawn_named(&budget, Priority::Interactive, "second", &log);
    settle_tasks().await;
    let third = spawn_named(&budget, Priority::Interactive, "third", &log);
    settle_tasks().await;
    let background = spawn_named(&budget, Priority::Background, "background", &log);
    settle_tasks().await;
    head.abort();
    third.abort();
    settle_tasks().await;
    assert_eq!(budget.snapshot().waiting, 2);
    second.await.unwrap();
    background.await.unwrap();
    drop(log);
    assert_eq!(served.into_iter().collect::<Vec<_>>(), ["second", "background"]);
    assert_eq!(budget.shared.bucket().under_way(), 0);
}

#[tokio::test(start_paused = true)]
async fn background_work_goes_on_when_the_last_person_gives_up() {
    let budget = Budget::new(small(), 0);
    budget.pause(SECOND);
    let (log, _served) = mpsc::channel();
    let person = spawn_named(&budget, Priority::Interactive, "person", &log);
    settle_tasks().await;
    let background = spawn_named(&budget, Priority::Background, "background", &log);
    settle_tasks().await;
    person.abort();
    assert!(timeout(SECOND * 60, background).await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn an_answer_lets_the_next_one_in_line_go_on() {
    let settings = BudgetSettings { leak_interval: Duration::from_millis(1), ..small() };
    let budget = Budget::new(settings, 0);
    let mut under_way = Vec::new();
    for _ in 0..9 {
        under_way.push(budget.acquire(Priority::Interactive).await);
    }
    let (log, _served) = mpsc::channel();
    let mut next = spawn_named(&budget, Priority::Interactive, "next", &log);
    assert!(timeout(SECOND * 60, &mut next).await.is_err());
    drop(under_way.pop());
    assert!(timeout(SECOND, next).await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn too_many_requests_pauses_everybody_and_then_only_the_leak_is_left() {
    let budget = Budget::new(small(), 0);
    budget.pause(SECOND * 4);
    let snapshot = budget.snapshot();
    assert_eq!(snapshot.paused_for, Some(SECOND * 4));
    assert_eq!((snapshot.interactive_left, snapshot.background_left), (0, 0));
    assert!(timeout(SECOND * 3, budget.acquire(Priority::Interactive)).await.is_err());
    tokio::time::advance(SECOND).await;
    // Of the ten that the service must have counted, six are still there.
    let snapshot = budget.snapshot();
    assert_eq!(snapshot.paused_for, None);
    assert_eq!((snapshot.interactive_left, snapshot.background_left), (3, 0));
    assert!((snapshot.level - 6.0).abs() < 0.01, "{snapshot:?}");
}

#[tokio::test(start_paused = true)]
async fn settings_that_leave_nothing_still_let_one_request_through() {
    let settings = BudgetSettings { capacity: 3, leak_interval: SECOND, margin: 5, reserve: 5 };
    let budget = Budget::new(settings, 0);
    assert_eq!(send(&budget, Priority::Background).await, Duration::ZERO);
}
