//! The calendar: days, months, years, and the month in which something starts.
//!
//! The clock of a simulation counts days from the start of its warm-up; a scenario file speaks of
//! calendar months. The two meet here and nowhere else.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Days in a year: leap days are ignored throughout.
pub const DAYS_PER_YEAR: f64 = 365.0;
/// Days in a month: a twelfth of a year, so that 4.2 months are 127.75 days.
pub const DAYS_PER_MONTH: f64 = DAYS_PER_YEAR / 12.0;

/// Days from months of 365/12 days.
pub fn days_from_months(months: f64) -> f64 {
    months * DAYS_PER_MONTH
}

/// A calendar month, written `"2030-03"` in a scenario file. Years 1900 to 2199.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct YearMonth {
    year: i32,
    /// 1 to 12.
    month: i32,
}

impl YearMonth {
    /// The month `month` (1 to 12) of `year` (1900 to 2199), or nothing outside those.
    pub fn new(year: i32, month: i32) -> Option<Self> {
        ((1900..2200).contains(&year) && (1..=12).contains(&month)).then_some(Self { year, month })
    }

    /// The calendar year.
    pub fn year(self) -> i32 {
        self.year
    }

    /// The month of the year, 1 to 12.
    pub fn month(self) -> i32 {
        self.month
    }

    /// Whole months from `earlier` to this one; negative when this one comes first.
    pub fn months_since(self, earlier: Self) -> i32 {
        (self.year - earlier.year) * 12 + self.month - earlier.month
    }

    /// The month that many months later (or earlier, for a negative number).
    pub fn plus_months(self, months: i32) -> Self {
        let index = self.year * 12 + self.month - 1 + months;
        Self { year: index.div_euclid(12), month: index.rem_euclid(12) + 1 }
    }

    /// Days from the first day of `start` to the first day of this month, in months of 365/12 days.
    pub fn days_since(self, start: Self) -> f64 {
        days_from_months(f64::from(self.months_since(start)))
    }
}

impl fmt::Display for YearMonth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl FromStr for YearMonth {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("'{text}' is not a month: write the year and the month, for example \"2030-03\"");
        let (year, month) = text.split_once('-').ok_or_else(wrong)?;
        if year.len() != 4 || month.len() != 2 {
            return Err(wrong());
        }
        let number = |part: &str| part.parse::<i32>().map_err(|_| wrong());
        Self::new(number(year)?, number(month)?).ok_or_else(wrong)
    }
}

impl Serialize for YearMonth {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for YearMonth {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_count_across_years() {
        let start: YearMonth = "2020-04".parse().unwrap();
        let end: YearMonth = "2030-03".parse().unwrap();
        assert_eq!(end.months_since(start), 119);
        assert_eq!(start.plus_months(119), end);
        assert_eq!(end.plus_months(-119), start);
        assert!((end.days_since(start) - 119.0 * 365.0 / 12.0).abs() < 1e-9);
    }

    #[test]
    fn only_a_year_and_a_month_are_read() {
        for text in ["2030", "2030-13", "2030-00", "30-03", "2030-3", "March 2030", ""] {
            assert!(text.parse::<YearMonth>().is_err(), "{text}");
        }
    }
}
