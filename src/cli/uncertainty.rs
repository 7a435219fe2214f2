//! `sufficiency uncertainty`: chance and not knowing, apart.

use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write as _};
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use clap::Args;
use serde_json::{Value, json};

use super::run::{Prepared, check_json, prepare, say};
use super::{Failure, PlayArgs};
use crate::analysis::uncertainty::{Levels, LevelsAsk, Split, judged_measures, levels};
use crate::analysis::{MeasureSpec, Progress};
use crate::model::validate::did_you_mean;
use crate::model::{ParameterId, ValidScenario};
use crate::report::uncertain::{draws_sentence, mean, value};

/// What `uncertainty` takes. `--replications` is the futures of each draw: 50 unless given.
#[derive(Debug, Args)]
pub struct UncertaintyArgs {
    #[command(flatten)]
    play: PlayArgs,
    /// Most draws of the uncertain figures
    #[arg(long, value_name = "N", default_value_t = 200, value_parser = clap::value_parser!(u32).range(2..=100_000))]
    draws: u32,
    /// Measure that is printed
    #[arg(long, value_name = "KEY", default_value = "welfare_placed_share")]
    measure: String,
    /// End as soon as the mean of the measure is known to this half-width (95%) for every option, in the measure's own unit
    #[arg(long, value_name = "X", allow_negative_numbers = true)]
    within: Option<f64>,
    /// Write everything as JSON to this file; '-' prints it in place of the table
    #[arg(long, value_name = "PATH")]
    json: Option<PathBuf>,
}

/// Futures of each draw, unless given.
const FUTURES: u32 = 50;

/// Draws figures and says how much of the spread each kind causes.
pub fn uncertainty(args: &UncertaintyArgs) -> Result<(), Failure> {
    let prepared = prepare(&args.play)?;
    let scenario = &prepared.scenario;
    check_ranges(scenario)?;
    let spec = judged(scenario, &args.measure)?;
    check_json(args.json.as_deref(), &args.play.file)?;
    if args.within.is_some_and(|within| within.is_nan() || within <= 0.0) {
        return Err(Failure::call("--within must be above 0, in the measure's own unit: 0.005 is half a percentage point"));
    }
    let ask = LevelsAsk {
        options: prepared.options.clone(),
        baseline: prepared.baseline,
        ranges: scenario.ranges.clone(),
        draws: args.draws,
        futures: args.play.replications.unwrap_or(FUTURES),
        until: args.within.map(|within| (args.measure.clone(), within)),
    };
    let stop = AtomicBool::new(false);
    let found = levels(scenario, &ask, usize::from(args.play.threads), &stop, &mut |progress, _| tell(progress, "draws"));
    told();
    say(args.json.as_deref(), || format!("{:#}\n", document(&prepared, &found)), || text(scenario, &found, &spec))
}

/// A scenario without ranges has nothing to draw.
pub fn check_ranges(scenario: &ValidScenario) -> Result<(), Failure> {
    if scenario.ranges.is_empty() {
        return Err(Failure::scenario(
            "this scenario gives no ranges, so nothing in it counts as uncertain; add low, central and high values under 'ranges', as the \
             scenarios supplied have them",
        ));
    }
    Ok(())
}

/// The measure with a key, among those that options are judged by.
pub fn judged(scenario: &ValidScenario, key: &str) -> Result<MeasureSpec, Failure> {
    let measures = judged_measures(scenario);
    measures.iter().find(|measure| measure.key == key).cloned().ok_or_else(|| {
        let keys = || measures.iter().map(|measure| measure.key.as_str());
        let hint = match did_you_mean(key, keys()) {
            Some(other) => format!("did you mean '{other}'?"),
            None => format!("options are judged by {}", keys().collect::<Vec<_>>().join(", ")),
        };
        Failure::call(format!("there is no measure '{key}' to judge by; {hint}"))
    })
}

