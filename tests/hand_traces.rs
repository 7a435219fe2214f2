//! Traces written by hand, with the days on which everything must happen. Both engines play each.

mod reference;
#[path = "hand_traces/step_down.rs"]
mod step_down;

use reference::hand::{World, child, justice, patient};
use reference::worlds::{home, site};
use sufficiency::model::{Accepts, BedKind, Home, Outage, PlacementRule, Sexes, Stream, WaitingList, YearMonth};
use sufficiency::sim::record::{Ending, Place};
use sufficiency::sim::trace::{Request, on_grid};

/// The day on which a month of 2025 starts: January is month 1 and day 0.
fn start_of(month: i32) -> f64 {
    on_grid(f64::from(month - 1) * 365.0 / 12.0)
}

fn in_2025(month: i32) -> Option<YearMonth> {
    YearMonth::new(2025, month)
}

// --- waiting ---

#[test]
fn a_child_waits_until_the_bed_is_free() {
    let story = World::welfare_beds(1).child("first", child(10.5, 20.0)).child("second", child(12.25, 5.5)).play();
    assert_eq!(story.in_london("first"), (0, 10.5));
    assert_eq!(story.in_london("second"), (0, 30.5));
    assert_eq!(story.left("second"), (36.0, 36.0, false));
}

#[test]
fn without_a_home_or_an_offer_nobody_is_placed() {
    let story = World::new(vec![]).child("one", patient(30.0, child(10.0, 20.0))).child("two", child(11.0, 20.0)).play();
    assert_eq!(story.ending("one"), Ending::NoPlace { day: 40.0 });
    assert_eq!(story.ending("two"), Ending::StillOpen);
}

#[test]
fn a_withdrawn_child_is_not_placed_later() {
    let story = World::welfare_beds(1).child("first", child(10.0, 20.0)).child("second", patient(10.0, child(12.0, 5.0))).play();
    assert_eq!(story.ending("second"), Ending::NoPlace { day: 22.0 });
}

#[test]
fn a_bed_that_frees_at_the_moment_of_withdrawal_is_taken() {
    let story = World::welfare_beds(1).child("first", child(10.0, 20.0)).child("second", patient(15.0, child(15.0, 5.0))).play();
    assert_eq!(story.in_london("second"), (0, 30.0));
}

#[test]
fn an_offer_at_the_moment_of_withdrawal_comes_too_late() {
    let story = World::new(vec![]).child("one", patient(15.0, child(15.0, 5.0))).offer(Stream::Welfare, 30.0).play();
    assert_eq!(story.ending("one"), Ending::NoPlace { day: 30.0 });
}

#[test]
fn an_offer_comes_before_a_request_of_the_same_moment() {
    let story = World::new(vec![]).child("one", child(30.0, 5.0)).offer(Stream::Welfare, 30.0).offer(Stream::Welfare, 31.5).play();
    assert_eq!(story.elsewhere("one"), 31.5);
}

#[test]
fn a_request_that_will_not_proceed_takes_no_bed_and_no_offer() {
    let idle = Request { proceeds: false, ..patient(21.0, child(10.0, 99.0)) };
    let story = World::welfare_beds(1).child("idle", idle).offer(Stream::Welfare, 12.0).child("next", child(12.0, 5.0)).play();
    assert_eq!(story.ending("idle"), Ending::NotProceeding { day: 31.0 });
    assert_eq!(story.in_london("next"), (0, 12.0));
}

#[test]
fn what_happens_on_the_last_day_counts_and_later_does_not() {
    let story = World::welfare_beds(2).child("on", child(300.0, 65.0)).child("after", child(301.0, 65.0)).play();
    assert_eq!(story.left("on"), (365.0, 365.0, false));
    assert!(matches!(story.ending("after"), Ending::Placed { ready_day: None, discharge_day: None, .. }));
}

#[test]
fn competing_requests_take_offers_in_proportion() {
    // The offers of these traces reach London if its share of the requests is above a half.
    let world = || {
        World::new(vec![])
            .with(|scenario| scenario.elsewhere.competing_requests = 2.0)
            .child("one", child(10.0, 5.0))
            .child("two", child(11.0, 5.0))
            .offer(Stream::Welfare, 12.0)
    };
    assert_eq!(world().play().ending("one"), Ending::StillOpen);
    let story = world().child("three", child(12.5, 5.0)).offer(Stream::Welfare, 13.0).play();
    assert_eq!(story.elsewhere("one"), 13.0);
    assert_eq!(story.ending("two"), Ending::StillOpen);
}

// --- who is taken ---

#[test]
fn an_either_bed_goes_to_the_longer_wait_whatever_the_stream() {
    let story = World::new(vec![home("north", 0, 0, 1)])
        .child("there", child(10.0, 20.0))
        .child("welfare", child(12.0, 10.0))
        .child("justice", justice(11.0, 10.0))
        .play();
    assert_eq!(story.in_london("justice"), (0, 30.0));
    assert_eq!(story.in_london("welfare"), (0, 40.0));
}

