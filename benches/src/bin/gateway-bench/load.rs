//! One contender under load: `wrk`, and what the scheduler says about it.

use std::{fs, process::Command};

use anyhow::{Context, ensure};

use crate::{
    contender::{Contender, OTHER_CORE},
    credentials::Line,
    measure::{Cpu, resident_kib},
    report::Sample,
};

/// Loads a contender for some seconds.
pub(crate) fn run(contender: &Contender, connections: u32, seconds: u32) -> anyhow::Result<Sample> {
    let script = tempfile::NamedTempFile::with_suffix(".lua")?;
    fs::write(script.path(), lua(&contender.credentials))?;
    wrk(contender, script.path(), connections, 1)?;
    let before = Cpu::of(&contender.pids)?;
    let said = wrk(contender, script.path(), connections, seconds)?;
    let used = Cpu::of(&contender.pids)?.since(before);
    let figures = Figures::read(&said)?;
    ensure!(figures.errors == 0, "{} answers were errors:\n{said}", figures.errors);
    #[expect(clippy::cast_precision_loss, reason = "counts of seconds fit")]
    let micros = used.as_micros() as f64 / figures.requests as f64;
    Ok(Sample {
        requests_a_second: figures.rate,
        micros_a_request: micros,
        p99_millis: figures.p99,
        resident_kib: resident_kib(&contender.pids)?,
    })
}

fn wrk(
    contender: &Contender,
    script: &std::path::Path,
    connections: u32,
    seconds: u32,
) -> anyhow::Result<String> {
    let output = Command::new("taskset")
        .args(["-c", OTHER_CORE, "wrk", "-t1", "--latency"])
        .args([
            format!("-c{connections}"),
            format!("-d{seconds}s"),
            "-s".into(),
            script.display().to_string(),
        ])
        .arg(format!("http://127.0.0.1:{}{}", contender.port, contender.path))
        .output()
        .context("running wrk")?;
    ensure!(output.status.success(), "wrk: {}", String::from_utf8_lossy(&output.stderr));
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// A request as a browser sends it, from one caller after the other; the figures in one line at the end.
fn lua(credentials: &[Line]) -> String {
    let entry = |(name, value): &Line| format!("{{ \"{name}\", \"{value}\" }},");
    let list: String = credentials.iter().map(entry).collect();
    format!(
        r#"local credentials = {{ {list} }}
local made, next = {{}}, 0
function init(args)
  local headers = {{ ["Accept"] = "application/json", ["Accept-Language"] = "it", ["User-Agent"] = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X)" }}
  if #credentials == 0 then made[1] = wrk.format("GET", nil, headers) end
  for at, line in ipairs(credentials) do headers[line[1]] = line[2]; made[at] = wrk.format("GET", nil, headers) end
end
function request() next = next % #made + 1; return made[next] end
function done(summary, latency)
  local failed = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  io.write(string.format("FIGURES %d %d %.3f %d\n", summary.requests, summary.duration, latency:percentile(99) / 1000, failed))
end
"#
    )
}

struct Figures {
    requests: u64,
    rate: f64,
    p99: f64,
    errors: u64,
}

impl Figures {
    fn read(said: &str) -> anyhow::Result<Self> {
        let line =
            said.lines().find_map(|line| line.strip_prefix("FIGURES ")).context("wrk told no figures")?;
        let mut fields = line.split(' ');
        let mut next = || fields.next().context("a figure is missing");
        let (requests, micros): (u64, f64) = (next()?.parse()?, next()?.parse()?);
        let (p99, errors) = (next()?.parse()?, next()?.parse()?);
        #[expect(clippy::cast_precision_loss, reason = "counts of seconds fit")]
        let rate = requests as f64 / (micros / 1e6);
        Ok(Self { requests, rate, p99, errors })
    }
}
