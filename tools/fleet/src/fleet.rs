//! A whole system on one machine.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::command::aside;
use crate::error::{FleetError, Result};
use crate::layout::Home;
use crate::log::Logs;
use crate::options::{Catalog, FleetOptions};
use crate::ports::{KAFKA, KAFKA_CONTROLLER, POSTGRES};
use crate::postgres::SUPERUSER;
use crate::process::{Launch, Process};
use crate::progress::Progress;
use crate::provision::provision;
use crate::realm::Realm;
use crate::secrets::Secrets;
use crate::services::Service;
use crate::toolchain::Toolchain;
use crate::wiring::Wiring;
use crate::{kafka, keycloak, postgres, template, topics};

/// A running fleet. Dropping it ends every process.
#[derive(Debug)]
pub struct Fleet {
    pub(crate) processes: Vec<Arc<Process>>,
    pub(crate) wiring: Wiring,
    pub(crate) logs: Logs,
    pub(crate) home: Home,
    pub(crate) binaries: Option<PathBuf>,
    pub(crate) overrides: Vec<(String, String, String)>,
    pub(crate) progress: Progress,
}

impl Fleet {
    /// Starts everything the options name and comes back when it serves.
    pub async fn start(options: FleetOptions) -> Result<Self> {
        let toolchain = Toolchain::fetch(&options.checkout, options.keycloak, &options.progress).await?;
        if options.keycloak && options.realm_from_template {
            template::fill(&options.home, &options.checkout, &options.progress).await?;
        }
        let secrets = Secrets::open(options.home.path("secrets"))?;
        let mut fleet = Self {
            processes: Vec::new(),
            logs: Logs::open(options.home.path("logs"))?,
            wiring: Wiring { checkout: options.checkout, ports: options.ports, secrets },
            home: options.home,
            binaries: options.binaries,
            overrides: options.overrides,
            progress: options.progress,
        };
        fleet.start_infrastructure(&toolchain).await?;
        fleet.start_the_rest(&toolchain, &options.services, options.import, options.demo_people).await?;
        Ok(fleet)
    }

    /// PostgreSQL and Kafka do not need each other.
    async fn start_infrastructure(&mut self, toolchain: &Toolchain) -> Result<()> {
        let (postgres, kafka) = tokio::try_join!(
            self.progress.step("PostgreSQL", self.start_postgres(toolchain)),
            self.progress.step("Kafka", self.start_kafka(toolchain)),
        )?;
        self.processes.extend([postgres, kafka]);
        Ok(())
    }

