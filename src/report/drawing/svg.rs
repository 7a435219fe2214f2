//! A drawing as SVG: it can be magnified, its text can be read out, and it says in words what it shows.

use std::fmt::Write;

use super::{Anchor, Drawing, Shape, font};
use crate::report::palette::Colour;

/// Points in a centimetre.
const POINTS_A_CM: f64 = 72.0 / 2.54;

/// The text of an SVG file, with a title and a description for readers who do not see it.
pub fn svg(drawing: &Drawing, title: &str, description: &str) -> String {
    let (width, height) = (drawing.width, drawing.height);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"title description\" lang=\"en-GB\" \
         width=\"{}cm\" height=\"{}cm\" viewBox=\"0 0 {} {}\" font-family=\"'Noto Sans', Arial, sans-serif\">\n\
         <title id=\"title\">{}</title>\n<desc id=\"description\">{}</desc>\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n",
        place(width / POINTS_A_CM),
        place(height / POINTS_A_CM),
        place(width),
        place(height),
        escaped(title),
        escaped(description)
    );
    for shape in &drawing.shapes {
        push(&mut out, shape);
    }
    out.push_str("</svg>\n");
    out
}

fn push(out: &mut String, shape: &Shape) {
    // Writing to a text in memory cannot fail.
    let _ = match shape {
        Shape::Area { points, fill } => writeln!(out, "<polygon points=\"{}\" fill=\"{}\"/>", places(points), hex(*fill)),
        Shape::Line { points, width, colour, dashed } => writeln!(
            out,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{}\"{}/>",
            places(points),
            hex(*colour),
            place(*width),
            if *dashed { " stroke-dasharray=\"4 2.5\"" } else { "" }
        ),
        Shape::Dot { at, radius, fill } => writeln!(
            out,
            "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"{}\" stroke=\"#ffffff\" stroke-width=\"0.8\"/>",
            place(at[0]),
            place(at[1]),
            place(*radius),
            hex(*fill)
        ),
        Shape::Text { at, anchor, style, text } => {
            let anchor = match anchor {
                Anchor::Left => "start",
                Anchor::Middle => "middle",
                Anchor::Right => "end",
            };
            // With a font of the machine's in place of ours, the text still takes the room that was planned for it.
            writeln!(
                out,
                "<text x=\"{}\" y=\"{}\" text-anchor=\"{anchor}\" font-size=\"{}\"{} fill=\"{}\" textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\">{}</text>",
                place(at[0]),
                place(at[1]),
                place(style.size),
                if style.bold { " font-weight=\"bold\"" } else { "" },
                hex(style.colour),
                place(font::width(text, *style)),
                escaped(text)
            )
        }
    };
}

fn places(points: &[[f64; 2]]) -> String {
    points.iter().map(|[x, y]| format!("{},{}", place(*x), place(*y))).collect::<Vec<_>>().join(" ")
}

/// Two decimals, without zeros at the end.
fn place(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn hex([red, green, blue]: Colour) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// Text with the signs that XML keeps for itself written otherwise; what XML cannot hold is left out.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            letter if letter < ' ' || matches!(letter, '\u{FFFE}' | '\u{FFFF}') => {}
            letter => out.push(letter),
        }
    }
    out
}
