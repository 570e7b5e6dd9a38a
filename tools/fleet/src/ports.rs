//! Which port each process listens on: the table's, the environment's, or free ones for a test.

use std::collections::BTreeMap;
use std::net::TcpListener;

use crate::error::{FleetError, Result};
use crate::lease::{self, Lease};

/// A port of the fleet and the variable that moves it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Port {
    /// The environment variable that moves it.
    pub variable: &'static str,
    /// Where it is when nobody moves it.
    pub default: u16,
}

/// PostgreSQL.
pub(crate) const POSTGRES: Port = Port { variable: "PACKYTRACE_POSTGRES_PORT", default: 5442 };
/// Kafka's listener for clients.
pub(crate) const KAFKA: Port = Port { variable: "PACKYTRACE_KAFKA_PORT", default: 9094 };
/// Kafka's own controller traffic.
pub(crate) const KAFKA_CONTROLLER: Port =
    Port { variable: "PACKYTRACE_KAFKA_CONTROLLER_PORT", default: 9095 };
/// Keycloak for people and clients.
pub(crate) const KEYCLOAK: Port = Port { variable: "PACKYTRACE_KEYCLOAK_PORT", default: 8180 };
/// Keycloak's health and metrics.
pub(crate) const KEYCLOAK_MANAGEMENT: Port =
    Port { variable: "PACKYTRACE_KEYCLOAK_MANAGEMENT_PORT", default: 9180 };
/// Where the catching mail server takes mail in.
pub(crate) const MAIL: Port = Port { variable: "PACKYTRACE_MAIL_PORT", default: 8125 };
/// The page on which that mail is read.
pub(crate) const MAIL_PAGE: Port = Port { variable: "PACKYTRACE_MAIL_PAGE_PORT", default: 8126 };

/// The port of every process of one fleet.
#[derive(Debug)]
pub struct Ports {
    numbers: BTreeMap<Port, u16>,
    _lease: Option<Lease>,
}

impl Ports {
    /// The table's ports, moved by their variables.
    pub fn from_env(all: &[Port]) -> Result<Self> {
        let numbers = all.iter().map(|port| Ok((*port, from_variable(*port)?))).collect::<Result<_>>()?;
        Ok(Self { numbers, _lease: None })
    }

    /// Ports that nobody uses, leased so that no other fleet on this machine takes them meanwhile.
    pub fn free(all: &[Port]) -> Result<Self> {
        let (lease, numbers) = lease::block_of_ports(all.len(), is_free)?;
        Ok(Self { numbers: all.iter().copied().zip(numbers).collect(), _lease: Some(lease) })
    }

    /// The number of one port.
    pub fn get(&self, port: Port) -> u16 {
        self.numbers.get(&port).copied().unwrap_or(port.default)
    }

    /// Refuses to go on when somebody else listens on one of the ports.
    pub fn check_free(&self, wanted: &[Port]) -> Result<()> {
        wanted.iter().map(|port| (port.variable, self.get(*port))).try_for_each(|(variable, port)| {
            if is_free(port) { Ok(()) } else { Err(FleetError::PortTaken { port, variable }) }
        })
    }
}

fn from_variable(port: Port) -> Result<u16> {
    let Ok(text) = std::env::var(port.variable) else { return Ok(port.default) };
    text.parse().ok().filter(|number| *number > 0).ok_or_else(|| {
        FleetError::Unusable(format!("{} must be a port between 1 and 65535, not {text:?}", port.variable))
    })
}

fn is_free(port: u16) -> bool {
    TcpListener::bind(("127.0.0.1", port)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_fleets_on_free_ports_share_none() {
        let all = [POSTGRES, KAFKA, KAFKA_CONTROLLER];
        let one = Ports::free(&all).unwrap();
        let other = Ports::free(&all).unwrap();
        for port in all {
            assert!(all.iter().all(|theirs| one.get(port) != other.get(*theirs)));
        }
    }

    #[test]
    fn a_taken_port_is_named_with_its_variable() {
        let ports = Ports::free(&[POSTGRES]).unwrap();
        let _listener = TcpListener::bind(("127.0.0.1", ports.get(POSTGRES))).unwrap();
        let refusal = ports.check_free(&[POSTGRES]).unwrap_err().to_string();
        assert!(refusal.contains("PACKYTRACE_POSTGRES_PORT"), "{refusal}");
    }
}
