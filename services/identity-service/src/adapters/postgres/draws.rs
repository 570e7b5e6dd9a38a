//! New visitors.

use service_kit::ids::VisitorId;
use uuid::Uuid;

use crate::application::ports::VisitorIds;

/// Draws visitors from the machine's randomness.
#[derive(Debug, Clone, Copy, Default)]
pub struct RandomVisitors;

impl VisitorIds for RandomVisitors {
    fn draw(&self) -> VisitorId {
        VisitorId::from_uuid(Uuid::new_v4())
    }
}
