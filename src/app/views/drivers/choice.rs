//! Where the choice turns, figure by figure, and what finding out would be worth.

use egui::{Align, Layout, RichText, Ui, vec2};

use super::{Subject, finding, muted};
use crate::analysis::uncertainty::{Aim, places};
use crate::analysis::{Better, MeasureUnit};
use crate::app::action::{Action, Actions};
use crate::app::drivers::{MARGIN, Wish};
use crate::app::studies::Found;
use crate::app::theme;
use crate::app::views::section;
use crate::app::widgets::number_field::NumberField;
use crate::app::widgets::segmented::segmented;
use crate::app::widgets::typed_value::Change;
use crate::report::studies::{finding_out, turns};
use crate::report::uncertain::{chosen_sentence, turning_sentence, worth_sentence};
use crate::report::wording::uncapital;

/// Height of the line in which the rule is chosen.
const LINE: f32 = 36.0;

/// How the places are found.
const TURNING: &str = "Each place is where the difference between the option with fewer places and the best one, on the same children, is just \
                       what the rule above allows (a level: where it is just reached); in brackets, where the ends of that difference's own 95% \
                       interval are.";

/// The page.
pub fn choice_ui(ui: &mut Ui, subject: &Subject<'_>, actions: &mut Actions) {
    aim_ui(ui, subject, actions);
    ui.add_space(6.0);
    let (state, scenario) = (subject.state, &subject.document.scenario);
    let rule = subject.view.rule(state.view.stream);
    let ask = subject.view.switching(scenario, state.view.stream);
    let why = "Each figure is moved through its range on the same children until the option to choose becomes another. It takes as long as \
               some ten ordinary runs.";
    section(ui, "At what value would we choose differently?", true);
    if let Some(found) = super::study_ui(ui, state, subject.document, &ask, "where the choice turns", why, actions)
        && let Found::Switching(switching) = found.as_ref()
    {
        finding(ui, &chosen_sentence(scenario, switching, &rule, &subject.spec));
        ui.add_space(4.0);
        if let Some(drawn) = turns(&subject.about(0, &rule), switching) {
            subject.figure_ui(ui, "Where in its range each figure turns the choice", drawn);
            ui.add_space(6.0);
        }
        // Figures that turn the choice first.
        let (turning, still): (Vec<_>, Vec<_>) = switching.figures.iter().partition(|figure| !figure.switches.is_empty());
        for figure in turning {
            ui.horizontal_top(|ui| {
                ui.label(RichText::new("•").font(theme::bold(theme::BODY)));
                ui.vertical(|ui| finding(ui, &turning_sentence(scenario, &switching.options, figure)));
            });
        }
        for figure in still {
            muted(ui, &turning_sentence(scenario, &switching.options, figure));
        }
        if !switching.figures.is_empty() {
            muted(ui, TURNING);
        }
    }
    section(ui, "What is worth finding out?", false);
    let Some((_, Some(global))) = subject.drivers(ui, actions) else { return };
    let Some(worth) = global.worth(&subject.spec.key, subject.view.aim, &places(scenario, &global.options)) else {
        muted(ui, "Not enough is known yet.");
        return;
    };
    finding(ui, &worth_sentence(scenario, &global.options, &global.figures, &worth));
    if let Some(drawn) = finding_out(&subject.about(0, &rule), &global, &worth) {
        ui.add_space(4.0);
        subject.figure_ui(ui, "If one figure were known before the choice", drawn);
    }
    muted(
        ui,
        "Expected value of perfect information: the right option of a draw is the one that the rule above chooses with all its figures known. \
         Of one figure it is reckoned within groups of draws in the order of that figure, each draw's choice made from the others of its group. Intervals are \
         those of means over draws.",
    );
}

/// How an option is chosen.
fn aim_ui(ui: &mut Ui, subject: &Subject<'_>, actions: &mut Actions) {
    let (aim, spec) = (subject.view.aim, &subject.spec);
    let scale = if spec.unit == MeasureUnit::Share { 100.0 } else { 1.0 };
    let unit = match spec.unit {
        MeasureUnit::Share => "%",
        MeasureUnit::Days => " days",
        MeasureUnit::Miles => " miles",
        _ => "",
    };
    let usual = match spec.unit {
        MeasureUnit::Share => 0.7,
        MeasureUnit::Days => 7.0,
        MeasureUnit::Miles => 50.0,
        _ => 5.0,
    };
    let is_reach = matches!(aim, Aim::Reach { .. });
    let (words, label, value) = match aim {
        Aim::Best { margin } => ("within", "Difference that is not worth more places", margin),
        Aim::Reach { level } => (if spec.better == Better::Lower { "at most" } else { "at least" }, "Level to reach", level),
    };
    let field = NumberField {
        label,
        context: &uncapital(&spec.label),
        help: "What the option has to come to, to be chosen.",
        unit: if is_reach || spec.unit != MeasureUnit::Share { unit } else { " points" },
        scale,
        decimals: 1,
        grouped: true,
        range: (0.0, if spec.unit == MeasureUnit::Share { 1.0 } else { 100_000.0 }),
        value,
        opened: None,
        source: None,
        slider: false,
    };
    let change = field.show_amid(ui, |ui, number| {
        let line = ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 10.0;
            // One height for all that stands in this line.
            ui.spacing_mut().interact_size.y = LINE;
            ui.allocate_ui_with_layout(vec2(0.0, LINE), Layout::left_to_right(Align::Center), |ui| {
                ui.set_min_height(LINE);
                ui.label("Choose the option with the fewest places that");
            });
            let ways = [(false, "comes near the best"), (true, "reaches a level")];
            if let Some(reach) = segmented(ui, "How an option is chosen", is_reach, &ways) {
                let margin = if spec.unit == MeasureUnit::Share { MARGIN } else { 0.0 };
                let aim = if reach { Aim::Reach { level: usual } } else { Aim::Best { margin } };
                actions.push(Action::Drivers(Wish::Aim(aim)));
            }
            ui.label(words);
            ui.spacing_mut().interact_size = vec2(96.0, 28.0);
            let change = number(ui);
            ui.spacing_mut().interact_size.y = LINE;
            if !is_reach {
                ui.label("of it");
            }
            change
        });
        line.inner
    });
    if let Some(Change { value, .. }) = change {
        let aim = if is_reach { Aim::Reach { level: value } } else { Aim::Best { margin: value } };
        actions.push(Action::Drivers(Wish::Aim(aim)));
    }
}
