//! One day of one possible future: who is where, and how many beds are free.

use crate::analysis::story::{Bed, PoolScene, Scene, Story};
use crate::model::{ProvisionOption, Stream};
use crate::report::figure::{Axis, Plot, Stacks, Unsourced};
use crate::report::wording::number;

/// The figure of a day; `when` names the day, and `last` is what happened last. `future` is the number of the possible future, from 0.
pub fn moment(option: &ProvisionOption, future: u32, story: &Story, scene: &Scene, [when, last]: [&str; 2]) -> Unsourced {
    let of = |children: &mut dyn Iterator<Item = usize>| {
        let (welfare, other): (Vec<usize>, Vec<usize>) = children.partition(|child| story.stream(*child) == Stream::Welfare);
        [welfare.len(), other.len()]
    };
    let row = |name: String, [welfare, other]: [usize; 2], free: usize, closed: usize| {
        (name, [welfare, other, free, closed].map(|count| count as f64).to_vec())
    };
    let mut rows = vec![row("Waiting for a place".to_owned(), of(&mut scene.waiting.iter().copied()), 0, 0)];
    for (index, home) in option.homes.iter().enumerate() {
        let pools: Vec<&PoolScene> = scene.pools.iter().filter(|pool| pool.home == index).collect();
        let beds = || pools.iter().flat_map(|pool| &pool.beds);
        let count = |wanted: Bed| beds().filter(|bed| **bed == wanted).count();
        rows.push(row(home.name.clone(), of(&mut beds().filter_map(child)), count(Bed::Free), count(Bed::NotUsable)));
    }
    let units = option.step_down_units.iter().map(|unit| (unit.name.as_str(), unit.places));
    let units = units.chain(option.open_facility.iter().map(|facility| ("Open facility", facility.places)));
    for (index, (name, places)) in units.enumerate().filter(|(_, (_, places))| *places > 0) {
        let here = of(&mut scene.step_down.iter().filter(|(unit, _)| *unit == index).map(|(_, child)| *child));
        rows.push(row(name.to_owned(), here, (places as usize).saturating_sub(here.iter().sum()), 0));
    }
    rows.push(row("Placed elsewhere".to_owned(), of(&mut scene.elsewhere.iter().copied()), 0, 0));
    // Four parts at most: requests beside welfare share one.
    let only_justice = !scene_children(scene).any(|child| story.stream(child) == Stream::PoliceCustody);
    let others = if only_justice { "Children (justice)" } else { "Children (justice and police custody)" };
    let longest = rows.iter().map(|(_, parts)| parts.iter().sum::<f64>()).fold(1.0, f64::max);
    let parts = ["Children (welfare)", others, "Free beds and places", "Beds that cannot be used"].map(str::to_owned).to_vec();
    let drawn = Stacks { axis: Axis::between("Children and beds", 0.0, longest, 7), parts, rows };
    let beds = || scene.pools.iter().flat_map(|pool| &pool.beds);
    let (taken, usable) = (beds().filter_map(child).count(), beds().filter(|bed| **bed != Bed::NotUsable).count());
    let count = |count: usize| number(count as f64, 0);
    let title = format!(
        "{when}: {} of {} usable London beds in use, {} waiting, {} placed elsewhere",
        count(taken),
        count(usable),
        children(scene.waiting.len()),
        children(scene.elsewhere.len())
    );
    let subtitle = format!("Children and beds on one day of one possible future, “{}”, London", option.name);
    let so_far = &scene.so_far;
    let note = format!(
        "One possible future, not a forecast. {last} Since day 1: requests made {}, placed in London {}, placed elsewhere {}, withdrawn for want of \
         a place {}.",
        count(so_far.requested),
        count(so_far.placed_london),
        count(so_far.placed_elsewhere),
        count(so_far.no_place)
    );
    let data = drawn.numbers("Where", 0);
    let runs = format!("possible future {} alone", number(f64::from(future) + 1.0, 0));
    Unsourced::new("one-day", [&title, &subtitle], (Plot::Stacks(drawn), data), &note, runs)
}

/// Every child of the picture.
fn scene_children(scene: &Scene) -> impl Iterator<Item = usize> {
    let in_beds = scene.pools.iter().flat_map(|pool| &pool.beds).filter_map(child);
    in_beds
        .chain(scene.waiting.iter().copied())
        .chain(scene.elsewhere.iter().copied())
        .chain(scene.step_down.iter().map(|(_, child)| *child))
}

fn children(count: usize) -> String {
    if count == 1 { "1 child".to_owned() } else { format!("{} children", number(count as f64, 0)) }
}

fn child(bed: &Bed) -> Option<usize> {
    match bed {
        Bed::Taken { child, .. } => Some(*child),
        Bed::Free | Bed::NotUsable => None,
    }
}
