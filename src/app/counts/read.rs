//! Reads a count as people write it, and a column as it comes from a spreadsheet.

use std::collections::BTreeMap;

use crate::model::BoroughCount;
use crate::model::geography::{BOROUGHS, Borough};
use crate::model::validate::did_you_mean;

/// Lines that could not be read and are told one by one.
const TOLD: usize = 4;

/// What a text says of a count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    /// Nothing.
    Blank,
    /// Fewer than six.
    Few,
    /// Six or more, without a number.
    Many,
    /// A number.
    Count(u32),
}

/// Reads a count: a number, a band, or a sign that it is held back.
///
/// # Errors
/// What a count may be, in a sentence.
pub fn typed(text: &str) -> Result<Typed, String> {
    let text = text.trim().trim_matches('"').trim().to_lowercase();
    match text.as_str() {
        "" => return Ok(Typed::Blank),
        "<6" | "< 6" | "<5" | "≤5" | "<=5" | "1-5" | "1–5" | "0-5" | "0–5" | "1 to 5" | "0 to 5" | "few" | "fewer than six"
        | "fewer than 6" | "*" | "c" | "[c]" | "x" => return Ok(Typed::Few),
        "6+" | ">5" | ">=6" | "≥6" | "six or more" | "6 or more" => return Ok(Typed::Many),
        _ => {}
    }
    let permitted = || format!("a whole number from 0 to {}, <6 or 6+", crate::app::wording::number(f64::from(BoroughCount::MOST), 0));
    let digits = without_thousands(&text).ok_or_else(permitted)?;
    let whole = digits.strip_suffix(".0").or_else(|| digits.strip_suffix(".00")).unwrap_or(&digits);
    match whole.parse::<u32>() {
        Ok(count) if count <= BoroughCount::MOST => Ok(Typed::Count(count)),
        _ => Err(permitted()),
    }
}

/// The text without commas between thousands; none where a comma stands elsewhere.
fn without_thousands(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split(',').collect();
    let grouped = parts.iter().skip(1).all(|part| part.len() == 3) && parts.first().is_some_and(|part| !part.is_empty() && part.len() <= 3);
    (parts.len() == 1 || grouped).then(|| parts.concat())
}

/// What a column says.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// The text of the count by the index of its borough.
    pub cells: BTreeMap<usize, String>,
    /// The lines that could not be read.
    pub unread: String,
    /// What was understood, and what was not, a sentence each.
    pub said: Vec<String>,
}

/// Reads a column: a name and a count a line, in any order; or one count a line for all 33 in the order of [`BOROUGHS`].
pub fn column(text: &str) -> Column {
    let lines: Vec<&str> = text.lines().map(|line| line.trim_end_matches('\r')).filter(|line| !line.trim().is_empty()).collect();
    let mut column = Column::default();
    let bare = |line: &str| !line.contains('\t') && matches!(typed(line), Ok(Typed::Few | Typed::Many | Typed::Count(_)));
    // A heading above bare counts is no count.
    let counts: Vec<&str> = match lines.split_first() {
        Some((first, rest)) if !bare(first) && rest.len() == BOROUGHS.len() => rest.to_vec(),
        _ => lines.clone(),
    };
    if !counts.is_empty() && counts.iter().all(|line| bare(line)) {
        if counts.len() == BOROUGHS.len() {
            column.cells = counts.iter().map(|line| line.trim().to_owned()).enumerate().collect();
            let end = |borough: Option<&Borough>| borough.map_or_else(String::new, |borough| borough.name.clone());
            column.said.push(format!(
                "33 counts without names: taken in the order of this list, {} first and {} last. Check that yours has the same order.",
                end(BOROUGHS.first()),
                end(BOROUGHS.last())
            ));
        } else {
            column.unread = lines.join("\n");
            column.said.push(format!(
                "{} counts without names: there are 33 authorities. Paste all 33 in the order of this list, or the names beside them.",
                counts.len()
            ));
        }
        return column;
    }
    let (mut unread, mut faults) = (Vec::new(), Vec::new());
    for (number, line) in lines.iter().enumerate() {
        match named(line) {
            Line::Of(index, count) => {
                if let Some(before) = column.cells.get(&index)
                    && *before != count
                {
                    faults.push(format!("{} stands more than once, with different counts.", BOROUGHS[index].name));
                    unread.push(*line);
                    continue;
                }
                column.cells.insert(index, count);
            }
            Line::LeftOut => {}
            // The first line may be a heading.
            Line::Wrong(_) if number == 0 && lines.len() > 1 && !holds_a_count(line) => {}
            Line::Wrong(fault) => {
                faults.push(fault);
                unread.push(line);
            }
        }
    }
    let few = BOROUGHS.len() - column.cells.len();
    let rest = match few {
        0 => String::new(),
        1 => "; the other one is as it was".to_owned(),
        _ => format!("; the other {few} are as they were"),
    };
    column.said.push(format!("{} authorities read{rest}.", column.cells.len()));
    let untold = faults.len().saturating_sub(TOLD);
    column.said.extend(faults.into_iter().take(TOLD));
    if untold > 0 {
        column.said.push(format!("And {untold} more lines could not be read."));
    }
    column.unread = unread.join("\n");
    column
}

