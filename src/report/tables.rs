//! A table as a value, and as CSV.

use super::wording::number;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A number with so many decimals: no more than the run supports.
    Number {
        /// Value, already in the unit of its column.
        value: f64,
        /// Decimals.
        decimals: usize,
    },
    /// No number, and why.
    Missing(Symbol),
}

/// Why a cell has no number; the signs are those of the Government Statistical Service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Symbol {
    /// Held back, since it would tell a count of one to five children.
    Confidential,
    /// Not applicable: there can be no such number.
    NotApplicable,
    /// Not available: the run gives no value.
    NotAvailable,
}

impl Symbol {
    /// Every symbol.
    pub const ALL: [Symbol; 3] = [Symbol::Confidential, Symbol::NotApplicable, Symbol::NotAvailable];

    /// The sign in a cell.
    pub fn sign(self) -> &'static str {
        match self {
            Symbol::Confidential => "[c]",
            Symbol::NotApplicable => "[z]",
            Symbol::NotAvailable => "[x]",
        }
    }

    /// What it means.
    pub fn meaning(self) -> &'static str {
        match self {
            Symbol::Confidential => "held back: it could tell an observed number of one to five children",
            Symbol::NotApplicable => "not applicable: there can be no such number, as for the difference of an option to itself",
            Symbol::NotAvailable => "not available: the run gives no value, as for the wait where nobody is placed",
        }
    }
}

impl Cell {
    /// Words.
    pub fn text(text: impl Into<String>) -> Self {
        Cell::Text(text.into())
    }

    /// A number, or the sign that there is none.
    pub fn number(value: f64, decimals: usize) -> Self {
        if value.is_finite() { Cell::Number { value: rounded(value, decimals), decimals } } else { Cell::Missing(Symbol::NotAvailable) }
    }

    /// A whole number.
    pub fn whole(value: u32) -> Self {
        Cell::Number { value: f64::from(value), decimals: 0 }
    }

    /// As people read it.
    pub fn shown(&self) -> String {
        match self {
            Cell::Text(text) => text.clone(),
            Cell::Number { value, decimals } => number(*value, *decimals),
            Cell::Missing(symbol) => symbol.sign().to_owned(),
        }
    }
}

fn rounded(value: f64, decimals: usize) -> f64 {
    let scale = 10_f64.powi(i32::try_from(decimals).unwrap_or(0));
    let rounded = (value * scale).round() / scale;
    // Nothing is gained by a zero with a sign.
    if rounded == 0.0 { 0.0 } else { rounded }
}

/// A table: one header row, one row a thing, nothing merged, nothing empty.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Name of its file and its sheet: lower-case letters and hyphens.
    pub id: String,
    /// Title: what, where, when.
    pub title: String,
    /// What a reader should know.
    pub notes: Vec<String>,
    /// Headings.
    pub columns: Vec<String>,
    /// Rows, each as long as the headings.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// A table without rows yet.
    pub fn new(id: &str, title: impl Into<String>, columns: &[&str]) -> Self {
        let columns = columns.iter().map(|heading| (*heading).to_owned()).collect();
        Self { id: id.to_owned(), title: title.into(), notes: Vec::new(), columns, rows: Vec::new() }
    }

    /// What the signs mean that stand in it in place of numbers, a sentence each.
    pub fn signs(&self) -> Vec<String> {
        let stands = |symbol: &Symbol| self.rows.iter().flatten().any(|cell| *cell == Cell::Missing(*symbol));
        Symbol::ALL.iter().filter(|symbol| stands(symbol)).map(|symbol| format!("{} {}.", symbol.sign(), symbol.meaning())).collect()
    }

    /// The table as CSV (RFC 4180) in UTF-8. Words that a spreadsheet would take for a formula are made harmless by an apostrophe.
    pub fn csv(&self) -> Vec<u8> {
        let mut out = String::new();
        let mut push = |cells: &mut dyn Iterator<Item = String>| {
            out.push_str(&cells.collect::<Vec<_>>().join(","));
            out.push_str("\r\n");
        };
        push(&mut self.columns.iter().map(|heading| quoted(heading)));
        for row in &self.rows {
            push(&mut row.iter().map(|cell| match cell {
                Cell::Text(text) => quoted(text),
                Cell::Number { value, decimals } => format!("{value:.decimals$}"),
                Cell::Missing(symbol) => symbol.sign().to_owned(),
            }));
        }
        out.into_bytes()
    }

    /// The table as lines of cells with tabs between them, as spreadsheets take them from the clipboard; words are made harmless as in CSV.
    pub fn tabbed(&self) -> String {
        let plain = |text: &str| harmless(&text.split_whitespace().collect::<Vec<_>>().join(" "));
        let cell = |cell: &Cell| match cell {
            Cell::Text(text) => plain(text),
            Cell::Number { value, decimals } => format!("{value:.decimals$}"),
            Cell::Missing(symbol) => symbol.sign().to_owned(),
        };
        let head = self.columns.iter().map(|heading| plain(heading)).collect::<Vec<_>>().join("\t");
        let rows = self.rows.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>().join("\t"));
        std::iter::once(head).chain(rows).collect::<Vec<_>>().join("\n")
    }
}

/// Words that a spreadsheet would take for a formula, behind an apostrophe.
fn harmless(text: &str) -> String {
    let risky = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0']) || text.trim_start().starts_with(['=', '+', '-', '@']);
    if risky { format!("'{text}") } else { text.to_owned() }
}

/// Words for a cell of CSV.
fn quoted(text: &str) -> String {
    let safe = harmless(text);
    if safe.contains([',', '"', '\n', '\r', '\'']) || safe != safe.trim() { format!("\"{}\"", safe.replace('"', "\"\"")) } else { safe }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_never_formulas() {
        let mut table = Table::new("test", "Test", &["=HYPERLINK(\"x\")", "number"]);
        for text in ["=1+1", "+44", "-2", "@name", " =2", "\t=3", "plain, with \"quotes\"", "two\nlines"] {
            table.rows.push(vec![Cell::text(text), Cell::number(-1.26, 1)]);
        }
        let csv = table.csv();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_slice());
        let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
        assert_eq!(rows.len(), 9);
        assert_eq!(&rows[0][0], "'=HYPERLINK(\"x\")");
        for row in &rows[1..7] {
            assert!(row[0].starts_with('\''), "{}", &row[0]);
        }
        assert_eq!((&rows[7][0], &rows[7][1]), ("plain, with \"quotes\"", "-1.3"));
        assert_eq!(&rows[8][0], "two\nlines");
    }

    #[test]
    fn a_copied_table_has_a_line_a_row_and_no_formulas() {
        let mut table = Table::new("test", "Test", &["Option", "Number"]);
        table.rows.push(vec![Cell::text("=two\tand\nmore"), Cell::number(1_234.5, 1)]);
        table.rows.push(vec![Cell::text("As now"), Cell::number(f64::NAN, 1)]);
        assert_eq!(table.tabbed(), "Option\tNumber\n'=two and more\t1234.5\nAs now\t[x]");
    }

    #[test]
    fn a_number_has_the_decimals_it_is_given() {
        assert_eq!(Cell::number(-0.04, 1), Cell::Number { value: 0.0, decimals: 1 });
        assert_eq!(Cell::number(f64::NAN, 1).shown(), "[x]");
        assert_eq!(Cell::number(1234.56, 0).shown(), "1,235");
    }
}
