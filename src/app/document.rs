//! Where the window's scenarios come from.

use std::path::Path;

use crate::store::{self, LoadError, LoadedScenario, SHIPPED, shipped};

/// Why a scenario was not opened: what to say, what follows, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotOpened {
    /// The file, or the name of the scenario supplied.
    pub file: String,
    /// What is wrong, one sentence each.
    pub reasons: Vec<String>,
    /// Whether the file could be read, so that it is its figures that are wrong.
    pub readable: bool,
}

impl NotOpened {
    /// Why a file was not opened.
    pub fn new(file: String, error: &LoadError) -> Self {
        let reasons = match error {
            LoadError::Problems(problems) => problems.iter().map(ToString::to_string).collect(),
            other => vec![other.to_string()],
        };
        Self { file, reasons, readable: !error.is_unreadable() }
    }
}

/// The scenario that the window opens on: the file if one is given, otherwise the London review. As on the command line, the id of a
/// scenario supplied is as good as a file.
///
/// # Errors
/// What is wrong with the file, where, and what to do next.
pub fn initial(path: Option<&Path>) -> Result<LoadedScenario, NotOpened> {
    let Some(path) = path else { return london_review() };
    let file = path.display().to_string();
    let loaded = match store::load(path) {
        Err(LoadError::Missing) => shipped(&file).map_or(Err(LoadError::Missing), store::Shipped::load),
        loaded => loaded,
    };
    loaded.map_err(|error| NotOpened::new(file, &error))
}

/// The London review, which is supplied with the program.
///
/// # Errors
/// None in a program that has passed its tests.
pub fn london_review() -> Result<LoadedScenario, NotOpened> {
    let review = &SHIPPED[0];
    review.load().map_err(|error| NotOpened::new(review.id.to_owned(), &error))
}
