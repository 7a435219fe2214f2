//! London as 33 squares, one an authority: where each stands, how it is painted and pressed.

use egui::{Align2, Color32, CornerRadius, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, lerp, pos2, vec2};

use crate::app::theme::{self, Palette};
use crate::model::geography::{BOROUGHS, Borough};

/// Columns and rows of the layout.
const COLUMNS: f32 = 8.0;
const ROWS: f32 = 7.0;
const GAP: f32 = 3.0;
const MOST_SIZE: f32 = 84.0;
const LEAST_SIZE: f32 = 40.0;

/// What a square shows.
pub struct Square<'a> {
    /// What stands below the name.
    pub figure: String,
    /// How strong its colour is, 0 to 1.
    pub strength: f32,
    /// Its colour where that is 1.
    pub colour: Color32,
    /// Whether it is the one looked at; none where none is.
    pub chosen: Option<bool>,
    /// The square in words, for whoever points at it or hears it read out.
    pub words: &'a str,
}

/// Room for the map in the width there is, and the squares in it in the order of [`BOROUGHS`]. `words` tell what it shows.
pub fn map_ui(ui: &mut Ui, words: &str) -> Vec<Rect> {
    let size = ((ui.available_width() - GAP * (COLUMNS - 1.0)) / COLUMNS).clamp(LEAST_SIZE, MOST_SIZE).floor();
    let whole = vec2(COLUMNS * (size + GAP) - GAP, ROWS * (size + GAP) - GAP);
    let (area, response) = ui.allocate_exact_size(whole, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::GraphicsObject, true, format!("Map of London in 33 squares. {words}")));
    let square = |borough: &Borough| {
        let at = vec2((borough.grid_column as f32 - 1.0) * (size + GAP), (borough.grid_row as f32 - 1.0) * (size + GAP));
        Rect::from_min_size(area.min + at, vec2(size, size))
    };
    BOROUGHS.iter().map(square).collect()
}

/// A square that can be pressed.
pub fn square_ui(ui: &mut Ui, rect: Rect, borough: &Borough, square: &Square<'_>) -> Response {
    let palette = Palette::of(ui);
    let response = ui.interact(rect, ui.scope_id().with(("borough", &borough.ons_code)), Sense::click());
    let fill = mixed(palette.panel, square.colour, 0.06 + 0.84 * square.strength.clamp(0.0, 1.0));
    let ink = ink_on(fill);
    ui.painter().rect_filled(rect, CornerRadius::same(2), fill);
    let outline = if response.has_focus() || square.chosen == Some(true) {
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
    let size = fitted(&square.figure, name_size + 1.0);
    ui.painter().text(down, Align2::CENTER_CENTER, &square.figure, theme::regular(size), ink);
    response.widget_info(|| match square.chosen {
        Some(chosen) => WidgetInfo::selected(Role::Button, true, chosen, square.words),
        None => WidgetInfo::labeled(Role::Button, true, square.words),
    });
    response.on_hover_text(square.words)
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
