//! How many beds are enough, in words.

use crate::analysis::Estimate;
use crate::analysis::beds::restrictions::Restricted;
use crate::analysis::beds::{Goal, Restriction, Restrictions, Steps, Sweep, Switch, Tried, Unknown, Vary};
use crate::analysis::costs::CostMeasure;
use crate::model::{Scenario, Stream};

use super::costs;
use super::criteria::listed;
use super::wording::{hundredths, number, percent};

/// Below this many nights in a hundred thousand no bed was free, nobody can tell how many.
const HARDLY_EVER: f64 = 0.000_5;

/// A share of nights as one night in so many, or so many nights in ten.
pub fn nights(share: f64) -> Option<String> {
    if !share.is_finite() {
        return None;
    }
    Some(match share {
        0.0 => "no night".to_owned(),
        share if share < HARDLY_EVER => "<1 night in 2,000".to_owned(),
        share if share >= 0.995 => "nearly every night".to_owned(),
        share if share > 0.9 => format!("{} nights in 100", number((share * 100.0).round().min(99.0), 0)),
        share if share > 0.4 => format!("{} nights in 10", number((share * 10.0).round().min(9.0), 0)),
        share => format!("1 night in {}", number((1.0 / share).round(), 0)),
    })
}

/// A share asked for: with small numbers where it has them.
fn frequency(share: f64) -> String {
    match (share * 100.0).round() as u32 {
        95 => "19 in 20".to_owned(),
        90 => "9 in 10".to_owned(),
        80 => "8 in 10".to_owned(),
        75 => "3 in 4".to_owned(),
        50 => "1 in 2".to_owned(),
        percent => format!("{percent} in 100"),
    }
}

/// A number of days within which something is done.
fn within(days: u32) -> String {
    match days {
        0 => "at once".to_owned(),
        1 => "within a day".to_owned(),
        days => format!("within {days} days"),
    }
}

/// What is asked for.
pub fn goal(goal: Goal, stream: Stream) -> String {
    format!("{} genuine {} requests placed in London {}", frequency(goal.share), stream.label().to_lowercase(), within(goal.days))
}

/// What *genuine* means.
pub const GENUINE: &str = "A genuine request is one for a child who needs a place, whether or not one is found; requests that would never have \
                           come to need one are left out.";

/// Why a goal may be out of reach of any number of beds; none where it is not.
pub fn beyond_reach(scenario: &Scenario, stream: Stream, goal: Goal) -> Option<String> {
    let unsuitable = scenario.demand.stream(stream).unsuitable_for_london_share;
    (goal.share > 1.0 - unsuitable).then(|| {
        format!(
            "No number of beds can do it: a place in London would not be suitable for {} in 100 of these children, so at most {} in 100 can be \
             placed there.",
            number(unsuitable * 100.0, 0),
            number((1.0 - unsuitable) * 100.0, 0)
        )
    })
}

/// What a goal is about, as the name of an axis.
pub fn goal_title(goal: Goal) -> String {
    format!("Genuine requests placed in London within {} days", goal.days)
}

/// How much of a provision there is in London, as the name of an axis.
pub fn axis_title(sweep: &Sweep) -> String {
    match sweep.ask.vary {
        Vary::BedsPerHome | Vary::Homes => format!("{} beds in London, all homes together", sweep.ask.stream.label()),
        Vary::StepDownPlaces => "Step-down places in London".to_owned(),
    }
}

/// What is varied, as the name of an axis.
pub fn axis(vary: Vary, stream: Stream) -> String {
    match vary {
        Vary::BedsPerHome => format!("{} beds in each home", stream.label()),
        Vary::Homes => "Homes".to_owned(),
        Vary::StepDownPlaces => "Step-down places in all".to_owned(),
    }
}

/// A provision in a few words.
pub fn provision(tried: &Tried, vary: Vary, with_places: bool) -> String {
    let homes = tried.option.homes.len();
    let counted = |number: u32, one: &str, many: &str| format!("{} {}", number, if number == 1 { one } else { many });
    let mut words = match vary {
        Vary::BedsPerHome if homes > 1 => {
            format!("{} in each of {homes} homes, {} in all", counted(tried.number, "bed", "beds"), tried.beds)
        }
        Vary::BedsPerHome => counted(tried.beds, "bed", "beds"),
        Vary::Homes => format!("{}, {} in all", counted(tried.number, "home", "homes"), counted(tried.beds, "bed", "beds")),
        Vary::StepDownPlaces => counted(tried.number, "step-down place", "step-down places"),
    };
    if with_places && vary != Vary::StepDownPlaces {
        words = format!("{words}, and {}", counted(tried.step_down_places, "step-down place", "step-down places"));
    }
    words
}

