//! A bar an option: its cost of an average year in parts, by what is paid for or by who pays.

use egui::{RichText, Ui};

use crate::analysis::costs::CostAnswer;
use crate::app::action::{Action, Actions};
use crate::app::theme::{self, Palette};
use crate::app::views::mark::Mark;
use crate::app::views::{pictures, plots};
use crate::app::widgets::segmented::segmented;
use crate::model::Scenario;
use crate::report::costs::{CostParts, of_a_year, pounds};
use crate::report::figure::Plot;

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
    let Some(figure) = of_a_year(scenario, answer, parts) else { return };
    let Plot::Stacks(drawn) = &figure.figure.plot else { return };
    let place = |id: &String| scenario.options.iter().position(|described| described.id == *id).unwrap_or(0);
    let marks: Vec<Mark> = answer.options.iter().map(|option| Mark::of(scenario, place(&option.id))).collect();
    plots::stacks_ui(ui, drawn, &marks, |millions| pounds(millions * 1e6));
    pictures::offer_figure(ui, [top, drawn_from], &format!("{title} Millions of pounds a year"), figure);
}
