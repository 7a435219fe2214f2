//! A figure as a value: what it shows, what it says, and the words and the table that say the same to a reader who does not see it.

mod flow;
mod futures;
mod grid;
mod numbers;
mod over;
mod rows;
mod squares;

use super::figures::source_line;
use super::tables::Table;
use super::wording::number;
use crate::analysis::DOTS;
use crate::model::Scenario;

pub use flow::{Flow, FlowBand, FlowNode};
pub use futures::{FutureRow, Futures};
pub use grid::{Grid, GridField, GridRow};
pub use over::{ColumnMark, Columns, Fan, FanLine, FanPart, LineEnd, LineMoment, Lines, PlotLine, PlotMark, Scatter, ScatterPoint};
pub use rows::{BarRow, Bars, Counted, RangeRow, Ranges, Stacks, Tornado, TornadoEnd, TornadoRow};
pub use squares::{Square, Squares};

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
        let parts = match &self.plot {
            Plot::Flow(flow) => flow.sentences().map(|said| format!(" {said}")).collect(),
            _ => String::new(),
        };
        format!("{}. {} {}{parts}{note}", self.plot.kind(), sentence(&self.title), sentence(&self.subtitle))
    }
}

/// A figure that does not say yet where it comes from: a pack says it of its answer, the window of what it shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Unsourced {
    /// The figure, its source empty.
    pub figure: Figure,
    /// On which runs it rests, in words.
    pub runs: String,
}

impl Unsourced {
    /// A figure by its id, what it finds and what is measured. `data` takes its name from them; `runs` says on which runs it rests.
    pub fn new(id: &str, [title, subtitle]: [&str; 2], (plot, data): (Plot, Table), note: &str, runs: String) -> Self {
        let figure = Figure {
            id: id.to_owned(),
            title: title.trim_end_matches('.').to_owned(),
            subtitle: subtitle.to_owned(),
            plot,
            note: note.to_owned(),
            source: String::new(),
            written_text: String::new(),
            data: Table { id: id.to_owned(), title: subtitle.to_owned(), ..data },
        };
        Self { figure, runs }
    }

    /// The figure with its source. `sha256` is that of the scenario's file.
    pub fn sourced(self, scenario: &Scenario, sha256: &str) -> Figure {
        Figure { source: source_line(scenario, sha256, &self.runs), ..self.figure }
    }
}

fn sentence(text: &str) -> String {
    if text.ends_with(['.', '?', '!']) { text.to_owned() } else { format!("{text}.") }
}

/// What is drawn: on a page by [`super::layout`], on a screen by the window.
#[derive(Clone, Debug, PartialEq)]
pub enum Plot {
    /// A dot and a range a row.
    Ranges(Ranges),
    /// A dot a possible future, a row an option.
    Futures(Futures),
    /// A bar a row.
    Bars(Bars),
    /// So many of so many.
    Counted(Counted),
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
    /// A mark an option, by two numbers.
    Scatter(Scatter),
    /// Bands from place to place.
    Flow(Flow),
    /// A number in each field of rows and columns.
    Grid(Grid),
    /// The 33 authorities of London as squares.
    Squares(Squares),
}

