//! The personalization service's binary.

fn main() {}
