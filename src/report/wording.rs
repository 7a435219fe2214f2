//! Numbers as people read them.

use crate::analysis::{Difference, Estimate, MeasureUnit};
use crate::model::{ParameterId, Unit, YearMonth};

/// The months of the year.
pub const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// A number with that many decimals and a comma between thousands.
pub fn number(value: f64, decimals: usize) -> String {
    let text = format!("{:.decimals$}", value.abs());
    let (whole, rest) = text.find('.').map_or((text.as_str(), ""), |dot| text.split_at(dot));
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let is_zero = text.chars().all(|c| matches!(c, '0' | '.'));
    let sign = if value < 0.0 && !is_zero { "\u{2212}" } else { "" };
    format!("{sign}{grouped}{rest}")
}

/// A number with up to so many decimals, without zeros at the end.
pub fn short_number(value: f64, most_decimals: usize) -> String {
    let text = number(value, most_decimals);
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// A share as percent.
pub fn percent(share: f64) -> String {
    let percent = share * 100.0;
    let decimals = usize::from(percent < 9.95 || percent > 99.0 && percent < 99.95);
    format!("{}%", number(percent, decimals))
}

/// Without a capital at the start.
pub fn uncapital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

/// With a capital at the start.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters.next().map(|letter| letter.to_uppercase().collect()).unwrap_or_default();
    format!("{first}{}", letters.as_str())
}

/// A month in words.
pub fn month(month: YearMonth) -> String {
    let index = usize::try_from(month.month() - 1).unwrap_or(0);
    format!("{} {}", MONTHS.get(index).copied().unwrap_or(""), month.year())
}

/// A measure's mean and the half-width of its 95% interval, in the measure's unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The mean, with `%` for shares.
    pub value: String,
    /// `±` and the half-width; empty where one replication gives none.
    pub interval: String,
}

/// Writes an estimate; nothing where the measure has no value.
pub fn estimate(unit: MeasureUnit, estimate: &Estimate) -> Option<Written> {
    written(unit, estimate.mean, (estimate.high - estimate.low) / 2.0, false)
}

/// Writes a difference, with its sign; nothing where it has no value. Shares differ by percentage points.
pub fn difference(unit: MeasureUnit, difference: &Difference) -> Option<Written> {
    written(unit, difference.mean, (difference.high - difference.low) / 2.0, true)
}

/// Decimals that a 95% interval of this half-width supports: a step of the last digit shown is no less than the half-width. None without an
/// interval. On screen and on paper this is the only rule; two decimals are the most, and sentences show one at most.
pub fn supported_decimals(half_width: f64) -> usize {
    match half_width {
        half_width if half_width <= 0.01 => 2,
        half_width if half_width <= 0.1 => 1,
        _ => 0,
    }
}

/// Writes a mean with as many decimals as its interval supports, one at most; with its sign and in percentage points where it is a
/// difference. Nothing where it has no value.
pub fn written(unit: MeasureUnit, mean: f64, half_width: f64, signed: bool) -> Option<Written> {
    if !mean.is_finite() {
        return None;
    }
    let scale = if unit == MeasureUnit::Share { 100.0 } else { 1.0 };
    let (mean, half_width) = (mean * scale, half_width * scale);
    let interval = if !half_width.is_finite() {
        String::new()
    } else if half_width < 0.05 && half_width > 0.0 {
        "±<0.1".to_owned()
    } else {
        format!("±{}", number(half_width, usize::from(half_width < 9.95)))
    };
    let decimals = supported_decimals(half_width).min(1);
    let mut value = number(mean.abs(), decimals);
    let is_nothing = value.chars().all(|digit| matches!(digit, '0' | '.'));
    // A difference that is there must not read as none.
    if signed && is_nothing && mean.abs() > half_width {
        value = format!("<{}", if decimals == 0 { "1" } else { "0.1" });
    }
    if mean < 0.0 && (!is_nothing || value.starts_with('<')) {
        value.insert(0, '\u{2212}');
    } else if signed {
        value.insert(0, '+');
    }
    if unit == MeasureUnit::Share {
        value.push_str(if signed { " pts" } else { "%" });
    }
    Some(Written { value, interval })
}

/// A share of replications, out of 100; only *all* is 100 and only *none* is 0.
pub fn out_of_100(share: f64) -> Option<String> {
    hundredths(share).map(|count| format!("{count} of 100"))
}