/// The answer to a goal in sentences: the smallest provision on average, how sure that is, and the smallest in 90 of 100 possible futures.
pub fn answer(scenario: &Scenario, sweep: &Sweep, goal: Goal) -> String {
    if sweep.futures == 0 || sweep.tried.is_empty() {
        return "Nothing has been worked out yet.".to_owned();
    }
    if let Some(sentence) = beyond_reach(scenario, sweep.ask.stream, goal) {
        return sentence;
    }
    let named = |tried: &Tried| provision(tried, sweep.ask.vary, sweep.ask.step_down_places.is_some());
    let Some(smallest) = sweep.smallest(goal) else {
        let best =
            sweep.tried.iter().map(|tried| tried.point.access[sweep.ask.stream.index()].met(goal).share.mean).fold(f64::NAN, f64::max);
        let reached = if best.is_finite() { format!(": the most that is reached is {}", percent(best)) } else { String::new() };
        return format!("Nothing that was tried, {}, is enough{reached}.", tried_range(sweep.ask.numbers, sweep.ask.vary));
    };
    let met = smallest.met;
    let mut text = format!(
        "{} would be enough on average: {} of such requests, with its 95% interval. In single possible futures the goal is {}.",
        super::wording::capital(&named(smallest.tried)),
        interval(&met.share),
        met_and_missed(met.futures_share)
    );
    if !met.is_clear(goal) {
        text.push_str(" More futures are needed to be sure that it is not one more.");
    }
    match sweep.smallest_in_nine_futures(goal) {
        Some(safe) if safe.tried != smallest.tried => {
            text.push_str(&format!(" To meet it in 90 of 100 possible futures: {}.", named(safe.tried)));
        }
        Some(_) => {}
        None => text.push_str(" Nothing that was tried meets it in 90 of 100 possible futures."),
    }
    let varies_places = sweep.ask.step_down_places.is_some() || sweep.ask.vary == Vary::StepDownPlaces;
    if varies_places && smallest.tried.step_down_places == 0 && scenario.demand.stream(sweep.ask.stream).step_down_need_share > 0.0 {
        text.push_str(
            " Without step-down places the children who need one leave without it, which frees beds at their cost: this goal does not count that.",
        );
    }
    text
}

/// In how many possible futures of 100 a goal is met and in how many it is missed.
fn met_and_missed(share: f64) -> String {
    match hundredths(share) {
        Some(met) => format!("met in {met} of 100 and missed in {}", 100 - met),
        None => "neither met nor missed: none was looked at".to_owned(),
    }
}

/// The answer to a goal at the head of a chart.
pub fn headline(scenario: &Scenario, sweep: &Sweep, goal: Goal) -> String {
    let asked = self::goal(goal, sweep.ask.stream);
    if beyond_reach(scenario, sweep.ask.stream, goal).is_some() {
        return format!("No number of beds is enough for {asked}");
    }
    let named = |tried: &Tried| provision(tried, sweep.ask.vary, sweep.ask.step_down_places.is_some());
    let Some(smallest) = sweep.smallest(goal) else {
        return format!("Nothing that was tried, {}, is enough for {asked}", tried_range(sweep.ask.numbers, sweep.ask.vary));
    };
    let clear = if smallest.met.is_clear(goal) { "" } else { ", or a step more," };
    let missed = hundredths(1.0 - smallest.met.futures_share).map(|missed| format!(", missed in {missed} of 100 possible futures"));
    let missed = missed.unwrap_or_default();
    let safe = match sweep.smallest_in_nine_futures(goal) {
        Some(safe) if safe.tried.beds == smallest.tried.beds => ", and in 90 of 100 possible futures too".to_owned(),
        Some(safe) => format!("{missed}; for 90 of 100 possible futures it takes {} in all", safe.tried.beds),
        None => format!("{missed}; none tried is enough in 90 of 100 possible futures"),
    };
    format!("{}{clear} would be enough on average for {asked}{safe}", super::wording::capital(&named(smallest.tried)))
}

