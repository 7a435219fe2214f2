//! Rows and columns with a number in each field, which tells more to whoever points at it.

use egui::{Align2, Color32, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::app::theme::{self, Palette};
use crate::app::views::mark::ink;
use crate::report::figure::{Grid, GridField};

/// Height of a field, width of the names of rows, and the least and most width of a field.
const HEIGHT: f32 = 36.0;
const NAMES: f32 = 150.0;
const WIDTHS: (f32, f32) = (44.0, 96.0);

/// The grid, the strongest fields in a colour.
pub fn grid_ui(ui: &mut Ui, grid: &Grid, colour: Color32) {
    let palette = Palette::of(ui);
    let width = ((ui.available_width() - NAMES) / grid.columns.len().max(1) as f32).clamp(WIDTHS.0, WIDTHS.1);
    let size = vec2(NAMES + width * grid.columns.len() as f32, HEIGHT * (grid.rows.len() as f32 + 1.0));
    ScrollArea::horizontal().id_salt("grid table").show(ui, |ui| {
        let (area, _) = ui.allocate_exact_size(size, Sense::hover());
        let painter = ui.painter().clone();
        let at = |column: usize, row: usize| {
            let corner = pos2(area.left() + NAMES + width * column as f32, area.top() + HEIGHT * (row as f32 + 1.0));
            Rect::from_min_size(corner, vec2(width, HEIGHT)).shrink(1.5)
        };
        let head = area.top() + HEIGHT / 2.0;
        painter.text(pos2(area.left(), head), Align2::LEFT_CENTER, &grid.across, theme::regular(13.0), palette.muted);
        for (column, name) in grid.columns.iter().enumerate() {
            painter.text(pos2(at(column, 0).center().x, head), Align2::CENTER_CENTER, name, theme::bold(14.0), palette.text);
        }
        for (row, of_row) in grid.rows.iter().enumerate() {
            let left = pos2(area.left(), at(0, row).center().y);
            painter.text(left, Align2::LEFT_CENTER, &of_row.label, theme::regular(13.5), palette.text);
            for (column, field) in of_row.fields.iter().enumerate() {
                if let Some(field) = field {
                    field_ui(ui, at(column, row), field, colour, (row, column));
                }
            }
        }
    });
}

fn field_ui(ui: &mut Ui, rect: Rect, field: &GridField, colour: Color32, place: (usize, usize)) {
    let palette = Palette::of(ui);
    let fill = palette.page.lerp_to_gamma(colour, field.strength as f32);
    ui.painter().rect_filled(rect, 3.0, fill);
    if field.is_marked {
        ui.painter().rect_stroke(rect, 3.0, Stroke::new(2.5, palette.text), StrokeKind::Inside);
    }
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, field.text(), theme::bold(13.5), ink(fill));
    let response = ui.interact(rect, ui.scope_id().with(("field", place)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Cell, true, &field.said));
    response.on_hover_text(&field.said);
}
