//! `sufficiency run`: everything is checked before the first history is played.

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::{Failure, RunArgs, json, list, load, print, table};
use crate::analysis::{Experiment, Summary};
use crate::model::validate::did_you_mean;
use crate::model::{Scenario, ValidScenario};
use crate::report::Answer;
use crate::store;

/// Runs a scenario and prints or writes the answer.
pub fn run(args: &RunArgs) -> Result<(), Failure> {
    let loaded = load(&args.file)?;
    let scenario = with_arguments(&loaded.scenario, args)?;
    let (options, baseline) = choose(&scenario, args)?;
    let to_stdout = args.json.as_deref() == Some(Path::new("-"));
    let json_path = args.json.as_deref().filter(|_| !to_stdout);
    let unwritable = |path: &Path, error: store::SaveError| Failure::call(format!("{}: {error}", path.display()));
    if let Some(path) = json_path {
        // Better now than after the wait.
        store::check_writable(path).map_err(|error| unwritable(path, error))?;
    }
    let summary = play(&scenario, &options, baseline, usize::from(args.threads));
    let answer = Answer::new(scenario, loaded.sha256, summary);
    if to_stdout {
        return print(&json::document(&answer));
    }
    let written = json_path
        .map_or(Ok(()), |path| store::write_whole(path, json::document(&answer).as_bytes()).map_err(|error| unwritable(path, error)));
    // A disk that fills up while the run goes on should not take the tables with it.
    print(&table::text(&answer))?;
    written
}

/// The scenario with the numbers of the command line in place of its own, checked again.
fn with_arguments(scenario: &ValidScenario, args: &RunArgs) -> Result<ValidScenario, Failure> {
    let mut changed = Scenario::clone(scenario);
    changed.run.replications = args.replications.unwrap_or(changed.run.replications);
    changed.run.seed = args.seed.unwrap_or(changed.run.seed);
    ValidScenario::new(Arc::new(changed)).map_err(|problems| {
        let what = format!("{}, with the numbers of the command line", args.file.display());
        Failure::scenario(list(&what, problems.iter()))
    })
}

/// Indices of the options to run, in the order of the scenario, and the place of the baseline among them.
fn choose(scenario: &Scenario, args: &RunArgs) -> Result<(Vec<usize>, usize), Failure> {
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
fn play(scenario: &ValidScenario, options: &[usize], baseline: usize, threads: usize) -> Summary {
    let total = scenario.run.replications;
    let stop = AtomicBool::new(false);
    let mut experiment = Experiment::new(scenario, options, baseline, threads);
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
    experiment.summary()
}
