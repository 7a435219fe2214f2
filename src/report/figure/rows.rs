//! Charts of rows: a dot and a range, a bar, a bar of parts, two bars from the middle.

use super::Axis;
use crate::report::wording::number;

/// A dot and a range a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranges {
    /// The axis below.
    pub axis: Axis,
    /// What the dot is.
    pub dot: String,
    /// What the range is.
    pub range: String,
    /// What the narrower range within it is, or a ring; empty where rows have neither.
    pub within: String,
    /// Rows, from above.
    pub rows: Vec<RangeRow>,
}

impl Ranges {
    /// Every row in words.
    pub fn told(&self) -> String {
        let told = |row: &RangeRow| {
            let remark = if row.remark.is_empty() { String::new() } else { format!(", {}", row.remark) };
            format!("{}: {}{remark}.", row.label, row.written)
        };
        self.rows.iter().map(told).collect::<Vec<_>>().join(" ")
    }
}

/// A row of [`Ranges`].
#[derive(Clone, Debug, PartialEq)]
pub struct RangeRow {
    /// Name.
    pub label: String,
    /// Dot; NaN where there is no value.
    pub value: f64,
    /// Lower end; NaN where there is none.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// A narrower range within, from and to.
    pub within: Option<[f64; 2]>,
    /// Values of those behind the dot, each a ring.
    pub rings: Vec<f64>,
    /// Half the 95% interval of the dot; NaN where it is not drawn.
    pub error: f64,
    /// The dot in words, beside the row.
    pub written: String,
    /// More words below it; empty for none.
    pub remark: String,
    /// Whether the others are compared with it.
    pub is_baseline: bool,
}

impl RangeRow {
    /// A row with a dot, a range around it and the dot in words.
    pub fn new(label: impl Into<String>, value: f64, [low, high]: [f64; 2], written: String) -> Self {
        Self {
            label: label.into(),
            value,
            low,
            high,
            within: None,
            rings: Vec::new(),
            error: f64::NAN,
            written,
            remark: String::new(),
            is_baseline: false,
        }
    }
}

/// A bar a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Bars {
    /// The axis below.
    pub axis: Axis,
    /// Rows, from above.
    pub rows: Vec<BarRow>,
}

/// A row of [`Bars`].
#[derive(Clone, Debug, PartialEq)]
pub struct BarRow {
    /// Name.
    pub label: String,
    /// How far the bar goes.
    pub value: f64,
    /// The same in words, at its end.
    pub written: String,
}

/// Squares of which some are filled: so many of so many.
#[derive(Clone, Debug, PartialEq)]
pub struct Counted {
    /// All of them.
    pub of: usize,
    /// Those that are filled; they come first.
    pub filled: usize,
    /// In a line.
    pub in_line: usize,
    /// What a filled one is, and what another is.
    pub labels: [String; 2],
}

/// A bar of parts a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Stacks {
    /// The axis below.
    pub axis: Axis,
    /// What the parts are; four at most.
    pub parts: Vec<String>,
    /// Rows, from above: a name, and a number for each part.
    pub rows: Vec<(String, Vec<f64>)>,
}

impl Stacks {
    /// The parts that any row has, by their places.
    pub fn drawn(&self) -> impl Iterator<Item = usize> {
        let has = |part: &usize| self.rows.iter().any(|(_, values)| values.get(*part).is_some_and(|value| *value > 0.0));
        (0..self.parts.len()).filter(has)
    }
}

/// Two bars a row, from the middle.
#[derive(Clone, Debug, PartialEq)]
pub struct Tornado {
    /// What the middle is, with its number.
    pub middle: String,
    /// The axis below; its low and high are steps from the middle.
    pub axis: Axis,
    /// What stands at the right of each row.
    pub beside: String,
    /// Rows, the widest first.
    pub rows: Vec<TornadoRow>,
}

/// A row of [`Tornado`].
#[derive(Clone, Debug, PartialEq)]
pub struct TornadoRow {
    /// Name.
    pub label: String,
    /// With the low value.
    pub low: TornadoEnd,
    /// With the high value.
    pub high: TornadoEnd,
    /// Of 100, beside the row, with the ends of its interval; none where it is not known.
    pub share: Option<[f64; 3]>,
    /// Whether either end is more than chance.
    pub is_clear: bool,
}

impl TornadoRow {
    /// What stands beside the row.
    pub fn beside(&self) -> String {
        self.share.map_or_else(
            || "–".to_owned(),
            |share| {
                let [total, low, high] = share.map(|share| number(share, 0));
                format!("{total} ({low}–{high})")
            },
        )
    }
}

/// An end of a [`TornadoRow`].
#[derive(Clone, Debug, PartialEq)]
pub struct TornadoEnd {
    /// The step from the middle.
    pub step: f64,
    /// The step in words.
    pub said: String,
    /// The value of the figure there, in words.
    pub at: String,
}
