//! What the room says, in sentences. Screen readers hear the same.

use crate::analysis::closely::waits::Waits;
use crate::analysis::closely::{Beds, FullLook, Scope, ScopeLook, StreamLook};
use crate::model::{BedKind, ProvisionOption, Stream};
use crate::report::findings::word;
use crate::report::wording::{number, out_of_100, percent};

/// What *full* means.
pub const FULL: &str = "Full: there is a usable bed, and every usable bed is taken. Weeks full are the share of the time open that is full, times 52, rounded: \
     seven days scattered over a year make one week, like seven on end.";
/// What a spell is.
pub const SPELL: &str = "Spell: time on end in which every usable bed is taken. A bed that one child leaves and the next takes in the same \
     instant was never free. The longest spell of each possible future is taken; half of them have one at least so long.";
/// What a wait is.
pub const WAIT: &str =
    "Wait: days from the request to admission, of children who were placed. Children whose request was withdrawn are not in it.";
/// What the waiting list is.
pub const WAITING: &str =
    "Waiting: a request that needs a place, made and neither placed nor withdrawn yet. Counted in the middle of each week.";
/// What beds in use are.
pub const IN_USE: &str = "In use: a child is in the bed, blocked days included. Usable: open, staffed, and not kept empty beside a child with intensive \
     support. Counted in the middle of each week.";
/// How to read the bands.
pub const BANDS: &str = "In nine in ten possible futures the count lies within the lightest band, in eight in ten within the next, in half within the darkest. \
     Each thin line is one possible future. All weeks of a month are taken together.";

/// Whose places are looked at.
pub fn children(stream: Option<Stream>) -> &'static str {
    match stream {
        None => "All children",
        Some(Stream::Welfare) => "Welfare",
        Some(Stream::Justice) => "Justice",
        Some(Stream::PoliceCustody) => "Police custody",
    }
}

/// The stream before a noun, with a space behind; nothing for all.
pub fn of_stream(stream: Option<Stream>) -> String {
    stream.map(|stream| format!("{} ", word(stream))).unwrap_or_default()
}

/// The first years of the horizon.
pub fn first_years(years: u32) -> String {
    if years == 1 { "1 year".to_owned() } else { format!("{years} years") }
}

/// A kind of bed.
pub fn beds_of_kind(kind: BedKind) -> &'static str {
    match kind {
        BedKind::Welfare => "welfare beds",
        BedKind::Justice => "justice beds",
        BedKind::Either => "beds for either",
    }
}

/// Where some beds are.
pub fn place(scope: Scope, option: &ProvisionOption) -> String {
    let home = scope.home.and_then(|home| option.homes.get(home)).map_or("All homes", |home| home.name.as_str());
    match scope.beds {
        Beds::Kind(kind) => format!("{home}: {}", beds_of_kind(kind)),
        Beds::All | Beds::For(_) => home.to_owned(),
    }
}

/// Some beds, in the middle of a sentence.
pub fn beds(scope: Scope) -> String {
    match scope.beds {
        Beds::All => "beds".to_owned(),
        Beds::For(stream) => format!("{} beds", word(stream)),
        Beds::Kind(kind) => beds_of_kind(kind).to_owned(),
    }
}

/// The same with the home that they are in, if only one is looked at.
pub fn beds_there(scope: Scope, option: &ProvisionOption) -> String {
    let home = if scope.home.is_some() { format!(" in {}", place(Scope { beds: Beds::All, ..scope }, option)) } else { String::new() };
    format!("{}{home}", beds(scope))
}

/// The beds in use on an average day.
pub fn in_use(look: &ScopeLook, option: &ProvisionOption) -> String {
    let share = if look.mean_usable > 0.0 { format!(" ({})", percent(look.mean_taken / look.mean_usable)) } else { String::new() };
    let usable = number(look.mean_usable, usize::from((look.mean_usable - look.mean_usable.round()).abs() >= 0.05));
    format!("On an average day {} of {usable} usable {} are in use{share}.", number(look.mean_taken, 1), beds_there(look.scope, option))
}

/// How many wait on an average day.
pub fn waiting(look: &StreamLook) -> String {
    let of = of_stream(look.stream);
    format!("On an average day {} {of}requests wait for a place.", number(look.mean_waiting, 1))
}

/// How often beds are full, with both sides.
pub fn full(full: &FullLook) -> String {
    format!("Full in {} of 52 weeks; room in {}.", number(full.weeks(), 0), number(full.weeks_with_room(), 0))
}

/// What the squares of the weeks are not.
pub const COUNTED: &str = "The weeks of an average year, counted: they do not follow one another.";

/// How different that is between futures.
pub fn full_range(full: &FullLook) -> String {
    let (low, high) = full.weeks_range();
    format!("In nine in ten possible futures, full in {} to {} weeks of 52.", number(low, 0), number(high, 0))
}

/// Days in words: weeks once there are two of them.
pub fn span(days: f64) -> String {
    let (count, unit) = if days >= 13.5 { ((days / 7.0).round(), "week") } else { (days.floor(), "day") };
    if count == 1.0 { format!("1 {unit}") } else { format!("{} {unit}s", number(count, 0)) }
}

/// The longest time without a free bed.
pub fn spell(full: &FullLook) -> String {
    if full.ever < 0.5 {
        let of_100 = (full.ever * 100.0).round().clamp(if full.ever > 0.0 { 1.0 } else { 0.0 }, 50.0);
        return format!(
            "In {} of 100 possible futures there is ever a time with no bed free; in {} there is none.",
            number(of_100, 0),
            number(100.0 - of_100, 0)
        );
    }
    format!(
        "In half of the possible futures, at least one spell of {} with no bed free; in one of ten, a spell of {} or more.",
        span(full.longest_days_half),
        span(full.longest_days_tenth)
    )
}

/// How soon children who are placed are placed.
pub fn within(waits: &Waits) -> Option<String> {
    // Only all are 100, and only none are 0.
    let of_100 = |days: usize| waits.within(days).and_then(out_of_100).map(|words| words.replace(" of 100", ""));
    Some(format!("Of 100 children placed: {} within 7 days, {} within 28, {} within 90.", of_100(7)?, of_100(28)?, of_100(90)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_give_both_sides() {
        let look = FullLook { share: 0.17, share_range: (0.05, 0.4), ever: 1.0, longest_days_half: 40.0, longest_days_tenth: 9.9 };
        assert_eq!(full(&look), "Full in 9 of 52 weeks; room in 43.");
        assert_eq!(full_range(&look), "In nine in ten possible futures, full in 3 to 21 weeks of 52.");
        assert_eq!(
            spell(&look),
            "In half of the possible futures, at least one spell of 6 weeks with no bed free; in one of ten, a spell of 9 days or more."
        );
        let seldom = FullLook { ever: 0.001, ..look };
        assert_eq!(spell(&seldom), "In 1 of 100 possible futures there is ever a time with no bed free; in 99 there is none.");
        assert_eq!(span(1.2), "1 day");
    }
}
