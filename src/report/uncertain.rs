//! What is not known, in words: the three parts of a range, where a choice turns, and what to find out next.

use crate::analysis::uncertainty::{
    Aim, Change, Effect, Global, Levels, Quantity, Rule, Shares, Split, Structural, Switching, Turning, Variations, Worth, places,
};
use crate::analysis::{Better, MeasureSpec, MeasureUnit};
use crate::model::{ParameterId, Scenario};

use super::criteria::listed;
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
    let title = format!("“{}”", title(spec));
    match rule.aim {
        Aim::Best { margin: 0.0 } => format!("the best {title}"),
        Aim::Best { margin } => format!("the fewest places that come within {} of the best {title}", step(spec.unit, margin)),
        Aim::Reach { level } => {
            let side = if spec.better == Better::Lower { "at most" } else { "at least" };
            format!("the fewest places with {title} of {side} {}", value(spec.unit, level))
        }
    }
}

/// The name of an option by its place among those studied, in quotes.
fn name(scenario: &Scenario, options: &[usize], place: usize) -> String {
    let option = options.get(place).and_then(|option| scenario.options.get(*option));
    format!("“{}”", option.map_or("", |option| option.name.as_str()))
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
    let [from, to] = id.written_ends(turning.from, turning.to);
    if turning.switches.is_empty() {
        return format!("{label}: none in range; no value from {from} to {to} changes the choice.");
    }
    let mut text = String::new();
    for switch in &turning.switches {
        let [below, above] = [switch.below, switch.above].map(|place| name(scenario, options, place));
        let between = match [switch.low, switch.high].map(|end| end.map(|end| id.written(end))) {
            [Some(low), Some(high)] if low == high => String::new(),
            [Some(low), Some(high)] => format!(" (between {low} and {high}, 95% interval)"),
            [Some(low), None] => format!(" (from {low} to beyond the range, 95% interval)"),
            [None, Some(high)] => format!(" (from below the range to {high}, 95% interval)"),
            [None, None] => " (which may lie anywhere in the range, 95% interval)".to_owned(),
        };
        let sure = match hundredths(switch.certainty) {
            Some(count) if switch.certainty < CERTAIN => {
                format!(" Only {count} of 100 resamplings of the futures turn here at all: it may be chance.")
            }
            _ => String::new(),
        };
        text += &if text.is_empty() { format!("{label}: the choice") } else { " Then it".to_owned() };
        text += &format!(" turns from {below} to {above} as it passes {}{between}.{sure}", id.written(switch.at));
    }
    text
}

/// What finding a figure out would do to the choice: draws of 100 in which it is right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FindingOut {
    /// The figure.
    pub id: ParameterId,
    /// As today.
    pub today: u32,
    /// If the figure were known before the choice.
    pub then: u32,
    /// By how many it would rise at least and at most, 95%.
    pub more: [u32; 2],
}

impl FindingOut {
    /// Draws then and the interval of what is added, in words.
    pub fn words(&self) -> String {
        format!("{} of 100 ({} to {} more, 95% interval)", self.then, self.more[0], self.more[1])
    }

    /// Whether the interval leaves out that it adds nothing.
    pub fn is_clear(&self) -> bool {
        self.more[0] > 0
    }
}

/// Figures in the order of what finding them out would add, those that add nothing left out.
pub fn worth_finding_out(figures: &[ParameterId], worth: &Worth) -> Vec<FindingOut> {
    let today = hundredths(worth.today.value).unwrap_or(0);
    let rows = figures.iter().zip(&worth.of_each).map(|(id, adds)| {
        let then = hundredths(worth.today.value + adds.value).unwrap_or(today);
        // Rounded outwards, so that the interval never says more than is known.
        let more = [(adds.low * 100.0).floor(), (adds.high * 100.0).ceil()].map(|count| count as u32);
        FindingOut { id: *id, today, then, more }
    });
    let mut rows: Vec<_> = rows.filter(|row| row.then > row.today).collect();
    rows.sort_by_key(|row| std::cmp::Reverse((row.then, row.more[0])));
    rows
}

/// What to ask the coordination unit for next.
pub fn worth_sentence(scenario: &Scenario, options: &[usize], figures: &[ParameterId], worth: &Worth) -> String {
    let choice = name(scenario, options, worth.choice);
    let rows = worth_finding_out(figures, worth);
    let of_100 = |value: f64| hundredths(value).unwrap_or(0);
    let today = of_100(worth.today.value);
    let chosen = format!(
        "Where all uncertain figures are drawn from their ranges at once, {choice} is the right option most often: in {today} of 100 draws \
         ({} to {}, 95% interval).",
        of_100(worth.today.low.max(0.0)),
        of_100(worth.today.high.min(1.0))
    );
    match rows.iter().find(|row| row.is_clear()) {
        _ if worth.of_all.value <= 0.0 => format!("{chosen} Finding out more would not change the choice."),
        None => format!(
            "{chosen} No single figure clearly raises this; only several together would, to {} at most.",
            hundredths(worth.today.value + worth.of_all.value).unwrap_or(100)
        ),
        Some(row) => format!(
            "{chosen} Ask the coordination unit first for: {}. Knowing it would raise this to {}.",
            uncapital(&row.id.full_label()),
            row.words()
        ),
    }
}

