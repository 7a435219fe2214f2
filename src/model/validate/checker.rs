//! Collects problems, and says of one figure whether it lies in its range.

use std::collections::BTreeMap;

use super::super::parameter::{ParameterId, Unit};
use super::super::scenario::Scenario;
use super::super::source::Source;
use super::super::time::YearMonth;
use super::{MOST_CHARACTERS, Problem};

/// Years in which anything in a scenario may happen.
pub const YEARS: std::ops::RangeInclusive<i32> = 1950..=2150;
/// Longest id.
const MOST_ID_CHARACTERS: usize = 40;

/// What a figure of the catalogue may be, in words.
pub fn permitted(id: ParameterId) -> String {
    let spec = id.spec();
    let (least, most) = (figure(spec.min), figure(spec.max));
    match spec.unit {
        _ if id == ParameterId::PriceYear => format!("a year between {} and {}", spec.min, spec.max),
        Unit::Share => format!("between {least} and {most} (a share: 0.25 means 25%)"),
        Unit::PerYear => format!("between {least} and {most} a year"),
        Unit::Days => format!("between {least} and {most} days"),
        Unit::Months => format!("between {least} and {most} months"),
        Unit::Years => format!("between {least} and {most} years"),
        Unit::PoundsPerWeek => format!("between £{least} and £{most} a week"),
        Unit::Pounds => format!("between £{least} and £{most}"),
        Unit::Count | Unit::Beds => format!("a whole number between {least} and {most}"),
        Unit::Number | Unit::None => format!("between {least} and {most}"),
    }
}

/// The problems so far.
#[derive(Default)]
pub struct Checker {
    /// In the order found.
    pub problems: Vec<Problem>,
}

impl Checker {
    /// Adds a problem.
    pub fn report(&mut self, path: impl Into<String>, message: impl Into<String>) {
        self.problems.push(Problem { path: path.into(), message: message.into() });
    }

    /// Checks a figure of the catalogue where it stands; what is not one number there is left alone.
    pub fn parameter(&mut self, id: ParameterId, scenario: &Scenario) -> bool {
        id.value(scenario).is_none_or(|value| self.range(&id.path(), id, value))
    }

    /// Checks a figure against the range of a row of the catalogue; whether it is in it.
    pub fn range(&mut self, path: &str, id: ParameterId, value: f64) -> bool {
        let spec = id.spec();
        if id == ParameterId::PriceYear {
            // A year is a name: no comma in it.
            let inside = (spec.min..=spec.max).contains(&value);
            if !inside {
                self.report(path, format!("must be {}, but is {value}", permitted(id)));
            }
            return inside;
        }
        self.between(path, value, spec.min, spec.max, &permitted(id))
    }

    /// Checks a figure against a range given in words as well; whether it is in it.
    pub fn between(&mut self, path: &str, value: f64, least: f64, most: f64, permitted: &str) -> bool {
        let inside = (least..=most).contains(&value);
        if !inside {
            self.report(path, format!("must be {permitted}, but is {}", figure(value)));
        }
        inside
    }

    /// Checks weights, of which only the proportions count; `what` names them.
    pub fn weights(&mut self, path: &str, id: ParameterId, weights: &[f64], what: &str) {
        let before = self.problems.len();
        for (index, weight) in weights.iter().enumerate() {
            self.range(&format!("{path}.#{}", index + 1), id, *weight);
        }
        if self.problems.len() == before && weights.iter().all(|weight| *weight == 0.0) {
            self.report(path, format!("at least one of the {what} must be above 0"));
        }
    }

    /// Checks a month.
    pub fn month(&mut self, path: &str, month: YearMonth) {
        if !YEARS.contains(&month.year()) {
            self.report(path, format!("must be a month between {}-01 and {}-12, but is {month}", YEARS.start(), YEARS.end()));
        }
    }

    /// Checks the length of a text.
    pub fn text(&mut self, path: &str, text: &str) {
        let length = text.chars().count();
        if length > MOST_CHARACTERS {
            let message = format!("must have at most {} characters, but has {}", figure(MOST_CHARACTERS as f64), figure(length as f64));
            self.report(path, message);
        }
    }

    /// Checks a name: a text of one line with something in it.
    pub fn name(&mut self, path: &str, name: &str) {
        if name.trim().is_empty() {
            self.report(path, "must not be empty: give it a name");
        } else if name.chars().any(char::is_control) {
            self.report(path, "must be one line of text without tabs or control characters");
        }
        self.text(path, name);
    }

    /// Checks the texts of a source.
    pub fn source(&mut self, path: &str, source: &Source) {
        let (field, text, note) = match source {
            Source::Stated { paragraph, note } => ("paragraph", paragraph, note.as_str()),
            Source::Derived { formula, note } => ("formula", formula, note.as_str()),
            Source::Published { citation, note } => ("citation", citation, note.as_str()),
            Source::Assumed { why } => ("why", why, ""),
        };
        if text.trim().is_empty() {
            self.report(format!("{path}.{field}"), "must not be empty: say where the figure comes from");
        }
        self.text(&format!("{path}.{field}"), text);
        self.text(&format!("{path}.note"), note);
    }

    /// Checks the ids of a list at `path`, and returns the path of each entry: by its id, or by its number where the id would not name it.
    pub fn ids<'a>(&mut self, path: &str, what: &str, ids: impl Iterator<Item = &'a str>) -> Vec<String> {
        let mut first_with: BTreeMap<&str, usize> = BTreeMap::new();
        ids.enumerate()
            .map(|(index, id)| {
                let by_number = format!("{path}.#{}", index + 1);
                let here = format!("{by_number}.id");
                let well_formed = id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
                let entry = if id.is_empty() {
                    self.report(here, format!("must not be empty: give the {what} a short id of lower-case letters, digits and hyphens"));
                    by_number
                } else if !well_formed {
                    let shown: String = id.chars().take(MOST_ID_CHARACTERS).flat_map(char::escape_debug).collect();
                    self.report(here, format!("must have only lower-case letters, digits and hyphens, but is '{shown}'"));
                    by_number
                } else if id.len() > MOST_ID_CHARACTERS {
                    self.report(here, format!("must have at most {MOST_ID_CHARACTERS} characters, but has {}", id.len()));
                    by_number
                } else if let Some(first) = first_with.get(id) {
                    let message = format!("'{id}' is a duplicate: {what} #{} has this id already; give this one another", first + 1);
                    self.report(here, message);
                    by_number
                } else {
                    format!("{path}.{id}")
                };
                first_with.entry(id).or_insert(index);
                entry
            })
            .collect()
    }
}

/// A figure for people: thousands apart, no endless digits.
pub fn figure(value: f64) -> String {
    if value.is_nan() {
        return "not a number".to_owned();
    }
    if value.is_infinite() {
        return if value > 0.0 { "infinite".to_owned() } else { "minus infinite".to_owned() };
    }
    let size = value.abs();
    if size != 0.0 && !(1e-6..1e21).contains(&size) {
        return format!("{value:e}");
    }
    let text = format!("{size}");
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let sign = if value < 0.0 { "-" } else { "" };
    if fraction.is_empty() { format!("{sign}{grouped}") } else { format!("{sign}{grouped}.{fraction}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_read_well() {
        let cases =
            [(0.0, "0"), (1_234_567.5, "1,234,567.5"), (-12.0, "-12"), (100.0, "100"), (1e300, "1e300"), (f64::NAN, "not a number")];
        for (value, text) in cases {
            assert_eq!(figure(value), text);
        }
    }
}
