//! The scenarios supplied with the program.

use super::{LoadError, LoadedScenario, load_bytes, to_ron};
use crate::model::{Scenario, Stream};

/// A scenario supplied with the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shipped {
    /// Short name, which the command line takes in place of a file.
    pub id: &'static str,
    /// The file.
    pub text: &'static str,
}

impl Shipped {
    /// The scenario.
    ///
    /// # Errors
    /// None in a program that has passed its tests: every file supplied is valid.
    pub fn load(&self) -> Result<LoadedScenario, LoadError> {
        load_bytes(self.text.as_bytes())
    }
}

/// The scenarios supplied, the review's own first.
pub const SHIPPED: [Shipped; 6] = [
    Shipped { id: "london-review", text: include_str!("../../scenarios/london-review.ron") },
    Shipped { id: "homes-as-they-really-run", text: include_str!("../../scenarios/homes-as-they-really-run.ron") },
    Shipped { id: "scotland-closes-2030", text: include_str!("../../scenarios/scotland-closes-2030.ron") },
    Shipped { id: "police-custody", text: include_str!("../../scenarios/police-custody.ron") },
    Shipped { id: "rising-requests", text: include_str!("../../scenarios/rising-requests.ron") },
    Shipped { id: "start-from-today", text: include_str!("../../scenarios/start-from-today.ron") },
];

/// The scenario supplied under this id.
pub fn shipped(id: &str) -> Option<&'static Shipped> {
    SHIPPED.iter().find(|scenario| scenario.id == id)
}

/// A scenario without figures of its own: no requests, no options but *as now*, no sources. Everything else is as in the review, since a
/// figure there must be.
///
/// # Errors
/// None in a program that has passed its tests.
pub fn blank() -> Result<LoadedScenario, LoadError> {
    let mut scenario = Scenario::clone(&SHIPPED[0].load()?.scenario);
    scenario.name = "New scenario".to_owned();
    scenario.description.clear();
    scenario.sources.clear();
    scenario.options.truncate(1);
    for stream in Stream::ALL {
        scenario.demand.stream_mut(stream).requests_per_year = 0.0;
    }
    load_bytes(to_ron(&scenario).as_bytes())
}
