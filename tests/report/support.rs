//! Small answers to report on.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use sufficiency::analysis::Experiment;
use sufficiency::model::{Scenario, ValidScenario};
use sufficiency::report::Answer;
use sufficiency::store::{SHIPPED, shipped, to_ron};

/// A supplied scenario, short and with few replications, changed by `edit`.
pub fn scenario(id: &str, replications: u32, edit: impl FnOnce(&mut Scenario)) -> ValidScenario {
    let mut scenario = Scenario::clone(&shipped(id).expect("a supplied scenario").load().expect("a valid scenario").scenario);
    scenario.run.replications = replications;
    scenario.run.warm_up_years = if scenario.today.is_some() { 0.0 } else { 1.0 };
    scenario.run.horizon_years = 2.0;
    edit(&mut scenario);
    ValidScenario::new(Arc::new(scenario)).expect("a valid scenario")
}

/// The answer to a scenario, every option of it run.
pub fn answer(scenario: &ValidScenario) -> Answer {
    let options: Vec<usize> = (0..scenario.options.len()).collect();
    let mut experiment = Experiment::new(scenario, &options, 0, 2);
    experiment.advance(scenario.run.replications, &AtomicBool::new(false));
    let sha256 = sufficiency::store::sha256(to_ron(scenario).as_bytes());
    Answer::new(scenario.clone(), sha256, experiment.summary())
}

/// Keeps the options with these ids.
pub fn keep(scenario: &mut Scenario, ids: &[&str]) {
    scenario.options.retain(|option| ids.contains(&option.id.as_str()));
    assert_eq!(scenario.options.len(), ids.len());
}

/// As now and the recommendation, with names that no file format likes.
pub fn awkward() -> Answer {
    let scenario = scenario("london-review", 12, |scenario| {
        keep(scenario, &["as-now", "two-12-justice-step-down"]);
        scenario.name = "=Review <b>&amp; \"more\"</b>".into();
        scenario.options[1].name =
            "=2 homes & <six> \"justice\" beds, an unusually long name that goes on and on and on for several lines".into();
    });
    answer(&scenario)
}

/// Ids of the scenarios supplied.
pub fn ids() -> impl Iterator<Item = &'static str> {
    SHIPPED.iter().map(|shipped| shipped.id)
}
