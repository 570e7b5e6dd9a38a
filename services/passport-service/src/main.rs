//! The passport service's binary.
fn main() {}
