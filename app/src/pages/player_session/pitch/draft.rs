//! A field that is being adjusted.

use std::ops::RangeInclusive;

use super::sheet::{Sheet, Spot};
use crate::model::{DrawnField, Field, GeoPoint, Track};

/// How far outside of the field the handle is that turns it.
const ARM_DM: f64 = 100.0;

/// A field that is being adjusted, seen from where it was before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Draft {
    /// From where its metres count.
    pub(super) reference: GeoPoint,
    /// The field as it was when it began: the ground stays where it is, and the field moves over it.
    pub(super) before: Field,
    /// The field as it would be kept.
    pub(super) field: Field,
}

/// What of a field is held.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Grip {
    /// The field as a whole.
    Inside,
    /// The handle that turns it.
    Arm,
    /// A corner: in the direction of the length, and to the right of it, each 1 or -1.
    Corner(f64, f64),
}

/// The corners, clockwise.
const CORNERS: [(f64, f64); 4] = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)];

/// A number of a field that is typed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quantity {
    East,
    North,
    Bearing,
    Length,
    Width,
}

impl Quantity {
    pub(super) const ALL: [Self; 5] =
        [Self::East, Self::North, Self::Bearing, Self::Length, Self::Width];

    /// The number of a field.
    pub(super) fn of(self, field: Field) -> f64 {
        match self {
            Self::East => field.east_m,
            Self::North => field.north_m,
            Self::Bearing => field.bearing_deg,
            Self::Length => field.length_m,
            Self::Width => field.width_m,
        }
    }
}

impl Draft {
    /// Begins with the field that a track is drawn on.
    pub(super) fn of(track: &Track) -> Self {
        let field = Field {
            length_m: within(track.field.length_m, Field::LENGTH_M),
            width_m: within(track.field.width_m, Field::WIDTH_M),
            ..track.field
        };
        Self { reference: track.reference, before: track.field, field }
    }

    /// What would be kept.
    pub(super) fn drawn(self) -> DrawnField {
        DrawnField { reference: self.reference, field: self.field }
    }

    /// The same with another number, as near to it as there can be.
    pub(super) fn with(self, quantity: Quantity, value: f64) -> Self {
        if !value.is_finite() {
            return self;
        }
        let mut field = self.field;
        match quantity {
            Quantity::East => field.east_m = value,
            Quantity::North => field.north_m = value,
            Quantity::Bearing => field.bearing_deg = value.rem_euclid(360.0),
            Quantity::Length => field.length_m = within(value, Field::LENGTH_M),
            Quantity::Width => field.width_m = within(value, Field::WIDTH_M),
        }
        self.near(field)
    }

    /// The places of the corners, clockwise.
    pub(super) fn corners(self) -> [Spot; 4] {
        CORNERS.map(|(along, across)| self.on_paper(self.corner(along, across)))
    }

    /// The place of the handle that turns the field.
    pub(super) fn arm(self) -> Spot {
        self.on_paper(self.arm_on_field())
    }

    /// What is held at a spot; the handles reach so far.
    pub(super) fn grip_at(self, spot: Spot, reach_dm: f64) -> Option<Grip> {
        if self.arm().distance_dm(spot) <= reach_dm {
            return Some(Grip::Arm);
        }
        let corner = CORNERS
            .into_iter()
            .zip(self.corners())
            .map(|(corner, at)| (corner, at.distance_dm(spot)))
            .filter(|(_, distance_dm)| *distance_dm <= reach_dm)
            .min_by(|a, b| a.1.total_cmp(&b.1));
        if let Some(((along, across), _)) = corner {
            return Some(Grip::Corner(along, across));
        }
        let Spot { x_dm, y_dm } = self.on_field(spot);
        let inside =
            x_dm.abs() <= self.field.length_m * 5.0 && y_dm.abs() <= self.field.width_m * 5.0;
        inside.then_some(Grip::Inside)
    }

