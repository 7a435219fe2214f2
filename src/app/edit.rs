//! Edits: everything the window can change in a scenario.

mod appraisal;
mod label;
mod option;
mod sources;

pub use appraisal::{AppraisalEdit, member_fault, role_fault};
pub use option::OptionEdit;
pub use sources::{keep_true, same_provision};

use std::collections::BTreeMap;

use crate::model::costs::{BespokePaid, PaidBy, Spread};
use crate::model::{
    Assurance, BoroughMix, CostFigure, CostGroup, Costs, Membership, Offers, ParameterId, Patience, ProvisionOption, Range, RegisterEntry,
    Scenario, Source, StayFamily, Stream, Today, YearMonth,
};

/// A change of the scenario.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// A figure of the catalogue.
    Parameter(ParameterId, f64),
    /// How long a request waits before it is withdrawn.
    Patience(Stream, Patience),
    /// The shape of the length of stay.
    StayFamily(Stream, StayFamily),
    /// The weight of a month, by its place in the year from 0.
    MonthWeight(Stream, usize, f64),
    /// The weights of all months.
    MonthWeights(Stream, [f64; 12]),
    /// The weights of all ages.
    AgeWeights(Stream, [f64; 8]),
    /// The weight of an age, by its place from the youngest, 0.
    AgeWeight(Stream, usize, f64),
    /// How requests are spread over the boroughs.
    BoroughMix(BoroughMix),
    /// The weight of a borough by its name, where the weights are known.
    BoroughWeight(String, f64),
    /// How the authorities share what they run together.
    Membership(Membership),
    /// Places that the rest of the country offers.
    Offers(Stream, Offers),
    /// Whether children under 14 go first on the waiting list.
    PriorityUnder14(bool),
    /// The first month without offers from Scotland.
    ScottishOffersEnd(Option<YearMonth>),
    /// Something of an option, by its id.
    Option(String, OptionEdit),
    /// What things cost, all at once, with where each figure comes from.
    Prices(Box<Costs>, BTreeMap<ParameterId, Source>),
    /// The ends of the range of a figure of costs.
    CostRange(CostFigure, Spread),
    /// What the price of bespoke care pays for.
    BespokePaid(BespokePaid),
    /// Who pays for a group of things.
    PaidBy(CostGroup, PaidBy),
    /// What the scenario is called.
    Name(String),
    /// The question it asks.
    Description(String),
    /// What officers want to remember.
    Note(String),
    /// What a reader who does not see a chart is told, by the chart's id; empty: the program's own words.
    AlternativeText(String, String),
    /// How far it has been assured, and by which posts.
    Assurance(Assurance),
    /// What an uncertain figure may be; none: it counts as known.
    Range(ParameterId, Option<Range>),
    /// What is judged of a figure; none: nothing any more.
    Register(ParameterId, Option<RegisterEntry>),
    /// One more option, at a place in the list; never before the first.
    AddOption(Box<ProvisionOption>, usize),
    /// One option fewer, by its id.
    RemoveOption(String),
    /// An option, by its id, goes to a place in the list; never before the first.
    MoveOption(String, usize),
    /// Something of the appraisal.
    Appraisal(AppraisalEdit),
    /// The run starts from where things stand, without a warm-up; with where the numbers come from.
    StartFromToday(Box<Today>, Source),
    /// The run starts empty and warms up for so many years.
    StartWithWarmUp(f64),
    /// Children in placement or requests open today, whichever the figure is. What they came from before says nothing of the new numbers.
    Today(ParameterId, Box<Today>),
}

