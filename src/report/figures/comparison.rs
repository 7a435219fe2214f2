//! One measure, all options: the mean, and the range in which nine futures in ten fall.

use super::{futures, place_and_period, source, written};
use crate::analysis::measure::stream_key;
use crate::analysis::{Difference, MeasureSpec, MeasureUnit};
use crate::model::Stream;
use crate::report::Answer;
use crate::report::claims::{self, Head};
use crate::report::figure::{Axis, Figure, Plot, RangeRow, Ranges};
use crate::report::findings::Beds;
use crate::report::tables::{Cell, Table};
use crate::report::wording::{capital, difference, number, supported_decimals};

/// A measure that is compared: the name of its figure, its key without the stream, and in words the best of it, what its numbers are of,
/// what follows a number, the axis.
const COMPARED: [[&str; 6]; 3] = [
    [
        "wait",
        "mean_wait_days",
        "Waits for a welfare place are shortest",
        "to a welfare place on average",
        "on average",
        "Mean days from request to placement",
    ],
    [
        "distance",
        "mean_distance_miles",
        "Welfare placements are nearest home",
        "from home on average",
        "on average",
        "Mean miles by road from home borough to placement",
    ],
    [
        "nights-full",
        "all_full_share",
        "Nights with no welfare bed free in London are fewest",
        "nights with no welfare bed free in London",
        "nights",
        "Nights with no welfare bed free in London, percent",
    ],
];

/// The figures that compare options in one measure each.
pub fn figures(answer: &Answer) -> Vec<Figure> {
    let differences = difference_figure(answer);
    differences.into_iter().chain(waiting(answer)).chain(COMPARED.iter().filter_map(|row| figure(answer, row))).collect()
}

/// Children who wait for a welfare place, future by future; the words are of the option under which fewest do.
fn waiting(answer: &Answer) -> Option<Figure> {
    let (summary, key) = (&answer.summary, stream_key("waiting", Stream::Welfare));
    let measure = summary.measures.get(summary.measure_index(&key)?)?;
    let options: Vec<usize> = (0..summary.options.len()).collect();
    let head = Head {
        most: "On average fewest children wait for a welfare place",
        of: "children wait for a welfare place on an average day",
        after: "on an average day",
    };
    let on_average = claims::comparison(summary, &key, &options, &head)?;
    let about = claims::leader(summary, &key, &options).map(|leader| leader.best);
    let told = futures::Told { options: &options, baseline: summary.baseline, about };
    let figure = futures::figure(&answer.scenario, summary, measure, &told)?.sourced(&answer.scenario, &answer.sha256);
    Some(Figure { note: format!("{on_average}. {}", figure.note), ..figure })
}

/// What the options do to a measure of welfare placements.
fn figure(answer: &Answer, [id, name, most, of, after, axis]: &[&str; 6]) -> Option<Figure> {
    let (summary, key) = (&answer.summary, stream_key(name, Stream::Welfare));
    let spec = summary.measures.get(summary.measure_index(&key)?)?;
    let with_beds = |option: &usize| {
        let described = answer.scenario.option(&summary.options[*option].id);
        *name != "all_full_share" || described.is_some_and(|option| Beds::of(option, Stream::Welfare).total() > 0)
    };
    let options: Vec<usize> = (0..summary.options.len()).filter(with_beds).collect();
    let scale = if spec.unit == MeasureUnit::Share { 100.0 } else { 1.0 };
    let row = |option: &usize| {
        let estimate = summary.estimate(*option, &key)?;
        let (name, range) = (&summary.options[*option].name, [estimate.p05 * scale, estimate.p95 * scale]);
        let row = RangeRow::new(name, estimate.mean * scale, range, written(spec.unit, estimate));
        Some(RangeRow { is_baseline: *option == summary.baseline, ..row })
    };
    let rows: Vec<RangeRow> = options.iter().filter_map(row).collect();
    let high = rows.iter().flat_map(|row| [row.value, row.high]).filter(|value| value.is_finite()).fold(0.0, f64::max);
    let title = claims::comparison(summary, &key, &options, &Head { most, of, after })?;
    let subtitle = format!("{}, {}", capital(axis), place_and_period(answer));
    let data = data(answer, id, &subtitle, spec, &key, &options);
    let behind = if spec.unit == MeasureUnit::Share { "%" } else { "" };
    let axis = Axis { behind, ..Axis::new(*axis, 0.0, if high > 0.0 { high * 1.02 } else { 1.0 }) };
    Some(Figure {
        id: format!("{id}-welfare"),
        title,
        subtitle,
        plot: Plot::Ranges(Ranges {
            axis,
            dot: "mean, written at the right".into(),
            range: "nine in ten possible futures".into(),
            within: String::new(),
            rows,
        }),
        note: String::new(),
        source: source(answer),
        written_text: String::new(),
        data,
    })
}

