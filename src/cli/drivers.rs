//! `sufficiency drivers`: what would change the answer.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use clap::Args;
use serde_json::{Value, json};

use super::run::{Prepared, check_json, prepare, say};
use super::uncertainty::{check_ranges, judged, tell, told};
use super::{Failure, PlayArgs};
use crate::analysis::MeasureSpec;
use crate::analysis::uncertainty::{
    Aim, Around, Change, Effect, Global, GlobalAsk, Quantity, Rule, Structural, Switching, SwitchingAsk, Variations, VariationsAsk, global,
    places, switching, variations,
};
use crate::report::uncertain::{chosen_sentence, signed_step, step, turning_sentence, value, worth_sentence};

/// What `drivers` takes. `--replications` is the futures of each variation: 200 unless given.
#[derive(Debug, Args)]
pub struct DriversArgs {
    #[command(flatten)]
    play: PlayArgs,
    /// Points of the global measure; each is played once for every uncertain figure and twice more
    #[arg(long, value_name = "N", default_value_t = 128, value_parser = clap::value_parser!(u32).range(2..=100_000))]
    points: u32,
    /// Measure by which an option is chosen
    #[arg(long, value_name = "KEY", default_value = "welfare_placed_share")]
    measure: String,
    /// Of options that come within so much of the best, in the measure's own unit, the one with fewest places is chosen
    #[arg(long, value_name = "X", default_value_t = 0.02, conflicts_with = "reach", allow_negative_numbers = true)]
    margin: f64,
    /// Choose the fewest places with which the measure is at least as good as this
    #[arg(long, value_name = "X", allow_negative_numbers = true)]
    reach: Option<f64>,
    /// While one figure is changed, keep the others in the middle of their ranges and not as the scenario has them
    #[arg(long)]
    central: bool,
    /// Write everything as JSON to this file; '-' prints it in place of the tables
    #[arg(long, value_name = "PATH")]
    json: Option<PathBuf>,
}

/// Futures of each variation, unless given.
const FUTURES: u32 = 200;
/// A point of the global measure has one future for so many of a variation: many points say more than long ones.
const FUTURES_OF_A_POINT: u32 = 10;

/// Everything found.
struct Found {
    spec: MeasureSpec,
    rule: Rule,
    variations: Variations,
    switching: Switching,
    global: Global,
    places: Vec<u32>,
}

/// Varies figures and worlds, and says what comes of it.
pub fn drivers(args: &DriversArgs) -> Result<(), Failure> {
    let prepared = prepare(&args.play)?;
    let scenario = &prepared.scenario;
    check_ranges(scenario)?;
    let spec = judged(scenario, &args.measure)?;
    check_json(args.json.as_deref(), &args.play.file)?;
    if args.margin.is_nan() || args.margin < 0.0 {
        return Err(Failure::call("--margin must be 0 or more, in the measure's own unit: 0.02 is two percentage points"));
    }
    let aim = args.reach.map_or(Aim::Best { margin: args.margin }, |level| Aim::Reach { level });
    let rule = Rule { measure: args.measure.clone(), aim };
    let futures = args.play.replications.unwrap_or(FUTURES);
    let (options, ranges) = (prepared.options.clone(), scenario.ranges.clone());
    let (threads, stop) = (usize::from(args.play.threads), AtomicBool::new(false));
    let around = if args.central { Around::Central } else { Around::Scenario };
    let ask = VariationsAsk { options: options.clone(), ranges: ranges.clone(), around, futures };
    let variations = variations(scenario, &ask, threads, &stop, &mut |progress, _| tell(progress, "variations"));
    let ask = SwitchingAsk { options: options.clone(), ranges: ranges.clone(), rule: rule.clone(), futures };
    let switching = switching(scenario, &ask, threads, &stop, &mut |progress, _| tell(progress, "figures for turns"));
    let ask = GlobalAsk { options: options.clone(), ranges, points: args.points, futures: (futures / FUTURES_OF_A_POINT).max(2) };
    let global = global(scenario, &ask, threads, &stop, &mut |progress, _| tell(progress, "points"));
    told();
    let places = places(scenario, &options);
    let found = Found { spec, rule, variations, switching, global, places };
    say(args.json.as_deref(), || format!("{:#}\n", document(&prepared, &found)), || text(&prepared, &found))
}

