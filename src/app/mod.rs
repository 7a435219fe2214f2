//! The window.

use std::path::PathBuf;

/// Opens the window, with the scenario at a path if one is given.
///
/// # Errors
/// A sentence when there is no screen to open it on.
pub fn run(_path: Option<PathBuf>) -> Result<(), String> {
    Err("the window is not built yet; 'sufficiency run' and 'sufficiency check' work without it".to_owned())
}