/// What the smallest provision that meets a goal on average costs, beside *as now*; none without prices, or where nothing meets it.
pub fn cost_of_answer(scenario: &Scenario, sweep: &Sweep, goal: Goal) -> Option<String> {
    let tried = sweep.smallest(goal)?.tried;
    let cost = sweep.cost(scenario, tried, CostMeasure::PerYear)?;
    let now = sweep.options.iter().find(|(index, _)| *index == 0);
    let now = now.and_then(|option| sweep.cost_of_option(scenario, option, CostMeasure::PerYear));
    let beside = now.map_or_else(String::new, |now| format!("; “{}” costs {}", scenario.options[0].name, costs::estimate(&now, true)));
    let named = provision(tried, sweep.ask.vary, sweep.ask.step_down_places.is_some());
    Some(format!("All placements cost {} a year with {named}{beside}.", costs::estimate(&cost, true)))
}

/// What a cost beside a sweep is.
pub fn cost_basis(price_year: u32) -> String {
    format!(
        "Cost a year: everything that is paid for these children, in London and elsewhere, in pounds of {price_year}, buildings spread over \
         their life, with the 95% interval of its average. An option's own building cost grows and shrinks with its places."
    )
}

fn tried_range(numbers: Steps, vary: Vary) -> String {
    let last = numbers.numbers().last().unwrap_or(numbers.to);
    match vary {
        Vary::BedsPerHome => format!("from {} to {last} beds in each home", numbers.from),
        Vary::Homes => format!("from {} to {last} homes", numbers.from),
        Vary::StepDownPlaces => format!("from {} to {last} step-down places", numbers.from),
    }
}

/// A share with its interval.
pub fn interval(share: &Estimate) -> String {
    match (share.low.is_finite(), share.mean.is_finite()) {
        (_, false) => "no value".to_owned(),
        (false, _) => percent(share.mean),
        _ => format!("{} ({} to {})", percent(share.mean), percent(share.low.max(0.0)), percent(share.high.min(1.0))),
    }
}

/// What a restriction is called.
pub fn restriction(restriction: Restriction) -> &'static str {
    match restriction {
        Restriction::Catchments => "Each home takes only its own part of London",
        Restriction::BedsApart => "Welfare and justice beds are kept apart",
        Restriction::Conflicts => "Children of rival groups cannot share a home",
        Restriction::Declines => "Homes decline some children",
        Restriction::Accepts => "Homes take only some ages, or girls or boys",
    }
}

/// A provision by its restrictions.
pub fn restricted(provision: &Restricted) -> &'static str {
    match provision.restrictions.as_slice() {
        [] => "Every bed for every child",
        [one] => restriction(*one),
        _ => "All of these together",
    }
}

/// What the rules cost together, in a sentence; for the children of the first stream with a value.
pub fn rules(found: &Restrictions, goal: Goal) -> String {
    let Some((free, others)) = found.provisions.split_first() else { return String::new() };
    let Some(all) = others.last() else {
        return "Every bed of this option is already for every child: there is no rule to take away.".to_owned();
    };
    let said = [Stream::Welfare, Stream::Justice].map(|stream| {
        let share = |provision: &Restricted| provision.point.access[stream.index()].met(goal).share.mean;
        let (before, after) = (share(free), share(all));
        (before.is_finite() && after.is_finite())
            .then(|| format!("{} {} requests instead of {}", percent(after), stream.label().to_lowercase(), percent(before)))
    });
    let said: Vec<String> = said.into_iter().flatten().collect();
    let which = if others.len() > 1 { "all rules together" } else { "the one rule" };
    format!("With {which}, {} are placed in London {}.", said.join(" and "), within(goal.days))
}

/// What is swept, and how it is held to the review.
pub fn unknown(found: &Unknown) -> String {
    let not_agreeing = found.settings.iter().filter(|setting| setting.agrees == Some(false)).count();
    let left_out = match not_agreeing {
        0 => String::new(),
        1 => " One value is left out: there the model no longer gives the review's figures back.".to_owned(),
        several => format!(" {several} values are left out: there the model no longer gives the review's figures back."),
    };
    format!(
        "Of about {} requests withdrawn in a year the review does not say how many needed a bed. At each value the time that a child can wait is \
         solved again, so that “As now” gives the review's placements and open requests back whatever the value.{left_out}",
        number(found.withdrawn_per_year, 0)
    )
}

