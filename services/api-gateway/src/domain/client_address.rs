//! Which address a request came from, through proxies that we trust and no others.

use std::{
    net::{IpAddr, Ipv6Addr},
    str::FromStr,
};

/// A network in CIDR form, or one address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Network {
    address: u128,
    mask: u128,
}

/// Text that names no network.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no address and no network")]
pub struct BadNetwork(String);

impl Network {
    fn contains(&self, address: IpAddr) -> bool {
        bits(address) & self.mask == self.address
    }
}

impl FromStr for Network {
    type Err = BadNetwork;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bad = || BadNetwork(text.to_owned());
        let (address, length) = match text.split_once('/') {
            Some((address, length)) => (address, Some(length)),
            None => (text, None),
        };
        let address: IpAddr = address.parse().map_err(|_| bad())?;
        let width = if address.is_ipv4() { 32 } else { 128 };
        let length = length.map_or(Ok(width), |length| length.parse::<u32>().map_err(|_| bad()))?;
        if length > width {
            return Err(bad());
        }
        let mask = u128::MAX.checked_shl(width - length).unwrap_or(0);
        Ok(Self { address: bits(address) & mask, mask })
    }
}

/// IPv4 lives in its mapped place, so that both kinds compare.
fn bits(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(v4) => v4.to_ipv6_mapped().to_bits(),
        IpAddr::V6(v6) => v6.to_bits(),
    }
}

/// The proxies whose `X-Forwarded-For` is believed.
#[derive(Debug, Clone, Default)]
pub struct TrustedProxies(Vec<Network>);

impl TrustedProxies {
    /// These networks and no others.
    #[must_use]
    pub fn new(networks: Vec<Network>) -> Self {
        Self(networks)
    }

    /// The nearest address that is not one of our proxies.
    #[must_use]
    pub fn client(&self, peer: IpAddr, forwarded_for: Option<&str>) -> IpAddr {
        if !self.trusts(peer) {
            return peer;
        }
        let mut client = peer;
        for hop in forwarded_for.unwrap_or_default().rsplit(',') {
            let Ok(address) = hop.trim().parse() else { break };
            client = address;
            if !self.trusts(address) {
                break;
            }
        }
        client
    }

    fn trusts(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(address))
    }
}

/// What counts as one client for limits: an IPv4 address, or the /64 that one subscriber gets.
#[must_use]
pub fn limit_key(address: IpAddr) -> u128 {
    match address.to_canonical() {
        IpAddr::V4(v4) => v4.to_ipv6_mapped().to_bits(),
        IpAddr::V6(v6) => v6.to_bits() & !Ipv6Addr::from_bits(u128::from(u64::MAX)).to_bits(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proxies() -> TrustedProxies {
        TrustedProxies::new(vec!["10.0.0.0/8".parse().expect("net"), "::1".parse().expect("address")])
    }

    fn ip(text: &str) -> IpAddr {
        text.parse().expect("address")
    }

    #[test]
    fn a_stranger_cannot_name_its_own_address() {
        assert_eq!(proxies().client(ip("192.0.2.1"), Some("1.1.1.1")), ip("192.0.2.1"));
    }

    #[test]
    fn behind_trusted_proxies_the_last_stranger_counts() {
        assert_eq!(proxies().client(ip("10.1.1.1"), Some("6.6.6.6, 192.0.2.9, 10.2.2.2")), ip("192.0.2.9"));
        assert_eq!(proxies().client(ip("::1"), Some("nonsense")), ip("::1"));
        assert_eq!(proxies().client(ip("::1"), None), ip("::1"));
    }

    #[test]
    fn an_ipv6_subscriber_is_one_client() {
        assert_eq!(limit_key(ip("2001:db8:0:1::1")), limit_key(ip("2001:db8:0:1:ffff::")));
        assert_ne!(limit_key(ip("2001:db8:0:1::1")), limit_key(ip("2001:db8:0:2::1")));
        assert_ne!(limit_key(ip("192.0.2.1")), limit_key(ip("192.0.2.2")));
    }

    #[test]
    fn nonsense_is_no_network() {
        for text in ["", "10.0.0.0/33", "::/129", "example.com", "10.0.0.0/x"] {
            assert!(text.parse::<Network>().is_err(), "{text}");
        }
        let all: Network = "0.0.0.0/0".parse().expect("net");
        assert!(all.contains(ip("8.8.8.8")));
    }
}
