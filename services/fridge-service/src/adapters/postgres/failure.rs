//! The database's failures as a command's.

use messaging::{failure::store_error, idempotency::ClaimFault};

use crate::application::ports::CommandError;

pub(super) fn command_error(error: sqlx::Error) -> CommandError {
    store_error(error).into()
}

impl From<ClaimFault> for CommandError {
    fn from(fault: ClaimFault) -> Self {
        match fault {
            ClaimFault::KeyReused => Self::KeyReused,
            ClaimFault::Store(failure) => failure.into(),
        }
    }
}
