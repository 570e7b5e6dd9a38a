//! What a start does to Keycloak's realm, once for each state of the files.

use std::process::Command;

use sha2::{Digest, Sha256};

use crate::command::run_aside;
use crate::demo::{self, BRANDS, Brand};
use crate::done::Done;
use crate::error::Result;
use crate::fleet::Fleet;
use crate::keycloak_admin::Admin;
use crate::realm::Declared;
use crate::services::Service;
use crate::wiring::IDENTITY_SERVICE;

const NOTE: &str = "data/realm.json";

impl Fleet {
    /// Settings and demo people. A start that finds both as they must be does not ask Keycloak at all.
    pub(crate) async fn bring_realm_up_to_date(&self, demo_people: bool) -> Result<()> {
        let declared = Declared::read(&self.wiring)?;
        let people = if demo_people { demo::people() } else { String::new() };
        let wanted = hash(&[&declared.text(), &people]);
        let mut done = Done::read(self.path(NOTE));
        if done.has("realm", &wanted) {
            return Ok(());
        }
        let bring = async {
            let admin = Admin::open(&self.wiring).await?;
            declared.bring_into(&admin).await?;
            if demo_people {
                demo::make_people(&admin, &self.wiring.secrets).await?;
                demo::note_sign_ins(&self.wiring.secrets, &self.path(demo::SIGN_INS))?;
            }
            Ok(())
        };
        self.progress.step("Keycloak's realm", bring).await?;
        done.note("realm", wanted)
    }

    /// The demo people act for brands once both Keycloak and identity-service are there.
    pub(crate) async fn make_demo_brands(&self, services: &[&'static Service]) -> Result<()> {
        let Some(service) = services.iter().find(|service| service.name == IDENTITY_SERVICE) else {
            return Ok(());
        };
        let wanted = hash(&[&format!("{BRANDS:?}")]);
        let mut done = Done::read(self.path(NOTE));
        if done.has("brands", &wanted) {
            return Ok(());
        }
        let make = async {
            for brand in &BRANDS {
                self.make_brand(service, brand).await?;
            }
            Ok(())
        };
        self.progress.step("demo brands", make).await?;
        done.note("brands", wanted)
    }

    async fn make_brand(&self, service: &Service, brand: &Brand) -> Result<()> {
        let mut command = Command::new(self.binary(service)?);
        command.args(["brand", "create", "--id", brand.id, "--name", brand.name]);
        command.args(["--prefix", brand.prefix, "--user", brand.user]);
        command.envs(service.serve_settings(&self.wiring)?);
        run_aside(&format!("making the demo brand {}", brand.name), command).await.map(|_| ())
    }
}

fn hash(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.len().to_be_bytes());
        hash.update(part);
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
