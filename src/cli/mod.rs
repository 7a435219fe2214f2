//! The command line: `check` a scenario, `run` it, weigh it by its `criteria`, `diff` two, `report` on one, `verify` a pack, or open the window. Results go to standard output, everything else to standard error.

mod beds;
mod boroughs;
mod cost;
mod criteria;
mod diff;
mod drivers;
mod json;
mod report;
mod restrictions;
mod run;
mod selftest;
mod table;
mod uncertainty;
mod unknown;
mod verify;

use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::app;
use crate::model::validate::{did_you_mean, permitted};
use crate::model::{FORMAT_VERSION, Membership, ParameterId};
use crate::store::{self, FileProblem, LoadError, LoadedScenario, SHIPPED, shipped};

/// How the program was called.
#[derive(Debug, Parser)]
#[command(
    name = "sufficiency",
    version,
    about = "Is London's provision of secure placements for children enough?",
    long_about = "Is London's provision of secure placements for children enough? Describes demand and provision, plays both many times \
                  with the same children, and says how many requests are placed, how long children wait and how far from home they are.\n\n\
                  Without a command it opens the window.",
    after_help = EXIT_CODES,
    args_conflicts_with_subcommands = true
)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    /// Scenario file to open in the window
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
}

const EXIT_CODES: &str = "Exit codes: 0 all is well; 1 something in the scenario is wrong; 2 a file cannot be read or written, or the call is not \
                          understood.";

const FILE_HELP: &str = "Scenario file, or the name of a scenario supplied: london-review, homes-as-they-really-run, scotland-closes-2030, \
                         police-custody, rising-requests, start-from-today";

#[derive(Debug, Subcommand)]
enum Command {
    /// Play a scenario and print what each option achieves
    #[command(after_help = EXIT_CODES)]
    Run(RunArgs),
    /// Make an option larger and smaller and print the smallest provision that meets a goal
    #[command(after_help = EXIT_CODES, mut_arg("baseline", |arg| arg.hide(true)))]
    Beds(beds::BedsArgs),
    /// Print how the answer depends on the one thing that the review's figures cannot tell: how many withdrawn requests needed a bed
    #[command(after_help = EXIT_CODES, mut_arg("baseline", |arg| arg.hide(true)))]
    Unknown(unknown::UnknownArgs),
    /// Play a scenario and print what each option costs, who pays, and where the answer turns
    #[command(after_help = EXIT_CODES)]
    Cost(CostArgs),
    /// Draw the uncertain figures and say how much of the spread is chance, and how much is not knowing
    #[command(after_help = EXIT_CODES)]
    Uncertainty(uncertainty::UncertaintyArgs),
    /// Say what would change the answer: figures one at a time and together, where the choice turns, other worlds, what to find out
    #[command(after_help = EXIT_CODES)]
    Drivers(drivers::DriversArgs),
    /// Check a scenario file and print everything that is wrong in it, with the place and the permitted range
    #[command(after_help = EXIT_CODES)]
    Check {
        #[arg(value_name = "FILE", help = FILE_HELP)]
        file: PathBuf,
    },
    /// Print every figure in which two scenarios or options differ, with both values and where they come from
    #[command(after_help = EXIT_CODES)]
    Diff(DiffArgs),
    /// Play a scenario and print what the review's eight criteria make of the options
    #[command(after_help = EXIT_CODES)]
    Criteria(CriteriaArgs),
    /// Print what each borough may expect and pay, with an option and as now, and where homes would be near
    #[command(after_help = EXIT_CODES)]
    Boroughs(BoroughsArgs),
    /// Write a committee pack: the paper, its charts and tables, and what is needed to check them
    #[command(after_help = EXIT_CODES)]
    Report(ReportArgs),
    /// Test the program on this machine, and whether a scenario is run long and often enough
    #[command(
        after_help = "Exit codes: 0 every check passes; 1 one does not; 2 a file cannot be read or written, or the call is not understood."
    )]
    Selftest(selftest::SelftestArgs),
    /// Play a pack again and say digit for digit whether what it claims still holds
    #[command(
        after_help = "Exit codes: 0 everything holds; 1 something does not; 2 the pack cannot be read, or the call is not understood."
    )]
    Verify {
        /// Folder of a pack, or the manifest.json in it
        #[arg(value_name = "PACK")]
        pack: PathBuf,
        /// Threads to use; 0 means one for each core. Results do not depend on it
        #[arg(long, value_name = "N", default_value_t = 0, allow_negative_numbers = true, value_parser = clap::value_parser!(u16).range(0..=1024))]
        threads: u16,
    },
}

/// What `diff` takes.
#[derive(Debug, Args)]
struct DiffArgs {
    #[arg(value_name = "A", help = FILE_HELP)]
    first: PathBuf,
    /// The file to compare it with; not needed to compare two options of one file
    #[arg(value_name = "B")]
    second: Option<PathBuf>,
    /// Compare only this option; given twice, the first with the second
    #[arg(long = "option", value_name = "ID")]
    options: Vec<String>,
}

