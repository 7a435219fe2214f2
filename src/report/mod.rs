//! How the answer is said: findings in words, charts, tables and committee papers. Everything here is a value or bytes; nothing is read from
//! or written to a disk, and nothing is drawn on a screen.

pub mod annex;
pub mod beds;
pub mod boroughs;
pub mod build;
pub mod claims;
pub mod costs;
pub mod criteria;
pub mod demand;
pub mod docx;
pub mod drawing;
pub mod figure;
pub mod figures;
pub mod findings;
pub mod futures;
pub mod layout;
pub mod manifest;
pub mod method;
pub mod pack;
pub mod palette;
pub mod paper;
pub mod register;
pub mod results;
pub mod selftest;
pub mod studies;
pub mod tables;
pub mod uncertain;
pub mod wording;
pub mod xlsx;

use std::sync::atomic::AtomicBool;

use crate::analysis::selftest::{self as checks, Found as Checked};
use crate::analysis::{OptionSummary, Progress, Summary};
use crate::model::register::AssuranceState;
use crate::model::{Scenario, Stream, ValidScenario};
use studies::{Closer, Studies};

/// A finished run: what was asked and what came out.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The scenario as run.
    pub scenario: ValidScenario,
    /// SHA-256 of the file that it came from.
    pub sha256: String,
    /// Version of the program that ran it.
    pub version: &'static str,
    /// What came out.
    pub summary: Summary,
    /// The self-test that goes with it, where one was run.
    pub selftest: Option<Checked>,
    /// The long analyses that go with it, where they were run.
    pub studies: Option<Studies>,
}

impl Answer {
    /// An answer of this program.
    pub fn new(scenario: ValidScenario, sha256: String, summary: Summary) -> Self {
        Self { scenario, sha256, version: env!("CARGO_PKG_VERSION"), summary, selftest: None, studies: None }
    }

    /// The answer with a self-test of its options, for a paper with a verification record; stopped, with what was tested so far.
    pub fn tested(self, threads: usize, stop: &AtomicBool) -> Self {
        let index = |option: &OptionSummary| self.scenario.options.iter().position(|described| described.id == option.id);
        let ask = checks::Ask::of(self.summary.options.iter().filter_map(index).collect());
        let checked = checks::run(&self.scenario, &ask, threads, stop, &mut |_, _| ());
        Self { selftest: Some(checked), ..self }
    }

    /// The answer with the long analyses of a full paper; stopped, without them.
    pub fn studied(self, closer: &Closer, threads: usize, stop: &AtomicBool, tell: &mut dyn FnMut(Progress)) -> Self {
        let found = studies::run(&self, closer, threads, stop, tell);
        Self { studies: found, ..self }
    }

    /// The first twelve digits of the file's SHA-256.
    pub fn short_sha256(&self) -> &str {
        short_sha256(&self.sha256)
    }

    /// How far the scenario has been assured: on each page and below each chart.
    pub fn status(&self) -> &'static str {
        status(self.scenario.assurance.state)
    }

    /// Streams with requests.
    pub fn streams(&self) -> impl Iterator<Item = Stream> {
        streams_of(&self.scenario)
    }
}

/// Streams of a scenario with requests.
pub fn streams_of(scenario: &Scenario) -> impl Iterator<Item = Stream> {
    Stream::ALL.into_iter().filter(|stream| {
        let demand = scenario.demand.stream(*stream);
        demand.requests_per_year > 0.0 || demand.latent_requests_per_year > 0.0
    })
}

/// How far a scenario has been assured, as pages and charts say it.
pub fn status(state: AssuranceState) -> &'static str {
    match state {
        AssuranceState::Draft => "Draft, not independently assured",
        AssuranceState::Tested => "Tested by the analyst, not independently assured",
        AssuranceState::Assured => "Independently assured, not yet approved",
        AssuranceState::Approved => "Independently assured and approved",
    }
}

/// The first twelve digits of a SHA-256: enough to tell files apart at sight.
pub fn short_sha256(sha256: &str) -> &str {
    sha256.get(..12).unwrap_or(sha256)
}
