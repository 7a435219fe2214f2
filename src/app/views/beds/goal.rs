//! What is asked of provision: a share of genuine requests, placed in London within some days.

use egui::Ui;

use super::remark_ui;
use crate::analysis::beds::MOST_DAYS;
use crate::app::action::{Action, Actions};
use crate::app::beds::{Picture, Wish};
use crate::app::state::{AppState, Document};
use crate::app::widgets::number_field::NumberField;
use crate::model::Stream;
use crate::report::beds as words;

/// Width of the two labels.
const LABEL_WIDTH: f32 = 260.0;

/// The goal, by slider or typed.
pub fn goal_ui(ui: &mut Ui, state: &AppState, document: &Document, actions: &mut Actions) {
    let view = &state.view.beds;
    let goal = view.goal;
    let width = ui.available_width().min(620.0);
    ui.scope(|ui| {
        ui.set_max_width(width);
        let field = |label, help, unit, scale, top, value| NumberField {
            label,
            context: "",
            help,
            unit,
            scale,
            decimals: 0,
            grouped: false,
            range: (0.0, top),
            value,
            opened: None,
            source: None,
            slider: true,
        };
        let help = "The least share of genuine requests that is to be placed in London in time.";
        let share = field("Goal: requests placed in London", help, "%", 100.0, 1.0, goal.share);
        if let Some(change) = share.show_in_line(ui, LABEL_WIDTH) {
            actions.push(Action::Beds(Wish::Share(change.value)));
        }
        let help = "How long a child may wait from the request to the placement.";
        let days = field("within", help, " days", 1.0, f64::from(MOST_DAYS), f64::from(goal.days));
        if let Some(change) = days.show_in_line(ui, LABEL_WIDTH) {
            actions.push(Action::Beds(Wish::Days(change.value as u32)));
        }
    });
    // What the figures cannot tell is about welfare, whatever is looked at.
    let stream = if view.picture == Picture::Unknown { Stream::Welfare } else { state.view.stream };
    let mut remark = format!("{}. {}", words::goal(goal, stream), words::GENUINE);
    if let Some(beyond) = words::beyond_reach(&document.scenario, stream, goal) {
        remark = format!("{remark} {beyond}");
    }
    remark_ui(ui, &remark);
    ui.add_space(6.0);
}
