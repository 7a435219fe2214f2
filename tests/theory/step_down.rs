//! Homes with reneging, linked step-down and blocked beds: Markov chains solved number by number, up to 68,271 states.

use sufficiency::model::{LinkedHome, Patience, PlacementRule, StepDownUnit};
use sufficiency::sim::record::Ending;

use super::run::{episodes, exponential, one_stream, outcomes, plain, ratio, stream};
use super::table::{Answers, Case};
use crate::worlds;

/// Numbers joined by plus signs, one a home.
fn by_home(text: &str) -> Vec<u32> {
    text.split('+').map(|number| number.parse().expect("a number for each home")).collect()
}

/// The home with most free beds, ties to the first; a child ready for step-down stays in the bed until its own home's unit has a place.
pub fn ctmc_homes_step_down(case: &Case) -> Answers {
    let (beds, places) = (by_home(case.text("beds")), by_home(case.text("places")));
    let mut demand = stream(case.get("arrivals_per_year"), exponential(case.get("mean_stay")));
    demand.patience = Patience::MeanDays(case.get("mean_patience"));
    demand.step_down_need_share = case.get("p_step_down");
    let mut scenario = one_stream(demand, 0, (6.0, 100.0));
    let option = &mut scenario.options[0];
    option.placement_rule = PlacementRule::MostFreeBeds;
    for (i, (beds, places)) in beds.iter().zip(&places).enumerate() {
        let home = format!("home-{}", i + 1);
        let unit = worlds::unit(&format!("unit-{}", i + 1), LinkedHome::Home(home.clone()), *places, 0.0);
        option.step_down_units.push(StepDownUnit { stay: exponential(case.get("mean_step_stay")), ..unit });
        option.homes.push(worlds::home(&home, *beds, 0, 0));
    }
    let homes = beds.len();
    let occupancy = ["mean_occupancy_home1", "mean_occupancy_home2"];
    let whole = [
        "mean_occupancy",
        "mean_blocked",
        "blocked_bed_days_per_year",
        "p_all_full",
        "mean_queue",
        "p_renege",
        "p_placed",
        "mean_step_down",
    ];
    let two_homes = homes == 2;
    let metrics: Vec<&str> = whole.iter().chain(occupancy.iter().take(if two_homes { 2 } else { 0 })).copied().collect();
    let (start, end) = (scenario.run.warm_up_days(), scenario.run.end_day());
    let mut answers = outcomes(case, &metrics, scenario.clone(), |outcome| {
        let (stream, days) = (&outcome.streams[0], outcome.horizon_days);
        let blocked: f64 = outcome.pools.iter().map(|pool| pool.blocked_days()).sum();
        let (placed, no_place) = (f64::from(stream.totals().placed_london), f64::from(stream.totals().no_place));
        let mut parts = vec![
            ratio(stream.days().london, days),
            ratio(blocked, days),
            ratio(blocked, days / 365.0),
            ratio(stream.all_full_days(), days),
            ratio(stream.days().waiting, days),
            ratio(no_place, placed + no_place),
            ratio(placed, placed + no_place),
            ratio(outcome.step_down_census.days(), days),
        ];
        if two_homes {
            parts.extend(outcome.pools.chunks(3).map(|pools| ratio(pools[0].occupied_days(), days)));
        }
        parts
    });
    if two_homes {
        // Of each unit by itself only the episodes tell.
        let metrics = ["mean_step_down_home1", "mean_step_down_home2"];
        answers.extend(episodes(case, &metrics, scenario, |_, episodes| {
            let mut days = [0.0; 2];
            for episode in episodes {
                if let Ending::Placed { step_down: Some(stay), .. } = episode.ending {
                    days[stay.unit] += (stay.to_day.min(end) - stay.from_day.max(start)).max(0.0);
                }
            }
            days.map(|days| plain(days / (end - start))).into()
        }));
    }
    answers
}
