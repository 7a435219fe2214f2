//! Beds and waiting over time in all futures, how often every bed is taken, how long children wait.

use egui::{Color32, RichText, Ui};

use super::{LEAST_FUTURES, Subject, words};
use crate::analysis::closely::{ScopeLook, StreamLook};
use crate::app::theme::{self, Palette};
use crate::app::views::plots::{bars_ui, counted_ui, fan_ui};
use crate::app::views::{notices, pictures};
use crate::app::widgets::term::explained;
use crate::report::figure::{Fan, Plot};
use crate::report::figures::{Weekly, fan_figure, monthly, openings, requests_of, waits_figure, weeks_figure};
use crate::report::wording::{capital, number};

/// The least width in which charts stand side by side.
const LEAST_WIDTH: f32 = 860.0;
/// The least height of a chart, and the most.
const HEIGHTS: std::ops::RangeInclusive<f32> = 150.0..=460.0;

/// The whole picture.
pub fn over_time_ui(ui: &mut Ui, subject: &Subject<'_>) {
    let height = ui.clip_rect().height();
    if ui.available_width() >= LEAST_WIDTH {
        ui.horizontal_top(|ui| {
            let width = ui.available_width();
            ui.spacing_mut().item_spacing.x = 28.0;
            ui.allocate_ui(egui::vec2(width * 0.62, 0.0), |ui| ui.vertical(|ui| fans_ui(ui, subject, height)));
            ui.vertical(|ui| numbers_ui(ui, subject));
        });
    } else {
        fans_ui(ui, subject, height);
        ui.add_space(14.0);
        numbers_ui(ui, subject);
    }
}

fn beds_looked_at<'a>(subject: &Subject<'a>) -> Option<&'a ScopeLook> {
    subject.look.scope(subject.scope?)
}

fn colour(ui: &Ui, subject: &Subject<'_>) -> Color32 {
    let palette = Palette::of(ui);
    subject.stream.map_or(palette.accent, |stream| palette.stream(stream))
}

fn heading(ui: &mut Ui, text: &str, meaning: &str) {
    ui.scope(|ui| {
        // Room for the menu of the chart at its right.
        ui.set_max_width((ui.available_width() - 40.0).max(80.0));
        explained(ui, RichText::new(text).font(theme::bold(16.0)), meaning);
    });
}

fn finding(ui: &mut Ui, text: &str, meaning: &str) {
    let muted = Palette::of(ui).muted;
    explained(ui, RichText::new(text).size(13.5).color(muted), meaning);
}

/// Beds in use, and requests waiting.
fn fans_ui(ui: &mut Ui, subject: &Subject<'_>, height: f32) {
    ui.spacing_mut().item_spacing.y = 3.0;
    let few = subject.look.futures < LEAST_FUTURES;
    let horizon = subject.scenario.run.horizon_years;
    let years = subject.view.years.map_or(horizon, f64::from).min(horizon);
    let each = ((height - 128.0) / 2.0).clamp(*HEIGHTS.start(), *HEIGHTS.end());
    let colour = colour(ui, subject);
    let start = subject.scenario.run.start;
    let moments = openings(subject.option, subject.scope.and_then(|scope| scope.home), start);
    let opens: String = moments.iter().map(|(_, words)| format!(" {words}.")).collect();
    let chart = |fan, counted| {
        let moments = moments.iter().filter(|(at, _)| *at < years).cloned().collect();
        Fan { moments, ..monthly(fan, &counted, start, years, !few) }
    };
    match beds_looked_at(subject) {
        Some(look) => {
            let top = ui.cursor().top();
            let title = format!("How full would the {} be?", words::beds(look.scope));
            heading(ui, &title, words::IN_USE);
            let said = words::in_use(look, subject.option);
            finding(ui, &said, words::BANDS);
            let described = format!("Chart. {title} {said} {}{opens}", at_the_end(look));
            let drawn = ui.cursor().top();
            let fan = chart(&look.taken, Weekly::Beds(&look.usable_by_week));
            fan_ui(ui, &fan, colour, &described, each);
            let what = format!("{} in use under “{}”", capital(&words::beds_there(look.scope, subject.option)), subject.option.name);
            let names = ["beds-over-time", said.as_str(), what.as_str()];
            pictures::offer_figure(ui, [top, drawn], &title, fan_figure(subject.scenario, fan, names, subject.look.futures));
        }
        None => {
            let text = format!(
                "“{}” has no London beds for {}placements: children are placed elsewhere or not at all.",
                subject.option.name,
                words::of_stream(subject.stream)
            );
            notices::empty_ui(ui, "No London beds to fill", &text);
        }
    }
    ui.add_space(10.0);
    if let Some(look) = subject.look.stream(subject.stream) {
        let top = ui.cursor().top();
        let title = "How many would be waiting?";
        heading(ui, title, words::WAITING);
        let said = words::waiting(look);
        finding(ui, &said, words::BANDS);
        let described = format!("Chart. {title} {said} {}", waiting_at_the_end(look));
        let each = if beds_looked_at(subject).is_some() { each } else { (each * 1.5).min(*HEIGHTS.end()) };
        let drawn = ui.cursor().top();
        let fan = chart(&look.waiting, Weekly::Waiting);
        fan_ui(ui, &fan, colour, &described, each);
        let what = format!("{} waiting for a place under “{}”", capital(&requests_of(subject.stream)), subject.option.name);
        let names = ["waiting-over-time", said.as_str(), what.as_str()];
        pictures::offer_figure(ui, [top, drawn], title, fan_figure(subject.scenario, fan, names, subject.look.futures));
    }
    let muted = Palette::of(ui).muted;
    ui.label(
        RichText::new(
            "Bands hold half, 8 in 10 and 9 in 10 of the possible futures; each thin line is one. Counted in the middle of each week.",
        )
        .size(12.5)
        .color(muted),
    );
}

