//! `sufficiency beds`: an option larger and smaller, the smallest provision that meets a goal, and what restrictions cost.

use std::fmt::Write;
use std::io::{self, IsTerminal, Write as _};
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::json::{self, Head, by_key};
use super::run::{Prepared, check_json, check_length, prepare, say};
use super::{Failure, PlayArgs, restrictions as rules};
use crate::analysis::beds::restrictions::Ask as RestrictionsAsk;
use crate::analysis::beds::sweep::Ask;
use crate::analysis::beds::{Goal, MOST_DAYS, Met, Steps, StudyError, Sweep, Tried, Vary, erlang, restrictions, sweep};
use crate::analysis::costs::CostMeasure;
use crate::analysis::{Estimate, Progress};
use crate::model::{Scenario, Stream};
use crate::report::beds as words;
use crate::report::costs::estimate;

/// What may be varied.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Varied {
    /// Beds in each home
    Beds,
    /// Homes, each like those of the option
    Homes,
    /// Step-down places in all
    StepDown,
}

/// Whose beds are varied.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Whose {
    /// Welfare placements
    Welfare,
    /// Justice placements
    Justice,
}

/// A goal of access.
#[derive(Clone, Copy, Debug, Args)]
pub struct GoalArgs {
    /// Goal: this many in 100 genuine requests placed in London within the days of --days
    #[arg(long, value_name = "PERCENT", default_value_t = 80.0)]
    goal: f64,
    /// Days from request to placement that the goal allows
    #[arg(long, value_name = "N", default_value_t = 7, value_parser = clap::value_parser!(u32).range(0..=i64::from(MOST_DAYS)))]
    days: u32,
}

impl GoalArgs {
    /// The goal, if it is one.
    pub fn goal(self) -> Result<Goal, Failure> {
        if self.goal > 0.0 && self.goal < 1.0 {
            let percent = (self.goal * 1e8).round() / 1e6;
            Err(Failure::call(format!("--goal is a percentage, but is {}: write {percent} for {percent} in 100", self.goal)))
        } else if (0.0..=100.0).contains(&self.goal) {
            Ok(Goal { share: self.goal / 100.0, days: self.days })
        } else {
            Err(Failure::call(format!("--goal must be between 0 and 100, but is {}", self.goal)))
        }
    }
}

/// What `beds` takes.
#[derive(Debug, Args)]
pub struct BedsArgs {
    #[command(flatten)]
    play: PlayArgs,
    #[command(flatten)]
    goal: GoalArgs,
    /// What is varied
    #[arg(long, value_enum, default_value_t = Varied::Beds)]
    vary: Varied,
    /// Whose beds are varied, and whose requests the goal is about
    #[arg(long, value_enum, default_value_t = Whose::Welfare)]
    stream: Whose,
    /// Numbers to try: from..to, or from..to:step
    #[arg(long, value_name = "RANGE", value_parser = steps, default_value = "4..24:2")]
    try_numbers: Steps,
    /// Step-down places in all to try with each of the numbers: from..to, or from..to:step
    #[arg(long, value_name = "RANGE", value_parser = steps)]
    places: Option<Steps>,
    /// What each rule about who may have which bed costs, in place of larger and smaller options
    #[arg(long)]
    restrictions: bool,
    /// Write the results as JSON to this file; '-' prints them in place of the tables
    #[arg(long, value_name = "PATH")]
    json: Option<PathBuf>,
}

/// Reads a range of numbers.
fn steps(text: &str) -> Result<Steps, String> {
    let wrong = || format!("'{text}' is no range: write 4..24 or 4..24:2");
    let (range, step) = text.split_once(':').unwrap_or((text, "1"));
    let (from, to) = range.split_once("..").ok_or_else(wrong)?;
    let number = |text: &str| text.trim().parse::<u32>().map_err(|_| wrong());
    let steps = Steps { from: number(from)?, to: number(to)?, step: number(step)? };
    if steps.from > steps.to || steps.step == 0 {
        return Err(format!("'{text}' has no number in it: the first must not be above the last, nor the step be 0"));
    }
    Ok(steps)
}

/// A paragraph in lines of at most 100 characters, ending with a line feed.
pub fn wrapped(text: &str) -> String {
    let mut lines = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        let letters = word.chars().count();
        if length > 0 && length + 1 + letters > 100 {
            lines.push('\n');
            length = 0;
        } else if length > 0 {
            lines.push(' ');
            length += 1;
        }
        lines.push_str(word);
        length += letters;
    }
    lines.push('\n');
    lines
}

/// Says on a terminal how far a study is.
pub fn tell(progress: Progress) {
    let mut errors = io::stderr();
    if errors.is_terminal() {
        // A terminal that takes no more text should not end the run.
        let _ = write!(errors, "\r{} of {} possible futures", progress.done, progress.wanted).and_then(|()| errors.flush());
        if progress.done == progress.wanted {
            let _ = write!(errors, "\r{:40}\r", "").and_then(|()| errors.flush());
        }
    }
}

