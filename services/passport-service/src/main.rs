//! PackyTrace.
fn main() {}
