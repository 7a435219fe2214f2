//! The table: measures as rows, options as columns, the names of the measures always in sight.

use egui::text::LayoutJob;
use egui::{Align, Button, Id, Layout, Rect, Response, RichText, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder, pos2, vec2};

use super::cell::{cell, format};
use super::{Comparison, header};
use crate::analysis::{Better, MeasureSpec, MeasureUnit};
use crate::app::action::{Action, Actions};
use crate::app::compare::CompareWish;
use crate::app::theme::{self, Palette};
use crate::app::widgets::describe::describe;
use crate::app::widgets::wide::{Shown, asked, more_ui};
use crate::report::wording;

/// Height of a row, and of the line for the value before.
const ROW: f32 = 56.0;
const BEFORE: f32 = 18.0;
/// Up to so many columns are drawn even where they are out of sight, so that a screen reader finds them all.
const ALL_DRAWN: usize = 40;
/// Least and greatest width of a column.
const COLUMN: (f32, f32) = (140.0, 220.0);

/// The table.
pub fn table_ui(ui: &mut Ui, comparison: &Comparison<'_>, actions: &mut Actions) {
    if comparison.rows.is_empty() {
        super::notices::empty_ui(ui, "No measure is shown", "Choose some under “Measures” above.");
        return;
    }
    let total = ui.available_width();
    let names = (total * 0.2).clamp(190.0, 320.0);
    let count = comparison.columns.len().max(1) as f32;
    // As many whole columns as there is room for, so that none is cut at an edge.
    let room = total - names;
    let beside = (room / COLUMN.0).floor().clamp(1.0, count);
    let width = (room / beside).clamp(COLUMN.0, COLUMN.1);
    let height = header::HEIGHT + row_height(comparison) * comparison.rows.len() as f32;
    ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
    ui.horizontal_top(|ui| {
        let (left, _) = ui.allocate_exact_size(vec2(names, height), Sense::hover());
        let head = header::Place::of(ui, left);
        let focused = head.below(ui, |ui| names_ui(ui, comparison, left, actions));
        ui.painter().hline(left.x_range(), head.bottom() - 0.5, Stroke::new(1.0, Palette::of(ui).muted));
        let inner = ui.available_width();
        let mut table = ScrollArea::horizontal().id_salt("options").auto_shrink([false, true]);
        let asked = asked(ui, scrolled_to_id());
        let to_chosen = offset_to_chosen(ui, comparison, width, inner);
        if let Some(offset) = asked.or(to_chosen.map(|(offset, _)| offset)) {
            table = table.horizontal_scroll_offset(offset);
        }
        let table = table.show(ui, |ui| {
            let (area, _) = ui.allocate_exact_size(vec2(width * count, height + 4.0), Sense::hover());
            let columns = Columns { area, width, head };
            let heads = columns.heads_ui(ui, comparison, actions);
            head.below(ui, |ui| columns.cells_ui(ui, comparison));
            ui.painter().hline(area.x_range(), head.bottom() - 0.5, Stroke::new(1.0, Palette::of(ui).muted));
            header::keys(ui, comparison, &heads, focused, actions);
        });
        let shown = Shown { column: width, offset: table.state.clamped_offset().x, inner, content: table.content_size.x };
        beyond_ui(ui, left, head, shown);
        let again = to_chosen.map_or(0, |(_, again)| again);
        if again > 0 {
            ui.ctx().request_repaint();
        }
        let seen = Seen {
            frame: ui.ctx().cumulative_frame_nr(),
            chosen: chosen_at(comparison),
            inner,
            offset: table.state.clamped_offset().x,
            most: (table.content_size.x - inner).max(0.0),
            again,
        };
        ui.data_mut(|data| data.insert_temp(seen_id(), seen));
    });
}

/// Height of a row: a line more where the value before stands beneath the present one.
fn row_height(comparison: &Comparison<'_>) -> f32 {
    ROW + if comparison.before.is_some() { BEFORE } else { 0.0 }
}

/// Where the columns are.
#[derive(Clone, Copy)]
struct Columns {
    area: Rect,
    width: f32,
    head: header::Place,
}

impl Columns {
    /// From where to where a column goes.
    fn strip(self, at: usize) -> Rect {
        Rect::from_min_size(pos2(self.area.left() + self.width * at as f32, self.area.top()), vec2(self.width, self.area.height() - 4.0))
    }

    /// All heads: those beyond the edge too, to be reached by keyboard.
    fn heads_ui(self, ui: &mut Ui, comparison: &Comparison<'_>, actions: &mut Actions) -> Vec<Response> {
        let columns = comparison.columns.iter().enumerate();
        columns.map(|(at, column)| header::header_ui(ui, comparison, *column, self.strip(at), self.head, actions)).collect()
    }

