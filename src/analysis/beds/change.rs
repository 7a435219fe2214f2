//! An option made larger or smaller: the same homes, sites and rules with other numbers.

use super::sweep::Steps;
use crate::model::provision::{LinkedHome, WhenFull};
use crate::model::{BedKind, Home, LengthOfStay, ProvisionOption, Scenario, StayFamily, StepDownUnit, Stream};

/// What of an option is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Vary {
    /// Beds of the stream's own kind in each home that has any.
    BedsPerHome,
    /// Homes, each like those the option has, in turn.
    Homes,
    /// Step-down places in all.
    StepDownPlaces,
}

impl Vary {
    /// Everything that can be changed, in the order of the choice.
    pub const ALL: [Vary; 3] = [Vary::BedsPerHome, Vary::Homes, Vary::StepDownPlaces];

    /// How much of it an option has: the greatest home's beds, the homes, or the places of all units.
    pub fn of(self, option: &ProvisionOption, stream: Stream) -> u32 {
        match self {
            Vary::BedsPerHome => option.homes.iter().map(|home| home.beds(BedKind::own(stream))).max().unwrap_or(0),
            Vary::Homes => option.homes.len() as u32,
            Vary::StepDownPlaces => option.step_down_units.iter().map(|unit| unit.places).sum(),
        }
    }

    /// The option with so much of it.
    pub fn with(self, option: &ProvisionOption, stream: Stream, number: u32) -> ProvisionOption {
        match self {
            Vary::BedsPerHome => with_beds_per_home(option, BedKind::own(stream), number),
            Vary::Homes => with_homes(option, number),
            Vary::StepDownPlaces => with_step_down_places(option, number),
        }
    }
}

impl Vary {
    /// What is usually tried: about as many beds in all whatever the number of homes.
    pub fn numbers_to_try(self, option: Option<&ProvisionOption>, stream: Stream) -> Steps {
        let homes = option.map_or(1, |option| option.homes.iter().filter(|home| home.beds(BedKind::own(stream)) > 0).count().max(1)) as u32;
        match self {
            Vary::BedsPerHome if homes == 1 => Steps { from: 4, to: 40, step: 2 },
            Vary::BedsPerHome => Steps { from: (8 / homes).max(1), to: (44 / homes).max(6), step: 1 },
            Vary::Homes => Steps { from: 0, to: 6, step: 1 },
            Vary::StepDownPlaces => Steps { from: 4, to: 32, step: 4 },
        }
    }
}

/// Beds of an option that children of a stream may use, once all are open.
pub fn beds_for(option: &ProvisionOption, stream: Stream) -> u32 {
    option.homes.iter().map(|home| home.beds(BedKind::own(stream)) + home.either_beds).sum()
}

/// The option with so many beds of a kind in each home that has any; in every home if none has.
pub fn with_beds_per_home(option: &ProvisionOption, kind: BedKind, beds: u32) -> ProvisionOption {
    let mut changed = option.clone();
    let nowhere = option.homes.iter().all(|home| home.beds(kind) == 0);
    for home in changed.homes.iter_mut().filter(|home| nowhere || home.beds(kind) > 0) {
        match kind {
            BedKind::Welfare => home.welfare_beds = beds,
            BedKind::Justice => home.justice_beds = beds,
            BedKind::Either => home.either_beds = beds,
        }
    }
    changed
}

/// The option with its first so many homes; beyond those it has, further ones like them in turn, each at the site of the home it is like
/// and with units like those linked to it. A home that goes takes the units linked to it along.
pub fn with_homes(option: &ProvisionOption, homes: u32) -> ProvisionOption {
    let mut changed = option.clone();
    let wanted = homes as usize;
    let dropped = |home: &str| option.homes.iter().skip(wanted).any(|other| other.id == home);
    changed.step_down_units.retain(|unit| !matches!(&unit.linked_home, LinkedHome::Home(id) if dropped(id)));
    changed.homes.truncate(wanted);
    let mut at = 0;
    while changed.homes.len() < wanted && !option.homes.is_empty() {
        let like = &option.homes[at % option.homes.len()];
        at += 1;
        let id = free_id(&like.id, |id| changed.homes.iter().any(|home| home.id == id));
        for unit in option.step_down_units.iter().filter(|unit| unit.linked_home == LinkedHome::Home(like.id.clone())) {
            let unit_id = free_id(&unit.id, |id| changed.step_down_units.iter().any(|unit| unit.id == id));
            changed.step_down_units.push(StepDownUnit { id: unit_id, linked_home: LinkedHome::Home(id.clone()), ..unit.clone() });
        }
        changed.homes.push(Home { id, ..like.clone() });
    }
    changed
}

/// The option with so many step-down places in all, spread evenly over its units, the first ones having one more. An option without
/// units gets one for children of all its homes.
pub fn with_step_down_places(option: &ProvisionOption, places: u32) -> ProvisionOption {
    let mut changed = option.clone();
    if changed.step_down_units.is_empty() && places > 0 {
        changed.step_down_units.push(StepDownUnit {
            id: "step-down".to_owned(),
            name: "Step-down".to_owned(),
            linked_home: LinkedHome::Any,
            places,
            stay: LengthOfStay { family: StayFamily::Lognormal, mean_days: 90.0, cv: 0.7, minimum_days: 0.0 },
            accepts_from_elsewhere: false,
            when_full: WhenFull::StayInSecure { max_days: Some(60.0) },
        });
    }
    let units = changed.step_down_units.len().max(1) as u32;
    for (index, unit) in changed.step_down_units.iter_mut().enumerate() {
        unit.places = places / units + u32::from((index as u32) < places % units);
    }
    changed
}

/// What an option without homes is made larger from: a scenario's first home, with no other beds than those asked for.
pub(super) fn grounds(scenario: &Scenario, option: &ProvisionOption) -> Option<ProvisionOption> {
    if !option.homes.is_empty() {
        return Some(option.clone());
    }
    let home = scenario.options.iter().find_map(|option| option.homes.first())?;
    let plain = Home::plain(&home.id, &home.name, home.site.clone(), 0, 0);
    Some(ProvisionOption { homes: vec![plain], ..option.clone() })
}

/// An id with the first number behind it that makes it free; cut so that it stays an id.
fn free_id(id: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let base: String = id.chars().take(34).collect();
    let mut number = 2_u32;
    loop {
        let candidate = format!("{base}-{number}");
        if !is_taken(&candidate) {
            return candidate;
        }
        number += 1;
    }
}
