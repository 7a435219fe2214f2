//! The figures of a paper: how the options compare, and what each of them is like from day to day.

mod closely;
mod comparison;
mod flows;
pub mod futures;
mod moment;
mod occupancy;
mod over_time;
mod placements;
mod waits;
mod way;

pub use closely::{Weekly, fan_figure, monthly, openings};
pub use flows::{flow_figure, id_of as flow_id};
pub use moment::moment;
pub use occupancy::occupancy;
pub use over_time::{beds_over_time, waiting_over_time};
pub use waits::{waits, waits_figure, weeks, weeks_figure};
pub use way::way;

use super::figure::Figure;
use super::wording::{month, number, supported_decimals};
use super::{Answer, short_sha256, status};
use crate::analysis::{Estimate, MeasureUnit};
use crate::model::{Scenario, Stream};
use crate::sim::Player;

/// Figures that compare the options, and figures of each option by itself.
#[derive(Clone, Debug)]
pub struct Figures {
    /// All options in each.
    pub comparisons: Vec<Figure>,
    /// Figures of the long analyses, where they were run.
    pub studies: Vec<Figure>,
    /// Options by their index among those run: where requests go, and how full London beds are where there are any.
    pub options: Vec<(usize, Vec<Figure>)>,
}

impl Figures {
    /// Every figure, in the order of the paper.
    pub fn all(&self) -> impl Iterator<Item = &Figure> {
        self.comparisons.iter().chain(&self.studies).chain(self.options.iter().flat_map(|(_, figures)| figures))
    }
}

/// Every figure of an answer.
pub fn figures(answer: &Answer) -> Figures {
    let mut comparisons: Vec<Figure> = answer.streams().filter_map(|stream| placements::figure(answer, stream)).collect();
    comparisons.extend(comparison::figures(answer));
    comparisons.extend(super::costs::figures(answer));
    comparisons.extend(super::criteria::figures(answer));
    let options = 0..answer.summary.options.len();
    let mut player = Player::new(&answer.scenario);
    let of_option = |option: usize| {
        let beds = occupancy(&answer.scenario, &answer.summary, option, answer.streams());
        let beds = beds.map(|figure| figure.sourced(&answer.scenario, &answer.sha256));
        let figures = [flows::figure(answer, &mut player, option), over_time::figure(answer, &mut player, option), beds];
        let figures: Vec<Figure> = figures.into_iter().flatten().collect();
        (!figures.is_empty()).then_some((option, figures))
    };
    let studies = super::studies::figures(answer);
    let mut figures = Figures { comparisons, studies, options: options.filter_map(of_option).collect() };
    let of_options = figures.options.iter_mut().flat_map(|(_, figures)| figures);
    for figure in figures.comparisons.iter_mut().chain(&mut figures.studies).chain(of_options) {
        figure.written_text = answer.scenario.alternative_texts.get(&figure.id).cloned().unwrap_or_default();
    }
    figures
}

/// The line below each figure of an answer.
pub(super) fn source(answer: &Answer) -> String {
    source_of(answer, &replications(answer.summary.replications))
}

/// The same below a figure that rests on other runs than the answer: `runs` says on which.
pub(super) fn source_of(answer: &Answer, runs: &str) -> String {
    source_line(&answer.scenario, &answer.sha256, runs)
}

/// The line below each figure: which scenario and which run, and how far it has been assured.
pub fn source_line(scenario: &Scenario, sha256: &str, runs: &str) -> String {
    format!(
        "Source: scenario “{}” (file {}), seed {}, {runs}; Sufficiency Planner {}. {}.",
        scenario.name,
        short_sha256(sha256),
        scenario.run.seed,
        env!("CARGO_PKG_VERSION"),
        status(scenario.assurance.state)
    )
}

/// A number of replications with its noun.
pub fn replications(count: u32) -> String {
    if count == 1 { "1 replication".to_owned() } else { format!("{} replications", number(f64::from(count), 0)) }
}

/// Place and period, for the line below a title.
fn place_and_period(answer: &Answer) -> String {
    place_and_period_of(&answer.scenario)
}

/// The same of a scenario.
pub fn place_and_period_of(scenario: &Scenario) -> String {
    format!("London, {}", period_of(scenario))
}

/// The months reported.
pub fn period(answer: &Answer) -> String {
    period_of(&answer.scenario)
}

/// The months that a scenario reports.
pub fn period_of(scenario: &Scenario) -> String {
    let run = &scenario.run;
    let last = run.start.plus_months((run.horizon_years * 12.0).round() as i32 - 1);
    format!("{} to {}", month(run.start), month(last))
}

/// Where a stream, or all of them, stands in a sentence: “welfare requests”.
pub fn requests_of(stream: Option<Stream>) -> String {
    stream.map_or_else(|| "requests".to_owned(), |stream| format!("{} requests", super::findings::word(stream)))
}

/// A mean beside a row of a chart.
fn written(unit: MeasureUnit, estimate: &Estimate) -> String {
    let scale = if unit == MeasureUnit::Share { 100.0 } else { 1.0 };
    let (mean, half_width) = (estimate.mean * scale, (estimate.high - estimate.low) / 2.0 * scale);
    if !mean.is_finite() {
        return "no value".to_owned();
    }
    let decimals = supported_decimals(half_width).min(usize::from(mean.abs() < 99.95));
    format!("{}{}", number(mean, decimals), if unit == MeasureUnit::Share { "%" } else { "" })
}
