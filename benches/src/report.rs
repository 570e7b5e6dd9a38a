//! The figures, each beside its goal.

use std::{fs, path::Path};

use anyhow::Context;
use serde::Serialize;

use crate::Run;

/// One figure.
#[derive(Debug, Serialize)]
struct Figure {
    name: String,
    measured: f64,
    unit: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    goal: Option<Goal>,
}

/// What a figure should be.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Goal {
    /// No less than this.
    AtLeast(f64),
    /// No more than this.
    AtMost(f64),
}

/// All figures of a run.
#[derive(Debug, Serialize)]
pub struct Report {
    #[serde(flatten)]
    run: Run,
    figures: Vec<Figure>,
}

impl Report {
    /// Tells where and when.
    #[must_use]
    pub fn begin() -> Self {
        let run = Run::now();
        println!("{run}");
        Self { run, figures: Vec::new() }
    }

    /// Tells a figure and keeps it.
    pub fn add(&mut self, name: &str, measured: f64, unit: &'static str, goal: Option<Goal>) {
        println!("{name:<46} {measured:>10.1} {unit:<3} {}", goal.map(Goal::in_words).unwrap_or_default());
        self.figures.push(Figure { name: name.to_owned(), measured, unit, goal });
    }

    /// Keeps them beside those of other days, as `<name>.json`.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn write(&self, directory: &Path, name: &str) -> anyhow::Result<()> {
        fs::create_dir_all(directory)?;
        let file = directory.join(format!("{name}.json"));
        let text = serde_json::to_string_pretty(self)?;
        fs::write(&file, text + "\n").with_context(|| format!("writing {}", file.display()))
    }
}

impl Goal {
    fn in_words(self) -> String {
        match self {
            Self::AtLeast(least) => format!("goal >= {least}"),
            Self::AtMost(most) => format!("goal <= {most}"),
        }
    }
}
