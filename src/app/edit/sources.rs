//! Where figures come from once they were changed: a figure that somebody set here is no longer stated, derived or published by anybody,
//! and one that is set back is what it was. Screen, register, differences, file and paper then tell the same without knowing of it.

use super::OF_TODAY;
use crate::app::building::totals;
use crate::app::wording::{parameter_unit, short_number, with_unit};
use crate::model::costs::Spread;
use crate::model::{AssuranceState, Home, Membership, ParameterId as P, ProvisionOption, Range, Scenario, Source, StepDownUnit, Unit};
use crate::report::boroughs::rule_words;
use crate::report::register;

/// Brings the sources of a scenario up to date after an edit that made it of the one before. `opened` is the scenario as it was opened.
pub fn keep_true(scenario: &mut Scenario, before: &Scenario, opened: &Scenario) {
    for id in P::all().filter(|id| !is_of_options(*id)) {
        if same(id, scenario, before) {
            continue;
        }
        // Where the edit itself says where the new figure comes from, it is right.
        if scenario.sources.get(&id) == before.sources.get(&id) || OF_TODAY.contains(&id) {
            let source = of_figure(id, scenario, before, opened);
            put(scenario, id, source);
        }
    }
    ranges(scenario, before, opened);
    membership(scenario, before, opened);
    if scenario.options != before.options {
        options(scenario, before, opened);
    }
    judgements(scenario, before, opened);
    assurance(scenario, before, opened);
}

/// Whoever tested, assured or approved a scenario did so as it was: with other figures it is a draft until somebody says otherwise.
fn assurance(scenario: &mut Scenario, before: &Scenario, opened: &Scenario) {
    if scenario.assurance.state == AssuranceState::Draft && opened.assurance.state == AssuranceState::Draft {
        return;
    }
    let now = scenario.assured_inputs();
    if now != before.assured_inputs() {
        let is_back = now == opened.assured_inputs();
        scenario.assurance.state = if is_back { opened.assurance.state } else { AssuranceState::Draft };
    }
}

/// What is judged of a figure is judged of the value that it had: once that is another, the judgement says of which it was made.
fn judgements(scenario: &mut Scenario, before: &Scenario, opened: &Scenario) {
    for (id, entry) in &before.register {
        if scenario.register.get(id) != Some(entry) || alike(*id, scenario, before) {
            continue;
        }
        let first = opened.register.get(id).filter(|first| first.made_at(Some("")) == entry.made_at(Some("")));
        let told = match first {
            Some(first) if alike(*id, scenario, opened) => first.clone(),
            _ => {
                let former = || if is_of_options(*id) { BEFORE_OPTIONS.to_owned() } else { words(*id, before) };
                let was = entry.judged_at().map_or_else(former, str::to_owned);
                let is_back = id.value(scenario).is_some() && was == words(*id, scenario);
                entry.made_at((!is_back).then_some(was.as_str()))
            }
        };
        scenario.register.insert(*id, told);
    }
}

/// What a figure was that each option has for itself.
const BEFORE_OPTIONS: &str = "as it stood before options were changed in the program";

/// Whether two scenarios say the same of a figure, in every option that both have.
fn alike(id: P, a: &Scenario, b: &Scenario) -> bool {
    if is_of_options(id) {
        return a.options.iter().all(|option| b.option(&option.id).is_none_or(|other| !differs(id, option, other)));
    }
    match (id.value(a), id.value(b)) {
        (Some(a), Some(b)) => a == b,
        _ => same(id, a, b),
    }
}

fn put(scenario: &mut Scenario, id: P, source: Option<Source>) {
    match source {
        Some(source) => scenario.sources.insert(id, source),
        None => scenario.sources.remove(&id),
    };
}

/// Whether each option has such figures for itself.
fn is_of_options(id: P) -> bool {
    id.path().starts_with("options.")
}

/// Whether two scenarios say the same of a figure.
fn same(id: P, a: &Scenario, b: &Scenario) -> bool {
    match id {
        P::Seasonality(stream) => a.demand.stream(stream).seasonality == b.demand.stream(stream).seasonality,
        P::AgeWeights(stream) => a.demand.stream(stream).age_weights == b.demand.stream(stream).age_weights,
        P::LengthOfStayFamily(stream) => a.demand.stream(stream).length_of_stay.family == b.demand.stream(stream).length_of_stay.family,
        P::Patience(stream) => a.demand.stream(stream).patience == b.demand.stream(stream).patience,
        P::OffersPerYear(stream) => a.elsewhere.offers(stream) == b.elsewhere.offers(stream),
        P::BoroughMix => a.demand.borough_mix == b.demand.borough_mix,
        P::ScottishOffersEnd => a.elsewhere.scottish_offers_end == b.elsewhere.scottish_offers_end,
        P::PriorityUnder14 => a.pathway.priority_under_14 == b.pathway.priority_under_14,
        P::TodayPlaced => a.today.as_ref().map(|today| &today.placed) == b.today.as_ref().map(|today| &today.placed),
        P::TodayOpen => a.today.as_ref().map(|today| &today.open) == b.today.as_ref().map(|today| &today.open),
        P::Cost(figure) => spread(a, figure) == spread(b, figure),
        P::BespokePaid => a.costs.as_ref().map(|costs| costs.bespoke_paid) == b.costs.as_ref().map(|costs| costs.bespoke_paid),
        P::PaidBy(group) => a.costs.as_ref().map(|costs| costs.shares(group)) == b.costs.as_ref().map(|costs| costs.shares(group)),
        _ => id.value(a) == id.value(b),
    }
}

