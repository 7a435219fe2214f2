//! A figure as a value: what it shows, what it says, and the words and the table that say the same to a reader who does not see it.

use super::tables::Table;
use crate::analysis::summary::QuarterPoint;

/// A chart, before it is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Name of its files: lower-case letters and hyphens.
    pub id: String,
    /// The finding, in a sentence with numbers.
    pub title: String,
    /// What is measured, where and when.
    pub subtitle: String,
    /// What is drawn.
    pub plot: Plot,
    /// How to read it; empty for none.
    pub note: String,
    /// Where it comes from: scenario, seed, replications, version, status.
    pub source: String,
    /// What somebody wrote for readers who do not see the chart, in place of the program's words; empty for none.
    pub written_text: String,
    /// The same numbers.
    pub data: Table,
}

impl Figure {
    /// What a reader who does not see the chart is told: what somebody wrote, or else the program's words.
    pub fn alternative_text(&self) -> String {
        if self.written_text.trim().is_empty() { self.generated_text() } else { self.written_text.trim().to_owned() }
    }

    /// The program's words for a reader who does not see the chart: its kind, what it shows, what it says.
    pub fn generated_text(&self) -> String {
        let note = if self.note.is_empty() { String::new() } else { format!(" {}", self.note) };
        format!("{}. {} {}{note}", self.plot.kind(), sentence(&self.title), sentence(&self.subtitle))
    }
}

fn sentence(text: &str) -> String {
    if text.ends_with(['.', '?', '!']) { text.to_owned() } else { format!("{text}.") }
}

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Plot {
    /// A dot and a range a row.
    Ranges(Ranges),
    /// A bar of parts a row.
    Stacks(Stacks),
    /// Bands over time.
    Fan(Fan),
    /// Columns that add up to all of the time, one panel below the other.
    Columns(Vec<Columns>),
    /// Lines over a number.
    Lines(Lines),
    /// Two bars a row, from the middle.
    Tornado(Tornado),
}

impl Plot {
    /// The kind of chart, in words.
    pub fn kind(&self) -> String {
        let rows = |count: usize, what: &str| if count == 1 { format!("one {what}") } else { format!("{count} {what}s") };
        match self {
            Plot::Ranges(ranges) => format!("Dot chart with ranges, {}", rows(ranges.rows.len(), "row")),
            Plot::Stacks(stacks) => format!("Stacked bar chart, {}", rows(stacks.rows.len(), "bar")),
            Plot::Fan(fan) => format!("Fan chart over {}", rows(fan.points.len(), "quarter")),
            Plot::Columns(panels) => format!("Column chart, {}", rows(panels.len(), "panel")),
            Plot::Lines(lines) => format!("Line chart, {}", rows(lines.lines.len(), "line")),
            Plot::Tornado(tornado) => format!("Tornado chart, {}", rows(tornado.rows.len(), "figure")),
        }
    }
}

/// An axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// What it measures, with its unit.
    pub label: String,
    /// Least value shown.
    pub low: f64,
    /// Greatest value shown.
    pub high: f64,
    /// What follows each number: `%` or nothing.
    pub suffix: &'static str,
}

/// A dot and a range a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranges {
    /// The axis below.
    pub axis: Axis,
    /// What the dot is.
    pub dot: String,
    /// What the range is.
    pub range: String,
    /// What the narrower range within it is; empty where rows have none.
    pub within: String,
    /// Rows, from above.
    pub rows: Vec<RangeRow>,
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
    /// The dot in words, beside the row.
    pub written: String,
    /// Whether the others are compared with it.
    pub is_baseline: bool,
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

/// Bands over time.
#[derive(Clone, Debug, PartialEq)]
pub struct Fan {
    /// The upright axis.
    pub axis: Axis,
    /// The year at which the horizon starts, months as its fraction.
    pub start_year: f64,
    /// One point a quarter.
    pub points: Vec<QuarterPoint>,
    /// A few possible futures, each with a number a quarter.
    pub paths: Vec<Vec<f64>>,
    /// Beds open: years since the start, and beds.
    pub beds: Vec<[f64; 2]>,
    /// What the line of beds is called.
    pub beds_label: String,
}

/// Columns: the share of time with exactly so many.
#[derive(Clone, Debug, PartialEq)]
pub struct Columns {
    /// What this panel shows.
    pub name: String,
    /// The axis below.
    pub label: String,
    /// Percent of the time with exactly n, n from 0.
    pub percents: Vec<f64>,
    /// From here on columns are marked.
    pub marked_from: usize,
    /// What marked columns are.
    pub marked_label: String,
}

/// Lines over a number.
#[derive(Clone, Debug, PartialEq)]
pub struct Lines {
    /// The axis below.
    pub across: Axis,
    /// The upright axis.
    pub upright: Axis,
    /// The lines; those that are strong are drawn last.
    pub lines: Vec<PlotLine>,
    /// What the band around a strong line is; empty where none has one.
    pub band: String,
    /// A level to be reached, and what it is called.
    pub level: Option<(f64, String)>,
    /// Places marked by letters.
    pub marks: Vec<PlotMark>,
}

/// A line of [`Lines`].
#[derive(Clone, Debug, PartialEq)]
pub struct PlotLine {
    /// Letters at its right end; empty for none.
    pub label: String,
    /// Points, from the left.
    pub points: Vec<[f64; 2]>,
    /// Lower and upper end of the band at each point; empty for none.
    pub band: Vec<[f64; 2]>,
    /// Whether it is what the chart is about.
    pub is_strong: bool,
}

/// A marked place of [`Lines`].
#[derive(Clone, Debug, PartialEq)]
pub struct PlotMark {
    /// Where.
    pub at: [f64; 2],
    /// A letter or two.
    pub label: String,
}

/// Two bars a row, from the middle.
#[derive(Clone, Debug, PartialEq)]
pub struct Tornado {
    /// What the middle is, with its number.
    pub middle: String,
    /// The axis below; its low and high are steps from the middle.
    pub axis: Axis,
    /// What stands at the right of each row; empty for nothing.
    pub beside: String,
    /// Rows, the widest first.
    pub rows: Vec<TornadoRow>,
}

/// A row of [`Tornado`].
#[derive(Clone, Debug, PartialEq)]
pub struct TornadoRow {
    /// Name.
    pub label: String,
    /// With the low value: the step from the middle, and the value in words.
    pub low: (f64, String),
    /// With the high value.
    pub high: (f64, String),
    /// Beside the row.
    pub beside: String,
}
