//! Everything the window shows: the document, what is looked at, and what is known so far.

use std::sync::Arc;

use crate::analysis::costs::CostAnswer;
use crate::model::{Problem, ProvisionOption, Scenario, Stream};
use crate::report::costs::CostParts;
use crate::store::LoadedScenario;

use super::beds::BedsView;
use super::boroughs::{BoroughBills, BoroughsView};
use super::closer_job;
use super::compare::CompareView;
use super::counts::CountsView;
use super::criteria::{self, CriteriaView};
use super::derived::Derived;
use super::document::NotOpened;
use super::drivers::DriversView;
use super::experience::ExperienceView;
use super::files::Files;
use super::history::History;
use super::jobs::{Goal, Snapshot};
use super::pack::{self, PackView};
use super::studies;
use super::theme::{Appearance, ZOOMS};

/// Everything the window shows.
#[derive(Clone, Debug)]
pub struct AppState {
    /// The scenario as it stands, with its history; what is wrong where none could be opened.
    pub document: Result<Document, NotOpened>,
    /// What is looked at; neither saved nor undone.
    pub view: ViewState,
    /// What is known so far.
    pub results: Results,
    /// Which file it belongs to, and what is asked about files.
    pub files: Files,
}

/// The scenario under edit.
#[derive(Clone, Debug)]
pub struct Document {
    /// As it stands.
    pub scenario: Arc<Scenario>,
    /// As it was opened: what *reset* goes back to.
    pub opened: Arc<Scenario>,
    /// SHA-256 of the file it was opened from, in hexadecimal.
    pub sha256: String,
    /// What came before.
    pub history: History,
    /// What is wrong with it as it stands; nothing may run until this is empty.
    pub problems: Vec<Problem>,
}

/// A room of the window, named by the question it answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Room {
    /// Published figures beside what the model gives back.
    Evidence,
    /// Requests, stays and what the rest of the country offers.
    Demand,
    /// What each option provides.
    Options,
    /// The options side by side.
    Comparison,
    /// The chosen option over time.
    Experience,
    /// The chosen option made larger and smaller.
    Beds,
    /// What options cost, who pays, and at which price the answer turns.
    Costs,
    /// The options under the review's eight criteria.
    Criteria,
    /// What each borough may expect and pay.
    Boroughs,
    /// What is not known, and what of it matters.
    Drivers,
}

impl Room {
    /// The question that the room answers.
    pub fn question(self) -> &'static str {
        match self {
            Room::Evidence => "What do we know?",
            Room::Demand => "Who needs a place?",
            Room::Options => "What could we build?",
            Room::Comparison => "How do they compare?",
            Room::Experience => "What would it feel like?",
            Room::Beds => "How many beds?",
            Room::Costs => "What does it cost?",
            Room::Criteria => "Which option does most?",
            Room::Boroughs => "What would my borough pay?",
            Room::Drivers => "What could change the answer?",
        }
    }

    /// One word, where there is no place for the question.
    pub fn word(self) -> &'static str {
        match self {
            Room::Evidence => "Evidence",
            Room::Demand => "Demand",
            Room::Options => "Options",
            Room::Comparison => "Compare",
            Room::Experience => "Over time",
            Room::Beds => "Beds",
            Room::Costs => "Costs",
            Room::Criteria => "Criteria",
            Room::Boroughs => "Boroughs",
            Room::Drivers => "Drivers",
        }
    }

    /// What is done there, in a sentence.
    pub const fn about(self) -> &'static str {
        match self {
            Room::Evidence => "Published figures beside what the model gives back.",
            Room::Demand => "Requests, stays and what the rest of the country offers, each with its source.",
            Room::Options => "What each option provides: homes, beds, step-down.",
            Room::Comparison => "The options side by side.",
            Room::Experience => "The chosen option over time.",
            Room::Beds => "The chosen option made larger and smaller, against a goal; what cannot be known.",
            Room::Costs => "Prices, who pays, and at which price the answer turns.",
            Room::Criteria => "The options under the review's eight criteria: scales, scores, weights, and how robust their order is.",
            Room::Boroughs => "What each borough may expect and pay, and where homes would be near.",
            Room::Drivers => "What is not known, and what of it matters: chance apart.",
        }
    }
}

