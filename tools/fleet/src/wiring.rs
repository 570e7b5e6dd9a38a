//! What the parts of a fleet must know of each other.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;
use service_kit::identity;

use crate::error::{Doing, FleetError, Result};
use crate::kafka;
use crate::keycloak;
use crate::keycloak_admin::REALM;
use crate::layout::{Checkout, Home};
use crate::ports::{self, Port, Ports};
use crate::postgres;
use crate::provision::DATABASE;
use crate::secrets::{Secrets, write_private};
use crate::services::{GATEWAY, Settings};
use crate::topics;

/// Addresses, secrets and files of one fleet.
#[derive(Debug)]
pub(crate) struct Wiring {
    pub(crate) checkout: Checkout,
    pub(crate) home: Home,
    pub(crate) ports: Ports,
    pub(crate) secrets: Secrets,
}

const JWKS_FILE: &str = "identity-jwks.json";

/// Who signs identity tokens: the gateway for people, a service for its own background work.
const SIGNERS: [&str; 4] = [identity::GATEWAY, IDENTITY_SERVICE, PERSONALIZATION_SERVICE, FRIDGE_SERVICE];
pub(crate) const IDENTITY_SERVICE: &str = "identity-service";
pub(crate) const PERSONALIZATION_SERVICE: &str = "personalization-service";
pub(crate) const FRIDGE_SERVICE: &str = "fridge-service";

impl Wiring {
    pub(crate) fn address(&self, port: Port) -> String {
        format!("127.0.0.1:{}", self.ports.get(port))
    }

    pub(crate) fn url(&self, port: Port) -> String {
        format!("http://{}", self.address(port))
    }

    pub(crate) fn public_url(&self) -> String {
        format!("http://localhost:{}", self.ports.get(GATEWAY))
    }

    /// Where people and clients find Keycloak; also what its tokens name as their issuer.
    pub(crate) fn keycloak_url(&self) -> String {
        format!("http://localhost:{}", self.ports.get(ports::KEYCLOAK))
    }

    pub(crate) fn keycloak_secret(&self, client: &str) -> Result<String> {
        self.secrets.hex(&keycloak::secret_name(client))
    }

    /// What its tokens name as their issuer.
    pub(crate) fn issuer(&self) -> String {
        format!("{}/realms/{REALM}", self.keycloak_url())
    }

    /// The page that shows the mail that was caught.
    pub(crate) fn mail_url(&self) -> String {
        format!("http://localhost:{}", self.ports.get(ports::MAIL_PAGE))
    }

    pub(crate) fn database_url(&self, role: &str) -> Result<String> {
        postgres::url(&self.secrets, role, self.ports.get(ports::POSTGRES), DATABASE)
    }

    pub(crate) fn brokers(&self) -> String {
        self.address(ports::KAFKA)
    }

    /// Kafka as this principal: `user:password@host:port`.
    pub(crate) fn kafka_as(&self, principal: &str) -> Result<String> {
        Ok(format!("{principal}:{}@{}", self.kafka_password(principal)?, self.brokers()))
    }

    fn kafka_password(&self, principal: &str) -> Result<String> {
        self.secrets.hex(&format!("kafka-{principal}"))
    }

    /// Who may come to Kafka, and where it listens.
    pub(crate) fn kafka_door(&self) -> Result<kafka::Door> {
        let account = |name: String| Ok((name.clone(), self.kafka_password(&name)?));
        let own = [kafka::BROKER, kafka::OPERATOR].map(str::to_owned).into_iter();
        let names = own.chain(topics::principals(&self.checkout)?);
        Ok(kafka::Door {
            port: self.ports.get(ports::KAFKA),
            controller_port: self.ports.get(ports::KAFKA_CONTROLLER),
            accounts: names.map(account).collect::<Result<_>>()?,
        })
    }

    /// Who a service is to Kafka.
    pub(crate) fn kafka_settings(&self, service: &str) -> Result<Settings> {
        Ok(vec![
            ("PACKYTRACE_KAFKA_BROKERS".into(), self.brokers()),
            ("PACKYTRACE_KAFKA_SECURITY".into(), "sasl_plaintext".into()),
            ("PACKYTRACE_KAFKA_USER".into(), service.into()),
            ("PACKYTRACE_KAFKA_PASSWORD".into(), self.kafka_password(service)?),
        ])
    }

