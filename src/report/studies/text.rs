//! What the long analyses have found as a text, to the last digit: what their fingerprint is taken of.

use std::fmt::Write;

use super::Studies;
use crate::analysis::Estimate;
use crate::analysis::beds::{Goal, Point};
use crate::analysis::uncertainty::{Quantity, Split};
use crate::model::Scenario;

use super::Uncertain;
// Writing to a text in memory cannot fail, so what `writeln!` returns is let go.

/// Everything found, number by number.
pub fn text(studies: &Studies, scenario: &Scenario) -> String {
    let mut out = String::new();
    let id = |option: usize| scenario.options.get(option).map_or("", |option| option.id.as_str());
    let goal = studies.closer.goal;
    let _ = writeln!(out, "focus {} goal {:?} {}", id(studies.focus), goal.share, goal.days);
    match &studies.sweep {
        Ok(found) => {
            let _ = writeln!(out, "sweep {}", found.futures);
            for tried in &found.tried {
                let _ = write!(out, "{} {} {}", tried.number, tried.beds, tried.step_down_places);
                point(&mut out, &tried.point, studies.stream.index(), goal);
            }
            for (option, tried) in &found.options {
                let _ = write!(out, "{}", id(*option));
                point(&mut out, &tried.point, studies.stream.index(), goal);
            }
        }
        Err(why) => {
            let _ = writeln!(out, "sweep {why}");
        }
    }
    match &studies.unknown {
        Ok(found) => {
            let _ = writeln!(out, "unknown {} {:?}", found.futures, found.withdrawn_per_year);
            for setting in &found.settings {
                let _ = writeln!(out, "{:?} {:?} {:?}", setting.needed_share, setting.not_proceeding_share, setting.patience_days);
                for (option, found) in found.options.iter().zip(&setting.points) {
                    let _ = write!(out, "{}", id(*option));
                    point(&mut out, found, studies.stream.index(), goal);
                }
            }
        }
        Err(why) => {
            let _ = writeln!(out, "unknown {why}");
        }
    }
    if let Some(uncertain) = &studies.uncertain {
        uncertainty(&mut out, uncertain, studies, &id);
    }
    out
}

/// The access and the means of a provision.
fn point(out: &mut String, point: &Point, stream: usize, goal: Goal) {
    let met = point.access[stream].met(goal);
    let Estimate { mean, low, high, .. } = met.share;
    let means: Vec<f64> = point.measures.iter().map(|estimate| estimate.mean).collect();
    let _ = writeln!(out, " {mean:?} {low:?} {high:?} {:?} {means:?}", met.futures_share);
}

fn uncertainty<'a>(out: &mut String, uncertain: &Uncertain, studies: &Studies, id: &dyn Fn(usize) -> &'a str) {
    let Uncertain { levels, variations, global, switching, worth } = uncertain;
    let _ = writeln!(
        out,
        "levels {} {} {} {} {} {:?} {:?}",
        levels.draws,
        levels.futures,
        levels.set_aside,
        levels.cut,
        levels.beyond,
        splits(&levels.values),
        splits(&levels.differences)
    );
    for variation in &variations.done {
        let effects: Vec<[f64; 3]> = variation.effects.iter().map(|effect| [effect.mean, effect.change, effect.half_width]).collect();
        let _ = writeln!(out, "variation {:?} {effects:?}", variation.change);
    }
    let _ = writeln!(out, "points {} {}", global.points(), global.set_aside);
    for place in 0..global.options.len() {
        let shares: Vec<[f64; 2]> =
            global.shares(Quantity::Option(place), &studies.spec.key).iter().map(|share| [share.first, share.total]).collect();
        let _ = writeln!(out, "{} {shares:?}", id(global.options[place]));
    }
    let _ = writeln!(out, "switching {:?} {:?}", switching.chosen.map(|place| id(switching.options[place])), switching.certainty);
    for turning in &switching.figures {
        let switches: Vec<(f64, usize, usize, f64)> =
            turning.switches.iter().map(|switch| (switch.at, switch.below, switch.above, switch.certainty)).collect();
        let _ = writeln!(out, "{} {switches:?}", turning.figure.path());
    }
    if let Some(worth) = worth {
        let _ = writeln!(out, "worth {} {:?} {:?} {:?}", worth.choice, worth.today, worth.of_all, worth.of_each);
    }
}

fn splits(splits: &[Split]) -> Vec<[f64; 4]> {
    splits.iter().map(|split| [split.mean, split.half_width, split.chance_sd, split.knowing_sd]).collect()
}
