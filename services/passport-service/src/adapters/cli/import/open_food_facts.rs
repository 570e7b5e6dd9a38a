//! Products of Open Food Facts: one thread reads and judges, the database stores beside it.

use std::{io, path::Path};

use service_kit::clock::{Clock, SystemClock};
use sqlx::PgPool;
use tokio::sync::mpsc;

use super::{
    ImportError, Tally, file_error, hash, progress,
    report::{Refused, Report},
};
use crate::{
    adapters::{
        agribalyse::table,
        open_food_facts::{document::Refusal, export},
        postgres::{ImportProgress, PgCatalog, PgImports, PgLifeCycles},
    },
    application::life_cycles,
    domain::{assembly, eco::LcaTable, fact::Source, source_record::SourceRecord},
};

const KIND: &str = "open-food-facts";
/// Two short transactions each: a long one holds every schema's relay back.
const BATCH: usize = 500;
/// Batches read ahead of the database.
const AHEAD: usize = 4;

/// What one stretch of lines gave.
#[derive(Default)]
struct Stretch {
    last_line: u64,
    records: Vec<SourceRecord>,
    refused: Vec<(u64, Refusal)>,
}

pub(super) async fn import(
    file: &Path,
    catalog: &PgCatalog,
    pool: PgPool,
    report: &mut Report,
) -> Result<Tally, ImportError> {
    let (notes, life_cycles) = (PgImports::new(pool.clone()), PgLifeCycles::new(pool));
    // A stream has no name to come back to.
    let known = if file == Path::new("-") { None } else { Some(hash(file)?) };
    let before = match &known {
        Some(hash) => notes.progress(KIND, hash).await?,
        None => ImportProgress::default(),
    };
    if before.finished {
        return Ok(Tally::default());
    }
    let table = life_cycles::over(table::shipped(), &life_cycles.all().await?);
    let (stretches, mut ready) = mpsc::channel(AHEAD);
    let path = file.to_owned();
    let reader = tokio::task::spawn_blocking(move || read(&path, before.line, &table, &stretches));
    let (mut tally, mut line, bar) = (Tally::default(), before.line, progress());
    while let Some(stretch) = ready.recv().await {
        bar.inc(stretch.records.len() as u64);
        line = stretch.last_line;
        add(&mut tally, stretch, catalog, report).await?;
        note(&notes, known.as_ref(), ImportProgress { line, finished: false }).await?;
    }
    bar.finish_and_clear();
    reader.await.map_err(io::Error::other).and_then(|read| read).map_err(|error| file_error(file, error))?;
    note(&notes, known.as_ref(), ImportProgress { line, finished: true }).await?;
    Ok(tally)
}

async fn add(
    tally: &mut Tally,
    stretch: Stretch,
    catalog: &PgCatalog,
    report: &mut Report,
) -> Result<(), ImportError> {
    for (line, refusal) in stretch.refused {
        let refused = Refused { line, code: Some(refusal.code()), detail: refusal.to_string() };
        report.refuse(&refused).map_err(ImportError::Report)?;
    }
    // Side by side, so that the database works while we do. A GTIN that comes twice comes to the same side.
    let (even, odd) = stretch.records.into_iter().partition(|record| record.gtin.ends_with(EVEN));
    let store = |half| catalog.store_batch(Source::OpenFoodFacts, half, SystemClock.now());
    let (even, odd) = tokio::try_join!(store(even), store(odd))?;
    for stored in [even, odd] {
        tally.created += stored.created;
        tally.changed += stored.changed;
        tally.unchanged += stored.unchanged;
    }
    Ok(())
}

const EVEN: [char; 5] = ['0', '2', '4', '6', '8'];

async fn note(
    notes: &PgImports,
    file: Option<&[u8; 32]>,
    progress: ImportProgress,
) -> Result<(), ImportError> {
    match file {
        Some(hash) => Ok(notes.note(KIND, hash, progress, SystemClock.now()).await?),
        None => Ok(()),
    }
}

/// Reads all lines after `skip`; ends early when nobody listens any more.
fn read(path: &Path, skip: u64, table: &LcaTable, stretches: &mpsc::Sender<Stretch>) -> io::Result<()> {
    let mut stretch = Stretch::default();
    for line in export::open(path)? {
        let (number, outcome) = line?;
        if number <= skip {
            continue;
        }
        stretch.last_line = number;
        match outcome {
            Ok(stated) => stretch.records.push(assembly::source_record(&stated, None, table)),
            Err(refusal) => stretch.refused.push((number, refusal)),
        }
        let full = stretch.records.len() + stretch.refused.len() >= BATCH;
        if full && stretches.blocking_send(std::mem::take(&mut stretch)).is_err() {
            return Ok(());
        }
    }
    // A closed channel means that the database failed, which is told where it was noticed.
    if stretch.last_line > 0 && stretches.blocking_send(stretch).is_err() {
        return Ok(());
    }
    Ok(())
}