/// Whether one field of a line is a count, or, where the line has no fields, anything in it is a digit. A heading may hold a year.
fn holds_a_count(line: &str) -> bool {
    let is_apart = |c: char| matches!(c, '\t' | ';' | ',');
    let is_count = |field: &str| matches!(typed(field), Ok(Typed::Few | Typed::Many | Typed::Count(_)));
    if line.contains(is_apart) { line.split(is_apart).any(is_count) } else { line.chars().any(|c| c.is_ascii_digit()) }
}

/// What a line says.
enum Line {
    /// The count of a borough.
    Of(usize, String),
    /// A sum of several, which is reckoned here.
    LeftOut,
    /// It cannot be read, and why.
    Wrong(String),
}

fn named(line: &str) -> Line {
    let shown: String = line.trim().chars().take(40).flat_map(char::escape_debug).collect();
    let fields: Vec<&str> = if line.contains('\t') {
        line.split('\t').collect()
    } else if line.contains(';') {
        line.split(';').collect()
    } else if let Some((name, count)) = line.split_once(',') {
        vec![name, count]
    } else {
        let trimmed = line.trim();
        // The count is what follows the last space, or the band after the name.
        let at = trimmed.find(['<', '>', '≤', '≥', '[', '*']).or_else(|| trimmed.rfind(char::is_whitespace));
        at.map_or_else(|| vec![trimmed], |at| vec![&trimmed[..at], &trimmed[at..]])
    };
    let fields: Vec<&str> =
        fields.into_iter().map(|field| field.trim().trim_matches('"').trim()).filter(|field| !field.is_empty()).collect();
    let Some((name, counts)) = fields.split_first() else { return Line::LeftOut };
    // A code may stand before or after the name.
    let code = BOROUGHS.iter().position(|borough| fields.iter().any(|field| field.eq_ignore_ascii_case(&borough.ons_code)));
    let counts: Vec<&&str> = counts.iter().filter(|field| typed(field).is_ok()).collect();
    let Some(index) = code.or_else(|| borough_called(name)) else {
        let plain = plain(name);
        if ["total", "all", "london", "sum", "grand total", "all boroughs", "all authorities"].contains(&plain.as_str()) {
            return Line::LeftOut;
        }
        let names = BOROUGHS.iter().map(|borough| borough.name.as_str());
        let hint = did_you_mean(name, names).map(|other| format!(": did you mean {other}?")).unwrap_or_else(|| ".".to_owned());
        return Line::Wrong(format!("“{shown}” names none of the 33 authorities{hint}"));
    };
    match counts.as_slice() {
        [count] => Line::Of(index, (**count).to_owned()),
        [] => Line::Wrong(format!("“{shown}” has no count that can be read: a whole number, <6 or 6+.")),
        _ => Line::Wrong(format!("“{shown}” has more than one number: keep the name and one column of counts.")),
    }
}

/// The borough that goes by a name, in one of the ways in which people write it.
fn borough_called(name: &str) -> Option<usize> {
    let name = plain(name);
    BOROUGHS.iter().position(|borough| {
        let full = plain(&borough.name);
        name == full || name == plain(&borough.short_name) || full.strip_suffix(" upon thames").is_some_and(|short| name == short)
    })
}

