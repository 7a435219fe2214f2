//! A scenario as read is raw; only a [`ValidScenario`] may be run. Every problem is reported at once.

mod appraisal;
mod budget;
mod checker;
mod costs;
mod demand;
mod provision;
mod ranges;
mod register;
mod today;

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use super::geography::BOROUGHS;
use super::membership::{MOST_WEIGHT, Membership};
use super::parameter::ParameterId;
use super::scenario::{FORMAT_VERSION, Scenario};
pub use budget::{LONG_RUN_MINUTES, run_minutes};
use checker::Checker;
pub use checker::{YEARS, figure, permitted};

/// Most characters of any one text in a scenario.
pub const MOST_CHARACTERS: usize = 4_096;
/// Longest word that may be meant for a name.
const MOST_CHARACTERS_OF_A_NAME: usize = 100;
/// Most options of a scenario.
pub const MOST_OPTIONS: usize = 200;
/// Degrees north within Great Britain.
pub const LATITUDES: (f64, f64) = (49.0, 61.0);
/// Degrees east within Great Britain.
pub const LONGITUDES: (f64, f64) = (-9.0, 3.0);
/// Most homes of an option.
pub const MOST_HOMES: usize = 50;
/// Most step-down units of an option.
pub const MOST_UNITS: usize = 50;
/// Most secure beds of an option.
pub const MOST_BEDS: u64 = 30_000;
/// Most observed stays in a list.
pub const MOST_OBSERVED_STAYS: usize = 10_000;
/// Most requests a year, all streams together, latent ones included.
pub const MOST_REQUESTS_PER_YEAR: f64 = 100_000.0;

/// One thing wrong with a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Path of the field in the file, with ids of options, homes and units: `options.two-12.homes.north.welfare_beds`.
    /// An entry of a list that has no id of its own is `#1` for the first, `#2` for the second and so on.
    pub path: String,
    /// What is wrong and how to mend it, with the permitted range.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.message)
    }
}

/// A scenario that has passed every check. `sim` accepts nothing else and so has no errors of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct ValidScenario(Arc<Scenario>);

impl ValidScenario {
    /// Checks a scenario.
    ///
    /// # Errors
    /// Every problem found, in the order of the file.
    pub fn new(scenario: impl Into<Arc<Scenario>>) -> Result<Self, Vec<Problem>> {
        let scenario = scenario.into();
        let problems = problems(&scenario);
        if problems.is_empty() { Ok(Self(scenario)) } else { Err(problems) }
    }

    /// The scenario, shared.
    pub fn shared(&self) -> Arc<Scenario> {
        Arc::clone(&self.0)
    }
}

impl Deref for ValidScenario {
    type Target = Scenario;

    fn deref(&self) -> &Scenario {
        &self.0
    }
}

/// Every problem of a scenario, in the order of the file; what concerns the scenario as a whole comes last.
pub fn problems(scenario: &Scenario) -> Vec<Problem> {
    let mut check = Checker::default();
    if scenario.format_version != FORMAT_VERSION {
        let message = format!("must be {FORMAT_VERSION}, the version this program reads, but is {}", scenario.format_version);
        check.report("format_version", message);
    }
    check.name("name", &scenario.name);
    check.text("description", &scenario.description);
    check.text("note", &scenario.note);
    register::check_assurance(&mut check, &scenario.assurance);
    demand::check(&mut check, scenario);
    for id in [
        ParameterId::ScottishOfferShare,
        ParameterId::CompetingRequests,
        ParameterId::RoadFactor,
        ParameterId::RivalGroups,
        ParameterId::ConflictProbability,
        ParameterId::BespokeShare,
    ] {
        check.parameter(id, scenario);
    }
    if let Some(month) = scenario.elsewhere.scottish_offers_end {
        check.month("elsewhere.scottish_offers_end", month);
    }
    provision::check(&mut check, scenario);
    check_membership(&mut check, &scenario.membership);
    check.month("run.start", scenario.run.start);
    for id in [ParameterId::WarmUpYears, ParameterId::HorizonYears, ParameterId::Replications, ParameterId::Seed] {
        check.parameter(id, scenario);
    }
    today::check(&mut check, scenario);
    costs::check(&mut check, scenario);
    for (id, source) in &scenario.sources {
        check.source(&format!("sources.{id:?}"), source);
    }
    ranges::check(&mut check, scenario);
    register::check_entries(&mut check, scenario);
    appraisal::check(&mut check, &scenario.appraisal);
    for (chart, words) in &scenario.alternative_texts {
        check.text(&format!("alternative_texts.{chart}"), words);
    }
    // Sums over figures that are themselves out of range would only repeat what is already said.
    if check.problems.is_empty() {
        budget::check(&mut check, scenario);
    }
    check.problems
}

/// The weights of the rules, their cap and their source.
fn check_membership(check: &mut Checker, rule: &Membership) {
    let weights = [("equal_weight", rule.equal_weight), ("population_weight", rule.population_weight), ("use_weight", rule.use_weight)];
    let range = format!("between 0 and {}", figure(MOST_WEIGHT));
    let before = check.problems.len();
    for (name, weight) in weights {
        check.between(&format!("membership.{name}"), weight, 0.0, MOST_WEIGHT, &range);
    }
    if check.problems.len() == before && weights.iter().all(|(_, weight)| *weight == 0.0) {
        check.report("membership", "at least one rule must have a weight above 0");
    }
    if let Some(times) = rule.most_times_equal_share {
        let authorities = BOROUGHS.len() as f64;
        check.between(
            "membership.most_times_equal_share",
            times,
            1.0,
            authorities,
            "between 1 and 33: with less than the equal share each the cost is not met",
        );
    }
    check.source("membership.source", &rule.source);
}

/// The candidate most like a word that was not found, if any is near enough to be meant.
pub fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Nobody means a name by a word of that length, and comparing it would take long.
    if word.len() > MOST_CHARACTERS_OF_A_NAME {
        return None;
    }
    let lower = word.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| {
            let other = candidate.to_lowercase();
            let likeness = strsim::normalized_damerau_levenshtein(&lower, &other);
            // A name cut short or grown long is often meant, though few of its letters agree: 'north' for 'north-east-home'.
            let part = lower.len() >= 4 && (other.contains(&lower) || lower.contains(&other));
            (candidate, if part { likeness.max(0.6) } else { likeness })
        })
        .filter(|(_, likeness)| *likeness >= 0.5)
        .max_by(|a, b| a.1.total_cmp(&b.1))
        .map(|(candidate, _)| candidate)
}
