//! An option seen closely is the option that is measured: same children, same days; and nobody is lost or doubled in the picture of a day.

mod reference;

use proptest::prelude::*;
use reference::scenarios::for_random_worlds;
use sufficiency::analysis::closely::flow::Stage;
use sufficiency::analysis::closely::quarters::census_london;
use sufficiency::analysis::closely::{Beds, CloseLook, Closely, STREAM_SCOPES, Scope};
use sufficiency::analysis::story::{Bed, FADING_DAYS, Story, Where};
use sufficiency::app::document;
use sufficiency::model::{BedKind, DAYS_PER_YEAR, Scenario, Stream, ValidScenario};
use sufficiency::sim::outcome::DAYS_PER_QUARTER;
use sufficiency::sim::{Chronicle, Ending, Outcome, Place, Player};

type Check = Result<(), TestCaseError>;

/// A replication of an option, measured and seen closely.
struct Seen<'a> {
    scenario: &'a ValidScenario,
    outcome: Outcome,
    chronicle: Chronicle,
    look: CloseLook,
}

fn in_every_option(seed: u8, check: impl Fn(&Seen<'_>) -> Check) {
    for_random_worlds(40, seed, |scenario| {
        let mut player = Player::new(scenario);
        for option in 0..scenario.options.len() {
            let mut outcomes = [Outcome::default()];
            player.replicate(3, &[option], &mut outcomes);
            let chronicle = player.chronicle(3, option);
            let mut closely = Closely::new(&scenario.options[option]);
            closely.add(&chronicle);
            let look = closely.look().expect("one future");
            let [outcome] = outcomes;
            check(&Seen { scenario, outcome, chronicle, look })?;
        }
        Ok(())
    });
}

fn close(found: f64, expected: f64, what: &str) -> Check {
    prop_assert!((found - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{what}: {found} instead of {expected}");
    Ok(())
}

#[test]
fn what_is_seen_closely_is_what_is_measured() {
    in_every_option(31, |seen| {
        let (outcome, look) = (&seen.outcome, &seen.look);
        let horizon = outcome.horizon_days;
        for found in &look.scopes {
            let pools = outcome.pools.iter().enumerate().filter(|(i, _)| found.scope.holds(i / 3, BedKind::ALL[i % 3]));
            let (taken, usable) = pools.fold((0.0, 0.0), |(t, u), (_, pool)| (t + pool.occupied_days(), u + pool.usable_days()));
            close(found.mean_taken * horizon, taken, "days in beds")?;
            close(found.mean_usable * horizon, usable, "usable bed-days")?;
        }
        for stream in Stream::ALL {
            let measured = &outcome.streams[stream.index()];
            let found = look.stream(Some(stream)).expect("every stream");
            close(found.mean_waiting * horizon, measured.days().waiting, "days waiting")?;
            let by_quarter: Vec<f64> = measured.days_by_quarter().iter().map(|days| days.london).collect();
            let averages = census_london(&seen.chronicle, stream);
            prop_assert_eq!(averages.len(), by_quarter.len());
            for (quarter, (average, days)) in averages.iter().zip(&by_quarter).enumerate() {
                let length = (horizon - quarter as f64 * DAYS_PER_QUARTER).min(DAYS_PER_QUARTER);
                close(average * length, *days, "days in London homes in a quarter")?;
            }
            let full = look.scope(Scope { home: None, beds: Beds::For(stream) });
            let all_full = full.map_or(1.0, |look| look.full_share_of_all + look.closed_share_of_all);
            close(all_full * horizon, measured.all_full_days(), "days without a free bed")?;
            let years = horizon / DAYS_PER_YEAR;
            let flows = &found.flows;
            let requests = flows.leaving(Stage::Requested);
            close(requests * years, f64::from(measured.totals().requests), "requests")?;
            let into = |stage| flows.entering(stage) - flows.between(Stage::AlreadyThere, stage);
            close(into(Stage::London) * years, f64::from(measured.totals().placed_london), "placed in London")?;
            close(into(Stage::Elsewhere) * years, f64::from(measured.totals().placed_elsewhere), "placed elsewhere")?;
            close(flows.entering(Stage::NoPlace) * years, f64::from(measured.totals().no_place), "withdrawn for want of a place")?;
            close(flows.entering(Stage::NotProceeding) * years, f64::from(measured.totals().not_proceeding), "not proceeding")?;
            let waits = look.waits(Some(stream), Scope::default());
            prop_assert_eq!(waits.children() as usize, measured.waits_days().count());
            let within_7 = measured.waits_days().filter(|days| **days <= 7.0).count() as f64 / measured.waits_days().count().max(1) as f64;
            close(waits.within(7).unwrap_or(0.0), within_7, "placed within 7 days")?;
        }
        let step_down = seen.chronicle.children.iter().filter(|child| {
            matches!(child.episode.ending, Ending::Placed { step_down: Some(stay), .. } if stay.from_day >= seen.scenario.run.warm_up_days())
        });
        let flows = &look.stream(None).expect("all together").flows;
        let entered = flows.between(Stage::London, Stage::StepDown) + flows.between(Stage::Elsewhere, Stage::StepDown);
        close(entered * horizon / DAYS_PER_YEAR, step_down.count() as f64, "step-down")
    });
}

#[test]
fn flows_balance() {
    in_every_option(32, |seen| {
        for stream in STREAM_SCOPES {
            let flows = &seen.look.stream(stream).expect("every stream").flows;
            for stage in Stage::ALL.into_iter().filter(|stage| !stage.is_source() && !stage.is_end()) {
                close(flows.entering(stage), flows.leaving(stage), &format!("{stage:?}"))?;
            }
            let sum = |is: fn(Stage) -> bool, of: &dyn Fn(Stage) -> f64| Stage::ALL.into_iter().filter(|s| is(*s)).map(of).sum::<f64>();
            let sources = sum(Stage::is_source, &|stage| flows.leaving(stage));
            close(sum(Stage::is_end, &|stage| flows.entering(stage)), sources, "all together")?;
        }
        Ok(())
    });
}

#[test]
fn on_any_day_everybody_is_in_one_place() {
    in_every_option(33, |seen| {
        let story = Story::new(seen.chronicle.clone());
        let option_beds: usize = seen.chronicle.beds.iter().flatten().sum::<u32>() as usize;
        let days = (-2..=12).map(|n| f64::from(n) * story.horizon_days() / 10.0);
        let instants = story.events().iter().step_by(1 + story.events().len() / 40).map(|event| event.day);
        // Who is there when the clock starts was there before, but beds are only told of from then on.
        for day in days.chain(instants).filter(|day| day + seen.chronicle.start_day >= 0.0) {
            let scene = story.state_at(day);
            let clock = day + seen.chronicle.start_day;
            let taken: Vec<usize> = scene
                .pools
                .iter()
                .flat_map(|pool| &pool.beds)
                .filter_map(|bed| if let Bed::Taken { child, .. } = bed { Some(*child) } else { None })
                .collect();
            // Counted from the episodes alone.
            let in_london = |child: &&sufficiency::sim::chronicle::Child| match child.episode.ending {
                Ending::Placed { place: Place::London { .. }, admission_day, discharge_day, .. } => {
                    admission_day <= clock && discharge_day.is_none_or(|left| clock < left)
                }
                _ => false,
            };
            prop_assert_eq!(taken.len(), seen.chronicle.children.iter().filter(in_london).count(), "each child has a bed of its own");
            prop_assert_eq!(scene.pools.iter().map(|pool| pool.beds.len()).sum::<usize>(), option_beds);
            let arrived = seen.chronicle.children.iter().filter(|child| child.episode.arrival_day <= clock).count();
            let gone = |index: &usize| matches!(story.whereabouts(*index, day), Where::NoPlace(_) | Where::NotProceeding | Where::Left);
            let gone: Vec<usize> = (0..arrived).filter(gone).collect();
            let mut everybody: Vec<usize> =
                [&scene.waiting, &scene.open_only, &scene.elsewhere, &taken, &gone].into_iter().flatten().copied().collect();
            everybody.extend(scene.step_down.iter().map(|(_, child)| *child));
            everybody.sort_unstable();
            prop_assert_eq!(everybody, (0..arrived).collect::<Vec<_>>(), "on day {}", day);
            for &(child, since) in &scene.withdrawn_lately {
                prop_assert!(gone.contains(&child) && (0.0..FADING_DAYS).contains(&since));
            }
            for pool in &scene.pools {
                let changes = seen.chronicle.usable_changes.iter().filter(|c| c.day <= clock && c.home == pool.home && c.kind == pool.kind);
                let usable: i32 = changes.map(|change| change.change).sum();
                let unusable = pool.beds.iter().filter(|bed| **bed == Bed::NotUsable).count();
                prop_assert_eq!(unusable as i32, pool.beds.len() as i32 - usable, "beds that cannot be used");
            }
        }
        let last = story.state_at(story.horizon_days());
        let counted = |count: usize, of: fn(&sufficiency::sim::outcome::StreamQuarter) -> u32| {
            (count as f64, seen.outcome.streams.iter().map(|stream| f64::from(of(&stream.totals()))).sum::<f64>())
        };
        for (found, measured) in [
            counted(last.so_far.requested, |quarter| quarter.requests),
            counted(last.so_far.placed_london, |quarter| quarter.placed_london),
            counted(last.so_far.placed_elsewhere, |quarter| quarter.placed_elsewhere),
            counted(last.so_far.no_place, |quarter| quarter.no_place),
            counted(last.so_far.not_proceeding, |quarter| quarter.not_proceeding),
        ] {
            prop_assert_eq!(found, measured);
        }
        Ok(())
    });
}

#[test]
fn a_childs_bed_is_its_own_for_the_whole_stay() {
    in_every_option(34, |seen| {
        let story = Story::new(seen.chronicle.clone());
        for (index, child) in seen.chronicle.children.iter().enumerate() {
            let Ending::Placed { place: Place::London { home, kind }, admission_day, discharge_day, .. } = child.episode.ending else {
                continue;
            };
            let last = discharge_day.unwrap_or(seen.chronicle.end_day);
            let beds = [0.0, 0.5, 0.999].map(|part| story.whereabouts(index, story.day_of(admission_day + (last - admission_day) * part)));
            for bed in beds {
                let Where::InLondon { home: h, kind: k, bed, .. } = bed else {
                    return Err(TestCaseError::fail("the child is not in London"));
                };
                prop_assert_eq!((h, k), (home, kind));
                prop_assert!(bed < seen.chronicle.beds[home][kind.index()] as usize);
            }
        }
        Ok(())
    });
}

fn small_review() -> ValidScenario {
    let mut scenario = Scenario::clone(&document::london_review().unwrap().scenario);
    (scenario.run.horizon_years, scenario.run.warm_up_years) = (2.0, 0.5);
    ValidScenario::new(scenario).unwrap()
}

#[test]
fn futures_seen_in_parts_say_the_same() {
    let scenario = small_review();
    let option = scenario.options.iter().position(|option| !option.step_down_units.is_empty()).unwrap();
    let mut player = Player::new(&scenario);
    let mut part = |from: u32, to: u32| {
        let mut closely = Closely::new(&scenario.options[option]);
        (from..to).for_each(|replication| closely.add(&player.chronicle(replication, option)));
        closely
    };
    let whole = part(0, 30);
    let mut first = part(0, 11);
    first.merge(part(11, 30));
    assert_eq!(first, whole);
    assert_eq!(first.look(), whole.look());
}

#[test]
fn percentiles_rise_and_stay_within_the_beds() {
    let scenario = small_review();
    let option = scenario.options.len() - 1;
    let mut player = Player::new(&scenario);
    let mut closely = Closely::new(&scenario.options[option]);
    assert!(closely.look().is_none(), "nothing is said before the first future");
    (0..40).for_each(|replication| closely.add(&player.chronicle(replication, option)));
    let look = closely.look().unwrap();
    assert!(!look.scopes.is_empty());
    for scope in &look.scopes {
        assert_eq!(scope.taken.months.len(), 24);
        for month in &scope.taken.months {
            assert!(month.percentiles.is_sorted() && month.percentiles[0] >= 0.0 && month.percentiles[6] <= f64::from(scope.beds));
        }
        let full = scope.full.unwrap();
        assert!(full.share_range.0 <= full.share && full.share <= full.share_range.1 && full.longest_days_half <= full.longest_days_tenth);
        assert_eq!(full.weeks() + full.weeks_with_room(), 52.0);
    }
}

#[test]
fn as_now_has_waiting_but_no_beds() {
    let scenario = small_review();
    let mut player = Player::new(&scenario);
    let mut closely = Closely::new(&scenario.options[0]);
    closely.add(&player.chronicle(0, 0));
    let look = closely.look().unwrap();
    assert!(look.scopes.is_empty());
    let welfare = look.stream(Some(Stream::Welfare)).unwrap();
    assert!(welfare.mean_waiting > 0.0 && welfare.flows.entering(Stage::London) == 0.0 && welfare.flows.entering(Stage::Elsewhere) > 0.0);
    assert!(look.waits(Some(Stream::Welfare), Scope::default()).children() > 0);
}
