//! Everything a simulation needs to know about one player in one session.

use crate::season::{
    PlayerSession, Season,
    clubs::{Club, Edition, Ground},
    dice::Dice,
    line_up::{self, Place},
    plan::{Block, SECOND, Tick},
    player_sessions::Source,
    roster::{Member, Post},
};

/// Who was where, doing what.
pub(crate) struct Scene<'a> {
    seed: u64,
    player_session: usize,
    /// What all participants share: the ball, the fields of the drills, the direction of play.
    shared: u64,
    pub(super) member: &'a Member,
    pub(super) club: &'static Club,
    pub(super) ground: Option<&'static Ground>,
    pub(super) place: Place,
    /// What this player does, in the session's ticks.
    pub(super) blocks: Vec<Block>,
    /// When the recording starts, in the session's ticks.
    pub(super) offset: Tick,
    pub(super) length: Tick,
}

impl<'a> Scene<'a> {
    pub(crate) fn new(season: &'a Season, index: usize) -> Self {
        let session: &PlayerSession = &season.player_sessions[index];
        let member = season.member(session);
        let club = season.teams[session.team].spec.club;
        let mut dice = Dice::new(season.seed, "place", &[index as u64]);
        let usual = line_up::usual_place(member.post, &mut dice);
        let (place, ground, blocks, start, shared) = match &session.source {
            Source::Team { session: team_session, appearance } => {
                let team_session_index = *team_session as u64;
                let team_session = &season.team_sessions[*team_session];
                let blocks = line_up::personal(&team_session.plan.blocks, appearance.as_ref());
                let place = appearance.as_ref().map_or(usual, |appearance| appearance.place);
                (place, team_session.ground, blocks, team_session.record_start, team_session_index)
            }
            Source::Individual { plan } => {
                (usual, Some(&club.paths), plan.blocks.clone(), session.start, u64::MAX)
            }
        };
        Self {
            seed: season.seed,
            player_session: index,
            shared,
            member,
            club,
            ground,
            place,
            blocks,
            offset: (session.start - start).num_seconds() as Tick * SECOND,
            length: session.length_s * SECOND,
        }
    }

    /// Dice for one subject of this recording.
    pub(super) fn dice(&self, subject: &str) -> Dice {
        Dice::new(self.seed, subject, &[self.player_session as u64])
    }

    /// Dice that fall the same way for all participants.
    pub(super) fn shared_dice(&self, subject: &str, number: u64) -> Dice {
        Dice::new(self.seed, subject, &[self.shared, number])
    }

    /// The keeper stays one, whatever the place in the formation.
    pub(super) fn is_keeper(&self) -> bool {
        self.member.post == Post::Keeper
    }

    pub(super) fn measures_power(&self) -> bool {
        self.club.edition == Edition::Later
    }
}
