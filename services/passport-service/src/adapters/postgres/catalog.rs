//! The catalog on PostgreSQL.

use messaging::failure::{corrupt, outbox_error, store_error};
use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use gs1::Gtin;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use moka::future::Cache;
use sha2::{Digest as _, Sha256};
use sqlx::{PgConnection, PgPool, types::Json};

use super::{
    batch::lots,
    entry::{self, brand, entry_of},
    events, past_changes,
};
use crate::{
    adapters::metrics::CatalogMeter,
    application::{
        changes::{Changed, Changes},
        ports::{Catalog, Claim, Found, Heard, Lease, StoreError, Stored},
    },
    domain::{
        catalog::{CatalogEntry, Change},
        eco::Eco,
        fact::Source,
        journey::{Journey, JourneyStep},
        merge::merge,
        product::Product,
        search::{fold, gtin_ranges},
        section::Section,
        source_record::SourceRecord,
        workspace::{Link, Recalled},
    },
};

/// Entries, and products' links, that are remembered for answers that must be quick.
const REMEMBERED: u64 = 20_000;
/// News of a change makes it forget at once; this is for news that was lost.
const REMEMBERED_FOR: Duration = Duration::from_secs(30);

fn remembering<T: Clone + Send + Sync + 'static>() -> Cache<Gtin, T> {
    Cache::builder().max_capacity(REMEMBERED).time_to_live(REMEMBERED_FOR).build()
}

/// The stored catalog.
#[derive(Clone)]
pub struct PgCatalog {
    pub(super) pool: PgPool,
    changes: Changes,
    recent: Cache<Gtin, CatalogEntry>,
    pub(super) links: Cache<Gtin, Arc<[Link]>>,
    meter: CatalogMeter,
}

impl PgCatalog {
    /// On this pool; changes are told to those who wait.
    #[must_use]
    pub fn new(pool: PgPool, changes: Changes) -> Self {
        let (recent, links) = (remembering(), remembering());
        Self { pool, changes, recent, links, meter: CatalogMeter::default() }
    }

    /// The same, counted.
    #[must_use]
    pub fn metered(self, meter: CatalogMeter) -> Self {
        Self { meter, ..self }
    }

    /// News came that an entry changed somewhere: forgets it, then tells those who wait.
    pub async fn heard_of(&self, changed: Changed) {
        match changed {
            Changed::One(gtin) => {
                self.recent.invalidate(&gtin).await;
                self.links.invalidate(&gtin).await;
            }
            Changed::Any => {
                self.recent.invalidate_all();
                self.links.invalidate_all();
            }
        }
        self.changes.tell(changed);
    }

    async fn store_in(
        conn: &mut PgConnection,
        gtin: &Gtin,
        heard: Heard,
        now: Timestamp,
    ) -> Result<(CatalogEntry, bool), StoreError> {
        events::lock(conn, gtin).await.map_err(outbox_error)?;
        Self::store_locked(conn, gtin, heard, now).await
    }

    /// Stores what was heard in a transaction that has locked the GTIN's stream first; whether that changed the entry.
    pub(super) async fn store_locked(
        conn: &mut PgConnection,
        gtin: &Gtin,
        heard: Heard,
        now: Timestamp,
    ) -> Result<(CatalogEntry, bool), StoreError> {
        let before = entry::lock(conn, gtin).await?.map(|locked| locked.entry);
        let current = before.clone().unwrap_or_else(|| CatalogEntry::pending(*gtin));
        let next = match heard {
            Heard::Absent => current.absent(now),
            Heard::Failed { reason, retry_at } => current.failed(reason, retry_at),
            Heard::Stated(record) => {
                let lots_changed = record.source == Source::Brand && lots(conn, gtin, &record).await?;
                upsert(conn, gtin, &record, now).await?;
                merge(&read_sources(conn, gtin).await?)
                    .map_or(current.clone(), |all| current.merged(all, now))
                    .newer_than(&current, lots_changed)
            }
        };
        entry::save(conn, &next, now).await?;
        let changed = before.as_ref().is_none_or(|before| before.version != next.version);
        if changed {
            sqlx::query_file!("queries/notify_changed.sql", gtin.as_str())
                .fetch_one(&mut *conn)
                .await
                .map_err(store_error)?;
            let changes = next.changes_since(before.as_ref());
            past_changes::note(conn, &next, &changes, now).await?;
            events::entry_changed(conn, &next, &changes, now).await.map_err(outbox_error)?;
        }
        Ok((next, changed))
    }

