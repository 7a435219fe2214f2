//! What would my borough pay? With the chosen option and as now, in an average and a bad year, and where homes would be near.

mod list;
mod map;
mod rule;
mod sites;

use egui::{ComboBox, Label, RichText, ScrollArea, Ui};

use super::study::study_ui;
use super::{dim_unless, notices, section};
use crate::analysis::boroughs::needs::{BoroughNeeds, Yearly};
use crate::app::action::{Action, Actions};
use crate::app::boroughs::{BoroughBills, Page, Wish, ask};
use crate::app::state::{AppState, Document};
use crate::app::studies;
use crate::app::theme::{self, Palette};
use crate::app::widgets::describe::describe;
use crate::app::widgets::segmented::segmented;
use crate::app::wording::number;
use crate::model::ProvisionOption;
use crate::model::geography::BOROUGHS;
use crate::report::boroughs::{BAD_YEAR, risk_sentence, sentence, sentence_of_all};

const PAGES: [(Page, &str); 2] = [(Page::Bills, "Who pays what"), (Page::Sites, "Where homes would be near")];
/// With less width, the list stands below the map.
const WIDE: f32 = 1_080.0;
/// Width of the map where the list is beside it.
const MAP_WIDTH: f32 = 620.0;
const WHY: &str =
    "Plays the same children by borough, with the option and as now: a few seconds. Prices and rules can then be changed at once.";

/// What the room is drawn from.
struct Subject<'a> {
    option: &'a ProvisionOption,
    found: &'a BoroughBills,
    chosen: Option<usize>,
}

/// The room of the boroughs.
pub fn room_ui(ui: &mut Ui, state: &AppState, document: &Document, actions: &mut Actions) {
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            if let Some(page) = segmented(ui, "Boroughs", state.view.boroughs.page, &PAGES) {
                actions.push(Action::Boroughs(Wish::Show(page)));
            }
            if state.view.boroughs.page == Page::Bills {
                borough_ui(ui, state, actions);
            }
        });
        ui.add_space(6.0);
        match state.view.boroughs.page {
            Page::Bills => bills_ui(ui, state, document, actions),
            Page::Sites => sites::sites_ui(ui, state, document, actions),
        }
    });
}

/// The borough looked at, as a list: the map says the same.
fn borough_ui(ui: &mut Ui, state: &AppState, actions: &mut Actions) {
    let chosen = state.view.boroughs.borough;
    let name = chosen.and_then(|index| BOROUGHS.get(index)).map_or("Choose a borough", |borough| borough.name.as_str());
    let combo = ComboBox::from_id_salt("borough").selected_text(name).width(220.0).height(420.0).show_ui(ui, |ui| {
        for (index, borough) in BOROUGHS.iter().enumerate() {
            if ui.selectable_label(chosen == Some(index), &borough.name).clicked() {
                actions.push(Action::Boroughs(Wish::Look(index)));
            }
        }
    });
    let response = combo.response.accessible_name("Borough looked at");
    describe(ui, response, "The borough that the answer below speaks of. A square of the map does the same.");
}

fn bills_ui(ui: &mut Ui, state: &AppState, document: &Document, actions: &mut Actions) {
    let Some((index, option)) = document.option(&state.view.option) else {
        notices::empty_ui(ui, "No option is chosen", "Choose an option above to see what the boroughs would pay.");
        return;
    };
    let Some(ask) = ask(&document.scenario, &state.view.option) else { return };
    // Whoever comes here has asked already; but nothing that is under way is broken off for it.
    if document.problems.is_empty() && state.results.studies.of(&ask).is_none() && !state.results.studies.is_busy() {
        actions.push(Action::Study(studies::Wish::Start(ask.clone())));
    }
    let what = format!("what each borough pays with “{}”", option.name);
    let begun = study_ui(ui, state, document, &ask, &what, WHY, actions).is_some();
    let Some(found) = state.results.bills.as_deref().filter(|found| begun || found.option == index) else { return };
    let subject =
        Subject { option: found.scenario.options.get(found.option).unwrap_or(option), found, chosen: state.view.boroughs.borough };
    let shown = state.shown_scenario().is_some_and(|scenario| found.are_for(scenario, index));
    ui.scope(|ui| {
        dim_unless(ui, shown);
        answer_ui(ui, &subject);
    });
    rule::rule_ui(ui, document, actions);
    ui.add_space(8.0);
    ui.scope(|ui| {
        dim_unless(ui, shown);
        if ui.available_width() >= WIDE {
            ui.horizontal_top(|ui| {
                ui.vertical(|ui| {
                    ui.set_width(MAP_WIDTH);
                    map::map_ui(ui, state, &subject, actions);
                });
                ui.add_space(16.0);
                ui.vertical(|ui| list::list_ui(ui, &subject, actions));
            });
        } else {
            map::map_ui(ui, state, &subject, actions);
            list::list_ui(ui, &subject, actions);
        }
    });
}

