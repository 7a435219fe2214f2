//! The assumption register: how good the evidence for a figure is, how much hangs on it, who judged so and until when, and how far
//! the scenario as a whole has been assured. People are named by the post they hold: a scenario has no place for a person's name.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::parameter::ParameterId;
use super::scenario::Scenario;
use super::source::{Source, with_remark};

/// How the last sentence of a note begins and ends that says what a figure was when it was judged.
const THEN: (&str, &str) = ("Judged when the figure was ", ", and changed since.");

/// Red, amber or green, with the Aqua Book's meaning: red asks for attention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Rating {
    /// Quality: good evidence. Impact: the answer hardly moves.
    Green,
    /// Quality: some evidence. Impact: the answer moves.
    Amber,
    /// Quality: little or no evidence. Impact: the answer may turn.
    Red,
}

impl Rating {
    /// Every rating, the calmest first.
    pub const ALL: [Rating; 3] = [Rating::Green, Rating::Amber, Rating::Red];

    /// The word on screen.
    pub fn label(self) -> &'static str {
        match self {
            Rating::Green => "green",
            Rating::Amber => "amber",
            Rating::Red => "red",
        }
    }

    /// What the rating means of the quality of the evidence.
    pub fn quality(self) -> &'static str {
        match self {
            Rating::Green => "good evidence: published, recent and about London",
            Rating::Amber => "some evidence: old, indirect or of few children",
            Rating::Red => "little or no evidence: a judgement",
        }
    }

    /// What the rating means of the impact on the answer.
    pub fn impact(self) -> &'static str {
        match self {
            Rating::Green => "the answer hardly moves within the figure's plausible range",
            Rating::Amber => "the answer moves, but the order of the options stays",
            Rating::Red => "the order of the options may turn",
        }
    }
}

/// What somebody does for the analysis, as the Aqua Book has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Role {
    /// Asks the question and owns the answer.
    Commissioner,
    /// Does the analysis.
    Analyst,
    /// Checks it, and has not done it.
    Assurer,
    /// Signs it off.
    Approver,
}

impl Role {
    /// Every role, in the order of the work.
    pub const ALL: [Role; 4] = [Role::Commissioner, Role::Analyst, Role::Assurer, Role::Approver];

    /// The word on screen.
    pub fn label(self) -> &'static str {
        match self {
            Role::Commissioner => "commissioner",
            Role::Analyst => "analyst",
            Role::Assurer => "assurer",
            Role::Approver => "approver",
        }
    }
}

/// What is judged of one figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegisterEntry {
    /// How good the evidence is.
    pub quality: Rating,
    /// How much hangs on it.
    pub impact: Rating,
    /// Who judged so.
    pub judged_by: Role,
    /// When.
    pub judged_on: Date,
    /// Why.
    pub why: String,
    /// The day by which it should be judged again.
    #[serde(default)]
    pub review_by: Option<Date>,
    /// Anything a reader should know.
    #[serde(default)]
    pub note: String,
}

impl RegisterEntry {
    /// Whether the day by which it should have been judged again has passed.
    pub fn is_expired(&self, today: Date) -> bool {
        self.review_by.is_some_and(|day| day < today)
    }

    /// What the figure was when it was judged, where it has been changed since: then nothing is judged of what it is now.
    pub fn judged_at(&self) -> Option<&str> {
        self.note.rsplit_once(THEN.0)?.1.strip_suffix(THEN.1)
    }

    /// The note without what the figure was.
    pub fn own_note(&self) -> &str {
        let own = self.judged_at().and_then(|_| self.note.rsplit_once(THEN.0));
        own.map_or(self.note.as_str(), |(own, _)| own.trim_end())
    }

    /// The judgement of a figure that was so and has been changed since; none: of the figure as it is.
    #[must_use]
    pub fn made_at(&self, was: Option<&str>) -> Self {
        let own = self.own_note().to_owned();
        let note = was.map_or_else(|| own.clone(), |was| with_remark(own.clone(), &format!("{}{was}{}", THEN.0, THEN.1)));
        Self { note, ..self.clone() }
    }

    /// How much it asks for attention: poor evidence for a figure on which much hangs comes first.
    pub fn concern(&self) -> u8 {
        (self.quality as u8 + 1) * (self.impact as u8 + 1)
    }
}

/// How far a scenario has come on its way to a decision.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum AssuranceState {
    /// Being worked on.
    #[default]
    Draft,
    /// The analyst has tested it.
    Tested,
    /// Somebody else has checked it.
    Assured,
    /// Signed off for use.
    Approved,
}

impl AssuranceState {
    /// Every state, in order.
    pub const ALL: [AssuranceState; 4] = [AssuranceState::Draft, AssuranceState::Tested, AssuranceState::Assured, AssuranceState::Approved];

