//! What Keycloak knows of a person: read when it is needed, never stored here.

use std::{fmt, str::FromStr};

use super::account::Subject;

/// An e-mail address that a mail server may accept: something, an @, a host with a dot or `localhost`.
#[derive(Clone, PartialEq, Eq)]
pub struct EmailAddress(String);

/// Not an e-mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an e-mail address")]
pub struct NoEmailAddress;

const LONGEST: usize = 254;

impl EmailAddress {
    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for EmailAddress {
    type Err = NoEmailAddress;

    fn from_str(text: &str) -> Result<Self, NoEmailAddress> {
        let (name, host) = text.rsplit_once('@').ok_or(NoEmailAddress)?;
        let plain = text.len() <= LONGEST && text.chars().all(|c| !c.is_whitespace() && !c.is_control());
        let fits =
            plain && !name.is_empty() && !host.is_empty() && !host.starts_with('.') && !host.ends_with('.');
        if fits { Ok(Self(text.to_owned())) } else { Err(NoEmailAddress) }
    }
}

impl fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EmailAddress([redacted])")
    }
}

/// A person in Keycloak.
#[derive(Clone, PartialEq, Eq)]
pub struct Person {
    /// Keycloak's id.
    pub subject: Subject,
    /// The e-mail address, as the person wrote it.
    pub email: Option<String>,
    /// Whether the person showed that mail reaches them there.
    pub email_verified: bool,
    /// First and last name, as far as given.
    pub name: Option<String>,
    /// Whether the person may sign in.
    pub enabled: bool,
}

/// A person shows in no log.
impl fmt::Debug for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Person([redacted])")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_two_halves_and_shows_in_no_log() {
        let address: EmailAddress = "sara@example.org".parse().expect("an address");
        assert!(!format!("{address:?}").contains("sara"));
        for wrong in ["", "sara", "@example.org", "sara@", "sa ra@example.org", "sara@.org", "sara@x\n"] {
            assert_eq!(wrong.parse::<EmailAddress>(), Err(NoEmailAddress), "{wrong}");
        }
    }
}
