//! The rooms of the window, as questions.

use egui::{Button, Color32, FontId, RichText, Role, Stroke, Ui, WidgetInfo, vec2};

use super::ROOMS;
use crate::app::action::{Action, Actions};
use crate::app::state::{AppState, Room};
use crate::app::theme::{self, Palette};
use crate::app::widgets::describe::describe;

/// Between two rooms.
const GAP: f32 = 4.0;

/// How the rooms are written.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Writing {
    /// Whether all rooms are written as questions, or else only the one being answered, or none.
    questions: Questions,
    /// Room at the left and the right of the text, points.
    padding: f32,
    /// Height of a row, points.
    height: f32,
}

/// Which rooms are written as questions; the others have a word.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Questions {
    All,
    Here,
    None,
}

/// From the fullest to the tightest; the first that fits into one line is taken, and the last may go on in another.
const WRITINGS: [Writing; 4] = [
    Writing { questions: Questions::All, padding: 10.0, height: 34.0 },
    Writing { questions: Questions::Here, padding: 10.0, height: 34.0 },
    Writing { questions: Questions::None, padding: 10.0, height: 34.0 },
    Writing { questions: Questions::None, padding: 5.0, height: 28.0 },
];

impl Writing {
    fn text(self, room: Room, here: bool) -> &'static str {
        match self.questions {
            Questions::All => room.question(),
            Questions::Here if here => room.question(),
            Questions::Here | Questions::None => room.word(),
        }
    }

    /// Width of all rooms side by side, points.
    fn width(self, ui: &Ui, at: Room) -> f32 {
        let colour = Palette::of(ui).text;
        ui.fonts_mut(|fonts| {
            let rooms = ROOMS.iter().map(|(room, _)| {
                let text = self.text(*room, *room == at).to_owned();
                fonts.layout_no_wrap(text, font(*room == at), colour).size().x + 2.0 * self.padding + GAP
            });
            rooms.sum::<f32>()
        })
    }
}

fn font(here: bool) -> FontId {
    if here { theme::bold(theme::BODY) } else { theme::regular(theme::BODY) }
}

/// A row of questions; the one being answered is underlined.
pub fn navigation_ui(ui: &mut Ui, state: &AppState, actions: &mut Actions) {
    let at = state.view.room;
    let width = ui.available_width();
    let fits = WRITINGS.into_iter().find(|writing| writing.width(ui, at) <= width);
    let writing = fits.unwrap_or(WRITINGS[WRITINGS.len() - 1]);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(GAP, 0.0);
        ui.spacing_mut().button_padding.x = writing.padding;
        for &(room, _) in ROOMS {
            if room_button(ui, room, at == room, writing) {
                actions.push(Action::GoTo(room));
            }
        }
    });
}

fn room_button(ui: &mut Ui, room: Room, here: bool, writing: Writing) -> bool {
    let palette = Palette::of(ui);
    let text = RichText::new(writing.text(room, here)).font(font(here)).color(if here { palette.accent } else { palette.text });
    let button = Button::new(text).fill(Color32::TRANSPARENT).stroke(Stroke::NONE).frame_when_inactive(false);
    let response = ui.add(button.min_size(vec2(0.0, writing.height)));
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, here, room.question()));
    if here {
        let line = response.rect.x_range().shrink(writing.padding - 2.0);
        ui.painter().hline(line, response.rect.bottom() - 1.5, Stroke::new(3.0, palette.accent));
    }
    let tip = format!("{} {}", room.question(), room.about());
    describe(ui, response, if writing.questions == Questions::All { room.about() } else { &tip }).clicked() && !here
}
