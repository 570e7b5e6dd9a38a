//! A brand user looks at their brand and who else acts for it.

use std::sync::Arc;

use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use service_kit::ids::BrandId;

use super::ports::{BrandMember, Brands, Directory, DirectoryError, StoreError};
use crate::domain::{brand::Brand, person::Person};

/// Questions to Keycloak at a time.
const AT_ONCE: usize = 8;

/// A brand as its users see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrandView {
    /// The brand.
    pub brand: Brand,
    /// Who acts for it; the person is `None` when Keycloak knows them no more.
    pub users: Vec<(BrandMember, Option<Person>)>,
}

/// Why a brand cannot be shown.
#[derive(Debug, thiserror::Error)]
pub enum ReadBrandError {
    /// There is none.
    #[error("there is no such brand")]
    Gone,
    /// Keycloak did not answer.
    #[error(transparent)]
    Directory(#[from] DirectoryError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Reads brands.
#[derive(Clone)]
pub struct ReadBrand {
    brands: Arc<dyn Brands>,
    directory: Arc<dyn Directory>,
}

impl ReadBrand {
    /// From these.
    pub fn new(brands: Arc<dyn Brands>, directory: Arc<dyn Directory>) -> Self {
        Self { brands, directory }
    }

    /// The brand and its users.
    ///
    /// # Errors
    /// [`ReadBrandError`] says why not.
    #[tracing::instrument(name = "read_brand", skip_all)]
    pub async fn run(&self, id: BrandId) -> Result<BrandView, ReadBrandError> {
        let (brand, members) = self.brands.own(id).await?.ok_or(ReadBrandError::Gone)?;
        let people = stream::iter(members).map(async |member| {
            let person = self.directory.person(&member.subject).await?;
            Ok::<_, DirectoryError>((member, person))
        });
        let users = people.buffered(AT_ONCE).try_collect().await?;
        Ok(BrandView { brand, users })
    }
}
