//! Charts over an axis: over time, over a number, over how many.

use super::{Axis, Band};
use crate::model::YearMonth;
use crate::report::wording::letter;

/// Bands over time.
#[derive(Clone, Debug, PartialEq)]
pub struct Fan {
    /// The upright axis.
    pub axis: Axis,
    /// What is counted, after a number.
    pub unit: String,
    /// First month drawn.
    pub start: YearMonth,
    /// Years drawn.
    pub years: f64,
    /// Months that each point stands for.
    pub months_each: u32,
    /// What the line in the middle is.
    pub line: FanLine,
    /// Mean, point by point.
    pub mean: Vec<f64>,
    /// The line in the middle, point by point.
    pub median: Vec<f64>,
    /// Bands around the median, the widest first; none where there are too few futures.
    pub bands: Vec<Band>,
    /// A few possible futures, each by years since the start and a number.
    pub paths: Vec<Vec<[f64; 2]>>,
    /// Beds open: years since the start, and beds.
    pub beds: Vec<[f64; 2]>,
    /// What the line of beds is called.
    pub beds_label: String,
    /// What happens when: years since the start, and words.
    pub moments: Vec<(f64, String)>,
}

impl Fan {
    /// Numbers that stand point by point as a line from the first day to the last: years since the start, and the number.
    pub fn line(&self, numbers: impl IntoIterator<Item = f64>) -> Vec<[f64; 2]> {
        let middle = |point: usize| ((point as f64 + 0.5) * f64::from(self.months_each) / 12.0).min(self.years);
        let mut line: Vec<[f64; 2]> = numbers.into_iter().enumerate().map(|(point, number)| [middle(point), number]).collect();
        if let (Some(first), Some(last)) = (line.first().copied(), line.last().copied()) {
            line.insert(0, [0.0, first[1]]);
            line.push([self.years, last[1]]);
        }
        line
    }

    /// What stands at the right end beside what it names: how high, the words, and what they are of.
    pub fn ends(&self) -> Vec<(f64, String, FanPart)> {
        let mut ends = Vec::new();
        ends.extend(self.beds.last().map(|[_, beds]| (*beds, self.beds_label.clone(), FanPart::Beds)));
        let median = self.median.last().copied().unwrap_or(f64::NAN);
        ends.push((median, self.line.label().to_owned(), FanPart::Median));
        let last: Vec<[f64; 2]> = self.bands.iter().filter_map(|band| band.ends.last().copied()).collect();
        // On the side on which the bands are wider.
        let side = usize::from(last.first().is_some_and(|[low, high]| high - median >= median - low));
        for (band, (at, end)) in self.bands.iter().zip(last.iter().enumerate()) {
            let inner = last.get(at + 1).map_or(median, |inner| inner[side]);
            ends.push(((end[side] + inner) / 2.0, band.label.clone(), FanPart::Band));
        }
        ends.retain(|(at, ..)| at.is_finite());
        ends.sort_by(|one, other| other.0.total_cmp(&one.0));
        ends
    }
}

/// What the line in the middle of a fan is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FanLine {
    /// The median.
    Median,
    /// The mean.
    Mean,
}

impl FanLine {
    /// What stands beside it.
    pub fn label(self) -> &'static str {
        match self {
            FanLine::Median => "median",
            FanLine::Mean => "mean",
        }
    }
}

/// A part of a fan that is named at its right end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FanPart {
    /// The beds there are.
    Beds,
    /// The line in the middle.
    Median,
    /// A band.
    Band,
}

/// Columns: the share with exactly so many, or within so many.
#[derive(Clone, Debug, PartialEq)]
pub struct Columns {
    /// What this panel shows.
    pub name: String,
    /// The axis below.
    pub label: String,
    /// The upright axis.
    pub upright: String,
    /// Where each column holds a part of the axis below, from 0 on, how long that part is; none: a column is for exactly n.
    pub each: Option<f64>,
    /// Percent in each column: with exactly n, n from 0, or in each part.
    pub percents: Vec<f64>,
    /// From here on columns are marked.
    pub marked_from: usize,
    /// What marked columns are.
    pub marked_label: String,
    /// Places marked along the axis below.
    pub marks: Vec<ColumnMark>,
}

