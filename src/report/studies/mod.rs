//! The long analyses that go with a full paper: an option larger and smaller, the one thing that the figures cannot tell, chance and not
//! knowing apart, what moves the answer, where the choice turns, other worlds, and what is worth finding out. Each is played on the options
//! of the answer with its seed, and says how many replications it rests on.

mod figures;
mod paper;
mod run;
mod tables;
mod text;

use crate::analysis::MeasureSpec;
use crate::analysis::beds::{Goal, Sweep, Unknown};
use crate::analysis::uncertainty::{Aim, Global, Levels, Rule, Switching, Variations, Worth};
use crate::model::{Scenario, Stream};

use super::findings::word;
use super::wording::{letter, uncapital};
use super::{Answer, streams_of};

pub use figures::{Curve, Looked, WIDEST, along, drivers_figure, figures, finding_out, spread_figure, turns, unknown_figure, worlds};
pub use paper::{not_run, sure, would_change};
pub use run::run;
pub use tables::tables;
pub use text::text;

/// Differences to the best share of requests placed that are not worth more places.
const MARGIN: f64 = 0.02;

/// What is chosen for the long analyses.
#[derive(Clone, Debug, PartialEq)]
pub struct Closer {
    /// Id of the option that is looked at closely; none: the one with the fewest places that comes near the best.
    pub focus: Option<String>,
    /// What is asked of provision.
    pub goal: Goal,
}

impl Default for Closer {
    fn default() -> Self {
        Self { focus: None, goal: Goal { share: 0.8, days: 7 } }
    }
}

/// Replications of each analysis: those of a run of 1,000 or more; of a smaller run in proportion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sizes {
    /// Of each provision tried, and of each value of what the figures cannot tell.
    pub provisions: u32,
    /// Draws of the uncertain figures, and replications of each.
    pub draws: (u32, u32),
    /// Of each figure at an end of its range, of each other world, and of each value tried for a turn.
    pub variations: u32,
    /// Points of all figures together, and replications of each.
    pub points: (u32, u32),
}

impl Sizes {
    /// The sizes that go with a run of so many replications.
    pub fn of(replications: u32) -> Self {
        let part = |full: u32, least: u32| (u64::from(full) * u64::from(replications.min(1_000)) / 1_000).max(u64::from(least)) as u32;
        Self { provisions: part(500, 4), draws: (part(200, 8), part(50, 4)), variations: part(100, 4), points: (part(96, 4), part(10, 2)) }
    }
}

/// What was found where figures have ranges.
#[derive(Clone, Debug, PartialEq)]
pub struct Uncertain {
    /// Chance and not knowing, apart.
    pub levels: Levels,
    /// Figures one at a time, and other worlds.
    pub variations: Variations,
    /// All figures together.
    pub global: Global,
    /// Where the choice turns.
    pub switching: Switching,
    /// What finding out would be worth; none where no option has a value.
    pub worth: Option<Worth>,
}

/// What the long analyses have found.
#[derive(Clone, Debug, PartialEq)]
pub struct Studies {
    /// What was chosen.
    pub closer: Closer,
    /// Whose requests they are about.
    pub stream: Stream,
    /// Index in the scenario of the option that is looked at closely.
    pub focus: usize,
    /// By what an option is chosen.
    pub spec: MeasureSpec,
    /// How it is chosen.
    pub rule: Rule,
    /// Replications.
    pub sizes: Sizes,
    /// The option larger and smaller, or why that cannot be.
    pub sweep: Result<Sweep, String>,
    /// What the figures cannot tell, or why that cannot be tried.
    pub unknown: Result<Unknown, String>,
    /// What follows from ranges; none where the scenario has none.
    pub uncertain: Option<Uncertain>,
}

/// What the charts and tables of turns, other worlds and finding out are about, in a pack and in the window.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// Index in it of the option that is looked at closely.
    pub focus: usize,
    /// By what an option is chosen.
    pub spec: &'a MeasureSpec,
    /// How it is chosen.
    pub rule: &'a Rule,
}

impl About<'_> {
    /// The name of the option looked at.
    fn name(&self) -> &str {
        self.scenario.options.get(self.focus).map_or("", |option| option.name.as_str())
    }

    /// The measure in a sentence.
    fn measure(&self) -> String {
        match self.spec.stream {
            Some(stream) if self.spec.name == "placed_share" => format!("the share of {} requests placed", word(stream)),
            _ => format!("“{}”", uncapital(&self.spec.label).replacen(": ", ", ", 1)),
        }
    }
}

impl Studies {
    /// What charts and tables of these studies are about.
    fn about<'a>(&'a self, scenario: &'a Scenario) -> About<'a> {
        About { scenario, focus: self.focus, spec: &self.spec, rule: &self.rule }
    }

    /// The name of the option looked at.
    fn focus_name<'a>(&self, scenario: &'a Scenario) -> &'a str {
        scenario.options.get(self.focus).map_or("", |option| option.name.as_str())
    }

    /// The place of the option looked at among those studied.
    fn place(&self, options: &[usize]) -> Option<usize> {
        options.iter().position(|option| *option == self.focus)
    }
}

/// Whose requests the long analyses of a scenario are about: welfare, or justice where there are no others; none without either.
pub fn stream(scenario: &Scenario) -> Option<Stream> {
    streams_of(scenario).find(|stream| *stream != Stream::PoliceCustody)
}

/// How an option is chosen, by a measure of a share.
fn rule(key: &str) -> Rule {
    Rule { measure: key.to_owned(), aim: Aim::Best { margin: MARGIN } }
}

/// Indices in the scenario of the options of an answer.
fn options_of(answer: &Answer) -> Vec<usize> {
    let index = |id: &str| answer.scenario.options.iter().position(|option| option.id == id);
    answer.summary.options.iter().filter_map(|option| index(&option.id)).collect()
}

/// What the letters mean, for the note of a chart.
fn letters(scenario: &Scenario, options: impl Iterator<Item = usize>) -> String {
    let named = options.filter_map(|option| Some(format!("{}: {}", letter(option), scenario.options.get(option)?.name)));
    format!("{}.", named.collect::<Vec<_>>().join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_run_has_small_analyses_and_a_large_one_no_larger_than_a_thousand() {
        assert_eq!(Sizes::of(1_000), Sizes::of(100_000));
        assert_eq!(Sizes::of(1_000), Sizes { provisions: 500, draws: (200, 50), variations: 100, points: (96, 10) });
        assert_eq!(Sizes::of(1), Sizes { provisions: 4, draws: (8, 4), variations: 4, points: (4, 2) });
        assert_eq!(Sizes::of(500).provisions, 250);
    }
}
