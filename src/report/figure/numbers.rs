//! The numbers of a chart as a table, for a spreadsheet and for whoever does not see the chart.

use super::{Columns, Fan, Lines, Ranges, Squares, Stacks, Tornado};
use crate::model::geography::BOROUGHS;
use crate::report::tables::{Cell, Symbol, Table};

/// A table without a name: that of its figure becomes its own.
fn table(columns: &[String], rows: Vec<Vec<Cell>>) -> Table {
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    Table { rows, ..Table::new("", "", &columns) }
}

/// The headings of a low and a high end.
fn ends_of(what: &str) -> [String; 2] {
    [format!("{what}: from"), format!("{what}: to")]
}

fn one_decimal(value: f64) -> Cell {
    Cell::number(value, 1)
}

impl Ranges {
    /// A row a row: the dot, its range, and what lies within.
    pub fn numbers(&self) -> Table {
        let has_within = self.rows.iter().any(|row| row.within.is_some());
        let mut columns = vec![self.axis.label.clone(), self.dot.clone()];
        columns.extend(ends_of(&self.range));
        columns.extend(ends_of(&self.within).into_iter().filter(|_| has_within));
        let rows = self.rows.iter().map(|row| {
            let within = row.within.unwrap_or([f64::NAN; 2]).into_iter().filter(|_| has_within);
            let numbers = [row.value, row.low, row.high].into_iter().chain(within).map(one_decimal);
            std::iter::once(Cell::text(&row.label)).chain(numbers).collect()
        });
        table(&columns, rows.collect())
    }
}

impl Tornado {
    /// A row a figure: both ends, the step that each makes, and its share.
    pub fn numbers(&self) -> Table {
        let columns = ["Figure", "Low value", "Step with it", "High value", "Step with it (high)"].map(str::to_owned).into_iter();
        let share = [format!("{}, of 100", self.beside), "95% interval: from".to_owned(), "95% interval: to".to_owned()];
        let rows = self.rows.iter().map(|row| {
            let end = |end: &super::TornadoEnd| [Cell::text(&end.at), one_decimal(end.step)];
            let share =
                row.share.map_or([(); 3].map(|()| Cell::Missing(Symbol::NotAvailable)), |share| share.map(|of| Cell::number(of, 0)));
            std::iter::once(Cell::text(&row.label)).chain(end(&row.low)).chain(end(&row.high)).chain(share).collect()
        });
        table(&columns.chain(share).collect::<Vec<_>>(), rows.collect())
    }
}

impl Fan {
    /// A row a point of time: the line in the middle, and both ends of each band.
    pub fn numbers(&self) -> Table {
        let point = if self.months_each == 1 { "Month" } else { "Quarter" };
        let mut columns = vec![point.to_owned(), format!("{}, {}", self.axis.label, self.line.label())];
        columns.extend(self.bands.iter().flat_map(|band| ends_of(&band.label)));
        let rows = self.median.iter().enumerate().map(|(at, middle)| {
            let month = self.start.plus_months(at as i32 * self.months_each as i32);
            let named = if self.months_each == 1 { month.to_string() } else { format!("from {month}") };
            let bands = self.bands.iter().flat_map(|band| band.ends.get(at).copied().unwrap_or([f64::NAN; 2]));
            std::iter::once(Cell::text(named)).chain(std::iter::once(*middle).chain(bands).map(one_decimal)).collect()
        });
        table(&columns, rows.collect())
    }
}

impl Columns {
    /// A row a column.
    pub fn numbers(&self) -> Table {
        let (columns, row): (Vec<String>, &dyn Fn(usize) -> Vec<Cell>) = match self.each {
            Some(_) => (ends_of(&self.label).to_vec(), &|column| self.ends(column).map(one_decimal).to_vec()),
            None => (vec![self.label.clone()], &|column| vec![Cell::number(column as f64, 0)]),
        };
        let columns: Vec<String> = columns.into_iter().chain([self.upright.clone()]).collect();
        let rows = self.percents.iter().enumerate();
        table(&columns, rows.map(|(column, percent)| row(column).into_iter().chain([one_decimal(*percent)]).collect()).collect())
    }
}

impl Lines {
    /// A row a point of each line, then a row a mark.
    pub fn numbers(&self) -> Table {
        let bands: Vec<&str> = self
            .lines
            .iter()
            .max_by_key(|line| line.bands.len())
            .map_or(Vec::new(), |line| line.bands.iter().map(|band| band.label.as_str()).collect());
        let mut columns = vec!["Line or mark".to_owned(), self.across.label.clone(), self.upright.label.clone()];
        columns.extend(bands.iter().flat_map(|label| ends_of(label)));
        let none = || bands.iter().flat_map(|_| [(); 2].map(|()| Cell::Missing(Symbol::NotApplicable)));
        let mut rows = Vec::new();
        for line in &self.lines {
            let name = if line.label.is_empty() { &self.strong } else { &line.label };
            for (at, point) in line.points.iter().enumerate() {
                let mut row: Vec<Cell> = std::iter::once(Cell::text(name)).chain(point.map(one_decimal)).collect();
                if line.bands.is_empty() {
                    row.extend(none());
                } else {
                    row.extend(line.bands.iter().flat_map(|band| band.ends.get(at).copied().unwrap_or([f64::NAN; 2])).map(one_decimal));
                }
                rows.push(row);
            }
        }
        for (option, at) in self.marks.iter().flat_map(|mark| &mark.options) {
            let name = Cell::text(crate::report::wording::letter(*option));
            rows.push(std::iter::once(name).chain(at.map(one_decimal)).chain(none()).collect());
        }
        table(&columns, rows)
    }
}

impl Stacks {
    /// A row a bar, a column a part; `rows` is what a bar is.
    pub fn numbers(&self, rows: &str, decimals: usize) -> Table {
        let columns: Vec<String> = std::iter::once(rows.to_owned()).chain(self.parts.iter().cloned()).collect();
        let row = |(name, values): &(String, Vec<f64>)| {
            std::iter::once(Cell::text(name)).chain(values.iter().map(|value| Cell::number(*value, decimals))).collect()
        };
        table(&columns, self.rows.iter().map(row).collect())
    }
}

impl Squares {
    /// A row an authority.
    pub fn numbers(&self, decimals: usize) -> Table {
        let cell = |square: &super::Square| match square.value {
            Some(value) => Cell::number(value, decimals),
            None => Cell::Missing(if square.is_hidden { Symbol::Confidential } else { Symbol::NotAvailable }),
        };
        let rows = BOROUGHS.iter().zip(&self.squares).map(|(borough, square)| vec![Cell::text(&borough.name), cell(square)]);
        table(&["Borough".to_owned(), self.label.clone()], rows.collect())
    }
}
