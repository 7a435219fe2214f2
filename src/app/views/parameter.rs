//! A figure of the catalogue on the form.

use egui::Ui;

use super::register::register_mark;

use crate::app::action::{Action, Actions};
use crate::app::edit::Edit;
use crate::app::state::Document;
use crate::app::widgets::number_field::NumberField;
use crate::app::wording::{parameter_unit, short_number, with_unit};
use crate::model::{ParameterId, Scenario, StayFamily, Unit};
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
    let (range, more) = limits(&document.scenario, id);
    let source = document.scenario.sources.get(&id);
    let field = NumberField {
        label: spec.label,
        context: id.stream().map_or("", word),
        help: &format!("{}{more}", spec.help),
        unit: parameter_unit(id),
        scale: if spec.unit == Unit::Share { 100.0 } else { 1.0 },
        decimals: if matches!(spec.unit, Unit::Beds | Unit::Count) { 0 } else { 2 },
        grouped: !matches!(id, ParameterId::Seed | ParameterId::PriceYear),
        range,
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

/// The permitted values of a figure, which may hang on another, and what there is to say of that.
fn limits(scenario: &Scenario, id: ParameterId) -> ((f64, f64), String) {
    use ParameterId as P;
    let spec = id.spec();
    let Some(stay) = id.stream().map(|stream| &scenario.demand.stream(stream).length_of_stay) else {
        return ((spec.min, spec.max), String::new());
    };
    let days = |value: f64| with_unit(&short_number(value, 2), " days");
    match (id, &stay.family) {
        (_, StayFamily::Fixed | StayFamily::Empirical(_)) => ((spec.min, spec.max), String::new()),
        (P::LengthOfStayMeanDays(_), _) if stay.minimum_days > spec.min && stay.minimum_days < spec.max => {
            ((stay.minimum_days, spec.max), format!(" Longer than the shortest stay, now {}.", days(stay.minimum_days)))
        }
        (P::LengthOfStayMinimumDays(_), _) if stay.mean_days > spec.min && stay.mean_days < spec.max => {
            ((spec.min, stay.mean_days), format!(" Shorter than the mean stay, now {}.", days(stay.mean_days)))
        }
        _ => ((spec.min, spec.max), String::new()),
    }
}
