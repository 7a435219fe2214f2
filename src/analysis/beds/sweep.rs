//! One option, larger and smaller: how each measure changes with it, and the smallest provision that meets a goal.

use std::sync::atomic::AtomicBool;

use crate::model::{ProvisionOption, Scenario, Stream, ValidScenario};

use super::super::costs::{CostMeasure, estimates_of};
use super::super::measure::MeasureSpec;
use super::super::progress::Progress;
use super::super::summary::Estimate;
use super::access::{Goal, Met};
use super::change::{Vary, beds_for, grounds, with_step_down_places};
use super::play::{Point, Wanted, World, measures, play};
use super::{StudyError, Tell};

/// Share of futures that make a goal met *in nine futures of ten*.
pub const NINE_IN_TEN: f64 = 0.9;

/// Whole numbers from one to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Steps {
    /// The first.
    pub from: u32,
    /// None is beyond this one.
    pub to: u32,
    /// From each to the next; 0 is taken for 1.
    pub step: u32,
}

impl Steps {
    /// The numbers, rising.
    pub fn numbers(self) -> impl Iterator<Item = u32> {
        (self.from..=self.to).step_by(self.step.max(1) as usize)
    }
}

/// A sweep of an option.
#[derive(Clone, Debug, PartialEq)]
pub struct Ask {
    /// Index of the option.
    pub option: usize,
    /// Whose beds are varied.
    pub stream: Stream,
    /// What is varied.
    pub vary: Vary,
    /// How much of it.
    pub numbers: Steps,
    /// Step-down places in all, tried with each of the numbers; none leaves them as they are.
    pub step_down_places: Option<Steps>,
    /// Indices of the options that are played beside what is tried.
    pub beside: Vec<usize>,
    /// Possible futures.
    pub futures: u32,
}

/// A provision that was tried.
#[derive(Clone, Debug, PartialEq)]
pub struct Tried {
    /// How much of what is varied.
    pub number: u32,
    /// Beds in London that the stream's children may use.
    pub beds: u32,
    /// Step-down places in London.
    pub step_down_places: u32,
    /// The option as tried.
    pub option: ProvisionOption,
    /// What it gives.
    pub point: Point,
}

/// What a sweep has found.
#[derive(Clone, Debug, PartialEq)]
pub struct Sweep {
    /// What was asked.
    pub ask: Ask,
    /// Futures so far.
    pub futures: u32,
    /// The measures, in the order of the estimates.
    pub measures: Vec<MeasureSpec>,
    /// Numbers rising, and for each of them places rising.
    pub tried: Vec<Tried>,
    /// The options beside, with their index; `number` is how much they have of what is varied.
    pub options: Vec<(usize, Tried)>,
}

/// The smallest provision that meets a goal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Smallest<'a> {
    /// The provision.
    pub tried: &'a Tried,
    /// How it meets the goal.
    pub met: Met,
}

impl Sweep {
    /// Index of a measure by its key.
    pub fn measure_index(&self, key: &str) -> Option<usize> {
        self.measures.iter().position(|measure| measure.key == key)
    }

    /// The smallest provision tried that meets a goal on average over futures: fewest beds, then fewest step-down places.
    pub fn smallest(&self, goal: Goal) -> Option<Smallest<'_>> {
        self.smallest_where(goal, |met| met.on_average(goal))
    }

    /// The smallest that meets it in at least nine futures of ten.
    pub fn smallest_in_nine_futures(&self, goal: Goal) -> Option<Smallest<'_>> {
        self.smallest_where(goal, |met| met.futures_share >= NINE_IN_TEN)
    }

    /// What a provision costs, at the prices of a scenario that it may have got since; none where it has no prices, or nothing was played.
    /// An option's own building cost, where it has one, goes with the places tried: half as many cost half as much.
    pub fn cost(&self, scenario: &Scenario, tried: &Tried, measure: CostMeasure) -> Option<Estimate> {
        let costs = scenario.costs.as_ref()?;
        let own = scenario.options.get(self.ask.option)?;
        let places = |option: &ProvisionOption| costs.capital_pounds(&ProvisionOption { capital_pounds: None, ..option.clone() });
        let mut option = tried.option.clone();
        option.capital_pounds = own.capital_pounds.filter(|_| places(own) > 0.0).map(|pounds| pounds * places(&option) / places(own));
        estimates_of(scenario, &option, tried.point.usage.as_ref()?)?.get(measure as usize).copied().filter(|cost| cost.mean.is_finite())
    }

    /// What an option beside costs, at the prices of a scenario that it may have got since.
    pub fn cost_of_option(&self, scenario: &Scenario, (index, tried): &(usize, Tried), measure: CostMeasure) -> Option<Estimate> {
        let option = scenario.options.get(*index)?;
        estimates_of(scenario, option, tried.point.usage.as_ref()?)?.get(measure as usize).copied().filter(|cost| cost.mean.is_finite())
    }

    fn smallest_where(&self, goal: Goal, meets: impl Fn(&Met) -> bool) -> Option<Smallest<'_>> {
        let met = self.tried.iter().map(|tried| Smallest { tried, met: tried.point.access[self.ask.stream.index()].met(goal) });
        met.filter(|smallest| meets(&smallest.met)).min_by_key(|smallest| (smallest.tried.beds, smallest.tried.step_down_places))
    }
}

/// Tries an option larger and smaller, all on the same children, with other options of the scenario beside it.
///
/// # Errors
/// When the option is not there, no home of the scenario shows what a home is like, or a provision is more than a scenario may have.
pub fn sweep(scenario: &ValidScenario, ask: &Ask, threads: usize, stop: &AtomicBool, tell: Tell<'_, Sweep>) -> Result<Sweep, StudyError> {
    let option = scenario.options.get(ask.option).ok_or(StudyError::NoOption)?;
    let grounds = grounds(scenario, option).ok_or(StudyError::NoHome)?;
    let mut provisions: Vec<(u32, ProvisionOption)> = Vec::new();
    for number in ask.numbers.numbers() {
        let varied = ask.vary.with(&grounds, ask.stream, number);
        match ask.step_down_places {
            None => provisions.push((number, varied)),
            Some(places) => provisions.extend(places.numbers().map(|places| (number, with_step_down_places(&varied, places)))),
        }
    }
    let shown: Vec<usize> = ask.beside.iter().copied().filter(|option| *option < scenario.options.len()).collect();
    let world = World::with_options(scenario, &shown, provisions.iter().map(|(_, option)| option.clone()), ask.futures)?;
    let specs = measures(scenario);
    let found = |futures: u32, mut points: Vec<Point>| {
        let tried_of = |number: u32, option: &ProvisionOption, point: Point| Tried {
            number,
            beds: beds_for(option, ask.stream),
            step_down_places: Vary::StepDownPlaces.of(option, ask.stream),
            option: option.clone(),
            point,
        };
        let tried = points.split_off(shown.len());
        let of_scenario = shown.iter().zip(points).map(|(index, point)| {
            let option = &scenario.options[*index];
            (*index, tried_of(ask.vary.of(option, ask.stream), option, point))
        });
        Sweep {
            ask: ask.clone(),
            futures,
            measures: specs.clone(),
            tried: provisions.iter().zip(tried).map(|((number, option), point)| tried_of(*number, option, point)).collect(),
            options: of_scenario.collect(),
        }
    };
    let mut say = |progress: Progress, points: Vec<Point>| tell(progress, &found(progress.done, points));
    let wanted = Wanted { futures: ask.futures, threads, reference: None, counts_usage: true };
    let (futures, points) = play(&[world], wanted, stop, &mut say);
    Ok(found(futures, points))
}
