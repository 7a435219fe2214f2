//! What each rule about who may have which bed costs: every bed for every child first, then each rule alone, then all together, on the
//! same children.

use std::sync::atomic::AtomicBool;

use crate::model::provision::Accepts;
use crate::model::{ProvisionOption, Scenario, ValidScenario, WaitingList};

use super::super::measure::MeasureSpec;
use super::super::progress::Progress;
use super::play::{Point, Wanted, World, measures, play};
use super::{StudyError, Tell};

/// A rule about who may have which bed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Restriction {
    /// Each request may only use the home nearest its borough.
    Catchments,
    /// Welfare and justice beds are not used for each other's children.
    BedsApart,
    /// Children of rival groups do not live in one home.
    Conflicts,
    /// Homes decline some children.
    Declines,
    /// Homes take only some ages, or girls or boys only.
    Accepts,
}

impl Restriction {
    /// Every restriction, in the order shown.
    pub const ALL: [Restriction; 5] =
        [Restriction::Catchments, Restriction::BedsApart, Restriction::Conflicts, Restriction::Declines, Restriction::Accepts];

    /// Whether a scenario has it, or an option could have it: more than one home may have catchments, more than one kind of bed be kept
    /// apart.
    fn concerns(self, scenario: &Scenario, option: &ProvisionOption) -> bool {
        let homes = &option.homes;
        match self {
            Restriction::Catchments => homes.len() > 1,
            Restriction::BedsApart => homes.iter().any(|home| home.welfare_beds > 0) && homes.iter().any(|home| home.justice_beds > 0),
            Restriction::Conflicts => scenario.pathway.conflict_probability > 0.0,
            Restriction::Declines => homes.iter().any(|home| home.decline_share > 0.0),
            Restriction::Accepts => homes.iter().any(|home| home.accepts != Accepts::default()),
        }
    }

    /// Whether the option as it stands has it.
    fn is_in(self, scenario: &Scenario, option: &ProvisionOption) -> bool {
        self.concerns(scenario, option) && (self != Restriction::Catchments || option.waiting_list == WaitingList::SeparateCatchments)
    }
}

/// What is asked: the restrictions of one option.
#[derive(Clone, Debug, PartialEq)]
pub struct Ask {
    /// Index of the option.
    pub option: usize,
    /// Possible futures.
    pub futures: u32,
}

/// A provision with some of the restrictions.
#[derive(Clone, Debug, PartialEq)]
pub struct Restricted {
    /// Which; none for every bed open to every child.
    pub restrictions: Vec<Restriction>,
    /// What it gives; differences are to every bed open to every child.
    pub point: Point,
}

/// What restrictions cost.
#[derive(Clone, Debug, PartialEq)]
pub struct Restrictions {
    /// What was asked.
    pub ask: Ask,
    /// Futures so far.
    pub futures: u32,
    /// The measures, in the order of the estimates.
    pub measures: Vec<MeasureSpec>,
    /// Without any, with each alone, then with all together where there is more than one.
    pub provisions: Vec<Restricted>,
    /// Those that the option has as it stands.
    pub as_it_stands: Vec<Restriction>,
}

/// An option and the rules of its scenario with these restrictions and no others. Beds keep their number; without beds apart each may be
/// used for any child.
fn restricted(scenario: &Scenario, option: &ProvisionOption, restrictions: &[Restriction]) -> (Scenario, ProvisionOption) {
    let has = |restriction| restrictions.contains(&restriction);
    let (mut scenario, mut option) = (scenario.clone(), option.clone());
    option.waiting_list = if has(Restriction::Catchments) { WaitingList::SeparateCatchments } else { WaitingList::Shared };
    if !has(Restriction::Conflicts) {
        scenario.pathway.conflict_probability = 0.0;
    }
    for home in &mut option.homes {
        if !has(Restriction::BedsApart) {
            (home.welfare_beds, home.justice_beds, home.either_beds) = (0, 0, home.total_beds());
        }
        if !has(Restriction::Declines) {
            home.decline_share = 0.0;
        }
        if !has(Restriction::Accepts) {
            home.accepts = Accepts::default();
        }
    }
    (scenario, option)
}

/// Plays an option without restrictions, with each alone and with all together.
///
/// # Errors
/// When the option is not there or has no homes.
pub fn restrictions(
    scenario: &ValidScenario,
    ask: &Ask,
    threads: usize,
    stop: &AtomicBool,
    tell: Tell<'_, Restrictions>,
) -> Result<Restrictions, StudyError> {
    let option = scenario.options.get(ask.option).ok_or(StudyError::NoOption)?;
    if option.homes.is_empty() {
        return Err(StudyError::NoHome);
    }
    let concerned: Vec<Restriction> = Restriction::ALL.into_iter().filter(|restriction| restriction.concerns(scenario, option)).collect();
    let mut sets = vec![Vec::new()];
    sets.extend(concerned.iter().map(|restriction| vec![*restriction]));
    if concerned.len() > 1 {
        sets.push(concerned.clone());
    }
    let worlds = sets.iter().map(|set| {
        let (scenario, option) = restricted(scenario, option, set);
        World::with_options(&scenario, &[], [option], ask.futures)
    });
    let worlds = worlds.collect::<Result<Vec<_>, _>>()?;
    let specs = measures(scenario);
    let found = |futures: u32, points: Vec<Point>| Restrictions {
        ask: ask.clone(),
        futures,
        measures: specs.clone(),
        provisions: sets.iter().zip(points).map(|(set, point)| Restricted { restrictions: set.clone(), point }).collect(),
        as_it_stands: concerned.iter().copied().filter(|restriction| restriction.is_in(scenario, option)).collect(),
    };
    let mut say = |progress: Progress, points: Vec<Point>| tell(progress, &found(progress.done, points));
    let wanted = Wanted { futures: ask.futures, threads, reference: Some(0), counts_usage: false };
    let (futures, points) = play(&worlds, wanted, stop, &mut say);
    Ok(found(futures, points))
}
