//! A session's details.

use app::model::{PlayerId, PlayerSessionId, TrainingSessionId};
use polar::model::{self as polar_model, place_markers};

use super::{Asker, FetchError, Fetcher, team::training_session};
use crate::store::{Marker, Participant, SessionDetails, TrainingSession};

impl Fetcher {
    /// Reads who took part in a session, and what was marked.
    pub(super) async fn session(
        &self,
        asker: &Asker,
        id: &TrainingSessionId,
    ) -> Result<(), FetchError> {
        let read_at = self.now();
        let known = self.store.session(id).await?;
        let details = self
            .call(asker, async |token| {
                self.client.training_session(&token, &asker.urgency, id.as_str()).await
            })
            .await?;
        // What was read is at least as new as what was known of the session.
        let modified =
            known.as_ref().and_then(|known| known.modified).max(details.session.modified);
        let team_id = details
            .session
            .team_id
            .clone()
            .map(Into::into)
            .or(known.map(|session| session.team_id))
            .ok_or(FetchError::Unplaced)?;
        let session = TrainingSession {
            id: id.clone(),
            arena: details.arena,
            modified,
            ..training_session(details.session, &team_id)
        };
        if !self.training_retention.keeps(&session, read_at) {
            return Err(FetchError::TooOld);
        }
        let participants: Vec<_> = details.participants.into_iter().map(participant).collect();
        let markers = self.markers(asker, &session, &participants, &details.markers).await?;
        Ok(self
            .store
            .put_session_details(&session, &SessionDetails { participants, markers }, read_at)
            .await?)
    }

    /// The markers that can be placed on the venue's clock. Polar is asked for the venue's time zone only when a
    /// marker that may need it cannot be placed without.
    async fn markers(
        &self,
        asker: &Asker,
        session: &TrainingSession,
        participants: &[Participant],
        markers: &[polar_model::Marker],
    ) -> Result<Vec<Marker>, FetchError> {
        let Some(recorded) = session.recorded() else { return Ok(Vec::new()) };
        let mut places = place_markers(markers, &recorded, None);
        let somebody = participants.iter().find_map(|participant| {
            Some((&participant.player_id, participant.player_session_id.as_ref()?))
        });
        let needs_time_zone = markers.iter().zip(&places).any(|(marker, place)| {
            place.is_none() && marker.start_time.is_some_and(|stamp| stamp.offset.is_some())
        });
        if let Some((player_id, player_session_id)) = somebody
            && needs_time_zone
        {
            let offset_min = self
                .timezone_offset_min(asker, player_id, player_session_id, *recorded.start())
                .await?;
            places = place_markers(markers, &recorded, offset_min);
        }
        Ok(markers
            .iter()
            .zip(places)
            .filter_map(|(marker, place)| {
                let place = place?;
                Some(Marker {
                    kind: marker.marker_type.as_ref().map(|kind| kind.as_str().to_owned()),
                    name: marker.name.clone(),
                    note: marker.note.clone(),
                    start: place.start,
                    end: place.end,
                })
            })
            .collect())
    }
}

fn participant(participant: polar_model::Participant) -> Participant {
    Participant {
        player_id: PlayerId(participant.player_id),
        number: participant.player_number,
        role: participant.role,
        player_session_id: participant.player_session_id.map(PlayerSessionId),
    }
}
