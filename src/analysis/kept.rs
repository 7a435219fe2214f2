//! Values kept future by future, for what must be weighed together: the same children in every option, so differences stay what they are.

use crate::model::Criterion;

use super::measure::MeasureSpec;

/// Most futures kept.
const MOST_FUTURES: usize = 4_096;
/// Most values kept, all options and measures together.
const MOST_VALUES: usize = 2_000_000;

/// The measures that show the review's criteria, future by future, option by option. A value is NaN where there is none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kept {
    keys: Vec<String>,
    /// Place of each key among the measures.
    places: Vec<usize>,
    options: usize,
    futures: usize,
    /// Futures in turn, options in turn, keys in a row.
    values: Vec<f64>,
}

impl Kept {
    /// Nothing yet, of so many options.
    pub(super) fn new(measures: &[MeasureSpec], options: usize) -> Self {
        let wanted = |spec: &MeasureSpec| Criterion::ALL.iter().any(|criterion| criterion.measures().contains(&spec.key.as_str()));
        let (places, keys) =
            measures.iter().enumerate().filter(|(_, spec)| wanted(spec)).map(|(place, spec)| (place, spec.key.clone())).unzip();
        Self { keys, places, options, futures: 0, values: Vec::new() }
    }

    /// Whether there is room for another future.
    pub(super) fn has_room(&self) -> bool {
        let row = self.options * self.keys.len();
        row > 0 && self.futures < MOST_FUTURES && self.values.len() + row <= MOST_VALUES
    }

    /// Adds a future: the measures of each option in turn.
    pub(super) fn push(&mut self, rows: &[&[f64]]) {
        for row in rows {
            self.values.extend(self.places.iter().map(|place| row.get(*place).copied().unwrap_or(f64::NAN)));
        }
        self.futures += 1;
    }

    /// Futures kept.
    pub fn futures(&self) -> usize {
        self.futures
    }

    /// The place of a measure, to be given to [`Kept::value`].
    pub fn column(&self, key: &str) -> Option<usize> {
        self.keys.iter().position(|kept| kept == key)
    }

    /// A value by future, option (its index in the summary) and column; NaN where there is none.
    pub fn value(&self, future: usize, option: usize, column: usize) -> f64 {
        let at = (future * self.options + option) * self.keys.len() + column;
        self.values.get(at).copied().unwrap_or(f64::NAN)
    }
}