/// Why a study of a file cannot be made.
pub fn of_study(args: &PlayArgs) -> impl Fn(StudyError) -> Failure {
    move |error| Failure::scenario(format!("{}: {error}", args.file.display()))
}

/// A study plays no baseline, so one that is named would be passed over in silence.
pub fn no_baseline(args: &PlayArgs) -> Result<(), Failure> {
    match &args.baseline {
        Some(_) => Err(Failure::call("--baseline says nothing here: nothing is compared with it".to_owned())),
        None => Ok(()),
    }
}

/// Makes the study.
pub fn beds(args: &BedsArgs) -> Result<(), Failure> {
    let goal = args.goal.goal()?;
    no_baseline(&args.play)?;
    let prepared = prepare(&PlayArgs { long: true, ..args.play.clone() })?;
    let scenario = &prepared.scenario;
    let option = option_of(args, &prepared)?;
    check_json(args.json.as_deref(), &args.play.file)?;
    let (threads, stop, futures) = (usize::from(args.play.threads), AtomicBool::new(false), scenario.run.replications);
    if args.restrictions {
        check_length(&args.play, scenario, 7)?;
        let ask = RestrictionsAsk { option, futures };
        let found = restrictions(scenario, &ask, threads, &stop, &mut |progress, _| tell(progress)).map_err(of_study(&args.play))?;
        return say(args.json.as_deref(), || rules::document(&prepared, &found, goal), || rules::text(scenario, &found, goal));
    }
    let vary = match args.vary {
        Varied::Beds => Vary::BedsPerHome,
        Varied::Homes => Vary::Homes,
        Varied::StepDown => Vary::StepDownPlaces,
    };
    let stream = match args.stream {
        Whose::Welfare => Stream::Welfare,
        Whose::Justice => Stream::Justice,
    };
    let ask =
        Ask { option, stream, vary, numbers: args.try_numbers, step_down_places: args.places, beside: scenario.shown_options(), futures };
    let points = ask.numbers.numbers().count() * ask.step_down_places.map_or(1, |places| places.numbers().count());
    check_length(&args.play, scenario, points + ask.beside.len())?;
    let found = sweep(scenario, &ask, threads, &stop, &mut |progress, _| tell(progress)).map_err(of_study(&args.play))?;
    say(args.json.as_deref(), || sweep_json(&prepared, &found, goal), || sweep_text(scenario, &found, goal))
}

/// The option that is made larger and smaller: the one named, or the first that has a home.
fn option_of(args: &BedsArgs, prepared: &Prepared) -> Result<usize, Failure> {
    match (args.play.options.as_slice(), prepared.options.as_slice()) {
        ([], options) => {
            let with_home = |option: &&usize| !prepared.scenario.options[**option].homes.is_empty();
            Ok(options.iter().find(with_home).or(options.first()).copied().unwrap_or(0))
        }
        ([_], [option]) => Ok(*option),
        _ => Err(Failure::call("one option is made larger and smaller at a time; name one with --option".to_owned())),
    }
}

fn met(tried: &Tried, sweep: &Sweep, goal: Goal) -> Met {
    tried.point.access[sweep.ask.stream.index()].met(goal)
}

/// Occupancy of a point, and what theory says a pool of that size refuses at it.
fn occupancy(tried: &Tried, sweep: &Sweep) -> (f64, Option<f64>) {
    let key = format!("{}_occupancy", sweep.ask.stream.key());
    let estimate = |key: &str| sweep.measure_index(key).and_then(|index| tried.point.measures.get(index)).map(|estimate| estimate.mean);
    let occupancy = estimate(&key).filter(|mean| mean.is_finite()).or_else(|| estimate("occupancy")).unwrap_or(f64::NAN);
    (occupancy, erlang::refused_share_at_occupancy(tried.beds, occupancy))
}

