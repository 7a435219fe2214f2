//! What fifty equally possible futures of a measure say: how many are on either side of a line, and where most of them lie.

use crate::analysis::{Better, DOTS, Dots, MeasureSpec, MeasureUnit};

use super::wording::{number, uncapital};

/// Dots left out at either end, so that 40 of 50 remain.
const TAIL: usize = 5;

/// Where 40 of 50 futures lie.
pub fn middle(dots: &Dots) -> (f64, f64) {
    (dots[TAIL], dots[DOTS - 1 - TAIL])
}

/// The middle of all: as many futures lie above as below.
pub fn median(dots: &Dots) -> f64 {
    (dots[DOTS / 2 - 1] + dots[DOTS / 2]) / 2.0
}

/// A value of a measure among others so far apart: no more digits than tell them from each other.
pub fn value(unit: MeasureUnit, value: f64, apart: f64) -> String {
    let scale = if unit == MeasureUnit::Share { 100.0 } else { 1.0 };
    number(value * scale, usize::from((apart * scale).abs() < 5.0))
}

/// Digits with their unit: pounds before them, all else behind.
pub fn with_unit(unit: MeasureUnit, digits: &str) -> String {
    match unit {
        MeasureUnit::Pounds => format!("£{digits}"),
        MeasureUnit::MillionPounds => format!("£{digits} million"),
        unit => format!("{digits}{}", unit_word(unit)),
    }
}

/// The unit behind a number in a sentence.
pub fn unit_word(unit: MeasureUnit) -> &'static str {
    match unit {
        MeasureUnit::Children => " children",
        MeasureUnit::PerYear => " a year",
        MeasureUnit::Days => " days",
        MeasureUnit::Share => "%",
        MeasureUnit::Miles => " miles",
        MeasureUnit::Pounds => " £",
        MeasureUnit::MillionPounds => " £ million",
    }
}

/// How many of fifty futures are on the better side of a line, and how many are not. Measures without a better side: below, and not.
pub fn sides(dots: &Dots, better: Better, line: f64) -> (usize, usize) {
    let on_side = match better {
        Better::Higher => dots.iter().filter(|dot| **dot > line).count(),
        Better::Lower | Better::Neither => dots.iter().filter(|dot| **dot < line).count(),
    };
    (on_side, DOTS - on_side)
}

/// What an option's futures say, against the baseline's median; of the baseline itself, where most of them lie.
pub fn sentence(measure: &MeasureSpec, option: (&str, &Dots), baseline: Option<(&str, &Dots)>) -> String {
    let ((name, dots), unit) = (option, unit_word(measure.unit));
    let what = uncapital(measure.title());
    let spread = dots[DOTS - 1] - dots[0];
    let Some((baseline, of_baseline)) = baseline else {
        let (low, high) = middle(dots);
        let [low, high] = [low, high].map(|end| value(measure.unit, end, spread));
        return format!("{name}, {what}: {low} to {high}{unit} in 40 of {DOTS} possible futures; less or more in 10 of {DOTS}.");
    };
    // The line is the number that is said, so that the count is right for it.
    let scale = if measure.unit == MeasureUnit::Share { 100.0 } else { 1.0 };
    let coarse = (of_baseline[DOTS - 1] - of_baseline[0]).max(spread) * scale >= 5.0;
    let rounding = if coarse { 1.0 } else { 10.0 };
    let line = (median(of_baseline) * scale * rounding).round() / rounding;
    let (on_side, other) = sides(dots, measure.better, line / scale);
    let line = number(line, usize::from(!coarse));
    let fewer = if matches!(measure.unit, MeasureUnit::Children | MeasureUnit::PerYear) { "fewer" } else { "less" };
    let (side, rest) = match measure.better {
        Better::Higher => (format!("more than {line}{unit}"), format!("{line}{unit} or {fewer}")),
        Better::Lower | Better::Neither => (format!("{fewer} than {line}{unit}"), format!("{line}{unit} or more")),
    };
    format!(
        "{name}, {what}: {side} in {on_side} of {DOTS} possible futures; {rest} in {other} of {DOTS}. {line}{unit} is the median of “{baseline}”."
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::measure::option_measures;
    use crate::model::Stream;

    fn measure(key: &str) -> MeasureSpec {
        option_measures(&[Stream::Welfare]).into_iter().find(|measure| measure.key == key).unwrap()
    }

    #[test]
    fn both_sides_add_up_and_the_line_is_the_number_said() {
        let waiting = measure("welfare_waiting");
        // 0.2, 0.4 ... 10.0 against a baseline with a median of 8.2.
        let few: Dots = std::array::from_fn(|dot| 0.2 * (dot + 1) as f64);
        let many: Dots = std::array::from_fn(|dot| 3.1 + 0.2 * (dot + 1) as f64);
        assert_eq!(
            sentence(&waiting, ("B", &few), Some(("As now", &many))),
            "B, waiting for a place: fewer than 8 children in 39 of 50 possible futures; 8 children or more in 11 of 50. \
             8 children is the median of “As now”."
        );
        assert_eq!(
            sentence(&waiting, ("B", &few), None),
            "B, waiting for a place: 1 to 9 children in 40 of 50 possible futures; less or more in 10 of 50."
        );
        for line in [-1.0, 0.2, 5.0, 99.0] {
            for better in [Better::Higher, Better::Lower, Better::Neither] {
                let (one, other) = sides(&few, better, line);
                assert_eq!(one + other, 50);
            }
        }
    }

    #[test]
    fn a_share_is_told_in_percent_and_more_is_better() {
        let placed = measure("welfare_placed_share");
        let dots: Dots = std::array::from_fn(|dot| 0.70 + 0.001 * dot as f64);
        let text = sentence(&placed, ("B", &dots), Some(("A", &[0.72; 50])));
        assert!(text.contains("more than 72.0% in 29 of 50") && text.contains("72.0% or less in 21 of 50"), "{text}");
    }

    #[test]
    fn forty_of_fifty_lie_in_the_middle() {
        let dots: Dots = std::array::from_fn(|dot| dot as f64);
        let (low, high) = middle(&dots);
        assert_eq!(dots.iter().filter(|dot| (low..=high).contains(*dot)).count(), 40);
        assert_eq!(median(&dots), 24.5);
    }
}