fn data(answer: &Answer, id: &str, title: &str, spec: &MeasureSpec, key: &str, options: &[usize]) -> Table {
    let columns = ["Option", "Mean", "Lower end of 95% interval", "Upper end", "5th percentile of futures", "95th percentile of futures"];
    let mut table = Table::new(&format!("{id}-welfare"), title, &columns);
    let scale = if spec.unit == MeasureUnit::Share { 100.0 } else { 1.0 };
    for option in options {
        let Some(estimate) = answer.summary.estimate(*option, key) else { continue };
        let decimals = supported_decimals((estimate.high - estimate.low) / 2.0 * scale);
        let numbers =
            [estimate.mean, estimate.low, estimate.high, estimate.p05, estimate.p95].map(|value| Cell::number(value * scale, decimals));
        table.rows.push(std::iter::once(Cell::text(&answer.summary.options[*option].name)).chain(numbers).collect());
    }
    table
}

/// How much larger a share of welfare requests each option places than the baseline, with the interval of the difference.
fn difference_figure(answer: &Answer) -> Option<Figure> {
    let (summary, key) = (&answer.summary, stream_key("placed_share", Stream::Welfare));
    let others: Vec<usize> = (0..summary.options.len()).filter(|option| *option != summary.baseline).collect();
    let differences: Vec<_> =
        others.iter().filter_map(|option| Some((*option, summary.difference(*option, summary.baseline, &key)?))).collect();
    if differences.is_empty() || differences.iter().all(|(_, difference)| !difference.mean.is_finite()) {
        return None;
    }
    let baseline = &summary.options.get(summary.baseline)?.name;
    let more = differences.iter().filter(|(_, difference)| difference.low > 0.0).count();
    let fewer = differences.iter().filter(|(_, difference)| difference.high < 0.0).count();
    let by: Vec<String> = differences.iter().filter(|(_, found)| found.is_clear()).map(|(_, found)| points_apart(found)).collect();
    let title = difference_title(baseline, [more, fewer, differences.len() - more - fewer], &by);
    let subtitle =
        format!("Share of welfare requests placed, difference to “{baseline}” in percentage points, {}", place_and_period(answer));
    let columns =
        ["Option", "Difference, points", "Lower end of 95% interval", "Upper end", "Better in futures of 100", "Worse in futures of 100"];
    let mut data = Table::new("difference-placed-welfare", subtitle.clone(), &columns);
    let mut rows = Vec::new();
    for (option, found) in &differences {
        let decimals = supported_decimals((found.high - found.low) / 2.0 * 100.0);
        let futures = claims::futures(found);
        let mut row = vec![Cell::text(&summary.options[*option].name)];
        row.extend([found.mean, found.low, found.high].map(|value| Cell::number(value * 100.0, decimals)));
        row.extend([0, 2].map(|at| futures.map_or(Cell::number(f64::NAN, 0), |futures| Cell::whole(futures[at]))));
        data.rows.push(row);
        let written = match difference(MeasureUnit::Share, found) {
            Some(written) if found.is_clear() => written.value,
            Some(_) => "no clear difference".to_owned(),
            None => "no value".to_owned(),
        };
        let name = &summary.options[*option].name;
        rows.push(RangeRow::new(name, found.mean * 100.0, [found.low * 100.0, found.high * 100.0], written));
    }
    let ends = rows.iter().flat_map(|row| [row.value, row.low, row.high]).filter(|value| value.is_finite());
    let (low, high) = ends.fold((0.0_f64, 0.0_f64), |(low, high), value| (low.min(value), high.max(value)));
    let axis = Axis::new("Percentage points more or less than the baseline", low * 1.04, high.max(low + 1.0) * 1.04);
    Some(Figure {
        id: "difference-placed-welfare".into(),
        title,
        subtitle,
        plot: Plot::Ranges(Ranges {
            axis,
            dot: "mean difference, written at the right".into(),
            range: "95% interval of the mean".into(),
            within: String::new(),
            rows,
        }),
        note: "Every option meets the same children, future by future. A difference whose interval holds zero is not clear.".into(),
        source: source(answer),
        written_text: String::new(),
        data,
    })
}

