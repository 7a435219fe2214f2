//! A drawing: shapes at places, in points (1/72 inch) from the top left. The same shapes become a picture in lines (SVG) and one in
//! dots (PNG).

pub mod font;
mod paint;
mod png;
mod svg;

use super::palette::Colour;

pub use png::{PictureError, Pixels, pixels, png};
pub use svg::{escaped, svg};

/// Where in a text its place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// At its left end.
    Left,
    /// In its middle.
    Middle,
    /// At its right end.
    Right,
}

/// How a text looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Type {
    /// Size, points.
    pub size: f64,
    /// Whether it is bold.
    pub bold: bool,
    /// Colour.
    pub colour: Colour,
}

/// Something drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A filled surface, by its corners.
    Area {
        /// Corners.
        points: Vec<[f64; 2]>,
        /// Fill.
        fill: Colour,
    },
    /// A line through points.
    Line {
        /// Points.
        points: Vec<[f64; 2]>,
        /// Width, points.
        width: f64,
        /// Colour.
        colour: Colour,
        /// Whether it is in dashes.
        dashed: bool,
    },
    /// A disc with a white rim.
    Dot {
        /// Centre.
        at: [f64; 2],
        /// Radius, points.
        radius: f64,
        /// Fill.
        fill: Colour,
    },
    /// A line of text.
    Text {
        /// Place on the base line.
        at: [f64; 2],
        /// Where in the text that place is.
        anchor: Anchor,
        /// How it looks.
        style: Type,
        /// The text.
        text: String,
    },
}

/// Shapes, the first at the back.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// Width, points.
    pub width: f64,
    /// Height, points.
    pub height: f64,
    /// What is drawn.
    pub shapes: Vec<Shape>,
}

impl Drawing {
    /// Adds a rectangle.
    pub fn rect(&mut self, x: f64, y: f64, width: f64, height: f64, fill: Colour) {
        let (right, bottom) = (x + width, y + height);
        self.shapes.push(Shape::Area { points: vec![[x, y], [right, y], [right, bottom], [x, bottom]], fill });
    }

    /// Adds a line.
    pub fn line(&mut self, points: Vec<[f64; 2]>, width: f64, colour: Colour) {
        self.shapes.push(Shape::Line { points, width, colour, dashed: false });
    }

    /// Adds a line in dashes.
    pub fn dashes(&mut self, points: Vec<[f64; 2]>, width: f64, colour: Colour) {
        self.shapes.push(Shape::Line { points, width, colour, dashed: true });
    }

    /// Adds a text.
    pub fn text(&mut self, at: [f64; 2], anchor: Anchor, style: Type, text: &str) {
        self.shapes.push(Shape::Text { at, anchor, style, text: text.to_owned() });
    }
}
