//! What the provisions of a sweep cost, at the prices of the scenario shown. A price changed is answered at once: nothing is played again.

use std::sync::Arc;

use egui::{Id, Ui};

use crate::analysis::Estimate;
use crate::analysis::beds::Sweep;
use crate::analysis::costs::CostMeasure;
use crate::app::studies::Found;
use crate::model::Scenario;

/// Cost a year of what was tried and of the options beside, in their order; none where it cannot be told.
#[derive(Clone, Default)]
pub struct Priced {
    /// Of what was tried.
    pub tried: Vec<Option<Estimate>>,
    /// Of the options beside.
    pub options: Vec<Option<Estimate>>,
}

/// What was priced last, and what it came to. Like the layout of a text it is only remembered, never asked.
#[derive(Clone)]
struct Remembered {
    scenario: Arc<Scenario>,
    found: Arc<Found>,
    priced: Arc<Priced>,
}

impl Priced {
    fn new(scenario: &Scenario, sweep: &Sweep) -> Self {
        let measure = CostMeasure::PerYear;
        Self {
            tried: sweep.tried.iter().map(|tried| sweep.cost(scenario, tried, measure)).collect(),
            options: sweep.options.iter().map(|option| sweep.cost_of_option(scenario, option, measure)).collect(),
        }
    }

    /// The prices of a sweep in what a study found.
    pub fn of(ui: &Ui, scenario: &Arc<Scenario>, found: &Arc<Found>, sweep: &Sweep) -> Arc<Self> {
        let id = Id::unique("priced sweep");
        let known = ui
            .data(|data| data.get_temp::<Remembered>(id))
            .filter(|known| Arc::ptr_eq(&known.scenario, scenario) && Arc::ptr_eq(&known.found, found));
        let remembered = known.unwrap_or_else(|| Remembered {
            scenario: Arc::clone(scenario),
            found: Arc::clone(found),
            priced: Arc::new(Self::new(scenario, sweep)),
        });
        let priced = Arc::clone(&remembered.priced);
        ui.data_mut(|data| data.insert_temp(id, remembered));
        priced
    }

    /// Whether there is any price.
    pub fn is_empty(&self) -> bool {
        self.tried.iter().chain(&self.options).all(Option::is_none)
    }
}
