//! The gateway beside nginx: the same upstream, the same load, the same core, in turns.
//!
//! Each contender answers 64 keep-alive connections with 1 kB from upstream. What counts is the ratio within one run:
//! requests a second, CPU a request from the scheduler's accounting, resident memory. Needs `nginx`, `wrk` and
//! `taskset` (Debian: nginx, wrk, util-linux) and a release build of `api-gateway`.

mod contender;
mod credentials;
mod idle;
mod load;
mod measure;
mod realm;
mod report;

use std::path::PathBuf;

use anyhow::Context;
use clap::Parser;

use contender::Contenders;
use report::Report;

/// Compares the gateway with nginx.
#[derive(Debug, Parser)]
struct Options {
    /// The gateway's release build.
    #[arg(long, default_value = "target/release/api-gateway")]
    gateway: PathBuf,
    /// Seconds of one measurement.
    #[arg(long, default_value_t = 6)]
    seconds: u32,
    /// Rounds; every round measures every contender once, in another order.
    #[arg(long, default_value_t = 3)]
    rounds: usize,
    /// Keep-alive connections.
    #[arg(long, default_value_t = 64)]
    connections: u32,
    /// Idle connections whose memory is measured at the end; 0 leaves it out.
    #[arg(long, default_value_t = 10_000)]
    idle: u32,
    /// Where the figures go; they are printed in any case.
    #[arg(long, default_value = "benches/results")]
    results: PathBuf,
}

fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    let contenders = Contenders::start(&options.gateway)?;
    let mut report = Report::new();
    for round in 0..options.rounds {
        for contender in contenders.in_order(round) {
            let sample = load::run(contender, options.connections, options.seconds)
                .with_context(|| format!("loading {}", contender.name))?;
            println!("round {}: {sample}", round + 1);
            report.add(contender.name, sample);
        }
    }
    if options.idle > 0 {
        report.idle = Some(idle::bytes_a_connection(contenders.gateway(), options.idle)?);
    }
    report.print();
    report.write(&options.results)
}
