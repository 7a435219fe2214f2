//! Numbers as people type them; how they are written is the report's business, and the same on screen and on paper.

use crate::model::YearMonth;

pub use crate::report::wording::{
    MONTHS, Written, capital, difference, estimate, hundredths, month, number, out_of_100, parameter_unit, percent, short_number, uncapital,
};

/// What people type for a number: commas, spaces, a pound or percent sign and words of unit are forgiven.
pub fn typed_number(text: &str) -> Option<f64> {
    let text = text.trim().trim_start_matches('£').replace('\u{2212}', "-");
    let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '+' | '.' | ',' | ' '))).unwrap_or(text.len());
    text[..end].replace([',', ' '], "").parse().ok().filter(|number: &f64| number.is_finite())
}

/// Days in a unit of time that people write, as the model counts them; none: no such unit.
fn days_in(word: &str) -> Option<f64> {
    match word.trim().trim_end_matches('s') {
        "day" => Some(1.0),
        "week" => Some(7.0),
        "month" => Some(365.0 / 12.0),
        "year" => Some(365.0),
        _ => None,
    }
}

/// What people type for a number of a unit: “6 months” is 182.5 where the unit is days, and nothing at all where it is a year's requests.
/// Other words are forgiven as [`typed_number`] does.
pub fn typed_in(text: &str, unit: &str) -> Option<f64> {
    let number = typed_number(text)?;
    let word = text.trim_start_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    match (days_in(&word), days_in(unit)) {
        (Some(typed), Some(wanted)) => Some(number * typed / wanted),
        (Some(_), None) => None,
        _ => Some(number),
    }
}

/// A number with its unit, which is of one where the number is: “1 day”.
pub fn with_unit(digits: &str, unit: &str) -> String {
    format!("{digits}{}", if digits == "1" { of_one(unit) } else { unit.to_owned() })
}

/// A unit after the number one.
pub fn of_one(unit: &str) -> String {
    const MANY: [&str; 9] = ["replications", "groups", "requests", "days", "months", "years", "beds", "pounds", "weeks"];
    let words = unit.split(' ').map(|word| if MANY.contains(&word) { word.trim_end_matches('s') } else { word });
    words.collect::<Vec<_>>().join(" ")
}

/// Days as months, where they are two months or more: how people and the review speak of stays.
pub fn in_months(days: f64) -> Option<String> {
    (days >= 730.0 / 12.0).then(|| format!("{} months", short_number(days * 12.0 / 365.0, 1)))
}

/// What people type for a month: `2024-09`, `9/2024`, `September 2024`, `Sep 2024`.
pub fn typed_month(text: &str) -> Option<YearMonth> {
    if let Ok(month) = text.trim().parse() {
        return Some(month);
    }
    let mut parts = text.split(|c: char| c.is_whitespace() || c == '/' || c == '-').filter(|part| !part.is_empty());
    let (first, second) = (parts.next()?.to_lowercase(), parts.next()?);
    let by_name = MONTHS.iter().position(|name| first.len() >= 3 && name.to_lowercase().starts_with(&first)).map(|index| index as i32 + 1);
    YearMonth::new(second.parse().ok()?, by_name.or_else(|| first.parse().ok())?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type_is_understood() {
        assert_eq!(typed_number("1,000"), Some(1_000.0));
        assert_eq!(typed_number(" 25 %"), Some(25.0));
        assert_eq!(typed_number("£9,000 a week"), Some(9_000.0));
        assert_eq!(typed_number("127.75 days"), Some(127.75));
        assert_eq!(typed_number("many"), None);
        assert_eq!(typed_in("6 months", " days"), Some(182.5));
        assert_eq!(typed_in("26 weeks", " days"), Some(182.0));
        assert_eq!(typed_in("2 years", " months"), Some(24.0));
        assert_eq!(typed_in("127.75 days", " days"), Some(127.75));
        assert_eq!(typed_in("121 a year", " a year"), Some(121.0));
        assert_eq!(typed_in("6 months", " a year"), None);
        assert_eq!(typed_in("6 months", "%"), None);
        assert_eq!((in_months(127.75).as_deref(), in_months(28.0)), (Some("4.2 months"), None));
        let september = YearMonth::new(2024, 9);
        for text in ["2024-09", "9/2024", "September 2024", "sep 2024"] {
            assert_eq!(typed_month(text), september, "{text}");
        }
        assert_eq!(typed_month("2024"), None);
    }
}
