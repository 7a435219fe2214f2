//! Step-down, blocked beds and the open facility.

use sufficiency::model::{Home, LinkedHome, OpenFacility, StepDownUnit, Stream, WhenFull};

use crate::reference::hand::{Left, SteppedDown, World, child, needs_step_down};
use crate::reference::worlds::{fixed, home, unit};
use crate::{in_2025, start_of};

#[test]
fn a_child_blocks_the_bed_until_the_linked_unit_has_a_place() {
    let story = World::welfare_beds(2)
        .one_place(40.0)
        .child("first", needs_step_down(10.0, 20.0))
        .child("second", needs_step_down(12.5, 20.0))
        .child("waits", child(15.0, 5.0))
        .child("waits too", child(16.0, 99.0))
        .play();
    assert_eq!(story.left("first"), (30.0, 30.0, false));
    assert_eq!(story.step_down("first"), Some((0, 30.0, 70.0)));
    assert_eq!(story.left("second"), (32.5, 70.0, false));
    assert_eq!(story.step_down("second"), Some((0, 70.0, 110.0)));
    assert_eq!(story.in_london("waits"), (0, 30.0));
    assert_eq!(story.in_london("waits too"), (0, 35.0));
}

/// Two children need the one place; the second is ready on day 30, the place frees on day 70.
fn blocked(when_full: WhenFull) -> (Left, Option<SteppedDown>) {
    let story = World::welfare_beds(2)
        .one_place(50.0)
        .with(|scenario| scenario.options[0].step_down_units[0].when_full = when_full)
        .child("first", needs_step_down(10.0, 10.0))
        .child("second", needs_step_down(12.0, 18.0))
        .play();
    (story.left("second"), story.step_down("second"))
}

#[test]
fn a_blocked_child_leaves_when_the_limit_is_reached() {
    let limit = |days| WhenFull::StayInSecure { max_days: Some(days) };
    assert_eq!(blocked(limit(39.5)), ((30.0, 69.5, true), None));
    assert_eq!(blocked(limit(40.0)), ((30.0, 70.0, false), Some((0, 70.0, 120.0))));
    assert_eq!(blocked(limit(0.0)), ((30.0, 30.0, true), None));
    assert_eq!(blocked(WhenFull::StayInSecure { max_days: None }), ((30.0, 70.0, false), Some((0, 70.0, 120.0))));
    assert_eq!(blocked(WhenFull::LeaveDirect), ((30.0, 30.0, true), None));
}

/// The place frees at the very moment at which the second child is ready.
fn at_the_same_moment(when_full: WhenFull) -> (Left, Option<SteppedDown>) {
    let story = World::welfare_beds(2)
        .one_place(50.0)
        .with(|scenario| scenario.options[0].step_down_units[0].when_full = when_full)
        .child("first", needs_step_down(10.0, 10.0))
        .child("second", needs_step_down(12.0, 58.0))
        .play();
    (story.left("second"), story.step_down("second"))
}

#[test]
fn a_place_that_frees_at_the_moment_of_readiness_is_only_for_those_who_may_stay() {
    let moved = ((70.0, 70.0, false), Some((0, 70.0, 120.0)));
    assert_eq!(at_the_same_moment(WhenFull::StayInSecure { max_days: None }), moved);
    assert_eq!(at_the_same_moment(WhenFull::StayInSecure { max_days: Some(0.0) }), moved);
    assert_eq!(at_the_same_moment(WhenFull::LeaveDirect), ((70.0, 70.0, true), None));
}

#[test]
fn blocked_children_move_in_the_order_in_which_they_were_ready_to_whatever_unit_frees_first() {
    let story = World::welfare_beds(4)
        .unit(unit("any", LinkedHome::Any, 1, 30.0))
        .one_place(50.0)
        .child("own", needs_step_down(10.0, 10.0))
        .child("any", needs_step_down(11.0, 10.0))
        .child("third", needs_step_down(12.0, 10.0))
        .child("fourth", needs_step_down(13.0, 10.0))
        .play();
    assert_eq!(story.step_down("own"), Some((1, 20.0, 70.0)));
    assert_eq!(story.step_down("any"), Some((0, 21.0, 51.0)));
    assert_eq!(story.step_down("third"), Some((0, 51.0, 81.0)));
    assert_eq!(story.step_down("fourth"), Some((1, 70.0, 120.0)));
}

