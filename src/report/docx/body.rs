//! The body of a Word file: paragraphs, tables and pictures.

use std::fmt::Write;

use crate::report::drawing::{Type, escaped, font};
use crate::report::paper::{Block, Picture};
use crate::report::tables::{Cell, Table};

/// Width of the text, twentieths of a point: 16 cm.
const TEXT_WIDTH: usize = 9_071;
/// Lines of a table that is kept on one page.
const LINES_KEPT: usize = 34;
/// A letter in a table, and the room around the words of a cell, twentieths of a point.
const LETTER: f64 = 92.0;
const AROUND: f64 = 190.0;
/// Highest picture, points: a page has room for its caption too.
const HIGHEST: f64 = 640.0;
/// English metric units in a point.
const EMU: f64 = 12_700.0;

/// The XML of a body and the pictures in it, in order.
pub struct Body<'a> {
    /// Paragraphs and tables.
    pub xml: String,
    /// Bytes of PNG files.
    pub pictures: Vec<&'a [u8]>,
}

/// Writes blocks in order.
pub fn body(blocks: &[Block]) -> Body<'_> {
    let mut body = Body { xml: String::new(), pictures: Vec::new() };
    let (mut headings, mut tables) = (0, 0);
    for block in blocks {
        match block {
            Block::Heading(level, text) => {
                headings += 1;
                let level = (*level).clamp(1, 3);
                push(
                    &mut body.xml,
                    &format!("Heading{level}"),
                    &format!(
                        "<w:bookmarkStart w:id=\"{headings}\" w:name=\"_h{headings}\"/>{}<w:bookmarkEnd w:id=\"{headings}\"/>",
                        run(text)
                    ),
                );
            }
            Block::Contents => contents(&mut body.xml, blocks),
            Block::Paragraph(text) => push(&mut body.xml, "NumberedParagraph", &run(text)),
            Block::Finding(text) => {
                let _ = write!(body.xml, "<w:p><w:pPr><w:pStyle w:val=\"NumberedParagraph\"/><w:keepNext/></w:pPr>{}</w:p>", run(text));
            }
            Block::Plain(text) => push(&mut body.xml, "BodyText", &run(text)),
            Block::ForOfficer(text) => push(&mut body.xml, "ForOfficer", &run(text)),
            Block::Points(points) => points.iter().for_each(|point| push(&mut body.xml, "ListBullet", &run(point))),
            Block::Picture(picture) => {
                body.pictures.push(&picture.png);
                push_picture(&mut body.xml, picture, body.pictures.len());
            }
            Block::Table(table) => {
                tables += 1;
                push_table(&mut body.xml, table, tables);
            }
            Block::PageBreak => body.xml.push_str("<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>"),
        }
    }
    body
}

fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(text))
}

fn push(xml: &mut String, style: &str, content: &str) {
    // Writing to a text in memory cannot fail.
    let _ = write!(xml, "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{content}</w:p>");
}

/// The headings of the first two levels, each a link to its place. The field says so too, so that Word can make the list anew.
fn contents(xml: &mut String, blocks: &[Block]) {
    let place = blocks.iter().position(|block| *block == Block::Contents).unwrap_or(0);
    let before = blocks[..place].iter().filter(|block| matches!(block, Block::Heading(..))).count();
    let headings: Vec<(usize, u8, &str)> = blocks
        .iter()
        .skip(place)
        .filter_map(|block| if let Block::Heading(level, text) = block { Some((*level, text.as_str())) } else { None })
        .enumerate()
        .map(|(index, (level, text))| (before + index + 1, level, text))
        .filter(|(_, level, _)| *level <= 2)
        .collect();
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    for (place, (index, level, text)) in headings.iter().enumerate() {
        let begin = if place == 0 {
            format!(
                "{}<w:r><w:instrText xml:space=\"preserve\"> TOC \\o \"1-2\" \\h \\n </w:instrText></w:r>{}",
                field("begin"),
                field("separate")
            )
        } else {
            String::new()
        };
        let end = if place + 1 == headings.len() { field("end") } else { String::new() };
        push(xml, &format!("TOC{level}"), &format!("{begin}<w:hyperlink w:anchor=\"_h{index}\">{}</w:hyperlink>{end}", run(text)));
    }
}

