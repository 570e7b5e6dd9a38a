//! Many statements of one source at once, for imports: one short transaction a batch, what is unchanged skipped.

use messaging::failure::{corrupt, outbox_error, store_error};
use std::collections::{BTreeMap, HashMap};

use gs1::Gtin;
use jiff::Timestamp;
use service_kit::ids::BrandId;
use sqlx::{PgConnection, types::Json};

use super::{
    PgCatalog,
    catalog::{digest, source_name},
    columns::{EntryColumns, RecordColumns},
    entry::entry_of,
    events, past_changes,
    workspace::act_as,
};
use crate::{
    application::{changes::Changed, ports::StoreError},
    domain::{
        catalog::CatalogEntry,
        eco::Eco,
        fact::Source,
        journey::{Journey, JourneyStep},
        merge::merge,
        product::Product,
        section::Section,
        source_record::SourceRecord,
    },
};

/// What became of a batch.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BatchOutcome {
    /// Entries that are new.
    pub created: u64,
    /// Entries that changed.
    pub changed: u64,
    /// Statements that said nothing new, or something older than what is stored.
    pub unchanged: u64,
}

/// Since when statements hold, and when they are stored.
struct Told {
    since: Timestamp,
    now: Timestamp,
}

/// One GTIN's statement, with its digest.
struct Stated {
    record: SourceRecord,
    digest: [u8; 32],
}

type Batch = BTreeMap<Gtin, Stated>;

impl PgCatalog {
    /// Stores statements of one source, merges them with what other sources state, and tells of the changes.
    /// At most some hundreds at a time: a long transaction holds every schema's relay back.
    ///
    /// # Errors
    /// The store failed; nothing of the batch happened, or of a brand's part of it.
    #[tracing::instrument(name = "catalog.store_batch", skip_all, fields(records = records.len()))]
    pub async fn store_batch(
        &self,
        source: Source,
        records: Vec<SourceRecord>,
        now: Timestamp,
    ) -> Result<BatchOutcome, StoreError> {
        self.store_since(source, records, now, now).await
    }

    /// The same, of statements that are told later than they were made: what changed, changed then.
    ///
    /// # Errors
    /// As of `store_batch`.
    pub async fn store_since(
        &self,
        source: Source,
        records: Vec<SourceRecord>,
        since: Timestamp,
        now: Timestamp,
    ) -> Result<BatchOutcome, StoreError> {
        let given = records.len() as u64;
        let batch = newest(records)?;
        let news = self.news(source, batch).await?;
        let mut outcome = BatchOutcome::default();
        for (brand, news) in by_writer(source, news) {
            let mut tx = self.pool.begin().await.map_err(store_error)?;
            let stored = store(&mut tx, source, brand, &news, &Told { since, now }).await?;
            tx.commit().await.map_err(store_error)?;
            outcome.created += stored.created;
            outcome.changed += stored.changed;
            self.heard_of(Changed::Any).await;
        }
        outcome.unchanged = given - outcome.created - outcome.changed;
        Ok(outcome)
    }

    /// Drops what is stored already, or older than what is stored.
    async fn news(&self, source: Source, mut batch: Batch) -> Result<Batch, StoreError> {
        let rows = sqlx::query_file!("queries/stored_digests.sql", &gtins(&batch), source_name(source))
            .fetch_all(&self.pool)
            .await
            .map_err(store_error)?;
        for row in rows {
            let gtin = row.gtin.parse().map_err(corrupt)?;
            let stored_as_of = row.as_of.map(jiff_sqlx::Date::to_jiff);
            let old = batch.get(&gtin).is_some_and(|stated| {
                let older =
                    stated.record.as_of.zip(stored_as_of).is_some_and(|(given, stored)| given < stored);
                older || stated.digest.as_slice() == row.digest
            });
            if old {
                batch.remove(&gtin);
            }
        }
        Ok(batch)
    }
}

/// Each GTIN once: its newest statement, the later one of two of the same day.
fn newest(records: Vec<SourceRecord>) -> Result<Batch, StoreError> {
    let mut batch = Batch::new();
    for record in records {
        let gtin = record.gtin.parse().map_err(corrupt)?;
        let digest = digest(&record)?;
        let newer = batch.get(&gtin).is_none_or(|known| known.record.as_of <= record.as_of);
        if newer {
            batch.insert(gtin, Stated { record, digest });
        }
    }
    Ok(batch)
}

/// What a brand states is written as that brand; what the community states, as nobody.
fn by_writer(source: Source, news: Batch) -> BTreeMap<Option<BrandId>, Batch> {
    let mut parts: BTreeMap<_, Batch> = BTreeMap::new();
    for (gtin, stated) in news {
        let brand = stated.record.product.brand.as_ref().and_then(|brand| brand.brand_id);
        let writer = brand.filter(|_| source == Source::Brand).map(BrandId::from_uuid);
        parts.entry(writer).or_default().insert(gtin, stated);
    }
    parts
}

