//! Speed, as ratios to something measured in the same run, pair by pair: `cargo bench`.

mod cases;
mod timing;
mod yardstick;

use std::hint::black_box;
use std::sync::atomic::AtomicBool;

use sufficiency::analysis::Experiment;
use sufficiency::model::ValidScenario;
use sufficiency::sim::{Ending, Outcome, Player};
use sufficiency::store::shipped;

use timing::{Ratio, ratio};

/// Replications of REF timed at a time.
const BATCH: u32 = 300;
/// Yardstick replications timed at a time.
const UNITS: u32 = 2_000;

fn show(what: &str, bar: &str, ratio: &Ratio) {
    println!("{what:<78} {:>7.2}   ({:.2} to {:.2})   bar {bar}", ratio.median, ratio.low, ratio.high);
}

/// Plays all options of a scenario on one thread, every measure taken.
struct Plays {
    player: Player,
    options: Vec<usize>,
    outcomes: Vec<Outcome>,
}

impl Plays {
    fn new(scenario: &ValidScenario) -> Self {
        let options: Vec<usize> = (0..scenario.options.len()).collect();
        Self { player: Player::new(scenario), outcomes: vec![Outcome::default(); options.len()], options }
    }

    fn replications(&mut self, count: u32) {
        for replication in 0..count {
            self.player.replicate(replication, &self.options, &mut self.outcomes);
        }
        black_box(&self.outcomes);
    }

    /// Events a replication, all options together: requests, offers, bed changes, withdrawals, ends of secure stays and of step-down.
    fn events(&mut self) -> f64 {
        let replications = 20;
        let mut events = 0;
        for replication in 0..replications {
            let trace = self.player.chance().trace(replication);
            let offers: usize = trace.offers.iter().map(Vec::len).sum();
            let changes: usize = trace.closures.iter().map(|closures| 2 * closures.len()).sum();
            for option in &self.options {
                let homes = self.player.simulation().options()[*option].homes.len();
                events += offers + if homes > 0 { changes } else { 0 };
                for episode in self.player.episodes(*option, &trace).0 {
                    events += 1 + match episode.ending {
                        Ending::StillOpen => 0,
                        Ending::NotProceeding { .. } | Ending::NoPlace { .. } => 1,
                        Ending::Placed { discharge_day, step_down, .. } => {
                            usize::from(discharge_day.is_some()) + usize::from(step_down.is_some())
                        }
                    };
                }
            }
        }
        events as f64 / f64::from(replications)
    }
}

/// How many times as much an event of one case costs as one of another.
fn per_event(case: &mut Plays, count: u32, measure: &mut Plays) -> Ratio {
    let weight = measure.events() * f64::from(BATCH) / (case.events() * f64::from(count));
    ratio(&mut || case.replications(count), &mut || measure.replications(BATCH)).times(weight)
}

/// How many yardstick replications work takes.
fn yardsticks(work: &mut dyn FnMut()) -> Ratio {
    ratio(work, &mut || yardstick::replications(UNITS)).times(f64::from(UNITS))
}

/// A changed scenario from nothing to a summary.
fn answer(scenario: &ValidScenario, replications: u32, threads: usize) {
    let options: Vec<usize> = (0..scenario.options.len()).collect();
    let mut experiment = Experiment::new(scenario, &options, 0, threads);
    experiment.advance(replications, &AtomicBool::new(false));
    black_box(experiment.summary());
}

fn load(id: &str) -> ValidScenario {
    let shipped = shipped(id).expect("a shipped scenario");
    shipped.load().expect("a valid scenario").scenario
}

fn main() {
    let reference = cases::reference(1, 10.0);
    let mut plays = Plays::new(&reference);
    println!("median ratio (lowest to highest of 15 pairs)");
    println!("REF has {:.0} events a replication", plays.events());
    let batch = yardsticks(&mut || plays.replications(BATCH)).times(1.0 / f64::from(BATCH));
    show("REF, a replication: yardsticks", "6", &batch);
    let mut review = Plays::new(&load("london-review"));
    show("The review's eleven options, an event: REF events", "3", &per_event(&mut review, 40, &mut plays));
    let mut real = Plays::new(&load("homes-as-they-really-run"));
    show("Homes as they really run, an event: REF events", "5", &per_event(&mut real, 40, &mut plays));
    let first = yardsticks(&mut || answer(&reference, 100, 1));
    show("First answer to a changed REF, 100 replications: yardstick replications", "500", &first);
    let full = yardsticks(&mut || answer(&reference, 1_000, 1));
    show("Answer to a changed REF, 1,000 replications: yardstick replications", "5000", &full);
    let london = load("london-review");
    let first = yardsticks(&mut || answer(&london, 100, 1));
    show("First answer to a changed London review, 11 options: yardstick replications", "none", &first);
    let threads = ratio(&mut || answer(&reference, 1_000, 1), &mut || answer(&reference, 1_000, 2));
    show("REF, 1,000 replications, 1 thread: times 2 threads", "1.7 at least", &threads);
    let threads = ratio(&mut || answer(&london, 1_000, 1), &mut || answer(&london, 1_000, 2));
    show("The review's eleven options, 1,000 replications, 1 thread: times 2 threads", "1.7 at least", &threads);
    let mut long = Plays::new(&cases::reference(1, 100.0));
    show("REF over 100 years, an event: REF events", "1.2", &per_event(&mut long, 30, &mut plays));
    let mut nation = Plays::new(&cases::reference(100, 10.0));
    show("Demand, beds and places x 100, an event: REF events", "4", &per_event(&mut nation, 3, &mut plays));
}
