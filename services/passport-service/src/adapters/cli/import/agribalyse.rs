//! Life-cycle rows of Agribalyse.

use std::{fs::File, io::BufReader, path::Path};

use service_kit::clock::{Clock, SystemClock};
use sqlx::PgPool;

use super::{
    ImportError, Tally, file_error,
    report::{Refused, Report},
};
use crate::{
    adapters::{agribalyse::table, postgres::PgLifeCycles},
    application::ports::LifeCycleRows as _,
};

pub(super) async fn import(file: &Path, pool: PgPool, report: &mut Report) -> Result<Tally, ImportError> {
    let source = File::open(file).map_err(|error| file_error(file, error))?;
    let lines = table::rows(BufReader::new(source)).map_err(|fault| ImportError::NotThat {
        path: file.display().to_string(),
        reason: fault.to_string(),
    })?;
    let mut rows = Vec::new();
    for line in lines {
        match line {
            Ok(row) => rows.push(row),
            Err(refused) => {
                let refused = Refused { line: refused.line, code: None, detail: refused.detail };
                report.refuse(&refused).map_err(ImportError::Report)?;
            }
        }
    }
    let heard: Vec<_> = rows.iter().map(|row| (row.code.as_str(), Some(row))).collect();
    let saved = PgLifeCycles::new(pool).keep(&heard, SystemClock.now()).await?;
    Ok(Tally { created: saved, unchanged: rows.len() as u64 - saved, ..Tally::default() })
}
