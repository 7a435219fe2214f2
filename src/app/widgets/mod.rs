//! Controls used in more than one place. They report what was asked for and change nothing.

pub mod describe;
pub mod entry;
pub mod number_field;
pub mod page;
pub mod progress;
pub mod seek;
pub mod segmented;
pub mod source_badge;
pub mod spread;
pub mod term;
pub mod text_field;
pub mod typed_value;
pub mod wide;