fn push_picture(xml: &mut String, picture: &Picture, number: usize) {
    // A picture that is higher than a page stands smaller.
    let scale = (HIGHEST / picture.height).min(1.0);
    let (width, height) = ((picture.width * scale * EMU).round() as u64, (picture.height * scale * EMU).round() as u64);
    let alternative_text = escaped(&picture.alternative_text);
    let properties = format!("id=\"{number}\" name=\"Figure {number}\" descr=\"{alternative_text}\"");
    push(
        xml,
        "Figure",
        &format!(
            "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{width}\" cy=\"{height}\"/>\
             <wp:docPr {properties}/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect=\"1\"/></wp:cNvGraphicFramePr><a:graphic>\
             <a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr><pic:cNvPr {properties}/>\
             <pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"rIdFigure{number}\"/><a:stretch><a:fillRect/></a:stretch>\
             </pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{width}\" cy=\"{height}\"/></a:xfrm>\
             <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        ),
    );
    push(xml, "Caption", &run(&format!("Figure {number}. {}", picture.caption)));
}

fn push_table(xml: &mut String, table: &Table, number: usize) {
    push(xml, "TableTitle", &run(&format!("Table {number}. {}", table.title)));
    let widths = widths(table);
    let _ = write!(
        xml,
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"PaperTable\"/><w:tblW w:w=\"{TEXT_WIDTH}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/>\
         <w:tblLook w:val=\"0020\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/>\
         <w:tblCaption w:val=\"{}\"/></w:tblPr><w:tblGrid>",
        escaped(&table.title)
    );
    for width in &widths {
        let _ = write!(xml, "<w:gridCol w:w=\"{width}\"/>");
    }
    xml.push_str("</w:tblGrid>");
    let mut row = |cells: &mut dyn Iterator<Item = String>, properties: &str, style: &str| {
        let _ = write!(xml, "<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>");
        for (text, width) in cells.zip(&widths) {
            let _ = write!(xml, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>");
            push(xml, style, &run(&text));
            xml.push_str("</w:tc>");
        }
        xml.push_str("</w:tr>");
    };
    row(&mut table.columns.iter().cloned(), "<w:tblHeader/>", "TableHead");
    // A table that fits on a page stays on one.
    let kept = if lines(table, &widths) <= LINES_KEPT { table.rows.len().saturating_sub(1) } else { 0 };
    for (index, cells) in table.rows.iter().enumerate() {
        row(&mut cells.iter().map(|cell| cell.shown()), "", if index < kept { "TableTextKept" } else { "TableText" });
    }
    xml.push_str("</w:tbl>");
    let mut signs = table.signs();
    signs.extend(table.notes.iter().cloned());
    for note in &signs {
        push(xml, "Note", &run(note));
    }
    if signs.is_empty() {
        push(xml, "Note", "");
    }
}

/// Lines that the rows of a table take, about.
fn lines(table: &Table, widths: &[usize]) -> usize {
    let of_cell = |(cell, width): (&Cell, &usize)| {
        let letters = ((*width as f64 - AROUND) / LETTER).max(1.0);
        (cell.shown().chars().count() as f64 / letters).ceil().max(1.0) as usize
    };
    table.rows.iter().map(|cells| cells.iter().zip(widths).map(of_cell).max().unwrap_or(1)).sum()
}

/// Widths of columns: each has room for its longest word, and what is left goes where lines are long. They add up to the width of the text.
fn widths(table: &Table) -> Vec<usize> {
    /// Room for one word at most.
    const MOST: f64 = 1_600.0;
    // The shipped font is a little wider than the one that a reader's office will have.
    let width_of = |word: &str, bold: bool| font::width(word, Type { size: 8.0, bold, colour: [0; 3] }) * 20.0;
    let (mut least, mut more) = (Vec::new(), Vec::new());
    for (column, heading) in table.columns.iter().enumerate() {
        let cells: Vec<String> = table.rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.shown()).collect();
        let longest = |text: &str, bold: bool| text.split(' ').map(|word| width_of(word, bold)).fold(0.0, f64::max);
        let word = cells.iter().map(|text| longest(text, false)).fold(longest(heading, true), f64::max);
        // Long lines count for more than short ones, but one of them alone for little.
        let squares: f64 = cells.iter().map(|text| (text.chars().count() as f64).powi(2)).sum();
        let line = (squares / cells.len().max(1) as f64).sqrt();
        let word = word.clamp(3.0 * LETTER, MOST) + AROUND;
        least.push(word);
        more.push((line.min(200.0) * LETTER + AROUND - word).max(1.0));
    }
    let (needed, wished): (f64, f64) = (least.iter().sum(), more.iter().sum());
    let room = TEXT_WIDTH as f64;
    let width = |(least, more): (&f64, &f64)| if needed < room { least + more / wished * (room - needed) } else { least / needed * room };
    let mut widths: Vec<usize> = least.iter().zip(&more).map(|pair| width(pair) as usize).collect();
    let rest = TEXT_WIDTH.saturating_sub(widths.iter().sum());
    if let Some(last) = widths.last_mut() {
        *last += rest;
    }
    widths
}
