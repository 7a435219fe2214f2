//! What must hold in every world, whatever happens in it. The random worlds are those on which the engines are compared.

mod reference;

use std::collections::{HashMap, HashSet};

use proptest::prelude::*;

use reference::scenarios::{for_random_worlds, in_steps};
use reference::seam::Player;
use reference::{engine, homes, worlds};
use sufficiency::model::{BedKind, LinkedHome, PlaceToday, Scenario, Stream, ValidScenario};
use sufficiency::sim::draws::repeat_key;
use sufficiency::sim::record::{Diversion, Ending, Episode, Place};
use sufficiency::sim::{Chance, Request, Trace};

type Check = Result<(), TestCaseError>;

/// The scenario with something changed.
fn changed(scenario: &ValidScenario, change: impl FnOnce(&mut Scenario)) -> ValidScenario {
    let mut scenario = Scenario::clone(scenario);
    change(&mut scenario);
    worlds::valid(scenario)
}

/// Plays every option of random worlds, on exact days and on whole days, and looks at what both engines tell.
fn in_every_option(seed: u8, look: impl Fn(&Played<'_>) -> Check) {
    for_random_worlds(40, seed, |scenario| {
        let mut player = Player::new(scenario);
        let exact = player.chance().trace(0);
        for trace in [in_steps(&exact, 1.0), exact] {
            for option in 0..scenario.options.len() {
                let chance = player.chance().clone();
                let told = [player.episodes(option, &trace), engine::play(scenario, option, &chance, &trace)];
                for (episodes, diversions) in told {
                    look(&Played { scenario, option, chance: &chance, trace: &trace, episodes, diversions })?;
                }
            }
        }
        Ok(())
    });
}

/// An option played on a trace.
struct Played<'a> {
    scenario: &'a ValidScenario,
    option: usize,
    chance: &'a Chance,
    trace: &'a Trace,
    episodes: Vec<Episode>,
    diversions: Vec<Diversion>,
}

/// A stay in a London bed.
struct Stay {
    request: Request,
    home: usize,
    kind: BedKind,
    from_day: f64,
    to_day: f64,
}

impl Played<'_> {
    /// The request behind each key: those of the trace, and what of them lasts in further requests for the same children.
    fn requests(&self) -> HashMap<u64, Request> {
        let known = || self.trace.requests.iter().flatten().chain(self.already());
        let mut requests: HashMap<u64, Request> = known().map(|request| (request.key, *request)).collect();
        for child in known() {
            let mut key = repeat_key(child.key);
            while self.episodes.iter().any(|episode| episode.key == key) || self.diversions.iter().any(|stay| stay.key == key) {
                requests.insert(key, Request { key, ..*child });
                key = repeat_key(key);
            }
        }
        requests
    }

    /// Those who are there before the first day, in placement or waiting.
    fn already(&self) -> impl Iterator<Item = &Request> {
        self.trace.already_placed.iter().map(|already| &already.request).chain(&self.trace.already_open)
    }

    fn london_stays(&self) -> Vec<Stay> {
        let requests = self.requests();
        let stay = |episode: &Episode| match episode.ending {
            Ending::Placed { place: Place::London { home, kind }, admission_day, discharge_day, .. } => Some(Stay {
                request: requests[&episode.key],
                home,
                kind,
                from_day: admission_day,
                to_day: discharge_day.unwrap_or(f64::INFINITY),
            }),
            _ => None,
        };
        self.episodes.iter().filter_map(stay).collect()
    }

    fn beds_taken(&self, stay: &Stay) -> usize {
        if stay.request.intensive_support { 1 + self.scenario.demand.stream(stay.request.stream).beds_closed_each as usize } else { 1 }
    }
}

#[test]
fn every_request_is_accounted_for_once() {
    in_every_option(11, |played| {
        let end_day = played.scenario.run.end_day();
        let mut found: HashMap<u64, usize> = HashMap::new();
        for episode in &played.episodes {
            *found.entry(episode.key).or_default() += 1;
        }
        prop_assert!(found.values().all(|times| *times == 1));
        let diverted: HashMap<u64, &Diversion> = played.diversions.iter().map(|stay| (stay.key, stay)).collect();
        for request in played.trace.requests.iter().flatten().filter(|request| !request.latent && request.arrival_day <= end_day) {
            let made = diverted.get(&request.key).is_none_or(|stay| !stay.prevented && stay.to_day <= end_day);
            prop_assert_eq!(found.contains_key(&request.key), made);
        }
        prop_assert!(played.already().all(|request| found.contains_key(&request.key)));
        let known = played.requests();
        prop_assert!(found.keys().all(|key| known.contains_key(key)));
        let count = |is: fn(&Ending) -> bool| played.episodes.iter().filter(|episode| is(&episode.ending)).count();
        let placed = count(|ending| matches!(ending, Ending::Placed { .. }));
        let withdrawn = count(|ending| matches!(ending, Ending::NotProceeding { .. } | Ending::NoPlace { .. }));
        prop_assert_eq!(placed + withdrawn + count(|ending| matches!(ending, Ending::StillOpen)), played.episodes.len());
        Ok(())
    });
}

