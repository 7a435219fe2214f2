//! The head of a column: the option, its mark, whether it is the baseline, and what can be done with it.

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{
    Align, Button, Color32, EventFilter, Id, Key, Layout, Popup, Rect, Response, RichText, Sense, Stroke, StrokeKind, Ui, UiBuilder, pos2,
    vec2,
};

use super::Comparison;
use crate::app::action::{Action, Actions};
use crate::app::edit::{Edit, OptionEdit, same_provision};
use crate::app::state::Room;
use crate::app::theme::{self, Palette};
use crate::app::views::mark::Mark;
use crate::app::views::options::totals;
use crate::app::widgets::describe::describe;
use crate::app::wording::uncapital;

/// Height of the heads: the mark, and a name in three lines.
pub const HEIGHT: f32 = 90.0;
/// Height of the heads where they stay in sight over rows that are scrolled: the mark beside three lines of the name.
pub const SHORT: f32 = 56.0;

/// Where the heads stand.
#[derive(Clone, Copy)]
pub struct Place {
    top: f32,
    height: f32,
}

impl Place {
    /// At the top of the table; once it is scrolled beyond them, short, at the top of what is in sight of it.
    pub fn of(ui: &Ui, table: Rect) -> Self {
        let seen = ui.clip_rect();
        let is_beyond = table.top() + HEIGHT - SHORT < seen.top();
        // Where hardly more than they would be in sight, they go with the rows.
        if is_beyond && seen.height() >= 2.4 * SHORT {
            Self { top: seen.top().min(table.bottom() - SHORT), height: SHORT }
        } else {
            Self { top: table.top(), height: HEIGHT }
        }
    }

    /// Whether they are short.
    pub fn is_short(self) -> bool {
        self.height < HEIGHT
    }

    /// Where they begin.
    pub fn top(self) -> f32 {
        self.top
    }

    /// How high they are.
    pub fn height(self) -> f32 {
        self.height
    }

    /// Where they end.
    pub fn bottom(self) -> f32 {
        self.top + self.height
    }

    /// Draws what is scrolled beneath them.
    pub fn below<R>(self, ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> R {
        ui.scope(|ui| {
            let mut seen = ui.clip_rect();
            seen.min.y = seen.min.y.max(self.bottom());
            ui.set_clip_rect(seen);
            contents(ui)
        })
        .inner
    }
}

/// Draws the head of a column; a click looks at the option.
pub fn header_ui(
    ui: &mut Ui,
    comparison: &Comparison<'_>,
    column: usize,
    strip: Rect,
    place_of_heads: Place,
    actions: &mut Actions,
) -> Response {
    let palette = Palette::of(ui);
    let short = place_of_heads.is_short();
    let rect = Rect::from_min_size(pos2(strip.left(), place_of_heads.top()), vec2(strip.width(), place_of_heads.height()));
    let option = &comparison.summary.options[column];
    let place = comparison.place(column);
    let (chosen, baseline) = (option.id == comparison.chosen, column == comparison.baseline);
    let response = ui.interact(rect, ui.scope_id().with(("head", &option.id)), Sense::click());
    let fill = match (chosen, response.hovered()) {
        (true, _) => palette.chosen,
        (false, true) => palette.hovered,
        (false, false) => Color32::TRANSPARENT,
    };
    ui.painter().rect_filled(rect, 0.0, fill);
    if chosen {
        ui.painter().rect_filled(Rect::from_min_size(rect.min, vec2(rect.width(), 3.0)), 0.0, palette.accent);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(rect.shrink(1.0), 3.0, Stroke::new(2.0, palette.accent), StrokeKind::Inside);
    }
    let mark = Mark::of(comparison.scenario, place);
    mark.paint(ui, Rect::from_min_size(rect.min + vec2(8.0, if short { 11.0 } else { 9.0 }), vec2(22.0, 22.0)));
    let mut job = LayoutJob::default();
    let (size, line, left, rows) = if short { (13.0, 16.0, 36.0, 3) } else { (14.0, 17.0, 8.0, 3) };
    let font = if chosen { theme::bold(size) } else { theme::regular(size) };
    job.append(&option.name, 0.0, TextFormat { line_height: Some(line), ..TextFormat::simple(font, palette.text) });
    job.wrap = TextWrapping { max_width: rect.width() - left - 8.0, max_rows: rows, break_anywhere: false, ..TextWrapping::default() };
    let galley = ui.painter().layout_job(job);
    let top = if short { ((rect.height() - galley.size().y) / 2.0).max(0.0) } else { 34.0 };
    ui.painter().galley(rect.min + vec2(left, top), galley, palette.text);
    // What the option had when the scenario was opened, where it has something else now.
    let had = comparison.opened.option(&option.id).zip(comparison.scenario.options.get(place));
    let had = had.filter(|(opened, now)| !same_provision(opened, now)).map(|(opened, _)| totals(opened));
    let marks: Vec<&str> =
        [(baseline, "baseline"), (had.is_some(), "changed")].iter().filter(|(is, _)| *is).map(|(_, word)| *word).collect();
    for (line, word) in marks.iter().enumerate().filter(|_| !short) {
        let y = rect.top() + 20.0 + 14.0 * (line as f32 - (marks.len() as f32 - 1.0) / 2.0);
        ui.painter().text(pos2(rect.left() + 36.0, y), egui::Align2::LEFT_CENTER, word, theme::bold(12.5), palette.accent);
    }
    let words = format!("{}{}", if baseline { ", the baseline" } else { "" }, if had.is_some() { ", changed" } else { "" });
    let spoken = format!("Option {}: {}{words}", mark.letter, option.name);
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, true, chosen, &spoken));
    if response.clicked() {
        actions.push(Action::ChooseOption(option.id.clone()));
    }
    if response.gained_focus() {
        // By keyboard one may come to a column that is out of sight.
        response.scroll_to_me(None);
    }
    if !short {
        menu_ui(ui, comparison, column, rect, actions);
    }
    let what = if chosen { "It is the one looked at." } else { "Press to look at it." };
    let holds =
        comparison.scenario.options.get(place).map(|option| format!(" It has: {}.", uncapital(&totals(option)))).unwrap_or_default();
    let had = had.map_or_else(String::new, |had| format!(" As opened it had: {}.", uncapital(&had)));
    describe(ui, response, &format!("{}{words}.{holds}{had} {what} Left and right go through the options.", option.name))
}

