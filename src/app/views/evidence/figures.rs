//! The figures of the review, one below the other: what is printed, what the model gives, a picture of both, the verdict.

use egui::{Align, Color32, Frame, Label, Layout, Margin, Rect, RichText, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::analysis::gate::{Compared, Found, Verdict};
use crate::app::theme::{self, Palette};
use crate::app::wording::{number, short_number};
use crate::model::evidence::{Departure, FigureUnit, ReviewFigure};

/// The least width in which a figure stands in one line.
const LEAST_WIDTH: f32 = 900.0;
const PRINTED_WIDTH: f32 = 116.0;
const MODEL_WIDTH: f32 = 112.0;
const PICTURE_WIDTH: f32 = 190.0;
/// The least width of a verdict.
const VERDICT_WIDTH: f32 = 236.0;

/// All figures.
pub fn figures_ui(ui: &mut Ui, compared: &[Compared]) {
    let wide = ui.available_width() >= LEAST_WIDTH;
    if wide {
        head_ui(ui);
    }
    for compared in compared {
        ui.push_id(&compared.figure.key, |ui| figure_ui(ui, compared, wide));
    }
}

fn cell<R>(ui: &mut Ui, width: f32, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let height = ui.spacing().interact_size.y;
    ui.allocate_ui_with_layout(vec2(width, height), Layout::top_down(Align::Min), |ui| {
        ui.set_width(width);
        contents(ui)
    })
    .inner
}

/// Room for each column. What is left is shared by the two that hold sentences.
fn widths(ui: &Ui) -> [f32; 5] {
    let gaps = 4.0 * ui.spacing().item_spacing.x;
    let room = ui.available_width() - PRINTED_WIDTH - MODEL_WIDTH - PICTURE_WIDTH - gaps;
    let verdict = (0.36 * room).max(VERDICT_WIDTH);
    [(room - verdict).max(200.0), PRINTED_WIDTH, MODEL_WIDTH, PICTURE_WIDTH, verdict]
}

fn head_ui(ui: &mut Ui) {
    let palette = Palette::of(ui);
    ui.horizontal(|ui| {
        for (width, title) in widths(ui).into_iter().zip(["Figure", "The review", "The model", "Both", "Verdict"]) {
            cell(ui, width, |ui| ui.label(RichText::new(title).font(theme::bold(14.0)).color(palette.muted)));
        }
    });
    ui.painter().hline(ui.max_rect().x_range(), ui.cursor().top() - 2.0, Stroke::new(1.0, palette.muted));
}

fn figure_ui(ui: &mut Ui, compared: &Compared, wide: bool) {
    let palette = Palette::of(ui);
    let figure = compared.figure;
    let row = Frame::new().inner_margin(Margin { left: 0, right: 0, top: 6, bottom: 8 }).show(ui, |ui| {
        if wide {
            ui.horizontal_top(|ui| {
                let [sentence, printing, model, picture, verdict] = widths(ui);
                cell(ui, sentence, |ui| words_ui(ui, figure));
                cell(ui, printing, |ui| ui.add(Label::new(RichText::new(printed(figure)).font(theme::bold(theme::BODY))).wrap()));
                cell(ui, model, |ui| model_ui(ui, figure, compared.found));
                cell(ui, picture, |ui| picture_ui(ui, compared));
                cell(ui, verdict, |ui| verdict_ui(ui, &compared.verdict, &figure.tolerance));
            });
        } else {
            words_ui(ui, figure);
            ui.horizontal_wrapped(|ui| {
                ui.label(RichText::new("The review:").color(palette.muted));
                ui.label(RichText::new(printed(figure)).font(theme::bold(theme::BODY)));
                ui.add_space(10.0);
                ui.label(RichText::new("The model:").color(palette.muted));
                model_ui(ui, figure, compared.found);
            });
            picture_ui(ui, compared);
            verdict_ui(ui, &compared.verdict, &figure.tolerance);
        }
    });
    let rect = row.response.rect;
    ui.painter().hline(rect.x_range(), rect.bottom() + 2.0, Stroke::new(1.0, palette.line));
    row.response.widget_info(|| WidgetInfo::labeled(Role::Row, true, spoken(compared)));
}

fn words_ui(ui: &mut Ui, figure: &ReviewFigure) {
    let palette = Palette::of(ui);
    ui.spacing_mut().item_spacing.y = 2.0;
    ui.add(Label::new(RichText::new(&figure.label).font(theme::bold(theme::BODY))).wrap());
    let text = format!("{} ({})", figure.sentence.trim_end_matches('.'), figure.paragraph);
    ui.add(Label::new(RichText::new(text).size(13.5).color(palette.muted)).wrap());
}

fn model_ui(ui: &mut Ui, figure: &ReviewFigure, found: Option<Found>) {
    let palette = Palette::of(ui);
    let Some(found) = found else {
        ui.label(RichText::new("no value").color(palette.muted));
        return;
    };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 5.0;
        // On one line with what the review prints.
        ui.spacing_mut().interact_size.y = 0.0;
        ui.label(RichText::new(written(figure.unit, found.mean)).font(theme::bold(theme::BODY)));
        ui.label(RichText::new(interval(figure.unit, found)).size(13.0).color(palette.muted));
    });
}

