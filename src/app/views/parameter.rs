//! A figure of the catalogue on the form.

use egui::Ui;

use super::register::register_mark;

use crate::app::action::{Action, Actions};
use crate::app::edit::Edit;
use crate::app::state::Document;
use crate::app::widgets::number_field::NumberField;
use crate::app::wording::parameter_unit;
use crate::model::{ParameterId, Unit};
use crate::report::findings::word;

/// How much room a figure gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// A figure with source and slider.
    Figure,
    /// A setting of the run.
    Setting,
}

/// One figure of the catalogue: the only way in which it is edited. Draws nothing where the scenario has no one number for it.
pub fn parameter_field(ui: &mut Ui, document: &Document, id: ParameterId, weight: Weight, actions: &mut Actions) {
    let Some(value) = id.value(&document.scenario) else { return };
    let spec = id.spec();
    let source = document.scenario.sources.get(&id);
    let field = NumberField {
        label: spec.label,
        context: id.stream().map_or("", word),
        help: spec.help,
        unit: parameter_unit(id),
        scale: if spec.unit == Unit::Share { 100.0 } else { 1.0 },
        whole: matches!(spec.unit, Unit::Beds | Unit::Count),
        grouped: !matches!(id, ParameterId::Seed | ParameterId::PriceYear),
        range: (spec.min, spec.max),
        value,
        opened: id.value(&document.opened),
        // A run's settings are nobody's evidence, unless the scenario says whose.
        source: (weight != Weight::Setting || source.is_some()).then_some(source),
        slider: weight == Weight::Figure,
    };
    if let Some(change) = ui.push_id(id, |ui| field.show(ui)).inner {
        actions.push(Action::Edit { edit: Edit::Parameter(id, change.value), dragging: change.dragging });
    }
    register_mark(ui, document, id, actions);
}
