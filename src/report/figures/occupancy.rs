//! How often exactly so many beds are in use, stream by stream.

use super::{period_of, replications};
use crate::analysis::{OptionSummary, Summary};
use crate::model::{ProvisionOption, Scenario, Stream};
use crate::report::claims::out_of_100;
use crate::report::figure::{Columns, Plot, Unsourced};
use crate::report::findings::{Beds, word};
use crate::report::tables::{Cell, Table};
use crate::report::wording::capital;

/// Shares of time with exactly so many beds of a stream in use.
fn shares(found: &OptionSummary, stream: Stream) -> &[f64] {
    found.occupancy_distributions.iter().find(|of| of.key == stream.key()).map_or(&[], |of| &of.shares)
}

/// Share of time in which all of so many beds are in use.
fn full_share(found: &OptionSummary, stream: Stream, beds: usize) -> f64 {
    shares(found, stream).iter().skip(beds).sum()
}

/// How often exactly so many London beds of a stream are in use under an option; none for an option without such beds.
fn columns(found: &OptionSummary, described: &ProvisionOption, stream: Stream) -> Option<Columns> {
    let beds = Beds::of(described, stream).total() as usize;
    // Room beyond the beds of the stream is never used; it is there because another stream has more.
    let percents: Vec<f64> = shares(found, stream).iter().take(beds + 1).map(|share| share * 100.0).collect();
    (beds > 0 && !percents.is_empty()).then(|| Columns {
        name: format!("{} ({beds} beds)", stream.label()),
        label: format!("{} beds in use", capital(word(stream))),
        upright: "Percent of the time".to_owned(),
        each: None,
        percents,
        marked_from: beds,
        marked_label: format!("all beds in use: {} days in 100", out_of_100(full_share(found, stream, beds))),
        marks: Vec::new(),
    })
}

/// How full the beds of an option are, stream by stream; none for an option without such beds. `option` is its place among those run.
pub fn occupancy(scenario: &Scenario, summary: &Summary, option: usize, streams: impl Iterator<Item = Stream>) -> Option<Unsourced> {
    let found = summary.options.get(option)?;
    let described = scenario.option(&found.id)?;
    let subtitle = format!("Percent of the time with exactly so many London beds in use, by stream, {}", period_of(scenario));
    let mut data = Table::new("", "", &["Stream", "Beds in use", "Percent of the time"]);
    let (mut panels, mut said) = (Vec::new(), Vec::new());
    for stream in streams {
        let Some(panel) = columns(found, described, stream) else { continue };
        let beds = panel.marked_from;
        said.push(format!("all {beds} {} beds are in use {} days in 100", word(stream), out_of_100(full_share(found, stream, beds))));
        for (n, percent) in panel.percents.iter().enumerate() {
            data.rows.push(vec![Cell::text(stream.label()), Cell::whole(n as u32), Cell::number(*percent, 1)]);
        }
        panels.push(panel);
    }
    if panels.is_empty() {
        return None;
    }
    let mut notes = Vec::new();
    if described.homes.iter().any(|home| home.opens.is_some_and(|month| month > scenario.run.start)) {
        notes.push("Time before a home opens counts as none of its beds in use.");
    }
    if described.homes.iter().any(|home| home.staffed_share < 1.0) {
        notes.push("A bed closed for a while is not in use, so days on which no usable bed is free are more than those with all in use.");
    }
    let (id, title) = (format!("occupancy-{}", found.id), format!("“{}”: {}", found.name, said.join("; ")));
    let runs = replications(summary.replications);
    Some(Unsourced::new(&id, [&title, &subtitle], (Plot::Columns(panels), data), &notes.join(" "), runs))
}
