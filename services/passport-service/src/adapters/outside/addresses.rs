//! Which addresses are ours and not for outside names to lead to.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use reqwest::{
    Url,
    dns::{Addrs, Name, Resolve, Resolving},
};

/// Resolves names, and forgets every inner address among the answers (DNS rebinding, a name that points inwards).
pub(super) struct OuterOnly;

impl Resolve for OuterOnly {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let outer: Vec<SocketAddr> = found.filter(|address| !is_inner(address.ip())).collect();
            if outer.is_empty() {
                return Err("the name leads to no outer address".into());
            }
            Ok(Box::new(outer.into_iter()) as Addrs)
        })
    }
}

/// A base address that an operator has set to this machine or network (a mirror, a test) is meant so.
pub(super) fn is_inner_host(base: &Url) -> bool {
    match base.host() {
        Some(url::Host::Ipv4(address)) => is_inner(IpAddr::V4(address)),
        Some(url::Host::Ipv6(address)) => is_inner(IpAddr::V6(address)),
        Some(url::Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        None => false,
    }
}

fn is_inner(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_inner_v4(address),
        IpAddr::V6(address) => is_inner_v6(address),
    }
}

fn is_inner_v4(address: Ipv4Addr) -> bool {
    let [first, second, ..] = address.octets();
    address.is_loopback()
        || address.is_private()
        || address.is_link_local()
        || address.is_unspecified()
        || address.is_broadcast()
        || address.is_multicast()
        || address.is_documentation()
        || first == 0
        || (first == 100 && (64..128).contains(&second)) // carrier-grade NAT, RFC 6598
        || (first == 198 && (second & 0xfe) == 18) // benchmarking, RFC 2544
        || first >= 240
}

fn is_inner_v6(address: Ipv6Addr) -> bool {
    if let Some(mapped) = address.to_ipv4_mapped() {
        return is_inner_v4(mapped);
    }
    let segments = address.segments();
    address.is_loopback()
        || address.is_unspecified()
        || address.is_multicast()
        || address.is_unique_local()
        || address.is_unicast_link_local()
        || segments.starts_with(&[0x64, 0xff9b]) // NAT64
        || segments.starts_with(&[0x2002]) // 6to4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inner_addresses_are_known_in_every_disguise() {
        for inner in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "::1",
            "::",
            "fc00::1",
            "fe80::1",
            "::ffff:127.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "255.255.255.255",
            "224.0.0.1",
            "198.18.0.1",
        ] {
            assert!(is_inner(inner.parse().expect("an address")), "{inner}");
        }
        for outer in ["8.8.8.8", "213.36.253.206", "2001:4860:4860::8888"] {
            assert!(!is_inner(outer.parse().expect("an address")), "{outer}");
        }
    }

    #[test]
    fn a_base_on_this_machine_is_the_operators_wish() {
        for (base, inner) in [
            ("http://127.0.0.1:9999/", true),
            ("http://localhost:1/", true),
            ("http://[::1]:1/", true),
            ("https://world.openfoodfacts.org/", false),
        ] {
            assert_eq!(is_inner_host(&base.parse().expect("a URL")), inner, "{base}");
        }
    }
}
