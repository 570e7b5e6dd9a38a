//! Services: their schema is migrated, their data imported, then they serve.

use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;

use futures_util::future::try_join_all;
use nix::sys::signal::Signal;

use crate::binaries;
use crate::command::run_aside;
use crate::demo_history;
use crate::error::Result;
use crate::fleet::{Fleet, Plan};
use crate::landmark::Landmark;
use crate::process::{Launch, Process};
use crate::ready::Ready;
use crate::services::{MEASUREMENT_PIPELINE, Service};

impl Fleet {
    /// Side by side, the public door when all others are there.
    pub(crate) async fn start_services(
        &self,
        plan: &Plan,
        postgres_up: &Landmark,
        kafka_up: &Landmark,
    ) -> Result<Vec<Arc<Process>>> {
        let services = &plan.services;
        if services.is_empty() {
            return Ok(Vec::new());
        }
        self.wiring.make_signing_keys()?;
        postgres_up.reached().await;
        let (doors, inner): (Vec<_>, Vec<_>) = services.iter().partition(|service| service.is_public_door());
        let inner = inner.into_iter().map(|service| async move {
            self.migrate(service).await?;
            self.import(service, plan.catalog).await?;
            if plan.demo_people {
                self.tell_history(service).await?;
            }
            kafka_up.reached().await;
            self.progress.step(service.name, self.serve(service)).await
        });
        let mut started = try_join_all(inner).await?;
        for door in doors {
            started.push(self.progress.step(door.name, self.serve(door)).await?);
        }
        Ok(started)
    }

    async fn migrate(&self, service: &Service) -> Result<()> {
        let Some(schema) = service.schema else { return Ok(()) };
        let mut command = Command::new(self.binary(service)?);
        command.arg("migrate").envs(service.migrate_settings(&self.wiring, schema)?);
        run_aside(&format!("migrating the schema of {}", service.name), command).await.map(|_| ())
    }

    /// The insights of the demo brand show something from the first start on.
    async fn tell_history(&self, service: &Service) -> Result<()> {
        if service.name != MEASUREMENT_PIPELINE || demo_history::is_told(&self.wiring) {
            return Ok(());
        }
        let telling = demo_history::import(&self.wiring, self.binaries.as_deref());
        self.progress.step("telling the demo history", telling).await
    }

    async fn serve(&self, service: &Service) -> Result<Arc<Process>> {
        let launch = Launch {
            name: service.name.to_owned(),
            program: self.binary(service)?,
            arguments: vec!["serve".into()],
            environment: service.serve_settings(&self.wiring)?,
            user: None,
            ready: Ready::Http(format!("{}/health/ready", self.admin_url(service))),
            ready_within: 180,
            stop_signal: Signal::SIGTERM,
            kill_signal: Signal::SIGKILL,
        };
        self.start_process(launch).await
    }

    /// A service's program with the service's own settings: for an operator's command, such as `verify-ledger`.
    pub fn operate(&self, service: &Service) -> Result<Command> {
        let mut command = Command::new(self.binary(service)?);
        command.envs(service.serve_settings(&self.wiring)?);
        Ok(command)
    }

    pub(crate) fn binary(&self, service: &Service) -> Result<PathBuf> {
        binaries::find(self.binaries.as_deref(), service.name)
    }
}
