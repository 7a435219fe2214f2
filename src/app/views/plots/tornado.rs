//! Each figure at its low and its high value, the widest first, and its share of the differences when all move together.

use egui::{Align2, Color32, Rect, Stroke, Ui, pos2, vec2};

use super::{area, name_in};
use crate::app::theme::{self, Palette};
use crate::report::figure::{Tornado, TornadoRow};

/// Height of a figure.
const ROW: f32 = 40.0;
/// Height of the line above the figures, which says what the columns are.
const TOP: f32 = 40.0;

/// The bars; a screen reader hears the beginning of `described`, then every row.
pub fn tornado_ui(ui: &mut Ui, tornado: &Tornado, colour: Color32, described: &str) {
    let palette = Palette::of(ui);
    let told: Vec<String> = tornado.rows.iter().map(told).collect();
    let (area, _) = area(ui, TOP + ROW * tornado.rows.len() as f32, &format!("{described} {}", told.join(" ")));
    let names = (area.width() * 0.26).clamp(150.0, 300.0);
    let share_width = (area.width() * 0.2).clamp(120.0, 240.0);
    let (left, right) = (area.left() + names + 70.0, area.right() - share_width - 84.0);
    let x = |step: f64| left + (right - left) * tornado.axis.along(step) as f32;
    let middle = x(0.0);
    let painter = ui.painter();
    let head = |at: f32, align: Align2, text: &str| {
        painter.text(pos2(at, area.top() + 10.0), align, text, theme::bold(13.0), palette.text);
    };
    head(middle, Align2::CENTER_CENTER, &tornado.middle);
    head(area.right() - share_width, Align2::LEFT_CENTER, &tornado.beside);
    painter.vline(middle, area.top() + 22.0..=area.bottom(), Stroke::new(1.0, palette.muted));
    for (at, row) in tornado.rows.iter().enumerate() {
        let top = area.top() + TOP + ROW * at as f32;
        let centre = top + 0.5 * ROW;
        if at > 0 {
            painter.hline(area.x_range(), top, Stroke::new(1.0, palette.line));
        }
        name_in(ui, &row.label, Rect::from_min_size(pos2(area.left(), top), vec2(names, ROW)), 2);
        for (end, fill, offset) in [(&row.low, colour.gamma_multiply(0.45), -8.0), (&row.high, colour, 8.0)] {
            let bar = Rect::from_two_pos(pos2(middle, centre + offset - 6.0), pos2(x(end.step), centre + offset + 6.0));
            painter.rect_filled(bar, 2.0, fill);
            let (edge, align) =
                if end.step < 0.0 { (bar.left() - 5.0, Align2::RIGHT_CENTER) } else { (bar.right() + 5.0, Align2::LEFT_CENTER) };
            painter.text(pos2(edge, centre + offset), align, &end.at, theme::regular(12.0), palette.muted);
        }
        share_ui(ui, row, Rect::from_min_size(pos2(area.right() - share_width, top), vec2(share_width, ROW)));
    }
}

fn told(row: &TornadoRow) -> String {
    let share = row.share.map_or_else(String::new, |[total, ..]| format!(" {total:.0} of 100 of the differences."));
    let clear = if row.is_clear { "" } else { " No clear difference." };
    let [low, high] = [&row.low, &row.high].map(|end| format!("{} at {}", end.said, end.at));
    format!("{}: {low}, {high}.{share}{clear}", row.label)
}

/// A share of 100 as a bar with its interval.
fn share_ui(ui: &Ui, row: &TornadoRow, rect: Rect) {
    let Some([total, low, high]) = row.share else { return };
    let palette = Palette::of(ui);
    let (left, room) = (rect.left(), rect.width() - 84.0);
    let x = |of_100: f64| left + room * (of_100 / 100.0) as f32;
    let middle = rect.center().y;
    let bar = |to: f32| Rect::from_min_max(pos2(left, middle - 5.0), pos2(to, middle + 5.0));
    let painter = ui.painter();
    painter.rect_stroke(bar(left + room), 2.0, (1.0, palette.line), egui::StrokeKind::Inside);
    painter.rect_filled(bar(x(total)), 2.0, palette.accent);
    painter.hline(x(low)..=x(high), middle, Stroke::new(2.0, palette.text));
    painter.text(pos2(left + room + 6.0, middle), Align2::LEFT_CENTER, row.beside(), theme::regular(12.0), palette.text);
}
