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
        let september = YearMonth::new(2024, 9);
        for text in ["2024-09", "9/2024", "September 2024", "sep 2024"] {
            assert_eq!(typed_month(text), september, "{text}");
        }
        assert_eq!(typed_month("2024"), None);
    }
}