    fn cells_ui(self, ui: &mut Ui, comparison: &Comparison<'_>) {
        let palette = Palette::of(ui);
        for (at, column) in comparison.columns.iter().enumerate() {
            let strip = self.strip(at);
            if comparison.columns.len() > ALL_DRAWN && !ui.is_rect_visible(strip) {
                continue;
            }
            if comparison.summary.options[*column].id == comparison.chosen {
                ui.painter().rect_filled(strip, 0.0, palette.chosen);
            }
            for (row, measure) in comparison.rows.iter().enumerate() {
                cell_ui(ui, comparison, *column, measure, row_of(comparison, strip, row));
            }
        }
        lines(ui, comparison, self.area);
    }
}

/// The place of a row in an area that begins with the heads.
fn row_of(comparison: &Comparison<'_>, area: Rect, row: usize) -> Rect {
    let height = row_height(comparison);
    Rect::from_min_size(pos2(area.left(), area.top() + header::HEIGHT + height * row as f32), vec2(area.width(), height))
}

/// A line beneath each row.
fn lines(ui: &Ui, comparison: &Comparison<'_>, area: Rect) {
    for row in 0..comparison.rows.len() {
        let y = row_of(comparison, area, row).bottom() - 0.5;
        ui.painter().hline(area.x_range(), y, Stroke::new(1.0, Palette::of(ui).line));
    }
}

/// Where the table is to be scrolled to.
fn scrolled_to_id() -> Id {
    Id::unique("columns to be seen")
}

/// How many columns are out of sight on either side, above the names.
fn beyond_ui(ui: &mut Ui, area: Rect, head: header::Place, shown: Shown) {
    let place = Rect::from_min_size(pos2(area.left(), head.top() + 8.0), vec2(area.width() - 6.0, head.height() - 16.0));
    let layout = if head.is_short() { Layout::left_to_right(Align::Center) } else { Layout::top_down(Align::Min) };
    more_ui(ui, place, layout, scrolled_to_id(), shown);
}

/// What the table showed last.
#[derive(Clone, Copy)]
struct Seen {
    frame: u64,
    /// Which column was the chosen one.
    chosen: Option<usize>,
    /// How wide what is in sight was.
    inner: f32,
    /// How far it was scrolled, and how far it could be.
    offset: f32,
    most: f32,
    /// In how many frames more the chosen column is to be brought into sight.
    again: u8,
}

/// Frames in which the chosen column is brought into sight where widths have changed.
const SEEN_TO: u8 = 2;

fn seen_id() -> Id {
    Id::unique("columns in sight")
}

/// How far to scroll so that the chosen option's column is in sight, when the room is entered and whenever another is chosen;
/// no further than is needed. With it, for how many frames more.
fn offset_to_chosen(ui: &Ui, comparison: &Comparison<'_>, width: f32, inner: f32) -> Option<(f32, u8)> {
    let at = chosen_at(comparison)?;
    let last = ui.data(|data| data.get_temp::<Seen>(seen_id()));
    let first = Seen { frame: 0, chosen: None, inner: 0.0, offset: 0.0, most: f32::INFINITY, again: 0 };
    let seen = last.unwrap_or(first);
    let is_as_before = seen.chosen == Some(at) && seen.inner == inner && seen.frame + 1 >= ui.ctx().cumulative_frame_nr();
    let again = if is_as_before { seen.again.checked_sub(1)? } else { SEEN_TO };
    // Beyond the end that it still has, the table would spring back and go on from there: first to that end, and in the next frame on.
    let most = if is_as_before { f32::INFINITY } else { seen.most };
    let (left, right) = (width * at as f32, width * (at + 1) as f32);
    // From the edge of a column, also where the columns have become wider or narrower.
    let whole = (seen.offset / width).round() * width;
    Some((whole.max(right - inner).min(left).min(most).max(0.0), again))
}

fn chosen_at(comparison: &Comparison<'_>) -> Option<usize> {
    comparison.columns.iter().position(|column| comparison.summary.options[*column].id == comparison.chosen)
}

