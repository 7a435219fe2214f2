//! What the fast tally measures equals what anyone can add up from the children's episodes, in random worlds.

mod reference;

use proptest::prelude::*;
use reference::scenarios::for_random_worlds;
use sufficiency::model::{DAYS_PER_YEAR, Stream, ValidScenario};
use sufficiency::sim::outcome::StreamOutcome;
use sufficiency::sim::{Ending, Episode, Outcome, Place, Player};

/// Days of a span that lie within the horizon.
fn overlap(scenario: &ValidScenario, from_day: f64, to_day: Option<f64>) -> f64 {
    let (start, end) = (scenario.run.warm_up_days(), scenario.run.end_day());
    (to_day.unwrap_or(end).min(end) - from_day.max(start)).max(0.0)
}

fn is_within(scenario: &ValidScenario, day: f64) -> bool {
    (scenario.run.warm_up_days()..=scenario.run.end_day()).contains(&day)
}

/// What the episodes of one stream add up to.
#[derive(Default)]
struct Sums {
    requests: f64,
    placed_london: f64,
    placed_elsewhere: f64,
    no_place: f64,
    not_proceeding: f64,
    waiting_days: f64,
    not_proceeding_days: f64,
    london_days: f64,
    elsewhere_days: f64,
    wait_days: f64,
    blocked_days: f64,
    step_down_days: f64,
    step_down_refused: f64,
}

fn sums(scenario: &ValidScenario, episodes: &[Episode], stream: Stream, patience: impl Fn(u64) -> bool) -> Sums {
    let one = |holds: bool| f64::from(u8::from(holds));
    let mut sums = Sums::default();
    for episode in episodes.iter().filter(|episode| episode.stream == stream) {
        let since = episode.arrival_day;
        sums.requests += one(is_within(scenario, since));
        match episode.ending {
            // An open request that will not proceed looks like one that waits; only the trace tells.
            Ending::StillOpen if patience(episode.key) => sums.waiting_days += overlap(scenario, since, None),
            Ending::StillOpen => sums.not_proceeding_days += overlap(scenario, since, None),
            Ending::NotProceeding { day } => {
                sums.not_proceeding += one(is_within(scenario, day));
                sums.not_proceeding_days += overlap(scenario, since, Some(day));
            }
            Ending::NoPlace { day } => {
                sums.no_place += one(is_within(scenario, day));
                sums.waiting_days += overlap(scenario, since, Some(day));
            }
            Ending::Placed { place, admission_day, ready_day, discharge_day, step_down, step_down_refused } => {
                let within = is_within(scenario, admission_day);
                sums.waiting_days += overlap(scenario, since, Some(admission_day));
                sums.wait_days += one(within) * (admission_day - since);
                let days = overlap(scenario, admission_day, discharge_day);
                if let Place::London { .. } = place {
                    sums.placed_london += one(within);
                    sums.london_days += days;
                    sums.blocked_days += ready_day.map_or(0.0, |ready| overlap(scenario, ready, discharge_day));
                } else {
                    sums.placed_elsewhere += one(within);
                    sums.elsewhere_days += days;
                }
                sums.step_down_days += step_down.map_or(0.0, |stay| overlap(scenario, stay.from_day, Some(stay.to_day)));
                let left = discharge_day.is_some_and(|day| is_within(scenario, day));
                sums.step_down_refused += one(step_down_refused && left);
            }
        }
    }
    sums
}

fn agree(what: &str, measured: f64, added: f64) -> Result<(), TestCaseError> {
    prop_assert!((measured - added).abs() <= 1e-6 * (1.0 + added.abs()), "{what}: measured {measured}, added up {added}");
    Ok(())
}

fn compare(scenario: &ValidScenario, outcome: &Outcome, stream: &StreamOutcome, sums: &Sums) -> Result<(), TestCaseError> {
    agree("requests", f64::from(stream.totals().requests), sums.requests)?;
    agree("placed in London", f64::from(stream.totals().placed_london), sums.placed_london)?;
    agree("placed elsewhere", f64::from(stream.totals().placed_elsewhere), sums.placed_elsewhere)?;
    agree("withdrawn for want of a place", f64::from(stream.totals().no_place), sums.no_place)?;
    agree("not proceeding", f64::from(stream.totals().not_proceeding), sums.not_proceeding)?;
    agree("waiting days", stream.days().waiting, sums.waiting_days)?;
    agree("days of requests not proceeding", stream.days().not_proceeding, sums.not_proceeding_days)?;
    agree("days in London", stream.days().london, sums.london_days)?;
    agree("days elsewhere", stream.days().elsewhere, sums.elsewhere_days)?;
    agree("days waited", stream.waits_days().sum(), sums.wait_days)?;
    agree("all of the time", stream.occupancy_days().sum(), outcome.horizon_days)?;
    let by_beds: f64 = stream.occupancy_days().enumerate().map(|(beds, days)| beds as f64 * days).sum();
    agree("days in London, by beds in use", by_beds, sums.london_days)?;
    prop_assert!(stream.all_full_days() <= scenario.run.horizon_years * DAYS_PER_YEAR + 1e-6);
    Ok(())
}

