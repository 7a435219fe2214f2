//! Runs replications and folds them, in the order of their numbers, into a [`Summary`].

use std::sync::atomic::AtomicBool;

use crate::model::ValidScenario;

use super::summary::Summary;

/// A run that can be carried on, looked at and stopped. The answer depends on scenario, options and number of replications,
/// never on the number of threads or on how often it was looked at.
pub struct Experiment {}

impl Experiment {
    /// Prepares a run of the options with these indices (in the order given), compared with `baseline`, an index into `options`.
    /// The seed is the scenario's. `threads`: 0 for one a core.
    pub fn new(_scenario: &ValidScenario, _options: &[usize], _baseline: usize, _threads: usize) -> Self {
        todo!()
    }

    /// Runs until `replications` are done in all, or until `stop` is set. Whole replications only; what is done is kept.
    pub fn advance(&mut self, _replications: u32, _stop: &AtomicBool) {
        todo!()
    }

    /// Replications done.
    pub fn done(&self) -> u32 {
        todo!()
    }

    /// The answer so far.
    pub fn summary(&self) -> Summary {
        todo!()
    }
}
