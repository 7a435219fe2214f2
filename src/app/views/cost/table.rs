//! Options as rows: a year, the whole period, buildings, a child's week, and what the money leaves undone.

use egui::{Grid, Label, RichText, ScrollArea, Sense, Ui, vec2};

use super::option_button;
use crate::analysis::costs::{CostAnswer, CostMeasure, OptionCosts};
use crate::app::action::{Action, Actions};
use crate::app::theme::{self, Palette};
use crate::app::views::mark::Mark;
use crate::app::widgets::describe::describe;
use crate::app::widgets::wide::gap;
use crate::app::wording::number;
use crate::model::Scenario;
use crate::report::costs::{domination, estimate, pounds};

const HEADINGS: [(&str, &str); 6] = [
    ("Option", "Press to look at one."),
    ("A year", "Mean cost of a year, buildings spread over their life, ± its 95% interval."),
    ("Whole period", "Net present cost of the whole period: later years count for less. ± its 95% interval."),
    ("Buildings, once", "Land and building with optimism bias."),
    ("Child's week", "Cost of a week of a child in a secure bed, in London or elsewhere, everything in it."),
    ("No place", "Requests a year that are withdrawn for want of a place: what the money leaves undone."),
];

/// The table.
pub fn table_ui(ui: &mut Ui, answer: &CostAnswer, scenario: &Scenario, chosen: &str, actions: &mut Actions) {
    let palette = Palette::of(ui);
    let gap = gap(ui, [11.0, 44.0], 900.0);
    ScrollArea::horizontal().id_salt("costs").show(ui, |ui| {
        Grid::new("costs of options").striped(true).spacing(vec2(gap, 4.0)).show(ui, |ui| {
            for (heading, about) in HEADINGS {
                let response =
                    ui.add(Label::new(RichText::new(heading).font(theme::bold(13.5)).color(palette.muted)).sense(Sense::hover()));
                response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ColumnHeader, true, heading));
                describe(ui, response, about);
            }
            ui.add(Label::new(RichText::new("Dominated").font(theme::bold(13.5)).color(palette.muted)));
            ui.end_row();
            for option in &answer.options {
                row_ui(ui, answer, option, scenario, option.id == chosen, actions);
                ui.end_row();
            }
        });
    });
}

fn row_ui(ui: &mut Ui, answer: &CostAnswer, option: &OptionCosts, scenario: &Scenario, chosen: bool, actions: &mut Actions) {
    let palette = Palette::of(ui);
    ui.horizontal(|ui| {
        let at = scenario.options.iter().position(|described| described.id == option.id).unwrap_or(0);
        let (rect, _) = ui.allocate_exact_size(vec2(18.0, 18.0), Sense::hover());
        Mark::of(scenario, at).paint(ui, rect);
        if option_button(ui, &option.name, chosen).clicked() {
            actions.push(Action::ChooseOption(option.id.clone()));
        }
    });
    let money = |measure, in_millions| option.estimate(measure).map_or_else(|| "–".to_owned(), |found| estimate(found, in_millions));
    let buildings = if option.capital.pounds > 0.0 { pounds(option.capital.pounds) } else { "none".to_owned() };
    let unmet = option.estimate(CostMeasure::UnmetRequests).map_or_else(|| "–".to_owned(), |found| number(found.mean, 1));
    let cells = [
        money(CostMeasure::PerYear, true),
        money(CostMeasure::NetPresent, true),
        buildings,
        money(CostMeasure::PerChildWeek, false),
        unmet,
    ];
    for (cell, (heading, _)) in cells.into_iter().zip(HEADINGS.iter().skip(1)) {
        let response = ui.add(Label::new(&cell));
        let spoken = format!("{}, {heading}: {cell}", option.name);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Cell, true, &spoken));
    }
    let place = answer.options.iter().position(|other| other.id == option.id).unwrap_or(0);
    match option.dominated_by.as_ref().and_then(|found| Some((answer.options.get(found.by)?, domination(answer, place)?))) {
        Some((other, why)) => {
            let at = scenario.options.iter().position(|described| described.id == other.id).unwrap_or(0);
            let short = format!("by {}", Mark::of(scenario, at).letter);
            let response = ui.add(Label::new(RichText::new(short).size(13.0).color(palette.worse)));
            let spoken = format!("{}: dominated by “{}”", option.name, other.name);
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Cell, true, &spoken));
            describe(ui, response, &why);
        }
        None => {
            let response = ui.add(Label::new(RichText::new("no").size(13.0).color(palette.muted)));
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Cell, true, format!("{}: not dominated", option.name)));
        }
    }
}