/// A name without what councils put before it, in small letters.
fn plain(name: &str) -> String {
    let mut name = name.to_lowercase().replace('&', " and ").replace(['.', '-'], " ");
    name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    for start in ["london borough of ", "royal borough of ", "city and county of ", "lb of ", "lb ", "rb "] {
        if let Some(rest) = name.strip_prefix(start) {
            name = rest.to_owned();
        }
    }
    match name.as_str() {
        "city of westminster" => "westminster".to_owned(),
        "city" | "city of london corporation" | "city of london" => "city of london".to_owned(),
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(column: &Column, name: &str) -> Option<String> {
        column.cells.get(&BOROUGHS.iter().position(|borough| borough.name == name).unwrap()).cloned()
    }

    #[test]
    fn counts_are_read_as_people_write_them() {
        let reads = [
            ("12", Typed::Count(12)),
            (" 12.0 ", Typed::Count(12)),
            ("\"1,234\"", Typed::Count(1234)),
            ("0", Typed::Count(0)),
            ("<6", Typed::Few),
            ("[c]", Typed::Few),
            ("1-5", Typed::Few),
            ("6+", Typed::Many),
            ("", Typed::Blank),
        ];
        for (text, expected) in reads {
            assert_eq!(typed(text), Ok(expected), "{text}");
        }
        for text in ["-3", "12.5", "1,2", "many", "100001", "99999999999999999999", "1e3", ",100"] {
            assert!(typed(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_column_with_names_is_read_in_any_order_and_spelling() {
        let text = "Borough\tRequests 2019\r\nE09000012\tHackney\t14\r\nLB Camden\t12\r\nKensington & Chelsea\t<6\r\nRichmond\t7\r\n\
                    \"City of Westminster\"\t1,204\r\nTotal\t1237\r\n\r\n";
        let read = column(text);
        assert_eq!(of(&read, "Hackney").as_deref(), Some("14"));
        assert_eq!(of(&read, "Camden").as_deref(), Some("12"));
        assert_eq!(of(&read, "Kensington and Chelsea").as_deref(), Some("<6"));
        assert_eq!(of(&read, "Richmond upon Thames").as_deref(), Some("7"));
        assert_eq!(of(&read, "Westminster").as_deref(), Some("1,204"));
        assert_eq!((read.cells.len(), read.unread.as_str()), (5, ""), "{read:?}");
        assert_eq!(read.said, ["5 authorities read; the other 28 are as they were."]);
        for line in ["Barking and Dagenham,9", "Barking and Dagenham 9", "barking and dagenham;9", "E09000002\t9", "Barking & Dagenham\t9"]
        {
            assert_eq!(of(&column(line), "Barking and Dagenham").as_deref(), Some("9"), "{line}");
        }
        assert_eq!(of(&column("Tower Hamlets <6"), "Tower Hamlets").as_deref(), Some("<6"));
    }

    #[test]
    fn bare_counts_are_taken_in_order_only_if_there_are_33() {
        let text = (0..33).map(|i| (i * 3).to_string()).collect::<Vec<_>>().join("\n");
        let read = column(&text);
        assert_eq!((of(&read, "City of London").as_deref(), of(&read, "Westminster").as_deref()), (Some("0"), Some("96")));
        assert!(read.said[0].contains("City of London first and Westminster last"), "{:?}", read.said);
        assert_eq!(column(&format!("Requests\n{text}")).cells, read.cells, "a heading is left out");
        let short = column("4\n5\n6");
        assert!(short.cells.is_empty() && short.unread == "4\n5\n6" && short.said[0].starts_with("3 counts without names"), "{short:?}");
    }

    #[test]
    fn what_cannot_be_read_is_said_line_by_line() {
        let read = column("Camdem\t12\nBarnet\tlots\nEaling\t4\t5\nBrent\t7\nBrent\t8");
        assert!(read.said.iter().any(|line| line.contains("did you mean Camden?")), "{:?}", read.said);
        assert!(read.said.iter().any(|line| line.contains("no count that can be read")), "{:?}", read.said);
        assert!(read.said.iter().any(|line| line.contains("more than one number")), "{:?}", read.said);
        assert!(read.said.iter().any(|line| line.contains("Brent stands more than once")), "{:?}", read.said);
        assert_eq!(read.unread.lines().count(), 4);
        assert_eq!(
            column("   \n\n"),
            Column { said: vec!["0 authorities read; the other 33 are as they were.".to_owned()], ..Column::default() }
        );
    }
}