#[test]
fn equal_waits_go_by_stream() {
    let story = World::new(vec![home("north", 0, 0, 1)])
        .child("there", child(10.0, 20.0))
        .child("justice", justice(12.0, 10.0))
        .child("welfare", child(12.0, 10.0))
        .play();
    assert_eq!(story.in_london("welfare"), (0, 30.0));
    assert_eq!(story.in_london("justice"), (0, 40.0));
}

#[test]
fn own_beds_are_used_before_either_beds() {
    let story = World::new(vec![home("north", 1, 0, 1)]).child("one", child(1.0, 9.0)).child("two", child(2.0, 9.0)).play();
    assert_eq!(story.placed("one").0, Place::London { home: 0, kind: BedKind::Welfare });
    assert_eq!(story.placed("two").0, Place::London { home: 0, kind: BedKind::Either });
}

#[test]
fn a_child_unsuitable_for_london_is_passed_over_and_still_offered_a_place() {
    let unsuitable = Request { suitable_for_london: false, ..child(11.0, 10.0) };
    let story = World::welfare_beds(1)
        .child("there", child(10.0, 20.0))
        .child("unsuitable", unsuitable)
        .child("next", child(12.0, 10.0))
        .offer(Stream::Welfare, 35.0)
        .play();
    assert_eq!(story.in_london("next"), (0, 30.0));
    assert_eq!(story.elsewhere("unsuitable"), 35.0);
}

#[test]
fn children_under_14_go_first_where_they_have_priority() {
    let world = |priority| {
        World::welfare_beds(1)
            .with(|scenario| scenario.pathway.priority_under_14 = priority)
            .child("there", child(10.0, 20.0))
            .child("older", Request { age: 14, ..child(11.0, 10.0) })
            .child("younger", Request { age: 13, ..child(12.0, 10.0) })
            .play()
    };
    assert_eq!(world(true).in_london("younger"), (0, 30.0));
    assert_eq!(world(false).in_london("older"), (0, 30.0));
}

#[test]
fn children_who_cannot_live_together_do_not() {
    let of_group = |group, request| Request { gang_group: group, ..request };
    let story = World::welfare_beds(2)
        .with(|scenario| scenario.pathway.conflict_probability = 1.0)
        .child("there", of_group(1, child(10.0, 20.0)))
        .child("rival", of_group(2, child(11.0, 10.0)))
        .child("friend", of_group(1, child(12.0, 30.0)))
        .child("neutral", child(13.0, 50.0))
        .play();
    assert_eq!(story.in_london("friend"), (0, 12.0));
    // The bed freed on day 30 is not for a rival of the child in the other; the next is.
    assert_eq!(story.in_london("neutral"), (0, 30.0));
    assert_eq!(story.in_london("rival"), (0, 42.0));
}

#[test]
fn intensive_support_needs_beds_beside_it_in_one_pool() {
    let intensive = Request { intensive_support: true, ..child(11.0, 10.0) };
    let story = World::new(vec![home("north", 2, 0, 1)])
        .with(|scenario| scenario.demand.welfare.beds_closed_each = 1)
        .child("there", child(10.0, 20.0))
        .child("intensive", intensive)
        .child("either", child(12.0, 50.0))
        .child("next", child(31.0, 10.0))
        .play();
    // One welfare bed and one either bed are free on day 11, but not two of a kind. The child of day 12 takes the one of its own kind.
    assert_eq!(story.placed("either"), (Place::London { home: 0, kind: BedKind::Welfare }, 12.0));
    assert_eq!(story.in_london("intensive"), (0, 62.0));
    assert_eq!(story.placed("next").0, Place::London { home: 0, kind: BedKind::Welfare });
}

#[test]
fn a_bed_beside_intensive_support_stays_empty_while_it_lasts() {
    let story = World::welfare_beds(3)
        .with(|scenario| scenario.demand.welfare.beds_closed_each = 2)
        .child("intensive", Request { intensive_support: true, ..child(10.0, 10.0) })
        .child("one", child(11.0, 10.0))
        .child("two", child(12.0, 10.0))
        .play();
    assert_eq!(story.in_london("one"), (0, 20.0));
    assert_eq!(story.in_london("two"), (0, 20.0));
}

// --- homes ---

fn east_and_west() -> Vec<Home> {
    let at = |id, east| Home { site: site(51.5, east), ..home(id, 1, 0, 0) };
    vec![at("west", -0.4), at("east", 0.2)]
}

/// Barking and Dagenham lies in the east.
fn in_the_east(request: Request) -> Request {
    Request { borough: 1, ..request }
}

#[test]
fn the_nearest_home_is_preferred_and_the_other_will_do() {
    let story =
        World::new(east_and_west()).child("one", in_the_east(child(10.0, 20.0))).child("two", in_the_east(child(11.0, 20.0))).play();
    assert_eq!(story.in_london("one"), (1, 10.0));
    assert_eq!(story.in_london("two"), (0, 11.0));
}

