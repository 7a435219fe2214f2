//! One measure large: fifty dots an option, each a future as possible as any other, all on one axis.

use egui::{RichText, Ui};

use super::Comparison;
use crate::app::action::{Action, Actions};
use crate::app::compare;
use crate::app::theme::{self, Palette};
use crate::app::views::mark::Mark;
use crate::app::views::{pictures, plots};
use crate::report::figure::Plot;
use crate::report::figures::futures::{Told, figure};

/// The measure shown large.
pub fn dots_ui(ui: &mut Ui, comparison: &Comparison<'_>, actions: &mut Actions) {
    let Some(measure) = compare::measure(comparison.summary, &comparison.view.large, comparison.stream) else { return };
    let top = ui.cursor().top();
    let heading = format!("{}: fifty possible futures", measure.title());
    ui.label(RichText::new(&heading).font(theme::bold(17.0)));
    let about = comparison.summary.option_index(comparison.chosen);
    let told = Told { options: &comparison.columns, baseline: comparison.baseline, about };
    let Some(drawn) = figure(comparison.scenario, comparison.summary, measure, &told) else {
        super::notices::empty_ui(ui, "Nothing to draw", "No option has a value of this measure.");
        return;
    };
    let Plot::Futures(futures) = &drawn.figure.plot else { return };
    ui.add(egui::Label::new(RichText::new(format!("{}.", drawn.figure.title)).size(theme::BODY)).wrap());
    ui.add(egui::Label::new(RichText::new(&drawn.figure.note).size(13.0).color(Palette::of(ui).muted)).wrap());
    ui.add_space(6.0);
    let from = ui.cursor().top();
    let marks: Vec<Mark> = futures.rows.iter().map(|row| Mark::of(comparison.scenario, row.option)).collect();
    let id = |row: usize| comparison.scenario.options.get(futures.rows.get(row)?.option).map(|option| option.id.as_str());
    let chosen = (0..futures.rows.len()).find(|row| id(*row) == Some(comparison.chosen));
    let described = format!("Chart. {} {}", drawn.figure.generated_text(), futures.told());
    let pressed = plots::futures_ui(ui, futures, &marks, chosen, &described);
    actions.extend(pressed.and_then(id).map(|id| Action::ChooseOption(id.to_owned())));
    pictures::offer_figure(ui, [top, from], &heading, drawn);
}
