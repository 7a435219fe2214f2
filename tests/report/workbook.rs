//! The workbook, read by a reader that is not its writer.

use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx};
use sufficiency::report::results::tables;
use sufficiency::report::tables::{Cell, Table};
use sufficiency::report::xlsx::{Cover, workbook};

use super::support::awkward;

fn bytes(tables: &[Table]) -> Vec<u8> {
    let lines = vec!["=A line that looks like a formula".to_owned()];
    workbook(&Cover { title: "Tables", lines, notes: Vec::new() }, tables).expect("a workbook")
}

#[test]
fn every_table_is_a_sheet_of_typed_cells() {
    let tables = tables(&awkward());
    let bytes = bytes(&tables);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let names = book.sheet_names();
    assert_eq!(names[..3], ["Cover", "Contents", "Notes"]);
    assert_eq!(names.len(), 3 + tables.len());
    for (name, table) in names[3..].iter().zip(&tables) {
        let range = book.worksheet_range(name).expect("a sheet");
        assert_eq!(range.start(), Some((0, 0)), "{name}");
        assert_eq!(range.get_size(), (table.rows.len() + 1, table.columns.len()), "{name}");
        for (column, heading) in table.columns.iter().enumerate() {
            assert_eq!(range.get((0, column)), Some(&Data::String(heading.clone())), "{name}");
        }
        for (row, cells) in table.rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                match (range.get((row + 1, column)), cell) {
                    (Some(Data::Float(read)), Cell::Number { value, .. }) => assert!((read - value).abs() < 1e-9, "{name}"),
                    (Some(Data::String(read)), Cell::Text(text)) => assert_eq!(read, text, "{name}"),
                    (Some(Data::String(read)), Cell::Missing(symbol)) => assert_eq!(read, symbol.sign(), "{name}"),
                    other => panic!("{name}, row {row}, column {column}: {other:?}"),
                }
            }
        }
        assert!(book.worksheet_formula(name).expect("formulas").is_empty(), "{name} has formulas");
    }
    let notes = book.worksheet_range("Notes").expect("notes");
    for sign in ["[c]", "[z]", "[x]"] {
        assert!(notes.rows().flatten().any(|cell| matches!(cell, Data::String(text) if text.starts_with(sign))), "{sign} is not explained");
    }
}

#[test]
fn nothing_is_merged_hidden_or_of_the_day() {
    let tables = tables(&awkward());
    let first = bytes(&tables);
    assert_eq!(first, bytes(&tables));
    let mut archive = zip::ZipArchive::new(Cursor::new(first)).expect("a zip file");
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).expect("a file");
        let mut text = String::new();
        file.read_to_string(&mut text).expect("text");
        let name = file.name().expect("a name").into_owned();
        for word in ["<mergeCell", "hidden=", "<f>", "<f "] {
            assert!(!text.contains(word), "{name} has {word}");
        }
    }
}

/// No cell of a row is left empty, and no number stands as words.
#[test]
fn rows_are_as_long_as_their_headings() {
    for table in tables(&awkward()) {
        assert!(table.rows.iter().all(|row| row.len() == table.columns.len()), "{}", table.id);
        assert!(table.rows.iter().flatten().all(|cell| !cell.shown().is_empty()), "{} has an empty cell", table.id);
        let mut headings = table.columns.clone();
        headings.sort();
        headings.dedup();
        assert_eq!(headings.len(), table.columns.len(), "{} has two columns of one name", table.id);
    }
}