#[test]
fn no_event_comes_before_its_cause() {
    in_every_option(12, |played| {
        let end_day = played.scenario.run.end_day();
        let requests: HashMap<u64, &Request> = played.trace.requests.iter().flatten().map(|request| (request.key, request)).collect();
        let already: HashSet<u64> = played.already().map(|request| request.key).collect();
        for episode in &played.episodes {
            let request = requests.get(&episode.key);
            prop_assert_eq!(already.contains(&episode.key), episode.arrival_day < 0.0);
            prop_assert!(episode.arrival_day <= end_day);
            match episode.ending {
                Ending::StillOpen => {}
                Ending::NotProceeding { day } | Ending::NoPlace { day } => {
                    prop_assert!(episode.arrival_day <= day && day <= end_day);
                    if let Some(request) = request {
                        prop_assert_eq!(day, episode.arrival_day + request.patience_days);
                        let for_want_of_a_place = matches!(episode.ending, Ending::NoPlace { .. });
                        prop_assert_eq!(request.proceeds, for_want_of_a_place);
                    }
                }
                Ending::Placed { place, admission_day, ready_day, discharge_day, step_down, step_down_refused } => {
                    prop_assert!(episode.arrival_day <= admission_day && admission_day <= end_day);
                    prop_assert!(discharge_day.is_none() || ready_day.is_some());
                    prop_assert!(ready_day.is_none_or(|ready| admission_day <= ready && ready <= end_day));
                    prop_assert!(discharge_day.is_none_or(|left| ready_day.is_some_and(|ready| ready <= left) && left <= end_day));
                    prop_assert!(step_down.is_none_or(|stay| Some(stay.from_day) == discharge_day && stay.from_day <= stay.to_day));
                    prop_assert!(!(step_down_refused && (step_down.is_some() || discharge_day.is_none())));
                    if let Some(request) = request {
                        prop_assert!(request.proceeds);
                        prop_assert!(admission_day <= episode.arrival_day + request.patience_days);
                        let ready = admission_day + request.stay_days;
                        prop_assert_eq!(ready_day, (ready <= end_day).then_some(ready));
                        prop_assert!(request.needs_step_down || (ready_day == discharge_day && step_down.is_none() && !step_down_refused));
                        let in_london = matches!(place, Place::London { .. });
                        prop_assert!(request.suitable_for_london || !in_london);
                    }
                }
            }
        }
        Ok(())
    });
}

/// A bed that closes under a child closes when the child leaves, so a pool may be above its beds, but nobody is admitted to it then.
#[test]
fn nobody_is_admitted_to_a_bed_that_is_not_there() {
    in_every_option(13, |played| {
        let stays = played.london_stays();
        let option = &played.scenario.options[played.option];
        // Who is there when the run starts was admitted before, under rules of another day.
        for admitted in stays.iter().filter(|stay| stay.from_day >= 0.0) {
            let (home, day) = (&option.homes[admitted.home], admitted.from_day);
            let closures = played.chance.closure_plan(home).map_or(&[][..], |plan| &played.trace.closures[plan]);
            let usable = homes::usable_beds(home, admitted.kind, &played.scenario.run, closures, day);
            let there =
                |stay: &&Stay| stay.home == admitted.home && stay.kind == admitted.kind && stay.from_day <= day && day < stay.to_day;
            let taken: usize = stays.iter().filter(there).map(|stay| played.beds_taken(stay)).sum();
            prop_assert!(taken <= usable, "{taken} of {usable} beds taken in '{}' on day {day}", home.id);
            prop_assert!([BedKind::own(admitted.request.stream), BedKind::Either].contains(&admitted.kind));
        }
        Ok(())
    });
}

#[test]
fn children_who_conflict_never_live_together() {
    in_every_option(14, |played| {
        let stays = played.london_stays();
        for (i, one) in stays.iter().enumerate() {
            for other in stays[..i].iter().filter(|other| one.from_day >= 0.0 || other.from_day >= 0.0) {
                let together = one.home == other.home && one.from_day < other.to_day && other.from_day < one.to_day;
                prop_assert!(!together || !played.chance.conflict(&one.request, &other.request));
            }
        }
        Ok(())
    });
}

