//! Beds and step-down places together: a picture that is a table, each field with its number.

use egui::{Align2, Color32, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::drawn::Drawn;
use super::priced::Priced;
use super::remark_ui;
use crate::analysis::Estimate;
use crate::analysis::beds::{Goal, Sweep, Tried};
use crate::app::action::Actions;
use crate::app::beds::BedsView;
use crate::app::theme::{self, Palette};
use crate::app::views::mark::ink;
use crate::app::views::pictures;
use crate::model::Scenario;
use crate::report::beds as words;

/// Height of a field, width of the names of rows, and the most width of a field.
const HEIGHT: f32 = 36.0;
const NAMES: f32 = 150.0;
const MOST_WIDTH: f32 = 96.0;

/// The picture.
pub fn grid_ui(ui: &mut Ui, scenario: &Scenario, (sweep, prices): (&Sweep, &Priced), view: &BedsView, actions: &mut Actions) {
    let palette = Palette::of(ui);
    let drawn = Drawn::of(sweep, prices, view);
    drawn.choose_ui(ui, actions);
    let fields: Vec<(&Tried, Option<Estimate>)> = drawn.tried().collect();
    let span = span(&drawn, &fields);
    let mut places: Vec<u32> = sweep.tried.iter().map(|tried| tried.step_down_places).collect();
    places.sort_unstable();
    places.dedup();
    let mut numbers: Vec<u32> = sweep.tried.iter().map(|tried| tried.number).collect();
    numbers.dedup();
    if places.is_empty() {
        return;
    }
    let (top, answer) = (ui.cursor().top(), words::answer(scenario, sweep, view.goal));
    pictures::title_ui(ui, &drawn.title);
    let from = ui.cursor().top();
    let width = ((ui.available_width() - NAMES) / places.len() as f32).clamp(44.0, MOST_WIDTH);
    let size = vec2(NAMES + width * places.len() as f32, HEIGHT * (numbers.len() as f32 + 1.0));
    egui::ScrollArea::horizontal().id_salt("grid table").show(ui, |ui| {
        let (area, _) = ui.allocate_exact_size(size, Sense::hover());
        let painter = ui.painter().clone();
        let at = |column: usize, row: usize| {
            let corner = pos2(area.left() + NAMES + width * column as f32, area.top() + HEIGHT * (row as f32 + 1.0));
            Rect::from_min_size(corner, vec2(width, HEIGHT)).shrink(1.5)
        };
        painter.text(
            pos2(area.left(), area.top() + HEIGHT / 2.0),
            Align2::LEFT_CENTER,
            "Step-down places",
            theme::regular(13.0),
            palette.muted,
        );
        for (column, count) in places.iter().enumerate() {
            let head = pos2(at(column, 0).center().x, area.top() + HEIGHT / 2.0);
            painter.text(head, Align2::CENTER_CENTER, count, theme::bold(14.0), palette.text);
        }
        for (row, number) in numbers.iter().enumerate() {
            let of_row = |field: &&(&Tried, Option<Estimate>)| field.0.number == *number;
            let name = fields.iter().find(of_row).map_or_else(String::new, |(tried, _)| beds_in_words(tried));
            painter.text(pos2(area.left(), at(0, row).center().y), Align2::LEFT_CENTER, name, theme::regular(13.5), palette.text);
            for (column, count) in places.iter().enumerate() {
                let Some(field) = fields.iter().filter(of_row).find(|field| field.0.step_down_places == *count) else { continue };
                field_ui(ui, at(column, row), *field, (&drawn, span), sweep, view.goal);
            }
        }
    });
    pictures::offer(ui, [top, from], &drawn.title, if drawn.is_goal() { &answer } else { "" });
    ui.add_space(4.0);
    remark_ui(
        ui,
        "A frame and a tick mark what meets the goal on average; a stronger colour is more. Step-down places are shared out evenly over the units. \
         With few of them children leave without the step-down they need or keep their secure bed meanwhile; “Drawn” shows that too.",
    );
    ui.add_space(8.0);
}

fn beds_in_words(tried: &Tried) -> String {
    match tried.option.homes.len() {
        1 => format!("{} beds", tried.beds),
        homes => format!("{homes} × {} = {} beds", tried.number, tried.beds),
    }
}

/// The ends of the scale of colour: of shares 0 to 1, of anything else the least and greatest value drawn.
fn span(drawn: &Drawn<'_>, fields: &[(&Tried, Option<Estimate>)]) -> (f64, f64) {
    if drawn.unit().1 == "%" {
        return (0.0, 1.0);
    }
    let means = fields.iter().filter_map(|(_, estimate)| Some(estimate.as_ref()?.mean));
    means.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), mean| (low.min(mean), high.max(mean)))
}

fn field_ui(
    ui: &mut Ui,
    rect: Rect,
    (tried, estimate): (&Tried, Option<Estimate>),
    (drawn, (low, high)): (&Drawn<'_>, (f64, f64)),
    sweep: &Sweep,
    goal: Goal,
) {
    let palette = Palette::of(ui);
    let met = tried.point.access[sweep.ask.stream.index()].met(goal);
    let mean = estimate.map(|estimate| estimate.mean);
    let share = mean.filter(|_| high > low).map_or(0.0, |mean| (mean - low) / (high - low));
    let colour = palette.stream(sweep.ask.stream);
    let fill = mixed(palette.page, colour, share as f32);
    ui.painter().rect_filled(rect, 3.0, fill);
    let reached = met.on_average(goal);
    if reached {
        ui.painter().rect_stroke(rect, 3.0, Stroke::new(2.5, palette.text), StrokeKind::Inside);
    }
    let value = mean.map_or_else(|| "–".to_owned(), |mean| drawn.said(mean));
    let text = format!("{value}{}", if reached { " ✓" } else { "" });
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, text, theme::bold(13.5), ink(fill));
    let shown = if drawn.is_goal() { String::new() } else { format!("{} {value}; placed in time ", drawn.title) };
    let said = format!(
        "{}: {shown}{}, {} the goal",
        words::provision(tried, sweep.ask.vary, true),
        words::interval(&met.share),
        if reached { "meets" } else { "misses" }
    );
    let id = ui.scope_id().with(("field", tried.number, tried.step_down_places));
    let response = ui.interact(rect, id, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Cell, true, &said));
    response.on_hover_text(said);
}

/// A colour between two.
fn mixed(from: Color32, to: Color32, share: f32) -> Color32 {
    from.lerp_to_gamma(to, share.clamp(0.0, 1.0))
}
