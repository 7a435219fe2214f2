//! The paper as a Word file, taken apart and read again.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use sufficiency::model::{ParameterId, Source, Stream};
use sufficiency::report::annex::{Drawn, Matter, drawn, flow_picture, paper};
use sufficiency::report::boroughs::told;
use sufficiency::report::docx::docx;
use sufficiency::report::figures::{Figures, figures};
use sufficiency::report::paper::{Block, Length, NOT_PROVIDED, Paper, Publication};
use sufficiency::report::{Answer, method};

use super::support::{answer, awkward, ids, keep, scenario};

fn made(answer: &Answer, figures: &Figures, drawn: &[Drawn<'_>], length: Length) -> Paper {
    paper(
        answer,
        &Matter {
            figures,
            drawn,
            flow: flow_picture(answer).expect("a picture"),
            boroughs: &told(answer),
            publication: Publication::Exempt,
            length,
            results_sha256: "0123",
        },
    )
}

/// The parts of a Word file by name.
fn parts(bytes: Vec<u8>) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip file");
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).expect("a part");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("bytes");
        parts.insert(file.name().expect("a name").into_owned(), bytes);
    }
    parts
}

/// Every element of an XML part: its name and attributes. Fails where the XML is not well formed.
fn elements(xml: &[u8]) -> Vec<(String, BTreeMap<String, String>)> {
    let mut reader = Reader::from_reader(xml);
    let mut buffer = Vec::new();
    let mut found = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let element = |start: &BytesStart<'_>| {
        let name = String::from_utf8_lossy(start.name().as_ref()).into_owned();
        let attribute = |attribute: quick_xml::events::attributes::Attribute<'_>| {
            let value = String::from_utf8_lossy(&attribute.value).into_owned();
            let value = value.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
            (String::from_utf8_lossy(attribute.key.as_ref()).into_owned(), value)
        };
        (name, start.attributes().map(|one| attribute(one.expect("an attribute"))).collect())
    };
    loop {
        match reader.read_event_into(&mut buffer).expect("well-formed XML") {
            Event::Start(start) => {
                let start = element(&start);
                open.push(start.0.clone());
                found.push(start);
            }
            Event::Empty(start) => found.push(element(&start)),
            Event::End(_) => assert!(open.pop().is_some()),
            Event::Eof => break,
            _ => {}
        }
        buffer.clear();
    }
    assert!(open.is_empty(), "elements left open: {open:?}");
    found
}

fn count(elements: &[(String, BTreeMap<String, String>)], name: &str) -> usize {
    elements.iter().filter(|(found, _)| found == name).count()
}

