//! Who plays in a match, where and for how long.

use std::ops::Range;

use super::{
    dice::Dice,
    plan::{Activity, Block, Tick},
    roster::Post,
};

/// A place in the formation, as a share of half the pitch: x towards the opponent's goal, y to the
/// right.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Place {
    pub(crate) x: f64,
    pub(crate) y: f64,
}

/// One player's part in a match.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Appearance {
    pub(crate) place: Place,
    /// In the session's ticks.
    pub(crate) time: Range<Tick>,
}

/// 4-3-3, the keeper first.
const FORMATION: [(Post, Place); 11] = [
    (Post::Keeper, Place { x: -0.93, y: 0.0 }),
    (Post::Defence, Place { x: -0.50, y: 0.66 }),
    (Post::Defence, Place { x: -0.58, y: 0.22 }),
    (Post::Defence, Place { x: -0.58, y: -0.22 }),
    (Post::Defence, Place { x: -0.50, y: -0.66 }),
    (Post::Midfield, Place { x: -0.18, y: 0.0 }),
    (Post::Midfield, Place { x: -0.02, y: 0.36 }),
    (Post::Midfield, Place { x: -0.02, y: -0.36 }),
    (Post::Attack, Place { x: 0.30, y: 0.62 }),
    (Post::Attack, Place { x: 0.42, y: 0.0 }),
    (Post::Attack, Place { x: 0.30, y: -0.62 }),
];

/// Where a player of this post plays outside matches.
pub(crate) fn usual_place(post: Post, dice: &mut Dice) -> Place {
    let places: Vec<Place> =
        FORMATION.iter().filter(|(of, _)| *of == post).map(|(_, place)| *place).collect();
    if places.is_empty() { Place { x: 0.0, y: 0.0 } } else { *dice.pick(&places) }
}

/// The part of each participant, none for who stays on the bench. `posts` are theirs, in order.
pub(crate) fn choose(dice: &mut Dice, posts: &[Post], blocks: &[Block]) -> Vec<Option<Appearance>> {
    let mut appearances: Vec<Option<Appearance>> = vec![None; posts.len()];
    let (Some(first), Some(second)) =
        (half(blocks, Activity::FirstHalf), half(blocks, Activity::SecondHalf))
    else {
        return appearances;
    };
    let whole = first.start..second.end;
    let mut order: Vec<usize> = (0..posts.len()).collect();
    dice.shuffle(&mut order);
    for (post, place) in FORMATION {
        let suits = |index: &&usize| posts[**index] == post;
        let anybody = |index: &&usize| !matches!(posts[**index], Post::Keeper | Post::Staff);
        let free: Vec<usize> =
            order.iter().copied().filter(|index| appearances[*index].is_none()).collect();
        if let Some(index) = free.iter().find(suits).or_else(|| free.iter().find(anybody)) {
            appearances[*index] = Some(Appearance { place, time: whole.clone() });
        }
    }
    substitute(dice, posts, &order, &second, &mut appearances);
    appearances
}

/// Three to five changes in the second half; keepers stay.
fn substitute(
    dice: &mut Dice,
    posts: &[Post],
    order: &[usize],
    second_half: &Range<Tick>,
    appearances: &mut [Option<Appearance>],
) {
    let outfield = |index: &usize| !matches!(posts[*index], Post::Keeper | Post::Staff);
    let (on, off): (Vec<usize>, Vec<usize>) =
        order.iter().copied().filter(outfield).partition(|index| appearances[*index].is_none());
    let changes = dice.whole(3, 5) as usize;
    for (joins, leaves) in on.into_iter().zip(off.into_iter().rev()).take(changes) {
        let length = f64::from(second_half.end - second_half.start);
        let at = second_half.start + (length * dice.range(0.15, 0.85)) as Tick;
        if let Some(leaving) = appearances[leaves].as_mut() {
            let place = leaving.place;
            leaving.time.end = at;
            appearances[joins] = Some(Appearance { place, time: at..second_half.end });
        }
    }
}

fn half(blocks: &[Block], which: Activity) -> Option<Range<Tick>> {
    blocks.iter().find(|block| block.activity == which).map(|block| block.time.clone())
}

/// The session as this player lives it: halves count only while they are on the pitch.
pub(crate) fn personal(blocks: &[Block], appearance: Option<&Appearance>) -> Vec<Block> {
    let mut personal = Vec::new();
    let mut push = |time: Range<Tick>, activity| {
        if !time.is_empty() {
            personal.push(Block { time, activity });
        }
    };
    for Block { time, activity } in blocks {
        if !matches!(activity, Activity::FirstHalf | Activity::SecondHalf) {
            push(time.clone(), *activity);
            continue;
        }
        let played = appearance.map_or(time.end..time.end, |appearance| {
            appearance.time.start.clamp(time.start, time.end)
                ..appearance.time.end.clamp(time.start, time.end)
        });
        push(time.start..played.start, Activity::Bench);
        push(played.clone(), *activity);
        push(played.end..time.end, Activity::Bench);
    }
    personal
}
