//! A bar an option: its cost of an average year in parts, by what is paid for or by who pays.

use egui::{RichText, Ui};

use crate::analysis::costs::CostAnswer;
use crate::app::action::{Action, Actions};
use crate::app::theme::{self, Palette};
use crate::app::views::mark::Mark;
use crate::app::views::{pictures, plots};
use crate::app::widgets::segmented::segmented;
use crate::model::Scenario;
use crate::report::costs::{CostParts, pounds, stacks};

/// The bars.
pub fn bars_ui(ui: &mut Ui, answer: &CostAnswer, scenario: &Scenario, parts: CostParts, actions: &mut Actions) {
    let palette = Palette::of(ui);
    let top = ui.cursor().top();
    let title = match parts {
        CostParts::Kind => "What is paid for?",
        CostParts::Payer => "Who pays?",
    };
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(title).font(theme::bold(16.0)));
        ui.label(RichText::new("millions of pounds a year").size(13.5).color(palette.muted));
        ui.add_space(8.0);
        let choices = [(CostParts::Kind, "By kind"), (CostParts::Payer, "By payer")];
        if let Some(parts) = segmented(ui, "Parts of the cost", parts, &choices) {
            actions.push(Action::ShowCosts(parts));
        }
    });
    ui.add_space(4.0);
    let drawn_from = ui.cursor().top();
    let drawn = stacks(answer, parts);
    let place = |id: &String| scenario.options.iter().position(|described| described.id == *id).unwrap_or(0);
    let marks: Vec<Mark> = answer.options.iter().map(|option| Mark::of(scenario, place(&option.id))).collect();
    plots::stacks_ui(ui, &drawn, &marks, |millions| pounds(millions * 1e6));
    let total = |values: &[f64]| pounds(values.iter().sum::<f64>() * 1e6);
    let told: Vec<String> = drawn.rows.iter().map(|(name, values)| format!("{name}: {} a year", total(values))).collect();
    pictures::offer(ui, [top, drawn_from], &format!("{title} Millions of pounds a year"), &format!("{}.", told.join("; ")));
}