    /// The word on screen.
    pub fn label(self) -> &'static str {
        match self {
            AssuranceState::Draft => "draft",
            AssuranceState::Tested => "tested",
            AssuranceState::Assured => "assured",
            AssuranceState::Approved => "approved",
        }
    }

    /// The roles that must be filled before the state can be claimed.
    pub fn needs(self) -> &'static [Role] {
        match self {
            AssuranceState::Draft => &[],
            AssuranceState::Tested => &[Role::Analyst],
            AssuranceState::Assured => &[Role::Analyst, Role::Assurer],
            AssuranceState::Approved => &[Role::Commissioner, Role::Analyst, Role::Assurer, Role::Approver],
        }
    }
}

/// How far the scenario as a whole has been assured, and by which posts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assurance {
    /// How far.
    #[serde(default)]
    pub state: AssuranceState,
    /// The post that asks the question and owns the answer.
    #[serde(default)]
    pub commissioner: String,
    /// The post that does the analysis.
    #[serde(default)]
    pub analyst: String,
    /// The post that checks it; another than the analyst's.
    #[serde(default)]
    pub assurer: String,
    /// The post that signs it off.
    #[serde(default)]
    pub approver: String,
}

impl Assurance {
    /// The post that holds a role; empty where nobody does.
    pub fn post(&self, role: Role) -> &str {
        match role {
            Role::Commissioner => &self.commissioner,
            Role::Analyst => &self.analyst,
            Role::Assurer => &self.assurer,
            Role::Approver => &self.approver,
        }
    }

    /// The post that holds a role, to be changed.
    pub fn post_mut(&mut self, role: Role) -> &mut String {
        match role {
            Role::Commissioner => &mut self.commissioner,
            Role::Analyst => &mut self.analyst,
            Role::Assurer => &mut self.assurer,
            Role::Approver => &mut self.approver,
        }
    }

    /// Whether the analyst would be checking the analyst's own work.
    pub fn checks_itself(&self) -> bool {
        let plain = |post: &str| post.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        !self.assurer.trim().is_empty() && plain(&self.assurer) == plain(&self.analyst)
    }
}

/// Whether a figure is uncertain enough to belong in the register: nobody has published it.
pub fn is_uncertain(scenario: &Scenario, id: ParameterId) -> bool {
    matches!(scenario.sources.get(&id), None | Some(Source::Assumed { .. } | Source::Derived { .. }))
}

/// The figures whose judgement has run out, in the order of the catalogue.
pub fn expired(scenario: &Scenario, today: Date) -> Vec<ParameterId> {
    scenario.register.iter().filter(|(_, entry)| entry.is_expired(today)).map(|(id, _)| *id).collect()
}

impl fmt::Display for Rating {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_lasts_through_its_last_day() {
        let entry = RegisterEntry {
            quality: Rating::Red,
            impact: Rating::Amber,
            judged_by: Role::Analyst,
            judged_on: jiff::civil::date(2026, 1, 5),
            why: "two interviews".to_owned(),
            review_by: Some(jiff::civil::date(2026, 6, 30)),
            note: String::new(),
        };
        assert!(!entry.is_expired(jiff::civil::date(2026, 6, 30)));
        assert!(entry.is_expired(jiff::civil::date(2026, 7, 1)));
        assert!(!RegisterEntry { review_by: None, ..entry.clone() }.is_expired(jiff::civil::date(2100, 1, 1)));
        assert!(entry.concern() > RegisterEntry { quality: Rating::Green, ..entry }.concern());
    }

    #[test]
    fn a_judgement_says_of_what_it_was_made() {
        let now = RegisterEntry {
            quality: Rating::Green,
            impact: Rating::Green,
            judged_by: Role::Assurer,
            judged_on: jiff::civil::date(2026, 1, 5),
            why: "counted".to_owned(),
            review_by: None,
            note: "Ask again".to_owned(),
        };
        assert_eq!((now.judged_at(), now.own_note()), (None, "Ask again"));
        let then = now.made_at(Some("121 a year"));
        assert_eq!(then.note, "Ask again. Judged when the figure was 121 a year, and changed since.");
        assert_eq!((then.judged_at(), then.made_at(Some("3")).judged_at()), (Some("121 a year"), Some("3")));
        assert_eq!(then.made_at(None).judged_at(), None);
        let bare = RegisterEntry { note: String::new(), ..now };
        assert_eq!(bare.made_at(Some("3 days")).made_at(None), bare);
    }

    #[test]
    fn nobody_checks_their_own_work() {
        let mut assurance = Assurance { analyst: "Lead analyst".to_owned(), assurer: " lead  Analyst".to_owned(), ..Assurance::default() };
        assert!(assurance.checks_itself());
        assurance.assurer = "Head of insight".to_owned();
        assert!(!assurance.checks_itself());
        assert!(!Assurance::default().checks_itself(), "an empty post is nobody");
    }
}
