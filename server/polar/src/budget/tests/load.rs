//! An hour of work against an exact bucket on the other side.

use std::sync::Mutex;

use super::*;

/// The service's limiter, to the nanosecond.
#[derive(Debug)]
struct Service {
    capacity: f64,
    state: Mutex<(DateTime<Utc>, f64)>,
    answered: AtomicU32,
    refused: AtomicU32,
}

impl Service {
    fn new(settings: &BudgetSettings) -> Arc<Self> {
        let capacity = f64::from(settings.capacity);
        let state = Mutex::new((NOON, 0.0));
        let (answered, refused) = Default::default();
        Arc::new(Self { capacity, state, answered, refused })
    }

    fn request(&self, now: DateTime<Utc>) {
        let mut state = self.state.lock().unwrap();
        let (at, level) = *state;
        let level = (level - (now - at).to_std().unwrap().as_secs_f64()).max(0.0);
        if level + 1.0 > self.capacity + 1e-6 {
            self.refused.fetch_add(1, Ordering::SeqCst);
            return;
        }
        *state = (now, level + 1.0);
        self.answered.fetch_add(1, Ordering::SeqCst);
    }
}

/// Work without end: each request is counted a third of the way through.
async fn worker(budget: Budget, service: Arc<Service>, latency: Duration, urgency: Urgency) {
    loop {
        let permit = budget.acquire(&urgency).await;
        tokio::time::sleep(latency / 3).await;
        service.request(budget.time().now());
        tokio::time::sleep(latency * 2 / 3).await;
        drop(permit);
    }
}

#[tokio::test(start_paused = true)]
async fn background_work_uses_the_leak_and_leaves_the_reserve() {
    let settings = BudgetSettings::default();
    let service = Service::new(&settings);
    let (keeper, time) = (Arc::new(MemoryKeeper::default()), time());
    let open = |name| {
        let keeper = Arc::clone(&keeper) as Arc<dyn BudgetKeeper>;
        Budget::open(settings.clone(), keeper, name, Arc::clone(&time))
    };
    let (one, other) = (open("one").await, open("another").await);
    let workers: Vec<_> = (0..12u32)
        .map(|n| {
            let budget = if n % 2 == 0 { one.clone() } else { other.clone() };
            let latency = Duration::from_millis(u64::from(60 + 210 * n));
            tokio::spawn(worker(budget, Arc::clone(&service), latency, Urgency::background()))
        })
        .collect();

    // A person looks in now and then: the reserve is free, whatever the hour.
    let mut of_people = 0;
    for minute in 1..=60 {
        tokio::time::sleep(SECOND * 60).await;
        let left = one.snapshot().interactive_left;
        assert!(left >= settings.reserve, "{left} left after {minute} minutes");
        if minute == 30 {
            let before = since_noon(&one);
            let burst: Vec<_> = (0..51)
                .map(|_| {
                    let (budget, service) = (one.clone(), Arc::clone(&service));
                    tokio::spawn(async move {
                        let permit = person(&budget).await;
                        service.request(budget.time().now());
                        drop(permit);
                    })
                })
                .collect();
            for caller in burst {
                caller.await.unwrap();
            }
            assert_eq!(since_noon(&one), before, "a cold session opens at once");
            of_people = 51;
            // Until the reserve is there again.
            tokio::time::sleep(SECOND * 60).await;
        }
    }
    workers.iter().for_each(JoinHandle::abort);

    let answered = service.answered.load(Ordering::SeqCst);
    let hour_s = since_noon(&one).as_secs_f64();
    assert_eq!(service.refused.load(Ordering::SeqCst), 0);
    assert!(of_people > 0 && f64::from(answered) >= 0.98 * hour_s, "{answered} in {hour_s} s");
}

#[tokio::test(start_paused = true)]
async fn people_alone_use_the_leak_too() {
    let settings = BudgetSettings::default();
    let service = Service::new(&settings);
    let keeper = Arc::new(MemoryKeeper::default());
    let budget = Budget::open(settings, keeper, "us", time()).await;
    let workers: Vec<_> = (0..150u32)
        .map(|n| {
            let latency = Duration::from_millis(u64::from(20 + 13 * n));
            let service = Arc::clone(&service);
            tokio::spawn(worker(budget.clone(), service, latency, Urgency::interactive()))
        })
        .collect();
    tokio::time::sleep(SECOND * 3_600).await;
    workers.iter().for_each(JoinHandle::abort);
    assert_eq!(service.refused.load(Ordering::SeqCst), 0);
    let answered = service.answered.load(Ordering::SeqCst);
    assert!((3_528..=3_600 + 100).contains(&answered), "{answered}");
}
