//! PackyTrace.
