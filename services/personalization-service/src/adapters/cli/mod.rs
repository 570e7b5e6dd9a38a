//! Commands beside `serve`.

pub mod evaluate;
