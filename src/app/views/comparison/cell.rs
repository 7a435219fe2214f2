//! What a cell of the table says: the value, what it was before, and how it differs from the baseline.

use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Color32, FontId, Ui};

use super::Comparison;
use crate::analysis::{Difference, MeasureSpec, MeasureUnit, Summary};
use crate::app::compare::{Range, Verdict, since};
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
            // One comparison at a time: a difference from the baseline under the value before would be taken for the change since.
            let change = if let Some(before) = comparison.before {
                before_lines(ui, comparison, before, column, measure, &mut job)
            } else {
                let change = summary.difference(column, comparison.baseline, &measure.key);
                change.and_then(|change| change_line(ui, comparison, measure, &change, &mut job)).unwrap_or_default()
            };
            format!("{name}, {}: {value} {range_words}.{change}", measure.title())
        }
    };
    (job, spoken)
}

/// The value before the changes and the change since, in lines of their own. Gives what they say.
fn before_lines(
    ui: &Ui,
    comparison: &Comparison<'_>,
    before: &Summary,
    column: usize,
    measure: &MeasureSpec,
    job: &mut LayoutJob,
) -> String {
    let palette = Palette::of(ui);
    let mut line = |text: &str, font: FontId, colour: Color32| job.append(&format!("\n{text}"), 0.0, format(font, colour));
    let Some(then_column) = before.option_index(&comparison.summary.options[column].id) else {
        line("not there before", theme::regular(12.5), palette.text);
        return " Before your changes this option was not there.".to_owned();
    };
    let (now, then) = (comparison.summary.estimate(column, &measure.key), before.estimate(then_column, &measure.key));
    let Some(Written { value, interval }) = then.and_then(|then| wording::estimate(measure.unit, then)) else {
        line("before none", theme::regular(12.5), palette.text);
        return " Before your changes there was no value.".to_owned();
    };
    let (range, words) = range(comparison.view.range, before, then_column, measure, interval);
    line(&format!("before {value}  {range}"), theme::regular(12.5), palette.text);
    let change = now.zip(then).map(|(now, then)| since(now, then));
    let replications = comparison.summary.replications.min(before.replications);
    let (shown, colour, said) = match change.and_then(|change| Some((change, wording::difference(measure.unit, &change)?))) {
        None => return format!(" Before your changes {value} {words}."),
        Some((change, _)) if change.mean == 0.0 => ("as before".to_owned(), palette.muted, "the same".to_owned()),
        Some((change, Written { value, .. })) => {
            let verdict = Verdict::on(&change, measure.better, replications);
            let arrow = if change.mean > 0.0 { "▲" } else { "▼" };
            let (colour, sign, clear) = match verdict {
                Verdict::Better => (palette.better, arrow, ", for the better"),
                Verdict::Worse => (palette.worse, arrow, ", for the worse"),
                Verdict::Different => (palette.text, arrow, ""),
                Verdict::Unclear | Verdict::Same => (palette.muted, "≈", ", which may be chance"),
            };
            (format!("{sign} {value} since"), colour, format!("{value}{clear}"))
        }
    };
    line(&shown, theme::bold(12.5), colour);
    format!(" Before your changes {value} {words}. Change since: {said}.")
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