fn gtins(batch: &Batch) -> Vec<String> {
    batch.keys().map(ToString::to_string).collect()
}

async fn store(
    conn: &mut PgConnection,
    source: Source,
    brand: Option<BrandId>,
    news: &Batch,
    told: &Told,
) -> Result<BatchOutcome, StoreError> {
    let Told { since, now } = *told;
    let streams: Vec<_> = news.keys().map(Gtin::as_str).collect();
    events::lock_all(conn, &streams).await.map_err(outbox_error)?;
    if let Some(brand) = brand {
        act_as(conn, brand).await?;
    }
    let gtins = gtins(news);
    let before = entries(conn, &gtins).await?;
    let others = other_records(conn, &gtins, source).await?;
    let mut columns = EntryColumns::default();
    let (mut tidings, mut changed) = (Vec::new(), Vec::new());
    let mut outcome = BatchOutcome::default();
    for (gtin, stated) in news {
        let earlier = before.get(gtin);
        let lots_changed = source == Source::Brand && lots(conn, gtin, &stated.record).await?;
        let next = merged(gtin, earlier, stated, others.get(gtin), lots_changed, now);
        match earlier {
            Some(earlier) if earlier.is_known() && earlier.version == next.version => {}
            Some(earlier) if earlier.is_known() => outcome.changed += 1,
            _ => outcome.created += 1,
        }
        let changes = next.changes_since(earlier);
        tidings.extend(events::entry_event(&next, &changes, since, now));
        columns.push(&next)?;
        changed.push((next, changes));
    }
    RecordColumns::of(news.values().map(|stated| (&stated.record, stated.digest)))?
        .save(conn, source, now)
        .await?;
    columns.save(conn, now).await?;
    for (entry, changes) in &changed {
        past_changes::note(conn, entry, changes, since).await?;
    }
    events::append_all(conn, &tidings).await.map_err(outbox_error)?;
    sqlx::query_file!("queries/notify_changed.sql", "*").fetch_one(conn).await.map_err(store_error)?;
    Ok(outcome)
}

fn merged(
    gtin: &Gtin,
    earlier: Option<&CatalogEntry>,
    stated: &Stated,
    others: Option<&Vec<SourceRecord>>,
    lots_changed: bool,
    now: Timestamp,
) -> CatalogEntry {
    let mut records = others.cloned().unwrap_or_default();
    records.push(stated.record.clone());
    let current = earlier.cloned().unwrap_or_else(|| CatalogEntry::pending(*gtin));
    let next = merge(&records).map_or(current.clone(), |all| current.merged(all, now));
    let mut next = next.newer_than(&current, lots_changed);
    // The first version of an entry that nobody has seen pending.
    if earlier.is_none() {
        next.version = 1;
    }
    next
}

async fn entries(
    conn: &mut PgConnection,
    gtins: &[String],
) -> Result<HashMap<Gtin, CatalogEntry>, StoreError> {
    let rows =
        sqlx::query_file!("queries/lock_entries.sql", gtins).fetch_all(conn).await.map_err(store_error)?;
    let pairs = rows.into_iter().map(|row| {
        let gtin: Gtin = row.gtin.parse().map_err(corrupt)?;
        Ok((gtin, entry_of!(gtin, row)))
    });
    pairs.collect()
}

async fn other_records(
    conn: &mut PgConnection,
    gtins: &[String],
    source: Source,
) -> Result<HashMap<Gtin, Vec<SourceRecord>>, StoreError> {
    let rows = sqlx::query_file!("queries/other_records.sql", gtins, source_name(source))
        .fetch_all(conn)
        .await
        .map_err(store_error)?;
    let mut records: HashMap<Gtin, Vec<SourceRecord>> = HashMap::new();
    for row in rows {
        records.entry(row.gtin.parse().map_err(corrupt)?).or_default().push(row.record.0);
    }
    Ok(records)
}

/// Stores what a brand states about single lots; whether that changed anything.
pub(super) async fn lots(
    conn: &mut PgConnection,
    gtin: &Gtin,
    record: &SourceRecord,
) -> Result<bool, StoreError> {
    let mut by_lot: BTreeMap<&str, Vec<&JourneyStep>> = BTreeMap::new();
    for step in &record.journey {
        if let Some(lot) = step.lot.as_deref() {
            by_lot.entry(lot).or_default().push(step);
        }
    }
    let lots: Vec<String> = by_lot.keys().map(ToString::to_string).collect();
    let steps = by_lot.values().map(serde_json::to_string).collect::<Result<Vec<_>, _>>().map_err(corrupt)?;
    let brand_id = record.product.brand.as_ref().and_then(|brand| brand.brand_id);
    let row = sqlx::query_file!("queries/replace_lots.sql", gtin.as_str(), brand_id, &lots, &steps)
        .fetch_one(conn)
        .await
        .map_err(store_error)?;
    Ok(row.changed > 0)
}
