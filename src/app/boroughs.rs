//! What is looked at in the room of the boroughs, and the bills that are shown there.

use std::sync::Arc;

use crate::analysis::boroughs::bills::{Bills, bills};
use crate::analysis::boroughs::charges::Charges;
use crate::analysis::boroughs::needs::{BoroughNeeds, needs};
use crate::analysis::boroughs::study::{BoroughAsk, BoroughStudy};
use crate::model::{Scenario, ValidScenario};
pub use crate::report::boroughs::maps::MapFigure;

use super::jobs::Phase;
use super::state::{AppState, Room};
use super::studies::{Ask, Found};

/// What the room shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Page {
    /// What each borough pays.
    Bills,
    /// Where homes would be near.
    Sites,
}

/// What is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoroughsView {
    /// What the room shows.
    pub page: Page,
    /// What the squares show.
    pub figure: MapFigure,
    /// Index of the borough looked at; none: nobody has picked one.
    pub borough: Option<usize>,
    /// Whether two homes are sited, or one.
    pub two_homes: bool,
    /// Indices of the boroughs where somebody has put the homes; none: where they are nearest.
    pub sites: [Option<usize>; 2],
}

impl Default for BoroughsView {
    fn default() -> Self {
        Self { page: Page::Bills, figure: MapFigure::BadYear, borough: None, two_homes: true, sites: [None; 2] }
    }
}

/// What the room may wish for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Show something else.
    Show(Page),
    /// Show another figure in the squares.
    Figure(MapFigure),
    /// Look at a borough, by its index.
    Look(usize),
    /// Site two homes, or one.
    TwoHomes(bool),
    /// Put the homes in these boroughs, by their indices; none: where they are nearest.
    Sites([Option<usize>; 2]),
}

impl BoroughsView {
    /// Grants a wish.
    pub fn grant(&mut self, wish: Wish) {
        match wish {
            Wish::Show(page) => self.page = page,
            Wish::Figure(figure) => self.figure = figure,
            Wish::Look(borough) => self.borough = Some(borough),
            Wish::TwoHomes(two) => (self.two_homes, self.sites) = (two, [None; 2]),
            Wish::Sites(sites) => self.sites = sites,
        }
    }
}

/// What is asked for an option of a scenario, by its id.
pub fn ask(scenario: &Scenario, option: &str) -> Option<Ask> {
    let index = scenario.options.iter().position(|other| other.id == option)?;
    Some(Ask::Boroughs(BoroughAsk::usual(index, &scenario.run)))
}

/// What the boroughs of an option may expect and pay.
#[derive(Clone, Debug)]
pub struct BoroughBills {
    /// The scenario they are of, with its prices and its rule.
    pub scenario: Arc<Scenario>,
    /// Index of the option in it.
    pub option: usize,
    /// Futures in it.
    pub futures: usize,
    /// What each may expect; none where the horizon is shorter than a year.
    pub needs: Option<Vec<BoroughNeeds>>,
    /// What each pays; none where the scenario has no prices either.
    pub bills: Option<Bills>,
}

impl BoroughBills {
    fn of(scenario: &Arc<Scenario>, study: &BoroughStudy, before: Option<&Self>) -> Option<Self> {
        // A scenario with problems has no bills; the window lists what is wrong.
        let valid = ValidScenario::new(Arc::clone(scenario)).ok()?;
        let charges = Charges::of(&valid, &[study.option, 0]);
        let bills = charges.and_then(|charges| match charges.as_slice() {
            [with, without] => bills(study, with, without, &scenario.membership),
            _ => None,
        });
        // What children need does not hang on who pays.
        let same = before.filter(|before| {
            before.option == study.option && before.futures == study.futures.len() && before.scenario.run_inputs() == scenario.run_inputs()
        });
        let needs = same.map_or_else(|| needs(study), |before| before.needs.clone());
        Some(Self { scenario: Arc::clone(scenario), option: study.option, futures: study.futures.len(), needs, bills })
    }

    /// Whether these are of an option of a scenario as it stands.
    pub fn are_for(&self, scenario: &Arc<Scenario>, option: usize) -> bool {
        Arc::ptr_eq(&self.scenario, scenario) && self.option == option
    }
}

/// Reckons the bills anew where what is shown has changed. While a study is under way they follow it at every doubling.
pub fn follow(state: &mut AppState) {
    if state.view.room != Room::Boroughs {
        return;
    }
    let Some(scenario) = state.shown_scenario().map(Arc::clone) else { return };
    let Some(study) = ask(&scenario, &state.view.option).and_then(|ask| state.results.studies.of(&ask)) else { return };
    let Some(Found::Boroughs(found)) = study.found.as_deref() else { return };
    let shown = state.results.bills.as_deref().filter(|bills| bills.are_for(&scenario, found.option));
    let over = study.progress.done >= study.progress.wanted || study.phase != Phase::Running;
    let is_new = |bills: &BoroughBills| if over { bills.futures != found.futures.len() } else { 2 * bills.futures <= found.futures.len() };
    if shown.is_none_or(is_new) {
        let bills = BoroughBills::of(&scenario, found, state.results.bills.as_deref());
        state.results.bills = bills.map(Arc::new).or_else(|| state.results.bills.take());
    }
}
