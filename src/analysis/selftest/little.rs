//! Little's law for each stage of an option: children there on an average day = children who come there a day × days each spends there.
//!
//! Over any stretch of time it holds exactly when the children are those who are there at any time in it, and the days those within it
//! (Little 1961; Kim and Whitt 2013). So it sets two counters against each other that share no code: the time-average, by quarter, and the
//! children one by one.

use std::sync::Arc;

use super::check::{Check, CheckUnit, Held, Subject};
use crate::model::{Scenario, Stream};
use crate::sim::chronicle::{Child, Chronicle};
use crate::sim::{Ending, Outcome, Player, Simulation};

/// Where the law comes from.
const REFERENCE: &str = "Little's law (Little 1961; over a stretch of time, Kim and Whitt 2013)";
/// Greatest difference of the two counters, as a share: what is lost in adding up numbers of sixteen digits.
const WITHIN: f64 = 1e-9;

/// A stage that children pass through.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Stage {
    Waiting(Stream),
    SecureBed(Stream),
    StepDown,
}

impl Stage {
    const ALL: [Stage; 7] = [
        Stage::Waiting(Stream::Welfare),
        Stage::SecureBed(Stream::Welfare),
        Stage::Waiting(Stream::Justice),
        Stage::SecureBed(Stream::Justice),
        Stage::Waiting(Stream::PoliceCustody),
        Stage::SecureBed(Stream::PoliceCustody),
        Stage::StepDown,
    ];

    fn name(self) -> String {
        match self {
            Stage::Waiting(stream) => format!("children waiting, {}", stream.label().to_lowercase()),
            Stage::SecureBed(stream) => format!("children in secure beds, {}", stream.label().to_lowercase()),
            Stage::StepDown => "children in step-down".to_owned(),
        }
    }

    /// Child-days there within the horizon, by the time-average.
    fn days(self, outcome: &Outcome) -> f64 {
        match self {
            Stage::Waiting(stream) => outcome.streams[stream.index()].days().waiting,
            Stage::SecureBed(stream) => {
                let stream = &outcome.streams[stream.index()];
                stream.days().london + stream.days().elsewhere
            }
            Stage::StepDown => outcome.step_down_census.days(),
        }
    }

    /// First and last day of a child's time there; a last day that the run did not see is infinite.
    fn span(self, child: &Child) -> Option<(f64, f64)> {
        let episode = &child.episode;
        match self {
            Stage::Waiting(stream) if episode.stream == stream && child.needs_place => {
                let until = match episode.ending {
                    Ending::StillOpen | Ending::NotProceeding { .. } => f64::INFINITY,
                    Ending::NoPlace { day } => day,
                    Ending::Placed { admission_day, .. } => admission_day,
                };
                Some((episode.arrival_day, until))
            }
            Stage::SecureBed(stream) if episode.stream == stream => match episode.ending {
                Ending::Placed { admission_day, discharge_day, .. } => Some((admission_day, discharge_day.unwrap_or(f64::INFINITY))),
                _ => None,
            },
            Stage::StepDown => match episode.ending {
                Ending::Placed { step_down: Some(stay), .. } => Some((stay.from_day, stay.to_day)),
                _ => None,
            },
            Stage::Waiting(_) | Stage::SecureBed(_) => None,
        }
    }
}

/// What has been counted of a stage.
#[derive(Clone, Copy, Default)]
struct Counted {
    by_time: f64,
    children: f64,
    by_child: f64,
}

impl Counted {
    fn add(&mut self, stage: Stage, outcome: &Outcome, chronicle: &Chronicle) {
        self.by_time += stage.days(outcome);
        for (from, to) in chronicle.children.iter().filter_map(|child| stage.span(child)) {
            let days = to.min(chronicle.end_day) - from.max(chronicle.start_day);
            if days > 0.0 {
                self.children += 1.0;
                self.by_child += days;
            }
        }
    }

    /// The check of a stage over so many days in all; nothing where nobody ever was.
    fn check(self, option: &str, stage: Stage, days: f64, replications: u32) -> Option<Check> {
        if self.by_time == 0.0 && self.children == 0.0 {
            return None;
        }
        let (come_a_day, days_each) = (self.children / days, self.by_child / self.children);
        let law = come_a_day * days_each;
        let held = Held::Equal { value: law, margin: law * WITHIN, widest: law * WITHIN };
        let name = format!("{option}: {} ({come_a_day:.3} a day × {days_each:.1} days each)", stage.name());
        Some(Check::new((Subject::Little, name), REFERENCE, CheckUnit::Children, self.by_time / days, held, replications))
    }
}

/// Checks every stage of an option over some replications.
pub fn checks(scenario: &Scenario, simulation: &Arc<Simulation>, option: usize, replications: u32) -> Vec<Check> {
    let mut player = Player::of(Arc::clone(simulation));
    let mut outcome = [Outcome::default()];
    let mut counted = [Counted::default(); Stage::ALL.len()];
    for replication in 0..replications {
        player.replicate(replication, &[option], &mut outcome);
        let chronicle = player.chronicle(replication, option);
        for (counted, stage) in counted.iter_mut().zip(Stage::ALL) {
            counted.add(stage, &outcome[0], &chronicle);
        }
    }
    let name = scenario.options.get(option).map_or("", |option| option.name.as_str());
    let days = outcome[0].horizon_days * f64::from(replications);
    counted.into_iter().zip(Stage::ALL).filter_map(|(counted, stage)| counted.check(name, stage, days, replications)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_counter_that_is_wrong_fails() {
        let stage = Stage::Waiting(Stream::Welfare);
        let right = Counted { by_time: 730.0, children: 10.0, by_child: 730.0 };
        let check = right.check("one", stage, 365.0, 1).expect("a check");
        assert!(check.passed && check.found == 2.0, "{check:?}");
        let wrong = Counted { by_time: 730.001, ..right };
        assert!(!wrong.check("one", stage, 365.0, 1).expect("a check").passed);
        let forgotten = Counted { children: 0.0, by_child: 0.0, ..right };
        assert!(!forgotten.check("one", stage, 365.0, 1).expect("a check").passed, "children in one counter alone");
        assert!(Counted::default().check("one", stage, 365.0, 1).is_none());
    }
}
