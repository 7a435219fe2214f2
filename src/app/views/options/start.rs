//! Where building begins: *as now*, which cannot be changed, and the templates.

use egui::{Button, Frame, Margin, RichText, Ui, vec2};

use super::fields::remark;
use crate::app::action::{Action, Actions};
use crate::app::building::{Template, copy_of};
use crate::app::edit::Edit;
use crate::app::state::Document;
use crate::app::theme::{self, Palette};
use crate::app::views::mark::Mark;
use crate::app::widgets::source_badge::source_badge;
use crate::model::ProvisionOption;
use crate::model::validate::MOST_OPTIONS;

/// Height of the sketch and of the description of a template, points: the same for all.
const SKETCH: f32 = 116.0;
const DESCRIPTION: f32 = 58.0;

/// The first option: what it is, why it stays, and how to go on from it.
pub fn as_now_ui(ui: &mut Ui, document: &Document, actions: &mut Actions) {
    let Some(option) = document.scenario.options.first() else { return };
    ui.horizontal(|ui| {
        Mark::of(&document.scenario, 0).show(ui, 26.0);
        ui.label(RichText::new(&option.name).font(theme::bold(22.0)));
        source_badge(ui, &option.name, Some(&option.source), None);
    });
    if !option.note.is_empty() {
        ui.add(egui::Label::new(&option.note).wrap());
    }
    remark(
        ui,
        "This is what there is today and what every option is told against, so it cannot be changed, moved or removed. Build on it instead.",
    );
    ui.add_space(12.0);
    let only = document.scenario.options.len() == 1;
    ui.label(RichText::new(if only { "Build an option" } else { "Build another option" }).font(theme::bold(theme::HEADING)));
    if only {
        remark(ui, "There is nothing to compare yet. Begin with one of these and change it block by block.");
    }
    ui.add_space(6.0);
    templates_ui(ui, document, actions);
    if option.homes.is_empty() {
        return;
    }
    ui.add_space(8.0);
    if ui.button(format!("Duplicate “{}”", option.name)).clicked() {
        add(document, copy_of(&document.scenario, option), 1, actions);
    }
}

/// The templates side by side.
fn templates_ui(ui: &mut Ui, document: &Document, actions: &mut Actions) {
    let palette = Palette::of(ui);
    ui.horizontal_wrapped(|ui| {
        for template in Template::ALL {
            let frame = Frame::new()
                .fill(palette.card_fill())
                .stroke((1.0, palette.line))
                .corner_radius(theme::ROUND)
                .inner_margin(Margin::same(12));
            frame.show(ui, |ui| {
                ui.vertical(|ui| {
                    ui.set_width(196.0);
                    let (title, sketch) = match template {
                        Template::Blank => ("Blank", None),
                        other => (other.label(), Some(other.option(&document.scenario))),
                    };
                    ui.label(RichText::new(title).font(theme::bold(theme::BODY)));
                    ui.allocate_ui(vec2(196.0, SKETCH), |ui| {
                        ui.set_min_height(SKETCH);
                        if let Some(option) = sketch {
                            sketch_ui(ui, &option);
                        }
                    });
                    ui.allocate_ui(vec2(196.0, DESCRIPTION), |ui| {
                        ui.set_min_height(DESCRIPTION);
                        remark(ui, template.description());
                    });
                    let full = document.scenario.options.len() >= MOST_OPTIONS;
                    let button = Button::new("Build this");
                    if ui.add_enabled(!full, button).accessible_name(format!("Build: {title}")).clicked() {
                        add(document, template.option(&document.scenario), usize::MAX, actions);
                    }
                });
            });
        }
    });
}

/// The beds of an option as small blocks, a line a home.
fn sketch_ui(ui: &mut Ui, option: &ProvisionOption) {
    use super::blocks::{Block, blocks_ui};
    use crate::model::BedKind;
    ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
    for home in &option.homes {
        ui.horizontal(|ui| {
            ui.spacing_mut().interact_size.y = 10.0;
            blocks_ui(ui, Block::Bed(BedKind::Welfare), home.welfare_beds, 9.0);
        });
        if home.justice_beds > 0 {
            ui.horizontal(|ui| {
                ui.spacing_mut().interact_size.y = 10.0;
                ui.allocate_ui(vec2(80.0, 10.0), |ui| blocks_ui(ui, Block::Bed(BedKind::Justice), home.justice_beds, 9.0));
                for unit in option.step_down_units.iter().filter(|unit| unit.linked_home == crate::model::LinkedHome::Home(home.id.clone()))
                {
                    blocks_ui(ui, Block::StepDown, unit.places, 9.0);
                }
            });
        }
    }
}

/// Adds an option and looks at it.
pub fn add(document: &Document, option: ProvisionOption, at: usize, actions: &mut Actions) {
    if document.scenario.options.len() < MOST_OPTIONS {
        let id = option.id.clone();
        actions.push(Action::Edit { edit: Edit::AddOption(Box::new(option), at), dragging: false });
        actions.push(Action::ChooseOption(id));
    }
}
