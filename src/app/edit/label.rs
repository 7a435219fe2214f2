//! What an edit is called under *Undo*: what it changes, from what, to what.

use super::{Edit, OptionEdit};
use crate::app::wording::{MONTHS, month, parameter_unit, percent, short_number, uncapital, with_unit};
use crate::model::demand::AGES;
use crate::model::{
    BedKind, BoroughMix, Home, LengthOfStay, LinkedHome, Offers, OpenFacility, ParameterId, Patience, ProvisionOption, Range, Scenario,
    Sexes, StepDownUnit, Stream, Today, Unit, WhenFull, YearMonth,
};
use crate::report::boroughs::rule_words;

impl Edit {
    /// What the edit of a scenario is called: “mean length of stay, welfare: 128 to 150 days”.
    pub fn label(&self, before: &Scenario) -> String {
        match self {
            Edit::Parameter(id, value) => {
                let spec = id.spec();
                let name = of(spec.label, id.stream());
                let scale = if spec.unit == Unit::Share { 100.0 } else { 1.0 };
                // The digits that its field shows.
                let digits = |value: f64| short_number(value * scale, 2);
                id.value(before).map_or_else(
                    || name.clone(),
                    |old| {
                        let unit = parameter_unit(*id);
                        let (from, to) = (digits(old), digits(*value));
                        if from == to { name.clone() } else { format!("{name}: {from} to {}", with_unit(&to, unit)) }
                    },
                )
            }
            Edit::Patience(stream, patience) => {
                change(&of("Patience", Some(*stream)), &before.demand.stream(*stream).patience, patience, patience_word)
            }
            Edit::StayFamily(stream, family) => {
                let name = of("Shape of length of stay", Some(*stream));
                change(&name, &before.demand.stream(*stream).length_of_stay.family, family, |family| family.label().to_lowercase())
            }
            Edit::MonthWeight(stream, at, weight) => {
                let name = of(&format!("Weight of {}", MONTHS.get(*at).unwrap_or(&"a month")), Some(*stream));
                weight_change(&name, before.demand.stream(*stream).seasonality.get(*at), *weight)
            }
            Edit::AgeWeight(stream, at, weight) => {
                let name = of(&format!("Weight of age {}", usize::from(*AGES.start()) + at), Some(*stream));
                weight_change(&name, before.demand.stream(*stream).age_weights.get(*at), *weight)
            }
            Edit::MonthWeights(stream, _) => of("Weights of the months", Some(*stream)),
            Edit::AgeWeights(stream, _) => of("Weights of the ages", Some(*stream)),
            // No count is told: a small one stands nowhere.
            Edit::BoroughMix(BoroughMix::Counted(_)) => "counts of requests by borough".to_owned(),
            Edit::BoroughMix(_) => "spread over boroughs".to_owned(),
            Edit::BoroughWeight(name, weight) => {
                let old = match &before.demand.borough_mix {
                    BoroughMix::Known(weights) => weights.get(name),
                    BoroughMix::Counted(_) | BoroughMix::Unknown { .. } => None,
                };
                weight_change(&format!("weight of {name}"), old, *weight)
            }
            Edit::Membership(rule) => change("Who shares how", &before.membership, rule, rule_words),
            Edit::Range(id, range) => {
                let ends = |range: &Range| id.written_ends(range.low, range.high).join(" to ");
                let old = before.ranges.get(id).map_or_else(|| "none".to_owned(), ends);
                let new = range.as_ref().map_or_else(|| "none".to_owned(), ends);
                format!("range of {}: from {old}, to {new}", uncapital(&id.full_label()))
            }
            Edit::Offers(stream, offers) => {
                change(&of("Offers from elsewhere", Some(*stream)), &before.elsewhere.offers(*stream), offers, |offers| match offers {
                    Offers::PerYear(offers) => format!("{} a year", short_number(*offers, 2)),
                    Offers::Unlimited => "all that is needed".to_owned(),
                })
            }
            Edit::PriorityUnder14(first) => {
                change("under-14s first", &before.pathway.priority_under_14, first, |first| if *first { "yes" } else { "no" }.to_owned())
            }
            Edit::ScottishOffersEnd(end) => {
                change("end of Scottish offers", &before.elsewhere.scottish_offers_end, end, |end| opening(*end, "none"))
            }
            Edit::Option(id, edit) => match before.option(id) {
                Some(option) => edit.label(option),
                None => "an option that is not there".to_owned(),
            },
            Edit::Prices(..) => "prices supplied".to_owned(),
            Edit::CostRange(figure, _) => format!("range of {}", uncapital(figure.spec().label)),
            Edit::BespokePaid(paid) => format!("price of bespoke care: {}", uncapital(paid.label())),
            Edit::PaidBy(group, _) => uncapital(group.bill()),
            Edit::Name(name) => format!("name: “{name}”"),
            Edit::Description(_) => "the question".to_owned(),
            Edit::Note(_) => "the note".to_owned(),
            Edit::AlternativeText(..) => "the alternative text of a chart".to_owned(),
            Edit::Assurance(after) if after.state != before.assurance.state => {
                format!("assurance: {} to {}", before.assurance.state.label(), after.state.label())
            }
            Edit::Assurance(_) => "posts of the assurance".to_owned(),
            Edit::Register(id, entry) => {
                let verb = if entry.is_some() { "judgement" } else { "removal of the judgement" };
                format!("{verb} of {}", of(id.spec().label, id.stream()))
            }
            Edit::Appraisal(edit) => edit.what(before),
            Edit::StartFromToday(..) => "start from today, without a warm-up".to_owned(),
            Edit::StartWithWarmUp(years) => format!("start with a warm-up of {} years", short_number(*years, 1)),
            Edit::Today(id, today) => {
                let sum = |today: &Today| {
                    let of =
                        |stream| if *id == ParameterId::TodayOpen { today.open_requests(stream) } else { today.placed_children(stream) };
                    Stream::ALL.into_iter().map(of).map(u64::from).sum::<u64>()
                };
                let (old, new) = (before.today.as_ref().map_or(0, sum), sum(today));
                let name = uncapital(id.spec().label);
                // A band or a place may change while the number of children stays.
                if old == new { name } else { format!("{name}: {old} to {new}") }
            }
            Edit::AddOption(option, _) => format!("new option “{}”", option.name),
            Edit::RemoveOption(id) => format!("removal of “{}”", before.option(id).map_or(id.as_str(), |option| &option.name)),
            Edit::MoveOption(id, _) => format!("order of options: “{}”", before.option(id).map_or(id.as_str(), |option| &option.name)),
        }
    }
}

