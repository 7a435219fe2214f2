//! What the pages about files look at.

use std::path::PathBuf;
use std::sync::Arc;

use crate::model::{ParameterId, RegisterEntry, Scenario, Source, register};
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
    /// Those still to be judged, or judged when the figure was another.
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
    /// The poorest evidence first.
    Quality,
    /// That on which most hangs first.
    Impact,
    /// By the role that judged.
    Who,
    /// The oldest judgement first.
    When,
    /// By the day of review.
    Review,
}

impl Order {
    /// Every order.
    pub const ALL: [Order; 7] = [Order::Concern, Order::Catalogue, Order::Quality, Order::Impact, Order::Who, Order::When, Order::Review];

    /// What it is called.
    pub fn label(self) -> &'static str {
        match self {
            Order::Concern => "gravest first",
            Order::Catalogue => "as in the form",
            Order::Quality => "poorest evidence first",
            Order::Impact => "greatest impact first",
            Order::Who => "by who judged",
            Order::When => "oldest judgement first",
            Order::Review => "next review first",
        }
    }
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

/// The figures of the register in the order asked for: those that are uncertain or judged and hold all the words looked for. Figures that
/// nobody has judged come last where it is judgements that are sorted.
pub fn rows(scenario: &Scenario, view: &RegisterView, today: jiff::civil::Date) -> Vec<ParameterId> {
    let words: Vec<String> = view.search.split_whitespace().map(str::to_lowercase).collect();
    let mut rows: Vec<ParameterId> = ParameterId::of(scenario)
        .filter(|id| {
            let entry = scenario.register.get(id);
            let wanted = match view.shown {
                Shown::All => entry.is_some() || register::is_uncertain(scenario, *id),
                Shown::Judged => entry.is_some(),
                Shown::Unjudged => {
                    entry.is_some_and(|entry| entry.judged_at().is_some()) || entry.is_none() && register::is_uncertain(scenario, *id)
                }
                Shown::Expired => entry.is_some_and(|entry| entry.is_expired(today)),
            };
            wanted && (words.is_empty() || holds(scenario, *id, &words))
        })
        .collect();
    // Each sort keeps the order of the catalogue among equals.
    let entry = |id: &ParameterId| scenario.register.get(id);
    let worst = |id: &ParameterId, of: fn(&RegisterEntry) -> u8| std::cmp::Reverse(entry(id).map(of));
    let last = jiff::civil::Date::MAX;
    match view.order {
        Order::Catalogue => {}
        Order::Concern => rows.sort_by_key(|id| worst(id, RegisterEntry::concern)),
        Order::Quality => rows.sort_by_key(|id| worst(id, |entry| entry.quality as u8)),
        Order::Impact => rows.sort_by_key(|id| worst(id, |entry| entry.impact as u8)),
        Order::Who => rows.sort_by_key(|id| entry(id).map_or((true, None), |entry| (false, Some(entry.judged_by)))),
        Order::When => rows.sort_by_key(|id| entry(id).map_or(last, |entry| entry.judged_on)),
        Order::Review => rows.sort_by_key(|id| entry(id).and_then(|entry| entry.review_by).unwrap_or(last)),
    }
    rows
}

/// Whether the row of a figure holds all these words: in its name, its source, or anything that is judged of it.
fn holds(scenario: &Scenario, id: ParameterId, words: &[String]) -> bool {
    let mut said = vec![label(id), scenario.sources.get(&id).map(Source::sentence).unwrap_or_default()];
    if let Some(entry) = scenario.register.get(&id) {
        let RegisterEntry { quality, impact, judged_by, judged_on, why, review_by, note } = entry;
        said.push(format!("{} {} {} {judged_on} {why} {note}", quality.label(), impact.label(), judged_by.label()));
        said.extend(review_by.map(|day| day.to_string()));
    }
    let said = said.join(" ").to_lowercase();
    // From its start: a reader who looks for red does not want what was measured.
    let begins = |at: usize| !said.get(..at).is_some_and(|before| before.ends_with(char::is_alphanumeric));
    words.iter().all(|word| said.match_indices(word.as_str()).any(|(at, _)| begins(at)))
}

/// A figure's name with its stream.
pub fn label(id: ParameterId) -> String {
    let name = id.spec().label;
    id.stream().map_or_else(|| name.to_owned(), |stream| format!("{name}, {}", stream.label().to_lowercase()))
}