#[test]
fn with_catchments_only_the_nearest_home_will_do() {
    let story = World::new(east_and_west())
        .with(|scenario| scenario.options[0].waiting_list = WaitingList::SeparateCatchments)
        .child("one", in_the_east(child(10.0, 20.0)))
        .child("two", in_the_east(child(11.0, 20.0)))
        .play();
    assert_eq!(story.in_london("two"), (1, 30.0));
}

#[test]
fn most_free_beds_counts_either_beds_and_ties_go_to_the_first_home() {
    let story = World::new(vec![home("one", 1, 0, 0), home("two", 0, 5, 2)])
        .with(|scenario| scenario.options[0].placement_rule = PlacementRule::MostFreeBeds)
        .child("first", child(10.0, 20.0))
        .child("second", child(11.0, 20.0))
        .play();
    assert_eq!(story.in_london("first"), (1, 10.0));
    assert_eq!(story.in_london("second"), (0, 11.0));
}

#[test]
fn a_home_takes_the_children_it_accepts() {
    let girls = Accepts { sexes: Sexes::Girls, youngest_years: 14, oldest_years: 16 };
    let story = World::new(vec![Home { accepts: girls, ..home("north", 4, 0, 0) }])
        .child("boy", child(10.0, 20.0))
        .child("young girl", Request { female: true, age: 13, ..child(11.0, 20.0) })
        .child("girl", Request { female: true, age: 14, ..child(12.0, 20.0) })
        .play();
    assert_eq!(story.ending("boy"), Ending::StillOpen);
    assert_eq!(story.ending("young girl"), Ending::StillOpen);
    assert_eq!(story.in_london("girl"), (0, 12.0));
}

#[test]
fn beds_open_one_by_one_and_the_longest_wait_gets_the_first() {
    let opening = Home { opens: in_2025(3), ramp_up_months: 2.0, ..home("north", 3, 0, 0) };
    let story =
        World::new(vec![opening]).child("one", child(1.0, 300.0)).child("two", child(2.0, 300.0)).child("three", child(3.0, 300.0)).play();
    assert_eq!(story.in_london("one"), (0, start_of(3)));
    assert_eq!(story.in_london("two"), (0, start_of(4)));
    assert_eq!(story.in_london("three"), (0, start_of(5)));
}

#[test]
fn a_closing_home_keeps_the_child_inside_and_takes_nobody_after() {
    let closing = Home { closes: in_2025(3), ..home("north", 1, 0, 0) };
    let story = World::new(vec![closing]).child("inside", child(10.0, 100.0)).child("waits", child(20.0, 5.0)).play();
    assert_eq!(story.left("inside"), (110.0, 110.0, false));
    assert_eq!(story.ending("waits"), Ending::StillOpen);
}

#[test]
fn a_home_with_an_outage_takes_nobody_until_it_is_over() {
    let Some(from) = in_2025(3) else { panic!("a month") };
    let closed = Home { outage: Some(Outage { from, months: 1.0 }), ..home("north", 1, 0, 0) };
    let story = World::new(vec![closed]).child("inside", child(10.0, 55.0)).child("waits", child(20.0, 50.0)).play();
    assert_eq!(story.left("inside"), (65.0, 65.0, false));

    assert_eq!(story.in_london("waits"), (0, start_of(4)));
}

#[test]
fn a_bed_that_frees_at_the_moment_of_closing_is_not_used_again() {
    let closing = Home { closes: in_2025(3), ..home("north", 1, 0, 0) };
    let story = World::new(vec![closing]).child("inside", child(10.0, start_of(3) - 10.0)).child("waits", child(20.0, 5.0)).play();
    assert_eq!(story.left("inside").1, start_of(3));
    assert_eq!(story.ending("waits"), Ending::StillOpen);
}

#[test]
fn two_ends_at_once_go_in_the_order_of_homes() {
    let homes = vec![home("one", 1, 0, 0), home("two", 1, 0, 0)];
    let story = World::new(homes)
        .child("a", child(10.0, 20.0))
        .child("b", child(10.0, 20.0))
        .child("c", child(11.0, 5.0))
        .child("d", child(12.0, 5.0))
        .play();
    assert_eq!(story.in_london("c"), (0, 30.0));
    assert_eq!(story.in_london("d"), (1, 30.0));
}

#[test]
fn latent_requests_are_made_only_while_a_home_is_open() {
    let story = World::new(vec![Home { opens: in_2025(3), closes: in_2025(5), ..home("north", 1, 0, 0) }])
        .child("before", Request { latent: true, ..child(50.0, 5.0) })
        .child("during", Request { latent: true, ..child(100.0, 5.0) })
        .child("at the close", Request { latent: true, ..child(start_of(5), 5.0) })
        .play();
    assert_eq!(story.requested("before"), None);
    assert_eq!(story.in_london("during"), (0, 100.0));
    assert_eq!(story.requested("at the close"), None);
}
