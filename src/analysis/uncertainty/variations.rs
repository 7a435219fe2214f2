//! One thing at a time: each uncertain figure at its low and its high value, then worlds of another kind, all on the same children.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

use super::figures::Figures;
use super::stage::{Rows, Stage};
use super::structure::Structural;
use crate::analysis::measure::MeasureSpec;
use crate::analysis::progress::{Progress, Tell};
use crate::analysis::sample::{Moments, student_t_975};
use crate::model::{ParameterId, Range, ValidScenario};

/// Where the other figures are while one is changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Around {
    /// As in the scenario.
    #[default]
    Scenario,
    /// In the middle of their ranges.
    Central,
}

/// What is asked.
#[derive(Clone, Debug, PartialEq)]
pub struct VariationsAsk {
    /// Indices of the options.
    pub options: Vec<usize>,
    /// What the uncertain figures may be.
    pub ranges: BTreeMap<ParameterId, Range>,
    /// Where the other figures are while one is changed.
    pub around: Around,
    /// Futures of each variation, the same for all.
    pub futures: u32,
}

/// What is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Nothing: what the others are compared with.
    None,
    /// A figure at its low value.
    Low(ParameterId),
    /// A figure at its high value.
    High(ParameterId),
    /// The world.
    World(Structural),
}

/// A measure of an option under a change. NaN where there is no value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effect {
    /// Mean under the change.
    pub mean: f64,
    /// Its difference to the mean without it, on the same children.
    pub change: f64,
    /// Half-width of the 95% interval of the difference (Student t).
    pub half_width: f64,
}

/// One change and what comes of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Variation {
    /// What is changed.
    pub change: Change,
    /// Options in turn, measures in a row; empty where the changed scenario contradicts itself.
    pub effects: Vec<Effect>,
}

/// What is known so far.
#[derive(Clone, Debug, PartialEq)]
pub struct Variations {
    /// Indices of the options in the scenario.
    pub options: Vec<usize>,
    /// What is measured.
    pub measures: Vec<MeasureSpec>,
    /// Futures of each.
    pub futures: u32,
    /// Without change first, then those done, in their order.
    pub done: Vec<Variation>,
}

impl Variations {
    /// What comes of a change for a measure of an option, by its place in `options` and the measure's key; none where it is not known.
    pub fn effect(&self, change: Change, option: usize, key: &str) -> Option<&Effect> {
        let variation = self.done.iter().find(|variation| variation.change == change)?;
        let measure = self.measures.iter().position(|measure| measure.key == key)?;
        variation.effects.get(option * self.measures.len() + measure)
    }

    /// The means of a measure under a change, option by option; none where it is not known.
    pub fn means(&self, change: Change, key: &str) -> Option<Vec<f64>> {
        (0..self.options.len()).map(|option| Some(self.effect(change, option, key)?.mean)).collect()
    }
}

/// Plays every variation; stopped, says what is known. `threads`: 0 for one a core; the answer does not depend on them.
pub fn variations(scenario: &ValidScenario, ask: &VariationsAsk, threads: usize, stop: &AtomicBool, tell: Tell<Variations>) -> Variations {
    let stage = Stage::new(scenario, &ask.options, threads);
    let figures = Figures::new(scenario, &ask.ranges);
    let others: Vec<(ParameterId, f64)> = match ask.around {
        Around::Scenario => Vec::new(),
        Around::Central => figures.ranges().iter().map(|(id, range)| (*id, range.central)).collect(),
    };
    let ends = figures.ranges().iter().flat_map(|(id, _)| [Change::Low(*id), Change::High(*id)]);
    let changes: Vec<Change> = std::iter::once(Change::None).chain(ends).chain(Structural::ALL.map(Change::World)).collect();
    let of = |change: &Change| match change {
        Change::None => figures.with(&others).scenario,
        Change::World(world) => ValidScenario::new(world.of(figures.with(&others).scenario.as_deref()?)).ok(),
        Change::Low(id) | Change::High(id) => {
            let range = ask.ranges.get(id)?;
            let value = if matches!(change, Change::Low(_)) { range.low } else { range.high };
            let mut values: Vec<(ParameterId, f64)> = others.iter().copied().filter(|(other, _)| other != id).collect();
            values.push((*id, value));
            figures.with(&values).scenario
        }
    };
    let mut found =
        Variations { options: ask.options.clone(), measures: stage.measures().to_vec(), futures: ask.futures, done: Vec::new() };
    let mut unchanged: Option<Rows> = None;
    // The first alone: the others are compared with it.
    let (first, rest) = changes.split_at(1);
    let portions = std::iter::once(first).chain(rest.chunks(stage.portion()));
    for portion in portions {
        let played = stage.each(portion, |change| match of(change) {
            Some(scenario) => stage.play(&scenario, 0..ask.futures, stop).map(Some),
            None => Some(None),
        });
        if stop.load(Ordering::Relaxed) {
            break;
        }
        for (change, rows) in portion.iter().zip(played.into_iter().flatten()) {
            let base = unchanged.as_ref().or(rows.as_ref());
            let effects = rows.as_ref().zip(base).map(|(rows, base)| effects(rows, base)).unwrap_or_default();
            found.done.push(Variation { change: *change, effects });
            if *change == Change::None {
                unchanged = rows;
            }
        }
        tell(Progress { done: found.done.len() as u32, wanted: changes.len() as u32 }, &found);
        if unchanged.is_none() {
            break;
        }
    }
    found
}

/// Columns compared future by future.
fn effects(rows: &Rows, base: &Rows) -> Vec<Effect> {
    let means = rows.means();
    let mut pairs = vec![Moments::default(); means.len()];
    for (row, base) in rows.iter().zip(base.iter()) {
        for (pair, (value, unchanged)) in pairs.iter_mut().zip(row.iter().zip(base)) {
            if !value.is_nan() && !unchanged.is_nan() {
                pair.push(value - unchanged);
            }
        }
    }
    let effect = |(mean, pair): (f64, Moments)| {
        let t = if pair.count() >= 2.0 { student_t_975(pair.count() - 1.0) } else { f64::NAN };
        Effect { mean, change: pair.mean(), half_width: t * pair.standard_error() }
    };
    means.into_iter().zip(pairs).map(effect).collect()
}
