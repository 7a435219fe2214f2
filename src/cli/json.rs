//! The answer for machines: one document, its keys in the order of the catalogue, the same bytes for the same run.

use serde::{Serialize, Serializer};

use super::run::Prepared;
use crate::analysis::{Difference, Estimate, MeasureSpec};
use crate::model::{Stream, Today};
use crate::report::Answer;

mod costs;

pub use costs::costs;
use costs::{CostsEntry, costs_entry};

/// Entries of a JSON object in the order given.
pub(super) struct Object<'a, T>(Vec<(&'a str, T)>);

impl<T: Serialize> Serialize for Object<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

/// What every document begins with: by what it was made, of which file, from which seed and how many possible futures.
#[derive(Serialize)]
pub(super) struct Head<'a> {
    version: &'static str,
    scenario: ScenarioEntry<'a>,
    seed: u64,
    replications: u32,
}

impl<'a> Head<'a> {
    /// The head of a study of a scenario.
    pub fn new(prepared: &'a Prepared, replications: u32) -> Self {
        let Prepared { scenario, sha256, .. } = prepared;
        Self {
            version: env!("CARGO_PKG_VERSION"),
            scenario: ScenarioEntry { name: &scenario.name, sha256 },
            seed: scenario.run.seed,
            replications,
        }
    }
}

#[derive(Serialize)]
struct Document<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    warm_up_years: f64,
    /// Where things stand on the first day, in a run that starts from a census.
    #[serde(skip_serializing_if = "Option::is_none")]
    starts_from: Option<CensusEntry>,
    horizon_years: f64,
    options: Vec<OptionEntry<'a>>,
    differences: Vec<DifferenceEntry<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    costs: Option<CostsEntry<'a>>,
}

#[derive(Serialize)]
struct ScenarioEntry<'a> {
    name: &'a str,
    sha256: &'a str,
}

#[derive(Serialize)]
struct OptionEntry<'a> {
    id: &'a str,
    name: &'a str,
    measures: Object<'a, &'a Estimate>,
    homes: Vec<HomeEntry<'a>>,
    occupancy_distribution: Object<'a, &'a [f64]>,
    quarterly: Object<'a, &'a [crate::analysis::summary::QuarterPoint]>,
}

#[derive(Serialize)]
struct HomeEntry<'a> {
    id: &'a str,
    name: &'a str,
    measures: Object<'a, &'a Estimate>,
}

#[derive(Serialize)]
struct DifferenceEntry<'a> {
    option: &'a str,
    baseline: &'a str,
    measures: Object<'a, &'a Difference>,
}

/// Children and requests on the first day, by stream; how long each has been there would tell of few children.
#[derive(Serialize)]
struct CensusEntry {
    children_in_placement: Object<'static, u32>,
    open_requests: Object<'static, u32>,
}

fn census_entry(today: &Today) -> CensusEntry {
    let of = |count: &dyn Fn(Stream) -> u32| Object(Stream::ALL.into_iter().map(|stream| (stream.key(), count(stream))).collect());
    CensusEntry {
        children_in_placement: of(&|stream| today.placed_children(stream)),
        open_requests: of(&|stream| today.open_requests(stream)),
    }
}

/// Values by the keys of their measures.
pub(super) fn by_key<'a, T>(specs: &'a [MeasureSpec], values: &'a [T]) -> Object<'a, &'a T> {
    Object(specs.iter().map(|spec| spec.key.as_str()).zip(values).collect())
}

/// The document, ending with a line feed. A figure without a value is `null`.
pub fn document(answer: &Answer) -> String {
    let Answer { scenario, sha256, version, summary, selftest: _, studies: _ } = answer;
    let costs = answer.costs();
    let baseline = summary.options.get(summary.baseline).map_or("", |option| option.id.as_str());
    let options = summary.options.iter().map(|option| OptionEntry {
        id: &option.id,
        name: &option.name,
        measures: by_key(&summary.measures, &option.measures),
        homes: option
            .homes
            .iter()
            .map(|home| HomeEntry { id: &home.id, name: &home.name, measures: by_key(&summary.home_measures, &home.measures) })
            .collect(),
        occupancy_distribution: Object(
            option.occupancy_distributions.iter().map(|distribution| (distribution.key.as_str(), distribution.shares.as_slice())).collect(),
        ),
        quarterly: Object(option.quarterly.iter().map(|series| (series.key.as_str(), series.points.as_slice())).collect()),
    });
    let differences: Vec<_> = (0..summary.options.len()).map(|option| summary.differences(option)).collect();
    let differences = summary.options.iter().zip(&differences).filter_map(|(option, differences)| {
        Some(DifferenceEntry { option: &option.id, baseline, measures: by_key(&summary.measures, differences.as_ref()?) })
    });
    let document = Document {
        head: Head {
            version,
            scenario: ScenarioEntry { name: &scenario.name, sha256 },
            seed: scenario.run.seed,
            replications: summary.replications,
        },
        warm_up_years: scenario.run.warm_up_years,
        starts_from: scenario.today.as_ref().map(census_entry),
        horizon_years: scenario.run.horizon_years,
        options: options.collect(),
        differences: differences.collect(),
        costs: costs.as_ref().map(costs_entry),
    };
    text(&document)
}

/// A document as text, ending with a line feed.
pub(super) fn text(document: &impl Serialize) -> String {
    // Writing plain data to memory has no way to fail; nothing a user or a disk does comes into it.
    let mut text = serde_json::to_string_pretty(document).expect("results are plain data, which always has a text");
    text.push('\n');
    text
}
