//! Numbers as people type them; how they are written is the report's business, and the same on screen and on paper.

mod typed;

use crate::model::YearMonth;

pub use crate::report::wording::{
    MONTHS, Written, capital, difference, estimate, hundredths, month, number, out_of_100, parameter_unit, percent, short_number, uncapital,
};
pub use typed::{typed_in, typed_number};

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
        assert_eq!((in_months(127.75).as_deref(), in_months(28.0)), (Some("4.2 months"), None));
        assert_eq!((with_unit("1", " days"), with_unit("2", " days")), ("1 day".to_owned(), "2 days".to_owned()));
        assert_eq!((of_one(" pounds a week"), of_one(" a year")), (" pound a week".to_owned(), " a year".to_owned()));
        let september = YearMonth::new(2024, 9);
        for text in ["2024-09", "9/2024", "September 2024", "sep 2024"] {
            assert_eq!(typed_month(text), september, "{text}");
        }
        assert_eq!(typed_month("2024"), None);
    }
}
