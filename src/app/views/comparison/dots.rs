//! One measure large: fifty dots an option, each a future as possible as any other, all on one axis.

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Align2, Color32, Rect, RichText, Sense, Stroke, Ui, pos2, vec2};

use super::Comparison;
use crate::analysis::{DOTS, Dots, MeasureSpec, MeasureUnit};
use crate::app::action::{Action, Actions};
use crate::app::compare;
use crate::app::theme::{self, Palette};
use crate::app::views::mark::Mark;
use crate::app::views::pictures;
use crate::report::findings::Beds;
use crate::report::futures;
use crate::report::wording::{number, uncapital};

/// Least and greatest height of an option's dots, and that of all options where they fit in between.
const ROW: (f32, f32) = (46.0, 84.0);
const ROWS: f32 = 460.0;
/// Height of the line that names the baseline's median.
const TOP: f32 = 20.0;
/// Height of the axis with its unit.
const AXIS: f32 = 40.0;
/// Greatest diameter of a dot.
const DOT: f32 = 9.0;

/// What is drawn, in the measure's unit on screen: percent for shares.
struct Axis {
    low: f64,
    high: f64,
    left: f32,
    right: f32,
    /// Width of the names to its left and of the numbers to its right.
    names: f32,
    ranges: f32,
}

impl Axis {
    fn x(&self, value: f64) -> f32 {
        let share = (value - self.low) / (self.high - self.low).max(1e-12);
        self.left + (self.right - self.left) * share.clamp(0.0, 1.0) as f32
    }
}

/// The measure shown large.
pub fn dots_ui(ui: &mut Ui, comparison: &Comparison<'_>, actions: &mut Actions) {
    let palette = Palette::of(ui);
    let Some(measure) = compare::measure(comparison.summary, &comparison.view.large, comparison.stream) else { return };
    let top = ui.cursor().top();
    let title = format!("{}: fifty possible futures", measure.title());
    ui.label(RichText::new(&title).font(theme::bold(17.0)));
    let of = |column: usize| comparison.summary.dots(column, &measure.key);
    let chosen = comparison.summary.option_index(comparison.chosen);
    let finding = chosen.and_then(|column| Some((column, of(column)?))).map(|(column, dots)| {
        let baseline =
            (column != comparison.baseline).then(|| Some((comparison.name(comparison.baseline), of(comparison.baseline)?))).flatten();
        futures::sentence(measure, (comparison.name(column), dots), baseline)
    });
    let finding = finding.unwrap_or_else(|| "The option looked at has no value of this measure.".to_owned());
    ui.add(egui::Label::new(RichText::new(&finding).size(theme::BODY)).wrap());
    let note = format!("{} Each dot is one of {DOTS} possible futures, each as possible as the others.", measure.definition);
    ui.add(egui::Label::new(RichText::new(note).size(13.0).color(palette.muted)).wrap());
    ui.add_space(6.0);
    let rows: Vec<(usize, &Dots)> = comparison.columns.iter().filter_map(|column| Some((*column, of(*column)?))).collect();
    if rows.is_empty() {
        super::notices::empty_ui(ui, "Nothing to draw", "No option has a value of this measure.");
        return;
    }
    let drawn = ui.cursor().top();
    chart_ui(ui, comparison, measure, &rows, &finding, actions);
    pictures::offer(ui, [top, drawn], &title, &finding);
}

