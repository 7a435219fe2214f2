//! What is not known, in words: the three parts of a range, where a choice turns, and what to find out next.

use crate::analysis::uncertainty::{Aim, Levels, Rule, Split, Switching, Turning, Worth};
use crate::analysis::{Better, MeasureSpec, MeasureUnit};
use crate::model::{ParameterId, Scenario};

use super::wording::{self, hundredths, number, uncapital};

/// Certainty below which a turn may be chance alone.
const CERTAIN: f64 = 0.95;

/// A value of a measure with the decimals that people can use: none for shares and for what is large.
pub fn value(unit: MeasureUnit, value: f64) -> String {
    match unit {
        _ if !value.is_finite() => "–".to_owned(),
        MeasureUnit::Share => format!("{}%", number(value * 100.0, 0)),
        _ => number(value, usize::from(value.abs() < 9.95)),
    }
}

/// A width or step of a measure: of shares in percentage points.
pub fn step(unit: MeasureUnit, value: f64) -> String {
    let shown = if unit == MeasureUnit::Share { value * 100.0 } else { value };
    let text = number(shown, usize::from(shown.abs() < 9.95));
    if unit == MeasureUnit::Share { format!("{text} points") } else { text }
}

/// A step with its sign; none where nothing of it is left to be shown.
pub fn signed_step(unit: MeasureUnit, value: f64) -> String {
    let text = step(unit, value);
    let is_nothing = !text.contains(|c: char| ('1'..='9').contains(&c));
    if value > 0.0 && !is_nothing { format!("+{text}") } else { text }
}

/// A measure in the middle of a sentence.
fn title(spec: &MeasureSpec) -> String {
    uncapital(&spec.label).replacen(": ", ", ", 1)
}

/// The mean with its error, as every other mean is written.
pub fn mean(unit: MeasureUnit, split: &Split) -> String {
    wording::written(unit, split.mean, split.half_width, false)
        .map_or_else(|| "–".to_owned(), |written| format!("{} {}", written.value, written.interval).trim_end().to_owned())
}

/// How the parts of an option's range stand to each other, in a sentence with numbers.
pub fn split_sentence(name: &str, spec: &MeasureSpec, split: &Split) -> Option<String> {
    let not_knowing = hundredths(1.0 - split.chance_share())?;
    let (unit, title) = (spec.unit, title(spec));
    Some(format!(
        "{name}, {title}: nine in ten possible futures lie between {} and {}. Of their variance {not_knowing} parts in 100 come from not knowing \
         the figures and {} from chance; the average of {} is known to ±{}.",
        value(unit, split.total_low),
        value(unit, split.total_high),
        100 - not_knowing,
        value(unit, split.mean),
        step(unit, split.half_width)
    ))
}

/// What became of the draws, in a sentence.
pub fn draws_sentence(levels: &Levels) -> String {
    let mut text = format!(
        "{} draws of {} uncertain figures with {} possible futures each.",
        number(f64::from(levels.draws), 0),
        levels.figures.len(),
        levels.futures
    );
    if levels.cut > 0 {
        text += &format!(
            " In {} draws the share of requests that never need a place was drawn from the part of its range that agrees with the open \
             requests of the review.",
            levels.cut
        );
    }
    if levels.beyond > 0 {
        text += &format!(" {} draws cannot agree with them: patience is then at the limit nearest to agreement.", levels.beyond);
    }
    if levels.set_aside > 0 {
        text += &format!(" {} draws contradicted themselves and were set aside.", levels.set_aside);
    }
    text
}

/// The rule by which an option is chosen, for the middle of a sentence.
pub fn rule_words(rule: &Rule, spec: &MeasureSpec) -> String {
    let title = title(spec);
    match rule.aim {
        Aim::Best { margin: 0.0 } => format!("the best {title}"),
        Aim::Best { margin } => format!("the fewest places that come within {} of the best {title}", step(spec.unit, margin)),
        Aim::Reach { level } => {
            let side = if spec.better == Better::Lower { "at most" } else { "at least" };
            format!("the fewest places with {title} of {side} {}", value(spec.unit, level))
        }
    }
}