    /// Notes a recall in a transaction that has locked the GTIN's stream first. News go to everyone when every pack is
    /// meant: an event cannot say which ones.
    pub(super) async fn recalled(
        conn: &mut PgConnection,
        gtin: &Gtin,
        recalled: Recalled,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let Some(locked) = entry::lock(conn, gtin).await? else { return Ok(()) };
        let next = locked.entry.clone().newer_than(&locked.entry, recalled == Recalled::Product);
        past_changes::note(conn, &next, &[Change::Recall], now).await?;
        match recalled {
            Recalled::Packs => Ok(()),
            Recalled::Product => {
                entry::save(conn, &next, now).await?;
                events::entry_changed(conn, &next, &[Change::Recall], now).await.map_err(outbox_error)
            }
        }
    }
}

async fn upsert(
    conn: &mut PgConnection,
    gtin: &Gtin,
    record: &SourceRecord,
    now: Timestamp,
) -> Result<(), StoreError> {
    let digest = digest(record)?;
    let brand_id = record.product.brand.as_ref().and_then(|brand| brand.brand_id);
    sqlx::query_file!(
        "queries/upsert_source_record.sql",
        gtin.as_str(),
        source_name(record.source),
        brand_id,
        record.as_of.map(jiff_sqlx::ToSqlx::to_sqlx),
        now.to_sqlx(),
        digest.as_slice(),
        Json(record) as _,
    )
    .execute(conn)
    .await
    .map_err(store_error)?;
    Ok(())
}

/// Tells whether a statement is the one that is stored already.
pub(super) fn digest(record: &SourceRecord) -> Result<[u8; 32], StoreError> {
    let bytes = serde_json::to_vec(record).map_err(corrupt)?;
    Ok(Sha256::digest(bytes).into())
}

pub(super) const fn source_name(source: Source) -> &'static str {
    match source {
        Source::Agribalyse => "agribalyse",
        Source::OpenFoodFacts => "open_food_facts",
        Source::Brand => "brand",
    }
}

async fn read_sources(conn: &mut PgConnection, gtin: &Gtin) -> Result<Vec<SourceRecord>, StoreError> {
    let rows = sqlx::query_file!("queries/source_records.sql", gtin.as_str())
        .fetch_all(conn)
        .await
        .map_err(store_error)?;
    Ok(rows.into_iter().map(|row| row.record.0).collect())
}

#[async_trait]
impl Catalog for PgCatalog {
    #[tracing::instrument(name = "catalog.find", skip_all)]
    async fn find(&self, gtin: &Gtin, lot: Option<&str>) -> Result<Option<Stored>, StoreError> {
        let row = sqlx::query_file!("queries/find_entry.sql", gtin.as_str(), lot)
            .fetch_optional(&self.pool)
            .await
            .map_err(store_error)?;
        let found = row.map(|row| Stored {
            entry: entry_of!(*gtin, row),
            lot_steps: row.lot_steps.map(|steps| steps.0).unwrap_or_default(),
        });
        self.meter.read(found.as_ref().map(|found| &found.entry));
        Ok(found)
    }

    async fn glance(&self, gtin: &Gtin) -> Result<Option<CatalogEntry>, StoreError> {
        if let Some(entry) = self.recent.get(gtin).await {
            self.meter.read(Some(&entry));
            return Ok(Some(entry));
        }
        let found = self.find(gtin, None).await?.map(|stored| stored.entry);
        if let Some(entry) = found.as_ref().filter(|entry| entry.is_known()) {
            self.recent.insert(*gtin, entry.clone()).await;
        }
        Ok(found)
    }

    #[tracing::instrument(name = "catalog.claim", skip_all)]
    async fn claim(&self, gtin: &Gtin, now: Timestamp, lease: Lease) -> Result<Claim, StoreError> {
        let until = now.saturating_add(lease.time).unwrap_or(Timestamp::MAX);
        let mut tx = self.pool.begin().await.map_err(store_error)?;
        let new = sqlx::query_file!(
            "queries/insert_pending_entry.sql",
            gtin.as_str(),
            now.to_sqlx(),
            until.to_sqlx()
        )
        .execute(&mut *tx)
        .await
        .map_err(store_error)?
        .rows_affected();
        let claim = if new == 1 {
            Claim::Mine(CatalogEntry::pending(*gtin))
        } else {
            claim_existing(&mut tx, gtin, now, until, lease).await?
        };
        tx.commit().await.map_err(store_error)?;
        Ok(claim)
    }

    #[tracing::instrument(name = "catalog.store", skip_all)]
    async fn store(&self, gtin: &Gtin, heard: Heard, now: Timestamp) -> Result<CatalogEntry, StoreError> {
        let mut tx = self.pool.begin().await.map_err(store_error)?;
        let (entry, changed) = Self::store_in(&mut tx, gtin, heard, now).await?;
        tx.commit().await.map_err(store_error)?;
        self.meter.stored(&entry);
        if changed {
            self.heard_of(Changed::One(*gtin)).await;
        }
        Ok(entry)
    }

