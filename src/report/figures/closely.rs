//! A count by month, from a close look at an option.

use std::collections::BTreeMap;

use super::{period_of, replications};
use crate::analysis::closely::fan::{self, FanMonth};
use crate::model::{DAYS_PER_YEAR, ProvisionOption, Scenario, YearMonth};
use crate::report::figure::{Axis, Band, Fan, FanLine, Plot, Unsourced};
use crate::report::wording::{month as month_in_words, number};

/// Bands: the percentiles below and above, and what they hold.
const BANDS: [(usize, usize, &str); 3] = [(0, 6, "9 in 10"), (1, 5, "8 in 10"), (2, 4, "half of futures")];
const MEDIAN: usize = 3;

/// What is counted in the middle of each week.
pub enum Weekly<'a> {
    /// Beds in use, beside the beds usable week by week.
    Beds(&'a [f64]),
    /// Requests that wait.
    Waiting,
}

/// A count over the first years of a horizon in all futures; without bands where there are too few futures to tell one in twenty.
pub fn monthly(found: &fan::Fan, counted: &Weekly<'_>, start: YearMonth, years: f64, has_bands: bool) -> Fan {
    let months = &found.months[..found.months.len().min(((years * 12.0).ceil() as usize).max(1))];
    let weeks = ((years * DAYS_PER_YEAR / 7.0).ceil() as usize).max(1);
    let of = |value: &dyn Fn(&FanMonth) -> f64| months.iter().map(value).collect::<Vec<f64>>();
    let band = |(low, high, label): (usize, usize, &str)| Band {
        label: label.to_owned(),
        ends: months.iter().map(|month| [month.percentiles[low], month.percentiles[high]]).collect(),
    };
    let path = |path: &Vec<u32>| {
        let path = &path[..path.len().min(weeks)];
        bends(path).map(|week| [week_in_years(week), f64::from(path[week])]).collect::<Vec<_>>()
    };
    let paths: Vec<Vec<[f64; 2]>> = found.paths.iter().take(path_count(years)).map(path).collect();
    let (beds, label, unit) = match counted {
        Weekly::Beds(usable) => (steps(&usable[..usable.len().min(weeks)]), "Beds in use", "beds in use"),
        Weekly::Waiting => (Vec::new(), "Requests waiting", "waiting"),
    };
    let drawn = paths.iter().flatten().chain(&beds).map(|[_, number]| *number);
    let highest = months.iter().map(|month| month.percentiles[6]).chain(drawn).fold(1.0, f64::max);
    let beds_label = beds.last().map_or_else(String::new, |[_, beds]| {
        let whole = (beds - beds.round()).abs() < 0.05;
        if whole { format!("{} usable", number(*beds, 0)) } else { format!("{} usable, mean", number(*beds, 1)) }
    });
    Fan {
        axis: Axis::new(label, 0.0, highest * 1.06),
        unit: unit.to_owned(),
        start,
        years,
        months_each: 1,
        line: FanLine::Median,
        mean: of(&|month| month.mean),
        median: of(&|month| month.percentiles[MEDIAN]),
        bands: if has_bands { BANDS.map(band).to_vec() } else { Vec::new() },
        paths,
        beds,
        beds_label,
        moments: Vec::new(),
    }
}

/// The figure of a count by month; `title` is what it finds and `what` is counted. `futures` are behind it.
pub fn fan_figure(scenario: &Scenario, drawn: Fan, [id, title, what]: [&str; 3], futures: u32) -> Unsourced {
    let last = drawn.start.plus_months((drawn.years * 12.0).round().max(1.0) as i32 - 1);
    let period = if drawn.years < scenario.run.horizon_years {
        format!("{} to {}", month_in_words(drawn.start), month_in_words(last))
    } else {
        period_of(scenario)
    };
    let subtitle = format!("{what}, counted in the middle of each week, London, {period}");
    let bands = if drawn.bands.is_empty() { "" } else { "Bands hold half, 8 in 10 and 9 in 10 of the possible futures, month by month. " };
    let opened: String = drawn.moments.iter().map(|(_, words)| format!(" {words}.")).collect();
    let note = format!("{bands}Each thin line is one possible future.{opened}");
    let data = drawn.numbers();
    Unsourced::new(id, [title, &subtitle], (Plot::Fan(drawn), data), &note, replications(futures))
}

/// Which homes open after the first month, and when: years from it, and words. `home` is the only one looked at; none: all of them.
pub fn openings(option: &ProvisionOption, home: Option<usize>, start: YearMonth) -> Vec<(f64, String)> {
    let mut by_month: BTreeMap<YearMonth, Vec<&str>> = BTreeMap::new();
    for (index, of) in option.homes.iter().enumerate().filter(|(index, _)| home.is_none_or(|home| home == *index)) {
        if let Some(month) = of.opens.filter(|month| *month > start) {
            by_month.entry(month).or_default().push(&option.homes[index].name);
        }
    }
    let words = |(month, names): (YearMonth, Vec<&str>)| {
        let verb = if names.len() == 1 { "opens" } else { "open" };
        (f64::from(month.months_since(start)) / 12.0, format!("{} {verb} in {}", names.join(" and "), month_in_words(month)))
    };
    by_month.into_iter().map(words).collect()
}

/// Fewer futures are drawn whole where there are many years: lines must be told apart.
fn path_count(years: f64) -> usize {
    match years {
        years if years <= 2.0 => 5,
        years if years <= 5.0 => 3,
        _ => 2,
    }
}

fn week_in_years(week: usize) -> f64 {
    (7.0 * week as f64 + 3.5) / DAYS_PER_YEAR
}

/// The weeks in which a line through weekly numbers begins, bends or ends: between them it is straight.
fn bends(path: &[u32]) -> impl Iterator<Item = usize> {
    let is_straight = |week: usize| week > 0 && path.get(week + 1).is_some_and(|next| 2 * path[week] == path[week - 1] + next);
    (0..path.len()).filter(move |week| !is_straight(*week))
}

/// A line of steps through weekly values, with a corner only where the value changes: years, and the value.
fn steps(values: &[f64]) -> Vec<[f64; 2]> {
    let week = 7.0 / DAYS_PER_YEAR;
    let mut corners: Vec<[f64; 2]> = Vec::new();
    for (index, value) in values.iter().enumerate() {
        let years = index as f64 * week;
        match corners.last().copied() {
            Some([_, before]) if before == *value => {}
            Some([_, before]) => corners.extend([[years, before], [years, *value]]),
            None => corners.push([years, *value]),
        }
    }
    corners.extend(values.last().map(|last| [values.len() as f64 * week, *last]));
    corners
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_through_weeks_have_only_the_corners_they_need() {
        assert_eq!(bends(&[2, 2, 2, 4, 6, 7, 7]).collect::<Vec<_>>(), [0, 2, 4, 5, 6]);
        let beds: Vec<f64> = steps(&[2.0, 2.0, 3.0]).into_iter().map(|[_, beds]| beds).collect();
        assert_eq!(beds, [2.0, 2.0, 3.0, 3.0]);
    }
}