/// The names of the measures. Pressed, one is shown large; the button beside it orders the options by it. Gives the one in focus.
fn names_ui(ui: &mut Ui, comparison: &Comparison<'_>, area: Rect, actions: &mut Actions) -> Option<Id> {
    let palette = Palette::of(ui);
    let mut focused = None;
    for (row, measure) in comparison.rows.iter().enumerate() {
        let rect = row_of(comparison, area, row);
        let rect = Rect::from_min_max(rect.min, rect.max - vec2(34.0, 0.0));
        let response = ui.interact(rect, ui.scope_id().with(("measure", measure.name)), Sense::click());
        let large = comparison.view.large == measure.name;
        if large {
            ui.painter().rect_filled(Rect::from_min_size(rect.min, vec2(4.0, rect.height())), 0.0, palette.accent);
        }
        if response.hovered() {
            ui.painter().rect_filled(rect, 0.0, palette.hovered);
        }
        if response.has_focus() {
            ui.painter().rect_stroke(rect.shrink(1.0), 3.0, Stroke::new(2.0, palette.accent), StrokeKind::Inside);
        }
        let mut job = LayoutJob::default();
        let font = if large { theme::bold(14.0) } else { theme::regular(14.0) };
        job.append(measure.title(), 0.0, format(font, palette.text));
        job.append(&format!("\n{}", unit_line(measure.unit)), 0.0, format(theme::regular(12.5), palette.muted));
        job.wrap.max_width = rect.width() - 14.0;
        let galley = ui.painter().layout_job(job);
        ui.painter().galley(pos2(rect.left() + 10.0, rect.center().y - galley.size().y / 2.0), galley, palette.text);
        response.widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, true, large, format!("Measure: {}", measure.title())));
        // What the chosen option's cell says, for whoever comes here by keyboard.
        let chosen = comparison.summary.option_index(comparison.chosen);
        let spoken = chosen.map(|column| format!("{}\n\n", cell(ui, comparison, column, measure).1)).unwrap_or_default();
        let response = describe(ui, response, &format!("{spoken}{} Formula: {}.", measure.definition, measure.formula));
        if response.has_focus() {
            focused = Some(response.id);
        }
        if response.gained_focus() {
            // The heads stand over what is scrolled beneath them.
            ui.scroll_to_rect(Rect::from_min_max(rect.min - vec2(0.0, header::SHORT), rect.max), None);
        }
        if response.clicked() {
            actions.push(Action::Compare(CompareWish::Large(measure.name.to_owned())));
        }
        sort_ui(ui, comparison, measure, rect, actions);
    }
    lines(ui, comparison, area);
    focused
}

fn sort_ui(ui: &mut Ui, comparison: &Comparison<'_>, measure: &MeasureSpec, rect: Rect, actions: &mut Actions) {
    let palette = Palette::of(ui);
    let sorted = comparison.view.sort.as_deref() == Some(measure.name);
    let place = Rect::from_center_size(pos2(rect.right() + 16.0, rect.center().y), vec2(26.0, 26.0));
    let mut child =
        ui.new_child(UiBuilder::new().id_salt(("sort", measure.name)).max_rect(place).layout(Layout::left_to_right(Align::Center)));
    child.spacing_mut().button_padding = vec2(4.0, 0.0);
    let colour = if sorted { palette.accent } else { palette.muted };
    let button =
        Button::new(RichText::new(if sorted { "→" } else { "⇄" }).color(colour)).frame_when_inactive(false).min_size(vec2(26.0, 26.0));
    let name = format!("Sort options by {}", wording::uncapital(measure.title()));
    let response = child.add(button).accessible_name(&name);
    let (first, end) = if measure.better == Better::Neither { ("least", "own order") } else { ("best", "own order") };
    let tip = if sorted { format!("Sorted, {first} first. Press for their {end}.") } else { format!("{name}, {first} first.") };
    if describe(&child, response, &tip).clicked() {
        actions.push(Action::Compare(CompareWish::Sort((!sorted).then(|| measure.name.to_owned()))));
        // The best stands first, and is to be seen.
        ui.data_mut(|data| data.insert_temp(scrolled_to_id(), 0.0_f32));
    }
}

/// The unit of a measure, beneath its name.
pub fn unit_line(unit: MeasureUnit) -> &'static str {
    match unit {
        MeasureUnit::Children => "on an average day",
        MeasureUnit::PerYear => "a year",
        MeasureUnit::Days => "days",
        MeasureUnit::Share => "percent",
        MeasureUnit::Miles => "miles",
        MeasureUnit::Pounds => "£",
        MeasureUnit::MillionPounds => "£ million",
    }
}

fn cell_ui(ui: &mut Ui, comparison: &Comparison<'_>, column: usize, measure: &MeasureSpec, rect: Rect) -> Response {
    let palette = Palette::of(ui);
    let (job, spoken) = cell(ui, comparison, column, measure);
    let galley = ui.painter().layout_job(job);
    ui.painter().galley(pos2(rect.right() - 8.0, rect.center().y - galley.size().y / 2.0), galley, palette.text);
    let response = ui.interact(rect, ui.scope_id().with((column, &measure.key)), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Cell, true, &spoken));
    response.on_hover_text(spoken)
}
