//! Commands a second: the service's, and `pgbench`'s with the same statements.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use benches::{Goal, Report};
use fridge_service::{application::ports::Actor, domain::item::ItemId};
use tokio::task::JoinSet;

use crate::{
    Options,
    append::median,
    kitchen::{Kitchen, cook, use_up},
    pgbench::{At, client},
};

/// More than can be used up here, one gram a command.
const GRAMS: u64 = 1_000_000;
/// Enough for a snapshot.
const BEFORE: usize = 20;

/// Somebody with one large pack.
type Eater = (Actor, ItemId);

pub(crate) async fn run(
    kitchen: &Kitchen,
    pgbench: &At,
    options: &Options,
    report: &mut Report,
) -> anyhow::Result<()> {
    let mut eaters = Vec::with_capacity(options.clients);
    for number in 0..options.clients {
        begin(kitchen, &client(number)?).await?;
        let ours = cook();
        eaters.push((ours.clone(), begin(kitchen, &ours).await?));
    }
    let eaters = Arc::new(eaters);
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for round in 0..options.rounds {
        if round % 2 == 0 {
            theirs.push(pgbench.run(options.clients, options.seconds)?);
        }
        ours.push(eat(kitchen, &eaters, options.seconds).await?);
        if round % 2 == 1 {
            theirs.push(pgbench.run(options.clients, options.seconds)?);
        }
    }
    let ratios = ours.iter().zip(&theirs).map(|(ours, theirs)| ours / theirs).collect();
    let clients = options.clients;
    report.add(&format!("commands, {clients} clients"), median(ours), "/s", None);
    report.add(&format!("the same statements by pgbench, {clients} clients"), median(theirs), "/s", None);
    report.add("commands beside pgbench", median(ratios), "x", Some(Goal::AtLeast(0.8)));
    Ok(())
}

async fn begin(kitchen: &Kitchen, actor: &Actor) -> anyhow::Result<ItemId> {
    let item = kitchen.add(actor, GRAMS).await?;
    for _ in 0..BEFORE {
        kitchen.act(actor, item, use_up(Some(1))).await?;
    }
    Ok(item)
}

/// Each one command after the other, until the time is up; how many a second together.
async fn eat(kitchen: &Kitchen, eaters: &Arc<Vec<Eater>>, seconds: u32) -> anyhow::Result<f64> {
    let began = Instant::now();
    let until = began + Duration::from_secs(seconds.into());
    let mut running = JoinSet::new();
    for number in 0..eaters.len() {
        let (kitchen, eaters) = (kitchen.clone(), eaters.clone());
        running.spawn(async move {
            let (actor, item) = &eaters[number];
            let mut commands = 0_u32;
            while Instant::now() < until {
                kitchen.act(actor, *item, use_up(Some(1))).await?;
                commands += 1;
            }
            anyhow::Ok(commands)
        });
    }
    let mut commands = 0;
    while let Some(done) = running.join_next().await {
        commands += done??;
    }
    Ok(f64::from(commands) / began.elapsed().as_secs_f64())
}
