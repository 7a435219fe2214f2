//! Scenarios to start from: nothing happens in them until a test says so.

#[allow(unused_imports, reason = "each test uses a part")]
pub use sufficiency::analysis::selftest::plain_world::{fixed, home, no_demand, option, quiet, site, unit};
use sufficiency::model::{Scenario, ValidScenario};

/// A scenario that passes every check.
pub fn valid(scenario: Scenario) -> ValidScenario {
    ValidScenario::new(scenario).unwrap_or_else(|problems| panic!("{problems:?}"))
}
