//! Where the window's first scenario comes from.

use std::path::Path;

use crate::model::Scenario;
use crate::store::{self, SHIPPED};

/// The scenario that the window opens on: the file if one is given, otherwise the London review.
///
/// # Errors
/// A message for people: what is wrong with the file, where, and what to do next.
pub fn initial(path: Option<&Path>) -> Result<Scenario, String> {
    let loaded = path.map_or_else(|| SHIPPED[0].load(), store::load);
    loaded.map(|loaded| Scenario::clone(&loaded.scenario)).map_err(|error| error.to_string())
}
