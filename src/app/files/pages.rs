//! What the pages about files look at.

use std::path::PathBuf;
use std::sync::Arc;

use crate::model::{ParameterId, Scenario, register};
use crate::store::differences::{Difference, between_options, between_scenarios};
use crate::store::shipped;

/// What the scenario on screen is compared with.
#[derive(Clone, Debug, PartialEq)]
pub enum With {
    /// Itself as it was opened or last saved.
    Opened,
    /// A scenario supplied, by its id.
    Supplied(&'static str),
    /// A file that is asked for.
    AskFile,
    /// A file.
    File(PathBuf, Arc<Scenario>),
    /// One of its options with another, by their ids.
    Options(String, String),
}

/// A comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// With what.
    pub with: With,
    /// The scenario on screen when it was made.
    pub scenario: Arc<Scenario>,
    /// What the two sides are called.
    pub names: [String; 2],
    /// In what they differ.
    pub found: Vec<Difference>,
}

impl Compared {
    /// Compares; nothing where there is nothing to compare with yet.
    pub fn new(with: With, scenario: &Arc<Scenario>, opened: &Arc<Scenario>) -> Option<Self> {
        let here = || "here".to_owned();
        let (names, found) = match &with {
            With::AskFile => return None,
            With::Opened => (["as opened".to_owned(), here()], between_scenarios(opened, scenario)),
            With::Supplied(id) => {
                let other = shipped(id)?.load().ok()?.scenario;
                ([other.name.clone(), here()], between_scenarios(&other, scenario))
            }
            With::File(path, other) => ([super::name_of(path), here()], between_scenarios(other, scenario)),
            With::Options(first, second) => {
                let name = |id: &str| scenario.option(id).map_or_else(|| id.to_owned(), |option| option.name.clone());
                ([name(first), name(second)], between_options((scenario, first), (scenario, second)))
            }
        };
        Some(Self { with, scenario: Arc::clone(scenario), names, found })
    }
}

/// Which figures of the register are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// All that are uncertain or judged.
    #[default]
    All,
    /// Those judged.
    Judged,
    /// Those still to be judged.
    Unjudged,
    /// Those whose judgement has run out.
    Expired,
}

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Poor evidence on which much hangs first.
    #[default]
    Concern,
    /// As in the form.
    Catalogue,
    /// By the day of review.
    Review,
}

/// How the register is looked at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RegisterView {
    /// Words that a row must hold.
    pub search: String,
    /// Which rows.
    pub shown: Shown,
    /// In which order.
    pub order: Order,
    /// The figure being judged.
    pub chosen: Option<ParameterId>,
    /// Its judgement as typed so far.
    pub draft: Option<Draft>,
}

/// A judgement as typed so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// How good the evidence is.
    pub quality: register::Rating,
    /// How much hangs on it.
    pub impact: register::Rating,
    /// Who judges.
    pub judged_by: register::Role,
    /// Why.
    pub why: String,
    /// By when to judge again, as typed.
    pub review_by: String,
    /// Anything else.
    pub note: String,
}

/// The figures of the register in the order asked for: those that are uncertain or judged and hold the words looked for.
pub fn rows(scenario: &Scenario, view: &RegisterView, today: jiff::civil::Date) -> Vec<ParameterId> {
    let words = view.search.trim().to_lowercase();
    let mut rows: Vec<ParameterId> = ParameterId::of(scenario)
        .filter(|id| {
            let entry = scenario.register.get(id);
            let wanted = match view.shown {
                Shown::All => entry.is_some() || register::is_uncertain(scenario, *id),
                Shown::Judged => entry.is_some(),
                Shown::Unjudged => entry.is_none() && register::is_uncertain(scenario, *id),
                Shown::Expired => entry.is_some_and(|entry| entry.is_expired(today)),
            };
            let source = || scenario.sources.get(id).map(crate::model::Source::sentence).unwrap_or_default();
            let why = entry.map_or("", |entry| entry.why.as_str());
            wanted && (words.is_empty() || format!("{} {why} {}", label(*id), source()).to_lowercase().contains(&words))
        })
        .collect();
    // Each sort keeps the order of the catalogue among equals.
    let entry = |id: &ParameterId| scenario.register.get(id);
    match view.order {
        Order::Catalogue => {}
        Order::Concern => rows.sort_by_key(|id| std::cmp::Reverse(entry(id).map_or(0, register::RegisterEntry::concern))),
        Order::Review => rows.sort_by_key(|id| entry(id).and_then(|entry| entry.review_by).unwrap_or(jiff::civil::Date::MAX)),
    }
    rows
}

/// A figure's name with its stream.
pub fn label(id: ParameterId) -> String {
    let name = id.spec().label;
    id.stream().map_or_else(|| name.to_owned(), |stream| format!("{name}, {}", stream.label().to_lowercase()))
}
