//! Demo people, and the brands they act for; in local mode alone.

use std::path::Path;

use serde_json::json;

use crate::error::Result;
use crate::keycloak_admin::Admin;
use crate::secrets::{Secrets, write_private};

/// The file that holds their names and passwords.
pub(crate) const SIGN_INS: &str = "demo-sign-ins";

/// Demo people and the roles they have beyond everybody's.
const PEOPLE: [(&str, Option<&str>); 3] = [
    ("consumer@demo.example", None),
    ("brand-a@demo.example", Some("brand_user")),
    ("brand-b@demo.example", Some("brand_user")),
];

/// A brand and the one who acts for it.
#[derive(Debug)]
pub(crate) struct Brand {
    pub(crate) id: &'static str,
    pub(crate) name: &'static str,
    /// Of its GTINs; GS1 keeps 952 for examples.
    pub(crate) prefix: &'static str,
    pub(crate) user: &'static str,
}

/// Valdoro is the brand of `data/demo-brand`; the other has no products yet.
pub(crate) const BRANDS: [Brand; 2] = [
    Brand {
        id: "7b0f5a52-6c1e-4c58-9a3d-5f2f0d9c1a01",
        name: "Valdoro",
        prefix: "9521234",
        user: "brand-a@demo.example",
    },
    Brand {
        id: "7b0f5a52-6c1e-4c58-9a3d-5f2f0d9c1a02",
        name: "Nordkorn",
        prefix: "9527890",
        user: "brand-b@demo.example",
    },
];

/// Who they are, in words that change when they do.
pub(crate) fn people() -> String {
    format!("{PEOPLE:?}")
}

/// Makes the demo people who are missing.
pub(crate) async fn make_people(admin: &Admin, secrets: &Secrets) -> Result<()> {
    for (name, role) in PEOPLE {
        make_person(admin, name, &password(secrets, name)?, role).await?;
    }
    Ok(())
}

/// Writes down how they sign in, a `name=password` line each.
pub(crate) fn note_sign_ins(secrets: &Secrets, file: &Path) -> Result<()> {
    let line = |(name, _)| Ok(format!("{name}={}\n", password(secrets, name)?));
    let lines: String = PEOPLE.into_iter().map(line).collect::<Result<_>>()?;
    write_private(file, &lines)
}

fn password(secrets: &Secrets, name: &str) -> Result<String> {
    secrets.password(&format!("demo-{name}"))
}

async fn make_person(admin: &Admin, name: &str, password: &str, role: Option<&str>) -> Result<()> {
    let query = format!("/users?exact=true&username={name}");
    if admin.list(&query).await?.is_empty() {
        let person = json!({
            "username": name, "email": name, "emailVerified": true, "enabled": true,
            "firstName": "Demo", "lastName": name.split('@').next(),
            "credentials": [{ "type": "password", "value": password, "temporary": false }],
        });
        admin.post("/users", &person).await?;
    }
    let Some(role) = role else { return Ok(()) };
    let person = admin.one(&query).await?;
    let role = admin.get(&format!("/roles/{role}")).await?;
    let id = person["id"].as_str().unwrap_or_default();
    admin.post(&format!("/users/{id}/role-mappings/realm"), &json!([role])).await
}
