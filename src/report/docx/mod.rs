//! A paper as a Word file (WordprocessingML, ISO/IEC 29500): real headings, a title, a language, numbered paragraphs, header rows that
//! repeat, words for each picture; no text boxes, no merged cells. Nothing of the day or the machine is in it.

mod body;
mod parts;

use std::io::{Cursor, Write};

use thiserror::Error;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::paper::Paper;

/// Why there is no file.
#[derive(Debug, Error)]
#[error("the paper cannot be put together ({0})")]
pub struct DocxError(#[from] zip::result::ZipError);

impl From<std::io::Error> for DocxError {
    fn from(error: std::io::Error) -> Self {
        DocxError(error.into())
    }
}

/// The bytes of a Word file.
///
/// # Errors
/// When it would be larger than the file format allows.
pub fn docx(paper: &Paper) -> Result<Vec<u8>, DocxError> {
    let body::Body { xml, pictures } = body::body(&paper.blocks);
    let parts = [
        ("[Content_Types].xml", parts::CONTENT_TYPES.to_owned()),
        ("_rels/.rels", parts::RELATIONSHIPS.to_owned()),
        ("docProps/core.xml", parts::properties(&paper.title)),
        ("word/document.xml", parts::document(&paper.title, &xml)),
        ("word/_rels/document.xml.rels", parts::document_relationships(pictures.len())),
        ("word/styles.xml", parts::styles()),
        ("word/numbering.xml", parts::NUMBERING.to_owned()),
        ("word/settings.xml", parts::SETTINGS.to_owned()),
        ("word/header1.xml", parts::header(&paper.header)),
        ("word/footer1.xml", parts::footer(&paper.footer)),
    ];
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    // The default time of a file in an archive is fixed: the start of 1980.
    let text = SimpleFileOptions::DEFAULT.compression_method(CompressionMethod::Deflated);
    for (name, part) in parts {
        file.start_file(name, text)?;
        file.write_all(part.as_bytes())?;
    }
    let stored = SimpleFileOptions::DEFAULT.compression_method(CompressionMethod::Stored);
    for (index, picture) in pictures.iter().enumerate() {
        file.start_file(format!("word/media/figure{}.png", index + 1), stored)?;
        file.write_all(picture)?;
    }
    Ok(file.finish()?.into_inner())
}
