//! The register of assumptions: every parameter with its value, its unit and its source.

mod of_options;

use super::tables::{Cell, Symbol, Table};
use super::wording::{MONTHS, month, number, parameter_unit, short_number, uncapital};
use crate::model::calibration::patience_days;
use crate::model::{BoroughMix, Offers, ParameterId, Patience, Payer, Scenario, Source, StayFamily, Stream, Unit};

/// Every parameter of a scenario. Streams without requests are left out, and said to be.
pub fn register(scenario: &Scenario, streams: &[Stream]) -> Table {
    let columns = ["Parameter", "Applies to", "Value", "Unit", "Standing", "Source or reason", "Judged"];
    let mut table = Table::new("assumptions", "Register of assumptions: every parameter, its value, its unit and its source", &columns);
    for id in ParameterId::of(scenario) {
        let scope = match id.stream() {
            Some(stream) if !streams.contains(&stream) => continue,
            Some(stream) => stream.label(),
            None if id.path().starts_with("options.") => "Options",
            None => "All",
        };
        let (value, unit) = value(id, scenario);
        // A figure without an entry counts as assumed.
        let (standing, source) = scenario
            .sources
            .get(&id)
            .map_or(("assumed", "NOT PROVIDED: no source or reason is in the scenario file".to_owned()), |source| {
                (source.label(), source_words(source))
            });
        table.rows.push(vec![
            Cell::text(id.spec().label),
            Cell::text(scope),
            Cell::text(value),
            Cell::text(unit),
            Cell::text(super::wording::capital(standing)),
            Cell::text(source),
            Cell::text(judged(id, scenario)),
        ]);
    }
    let left_out: Vec<&str> = Stream::ALL.into_iter().filter(|stream| !streams.contains(stream)).map(Stream::label).collect();
    if !left_out.is_empty() {
        table
            .notes
            .push(format!("{}: no requests in this scenario, so its parameters have no effect and are left out.", left_out.join(", ")));
    }
    table.notes.push("Judged: quality of the evidence and impact on the answer, red, amber or green, by the post named.".into());
    table.notes.push("Standing: stated in the review; derived from figures stated; published elsewhere; assumed, with the reason.".into());
    table
}

/// Names told in the sentence on what was set in the program.
const MOST_NAMES: usize = 8;

/// What was set in the program in place of a figure, option or rule that had another source, in a sentence; nothing where nothing was.
pub fn set_here(scenario: &Scenario) -> Option<String> {
    let is_set = |source: Option<&Source>| source.is_some_and(Source::is_set);
    let figures = ParameterId::of(scenario).filter(|id| is_set(scenario.sources.get(id))).map(|id| uncapital(&id.full_label()));
    let options = scenario.options.iter().filter(|option| option.source.is_set()).map(|option| format!("option “{}”", option.name));
    let ranges = scenario.ranges.iter().filter(|(_, range)| range.source.is_set());
    let ranges = ranges.map(|(id, _)| format!("range of {}", uncapital(&id.full_label())));
    let rule = scenario.membership.source.is_set().then(|| "how the authorities share".to_owned());
    let mut names: Vec<String> = figures.chain(options).chain(ranges).chain(rule).collect();
    let more = names.len().saturating_sub(MOST_NAMES);
    if names.is_empty() {
        return None;
    }
    names.truncate(MOST_NAMES);
    let more = if more > 0 { format!("; and {more} more") } else { String::new() };
    Some(format!(
        "Set in the program, so that no source stands behind it: {}{more}. The register of assumptions, the tables of options and ranges say \
         what each was before.",
        names.join("; ")
    ))
}

/// How good the evidence of a figure was judged to be, and how much hangs on it.
fn judged(id: ParameterId, scenario: &Scenario) -> String {
    let Some(entry) = scenario.register.get(&id) else { return "not judged".into() };
    let again = entry.review_by.map_or_else(String::new, |day| format!(", to be judged again by {day}"));
    let why = if entry.why.trim().is_empty() { String::new() } else { format!(": {}", entry.why.trim()) };
    let then = entry.judged_at().map_or_else(String::new, |was| format!("not as it is now, but when it was {was}: "));
    format!("{then}quality {}, impact {} ({}, {}{again}){why}", entry.quality, entry.impact, entry.judged_by.label(), entry.judged_on)
}

/// What stands behind a figure, without the word for its standing.
fn source_words(source: &Source) -> String {
    let (text, note) = match source {
        Source::Stated { paragraph, note } => (format!("The review, {paragraph}"), note.as_str()),
        Source::Derived { formula, note } => (formula.clone(), note.as_str()),
        Source::Published { citation, note } => (citation.clone(), note.as_str()),
        Source::Assumed { why } => (why.clone(), ""),
    };
    if note.is_empty() { text } else { format!("{text}. {note}") }
}

