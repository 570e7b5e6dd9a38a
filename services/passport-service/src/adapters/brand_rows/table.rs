//! CSV: a header, then a product a row. An empty cell states nothing.

use csv::{Position, ReaderBuilder, StringRecord};
use serde_json::{Map, Value};

use super::{
    columns::{self, Cell},
    refused, row,
};
use crate::application::workspace::imports::{ReadRow, RefusedRow};

type Column = (&'static str, Cell);

pub(super) fn rows(text: &str) -> Vec<Result<ReadRow, RefusedRow>> {
    let mut reader =
        ReaderBuilder::new().delimiter(delimiter(text)).flexible(true).from_reader(text.as_bytes());
    let header = match reader.headers() {
        Ok(header) => header.clone(),
        Err(fault) => return vec![Err(refused(1, "", fault.to_string()))],
    };
    let columns = match header_of(&header) {
        Ok(columns) => columns,
        Err(unknown) => return unknown.into_iter().map(Err).collect(),
    };
    reader.records().map(|record| read(text, &columns, record)).collect()
}

/// What spreadsheets write is separated by what their country does not use in numbers.
fn delimiter(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or_default();
    let count = |sign: char| header.matches(sign).count();
    match (count(','), count(';'), count('\t')) {
        (commas, semicolons, tabs) if tabs > commas && tabs > semicolons => b'\t',
        (commas, semicolons, _) if semicolons > commas => b';',
        _ => b',',
    }
}

/// Every name must be known: a column that is spelled wrongly would be lost without a word.
fn header_of(header: &StringRecord) -> Result<Vec<Column>, Vec<RefusedRow>> {
    let (mut columns, mut wrong): (Vec<Column>, Vec<_>) = (Vec::new(), Vec::new());
    for name in header {
        let name = name.trim();
        match columns::of(name) {
            Some(known) if columns.contains(&known) => {
                wrong.push(refused(1, name, "the column stands there twice"));
            }
            Some(known) => columns.push(known),
            None => wrong.push(refused(1, name, "there is no such column")),
        }
    }
    if wrong.is_empty() && !columns.iter().any(|(name, _)| *name == "gtin") {
        wrong.push(refused(1, "gtin", "the column is missing"));
    }
    if wrong.is_empty() { Ok(columns) } else { Err(wrong) }
}

fn read(text: &str, columns: &[Column], record: csv::Result<StringRecord>) -> Result<ReadRow, RefusedRow> {
    let record =
        record.map_err(|fault| refused(line_of(text, fault.position()), "", "the row cannot be read"))?;
    let line = line_of(text, record.position());
    if record.len() != columns.len() {
        let detail = format!("the row has {} cells, the header {}", record.len(), columns.len());
        return Err(refused(line, "", detail));
    }
    let mut document = Map::new();
    for ((name, cell), text) in columns.iter().zip(&record) {
        let text = text.trim();
        if !text.is_empty() {
            let value = cell.read(text).map_err(|detail| refused(line, name, detail))?;
            columns::put(&mut document, name, value);
        }
    }
    row(line, Value::Object(document))
}

/// The line that a row begins in. The reader's own count stands before the rest of a Windows line end and before empty lines.
fn line_of(text: &str, position: Option<&Position>) -> u64 {
    let Some(position) = position else { return 1 };
    let from = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let rest = text.as_bytes().get(from..).unwrap_or_default().iter();
    let skipped = rest.take_while(|byte| matches!(byte, b'\r' | b'\n')).filter(|&&byte| byte == b'\n');
    position.line() + skipped.count() as u64
}
