//! What causes the differences between draws: the global measure of [`super::sobol`], and what finding out would be worth.
//!
//! Every point is played on the same futures, so that chance does not enter: what is measured is a function of the figures alone.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

use super::choice::Aim;
use super::figures::{FIRST_SET, Figures, SECOND_SET};
use super::sobol::{self, Point, Shares};
use super::stage::Stage;
use super::worth::{Worth, worth};
use crate::analysis::measure::MeasureSpec;
use crate::analysis::progress::{Progress, Tell};
use crate::model::{ParameterId, Range, ValidScenario};

/// What is asked.
#[derive(Clone, Debug, PartialEq)]
pub struct GlobalAsk {
    /// Indices of the options.
    pub options: Vec<usize>,
    /// What the uncertain figures may be.
    pub ranges: BTreeMap<ParameterId, Range>,
    /// Points, each played once and once for every figure, and once more.
    pub points: u32,
    /// Futures of each, the same for all.
    pub futures: u32,
}

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Quantity {
    /// A measure of an option, by its place in `options`.
    Option(usize),
    /// The same less that of another option.
    Difference(usize, usize),
}

/// One point: figures of both sets, and the means of every option and measure at each mixture of them.
#[derive(Clone, Debug, PartialEq)]
struct Played {
    figures: [Vec<f64>; 2],
    /// The first set, the second, then the first with each figure from the second.
    means: Vec<Vec<f64>>,
}

/// What is known so far.
#[derive(Clone, Debug, PartialEq)]
pub struct Global {
    /// Indices of the options in the scenario.
    pub options: Vec<usize>,
    /// What is measured.
    pub measures: Vec<MeasureSpec>,
    /// The uncertain figures.
    pub figures: Vec<ParameterId>,
    /// Futures of each point.
    pub futures: u32,
    /// Points set aside because their figures contradict each other.
    pub set_aside: u32,
    /// Key of resampling.
    seed: u64,
    points: Vec<Played>,
}

impl Global {
    /// Points played.
    pub fn points(&self) -> usize {
        self.points.len()
    }

    /// The share of the variance of a measure (by its key) that each figure causes, in the order of the figures; empty where nothing varies.
    pub fn shares(&self, quantity: Quantity, key: &str) -> Vec<Shares> {
        let Some(measure) = self.measures.iter().position(|measure| measure.key == key) else { return Vec::new() };
        let value = |means: &Vec<f64>| {
            let of = |option: usize| means.get(option * self.measures.len() + measure).copied().unwrap_or(f64::NAN);
            match quantity {
                Quantity::Option(option) => of(option),
                Quantity::Difference(option, other) => of(option) - of(other),
            }
        };
        let points = self.points.iter().filter_map(|played| {
            let mut values = played.means.iter().map(value);
            let point = Point { a: values.next()?, b: values.next()?, swapped: values.collect() };
            // A wait has no value where nobody is placed.
            let known = !point.a.is_nan() && !point.b.is_nan() && point.swapped.iter().all(|value| !value.is_nan());
            known.then_some(point)
        });
        sobol::shares(&points.collect::<Vec<_>>(), self.seed)
    }

    /// The chance that the option chosen today turns out to be the right one, and what finding out would add: a draw's right option is the
    /// one that the aim chooses in it, and is worth 1 there, any other 0. None where no option has a value.
    pub fn worth(&self, key: &str, aim: Aim, places: &[u32]) -> Option<Worth> {
        let measure = self.measures.iter().position(|measure| measure.key == key)?;
        let better = self.measures.get(measure)?.better;
        let (mut values, mut figures) = (Vec::new(), Vec::new());
        for played in &self.points {
            for (set, means) in played.figures.iter().zip(&played.means) {
                let of_options: Vec<f64> = means.iter().skip(measure).step_by(self.measures.len()).copied().collect();
                let Some(right) = aim.choose(better, &of_options, places) else { continue };
                values.push((0..of_options.len()).map(|option| f64::from(u8::from(option == right))).collect());
                figures.push(set.clone());
            }
        }
        worth(&values, &figures)
    }
}

/// Plays the points; stopped, says what is known. What is found of the first points does not depend on how many follow, nor on the number
/// of threads (0: one a core).
pub fn global(scenario: &ValidScenario, ask: &GlobalAsk, threads: usize, stop: &AtomicBool, tell: Tell<Global>) -> Global {
    let stage = Stage::new(scenario, &ask.options, threads);
    let figures = Figures::new(scenario, &ask.ranges);
    let mut found = Global {
        options: ask.options.clone(),
        measures: stage.measures().to_vec(),
        figures: figures.ids(),
        futures: ask.futures,
        set_aside: 0,
        seed: scenario.run.seed,
        points: Vec::new(),
    };
    for point in 0..ask.points {
        let (first, second) = (figures.uniforms(FIRST_SET, point), figures.uniforms(SECOND_SET, point));
        let mut places = vec![first.clone(), second.clone()];
        places.extend((0..first.len()).map(|figure| {
            let mut mixed = first.clone();
            mixed[figure] = second[figure];
            mixed
        }));
        let played = stage.each(&places, |place| {
            let drawn = figures.at(place);
            let rows = drawn.scenario.and_then(|scenario| stage.play(&scenario, 0..ask.futures, stop));
            rows.map(|rows| (drawn.values, rows.means()))
        });
        if stop.load(Ordering::Relaxed) {
            break;
        }
        match played.into_iter().collect::<Option<Vec<_>>>() {
            Some(played) => {
                let (values, means): (Vec<_>, Vec<_>) = played.into_iter().unzip();
                let mut values = values.into_iter();
                let sets = [values.next().unwrap_or_default(), values.next().unwrap_or_default()];
                found.points.push(Played { figures: sets, means });
            }
            None => found.set_aside += 1,
        }
        tell(Progress { done: point + 1, wanted: ask.points }, &found);
    }
    found
}
