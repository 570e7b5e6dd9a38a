//! Rows as domain types.

use messaging::failure::corrupt;
use service_kit::ids::AccountId;
use uuid::Uuid;

use crate::{
    application::ports::StoreError,
    domain::{
        consent::{Channel, Decision, Entry, Hash, Head},
        locale::Locale,
    },
};

/// An entry as a row holds it.
pub(super) struct EntryRow {
    pub(super) account_id: Uuid,
    pub(super) position: i64,
    pub(super) entry_id: Uuid,
    pub(super) purpose: String,
    pub(super) granted: bool,
    pub(super) text_version: String,
    pub(super) text_hash: Vec<u8>,
    pub(super) locale: String,
    pub(super) channel: String,
    pub(super) decided_at: jiff_sqlx::Timestamp,
    pub(super) previous_hash: Vec<u8>,
    pub(super) hash: Vec<u8>,
}

/// A row that makes no sense.
#[derive(Debug, thiserror::Error)]
#[error("a stored {0} makes no sense")]
pub(super) struct Senseless(pub(super) &'static str);

impl TryFrom<EntryRow> for Entry {
    type Error = StoreError;

    fn try_from(row: EntryRow) -> Result<Self, StoreError> {
        let decision = Decision {
            purpose: row.purpose.parse().map_err(corrupt)?,
            granted: row.granted,
            text_version: row.text_version,
            text_hash: hash(&row.text_hash)?,
            locale: Locale::ALL
                .into_iter()
                .find(|locale| locale.as_str() == row.locale)
                .ok_or_else(|| corrupt(Senseless("language")))?,
            channel: Channel::ALL
                .into_iter()
                .find(|channel| channel.as_str() == row.channel)
                .ok_or_else(|| corrupt(Senseless("channel")))?,
            at: row.decided_at.to_jiff(),
        };
        Ok(Self {
            account: AccountId::from_uuid(row.account_id),
            position: row.position,
            id: row.entry_id,
            decision,
            previous_hash: hash(&row.previous_hash)?,
            hash: hash(&row.hash)?,
        })
    }
}

/// The end of a chain.
pub(super) fn head(position: i64, bytes: &[u8]) -> Result<Head, StoreError> {
    Ok(Head { position, hash: hash(bytes)? })
}

fn hash(bytes: &[u8]) -> Result<Hash, StoreError> {
    bytes.try_into().map(Hash::from_bytes).map_err(|_| corrupt(Senseless("hash")))
}
