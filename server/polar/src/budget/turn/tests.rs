use chrono::TimeDelta;
use proptest::prelude::*;

use super::*;

const NOON: DateTime<Utc> = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
const SECOND: Duration = Duration::from_secs(1);

fn small() -> BudgetSettings {
    BudgetSettings { capacity: 20, leak_interval: SECOND, margin: 0, reserve: 8 }
}

fn at(seconds: i64) -> DateTime<Utc> {
    NOON + TimeDelta::seconds(seconds)
}

#[test]
fn people_first_and_background_only_when_none_of_them_waits() {
    let mut bucket = LeakyBucket::empty(NOON);
    let turn = Turn { interactive: 3, background: 30, ..Turn::default() };
    let served = bucket.serve(&small(), NOON, "us", &turn);
    assert_eq!((served.interactive, served.background), (3, 9));
    let turn = Turn { interactive: 10, background: 30, under_way: 12, ..Turn::default() };
    let served = bucket.serve(&small(), NOON, "us", &turn);
    assert_eq!((served.interactive, served.background), (8, 0));
    // Everything is under way, and by us: only our own report can help, but others may come.
    assert_eq!(served.look_in, Some(LOOK_AGAIN));
}

#[test]
fn whoever_waits_beside_others_looks_again_soon() {
    let mut bucket = LeakyBucket::empty(NOON);
    bucket.serve(&small(), NOON, "us", &Turn { interactive: 19, ..Turn::default() });
    bucket.serve(&small(), NOON, "us", &Turn { answered: 19, ..Turn::default() });
    let wants_two = Turn { interactive: 2, ..Turn::default() };
    let look_in = |bucket: &LeakyBucket, who| {
        bucket
            .clone()
            .serve(&small(), NOON, who, &Turn { under_way: 1, ..wants_two.clone() })
            .look_in
    };
    // Alone, only the leak can help; otherwise somebody may give room back.
    assert_eq!(look_in(&bucket, "us"), Some(SECOND));
    bucket.serve(&small(), NOON, "them", &Turn { interactive: 1, ..Turn::default() });
    assert_eq!(look_in(&bucket, "us"), Some(LOOK_AGAIN));
}

#[test]
fn nothing_is_written_that_is_already_there() {
    let mut bucket = LeakyBucket::empty(NOON);
    let turn = Turn { interactive: 2, ..Turn::default() };
    assert!(bucket.serve(&small(), NOON, "us", &turn).changed);
    let idle = Turn { under_way: 2, ..Turn::default() };
    assert!(!bucket.serve(&small(), at(29), "us", &idle).changed);
    assert!(bucket.serve(&small(), at(30), "us", &idle).changed);
    assert!(!bucket.serve(&small(), at(59), "us", &idle).changed);
}

#[test]
fn the_living_are_not_buried_and_the_dead_come_back_clean() {
    let mut bucket = LeakyBucket::empty(NOON);
    bucket.serve(&small(), NOON, "us", &Turn { interactive: 2, ..Turn::default() });
    let idle = Turn { under_way: 2, ..Turn::default() };
    for minute in 1..10 {
        bucket.serve(&small(), at(60 * minute), "us", &idle);
        bucket.serve(&small(), at(60 * minute), "them", &Turn::default());
        assert_eq!(bucket.under_way(), 2, "{minute}");
    }
    let reborn = Turn { first: true, ..Turn::default() };
    assert!(bucket.serve(&small(), at(600), "us", &reborn).changed);
    assert!((bucket.level(&small(), at(601)) - 1.0).abs() < 1e-9);
}

#[test]
fn who_was_buried_alive_still_counts() {
    let mut bucket = LeakyBucket::empty(NOON);
    bucket.serve(&small(), NOON, "us", &Turn { interactive: 5, ..Turn::default() });
    bucket.serve(&small(), at(180), "them", &Turn::default());
    assert_eq!(bucket.under_way(), 0);
    bucket.serve(&small(), at(300), "us", &Turn { under_way: 5, ..Turn::default() });
    assert_eq!(bucket.under_way(), 5);
}

/// What happens in one step of a random story of two processes.
#[derive(Clone, Debug)]
enum Step {
    Pass { ms: i64 },
    Take { who: usize, interactive: u32, background: u32, counted_percent: i64, latency_ms: i64 },
    GiveBack { who: usize },
    Refused { who: usize, ms: i64 },
    Crash { who: usize, same_name: bool },
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        4 => (0i64..3_000).prop_map(|ms| Step::Pass { ms }),
        1 => (60_000i64..180_000).prop_map(|ms| Step::Pass { ms }),
        12 => (0usize..2, 0u32..6, 0u32..6, 0i64..=100, 0i64..60_000).prop_map(
            |(who, interactive, background, counted_percent, latency_ms)| Step::Take {
                who, interactive, background, counted_percent, latency_ms
            }
        ),
        1 => (0usize..2).prop_map(|who| Step::GiveBack { who }),
        1 => (0usize..2, 0i64..4_000).prop_map(|(who, ms)| Step::Refused { who, ms }),
        2 => (0usize..2, any::<bool>()).prop_map(|(who, same_name)| Step::Crash { who, same_name }),
    ];
    prop::collection::vec(step, 1..200)
}