/// A figure and its unit, in words where it is not one number.
pub fn value(id: ParameterId, scenario: &Scenario) -> (String, &'static str) {
    use ParameterId as P;
    if let Some(value) = id.value(scenario) {
        return match id.spec().unit {
            Unit::Share => (short_number(value * 100.0, 2), "percent"),
            _ if id == P::PriceYear => (format!("{value:.0}"), "year"),
            _ if id == P::Seed => (format!("{}", scenario.run.seed), "none"),
            _ => (short_number(value, 4), unit(id)),
        };
    }
    let demand = id.stream().map(|stream| scenario.demand.stream(stream));
    let words = match (id, demand) {
        (P::Seasonality(_), Some(demand)) if demand.seasonality.iter().all(|weight| *weight == demand.seasonality[0]) => "flat".into(),
        (P::Seasonality(_), Some(demand)) => {
            let months = MONTHS.iter().zip(demand.seasonality).map(|(name, weight)| format!("{} {}", &name[..3], short_number(weight, 3)));
            months.collect::<Vec<_>>().join(", ")
        }
        (P::AgeWeights(_), Some(demand)) => {
            let ages = crate::model::demand::AGES.zip(demand.age_weights);
            ages.map(|(age, weight)| format!("{age}: {}", short_number(weight, 3))).collect::<Vec<_>>().join(", ")
        }
        (P::LengthOfStayFamily(_), Some(demand)) => match &demand.length_of_stay.family {
            // Single stays would tell of single children.
            StayFamily::Empirical(stays) => format!("{} observed stays, [c] each", count_or_sign(stays.len())),
            family => family.label().into(),
        },
        (P::Patience(stream), Some(demand)) => match demand.patience {
            Patience::Unlimited => "a request waits as long as it takes".into(),
            Patience::MeanDays(days) => short_number(days, 2),
            Patience::Solved { open_requests } => {
                let solved = patience_days(demand, &scenario.elsewhere, stream).ok().flatten();
                let solved = solved.map_or_else(String::new, |days| format!("{} days, ", number(days, 0)));
                return (format!("{solved}solved from {} open requests", short_number(open_requests, 2)), "days");
            }
        },
        (P::OffersPerYear(stream), _) if scenario.elsewhere.offers(stream) == Offers::Unlimited => "a place is always found at once".into(),
        (P::BoroughMix, _) => match &scenario.demand.borough_mix {
            // A share of few requests would tell the number of a borough's children.
            BoroughMix::Known(shares) => format!("shares of {} boroughs, [c] each", count_or_sign(shares.len())),
            BoroughMix::Counted(_) => "counts of boroughs, those of 0 to 5 as a band; [c] each".to_owned(),
            BoroughMix::Unknown { shape } => short_number(*shape, 3),
        },
        (P::ScottishOffersEnd, _) => scenario.elsewhere.scottish_offers_end.map_or_else(|| "never".into(), month),
        (P::PriorityUnder14, _) => if scenario.pathway.priority_under_14 { "yes" } else { "no" }.into(),
        (P::TodayPlaced | P::TodayOpen, _) => today(id, scenario),
        (P::BespokePaid, _) => scenario.costs.as_ref().map_or("none", |costs| costs.bespoke_paid.label()).into(),
        (P::PaidBy(group), _) => scenario.costs.as_ref().map_or_else(String::new, |costs| payers(&costs.shares(group))),
        (P::RunStart, _) => month(scenario.run.start),
        _ => of_options::value(id, scenario).unwrap_or_else(|| "by option: see the table of options".into()),
    };
    (words, "none")
}

/// How many children there are today, by stream; how long each band has been there would tell of few children.
fn today(id: ParameterId, scenario: &Scenario) -> String {
    let Some(today) = &scenario.today else { return "none".into() };
    let count = |stream: Stream| if id == ParameterId::TodayOpen { today.open_requests(stream) } else { today.placed_children(stream) };
    let streams = Stream::ALL.into_iter().map(|stream| (stream, count(stream))).filter(|(_, children)| *children > 0);
    let words: Vec<String> =
        streams.map(|(stream, children)| format!("{} {}", stream.label().to_lowercase(), count_or_sign(children as usize))).collect();
    if words.is_empty() { "none".into() } else { words.join(", ") }
}

/// The sum of some observed counts, unless it or one of them is one to five: the register shows the others, so that the rest would tell it.
pub fn sum_or_sign(counts: &[u32]) -> String {
    if counts.iter().any(|count| (1..=5).contains(count)) {
        return Symbol::Confidential.sign().to_owned();
    }
    counts.iter().map(|count| u64::from(*count)).sum::<u64>().to_string()
}

/// How many there are, unless one to five observed: so few could be told apart.
fn count_or_sign(count: usize) -> String {
    if (1..=5).contains(&count) { Symbol::Confidential.sign().to_owned() } else { count.to_string() }
}

/// Everybody who pays something, with the share.
fn payers(shares: &[f64]) -> String {
    let paying = Payer::ALL.into_iter().zip(shares).filter(|(_, share)| **share > 0.0);
    paying.map(|(payer, share)| format!("{} {}%", payer.label(), short_number(share * 100.0, 2))).collect::<Vec<_>>().join(", ")
}

/// The unit of a figure that is a number.
pub fn unit(id: ParameterId) -> &'static str {
    let unit = parameter_unit(id).trim();
    if unit.is_empty() { "number" } else { unit }
}
