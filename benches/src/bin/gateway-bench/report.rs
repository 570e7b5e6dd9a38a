//! The figures, beside their goals.

use std::{collections::BTreeMap, fmt, fs, path::Path};

use anyhow::Context;
use benches::Run;
use serde::Serialize;

/// One measurement.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Sample {
    pub(crate) requests_a_second: f64,
    pub(crate) micros_a_request: f64,
    pub(crate) p99_millis: f64,
    pub(crate) resident_kib: u64,
}

impl fmt::Display for Sample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:>8.0} requests/s  {:>6.1} µs CPU  p99 {:>6.2} ms  {:>6} KiB",
            self.requests_a_second, self.micros_a_request, self.p99_millis, self.resident_kib
        )
    }
}

/// All measurements of a run.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Report {
    #[serde(flatten)]
    run: Run,
    samples: BTreeMap<&'static str, Vec<Sample>>,
    /// Resident bytes an idle connection.
    pub(crate) idle: Option<u64>,
}

impl Report {
    pub(crate) fn new() -> Self {
        Self { run: Run::now(), ..Self::default() }
    }

    pub(crate) fn add(&mut self, name: &'static str, sample: Sample) {
        self.samples.entry(name).or_default().push(sample);
    }

    fn median(&self, name: &str) -> Option<Sample> {
        let samples = self.samples.get(name)?;
        let of = |figure: fn(&Sample) -> f64| {
            let mut figures: Vec<_> = samples.iter().map(figure).collect();
            figures.sort_by(f64::total_cmp);
            figures[figures.len() / 2]
        };
        Some(Sample {
            requests_a_second: of(|sample| sample.requests_a_second),
            micros_a_request: of(|sample| sample.micros_a_request),
            p99_millis: of(|sample| sample.p99_millis),
            resident_kib: samples.iter().map(|sample| sample.resident_kib).max()?,
        })
    }

    /// The medians and their ratios to nginx.
    pub(crate) fn print(&self) {
        println!("\n{}", self.run);
        let Some(nginx) = self.median("nginx") else { return };
        for name in self.samples.keys() {
            let Some(sample) = self.median(name) else { continue };
            println!(
                "{name:<22} {sample}  = {:.2} × requests, {:.2} × CPU of nginx",
                sample.requests_a_second / nginx.requests_a_second,
                sample.micros_a_request / nginx.micros_a_request
            );
        }
        println!(
            "goals: plain ≥ 0.85 × requests, ≤ 1.25 × CPU · visitor, session, token ≥ 0.60 × requests, ≤ 50 µs · ≤ 25600 KiB"
        );
        if let Some(bytes) = self.idle {
            println!("an idle connection: {bytes} bytes resident (goal ≤ 10000)");
        }
    }

    /// Keeps them beside those of other days.
    pub(crate) fn write(&self, directory: &Path) -> anyhow::Result<()> {
        fs::create_dir_all(directory)?;
        let file = directory.join("gateway.json");
        let text = serde_json::to_string_pretty(self)?;
        fs::write(&file, text + "\n").with_context(|| format!("writing {}", file.display()))
    }
}
