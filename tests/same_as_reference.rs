//! The fast engine is exact: on the same trace it tells, to the last bit, what the reference engine tells.

mod reference;

use std::cell::RefCell;
use std::collections::{BTreeMap, HashSet};

use proptest::prelude::*;

use reference::engine;
use reference::scenarios::{for_random_worlds, in_steps};
use reference::seam::Player;
use sufficiency::model::{BedKind, ValidScenario};
use sufficiency::sim::Trace;
use sufficiency::sim::record::{Ending, Episode, Place, StepDown};

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
            let trace = in_steps(&player.chance().trace(replication), step);
            same(scenario, &mut player, &trace)?;
        }
        Ok(())
    });
}

/// A comparison says nothing of what never happens: in the random worlds everything does, and often.
#[test]
fn the_random_worlds_reach_every_part_of_the_model() {
    let counts = RefCell::new(BTreeMap::new());
    let count = |what: &'static str, how_often: usize| *counts.borrow_mut().entry(what).or_insert(0) += how_often;
    for_random_worlds(48, 4, |scenario| {
        let mut player = Player::new(scenario);
        let trace = player.chance().trace(0);
        let known: HashSet<u64> = trace.requests.iter().flatten().map(|request| request.key).collect();
        for (index, option) in scenario.options.iter().enumerate() {
            let (episodes, diversions) = player.episodes(index, &trace);
            let how_often = |is: &dyn Fn(&Episode) -> bool| episodes.iter().filter(|episode| is(episode)).count();
            let placed = |is: &dyn Fn(Place, f64, Option<StepDown>, bool) -> bool| {
                how_often(&|episode| match episode.ending {
                    Ending::Placed { place, ready_day: Some(ready), discharge_day: Some(left), step_down, step_down_refused, .. } => {
                        is(place, left - ready, step_down, step_down_refused)
                    }
                    _ => false,
                })
            };
            let london = |place: Place| matches!(place, Place::London { .. });
            let units = option.step_down_units.len();
            count("further requests", how_often(&|episode| !known.contains(&episode.key)));
            count("still open", how_often(&|episode| episode.ending == Ending::StillOpen));
            count("not proceeding", how_often(&|episode| matches!(episode.ending, Ending::NotProceeding { .. })));
            count("no place", how_often(&|episode| matches!(episode.ending, Ending::NoPlace { .. })));
            for (kind, what) in BedKind::ALL.into_iter().zip(["welfare beds", "justice beds", "either beds"]) {
                count(what, placed(&|place, _, _, _| matches!(place, Place::London { kind: other, .. } if other == kind)));
            }
            count("elsewhere", placed(&|place, _, _, _| !london(place)));
            count("blocked, then step-down", placed(&|_, days, stay, _| days > 0.0 && stay.is_some()));
            count("blocked to the limit", placed(&|_, days, stay, _| days > 0.0 && stay.is_none()));
            count("refused at once", placed(&|place, days, _, refused| london(place) && days == 0.0 && refused));
            count("step-down at once", placed(&|place, days, stay, _| london(place) && days == 0.0 && stay.is_some()));
            count("step-down from elsewhere", placed(&|place, _, stay, _| !london(place) && stay.is_some()));
            count("refused from elsewhere", placed(&|place, _, _, refused| !london(place) && refused));
            count("step-down in the open facility", placed(&|_, _, stay, _| stay.is_some_and(|stay| stay.unit == units)));
            count("prevented", diversions.iter().filter(|stay| stay.prevented).count());
            count("put off", diversions.iter().filter(|stay| !stay.prevented).count());
            let already: HashSet<u64> = trace.already_placed.iter().map(|already| already.request.key).collect();
            let there = |london_only: bool| {
                how_often(&|episode| match episode.ending {
                    Ending::Placed { place, .. } => already.contains(&episode.key) && london(place) == london_only,
                    _ => false,
                })
            };
            count("in London when the run starts", there(true));
            count("elsewhere when the run starts", there(false));
            count("open when the run starts", trace.already_open.len());
            if player.simulation().options()[index].apart.len() > 1 {
                let [welfare, justice, _] =
                    BedKind::ALL.map(|kind| placed(&|place, _, _, _| matches!(place, Place::London { kind: other, .. } if other == kind)));
                count("welfare children played by themselves", welfare);
                count("other children played by themselves", justice);
            }
            count("closures", trace.closures.iter().flatten().count());
        }
        Ok(())
    });
    let counts = counts.into_inner();
    assert!(counts.values().all(|how_often| *how_often >= 20), "{counts:#?}");
}
