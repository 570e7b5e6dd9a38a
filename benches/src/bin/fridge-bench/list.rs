//! The list of somebody with a long stream, over HTTP from the service itself.

use std::{fs, time::Instant};

use anyhow::{Context, ensure};
use benches::{Goal, Report};
use fleet::{Fleet, Service};
use fridge_service::application::ports::Actor;
use hdrhistogram::Histogram;
use jiff::Timestamp;
use reqwest::Client;
use serde_json::Value;
use service_kit::identity::{GATEWAY, Principal, Role, Signer};

/// One after the other; the first are not counted.
const READS: usize = 400;
const WARM: usize = 20;

pub(crate) async fn run(
    fleet: &Fleet,
    owner: &Actor,
    present: usize,
    report: &mut Report,
) -> anyhow::Result<()> {
    let service = Service::named("fridge-service").context("the service's row")?;
    let url = format!("{}/api/v1/fridge", fleet.service_url(service));
    let (client, door) = (Client::new(), Door::open(fleet)?);
    let mut times = Histogram::<u64>::new(3)?;
    for read in 0..READS {
        let token = door.token(owner)?;
        let began = Instant::now();
        let answer = client.get(&url).bearer_auth(token).send().await?.error_for_status()?.bytes().await?;
        let took = began.elapsed();
        if read == 0 {
            let list: Value = serde_json::from_slice(&answer)?;
            let items = list["items"].as_array().map_or(0, Vec::len);
            ensure!(items == present, "{items} packs are shown, {present} are there");
        }
        if read >= WARM {
            times.record(u64::try_from(took.as_micros())?)?;
        }
    }
    for (name, quantile, goal) in [("p50", 0.50, None), ("p95", 0.95, Some(Goal::AtMost(50.0)))] {
        let millis = times.value_at_quantile(quantile) as f64 / 1000.0;
        report.add(&format!("list of a long stream, {present} packs: {name}"), millis, "ms", goal);
    }
    Ok(())
}

/// Signs as the fleet's gateway does.
struct Door(Signer);

impl Door {
    fn open(fleet: &Fleet) -> anyhow::Result<Self> {
        let pem = fs::read(fleet.path("secrets/identity-gateway.pem")).context("the gateway's key")?;
        Ok(Self(Signer::from_pem(GATEWAY, &pem)?))
    }

    fn token(&self, owner: &Actor) -> anyhow::Result<String> {
        let mut principal = Principal::anonymous(owner.visitor);
        principal.account = Some(owner.account);
        principal.roles.insert(Role::Consumer);
        Ok(self.0.sign(&principal, Timestamp::now())?)
    }
}
