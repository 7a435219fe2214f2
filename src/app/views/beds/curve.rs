//! A measure along a number of the option, with the other options marked.

use egui::Ui;

use super::drawn::Drawn;
use super::priced::Priced;
use crate::analysis::beds::Sweep;
use crate::app::action::Actions;
use crate::app::beds::BedsView;
use crate::app::theme::Palette;
use crate::app::views::{notices, pictures, plots};
use crate::model::Scenario;
use crate::report::beds as words;
use crate::report::figure::Plot;
use crate::report::wording::uncapital;

/// Height of the picture.
const HEIGHT: f32 = 330.0;

/// Which measure, and its curve.
pub fn curve_ui(ui: &mut Ui, scenario: &Scenario, (sweep, prices): (&Sweep, &Priced), view: &BedsView, actions: &mut Actions) {
    let drawn = Drawn::of(sweep, prices, view);
    drawn.choose_ui(ui, actions);
    let name = scenario.options.get(sweep.ask.option).map_or("", |option| option.name.as_str());
    let figure = drawn.curve().figure(scenario, name);
    let Some((figure, Plot::Lines(lines))) = figure.as_ref().map(|figure| (figure, &figure.figure.plot)) else {
        notices::empty_ui(ui, "Nothing to draw", "This measure has no value for any provision tried.");
        return;
    };
    let (top, answer) = (ui.cursor().top(), words::answer(scenario, sweep, view.goal));
    pictures::title_ui(ui, &drawn.title);
    let from = ui.cursor().top();
    let title = format!("{}, by {}", drawn.title, uncapital(&lines.across.label));
    let described = format!("Chart. {title}. {answer} The numbers are in the table below.");
    plots::lines_ui(ui, lines, Palette::of(ui).stream(sweep.ask.stream), &described, HEIGHT);
    pictures::offer_figure(ui, [top, from], &title, figure.clone());
    super::remark_ui(
        ui,
        "Each letter is an option of this scenario as it stands, for the same children; those that lie off the curve differ in more than this number.",
    );
    ui.add_space(8.0);
}
