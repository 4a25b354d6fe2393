//! Where a player was, and on which field.
//!
//! The field is the same for all players of a session: the one that a coach has drawn for the team at this venue, or
//! else one that is fitted to where the whole squad was.

use app::{
    error::AppError,
    model::{
        DrawnField, Field, FieldError, FieldOrigin, GeoPoint, PlayerSessionId, Track, TrackPoint,
        Window,
    },
};
use series::{Channel, Plane, PlanePoint, Position, Rectangle};

use super::{
    ClubDesk,
    clock::{self, Placement},
    gathering::Gathering,
    internal,
};
use crate::store::{Recording, TrainingSession};

/// As many points as can be told apart in a drawing.
const MOST_POINTS: usize = 2_500;

/// How coarsely a place is told that has no name: places that are this near to each other are one venue.
const VENUE_M: f64 = 300.0;

impl ClubDesk {
    pub(super) async fn track_of_player(
        &self,
        player_session_id: &PlayerSessionId,
        window: Option<Window>,
    ) -> Result<Option<Track>, AppError> {
        let mut gathering = Gathering::new(&self.sync, self.grant()?);
        let session = self.visible_player_session(&mut gathering, player_session_id).await?.session;
        let modified = session.modified;
        let recording = self.recording_at_hand(&mut gathering, player_session_id, modified).await?;
        let Some(recording) = recording else { return Ok(None) };
        self.track_in(&session, &recording, window).await
    }

    /// Where a player was in a part of a session, or in all of it; `None` without positions.
    pub(super) async fn track_in(
        &self,
        session: &TrainingSession,
        recording: &Recording,
        window: Option<Window>,
    ) -> Result<Option<Track>, AppError> {
        if !has_positions(recording) {
            return Ok(None);
        }
        let Some(used) = self.ground_used(session).await? else { return Ok(None) };
        let plane = Plane::at(used.centre);
        let (field, origin) = self.field_of(session, used).await?;
        let (latitude, longitude, speed) = tokio::try_join!(
            self.columns.column(recording, Channel::Latitude),
            self.columns.column(recording, Channel::Longitude),
            self.columns.column(recording, Channel::Speed),
        )
        .map_err(internal)?;
        let (Some(latitude), Some(longitude)) = (latitude, longitude) else { return Ok(None) };
        let placement = Placement::of(session, recording);
        let part = placement.to_recording(window.unwrap_or_else(|| trimmed(session)));
        let speed_unit = recording.speed_unit;
        let way = tokio::task::spawn_blocking(move || {
            let speed = speed.as_deref();
            series::track(&latitude, &longitude, speed, part, plane, MOST_POINTS)
        });
        let shown = |point: series::TrackPoint| TrackPoint {
            at_ms: placement.to_session_ms(point.at_ms),
            east_dm: tenths(point.at.east_m),
            north_dm: tenths(point.at.north_m),
            speed_tenth_kmh: point
                .speed
                .zip(speed_unit)
                .and_then(|(speed, unit)| u16::try_from(tenths(unit.to_kmh(speed))).ok()),
        };
        let way = way.await.map_err(internal)?.into_iter();
        Ok(Some(Track {
            reference: GeoPoint {
                latitude_deg: used.centre.latitude_deg,
                longitude_deg: used.centre.longitude_deg,
            },
            field: on_plane(plane, field),
            origin,
            stretches: way.map(|stretch| stretch.into_iter().map(shown).collect()).collect(),
        }))
    }

    /// Keeps the field of a session's venue, or forgets it.
    pub(super) async fn keep_field(
        &self,
        player_session_id: &PlayerSessionId,
        drawn: Option<DrawnField>,
    ) -> Result<(), FieldError> {
        let mut gathering = Gathering::new(&self.sync, self.coach()?);
        let session = self.visible_player_session(&mut gathering, player_session_id).await?.session;
        let used = self.ground_used(&session).await?.ok_or(AppError::NotFound)?;
        let venue = venue(&session, used.centre);
        let Some(drawn) = drawn else {
            self.store.delete_field(&session.team_id, &venue).await.map_err(internal)?;
            return Ok(());
        };
        let field = on_earth(drawn).ok_or(FieldError::Implausible)?;
        if !on_plane(Plane::at(used.centre), field).is_plausible() {
            return Err(FieldError::Implausible);
        }
        self.store.put_field(&session.team_id, &venue, &field).await.map_err(internal)?;
        Ok(())
    }

