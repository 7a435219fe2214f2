//! What a pack claims: from which file, with which seed and version, which numbers, and the fingerprint of every file in it.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::{Deserialize, Serialize};

use super::Answer;
use crate::analysis::Estimate;

/// Name of the manifest in a pack.
pub const MANIFEST: &str = "manifest.json";
/// Name of the scenario file in a pack.
pub const SCENARIO: &str = "scenario.ron";
/// The version of the manifest that this program writes.
pub const MANIFEST_VERSION: u32 = 1;

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
    /// Mean, lower and upper end of the 95% interval by option and measure; `null` where there is no value.
    pub headlines: BTreeMap<String, BTreeMap<String, [Option<f64>; 3]>>,
    /// SHA-256 of each other file of the pack.
    pub files: BTreeMap<String, String>,
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