/// The run behind an answer: which scenario, how many futures of which options.
#[derive(Clone, Debug, Args)]
struct PlayArgs {
    #[arg(value_name = "FILE", help = FILE_HELP)]
    file: PathBuf,
    /// Possible futures to simulate, in place of the scenario's own number
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = replications)]
    replications: Option<u32>,
    /// Seed, in place of the scenario's own: the same seed gives the same children
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = seed)]
    seed: Option<u64>,
    /// Threads to use; 0 means one for each core. Results do not depend on it
    #[arg(long, value_name = "N", default_value_t = 0, allow_negative_numbers = true, value_parser = clap::value_parser!(u16).range(0..=1024))]
    threads: u16,
    /// Only this option; give it again for more. Without it: every option, but for a report those that are hidden
    #[arg(long = "option", value_name = "ID")]
    options: Vec<String>,
    /// Option that the others are compared with; the first one, unless given
    #[arg(long, value_name = "ID")]
    baseline: Option<String>,
    /// Start the run even if it will take long
    #[arg(long)]
    long: bool,
}

fn replications(text: &str) -> Result<u32, String> {
    whole(text, ParameterId::Replications).and_then(|number| u32::try_from(number).map_err(|error| error.to_string()))
}

fn seed(text: &str) -> Result<u64, String> {
    whole(text, ParameterId::Seed)
}

/// A whole number within what the catalogue permits.
fn whole(text: &str, id: ParameterId) -> Result<u64, String> {
    let spec = id.spec();
    let number = text.trim().parse::<u64>().ok().filter(|number| (spec.min as u64..=spec.max as u64).contains(number));
    number.ok_or_else(|| format!("{} is expected", permitted(id)))
}

/// What `run` takes.
#[derive(Debug, Args)]
struct RunArgs {
    #[command(flatten)]
    play: PlayArgs,
    /// Write the results as JSON to this file; '-' prints them in place of the tables
    #[arg(long, value_name = "PATH")]
    json: Option<PathBuf>,
}

/// What `cost` takes.
#[derive(Debug, Args)]
struct CostArgs {
    #[command(flatten)]
    play: PlayArgs,
    /// Write the costs as JSON to this file; '-' prints them in place of the tables
    #[arg(long, value_name = "PATH")]
    json: Option<PathBuf>,
}

/// What `criteria` takes.
#[derive(Debug, Args)]
struct CriteriaArgs {
    #[command(flatten)]
    play: PlayArgs,
    /// Count all eight criteria in one sum, as the review publishes them; without it, money is set against the other six
    #[arg(long)]
    all_eight: bool,
    /// Write the answer as JSON to this file; '-', or no file, prints it in place of the tables
    #[arg(long, value_name = "PATH", num_args = 0..=1, default_missing_value = "-")]
    json: Option<PathBuf>,
}

/// What `boroughs` takes.
#[derive(Debug, Args)]
struct BoroughsArgs {
    #[command(flatten)]
    play: PlayArgs,
    /// Only this borough, by its name
    #[arg(long, value_name = "NAME")]
    borough: Option<String>,
    /// How what is run together is shared, in place of the scenario's own rule
    #[arg(long, value_parser = Membership::RULES.map(|(word, _)| word))]
    rule: Option<String>,
    /// Nobody pays more than so many times the equal share, in place of the scenario's own cap
    #[arg(long, value_name = "TIMES", allow_negative_numbers = true)]
    cap: Option<f64>,
    /// Print the results as JSON
    #[arg(long)]
    json: bool,
}

/// What `report` takes.
#[derive(Debug, Args)]
struct ReportArgs {
    #[command(flatten)]
    play: PlayArgs,
    /// Folder for the pack; made if it is not there
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// A summary on two pages in place of the full annex
    #[arg(long)]
    short: bool,
    /// Leave the long analyses out: the paper says NOT PROVIDED where they would stand
    #[arg(long)]
    quick: bool,
    /// Option that the long analyses look at closely; the one with the fewest places that comes near the best, unless given
    #[arg(long, value_name = "ID")]
    focus: Option<String>,
    #[command(flatten)]
    goal: beds::GoalArgs,
    /// Mark every page public
    #[arg(long, conflicts_with = "exempt")]
    public: bool,
    /// Mark every page exempt from publication
    #[arg(long)]
    exempt: bool,
    /// Put the pack in the place of the one in the folder
    #[arg(long)]
    replace: bool,
}

/// Why the program ends early: what to say and the exit code.
#[derive(Debug, PartialEq, Eq)]
struct Failure {
    message: String,
    code: u8,
}

impl Failure {
    /// Something in the scenario is wrong.
    fn scenario(message: impl Into<String>) -> Self {
        Self { message: message.into(), code: 1 }
    }

