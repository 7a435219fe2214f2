//! Beds and step-down places together: a picture that is a table, each field with its number.

use egui::Ui;

use super::drawn::Drawn;
use super::priced::Priced;
use super::remark_ui;
use crate::analysis::beds::Sweep;
use crate::app::action::Actions;
use crate::app::beds::BedsView;
use crate::app::theme::Palette;
use crate::app::views::{pictures, plots};
use crate::model::Scenario;
use crate::report::beds as words;

/// The picture.
pub fn grid_ui(ui: &mut Ui, scenario: &Scenario, (sweep, prices): (&Sweep, &Priced), view: &BedsView, actions: &mut Actions) {
    let drawn = Drawn::of(sweep, prices, view);
    drawn.choose_ui(ui, actions);
    let curve = drawn.curve();
    let Some(grid) = curve.grid(view.goal, |value| drawn.said(value)) else { return };
    let finding = if drawn.is_goal() { words::answer(scenario, sweep, view.goal) } else { String::new() };
    let top = ui.cursor().top();
    pictures::title_ui(ui, &drawn.title);
    let from = ui.cursor().top();
    plots::grid_ui(ui, &grid, Palette::of(ui).stream(sweep.ask.stream));
    pictures::offer_figure(ui, [top, from], &drawn.title, curve.grid_figure(scenario, grid, &finding));
    ui.add_space(4.0);
    remark_ui(
        ui,
        "A frame and a tick mark what meets the goal on average; a stronger colour is more. Step-down places are shared out evenly over the units. \
         With few of them children leave without the step-down they need or keep their secure bed meanwhile; “Drawn” shows that too.",
    );
    ui.add_space(8.0);
}
