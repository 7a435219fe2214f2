//! Looks for patterns of personal data in what people write. Scenario files have no place for them: a find is a warning, never a block,
//! because a pattern is not proof.

use std::sync::LazyLock;

use regex::Regex;

/// A pattern: what it looks like, and how it is found.
struct Pattern {
    name: &'static str,
    expression: Regex,
    /// A further test of what was matched.
    holds: fn(&str) -> bool,
}

/// Name, expression, further test.
type Row = (&'static str, &'static str, fn(&str) -> bool);

static PATTERNS: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    let rows: [Row; 11] = [
        ("an email address", r"[\w.+-]+@[\w-]+\.[\w.-]*\w", always),
        ("an NHS number", r"\b\d{3}[ -]?\d{3}[ -]?\d{4}\b", is_nhs_number),
        ("a telephone number", r"(?:\+44[ ]?\(?0?\)?|\b0)[1-9]\d{1,4}[ -]?\d{3,4}[ -]?\d{3,4}\b", always),
        ("a National Insurance number", r"\b[A-CEGHJ-PR-TW-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b", always),
        ("a pupil number", r"\b[A-HJ-NP-RT-Z]\d{12}\b|\b[A-HJ-NP-RT-Z]\d{11}[A-Z]\b", always),
        (
            "a case number",
            r"(?i)\b(?:case|client|child|file|court|reference|ref|URN|UPN|LAC|CIN|EHM|ICS)[ ]*(?:no\.?|number|id|#|:)+[ ]*[a-z]{0,4}[-/]?\d{3,}",
            always,
        ),
        ("a postcode", r"\b(?:[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}|[A-Z]{1,2}\d[A-Z\d]?\d[ABD-HJLNP-UW-Z]{2})\b", always),
        ("a date of birth", r"(?i)\b(?:born|d\.?o\.?b\.?|date of birth)\b[^\d]{0,20}\d{1,4}", always),
        ("the day of an event", r"\b\d{1,2}[/.]\d{1,2}[/.](?:19|20)?\d{2}\b|\b(?:19|20)\d{2}-\d{2}-\d{2}\b", always),
        (
            "a person's name",
            r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Cllr|Councillor|Sir|Dame)\.? +(?:[A-Z]\.? *)*[A-Z][\p{Alphabetic}'’-]+",
            always,
        ),
        ("a single child", r"\b(?:[Cc]hild|[Bb]oy|[Gg]irl|[Yy]oung person) [A-Z]\b", always),
    ];
    // Every expression is tried by the tests below; one that were wrong would only be left out.
    rows.into_iter()
        .filter_map(|(name, expression, holds)| Some(Pattern { name, expression: Regex::new(expression).ok()?, holds }))
        .collect()
});

fn always(_: &str) -> bool {
    true
}

/// NHS numbers carry a check digit, which most other numbers of ten digits fail.
fn is_nhs_number(text: &str) -> bool {
    let digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(10)).collect();
    let [first @ .., check] = digits.as_slice() else { return false };
    let sum: u32 = first.iter().zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum();
    (11 - sum % 11) % 11 == *check
}

/// What of a text looks like personal data: what it looks like, and the words.
pub fn suspects(text: &str) -> Vec<(&'static str, &str)> {
    let mut found: Vec<(usize, &'static str, &str)> = Vec::new();
    for pattern in PATTERNS.iter() {
        for hit in pattern.expression.find_iter(text).filter(|hit| (pattern.holds)(hit.as_str())) {
            // The first pattern that fits has the word: ten digits with the right check are not a telephone number as well.
            let taken = found.iter().any(|(start, _, words)| *start < hit.end() && hit.start() < start + words.len());
            if !taken {
                found.push((hit.start(), pattern.name, hit.as_str()));
            }
        }
    }
    found.sort_unstable_by_key(|(start, ..)| *start);
    found.into_iter().map(|(_, name, words)| (name, words)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_finds_its_example() {
        let examples = [
            ("write to a.person@council.gov.uk", "an email address"),
            ("NHS 943 476 5919", "an NHS number"),
            ("call 020 7946 0018 today", "a telephone number"),
            ("QQ 12 34 56 C", ""),
            ("NI AB123456C", "a National Insurance number"),
            ("UPN A123456789012", "a pupil number"),
            ("case no. 20193", "a case number"),
            ("Ref: CH-4471", "a case number"),
            ("of SE1 0AA", "a postcode"),
            ("born in May 2009", "a date of birth"),
            ("admitted 14/03/2019", "the day of an event"),
            ("told by Mrs O'Neill", "a person's name"),
            ("like child K last year", "a single child"),
        ];
        assert_eq!(PATTERNS.len(), 11, "every expression is well formed");
        for (text, name) in examples {
            let found = suspects(text);
            assert_eq!(found.first().map_or("", |(name, _)| name), name, "{text}: {found:?}");
        }
    }

    #[test]
    fn what_a_scenario_says_of_its_sources_is_no_personal_data() {
        for text in [
            "Of 259 approved places 228 were available on 31 March 2019 (Department for Education): 0.88",
            "paragraph 12; Children Act 1989, section 25; 121 requests, 1,234,567 in all",
            "two 12-bed homes, A1 and M25, 2018/19, 18446744073709551615",
            "ages 10 to 17: 0.1, 0.2; version 1.2.3; 5,512 days; 943 476 5918",
            "the child stays up to 60 days; Dr is short for doctor",
        ] {
            assert_eq!(suspects(text), [], "{text}");
        }
    }
}