fn spread(scenario: &Scenario, figure: crate::model::CostFigure) -> Option<Spread> {
    scenario.costs.as_ref()?.figures.get(&figure).copied()
}

/// The source of a figure that the edit changed.
fn of_figure(id: P, scenario: &Scenario, before: &Scenario, opened: &Scenario) -> Option<Source> {
    if same(id, scenario, opened) {
        return opened.sources.get(&id).cloned();
    }
    // Numbers of few children may be somebody's count as long as nobody says otherwise.
    if OF_TODAY.contains(&id) {
        return scenario.sources.get(&id).cloned();
    }
    // Prices that the scenario did not have when it was opened came in later.
    let was_there = !id.is_of_costs() || opened.costs.is_some();
    let first = if was_there { opened } else { before };
    let source = first.sources.get(&id);
    if let P::Cost(figure) = id
        && let (Some(now), Some(then)) = (spread(scenario, figure), spread(first, figure))
        && now.central == then.central
    {
        let remark = format!(
            "The ends of its range were set in the program in place of {} and {}.",
            figure_words(id, then.low),
            figure_words(id, then.high)
        );
        let told = |source: &Source| if source.sentence().contains(ENDS) { source.clone() } else { source.with_remark(&remark) };
        return source.map(told);
    }
    Some(Source::set_in_place_of(&words(id, first), source))
}

/// By this the remark on the ends of a range is told.
const ENDS: &str = "The ends of its range were set in the program";

/// What a scenario says of a figure.
fn words(id: P, scenario: &Scenario) -> String {
    id.value(scenario).map_or_else(|| register::value(id, scenario).0, |value| figure_words(id, value))
}

/// A figure with its unit and all its digits that matter.
fn figure_words(id: P, value: f64) -> String {
    match id.spec().unit {
        _ if matches!(id, P::PriceYear | P::Seed) => format!("{value}"),
        Unit::Share => format!("{}%", short_number(value * 100.0, 2)),
        Unit::PoundsPerWeek => format!("£{} a week", short_number(value, 2)),
        Unit::Pounds => format!("£{}", short_number(value, 2)),
        _ => with_unit(&short_number(value, 4), parameter_unit(id)),
    }
}

/// The sources of ranges: each range has its own.
fn ranges(scenario: &mut Scenario, before: &Scenario, opened: &Scenario) {
    let same = |a: &Range, b: &Range| (a.low, a.central, a.high, a.shape) == (b.low, b.central, b.high, b.shape);
    for (id, range) in &mut scenario.ranges {
        let Some(was) = before.ranges.get(id).filter(|was| !same(was, range) && was.source == range.source) else { continue };
        let first = opened.ranges.get(id).unwrap_or(was);
        range.source = if same(first, range) {
            first.source.clone()
        } else {
            let [low, central, high] = [first.low, first.central, first.high].map(|value| figure_words(*id, value));
            Source::set_in_place_of(&format!("low {low}, middle {central}, high {high}"), Some(&first.source))
        };
    }
}

/// The source of the rule by which the authorities share.
fn membership(scenario: &mut Scenario, before: &Scenario, opened: &Scenario) {
    let (rule, first) = (&scenario.membership, &opened.membership);
    if *rule == before.membership || rule.source != before.membership.source {
        return;
    }
    scenario.membership.source = if (Membership { source: first.source.clone(), ..rule.clone() }) == *first {
        first.source.clone()
    } else {
        Source::set_in_place_of(&format!("“{}”", rule_words(first)), Some(&first.source))
    };
}

/// What options are in themselves, without what they are called, how they are marked and what they are said to cost.
pub fn same_provision(a: &ProvisionOption, b: &ProvisionOption) -> bool {
    let home = |home: &Home| {
        let mut home = home.clone();
        home.name.clear();
        home.site.name.clear();
        home
    };
    let unit = |unit: &StepDownUnit| StepDownUnit { name: String::new(), ..unit.clone() };
    (a.waiting_list, a.placement_rule, &a.open_facility) == (b.waiting_list, b.placement_rule, &b.open_facility)
        && a.homes.iter().map(home).eq(b.homes.iter().map(home))
        && a.step_down_units.iter().map(unit).eq(b.step_down_units.iter().map(unit))
}

