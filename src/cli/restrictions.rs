//! What each rule about who may have which bed costs: the tables and the document of `sufficiency beds --restrictions`.

use std::fmt::Write;

use serde::Serialize;

use super::json::{self, Head, by_key};
use super::run::Prepared;
use crate::analysis::beds::{Goal, Point, Restrictions};
use crate::analysis::{Difference, Estimate};
use crate::model::{Scenario, Stream};
use crate::report::beds as words;

/// The streams that a table of restrictions tells of.
const STREAMS: [Stream; 2] = [Stream::Welfare, Stream::Justice];

/// For people.
pub fn text(scenario: &Scenario, found: &Restrictions, goal: Goal) -> String {
    let option = &scenario.options[found.ask.option];
    let mut out = format!("{}: what rules about who may have which bed cost in “{}”\n", scenario.name, option.name);
    let _ = writeln!(out, "{} possible futures, the same children throughout; seed {}", found.futures, scenario.run.seed);
    let _ = writeln!(out, "Genuine requests placed in London within {} days; in brackets, the difference that the rules make\n", goal.days);
    let _ = writeln!(out, "{:<52}{:>20}{:>20}", "", "welfare", "justice");
    let free = found.provisions.first();
    for provision in &found.provisions {
        let _ = write!(out, "{:<52}", words::restricted(provision));
        for stream in STREAMS {
            let share = |point: &Point| point.access[stream.index()].met(goal).share.mean * 100.0;
            let own = share(&provision.point);
            let cell = match free.filter(|_| !provision.restrictions.is_empty()) {
                Some(free) => format!("{own:.1}% ({:+.1})", own - share(&free.point)),
                None => format!("{own:.1}%"),
            };
            let _ = write!(out, "{cell:>20}");
        }
        out.push('\n');
    }
    let has: Vec<&str> = found.as_it_stands.iter().map(|restriction| words::restriction(*restriction)).collect();
    let _ = writeln!(out, "\nThe option as it stands: {}.", if has.is_empty() { "none of these".to_owned() } else { has.join("; ") });
    out
}

/// For machines.
pub fn document(prepared: &Prepared, found: &Restrictions, goal: Goal) -> String {
    #[derive(Serialize)]
    struct Entry<'a> {
        restrictions: Vec<String>,
        welfare_placed_in_london_in_time_share: Estimate,
        justice_placed_in_london_in_time_share: Estimate,
        measures: json::Object<'a, &'a Estimate>,
        differences: json::Object<'a, &'a Difference>,
    }
    #[derive(Serialize)]
    struct Document<'a> {
        #[serde(flatten)]
        head: Head<'a>,
        option: &'a str,
        goal_days: u32,
        provisions: Vec<Entry<'a>>,
    }
    let entries = found.provisions.iter().map(|provision| {
        let [welfare, justice] = STREAMS.map(|stream| provision.point.access[stream.index()].met(goal).share);
        Entry {
            restrictions: provision.restrictions.iter().map(|restriction| format!("{restriction:?}")).collect(),
            welfare_placed_in_london_in_time_share: welfare,
            justice_placed_in_london_in_time_share: justice,
            measures: by_key(&found.measures, &provision.point.measures),
            differences: by_key(&found.measures, &provision.point.differences),
        }
    });
    json::text(&Document {
        head: Head::new(prepared, found.futures),
        option: &prepared.scenario.options[found.ask.option].id,
        goal_days: goal.days,
        provisions: entries.collect(),
    })
}
