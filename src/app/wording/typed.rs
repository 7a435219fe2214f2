//! What people type for a number. What is not understood to the last letter is no number: half of it would be a wrong figure.

/// What people type for a number without a unit: “1,000”, “1e3”, “8k”, “£8”, “25 %”, “70 points”.
pub fn typed_number(text: &str) -> Option<f64> {
    let (number, words) = split(text)?;
    let (times, unit) = thousands(&words);
    matches!(unit, "" | "%" | "percent" | "per cent" | "points" | "pts" | "miles").then_some(number * times)
}

/// What people type for a number of a unit: “6 mths” is 182.5 where the unit is days, “8k” is 8,000 where it is pounds. Nothing where the
/// words are not those of the unit.
pub fn typed_in(text: &str, unit: &str) -> Option<f64> {
    let (number, words) = split(text)?;
    if text.contains('£') && !unit.contains("pounds") {
        return None;
    }
    let unit = unit.trim();
    if let Some(wanted) = days_in(unit) {
        return if words.is_empty() { Some(number) } else { days_in(&words).map(|typed| number * typed / wanted) };
    }
    let (times, rest) = if unit == "%" { (1.0, words.as_str()) } else { thousands(&words) };
    is_of(rest, unit).then_some(number * times)
}

/// Whether words behind a number are those of a unit, or none.
fn is_of(words: &str, unit: &str) -> bool {
    if words.is_empty() || words == unit || words == super::of_one(unit) {
        return true;
    }
    match unit {
        "%" => matches!(words, "percent" | "per cent" | "pc"),
        "a year" => {
            matches!(words, "per year" | "/year" | "pa" | "p.a" | "a yr" | "requests" | "requests a year" | "places" | "places a year")
        }
        "pounds a week" => matches!(words, "pounds" | "a week" | "per week" | "pounds per week" | "/week" | "pw" | "p.w"),
        "points" => matches!(words, "%" | "pts" | "percentage points"),
        "° north" => matches!(words, "°" | "°n" | "° n" | "n" | "degrees" | "degrees north"),
        "° east" => matches!(words, "°" | "°e" | "° e" | "e" | "degrees" | "degrees east"),
        "× mean" => matches!(words, "x" | "×" | "x mean" | "times" | "times mean"),
        _ => false,
    }
}

/// Days in a unit of time that people write, as the model counts them; none: no such unit.
fn days_in(word: &str) -> Option<f64> {
    match word {
        "d" | "day" | "days" => Some(1.0),
        "w" | "wk" | "wks" | "week" | "weeks" => Some(7.0),
        "m" | "mo" | "mos" | "mth" | "mths" | "month" | "months" => Some(365.0 / 12.0),
        "y" | "yr" | "yrs" | "year" | "years" => Some(365.0),
        _ => None,
    }
}

/// The thousands or millions with which words begin, and the words behind them.
fn thousands(words: &str) -> (f64, &str) {
    let first = words.split(' ').next().unwrap_or_default();
    let times = match first {
        "k" | "thousand" => 1e3,
        "m" | "mn" | "million" => 1e6,
        "bn" | "billion" => 1e9,
        _ => return (1.0, words),
    };
    (times, words[first.len()..].trim_start())
}

/// The number at the beginning of a text and the words behind it, in small letters and one space apart.
fn split(text: &str) -> Option<(f64, String)> {
    let text = text.replace('\u{2212}', "-").to_lowercase();
    let (sign, text) = match text.trim().strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, text.trim().trim_start_matches('+')),
    };
    let text = text.trim_start().trim_start_matches('£').trim_start();
    let mut end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '\u{a0}'))).unwrap_or(text.len());
    // Of “1e3” the letter belongs to the number.
    if let Some(power) = text[end..].strip_prefix('e') {
        let digits = power.trim_start_matches(['-', '+']);
        let length = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
        if length > 0 {
            end += 1 + (power.len() - digits.len()) + length;
        }
    }
    let number = sign * ungrouped(text[..end].trim_end())?.parse::<f64>().ok()?;
    let words = text[end..].split_whitespace().collect::<Vec<_>>().join(" ");
    number.is_finite().then(|| (number, words.trim_end_matches('.').to_owned()))
}

