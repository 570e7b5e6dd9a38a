//! Progress for a person: moving lines on a terminal, plain ones elsewhere.

use std::collections::HashMap;
use std::io::IsTerminal;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use fleet::{Event, Progress};
use indicatif::{MultiProgress, ProgressBar, ProgressStyle};

/// Shows events as they come.
#[derive(Clone, Default)]
pub(super) struct Renderer(Arc<Mutex<Bars>>);

#[derive(Default)]
struct Bars {
    all: MultiProgress,
    moving: HashMap<String, ProgressBar>,
}

impl Renderer {
    /// A listener for work in this process.
    pub(super) fn progress(&self) -> Progress {
        let renderer = self.clone();
        Progress::new(move |event| renderer.show(event))
    }

    pub(super) fn show(&self, event: &Event) {
        let mut bars = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match event {
            Event::Began { step } => bars.begin(step),
            Event::Ended { step, seconds } => bars.end(step, &format!("✓ {step} ({seconds:.1} s)")),
            Event::Failed { step } => bars.end(step, &format!("✗ {step}")),
            Event::Stopped { .. } | Event::Up => {}
        }
    }
}

impl Bars {
    fn begin(&mut self, step: &str) {
        if !std::io::stderr().is_terminal() {
            eprintln!("… {step}");
            return;
        }
        let bar = self.all.add(ProgressBar::new_spinner());
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} ({elapsed})") {
            bar.set_style(style);
        }
        bar.set_message(step.to_owned());
        bar.enable_steady_tick(Duration::from_millis(120));
        self.moving.insert(step.to_owned(), bar);
    }

    fn end(&mut self, step: &str, line: &str) {
        match self.moving.remove(step) {
            Some(bar) => {
                bar.finish_and_clear();
                // Written above the lines that still move.
                let _ = self.all.println(line);
            }
            None => eprintln!("{line}"),
        }
    }
}