/// A share as a count out of 100; only *all* is 100 and only *none* is 0. None where there is no share.
pub fn hundredths(share: f64) -> Option<u32> {
    share.is_finite().then(|| {
        let rounded = (share * 100.0).round();
        // What sums leave behind of all and none is neither.
        let honest = if share > 1e-12 && share < 1.0 - 1e-12 { rounded.clamp(1.0, 99.0) } else { rounded };
        honest as u32
    })
}

/// The letters of an option by its place in the scenario: 0 for the first, then A to Z, AA and on.
pub fn letter(at: usize) -> String {
    if at == 0 {
        return "0".to_owned();
    }
    let mut rest = at;
    let mut letters = Vec::new();
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// The unit after a parameter's number, with the space before it.
pub fn parameter_unit(id: ParameterId) -> &'static str {
    use ParameterId as P;
    match id {
        P::Replications => " replications",
        P::RivalGroups => " groups",
        P::CompetingRequests => " requests",
        P::LengthOfStayCv(_) | P::BetweenYearCv(_) => " × mean",
        _ => match id.spec().unit {
            Unit::PerYear => " a year",
            Unit::Days => " days",
            Unit::Months => " months",
            Unit::Years => " years",
            Unit::Share => "%",
            Unit::Beds => " beds",
            Unit::PoundsPerWeek => " pounds a week",
            Unit::Pounds => " pounds",
            Unit::Number | Unit::Count | Unit::None => "",
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_well() {
        assert_eq!(number(1_234_567.0, 0), "1,234,567");
        assert_eq!(number(-0.04, 1), "0.0");
        assert_eq!(number(-12.34, 1), "\u{2212}12.3");
        assert_eq!(short_number(127.75, 2), "127.75");
        assert_eq!(short_number(100.0, 2), "100");
        assert_eq!(percent(0.734), "73%");
        assert_eq!(percent(0.996), "99.6%");
        assert_eq!(percent(1.0), "100%");
    }

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!([0, 1, 26, 27, 52, 53, 199].map(letter), ["0", "A", "Z", "AA", "AZ", "BA", "GQ"]);
    }

    #[test]
    fn decimals_follow_the_interval() {
        assert_eq!([4.0, 0.6, 0.11, 0.1, 0.011, 0.01, f64::NAN, f64::INFINITY].map(supported_decimals), [0, 0, 0, 1, 1, 2, 0, 0]);
        for half_width in (1..400).map(|step| f64::from(step) * 0.005) {
            let decimals = supported_decimals(half_width) as i32;
            assert!(decimals == 0 || 10_f64.powi(-decimals) >= half_width, "±{half_width} with {decimals} decimals");
        }
    }

    #[test]
    fn an_interval_is_never_written_as_nothing() {
        let share = written(MeasureUnit::Share, 0.7342, 0.0001, false).unwrap();
        assert_eq!((share.value.as_str(), share.interval.as_str()), ("73.4%", "±<0.1"));
        let miles = written(MeasureUnit::Miles, 192.2, 1.4, false).unwrap();
        assert_eq!((miles.value.as_str(), miles.interval.as_str()), ("192", "±1.4"));
        assert_eq!(written(MeasureUnit::Share, 0.245, 0.001, true).unwrap().value, "+24.5 pts");
        assert_eq!(written(MeasureUnit::Days, f64::NAN, 0.0, false), None);
        let change = |mean: f64, half_width: f64| written(MeasureUnit::Days, mean, half_width, true).unwrap().value;
        let changes =
            [(0.03, 0.01), (-0.03, 0.01), (0.3, 0.2), (0.0, 0.0), (0.01, 0.03), (-0.01, 0.03)].map(|(mean, half)| change(mean, half));
        assert_eq!(changes, ["+<0.1", "\u{2212}<0.1", "+<1", "+0.0", "+0.0", "+0.0"], "a difference that is there is not nothing");
        // A tenth is said where the interval is ± a tenth, and not where it is more.
        let days = |half_width: f64| written(MeasureUnit::Days, 4.1, half_width, false).unwrap().value;
        assert_eq!((days(0.09).as_str(), days(0.11).as_str()), ("4.1", "4"));
        assert_eq!(written(MeasureUnit::Days, 4.1, f64::NAN, false).unwrap().value, "4");
        assert_eq!(out_of_100(0.999).unwrap(), "99 of 100");
    }
}
