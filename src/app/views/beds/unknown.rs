//! What the figures cannot tell: the answer of each option by how many of the withdrawn requests needed a bed.

use egui::{Grid, RichText, Ui};

use super::{headline_ui, remark_ui};
use crate::analysis::beds::{Goal, Switch, Unknown};
use crate::app::theme::{self, Palette};
use crate::app::views::mark::Mark;
use crate::app::views::{pictures, plots};
use crate::app::wording::{hundredths, percent};
use crate::model::Scenario;
use crate::report::beds as words;
use crate::report::figure::{Plot, Unsourced};
use crate::report::studies::{along, unknown_figure};

/// Height of the picture.
const HEIGHT: f32 = 320.0;

/// The sentence, the picture and a row for each option.
pub fn unknown_ui(ui: &mut Ui, scenario: &Scenario, found: &Unknown, chosen: usize, goal: Goal) {
    let place = found.options.iter().position(|option| *option == chosen);
    let name = |option: usize| scenario.options.get(option).map_or("", |option| option.name.as_str());
    match place {
        Some(place) => headline_ui(ui, &words::switch(name(chosen), found.switch(place, goal), found)),
        None => headline_ui(ui, "The chosen option is hidden, so it was not tried. Show it, or choose another."),
    }
    remark_ui(ui, &words::unknown(found));
    ui.add_space(4.0);
    let sentence = place.map(|place| words::switch(name(chosen), found.switch(place, goal), found)).unwrap_or_default();
    // Hidden options are not tried; then the picture is told of the first that was.
    if let Some(figure) = unknown_figure(scenario, found, place.unwrap_or(0), goal) {
        picture_ui(ui, figure, goal, &sentence);
    }
    ui.add_space(8.0);
    table_ui(ui, scenario, found, goal);
}

fn picture_ui(ui: &mut Ui, figure: Unsourced, goal: Goal, sentence: &str) {
    let Plot::Lines(lines) = &figure.figure.plot else { return };
    let top = ui.cursor().top();
    let title = words::goal_title(goal);
    pictures::title_ui(ui, &title);
    let from = ui.cursor().top();
    let described = format!("Chart. {title}, by how many withdrawn requests needed a bed. {sentence} The table below has each option.");
    plots::lines_ui(ui, lines, Palette::of(ui).welfare, &described, HEIGHT);
    pictures::offer_figure(ui, [top, from], &title, figure);
}

fn table_ui(ui: &mut Ui, scenario: &Scenario, found: &Unknown, goal: Goal) {
    ui.label(RichText::new("When each option is no longer enough on average").font(theme::bold(16.0)));
    egui::ScrollArea::horizontal().id_salt("unknown table").show(ui, |ui| {
        Grid::new("switching values").striped(true).spacing([22.0, 4.0]).show(ui, |ui| {
            let palette = Palette::of(ui);
            for head in ["", "", "Not enough on average from", "If few needed a bed", "If half did", "If all did"] {
                ui.label(RichText::new(head).small().color(palette.muted));
            }
            ui.end_row();
            for (place, option) in found.options.iter().enumerate() {
                Mark::of(scenario, *option).show(ui, 20.0);
                ui.label(scenario.options.get(*option).map_or("", |option| option.name.as_str()));
                ui.label(match found.switch(place, goal) {
                    Switch::NeverMissed => "none in range: always enough on average".to_owned(),
                    Switch::AlwaysMissed => "none in range: never enough on average".to_owned(),
                    Switch::From { share, .. } => format!("{} of 100", hundredths(share).unwrap_or_default()),
                    Switch::Unclear => "cannot be told".to_owned(),
                });
                let points = along(found, place, goal);
                let middle = points.iter().min_by(|a, b| (a.0 - 50.0).abs().total_cmp(&(b.0 - 50.0).abs()));
                for point in [points.first(), middle, points.last()] {
                    ui.label(point.map_or_else(|| "–".to_owned(), |(_, share)| percent(share.mean)));
                }
                ui.end_row();
            }
        });
    });
}