    /// Keycloak and the services come up side by side, the public door when all of them are there.
    async fn start_the_rest(
        &mut self,
        toolchain: &Toolchain,
        services: &[&'static Service],
        catalog: Catalog,
        demo_people: bool,
    ) -> Result<()> {
        if !services.is_empty() {
            self.wiring.make_identity_keys()?;
        }
        let (doors, inner): (Vec<_>, Vec<_>) = services.iter().partition(|service| service.is_public_door());
        let (keycloak, inner) = tokio::try_join!(
            self.start_keycloak(toolchain.keycloak.as_deref(), demo_people),
            self.start_services(&inner, catalog),
        )?;
        self.processes.extend(keycloak.into_iter().chain(inner));
        let doors = self.start_services(&doors, catalog).await?;
        self.processes.extend(doors);
        Ok(())
    }

    async fn start_postgres(&self, toolchain: &Toolchain) -> Result<Arc<Process>> {
        let (checkout, home, secrets) =
            (self.wiring.checkout.clone(), self.home.clone(), self.wiring.secrets.clone());
        let (native, port) = (toolchain.postgres.clone(), self.wiring.ports.get(POSTGRES));
        let launch = aside(move || postgres::prepare(&checkout, &home, &native, &secrets, port)).await?;
        let process = self.start_process(launch).await?;
        provision(&self.wiring.checkout, &self.wiring.secrets, port).await?;
        Ok(process)
    }

    async fn start_kafka(&self, toolchain: &Toolchain) -> Result<Arc<Process>> {
        let (checkout, home, libs) =
            (self.wiring.checkout.clone(), self.home.clone(), toolchain.kafka.clone());
        let (port, controller) = (self.wiring.ports.get(KAFKA), self.wiring.ports.get(KAFKA_CONTROLLER));
        let launch = aside(move || kafka::prepare(&checkout, &home, &libs, port, controller)).await?;
        let process = self.start_process(launch).await?;
        topics::apply(&self.wiring.checkout, self.wiring.brokers()).await?;
        Ok(process)
    }

    async fn start_keycloak(&self, built: Option<&Path>, demo_people: bool) -> Result<Option<Arc<Process>>> {
        let Some(built) = built else { return Ok(None) };
        let launch = keycloak::prepare(&self.wiring, &self.home, built)?;
        let start = async {
            let process = self.start_process(launch).await?;
            let realm = Realm::open(&self.wiring).await?;
            realm.use_public_url(&self.wiring.public_url()).await?;
            if demo_people {
                realm.make_demo_people(&self.wiring.secrets, &self.home.path("demo-sign-ins")).await?;
            }
            Ok(process)
        };
        self.progress.step("Keycloak", start).await.map(Some)
    }

    pub(crate) async fn start_process(&self, mut launch: Launch) -> Result<Arc<Process>> {
        let overrides = self.overrides.iter().filter(|(process, ..)| *process == launch.name);
        launch.environment.extend(overrides.map(|(_, name, value)| (name.clone(), value.clone())));
        let process = Arc::new(Process::new(launch, self.logs.clone()));
        process.start().await?;
        Ok(process)
    }

    /// The one public URL.
    pub fn gateway_url(&self) -> String {
        self.wiring.public_url()
    }

    /// The URL of a service itself, past the gateway.
    pub fn service_url(&self, service: &Service) -> String {
        format!("http://{}", self.wiring.address(service.http))
    }

    /// The URL of a service's metrics and health.
    pub fn admin_url(&self, service: &Service) -> String {
        format!("http://{}", self.wiring.address(service.admin))
    }

    /// Database `packytrace` as this role, for example `passport_service` or `postgres`.
    pub fn postgres_url(&self, role: &str) -> Result<String> {
        self.wiring.database_url(role)
    }

    /// A superuser's URL of the server, for tests that make databases of their own.
    pub fn superuser_url(&self) -> Result<String> {
        postgres::url(&self.wiring.secrets, SUPERUSER, self.wiring.ports.get(POSTGRES), "postgres")
    }

    /// Kafka's broker list.
    pub fn kafka(&self) -> String {
        self.wiring.brokers()
    }

    /// Keycloak's public URL.
    pub fn keycloak_url(&self) -> String {
        self.wiring.keycloak_url()
    }

    /// A process by its name: `postgres`, `kafka`, `keycloak` or a service.
    pub fn process(&self, name: &str) -> Result<&Process> {
        self.processes
            .iter()
            .find(|process| process.name() == name)
            .map(AsRef::as_ref)
            .ok_or_else(|| FleetError::Unusable(format!("this fleet has no process {name}")))
    }

    /// Every process in the order of its start.
    pub fn processes(&self) -> impl Iterator<Item = &Process> {
        self.processes.iter().map(AsRef::as_ref)
    }

    /// The services' programs that run here.
    pub fn programs(&self) -> Vec<PathBuf> {
        let services = self.processes().filter_map(|process| Service::named(process.name()));
        services.filter_map(|service| self.binary(service).ok()).collect()
    }

    /// A file of this fleet's state.
    pub fn path(&self, relative: &str) -> PathBuf {
        self.home.path(relative)
    }

    /// Ends every process in good order, the last started first.
    pub fn stop(&mut self) -> Result<()> {
        while let Some(process) = self.processes.pop() {
            process.stop()?;
        }
        Ok(())
    }
}

impl Drop for Fleet {
    /// At once and all together: what lasts can bear it, and what is temporary goes anyway.
    fn drop(&mut self) {
        for process in self.processes.iter().rev() {
            let _ = process.kill_without_waiting();
        }
        // Each process waits for its own end, before the folder goes.
        self.processes.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_first_start_cut_off_halfway_is_taken_up_again() {
        let options = FleetOptions::test().unwrap();
        for half in ["data/postgres.partial/base", "data/kafka.partial/x-0"] {
            std::fs::create_dir_all(options.home.path(half)).unwrap();
        }
        let home = options.home.clone();
        let mut fleet = Fleet::start(options).await.unwrap();
        fleet.stop().unwrap();
        assert!(!home.path("data/postgres.partial").exists() && !home.path("data/kafka.partial").exists());
    }
}
