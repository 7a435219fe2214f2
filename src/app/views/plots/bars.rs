//! A bar a row, with its number at its end, under what they are of.

use egui::{Align2, Color32, Rect, Stroke, Ui, pos2};

use super::{ABOVE, SMALL, area, text_width};
use crate::app::theme::{self, Palette};
use crate::report::figure::Bars;

/// Height of a row, and of half a bar.
const ROW: f32 = 23.0;
const HALF: f32 = 8.0;

/// The bars.
pub fn bars_ui(ui: &mut Ui, bars: &Bars, colour: Color32, described: &str) {
    let palette = Palette::of(ui);
    let (area, _) = area(ui, ABOVE + ROW * bars.rows.len() as f32, described);
    let widest = |words: &mut dyn Iterator<Item = &String>| {
        words.map(|words| text_width(ui, words.clone(), theme::regular(13.0))).fold(0.0, f32::max)
    };
    let left = area.left() + widest(&mut bars.rows.iter().map(|row| &row.label)) + 12.0;
    let room = (area.right() - widest(&mut bars.rows.iter().map(|row| &row.written)) - 8.0 - left).max(20.0);
    let (painter, top) = (ui.painter(), area.top() + ABOVE);
    painter.text(area.left_top(), Align2::LEFT_TOP, &bars.axis.label, theme::regular(SMALL), palette.muted);
    painter.vline(left, top..=area.bottom(), Stroke::new(1.0, palette.muted));
    for (index, row) in bars.rows.iter().enumerate() {
        let middle = top + ROW * (index as f32 + 0.5);
        painter.text(pos2(left - 8.0, middle), Align2::RIGHT_CENTER, &row.label, theme::regular(13.0), palette.text);
        let end = left + room * bars.axis.along(row.value) as f32;
        painter.rect_filled(Rect::from_min_max(pos2(left, middle - HALF), pos2(end, middle + HALF)), 2.0, colour);
        painter.text(pos2(end + 6.0, middle), Align2::LEFT_CENTER, &row.written, theme::regular(13.0), palette.text);
    }
}
