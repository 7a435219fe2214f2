//! What happened last, in plain words. No child is made up: stream and age band are all that is said.

use super::Subject;
use crate::analysis::story::{Event, Happening};
use crate::model::{DAYS_PER_MONTH, Stream, YearMonth};
use crate::report::findings::word;
use crate::report::wording::{month, number};
use crate::sim::chronicle::Child;
use crate::sim::{Ending, Place};

/// The band of an age.
pub fn age_band(age: u8) -> &'static str {
    match age {
        0..=12 => "10 to 12",
        13..=15 => "13 to 15",
        _ => "16 or 17",
    }
}

/// A request of a stream, with its article.
pub fn a_request(stream: Stream) -> String {
    format!("a {} request", word(stream))
}

/// A day from the start of the horizon, as people count and name it.
pub fn day_in_words(day: f64, start: YearMonth) -> String {
    let months = (day / DAYS_PER_MONTH + 1e-9).floor() as i32;
    let calendar = start.month() - 1 + months;
    let named = YearMonth::new(start.year() + calendar.div_euclid(12), calendar.rem_euclid(12) + 1).map(month);
    let named = named.map(|month| format!(" ({month})")).unwrap_or_default();
    format!("Day {}{named}", number(day.floor() + 1.0, 0))
}

/// The last event up to the day shown, if it is one of the horizon.
pub fn caption(subject: &Subject<'_>) -> String {
    let (story, watch) = (subject.story(), subject.watch);
    let start = subject.watched.scenario.run.start;
    match story.last_event(watch.day).filter(|event| event.day >= 0.0) {
        Some(event) => format!("{}: {}.", day_in_words(event.day, start), event_in_words(subject, event)),
        None => format!("{}: nothing has happened yet; the children shown were there before.", day_in_words(watch.day, start)),
    }
}

fn days(days: f64) -> String {
    let whole = days.round();
    if whole == 1.0 { "1 day".to_owned() } else { format!("{} days", number(whole, 0)) }
}

/// Days after which something happens, or that it happens at once.
fn after(waited: f64) -> String {
    if waited < 0.5 { "at once".to_owned() } else { format!("after {}", days(waited)) }
}

fn event_in_words(subject: &Subject<'_>, event: &Event) -> String {
    let story = subject.story();
    let child = &story.children()[event.child];
    let of = format!("a child aged {}", age_band(child.age));
    let request = a_request(child.episode.stream);
    let arrival = story.day_of(child.episode.arrival_day);
    let admission = match child.episode.ending {
        Ending::Placed { admission_day, .. } => story.day_of(admission_day),
        _ => event.day,
    };
    match event.what {
        Happening::Requested => format!("{request} is made, for {of}"),
        Happening::Placed => format!("{of} with {request} is placed {}, {}", where_to(subject, child), after(event.day - arrival)),
        Happening::Blocked => {
            format!("{of} in {} is ready to leave, but step-down has no place; the bed stays in use", where_to_plain(subject, child))
        }
        Happening::Leaves => match child.episode.ending {
            Ending::Placed { step_down: Some(_), .. } => {
                format!("{of} moves from {} to step-down, after {}", where_to_plain(subject, child), days(event.day - admission))
            }
            Ending::Placed { step_down_refused: true, .. } => format!(
                "{of} leaves {} after {}, without the step-down that was needed",
                where_to_plain(subject, child),
                days(event.day - admission)
            ),
            _ => format!("{of} leaves {}, after {}", where_to_plain(subject, child), days(event.day - admission)),
        },
        Happening::LeavesStepDown => format!("{of} leaves step-down"),
        Happening::NoPlace => format!("{request}, for {of}, is withdrawn for want of a place, after {}", days(event.day - arrival)),
        Happening::NotProceeding => format!("{request}, for {of}, is withdrawn: no place is needed"),
    }
}

fn where_to(subject: &Subject<'_>, child: &Child) -> String {
    match child.miles {
        Some(miles) => format!("in {}, {} miles from home", where_to_plain(subject, child), number(miles, 0)),
        None => format!("in {}", where_to_plain(subject, child)),
    }
}

fn where_to_plain(subject: &Subject<'_>, child: &Child) -> String {
    match child.episode.ending {
        Ending::Placed { place: Place::London { home, .. }, .. } => {
            subject.option().and_then(|option| option.homes.get(home)).map_or_else(|| "a London home".to_owned(), |home| home.name.clone())
        }
        _ => "a secure home elsewhere".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_a_number_and_a_month() {
        let start = YearMonth::new(2025, 11).unwrap();
        assert_eq!(day_in_words(0.0, start), "Day 1 (November 2025)");
        assert_eq!(day_in_words(40.2, start), "Day 41 (December 2025)");
        assert_eq!(day_in_words(70.0, start), "Day 71 (January 2026)");
        assert_eq!(after(0.0), "at once");
        assert_eq!(after(12.2), "after 12 days");
    }
}
