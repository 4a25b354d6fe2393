//! What was found, and how it is told.

use std::{fmt::Display, io};

/// Everything that was found.
#[derive(Debug, Default)]
pub(super) struct Report(Vec<Finding>);

/// One thing that was looked at.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Finding {
    pub(super) name: &'static str,
    pub(super) verdict: Verdict,
    pub(super) found: String,
}

/// How it is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Right,
    /// It works, but not as well as it could.
    Doubtful {
        advice: String,
    },
    /// It does not work.
    Wrong {
        advice: String,
    },
}

impl Finding {
    pub(super) fn right(name: &'static str, found: impl Display) -> Self {
        Self { name, verdict: Verdict::Right, found: found.to_string() }
    }

    pub(super) fn doubtful(
        name: &'static str,
        found: impl Display,
        advice: impl Into<String>,
    ) -> Self {
        let verdict = Verdict::Doubtful { advice: advice.into() };
        Self { name, verdict, found: found.to_string() }
    }

    pub(super) fn wrong(
        name: &'static str,
        found: impl Display,
        advice: impl Into<String>,
    ) -> Self {
        let verdict = Verdict::Wrong { advice: advice.into() };
        Self { name, verdict, found: found.to_string() }
    }
}

impl Report {
    pub(super) fn add(&mut self, finding: Finding) {
        self.0.push(finding);
    }

    /// How many things do not work.
    pub(super) fn failed(&self) -> usize {
        self.0.iter().filter(|finding| matches!(finding.verdict, Verdict::Wrong { .. })).count()
    }

    /// A line for each finding, and one below it that says what to do.
    pub(super) fn write(&self, out: &mut impl io::Write) -> io::Result<()> {
        for Finding { name, verdict, found } in &self.0 {
            let (mark, advice) = match verdict {
                Verdict::Right => ("ok   ", None),
                Verdict::Doubtful { advice } => ("hint ", Some(advice)),
                Verdict::Wrong { advice } => ("wrong", Some(advice)),
            };
            writeln!(out, "{mark}  {name}: {found}")?;
            if let Some(advice) = advice {
                writeln!(out, "         {advice}")?;
            }
        }
        Ok(())
    }

    #[cfg(test)]
    pub(super) fn of(&self, name: &str) -> &Finding {
        self.0.iter().find(|finding| finding.name == name).unwrap()
    }
}
