//! London as 33 squares, one an authority, each to be pressed: the stronger its colour, the more.

use egui::{Align2, Color32, CornerRadius, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, lerp, pos2, vec2};

use crate::app::theme::{self, Palette};
use crate::model::geography::{BOROUGHS, Borough};
use crate::report::figure::{Square, Squares};
use crate::report::layout::squares::{COLUMNS, ROWS, place};

const GAP: f32 = 3.0;
const MOST_SIZE: f32 = 84.0;
const LEAST_SIZE: f32 = 40.0;

/// How a square is painted.
struct Look<'a> {
    /// The strength of its colour, 0 to 1.
    strength: f32,
    /// Its colour where that is 1.
    colour: Color32,
    /// Whether it is the one looked at; none where none is.
    chosen: Option<bool>,
    /// The square in words, for whoever points at it or hears it read out.
    words: &'a str,
}

/// The map in the width there is, in a colour; numbers below zero and above have their own where the sign matters. `words` tell what it
/// shows; `chosen` says of an authority whether it is the one looked at, or that none is. What is done to each square, in the order of
/// [`BOROUGHS`].
pub fn squares_ui(ui: &mut Ui, squares: &Squares, colour: Color32, words: &str, chosen: impl Fn(usize) -> Option<bool>) -> Vec<Response> {
    let palette = Palette::of(ui);
    let (columns, rows) = (COLUMNS as f32, ROWS as f32);
    let size = ((ui.available_width() - GAP * (columns - 1.0)) / columns).clamp(LEAST_SIZE, MOST_SIZE).floor();
    let whole = vec2(columns * (size + GAP) - GAP, rows * (size + GAP) - GAP);
    let (area, response) = ui.allocate_exact_size(whole, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::GraphicsObject, true, format!("Map of London in 33 squares. {words}")));
    let painted = BOROUGHS.iter().zip(&squares.squares).enumerate().map(|(index, (borough, square))| {
        let [column, row] = place(borough).map(|at| at as f32);
        let rect = Rect::from_min_size(area.min + vec2(column, row) * (size + GAP), vec2(size, size));
        let colour = match square.value.filter(|_| squares.signs.is_some()) {
            Some(value) if value < 0.0 => palette.better,
            Some(_) => palette.worse,
            None => colour,
        };
        let words = squares.said(index);
        let look = Look { strength: squares.strength(square) as f32, colour, chosen: chosen(index), words: &words };
        square_ui(ui, rect, borough, square, &look)
    });
    painted.collect()
}

/// A square that can be pressed.
fn square_ui(ui: &mut Ui, rect: Rect, borough: &Borough, square: &Square, look: &Look<'_>) -> Response {
    let palette = Palette::of(ui);
    let response = ui.interact(rect, ui.scope_id().with(("borough", &borough.ons_code)), Sense::click());
    let fill = mixed(palette.panel, look.colour, 0.06 + 0.84 * look.strength.clamp(0.0, 1.0));
    let ink = ink_on(fill);
    ui.painter().rect_filled(rect, CornerRadius::same(2), fill);
    let outline = if response.has_focus() || look.chosen == Some(true) {
        Stroke::new(3.0, palette.text)
    } else if response.hovered() {
        Stroke::new(2.0, palette.accent)
    } else {
        Stroke::new(1.0, palette.line)
    };
    ui.painter().rect_stroke(rect, CornerRadius::same(2), outline, StrokeKind::Inside);
    let name_size = (rect.width() * 0.2).clamp(9.5, 14.0);
    let up = pos2(rect.center().x, rect.center().y - rect.height() * 0.16);
    let down = pos2(rect.center().x, rect.center().y + rect.height() * 0.18);
    let fitted = |text: &str, size: f32| {
        let mut size = size;
        let width = |size: f32| ui.painter().layout_no_wrap(text.to_owned(), theme::bold(size), ink).size().x;
        while size > 7.0 && width(size) > rect.width() - 4.0 {
            size -= 0.5;
        }
        size
    };
    let size = fitted(&borough.short_name, name_size);
    ui.painter().text(up, Align2::CENTER_CENTER, &borough.short_name, theme::bold(size), ink);
    let size = fitted(&square.written, name_size + 1.0);
    ui.painter().text(down, Align2::CENTER_CENTER, &square.written, theme::regular(size), ink);
    response.widget_info(|| match look.chosen {
        Some(chosen) => WidgetInfo::selected(Role::Button, true, chosen, look.words),
        None => WidgetInfo::labeled(Role::Button, true, look.words),
    });
    response.on_hover_text(look.words)
}

fn mixed(from: Color32, to: Color32, share: f32) -> Color32 {
    let [r, g, b] = [0, 1, 2].map(|channel| {
        let (from, to) = (f32::from(from.to_array()[channel]), f32::from(to.to_array()[channel]));
        lerp(from..=to, share.clamp(0.0, 1.0)).round() as u8
    });
    Color32::from_rgb(r, g, b)
}

/// Black or white, whichever is read better: one of the two always has a contrast of 4.5.
fn ink_on(fill: Color32) -> Color32 {
    if contrast(fill, Color32::BLACK) >= contrast(fill, Color32::WHITE) { Color32::BLACK } else { Color32::WHITE }
}

/// Contrast of two colours as WCAG has it.
fn contrast(one: Color32, other: Color32) -> f32 {
    let luminance = |colour: Color32| {
        let [r, g, b, _] = egui::Rgba::from(colour).to_array();
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_square_can_be_read_on_any_shade() {
        for ground in [Color32::WHITE, Color32::from_rgb(0x1A, 0x1F, 0x26)] {
            for colour in [Color32::from_rgb(0x12, 0x43, 0x6D), Color32::from_rgb(0x28, 0xA1, 0x97), Color32::from_rgb(0x56, 0xB4, 0xE9)] {
                for step in 0..=20_u8 {
                    let fill = mixed(ground, colour, f32::from(step) / 20.0);
                    assert!(contrast(fill, ink_on(fill)) >= 4.5, "{fill:?}");
                }
            }
        }
    }
}