#[test]
fn units_never_hold_more_children_than_places() {
    in_every_option(15, |played| {
        let option = &played.scenario.options[played.option];
        let mut stays: Vec<(usize, f64, f64)> = Vec::new();
        for episode in &played.episodes {
            if let Ending::Placed { step_down: Some(stay), .. } = episode.ending {
                stays.push((stay.unit, stay.from_day, stay.to_day));
            }
        }
        stays.extend(played.diversions.iter().map(|stay| (option.step_down_units.len(), stay.from_day, stay.to_day)));
        for &(unit, day, _) in &stays {
            let there = stays.iter().filter(|(other, from, to)| *other == unit && *from <= day && day < *to).count();
            let places = option.step_down_units.get(unit).map(|unit| unit.places);
            let places = places.or_else(|| option.open_facility.as_ref().map(|facility| facility.places)).unwrap_or(0);
            prop_assert!(there <= places as usize, "{there} of {places} places taken on day {day}");
        }
        Ok(())
    });
}

/// Plays every option of a scenario with the fast engine on its first trace.
fn play_all(scenario: &ValidScenario) -> Vec<Vec<Episode>> {
    let mut player = Player::new(scenario);
    let trace = player.chance().trace(0);
    (0..scenario.options.len()).map(|option| player.episodes(option, &trace).0).collect()
}

fn is_in_london(episode: &Episode) -> bool {
    matches!(episode.ending, Ending::Placed { place: Place::London { .. }, .. })
}

#[test]
fn nothing_comes_of_nothing() {
    for_random_worlds(24, 16, |scenario| {
        let nobody_yet = changed(scenario, |scenario| scenario.today = None);
        let no_demand =
            changed(&nobody_yet, |scenario| Stream::ALL.into_iter().for_each(|s| *scenario.demand.stream_mut(s) = worlds::no_demand()));
        prop_assert!(play_all(&no_demand).iter().all(Vec::is_empty));
        let no_beds = changed(&nobody_yet, |scenario| {
            for home in scenario.options.iter_mut().flat_map(|option| &mut option.homes) {
                (home.welfare_beds, home.justice_beds, home.either_beds) = (0, 0, 0);
            }
        });
        prop_assert!(!play_all(&no_beds).iter().flatten().any(is_in_london));
        prop_assert!(!play_all(scenario)[0].iter().any(is_in_london), "the first option has no homes");
        Ok(())
    });
}

#[test]
fn one_bed_holds_one_child_at_a_time() {
    for_random_worlds(24, 17, |scenario| {
        let one_bed = changed(scenario, |scenario| {
            let homes = vec![worlds::home("only", 0, 0, 1)];
            scenario.options[0].homes = homes;
        });
        let mut stays: Vec<(f64, f64)> = Vec::new();
        for episode in &play_all(&one_bed)[0] {
            if let Ending::Placed { place: Place::London { .. }, admission_day, discharge_day, .. } = episode.ending {
                stays.push((admission_day, discharge_day.unwrap_or(f64::INFINITY)));
            }
        }
        stays.sort_by(|one, other| one.partial_cmp(other).expect("days are numbers"));
        prop_assert!(stays.windows(2).all(|pair| pair[0].1 <= pair[1].0));
        Ok(())
    });
}

/// One home with beds for everybody, which declines nobody, and children who can all live together.
fn room_for_all(scenario: &mut Scenario) {
    scenario.pathway.conflict_probability = 0.0;
    for group in scenario.today.iter_mut().flat_map(|today| &mut today.placed) {
        group.place = PlaceToday::Elsewhere;
    }
    scenario.options = vec![worlds::option("ample")];
    scenario.options[0].homes = vec![worlds::home("ample", 2_000, 2_000, 0)];
}

#[test]
fn with_beds_enough_nobody_waits_for_one() {
    for_random_worlds(32, 18, |scenario| {
        let ample = changed(scenario, room_for_all);
        let requests: HashMap<u64, Request> =
            Chance::new(&ample).trace(0).requests.iter().flatten().map(|request| (request.key, *request)).collect();
        for episode in &play_all(&ample)[0] {
            if let Some(request) = requests.get(&episode.key).filter(|request| request.proceeds) {
                let at_once = match episode.ending {
                    Ending::Placed { place: Place::London { .. }, admission_day, .. } => admission_day == episode.arrival_day,
                    _ => false,
                };
                prop_assert_eq!(at_once, request.suitable_for_london);
            }
        }
        Ok(())
    });
}