/// A number without what sets its thousands apart; nothing where a comma or a space stands elsewhere than between thousands.
fn ungrouped(digits: &str) -> Option<String> {
    let whole = digits.split(['.', 'e']).next().unwrap_or_default();
    let groups: Vec<&str> = whole.split([',', ' ', '\u{a0}']).collect();
    let apart = |(at, group): (usize, &&str)| if at == 0 { group.len() <= 3 && !group.is_empty() } else { group.len() == 3 };
    if groups.len() > 1 && !groups.iter().enumerate().all(apart) {
        return None;
    }
    let fits = !digits[whole.len()..].contains([',', ' ', '\u{a0}']);
    fits.then(|| groups.concat() + &digits[whole.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type_is_understood() {
        for (text, number) in [
            ("1,000", 1_000.0),
            ("1 000", 1_000.0),
            ("£ 1,234,567.5", 1_234_567.5),
            (" 25 %", 25.0),
            ("−3", -3.0),
            ("+3", 3.0),
            ("-£3", -3.0),
            (".5", 0.5),
            ("1e3", 1_000.0),
            ("2.5E-1", 0.25),
            ("8k", 8_000.0),
            ("70 points", 70.0),
        ] {
            assert_eq!(typed_number(text), Some(number), "{text}");
        }
        for (text, unit, number) in [
            ("6 months", " days", 182.5),
            ("6 mths", " days", 182.5),
            ("6m", " days", 182.5),
            ("6 mo.", " days", 182.5),
            ("26 weeks", " days", 182.0),
            ("26 wks", " days", 182.0),
            ("12 d", " days", 12.0),
            ("1 day", " days", 1.0),
            ("2 years", " months", 24.0),
            ("127.75 days", " days", 127.75),
            ("121 a year", " a year", 121.0),
            ("1e3", " a year", 1_000.0),
            ("8k", " pounds a week", 8_000.0),
            ("£9,000 a week", " pounds a week", 9_000.0),
            ("9 thousand", " pounds a week", 9_000.0),
            ("9 thousand pounds a week", " pounds a week", 9_000.0),
            ("1.5m", " pounds", 1_500_000.0),
            ("£2 million", " pounds", 2_000_000.0),
            ("25 per cent", "%", 25.0),
            ("1 bed", " beds", 1.0),
            ("0.8 × mean", " × mean", 0.8),
            ("2 pts", " points", 2.0),
            ("51.5° N", "° north", 51.5),
            ("-0.1 degrees east", "° east", -0.1),
            ("17 yrs", " years", 17.0),
        ] {
            assert_eq!(typed_in(text, unit), Some(number), "{text} in{unit}");
        }
    }

    #[test]
    fn what_is_not_understood_is_no_number() {
        for text in
            ["", "many", "30 xyz", "150x", "1,5", "1,00", "12 3", "1.2.3", "8-9", "1e", "1e999", "nan", "inf", "--3", "1.000,5", "6 months"]
        {
            assert_eq!(typed_number(text), None, "{text}");
        }
        for (text, unit) in [
            ("30 xyz", " days"),
            ("30 kdays", " days"),
            ("8k", " days"),
            ("6 months", " a year"),
            ("6 months", "%"),
            ("25%", " days"),
            ("8k", "%"),
            ("150x", " a year"),
            ("9,000 a year", " pounds a week"),
            ("£30", " days"),
            ("0.1 W", "° east"),
            ("30 beds", ""),
        ] {
            assert_eq!(typed_in(text, unit), None, "{text} in{unit}");
        }
    }
}
