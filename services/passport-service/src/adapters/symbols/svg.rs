//! Symbols as SVG, in millimetres, with the words under them.

use std::fmt::Write as _;

use super::matrix::Matrix;
use crate::application::workspace::codes::{Message, XDimension};

/// Millimetres of a line of words, at least; GS1 wants people to read them.
const LINE: f64 = 3.0;
const QUIET: &str = "data-quiet-zone=\"";
const SIDE: &str = "data-modules=\"";
const PATH: &str = "<path d=\"";

/// The file. One user unit is a module.
pub(super) fn draw(matrix: &Matrix, size: XDimension, message: &Message) -> String {
    let module = size.millimetres();
    let side = matrix.side();
    let line = LINE / module;
    let longest = message.words.iter().map(String::len).max().unwrap_or(0);
    // Wide enough for the words: half their height is what a digit takes.
    let width = (side as f64).max(longest as f64 * line * 0.62 + line);
    let height = side as f64 + line * 1.3 * (message.words.len() as f64) + line * 0.5;
    let left = (width - side as f64) / 2.0;
    let mut svg = String::new();
    let _ = write!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{:.3}mm\" height=\"{:.3}mm\" viewBox=\"0 0 {width:.3} {height:.3}\" \
         role=\"img\" {SIDE}{}\" {QUIET}{}\" data-x-dimension=\"{module:.3}\"><title>{}</title><rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>",
        width * module,
        height * module,
        matrix.width,
        matrix.quiet_zone(),
        escaped(&message.words.join(" ")),
    );
    let _ = write!(
        svg,
        "<g transform=\"translate({:.3} {})\" shape-rendering=\"crispEdges\">{PATH}{}\"/></g>",
        left + matrix.quiet_zone() as f64,
        matrix.quiet_zone(),
        path(matrix),
    );
    for (number, words) in message.words.iter().enumerate() {
        let baseline = side as f64 + line * (1.0 + 1.3 * number as f64);
        let _ = write!(
            svg,
            "<text x=\"{:.3}\" y=\"{baseline:.3}\" font-family=\"monospace\" font-size=\"{line:.3}\" text-anchor=\"middle\">{}</text>",
            width / 2.0,
            escaped(words),
        );
    }
    svg.push_str("</svg>");
    svg
}

/// Runs of dark modules: `M column row h length v1 h−length z`.
fn path(matrix: &Matrix) -> String {
    let mut path = String::new();
    for row in 0..matrix.width {
        let mut column = 0;
        while column < matrix.width {
            let run = (column..matrix.width).take_while(|at| matrix.is_dark(row, *at)).count();
            if run > 0 {
                let _ = write!(path, "M{column} {row}h{run}v1h-{run}z");
            }
            column += run.max(1);
        }
    }
    path
}

/// The modules that a file of ours shows, read from its text.
pub(super) fn modules(file: &[u8]) -> Option<Matrix> {
    let text = std::str::from_utf8(file).ok()?;
    let between = |from: &str| text.split_once(from)?.1.split_once('"').map(|(inside, _)| inside);
    let (width, quiet_zone): (usize, usize) = (between(SIDE)?.parse().ok()?, between(QUIET)?.parse().ok()?);
    let mut dark = vec![false; width.checked_mul(width)?];
    for run in between(PATH)?.split('M').filter(|run| !run.is_empty()) {
        let (column, rest) = run.split_once(' ')?;
        let (row, rest) = rest.split_once('h')?;
        let (length, _) = rest.split_once('v')?;
        let (column, row, length): (usize, usize, usize) =
            (column.parse().ok()?, row.parse().ok()?, length.parse().ok()?);
        let first = row * width + column;
        dark.get_mut(first..first + length)?.fill(true);
    }
    Matrix::read(width, dark, quiet_zone)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