/// A request that went out: when the service counts it, and when it answers.
#[derive(Clone, Copy)]
struct Sent {
    counted: DateTime<Utc>,
    answered: DateTime<Utc>,
}

struct Process {
    name: String,
    first: bool,
    under_way: Vec<Sent>,
    answered: u32,
}

impl Process {
    fn named(name: String) -> Self {
        Self { name, first: true, under_way: Vec::new(), answered: 0 }
    }

    fn turn(&self) -> Turn {
        let under_way = self.under_way.len() as u32;
        Turn { first: self.first, answered: self.answered, under_way, ..Turn::default() }
    }

    /// What has been answered by now; it is reported with the next turn only.
    fn notice_answers(&mut self, now: DateTime<Utc>) {
        let before = self.under_way.len();
        self.under_way.retain(|sent| sent.answered > now);
        self.answered += (before - self.under_way.len()) as u32;
    }

    fn took_turn(&mut self) {
        (self.first, self.answered) = (false, 0);
    }
}

/// The service's own bucket: the most that was ever in it.
fn highest_level(mut counted: Vec<DateTime<Utc>>) -> f64 {
    counted.sort_unstable();
    let (mut level, mut highest, mut last) = (0.0f64, 0.0f64, NOON);
    for at in counted {
        level = (level - (at - last).to_std().unwrap().as_secs_f64()).max(0.0) + 1.0;
        highest = highest.max(level);
        last = at;
    }
    highest
}

proptest! {
    /// Two processes, whose requests the service counts at any time between sending and answer, which report late,
    /// give room back and die in the middle: the service never has to refuse one.
    #[test]
    fn the_service_never_sees_more_than_it_allows(steps in steps()) {
        let settings = small();
        let mut bucket = LeakyBucket::empty(NOON);
        let mut processes = [Process::named("0".to_owned()), Process::named("1".to_owned())];
        let mut counted = Vec::new();
        let mut now = NOON;
        let mut lives = 2;
        for step in steps {
            match step {
                Step::Pass { ms } => {
                    now += TimeDelta::milliseconds(ms);
                    for process in &mut processes {
                        process.notice_answers(now);
                        // Whoever lives says so.
                        bucket.serve(&settings, now, &process.name, &process.turn());
                        process.took_turn();
                    }
                }
                Step::Take { who, interactive, background, counted_percent, latency_ms } => {
                    let process = &mut processes[who];
                    let turn = Turn { interactive, background, ..process.turn() };
                    let paused = bucket.paused_for(now).is_some();
                    let served = bucket.serve(&settings, now, &process.name, &turn);
                    process.took_turn();
                    let taken = served.interactive + served.background;
                    prop_assert!(taken == 0 || !paused);
                    prop_assert!(served.background == 0 || served.interactive == interactive);
                    let sent = Sent {
                        counted: now + TimeDelta::milliseconds(latency_ms * counted_percent / 100),
                        answered: now + TimeDelta::milliseconds(latency_ms),
                    };
                    for _ in 0..taken {
                        process.under_way.push(sent);
                        counted.push(sent.counted);
                    }
                }
                Step::GiveBack { who } => {
                    // Room that was taken and never used.
                    let process = &mut processes[who];
                    let turn = Turn { interactive: 3, ..process.turn() };
                    bucket.serve(&settings, now, &process.name, &turn);
                    process.took_turn();
                    bucket.serve(&settings, now, &process.name, &process.turn());
                }
                Step::Refused { who, ms } => {
                    let refused_until = Some(now + TimeDelta::milliseconds(ms));
                    let turn = Turn { refused_until, ..processes[who].turn() };
                    bucket.serve(&settings, now, &processes[who].name, &turn);
                    processes[who].took_turn();
                }
                Step::Crash { who, same_name } => {
                    // Nobody reports anything. Under a new name, what was on its way may reach the service as late
                    // as it would have; under the old one it has to be lost or counted by now.
                    for sent in &processes[who].under_way {
                        let place = counted.iter().position(|at| *at == sent.counted).unwrap();
                        counted[place] = if same_name { sent.counted.min(now) } else { sent.counted };
                    }
                    lives += 1;
                    let name = if same_name { processes[who].name.clone() } else { lives.to_string() };
                    processes[who] = Process::named(name);
                }
            }
        }
        let highest = highest_level(counted);
        prop_assert!(highest <= f64::from(settings.capacity) + 1e-6, "{highest}");
    }
}
