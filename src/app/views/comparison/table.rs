//! The table: measures as rows, options as columns, the names of the measures always in sight.

use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align, Button, Color32, FontId, Id, Layout, Rect, Response, RichText, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder, pos2, vec2,
};

use super::{Comparison, header};
use crate::analysis::{Better, Difference, MeasureSpec, MeasureUnit};
use crate::app::action::{Action, Actions};
use crate::app::compare::{CompareWish, Range, Verdict};
use crate::app::theme::{self, Palette};
use crate::app::widgets::describe::describe;
use crate::report::futures;
use crate::report::wording::{self, Written, hundredths};

/// Height of a row.
const ROW: f32 = 56.0;
/// Up to so many columns are drawn even where they are out of sight, so that a screen reader finds them all.
const ALL_DRAWN: usize = 40;
/// Least and greatest width of a column.
const COLUMN: (f32, f32) = (140.0, 220.0);

/// The table.
pub fn table_ui(ui: &mut Ui, comparison: &Comparison<'_>, actions: &mut Actions) {
    let palette = Palette::of(ui);
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
    let height = header::HEIGHT + ROW * comparison.rows.len() as f32;
    ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
    ui.horizontal_top(|ui| {
        let (left, _) = ui.allocate_exact_size(vec2(names, height), Sense::hover());
        let focused = names_ui(ui, comparison, left, actions);
        let inner = ui.available_width();
        let mut table = ScrollArea::horizontal().id_salt("options").auto_shrink([false, true]);
        let asked = ui.data_mut(|data| data.remove_temp::<f32>(scrolled_to_id()));
        if let Some(offset) = asked.or_else(|| offset_to_chosen(ui, comparison, width, inner)) {
            table = table.horizontal_scroll_offset(offset);
        }
        let table = table.show(ui, |ui| {
            let (area, _) = ui.allocate_exact_size(vec2(width * count, height + 4.0), Sense::hover());
            let mut heads = Vec::new();
            for (at, column) in comparison.columns.iter().enumerate() {
                let left = area.left() + width * at as f32;
                let strip = Rect::from_min_size(pos2(left, area.top()), vec2(width, height));
                if comparison.columns.len() > ALL_DRAWN && !ui.is_rect_visible(strip) {
                    // Beyond the edge, but there to be reached by keyboard.
                    heads.push(header::header_ui(
                        ui,
                        comparison,
                        *column,
                        Rect::from_min_size(strip.min, vec2(width, header::HEIGHT)),
                        actions,
                    ));
                    continue;
                }
                if comparison.summary.options[*column].id == comparison.chosen {
                    ui.painter().rect_filled(strip, 0.0, palette.chosen);
                }
                heads.push(header::header_ui(
                    ui,
                    comparison,
                    *column,
                    Rect::from_min_size(strip.min, vec2(width, header::HEIGHT)),
                    actions,
                ));
                for (row, measure) in comparison.rows.iter().enumerate() {
                    let top = strip.top() + header::HEIGHT + ROW * row as f32;
                    cell_ui(ui, comparison, *column, measure, Rect::from_min_size(pos2(left, top), vec2(width, ROW)));
                }
            }
            for row in 0..=comparison.rows.len() {
                line(ui, area, row);
            }
            header::keys(ui, comparison, &heads, focused, actions);
        });
        beyond_ui(ui, left, width, [table.state.clamped_offset().x, inner, table.content_size.x]);
        let seen: Seen = (ui.ctx().cumulative_frame_nr(), chosen_at(comparison), inner, table.state.clamped_offset().x);
        ui.data_mut(|data| data.insert_temp(seen_id(), seen));
    });
}

/// Where the table is to be scrolled to.
fn scrolled_to_id() -> Id {
    Id::unique("columns to be seen")
}

/// How many columns are out of sight on either side, above the names: pressed, the table goes there.
fn beyond_ui(ui: &mut Ui, area: Rect, width: f32, [offset, inner, content]: [f32; 3]) {
    let count = |points: f32| (points / width).round().max(0.0) as usize;
    let (before, after) = (count(offset), count(content - inner - offset));
    let place = Rect::from_min_size(area.min + vec2(0.0, 8.0), vec2(area.width() - 6.0, 60.0));
    let mut head = ui.new_child(UiBuilder::new().id_salt("beyond").max_rect(place).layout(Layout::top_down(Align::Min)));
    head.spacing_mut().item_spacing.y = 2.0;
    for (columns, sign, side, to) in
        [(before, "◀", "to the left", (offset - inner).max(0.0)), (after, "▶", "to the right", (offset + inner).min(content - inner))]
    {
        if columns == 0 {
            continue;
        }
        let options = if columns == 1 { "option" } else { "options" };
        let text = RichText::new(format!("{sign}  {columns} more")).small();
        let response = head.add(Button::new(text).min_size(vec2(0.0, 26.0)).frame_when_inactive(false));
        let response = response.accessible_name(format!("{columns} more {options} {side}"));
        if describe(&head, response, "Bring these options into sight.").clicked() {
            head.data_mut(|data| data.insert_temp(scrolled_to_id(), (to / width).round() * width));
            head.ctx().request_repaint();
        }
    }
}