/// How far apart two shares are, in percentage points without a sign.
fn points_apart(found: &Difference) -> String {
    let points = number(found.mean.abs() * 100.0, supported_decimals((found.high - found.low) / 2.0 * 100.0).min(1));
    if points == "0" { "less than 1".to_owned() } else { points }
}

/// How many options do more, less, or not clearly either; `by` says by how many percentage points each clear difference is.
fn difference_title(baseline: &str, [more, fewer, unclear]: [usize; 3], by: &[String]) -> String {
    let verb = |count: usize| if count == 1 { "places" } else { "place" };
    let all = more + fewer + unclear;
    let others = match all {
        1 => "The other option".to_owned(),
        2 => "Both other options".to_owned(),
        all => format!("All {all} other options"),
    };
    // Few options have no count that says anything.
    let by = match by {
        [one] => format!(", by {one} percentage points"),
        [one, other] => format!(", by {one} and {other} percentage points"),
        _ => String::new(),
    };
    match [more, fewer, unclear] {
        [_, 0, 0] => return format!("{others} {} a larger share of welfare requests than “{baseline}”{by}", verb(all)),
        [0, _, 0] => return format!("{others} {} a smaller share of welfare requests than “{baseline}”{by}", verb(all)),
        [0, 0, _] => return format!("No clear difference from “{baseline}” in the share of welfare requests placed"),
        _ => {}
    }
    let mut parts = Vec::new();
    if more > 0 {
        parts.push(format!("{more} {} a larger share of welfare requests than “{baseline}”", verb(more)));
    }
    if fewer > 0 {
        let what = if more > 0 { "one".to_owned() } else { format!("share of welfare requests than “{baseline}”") };
        parts.push(format!("{fewer} {} a smaller {what}", verb(fewer)));
    }
    if unclear > 0 {
        parts.push(format!("{unclear} {} no clear difference", if unclear == 1 { "shows" } else { "show" }));
    }
    format!("Of {all} other options, {}", parts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_of_differences_counts_every_option_once() {
        assert_eq!(
            difference_title("As now", [10, 0, 0], &[]),
            "All 10 other options place a larger share of welfare requests than “As now”"
        );
        assert_eq!(
            difference_title("As now", [1, 1, 2], &[]),
            "Of 4 other options, 1 places a larger share of welfare requests than “As now”, 1 places a smaller one, 2 show no clear difference"
        );
        assert_eq!(difference_title("As now", [0, 0, 3], &[]), "No clear difference from “As now” in the share of welfare requests placed");
        assert_eq!(
            difference_title("As now", [0, 2, 1], &[]),
            "Of 3 other options, 2 place a smaller share of welfare requests than “As now”, 1 shows no clear difference"
        );
        let by = ["24".to_owned(), "less than 1".to_owned()];
        assert_eq!(
            difference_title("As now", [1, 0, 0], &by[..1]),
            "The other option places a larger share of welfare requests than “As now”, by 24 percentage points"
        );
        assert_eq!(
            difference_title("As now", [0, 2, 0], &by),
            "Both other options place a smaller share of welfare requests than “As now”, by 24 and less than 1 percentage points"
        );
    }
}