impl Columns {
    /// The axis below.
    pub fn across(&self) -> Axis {
        let count = self.percents.len().max(1) as f64;
        match self.each {
            Some(each) => Axis::new(&self.label, 0.0, count * each),
            None => Axis::new(&self.label, -0.5, count - 0.5),
        }
    }

    /// Where a column begins and ends along the axis below: columns for exactly n stand apart.
    pub fn ends(&self, column: usize) -> [f64; 2] {
        let n = column as f64;
        self.each.map_or([n - 0.39, n + 0.39], |each| [n * each, (n + 1.0) * each])
    }

    /// The column at a place of the axis below.
    pub fn at(&self, place: f64) -> Option<usize> {
        let column = self.each.map_or(place.round(), |each| (place / each).floor());
        (column >= 0.0 && column < self.percents.len() as f64).then_some(column as usize)
    }
}

/// A place marked along the axis below [`Columns`].
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnMark {
    /// Where.
    pub at: f64,
    /// What.
    pub words: String,
    /// Whether its line is dashed.
    pub is_dashed: bool,
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
    /// What a strong line is; empty where none is strong.
    pub strong: String,
    /// A level to be reached, and what it is called.
    pub level: Option<(f64, String)>,
    /// Options marked by their letters.
    pub marks: Vec<PlotMark>,
    /// Where something happens along the axis below.
    pub moments: Vec<LineMoment>,
}

/// An upright line with words, where something happens along the axis below.
#[derive(Clone, Debug, PartialEq)]
pub struct LineMoment {
    /// Where.
    pub at: f64,
    /// What.
    pub words: String,
    /// Whether it is dashed.
    pub is_dashed: bool,
}

/// Letters at the right end of lines that end in one place.
#[derive(Clone, Debug, PartialEq)]
pub struct LineEnd {
    /// Where the first of them ends.
    pub at: [f64; 2],
    /// Their letters: five at most, or four and how many more there are.
    pub label: String,
    /// Whether one of them is strong.
    pub is_strong: bool,
}

impl Lines {
    /// The letters at the right ends, the uppermost first.
    pub fn ends(&self) -> Vec<LineEnd> {
        let named = self.lines.iter().filter(|line| !line.label.is_empty());
        let mut ends: Vec<([f64; 2], &PlotLine)> = named.filter_map(|line| Some((*line.points.last()?, line))).collect();
        ends.sort_by(|a, b| b.0[1].total_cmp(&a.0[1]));
        let near = 0.01 * (self.upright.high - self.upright.low);
        let mut groups: Vec<([f64; 2], Vec<&PlotLine>)> = Vec::new();
        for (at, line) in ends {
            match groups.last_mut().filter(|(other, _)| other[1] - at[1] < near) {
                Some((_, lines)) => lines.push(line),
                None => groups.push((at, vec![line])),
            }
        }
        let end = |(at, lines): ([f64; 2], Vec<&PlotLine>)| {
            let shown = if lines.len() > 5 { 4 } else { lines.len() };
            let mut label = lines[..shown].iter().map(|line| line.label.as_str()).collect::<Vec<_>>().join(" ");
            if shown < lines.len() {
                label += &format!(" +{}", lines.len() - shown);
            }
            LineEnd { at, label, is_strong: lines.iter().any(|line| line.is_strong) }
        };
        groups.into_iter().map(end).collect()
    }
}

/// A line of [`Lines`].
#[derive(Clone, Debug, PartialEq)]
pub struct PlotLine {
    /// Letters at its right end; empty for none.
    pub label: String,
    /// Points, from the left.
    pub points: Vec<[f64; 2]>,
    /// Bands around it, the widest first.
    pub bands: Vec<Band>,
    /// Whether it is what the chart is about.
    pub is_strong: bool,
}