    /// The field after what is held was dragged from one spot to another. This is the field before.
    pub(super) fn dragged(self, grip: Grip, from: Spot, to: Spot) -> Self {
        let paper = Sheet::of(self.before);
        match grip {
            Grip::Inside => {
                let ((from_east, from_north), (to_east, to_north)) =
                    (paper.ground(from), paper.ground(to));
                self.near(Field {
                    east_m: self.field.east_m + to_east - from_east,
                    north_m: self.field.north_m + to_north - from_north,
                    ..self.field
                })
            }
            Grip::Arm => {
                let (east_m, north_m) = paper.ground(to);
                let bearing = (east_m - self.field.east_m).atan2(north_m - self.field.north_m);
                self.with(Quantity::Bearing, tenth(bearing.to_degrees()))
            }
            Grip::Corner(along, across) => self.resized(along, across, from, to),
        }
    }

    /// The opposite corner stays where it is.
    fn resized(self, along: f64, across: f64, from: Spot, to: Spot) -> Self {
        let (from, to) = (self.on_field(from), self.on_field(to));
        let longer_m = (to.x_dm - from.x_dm) * along / 10.0;
        let wider_m = (to.y_dm - from.y_dm) * across / 10.0;
        let length_m = tenth(within(self.field.length_m + longer_m, Field::LENGTH_M));
        let width_m = tenth(within(self.field.width_m + wider_m, Field::WIDTH_M));
        let middle = Spot {
            x_dm: along * (length_m - self.field.length_m) * 5.0,
            y_dm: across * (width_m - self.field.width_m) * 5.0,
        };
        let (east_m, north_m) = Sheet::of(self.field).ground(middle);
        self.near(Field { east_m, north_m, length_m, width_m, ..self.field })
    }

    /// With a field whose middle is not too far away.
    fn near(self, mut field: Field) -> Self {
        let too_far = field.east_m.hypot(field.north_m) / Field::FARTHEST_M;
        if too_far > 1.0 {
            field.east_m /= too_far;
            field.north_m /= too_far;
        }
        Self { field, ..self }
    }

    fn corner(self, along: f64, across: f64) -> Spot {
        Spot { x_dm: along * self.field.length_m * 5.0, y_dm: across * self.field.width_m * 5.0 }
    }

    fn arm_on_field(self) -> Spot {
        Spot { x_dm: self.field.length_m * 5.0 + ARM_DM, y_dm: 0.0 }
    }

    /// From the field's own sheet to that of the drawing.
    fn on_paper(self, spot: Spot) -> Spot {
        let (east_m, north_m) = Sheet::of(self.field).ground(spot);
        Sheet::of(self.before).spot_of(east_m, north_m)
    }

    /// From the sheet of the drawing to the field's own.
    fn on_field(self, spot: Spot) -> Spot {
        let (east_m, north_m) = Sheet::of(self.before).ground(spot);
        Sheet::of(self.field).spot_of(east_m, north_m)
    }
}

fn within(value: f64, limits: RangeInclusive<f64>) -> f64 {
    value.clamp(*limits.start(), *limits.end())
}

fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Lies as the drawing does: its length to the right, which is east.
    const FIELD: Field =
        Field { east_m: 0.0, north_m: 0.0, bearing_deg: 90.0, length_m: 100.0, width_m: 60.0 };

    fn draft(field: Field) -> Draft {
        let reference = GeoPoint { latitude_deg: 60.0, longitude_deg: 5.0 };
        Draft { reference, before: FIELD, field }
    }

    fn spot(x_dm: f64, y_dm: f64) -> Spot {
        Spot { x_dm, y_dm }
    }

    fn dragged(grip: Grip, from: (f64, f64), to: (f64, f64)) -> Field {
        let field = draft(FIELD).dragged(grip, spot(from.0, from.1), spot(to.0, to.1)).field;
        Field { east_m: tenth(field.east_m), north_m: tenth(field.north_m), ..field }
    }

    #[test]
    fn handles_are_held_before_the_field_is() {
        let grip = |x_dm, y_dm| draft(FIELD).grip_at(spot(x_dm, y_dm), 30.0);
        assert_eq!(grip(490.0, 290.0), Some(Grip::Corner(1.0, 1.0)));
        assert_eq!(grip(-510.0, -310.0), Some(Grip::Corner(-1.0, -1.0)));
        assert_eq!(grip(610.0, 5.0), Some(Grip::Arm));
        assert_eq!(grip(100.0, -200.0), Some(Grip::Inside));
        assert_eq!(grip(0.0, 340.0), None);
    }

    #[test]
    fn a_field_is_moved_resized_and_turned() {
        let moved = dragged(Grip::Inside, (10.0, 10.0), (60.0, -10.0));
        assert_eq!(moved, Field { east_m: 5.0, north_m: 2.0, ..FIELD });
        let larger = dragged(Grip::Corner(1.0, 1.0), (495.0, 300.0), (595.0, 340.0));
        let expected =
            Field { east_m: 5.0, north_m: -2.0, length_m: 110.0, width_m: 64.0, ..FIELD };
        assert_eq!(larger, expected);
        let turned = dragged(Grip::Arm, (600.0, 0.0), (600.0, 600.0));
        assert_eq!(turned, Field { bearing_deg: 135.0, ..FIELD });
    }

    #[test]
    fn what_is_typed_stays_within_what_can_be_kept() {
        let with = |quantity, value| draft(FIELD).with(quantity, value).field;
        assert_eq!(with(Quantity::Length, 500.0), Field { length_m: 150.0, ..FIELD });
        assert_eq!(with(Quantity::Width, -3.0), Field { width_m: 10.0, ..FIELD });
        assert_eq!(with(Quantity::Bearing, -10.0), Field { bearing_deg: 350.0, ..FIELD });
        assert_eq!(with(Quantity::East, f64::NAN), FIELD);
        for quantity in Quantity::ALL {
            let typed = quantity.of(with(quantity, 70.5));
            assert!((typed - 70.5).abs() < 1e-9, "{quantity:?}: {typed}");
        }
    }

    #[test]
    fn an_area_that_is_too_large_to_be_kept_begins_with_what_can_be() {
        let track = Track {
            reference: GeoPoint { latitude_deg: 60.0, longitude_deg: 5.0 },
            field: Field { length_m: 900.0, width_m: 600.0, ..FIELD },
            origin: crate::model::FieldOrigin::FittedArea,
            stretches: Vec::new(),
        };
        assert!(Draft::of(&track).drawn().field.is_plausible());
    }

    proptest! {
        #[test]
        fn whatever_is_dragged_can_be_kept_and_the_opposite_corner_stays(
            grip in prop_oneof![
                Just(Grip::Inside),
                Just(Grip::Arm),
                proptest::sample::select(&CORNERS[..]).prop_map(|(x, y)| Grip::Corner(x, y)),
            ],
            bearing_deg in 0.0..360.0_f64,
            from in (-500.0..500.0_f64, -500.0..500.0_f64),
            to in (-50_000.0..50_000.0_f64, -50_000.0..50_000.0_f64),
        ) {
            let before = draft(Field { bearing_deg, ..FIELD });
            let after = before.dragged(grip, spot(from.0, from.1), spot(to.0, to.1));
            // The limit of 2 km may be missed by a rounding.
            let field = Field {
                east_m: after.field.east_m * 0.999_999,
                north_m: after.field.north_m * 0.999_999,
                ..after.field
            };
            prop_assert!(field.is_plausible(), "{field:?}");
            if let Grip::Corner(along, across) = grip {
                let opposite = |draft: Draft| draft.on_paper(draft.corner(-along, -across));
                prop_assert!(opposite(before).distance_dm(opposite(after)) < 1e-6);
            }
        }
    }
}