#[test]
fn without_places_of_any_kind_nobody_is_refused() {
    let story = World::welfare_beds(1).unit(unit("empty", LinkedHome::Any, 0, 30.0)).child("one", needs_step_down(10.0, 10.0)).play();
    assert_eq!(story.left("one"), (20.0, 20.0, false));
}

#[test]
fn children_leave_placements_elsewhere_for_units_that_take_them() {
    let world = |accepts_from_elsewhere| {
        World::new(vec![])
            .unit(StepDownUnit { accepts_from_elsewhere, ..unit("any", LinkedHome::Any, 1, 30.0) })
            .child("one", needs_step_down(10.0, 10.0))
            .child("two", needs_step_down(11.0, 10.0))
            .offer(Stream::Welfare, 12.0)
            .offer(Stream::Welfare, 13.0)
            .play()
    };
    let story = world(true);
    assert_eq!(story.step_down("one"), Some((0, 22.0, 52.0)));
    assert_eq!(story.left("two"), (23.0, 23.0, true));
    assert_eq!(world(false).left("two"), (23.0, 23.0, false));
}

/// A unit is there while its home is: after the home has closed it takes nobody from elsewhere, and nobody is refused.
#[test]
fn a_unit_closes_with_its_home_to_children_from_elsewhere() {
    let closing = Home { closes: in_2025(3), ..home("north", 0, 1, 0) };
    let closes = start_of(3);
    let story = World::new(vec![closing])
        .unit(StepDownUnit { accepts_from_elsewhere: true, ..unit("north", LinkedHome::Home("north".into()), 2, 30.0) })
        .child("before", needs_step_down(10.0, closes - 20.0))
        .child("at the close", needs_step_down(11.0, closes - 13.0))
        .offer(Stream::Welfare, 12.0)
        .offer(Stream::Welfare, 13.0)
        .play();
    assert_eq!(story.step_down("before"), Some((0, closes - 8.0, closes + 22.0)));
    assert_eq!((story.step_down("at the close"), story.left("at the close")), (None, (closes, closes, false)));
}

fn facility(prevents_share: f64) -> Option<OpenFacility> {
    Some(OpenFacility { places: 1, step_down_stay: fixed(15.0), divertible_share: 1.0, prevents_share, prevention_stay: fixed(25.0) })
}

#[test]
fn the_open_facility_prevents_a_request_or_puts_it_off() {
    let world = |prevents| {
        World::welfare_beds(2)
            .with(|scenario| scenario.options[0].open_facility = facility(prevents))
            .child("diverted", child(10.0, 20.0))
            .child("no place", child(11.0, 20.0))
            .child("place again", child(35.0, 20.0))
            .play()
    };
    let story = world(0.0);
    assert_eq!(story.in_london("no place"), (0, 11.0));
    assert_eq!((story.requested("diverted"), story.in_london("diverted")), (Some(35.0), (0, 35.0)));
    assert_eq!(story.requested("place again"), Some(60.0));
    assert_eq!(story.diversions.iter().map(|stay| (stay.from_day, stay.to_day)).collect::<Vec<_>>(), [(10.0, 35.0), (35.0, 60.0)]);
    let story = world(1.0);
    assert_eq!((story.requested("diverted"), story.requested("place again")), (None, None));
    assert!(story.diversions.iter().all(|stay| stay.prevented));
}

#[test]
fn step_down_in_the_open_facility_never_blocks_a_bed() {
    let world = World::welfare_beds(2).with(|scenario| {
        scenario.options[0].open_facility = facility(0.0).map(|facility| OpenFacility { divertible_share: 0.0, ..facility });
    });
    let story = world.child("one", needs_step_down(10.0, 10.0)).child("two", needs_step_down(11.0, 10.0)).play();
    assert_eq!(story.step_down("one"), Some((0, 20.0, 35.0)));
    assert_eq!(story.left("two"), (21.0, 21.0, true));
}
