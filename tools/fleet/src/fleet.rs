//! A whole system on one machine.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::command::aside;
use crate::error::{FleetError, Result};
use crate::landmark::Landmark;
use crate::log::Logs;
use crate::options::{Catalog, FleetOptions};
use crate::ports::POSTGRES;
use crate::postgres::SUPERUSER;
use crate::process::{Launch, Process};
use crate::progress::Progress;
use crate::provision::provision;
use crate::secrets::Secrets;
use crate::services::Service;
use crate::toolchain::Toolchain;
use crate::wiring::Wiring;
use crate::{kafka, keycloak, mail, postgres, template, topics};

/// What is started beyond PostgreSQL, Kafka, Keycloak and mail.
pub(crate) struct Plan {
    pub(crate) services: Vec<&'static Service>,
    pub(crate) catalog: Catalog,
    pub(crate) demo_people: bool,
}

/// A running fleet. Dropping it ends every process.
#[derive(Debug)]
pub struct Fleet {
    pub(crate) processes: Vec<Arc<Process>>,
    pub(crate) wiring: Wiring,
    pub(crate) logs: Logs,
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
            wiring: Wiring { checkout: options.checkout, home: options.home, ports: options.ports, secrets },
            binaries: options.binaries,
            overrides: options.overrides,
            progress: options.progress,
        };
        let plan =
            Plan { services: options.services, catalog: options.import, demo_people: options.demo_people };
        fleet.processes = fleet.start_processes(&toolchain, &plan).await?;
        if plan.demo_people {
            fleet.make_demo_brands(&plan.services).await?;
        }
        Ok(fleet)
    }

    /// Everything starts at once and waits for no more than what it needs.
    async fn start_processes(&self, toolchain: &Toolchain, plan: &Plan) -> Result<Vec<Arc<Process>>> {
        let (postgres_up, kafka_up) = (Landmark::default(), Landmark::default());
        let (postgres, kafka, mail, keycloak, services) = tokio::try_join!(
            self.start_postgres(toolchain, &postgres_up),
            self.start_kafka(toolchain, &kafka_up),
            self.start_mail(toolchain),
            self.start_keycloak(toolchain.keycloak.as_deref(), plan.demo_people, &postgres_up),
            self.start_services(plan, &postgres_up, &kafka_up),
        )?;
        let infrastructure = [postgres, kafka].into_iter().chain(mail).chain(keycloak);
        Ok(infrastructure.chain(services).collect())
    }

    async fn start_postgres(&self, toolchain: &Toolchain, up: &Landmark) -> Result<Arc<Process>> {
        let Wiring { checkout, home, secrets, ports } = &self.wiring;
        let (checkout, home, secrets) = (checkout.clone(), home.clone(), secrets.clone());
        let (native, port) = (toolchain.postgres.clone(), ports.get(POSTGRES));
        let start = async {
            let launch = aside(move || postgres::prepare(&checkout, &home, &native, &secrets, port)).await?;
            let process = self.start_process(launch).await?;
            provision(&self.wiring.checkout, &self.wiring.secrets, port).await?;
            Ok(process)
        };
        let process = self.progress.step("PostgreSQL", start).await?;
        up.reach();
        Ok(process)
    }

    async fn start_kafka(&self, toolchain: &Toolchain, up: &Landmark) -> Result<Arc<Process>> {
        let Wiring { checkout, home, .. } = &self.wiring;
        let (checkout, home, libs) = (checkout.clone(), home.clone(), toolchain.kafka.clone());
        let door = self.wiring.kafka_door()?;
        let start = async {
            let launch = aside(move || kafka::prepare(&checkout, &home, &libs, &door)).await?;
            let process = self.start_process(launch).await?;
            topics::apply(&self.wiring.checkout, &self.wiring.kafka_as(kafka::OPERATOR)?).await?;
            Ok(process)
        };
        let process = self.progress.step("Kafka", start).await?;
        up.reach();
        Ok(process)
    }

    /// Who signs in gets mail.
    async fn start_mail(&self, toolchain: &Toolchain) -> Result<Option<Arc<Process>>> {
        if toolchain.keycloak.is_none() {
            return Ok(None);
        }
        let launch = mail::prepare(&self.wiring, &toolchain.node_tools);
        self.progress.step("mail", self.start_process(launch)).await.map(Some)
    }

    async fn start_keycloak(
        &self,
        built: Option<&Path>,
        demo_people: bool,
        postgres_up: &Landmark,
    ) -> Result<Option<Arc<Process>>> {
        let Some(built) = built else { return Ok(None) };
        postgres_up.reached().await;
        let launch = keycloak::prepare(&self.wiring, &self.wiring.home, built)?;
        let process = self.progress.step("Keycloak", self.start_process(launch)).await?;
        self.bring_realm_up_to_date(demo_people).await?;
        Ok(Some(process))
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

    /// The URL of a service itself, past the gateway; that of its metrics where it answers nothing else.
    pub fn service_url(&self, service: &Service) -> String {
        self.wiring.url(service.http.unwrap_or(service.admin))
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

    /// Kafka as this principal, a service or [`crate::KAFKA_OPERATOR`]: `user:password@host:port`.
    pub fn kafka_as(&self, principal: &str) -> Result<String> {
        self.wiring.kafka_as(principal)
    }

    /// Keycloak's public URL.
    pub fn keycloak_url(&self) -> String {
        self.wiring.keycloak_url()
    }

    /// The page that shows the mail that was caught; beside Keycloak alone.
    pub fn mail_url(&self) -> Option<String> {
        self.process("mail").ok().map(|_| self.wiring.mail_url())
    }

    /// Keycloak's administrator, as `name:password`.
    pub fn keycloak_admin(&self) -> Result<String> {
        let password = self.wiring.secrets.hex(keycloak::ADMIN_PASSWORD)?;
        Ok(format!("{}:{password}", keycloak::ADMIN))
    }

    /// The secret of a client of Keycloak's realm: `packytrace-gateway` or `identity-service`.
    pub fn keycloak_secret(&self, client: &str) -> Result<String> {
        self.wiring.keycloak_secret(client)
    }

    /// A process by its name: `postgres`, `kafka`, `mail`, `keycloak` or a service.
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

    /// The services' programs that run here, and the realm's file.
    pub fn made_of(&self) -> Vec<PathBuf> {
        let services = self.processes().filter_map(|process| Service::named(process.name()));
        let programs = services.filter_map(|service| self.binary(service).ok());
        programs.chain([self.wiring.checkout.path(keycloak::REALM_FILE)]).collect()
    }

    /// A file of this fleet's state.
    pub fn path(&self, relative: &str) -> PathBuf {
        self.wiring.home.path(relative)
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
