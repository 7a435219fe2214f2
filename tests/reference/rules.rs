//! The rules that need no clock: which homes could take a child, and where children step down.

use sufficiency::model::geography::BOROUGHS;
use sufficiency::model::{BedKind, LinkedHome, PlacementRule, ProvisionOption, Sexes, StepDownUnit, Stream, WaitingList, WhenFull};
use sufficiency::sim::draws::{Share, name_key};
use sufficiency::sim::{Chance, Request};

use super::homes::House;

/// Kinds of bed a stream may use, its own first.
pub fn kinds(stream: Stream) -> [BedKind; 2] {
    [BedKind::own(stream), BedKind::Either]
}

/// Miles from a child's borough to a home of the option.
pub fn miles(option: &ProvisionOption, request: &Request, home: usize) -> f64 {
    BOROUGHS[usize::from(request.borough)].miles_to_site(&option.homes[home].site)
}

/// Homes that could take this child if they had room.
pub fn eligible_homes(option: &ProvisionOption, chance: &Chance, request: &Request) -> Vec<usize> {
    if !request.suitable_for_london {
        return Vec::new();
    }
    let mut homes: Vec<usize> = (0..option.homes.len()).collect();
    homes.retain(|&i| kinds(request.stream).iter().any(|kind| option.homes[i].beds(*kind) > 0));
    if option.waiting_list == WaitingList::SeparateCatchments {
        homes.sort_by(|&one, &other| miles(option, request, one).total_cmp(&miles(option, request, other)));
        homes.truncate(1);
    }
    homes.retain(|&i| {
        let home = &option.homes[i];
        let sex = match home.accepts.sexes {
            Sexes::Both => true,
            Sexes::Girls => request.female,
            Sexes::Boys => !request.female,
        };
        let age = home.accepts.youngest_years <= request.age && request.age <= home.accepts.oldest_years;
        sex && age && !chance.declines(request, name_key(&home.id), Share::new(home.decline_share))
    });
    homes.sort_unstable();
    homes
}

/// The kind of bed a home can give the child now, if any.
pub fn bed_for(house: &House<'_>, chance: &Chance, request: &Request, keeps_empty: i64) -> Option<BedKind> {
    if house.residents().any(|resident| chance.conflict(request, &resident.request)) {
        return None;
    }
    kinds(request.stream).into_iter().find(|kind| house.pools[kind.index()].free() > keeps_empty)
}

/// The home, among those that can take the child, that the option's rule prefers; the first of equals.
pub fn preferred(option: &ProvisionOption, houses: &[House<'_>], request: &Request, mut homes: Vec<usize>) -> Option<usize> {
    match option.placement_rule {
        PlacementRule::Nearest => {
            homes.sort_by(|&one, &other| miles(option, request, one).total_cmp(&miles(option, request, other)));
        }
        PlacementRule::MostFreeBeds => {
            let free =
                |home: usize| -> i64 { kinds(request.stream).iter().map(|kind| houses[home].pools[kind.index()].free().max(0)).sum() };
            homes.sort_by_key(|&home| std::cmp::Reverse(free(home)));
        }
    }
    homes.first().copied()
}

/// Units, by index, where a child of this home may step down, in the order in which they are tried. The number of units stands for the
/// open facility.
pub fn units_for_home(option: &ProvisionOption, home: usize) -> Vec<usize> {
    let id = &option.homes[home].id;
    let units = || option.step_down_units.iter().enumerate().filter(|(_, unit)| unit.places > 0);
    let own = units().filter(|(_, unit)| unit.linked_home == LinkedHome::Home(id.clone())).map(|(i, _)| i);
    let any = units().filter(|(_, unit)| unit.linked_home == LinkedHome::Any).map(|(i, _)| i);
    let open_facility = option.open_facility.iter().filter(|facility| facility.places > 0).map(|_| option.step_down_units.len());
    own.chain(any).chain(open_facility).collect()
}

/// What a child does when none of these units has a place: as the first of them says.
pub fn when_full(option: &ProvisionOption, units: &[usize]) -> WhenFull {
    units.first().and_then(|&unit| option.step_down_units.get(unit)).map_or(WhenFull::LeaveDirect, |unit: &StepDownUnit| unit.when_full)
}
