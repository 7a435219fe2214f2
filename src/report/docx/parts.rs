//! The fixed parts of a Word file: styles, numbering, properties, head and foot of the page.

use crate::report::drawing::escaped;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

pub const CONTENT_TYPES: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n",
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">",
    "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>",
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/>",
    "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>",
    "<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>",
    "<Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>",
    "<Override PartName=\"/word/numbering.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml\"/>",
    "<Override PartName=\"/word/settings.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml\"/>",
    "<Override PartName=\"/word/header1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml\"/>",
    "<Override PartName=\"/word/footer1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/>",
    "</Types>"
);

pub const RELATIONSHIPS: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n",
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">",
    "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>",
    "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>",
    "</Relationships>"
);

pub const NUMBERING: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n",
    "<w:numbering xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">",
    "<w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType w:val=\"singleLevel\"/><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/>",
    "<w:pStyle w:val=\"NumberedParagraph\"/><w:lvlText w:val=\"%1.\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"567\" w:hanging=\"567\"/></w:pPr></w:lvl></w:abstractNum>",
    "<w:abstractNum w:abstractNumId=\"1\"><w:multiLevelType w:val=\"singleLevel\"/><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"bullet\"/>",
    "<w:pStyle w:val=\"ListBullet\"/><w:lvlText w:val=\"•\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"964\" w:hanging=\"340\"/></w:pPr></w:lvl></w:abstractNum>",
    "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>"
);

pub const SETTINGS: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n",
    "<w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:defaultTabStop w:val=\"567\"/>",
    "<w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>",
    "<w:themeFontLang w:val=\"en-GB\"/></w:settings>"
);

/// Title and language; no author, no date.
pub fn properties(title: &str) -> String {
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:language>en-GB</dc:language></cp:coreProperties>",
        escaped(title)
    )
}

/// The document around its body.
pub fn document(title: &str, body: &str) -> String {
    format!(
        "{HEAD}<w:document {MAIN} xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
         xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
         xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
         xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><w:body>\
         <w:p><w:pPr><w:pStyle w:val=\"Title\"/></w:pPr><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>{body}\
         <w:sectPr><w:headerReference w:type=\"default\" r:id=\"rIdHeader\"/><w:footerReference w:type=\"default\" r:id=\"rIdFooter\"/>\
         <w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1304\" w:right=\"1417\" w:bottom=\"1134\" w:left=\"1417\" w:header=\"567\" \
         w:footer=\"567\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>",
        escaped(title)
    )
}

/// What the document refers to.
pub fn document_relationships(pictures: usize) -> String {
    const OF: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let mut out = format!("{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
    let fixed =
        [("Styles", "styles"), ("Numbering", "numbering"), ("Settings", "settings")].map(|(id, part)| (id, part, format!("{part}.xml")));
    let pages = [("Header", "header", "header1.xml".to_owned()), ("Footer", "footer", "footer1.xml".to_owned())];
    for (id, kind, target) in fixed.into_iter().chain(pages) {
        out.push_str(&format!("<Relationship Id=\"rId{id}\" Type=\"{OF}/{kind}\" Target=\"{target}\"/>"));
    }
    for number in 1..=pictures {
        out.push_str(&format!("<Relationship Id=\"rIdFigure{number}\" Type=\"{OF}/image\" Target=\"media/figure{number}.png\"/>"));
    }
    out.push_str("</Relationships>");
    out
}

/// The head of each page.
pub fn header(text: &str) -> String {
    format!(
        "{HEAD}<w:hdr {MAIN}><w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p></w:hdr>",
        escaped(text)
    )
}

/// The foot of each page, with its number.
pub fn footer(text: &str) -> String {
    let field = |name: &str| format!("<w:fldSimple w:instr=\" {name} \"><w:r><w:t>1</w:t></w:r></w:fldSimple>");
    let run = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(text));
    format!(
        "{HEAD}<w:ftr {MAIN}><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>{}{}{}{}</w:p></w:ftr>",
        run(&format!("{text}. Page ")),
        field("PAGE"),
        run(" of "),
        field("NUMPAGES")
    )
}

