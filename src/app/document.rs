//! Where the window's first scenario comes from.

use std::path::Path;

use crate::model::Scenario;

/// The scenario that the window opens on: the file if one is given, otherwise the London review.
///
/// # Errors
/// A message for people: what is wrong with the file, where, and what to do next.
pub fn initial(path: Option<&Path>) -> Result<Scenario, String> {
    match path {
        None => Ok(super::stand_in::london_review()),
        Some(path) => Err(format!("Scenario files cannot be read yet: {}", path.display())),
    }
}