fn of(label: &str, stream: Option<Stream>) -> String {
    // Months keep their capital.
    let mut letters = label.chars();
    let label = letters.next().map(|first| first.to_lowercase().chain(letters).collect::<String>()).unwrap_or_default();
    stream.map_or_else(|| label.clone(), |stream| format!("{label}, {}", stream.label().to_lowercase()))
}

fn change<T: PartialEq>(name: &str, old: &T, new: &T, word: impl Fn(&T) -> String) -> String {
    format!("{name}: {} to {}", word(old), word(new))
}

fn weight_change(name: &str, old: Option<&f64>, new: f64) -> String {
    old.map_or_else(|| name.to_owned(), |old| change(name, old, &new, |weight| short_number(*weight, 2)))
}

fn patience_word(patience: &Patience) -> String {
    match patience {
        Patience::Solved { open_requests } => format!("{} open requests", short_number(*open_requests, 2)),
        Patience::MeanDays(days) => with_unit(&short_number(*days, 2), " days"),
        Patience::Unlimited => "no limit".to_owned(),
    }
}

fn opening(at: Option<YearMonth>, never: &str) -> String {
    at.map_or_else(|| never.to_owned(), month)
}

fn count(value: &u32) -> String {
    short_number(f64::from(*value), 0)
}

impl OptionEdit {
    /// What the edit of an option is called.
    fn label(&self, option: &ProvisionOption) -> String {
        let home_name = |id: &String| option.homes.iter().find(|home| home.id == *id).map_or(id.as_str(), |home| &home.name).to_owned();
        let unit = |id: &String| option.step_down_units.iter().find(|unit| unit.id == *id);
        match self {
            OptionEdit::Name(name) => format!("name of option: “{}” to “{}”", option.name, name.trim()),
            OptionEdit::CapitalPounds(_) => format!("building cost of “{}”", option.name),
            OptionEdit::Note(_) => format!("note of “{}”", option.name),
            OptionEdit::Colour(Some(colour)) => format!("colour of “{}”: {}", option.name, colour.label().to_lowercase()),
            OptionEdit::Colour(None) => format!("colour of “{}”: the next of the palette", option.name),
            OptionEdit::Hidden(true) => format!("hiding of “{}”", option.name),
            OptionEdit::Hidden(false) => format!("showing of “{}”", option.name),
            OptionEdit::Home(after) => match option.homes.iter().find(|home| home.id == after.id) {
                Some(before) => home_label(before, after),
                None => "a home that is not there".to_owned(),
            },
            OptionEdit::AddHome(home, _) => format!("new home {}", home.name),
            OptionEdit::RemoveHome(id) => format!("removal of {}", home_name(id)),
            OptionEdit::MoveHome(id, _) => format!("order of homes: {}", home_name(id)),
            OptionEdit::Unit(after) => match unit(&after.id) {
                Some(before) => unit_label(before, after),
                None => "a step-down unit that is not there".to_owned(),
            },
            OptionEdit::AddUnit(unit) => format!("new step-down unit {}", unit.name),
            OptionEdit::RemoveUnit(id) => format!("removal of {}", unit(id).map_or(id.as_str(), |unit| &unit.name)),
            OptionEdit::OpenFacility(after) => match (&option.open_facility, after) {
                (Some(before), Some(after)) => facility_label(before, after),
                (None, Some(_)) => "new open facility".to_owned(),
                (_, None) => "removal of the open facility".to_owned(),
            },
            OptionEdit::PlacementRule(rule) => change("placement rule", &option.placement_rule, rule, |rule| rule.label().to_owned()),
            OptionEdit::WaitingList(list) => change("waiting list", &option.waiting_list, list, |list| list.label().to_owned()),
        }
    }
}

