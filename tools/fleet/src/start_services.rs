//! Services: their schema is migrated, their data imported, then they serve.

use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;

use nix::sys::signal::Signal;

use crate::binaries;
use crate::command::run_aside;
use crate::error::Result;
use crate::fleet::Fleet;
use crate::options::Catalog;
use crate::process::{Launch, Process};
use crate::ready::Ready;
use crate::services::Service;

impl Fleet {
    /// One after the other; those that have started end when a later one fails.
    pub(crate) async fn start_services(
        &self,
        services: &[&'static Service],
        catalog: Catalog,
    ) -> Result<Vec<Arc<Process>>> {
        let mut started = Vec::new();
        for service in services {
            self.migrate(service).await?;
            self.import(service, catalog).await?;
            started.push(self.progress.step(service.name, self.serve(service)).await?);
        }
        Ok(started)
    }

    async fn migrate(&self, service: &Service) -> Result<()> {
        let Some(schema) = service.schema else { return Ok(()) };
        let mut command = Command::new(self.binary(service)?);
        command.arg("migrate").envs(service.migrate_settings(&self.wiring, schema)?);
        run_aside(&format!("migrating the schema of {}", service.name), command).await.map(|_| ())
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

    pub(crate) fn binary(&self, service: &Service) -> Result<PathBuf> {
        binaries::find(self.binaries.as_deref(), service.name)
    }
}
