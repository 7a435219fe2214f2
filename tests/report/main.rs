//! Charts, tables and papers: what they say, and that readers other than their writer can read them.

mod boroughs;
mod demand;
mod figures;
mod flows;
mod maps;
mod pack;
mod paper;
mod small_counts;
mod studies;
mod support;
mod workbook;