/// Options marked in [`Lines`] that are in one place, or so near that they share a line of letters.
#[derive(Clone, Debug, PartialEq)]
pub struct PlotMark {
    /// Index of each in the scenario, and where it is.
    pub options: Vec<(usize, [f64; 2])>,
}

impl PlotMark {
    /// Marks options, those that are near each other together: in the same place across and no further apart upwards than `near`.
    pub fn grouped(options: impl Iterator<Item = (usize, [f64; 2])>, near: f64) -> Vec<Self> {
        let mut marks: Vec<Self> = Vec::new();
        for (option, at) in options {
            let is_near = |mark: &&mut Self| mark.options.iter().any(|(_, other)| other[0] == at[0] && (other[1] - at[1]).abs() < near);
            match marks.iter_mut().find(is_near) {
                Some(mark) => mark.options.push((option, at)),
                None => marks.push(Self { options: vec![(option, at)] }),
            }
        }
        marks
    }

    /// Their letters.
    pub fn label(&self) -> String {
        self.options.iter().map(|(option, _)| letter(*option)).collect::<Vec<_>>().join(" ")
    }

    /// Where the letters stand: above the highest of them.
    pub fn top(&self) -> [f64; 2] {
        self.options.iter().map(|(_, at)| *at).fold([f64::NAN, f64::NEG_INFINITY], |top, at| if at[1] > top[1] { at } else { top })
    }
}

/// A mark an option, by two numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Scatter {
    /// The axis below.
    pub across: Axis,
    /// The upright axis.
    pub upright: Axis,
    /// Marks, in the order of the options.
    pub points: Vec<ScatterPoint>,
    /// What a struck mark is.
    pub struck: String,
}

/// A mark of [`Scatter`].
#[derive(Clone, Debug, PartialEq)]
pub struct ScatterPoint {
    /// Index of the option in the scenario, by which it is marked.
    pub option: usize,
    /// Its name.
    pub name: String,
    /// Where.
    pub at: [f64; 2],
    /// Whether the mark is struck out.
    pub is_struck: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_in_one_place_share_their_letters() {
        let places = [(0, [4.0, 10.0]), (1, [6.0, 50.0]), (2, [6.0, 53.0]), (3, [6.0, 90.0]), (28, [4.0, 14.0])];
        let marks = PlotMark::grouped(places.into_iter(), 5.0);
        assert_eq!(marks.iter().map(PlotMark::label).collect::<Vec<_>>(), ["0 AB", "A B", "C"]);
        assert_eq!(marks[1].top(), [6.0, 53.0]);
    }

    #[test]
    fn words_at_the_end_of_a_fan_stand_beside_what_they_name() {
        let band = |label: &str, ends| Band { label: label.to_owned(), ends: vec![ends] };
        let fan = Fan {
            axis: Axis::new("", 0.0, 12.0),
            unit: "beds in use".to_owned(),
            start: YearMonth::new(2026, 4).expect("a month"),
            years: 0.2,
            months_each: 3,
            line: FanLine::Median,
            mean: vec![7.0],
            median: vec![8.0],
            bands: vec![band("nine in ten", [2.0, 10.0]), band("half", [6.0, 9.0])],
            paths: Vec::new(),
            beds: vec![[0.0, 12.0]],
            beds_label: "12 beds".to_owned(),
            moments: Vec::new(),
        };
        let ends: Vec<(f64, String)> = fan.ends().into_iter().map(|(at, words, _)| (at, words)).collect();
        let expected = [(12.0, "12 beds"), (8.0, "median"), (7.0, "half"), (4.0, "nine in ten")];
        assert_eq!(ends, expected.map(|(at, words)| (at, words.to_owned())));
        // The middle of the quarter lies within the years drawn.
        assert_eq!(fan.line([8.0]), [[0.0, 8.0], [0.125, 8.0], [0.2, 8.0]]);
    }
}