/// Says how far an analysis is, where somebody watches.
pub fn tell(progress: Progress, what: &str) {
    let mut errors = io::stderr();
    if errors.is_terminal() {
        // A terminal that takes no more text should not end the analysis.
        let _ = write!(errors, "\r{} of {} {what}    ", progress.done, progress.wanted).and_then(|()| errors.flush());
    }
}

/// Clears what was said of progress.
pub fn told() {
    let mut errors = io::stderr();
    if errors.is_terminal() {
        let _ = write!(errors, "\r{:40}\r", "").and_then(|()| errors.flush());
    }
}

fn text(scenario: &ValidScenario, found: &Levels, spec: &MeasureSpec) -> String {
    let width = found.options.iter().map(|option| scenario.options[*option].id.len()).max().unwrap_or(0);
    let mut out = format!("{}: {}\n\n{}\n", scenario.name, draws_sentence(found), spec.label);
    // Writing to a text in memory cannot fail.
    let _ = writeln!(out, "{:width$}{:>18}{:>16}{:>18}{:>18}", "", "mean", "all futures", "not knowing only", "variance due to");
    let _ = writeln!(out, "{:width$}{:>18}{:>16}{:>18}{:>18}", "", "± its error", "9 in 10", "9 in 10", "not knowing");
    for (place, option) in found.options.iter().enumerate() {
        let Some(split) = found.value(place, &spec.key) else { continue };
        let between = |low: f64, high: f64| format!("{}–{}", value(spec.unit, low), value(spec.unit, high));
        let knowing = if split.mean.is_nan() { "–".to_owned() } else { format!("{:.0}%", 100.0 * (1.0 - split.chance_share())) };
        let _ = writeln!(
            out,
            "{:width$}{:>18}{:>16}{:>18}{:>18}",
            scenario.options[*option].id,
            mean(spec.unit, split),
            between(split.total_low, split.total_high),
            between(split.knowing_low, split.knowing_high),
            knowing
        );
    }
    out
}

/// Assumed figures that are not drawn, and why.
fn without_range(scenario: &ValidScenario) -> Value {
    let without = ParameterId::of(scenario).filter(|id| id.is_assumed(scenario) && !id.has_range(scenario));
    without.map(|id| (id.path(), json!(id.without_range()))).collect::<serde_json::Map<_, _>>().into()
}

fn document(prepared: &Prepared, found: &Levels) -> Value {
    let scenario = &prepared.scenario;
    let split = |split: &Split| {
        json!({
            "mean": split.mean, "half_width": split.half_width, "chance_sd": split.chance_sd, "not_knowing_sd": split.knowing_sd,
            "not_knowing_p05": split.knowing_low, "not_knowing_p95": split.knowing_high,
            "total_p05": split.total_low, "total_p95": split.total_high,
        })
    };
    let by_key = |row: &[Split]| -> Value {
        found.measures.iter().zip(row).map(|(measure, value)| (measure.key.clone(), split(value))).collect::<serde_json::Map<_, _>>().into()
    };
    let width = found.measures.len().max(1);
    let options = found.options.iter().zip(found.values.chunks(width)).zip(found.differences.chunks(width));
    let options = options.map(|((option, values), differences)| {
        json!({ "id": scenario.options[*option].id, "measures": by_key(values), "differences": by_key(differences) })
    });
    json!({
        "version": env!("CARGO_PKG_VERSION"),
        "scenario": { "name": scenario.name, "sha256": prepared.sha256 },
        "seed": scenario.run.seed,
        "baseline": found.options.get(found.baseline).map(|option| &scenario.options[*option].id),
        "figures": found.figures.iter().map(|id| id.path()).collect::<Vec<_>>(),
        "assumed_without_range": without_range(scenario),
        "draws": found.draws, "futures_each": found.futures, "cut": found.cut, "beyond": found.beyond, "set_aside": found.set_aside,
        "options": options.collect::<Vec<_>>(),
    })
}