/// The one thing that differs, or that several do.
fn the_one(what: &str, changes: Vec<String>) -> String {
    match <[String; 1]>::try_from(changes) {
        Ok([one]) => one,
        Err(_) => format!("several figures of {what}"),
    }
}

/// Notes a change if there is one.
fn note<T: PartialEq>(changes: &mut Vec<String>, name: String, old: &T, new: &T, word: impl Fn(&T) -> String) {
    if old != new {
        changes.push(change(&name, old, new, word));
    }
}

fn home_label(before: &Home, after: &Home) -> String {
    let mut changes = Vec::new();
    let name = &before.name;
    for (kind, label) in [(BedKind::Welfare, "welfare beds"), (BedKind::Justice, "justice beds"), (BedKind::Either, "beds for either")] {
        note(&mut changes, format!("{label}, {name}"), &before.beds(kind), &after.beds(kind), count);
    }
    note(&mut changes, format!("opening of {name}"), &before.opens, &after.opens, |at| opening(*at, "open throughout"));
    note(&mut changes, format!("closing of {name}"), &before.closes, &after.closes, |at| opening(*at, "never"));
    let months = |value: &f64| format!("{} months", short_number(*value, 2));
    note(&mut changes, format!("ramp-up of {name}"), &before.ramp_up_months, &after.ramp_up_months, months);
    note(&mut changes, format!("staffed beds of {name}"), &before.staffed_share, &after.staffed_share, |share| percent(*share));
    note(&mut changes, format!("mean closure, {name}"), &before.mean_closure_days, &after.mean_closure_days, days);
    note(&mut changes, format!("children declined, {name}"), &before.decline_share, &after.decline_share, |share| percent(*share));
    note(&mut changes, format!("children accepted, {name}"), &before.accepts, &after.accepts, |accepts| {
        let sexes = match accepts.sexes {
            Sexes::Both => "all",
            Sexes::Girls => "girls",
            Sexes::Boys => "boys",
        };
        format!("{sexes} {}–{}", accepts.youngest_years, accepts.oldest_years)
    });
    if before.name != after.name {
        changes.push(format!("name of home: {} to {}", before.name, after.name));
    }
    if before.site != after.site {
        changes.push(format!("site of {name}: {}", after.site.name));
    }
    the_one(name, changes)
}

fn days(value: &f64) -> String {
    with_unit(&short_number(*value, 2), " days")
}

fn stay_changes(changes: &mut Vec<String>, name: &str, before: &LengthOfStay, after: &LengthOfStay) {
    note(changes, name.to_owned(), &before.mean_days, &after.mean_days, days);
    note(changes, format!("spread of {name}"), &before.cv, &after.cv, |cv| short_number(*cv, 2));
    note(changes, format!("shortest {name}"), &before.minimum_days, &after.minimum_days, days);
    note(changes, format!("shape of {name}"), &before.family, &after.family, |family| family.label().to_lowercase());
}

fn unit_label(before: &StepDownUnit, after: &StepDownUnit) -> String {
    let mut changes = Vec::new();
    let name = &before.name;
    note(&mut changes, format!("places, {name}"), &before.places, &after.places, count);
    stay_changes(&mut changes, &format!("stay, {name}"), &before.stay, &after.stay);
    note(&mut changes, format!("when {name} is full"), &before.when_full, &after.when_full, |rule| match rule {
        WhenFull::LeaveDirect => "leave".to_owned(),
        WhenFull::StayInSecure { max_days: None } => "wait without limit".to_owned(),
        WhenFull::StayInSecure { max_days: Some(limit) } => format!("wait up to {}", days(limit)),
    });
    if before.accepts_from_elsewhere != after.accepts_from_elsewhere {
        changes.push(format!("who may come to {name}"));
    }
    if before.linked_home != after.linked_home {
        let home = match &after.linked_home {
            LinkedHome::Any => "any home",
            LinkedHome::Home(id) => id,
        };
        changes.push(format!("home of {name}: {home}"));
    }
    if before.name != after.name {
        changes.push(format!("name of step-down unit: {} to {}", before.name, after.name));
    }
    the_one(name, changes)
}

fn facility_label(before: &OpenFacility, after: &OpenFacility) -> String {
    let mut changes = Vec::new();
    note(&mut changes, "open facility places".to_owned(), &before.places, &after.places, count);
    stay_changes(&mut changes, "step-down stay, open facility", &before.step_down_stay, &after.step_down_stay);
    let label = |id: ParameterId| format!("{}, open facility", id.spec().label.to_lowercase());
    note(&mut changes, label(ParameterId::DivertibleShare), &before.divertible_share, &after.divertible_share, |share| percent(*share));
    note(&mut changes, label(ParameterId::PreventsShare), &before.prevents_share, &after.prevents_share, |share| percent(*share));
    stay_changes(&mut changes, "stay in place of a request, open facility", &before.prevention_stay, &after.prevention_stay);
    the_one("the open facility", changes)
}
