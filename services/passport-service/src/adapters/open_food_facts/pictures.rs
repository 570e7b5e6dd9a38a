//! Pictures of the community, for our own address: only what is a picture, and not too large.

use async_trait::async_trait;
use reqwest::{StatusCode, Url};

use crate::{
    adapters::{
        metrics::SourceMeter,
        outside::{Limits, Outside, OutsideFault},
    },
    application::ports::{NoPicture, Picture, PictureKind, PictureSource},
};

/// The source keeps its pictures beside its API.
const HOSTS: &[&str] = &[".openfoodfacts.org"];
const BYTES: usize = 1_000_000;

/// Where Open Food Facts keeps pictures.
pub struct OffPictures(Outside);

impl OffPictures {
    /// Below this address, or at one of the source's own hosts.
    ///
    /// # Errors
    /// The address has no host.
    pub fn new(base: Url, contact: &str) -> Result<Self, OutsideFault> {
        let limits = Limits { bytes: BYTES, other_hosts: HOSTS, ..Limits::STANDARD };
        Ok(Self(Outside::new(base, contact, limits)?))
    }

    /// The same, counted.
    #[must_use]
    pub fn metered(self, meter: SourceMeter) -> Self {
        Self(self.0.metered(meter))
    }
}

#[async_trait]
impl PictureSource for OffPictures {
    async fn picture(&self, address: &str) -> Result<Option<Picture>, NoPicture> {
        let Ok(url) = Url::parse(address) else { return Ok(None) };
        let fetched = self.0.get_url(url).await.map_err(|_| NoPicture)?;
        let kind = PictureKind::of(&fetched.media_type).filter(|kind| is(*kind, &fetched.body));
        Ok(kind.filter(|_| fetched.status == StatusCode::OK).map(|kind| Picture { kind, body: fetched.body }))
    }
}

/// Whether the bytes are what they are said to be. A drawing of strangers may hold scripts: never.
fn is(kind: PictureKind, body: &[u8]) -> bool {
    match kind {
        PictureKind::Jpeg => body.starts_with(&[0xFF, 0xD8, 0xFF]),
        PictureKind::Png => body.starts_with(b"\x89PNG\r\n\x1a\n"),
        PictureKind::Webp => body.starts_with(b"RIFF") && body.get(8..12) == Some(b"WEBP"),
        PictureKind::Svg => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_a_picture_passes_as_one() {
        assert!(is(PictureKind::Jpeg, &[0xFF, 0xD8, 0xFF, 0xE0]));
        assert!(!is(PictureKind::Png, b"<html>"));
        assert!(!is(PictureKind::Svg, b"<svg/>"));
    }
}
