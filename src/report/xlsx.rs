//! Tables as a workbook: a cover, contents and notes, then one table a sheet, from its first cell on; one header row, nothing merged, nothing
//! hidden, numbers as numbers and words never as formulas.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Table as Marked, TableColumn, TableStyle, Workbook, Worksheet, XlsxError,
};

use super::tables::{Cell, Symbol, Table};

/// What stands on the cover.
pub struct Cover<'a> {
    /// Title.
    pub title: &'a str,
    /// A line each: what, when, from which run, for whom.
    pub lines: Vec<String>,
    /// Notes for all tables.
    pub notes: Vec<String>,
}

/// Longest name that a sheet may have.
const SHEET_NAME: usize = 31;
/// The number of A4 among the sizes of paper.
const A4: u8 = 9;
/// Widest column, in characters.
const WIDEST: f64 = 60.0;
/// Width of a column of sentences, in characters.
const SENTENCES: f64 = 110.0;
/// Height of a line, and of the highest row that the format permits, points.
const LINE: f64 = 15.0;
const HIGHEST: f64 = 409.0;

/// The bytes of a workbook. The same tables give the same bytes: nothing of the day or the machine is in it.
///
/// # Errors
/// When a table is larger than a sheet.
pub fn workbook(cover: &Cover<'_>, tables: &[Table]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // A date would make every copy different; the file format insists on one.
    let properties = DocProperties::new().set_title(cover.title).set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?);
    workbook.set_properties(&properties);
    lines(workbook.add_worksheet(), "Cover", cover.title, &cover.lines)?;
    contents(workbook.add_worksheet(), tables)?;
    let symbols = Symbol::ALL.map(|symbol| format!("{} {}.", symbol.sign(), symbol.meaning()));
    let mut notes: Vec<String> = cover.notes.clone();
    notes.extend(symbols);
    notes.extend(notes_of(tables));
    lines(workbook.add_worksheet(), "Notes", "Notes", &notes)?;
    for (index, table) in tables.iter().enumerate() {
        sheet(workbook.add_worksheet(), table, index)?;
    }
    workbook.save_to_buffer()
}

/// The notes of all tables, each once, with the sheets that it belongs to.
fn notes_of(tables: &[Table]) -> Vec<String> {
    let mut notes: Vec<(&String, Vec<String>)> = Vec::new();
    for (index, table) in tables.iter().enumerate() {
        for note in &table.notes {
            match notes.iter_mut().find(|(other, _)| *other == note) {
                Some((_, sheets)) => sheets.push((index + 1).to_string()),
                None => notes.push((note, vec![(index + 1).to_string()])),
            }
        }
    }
    let told =
        |(note, sheets): (&String, Vec<String>)| format!("Sheet{} {}: {note}", if sheets.len() == 1 { "" } else { "s" }, sheets.join(", "));
    notes.into_iter().map(told).collect()
}

fn head() -> Format {
    Format::new().set_bold().set_font_size(14)
}

fn wrapped() -> Format {
    Format::new().set_text_wrap().set_align(FormatAlign::Top)
}

/// A sheet of lines of words.
fn lines(sheet: &mut Worksheet, name: &str, title: &str, lines: &[String]) -> Result<(), XlsxError> {
    sheet.set_name(name)?.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0).set_column_width(0, SENTENCES)?;
    sheet.write_string_with_format(0, 0, title, &head().set_text_wrap())?;
    sheet.set_row_height(0, row_height([(title.to_owned(), SENTENCES * 0.7)].into_iter()) * 1.3)?;
    for (row, line) in (1..).zip(lines) {
        sheet.write_string_with_format(row, 0, line, &wrapped())?;
        sheet.set_row_height(row, row_height([(line.clone(), SENTENCES)].into_iter()))?;
    }
    Ok(())
}