/// A paragraph style: id, name, what follows it, paragraph properties, character properties.
fn style(id: &str, name: &str, next: &str, paragraph: &str, run: &str) -> String {
    format!(
        "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"Normal\"/><w:next w:val=\"{next}\"/>\
         <w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )
}

/// Styles: Arial, which every office has, in the sizes of a council paper; English of Britain; left-aligned throughout.
pub fn styles() -> String {
    let heading = |level: u8, size: u8, before: u16| {
        style(
            &format!("Heading{level}"),
            &format!("heading {level}"),
            "NumberedParagraph",
            &format!(
                "<w:keepNext/><w:keepLines/><w:spacing w:before=\"{before}\" w:after=\"100\"/><w:outlineLvl w:val=\"{}\"/>",
                level - 1
            ),
            &format!("<w:b/><w:color w:val=\"12436D\"/><w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>"),
        )
    };
    let size = |size: u8| format!("<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>");
    let spacing = |before: u16, after: u16| format!("<w:spacing w:before=\"{before}\" w:after=\"{after}\"/>");
    let numbered = |number: u8| format!("<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{number}\"/></w:numPr>");
    let keep = "<w:keepNext/>";
    let boxed = "<w:pBdr><w:left w:val=\"single\" w:sz=\"24\" w:space=\"8\" w:color=\"F46A25\"/></w:pBdr>";
    let styles = [
        style(
            "Title",
            "Title",
            "BodyText",
            &spacing(0, 160),
            "<w:b/><w:color w:val=\"12436D\"/><w:sz w:val=\"36\"/><w:szCs w:val=\"36\"/>",
        ),
        heading(1, 28, 320),
        heading(2, 24, 240),
        heading(3, 22, 200),
        style("BodyText", "Body Text", "BodyText", &spacing(0, 120), ""),
        style("NumberedParagraph", "Numbered Paragraph", "NumberedParagraph", &format!("{}{}", numbered(1), spacing(0, 120)), ""),
        style("ListBullet", "List Bullet", "ListBullet", &format!("{}{}", numbered(2), spacing(0, 60)), ""),
        style("ForOfficer", "For the Officer", "BodyText", &format!("{boxed}{}", spacing(60, 160)), "<w:b/>"),
        style("Figure", "Figure", "Caption", &format!("{keep}{}", spacing(120, 0)), ""),
        style("Caption", "caption", "BodyText", &spacing(40, 200), &size(18)),
        style("TableTitle", "Table Title", "BodyText", &format!("{keep}{}", spacing(160, 80)), "<w:b/>"),
        style("TableHead", "Table Head", "TableText", &format!("{keep}{}", spacing(30, 30)), &format!("<w:b/>{}", size(16))),
        style("TableText", "Table Text", "TableText", &spacing(20, 20), &size(16)),
        style("TableTextKept", "Table Text Kept", "TableText", &format!("{keep}{}", spacing(20, 20)), &size(16)),
        style("Note", "Note", "BodyText", &spacing(60, 120), &size(17)),
        style("TOC1", "toc 1", "BodyText", &spacing(40, 20), ""),
        style("TOC2", "toc 2", "BodyText", &format!("{}<w:ind w:left=\"284\"/>", spacing(0, 20)), ""),
        style("Header", "header", "Header", &spacing(0, 0), &format!("<w:b/>{}", size(17))),
        style("Footer", "footer", "Footer", &spacing(0, 0), &size(16)),
    ];
    let border = |side: &str, weight: u8| format!("<w:{side} w:val=\"single\" w:sz=\"{weight}\" w:space=\"0\" w:color=\"7F7F7F\"/>");
    format!(
        "{HEAD}<w:styles {MAIN}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:eastAsia=\"Arial\" w:cs=\"Arial\"/>\
         <w:sz w:val=\"22\"/><w:szCs w:val=\"22\"/><w:lang w:val=\"en-GB\" w:eastAsia=\"en-GB\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault>\
         <w:pPrDefault><w:pPr><w:spacing w:after=\"120\" w:line=\"264\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>\
         <w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/>\
         <w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"85\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/>\
         <w:right w:w=\"85\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>{}\
         <w:style w:type=\"table\" w:styleId=\"PaperTable\"><w:name w:val=\"Paper Table\"/><w:basedOn w:val=\"TableNormal\"/><w:tblPr><w:tblBorders>\
         {}{}{}</w:tblBorders></w:tblPr><w:tblStylePr w:type=\"firstRow\"><w:tcPr><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"E7ECF0\"/></w:tcPr>\
         </w:tblStylePr></w:style></w:styles>",
        styles.concat(),
        border("top", 8),
        border("bottom", 8),
        border("insideH", 4)
    )
}
