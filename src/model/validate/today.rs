//! Checks of where things stand on the day the run starts.

use super::super::demand::{StayFamily, Stream};
use super::super::parameter::ParameterId;
use super::super::provision::{BedKind, Home};
use super::super::scenario::Scenario;
use super::super::today::{ElapsedBand, PlaceToday, Today};
use super::checker::{Checker, figure};
use super::did_you_mean;

/// Most children in placement and requests open, together.
const MOST_CHILDREN: u64 = 30_000;
/// Longest time that can have passed, days.
const LONGEST_DAYS: f64 = 3_650.0;

/// Checks where things stand today, and that nothing else says how the run starts.
pub fn check(check: &mut Checker, scenario: &Scenario) {
    let Some(today) = &scenario.today else { return };
    for (index, group) in today.placed.iter().enumerate() {
        let path = format!("{}.#{}", ParameterId::TodayPlaced.path(), index + 1);
        check_bands(check, &path, &group.bands);
        check_stays(check, scenario, group.stream, &path, &group.bands);
        if let PlaceToday::Home(id) = &group.place {
            check_home(check, scenario, id, &path);
        }
    }
    for (index, group) in today.open.iter().enumerate() {
        check_bands(check, &format!("{}.#{}", ParameterId::TodayOpen.path(), index + 1), &group.bands);
    }
    check_beds(check, scenario, today);
    let bands = today.placed.iter().flat_map(|group| &group.bands).chain(today.open.iter().flat_map(|group| &group.bands));
    let children: u64 = bands.map(|band| u64::from(band.children)).sum();
    if children > MOST_CHILDREN {
        let (most, sum) = (figure(MOST_CHILDREN as f64), figure(children as f64));
        check.report("today", format!("there may be at most {most} children in placement and requests open together, but there are {sum}"));
    }
    if scenario.run.warm_up_years != 0.0 {
        let message = format!(
            "must be 0 where the run starts from where things stand today, but is {}: set it to 0, or take 'today' out",
            figure(scenario.run.warm_up_years)
        );
        check.report(ParameterId::WarmUpYears.path(), message);
    }
}

fn check_bands(check: &mut Checker, path: &str, bands: &[ElapsedBand]) {
    for (index, band) in bands.iter().enumerate() {
        let path = format!("{path}.bands.#{}", index + 1);
        let permitted = format!("between 0 and {} days", figure(LONGEST_DAYS));
        let in_range = [
            check.between(&format!("{path}.from_days"), band.from_days, 0.0, LONGEST_DAYS, &permitted),
            check.between(&format!("{path}.to_days"), band.to_days, 0.0, LONGEST_DAYS, &permitted),
        ];
        let least = band.from_days + ElapsedBand::LEAST_SPAN_DAYS;
        if in_range == [true; 2] && band.to_days < least {
            let message = format!(
                "must be at least {} days above the least of the band, so that no single child's dates are told: make it {} or more, \
                 but it is {}",
                figure(ElapsedBand::LEAST_SPAN_DAYS),
                figure(least),
                figure(band.to_days)
            );
            check.report(format!("{path}.to_days"), message);
        }
    }
}

/// Nobody can have been there longer than any stay lasts.
fn check_stays(check: &mut Checker, scenario: &Scenario, stream: Stream, path: &str, bands: &[ElapsedBand]) {
    let stay = &scenario.demand.stream(stream).length_of_stay;
    let longest = match &stay.family {
        StayFamily::Fixed => stay.mean_days,
        StayFamily::Empirical(stays) => stays.iter().copied().fold(0.0, f64::max),
        StayFamily::Exponential | StayFamily::Gamma | StayFamily::Weibull | StayFamily::Lognormal => return,
    };
    for (index, band) in bands.iter().enumerate().filter(|(_, band)| band.children > 0 && band.to_days > longest) {
        let message = format!(
            "is {} days, but no stay lasts longer than {}: make it at most that, or choose another shape for the length of stay",
            figure(band.to_days),
            figure(longest)
        );
        check.report(format!("{path}.bands.#{}.to_days", index + 1), message);
    }
}

/// The home is there in some option, and open on the first day in each that has it.
fn check_home(check: &mut Checker, scenario: &Scenario, id: &str, path: &str) {
    let homes = || scenario.options.iter().flat_map(|option| &option.homes);
    let path = format!("{path}.place");
    if !homes().any(|home| home.id == id) {
        let shown: String = id.chars().take(60).flat_map(char::escape_debug).collect();
        let hint = match did_you_mean(id, homes().map(|home| home.id.as_str())) {
            Some(other) => format!("did you mean '{other}'?"),
            None => "write Elsewhere if they are not in a London home".to_owned(),
        };
        check.report(path, format!("is the home '{shown}', which no option has; {hint}"));
        return;
    }
    let start = scenario.run.start;
    let is_open = |home: &Home| home.opens.is_none_or(|opens| opens <= start) && home.closes.is_none_or(|closes| closes > start);
    for option in &scenario.options {
        if option.homes.iter().any(|home| home.id == id && !is_open(home)) {
            let message = format!(
                "is the home '{id}', which is not open in {start} in the option '{}': nobody can be in it yet; \
                 write Elsewhere, or let the home open by then",
                option.id
            );
            check.report(&path, message);
        }
    }
}

/// A home has a bed for every child in it.
fn check_beds(check: &mut Checker, scenario: &Scenario, today: &Today) {
    for option in &scenario.options {
        for home in &option.homes {
            let in_home = |stream: Stream| -> u64 {
                let here = today.placed.iter().filter(|group| group.stream == stream && group.place == PlaceToday::Home(home.id.clone()));
                here.flat_map(|group| &group.bands).map(|band| u64::from(band.children)).sum()
            };
            let over = |kind: BedKind| {
                let children: u64 = Stream::ALL.into_iter().filter(|stream| BedKind::own(*stream) == kind).map(in_home).sum();
                children.saturating_sub(u64::from(home.beds(kind)))
            };
            let over = over(BedKind::Welfare) + over(BedKind::Justice);
            if over > u64::from(home.either_beds) {
                let children: u64 = Stream::ALL.into_iter().map(in_home).sum();
                let message = format!(
                    "puts {children} children in the home '{}', which in the option '{}' has not enough beds of their kind ({} in all): \
                     count fewer there, or give the home more beds",
                    home.id,
                    option.id,
                    home.total_beds()
                );
                check.report(ParameterId::TodayPlaced.path(), message);
                return;
            }
        }
    }
}