/// What lies over the window until it is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Overlay {
    /// Find a command by its name.
    Palette {
        /// What is typed.
        query: String,
        /// Which match is chosen.
        at: usize,
    },
    /// Every key and every word.
    Help,
}

/// How sharp answers may be asked to be, as [`ViewState::precision_share`]; the first asks for the scenario’s replications and no more.
pub const PRECISIONS: [f64; 5] = [f64::INFINITY, 0.005, 0.002, 0.001, 0.0005];

/// What is looked at.
#[derive(Clone, Debug)]
pub struct ViewState {
    /// The room the window is in.
    pub room: Room,
    /// Id of the chosen option.
    pub option: String,
    /// Id of the option that the others are compared with.
    pub baseline: String,
    /// The chosen stream.
    pub stream: Stream,
    /// What is looked at in the comparison.
    pub compare: CompareView,
    /// The stream whose figures are looked at: the chosen one, or police custody, which has no results until it has requests.
    pub figures_for: Stream,
    /// What is looked for among the figures.
    pub find: String,
    /// Path in the scenario file of a field to scroll to, until it is in sight.
    pub sought: Option<String>,
    /// What is being typed into a text field.
    pub draft: Option<Draft>,
    /// In which parts costs are shown.
    pub cost_parts: CostParts,
    /// What is looked at in the room of experience.
    pub experience: ExperienceView,
    /// What is looked at in the room of beds.
    pub beds: BedsView,
    /// What is looked at in the room of the eight criteria.
    pub criteria: CriteriaView,
    /// What is looked at in the room of the boroughs.
    pub boroughs: BoroughsView,
    /// The boroughs' own counts while they are typed.
    pub counts: CountsView,
    /// What is looked at in the room of what could change the answer.
    pub drivers: DriversView,
    /// What is chosen for a committee pack.
    pub pack: PackView,
    /// How sharp answers are to be: half the width of the 95% interval of the share of requests placed, as a share.
    pub precision_share: f64,
    /// Light, dark, of high contrast, or as the system has it.
    pub appearance: Appearance,
    /// How large everything is: 1 to 2.
    pub zoom: f32,
    /// What lies over the window until it is answered.
    pub overlay: Option<Overlay>,
    /// Whether the scenario is shown as it was opened.
    pub before: bool,
    /// Whether one option is presented against another, instead of the rooms.
    pub presenting: bool,
    /// Id of the option that was looked at before the presenter's view was entered.
    pub before_presenting: Option<String>,
}

/// A text that is being typed and is not yet in the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The field.
    pub key: String,
    /// The text so far.
    pub text: String,
}

/// What is known so far.
#[derive(Clone, Debug, Default)]
pub struct Results {
    /// The last answer with at least one replication.
    pub shown: Option<Arc<Snapshot>>,
    /// The sharpest answer to the scenario as it was opened.
    pub opened: Option<Arc<Snapshot>>,
    /// How the newest run stands.
    pub run: Option<Arc<Snapshot>>,
    /// The chosen option seen closely, as far as anybody has looked.
    pub closer: closer_job::Found,
    /// What may go into a committee pack, and how its making stands.
    pub pack: pack::job::Known,
    /// Long analyses of the scenario shown.
    pub studies: studies::Known,
    /// What the eight criteria make of the options.
    pub criteria: criteria::Known,
    /// What the options cost beside the option with this place in the summary; nothing where the scenario has no prices.
    pub costs: Derived<usize, Option<CostAnswer>>,
    /// What the boroughs pay, as far as anybody has looked.
    pub bills: Option<Arc<BoroughBills>>,
    /// Replications asked for beyond the scenario's own, by *extend*: for this scenario only.
    pub extended: Option<(Arc<Scenario>, u32)>,
}

