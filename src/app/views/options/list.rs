//! The options of the scenario, in order.

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Button, Color32, EventFilter, Key, Modifiers, Rect, Response, RichText, Sense, Stroke, StrokeKind, Ui, UiBuilder, pos2, vec2};

use super::start::add;
use super::totals;
use crate::app::action::{Action, Actions};
use crate::app::building::Template;
use crate::app::edit::Edit;
use crate::app::state::{AppState, Document};
use crate::app::theme::{self, Palette};
use crate::app::views::mark::Mark;
use crate::app::widgets::page::side_area;
use crate::model::validate::MOST_OPTIONS;

/// Sizes of type of a name: the first in which it has room.
const NAME_SIZES: [f32; 3] = [theme::BODY, 14.0, 13.0];
/// Width of the buttons that move the chosen option.
const MOVES: f32 = 58.0;

/// The place in the list that is being dragged.
#[derive(Clone, Copy)]
struct Dragged(usize);

/// The list.
pub fn list_ui(ui: &mut Ui, state: &AppState, document: &Document, actions: &mut Actions) {
    ui.horizontal(|ui| {
        ui.label(RichText::new("Options").font(theme::bold(theme::HEADING)));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let full = document.scenario.options.len() >= MOST_OPTIONS;
            if full {
                let tip = format!("A scenario may have at most {MOST_OPTIONS} options.");
                ui.add_enabled(false, Button::new("New option")).on_disabled_hover_text(tip);
                return;
            }
            let menu = ui.menu_button("New option", |ui| {
                for template in Template::ALL {
                    let label = if template == Template::Blank { "Blank" } else { template.label() };
                    if ui.button(label).on_hover_text(template.description()).clicked() {
                        add(document, template.option(&document.scenario), usize::MAX, actions);
                        ui.close();
                    }
                }
            });
            menu.response.on_hover_text("Builds an option from a template");
        });
    });
    ui.add_space(4.0);
    side_area(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let rows: Vec<Response> = (0..document.scenario.options.len()).map(|at| row_ui(ui, state, document, at, actions)).collect();
        keys(ui, document, &rows, actions);
        if rows.len() == 1 {
            ui.add_space(8.0);
            let text = "There is only “As now”. Build an option to have something to compare.";
            ui.add(egui::Label::new(RichText::new(text).size(13.5).color(Palette::of(ui).muted)).wrap());
        }
    });
}

fn move_to(document: &Document, at: usize, to: usize, actions: &mut Actions) {
    let Some(option) = document.scenario.options.get(at).filter(|_| at > 0 && to > 0 && to != at && to < document.scenario.options.len())
    else {
        return;
    };
    actions.push(Action::Edit { edit: Edit::MoveOption(option.id.clone(), to), dragging: false });
}

