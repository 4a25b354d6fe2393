//! Several processes over one keeper, their lives and deaths.

use super::*;

/// A keeper that counts what it is asked, and fails when told to.
#[derive(Debug, Default)]
struct Watched {
    memory: MemoryKeeper,
    asked: AtomicU32,
    fails: AtomicBool,
    /// So many changes by others come between a look and a change.
    raced: AtomicU32,
}

impl Watched {
    fn asked(&self) -> Result<(), KeeperError> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        if self.fails.load(Ordering::SeqCst) { Err("the disk is full".into()) } else { Ok(()) }
    }

    async fn set(&self, state: &str) {
        let version = self.memory.load().await.unwrap().map(|kept| kept.version);
        assert!(self.memory.replace(state, version).await.unwrap());
    }

    async fn state(&self) -> String {
        self.memory.load().await.unwrap().unwrap().state
    }
}

#[async_trait]
impl BudgetKeeper for Watched {
    async fn load(&self) -> Result<Option<Kept>, KeeperError> {
        self.asked()?;
        // As with a database, others run meanwhile.
        tokio::task::yield_now().await;
        self.memory.load().await
    }

    async fn replace(&self, state: &str, expected: Option<i64>) -> Result<bool, KeeperError> {
        self.asked()?;
        tokio::task::yield_now().await;
        if self.raced.load(Ordering::SeqCst) > 0 {
            self.raced.fetch_sub(1, Ordering::SeqCst);
            return Ok(false);
        }
        self.memory.replace(state, expected).await
    }
}

async fn process(keeper: &Arc<Watched>, name: &str, time: &Arc<dyn Time>) -> Budget {
    let keeper = Arc::clone(keeper) as Arc<dyn BudgetKeeper>;
    Budget::open(small(), keeper, name, Arc::clone(time)).await
}

/// The process ends without a word.
fn kill(budget: Budget) {
    // As long as a clone is left, nothing is closed.
    std::mem::forget(budget);
}

#[tokio::test(start_paused = true)]
async fn two_processes_share_one_bucket() {
    let (keeper, time) = (Arc::new(Watched::default()), time());
    let (one, other) = (process(&keeper, "one", &time).await, process(&keeper, "two", &time).await);
    let mut under_way = Vec::new();
    for n in 0..9 {
        under_way.push(person(if n % 2 == 0 { &one } else { &other }).await);
    }
    assert!(timeout(SECOND * 5, person(&other)).await.is_err());
    // One's answers are noticed by the other.
    under_way.clear();
    drop(timeout(SECOND * 2, person(&other)).await.unwrap());
}

#[tokio::test(start_paused = true)]
async fn a_new_process_goes_on_where_the_last_one_ended() {
    let (keeper, time) = (Arc::new(Watched::default()), time());
    let first = process(&keeper, "first", &time).await;
    for _ in 0..9 {
        drop(person(&first).await);
    }
    first.close().await;
    let second = process(&keeper, "second", &time).await;
    let snapshot = second.snapshot();
    assert!((snapshot.level - 9.0).abs() < 0.01, "{snapshot:?}");
    drop(person(&second).await);
    assert_about(since_noon(&second), SECOND);
}

