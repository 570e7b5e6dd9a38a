use std::path::PathBuf;

use crate::error::Result;
use crate::layout::{Checkout, Home};
use crate::ports::Ports;
use crate::progress::Progress;
use crate::services::{SERVICES, Service, all_ports};

/// How much of the shipped catalog is imported before the services start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Catalog {
    /// Nothing.
    #[default]
    None,
    /// The demo brand, Agribalyse and the full product documents.
    Small,
    /// Everything in `data/`.
    Full,
}

/// An address at which nothing listens.
const NOBODY: &str = "http://127.0.0.1:9";

/// What a fleet consists of.
#[derive(Debug)]
pub struct FleetOptions {
    pub(crate) checkout: Checkout,
    pub(crate) home: Home,
    pub(crate) ports: Ports,
    pub(crate) services: Vec<&'static Service>,
    pub(crate) keycloak: bool,
    pub(crate) realm_from_template: bool,
    pub(crate) demo_people: bool,
    pub(crate) import: Catalog,
    pub(crate) overrides: Vec<(String, String, String)>,
    pub(crate) binaries: Option<PathBuf>,
    pub(crate) progress: Progress,
}

impl FleetOptions {
    /// A fleet of its own for a test: PostgreSQL and Kafka on free ports, in a folder that goes with it.
    pub fn test() -> Result<Self> {
        Ok(Self {
            checkout: Checkout::find()?,
            home: Home::temporary()?,
            ports: Ports::free(&all_ports())?,
            services: Vec::new(),
            keycloak: false,
            realm_from_template: true,
            demo_people: false,
            import: Catalog::None,
            overrides: Vec::new(),
            binaries: None,
            progress: Progress::silent(),
        }
        .without_outside_sources())
    }

    /// No test depends on the network: outside sources refuse at once, unless a test puts its own there.
    fn without_outside_sources(self) -> Self {
        self.env("passport-service", "PASSPORT_OFF_URL", NOBODY).env(
            "passport-service",
            "PASSPORT_AGRIBALYSE_URL",
            NOBODY,
        )
    }

    /// The fleet of `make up`: everything, in the checkout's own state folder.
    pub fn local(progress: Progress) -> Result<Self> {
        let checkout = Checkout::find()?;
        Ok(Self {
            home: Home::lasting(&checkout.state())?,
            checkout,
            ports: Ports::from_env(&all_ports())?,
            services: SERVICES.iter().collect(),
            keycloak: true,
            realm_from_template: false,
            demo_people: true,
            import: Catalog::Full,
            overrides: Vec::new(),
            binaries: None,
            progress,
        })
    }

    /// Adds services by name; they start in the table's order.
    ///
    /// # Panics
    /// When a name is not in the table.
    #[must_use]
    pub fn services(mut self, names: &[&str]) -> Self {
        for name in names {
            assert!(Service::named(name).is_some(), "no service is called {name}");
        }
        self.services = SERVICES.iter().filter(|service| names.contains(&service.name)).collect();
        self
    }

    /// Adds every service.
    #[must_use]
    pub fn all_services(mut self) -> Self {
        self.services = SERVICES.iter().collect();
        self
    }

    /// Adds Keycloak with the realm.
    #[must_use]
    pub fn keycloak(mut self, demo_people: bool) -> Self {
        self.keycloak = true;
        self.demo_people = demo_people;
        self
    }

    /// Imports a catalog before the services start.
    #[must_use]
    pub fn import(mut self, catalog: Catalog) -> Self {
        self.import = catalog;
        self
    }

    /// Gives one process a setting that differs from the fleet's own.
    #[must_use]
    pub fn env(mut self, process: &str, variable: &str, value: impl Into<String>) -> Self {
        self.overrides.push((process.to_owned(), variable.to_owned(), value.into()));
        self
    }

    /// Where the services' binaries lie; without it, beside the running program.
    #[must_use]
    pub fn binaries(mut self, folder: PathBuf) -> Self {
        self.binaries = Some(folder);
        self
    }

    /// Who hears how the start goes.
    #[must_use]
    pub fn progress(mut self, progress: Progress) -> Self {
        self.progress = progress;
        self
    }
}
