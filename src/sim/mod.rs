//! One replication at a time: chance first (`trace`), then logic (`play`). Knows no screen, file or money, nor that options are compared.

pub mod arrivals;
pub mod calendar;
pub mod chance;
pub mod chronicle;
pub mod compiled;
pub mod draws;
pub mod episodes;
pub mod outcome;
pub mod places;
pub mod play;
pub mod quantiles;
pub mod record;
pub mod room;
pub mod special;
pub mod tally;
pub mod trace;
pub mod waiting;

use std::sync::Arc;

use crate::model::{Stream, ValidScenario};

pub use chance::Chance;
pub use chronicle::Chronicle;
pub use compiled::CompiledOption;
pub use outcome::Outcome;
pub use record::{Diversion, Ending, Episode, Place, Recorder, StepDown};
pub use trace::{Offer, Request, Trace};

/// A scenario made ready: tables, indices and distances. Pure data, shared by threads.
#[derive(Clone, Debug)]
pub struct Simulation {
    chance: Chance,
    options: Vec<CompiledOption>,
    warm_up_days: f64,
    horizon_days: f64,
    end_day: f64,
    quarters: usize,
    priority_under_14: bool,
    competing_requests: f64,
    /// Whether a stream's children may be requested for again.
    repeats: [bool; Stream::COUNT],
    miles_elsewhere: Vec<f64>,
}

impl Simulation {
    /// Makes a scenario ready.
    pub fn new(scenario: &ValidScenario) -> Self {
        let chance = Chance::new(scenario);
        let options = scenario.options.iter().map(|option| CompiledOption::new(scenario, option, &chance)).collect();
        let demand = Stream::ALL.map(|stream| scenario.demand.stream(stream));
        Self {
            chance,
            options,
            warm_up_days: trace::on_grid(scenario.run.warm_up_days()),
            horizon_days: trace::on_grid(scenario.run.horizon_days()),
            end_day: trace::on_grid(scenario.run.warm_up_days()) + trace::on_grid(scenario.run.horizon_days()),
            quarters: (trace::on_grid(scenario.run.horizon_days()) / outcome::DAYS_PER_QUARTER).ceil() as usize,
            priority_under_14: scenario.pathway.priority_under_14,
            competing_requests: scenario.elsewhere.competing_requests,
            repeats: demand.map(|stream| stream.repeat_share_direct > 0.0 || stream.repeat_share_after_step_down > 0.0),
            miles_elsewhere: compiled::miles_elsewhere(scenario.elsewhere.road_factor),
        }
    }

    /// All that chance says.
    pub fn chance(&self) -> &Chance {
        &self.chance
    }

    /// Quarters of the horizon, the last perhaps not whole.
    pub fn quarters(&self) -> usize {
        self.quarters
    }

    /// The options, ready to be played.
    pub fn options(&self) -> &[CompiledOption] {
        &self.options
    }
}

/// Plays options of a simulation, one after the other.
#[derive(Clone, Debug)]
pub struct Player {
    simulation: Arc<Simulation>,
    trace: Trace,
}

impl Player {
    /// A player of a scenario.
    pub fn new(scenario: &ValidScenario) -> Self {
        Self::of(Arc::new(Simulation::new(scenario)))
    }

    /// A further player of a simulation.
    pub fn of(simulation: Arc<Simulation>) -> Self {
        Self { simulation, trace: Trace::default() }
    }

    /// The simulation played.
    pub fn simulation(&self) -> &Simulation {
        &self.simulation
    }

    /// All that chance says.
    pub fn chance(&self) -> &Chance {
        &self.simulation.chance
    }

    /// What chance said in the replication played last.
    pub fn trace(&self) -> &Trace {
        &self.trace
    }

    /// Plays options, by index, on one replication; `outcomes` are filled in the same order.
    pub fn replicate(&mut self, replication: u32, options: &[usize], outcomes: &mut [Outcome]) {
        self.simulation.chance.trace_to_measure_into(replication, &mut self.trace);
        for (option, outcome) in options.iter().zip(outcomes) {
            let mut tally = tally::Tally::new(&self.simulation, *option, outcome);
            play::play(&self.simulation, *option, &self.trace, &mut tally);
            tally.finish();
        }
    }

    /// What an option makes of a trace, measured.
    pub fn outcome(&mut self, option: usize, trace: &Trace) -> Outcome {
        let mut outcome = Outcome::default();
        let mut tally = tally::Tally::new(&self.simulation, option, &mut outcome);
        play::play(&self.simulation, option, trace, &mut tally);
        tally.finish();
        outcome
    }

    /// What an option makes of a trace, child by child, in the order of request and key.
    pub fn episodes(&mut self, option: usize, trace: &Trace) -> (Vec<Episode>, Vec<Diversion>) {
        let mut episodes = episodes::Episodes::new(self.simulation.end_day);
        play::play(&self.simulation, option, trace, &mut episodes);
        episodes.into_sorted()
    }

    /// One replication of an option seen closely: the same children and the same events as [`Player::replicate`] measures.
    pub fn chronicle(&mut self, replication: u32, option: usize) -> Chronicle {
        self.simulation.chance.trace_into(replication, &mut self.trace);
        let mut chronicler = chronicle::Chronicler::new(&self.simulation, option);
        play::play(&self.simulation, option, &self.trace, &mut chronicler);
        chronicler.finish()
    }
}