#[tokio::test(start_paused = true)]
async fn dropping_the_last_clone_reports_as_closing_does() {
    let (keeper, time) = (Arc::new(Watched::default()), time());
    let first = process(&keeper, "first", &time).await;
    drop(person(&first).await);
    drop(first);
    settle_tasks().await;
    assert!(keeper.state().await.contains(r#""holders":{}"#));
}

#[tokio::test(start_paused = true)]
async fn a_pause_survives_a_restart() {
    let (keeper, time) = (Arc::new(Watched::default()), time());
    let first = process(&keeper, "first", &time).await;
    first.pause(SECOND * 60);
    first.close().await;
    let second = process(&keeper, "second", &time).await;
    assert_eq!(second.snapshot().paused_for, Some(SECOND * 60));
}

#[tokio::test(start_paused = true)]
async fn what_a_killed_process_had_under_way_is_not_forgotten_and_not_kept_for_ever() {
    let (keeper, time) = (Arc::new(Watched::default()), time());
    let killed = process(&keeper, "killed", &time).await;
    let mut under_way = Vec::new();
    for _ in 0..9 {
        under_way.push(person(&killed).await);
    }
    // Its heartbeat stops: nothing that it writes arrives any more.
    let silent = Arc::new(Watched::default());
    silent.set(&keeper.state().await).await;
    let next = process(&silent, "next", &time).await;
    assert!(timeout(SECOND * 119, person(&next)).await.is_err());
    drop(person(&next).await);
    // Nine drops began to leak two minutes after it was seen last; whoever waits looks every quarter of a second.
    let waited = since_noon(&next);
    assert!((SECOND * 121..SECOND * 122).contains(&waited), "{waited:?}");
    kill(killed);
}

#[tokio::test(start_paused = true)]
async fn a_process_that_takes_the_name_of_a_killed_one_need_not_wait_for_it() {
    let (keeper, time) = (Arc::new(Watched::default()), time());
    let killed = process(&keeper, "name", &time).await;
    let mut under_way = Vec::new();
    for _ in 0..9 {
        under_way.push(person(&killed).await);
    }
    let silent = Arc::new(Watched::default());
    silent.set(&keeper.state().await).await;
    let next = process(&silent, "name", &time).await;
    drop(person(&next).await);
    assert_about(since_noon(&next), SECOND);
    kill(killed);
}

#[tokio::test(start_paused = true)]
async fn a_long_request_of_a_living_process_is_not_forgotten() {
    let (keeper, time) = (Arc::new(Watched::default()), time());
    let (one, other) = (process(&keeper, "one", &time).await, process(&keeper, "two", &time).await);
    let mut under_way = Vec::new();
    for _ in 0..9 {
        under_way.push(person(&one).await);
    }
    assert!(timeout(SECOND * 600, person(&other)).await.is_err());
}

#[tokio::test(start_paused = true)]
async fn a_burst_costs_the_keeper_no_more_than_a_few_requests() {
    let (keeper, time) = (Arc::new(Watched::default()), time());
    let keeps = Arc::clone(&keeper) as Arc<dyn BudgetKeeper>;
    let budget = Budget::open(BudgetSettings::default(), keeps, "us", time).await;
    keeper.asked.store(0, Ordering::SeqCst);
    let callers = (0..51).map(|_| {
        let budget = budget.clone();
        tokio::spawn(async move { drop(person(&budget).await) })
    });
    futures::future::try_join_all(callers).await.unwrap();
    assert_eq!(since_noon(&budget), Duration::ZERO);
    tokio::time::sleep(SECOND).await;
    let asked = keeper.asked.load(Ordering::SeqCst);
    assert!(asked <= 6, "{asked}");
    // All answers are reported.
    assert!(keeper.state().await.contains(r#""holders":{}"#));
    tokio::time::sleep(SECOND * 3_600).await;
    assert_eq!(keeper.asked.load(Ordering::SeqCst), asked, "an idle budget asks nothing");
}

#[tokio::test(start_paused = true)]
async fn room_whose_caller_has_gone_is_not_spent() {
    let (keeper, time) = (Arc::new(Watched::default()), time());
    let budget = process(&keeper, "us", &time).await;
    // The caller goes while the keeper is asked, and after room has been handed to it.
    for yields in 0..20 {
        let mut caller = Box::pin(person(&budget));
        assert!(futures::poll!(&mut caller).is_pending());
        for _ in 0..yields {
            tokio::task::yield_now().await;
        }
        drop(caller);
        settle_tasks().await;
    }
    tokio::time::sleep(SECOND / 5).await;
    let snapshot = budget.snapshot();
    assert!(snapshot.level < 0.01, "{snapshot:?}");
}

#[tokio::test(start_paused = true)]
async fn while_the_keeper_fails_nothing_goes_out() {
    let (keeper, time) = (Arc::new(Watched::default()), time());
    keeper.fails.store(true, Ordering::SeqCst);
    let budget = process(&keeper, "us", &time).await;
    assert_eq!(budget.snapshot().interactive_left, 0);
    keeper.asked.store(0, Ordering::SeqCst);
    assert!(timeout(SECOND * 10, person(&budget)).await.is_err());
    assert!((9..=11).contains(&keeper.asked.load(Ordering::SeqCst)), "it is asked every second");
    keeper.fails.store(false, Ordering::SeqCst);
    let permit = timeout(SECOND * 2, person(&budget)).await.unwrap();

    keeper.fails.store(true, Ordering::SeqCst);
    drop(permit);
    budget.close().await;
    assert!(keeper.state().await.contains(r#""under_way":1"#));
}

#[tokio::test(start_paused = true)]
async fn who_was_slower_tries_again_but_not_without_end() {
    let (keeper, time) = (Arc::new(Watched::default()), time());
    let budget = process(&keeper, "us", &time).await;
    keeper.raced.store(10, Ordering::SeqCst);
    drop(person(&budget).await);
    assert_eq!(since_noon(&budget), Duration::ZERO);
    keeper.raced.store(u32::MAX, Ordering::SeqCst);
    keeper.asked.store(0, Ordering::SeqCst);
    assert!(timeout(SECOND * 3, person(&budget)).await.is_err());
    assert!(keeper.asked.load(Ordering::SeqCst) < 1_000);
}

#[tokio::test(start_paused = true)]
async fn a_state_that_cannot_be_read_counts_as_spent() {
    let (keeper, time) = (Arc::new(Watched::default()), time());
    keeper.set("who wrote this?").await;
    let budget = process(&keeper, "us", &time).await;
    assert_eq!(budget.snapshot().interactive_left, 0);
    drop(person(&budget).await);
    assert_about(since_noon(&budget), SECOND * 2);
    assert!(keeper.state().await.contains(r#""version":1"#));
}

#[tokio::test(start_paused = true)]
async fn a_clock_that_was_set_back_between_two_starts_neither_frees_nor_blocks_anything() {
    let keeper = Arc::new(Watched::default());
    let first = process(&keeper, "first", &time()).await;
    for _ in 0..9 {
        drop(person(&first).await);
    }
    first.close().await;
    let earlier: Arc<dyn Time> = Arc::new(TokioTime::starting_at(NOON - TimeDelta::hours(10)));
    let second = process(&keeper, "second", &earlier).await;
    assert!((second.snapshot().level - 9.0).abs() < 0.01);
    let waited = tokio::time::Instant::now();
    drop(person(&second).await);
    assert_about(waited.elapsed(), SECOND);
}

#[tokio::test]
async fn a_clock_that_jumps_back_lets_nothing_through() {
    let set = Arc::new(SetTime::new(NOON));
    let time = Arc::clone(&set) as Arc<dyn Time>;
    let keeper = Arc::new(Watched::default());
    let budget = process(&keeper, "us", &time).await;
    for _ in 0..9 {
        drop(person(&budget).await);
    }
    for jump in [-3_600, -10, -1_000_000] {
        set.set(NOON + TimeDelta::seconds(jump));
        settle_tasks().await;
        assert_eq!(budget.snapshot().interactive_left, 0, "{jump}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_state_that_was_thrown_away_is_remembered() {
    #[derive(Debug, Default)]
    struct Forgetful(MemoryKeeper);

    #[async_trait]
    impl BudgetKeeper for Forgetful {
        async fn load(&self) -> Result<Option<Kept>, KeeperError> {
            Ok(None)
        }

        async fn replace(&self, state: &str, _: Option<i64>) -> Result<bool, KeeperError> {
            let version = self.0.load().await?.map(|kept| kept.version);
            self.0.replace(state, version).await
        }
    }

    let budget = Budget::open(small(), Arc::new(Forgetful::default()), "us", time()).await;
    for _ in 0..10 {
        drop(person(&budget).await);
    }
    assert_about(since_noon(&budget), SECOND);
}
