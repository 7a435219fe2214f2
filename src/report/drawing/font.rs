//! The fonts shipped with the program: how wide a text is, where its lines break, and the outlines of its letters. Nothing is taken from the machine.

use std::sync::LazyLock;

use ab_glyph::{Font, FontRef, Outline};

use super::Type;

/// A font; none would be a program built from broken files, which the tests would not let pass.
type Loaded = Option<FontRef<'static>>;

static REGULAR: LazyLock<Loaded> =
    LazyLock::new(|| FontRef::try_from_slice(include_bytes!("../../../assets/fonts/NotoSans-Regular.ttf")).ok());
static BOLD: LazyLock<Loaded> = LazyLock::new(|| FontRef::try_from_slice(include_bytes!("../../../assets/fonts/NotoSans-Bold.ttf")).ok());
/// Signs that the others lack: minus, arrows, ticks.
static SIGNS: LazyLock<Loaded> = LazyLock::new(|| FontRef::try_from_slice(include_bytes!("../../../assets/fonts/DejaVuSans.ttf")).ok());

/// A letter of a text: its outline in units of its font, and where it stands.
pub struct Letter {
    /// Outline; none for a space.
    pub outline: Option<Outline>,
    /// Distance from the start of the text, points.
    pub x: f64,
    /// Points for each unit of the font.
    pub scale: f64,
}

/// The letters of a text, and its width in points.
pub fn letters(text: &str, style: Type) -> (Vec<Letter>, f64) {
    let Some(main) = (if style.bold { BOLD.as_ref() } else { REGULAR.as_ref() }) else { return (Vec::new(), 0.0) };
    let mut letters = Vec::with_capacity(text.len());
    let mut x = 0.0;
    let mut before = None;
    for letter in text.chars() {
        let in_main = main.glyph_id(letter);
        let signs = SIGNS.as_ref().filter(|signs| in_main.0 == 0 && signs.glyph_id(letter).0 != 0);
        let (font, glyph) = signs.map_or((main, in_main), |signs| (signs, signs.glyph_id(letter)));
        let scale = style.size / f64::from(font.units_per_em().unwrap_or(1_000.0));
        if let (Some(before), None) = (before, signs) {
            x += f64::from(font.kern_unscaled(before, glyph)) * scale;
        }
        letters.push(Letter { outline: font.outline(glyph), x, scale });
        x += f64::from(font.h_advance_unscaled(glyph)) * scale;
        before = signs.is_none().then_some(glyph);
    }
    (letters, x)
}

/// Width of a text, points.
pub fn width(text: &str, style: Type) -> f64 {
    letters(text, style).1
}

/// A text in lines no wider than `most` points. A word that is wider by itself is cut.
pub fn lines(text: &str, style: Type, most: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let longer = lines.last().map(|line| format!("{line} {word}")).filter(|line| width(line, style) <= most);
        match (longer, lines.last_mut()) {
            (Some(longer), Some(line)) => *line = longer,
            _ => lines.push(fitted(word, style, most)),
        }
    }
    lines
}

/// A text in so many lines at most, the last ending in an ellipsis if there is more.
pub fn lines_at_most(text: &str, style: Type, most: f64, count: usize) -> Vec<String> {
    let mut lines = lines(text, style, most);
    if lines.len() > count {
        lines.truncate(count);
        if let Some(last) = lines.last_mut() {
            *last = fitted(&format!("{last}…"), style, most);
        }
    }
    lines
}

/// A text cut to a width, with an ellipsis where it is cut.
fn fitted(text: &str, style: Type, most: f64) -> String {
    if width(text, style) <= most {
        return text.to_owned();
    }
    let mut kept: String = text.trim_end_matches('…').to_owned();
    while !kept.is_empty() && width(&format!("{kept}…"), style) > most {
        kept.pop();
    }
    format!("{kept}…")
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLE: Type = Type { size: 10.0, bold: false, colour: [0, 0, 0] };

    #[test]
    fn every_sign_that_findings_use_is_in_a_font() {
        for style in [STYLE, Type { bold: true, ..STYLE }] {
            for sign in "abcXYZ0189 “”’‘–—…±−×÷≤≥→%£&/()[]:;,.?!'\"+=éü".chars() {
                let (letters, width) = letters(&sign.to_string(), style);
                assert!(width > 0.0 && (sign == ' ' || letters[0].outline.is_some()), "{sign}");
            }
        }
    }

    #[test]
    fn lines_fit_and_lose_no_word() {
        let text = "Two homes of 12, each with 6 justice beds and a 6-place step-down unit";
        let lines = lines(text, STYLE, 120.0);
        assert!(lines.len() > 1 && lines.iter().all(|line| width(line, STYLE) <= 120.0), "{lines:?}");
        assert_eq!(lines.join(" "), text);
        let cut = lines_at_most(&"W".repeat(500), STYLE, 50.0, 1);
        assert!(cut[0].ends_with('…') && width(&cut[0], STYLE) <= 50.0);
        assert!(lines_at_most(text, STYLE, 120.0, 2)[1].ends_with('…'));
    }
}