fn contents(sheet: &mut Worksheet, tables: &[Table]) -> Result<(), XlsxError> {
    sheet.set_name("Contents")?.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    sheet.set_column_width(0, SHEET_NAME as f64 + 4.0)?.set_column_width(1, 100.0)?;
    let columns = [TableColumn::new().set_header("Sheet"), TableColumn::new().set_header("Table")];
    let last = u32::try_from(tables.len()).unwrap_or(u32::MAX).max(1);
    let marked = Marked::new().set_name("contents").set_columns(&columns).set_autofilter(false).set_style(TableStyle::Light1);
    sheet.add_table(0, 0, last, 1, &marked)?;
    for (row, (index, table)) in (1..).zip(tables.iter().enumerate()) {
        let name = sheet_name(table, index);
        sheet.write_url_with_text(row, 0, format!("internal:'{name}'!A1").as_str(), name.as_str())?;
        sheet.write_string_with_format(row, 1, &table.title, &wrapped())?;
        sheet.set_row_height(row, row_height([(table.title.clone(), 100.0)].into_iter()))?;
    }
    Ok(())
}

fn sheet_name(table: &Table, index: usize) -> String {
    format!("{} {}", index + 1, table.id).chars().take(SHEET_NAME).collect()
}

fn sheet(sheet: &mut Worksheet, table: &Table, index: usize) -> Result<(), XlsxError> {
    sheet.set_name(sheet_name(table, index))?.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    let head = wrapped().set_bold();
    let columns: Vec<TableColumn> =
        table.columns.iter().map(|heading| TableColumn::new().set_header(heading.as_str()).set_header_format(head.clone())).collect();
    let (rows, last) = (table.rows.len(), table.columns.len().saturating_sub(1));
    let (rows, last) = (u32::try_from(rows).unwrap_or(u32::MAX).max(1), u16::try_from(last).unwrap_or(u16::MAX));
    let name = format!("table_{}_{}", index + 1, table.id.replace('-', "_"));
    let marked = Marked::new()
        .set_name(name)
        .set_columns(&columns)
        .set_autofilter(false)
        .set_style(TableStyle::Light1)
        .set_alt_text_title(table.title.as_str());
    sheet.add_table(0, 0, rows, last, &marked)?;
    let words = wrapped();
    let formats: Vec<Format> =
        ["#,##0", "#,##0.0", "#,##0.00", "#,##0.000"].map(|format| Format::new().set_num_format(format).set_align(FormatAlign::Top)).into();
    let signs = Format::new().set_align(FormatAlign::Right).set_align(FormatAlign::Top);
    for (row, cells) in (1..).zip(&table.rows) {
        for (column, cell) in (0..).zip(cells) {
            let (format, number) = match cell {
                Cell::Text(_) => (&words, None),
                Cell::Number { value, decimals } => (formats.get(*decimals).unwrap_or(&signs), Some(*value)),
                Cell::Missing(_) => (&signs, None),
            };
            match number {
                Some(number) => sheet.write_number_with_format(row, column, number, format)?,
                None => sheet.write_string_with_format(row, column, cell.shown(), format)?,
            };
        }
    }
    let widths: Vec<f64> = table
        .columns
        .iter()
        .enumerate()
        .map(|(column, heading)| {
            let of_rows = table.rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.shown().chars().count()).max().unwrap_or(0);
            (of_rows.max(heading.chars().count()) as f64 + 2.0).clamp(8.0, WIDEST)
        })
        .collect();
    for (column, width) in (0..).zip(&widths) {
        sheet.set_column_width(column, *width)?;
    }
    // Not every office makes room for words that take several lines.
    sheet.set_row_height(0, row_height(table.columns.iter().cloned().zip(widths.iter().copied())))?;
    for (row, cells) in (1..).zip(&table.rows) {
        let height = row_height(cells.iter().map(|cell| cell.shown()).zip(widths.iter().copied()));
        if height > LINE {
            sheet.set_row_height(row, height)?;
        }
    }
    Ok(())
}

/// Height of a row that has room for its texts in columns of these widths in characters, points.
fn row_height(cells: impl Iterator<Item = (String, f64)>) -> f64 {
    let lines = |(text, width): (String, f64)| (text.chars().count() as f64 * 1.08 / (width - 1.0)).ceil().max(1.0);
    (cells.map(lines).fold(1.0, f64::max) * LINE).min(HIGHEST)
}