/// The answer in one sentence, and what lies behind it.
fn answer_ui(ui: &mut Ui, subject: &Subject<'_>) {
    let palette = Palette::of(ui);
    let Some(needs) = &subject.found.needs else {
        notices::empty_ui(ui, "A bill is for a year", "Make the years reported at least one, under “How sure is this?” above.");
        return;
    };
    let Some(bills) = &subject.found.bills else {
        notices::empty_ui(ui, "There are no prices", "The scenario does not say what a place costs, so no borough has a bill.");
        return;
    };
    let chosen = subject.chosen.and_then(|index| Some((index, BOROUGHS.get(index)?, bills.boroughs.get(index)?, needs.get(index)?)));
    let strong = |ui: &mut Ui, text: &str| ui.add(Label::new(RichText::new(text).font(theme::bold(theme::HEADING))).wrap());
    match chosen {
        None => {
            strong(ui, &sentence_of_all(subject.option, bills));
            let placed = |of: fn(&BoroughNeeds) -> f64| number(needs.iter().map(of).sum::<f64>(), 0);
            let (with, without) = (placed(|needs| needs.placements.mean), placed(|needs| needs.placements_as_now.mean));
            ui.add(Label::new(format!("For it, {with} children a year are placed for welfare; as now, {without}.")).wrap());
            ui.add(Label::new(RichText::new("Choose a borough, or press its square, to see what it pays.").color(palette.muted)).wrap());
        }
        Some((index, borough, bill, needs)) => {
            strong(ui, &sentence(&borough.name, subject.option, bill));
            let mut more = risk_sentence(&borough.name, bill).map_or_else(String::new, |risk| format!("{risk} "));
            more.push_str(&needs_sentence(needs));
            ui.add(Label::new(more).wrap());
            ui.add(Label::new(distances(subject, index)).wrap());
        }
    }
    let note = format!(
        "{BAD_YEAR}, over {} years of {} possible futures; the very same children with and without. Modelled, not observed.",
        number(f64::from(bills.years), 0),
        number(subject.found.futures as f64, 0)
    );
    ui.add(Label::new(RichText::new(note).small().color(palette.muted)).wrap());
    ui.add_space(4.0);
}

fn needs_sentence(needs: &BoroughNeeds) -> String {
    let range = |yearly: &Yearly| format!("{} to {}", number(yearly.low, 0), number(yearly.high, 0));
    format!(
        "It may expect {} welfare requests a year ({} in nine years of ten); {} are placed, and {} as now.",
        number(needs.requests.mean, 1),
        range(&needs.requests),
        number(needs.placements.mean, 1),
        number(needs.placements_as_now.mean, 1)
    )
}

/// How far the children of a borough are from home, and how far each home is from it.
fn distances(subject: &Subject<'_>, borough: usize) -> String {
    let Some(needs) = subject.found.needs.as_ref().and_then(|needs| needs.get(borough)) else { return String::new() };
    let miles = |miles: Option<f64>| miles.map_or_else(|| "–".to_owned(), |miles| number(miles, 0));
    let homes = subject.option.homes.iter().filter_map(|home| {
        let miles = BOROUGHS.get(borough)?.miles_to_site(&home.site) * subject.found.scenario.elsewhere.road_factor;
        Some(format!("{} miles to {}", number(miles, 0), home.name))
    });
    let homes: Vec<String> = homes.collect();
    let homes = if homes.is_empty() { String::new() } else { format!(" It is {}; the sites are illustrative.", homes.join(", ")) };
    format!(
        "Children placed are {} miles from home on average, and {} as now.{homes}",
        miles(needs.mean_miles),
        miles(needs.mean_miles_as_now)
    )
}

/// Looks at another borough.
fn look(index: usize) -> Action {
    Action::Boroughs(Wish::Look(index))
}

/// A heading within the room.
fn heading(ui: &mut Ui, text: &str) {
    section(ui, text, true);
}
