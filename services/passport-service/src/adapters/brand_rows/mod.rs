//! Files of products that brands send: CSV with columns named as the JSON paths, or a product a line.

mod columns;
mod table;

use serde_json::Value;

use crate::{
    application::workspace::imports::{Format, ReadRow, RefusedRow},
    domain::workspace::Submission,
};

/// More rows than 20 MiB of real products have.
const MOST_ROWS: usize = 200_000;

/// Reads the rows of a file; a file that cannot be read at all is one refused row.
#[must_use]
pub fn read(format: Format, body: &[u8]) -> Vec<Result<ReadRow, RefusedRow>> {
    let Ok(text) = std::str::from_utf8(body) else {
        return vec![Err(refused(1, "", "the file is not UTF-8 text"))];
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut rows = match format {
        Format::Csv => table::rows(text),
        Format::JsonLines => lines(text),
    };
    if rows.is_empty() {
        rows.push(Err(refused(1, "", "the file has no products")));
    }
    if rows.len() > MOST_ROWS {
        rows.truncate(MOST_ROWS);
        rows.push(Err(refused(MOST_ROWS as u64 + 1, "", "the file has more rows than are taken at once")));
    }
    rows
}

fn lines(text: &str) -> Vec<Result<ReadRow, RefusedRow>> {
    let numbered = (1..).zip(text.lines());
    let filled = numbered.filter(|(_, line)| !line.trim().is_empty());
    filled
        .map(|(line, text)| {
            let mut json = serde_json::Deserializer::from_str(text);
            let read = serde_path_to_error::deserialize::<_, Submission>(&mut json);
            let submission = read.map_err(|fault| of_path(line, &fault))?;
            json.end().map_err(|_| refused(line, "", "there is more after the product"))?;
            Ok(ReadRow { line, submission })
        })
        .collect()
}

/// A row whose cells stand in a document of the API's shape.
fn row(line: u64, document: Value) -> Result<ReadRow, RefusedRow> {
    let read = serde_path_to_error::deserialize::<_, Submission>(document);
    read.map(|submission| ReadRow { line, submission }).map_err(|fault| of_path(line, &fault))
}

fn of_path(line: u64, fault: &serde_path_to_error::Error<serde_json::Error>) -> RefusedRow {
    let path = fault.path().to_string();
    let detail = fault.inner().to_string();
    let detail = detail.split(" at line ").next().unwrap_or(&detail).to_owned();
    RefusedRow { line, column: if path == "." { String::new() } else { path }, detail }
}

fn refused(line: u64, column: &str, detail: impl Into<String>) -> RefusedRow {
    RefusedRow { line, column: column.to_owned(), detail: detail.into() }
}

#[cfg(test)]
mod tests;
