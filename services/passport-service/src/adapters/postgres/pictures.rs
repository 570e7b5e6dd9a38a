//! Pictures on PostgreSQL.

use async_trait::async_trait;
use gs1::Gtin;
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use messaging::failure::store_error;
use sqlx::PgPool;

use crate::application::ports::{KeptPicture, Picture, PictureKind, PictureStore, StoreError};

/// How long "there is none" is believed, and how long a picture is good.
const NOWHERE_FOR: SignedDuration = SignedDuration::from_hours(24);
const GOOD_FOR: SignedDuration = SignedDuration::from_hours(30 * 24);

/// The kept pictures.
#[derive(Clone)]
pub struct PgPictures(PgPool);

impl PgPictures {
    /// On this pool.
    #[must_use]
    pub fn new(pool: PgPool) -> Self {
        Self(pool)
    }
}

#[async_trait]
impl PictureStore for PgPictures {
    async fn find(&self, gtin: &Gtin, now: Timestamp) -> Result<KeptPicture, StoreError> {
        let row = sqlx::query_file!("queries/find_image.sql", gtin.as_str())
            .fetch_one(&self.0)
            .await
            .map_err(store_error)?;
        let age = row.fetched_at.map(|at| now.duration_since(at.to_jiff()));
        let own = row.origin.as_deref() == Some("brand");
        let picture = row.content_type.as_deref().and_then(PictureKind::of).zip(row.body);
        Ok(match (picture, age, row.image_source) {
            (Some((kind, body)), Some(age), address) if own || age < GOOD_FOR || address.is_none() => {
                KeptPicture::Here(Picture { kind, body: body.into() })
            }
            (None, Some(age), _) if age < NOWHERE_FOR => KeptPicture::Nowhere,
            (_, _, Some(address)) => KeptPicture::At(address),
            (_, _, None) => KeptPicture::Nowhere,
        })
    }

    async fn keep(&self, gtin: &Gtin, picture: Option<&Picture>, now: Timestamp) -> Result<(), StoreError> {
        sqlx::query_file!(
            "queries/keep_image.sql",
            gtin.as_str(),
            "open_food_facts",
            picture.map(|picture| picture.kind.media_type()),
            picture.map(|picture| picture.body.as_ref()),
            now.to_sqlx(),
        )
        .execute(&self.0)
        .await
        .map_err(store_error)?;
        Ok(())
    }
}
