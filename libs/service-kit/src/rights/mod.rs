//! A person's rights, as every service that holds something about persons must keep them.

pub mod conformance;
