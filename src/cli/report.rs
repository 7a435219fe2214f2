//! `sufficiency report`: a committee pack, whole or not at all.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use super::run::{Prepared, play, prepare};
use super::uncertainty::{tell, told};
use super::{Failure, PlayArgs, ReportArgs, load, print};
use crate::model::validate::did_you_mean;
use crate::report::Answer;
use crate::report::manifest::MANIFEST;
use crate::report::pack::{self, Choices, Contents, PackError, pack};
use crate::report::paper::{Length, Publication};
use crate::report::studies::Closer;
use crate::store::{self, LoadError, shipped};

/// Writes a pack.
pub fn report(args: &ReportArgs) -> Result<(), Failure> {
    let choices = Choices {
        publication: match (args.public, args.exempt) {
            (true, _) => Publication::Public,
            (_, true) => Publication::Exempt,
            _ => Publication::Undecided,
        },
        length: if args.short { Length::Summary } else { Length::Full },
        left_out: BTreeSet::new(),
    };
    let name = args.play.file.to_string_lossy();
    let of_pack = |error: PackError| Failure::scenario(format!("{name}: {error}"));
    let of_folder = |error: store::FolderError| Failure::call(format!("{}: {error}", args.out.display()));
    let prepared = prepare(&play_args(&args.play)?)?;
    // Better now than after the wait.
    pack::check(&prepared.scenario, &choices).map_err(of_pack)?;
    store::check_folder(&args.out, args.replace, MANIFEST).map_err(of_folder)?;
    let scenario_file = bytes(&args.play.file)?;
    if store::sha256(&scenario_file) != prepared.sha256 {
        return Err(Failure::call(format!("{name}: the file was changed while it was read; start again")));
    }
    let closer = closer(args, &prepared)?;
    let mut answer = play(prepared, usize::from(args.play.threads));
    if choices.length == Length::Full {
        answer = with_analyses(answer, (!args.quick).then_some(&closer), usize::from(args.play.threads));
    }
    let files = pack(&answer, Contents::of(&answer), &choices, &scenario_file, store::sha256, &mut |_| true).map_err(of_pack)?;
    store::write_folder(&args.out, &files, args.replace, MANIFEST).map_err(of_folder)?;
    let megabytes = files.iter().map(|(_, bytes)| bytes.len()).sum::<usize>() as f64 / 1e6;
    print(&format!("{}: {} files, {megabytes:.1} MB. {}.\n", args.out.display(), files.len(), choices.publication.mark()))
}

/// The option that the long analyses look at, if it is among those run, and the goal they ask for.
fn closer(args: &ReportArgs, prepared: &Prepared) -> Result<Closer, Failure> {
    let goal = args.goal.goal()?;
    let Some(focus) = &args.focus else { return Ok(Closer { focus: None, goal }) };
    let ids = || prepared.options.iter().map(|option| prepared.scenario.options[*option].id.as_str());
    if !ids().any(|id| id == focus) {
        let hint = match did_you_mean(focus, ids()) {
            Some(other) => format!("did you mean '{other}'?"),
            None => format!("the options are {}", ids().collect::<Vec<_>>().join(", ")),
        };
        return Err(Failure::call(format!("--focus: no option '{focus}' is in this report; {hint}")));
    }
    Ok(Closer { focus: Some(focus.clone()), goal })
}

/// The answer with what a full paper holds beside it, told on a terminal: the self-test, and the long analyses where they are wanted.
pub fn with_analyses(answer: Answer, closer: Option<&Closer>, threads: usize) -> Answer {
    let stop = AtomicBool::new(false);
    let answer = answer.tested(threads, &stop);
    let Some(closer) = closer else { return answer };
    let answer = answer.studied(closer, threads, &stop, &mut |progress| tell(progress, "parts of the long analyses"));
    told();
    answer
}

/// The run behind a pack: every option that is not hidden, unless some are named.
fn play_args(args: &PlayArgs) -> Result<PlayArgs, Failure> {
    let mut options = args.options.clone();
    if options.is_empty() {
        let loaded = load(&args.file)?;
        options.extend(loaded.scenario.options.iter().filter(|option| !option.hidden).map(|option| option.id.clone()));
        if options.is_empty() {
            let why = match loaded.scenario.options.len() {
                0 => "the scenario has no options; add one",
                _ => "every option is hidden; show one, or name those to report on with --option",
            };
            let message = format!("{}: {why}", args.file.display());
            return Err(Failure::scenario(message));
        }
    }
    Ok(PlayArgs { options, ..args.clone() })
}

/// The bytes of a scenario file, or of the scenario supplied under that name.
fn bytes(file: &Path) -> Result<Vec<u8>, Failure> {
    let name = file.to_string_lossy();
    match (store::read_bytes(file), shipped(&name)) {
        (Ok(bytes), _) => Ok(bytes),
        (Err(LoadError::Missing), Some(supplied)) => Ok(supplied.text.as_bytes().to_vec()),
        (Err(error), _) => Err(Failure::call(format!("{name}: {error}"))),
    }
}