/// From when on the options beside *as now* miss a goal, those alike in one sentence.
pub fn switches(scenario: &Scenario, found: &Unknown, goal: Goal) -> Vec<String> {
    let mut groups: Vec<(String, Switch, Vec<String>)> = Vec::new();
    for (place, option) in found.options.iter().enumerate().filter(|(_, option)| **option > 0) {
        let Some(option) = scenario.options.get(*option) else { continue };
        let found_switch = found.switch(place, goal);
        // Alike is what reads alike.
        let words = switch("", found_switch, found);
        match groups.iter_mut().find(|(other, ..)| *other == words) {
            Some((.., names)) => names.push(format!("“{}”", option.name)),
            None => groups.push((words, found_switch, vec![format!("“{}”", option.name)])),
        }
    }
    let sentence = |(_, found_switch, names): (String, Switch, Vec<String>)| {
        let name = names.first().map(|name| name.trim_matches(['“', '”'])).unwrap_or_default();
        let own = switch(name, found_switch, found);
        match names.len() {
            0 | 1 => own,
            _ => format!("{own} The same is true of {}.", listed(&names[1..])),
        }
    };
    groups.into_iter().map(sentence).collect()
}

/// From when on an option misses a goal, at the head of a chart: the values tried are `from` and `to`.
pub fn switch_headline(name: &str, switch: Switch, [from, to]: [f64; 2]) -> String {
    let of_100 = |share: f64| hundredths(share).unwrap_or_default();
    let range = format!("whether {} or {} of 100 withdrawn requests needed a bed", of_100(from), of_100(to));
    match switch {
        Switch::NeverMissed => format!("“{name}” is enough on average {range}"),
        Switch::AlwaysMissed => format!("“{name}” is not enough on average {range}"),
        Switch::From { share, .. } => {
            format!("“{name}” is not enough on average if at least {} of 100 withdrawn requests needed a bed", of_100(share))
        }
        Switch::Unclear => format!("Whether “{name}” is enough cannot be told, {range}"),
    }
}

/// Ends of an interval further apart than this are too far apart to be quoted.
const WIDE: f64 = 0.06;

/// From when on an option misses a goal, in a sentence with how sure that is.
pub fn switch(name: &str, switch: Switch, found: &Unknown) -> String {
    switch_sentence(name, switch, found.withdrawn_per_year, found.futures)
}

fn switch_sentence(name: &str, switch: Switch, withdrawn: f64, futures: u32) -> String {
    match switch {
        Switch::NeverMissed => {
            format!("“{name}” is enough on average however many of the withdrawn requests needed a bed: none in range changes that.")
        }
        Switch::AlwaysMissed => {
            format!("“{name}” is not enough on average however few of the withdrawn requests needed a bed: none in range changes that.")
        }
        Switch::From { share, low, high } => {
            let of_100 = |share: f64| hundredths(share).unwrap_or_default();
            let about = match (of_100(low), of_100(high)) {
                (low, high) if low == high => String::new(),
                (low, high) => {
                    format!(" ({low} to {high} of 100, the 95% interval of {} possible futures)", number(f64::from(futures), 0))
                }
            };
            let more = if high - low > WIDE { " Work it out with more possible futures before quoting it." } else { "" };
            format!(
                "If at least {} of 100 withdrawn requests needed a bed{about}, {} of {} in a year, “{name}” is not enough on average; if fewer did, it \
                 is.{more}",
                of_100(share),
                number(share * withdrawn, 0),
                number(withdrawn, 0)
            )
        }
        Switch::Unclear => format!("Whether “{name}” is enough cannot be told from these futures."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_of_nights_are_told_so_that_people_can_picture_them() {
        let all = [
            (0.0, "no night"),
            (0.0845, "1 night in 12"),
            (0.002, "1 night in 500"),
            (0.83, "8 nights in 10"),
            (0.999, "nearly every night"),
        ];
        for (share, words) in all {
            assert_eq!(nights(share).as_deref(), Some(words));
        }
        assert_eq!(nights(f64::NAN), None);
    }

    #[test]
    fn a_switching_value_has_both_sides_and_none_in_range_is_an_answer() {
        let from = Switch::From { share: 0.42, low: 0.4, high: 0.45 };
        assert_eq!(
            switch_sentence("Two homes of 12", from, 61.0, 1_000),
            "If at least 42 of 100 withdrawn requests needed a bed (40 to 45 of 100, the 95% interval of 1,000 possible futures), 26 of 61 in \
             a year, “Two homes of 12” is not enough on average; if fewer did, it is."
        );
        let wide = Switch::From { share: 0.42, low: 0.3, high: 0.5 };
        assert!(switch_sentence("Two homes of 12", wide, 61.0, 20).ends_with("before quoting it."));
        assert!(switch_sentence("Two homes of 12", Switch::NeverMissed, 61.0, 20).contains("none in range"));
    }
}
