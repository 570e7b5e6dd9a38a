//! What the parts of a fleet must know of each other.

use std::path::PathBuf;

use service_kit::identity;

use crate::error::{FleetError, Result};
use crate::layout::Checkout;
use crate::ports::{self, Port, Ports};
use crate::postgres;
use crate::provision::DATABASE;
use crate::secrets::{Secrets, write_private};
use crate::services::{GATEWAY, Settings};

/// Addresses, secrets and files of one fleet.
#[derive(Debug)]
pub(crate) struct Wiring {
    pub(crate) checkout: Checkout,
    pub(crate) ports: Ports,
    pub(crate) secrets: Secrets,
}

const KEY_FILE: &str = "identity-gateway.pem";
const JWKS_FILE: &str = "identity-jwks.json";

impl Wiring {
    pub(crate) fn address(&self, port: Port) -> String {
        format!("127.0.0.1:{}", self.ports.get(port))
    }

    pub(crate) fn public_url(&self) -> String {
        format!("http://localhost:{}", self.ports.get(GATEWAY))
    }

    /// Where people and clients find Keycloak; also what its tokens name as their issuer.
    pub(crate) fn keycloak_url(&self) -> String {
        format!("http://localhost:{}", self.ports.get(ports::KEYCLOAK))
    }

    pub(crate) fn database_url(&self, role: &str) -> Result<String> {
        postgres::url(&self.secrets, role, self.ports.get(ports::POSTGRES), DATABASE)
    }

    pub(crate) fn brokers(&self) -> String {
        self.address(ports::KAFKA)
    }

    /// What every service is told.
    pub(crate) fn common_settings(&self) -> Settings {
        vec![
            ("PACKYTRACE_KAFKA_BROKERS".into(), self.brokers()),
            ("PACKYTRACE_IDENTITY_JWKS".into(), self.secrets.path(JWKS_FILE).display().to_string()),
        ]
    }

    /// The key with which the gateway signs identity tokens.
    pub(crate) fn identity_key(&self) -> Result<PathBuf> {
        self.make_identity_keys()?;
        Ok(self.secrets.path(KEY_FILE))
    }

    /// The public keys are written first: a key is there only when everybody can check it.
    pub(crate) fn make_identity_keys(&self) -> Result<()> {
        if self.secrets.path(KEY_FILE).is_file() {
            return Ok(());
        }
        let pair = identity::generate(identity::GATEWAY)
            .map_err(|fault| FleetError::Unusable(format!("making the identity key: {fault}")))?;
        let jwks = identity::jwks(&[pair.public_jwk]);
        write_private(&self.secrets.path(JWKS_FILE), &jwks.to_string())?;
        write_private(&self.secrets.path(KEY_FILE), &pair.private_pem)
    }
}
