//! Keycloak.

use std::path::Path;

use crate::error::Result;

pub(crate) fn unpack_and_build(_folder: &Path) -> Result<()> {
    Ok(())
}
