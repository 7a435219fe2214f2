//! The rooms of the window, as questions.

use egui::{Align, Button, Color32, FontId, Layout, RichText, Role, Stroke, Ui, WidgetInfo, vec2};

use super::ROOMS;
use crate::app::action::{Action, Actions};
use crate::app::state::{AppState, Room};
use crate::app::theme::{self, Palette};
use crate::app::widgets::describe::describe;

/// Between two rooms.
const GAP: f32 = 3.0;

/// How the rooms are written.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Writing {
    /// Whether the rooms are written as questions, or with a word each. They stay where they are whichever is entered.
    questions: bool,
    /// Room at the left and the right of the text, points.
    padding: f32,
    /// Height of a row, points.
    height: f32,
    /// Size of type, points.
    size: f32,
}

/// From the fullest to the tightest; the first that fits into one line is taken, and the last may go on in another.
const WRITINGS: [Writing; 4] = [
    Writing { questions: true, padding: 10.0, height: 34.0, size: theme::BODY },
    Writing { questions: false, padding: 10.0, height: 34.0, size: theme::BODY },
    Writing { questions: false, padding: 5.0, height: 28.0, size: theme::BODY },
    Writing { questions: false, padding: 3.0, height: 28.0, size: 13.0 },
];

impl Writing {
    fn text(self, room: Room) -> &'static str {
        if self.questions { room.question() } else { room.word() }
    }

    fn font(self, here: bool) -> FontId {
        if here { theme::bold(self.size) } else { theme::regular(self.size) }
    }

    /// Width of a room, points: that of the bold type, so that nothing moves when another is entered.
    fn room_width(self, ui: &Ui, room: Room) -> f32 {
        text_width(ui, self.text(room), self.font(true)) + 2.0 * self.padding
    }

    /// Width of all rooms side by side, points.
    fn width(self, ui: &Ui) -> f32 {
        ROOMS.iter().map(|(room, _)| self.room_width(ui, *room) + GAP).sum()
    }
}

fn text_width(ui: &Ui, text: &str, font: FontId) -> f32 {
    let colour = Palette::of(ui).text;
    ui.fonts_mut(|fonts| fonts.layout_no_wrap(text.to_owned(), font, colour).size().x)
}

/// A row of rooms; the one entered is underlined, and its question stands at the right where there is room.
pub fn navigation_ui(ui: &mut Ui, state: &AppState, actions: &mut Actions) {
    let (at, on_page) = (state.view.room, state.files.page.is_some());
    let width = ui.available_width();
    let fits = WRITINGS.into_iter().find(|writing| writing.width(ui) <= width);
    let writing = fits.unwrap_or(WRITINGS[WRITINGS.len() - 1]);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(GAP, 0.0);
        ui.spacing_mut().button_padding.x = writing.padding;
        for &(room, _) in ROOMS {
            // A page about the file stands in place of the room: any room leads out of it, the one that was left too.
            if room_button(ui, room, at == room && !on_page, writing) {
                actions.push(Action::GoTo(room));
            }
        }
        let (question, font) = (at.question(), theme::bold(theme::HEADING));
        if fits.is_some()
            && !on_page
            && !writing.questions
            && text_width(ui, question, font.clone()) + 24.0 <= ui.available_size_before_wrap().x
        {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.add_space(8.0);
                ui.label(RichText::new(question).font(font).color(Palette::of(ui).accent));
            });
        }
    });
}

fn room_button(ui: &mut Ui, room: Room, here: bool, writing: Writing) -> bool {
    let palette = Palette::of(ui);
    let text = RichText::new(writing.text(room)).font(writing.font(here)).color(if here { palette.accent } else { palette.text });
    let button = Button::new(text).fill(Color32::TRANSPARENT).stroke(Stroke::NONE).frame_when_inactive(false);
    let response = ui.add(button.min_size(vec2(writing.room_width(ui, room), writing.height)));
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, here, room.question()));
    if here {
        let line = response.rect.x_range().shrink(writing.padding - 2.0);
        ui.painter().hline(line, response.rect.bottom() - 1.5, Stroke::new(3.0, palette.accent));
    }
    let tip = format!("{} {}", room.question(), room.about());
    describe(ui, response, if writing.questions { room.about() } else { &tip }).clicked() && !here
}