fn chart_ui(
    ui: &mut Ui,
    comparison: &Comparison<'_>,
    measure: &MeasureSpec,
    rows: &[(usize, &Dots)],
    finding: &str,
    actions: &mut Actions,
) {
    let palette = Palette::of(ui);
    let row = (ROWS / rows.len() as f32).clamp(ROW.0, ROW.1);
    let height = TOP + row * rows.len() as f32 + AXIS;
    let (area, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let scale = if measure.unit == MeasureUnit::Share { 100.0 } else { 1.0 };
    let (names, ranges) = ((area.width() * 0.2).clamp(120.0, 240.0), (area.width() * 0.2).clamp(120.0, 210.0));
    let beds = rows.iter().filter_map(|(column, _)| beds(comparison, measure, *column));
    let values = || rows.iter().flat_map(|(_, dots)| dots.iter().map(|dot| dot * scale)).chain(beds.clone());
    let (least, most) = values().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
    let step = step((most - least).max(1e-9) / f64::from((area.width() - names - ranges) / 90.0).max(2.0));
    // Small counts are read from zero.
    let low = if least >= 0.0 && least < (most - least) * 0.6 { 0.0 } else { (least / step).floor() * step };
    let high = ((most / step).ceil() * step).max(low + step);
    let axis = Axis { low, high, left: area.left() + names + 12.0, right: area.right() - ranges - 16.0, names, ranges };
    let floor = area.bottom() - AXIS;
    axis_ui(ui, measure, &axis, step, Rect::from_min_max(pos2(area.left(), area.top() + TOP), pos2(area.right(), floor)));
    if let Some((_, dots)) = rows.iter().find(|(column, _)| *column == comparison.baseline) {
        let x = axis.x(futures::median(dots) * scale);
        let dashes = egui::Shape::dashed_line(&[pos2(x, area.top() + TOP), pos2(x, floor)], Stroke::new(1.5, palette.text), 5.0, 4.0);
        ui.painter().extend(dashes);
        let text = format!("median of “{}”", comparison.name(comparison.baseline));
        let galley = ui.painter().layout_no_wrap(text, theme::regular(13.0), palette.text);
        // Beside the line, and not beyond the end of the axis.
        let left = (x - galley.size().x / 2.0).clamp(axis.left, (axis.right - galley.size().x).max(axis.left));
        ui.painter().galley(pos2(left, area.top()), galley, palette.text);
    }
    let mut told = Vec::new();
    for (at, (column, dots)) in rows.iter().enumerate() {
        let rect = Rect::from_min_size(pos2(area.left(), area.top() + TOP + row * at as f32), vec2(area.width(), row));
        told.push(row_ui(ui, comparison, measure, (*column, dots), &axis, rect, actions));
    }
    let alt =
        format!("Chart. Dot plot of {}: {DOTS} possible futures for each option. {finding} {}", uncapital(measure.title()), told.join(" "));
    response.widget_info(|| {
        let mut info = egui::WidgetInfo::new(egui::Role::GraphicsObject);
        info.label = Some(alt.clone());
        info
    });
}

/// A round step of at least this size.
fn step(least: f64) -> f64 {
    let power = 10f64.powf(least.log10().floor());
    [1.0, 2.0, 5.0, 10.0].into_iter().map(|factor| factor * power).find(|step| *step >= least * 0.999).unwrap_or(power * 10.0)
}

fn axis_ui(ui: &Ui, measure: &MeasureSpec, axis: &Axis, step: f64, plot: Rect) {
    let palette = Palette::of(ui);
    let marks = ((axis.high - axis.low) / step).round() as usize;
    for mark in 0..=marks {
        let value = axis.low + step * mark as f64;
        let x = axis.x(value);
        ui.painter().vline(x, plot.y_range(), Stroke::new(1.0, palette.line));
        let decimals = if step < 0.1 { 2 } else { usize::from(step < 1.0) };
        let percent = if measure.unit == MeasureUnit::Share { "%" } else { "" };
        let text = format!("{}{percent}", number(value, decimals));
        ui.painter().text(pos2(x, plot.bottom() + 4.0), Align2::CENTER_TOP, text, theme::regular(13.0), palette.muted);
    }
    ui.painter().hline(axis.left..=axis.right, plot.bottom(), Stroke::new(1.0, palette.muted));
    let unit = match measure.unit {
        MeasureUnit::Children => "children on an average day",
        MeasureUnit::PerYear => "a year",
        MeasureUnit::Days => "days",
        MeasureUnit::Share => "share",
        MeasureUnit::Miles => "miles",
        MeasureUnit::Pounds => "£",
        MeasureUnit::MillionPounds => "£ million",
    };
    let place = pos2((axis.left + axis.right) / 2.0, plot.bottom() + 21.0);
    ui.painter().text(place, Align2::CENTER_TOP, unit, theme::regular(13.0), palette.text);
}

/// The dots of an option with its name and its range; gives what it says.
fn row_ui(
    ui: &mut Ui,
    comparison: &Comparison<'_>,
    measure: &MeasureSpec,
    (column, dots): (usize, &Dots),
    axis: &Axis,
    rect: Rect,
    actions: &mut Actions,
) -> String {
    let palette = Palette::of(ui);
    let Axis { names, ranges, .. } = *axis;
    let option = &comparison.summary.options[column];
    let chosen = option.id == comparison.chosen;
    let mark = Mark::of(comparison.scenario, comparison.place(column));
    let colour = mark.fill(ui);
    let label = Rect::from_min_size(rect.min, vec2(names, rect.height()));
    let response = ui.interact(label, ui.scope_id().with(("dots", &option.id)), Sense::click());
    if chosen {
        ui.painter().rect_filled(rect, 4.0, palette.chosen.gamma_multiply(0.6));
    }
    if response.has_focus() {
        ui.painter().rect_stroke(label.shrink(1.0), 3.0, Stroke::new(2.0, palette.accent), egui::StrokeKind::Inside);
    }
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, true, chosen, format!("Look at {}", option.name)));
    if response.clicked() {
        actions.push(Action::ChooseOption(option.id.clone()));
    }
    mark.paint(ui, Rect::from_center_size(pos2(rect.left() + 16.0, rect.center().y), vec2(20.0, 20.0)));
    let mut job = LayoutJob::default();
    let font = if chosen { theme::bold(14.0) } else { theme::regular(14.0) };
    job.append(&option.name, 0.0, TextFormat::simple(font, palette.text));
    job.wrap = TextWrapping { max_width: names - 36.0, max_rows: 2, ..TextWrapping::default() };
    let galley = ui.painter().layout_job(job);
    ui.painter().galley(pos2(rect.left() + 32.0, rect.center().y - galley.size().y / 2.0), galley, palette.text);
    response.on_hover_text(&option.name);

    let scale = if measure.unit == MeasureUnit::Share { 100.0 } else { 1.0 };
    for (x, y, radius) in stacked(dots.map(|dot| axis.x(dot * scale)), rect) {
        ui.painter().circle(pos2(x, y), radius, colour, Stroke::new(0.8, Color32::from_white_alpha(90)));
    }
    ui.painter().hline(axis.left..=axis.right, rect.bottom() - 0.5, Stroke::new(1.0, palette.line));
    let beds = beds(comparison, measure, column);
    if let Some(beds) = beds {
        let x = axis.x(beds);
        ui.painter().vline(x, rect.top() + 6.0..=rect.bottom() - 1.0, Stroke::new(2.5, palette.text));
        let text = format!("{} beds", number(beds, 0));
        ui.painter().text(pos2(x - 5.0, rect.top() + 3.0), Align2::RIGHT_TOP, text, theme::regular(12.5), palette.text);
    }
    let spread = dots[DOTS - 1] - dots[0];
    let (low, high) = futures::middle(dots);
    let [median, low, high] = [futures::median(dots), low, high].map(|value| futures::value(measure.unit, value, spread));
    let percent = if measure.unit == MeasureUnit::Share { "%" } else { "" };
    let mut job = LayoutJob::default();
    let base = if column == comparison.baseline { "baseline median" } else { "median" };
    job.append(&format!("{base} {median}{percent}\n"), 0.0, TextFormat::simple(theme::bold(13.0), palette.text));
    job.append(&format!("40 of 50: {low}–{high}{percent}"), 0.0, TextFormat::simple(theme::regular(13.0), palette.muted));
    job.wrap.max_width = ranges;
    let galley = ui.painter().layout_job(job);
    ui.painter().galley(pos2(rect.right() - ranges, rect.center().y - galley.size().y / 2.0), galley, palette.text);
    let beds = beds.map(|beds| format!("; {} beds", number(beds, 0))).unwrap_or_default();
    format!("{}: median {median}{percent}, 40 of 50 possible futures from {low} to {high}{percent}{beds}.", option.name)
}