/// The sources of options, and of the figures that each option has for itself.
fn options(scenario: &mut Scenario, before: &Scenario, opened: &Scenario) {
    for option in &mut scenario.options {
        match opened.option(&option.id) {
            Some(first) if same_provision(first, option) => option.source = first.source.clone(),
            Some(first) => {
                let (had, has) = (totals(first), totals(option));
                let former = if had == has { "the option as it was" } else { &had };
                option.source = Source::set_in_place_of(former, Some(&first.source));
            }
            // A copy is what it was copied from only until it is changed.
            None => {
                if option.source.is_of_copy() && before.option(&option.id).is_some_and(|was| !same_provision(was, option)) {
                    option.source = option.source.with_remark("Changed since.");
                }
            }
        }
    }
    let changed: Vec<(&ProvisionOption, &ProvisionOption)> = scenario
        .options
        .iter()
        .filter_map(|option| Some((opened.option(&option.id)?, option)))
        .filter(|(first, now)| first != now)
        .collect();
    let mut told = Vec::new();
    for id in P::all().filter(|id| is_of_options(*id)) {
        let names: Vec<&str> = changed.iter().filter(|(first, now)| differs(id, first, now)).map(|(_, now)| now.name.as_str()).collect();
        let source = opened.sources.get(&id).map(|source| match names.as_slice() {
            [] => source.clone(),
            [name] => source.with_remark(&format!("Not so in “{name}”, which was changed in the program.")),
            names => source.with_remark(&format!("Not so in {} options, which were changed in the program.", names.len())),
        });
        told.push((id, source));
    }
    told.into_iter().for_each(|(id, source)| put(scenario, id, source));
}

/// Whether an option says something else of a figure than before.
fn differs(id: P, a: &ProvisionOption, b: &ProvisionOption) -> bool {
    let homes = |says_else: fn(&Home, &Home) -> bool| {
        a.homes.iter().any(|home| b.homes.iter().any(|other| other.id == home.id && says_else(home, other)))
    };
    let units = |says_else: fn(&StepDownUnit, &StepDownUnit) -> bool| {
        a.step_down_units.iter().any(|unit| b.step_down_units.iter().any(|other| other.id == unit.id && says_else(unit, other)))
    };
    let [first, now] = [a, b].map(|option| option.open_facility.as_ref());
    let both = first.zip(now);
    match id {
        P::WaitingList => a.waiting_list != b.waiting_list,
        P::PlacementRule => a.placement_rule != b.placement_rule,
        P::HomeBeds => {
            let beds = |home: &Home| (home.welfare_beds, home.justice_beds, home.either_beds);
            a.homes.len() != b.homes.len() || a.homes.iter().zip(&b.homes).any(|(a, b)| beds(a) != beds(b))
        }
        P::HomeSite => homes(|a, b| a.site != b.site),
        P::HomeOpens => homes(|a, b| a.opens != b.opens),
        P::HomeCloses => homes(|a, b| a.closes != b.closes),
        P::RampUpMonths => homes(|a, b| a.ramp_up_months != b.ramp_up_months),
        P::StaffedShare => homes(|a, b| a.staffed_share != b.staffed_share),
        P::MeanClosureDays => homes(|a, b| a.mean_closure_days != b.mean_closure_days),
        P::DeclineShare => homes(|a, b| a.decline_share != b.decline_share),
        P::HomeAccepts => homes(|a, b| a.accepts != b.accepts),
        P::StepDownPlaces => {
            a.step_down_units.len() != b.step_down_units.len()
                || a.step_down_units.iter().zip(&b.step_down_units).any(|(a, b)| a.places != b.places)
        }
        P::StepDownStay => units(|a, b| a.stay != b.stay),
        P::StepDownFromElsewhere => units(|a, b| a.accepts_from_elsewhere != b.accepts_from_elsewhere),
        P::StepDownWhenFull => units(|a, b| a.when_full != b.when_full),
        P::OpenFacilityPlaces => first.map(|facility| facility.places) != now.map(|facility| facility.places),
        P::OpenFacilityStepDownStay => both.is_some_and(|(a, b)| a.step_down_stay != b.step_down_stay),
        P::DivertibleShare => both.is_some_and(|(a, b)| a.divertible_share != b.divertible_share),
        P::PreventsShare => both.is_some_and(|(a, b)| a.prevents_share != b.prevents_share),
        P::PreventionStay => both.is_some_and(|(a, b)| a.prevention_stay != b.prevention_stay),
        P::OptionCapital => a.capital_pounds != b.capital_pounds,
        _ => false,
    }
}