    /// The ground that the squad used in the trimmed session, as far as its recordings are here; `None` without
    /// positions.
    async fn ground_used(&self, session: &TrainingSession) -> Result<Option<Rectangle>, AppError> {
        let details = self.store.session_details(&session.id).await.map_err(internal)?;
        let squad = details.participants.into_iter().filter_map(|player| player.player_session_id);
        let mut ways = Vec::new();
        for id in squad {
            let Some(recording) = self.stored_recording(&id).await? else { continue };
            let column =
                async |channel| self.columns.column(&recording, channel).await.map_err(internal);
            let latitude = column(Channel::Latitude).await?;
            let longitude = column(Channel::Longitude).await?;
            let part = Placement::of(session, &recording).to_recording(trimmed(session));
            ways.extend(latitude.zip(longitude).map(|columns| (columns, part)));
        }
        let used = tokio::task::spawn_blocking(move || {
            let positions: Vec<Position> = ways
                .iter()
                .flat_map(|((latitude, longitude), part)| {
                    series::positions(latitude, longitude, part.clone())
                })
                .map(|(_, position)| position)
                .collect();
            Rectangle::around(&positions)
        });
        used.await.map_err(internal)
    }

    /// The field of a session that used this ground.
    async fn field_of(
        &self,
        session: &TrainingSession,
        used: Rectangle,
    ) -> Result<(Rectangle, FieldOrigin), AppError> {
        let venue = venue(session, used.centre);
        let kept = self.store.field(&session.team_id, &venue).await.map_err(internal)?;
        // A venue's name may be that of another place, too.
        let kept = kept.filter(|kept| on_plane(Plane::at(used.centre), *kept).is_plausible());
        Ok(match (kept, used.pitch()) {
            (Some(kept), _) => (kept, FieldOrigin::Kept),
            (None, Some(pitch)) => (pitch, FieldOrigin::FittedPitch),
            (None, None) => (used, FieldOrigin::FittedArea),
        })
    }
}

fn has_positions(recording: &Recording) -> bool {
    [Channel::Latitude, Channel::Longitude]
        .iter()
        .all(|channel| recording.channels.contains(channel))
}

/// The trimmed session; all of a session that nobody knows the times of.
fn trimmed(session: &TrainingSession) -> Window {
    clock::timeline(session, &[])
        .map_or(Window { from_ms: i32::MIN, to_ms: i32::MAX }, |timeline| timeline.trimmed)
}

/// What tells a team's venues apart: the name that Polar has for it, or roughly where it is.
fn venue(session: &TrainingSession, at: Position) -> String {
    let named = session.arena.as_deref().map(str::trim).filter(|arena| !arena.is_empty());
    if let Some(arena) = named {
        return format!("arena {arena}");
    }
    let row = Plane::at(Position { latitude_deg: 0.0, ..at }).flatten(at).north_m / VENUE_M;
    let at_prime_meridian = Position { longitude_deg: 0.0, ..at };
    let column = Plane::at(at_prime_meridian).flatten(at).east_m / VENUE_M;
    format!("place {:.0} {:.0}", row.round(), column.round())
}

fn on_plane(plane: Plane, field: Rectangle) -> Field {
    let PlanePoint { east_m, north_m } = plane.flatten(field.centre);
    let Rectangle { bearing_deg, length_m, width_m, .. } = field;
    Field { east_m, north_m, bearing_deg, length_m, width_m }
}

/// Where on earth a field was drawn; `None` for a reference that is not on earth.
fn on_earth(drawn: DrawnField) -> Option<Rectangle> {
    let DrawnField { reference, field } = drawn;
    let reference = Position::new(reference.latitude_deg, reference.longitude_deg)?;
    let middle = PlanePoint { east_m: field.east_m, north_m: field.north_m };
    Some(Rectangle {
        centre: Plane::at(reference).lift(middle),
        bearing_deg: field.bearing_deg.rem_euclid(360.0),
        length_m: field.length_m,
        width_m: field.width_m,
    })
}

fn tenths(value: f64) -> i32 {
    (value * 10.0).round() as i32
}
