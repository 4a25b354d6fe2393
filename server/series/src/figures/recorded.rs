//! How long anything was recorded.

use std::{ops::Range, sync::Arc};

use crate::Recording;

/// The time in the window in which at least one column is unbroken.
pub(super) fn duration_ms(recording: &Recording, window: &Range<i32>) -> u32 {
    let mut stretches: Vec<(i32, i32)> = Vec::new();
    for (index, column) in recording.columns().iter().enumerate() {
        let timebase = column.timebase();
        let earlier = &recording.columns()[..index];
        // Columns that share their instants share their stretches.
        if earlier.iter().any(|earlier| Arc::ptr_eq(earlier.timebase(), timebase)) {
            continue;
        }
        stretches.extend(column.segments().map(|segment| {
            let from_ms = timebase.instant_ms(segment.start).max(window.start);
            let to_ms = timebase.instant_ms(segment.end - 1).min(window.end);
            (from_ms, to_ms)
        }));
    }
    stretches.sort_unstable();
    let mut duration_ms = 0;
    let mut counted_to_ms = i32::MIN;
    for (from_ms, to_ms) in stretches {
        let from_ms = from_ms.max(counted_to_ms);
        if from_ms < to_ms {
            duration_ms += to_ms.abs_diff(from_ms);
            counted_to_ms = to_ms;
        }
    }
    duration_ms
}