fn text(prepared: &Prepared, found: &Found) -> String {
    let (scenario, spec) = (&prepared.scenario, &found.spec);
    let mut out = format!("{}: what would change the answer\n", scenario.name);
    let effect = |change, place| found.variations.effect(change, place, &spec.key);
    let cell = |effect: Option<&Effect>| match effect {
        Some(effect) if effect.change.is_finite() => {
            format!("{} ±{}", signed_step(spec.unit, effect.change), step(spec.unit, effect.half_width))
        }
        _ => "–".to_owned(),
    };

    for (place, option) in found.variations.options.iter().enumerate() {
        let Some(unchanged) = effect(Change::None, place) else { continue };
        let shares = found.global.shares(Quantity::Option(place), &spec.key);
        // Writing to a text in memory cannot fail.
        let _ = writeln!(out, "\n{}, {}: {}", scenario.options[*option].id, spec.label, value(spec.unit, unchanged.mean));
        let _ = writeln!(out, "{:48}{:>26}{:>26}{:>24}", "one figure at a time", "low", "high", "all together: share");
        for (at, id) in found.global.figures.iter().enumerate() {
            let range = &scenario.ranges[id];
            let [at_low, at_high] = id.written_ends(range.low, range.high);
            let end = |change, at: &str| format!("{} at {at}", cell(effect(change, place)));
            let share = shares.get(at).map_or_else(
                || "–".to_owned(),
                |share| {
                    let [total, low, high] = share.total_of_100();
                    format!("{total:.0}% ({low:.0}–{high:.0})")
                },
            );
            let (low, high) = (end(Change::Low(*id), &at_low), end(Change::High(*id), &at_high));
            let _ = writeln!(out, "  {:46}{low:>26}{high:>26}{share:>24}", id.full_label());
        }
        for world in Structural::ALL {
            let _ = writeln!(out, "  {:46}{:>26}", world.label(), cell(effect(Change::World(world), place)));
        }
    }
    let _ = writeln!(out, "\nWhere the choice turns\n  {}", chosen_sentence(scenario, &found.switching, &found.rule, spec));
    for turning in &found.switching.figures {
        let _ = writeln!(out, "  {}", turning_sentence(scenario, &found.switching.options, turning));
    }
    if let Some(worth) = found.global.worth(&spec.key, found.rule.aim, &found.places) {
        let sentence = worth_sentence(scenario, &found.global.options, &found.global.figures, &worth);
        let _ = writeln!(out, "\nWhat finding out would be worth\n  {sentence}");
    }
    out
}

fn document(prepared: &Prepared, found: &Found) -> Value {
    let scenario = &prepared.scenario;
    let id_of = |place: usize| found.variations.options.get(place).map(|option| scenario.options[*option].id.as_str());
    let effects = |change: Change| -> Value {
        let of_option = |place: usize| {
            let measures = found.variations.measures.iter().filter_map(|measure| {
                let effect = found.variations.effect(change, place, &measure.key)?;
                Some((measure.key.clone(), json!({ "mean": effect.mean, "change": effect.change, "half_width": effect.half_width })))
            });
            Some((id_of(place)?.to_owned(), measures.collect::<serde_json::Map<_, _>>().into()))
        };
        (0..found.variations.options.len()).filter_map(of_option).collect::<serde_json::Map<_, _>>().into()
    };
    let shares = |at: usize| -> Value {
        let of_option = |place: usize| {
            let shares = found.global.shares(Quantity::Option(place), &found.spec.key);
            let share = shares.get(at)?;
            let value = json!({
                "first": share.first, "first_low": share.first_low, "first_high": share.first_high,
                "total": share.total, "total_low": share.total_low, "total_high": share.total_high,
            });
            Some((id_of(place)?.to_owned(), value))
        };
        (0..found.global.options.len()).filter_map(of_option).collect::<serde_json::Map<_, _>>().into()
    };
    let worth = found.global.worth(&found.spec.key, found.rule.aim, &found.places);
    let mean = |mean: &crate::analysis::uncertainty::worth::Mean| json!({ "mean": mean.value, "low": mean.low, "high": mean.high });
    let figure = |(at, id): (usize, &crate::model::ParameterId)| {
        let range = &scenario.ranges[id];
        let turning = found.switching.figures.iter().find(|turning| turning.figure == *id);
        let switches = turning.map(|turning| {
            let switch = |switch: &crate::analysis::uncertainty::Switch| {
                json!({
                    "at": switch.at, "low": switch.low, "high": switch.high, "certainty": switch.certainty,
                    "below": id_of(switch.below), "above": id_of(switch.above),
                })
            };
            turning.switches.iter().map(switch).collect::<Vec<_>>()
        });
        json!({
            "path": id.path(), "label": id.full_label(), "low": range.low, "central": range.central, "high": range.high,
            "source": range.source.sentence(),
            "at_low": effects(Change::Low(*id)), "at_high": effects(Change::High(*id)), "shares": shares(at), "switches": switches,
            "worth_finding_out": worth.as_ref().and_then(|worth| worth.of_each.get(at)).map(mean),
        })
    };
    let worlds = Structural::ALL.map(
        |world| json!({ "key": world.key(), "label": world.label(), "meaning": world.meaning(), "effects": effects(Change::World(world)) }),
    );
    json!({
        "version": env!("CARGO_PKG_VERSION"),
        "scenario": { "name": scenario.name, "sha256": prepared.sha256 },
        "seed": scenario.run.seed,
        "measure": found.spec.key, "futures": found.variations.futures,
        "points": found.global.points(), "futures_of_a_point": found.global.futures, "points_set_aside": found.global.set_aside,
        "unchanged": effects(Change::None),
        "figures": found.global.figures.iter().enumerate().map(figure).collect::<Vec<_>>(),
        "worlds": worlds,
        "chosen": found.switching.chosen.and_then(id_of), "chosen_certainty": found.switching.certainty,
        "right_today": worth.as_ref().map(|worth| mean(&worth.today)), "worth_of_all": worth.as_ref().map(|worth| mean(&worth.of_all)),
    })
}