/// The beds that children in London homes are in: the line that their number cannot pass.
fn beds(comparison: &Comparison<'_>, measure: &MeasureSpec, column: usize) -> Option<f64> {
    let option = comparison.scenario.option(&comparison.summary.options[column].id).filter(|_| measure.name == "census_london")?;
    Some(f64::from(Beds::of(option, comparison.stream).total())).filter(|beds| *beds > 0.0)
}

/// Places of the dots: in columns a dot wide, one above the other, closer where they would not fit.
fn stacked(xs: [f32; DOTS], rect: Rect) -> Vec<(f32, f32, f32)> {
    let column = |x: f32| ((x - rect.left()) / DOT).round() as i32;
    let tallest = xs.iter().map(|x| xs.iter().filter(|other| column(**other) == column(*x)).count()).max().unwrap_or(1);
    let room = rect.height() - 6.0 - DOT;
    let rise = if tallest > 1 { (room / (tallest - 1) as f32).min(DOT) } else { DOT };
    let mut placed = Vec::with_capacity(DOTS);
    for (at, x) in xs.iter().enumerate() {
        let below = xs[..at].iter().filter(|other| column(**other) == column(*x)).count();
        let x = rect.left() + column(*x) as f32 * DOT;
        placed.push((x, rect.bottom() - 3.0 - DOT / 2.0 - rise * below as f32, DOT / 2.0 - 0.4));
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fifty_dots_stay_in_their_row_whatever_they_are() {
        let rect = Rect::from_min_size(pos2(10.0, 20.0), vec2(800.0, ROW.0));
        for xs in [[300.0; DOTS], std::array::from_fn(|dot| 100.0 + 9.0 * dot as f32), std::array::from_fn(|dot| 200.0 + dot as f32)] {
            let dots = stacked(xs, rect);
            assert_eq!(dots.len(), DOTS);
            for (x, y, radius) in dots {
                assert!(rect.contains_rect(Rect::from_center_size(pos2(x, y), vec2(radius, radius) * 2.0)), "{x} {y}");
            }
        }
    }

    #[test]
    fn steps_are_round() {
        for (least, expected) in [(0.013, 0.02), (0.9, 1.0), (1.0, 1.0), (3.0, 5.0), (7.0, 10.0), (120.0, 200.0)] {
            assert!((step(least) / expected - 1.0).abs() < 1e-9, "{least}: {}", step(least));
        }
    }
}
