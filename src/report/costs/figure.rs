//! The chart of costs: a bar an option, its parts in millions of pounds a year.

use super::{FIGURE, PARTS};
use crate::analysis::costs::CostMeasure;
use crate::report::Answer;
use crate::report::figure::{Axis, Figure, Plot, Stacks};
use crate::report::figures::{period, source};
use crate::report::tables::{Cell, Table};

/// What the options cost in an average year, by kind; none where the scenario has no prices.
pub fn figure(answer: &Answer) -> Option<Figure> {
    let costs = answer.costs()?;
    let of = |measure: CostMeasure| {
        costs.options.iter().filter_map(move |option| Some((option, option.estimate(measure)?.mean))).collect::<Vec<_>>()
    };
    let per_year = of(CostMeasure::PerYear);
    let cheapest = per_year.iter().min_by(|a, b| a.1.total_cmp(&b.1))?;
    let dearest = per_year.iter().max_by(|a, b| a.1.total_cmp(&b.1))?;
    let title = if per_year.len() == 1 {
        format!("“{}” costs {} a year", cheapest.0.name, super::pounds(cheapest.1))
    } else {
        format!("“{}” costs {} a year, “{}” {}", cheapest.0.name, super::pounds(cheapest.1), dearest.0.name, super::pounds(dearest.1))
    };
    let subtitle = format!(
        "Cost of an average year by kind, millions of pounds of {}, buildings spread over their life, London, {}",
        costs.price_year,
        period(answer)
    );
    let mut columns = vec!["Option"];
    columns.extend(PARTS.map(|(part, _)| part));
    let mut data = Table::new("costs-by-kind-chart", subtitle.clone(), &columns);
    let rows: Vec<(String, Vec<f64>)> = costs
        .options
        .iter()
        .map(|option| {
            let part = |kinds: &[_]| kinds.iter().map(|kind| option.of_kind(*kind)).sum::<i64>() as f64 / 1e8;
            (option.name.clone(), PARTS.iter().map(|(_, kinds)| part(kinds)).collect())
        })
        .collect();
    for (name, values) in &rows {
        data.rows.push(std::iter::once(Cell::text(name)).chain(values.iter().map(|value| Cell::number(*value, 1))).collect());
    }
    let greatest = rows.iter().map(|(_, values)| values.iter().sum::<f64>()).fold(0.0, f64::max);
    (greatest > 0.0).then(|| Figure {
        id: FIGURE.into(),
        title,
        subtitle,
        plot: Plot::Stacks(Stacks {
            axis: Axis { label: "Millions of pounds a year".into(), low: 0.0, high: greatest * 1.001, suffix: "" },
            parts: PARTS.map(|(part, _)| part.to_owned()).to_vec(),
            rows,
        }),
        note: "Parts stand in the order of the key, in whole millions where there is room. Means of all replications; the ranges of prices are in none of them."
            .into(),
        written_text: String::new(),
        source: source(answer),
        data,
    })
}