#[test]
fn the_annex_is_an_accessible_word_file() {
    let answer = awkward();
    let figures = figures(&answer);
    let drawn: Vec<Drawn<'_>> = figures.all().map(|figure| drawn(figure).expect("a picture")).collect();
    let annex = made(&answer, &figures, &drawn, Length::Full);
    let bytes = docx(&annex).expect("a Word file");
    assert_eq!(bytes, docx(&annex).expect("the same file"));
    let parts = parts(bytes);
    for (name, bytes) in parts.iter().filter(|(name, _)| !name.ends_with(".png")) {
        assert!(!elements(bytes).is_empty(), "{name}");
    }
    let document = elements(&parts["word/document.xml"]);
    let text = String::from_utf8(parts["word/document.xml"].clone()).expect("text");

    // No text boxes, nothing merged.
    for name in ["w:txbxContent", "wps:txbx", "w:gridSpan", "w:vMerge", "w:hMerge"] {
        assert_eq!(count(&document, name), 0, "{name}");
    }
    // Every table has one header row that repeats, and rows as long as its grid.
    let tables = annex.blocks.iter().filter(|block| matches!(block, Block::Table(_))).count();
    assert_eq!((count(&document, "w:tbl"), count(&document, "w:tblHeader"), count(&document, "w:tblCaption")), (tables, tables, tables));
    // Every picture has words, and an id of its own.
    let pictures: Vec<_> = document.iter().filter(|(name, _)| name == "wp:docPr").map(|(_, attributes)| attributes).collect();
    assert_eq!(pictures.len(), drawn.len() + 1);
    let flow = flow_picture(&answer).expect("a picture").alternative_text;
    let said: Vec<String> = drawn.iter().map(|drawn| drawn.picture.alternative_text.clone()).chain([flow]).collect();
    for (index, picture) in pictures.iter().enumerate() {
        assert_eq!(picture["id"], (index + 1).to_string());
        assert!(said.contains(&picture["descr"]), "{}", picture["descr"]);
        assert!(parts.contains_key(&format!("word/media/figure{}.png", index + 1)));
    }
    // Real headings, numbered paragraphs, and styles that exist.
    let styles = elements(&parts["word/styles.xml"]);
    let ids: Vec<&String> = styles.iter().filter(|(name, _)| name == "w:style").map(|(_, attributes)| &attributes["w:styleId"]).collect();
    let mut used: Vec<&String> =
        document.iter().filter(|(name, _)| name == "w:pStyle").map(|(_, attributes)| &attributes["w:val"]).collect();
    for style in ["Title", "Heading1", "Heading2", "NumberedParagraph", "ForOfficer", "TOC1", "Caption"] {
        assert!(used.iter().any(|used| *used == style), "{style} is not used");
    }
    used.sort();
    used.dedup();
    assert!(used.iter().all(|used| ids.contains(used)), "{used:?}");
    // Contents lead to headings.
    let bookmarks: Vec<&String> =
        document.iter().filter(|(name, _)| name == "w:bookmarkStart").map(|(_, attributes)| &attributes["w:name"]).collect();
    let links: Vec<&String> =
        document.iter().filter(|(name, _)| name == "w:hyperlink").map(|(_, attributes)| &attributes["w:anchor"]).collect();
    assert!(links.len() >= 10 && links.iter().all(|link| bookmarks.contains(link)));
    // Title, language, marks on each page; nobody's name, no date.
    let core = String::from_utf8(parts["docProps/core.xml"].clone()).expect("text");
    assert!(core.contains("<dc:title>=Review &lt;b&gt;&amp;amp; &quot;more&quot;&lt;/b&gt;"), "{core}");
    assert!(core.contains("<dc:language>en-GB</dc:language>") && !core.contains("creator") && !core.contains("created"));
    assert!(String::from_utf8_lossy(&parts["word/styles.xml"]).contains("<w:lang w:val=\"en-GB\""));
    let header = String::from_utf8_lossy(&parts["word/header1.xml"]).into_owned();
    assert!(header.contains("Draft, not independently assured") && header.contains("Exempt"), "{header}");
    // What only an officer may say is left open.
    for heading in ["Recommendations", "Financial implications", "Legal implications", "Equalities implications"] {
        let place = annex.blocks.iter().position(|block| matches!(block, Block::Heading(_, text) if text == heading)).expect(heading);
        assert!(matches!(&annex.blocks[place + 1], Block::ForOfficer(text) if text.starts_with(NOT_PROVIDED)), "{heading}");
        assert!(text.contains(heading));
    }
}

#[test]
fn the_summary_is_short() {
    let answer = answer(&scenario("london-review", 4, |_| {}));
    let figures = figures(&answer);
    let drawn: Vec<Drawn<'_>> = figures.all().take(1).map(|figure| drawn(figure).expect("a picture")).collect();
    let summary = made(&answer, &figures, &drawn, Length::Summary);
    let words: usize = summary
        .blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph(text) | Block::Finding(text) | Block::Plain(text) | Block::ForOfficer(text) => text.split_whitespace().count(),
            Block::Points(points) => points.iter().map(|point| point.split_whitespace().count()).sum(),
            _ => 0,
        })
        .sum();
    assert!(words < 450, "{words} words, a chart and a table do not fit on two pages");
}