impl Plot {
    /// The kind of chart, in words.
    pub fn kind(&self) -> String {
        let rows = |count: usize, what: &str| if count == 1 { format!("one {what}") } else { format!("{count} {what}s") };
        match self {
            Plot::Ranges(ranges) => format!("Dot chart with ranges, {}", rows(ranges.rows.len(), "row")),
            Plot::Futures(futures) => format!("Dot plot, {}, {DOTS} possible futures in each", rows(futures.rows.len(), "row")),
            Plot::Bars(bars) => format!("Bar chart, {}", rows(bars.rows.len(), "bar")),
            Plot::Counted(squares) => format!("{} squares, {} of them filled", squares.of, squares.filled),
            Plot::Stacks(stacks) => format!("Stacked bar chart, {}", rows(stacks.rows.len(), "bar")),
            Plot::Fan(fan) => {
                format!("Fan chart over {}", rows(fan.median.len(), if fan.months_each == 3 { "quarter" } else { "month" }))
            }
            Plot::Columns(panels) => format!("Column chart, {}", rows(panels.len(), "panel")),
            Plot::Lines(lines) => format!("Line chart, {}", rows(lines.lines.len(), "line")),
            Plot::Tornado(tornado) => format!("Tornado chart, {}", rows(tornado.rows.len(), "figure")),
            Plot::Scatter(scatter) => format!("Scatter chart, {}", rows(scatter.points.len(), "mark")),
            Plot::Flow(flow) => format!("Flow chart, {}", rows(flow.nodes.len(), "place")),
            Plot::Grid(grid) => format!("Grid of numbers, {}, {}", rows(grid.rows.len(), "row"), rows(grid.columns.len(), "column")),
            Plot::Squares(squares) => format!("Map of London, {}", rows(squares.squares.len(), "square")),
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
    /// What stands before each number: `£` or nothing.
    pub before: &'static str,
    /// What follows each number: `%` or nothing.
    pub behind: &'static str,
}

impl Axis {
    /// An axis of plain numbers.
    pub fn new(label: impl Into<String>, low: f64, high: f64) -> Self {
        Self { label: label.into(), low, high, before: "", behind: "" }
    }

    /// An axis in percent.
    pub fn percent(label: impl Into<String>, low: f64, high: f64) -> Self {
        Self { behind: "%", ..Self::new(label, low, high) }
    }

    /// An axis from `low` to `high` or a little further, so that it begins and ends at round numbers, no more than `most` steps apart.
    pub fn between(label: impl Into<String>, low: f64, high: f64, most: usize) -> Self {
        let step = Self::new("", low, high).step(most);
        let (first, last) = ((low / step + 1e-6).floor(), (high / step - 1e-6).ceil());
        Self::new(label, first * step, last.max(first + 1.0) * step)
    }

    /// How far along the axis a value is: 0 at its low end, 1 at its high end.
    pub fn along(&self, value: f64) -> f64 {
        let length = if self.high > self.low { self.high - self.low } else { 1.0 };
        (value - self.low) / length
    }

    /// Round numbers along the axis, no more than `most` apart from the first, and the decimals they need.
    pub fn ticks(&self, most: usize) -> (Vec<f64>, usize) {
        let (step, high) = (self.step(most), if self.high > self.low { self.high } else { self.low + 1.0 });
        let (first, last) = ((self.low / step - 1e-6).ceil() as i64, (high / step + 1e-6).floor() as i64);
        let decimals = if step >= 1.0 { 0 } else { (-step.log10().floor()) as usize };
        ((first..=last).map(|tick| tick as f64 * step).collect(), decimals)
    }

    /// The least round step that goes into the axis no more than `most` times.
    fn step(&self, most: usize) -> f64 {
        let length = if self.high > self.low { self.high - self.low } else { 1.0 };
        let least = length / most.max(1) as f64;
        let power = 10_f64.powf(least.log10().floor());
        [1.0, 2.0, 5.0, 10.0].into_iter().map(|step| step * power).find(|step| *step >= least * 0.999_999).unwrap_or(least)
    }

    /// A value as the axis writes it.
    pub fn written(&self, value: f64, decimals: usize) -> String {
        format!("{}{}{}", self.before, number(value, decimals), self.behind)
    }
}

/// An area around a line, by its ends at each point of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// What it holds.
    pub label: String,
    /// Lower and upper end.
    pub ends: Vec<[f64; 2]>,
}

impl Band {
    /// Whether all of it can be drawn: one replication has no interval.
    pub fn is_finite(&self) -> bool {
        self.ends.iter().flatten().all(|end| end.is_finite())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_have_round_numbers() {
        assert_eq!(Axis::new("", 0.0, 24.0).ticks(6), (vec![0.0, 5.0, 10.0, 15.0, 20.0], 0));
        let (ticks, decimals) = Axis::new("", 0.13, 0.9).ticks(6);
        assert_eq!(ticks.iter().map(|tick| number(*tick, decimals)).collect::<Vec<_>>(), ["0.2", "0.4", "0.6", "0.8"]);
        assert_eq!(Axis::percent("", 0.0, 100.0).written(40.0, 0), "40%");
        assert_eq!(Axis::new("", 2.0, 2.0).along(2.0), 0.0);
        for ([low, high], ends) in
            [([0.0, 23.7], [0.0, 25.0]), ([71.2, 93.0], [70.0, 95.0]), ([-0.3, 0.2], [-0.3, 0.2]), ([4.0, 4.0], [4.0, 4.2])]
        {
            let axis = Axis::between("", low, high, 7);
            assert!((axis.low - ends[0]).abs() < 1e-9 && (axis.high - ends[1]).abs() < 1e-9, "{low} to {high}: {axis:?}");
        }
    }
}
