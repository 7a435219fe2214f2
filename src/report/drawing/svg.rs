//! A drawing as SVG: it can be magnified, its text can be read out, and it says in words what it shows.

use plotters::backend::SVGBackend;
use plotters::drawing::IntoDrawingArea;

use super::Drawing;
use super::paint::paint;

/// Points in a centimetre.
const POINTS_A_CM: f64 = 72.0 / 2.54;
/// Units of the file in a point: the library writes whole units.
const UNITS_A_POINT: f64 = 20.0;

/// The text of an SVG file, with a title and a description for readers who do not see it.
pub fn svg(drawing: &Drawing, title: &str, description: &str) -> String {
    let units = |points: f64| (points * UNITS_A_POINT).ceil() as u32;
    let (width, height) = (units(drawing.width), units(drawing.height));
    let mut painted = String::new();
    // Writing to a text in memory cannot fail.
    let _ = paint(drawing, &SVGBackend::with_string(&mut painted, (width, height)).into_drawing_area(), UNITS_A_POINT);
    // The library's opening tag knows neither the size on paper nor who reads it out.
    let shapes = painted.split_once('>').map_or("", |(_, shapes)| shapes);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"title description\" lang=\"en-GB\" \
         width=\"{:.2}cm\" height=\"{:.2}cm\" viewBox=\"0 0 {width} {height}\">\n<title id=\"title\">{}</title>\n\
         <desc id=\"description\">{}</desc>\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>{shapes}",
        drawing.width / POINTS_A_CM,
        drawing.height / POINTS_A_CM,
        escaped(title),
        escaped(description)
    )
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