    /// A file cannot be read or written, or the call is not understood.
    fn call(message: impl Into<String>) -> Self {
        Self { message: message.into(), code: 2 }
    }
}

/// Does what the command line asks; returns the exit code.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let outcome = match cli.command {
        // Where no window can say it, what is wrong with the file comes first.
        None => app::run(cli.file.clone()).map_err(|why| match cli.file.and_then(|file| load(&file).err()) {
            Some(of_file) => Failure::call(format!("{}\n{why}", of_file.message)),
            None => Failure::call(why),
        }),
        Some(Command::Check { file }) => check(&file),
        Some(Command::Run(args)) => run::run(&args),
        Some(Command::Beds(args)) => beds::beds(&args),
        Some(Command::Unknown(args)) => unknown::unknown(&args),
        Some(Command::Cost(args)) => cost::cost(&args),
        Some(Command::Uncertainty(args)) => uncertainty::uncertainty(&args),
        Some(Command::Drivers(args)) => drivers::drivers(&args),
        Some(Command::Diff(args)) => diff::diff(&args),
        Some(Command::Criteria(args)) => criteria::criteria(&args),
        Some(Command::Boroughs(args)) => boroughs::boroughs(&args),
        Some(Command::Report(args)) => report::report(&args),
        Some(Command::Selftest(args)) => selftest::selftest(&args),
        Some(Command::Verify { pack, threads }) => verify::verify(&pack, threads),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            // Nobody is left to tell if standard error is closed.
            let _ = writeln!(io::stderr(), "{}", failure.message);
            ExitCode::from(failure.code)
        }
    }
}

fn check(file: &Path) -> Result<(), Failure> {
    let loaded = load(file)?;
    let (scenario, options) = (&loaded.scenario, loaded.scenario.options.len());
    let text = format!(
        "{}: nothing is wrong ('{}', {})\n",
        file.display(),
        scenario.name,
        if options == 1 { "1 option".to_owned() } else { format!("{options} options") }
    );
    print(&text)?;
    let mut notices = store::warnings::personal_data(scenario);
    if let Ok(bytes) = bytes_of(file)
        && let Ok(text) = std::str::from_utf8(&bytes)
    {
        notices.extend(store::warnings::remarks(text));
    }
    let older = (loaded.version < FORMAT_VERSION)
        .then(|| format!("{}: written in format version {}; it is saved in version {FORMAT_VERSION}\n", file.display(), loaded.version));
    let warned = (!notices.is_empty()).then(|| {
        let what = format!("{}, to be known", file.display());
        format!("{}\n", list(&what, "warning", notices.iter().map(drawn)))
    });
    // As with every other sentence on standard error, nobody is left to tell if it is closed.
    let _ = io::stderr().write_all((older.unwrap_or_default() + &warned.unwrap_or_default()).as_bytes());
    Ok(())
}

/// The bytes at a path, or of the scenario supplied under that name where there is no such file.
fn bytes_of(file: &Path) -> Result<Vec<u8>, LoadError> {
    match (store::read_bytes(file), shipped(&file.to_string_lossy())) {
        (Err(LoadError::Missing), Some(supplied)) => Ok(supplied.text.as_bytes().to_vec()),
        (bytes, _) => bytes,
    }
}

/// The scenario at a path, or the one supplied under that name where there is no such file.
fn load(file: &Path) -> Result<LoadedScenario, Failure> {
    let name = file.to_string_lossy();
    bytes_of(file).and_then(|bytes| store::load_bytes(&bytes)).map_err(|error| match error {
        LoadError::Problems(problems) => Failure::scenario(list(&name, "problem", problems.iter().map(drawn))),
        LoadError::Missing => {
            let hint = did_you_mean(&name, SHIPPED.iter().map(|supplied| supplied.id));
            let hint = hint.map(|id| format!("; did you mean '{id}', which is supplied with the program?")).unwrap_or_default();
            Failure::call(format!("{name}: {error}{hint}"))
        }
        error => Failure::call(format!("{name}: {error}")),
    })
}

/// Problems one below the other, under a line that counts them.
fn list<P: std::fmt::Display>(what: &str, kind: &str, problems: impl ExactSizeIterator<Item = P>) -> String {
    let count = match problems.len() {
        1 => format!("1 {kind}"),
        count => format!("{count} {kind}s"),
    };
    problems.fold(format!("{what}: {count}"), |text, problem| format!("{text}\n  {problem}"))
}

/// A problem of a file, with the line it stands in and the place marked.
fn drawn(problem: &FileProblem) -> String {
    let lines = problem.drawn.iter().flat_map(|drawn| drawn.lines());
    lines.fold(problem.to_string(), |text, line| format!("{text}\n      {line}"))
}

/// Prints a result. A reader who has seen enough and gone (`| head`) is no failure.
fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failure::call(format!("the results cannot be printed ({error})"))),
        _ => Ok(()),
    }
}
