//! Where requests go: a picture of the chosen option in which every width is a number of children a year.

use egui::{CollapsingHeader, RichText, ScrollArea, Ui};

use super::{dim_unless, notices, pictures, plots};
use crate::analysis::closely::CloseLook;
use crate::app::state::{AppState, Document};
use crate::app::theme::Palette;
use crate::app::widgets::term::meant_by;
use crate::model::{ProvisionOption, Scenario, Stream};
use crate::report::figure::Plot;
use crate::report::figures::{flow_figure, requests_of};
use crate::report::findings::blocked;
use crate::report::wording::number;

/// The least height and width at which words and widths can be read.
const LEAST_HEIGHT: f32 = 270.0;
const LEAST_WIDTH: f32 = 840.0;

/// A section of another room: the picture for the chosen option and stream, with a heading, or what is awaited.
pub fn section_ui(ui: &mut Ui, state: &AppState, document: &Document) {
    let Some((index, option)) = document.option(&state.view.option) else { return };
    ui.add_space(14.0);
    ui.heading("Where would requests go?");
    let found = &state.results.closer;
    let current = found.closer_for(&document.scenario, index);
    let earlier = || found.closer.as_deref().filter(|closer| closer.scenario.options.get(closer.option).is_some_and(|o| o.id == option.id));
    match current.or_else(earlier) {
        Some(closer) => {
            let Some(option) = closer.scenario.options.get(closer.option) else { return };
            ui.scope(|ui| {
                dim_unless(ui, current.is_some());
                flow_ui(ui, &closer.scenario, &closer.look, option, Some(state.view.stream), 340.0);
            });
            let summary = state.results.shown.as_ref().and_then(|shown| shown.summary.as_deref());
            let blocked = summary.and_then(|summary| blocked(summary, summary.option_index(&option.id)?));
            if let Some(blocked) = blocked {
                ui.add(egui::Label::new(RichText::new(blocked).size(13.5)).wrap());
            }
        }
        None if !document.problems.is_empty() => {
            notices::empty_ui(ui, "Nothing to draw", "These figures cannot be run. Mend what is listed above, or undo the change.");
        }
        None => notices::empty_ui(ui, "Following the children of this option", "The picture appears here in a moment."),
    }
}

/// The picture, and the same in words.
pub fn flow_ui(ui: &mut Ui, scenario: &Scenario, look: &CloseLook, option: &ProvisionOption, stream: Option<Stream>, height: f32) {
    let palette = Palette::of(ui);
    let requests = requests_of(stream);
    let figure = flow_figure(scenario, option, stream, look);
    let Some((figure, Plot::Flow(flow))) = figure.as_ref().map(|figure| (figure, &figure.figure.plot)) else {
        notices::empty_ui(ui, "Nobody is requested", &format!("In the possible futures looked at there are no {requests}."));
        return;
    };
    let top = ui.cursor().top();
    let runs = format!("{} possible futures", number(f64::from(look.futures), 0));
    let said = format!("Children a year, mean of {runs}.");
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(&said).size(13.5).color(palette.muted));
        meant_by(ui, &["Request", "Placement", "Step-down", "Withdrawn"]);
    });
    let title = format!("Where would {requests} go?");
    let described = format!("Chart. {title} {}", flow.sentences().collect::<Vec<_>>().join(" "));
    ScrollArea::horizontal().id_salt("flow picture").show(ui, |ui| {
        ui.set_min_width(LEAST_WIDTH);
        let drawn = ui.cursor().top();
        plots::flow_ui(ui, flow, stream, &described, &runs, height.max(LEAST_HEIGHT));
        pictures::offer_figure(ui, [top, drawn], &title, figure.clone());
    });
    ui.add(egui::Label::new(RichText::new(&figure.figure.note).size(13.0).color(palette.muted)).wrap());
    CollapsingHeader::new("The same in words").id_salt(("flow in words", &option.id)).show(ui, |ui| {
        for sentence in flow.sentences() {
            ui.add(egui::Label::new(sentence).wrap());
        }
    });
}
