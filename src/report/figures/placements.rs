//! Where requests end: placed in London, placed elsewhere, never in need of a place, withdrawn for want of one.

use super::{place_and_period, requests_of, source};
use crate::analysis::measure::stream_key;
use crate::model::{Offers, Stream};
use crate::report::Answer;
use crate::report::claims::{self, Head};
use crate::report::figure::{Axis, Figure, Plot, Stacks};
use crate::report::findings::word;
use crate::report::tables::{Cell, Table};
use crate::report::wording::capital;

const PARTS: [&str; 4] = ["Placed in London", "Placed elsewhere", "No place needed", "Withdrawn for want of a place"];

/// How the requests of a stream end under each option; none for a stream without requests.
pub fn figure(answer: &Answer, stream: Stream) -> Option<Figure> {
    let summary = &answer.summary;
    let options: Vec<usize> = (0..summary.options.len()).collect();
    let mean = |option: usize, name: &str| summary.estimate(option, &stream_key(name, stream)).map_or(f64::NAN, |estimate| estimate.mean);
    let rows: Vec<(String, Vec<f64>)> = options
        .iter()
        .map(|option| {
            let placed = mean(*option, "placements_per_year");
            // Nobody placed: no share of them in London either.
            let london = Some(mean(*option, "london_share")).filter(|share| share.is_finite()).unwrap_or(0.0);
            let values =
                [placed * london, placed * (1.0 - london), mean(*option, "not_proceeding_per_year"), mean(*option, "no_place_per_year")];
            (summary.options[*option].name.clone(), values.to_vec())
        })
        .collect();
    let greatest = rows.iter().map(|(_, values)| values.iter().sum::<f64>()).fold(0.0, f64::max);
    if greatest.is_nan() || greatest <= 0.0 {
        return None;
    }
    let streams = requests_of(Some(stream));
    // Where a place elsewhere is always found, all options place everybody: what differs is where.
    let (name, most, of) = match answer.scenario.elsewhere.offers(stream) {
        Offers::PerYear(_) => ("placed_share", format!("Most {streams} are placed"), format!("{streams} placed")),
        Offers::Unlimited => {
            let stream = word(stream);
            ("london_share", format!("Most {stream} placements are in London"), format!("{stream} placements in London"))
        }
    };
    let title = claims::comparison(summary, &stream_key(name, stream), &options, &Head { most: &most, of: &of, after: "" })?;
    let subtitle = format!("How {streams} of an average year end, number a year, {}", place_and_period(answer));
    let id = format!("placements-{}", stream.key().replace('_', "-"));
    let mut columns = vec!["Option"];
    columns.extend(PARTS);
    let mut data = Table::new(&id, subtitle.clone(), &columns);
    for (name, values) in &rows {
        data.rows.push(std::iter::once(Cell::text(name)).chain(values.iter().map(|value| Cell::number(*value, 0))).collect());
    }
    let axis = Axis::new(format!("{} a year", capital(&streams)), 0.0, greatest * 1.001);
    Some(Figure {
        id,
        title,
        subtitle,
        plot: Plot::Stacks(Stacks { axis, parts: PARTS.map(str::to_owned).to_vec(), rows }),
        note: format!(
            "Parts stand in the order of the key. Means of all replications, rounded; requests still open at the end of the period are in \
             no part. “Elsewhere” is a {} placement in the rest of the country.",
            word(stream)
        ),
        source: source(answer),
        written_text: String::new(),
        data,
    })
}
