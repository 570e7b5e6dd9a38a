//! The realm as its file says it now.
//!
//! Keycloak imports a realm once. What the file says later, and this fleet's own URLs and ports, are brought in
//! through its administration; the people in it stay.

use serde_json::{Map, Value, json};

use crate::error::{Doing, FleetError, Result};
use crate::keycloak::{REALM_FILE, realm_values};
use crate::keycloak_admin::Admin;
use crate::wiring::Wiring;

/// What the file says with this fleet's values filled in.
pub(crate) struct Declared(Map<String, Value>);

/// Read at the import alone, or brought in by ways of their own.
const NOT_SETTINGS: [&str; 7] =
    ["roles", "defaultRole", "clients", "scopeMappings", "clientScopeMappings", "components", "users"];

/// What a client's own address does not take.
const NOT_OF_A_CLIENT: [&str; 3] = ["protocolMappers", "defaultClientScopes", "optionalClientScopes"];

const PROFILE: &str =
    "/components/org.keycloak.userprofile.UserProfileProvider/0/config/kc.user.profile.config/0";

impl Declared {
    pub(crate) fn read(wiring: &Wiring) -> Result<Self> {
        let mut text = wiring.checkout.read(REALM_FILE)?;
        for (name, value) in realm_values(wiring)? {
            text = text.replace(&format!("${{{name}}}"), &value);
        }
        let realm = serde_json::from_str(&text).map_err(std::io::Error::from);
        Ok(Self(realm.doing(format!("reading {REALM_FILE}"))?))
    }

    /// What a realm must have been brought to for these words to hold.
    pub(crate) fn text(&self) -> String {
        Value::Object(self.0.clone()).to_string()
    }

    fn settings(&self) -> Value {
        let settings = self.0.iter().filter(|(name, _)| !NOT_SETTINGS.contains(&name.as_str()));
        settings.map(|(name, value)| (name.clone(), value.clone())).collect()
    }

    /// Which facts a person's profile has.
    fn profile(&self) -> Result<Value> {
        let realm = Value::Object(self.0.clone());
        let profile = realm.pointer(PROFILE).and_then(Value::as_str).unwrap_or_default();
        serde_json::from_str(profile).map_err(std::io::Error::from).doing("reading the realm's user profile")
    }

    fn clients(&self) -> impl Iterator<Item = &Value> {
        self.0.get("clients").and_then(Value::as_array).into_iter().flatten()
    }

    /// Brings a realm to what is declared; doing it again changes nothing.
    pub(crate) async fn bring_into(&self, admin: &Admin) -> Result<()> {
        admin.put("", &self.settings()).await?;
        admin.put("/users/profile", &self.profile()?).await?;
        let scopes = admin.list("/client-scopes").await?;
        for client in self.clients() {
            bring_client(admin, client, &scopes).await?;
        }
        Ok(())
    }
}

async fn bring_client(admin: &Admin, declared: &Value, scopes: &[Value]) -> Result<()> {
    let name = text(declared, "clientId");
    let Some(mut found) = admin.list(&format!("/clients?clientId={name}")).await?.into_iter().next() else {
        return admin.post("/clients", declared).await;
    };
    let path = format!("/clients/{}", text(&found, "id"));
    merge(&mut found, declared);
    admin.put(&path, &found).await?;
    bring_mappers(admin, &path, declared).await?;
    for kind in ["default", "optional"] {
        bring_scopes(admin, &path, kind, declared, scopes).await?;
    }
    Ok(())
}

/// The declared settings over those found; attributes one by one.
fn merge(found: &mut Value, declared: &Value) {
    for (name, value) in declared.as_object().into_iter().flatten() {
        match (&mut found[name], value) {
            _ if NOT_OF_A_CLIENT.contains(&name.as_str()) => {}
            (Value::Object(found), Value::Object(declared)) => found.extend(declared.clone()),
            (found, declared) => *found = declared.clone(),
        }
    }
}

async fn bring_mappers(admin: &Admin, client: &str, declared: &Value) -> Result<()> {
    let path = format!("{client}/protocol-mappers/models");
    let found = admin.list(&path).await?;
    let wanted = declared["protocolMappers"].as_array().into_iter().flatten();
    for mapper in wanted.filter(|mapper| found.iter().all(|it| it["name"] != mapper["name"])) {
        admin.post(&path, mapper).await?;
    }
    Ok(())
}

async fn bring_scopes(
    admin: &Admin,
    client: &str,
    kind: &str,
    declared: &Value,
    scopes: &[Value],
) -> Result<()> {
    let path = format!("{client}/{kind}-client-scopes");
    let found = admin.list(&path).await?;
    let wanted = declared[format!("{kind}ClientScopes")].as_array().cloned().unwrap_or_default();
    for scope in found.iter().filter(|scope| !wanted.contains(&scope["name"])) {
        admin.delete(&format!("{path}/{}", text(scope, "id"))).await?;
    }
    for name in wanted.iter().filter(|name| found.iter().all(|scope| scope["name"] != **name)) {
        let scope = scopes.iter().find(|scope| scope["name"] == *name);
        let scope = scope
            .ok_or_else(|| FleetError::Unusable(format!("Keycloak's realm has no client scope {name}")))?;
        admin.put(&format!("{path}/{}", text(scope, "id")), &json!({})).await?;
    }
    Ok(())
}

fn text<'v>(value: &'v Value, name: &str) -> &'v str {
    value[name].as_str().unwrap_or_default()
}