/// What the review prints, with its unit where that is a number.
fn printed(figure: &ReviewFigure) -> String {
    let is_number = figure.printed.ends_with(|letter: char| letter.is_ascii_digit());
    if is_number { format!("{}{}", figure.printed, unit(figure.unit)) } else { figure.printed.clone() }
}

fn unit(unit: FigureUnit) -> &'static str {
    match unit {
        FigureUnit::Children => " children",
        FigureUnit::Requests => " requests",
        FigureUnit::Share => "%",
        FigureUnit::Miles => " miles",
        FigureUnit::Months => " months",
        FigureUnit::Days => " days",
        FigureUnit::Boroughs => " boroughs",
    }
}

/// A value in a figure's unit, with no more decimals than the run can support.
fn digits(unit: FigureUnit, value: f64) -> String {
    match unit {
        FigureUnit::Share => number(value * 100.0, 1),
        FigureUnit::Miles => number(value, 0),
        FigureUnit::Months => number(value, 2),
        FigureUnit::Days => short_number(value, 1),
        FigureUnit::Children | FigureUnit::Requests | FigureUnit::Boroughs => number(value, 1),
    }
}

/// An end of the values that agree, which is as exact as it is written.
fn end_digits(unit: FigureUnit, value: f64) -> String {
    short_number(if unit == FigureUnit::Share { value * 100.0 } else { value }, 2)
}

fn written(unit_of: FigureUnit, value: f64) -> String {
    format!("{}{}", digits(unit_of, value), if unit_of == FigureUnit::Share { "%" } else { "" })
}

fn interval(unit: FigureUnit, found: Found) -> String {
    if !found.low.is_finite() {
        return "no interval yet".to_owned();
    }
    let half_width = (found.high - found.low) / 2.0;
    let (shown, least) = match unit {
        FigureUnit::Share => (half_width * 100.0, 0.05),
        FigureUnit::Months => (half_width, 0.005),
        _ => (half_width, 0.05),
    };
    match shown {
        0.0 => "as set".to_owned(),
        half if half < least => format!("±<{}", short_number(2.0 * least, 2)),
        half => format!("±{}", number(half, if unit == FigureUnit::Months { 2 } else { 1 })),
    }
}

