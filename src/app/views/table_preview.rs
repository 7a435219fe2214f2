//! The first rows of a table as it will stand in a workbook.

use egui::{Align, Grid, Label, Layout, RichText, ScrollArea, Ui};

use crate::app::theme::{self, Palette};
use crate::report::tables::{Cell, Table};

/// Rows shown.
const ROWS: usize = 12;
/// Widest column, points.
const WIDEST: f32 = 220.0;

/// Draws them.
pub fn table_ui(ui: &mut Ui, table: &Table) {
    let palette = Palette::of(ui);
    ui.add(Label::new(RichText::new(&table.title).font(theme::bold(theme::BODY))).wrap());
    ui.add_space(4.0);
    ScrollArea::horizontal().id_salt(&table.id).show(ui, |ui| {
        Grid::new(("table", &table.id)).striped(true).max_col_width(WIDEST).spacing([14.0, 4.0]).show(ui, |ui| {
            for heading in &table.columns {
                ui.add(Label::new(RichText::new(heading).small().color(palette.muted)).wrap());
            }
            ui.end_row();
            for row in table.rows.iter().take(ROWS) {
                for cell in row {
                    let text = RichText::new(cell.shown()).small();
                    if matches!(cell, Cell::Text(_)) {
                        ui.add(Label::new(text).truncate());
                    } else {
                        ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.label(text));
                    }
                }
                ui.end_row();
            }
        });
    });
    if let Some(more) = table.rows.len().checked_sub(ROWS).filter(|more| *more > 0) {
        ui.label(RichText::new(format!("and {more} rows more")).small().color(palette.muted));
    }
    for note in &table.notes {
        ui.add(Label::new(RichText::new(note).small().color(palette.muted)).wrap());
    }
}