fn row_ui(ui: &mut Ui, state: &AppState, document: &Document, at: usize, actions: &mut Actions) -> Response {
    let palette = Palette::of(ui);
    let option = &document.scenario.options[at];
    let chosen = option.id == state.view.option;
    let movable = chosen && at > 0;
    let sense = if at > 0 { Sense::click_and_drag() } else { Sense::click() };
    let (row, response) = ui.allocate_exact_size(vec2(ui.available_width(), 48.0), sense);
    let fill = match (chosen, response.hovered()) {
        (true, _) => palette.chosen,
        (false, true) => palette.hovered,
        (false, false) => Color32::TRANSPARENT,
    };
    ui.painter().rect_filled(row, 6.0, fill);
    if chosen {
        ui.painter().rect_filled(Rect::from_min_size(row.min, vec2(4.0, row.height())), 2.0, palette.accent);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(row, 6.0, Stroke::new(2.0, palette.accent), StrokeKind::Inside);
    }
    Mark::of(&document.scenario, at).paint(ui, Rect::from_min_size(row.min + vec2(12.0, 11.0), vec2(26.0, 26.0)));
    let text = Rect::from_min_max(row.min + vec2(48.0, 4.0), row.max - vec2(if movable { MOVES + 8.0 } else { 6.0 }, 4.0));
    let line = |text_of: &str, font, colour| {
        let mut job = LayoutJob::default();
        job.append(text_of, 0.0, TextFormat::simple(font, colour));
        job.wrap = TextWrapping { max_width: text.width(), max_rows: 1, break_anywhere: true, ..TextWrapping::default() };
        ui.painter().layout_job(job)
    };
    let ink = if option.hidden { palette.muted } else { palette.text };
    let named = |size| line(&option.name, if chosen { theme::bold(size) } else { theme::regular(size) }, ink);
    // Rather a little smaller than cut.
    let name = NAME_SIZES.into_iter().map(named).find(|name| !name.elided).unwrap_or_else(|| named(NAME_SIZES[0]));
    let mut holds = totals(option);
    if option.hidden {
        holds = format!("hidden · {holds}");
    }
    let elided = name.elided;
    let second = line(&holds, theme::regular(theme::SMALL), palette.muted);
    ui.painter().galley(text.min, name, ink);
    ui.painter().galley(pos2(text.left(), text.bottom() - second.size().y), second, palette.muted);
    let spoken = format!("Option {}: {}; {holds}", Mark::of(&document.scenario, at).letter, option.name);
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, true, chosen, &spoken));
    if response.clicked() {
        actions.push(Action::ChooseOption(option.id.clone()));
    }
    if chosen {
        // One that has been added or chosen elsewhere is to be seen.
        let last = ui.scope_id().with("option in sight");
        let id = egui::Id::unique(&option.id);
        if ui.data_mut(|data| data.get_temp_mut_or_default::<Option<egui::Id>>(last).replace(id)) != Some(id) {
            ui.scroll_to_rect_animation(row, None, egui::style::ScrollAnimation::none());
        }
    }
    drag_ui(ui, document, at, row, &response, actions);
    if movable {
        let place = Rect::from_min_max(pos2(row.right() - MOVES - 4.0, row.top() + 10.0), row.max - vec2(4.0, 10.0));
        // A child of its own, so that the list goes on below the row as if nothing were in it.
        let mut moves = ui.new_child(UiBuilder::new().max_rect(place).layout(egui::Layout::left_to_right(egui::Align::Center)));
        moves.spacing_mut().item_spacing.x = 4.0;
        moves.spacing_mut().button_padding.x = 4.0;
        for (sign, word, to, key) in [("↑", "earlier", at - 1, "Alt+Up"), ("↓", "later", at + 1, "Alt+Down")] {
            let possible = to > 0 && to < document.scenario.options.len();
            let button = moves.add_enabled(possible, Button::new(sign).min_size(vec2(26.0, 26.0)));
            let tip = format!("Moves this option {word} ({key})");
            if button.on_hover_text(tip).accessible_name(format!("Move option {word}")).clicked() {
                move_to(document, at, to, actions);
            }
        }
    }
    if elided { response.on_hover_text(&option.name) } else { response }
}

/// An option can be dragged to another's place.
fn drag_ui(ui: &Ui, document: &Document, at: usize, row: Rect, response: &Response, actions: &mut Actions) {
    let palette = Palette::of(ui);
    if at > 0 && response.dragged() {
        response.dnd_set_drag_payload(Dragged(at));
    }
    if at > 0
        && let Some(dragged) = response.dnd_hover_payload::<Dragged>()
        && dragged.0 != at
    {
        let y = if dragged.0 > at { row.top() } else { row.bottom() };
        ui.painter().hline(row.x_range(), y, Stroke::new(3.0, palette.accent));
    }
    if let Some(dragged) = response.dnd_release_payload::<Dragged>() {
        move_to(document, dragged.0, at, actions);
    }
}

/// Arrow keys go through the list; with Alt they move the option.
fn keys(ui: &Ui, document: &Document, rows: &[Response], actions: &mut Actions) {
    let Some(at) = rows.iter().position(Response::has_focus) else { return };
    // Arrows are not to take the focus elsewhere.
    let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(rows[at].id, filter));
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    // The longer shortcut first, or the shorter one takes its key.
    let (moved, to) = if pressed(Modifiers::ALT, Key::ArrowUp) {
        (true, at.saturating_sub(1))
    } else if pressed(Modifiers::ALT, Key::ArrowDown) {
        (true, at + 1)
    } else if pressed(Modifiers::NONE, Key::ArrowUp) {
        (false, at.saturating_sub(1))
    } else if pressed(Modifiers::NONE, Key::ArrowDown) {
        (false, at + 1)
    } else {
        return;
    };
    let (Some(row), Some(option)) = (rows.get(to), document.scenario.options.get(to)) else { return };
    if moved {
        move_to(document, at, to, actions);
    } else {
        actions.push(Action::ChooseOption(option.id.clone()));
    }
    if !moved || (at > 0 && to > 0) {
        row.request_focus();
        row.scroll_to_me(None);
    }
}
