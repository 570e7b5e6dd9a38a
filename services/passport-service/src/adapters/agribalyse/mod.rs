//! Agribalyse, ADEME's life-cycle table: the shipped edition, files of it, and rows asked for one by one.

pub mod lines;
pub mod live;
pub mod table;