impl AppState {
    /// The state in which a window opens.
    pub fn new(loaded: Result<LoadedScenario, NotOpened>) -> Self {
        let document = loaded.map(|LoadedScenario { scenario, sha256, .. }| Document {
            scenario: scenario.shared(),
            opened: scenario.shared(),
            sha256,
            history: History::default(),
            problems: Vec::new(),
        });
        let option = document.as_ref().ok().and_then(|document| first_choice(&document.scenario));
        let baseline = document.as_ref().ok().and_then(|document| document.scenario.options.first()).map(|option| option.id.clone());
        Self {
            document,
            view: ViewState {
                room: Room::Comparison,
                option: option.unwrap_or_default(),
                baseline: baseline.unwrap_or_default(),
                stream: Stream::Welfare,
                compare: CompareView::default(),
                figures_for: Stream::Welfare,
                find: String::new(),
                sought: None,
                draft: None,
                cost_parts: CostParts::default(),
                experience: ExperienceView::default(),
                beds: BedsView::default(),
                criteria: CriteriaView::default(),
                boroughs: BoroughsView::default(),
                counts: CountsView::default(),
                drivers: DriversView::default(),
                pack: PackView::default(),
                precision_share: PRECISIONS[0],
                appearance: Appearance::System,
                zoom: ZOOMS[0],
                overlay: None,
                before: false,
                presenting: false,
                before_presenting: None,
            },
            results: Results::default(),
            files: Files::new(jiff::Zoned::now().date()),
        }
    }
}

impl AppState {
    /// The scenario that is shown: as it stands, or as it was opened.
    pub fn shown_scenario(&self) -> Option<&Arc<Scenario>> {
        let document = self.document.as_ref().ok()?;
        Some(if self.view.before { &document.opened } else { &document.scenario })
    }

    /// The answer before the changes, where there are any and it is known.
    pub fn before(&self) -> Option<&Arc<Snapshot>> {
        let document = self.document.as_ref().ok().filter(|document| document.is_changed())?;
        self.results.opened.as_ref().filter(|opened| Arc::ptr_eq(&opened.scenario, &document.opened))
    }

    /// The same window as it would be if nothing had been changed.
    pub fn as_opened(&self) -> Self {
        let mut opened = self.clone();
        if let Ok(document) = &mut opened.document {
            document.scenario = Arc::clone(&document.opened);
            document.problems.clear();
        }
        opened.keep_an_option_chosen();
        opened
    }

    /// Whether something would be lost if the scenario were closed now.
    pub fn has_unsaved_changes(&self) -> bool {
        let Ok(document) = &self.document else { return false };
        self.files.newer_version.is_none() && (self.files.is_mended || document.is_changed())
    }

    /// An option that is no longer there cannot be looked at: the last one there is takes its place, and the first as baseline.
    pub fn keep_an_option_chosen(&mut self) {
        let Ok(document) = &self.document else { return };
        if document.option(&self.view.option).is_none() {
            self.view.option = document.scenario.options.last().map(|option| option.id.clone()).unwrap_or_default();
        }
        if document.option(&self.view.baseline).is_none() {
            self.view.baseline = document.scenario.options.first().map(|option| option.id.clone()).unwrap_or_default();
        }
        if document.option(&self.view.baseline).is_none() {
            self.view.baseline = document.scenario.options.first().map(|option| option.id.clone()).unwrap_or_default();
        }
    }
}

/// The option first looked at: the first with step-down places, which is the fullest proposal, or else the second, or else the first.
pub(super) fn first_choice(scenario: &Scenario) -> Option<String> {
    let options = &scenario.options;
    let fullest = options.iter().find(|option| !option.step_down_units.is_empty());
    fullest.or_else(|| options.get(1)).or_else(|| options.first()).map(|option| option.id.clone())
}

impl Document {
    /// Whether anything was changed since it was opened.
    pub fn is_changed(&self) -> bool {
        !Arc::ptr_eq(&self.scenario, &self.opened) && self.scenario != self.opened
    }

    /// The option with this id and its index.
    pub fn option(&self, id: &str) -> Option<(usize, &ProvisionOption)> {
        self.scenario.options.iter().enumerate().find(|(_, option)| option.id == id)
    }
}

impl Results {
    /// Whether the answer shown belongs to this scenario.
    pub fn are_for(&self, scenario: &Arc<Scenario>) -> bool {
        self.shown.as_ref().is_some_and(|shown| Arc::ptr_eq(&shown.scenario, scenario))
    }

    /// How sharp the answer to a scenario is to be.
    pub fn goal(&self, scenario: &Arc<Scenario>, precision_share: f64) -> Goal {
        let extended = self.extended.as_ref().filter(|(extended, _)| Arc::ptr_eq(extended, scenario)).map_or(0, |(_, least)| *least);
        Goal { least: scenario.run.replications.max(extended), half_width_share: precision_share }
    }

    /// Whether a run is under way.
    pub fn is_running(&self) -> bool {
        self.run.as_ref().is_some_and(|run| run.phase == super::jobs::Phase::Running)
    }
}