/// A band for the values that agree, a dot with its interval for the model.
fn picture_ui(ui: &mut Ui, compared: &Compared) {
    let palette = Palette::of(ui);
    let figure = compared.figure;
    let width = PICTURE_WIDTH.min(ui.available_width());
    let (rect, response) = ui.allocate_exact_size(vec2(width, 34.0), Sense::hover());
    let (low, high) = (figure.low, figure.high);
    let reach = (high - low) * 1.2;
    let (from, to) = match compared.found {
        Some(found) => ((low - reach).min(found.mean - reach * 0.2), (high + reach).max(found.mean + reach * 0.2)),
        None => (low - reach, high + reach),
    };
    let inner = rect.shrink2(vec2(8.0, 0.0));
    let x = |value: f64| inner.left() + ((value - from) / (to - from)).clamp(0.0, 1.0) as f32 * inner.width();
    let y = rect.top() + 11.0;
    ui.painter().hline(inner.x_range(), y, Stroke::new(1.0, palette.line));
    let band = Rect::from_min_max(pos2(x(low), y - 8.0), pos2(x(high).max(x(low) + 2.0), y + 8.0));
    ui.painter().rect_filled(band, 2.0, palette.selection.gamma_multiply(0.7));
    let ends = [(low, band.left()), (high, band.right())].map(|(value, at)| {
        ui.painter().vline(at, y - 8.0..=y + 8.0, Stroke::new(1.5, palette.muted));
        let digits = ui.painter().layout_no_wrap(end_digits(figure.unit, value), theme::regular(11.5), palette.muted);
        (at, digits)
    });
    // Each below its end, or at its side where the band is narrow; and neither beyond the picture.
    let [(left, low_digits), (right, high_digits)] = ends;
    let (wide, gap) = (band.width() > 70.0, 6.0);
    let high_at = if wide { right - high_digits.size().x / 2.0 } else { right };
    let high_at = high_at.min(rect.right() - high_digits.size().x);
    let low_at = if wide { left - low_digits.size().x / 2.0 } else { left - low_digits.size().x };
    let low_at = low_at.min(high_at - low_digits.size().x - gap).max(rect.left());
    let high_at = high_at.max(low_at + low_digits.size().x + gap);
    ui.painter().galley(pos2(low_at, y + 9.0), low_digits, palette.muted);
    ui.painter().galley(pos2(high_at, y + 9.0), high_digits, palette.muted);
    if let Some(found) = compared.found {
        let (_, colour) = look(&compared.verdict, palette);
        if found.low.is_finite() {
            ui.painter().hline(x(found.low)..=x(found.high), y, Stroke::new(3.0, colour));
        }
        ui.painter().circle(pos2(x(found.mean), y), 5.0, colour, Stroke::new(1.5, palette.page));
    }
    response.on_hover_text(format!(
        "Band: values that agree with the review. Dot and line: the model's mean and its 95% interval. {}",
        figure.tolerance
    ));
}

/// Sign and colour of a verdict.
fn look(verdict: &Verdict, palette: &Palette) -> (&'static str, Color32) {
    match verdict {
        Verdict::Agrees => ("✓", palette.better),
        Verdict::Differs => ("✗", palette.worse),
        Verdict::NotComparable(_) => ("–", palette.muted),
        Verdict::Unclear | Verdict::NoValue => ("?", palette.muted),
    }
}

fn word(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Agrees => "agrees",
        Verdict::Differs => "differs",
        Verdict::Unclear => "too few replications",
        Verdict::NotComparable(_) => "not compared",
        Verdict::NoValue => "no value",
    }
}

/// Why a figure is not judged, or why the values that agree reach so far.
fn why(verdict: &Verdict, tolerance: &str) -> String {
    let Verdict::NotComparable(departures) = verdict else { return tolerance.to_owned() };
    let words = departures.iter().map(|departure| match departure {
        Departure::Homes => "the first option has places in London",
        Departure::Growth => "requests change from year to year",
        Departure::Repeats => "children are requested for again",
        Departure::Scotland => "offers from Scotland end",
        Departure::PoliceCustody => "police custody is counted",
    });
    format!("Here, unlike in the review's year, {}.", words.collect::<Vec<_>>().join(" and "))
}

fn verdict_ui(ui: &mut Ui, verdict: &Verdict, tolerance: &str) {
    let palette = Palette::of(ui);
    let (sign, colour) = look(verdict, palette);
    ui.spacing_mut().item_spacing.y = 2.0;
    ui.label(RichText::new(format!("{sign} {}", word(verdict))).font(theme::bold(theme::BODY)).color(colour));
    ui.add(Label::new(RichText::new(why(verdict, tolerance)).size(12.5).color(palette.muted)).wrap());
}

/// A figure as it is read out.
fn spoken(compared: &Compared) -> String {
    let figure = compared.figure;
    let model = compared
        .found
        .map_or_else(|| "no value".to_owned(), |found| format!("{} ({})", written(figure.unit, found.mean), interval(figure.unit, found)));
    format!("{}: the review {}, the model {model}: {}", figure.label, printed(figure), word(&compared.verdict))
}