    async fn postpone(&self, gtin: &Gtin, due: Timestamp) -> Result<(), StoreError> {
        sqlx::query_file!("queries/postpone_refresh.sql", gtin.as_str(), due.to_sqlx())
            .execute(&self.pool)
            .await
            .map_err(store_error)?;
        Ok(())
    }

    async fn claim_due(&self, now: Timestamp, limit: i64, lease: Lease) -> Result<Vec<Gtin>, StoreError> {
        let until = now.saturating_add(lease.time).unwrap_or(Timestamp::MAX);
        let due = sqlx::query_file_scalar!("queries/claim_due.sql", now.to_sqlx(), until.to_sqlx(), limit)
            .fetch_all(&self.pool)
            .await
            .map_err(store_error)?;
        due.iter().map(|gtin| gtin.parse().map_err(corrupt)).collect()
    }

    #[tracing::instrument(name = "catalog.search", skip_all)]
    async fn search(&self, query: &str, limit: i64) -> Result<Vec<Found>, StoreError> {
        let digits: String = query.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
        let only_digits = (1..=14).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        if only_digits {
            let found = self.search_gtin(&digits, limit).await?;
            if !found.is_empty() {
                return Ok(found);
            }
        }
        self.search_words(&fold(query), limit).await
    }

    async fn sources(&self, gtin: &Gtin) -> Result<Vec<SourceRecord>, StoreError> {
        let mut conn = self.pool.acquire().await.map_err(store_error)?;
        read_sources(&mut conn, gtin).await
    }
}

impl PgCatalog {
    async fn search_gtin(&self, digits: &str, limit: i64) -> Result<Vec<Found>, StoreError> {
        let (first, last): (Vec<_>, Vec<_>) = gtin_ranges(digits).into_iter().unzip();
        let rows = sqlx::query_file_as!(FoundRow, "queries/search_gtin.sql", &first, &last, limit)
            .fetch_all(&self.pool)
            .await
            .map_err(store_error)?;
        rows.into_iter().map(Found::try_from).collect()
    }

    async fn search_words(&self, words: &str, limit: i64) -> Result<Vec<Found>, StoreError> {
        if words.is_empty() {
            return Ok(Vec::new());
        }
        // Folded words are letters and digits only: nothing in them means anything to `to_tsquery`.
        let prefixes: Vec<_> = words.split(' ').map(|word| format!("{word}:*")).collect();
        let prefixes = prefixes.join(" & ");
        let rows = sqlx::query_file_as!(FoundRow, "queries/search_words.sql", words, prefixes, limit)
            .fetch_all(&self.pool)
            .await
            .map_err(store_error)?;
        rows.into_iter().map(Found::try_from).collect()
    }
}

/// A hit of a search as a row holds it.
struct FoundRow {
    gtin: String,
    name: Option<String>,
    brand_name: Option<String>,
    brand_id: Option<uuid::Uuid>,
    image_url: Option<String>,
    quantity: Option<String>,
}

impl TryFrom<FoundRow> for Found {
    type Error = StoreError;

    fn try_from(row: FoundRow) -> Result<Self, StoreError> {
        let FoundRow { gtin, name, brand_name, brand_id, image_url, quantity } = row;
        let gtin = gtin.parse().map_err(corrupt)?;
        Ok(Self { gtin, name, brand: brand(brand_name, brand_id), image_url, quantity })
    }
}

async fn claim_existing(
    conn: &mut PgConnection,
    gtin: &Gtin,
    now: Timestamp,
    until: Timestamp,
    lease: Lease,
) -> Result<Claim, StoreError> {
    let Some(locked) = entry::lock(conn, gtin).await? else {
        // Forgotten between two statements: whoever reads next asks.
        return Ok(Claim::Others(CatalogEntry::pending(*gtin)));
    };
    let leased = locked.lease_until.is_some_and(|until| until > now);
    if leased || !locked.entry.wants_refresh(now, lease.ages) {
        return Ok(Claim::Others(locked.entry));
    }
    let asked = locked.entry.asked_again();
    sqlx::query_file!(
        "queries/lease_entry.sql",
        gtin.as_str(),
        until.to_sqlx(),
        asked.version,
        Json(&asked.product) as _,
        Json(&asked.journey) as _,
        Json(&asked.eco) as _,
    )
    .execute(conn)
    .await
    .map_err(store_error)?;
    Ok(Claim::Mine(asked))
}