#[test]
fn the_tally_is_the_sum_of_the_episodes() {
    for_random_worlds(60, 11, |scenario| {
        let mut player = Player::new(scenario);
        let trace = player.chance().trace(0);
        for option in 0..scenario.options.len() {
            let outcome = player.outcome(option, &trace);
            let (episodes, _) = player.episodes(option, &trace);
            let not_proceeding: std::collections::HashSet<u64> = trace
                .requests
                .iter()
                .flatten()
                .chain(&trace.already_open)
                .filter(|request| !request.proceeds)
                .map(|request| request.key)
                .collect();
            let mut all = Sums::default();
            for stream in Stream::ALL {
                let demand = scenario.demand.stream(stream);
                let repeats = demand.repeat_share_direct + demand.repeat_share_after_step_down > 0.0;
                let sums = sums(scenario, &episodes, stream, |key| !not_proceeding.contains(&key));
                // Requests that follow from earlier ones are not in the trace, so it does not tell which of them will not proceed.
                if !repeats {
                    compare(scenario, &outcome, &outcome.streams[stream.index()], &sums)?;
                }
                all.london_days += sums.london_days;
                all.blocked_days += sums.blocked_days;
                all.step_down_days += sums.step_down_days;
                all.step_down_refused += sums.step_down_refused;
            }
            agree("days in all pools", outcome.pools.iter().map(|pool| pool.occupied_days()).sum(), all.london_days)?;
            agree("blocked days", outcome.pools.iter().map(|pool| pool.blocked_days()).sum(), all.blocked_days)?;
            agree("days in step-down", outcome.step_down_census.days(), all.step_down_days)?;
            agree("refused step-down", outcome.step_down_refused.map_or(0.0, f64::from), all.step_down_refused)?;
        }
        Ok(())
    });
}

/// A run leaves out sexes and ages where nothing in the scenario asks for them: what is measured is that of the whole trace.
#[test]
fn what_nothing_asks_for_is_not_missed() {
    for_random_worlds(60, 12, |scenario| {
        let mut player = Player::new(scenario);
        let trace = player.chance().trace(1);
        for option in 0..scenario.options.len() {
            let mut measured = [Outcome::default()];
            player.replicate(1, &[option], &mut measured);
            prop_assert_eq!(&player.outcome(option, &trace), &measured[0]);
        }
        Ok(())
    });
}

#[test]
fn any_option_may_be_the_baseline() {
    use sufficiency::analysis::Experiment;
    let scenario = sufficiency::app::document::london_review().unwrap().scenario;
    let run = |baseline| {
        let mut experiment = Experiment::new(&scenario, &[0, 2, 9], baseline, 1);
        experiment.advance(20, &std::sync::atomic::AtomicBool::new(false));
        experiment.summary()
    };
    let summaries = [run(0), run(1), run(2)];
    let mut told = 0;
    for key in ["welfare_placed_share", "welfare_waiting", "justice_mean_distance_miles", "blocked_bed_days_per_year"] {
        for option in 0..3 {
            assert_eq!(summaries[0].difference(option, option, key), None);
            for (baseline, asked_for) in summaries.iter().enumerate().filter(|(baseline, _)| *baseline != option) {
                let turned = summaries[0].difference(option, baseline, key).unwrap();
                let measure = asked_for.measure_index(key).unwrap();
                assert_eq!(asked_for.differences(option).unwrap()[measure], turned, "{key}");
                let means = [option, baseline].map(|option| summaries[0].estimate(option, key).unwrap().mean);
                assert!((turned.mean - (means[0] - means[1])).abs() < 1e-9, "{key}: {turned:?} of {means:?}");
                told += u32::from(turned.is_clear());
            }
        }
    }
    assert!(told > 10, "some differences are clear after 20 replications");
}

#[test]
fn the_headline_has_both_sides_of_one_hundred() {
    let scenario = sufficiency::app::document::london_review().unwrap().scenario;
    let mut experiment = sufficiency::analysis::Experiment::new(&scenario, &[0, 2, 4, 6], 0, 1);
    experiment.advance(30, &std::sync::atomic::AtomicBool::new(false));
    let summary = experiment.summary();
    let say = |option, baseline| {
        sufficiency::report::findings::headline(&summary, option, baseline, sufficiency::model::Stream::Welfare, &scenario).unwrap()
    };
    assert!(say(1, 0).contains("under “As now”; more in 100 of 100 possible futures, as many or fewer in 0."), "{}", say(1, 0));
    assert!(say(0, 1).contains("fewer in 100 of 100 possible futures, as many or more in 0."), "{}", say(0, 1));
    assert!(
        say(0, 0).starts_with("As now: ") && say(0, 0).ends_with("requests placed. 25 of the 100 never need a place."),
        "{}",
        say(0, 0)
    );
    // One home of 24 and two of 12 place the same children.
    assert!(say(2, 3).contains("the same in 100 of 100 possible futures"), "{}", say(2, 3));
}

#[test]
fn a_scenario_without_requests_has_its_own_headline() {
    let mut scenario = sufficiency::model::Scenario::clone(&sufficiency::app::document::london_review().unwrap().scenario);
    scenario.demand.welfare.requests_per_year = 0.0;
    scenario.demand.welfare.patience = sufficiency::model::Patience::MeanDays(100.0);
    let scenario = sufficiency::model::ValidScenario::new(scenario).unwrap();
    let mut experiment = sufficiency::analysis::Experiment::new(&scenario, &[0, 2], 0, 1);
    experiment.advance(5, &std::sync::atomic::AtomicBool::new(false));
    let summary = experiment.summary();
    let say = |stream| sufficiency::report::findings::headline(&summary, 1, 0, stream, &scenario).unwrap();
    assert!(say(sufficiency::model::Stream::Welfare).starts_with("No welfare requests are made"));
    assert!(say(sufficiency::model::Stream::Justice).contains("justice requests placed"));
}
