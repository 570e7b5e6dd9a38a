//! Keycloak's JSON, as far as we read it.

use serde::{Deserialize, Serialize};

use crate::{application::ports::DirectoryError, domain::person::Person};

/// `UserRepresentation`
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct User {
    id: String,
    email: Option<String>,
    #[serde(default)]
    email_verified: bool,
    first_name: Option<String>,
    last_name: Option<String>,
    #[serde(default)]
    enabled: bool,
}

/// `RoleRepresentation`
#[derive(Deserialize, Serialize)]
pub(super) struct Role {
    pub(super) id: String,
    pub(super) name: String,
}

impl TryFrom<User> for Person {
    type Error = DirectoryError;

    fn try_from(user: User) -> Result<Self, DirectoryError> {
        let subject =
            user.id.parse().map_err(|_| DirectoryError::Unexpected("a user with an odd id".into()))?;
        let names = [user.first_name, user.last_name].into_iter().flatten();
        let name = names.filter(|name| !name.trim().is_empty()).collect::<Vec<_>>().join(" ");
        Ok(Self {
            subject,
            email: user.email,
            email_verified: user.email_verified,
            name: (!name.is_empty()).then_some(name),
            enabled: user.enabled,
        })
    }
}
