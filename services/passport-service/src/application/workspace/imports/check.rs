//! Which rows of a file are taken, before any is.

use std::collections::HashMap;

use gs1::Gtin;
use jiff::{Timestamp, tz::TimeZone};
use service_kit::{ids::VisitorId, version::Expected};

use super::{ReadRow, RefusedRow};
use crate::{
    application::workspace::ports::{Command, PutProduct},
    domain::{
        eco::LcaTable,
        workspace::{Fault, Publication, Tenant, faults},
    },
};

/// A row that is taken.
#[derive(Debug)]
pub(super) struct GoodRow {
    pub(super) line: i64,
    pub(super) put: PutProduct,
}

/// Whose rows they are, and what is needed to publish them.
pub(super) struct Checker<'a> {
    pub(super) tenant: &'a Tenant,
    pub(super) table: &'static LcaTable,
    pub(super) now: Timestamp,
}

impl Checker<'_> {
    /// Rows that are taken, and why the others are not. Of two rows about one product the second is refused.
    pub(super) fn check(&self, rows: Vec<Result<ReadRow, RefusedRow>>) -> (Vec<GoodRow>, Vec<RefusedRow>) {
        let (mut good, mut refused, mut seen) = (Vec::new(), Vec::new(), HashMap::new());
        for row in rows {
            let checked = row.map_err(|refused| vec![refused]).and_then(|row| self.row(row, &mut seen));
            match checked {
                Ok(row) => good.push(row),
                Err(why) => refused.extend(why),
            }
        }
        (good, refused)
    }

    fn row(&self, row: ReadRow, seen: &mut HashMap<Gtin, u64>) -> Result<GoodRow, Vec<RefusedRow>> {
        let ReadRow { line, submission } = row;
        let refuse = |column: &str, detail: String| RefusedRow { line, column: column.to_owned(), detail };
        let digits = submission.gtin.clone().unwrap_or_default();
        let gtin = match Gtin::parse(digits.trim()) {
            Ok((gtin, _)) => gtin,
            Err(fault) => return Err(vec![refuse("gtin", fault.detail())]),
        };
        if !self.tenant.owns(&gtin) {
            return Err(vec![refuse("gtin", "begins with none of your brand's prefixes".to_owned())]);
        }
        if let Some(first) = seen.insert(gtin, line) {
            return Err(vec![refuse("gtin", format!("stands in line {first} already"))]);
        }
        let publication = submission.status;
        let statement = submission.statement().keepable(&gtin).map_err(|faults| {
            faults.into_iter().map(|fault| refuse(&column(&fault.pointer), fault.detail)).collect::<Vec<_>>()
        })?;
        let published = match publication {
            Publication::Draft => None,
            Publication::Published => {
                let errors = faults(&statement, &[]).into_iter().filter(Fault::is_error);
                let errors: Vec<_> =
                    errors.map(|fault| refuse(&column(&fault.pointer), fault.detail)).collect();
                if !errors.is_empty() {
                    return Err(errors);
                }
                let today = self.now.to_zoned(TimeZone::UTC).date();
                Some(statement.record(&gtin, self.tenant.brand_name(), today, Vec::new(), self.table))
            }
        };
        let caller = VisitorId::from_uuid(uuid::Uuid::nil());
        let command = Command { brand: self.tenant.id, caller, key: None, at: self.now };
        let put =
            PutProduct { command, gtin, statement, published, only_new: false, expected: Expected::Any };
        Ok(GoodRow { line: i64::try_from(line).unwrap_or(i64::MAX), put })
    }
}

/// `/label/nutrition/fat` → `label.nutrition.fat`
fn column(pointer: &str) -> String {
    pointer.trim_start_matches('/').replace('/', ".")
}