/// The name of an option by its place among those studied.
fn name<'a>(scenario: &'a Scenario, options: &[usize], place: usize) -> &'a str {
    options.get(place).and_then(|option| scenario.options.get(*option)).map_or("", |option| option.name.as_str())
}

/// The option chosen with the figures as they are.
pub fn chosen_sentence(scenario: &Scenario, found: &Switching, rule: &Rule, spec: &MeasureSpec) -> String {
    let words = rule_words(rule, spec);
    match found.chosen {
        None => format!("No option has a value to choose by ({words})."),
        Some(chosen) => {
            let sure = match hundredths(found.certainty) {
                Some(100) | None => String::new(),
                Some(count) => {
                    format!(" {count} of 100 resamplings of the {} possible futures choose the same.", number(f64::from(found.futures), 0))
                }
            };
            format!("{} has {words}.{sure}", name(scenario, &found.options, chosen))
        }
    }
}

/// Where the choice turns with one figure.
pub fn turning_sentence(scenario: &Scenario, options: &[usize], turning: &Turning) -> String {
    let id = turning.figure;
    let label = id.full_label();
    let [from, to] = [turning.from, turning.to].map(|value| id.written(value));
    if turning.switches.is_empty() {
        return format!("{label}: none in range; no value from {from} to {to} changes the choice.");
    }
    let mut text = String::new();
    for switch in &turning.switches {
        let [below, above] = [switch.below, switch.above].map(|place| name(scenario, options, place));
        let between = match [switch.low, switch.high].map(|end| end.map(|end| id.written(end))) {
            [Some(low), Some(high)] if low == high => String::new(),
            [Some(low), Some(high)] => format!(" (between {low} and {high}, 95%)"),
            [Some(low), None] => format!(" (from {low} to beyond the range, 95%)"),
            [None, Some(high)] => format!(" (from below the range to {high}, 95%)"),
            [None, None] => " (which may lie anywhere in the range, 95%)".to_owned(),
        };
        let sure = match hundredths(switch.certainty) {
            Some(count) if switch.certainty < CERTAIN => {
                format!(" Only {count} of 100 resamplings of the futures turn here at all: it may be chance.")
            }
            _ => String::new(),
        };
        if text.is_empty() {
            text = format!("{label}: ");
        } else {
            text.push(' ');
        }
        text += &format!("the choice turns from {below} to {above} as it passes {}{between}.{sure}", id.written(switch.at));
    }
    text
}

/// Figures in the order of what finding them out would add, those that add nothing left out: with the chances of the right choice in 100,
/// today and then.
pub fn worth_finding_out(figures: &[ParameterId], worth: &Worth) -> Vec<(ParameterId, u32, u32)> {
    let today = hundredths(worth.today).unwrap_or(0);
    let rows = figures.iter().zip(&worth.of_each).map(|(id, adds)| (*id, today, hundredths(worth.today + adds).unwrap_or(today)));
    let mut rows: Vec<_> = rows.filter(|(_, today, then)| then > today).collect();
    rows.sort_by_key(|(_, _, then)| std::cmp::Reverse(*then));
    rows
}

/// What to ask the coordination unit for next.
pub fn worth_sentence(scenario: &Scenario, options: &[usize], figures: &[ParameterId], worth: &Worth) -> String {
    let choice = name(scenario, options, worth.choice);
    let rows = worth_finding_out(figures, worth);
    let today = hundredths(worth.today).unwrap_or(0);
    let chosen = format!("Chosen today, {choice} is the right option in {today} of 100 draws of the uncertain figures.");
    match rows.first() {
        _ if worth.of_all <= 0.0 => format!("{chosen} Finding out more would not change the choice."),
        None => format!(
            "{chosen} No single figure would raise this noticeably; only several together would, to {} at most.",
            hundredths(worth.today + worth.of_all).unwrap_or(100)
        ),
        Some((id, _, then)) => format!(
            "{chosen} Ask the coordination unit first for: {}. Knowing it would raise this to {then} of 100.",
            uncapital(&id.full_label())
        ),
    }
}
