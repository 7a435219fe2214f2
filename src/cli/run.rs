//! `sufficiency run`: everything is checked before the first history is played.

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::{Failure, PlayArgs, RunArgs, json, list, load, print, table};
use crate::analysis::Experiment;
use crate::model::validate::{LONG_RUN_MINUTES, did_you_mean, run_minutes};
use crate::model::{Scenario, ValidScenario};
use crate::report::Answer;
use crate::store;

/// A run that has passed every check.
pub struct Prepared {
    /// The scenario as it will be run, with the numbers of the command line in it.
    pub scenario: ValidScenario,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Indices of the options to run.
    pub options: Vec<usize>,
    /// The place of the baseline among them.
    pub baseline: usize,
}

/// Reads and checks everything that a run needs.
pub fn prepare(args: &PlayArgs) -> Result<Prepared, Failure> {
    let loaded = load(&args.file)?;
    let scenario = with_arguments(&loaded.scenario, args)?;
    let (options, baseline) = choose(&scenario, args)?;
    check_length(args, &scenario, options.len())?;
    Ok(Prepared { scenario, sha256: loaded.sha256, options, baseline })
}

/// Refuses to play so many options of a scenario if that takes long and nobody has said that it may.
pub fn check_length(args: &PlayArgs, scenario: &Scenario, options: usize) -> Result<(), Failure> {
    let minutes = run_minutes(scenario, options);
    if minutes > LONG_RUN_MINUTES && !args.long {
        return Err(Failure::scenario(format!(
            "{}: this run would keep one core busy for about {minutes:.0} minutes; say --long to start it all the same, or reduce the \
             replications (--replications), the options (--option) or the years",
            args.file.display()
        )));
    }
    Ok(())
}

/// Runs a scenario and prints or writes the answer.
pub fn run(args: &RunArgs) -> Result<(), Failure> {
    let prepared = prepare(&args.play)?;
    check_json(args.json.as_deref(), &args.play.file)?;
    let answer = play(prepared, usize::from(args.play.threads));
    say(args.json.as_deref(), || json::document(&answer), || table::text(&answer))
}

fn unwritable(path: &Path, error: &store::SaveError) -> Failure {
    Failure::call(format!("{}: {error}", path.display()))
}

/// Whether the JSON can be written where it is to go: better known now than after the wait. No scenario is lost to it, least of all the one
/// that is run.
pub fn check_json(path: Option<&Path>, scenario: &Path) -> Result<(), Failure> {
    let Some(path) = path.filter(|path| *path != Path::new("-")) else { return Ok(()) };
    let is_named_so = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("ron"));
    if is_named_so || store::is_same_file(path, scenario) {
        let what = if is_named_so { "a name that ends in .ron is a scenario's" } else { "this is the scenario itself" };
        return Err(Failure::call(format!("{}: {what}; give the results another name, such as results.json", path.display())));
    }
    store::check_writable(path).map_err(|error| unwritable(path, &error))
}

/// Prints the text and writes the JSON where it is to go; `-` prints the JSON in place of the text.
pub fn say(path: Option<&Path>, json: impl Fn() -> String, text: impl Fn() -> String) -> Result<(), Failure> {
    if path == Some(Path::new("-")) {
        return print(&json());
    }
    let written = path.map_or(Ok(()), |path| store::write_whole(path, json().as_bytes()).map_err(|error| unwritable(path, &error)));
    // A disk that fills up while the run goes on should not take the tables with it.
    print(&text())?;
    written
}

/// The scenario with the numbers of the command line in place of its own, checked again.
fn with_arguments(scenario: &ValidScenario, args: &PlayArgs) -> Result<ValidScenario, Failure> {
    let mut changed = Scenario::clone(scenario);
    changed.run.replications = args.replications.unwrap_or(changed.run.replications);
    changed.run.seed = args.seed.unwrap_or(changed.run.seed);
    ValidScenario::new(Arc::new(changed)).map_err(|problems| {
        let what = format!("{}, with the numbers of the command line", args.file.display());
        Failure::scenario(list(&what, "problem", problems.iter()))
    })
}

/// Indices of the options to run, in the order of the scenario, and the place of the baseline among them.
fn choose(scenario: &Scenario, args: &PlayArgs) -> Result<(Vec<usize>, usize), Failure> {
    let index = |id: &String| {
        scenario.options.iter().position(|option| option.id == *id).ok_or_else(|| {
            let ids = || scenario.options.iter().map(|option| option.id.as_str());
            let hint = match did_you_mean(id, ids()) {
                Some(other) => format!("did you mean '{other}'?"),
                None => format!("its options are {}", ids().collect::<Vec<_>>().join(", ")),
            };
            Failure::call(format!("{} has no option '{id}'; {hint}", args.file.display()))
        })
    };
    let mut options = args.options.iter().map(index).collect::<Result<Vec<_>, _>>()?;
    if options.is_empty() {
        options.extend(0..scenario.options.len());
    }
    let baseline = args.baseline.as_ref().map(index).transpose()?;
    // A baseline is worth naming only if it is run.
    options.extend(baseline);
    options.sort_unstable();
    options.dedup();
    let baseline = baseline.and_then(|baseline| options.iter().position(|option| *option == baseline)).unwrap_or(0);
    Ok((options, baseline))
}

/// Plays all replications, and says how far it is where somebody watches.
pub fn play(prepared: Prepared, threads: usize) -> Answer {
    let Prepared { scenario, sha256, options, baseline } = prepared;
    let total = scenario.run.replications;
    let stop = AtomicBool::new(false);
    let mut experiment = Experiment::new(&scenario, &options, baseline, threads);
    let mut errors = io::stderr();
    if errors.is_terminal() {
        // Steps long enough to keep every thread busy, short enough to be seen.
        let step = (total / 50).max(16);
        let mut done = 0_u32;
        while done < total {
            done = done.saturating_add(step).min(total);
            experiment.advance(done, &stop);
            // A terminal that takes no more text should not end the run.
            let _ = write!(errors, "\r{done} of {total} replications").and_then(|()| errors.flush());
        }
        let _ = write!(errors, "\r{:40}\r", "").and_then(|()| errors.flush());
    } else {
        experiment.advance(total, &stop);
    }
    let summary = experiment.summary();
    Answer::new(scenario, sha256, summary)
}
