//! A number in each field of rows and columns.

/// Rows and columns with a number in each field: the stronger its colour, the more.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    /// What the columns are.
    pub across: String,
    /// Names of the columns.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<GridRow>,
    /// What a frame and a tick say of a field.
    pub marked: String,
}

/// A row of a [`Grid`].
#[derive(Clone, Debug, PartialEq)]
pub struct GridRow {
    /// Its name.
    pub label: String,
    /// Its fields, a column each; none where nothing was tried.
    pub fields: Vec<Option<GridField>>,
}

/// A field of a [`Grid`].
#[derive(Clone, Debug, PartialEq)]
pub struct GridField {
    /// Strength of its colour, 0 to 1.
    pub strength: f64,
    /// Its number.
    pub written: String,
    /// Whether it has a frame and a tick.
    pub is_marked: bool,
    /// The field in words, for whoever points at it or hears it read out.
    pub said: String,
}

impl GridField {
    /// Its number, and a tick if it has one.
    pub fn text(&self) -> String {
        if self.is_marked { format!("{} ✓", self.written) } else { self.written.clone() }
    }
}
