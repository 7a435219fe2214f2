//! What the figures say before anything is simulated: requests month by month, lengths of stay, boroughs. They follow a drag.

use egui::{Align, Label, Layout, RichText, Ui};

use super::map;
use crate::analysis::demand;
use crate::app::action::Actions;
use crate::app::state::Document;
use crate::app::theme::{self, Palette};
use crate::app::views::{notices, pictures, plots};
use crate::model::Stream;
use crate::report::demand::{requests_figure, requests_sentence, stays, stays_figure, stays_sentence};
use crate::report::figure::Plot;
use crate::report::findings::word;

/// The least width in which charts stand beside the map.
const LEAST_WIDTH: f32 = 740.0;
/// Heights of a chart, and what stands about two charts: titles, sentences, keys.
const LEAST_HEIGHT: f32 = 118.0;
const MOST_HEIGHT: f32 = 320.0;
const ABOUT: f32 = 250.0;
/// Room above the stays for labels of mean and median.
const LABELS: f32 = 70.0;

/// The charts of a stream.
pub fn charts_ui(ui: &mut Ui, document: &Document, stream: Stream, actions: &mut Actions) {
    let height = ((ui.clip_rect().height() - ABOUT - LABELS) / 2.0).clamp(LEAST_HEIGHT, MOST_HEIGHT);
    if ui.available_width() < LEAST_WIDTH {
        requests_ui(ui, document, stream, height);
        ui.add_space(14.0);
        stays_ui(ui, document, stream, height);
        ui.add_space(14.0);
        map::map_ui(ui, document, stream, actions);
        return;
    }
    ui.spacing_mut().item_spacing.x = 28.0;
    ui.columns(2, |columns| {
        for column in columns.iter_mut() {
            column.spacing_mut().item_spacing.x = 8.0;
        }
        columns[0].with_layout(Layout::top_down(Align::Min), |ui| {
            requests_ui(ui, document, stream, height);
            ui.add_space(12.0);
            stays_ui(ui, document, stream, height);
        });
        columns[1].with_layout(Layout::top_down(Align::Min), |ui| map::map_ui(ui, document, stream, actions));
    });
}

/// A title and what there is to see.
pub fn title_ui(ui: &mut Ui, title: &str, sentence: &str) {
    let palette = Palette::of(ui);
    ui.label(RichText::new(title).font(theme::bold(theme::HEADING)));
    ui.add(Label::new(RichText::new(sentence).size(14.0).color(palette.muted)).wrap());
    ui.add_space(4.0);
}

fn requests_ui(ui: &mut Ui, document: &Document, stream: Stream, height: f32) {
    let scenario = &document.scenario;
    let figures = scenario.demand.stream(stream);
    let title = "How many requests a month?";
    let months = demand::months(figures, &scenario.run);
    let figure = requests_figure(scenario, stream, &months).filter(|_| figures.requests_per_year > 0.0);
    let Some((figure, Plot::Fan(fan))) = figure.as_ref().map(|figure| (figure, &figure.figure.plot)) else {
        notices::empty_ui(ui, title, &format!("This scenario has no {} requests.", word(stream)));
        return;
    };
    let sentence = requests_sentence(figures, &months);
    let top = ui.cursor().top();
    title_ui(ui, title, &sentence);
    let drawn = ui.cursor().top();
    plots::fan_ui(ui, fan, Palette::of(ui).stream(stream), &format!("Chart. {title} {sentence}"), height);
    pictures::offer_figure(ui, [top, drawn], title, figure.clone());
}

fn stays_ui(ui: &mut Ui, document: &Document, stream: Stream, height: f32) {
    let title = "How long do children stay?";
    let stay = &document.scenario.demand.stream(stream).length_of_stay;
    let Some(picture) = demand::stays(stay) else {
        notices::empty_ui(
            ui,
            title,
            "These figures do not go together: the mean must be longer than the shortest stay, and the spread fit both.",
        );
        return;
    };
    let sentence = stays_sentence(&picture);
    let top = ui.cursor().top();
    title_ui(ui, title, &sentence);
    let drawn = ui.cursor().top();
    let columns = stays(&picture, stream);
    plots::columns_ui(ui, &columns, Palette::of(ui).stream(stream), &format!("Chart. {title} {sentence}"), height + LABELS);
    let Some(figure) = stays_figure(&document.scenario, stream, &picture) else {
        let why = "Single stays that were observed are behind this chart, so it is not offered as a picture.";
        ui.add(Label::new(RichText::new(why).size(13.0).color(Palette::of(ui).muted)).wrap());
        return;
    };
    pictures::offer_figure(ui, [top, drawn], title, figure);
}