fn sweep_text(scenario: &Scenario, found: &Sweep, goal: Goal) -> String {
    let option = &scenario.options[found.ask.option];
    let stream = found.ask.stream;
    let mut out = format!("{}: “{}” made larger and smaller\n", scenario.name, option.name);
    let _ = writeln!(out, "{} possible futures, the same children in each provision; seed {}", found.futures, scenario.run.seed);
    let _ = writeln!(out, "\nGoal: {}", words::goal(goal, stream));
    out.push_str(&wrapped(words::GENUINE));
    let _ = write!(out, "\n{}", wrapped(&words::answer(scenario, found, goal)));
    if let Some(cost) = words::cost_of_answer(scenario, found, goal) {
        out.push_str(&wrapped(&cost));
    }
    let _ = writeln!(
        out,
        "\n{:<30}{:>6}{:>7}{:>9}{:>8}{:>11}{:>18}{:>17}",
        words::axis(found.ask.vary, stream),
        "beds",
        "places",
        "in time",
        "futures",
        "occupancy",
        "no bed free",
        if scenario.costs.is_some() { "cost a year" } else { "" }
    );
    let key = format!("{}_all_full_share", stream.key());
    let mut line = |label: String, tried: &Tried, cost: Option<Estimate>| {
        let met = met(tried, found, goal);
        let (occupied, refused) = occupancy(tried, found);
        let full = found.measure_index(&key).and_then(|index| words::nights(tried.point.measures[index].mean)).unwrap_or_default();
        let percent = |share: f64| if share.is_finite() { format!("{:.0}%", share * 100.0) } else { "–".to_owned() };
        let (beds, places) = (tried.beds, tried.step_down_places);
        let full = if beds == 0 { "–".to_owned() } else { full };
        let _ = writeln!(
            out,
            "{:<30}{beds:>6}{places:>7}{:>9}{:>8}{:>11}{full:>18}{:>17}",
            label.chars().take(29).collect::<String>(),
            format!("{}±{:.1}", percent(met.share.mean), (met.share.high - met.share.low) * 50.0),
            percent(met.futures_share),
            match refused {
                Some(refused) => format!("{} ({})", percent(occupied), percent(refused)),
                None => percent(occupied),
            },
            cost.map_or_else(String::new, |cost| estimate(&cost, true)),
        );
    };
    found.tried.iter().for_each(|tried| line(tried.number.to_string(), tried, found.cost(scenario, tried, CostMeasure::PerYear)));
    for option in &found.options {
        line(scenario.options[option.0].id.clone(), &option.1, found.cost_of_option(scenario, option, CostMeasure::PerYear));
    }
    out.push('\n');
    out.push_str(&wrapped(
        "in time: share of genuine requests that meet the goal's days; futures: share of possible futures in which the goal is met; occupancy \
         is an outcome, not a goal: in brackets, what one pool of so many beds at that occupancy would turn away at once (Erlang's loss \
         formula)",
    ));
    if let Some(costs) = &scenario.costs {
        out.push_str(&wrapped(&words::cost_basis(costs.price_year)));
    }
    out
}

#[derive(Serialize)]
struct PointEntry<'a> {
    number: u32,
    beds: u32,
    step_down_places: u32,
    option: Option<&'a str>,
    placed_in_london_in_time_share: Estimate,
    futures_that_meet_the_goal_share: f64,
    refused_share_at_this_occupancy: Option<f64>,
    cost_per_year: Option<Estimate>,
    net_present_cost: Option<Estimate>,
    measures: json::Object<'a, &'a Estimate>,
}

fn entry<'a>(
    found: &'a Sweep,
    tried: &'a Tried,
    (option, goal): (Option<&'a str>, Goal),
    cost: &dyn Fn(CostMeasure) -> Option<Estimate>,
) -> PointEntry<'a> {
    let met = met(tried, found, goal);
    PointEntry {
        number: tried.number,
        beds: tried.beds,
        step_down_places: tried.step_down_places,
        option,
        placed_in_london_in_time_share: met.share,
        futures_that_meet_the_goal_share: met.futures_share,
        refused_share_at_this_occupancy: occupancy(tried, found).1,
        cost_per_year: cost(CostMeasure::PerYear),
        net_present_cost: cost(CostMeasure::NetPresent),
        measures: by_key(&found.measures, &tried.point.measures),
    }
}

fn sweep_json(prepared: &Prepared, found: &Sweep, goal: Goal) -> String {
    #[derive(Serialize)]
    struct Document<'a> {
        #[serde(flatten)]
        head: Head<'a>,
        option: &'a str,
        varied: String,
        goal_share: f64,
        goal_days: u32,
        answer: String,
        price_year: Option<u32>,
        smallest_on_average: Option<PointEntry<'a>>,
        smallest_in_nine_futures_of_ten: Option<PointEntry<'a>>,
        tried: Vec<PointEntry<'a>>,
        options: Vec<PointEntry<'a>>,
    }
    let scenario = &prepared.scenario;
    let of_tried = |tried| entry(found, tried, (None, goal), &|measure| found.cost(scenario, tried, measure));
    let options = found.options.iter().map(|option| {
        let id = &scenario.options[option.0].id;
        entry(found, &option.1, (Some(id), goal), &|measure| found.cost_of_option(scenario, option, measure))
    });
    json::text(&Document {
        head: Head::new(prepared, found.futures),
        option: &scenario.options[found.ask.option].id,
        varied: words::axis(found.ask.vary, found.ask.stream),
        goal_share: goal.share,
        goal_days: goal.days,
        answer: words::answer(scenario, found, goal),
        price_year: scenario.costs.as_ref().map(|costs| costs.price_year),
        smallest_on_average: found.smallest(goal).map(|smallest| of_tried(smallest.tried)),
        smallest_in_nine_futures_of_ten: found.smallest_in_nine_futures(goal).map(|smallest| of_tried(smallest.tried)),
        tried: found.tried.iter().map(of_tried).collect(),
        options: options.collect(),
    })
}
