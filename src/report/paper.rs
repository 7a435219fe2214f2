//! A paper as a value: headings, numbered paragraphs, tables and pictures in order, with the marks that stand on each page.

use super::tables::Table;

/// Whether a paper may be published: chosen before it is made, printed on each page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Publication {
    /// Open to the public.
    Public,
    /// Exempt from publication (Local Government Act 1972, Schedule 12A).
    Exempt,
    /// Nobody has decided yet.
    #[default]
    Undecided,
}

impl Publication {
    /// The mark on each page.
    pub fn mark(self) -> &'static str {
        match self {
            Publication::Public => "Public",
            Publication::Exempt => "Exempt: not for publication (Local Government Act 1972, Schedule 12A)",
            Publication::Undecided => "Not for publication until marked public or exempt",
        }
    }

    /// The word in a manifest.
    pub fn key(self) -> &'static str {
        match self {
            Publication::Public => "public",
            Publication::Exempt => "exempt",
            Publication::Undecided => "undecided",
        }
    }

    /// The publication that a word in a manifest stands for.
    pub fn of_key(key: &str) -> Option<Self> {
        [Publication::Public, Publication::Exempt, Publication::Undecided].into_iter().find(|publication| publication.key() == key)
    }
}

/// How long a paper is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Length {
    /// Two pages: question, findings, one chart, one table.
    Summary,
    /// Everything.
    #[default]
    Full,
}

/// What stands where an officer has to write.
pub const NOT_PROVIDED: &str = "NOT PROVIDED";

/// A paper.
#[derive(Clone, Debug, PartialEq)]
pub struct Paper {
    /// Title, in the file's properties too.
    pub title: String,
    /// At the head of each page.
    pub header: String,
    /// At the foot of each page, before its number.
    pub footer: String,
    /// What it holds, in order.
    pub blocks: Vec<Block>,
}

/// A part of a paper.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading of level 1 to 3.
    Heading(u8, String),
    /// The list of headings.
    Contents,
    /// A numbered paragraph.
    Paragraph(String),
    /// A numbered paragraph on the page of what follows it.
    Finding(String),
    /// A paragraph without a number.
    Plain(String),
    /// Left for an officer to write; stands out.
    ForOfficer(String),
    /// Points of a list.
    Points(Vec<String>),
    /// A picture.
    Picture(Picture),
    /// A table under its title.
    Table(Table),
    /// A new page.
    PageBreak,
}

/// A picture for a paper.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// Below it.
    pub caption: String,
    /// For readers who do not see it.
    pub alternative_text: String,
    /// The bytes of a PNG file.
    pub png: Vec<u8>,
    /// Width on paper, points.
    pub width: f64,
    /// Height on paper, points.
    pub height: f64,
}
