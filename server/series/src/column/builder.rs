//! Values in, column out.

use std::sync::Arc;

use super::{Column, Values, values::LARGEST};
use crate::{Channel, json::Number, timebase::TimebaseBuilder};

/// Collects one channel's values in order of time into a [`Column`].
#[derive(Clone, Debug)]
pub struct ColumnBuilder {
    channel: Channel,
    timebase: TimebaseBuilder,
    values: Values,
}

impl ColumnBuilder {
    /// A builder without values.
    pub fn new(channel: Channel) -> Self {
        Self { channel, timebase: TimebaseBuilder::default(), values: Values::for_channel(channel) }
    }

    /// Appends a value measured at `at_ms`.
    ///
    /// `false`, and nothing is kept, if it is no measurement (NaN, infinite, or
    /// beyond ±2,147,483.647, which is what 32 bits hold with three decimals)
    /// or if its instant is not after the last one.
    pub fn push(&mut self, at_ms: i32, value: f64) -> bool {
        let is_kept = (-LARGEST..=LARGEST).contains(&value) && self.timebase.push(at_ms);
        if is_kept {
            self.values.push(value);
        }
        is_kept
    }

    /// Like [`push`](Self::push), and without arithmetic on decimals for what sensors send.
    #[inline]
    pub(crate) fn push_number(&mut self, at_ms: i32, number: Number) -> bool {
        if let Number::Short { digits, places } = number
            && let Some(scaled) = self.values.scaled(digits, places)
        {
            let is_kept = self.timebase.push(at_ms);
            if is_kept {
                self.values.push_scaled(scaled);
            }
            is_kept
        } else {
            self.push(at_ms, number.value())
        }
    }

    /// The column of everything that was kept.
    pub fn finish(mut self) -> Column {
        self.values.shrink_to_fit();
        Column {
            channel: self.channel,
            timebase: Arc::new(self.timebase.finish()),
            values: self.values,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_measurement_is_not_kept() {
        let mut builder = ColumnBuilder::new(Channel::Distance);
        for value in
            [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e300, 2_147_483.648, -2_147_483.648]
        {
            assert!(!builder.push(0, value), "{value}");
        }
        assert!(builder.push(0, 2_147_483.647), "a refused value does not take up its instant");
        assert!(!builder.push(0, 1.0));
        assert!(builder.push(1, -2_147_483.647));
        let column = builder.finish();
        assert_eq!(column.value_range(), Some((-2_147_483.647, 2_147_483.647)));
    }
}
