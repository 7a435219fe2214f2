//! How long children waited, as bars that can be read as "so many of 100", and a year of weeks.

use egui::{Align2, Color32, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::analysis::closely::waits::Waits;
use crate::app::theme::{self, Palette};
use crate::report::wording::number;

/// Bars of waits: the last day of each, and what it is called.
const BARS: [(usize, &str); 6] =
    [(0, "At once"), (7, "Within 7 days"), (28, "8 to 28 days"), (90, "29 to 90 days"), (180, "91 to 180 days"), (365, "181 to 365 days")];
const LONGER: &str = "Over a year";

/// Bars that add up to all children placed.
pub fn waits_ui(ui: &mut Ui, waits: &Waits, colour: Color32, described: &str) {
    let Some(bars) = waits.bars(&BARS.map(|(days, _)| days)) else { return };
    let palette = Palette::of(ui);
    let names = BARS.iter().map(|(_, name)| *name).chain([LONGER]);
    let rows: Vec<(&str, f64)> = names.zip(bars).collect();
    let row_height = 23.0;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), row_height * rows.len() as f32), Sense::hover());
    response.widget_info(|| {
        let spoken: Vec<String> = rows.iter().map(|(name, share)| format!("{name}: {}", of_100(*share))).collect();
        let mut info = WidgetInfo::new(Role::GraphicsObject);
        info.label = Some(format!("Chart. {described} {}.", spoken.join("; ")));
        info
    });
    let left = rect.left() + 112.0;
    let room = (rect.right() - 90.0 - left).max(20.0);
    let longest = rows.iter().map(|row| row.1).fold(0.01, f64::max);
    let painter = ui.painter();
    painter.vline(left, rect.y_range(), Stroke::new(1.0, palette.muted));
    for (index, (name, share)) in rows.iter().enumerate() {
        let middle = rect.top() + row_height * (index as f32 + 0.5);
        painter.text(pos2(left - 8.0, middle), Align2::RIGHT_CENTER, *name, theme::regular(13.0), palette.text);
        let end = left + room * (share / longest) as f32;
        painter.rect_filled(Rect::from_min_max(pos2(left, middle - 8.0), pos2(end, middle + 8.0)), 2.0, colour);
        painter.text(pos2(end + 6.0, middle), Align2::LEFT_CENTER, of_100(*share), theme::regular(13.0), palette.text);
    }
    response.on_hover_text(format!("{} children placed in all possible futures looked at", number(waits.children() as f64, 0)));
}

fn of_100(share: f64) -> String {
    if share > 0.0 && share < 0.005 { "fewer than 1".to_owned() } else { number((share * 100.0).round(), 0) }
}

/// A year of 52 weeks: those that are full, then those with room.
pub fn weeks_ui(ui: &mut Ui, full_weeks: f64, described: &str) {
    let palette = Palette::of(ui);
    let gap = 3.0;
    let size = ((ui.available_width() + gap) / 26.0 - gap).clamp(6.0, 16.0);
    let (rect, response) = ui.allocate_exact_size(vec2(26.0 * (size + gap) - gap, 2.0 * (size + gap)), Sense::hover());
    response.widget_info(|| {
        let mut info = WidgetInfo::new(Role::GraphicsObject);
        info.label = Some(format!("Chart. A year of weeks. {described}"));
        info
    });
    for week in 0..52 {
        let corner = rect.min + vec2((week % 26) as f32, (week / 26) as f32) * (size + gap);
        let square = Rect::from_min_size(corner, vec2(size, size));
        if f64::from(week) < full_weeks {
            ui.painter().rect_filled(square, 2.0, palette.full);
        } else {
            ui.painter().rect_stroke(square, 2.0, Stroke::new(1.0, palette.muted), StrokeKind::Inside);
        }
    }
}
