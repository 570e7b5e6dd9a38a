//! One answer a line, in the order of the input, in constant memory.

use std::{
    io::{self, BufRead, BufWriter, IsTerminal, Read, Write},
    time::Duration,
};

use anyhow::Context;
use gs1::Options;
use indicatif::{ProgressBar, ProgressStyle};

use crate::{answer, input::Input};

/// A longer line is no code, even when every character of it is escaped.
const LONGEST_LINE: usize = 128 * 1024;

/// Answers every line; how many were refused.
pub(crate) fn answer_all(
    mut input: Input,
    out: impl Write,
    lenient: bool,
    options: Options,
) -> anyhow::Result<u64> {
    let mut out = BufWriter::new(out);
    let bar = progress();
    let (mut line, mut number, mut refused) = (Vec::new(), 0, 0);
    let written = loop {
        // Nobody should wait for an answer while we wait for a line.
        if input.buffer().is_empty()
            && let Err(error) = out.flush()
        {
            break Err(error.into());
        }
        if !next_line(&mut input, &mut line).with_context(|| format!("after line {number}"))? {
            break out.flush().map_err(Into::into);
        }
        number += 1;
        bar.inc(1);
        match answer::write(&String::from_utf8_lossy(&line), lenient, options, &mut out) {
            Ok(None) => {}
            Ok(Some(complaint)) => {
                refused += 1;
                bar.suspend(|| eprintln!("line {number}: {complaint}"));
            }
            Err(error) => break Err(error),
        }
    };
    bar.finish_and_clear();
    written.or_else(|error| if is_closed(&error) { Ok(()) } else { Err(error) })?;
    Ok(refused)
}

/// Whoever read our answers has read enough.
fn is_closed(error: &anyhow::Error) -> bool {
    let of_json = error.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
    let of_io = error.downcast_ref::<io::Error>().map(io::Error::kind);
    of_json.or(of_io) == Some(io::ErrorKind::BrokenPipe)
}

/// The next line without its end; `false` when there is none. Of a line that is too long only the start is kept.
fn next_line(input: &mut Input, line: &mut Vec<u8>) -> io::Result<bool> {
    line.clear();
    let read = input.by_ref().take(LONGEST_LINE as u64).read_until(b'\n', line)?;
    if read == 0 {
        return Ok(false);
    }
    if line.last() == Some(&b'\n') {
        line.pop();
        if line.last() == Some(&b'\r') {
            line.pop();
        }
    } else if read == LONGEST_LINE {
        input.skip_until(b'\n')?;
    }
    Ok(true)
}

/// Lines read so far, where a person watches and the answers go elsewhere.
fn progress() -> ProgressBar {
    if !io::stderr().is_terminal() || io::stdout().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {human_pos} codes, {per_sec}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
