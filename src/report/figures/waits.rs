//! How long children wait who are placed, and how much of a year every bed is taken, from a close look at an option.

use super::{period_of, replications};
use crate::analysis::closely::FullLook;
use crate::analysis::closely::waits::Waits;
use crate::model::Scenario;
use crate::report::figure::{Axis, BarRow, Bars, Counted, Figure, Plot, Unsourced};
use crate::report::tables::{Cell, Table};
use crate::report::wording::number;

/// Bars of waits: the last day of each, and what it is called.
const BARS: [(usize, &str); 6] =
    [(0, "At once"), (7, "Within 7 days"), (28, "8 to 28 days"), (90, "29 to 90 days"), (180, "91 to 180 days"), (365, "181 to 365 days")];
const LONGER: &str = "Over a year";
/// Weeks of a year.
const WEEKS: usize = 52;

/// Bars that add up to all children placed; none where nobody is. `whom` says which children.
pub fn waits(waits: &Waits, whom: &str) -> Option<Bars> {
    let shares = waits.bars(&BARS.map(|(days, _)| days))?;
    let names = BARS.iter().map(|(_, name)| *name).chain([LONGER]);
    let row = |(name, share): (&str, f64)| BarRow { label: name.to_owned(), value: share * 100.0, written: of_100(share) };
    let rows: Vec<BarRow> = names.zip(shares).map(row).collect();
    let longest = rows.iter().map(|row| row.value).fold(1.0, f64::max);
    Some(Bars { axis: Axis::new(format!("Of 100 {whom}"), 0.0, longest), rows })
}

/// Children of 100; only none are 0.
fn of_100(share: f64) -> String {
    if share > 0.0 && share < 0.005 { "fewer than 1".to_owned() } else { number((share * 100.0).round(), 0) }
}

/// The figure of waits under an option; `title` is what it finds.
pub fn waits_figure(scenario: &Scenario, option: &str, (found, futures): (&Waits, u32), title: &str, whom: &str) -> Option<Unsourced> {
    let plot = waits(found, whom)?;
    let subtitle = format!("Days from request to admission, of 100 {whom}, under “{option}”, {}", period_of(scenario));
    let mut data = Table::new("waits", subtitle.clone(), &["Wait", "Children of 100"]);
    data.rows = plot.rows.iter().map(|row| vec![Cell::text(&row.label), Cell::number(row.value, 1)]).collect();
    let note = format!("{} children are placed in all possible futures looked at.", number(found.children() as f64, 0));
    Some(drawn("waits", [title, &subtitle], (Plot::Bars(plot), note, data), futures))
}

/// A year of weeks, those in which every bed is taken first.
pub fn weeks(full: &FullLook) -> Counted {
    let labels = ["every bed is taken", "there is room"].map(str::to_owned);
    Counted { of: WEEKS, filled: (full.weeks().max(0.0) as usize).min(WEEKS), in_line: WEEKS / 2, labels }
}

/// The figure of weeks with every bed taken; `title` is what it finds, `beds` says of which beds.
pub fn weeks_figure(scenario: &Scenario, option: &str, (full, futures): (&FullLook, u32), title: &str, beds: &str) -> Unsourced {
    let plot = weeks(full);
    let subtitle = format!("A year of weeks: {beds} under “{option}”, London, {}", period_of(scenario));
    let mut data = Table::new("weeks-full", subtitle.clone(), &["Weeks of 52", "Number"]);
    let counts = [plot.filled, plot.of - plot.filled];
    data.rows = plot.labels.iter().zip(counts).map(|(label, count)| vec![Cell::text(label), Cell::whole(count as u32)]).collect();
    let note = "Seven days scattered over a year make one week, like seven on end.".to_owned();
    drawn("weeks-full", [title, &subtitle], (Plot::Counted(plot), note, data), futures)
}

fn drawn(id: &str, [title, subtitle]: [&str; 2], (plot, note, data): (Plot, String, Table), futures: u32) -> Unsourced {
    let figure = Figure {
        id: id.to_owned(),
        title: title.trim_end_matches('.').to_owned(),
        subtitle: subtitle.to_owned(),
        plot,
        note,
        source: String::new(),
        written_text: String::new(),
        data,
    };
    Unsourced { figure, runs: replications(futures) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_add_up_to_all_children() {
        let mut found = Waits::default();
        assert_eq!(waits(&found, "children"), None);
        [0.0, 3.0, 7.0, 7.5, 90.0, 365.5, 4_000.0, 5_000.0].into_iter().for_each(|days| found.add(days));
        let bars = waits(&found, "children").expect("somebody is placed");
        assert_eq!(bars.rows.iter().map(|row| row.written.as_str()).collect::<Vec<_>>(), ["13", "25", "13", "13", "0", "0", "38"]);
        assert!((bars.rows.iter().map(|row| row.value).sum::<f64>() - 100.0).abs() < 1e-9);
        assert_eq!(bars.axis.label, "Of 100 children");
        assert_eq!((of_100(0.001), of_100(0.0)), ("fewer than 1".to_owned(), "0".to_owned()));
    }

    #[test]
    fn as_many_squares_are_filled_as_the_words_say() {
        for (share, filled) in [(0.0, 0), (0.17, 9), (1.0, 52)] {
            let full = FullLook { share, share_range: (0.0, 1.0), ever: 1.0, longest_days_half: 1.0, longest_days_tenth: 1.0 };
            assert_eq!((weeks(&full).filled, weeks(&full).of), (filled, 52));
            assert_eq!(weeks(&full).filled as f64, full.weeks());
        }
    }
}