/// What one uncertain figure does to a measure of an option by itself, and its share of the differences when all move together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moved {
    /// The figure.
    pub id: ParameterId,
    /// With its low value.
    pub low: Effect,
    /// With its high value.
    pub high: Effect,
    /// When all move together; none until that is known.
    pub share: Option<Shares>,
}

impl Moved {
    /// How far it moves the measure at most.
    pub fn width(&self) -> f64 {
        self.low.change.abs().max(self.high.change.abs())
    }

    /// Whether either end does more than chance could (95%).
    pub fn is_clear(&self) -> bool {
        [self.low, self.high].iter().any(is_clear)
    }
}

/// A change, of a share in percentage points, no digit more than its interval supports; where it may be chance, that.
pub fn change_words(unit: MeasureUnit, effect: &Effect) -> String {
    if !effect.change.is_finite() {
        return "no value".to_owned();
    }
    if effect.change == 0.0 && effect.half_width == 0.0 {
        return "the same".to_owned();
    }
    if !is_clear(effect) {
        return "no clear difference".to_owned();
    }
    let written = wording::written(unit, effect.change, effect.half_width, true).map_or_else(String::new, |written| written.value);
    // A change that is clear and yet less than the last digit shown.
    if written.contains(|c: char| ('1'..='9').contains(&c)) {
        written
    } else {
        let (sign, digit) = (if effect.change < 0.0 { "\u{2212}" } else { "+" }, if written.contains('.') { "0.1" } else { "1" });
        format!("{sign}<{digit}{}", if unit == MeasureUnit::Share { " pts" } else { "" })
    }
}

/// Whether a change is more than chance (95%).
pub fn is_clear(effect: &Effect) -> bool {
    effect.change.abs() > effect.half_width
}

/// What every uncertain figure does to a measure (by its key) of an option (by its place among those studied), the widest first.
pub fn moved(scenario: &Scenario, variations: &Variations, global: Option<&Global>, place: usize, key: &str) -> Vec<Moved> {
    let shares = global.map(|global| (&global.figures, global.shares(Quantity::Option(place), key)));
    let share_of = |id: ParameterId| {
        let (figures, shares) = shares.as_ref()?;
        shares.get(figures.iter().position(|figure| *figure == id)?).copied()
    };
    let row = |id: &ParameterId| {
        let end = |change| variations.effect(change, place, key).copied().filter(|effect| effect.change.is_finite());
        Some(Moved { id: *id, low: end(Change::Low(*id))?, high: end(Change::High(*id))?, share: share_of(*id) })
    };
    let mut rows: Vec<Moved> = scenario.ranges.keys().filter_map(row).collect();
    rows.sort_by(|a, b| b.width().total_cmp(&a.width()));
    rows
}

/// Which figure moves an option most by itself, in a sentence; none where no figure is tried.
pub fn most_sentence(scenario: &Scenario, name: &str, unit: MeasureUnit, unchanged: f64, rows: &[Moved]) -> Option<String> {
    let first = rows.first()?;
    let today = value(unit, unchanged);
    if !first.is_clear() {
        return Some(format!("{name}: {today}. No clear difference with any single figure at either end of its range."));
    }
    let range = scenario.ranges.get(&first.id)?;
    let ends = [first.low, first.high].map(|effect| value(unit, effect.mean));
    let at = first.id.written_ends(range.low, range.high);
    Some(format!(
        "{name}: {today}. By itself “{}” moves it most: {} at {}, {} at {}.",
        first.id.full_label(),
        ends[0],
        at[0],
        ends[1],
        at[1]
    ))
}

/// The option that a rule chooses under a change, by its place among those studied; none where it is not known.
pub fn choice(scenario: &Scenario, variations: &Variations, change: Change, rule: &Rule, spec: &MeasureSpec) -> Option<usize> {
    rule.aim.choose(spec.better, &variations.means(change, &spec.key)?, &places(scenario, &variations.options))
}

/// Whether another option would be chosen in another world, in a sentence; none where no option is chosen or no world is known.
pub fn worlds_sentence(scenario: &Scenario, variations: &Variations, rule: &Rule, spec: &MeasureSpec) -> Option<String> {
    let choice = |change| choice(scenario, variations, change, rule, spec);
    let today = choice(Change::None)?;
    let worlds: Vec<Structural> =
        Structural::ALL.into_iter().filter(|world| variations.means(Change::World(*world), &spec.key).is_some()).collect();
    let other: Vec<String> =
        worlds.iter().filter(|world| choice(Change::World(**world)) != Some(today)).map(|world| format!("“{}”", world.label())).collect();
    let (name, words) = (name(scenario, &variations.options, today), rule_words(rule, spec));
    match (worlds.len(), other.len()) {
        (0, _) => None,
        (all, 0) => Some(format!("{name} has {words} in every one of these {all} worlds.")),
        (all, some) => Some(format!(
            "{name} has {words} in {} of these {all} worlds; another option would be chosen in {some}: {}.",
            all - some,
            listed(&other)
        )),
    }
}