fn menu_ui(ui: &mut Ui, comparison: &Comparison<'_>, column: usize, rect: Rect, actions: &mut Actions) {
    let palette = Palette::of(ui);
    let option = &comparison.summary.options[column];
    let place = Rect::from_min_size(pos2(rect.right() - 30.0, rect.top() + 8.0), vec2(26.0, 26.0));
    let mut corner =
        ui.new_child(UiBuilder::new().id_salt(("menu", &option.id)).max_rect(place).layout(Layout::left_to_right(Align::Center)));
    corner.spacing_mut().button_padding = vec2(4.0, 0.0);
    let button = Button::new(RichText::new("▾").color(palette.muted)).frame_when_inactive(false).min_size(vec2(26.0, 26.0));
    let response = corner.add(button).accessible_name(format!("Menu of {}", option.name));
    let response = describe(&corner, response, "Make it the baseline, look at its blocks, or hide it.");
    Popup::menu(&response).show(|ui| {
        if ui.add_enabled(column != comparison.baseline, Button::new("Compare the others with this")).clicked() {
            actions.push(Action::ChooseBaseline(option.id.clone()));
        }
        if ui.button("See its blocks").clicked() {
            actions.push(Action::ChooseOption(option.id.clone()));
            actions.push(Action::GoTo(Room::Options));
        }
        if ui.add_enabled(comparison.place(column) > 0, Button::new("Hide")).clicked() {
            let edit = Edit::Option(option.id.clone(), OptionEdit::Hidden(true));
            actions.push(Action::Edit { edit, dragging: false });
        }
    });
}

/// Left and right go through the options, from the head in focus, or from the option looked at if a measure or nothing is in focus.
pub fn keys(ui: &Ui, comparison: &Comparison<'_>, heads: &[Response], row: Option<Id>, actions: &mut Actions) {
    let focused = heads.iter().position(Response::has_focus);
    if let Some(at) = focused {
        // Arrows are not to take the focus elsewhere.
        let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(heads[at].id, filter));
    } else if let Some(row) = row {
        let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(row, filter));
    } else if ui.memory(|memory| memory.focused().is_some()) {
        return;
    }
    let id = |column: &usize| comparison.summary.options[*column].id.as_str();
    let from = focused.or_else(|| comparison.columns.iter().position(|column| id(column) == comparison.chosen)).unwrap_or(0);
    let pressed = |key| ui.input(|input| input.key_pressed(key));
    let to = if pressed(Key::ArrowRight) {
        from + 1
    } else if pressed(Key::ArrowLeft) && from > 0 {
        from - 1
    } else {
        return;
    };
    if let (Some(head), Some(column)) = (heads.get(to), comparison.columns.get(to)) {
        actions.push(Action::ChooseOption(id(column).to_owned()));
        if focused.is_some() {
            head.request_focus();
            head.scroll_to_me(None);
        }
    }
}
