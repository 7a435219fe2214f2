//! The rooms of the window, as questions.

use egui::{Button, Color32, RichText, Role, Stroke, Ui, WidgetInfo};

use super::ROOMS;
use crate::app::action::{Action, Actions};
use crate::app::state::{AppState, Room};
use crate::app::theme::{self, Palette};

/// The least width in which the questions stand side by side; in less, each room has a word.
const LEAST_WIDTH: f32 = 1_080.0;

/// A row of questions; the one being answered is underlined.
pub fn navigation_ui(ui: &mut Ui, state: &AppState, actions: &mut Actions) {
    let wide = ui.available_width() >= LEAST_WIDTH;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for &(room, _) in ROOMS {
            if room_button(ui, room, state.view.room == room, wide) {
                actions.push(Action::GoTo(room));
            }
        }
    });
}

fn room_button(ui: &mut Ui, room: Room, here: bool, wide: bool) -> bool {
    let palette = Palette::of(ui);
    let text = RichText::new(if wide { room.question() } else { room.word() });
    let text = if here { text.font(theme::bold(theme::BODY)).color(palette.accent) } else { text.color(palette.text) };
    let button = Button::new(text).fill(Color32::TRANSPARENT).stroke(Stroke::NONE).frame_when_inactive(false);
    let response = ui.add_sized([0.0, 34.0], button);
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, here, room.question()));
    if here {
        let line = response.rect.x_range().shrink(8.0);
        ui.painter().hline(line, response.rect.bottom() - 1.5, Stroke::new(3.0, palette.accent));
    }
    response.clicked() && !here
}
