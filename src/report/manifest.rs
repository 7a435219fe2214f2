//! What a pack claims: from which file, with which seed and version, which numbers, and the fingerprint of every file in it.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::{Deserialize, Serialize};

use super::Answer;
use super::studies::{self, Closer};
use crate::analysis::Estimate;
use crate::analysis::beds::Goal;

/// Name of the manifest in a pack.
pub const MANIFEST: &str = "manifest.json";
/// Name of the scenario file in a pack.
pub const SCENARIO: &str = "scenario.ron";
/// The version of the manifest that this program writes.
pub const MANIFEST_VERSION: u32 = 2;

/// Measures whose numbers stand in the manifest.
const HEADLINES: [&str; 9] = [
    "welfare_placed_share",
    "welfare_london_share",
    "welfare_waiting",
    "welfare_open_requests",
    "welfare_mean_wait_days",
    "welfare_mean_distance_miles",
    "welfare_all_full_share",
    "justice_london_share",
    "census_london",
];

/// What a pack claims.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Version of the manifest.
    pub manifest_version: u32,
    /// Version of the program that made the pack.
    pub program_version: String,
    /// Name of the scenario.
    pub scenario: String,
    /// SHA-256 of the scenario file.
    pub scenario_sha256: String,
    /// Seed, whatever the file says.
    pub seed: u64,
    /// Replications, whatever the file says.
    pub replications: u32,
    /// Ids of the options run, in their order.
    pub options: Vec<String>,
    /// Id of the option that the others are compared with.
    pub baseline: String,
    /// Whether it may be published: `public`, `exempt` or `undecided`.
    pub publication: String,
    /// Whether the paper is the summary.
    pub summary: bool,
    /// Figures and tables that were left out, by their ids.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<String>,
    /// SHA-256 of all results, to the last digit.
    pub results_sha256: String,
    /// The long analyses; none where they were left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub studies: Option<StudiesClaim>,
    /// Mean, lower and upper end of the 95% interval by option and measure; `null` where there is no value.
    pub headlines: BTreeMap<String, BTreeMap<String, [Option<f64>; 3]>>,
    /// SHA-256 of each other file of the pack.
    pub files: BTreeMap<String, String>,
}

/// What a pack claims of its long analyses.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StudiesClaim {
    /// Id of the option looked at closely, where one was named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub focus: Option<String>,
    /// The goal: so large a share of genuine requests, 0 to 1.
    pub goal_share: f64,
    /// Placed in London within so many days.
    pub goal_days: u32,
    /// SHA-256 of all that they found, to the last digit.
    pub results_sha256: String,
}

impl StudiesClaim {
    /// What was chosen for them.
    pub fn closer(&self) -> Closer {
        Closer { focus: self.focus.clone(), goal: Goal { share: self.goal_share, days: self.goal_days } }
    }

    /// What a pack of an answer claims; none where they were not run. `sha256` gives the fingerprint of bytes.
    pub fn of(answer: &Answer, sha256: fn(&[u8]) -> String) -> Option<Self> {
        let found = answer.studies.as_ref()?;
        let Closer { focus, goal } = found.closer.clone();
        let results_sha256 = sha256(studies::text(found, &answer.scenario).as_bytes());
        Some(Self { focus, goal_share: goal.share, goal_days: goal.days, results_sha256 })
    }
}

/// The headline numbers of an answer.
pub fn headlines(answer: &Answer) -> BTreeMap<String, BTreeMap<String, [Option<f64>; 3]>> {
    let finite = |value: f64| value.is_finite().then_some(value);
    let summary = &answer.summary;
    let of_option = |option: usize| {
        let numbers = |key: &str| {
            let estimate = summary.estimate(option, key)?;
            Some((key.to_owned(), [estimate.mean, estimate.low, estimate.high].map(finite)))
        };
        HEADLINES.iter().filter_map(|key| numbers(key)).collect()
    };
    summary.options.iter().enumerate().map(|(index, option)| (option.id.clone(), of_option(index))).collect()
}

/// All results as a text, to the last digit: what their fingerprint is taken of.
pub fn results_text(answer: &Answer) -> String {
    let summary = &answer.summary;
    let mut out = format!("{} replications\n", summary.replications);
    let line = |out: &mut String, what: &str, estimate: &Estimate| {
        let Estimate { mean, standard_error, low, high, p05, p25, p50, p75, p95 } = estimate;
        // Writing to a text in memory cannot fail.
        let _ = writeln!(out, "{what} {mean:?} {standard_error:?} {low:?} {high:?} {p05:?} {p25:?} {p50:?} {p75:?} {p95:?}");
    };
    for (index, option) in summary.options.iter().enumerate() {
        let _ = writeln!(out, "option {}", option.id);
        for (spec, estimate) in summary.measures.iter().zip(&option.measures) {
            line(&mut out, &spec.key, estimate);
        }
        for home in &option.homes {
            for (spec, estimate) in summary.home_measures.iter().zip(&home.measures) {
                line(&mut out, &format!("{} {}", home.id, spec.key), estimate);
            }
        }
        for (spec, difference) in summary.measures.iter().zip(summary.differences(index).unwrap_or_default()) {
            let _ = writeln!(out, "difference {} {:?} {:?} {:?}", spec.key, difference.mean, difference.low, difference.high);
        }
        for of in &option.occupancy_distributions {
            let _ = writeln!(out, "occupancy {} {:?}", of.key, of.shares);
        }
        for series in &option.quarterly {
            let means: Vec<f64> = series.points.iter().map(|point| point.mean).collect();
            let _ = writeln!(out, "quarterly {} {means:?}", series.key);
        }
    }
    line(&mut out, "boroughs without request", &summary.boroughs.without_request);
    line(&mut out, "boroughs above twelve requests", &summary.boroughs.above_twelve_requests);
    out
}

impl Manifest {
    /// The manifest as the text of a file.
    pub fn text(&self) -> String {
        // Writing plain data to memory has no way to fail; nothing a user or a disk does comes into it.
        let mut text = serde_json::to_string_pretty(self).expect("a manifest is plain data, which always has a text");
        text.push('\n');
        text
    }
}
