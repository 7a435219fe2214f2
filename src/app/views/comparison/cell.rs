//! What a cell of the table says: the value, what it was before, and how it differs from the baseline.

use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Color32, FontId, Ui};

use super::Comparison;
use crate::analysis::{Difference, MeasureSpec, MeasureUnit, Summary};
use crate::app::compare::{Range, Verdict};
use crate::app::theme::{self, Palette};
use crate::report::futures;
use crate::report::wording::{self, Written, hundredths};

/// Type of a line of a cell.
pub fn format(font: FontId, colour: Color32) -> TextFormat {
    TextFormat { line_height: Some(font.size * 1.25), valign: Align::BOTTOM, ..TextFormat::simple(font, colour) }
}

/// What a cell shows, and the same as a sentence.
pub fn cell(ui: &Ui, comparison: &Comparison<'_>, column: usize, measure: &MeasureSpec) -> (LayoutJob, String) {
    let palette = Palette::of(ui);
    let summary = comparison.summary;
    let mut job = LayoutJob { halign: Align::RIGHT, ..LayoutJob::default() };
    let name = comparison.name(column);
    let estimate = summary.estimate(column, &measure.key).and_then(|estimate| wording::estimate(measure.unit, estimate));
    let spoken = match estimate {
        None => {
            job.append("none", 0.0, format(theme::regular(13.5), palette.muted));
            format!("{name}, {}: no value, because no such placement or bed was there to measure.", measure.title())
        }
        Some(Written { value, interval }) => {
            job.append(&value, 0.0, format(theme::bold(15.0), palette.text));
            let (range, range_words) = range(comparison.view.range, summary, column, measure, interval);
            job.append(&format!("  {range}"), 0.0, format(theme::regular(12.5), palette.muted));
            let before = comparison.before.map(|before| before_line(ui, comparison, before, column, measure, &mut job)).unwrap_or_default();
            let change = summary.difference(column, comparison.baseline, &measure.key);
            let change = change.and_then(|change| change_line(ui, comparison, measure, &change, &mut job)).unwrap_or_default();
            format!("{name}, {}: {value} {range_words}.{before}{change}", measure.title())
        }
    };
    (job, spoken)
}

/// The value before the changes, in a line of its own. Gives what it says.
fn before_line(
    ui: &Ui,
    comparison: &Comparison<'_>,
    before: &Summary,
    column: usize,
    measure: &MeasureSpec,
    job: &mut LayoutJob,
) -> String {
    let id = &comparison.summary.options[column].id;
    let (shown, spoken) = match before.option_index(id) {
        None => ("not there before".to_owned(), "Before your changes this option was not there".to_owned()),
        Some(column) => match before.estimate(column, &measure.key).and_then(|estimate| wording::estimate(measure.unit, estimate)) {
            None => ("before none".to_owned(), "Before your changes there was no value".to_owned()),
            Some(Written { value, interval }) => {
                let (range, words) = range(comparison.view.range, before, column, measure, interval);
                (format!("before {value}  {range}"), format!("Before your changes {value} {words}"))
            }
        },
    };
    job.append(&format!("\n{shown}"), 0.0, format(theme::regular(12.5), Palette::of(ui).text));
    format!(" {spoken}.")
}

/// The range beside a value, on screen and in words.
fn range(range: Range, summary: &Summary, column: usize, measure: &MeasureSpec, interval: String) -> (String, String) {
    match (range, summary.dots(column, &measure.key)) {
        (Range::Futures, Some(dots)) => {
            let (low, high) = futures::middle(dots);
            let [low, high] = [low, high].map(|end| futures::value(measure.unit, end, high - low));
            let percent = if measure.unit == MeasureUnit::Share { "%" } else { "" };
            let shown = if low == high { format!("all {low}{percent}") } else { format!("{low}–{high}{percent}") };
            (shown, format!("({low} to {high}{percent} in 40 of 50 possible futures)"))
        }
        (Range::Interval, _) if !interval.is_empty() => (interval.clone(), format!("({interval}, 95% interval)")),
        _ => (String::new(), "(one replication gives no range)".to_owned()),
    }
}

/// The lower line of a cell: the difference, its interval, how often better. Gives what it says.
fn change_line(ui: &Ui, comparison: &Comparison<'_>, measure: &MeasureSpec, change: &Difference, job: &mut LayoutJob) -> Option<String> {
    let palette = Palette::of(ui);
    let baseline = comparison.name(comparison.baseline);
    let small = theme::regular(12.5);
    let verdict = Verdict::on(change, measure.better, comparison.summary.replications);
    if verdict == Verdict::Same {
        job.append("\nsame", 0.0, format(small, palette.muted));
        return Some(format!(" The same as “{baseline}” in every possible future."));
    }
    let Written { value, interval } = wording::difference(measure.unit, change)?;
    let arrow = if change.mean > 0.0 { "▲" } else { "▼" };
    let (colour, sign) = match verdict {
        Verdict::Better => (palette.better, arrow),
        Verdict::Worse => (palette.worse, arrow),
        Verdict::Different => (palette.text, arrow),
        Verdict::Unclear | Verdict::Same => (palette.muted, "≈"),
    };
    let strong = if matches!(verdict, Verdict::Better | Verdict::Worse) { theme::bold(12.5) } else { small.clone() };
    job.append(&format!("\n{sign} {value}"), 0.0, format(strong.clone(), colour));
    job.append(&format!(" {interval}"), 0.0, format(small.clone(), palette.muted));
    let (better, worse) = (hundredths(change.better_share), hundredths(change.worse_share));
    let (short, long) = match (verdict, better, worse) {
        (Verdict::Worse, _, Some(worse)) => (format!("\nworse in {worse} of 100"), format!("worse in {worse}")),
        (_, Some(better), _) => (format!("\nbetter in {better} of 100"), format!("better in {better}")),
        _ => (String::new(), String::new()),
    };
    job.append(&short, 0.0, format(strong, colour));
    let often = if long.is_empty() { String::new() } else { format!("; {long} of 100 possible futures") };
    let clear = if verdict == Verdict::Unclear { "; the difference may be chance" } else { "" };
    Some(format!(" Difference from “{baseline}”: {value} ({interval}, 95% interval){often}{clear}."))
}