#[test]
fn the_method_statement_has_every_item_and_no_silent_blank() {
    for id in ids() {
        let answer = answer(&scenario(id, 2, |scenario| scenario.description.clear()));
        let statement = method::statement(&answer);
        assert_eq!(statement.rows.len(), method::ITEMS, "{id}");
        for row in &statement.rows {
            let words = row[2].shown();
            assert!(words.split_whitespace().count() >= 3, "{id}, {}: {words}", row[0].shown());
        }
        assert!(statement.rows[0][2].shown().starts_with(NOT_PROVIDED), "{id}: a purpose nobody gave");
    }
}

#[test]
fn the_eight_criteria_are_told_raw_and_marked_illustrative_until_they_are_locked() {
    use sufficiency::model::appraisal::{Anchor, Basis, Criterion, Lock, Scale};
    let told = |edit: &dyn Fn(&mut sufficiency::model::Scenario)| {
        let answer = answer(&scenario("london-review", 3, |scenario| {
            keep(scenario, &["as-now", "two-12"]);
            edit(scenario);
        }));
        let figures = figures(&answer);
        made(&answer, &figures, &[], Length::Full)
    };
    let said = |paper: &Paper, words: &str| {
        paper.blocks.iter().any(|block| match block {
            Block::Paragraph(text) => text.contains(words),
            Block::Table(table) => table.title.contains(words),
            _ => false,
        })
    };
    let raw = "Continuity of care and relationships: what the model gives, in its own units";
    let plain = told(&|_| ());
    assert!(said(&plain, raw) && said(&plain, "no scores and no weights, so no option is preferred"));
    assert!(!said(&plain, "Scales: fixed ends") && !plain.header.contains("Illustrative"));
    let scored = |scenario: &mut sufficiency::model::Scenario| {
        let end = |value, text: &str| Anchor { value: Some(value), text: text.to_owned() };
        let basis = Basis::Measured("welfare_mean_distance_miles".into());
        let scale = Scale { basis, worst: end(250.0, "a day's travel"), best: end(0.0, "at home") };
        scenario.appraisal.scales.insert(Criterion::Continuity, scale);
    };
    let open = told(&scored);
    assert!(said(&open, raw) && said(&open, "Illustrative: “") && open.header.contains("Illustrative"), "{:?}", open.header);
    assert!(said(&open, "Illustrative: scores and weights are not locked. How often each option has each rank"));
    let locked = told(&|scenario| {
        scored(scenario);
        scenario.appraisal.lock = Some(Lock { by: "Chair".into(), on: jiff::civil::date(2026, 11, 24) });
    });
    assert!(
        said(&locked, "locked by the Chair on 2026-11-24") && !said(&locked, "Illustrative") && !locked.header.contains("Illustrative")
    );
}

#[test]
fn a_paper_says_which_figures_were_set_in_place_of_a_source() {
    let stay = ParameterId::LengthOfStayMeanDays(Stream::Welfare);
    let papers = |is_set: bool| {
        let answer = answer(&scenario("london-review", 4, |scenario| {
            keep(scenario, &["as-now", "two-12"]);
            if is_set {
                let source = Source::set_in_place_of("127.75 days", scenario.sources.get(&stay));
                scenario.sources.insert(stay, source);
                scenario.options[1].source = Source::set_in_place_of("24 welfare beds", Some(&scenario.options[1].source));
            }
        }));
        let figures = figures(&answer);
        [Length::Summary, Length::Full].map(|length| format!("{:?}", made(&answer, &figures, &[], length).blocks))
    };
    let sentence = "Set in the program, so that no source stands behind it: mean length of stay, welfare; option “Two homes of 12”.";
    let [summary, annex] = papers(true);
    assert!(summary.contains(sentence) && annex.contains(sentence));
    assert!(annex.contains("set in the program in place of 127.75 days (derived: "), "the register");
    assert!(annex.contains("Assumed: set in the program in place of 24 welfare beds (stated in the review, "), "the table of options");
    assert!(papers(false).iter().all(|words| !words.contains("Set in the program")));
}
