//! The figures of the design: 2 M plain links a second on the borrowed view, 1 M with a stem, `%2F` and six
//! query parameters, 8 kB of query in less than 50 µs.

mod cpu_time;

use std::hint::black_box;

use cpu_time::CpuTime;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use gs1::{Date, DigitalLinkRef, Options, parse};

const PLAIN: &str = "https://example.com/01/09506000134352/10/LOT00007/21/SN00000217?17=260808";
const RICH: &str = "https://example.com/some/stem/01/09506000134352/10/LOT%2F0007/21/SN%2F00217\
                    ?17=260808&3103=000195&linkType=gs1:pip&utm_source=qr&utm_medium=pack&lang=it";

fn long_query(parameter: impl Fn(usize) -> String) -> String {
    let mut link = format!("{PLAIN}&x=1");
    let mut index = 0;
    while link.len() < 8 * 1024 {
        link.push_str(&parameter(index));
        index += 1;
    }
    link
}

fn links(criterion: &mut Criterion<CpuTime>) {
    let Some(today) = Date::new(2026, 11, 22) else { return };
    let options = Options::strict(today);
    let one = long_query(|_| "A".to_owned());
    let many = long_query(|index| format!("&k{index}={index}"));
    let mut group = criterion.benchmark_group("digital_link");
    group.throughput(Throughput::Elements(1));
    for (name, link) in
        [("plain", PLAIN), ("rich", RICH), ("8 kB value", &one), ("8 kB of parameters", &many)]
    {
        assert!(DigitalLinkRef::parse(link, options).is_ok(), "{name} is no link");
        group.bench_function(format!("borrowed/{name}"), |bench| {
            bench.iter(|| DigitalLinkRef::parse(black_box(link), options));
        });
    }
    group.bench_function("owned/plain", |bench| bench.iter(|| parse(black_box(PLAIN), options)));
    group.finish();
}

fn others(criterion: &mut Criterion<CpuTime>) {
    let Some(today) = Date::new(2026, 11, 22) else { return };
    let options = Options::strict(today);
    let mut group = criterion.benchmark_group("other");
    group.throughput(Throughput::Elements(1));
    for (name, raw) in [
        ("scan", "]d201095060001343521726080810LOT00007\u{1d}21SN00000217"),
        ("brackets", "(01)09506000134352(17)260808(10)LOT00007(21)SN00000217"),
        ("gtin", "9506000134352"),
    ] {
        assert!(parse(raw, options).is_ok(), "{name} is no code");
        group.bench_function(name, |bench| bench.iter(|| parse(black_box(raw), options)));
    }
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default().with_measurement(CpuTime);
    targets = links, others
}
criterion_main!(benches);
