//! A pack comes in: where nothing ever was, and after thousands of events.

use std::time::{Duration, Instant};

use benches::{Goal, Report};
use fridge_service::{application::ports::Actor, domain::action::Action};

use crate::kitchen::{Kitchen, cook, throw_away};

/// Of each contender in a round.
const COMMANDS: u32 = 100;

pub(crate) async fn run(
    kitchen: &Kitchen,
    owner: &Actor,
    rounds: usize,
    report: &mut Report,
) -> anyhow::Result<()> {
    let (mut empty, mut long) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        let (on_empty, on_long) = round(kitchen, owner).await?;
        empty.push(on_empty.as_secs_f64() * 1000.0 / f64::from(COMMANDS));
        long.push(on_long.as_secs_f64() * 1000.0 / f64::from(COMMANDS));
    }
    let ratios = empty.iter().zip(&long).map(|(empty, long)| long / empty).collect();
    report.add("append to an empty stream", median(empty), "ms", None);
    report.add("append to a long stream", median(long), "ms", None);
    report.add("append, long beside empty", median(ratios), "x", Some(Goal::AtMost(2.0)));
    Ok(())
}

/// In turns, each the first every other time.
async fn round(kitchen: &Kitchen, owner: &Actor) -> anyhow::Result<(Duration, Duration)> {
    let (mut empty, mut long) = (Duration::ZERO, Duration::ZERO);
    for turn in 0..COMMANDS {
        if turn % 2 == 0 {
            empty += on_empty(kitchen).await?;
            long += on_long(kitchen, owner).await?;
        } else {
            long += on_long(kitchen, owner).await?;
            empty += on_empty(kitchen).await?;
        }
    }
    Ok((empty, long))
}

async fn on_empty(kitchen: &Kitchen) -> anyhow::Result<Duration> {
    let somebody = cook();
    let began = Instant::now();
    kitchen.add(&somebody, 500).await?;
    Ok(began.elapsed())
}

/// What came in goes again, so that as many packs are present for the next.
async fn on_long(kitchen: &Kitchen, owner: &Actor) -> anyhow::Result<Duration> {
    let began = Instant::now();
    let item = kitchen.add(owner, 500).await?;
    let took = began.elapsed();
    kitchen.act(owner, item, Action::Open).await?;
    kitchen.act(owner, item, throw_away()).await?;
    Ok(took)
}

/// The one in the middle.
pub(crate) fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or(f64::NAN)
}
