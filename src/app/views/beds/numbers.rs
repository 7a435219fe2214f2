//! The numbers behind the curve: what each provision gives, with occupancy as an outcome and what it costs in refusals.

use egui::{Grid, RichText, Ui};

use super::priced::Priced;
use super::remark_ui;
use crate::analysis::Estimate;
use crate::analysis::beds::{Goal, Sweep, Tried, erlang};
use crate::app::theme::{self, Palette};
use crate::app::widgets::wide::heads_again;
use crate::app::wording::{number, out_of_100, percent};
use crate::model::Scenario;
use crate::report::beds as words;
use crate::report::costs::estimate;

/// The column that is left out where there are no prices.
const COST: usize = 5;

/// A row a provision, then a row an option.
pub fn numbers_ui(ui: &mut Ui, scenario: &Scenario, sweep: &Sweep, prices: &Priced, goal: Goal) {
    ui.label(RichText::new("What each gives").font(theme::bold(16.0)));
    let index = |key: &str| sweep.measure_index(key);
    let (full, census) = (index(&format!("{}_all_full_share", sweep.ask.stream.key())), index("census_london"));
    let step_down = index("step_down_refused_per_year");
    let occupancy = index(&format!("{}_occupancy", sweep.ask.stream.key()));
    let smallest = sweep.smallest(goal).map(|smallest| (smallest.tried.number, smallest.tried.step_down_places));
    egui::ScrollArea::horizontal().id_salt("numbers table").show(ui, |ui| {
        let grid = Grid::new("numbers of the sweep").striped(true).spacing([22.0, 4.0]).show(ui, |ui| {
            let heads = [
                "",
                "Beds",
                "Placed in time",
                "Goal met in",
                "No bed free",
                "Cost a year",
                "Children in London",
                "Occupancy",
                "One pool would turn away",
                "Flex",
                "Refused step-down",
            ];
            let is_shown = |column: &usize| *column != COST || !prices.is_empty();
            let names: Vec<&str> = (0..heads.len()).filter(is_shown).map(|column| heads[column]).collect();
            let heads: Vec<_> = names.iter().map(|name| ui.label(RichText::new(*name).small().color(Palette::of(ui).muted))).collect();
            ui.end_row();
            let row = |ui: &mut Ui, name: &str, tried: &Tried, cost: Option<&Estimate>, strong: bool| {
                let mean = |index: Option<usize>| {
                    index.and_then(|index| tried.point.measures.get(index)).map(|estimate| estimate.mean).filter(|mean| mean.is_finite())
                };
                let met = tried.point.access[sweep.ask.stream.index()].met(goal);
                let occupied = mean(occupancy);
                let refused = occupied.and_then(|occupied| erlang::refused_share_at_occupancy(tried.beds, occupied));
                let children = mean(census);
                // Beds beyond those in use on average, for each in use: what there is for bad weeks.
                let in_use = occupied.map(|occupied| occupied * f64::from(tried.beds)).filter(|beds| *beds > 0.5);
                let dash = || "–".to_owned();
                let cells = [
                    name.to_owned(),
                    number(f64::from(tried.beds), 0),
                    words::interval(&met.share),
                    out_of_100(met.futures_share).unwrap_or_else(dash),
                    mean(full).filter(|_| tried.beds > 0).and_then(words::nights).unwrap_or_else(dash),
                    cost.map_or_else(dash, |cost| estimate(cost, true)),
                    children.map_or_else(dash, |children| number(children, 1)),
                    occupied.map_or_else(dash, percent),
                    refused.map_or_else(dash, percent),
                    in_use.map_or_else(dash, |in_use| percent(f64::from(tried.beds) / in_use - 1.0)),
                    mean(step_down).map_or_else(dash, |refused| number(refused, 1)),
                ];
                for (_, cell) in cells.into_iter().enumerate().filter(|(column, _)| is_shown(column)) {
                    let text = RichText::new(cell);
                    ui.label(if strong { text.font(theme::bold(theme::BODY)) } else { text });
                }
                ui.end_row();
            };
            for (tried, cost) in sweep.tried.iter().zip(&prices.tried) {
                let strong = smallest == Some((tried.number, tried.step_down_places));
                row(ui, &words::provision(tried, sweep.ask.vary, false), tried, cost.as_ref(), strong);
            }
            for ((index, tried), cost) in sweep.options.iter().zip(&prices.options) {
                row(ui, &format!("“{}”", scenario.options[*index].name), tried, cost.as_ref(), false);
            }
            (names, heads)
        });
        let (names, heads) = &grid.inner;
        heads_again(ui, heads, names, grid.response.rect);
    });
    remark_ui(
        ui,
        "Occupancy is what comes out, never what to aim at. “One pool would turn away” is Erlang's loss formula: of the requests that meet a pool \
         of so many beds at that occupancy, how many would find none free if nobody could wait. “Flex” is beds beyond those in use on average. \
         “Refused step-down”: children a year for whom a unit is there but has no place.",
    );
}
