//! A drawing as PNG, 300 dots an inch, with a tag that says so: a paper then shows it at the right size.

use std::convert::Infallible;

use ab_glyph::OutlineCurve;
use plotters::drawing::IntoDrawingArea;
use plotters::style::text_anchor::HPos;
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle};
use thiserror::Error;
use tiny_skia::{FillRule, LineJoin, Paint, Path, PathBuilder, Pixmap, Stroke, Transform};

use super::paint::{LINE_HEIGHT, TOP, paint};
use super::{Drawing, Type, font};

/// Dots in an inch.
const DOTS_AN_INCH: f64 = 300.0;
/// Dots in a metre, as the tag counts them.
const DOTS_A_METRE: u32 = 11_811;
/// Dots in a point.
const SCALE: f64 = DOTS_AN_INCH / 72.0;

/// Why there is no picture.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PictureError {
    /// It is too large for the memory there is.
    #[error("a chart of {0} by {1} dots cannot be drawn; leave some options out")]
    TooLarge(u32, u32),
    /// The bytes cannot be put together.
    #[error("a chart cannot be written as PNG ({0})")]
    Encoding(String),
}

/// A picture in dots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pixels {
    /// Dots across.
    pub width: u32,
    /// Dots down.
    pub height: u32,
    /// Red, green and blue of each dot, row by row.
    pub rgb: Vec<u8>,
}

/// The bytes of a PNG file.
///
/// # Errors
/// When the drawing has no size or one beyond what can be drawn.
pub fn png(drawing: &Drawing) -> Result<Vec<u8>, PictureError> {
    let Pixels { width, height, rgb } = pixels(drawing, SCALE)?;
    encode(width, height, &rgb).map_err(|error| PictureError::Encoding(error.to_string()))
}

/// A drawing in so many dots a point.
///
/// # Errors
/// When the drawing has no size or one beyond what can be drawn.
pub fn pixels(drawing: &Drawing, scale: f64) -> Result<Pixels, PictureError> {
    let dots = |points: f64| (points * scale).ceil() as u32;
    let (width, height) = (dots(drawing.width), dots(drawing.height));
    let mut pixels = Pixmap::new(width, height).ok_or(PictureError::TooLarge(width, height))?;
    pixels.fill(tiny_skia::Color::WHITE);
    // This backend has no errors.
    let _ = paint(drawing, &Dots { pixels: &mut pixels }.into_drawing_area(), scale);
    let rgb = pixels.data().chunks_exact(4).flat_map(|dot| [dot[0], dot[1], dot[2]]).collect();
    Ok(Pixels { width, height, rgb })
}

fn encode(width: u32, height: u32, rgb: &[u8]) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_pixel_dims(Some(png::PixelDimensions { xppu: DOTS_A_METRE, yppu: DOTS_A_METRE, unit: png::Unit::Meter }));
    let mut writer = encoder.write_header()?;
    writer.write_image_data(rgb)?;
    writer.finish()?;
    Ok(bytes)
}

/// A backend of the plotting library that draws with smooth edges and the shipped fonts.
struct Dots<'a> {
    pixels: &'a mut Pixmap,
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl Dots<'_> {
    fn fill(&mut self, path: Option<Path>, color: BackendColor) -> Drawn {
        if let Some(path) = path {
            self.pixels.fill_path(&path, &ink(color), FillRule::Winding, Transform::identity(), None);
        }
        Ok(())
    }
}

impl DrawingBackend for Dots<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        (self.pixels.width(), self.pixels.height())
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, color: BackendColor) -> Drawn {
        self.fill(path(&[(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)], true), color)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, points: I, style: &S) -> Drawn {
        let stroke = Stroke { width: style.stroke_width() as f32, line_join: LineJoin::Round, ..Stroke::default() };
        if let Some(path) = path(&points.into_iter().collect::<Vec<_>>(), false) {
            self.pixels.stroke_path(&path, &ink(style.color()), &stroke, Transform::identity(), None);
        }
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, corners: I, style: &S) -> Drawn {
        self.fill(path(&corners.into_iter().collect::<Vec<_>>(), true), style.color())
    }

    fn draw_circle<S: BackendStyle>(&mut self, (x, y): BackendCoord, radius: u32, style: &S, _fill: bool) -> Drawn {
        self.fill(PathBuilder::from_circle(x as f32, y as f32, radius as f32), style.color())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, (x, top): BackendCoord) -> Drawn {
        let look = Type { size: style.size() / LINE_HEIGHT, bold: matches!(style.style(), FontStyle::Bold), colour: [0; 3] };
        let base_line = f64::from(top) + TOP * look.size;
        self.fill(text_path([f64::from(x), base_line], style.anchor().h_pos, look, text), style.color())
    }
}

fn ink(BackendColor { rgb: (red, green, blue), alpha }: BackendColor) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color_rgba8(red, green, blue, (alpha * 255.0).round() as u8);
    paint.anti_alias = true;
    paint
}

fn path(points: &[BackendCoord], closed: bool) -> Option<Path> {
    let mut builder = PathBuilder::new();
    for (index, (x, y)) in points.iter().enumerate() {
        let (x, y) = (*x as f32, *y as f32);
        if index == 0 { builder.move_to(x, y) } else { builder.line_to(x, y) }
    }
    if closed {
        builder.close();
    }
    builder.finish()
}

/// The outlines of a text's letters.
fn text_path(at: [f64; 2], anchor: HPos, style: Type, text: &str) -> Option<Path> {
    let (letters, width) = font::letters(text, style);
    let left = match anchor {
        HPos::Left => at[0],
        HPos::Center => at[0] - width / 2.0,
        HPos::Right => at[0] - width,
    };
    let mut builder = PathBuilder::new();
    for letter in &letters {
        let Some(outline) = &letter.outline else { continue };
        let scale = letter.scale as f32;
        let (x, y) = ((left + letter.x) as f32, at[1] as f32);
        // Fonts count upwards from the base line, pictures downwards from the top.
        let place = |point: ab_glyph::Point| (x + point.x * scale, y - point.y * scale);
        let mut end: Option<(f32, f32)> = None;
        for curve in &outline.curves {
            let (OutlineCurve::Line(from, to) | OutlineCurve::Quad(from, _, to) | OutlineCurve::Cubic(from, _, _, to)) = curve;
            let (from, to) = (place(*from), place(*to));
            if end != Some(from) {
                if end.is_some() {
                    builder.close();
                }
                builder.move_to(from.0, from.1);
            }
            match curve {
                OutlineCurve::Line(..) => builder.line_to(to.0, to.1),
                OutlineCurve::Quad(_, by, _) => {
                    let by = place(*by);
                    builder.quad_to(by.0, by.1, to.0, to.1);
                }
                OutlineCurve::Cubic(_, one, two, _) => {
                    let (one, two) = (place(*one), place(*two));
                    builder.cubic_to(one.0, one.1, two.0, two.1, to.0, to.1);
                }
            }
            end = Some(to);
        }
        if end.is_some() {
            builder.close();
        }
    }
    builder.finish()
}
