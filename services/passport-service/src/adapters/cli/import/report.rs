//! What was refused: the line's number, a code for programs, words for people.

use std::{
    fs::File,
    io::{self, BufWriter, Write},
    path::Path,
};

use serde::Serialize;

/// Where refusals go.
pub(super) struct Report {
    out: Option<BufWriter<File>>,
    refused: u64,
}

/// One refusal. `code` is `None` where the words say it all.
#[derive(Serialize)]
pub(super) struct Refused<'a> {
    pub(super) line: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) code: Option<&'a str>,
    pub(super) detail: String,
}

impl Report {
    pub(super) fn open(path: Option<&Path>) -> io::Result<Self> {
        let out = path.map(File::create).transpose()?.map(BufWriter::new);
        Ok(Self { out, refused: 0 })
    }

    pub(super) fn refuse(&mut self, refused: &Refused<'_>) -> io::Result<()> {
        self.refused += 1;
        match &mut self.out {
            Some(out) => {
                serde_json::to_writer(&mut *out, refused)?;
                out.write_all(b"\n")
            }
            None => {
                eprintln!("line {}: {}", refused.line, refused.detail);
                Ok(())
            }
        }
    }

    pub(super) fn refused(&self) -> u64 {
        self.refused
    }

    pub(super) fn finish(&mut self) -> io::Result<()> {
        self.out.as_mut().map_or(Ok(()), Write::flush)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_one_json_line_with_its_number() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("refused.jsonl");
        let mut report = Report::open(Some(&path)).expect("open");
        let refused = Refused { line: 7, code: Some("no_barcode"), detail: "no barcode".into() };
        report.refuse(&refused).expect("written");
        report.finish().expect("flushed");
        let text = std::fs::read_to_string(path).expect("readable");
        assert_eq!(text, "{\"line\":7,\"code\":\"no_barcode\",\"detail\":\"no barcode\"}\n");
        assert_eq!(report.refused(), 1);
    }
}