/// With the same children in the secure beds, one more place in the unit lets none of them leave later.
#[test]
fn a_wider_unit_blocks_nobody_longer() {
    for_random_worlds(32, 19, |scenario| {
        let with_places = |places: u32| {
            let scenario = changed(scenario, |scenario| {
                room_for_all(scenario);
                for stream in Stream::ALL {
                    let demand = scenario.demand.stream_mut(stream);
                    (demand.repeat_share_direct, demand.repeat_share_after_step_down) = (0.0, 0.0);
                    demand.step_down_need_share = demand.step_down_need_share.max(0.3);
                }
                scenario.options[0].step_down_units = vec![worlds::unit("unit", LinkedHome::Any, places, 60.0)];
            });
            play_all(&scenario).remove(0)
        };
        let mut before = with_places(1);
        for places in 2..6 {
            let after = with_places(places);
            prop_assert_eq!(before.len(), after.len());
            for (one, other) in before.iter().zip(&after) {
                prop_assert_eq!(one.key, other.key);
                let left = |episode: &Episode| match episode.ending {
                    Ending::Placed { discharge_day, .. } => discharge_day.unwrap_or(f64::INFINITY),
                    _ => f64::INFINITY,
                };
                prop_assert!(left(other) <= left(one));
            }
            before = after;
        }
        Ok(())
    });
}

#[test]
fn provision_changes_no_child_and_no_offer() {
    for_random_worlds(32, 20, |scenario| {
        let trace = Chance::new(scenario).trace(0);
        let other = changed(scenario, |scenario| {
            scenario.options[1].homes.push(worlds::home("new", 3, 2, 1));
            for home in &mut scenario.options[2].homes {
                (home.welfare_beds, home.staffed_share, home.decline_share) = (home.welfare_beds + 1, 0.5, 0.5);
            }
        });
        let other = Chance::new(&other).trace(0);
        prop_assert_eq!(&trace.requests, &other.requests);
        prop_assert_eq!(&trace.already_placed, &other.already_placed);
        prop_assert_eq!(&trace.already_open, &other.already_open);
        prop_assert_eq!(&trace.offers, &other.offers);
        Ok(())
    });
}

/// What a feature may change of a request is written over; the rest must be the same to the last bit.
#[test]
fn switching_a_feature_off_leaves_every_other_attribute_as_it_was() {
    type Feature = (&'static str, fn(&mut sufficiency::model::StreamDemand), fn(&mut Request));
    let features: [Feature; 7] = [
        ("not proceeding", |demand| demand.not_proceeding_share = 0.0, |child| (child.proceeds, child.patience_days) = (true, 0.0)),
        ("unsuitable", |demand| demand.unsuitable_for_london_share = 0.0, |child| child.suitable_for_london = true),
        (
            "gangs",
            |demand| (demand.gang_affiliated_share_boys, demand.gang_affiliated_share_girls) = (0.0, 0.0),
            |child| child.gang_group = 0,
        ),
        ("intensive support", |demand| demand.beds_closed_each = 0, |child| child.intensive_support = false),
        ("step-down", |demand| demand.step_down_need_share = 0.0, |child| (child.needs_step_down, child.step_down_quantile) = (false, 0)),
        ("stays", |demand| demand.length_of_stay = worlds::fixed(5.0), |child| child.stay_days = 0.0),
        ("repeats", |demand| (demand.repeat_share_direct, demand.repeat_share_after_step_down) = (0.0, 0.0), |_| ()),
    ];
    for_random_worlds(32, 21, |scenario| {
        // Solved patience would change with what it is solved from.
        let scenario = changed(scenario, |scenario| {
            let patience = sufficiency::model::Patience::MeanDays(30.0);
            Stream::ALL.into_iter().for_each(|stream| scenario.demand.stream_mut(stream).patience = patience);
            // What is left of a stay depends on the stays.
            scenario.today = None;
        });
        for (name, switch_off, overwrite) in features {
            let without = changed(&scenario, |scenario| Stream::ALL.into_iter().for_each(|s| switch_off(scenario.demand.stream_mut(s))));
            let [one, other] = [&scenario, &without].map(|scenario| {
                let mut trace = Chance::new(scenario).trace(0);
                trace.requests.iter_mut().flatten().for_each(overwrite);
                trace
            });
            prop_assert_eq!(one, other, "{}", name);
        }
        Ok(())
    });
}
