//! Words out of documented lists. The lists are not complete, so every unknown word is kept.

use std::fmt;

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$word_doc:meta])* $word:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$word_doc])* $word,)+
            /// A word that the documentation does not have, as it was sent.
            Unknown(String),
        }

        impl $name {
            /// The word as the service writes it.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$word => $text,)+
                    Self::Unknown(text) => text,
                }
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                let text = without_stray_punctuation(text);
                $(if is_same_word(text, $text) {
                    return Self::$word;
                })+
                Self::Unknown(text.to_owned())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

words! {
    /// What kind of session a team had.
    SessionType {
        /// An ordinary training.
        Training = "TRAINING",
        /// A drill.
        Drill = "DRILL",
        /// A test.
        Test = "TEST",
        /// A game.
        Game = "GAME",
        /// A match.
        Match = "MATCH",
        /// Strength and condition.
        StrengthAndCondition = "STRENGTH AND CONDITION",
        /// Something else.
        Other = "OTHER",
    }
}

words! {
    /// What a marker marks.
    MarkerType {
        /// A part of the session: a half, a drill.
        Phase = "PHASE",
        /// A remark.
        Note = "NOTE",
        /// A break.
        Recovery = "RECOVERY",
    }
}

words! {
    /// How a player felt.
    Feeling {
        /// Worst.
        Bad = "BAD",
        /// Below okay.
        NotGood = "NOT_GOOD",
        /// In the middle.
        Okay = "OKAY",
        /// Above okay.
        Great = "GREAT",
        /// Best.
        Awesome = "AWESOME",
    }
}

words! {
    /// Whose session a player's recording belongs to.
    PlayerSessionType {
        /// The team's.
        Team = "TEAM",
        /// The player's own.
        Individual = "INDIVIDUAL",
    }
}

/// `AWESOME,` has been seen.
fn without_stray_punctuation(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '.' | '"' | '\''))
}

/// Whether two words are the same but for case and for what stands between their parts.
fn is_same_word(a: &str, b: &str) -> bool {
    fn parts(text: &str) -> impl Iterator<Item = &str> {
        text.split([' ', '_', '-']).filter(|part| !part.is_empty())
    }
    parts(a).map(str::to_ascii_uppercase).eq(parts(b).map(str::to_ascii_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_in_any_dress() {
        assert_eq!(SessionType::from("MATCH"), SessionType::Match);
        assert_eq!(SessionType::from("GAME"), SessionType::Game);
        for text in ["STRENGTH AND CONDITION", "STRENGTH_AND_CONDITION", "Strength and  condition"]
        {
            assert_eq!(SessionType::from(text), SessionType::StrengthAndCondition, "{text}");
        }
        assert_eq!(Feeling::from("AWESOME,"), Feeling::Awesome);
        assert_eq!(Feeling::from("NOT GOOD."), Feeling::NotGood);
        assert_eq!(MarkerType::from("phase"), MarkerType::Phase);
        assert_eq!(PlayerSessionType::from("INDIVIDUAL"), PlayerSessionType::Individual);
    }

    #[test]
    fn unknown_words_are_kept() {
        let yoga = SessionType::from("YOGA (indoor)");
        assert_eq!(yoga, SessionType::Unknown("YOGA (indoor)".to_owned()));
        assert_eq!(yoga.to_string(), "YOGA (indoor)");
        assert_eq!(Feeling::from("MEH,"), Feeling::Unknown("MEH".to_owned()));
    }

    #[test]
    fn known_words_come_back_from_their_text() {
        for word in
            [SessionType::Training, SessionType::Drill, SessionType::Test, SessionType::Other]
        {
            assert_eq!(SessionType::from(word.as_str()), word);
        }
    }
}
