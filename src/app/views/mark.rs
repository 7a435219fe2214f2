//! The mark of an option: a letter on a colour, so that neither stands alone. Where options share a colour, its shape tells them apart too.

use egui::{Color32, Rect, Response, Sense, Shape as Drawn, Stroke, Ui, vec2};

use crate::app::theme;
use crate::model::{OptionColour, Scenario};
use crate::report::wording::letter;

const LIGHT: [Color32; 6] = [
    Color32::from_rgb(0x12, 0x43, 0x6D),
    Color32::from_rgb(0x28, 0xA1, 0x97),
    Color32::from_rgb(0x80, 0x16, 0x50),
    Color32::from_rgb(0xF4, 0x6A, 0x25),
    Color32::from_rgb(0x3D, 0x3D, 0x3D),
    Color32::from_rgb(0xA2, 0x85, 0xD1),
];

/// The same colours, mixed with white until they show on a dark page.
const DARK: [Color32; 6] = [
    Color32::from_rgb(0x7F, 0xB8, 0xE6),
    Color32::from_rgb(0x3F, 0xC4, 0xB8),
    Color32::from_rgb(0xE0, 0x86, 0xB4),
    Color32::from_rgb(0xFF, 0x94, 0x5C),
    Color32::from_rgb(0xC4, 0xC4, 0xC4),
    Color32::from_rgb(0xC2, 0xAC, 0xE6),
];

/// How an option is marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// 0 for the first option, then A, B, C.
    pub letter: String,
    /// Its colour.
    pub colour: OptionColour,
    /// Its shape: another for each option of one colour, as far as there are shapes.
    pub shape: Shape,
}

/// The shape of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Of the first option of a colour.
    Square,
    /// Of the second.
    Circle,
    /// Of the third.
    Diamond,
}

/// The shapes in turn.
const SHAPES: [Shape; 3] = [Shape::Square, Shape::Circle, Shape::Diamond];

/// The colour of an option: that which it was given, or the next of the palette.
fn colour_of(scenario: &Scenario, at: usize) -> OptionColour {
    let colours = OptionColour::ALL;
    // As now is grey; the others take the rest of the palette in turn.
    let next = if at == 0 { OptionColour::Grey } else { [0, 1, 2, 3, 5].map(|colour| colours[colour])[(at - 1) % 5] };
    scenario.options.get(at).and_then(|option| option.colour).unwrap_or(next)
}

impl Mark {
    /// The mark of an option by its place in the scenario.
    pub fn of(scenario: &Scenario, at: usize) -> Self {
        let colour = colour_of(scenario, at);
        let earlier = (0..at).filter(|other| colour_of(scenario, *other) == colour).count();
        Self { letter: letter(at), colour, shape: SHAPES[earlier % SHAPES.len()] }
    }

    /// The colour on screen.
    pub fn fill(&self, ui: &Ui) -> Color32 {
        fill(self.colour, ui.visuals().dark_mode)
    }

    /// Draws the mark in the middle of a rectangle, and nothing of it outside: its edges are not to be cut.
    pub fn paint(&self, ui: &Ui, rect: Rect) {
        let side = rect.height().min(rect.width());
        let square = Rect::from_center_size(rect.center(), vec2(side, side));
        let fill = self.fill(ui);
        let room = match self.shape {
            Shape::Square => {
                ui.painter().rect_filled(square.shrink(side * 0.03), 4.0, fill);
                0.98
            }
            Shape::Circle => {
                ui.painter().circle_filled(square.center(), side * 0.5, fill);
                0.9
            }
            Shape::Diamond => {
                let reach = side * 0.5;
                let corners = [vec2(0.0, -reach), vec2(reach, 0.0), vec2(0.0, reach), vec2(-reach, 0.0)];
                let corners = corners.map(|corner| square.center() + corner).to_vec();
                ui.painter().add(Drawn::convex_polygon(corners, fill, Stroke::NONE));
                0.78
            }
        };
        let size = room * if self.letter.len() > 1 { side * 0.48 } else { side * 0.64 };
        ui.painter().text(square.center(), egui::Align2::CENTER_CENTER, &self.letter, theme::bold(size), ink(fill));
    }

    /// The mark as something on a line.
    pub fn show(&self, ui: &mut Ui, side: f32) -> Response {
        let (rect, response) = ui.allocate_exact_size(vec2(side, side), Sense::hover());
        self.paint(ui, rect);
        response
    }
}

/// A colour of the palette on a light or a dark page.
pub fn fill(colour: OptionColour, dark: bool) -> Color32 {
    let colours = if dark { &DARK } else { &LIGHT };
    OptionColour::ALL.iter().position(|other| *other == colour).map_or(colours[0], |at| colours[at])
}

/// Black or white, whichever is easier to read on a colour.
pub fn ink(fill: Color32) -> Color32 {
    if contrast(fill, Color32::WHITE) >= contrast(fill, Color32::BLACK) { Color32::WHITE } else { Color32::BLACK }
}

/// WCAG's contrast of two opaque colours.
fn contrast(a: Color32, b: Color32) -> f32 {
    let luminance = |colour: Color32| {
        let linear = egui::Rgba::from(colour);
        0.2126 * linear.r() + 0.7152 * linear.g() + 0.0722 * linear.b()
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_marks_of_the_review_are_told_apart_by_their_letters_alone() {
        let scenario = crate::app::document::london_review().unwrap().scenario;
        let marks: Vec<Mark> = (0..scenario.options.len()).map(|at| Mark::of(&scenario, at)).collect();
        for (at, mark) in marks.iter().enumerate() {
            let alike = marks[..at].iter().find(|other| other.colour == mark.colour && other.shape == mark.shape);
            assert_eq!(alike, None, "{mark:?}");
        }
    }

    #[test]
    fn marks_can_be_read() {
        let pages = [(false, Color32::WHITE), (true, Color32::from_rgb(0x12, 0x16, 0x1B))];
        for (dark, page) in pages {
            for colour in OptionColour::ALL {
                let fill = fill(colour, dark);
                assert!(contrast(fill, page) >= 3.0, "{colour:?} on the page: {}", contrast(fill, page));
                assert!(contrast(fill, ink(fill)) >= 4.5, "letter on {colour:?}: {}", contrast(fill, ink(fill)));
            }
        }
    }
}
