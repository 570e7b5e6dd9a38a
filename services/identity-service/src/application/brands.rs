//! The operator makes brands and says who acts for them.

use std::sync::Arc;

use service_kit::{clock::Clock, ids::BrandId};

use super::ports::{BrandChange, Brands, BrandsError, Directory, DirectoryError, StoreError};
use crate::domain::{
    account::Subject,
    brand::{Brand, BrandName, Prefix},
    person::EmailAddress,
};

/// Why the operator's command was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum OperatorError {
    /// The brand cannot be changed so.
    #[error(transparent)]
    Brands(#[from] BrandsError),
    /// Nobody signs in with this address, and no invitation was asked for.
    #[error("nobody signs in with this address: invite them")]
    Nobody,
    /// Nobody would act for the brand any more.
    #[error("this is the last one who acts for the brand")]
    Last,
    /// Keycloak did not answer.
    #[error(transparent)]
    Directory(#[from] DirectoryError),
}

/// How somebody comes to act for a brand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Welcome {
    /// They are in Keycloak already and are told nothing.
    Quietly,
    /// They are made if need be, and mailed a link when this is new to them.
    ByMail,
}

/// Makes and changes brands.
#[derive(Clone)]
pub struct ManageBrands {
    brands: Arc<dyn Brands>,
    directory: Arc<dyn Directory>,
    clock: Arc<dyn Clock>,
}

impl ManageBrands {
    /// These.
    pub fn new(brands: Arc<dyn Brands>, directory: Arc<dyn Directory>, clock: Arc<dyn Clock>) -> Self {
        Self { brands, directory, clock }
    }

    /// Makes the brand, or makes it so.
    ///
    /// # Errors
    /// [`BrandsError`] says why not.
    pub async fn put(
        &self,
        id: Option<BrandId>,
        name: BrandName,
        mut prefixes: Vec<Prefix>,
    ) -> Result<Brand, BrandsError> {
        prefixes.sort();
        prefixes.dedup();
        let at = self.clock.now();
        self.brands.put(&BrandChange { id, new_id: BrandId::new_v7(at), name, prefixes, at }).await
    }

    /// Every brand, with how many act for it.
    ///
    /// # Errors
    /// The store failed.
    pub async fn list(&self) -> Result<Vec<(Brand, i64)>, StoreError> {
        self.brands.list().await
    }

    /// Lets the person with this address act for the brand. Done twice, it is done once.
    ///
    /// # Errors
    /// [`OperatorError`] says why not.
    pub async fn add_user(
        &self,
        brand: BrandId,
        email: &EmailAddress,
        welcome: Welcome,
    ) -> Result<(), OperatorError> {
        self.brands.own(brand).await.map_err(BrandsError::from)?.ok_or(BrandsError::NoBrand)?;
        let subject = self.subject(email, welcome).await?;
        let before = self.brands.brand_of(&subject).await.map_err(BrandsError::from)?;
        if before.is_some_and(|before| before != brand) {
            return Err(BrandsError::OtherBrand.into());
        }
        self.directory.set_brand_user(&subject, true).await?;
        if before.is_none() && welcome == Welcome::ByMail {
            // Before the row: a command that is cut off and repeated rather mails twice than never.
            self.directory.invite(&subject).await?;
        }
        self.brands.add_user(brand, &subject, self.clock.now()).await?;
        Ok(())
    }

    /// Lets the person with this address act for the brand no longer.
    ///
    /// # Errors
    /// [`OperatorError`] says why not.
    pub async fn remove_user(&self, brand: BrandId, email: &EmailAddress) -> Result<(), OperatorError> {
        let person = self.directory.by_email(email).await?.ok_or(OperatorError::Nobody)?;
        if self.brands.remove_user(brand, &person.subject, self.clock.now()).await? {
            self.directory.set_brand_user(&person.subject, false).await?;
        }
        Ok(())
    }

    /// The same by the brand's own hand: whoever does not act for it is left as they are, and the last one stays.
    ///
    /// # Errors
    /// [`OperatorError`] says why not.
    pub async fn dismiss(&self, brand: BrandId, email: &EmailAddress) -> Result<(), OperatorError> {
        let own = self.brands.own(brand).await.map_err(BrandsError::from)?;
        let (_, members) = own.ok_or(BrandsError::NoBrand)?;
        let Some(person) = self.directory.by_email(email).await? else { return Ok(()) };
        match members.as_slice() {
            [last] if last.subject == person.subject => Err(OperatorError::Last),
            members if members.iter().any(|member| member.subject == person.subject) => {
                self.remove_user(brand, email).await
            }
            _ => Ok(()),
        }
    }

    async fn subject(&self, email: &EmailAddress, welcome: Welcome) -> Result<Subject, OperatorError> {
        match (self.directory.by_email(email).await?, welcome) {
            (Some(person), _) => Ok(person.subject),
            (None, Welcome::ByMail) => Ok(self.directory.create(email).await?),
            (None, Welcome::Quietly) => Err(OperatorError::Nobody),
        }
    }
}
