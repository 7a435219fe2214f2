//! The raw consequences: measures that show a criterion as rows, options as columns, in natural units with their ranges; what nobody can
//! measure stands there as such.

use egui::text::LayoutJob;
use egui::{Label, RichText, Role, Sense, Ui, WidgetInfo, vec2};

use super::{Room, remark};
use crate::analysis::criteria::Consequence;
use crate::app::theme::{self, Palette};
use crate::app::views::comparison::unit_line;
use crate::app::views::mark::Mark;
use crate::app::widgets::wide::Wide;
use crate::app::wording::short_number;
use crate::model::appraisal::Criterion;
use crate::report::criteria::{natural, natural_without_unit, without_value};

/// Width of the names of the measures; least and greatest of an option.
const NAMES: f32 = 190.0;
const COLUMN: (f32, f32) = (92.0, 170.0);

/// The table.
pub fn table_ui(ui: &mut Ui, room: &Room<'_>) {
    remark(
        ui,
        "Before any score: the mean of all possible futures, and below it where nine in ten of them lie. Placements are welfare placements. Nothing \
         here depends on scales or weights.",
    );
    ui.add_space(4.0);
    let count = room.described().count();
    let height = |ui: &Ui, column: f32| {
        let names = room.described().map(|(_, option)| ui.fonts_mut(|fonts| fonts.layout_job(name_of(ui, &option.name, column)).size().y));
        names.fold(0.0, f32::max) + 28.0
    };
    let head = |ui: &mut Ui, wide: Wide, is_short: bool| {
        wide.row(
            ui,
            |ui| {
                if !is_short {
                    ui.add(Label::new(RichText::new("Criterion and measure").size(13.5).color(Palette::of(ui).muted)));
                }
            },
            |ui| {
                for (at, option) in room.described() {
                    wide.cell(ui, |ui| {
                        let (rect, mark) = ui.allocate_exact_size(vec2(20.0, 22.0), Sense::hover());
                        Mark::of(room.scenario, at).paint(ui, rect);
                        mark.on_hover_text(&option.name);
                        if !is_short {
                            ui.add(Label::new(name_of(ui, &option.name, wide.column))).on_hover_text(&option.name);
                        }
                    });
                }
            },
        );
    };
    Wide::show(ui, NAMES, count, COLUMN, height, head, |ui, wide| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for (at, criterion) in Criterion::ALL.into_iter().enumerate() {
            if at > 0 {
                ui.add_space(4.0);
                ui.painter().hline(ui.max_rect().x_range(), ui.cursor().top(), (1.0, Palette::of(ui).line));
            }
            criterion_ui(ui, room, wide, criterion);
        }
    });
}

/// The name of an option in its column.
fn name_of(ui: &Ui, name: &str, column: f32) -> LayoutJob {
    let mut job = LayoutJob::simple(name.to_owned(), theme::bold(13.0), Palette::of(ui).text, column - 8.0);
    job.wrap.max_rows = 5;
    job
}

fn criterion_ui(ui: &mut Ui, room: &Room<'_>, wide: Wide, criterion: Criterion) {
    let palette = Palette::of(ui);
    ui.add_space(4.0);
    wide.line(ui, |ui| {
        ui.add(Label::new(RichText::new(criterion.label()).font(theme::bold(theme::BODY))));
    });
    for row in room.appraised.consequences(criterion) {
        row_ui(ui, room, wide, row);
    }
    wide.row(
        ui,
        |ui| {
            let label = ui.add(Label::new(RichText::new("What people judge").size(13.5).color(palette.muted)).wrap());
            label.on_hover_text(criterion.judged());
        },
        |ui| {
            for (_, option) in room.described() {
                let score = room.appraisal().scores.get(&option.id).and_then(|scores| scores.get(&criterion));
                let text = score.map_or_else(|| "not judged".to_owned(), |score| format!("judged {}", short_number(score.value, 2)));
                told(ui, wide, &format!("{}, {}, people’s judgement: {text}", option.name, criterion.label()), |ui| {
                    ui.label(RichText::new(&text).size(13.5).color(palette.muted));
                });
            }
        },
    );
}

fn row_ui(ui: &mut Ui, room: &Room<'_>, wide: Wide, row: &Consequence) {
    let palette = Palette::of(ui);
    wide.row(
        ui,
        |ui| {
            ui.add(Label::new(row.measure.title()).wrap()).on_hover_text(row.measure.definition);
            ui.label(RichText::new(unit_line(row.measure.unit)).size(12.5).color(palette.muted));
        },
        |ui| {
            for (option, estimate) in room.appraised.options.iter().zip(&row.estimates) {
                let name = &option.name;
                let missing = || (without_value(&row.measure).to_owned(), String::new());
                let (mean, range) = natural(&row.measure, estimate).unwrap_or_else(missing);
                told(ui, wide, &format!("{name}, {}: {mean}; nine in ten possible futures {range}", row.measure.title()), |ui| {
                    let Some((mean, range)) = natural_without_unit(&row.measure, estimate) else {
                        ui.add(Label::new(RichText::new(without_value(&row.measure)).size(12.5).color(palette.muted)).wrap());
                        return;
                    };
                    ui.label(RichText::new(mean).font(theme::bold(theme::BODY)));
                    ui.label(RichText::new(range).size(12.5).color(palette.muted));
                });
            }
        },
    );
}

/// A cell that is read out as a whole.
fn told(ui: &mut Ui, wide: Wide, words: &str, contents: impl FnOnce(&mut Ui)) {
    let response = wide.cell(ui, contents);
    response.widget_info(|| WidgetInfo::labeled(Role::Cell, true, words));
}
