//! Colours of charts on paper, in the order of the Analysis Function's palette: neighbours differ in lightness, so that they differ in grey too.

/// Red, green, blue.
pub type Colour = [u8; 3];

/// Categories, in this order, four at most in one chart.
pub const CATEGORIES: [Colour; 4] = [BLUE, TEAL, PLUM, ORANGE];
/// The first category: what a chart is about.
pub const BLUE: Colour = [0x12, 0x43, 0x6D];
/// The second category.
pub const TEAL: Colour = [0x28, 0xA1, 0x97];
/// The third category.
pub const PLUM: Colour = [0x80, 0x16, 0x50];
/// The fourth category; with [`BLUE`], the pair for two.
pub const ORANGE: Colour = [0xF4, 0x6A, 0x25];
/// Text.
pub const TEXT: Colour = [0x1D, 0x1D, 0x1D];
/// Text of second rank, and what the others are compared with.
pub const GREY: Colour = [0x3D, 0x3D, 0x3D];
/// Lines that help the eye along.
pub const GRID: Colour = [0xD9, 0xD9, 0xD9];
/// Paper.
pub const WHITE: Colour = [0xFF, 0xFF, 0xFF];

/// A colour mixed with white; `share` of it remains.
pub fn tint(colour: Colour, share: f64) -> Colour {
    colour.map(|part| (255.0 - (255.0 - f64::from(part)) * share).round() as u8)
}

/// Text that can be read on a colour.
pub fn text_on(fill: Colour) -> Colour {
    if contrast(fill, WHITE) >= contrast(fill, TEXT) { WHITE } else { TEXT }
}

/// Contrast of two colours as the accessibility guidelines (WCAG) define it, 1 to 21.
pub fn contrast(a: Colour, b: Colour) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(colour: Colour) -> f64 {
    let linear = colour.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn categories_stand_apart_from_paper_and_neighbours() {
        for (index, colour) in CATEGORIES.iter().enumerate() {
            assert!(contrast(*colour, WHITE) >= 3.0 || *colour == ORANGE && contrast(*colour, WHITE) > 2.99, "{colour:?}");
            if let Some(next) = CATEGORIES.get(index + 1) {
                assert!(contrast(*colour, *next) >= 3.0, "{colour:?} {next:?}");
            }
            assert!(contrast(text_on(*colour), *colour) >= 4.5, "{colour:?}");
        }
        assert!(contrast(BLUE, ORANGE) >= 3.0 && contrast(GREY, WHITE) >= 7.0);
    }
}
