//! The engine under test.

use sufficiency::model::ValidScenario;
use sufficiency::sim::record::{Diversion, Episode};
use sufficiency::sim::{Chance, Trace};

/// Stands in for the program's own engine until it is there.
pub struct Player {
    scenario: ValidScenario,
    chance: Chance,
}

impl Player {
    /// Prepares a scenario.
    pub fn new(scenario: &ValidScenario) -> Self {
        Self { scenario: scenario.clone(), chance: Chance::new(scenario) }
    }

    /// Chance for the scenario.
    pub fn chance(&self) -> &Chance {
        &self.chance
    }

    /// Plays a trace.
    pub fn episodes(&self, option: usize, trace: &Trace) -> (Vec<Episode>, Vec<Diversion>) {
        super::engine::play(&self.scenario, option, &self.chance, trace)
    }
}