    /// What every service is told.
    pub(crate) fn common_settings(&self) -> Result<Settings> {
        Ok(vec![
            ("PACKYTRACE_IDENTITY_JWKS".into(), self.secrets.path(JWKS_FILE).display().to_string()),
            // Where services note what was erased.
            ("PACKYTRACE_TOMBSTONES".into(), self.beside_the_databases("tombstones")?),
            ("PACKYTRACE_TOMBSTONE_KEY".into(), self.secrets.hex("tombstone-key")?),
        ])
    }

    /// A folder that lies beside the databases, so that it outlives them and no backup of them has it.
    pub(crate) fn beside_the_databases(&self, name: &str) -> Result<String> {
        let folder = self.home.path(name);
        fs::create_dir_all(&folder).doing(format!("making {}", folder.display()))?;
        Ok(folder.display().to_string())
    }

    /// The key with which this one signs identity tokens.
    pub(crate) fn signing_key(&self, signer: &str) -> Result<String> {
        self.make_signing_keys()?;
        Ok(self.key_file(signer).display().to_string())
    }

    fn key_file(&self, signer: &str) -> PathBuf {
        self.secrets.path(&format!("identity-{}.pem", signer.trim_start_matches("packytrace-")))
    }

    /// Makes the keys that are missing; a fleet from before a signer gets its key beside the others.
    pub(crate) fn make_signing_keys(&self) -> Result<()> {
        SIGNERS.iter().try_for_each(|signer| self.make_signing_key(signer))
    }

    /// The public key is written first: a key is there only when everybody can check it.
    fn make_signing_key(&self, signer: &str) -> Result<()> {
        if self.key_file(signer).is_file() {
            return Ok(());
        }
        let pair = identity::generate(signer)
            .map_err(|fault| FleetError::Unusable(format!("making the key of {signer}: {fault}")))?;
        let mut keys = self.public_keys()?;
        keys.retain(|key| key["kid"] != signer);
        keys.push(pair.public_jwk);
        write_private(&self.secrets.path(JWKS_FILE), &identity::jwks(&keys).to_string())?;
        write_private(&self.key_file(signer), &pair.private_pem)
    }

    fn public_keys(&self) -> Result<Vec<Value>> {
        let path = self.secrets.path(JWKS_FILE);
        if !path.is_file() {
            return Ok(Vec::new());
        }
        let text = fs::read(&path).doing(format!("reading {}", path.display()))?;
        let jwks: Value = serde_json::from_slice(&text)
            .map_err(std::io::Error::from)
            .doing(format!("reading {}", path.display()))?;
        Ok(jwks["keys"].as_array().cloned().unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secrets::Secrets;

    fn wiring() -> Wiring {
        let home = Home::temporary().unwrap();
        let secrets = Secrets::open(home.path("secrets")).unwrap();
        Wiring { checkout: Checkout::find().unwrap(), ports: Ports::free(&[]).unwrap(), secrets, home }
    }

    fn names(wiring: &Wiring) -> Vec<String> {
        let keys = wiring.public_keys().unwrap();
        keys.iter().map(|key| key["kid"].as_str().unwrap().to_owned()).collect()
    }

    #[test]
    fn a_fleet_from_before_a_signer_keeps_its_keys_and_gets_the_new_one() {
        let wiring = wiring();
        wiring.make_signing_key(identity::GATEWAY).unwrap();
        let before = wiring.public_keys().unwrap();
        wiring.make_signing_keys().unwrap();
        assert_eq!(names(&wiring), SIGNERS);
        assert_eq!(wiring.public_keys().unwrap()[0], before[0]);
        let all = wiring.public_keys().unwrap();
        wiring.make_signing_keys().unwrap();
        assert_eq!(wiring.public_keys().unwrap(), all);
    }

    #[test]
    fn a_key_that_was_lost_is_made_anew_and_the_old_one_is_believed_no_more() {
        let wiring = wiring();
        wiring.make_signing_keys().unwrap();
        let before = wiring.public_keys().unwrap();
        let last = SIGNERS.len() - 1;
        fs::remove_file(wiring.key_file(SIGNERS[last])).unwrap();
        wiring.make_signing_keys().unwrap();
        assert_eq!(names(&wiring), SIGNERS);
        assert_eq!(wiring.public_keys().unwrap()[..last], before[..last]);
        assert_ne!(wiring.public_keys().unwrap()[last], before[last]);
    }
}