/// What the table showed last: when, which column was the chosen one, how wide it was and how far it was scrolled.
type Seen = (u64, Option<usize>, f32, f32);

fn seen_id() -> Id {
    Id::unique("columns in sight")
}

/// How far to scroll so that the chosen option's column is in sight, when the room is entered and whenever another is chosen;
/// no further than is needed.
fn offset_to_chosen(ui: &Ui, comparison: &Comparison<'_>, width: f32, inner: f32) -> Option<f32> {
    let at = chosen_at(comparison)?;
    let last = ui.data(|data| data.get_temp::<Seen>(seen_id()));
    let (frame, before, inner_before, offset) = last.unwrap_or((0, None, 0.0, 0.0));
    if before == Some(at) && inner_before == inner && frame + 1 >= ui.ctx().cumulative_frame_nr() {
        return None;
    }
    let (left, right) = (width * at as f32, width * (at + 1) as f32);
    // From the edge of a column, also where the columns have become wider or narrower.
    let whole = (offset / width).round() * width;
    Some(whole.max(right - inner).min(left).max(0.0))
}

fn chosen_at(comparison: &Comparison<'_>) -> Option<usize> {
    comparison.columns.iter().position(|column| comparison.summary.options[*column].id == comparison.chosen)
}

fn line(ui: &Ui, area: Rect, row: usize) {
    let palette = Palette::of(ui);
    let y = area.top() + header::HEIGHT + ROW * row as f32 - 0.5;
    ui.painter().hline(area.x_range(), y, Stroke::new(1.0, if row == 0 { palette.muted } else { palette.line }));
}

/// The names of the measures. Pressed, one is shown large; the button beside it orders the options by it. Gives the one in focus.
fn names_ui(ui: &mut Ui, comparison: &Comparison<'_>, area: Rect, actions: &mut Actions) -> Option<Id> {
    let palette = Palette::of(ui);
    let mut focused = None;
    for (row, measure) in comparison.rows.iter().enumerate() {
        let top = area.top() + header::HEIGHT + ROW * row as f32;
        let rect = Rect::from_min_size(pos2(area.left(), top), vec2(area.width() - 34.0, ROW));
        let response = ui.interact(rect, ui.scope_id().with(("measure", measure.name)), Sense::click());
        let large = comparison.view.large == measure.name;
        if large {
            ui.painter().rect_filled(Rect::from_min_size(rect.min, vec2(4.0, ROW)), 0.0, palette.accent);
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
        if response.clicked() {
            actions.push(Action::Compare(CompareWish::Large(measure.name.to_owned())));
        }
        sort_ui(ui, comparison, measure, rect, actions);
    }
    for row in 0..=comparison.rows.len() {
        line(ui, area, row);
    }
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

fn unit_line(unit: MeasureUnit) -> &'static str {
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

fn format(font: FontId, colour: Color32) -> TextFormat {
    TextFormat { line_height: Some(font.size * 1.25), valign: Align::BOTTOM, ..TextFormat::simple(font, colour) }
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

/// What a cell shows, and the same as a sentence.
fn cell(ui: &Ui, comparison: &Comparison<'_>, column: usize, measure: &MeasureSpec) -> (LayoutJob, String) {
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
            let (range, range_words) = range(comparison, column, measure, interval);
            job.append(&format!("  {range}"), 0.0, format(theme::regular(12.5), palette.muted));
            let change = summary.difference(column, comparison.baseline, &measure.key);
            let change = change.and_then(|change| change_line(ui, comparison, measure, &change, &mut job)).unwrap_or_default();
            format!("{name}, {}: {value} {range_words}.{change}", measure.title())
        }
    };
    (job, spoken)
}

/// The range beside a value, on screen and in words.
fn range(comparison: &Comparison<'_>, column: usize, measure: &MeasureSpec, interval: String) -> (String, String) {
    match (comparison.view.range, comparison.summary.dots(column, &measure.key)) {
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
