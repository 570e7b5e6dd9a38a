//! From a request's head to an answer: hygiene, route, caller, limits, then a service or a file.

mod admission;
mod answer;
mod body_room;
mod decorate;
mod errands;
mod forward;
mod greeting;
mod handler;
mod headers;
mod orders;
mod own;
mod problem;
mod tracing_ids;

pub use answer::Answer;
pub use body_room::BodyRoom;
pub use decorate::Decorator;
pub use handler::{Door, Handler};
