//! What would my borough pay? With the chosen option and as now, in an average and a bad year, and where homes would be near.

mod list;
mod map;
mod rule;
mod sites;

pub use map::not_offered_ui;

use egui::{ComboBox, Label, RichText, Ui};

use super::study::study_ui;
use super::{dim_unless, notices, pages, section};
use crate::analysis::boroughs::beside::Beside;
use crate::analysis::boroughs::needs::{BoroughNeeds, Yearly};
use crate::app::action::{Action, Actions};
use crate::app::boroughs::{BoroughBills, Page, Wish, ask};
use crate::app::files::FileAction;
use crate::app::state::{AppState, Document};
use crate::app::studies;
use crate::app::theme::{self, Palette};
use crate::app::widgets::describe::describe;
use crate::app::widgets::entry::{LIST, entry};
use crate::app::widgets::segmented::segmented;
use crate::app::wording::number;
use crate::model::geography::BOROUGHS;
use crate::model::{BoroughCount, BoroughMix, ParameterId as P, ProvisionOption};
use crate::report::boroughs::{
    BAD_YEAR, placed_sentence, pooling_sentence, risk_sentence, sentence, sentence_of_all, without_place_sentence,
};

const PAGES: [(Page, &str); 2] = [(Page::Bills, "Who pays what"), (Page::Sites, "Where homes would be near")];
/// With less width, the map stands below the answer.
const WIDE: f32 = 1_080.0;
/// Width of the map where the answer is beside it: so that 800 points of height hold all of it.
const MAP_WIDTH: f32 = 484.0;
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
    pages::scroll(ui, |ui| {
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
    let combo = ComboBox::from_id_salt("borough").selected_text(name).width(220.0).height(LIST).show_ui(ui, |ui| {
        for (index, borough) in BOROUGHS.iter().enumerate() {
            if entry(ui, chosen == Some(index), &borough.name).clicked() {
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
    let sought = state.view.sought.as_deref();
    let Some(found) = state.results.bills.as_deref().filter(|found| begun || found.option == index) else {
        // The rule can be the very thing that is to be mended before there are bills.
        ui.add_space(8.0);
        rule::rule_ui(ui, document, sought, actions);
        return;
    };
    let subject =
        Subject { option: found.scenario.options.get(found.option).unwrap_or(option), found, chosen: state.view.boroughs.borough };
    let shown = state.shown_scenario().is_some_and(|scenario| found.are_for(scenario, index));
    let answer = |ui: &mut Ui, actions: &mut Actions| {
        ui.scope(|ui| {
            dim_unless(ui, shown);
            answer_ui(ui, &subject, actions);
        });
    };
    let map = |ui: &mut Ui, actions: &mut Actions| {
        ui.scope(|ui| {
            dim_unless(ui, shown);
            map::map_ui(ui, state, &subject, actions);
        });
    };
    let rule_and_list = |ui: &mut Ui, actions: &mut Actions| {
        rule::rule_ui(ui, document, sought, actions);
        ui.add_space(8.0);
        ui.scope(|ui| {
            dim_unless(ui, shown);
            list::list_ui(ui, &subject, actions);
        });
    };
    if ui.available_width() >= WIDE && subject.found.bills.is_some() {
        // Every square is in sight at once: the second press of whoever came for one borough.
        ui.horizontal_top(|ui| {
            ui.vertical(|ui| {
                ui.set_width(MAP_WIDTH);
                map(ui, actions);
            });
            ui.add_space(16.0);
            ui.vertical(|ui| {
                answer(ui, actions);
                rule_and_list(ui, actions);
            });
        });
    } else {
        answer(ui, actions);
        map(ui, actions);
        rule_and_list(ui, actions);
    }
}

/// The answer in one sentence, and what lies behind it.
fn answer_ui(ui: &mut Ui, subject: &Subject<'_>, actions: &mut Actions) {
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
            let beside = Beside::of_all(bills, needs);
            ui.add(Label::new(placed_sentence(&beside, &subject.found.scenario)).wrap());
            without_place_ui(ui, subject, &beside, actions);
            ui.add(Label::new(pooling_sentence(bills)).wrap());
            ui.add(Label::new(RichText::new("Choose a borough, or press its square, to see what it pays.").color(palette.muted)).wrap());
        }
        Some((index, borough, bill, needs)) => {
            strong(ui, &sentence(&borough.name, subject.option, bill));
            let beside = Beside::of(bill, needs);
            ui.add(Label::new(placed_sentence(&beside, &subject.found.scenario)).wrap());
            without_place_ui(ui, subject, &beside, actions);
            if let Some(risk) = risk_sentence(&borough.name, bill) {
                ui.add(Label::new(risk).wrap());
            }
            ui.add(Label::new(format!("{} {}", needs_sentence(needs), distances(subject, index))).wrap());
            if let Some(counted) = counted_sentence(subject, &borough.name) {
                ui.add(Label::new(counted).wrap());
            }
        }
    }
    requests_ui(ui, subject, actions);
    let note = format!(
        "{BAD_YEAR}, over {} years of {} possible futures; the very same children with and without. Modelled, not observed. Only \
         what boroughs pay: what all payers do stands under “What does it cost?”.",
        number(f64::from(bills.years), 0),
        number(subject.found.futures as f64, 0)
    );
    ui.add(Label::new(RichText::new(note).small().color(palette.muted)).wrap());
    ui.add_space(4.0);
}

/// What is not in the bills, with the way to the figure that says so.
fn without_place_ui(ui: &mut Ui, subject: &Subject<'_>, beside: &Beside, actions: &mut Actions) {
    ui.add(Label::new(without_place_sentence(beside, &subject.found.scenario)).wrap());
    if ui.link("Change how much bespoke care is reckoned").clicked() {
        actions.push(go_to(P::BespokeShare));
    }
}

/// How the requests of boroughs are known, with the way to where counts are entered.
fn requests_ui(ui: &mut Ui, subject: &Subject<'_>, actions: &mut Actions) {
    let (known, way) = match subject.found.scenario.demand.borough_mix {
        BoroughMix::Unknown { .. } => {
            ("Which boroughs ask is not known: each possible future draws its own spread.", "Enter your own counts")
        }
        BoroughMix::Counted(_) => ("Requests are spread as the boroughs counted them.", "Change the counts"),
        BoroughMix::Known(_) => ("Requests are spread by the shares of the scenario.", "Change the shares"),
    };
    ui.horizontal_wrapped(|ui| {
        ui.label(known);
        if ui.link(way).clicked() {
            actions.push(go_to(P::BoroughMix));
        }
    });
}

fn go_to(figure: P) -> Action {
    Action::File(FileAction::GoToField(figure.path()))
}

/// That the figures of a borough rest on a band, and what papers do about it; nothing where they do not.
fn counted_sentence(subject: &Subject<'_>, borough: &str) -> Option<String> {
    let BoroughMix::Counted(counts) = &subject.found.scenario.demand.borough_mix else { return None };
    let band = match counts.get(borough) {
        Some(BoroughCount::Requests(_)) => return None,
        Some(BoroughCount::SixOrMore) => "six or more, without a number",
        Some(BoroughCount::FewerThanSix) | None => "fewer than six",
    };
    Some(format!("These figures rest on a count of {band}; papers, tables and the command line hold them back."))
}

fn needs_sentence(needs: &BoroughNeeds) -> String {
    let range = |yearly: &Yearly| format!("{} to {}", number(yearly.low, 0), number(yearly.high, 0));
    format!(
        "It may expect {} welfare requests a year ({} in nine years of ten); {} of them placed in nine years of ten, and {} as now.",
        number(needs.requests.mean, 1),
        range(&needs.requests),
        range(&needs.placements),
        range(&needs.placements_as_now)
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
