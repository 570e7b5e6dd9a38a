//! Tables as ADEME publishes them: CSV, one food a line.

use std::{collections::HashMap, io::Read, sync::LazyLock};

use csv::StringRecord;

use crate::domain::eco::{LcaRow, LcaSteps, LcaTable};

/// The shipped edition in words.
pub const SHIPPED_EDITION: &str = "Agribalyse 3.1.1 (ADEME, 2023)";

macro_rules! shipped {
    ($name:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/agribalyse/", $name)).as_bytes()
    };
}

static SHIPPED: LazyLock<LcaTable> = LazyLock::new(|| {
    let steps = read_steps(shipped!("etapes-3.1.1.csv"));
    let rows = rows(shipped!("synthese-3.1.1.csv")).into_iter().flatten().filter_map(Result::ok);
    let with_steps = rows.map(|row| LcaRow { steps: steps.get(&row.code).copied(), ..row });
    LcaTable::new(SHIPPED_EDITION, with_steps)
});

/// The shipped edition, read on first use.
#[must_use]
pub fn shipped() -> &'static LcaTable {
    &SHIPPED
}

/// A file that is no synthesis table at all.
#[derive(Debug, thiserror::Error)]
pub enum NotATable {
    /// A column that we need is missing.
    #[error("this is no Agribalyse synthesis table: the column “{0}” is missing")]
    Column(&'static str),
    /// The first line cannot be read.
    #[error("this is no CSV")]
    Csv(#[from] csv::Error),
}

/// A line that is no row.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {detail}")]
pub struct RefusedLine {
    /// Counted from 1, the header included.
    pub line: u64,
    /// What is wrong with it.
    pub detail: String,
}

const CODE: &str = "Code AGB";
const FOOTPRINT: &str = "Score unique EF";
const NAME: &str = "LCI Name";
const FRENCH_NAME: &str = "Nom du Produit en Français";

#[derive(Debug, Clone, Copy)]
struct Columns {
    code: usize,
    name: usize,
    french_name: usize,
    footprint: usize,
}

/// The rows of a synthesis table, streamed; a line that is no row does not end the reading.
///
/// # Errors
/// When the file is no synthesis table.
pub fn rows<R: Read>(source: R) -> Result<impl Iterator<Item = Result<LcaRow, RefusedLine>>, NotATable> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(source);
    let columns = Columns::find(reader.headers()?)?;
    Ok(reader.into_records().map(move |record| columns.row(record)))
}

impl Columns {
    fn find(header: &StringRecord) -> Result<Self, NotATable> {
        let at = |name| header.iter().position(|own| own.trim() == name).ok_or(NotATable::Column(name));
        Ok(Self {
            code: at(CODE)?,
            name: at(NAME)?,
            french_name: at(FRENCH_NAME)?,
            footprint: at(FOOTPRINT)?,
        })
    }

    fn row(self, record: Result<StringRecord, csv::Error>) -> Result<LcaRow, RefusedLine> {
        let record = record.map_err(|error| RefusedLine {
            line: error.position().map_or(0, csv::Position::line),
            detail: error.to_string(),
        })?;
        let line = record.position().map_or(0, csv::Position::line);
        let refuse = |detail: String| RefusedLine { line, detail };
        let field = |at: usize| record.get(at).map(str::trim).filter(|text| !text.is_empty());
        let code = field(self.code).ok_or_else(|| refuse("no code".to_owned()))?;
        let text = field(self.footprint).ok_or_else(|| refuse("no single score".to_owned()))?;
        let footprint = footprint(text).ok_or_else(|| refuse(format!("“{text}” is no single score")))?;
        let name = field(self.name).or(field(self.french_name)).unwrap_or(code);
        Ok(LcaRow { code: code.to_owned(), name: name.to_owned(), footprint, steps: None, as_of: None })
    }
}

/// A single score, which is never negative; French decimals are understood.
pub(super) fn footprint(text: &str) -> Option<f64> {
    text.replace(',', ".").parse().ok().filter(|value: &f64| value.is_finite() && *value >= 0.0)
}

/// The single score by step of the life cycle, by code.
fn read_steps<R: Read>(source: R) -> HashMap<String, LcaSteps> {
    let reader = csv::Reader::from_reader(source);
    let records = reader.into_records().filter_map(Result::ok);
    records.filter_map(|record| Some((record.get(0)?.to_owned(), steps(&record)?))).collect()
}

fn steps(record: &StringRecord) -> Option<LcaSteps> {
    let value = |at| record.get(at).and_then(footprint);
    Some(LcaSteps {
        farming: value(1)?,
        processing: value(2)?,
        packaging: value(3)?,
        transport: value(4)?,
        distribution: value(5)?,
        consumption: value(6)?,
    })
}

#[cfg(test)]
mod tests {
    use super::{NotATable, rows, shipped};

    #[test]
    fn every_line_of_the_shipped_table_is_read() {
        let table = shipped();
        assert_eq!(table.len(), 2518);
        let garlic = table.row("11000").unwrap();
        assert_eq!((garlic.name.as_str(), garlic.footprint), ("Garlic, fresh", 0.064_652_051));
        let with_steps = table.rows().filter(|row| row.steps.is_some()).count();
        assert!(with_steps > 2_500, "{with_steps} rows with steps");
    }

    #[test]
    fn a_bad_line_is_reported_with_its_number_and_the_rest_goes_on() {
        let file = "Code AGB,LCI Name,Nom du Produit en Français,Score unique EF\n\
                    1,Bread,Pain,0.2\n2,Cake,Gâteau,much\n,Soup,Soupe,0.1\n4,,Lait,\"0,3\"\n";
        let read: Vec<_> = rows(file.as_bytes()).unwrap().collect();
        assert_eq!(read[0].as_ref().unwrap().name, "Bread");
        assert_eq!(read[1].as_ref().unwrap_err().to_string(), "line 3: “much” is no single score");
        assert_eq!(read[2].as_ref().unwrap_err().line, 4);
        let last = read[3].as_ref().unwrap();
        assert_eq!((last.name.as_str(), last.footprint), ("Lait", 0.3));
    }

    #[test]
    fn another_file_is_refused_at_once() {
        assert!(matches!(rows(&b"a,b\n1,2\n"[..]).err(), Some(NotATable::Column("Code AGB"))));
    }
}
