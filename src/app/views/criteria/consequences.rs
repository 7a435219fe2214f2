//! The raw consequences: measures that show a criterion as rows, options as columns, in natural units with their ranges; what nobody can
//! measure stands there as such.

use egui::{Align, Label, Layout, RichText, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

use super::{Room, remark};
use crate::analysis::criteria::Consequence;
use crate::app::theme::{self, Palette};
use crate::app::views::mark::Mark;
use crate::app::wording::short_number;
use crate::model::appraisal::Criterion;
use crate::report::criteria::{natural, without_value};

/// Width of the names of the measures, and of an option.
const NAMES: f32 = 250.0;
const COLUMN: f32 = 132.0;

/// The table.
pub fn table_ui(ui: &mut Ui, room: &Room<'_>) {
    remark(
        ui,
        "Before any score: the mean of all possible futures, and below it where nine in ten of them lie. Placements are welfare placements. Nothing \
         here depends on scales or weights.",
    );
    ui.add_space(4.0);
    ScrollArea::horizontal().id_salt("consequences").auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.horizontal_top(|ui| {
            cell(ui, NAMES, |ui| {
                ui.label(RichText::new("Criterion and measure").color(Palette::of(ui).muted));
            });
            for (at, option) in room.described() {
                cell(ui, COLUMN, |ui| {
                    let (rect, _) = ui.allocate_exact_size(vec2(20.0, 20.0), Sense::hover());
                    Mark::of(room.scenario, at).paint(ui, rect);
                    let mut name =
                        egui::text::LayoutJob::simple(option.name.clone(), theme::bold(13.5), Palette::of(ui).text, COLUMN - 8.0);
                    name.wrap.max_rows = 3;
                    ui.add(Label::new(name)).on_hover_text(&option.name);
                });
            }
        });
        for criterion in Criterion::ALL {
            criterion_ui(ui, room, criterion);
        }
    });
}

fn criterion_ui(ui: &mut Ui, room: &Room<'_>, criterion: Criterion) {
    let palette = Palette::of(ui);
    ui.add_space(4.0);
    ui.painter().hline(ui.max_rect().x_range(), ui.cursor().top(), (1.0, palette.line));
    ui.add_space(4.0);
    ui.add(Label::new(RichText::new(criterion.label()).font(theme::bold(theme::BODY))));
    for row in room.appraised.consequences(criterion) {
        row_ui(ui, room, row);
    }
    ui.horizontal_top(|ui| {
        cell(ui, NAMES, |ui| {
            let label = ui.add(Label::new(RichText::new("What people judge").color(palette.muted)).wrap());
            label.on_hover_text(criterion.judged());
        });
        for (_, option) in room.described() {
            let score = room.appraisal().scores.get(&option.id).and_then(|scores| scores.get(&criterion));
            let text = score.map_or_else(|| "not judged".to_owned(), |score| format!("judged {}", short_number(score.value, 2)));
            told(ui, &format!("{}, {}, people’s judgement: {text}", option.name, criterion.label()), |ui| {
                ui.label(RichText::new(&text).size(13.5).color(palette.muted));
            });
        }
    });
}

fn row_ui(ui: &mut Ui, room: &Room<'_>, row: &Consequence) {
    let palette = Palette::of(ui);
    ui.horizontal_top(|ui| {
        cell(ui, NAMES, |ui| {
            ui.add(Label::new(row.measure.title()).wrap()).on_hover_text(row.measure.definition);
        });
        for (option, estimate) in room.appraised.options.iter().zip(&row.estimates) {
            let (mean, range) = natural(&row.measure, estimate).unwrap_or_else(|| (without_value(&row.measure).to_owned(), String::new()));
            let name = &option.name;
            told(ui, &format!("{name}, {}: {mean}; nine in ten possible futures {range}", row.measure.title()), |ui| {
                ui.label(RichText::new(&mean).font(theme::bold(theme::BODY)));
                ui.label(RichText::new(&range).size(12.5).color(palette.muted));
            });
        }
    });
}

fn cell(ui: &mut Ui, width: f32, contents: impl FnOnce(&mut Ui)) -> egui::Response {
    ui.allocate_ui_with_layout(vec2(width, 22.0), Layout::top_down(Align::Min), |ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing.y = 0.0;
        contents(ui);
    })
    .response
}

/// A cell that is read out as a whole.
fn told(ui: &mut Ui, words: &str, contents: impl FnOnce(&mut Ui)) {
    let response = cell(ui, COLUMN, contents);
    response.widget_info(|| WidgetInfo::labeled(Role::Cell, true, words));
}
