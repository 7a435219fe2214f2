//! One measure large: fifty equally possible futures of each option.

use super::{period_of, replications};
use crate::analysis::{DOTS, MeasureSpec, MeasureUnit, Summary};
use crate::model::Scenario;
use crate::report::figure::{Axis, Figure, FutureRow, Futures, Plot, Unsourced};
use crate::report::findings::Beds;
use crate::report::futures::{median, middle, sentence, value};
use crate::report::tables::{Cell, Table};
use crate::report::wording::number;

/// Which options are told, by their places in the summary.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// All of them, in their order.
    pub options: &'a [usize],
    /// The one that the others are compared with.
    pub baseline: usize,
    /// The one that the sentence is about.
    pub about: Option<usize>,
}

/// The figure of a measure; none where no option has a value of it.
pub fn figure(scenario: &Scenario, summary: &Summary, measure: &MeasureSpec, told: &Told<'_>) -> Option<Unsourced> {
    let plot = dots(scenario, summary, measure, told)?;
    let known = |option: usize| Some((summary.options.get(option)?.name.as_str(), summary.dots(option, &measure.key)?));
    let baseline = known(told.baseline).filter(|_| told.about != Some(told.baseline));
    let said = told.about.and_then(known).map(|(name, dots)| sentence(measure, (&format!("“{name}”"), dots), baseline));
    let title = said.unwrap_or_else(|| format!("The option looked at has no value of this measure; {} others have", plot.rows.len()));
    let subtitle =
        format!("{}: {DOTS} possible futures of each option, London, {}", measure.label.replacen(": ", ", ", 1), period_of(scenario));
    let id = format!("futures-{}", measure.key.replace('_', "-"));
    let data = data(&id, &subtitle, &plot);
    let figure = Figure {
        id,
        title: title.trim_end_matches('.').to_owned(),
        subtitle,
        plot: Plot::Futures(plot),
        note: format!("{} Each dot is one of {DOTS} possible futures, each as possible as the others.", measure.definition),
        source: String::new(),
        written_text: String::new(),
        data,
    };
    Some(Unsourced { figure, runs: replications(summary.replications) })
}

/// The futures of options in a measure; none where no option has a value of it.
fn dots(scenario: &Scenario, summary: &Summary, measure: &MeasureSpec, told: &Told<'_>) -> Option<Futures> {
    let (scale, behind) = if measure.unit == MeasureUnit::Share { (100.0, "%") } else { (1.0, "") };
    let row = |option: &usize| {
        let (dots, name) = (summary.dots(*option, &measure.key)?, &summary.options.get(*option)?.name);
        let place = scenario.options.iter().position(|described| described.id == summary.options[*option].id)?;
        let is_baseline = *option == told.baseline;
        let (low, high) = middle(dots);
        let spread = dots[DOTS - 1] - dots[0];
        let [median, low, high] = [median(dots), low, high].map(|of| value(measure.unit, of, spread));
        Some(FutureRow {
            option: place,
            label: name.clone(),
            dots: dots.map(|dot| dot * scale),
            limit: beds(scenario, place, measure),
            written: format!("{} {median}{behind}", if is_baseline { "baseline median" } else { "median" }),
            remark: format!("40 of {DOTS}: {low}–{high}{behind}"),
            is_baseline,
        })
    };
    let rows: Vec<FutureRow> = told.options.iter().filter_map(row).collect();
    let line = rows.iter().find(|row| row.is_baseline).map(|row| (median(&row.dots), format!("median of “{}”", row.label)));
    (!rows.is_empty()).then(|| Futures { axis: axis(measure, behind, &rows), line, rows })
}

/// The beds that children in London homes are in: the line that their number cannot pass.
fn beds(scenario: &Scenario, option: usize, measure: &MeasureSpec) -> Option<(f64, String)> {
    let stream = measure.stream.filter(|_| measure.name == "census_london")?;
    let beds = Beds::of(scenario.options.get(option)?, stream).total();
    (beds > 0).then(|| (f64::from(beds), format!("{} beds", number(f64::from(beds), 0))))
}

/// An axis that holds every dot and every limit, between round numbers; small counts are read from zero.
fn axis(measure: &MeasureSpec, behind: &'static str, rows: &[FutureRow]) -> Axis {
    let ends = |row: &FutureRow| [row.dots[0], row.dots[DOTS - 1], row.limit.as_ref().map_or(row.dots[0], |(beds, _)| *beds)];
    let (least, most) =
        rows.iter().flat_map(ends).fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), end| (low.min(end), high.max(end)));
    let low = if least >= 0.0 && least < (most - least) * 0.6 { 0.0 } else { least };
    let before = if matches!(measure.unit, MeasureUnit::Pounds | MeasureUnit::MillionPounds) { "£" } else { "" };
    let of = match measure.unit {
        MeasureUnit::Children => ", children on an average day",
        MeasureUnit::PerYear => ", number a year",
        MeasureUnit::Days => ", days",
        MeasureUnit::Share => ", percent",
        MeasureUnit::Miles => ", miles",
        MeasureUnit::Pounds => ", pounds",
        MeasureUnit::MillionPounds => ", millions of pounds",
    };
    Axis { before, behind, ..Axis::between(format!("{}{of}", measure.title()), low, most, 7) }
}

/// The dots as numbers.
fn data(id: &str, title: &str, plot: &Futures) -> Table {
    let mut table = Table::new(id, title, &["Option", "Future, from the lowest", &plot.axis.label]);
    for row in &plot.rows {
        let decimals = if row.dots[DOTS - 1] - row.dots[0] < 5.0 { 2 } else { 1 };
        for (at, dot) in row.dots.iter().enumerate() {
            table.rows.push(vec![Cell::text(&row.label), Cell::whole(at as u32 + 1), Cell::number(*dot, decimals)]);
        }
    }
    table
}
