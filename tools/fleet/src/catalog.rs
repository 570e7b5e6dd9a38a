//! The shipped catalog, imported when it has changed.

use crate::error::Result;
use crate::fleet::Fleet;
use crate::options::Catalog;
use crate::services::Service;

impl Fleet {
    pub(crate) async fn import(&self, _service: &Service, _catalog: Catalog) -> Result<()> {
        Ok(())
    }
}
