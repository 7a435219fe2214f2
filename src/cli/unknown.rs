//! `sufficiency unknown`: how the answer depends on how many of the withdrawn requests needed a bed.

use std::fmt::Write;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use clap::Args;
use serde::Serialize;

use super::beds::{GoalArgs, no_baseline, of_study, tell, wrapped};
use super::json::{self, Head, by_key};
use super::run::{Prepared, check_json, check_length, prepare, say};
use super::{Failure, PlayArgs};
use crate::analysis::Estimate;
use crate::analysis::beds::unknown::Ask;
use crate::analysis::beds::{Goal, Switch, Unknown, unknown as study};
use crate::model::{Scenario, Stream};
use crate::report::beds as words;

/// What `unknown` takes.
#[derive(Debug, Args)]
pub struct UnknownArgs {
    #[command(flatten)]
    play: PlayArgs,
    #[command(flatten)]
    goal: GoalArgs,
    /// Values to try, from few withdrawn requests that needed a bed to all of them
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u32).range(2..=100))]
    points: u32,
    /// Write the results as JSON to this file; '-' prints them in place of the tables
    #[arg(long, value_name = "PATH")]
    json: Option<PathBuf>,
}

/// Makes the study.
pub fn unknown(args: &UnknownArgs) -> Result<(), Failure> {
    let goal = args.goal.goal()?;
    no_baseline(&args.play)?;
    let prepared = prepare(&PlayArgs { long: true, ..args.play.clone() })?;
    let scenario = &prepared.scenario;
    check_length(&args.play, scenario, prepared.options.len() * args.points as usize)?;
    check_json(args.json.as_deref(), &args.play.file)?;
    let ask = Ask { points: args.points, futures: scenario.run.replications, options: prepared.options.clone() };
    let stop = AtomicBool::new(false);
    let found =
        study(scenario, &ask, usize::from(args.play.threads), &stop, &mut |progress, _| tell(progress)).map_err(of_study(&args.play))?;
    say(args.json.as_deref(), || document(&prepared, &found, goal), || text(scenario, &found, goal))
}

fn text(scenario: &Scenario, found: &Unknown, goal: Goal) -> String {
    let mut out = format!("{}: the one thing that the figures cannot tell\n", scenario.name);
    let _ =
        writeln!(out, "{} possible futures at each value, the same children for every option; seed {}\n", found.futures, scenario.run.seed);
    out.push_str(&wrapped(&words::unknown(found)));
    let _ = writeln!(out, "\nGoal: {}", words::goal(goal, Stream::Welfare));
    out.push_str(&wrapped(words::GENUINE));
    out.push('\n');
    for (place, index) in found.options.iter().enumerate().skip(1) {
        out.push_str(&wrapped(&words::switch(&scenario.options[*index].name, found.switch(place, goal), found)));
    }
    let _ = write!(out, "\n{:<34}", "Withdrawn requests that needed a bed");
    found.settings.iter().for_each(|setting| {
        let _ = write!(out, "{:>6}", format!("{:.0}%", setting.needed_share * 100.0));
    });
    let _ = write!(out, "\n{:<36}", "Agrees with the review");
    found.settings.iter().for_each(|setting| {
        let word = match setting.agrees {
            Some(true) => "yes",
            Some(false) => "no",
            None => "?",
        };
        let _ = write!(out, "{word:>6}");
    });
    for (place, index) in found.options.iter().enumerate() {
        let _ = write!(out, "\n{:<36}", scenario.options[*index].id.chars().take(35).collect::<String>());
        for setting in &found.settings {
            let cell = setting.points.get(place).map_or(f64::NAN, |point| point.access[Stream::Welfare.index()].met(goal).share.mean);
            let _ = write!(out, "{:>6}", if cell.is_finite() { format!("{:.0}%", cell * 100.0) } else { "–".to_owned() });
        }
    }
    out.push('\n');
    out
}

fn document(prepared: &Prepared, found: &Unknown, goal: Goal) -> String {
    #[derive(Serialize)]
    struct OptionEntry<'a> {
        id: &'a str,
        placed_in_london_in_time_share: Estimate,
        measures: json::Object<'a, &'a Estimate>,
    }
    #[derive(Serialize)]
    struct SettingEntry<'a> {
        withdrawn_that_needed_a_bed_share: f64,
        not_proceeding_share: f64,
        patience_days: f64,
        agrees_with_the_review: Option<bool>,
        options: Vec<OptionEntry<'a>>,
    }
    #[derive(Serialize)]
    struct SwitchEntry<'a> {
        option: &'a str,
        sentence: String,
        from_share: Option<f64>,
        low: Option<f64>,
        high: Option<f64>,
    }
    #[derive(Serialize)]
    struct Document<'a> {
        #[serde(flatten)]
        head: Head<'a>,
        withdrawn_per_year: f64,
        goal_share: f64,
        goal_days: u32,
        switching_values: Vec<SwitchEntry<'a>>,
        settings: Vec<SettingEntry<'a>>,
    }
    let scenario = &prepared.scenario;
    let id = |index: &usize| scenario.options[*index].id.as_str();
    let switches = found.options.iter().enumerate().skip(1).map(|(place, index)| {
        let switch = found.switch(place, goal);
        let (from_share, low, high) = match switch {
            Switch::From { share, low, high } => (Some(share), Some(low), Some(high)),
            _ => (None, None, None),
        };
        let sentence = words::switch(&scenario.options[*index].name, switch, found);
        SwitchEntry { option: id(index), sentence, from_share, low, high }
    });
    let settings = found.settings.iter().map(|setting| SettingEntry {
        withdrawn_that_needed_a_bed_share: setting.needed_share,
        not_proceeding_share: setting.not_proceeding_share,
        patience_days: setting.patience_days,
        agrees_with_the_review: setting.agrees,
        options: found
            .options
            .iter()
            .zip(&setting.points)
            .map(|(index, point)| OptionEntry {
                id: id(index),
                placed_in_london_in_time_share: point.access[Stream::Welfare.index()].met(goal).share,
                measures: by_key(&found.measures, &point.measures),
            })
            .collect(),
    });
    json::text(&Document {
        head: Head::new(prepared, found.futures),
        withdrawn_per_year: found.withdrawn_per_year,
        goal_share: goal.share,
        goal_days: goal.days,
        switching_values: switches.collect(),
        settings: settings.collect(),
    })
}
