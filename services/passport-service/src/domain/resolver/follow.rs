//! The address to which a reader is led.

/// A registered address with the request's whole query: behind its own, and before its fragment.
#[must_use]
pub fn follow(href: &str, query: &str) -> String {
    if query.is_empty() {
        return href.to_owned();
    }
    let (address, fragment) = match href.split_once('#') {
        Some((address, fragment)) => (address, Some(fragment)),
        None => (href, None),
    };
    let joint = match (address.contains('?'), address.ends_with(['?', '&'])) {
        (false, _) => "?",
        (true, false) => "&",
        (true, true) => "",
    };
    let fragment = fragment.map(|fragment| format!("#{fragment}")).unwrap_or_default();
    format!("{address}{joint}{query}{fragment}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use url::Url;

    use super::*;

    #[test]
    fn the_query_is_passed_on_as_it_came() {
        for (href, query, to) in [
            ("https://b.example/q?src=pack#top", "foo=bar", "https://b.example/q?src=pack&foo=bar#top"),
            ("https://b.example/oat", "x=%2Fa%20b&&flag;y=", "https://b.example/oat?x=%2Fa%20b&&flag;y="),
            ("https://b.example", "a", "https://b.example?a"),
            ("https://b.example/?", "a", "https://b.example/?a"),
            ("https://b.example/?a=1&", "b", "https://b.example/?a=1&b"),
            ("https://b.example/#a?b", "c", "https://b.example/?c#a?b"),
            ("https://b.example/oat", "", "https://b.example/oat"),
        ] {
            assert_eq!(follow(href, query), to);
        }
    }

    proptest! {
        #[test]
        fn no_query_leads_anywhere_else(
            href in prop::sample::select(&["https://b.example", "https://b.example/a?x#f", "https://b.example:8443/?"][..]),
            query in "[!-~&&[^#]]{0,60}",
        ) {
            let (to, registered) = (Url::parse(&follow(href, &query)).expect("a URL"), Url::parse(href).expect("a URL"));
            prop_assert_eq!(to.origin(), registered.origin());
            prop_assert_eq!(to.path(), registered.path());
            prop_assert_eq!(to.fragment(), registered.fragment());
            prop_assert_eq!((to.username(), to.password()), ("", None));
        }
    }
}
