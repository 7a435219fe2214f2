//! The fast engine is exact: on the same trace it tells, to the last bit, what the reference engine tells.

mod reference;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use reference::seam::Player;
use reference::{engine, scenarios};
use sufficiency::model::ValidScenario;
use sufficiency::sim::Trace;

/// Runs a property on so many random worlds, the same ones every time.
fn for_random_worlds(cases: u32, seed: u8, property: impl Fn(&ValidScenario) -> Result<(), TestCaseError>) {
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 4_000, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]));
    runner.run(&scenarios::scenario(), |scenario| property(&scenario)).unwrap_or_else(|failure| panic!("{failure}"));
}

/// Compares the engines on one trace in every option.
fn same(scenario: &ValidScenario, player: &mut Player, trace: &Trace) -> Result<(), TestCaseError> {
    for (index, option) in scenario.options.iter().enumerate() {
        let (expected, expected_diversions) = engine::play(scenario, index, player.chance(), trace);
        let (episodes, diversions) = player.episodes(index, trace);
        for (one, other) in expected.iter().zip(&episodes) {
            prop_assert_eq!(one, other, "reference, then engine, in option '{}'", &option.id);
        }
        prop_assert_eq!(expected.len(), episodes.len(), "episodes in option '{}'", &option.id);
        prop_assert_eq!(expected_diversions, diversions, "diversions in option '{}'", &option.id);
    }
    Ok(())
}

#[test]
fn same_episodes_in_random_worlds() {
    for_random_worlds(128, 1, |scenario| {
        let mut player = Player::new(scenario);
        for replication in 0..3 {
            let trace = player.chance().trace(replication);
            same(scenario, &mut player, &trace)?;
        }
        Ok(())
    });
}

/// On whole days, or weeks, almost everything happens at the same moment as something else.
#[test]
fn same_episodes_when_everything_is_a_tie() {
    for_random_worlds(128, 2, |scenario| {
        let mut player = Player::new(scenario);
        for (replication, step) in [(0, 1.0), (1, 1.0), (2, 7.0)] {
            let trace = scenarios::in_steps(&player.chance().trace(replication), step);
            same(scenario, &mut player, &trace)?;
        }
        Ok(())
    });
}

/// Many more worlds than every day has time for: `cargo test --test same_as_reference -- --ignored`.
#[test]
#[ignore = "takes minutes"]
fn same_episodes_in_thousands_of_worlds() {
    for_random_worlds(4_000, 3, |scenario| {
        let mut player = Player::new(scenario);
        let trace = player.chance().trace(0);
        same(scenario, &mut player, &trace)?;
        for step in [0.5, 1.0, 3.0, 10.0] {
            same(scenario, &mut player, &scenarios::in_steps(&trace, step))?;
        }
        Ok(())
    });
}