impl Edit {
    /// Makes the change. An edit of something that is not there changes nothing, and so does an edit of the first option, *as now*,
    /// which is what there is today.
    pub fn apply(self, scenario: &mut Scenario) {
        match self {
            Edit::Parameter(id, value) => {
                id.set(scenario, value);
            }
            Edit::Patience(stream, patience) => scenario.demand.stream_mut(stream).patience = patience,
            Edit::StayFamily(stream, family) => scenario.demand.stream_mut(stream).length_of_stay.family = family,
            Edit::MonthWeight(stream, month, weight) => {
                if let Some(month) = scenario.demand.stream_mut(stream).seasonality.get_mut(month) {
                    *month = weight;
                }
            }
            Edit::AgeWeight(stream, index, weight) => {
                if let Some(age) = scenario.demand.stream_mut(stream).age_weights.get_mut(index) {
                    *age = weight;
                }
            }
            Edit::MonthWeights(stream, weights) => scenario.demand.stream_mut(stream).seasonality = weights,
            Edit::AgeWeights(stream, weights) => scenario.demand.stream_mut(stream).age_weights = weights,
            Edit::BoroughMix(mix) => scenario.demand.borough_mix = mix,
            Edit::BoroughWeight(name, weight) => {
                if let BoroughMix::Known(weights) = &mut scenario.demand.borough_mix {
                    weights.insert(name, weight);
                }
            }
            Edit::Membership(rule) => scenario.membership = rule,
            Edit::Offers(stream, offers) => *scenario.elsewhere.offers_mut(stream) = offers,
            Edit::PriorityUnder14(first) => scenario.pathway.priority_under_14 = first,
            Edit::ScottishOffersEnd(month) => scenario.elsewhere.scottish_offers_end = month,
            Edit::Option(id, edit) => {
                if edit.is_permitted(&id, scenario)
                    && let Some(option) = scenario.options.iter_mut().skip(1).find(|option| option.id == id)
                {
                    edit.apply(option);
                }
            }
            Edit::Prices(costs, sources) => {
                scenario.costs = Some(*costs);
                scenario.sources.extend(sources);
            }
            Edit::CostRange(figure, spread) => {
                if let Some(known) = scenario.costs.as_mut().and_then(|costs| costs.figures.get_mut(&figure)) {
                    *known = spread;
                }
            }
            Edit::BespokePaid(paid) => {
                if let Some(costs) = &mut scenario.costs {
                    costs.bespoke_paid = paid;
                }
            }
            Edit::PaidBy(group, paid_by) => {
                if let Some(costs) = &mut scenario.costs {
                    costs.paid_by.insert(group, paid_by);
                }
            }
            Edit::Name(name) => scenario.name = name,
            Edit::Description(text) => scenario.description = text,
            Edit::Note(text) => scenario.note = text,
            Edit::AlternativeText(id, text) if text.trim().is_empty() => {
                scenario.alternative_texts.remove(&id);
            }
            Edit::AlternativeText(id, text) => {
                scenario.alternative_texts.insert(id, text);
            }
            Edit::Assurance(assurance) => scenario.assurance = assurance,
            Edit::Range(id, Some(range)) => {
                scenario.ranges.insert(id, range);
            }
            Edit::Range(id, None) => {
                scenario.ranges.remove(&id);
            }
            Edit::Register(id, Some(entry)) => {
                scenario.register.insert(id, entry);
            }
            Edit::Register(id, None) => {
                scenario.register.remove(&id);
            }
            Edit::Appraisal(edit) => edit.apply(scenario),
            Edit::StartFromToday(today, source) => {
                (scenario.today, scenario.run.warm_up_years) = (Some(*today), 0.0);
                scenario.sources.extend(OF_TODAY.map(|id| (id, source.clone())));
            }
            Edit::StartWithWarmUp(years) => {
                (scenario.today, scenario.run.warm_up_years) = (None, years);
                OF_TODAY.iter().for_each(|id| {
                    scenario.sources.remove(id);
                });
            }
            Edit::Today(id, today) => {
                if scenario.today.is_some() {
                    scenario.today = Some(*today);
                    scenario.sources.remove(&id);
                }
            }
            Edit::AddOption(option, at) => {
                if scenario.option(&option.id).is_none() && scenario.options.iter().all(|other| other.name != option.name) {
                    let at = at.max(1).min(scenario.options.len());
                    scenario.options.insert(at, *option);
                }
            }
            Edit::RemoveOption(id) => {
                if let Some(at) = movable(scenario, &id) {
                    scenario.options.remove(at);
                }
            }
            Edit::MoveOption(id, to) => {
                if let Some(at) = movable(scenario, &id) {
                    let option = scenario.options.remove(at);
                    scenario.options.insert(to.max(1).min(scenario.options.len()), option);
                }
            }
        }
    }
}

/// The figures of where things stand today.
pub const OF_TODAY: [ParameterId; 2] = [ParameterId::TodayPlaced, ParameterId::TodayOpen];

/// The place of an option that is not the first.
fn movable(scenario: &Scenario, id: &str) -> Option<usize> {
    scenario.options.iter().position(|option| option.id == id).filter(|at| *at > 0)
}

/// Why an option may not be called so, in a sentence; nothing if it may.
pub fn name_fault(scenario: &Scenario, id: &str, name: &str) -> Option<String> {
    let name = name.trim();
    if name.is_empty() {
        return Some("A name is needed.".to_owned());
    }
    if name.chars().any(char::is_control) {
        return Some("A name is one line of text.".to_owned());
    }
    let other = scenario.options.iter().any(|option| option.id != id && option.name.trim().to_lowercase() == name.to_lowercase());
    other.then(|| format!("Another option is called “{name}” already: give this one another name."))
}

#[cfg(test)]
mod tests;