fn last_month(fan: &crate::analysis::closely::fan::Fan) -> Option<(String, String)> {
    let last = fan.months.last()?;
    Some((number(last.percentiles[0].round(), 0), number(last.percentiles[6].round(), 0)))
}

fn at_the_end(look: &ScopeLook) -> String {
    last_month(&look.taken).map_or_else(String::new, |(low, high)| {
        format!("In the last month, in nine in ten possible futures, {low} to {high} of {} beds are in use.", look.beds)
    })
}

fn waiting_at_the_end(look: &StreamLook) -> String {
    last_month(&look.waiting)
        .map_or_else(String::new, |(low, high)| format!("In the last month, in nine in ten possible futures, {low} to {high} wait."))
}

/// How often every bed is taken, and how long children wait.
fn numbers_ui(ui: &mut Ui, subject: &Subject<'_>) {
    ui.spacing_mut().item_spacing.y = 4.0;
    if let Some(look) = beds_looked_at(subject) {
        full_ui(ui, look, subject);
        ui.add_space(16.0);
    }
    let waits = subject.look.waits(subject.stream, subject.scope.unwrap_or_default());
    let top = ui.cursor().top();
    let title = "How long do children wait for a place?";
    heading(ui, title, words::WAIT);
    let Some(said) = words::within(&waits) else {
        let text = "In none of the possible futures looked at is a child placed here.";
        notices::empty_ui(ui, "Nobody is placed", text);
        return;
    };
    finding(ui, &said, words::WAIT);
    let here = subject.scope.filter(|scope| scope.home.is_some());
    let anywhere = if subject.scope.is_some() { "in London and elsewhere" } else { "elsewhere" };
    let where_to = here.map_or_else(|| anywhere.to_owned(), |scope| format!("in {}", words::place(scope, subject.option)));
    let whom = format!("{}children placed {where_to}", words::of_stream(subject.stream));
    let found = (&waits, subject.look.futures);
    let Some(figure) = waits_figure(subject.scenario, &subject.option.name, found, &said, &whom) else { return };
    let Plot::Bars(bars) = &figure.figure.plot else { return };
    ui.add_space(4.0);
    let drawn = ui.cursor().top();
    let told: Vec<String> = bars.rows.iter().map(|row| format!("{}: {}", row.label, row.written)).collect();
    bars_ui(ui, bars, colour(ui, subject), &format!("Chart. {said} {}. {}", told.join("; "), figure.figure.note));
    let note = RichText::new(&figure.figure.note).size(12.5).color(Palette::of(ui).muted);
    ui.add(egui::Label::new(note).wrap());
    pictures::offer_figure(ui, [top, drawn], title, figure);
}

fn full_ui(ui: &mut Ui, look: &ScopeLook, subject: &Subject<'_>) {
    let top = ui.cursor().top();
    let title = "How often would every bed be taken?";
    heading(ui, title, words::FULL);
    let Some(full) = &look.full else {
        notices::empty_ui(ui, "No bed opens within these years", "Nobody can be placed here before the home opens.");
        return;
    };
    let said = words::full(full);
    explained(ui, RichText::new(&said).font(theme::bold(22.0)), words::FULL);
    ui.add(egui::Label::new(RichText::new(words::COUNTED).size(12.5).color(Palette::of(ui).muted)).wrap());
    ui.add_space(2.0);
    let drawn = ui.cursor().top();
    let beds = words::beds_there(look.scope, subject.option);
    let figure = weeks_figure(subject.scenario, &subject.option.name, (full, subject.look.futures), &said, &beds);
    if let Plot::Counted(squares) = &figure.figure.plot {
        counted_ui(ui, squares, &format!("Chart. A year of weeks. {said} {}", words::COUNTED));
    }
    pictures::offer_figure(ui, [top, drawn], title, figure);
    if subject.look.futures >= LEAST_FUTURES {
        finding(ui, &words::full_range(full), words::FULL);
    }
    finding(ui, &words::spell(full), words::SPELL);
    if look.closed_share_of_all >= 0.005 {
        let months = number(look.closed_share_of_all * subject.scenario.run.horizon_years * 12.0, 0);
        let home = look.scope.home.map(|_| format!(" in {}", words::place(look.scope, subject.option))).unwrap_or_default();
        finding(ui, &format!("No bed is open{home} for {months} months of these years; they do not count."), words::FULL);
    }
}
