//! Where a sign-in leads back to: a path of our own site and nothing else.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// `/path?query#fragment` on this host, in plain ASCII, that no browser reads as another host.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LocalPath(String);

/// Text that could lead elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a path of this site")]
pub struct NotLocal;

const LONGEST: usize = 1_024;

impl LocalPath {
    /// The start page.
    #[must_use]
    pub fn home() -> Self {
        Self("/".to_owned())
    }

    /// The path.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for LocalPath {
    type Err = NotLocal;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let path = text.split(['?', '#']).next().unwrap_or_default();
        // Browsers read `\` as `/`, drop tabs and line ends, and resolve dot segments before they look for `//`.
        let plain = text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
        let dots = |segment: &str| {
            let segment = segment.to_ascii_lowercase().replace("%2e", ".");
            segment == "." || segment == ".."
        };
        let fits = plain
            && text.len() <= LONGEST
            && path.starts_with('/')
            && !path.contains("//")
            // Back into a sign-in would go round in circles.
            && !path.starts_with("/auth/")
            && !path.split('/').any(dots);
        if fits { Ok(Self(text.to_owned())) } else { Err(NotLocal) }
    }
}

impl TryFrom<String> for LocalPath {
    type Error = NotLocal;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<LocalPath> for String {
    fn from(path: LocalPath) -> Self {
        path.0
    }
}

impl fmt::Display for LocalPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn pages_of_ours_are_local() {
        for path in [
            "/",
            "/profile?erase",
            "/product/09526000000001?scan=1&17=261231",
            "/compare#b",
            "/a%2Fb",
            "/auth",
        ] {
            assert_eq!(path.parse::<LocalPath>().map(String::from).as_deref(), Ok(path));
        }
    }

    #[test]
    fn whatever_could_lead_elsewhere_is_not() {
        for trick in [
            "",
            "profile",
            "//evil.example",
            "///evil.example",
            "/\\evil.example",
            "\\/evil.example",
            "\\\\evil.example",
            "/\t/evil.example",
            "/\n/evil.example",
            "/\r\nSet-Cookie: a=b",
            "\t//evil.example",
            " //evil.example",
            " /profile",
            "/ /evil.example",
            "/\0",
            "/a//evil.example",
            "/.//evil.example",
            "/..//evil.example",
            "/%2e//evil.example",
            "/./x",
            "/../x",
            "/%2E%2e/x",
            "https://evil.example",
            "HTTPS:evil.example",
            "https:/evil.example",
            "javascript:alert(1)",
            "data:text/html,x",
            "//evil.example/%2f..",
            "/x\\..\\evil",
            "@evil.example",
            ".evil.example",
            ":80",
            "?next=//evil.example",
            "#//evil.example",
            "/ü",
            "/\u{ff0f}evil.example",
            "/\u{2028}",
            "/auth/login?returnTo=/",
            "/auth/callback?code=x",
        ] {
            assert_eq!(trick.parse::<LocalPath>(), Err(NotLocal), "{trick:?}");
        }
        assert_eq!(format!("/{}", "a".repeat(LONGEST)).parse::<LocalPath>(), Err(NotLocal));
    }

    proptest! {
        #[test]
        fn a_local_path_resolves_to_this_host(text in "[/\\\\.%2feE@:a?#\\t-]{0,12}") {
            let base = url::Url::parse("https://packytrace.example/auth/callback").expect("a base");
            if let Ok(path) = text.parse::<LocalPath>() {
                let url = base.join(path.as_str()).expect("resolves");
                prop_assert_eq!(url.host_str(), Some("packytrace.example"));
                prop_assert_eq!(url.scheme(), "https");
                prop_assert!(!url.path().starts_with("//"));
            }
        }
    }
}
