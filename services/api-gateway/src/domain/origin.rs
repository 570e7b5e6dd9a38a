//! Who may change something by cookie: our own pages, through `fetch`, and nobody else's.

use http::{HeaderMap, Method};

/// Origins besides our own whose pages may call.
#[derive(Debug, Clone, Default)]
pub struct AllowedOrigins(Vec<String>);

impl AllowedOrigins {
    /// The origins as browsers write them: `https://app.example`.
    #[must_use]
    pub fn new(origins: Vec<String>) -> Self {
        Self(origins)
    }

    fn contains(&self, origin: &[u8]) -> bool {
        self.0.iter().any(|allowed| allowed.as_bytes() == origin)
    }
}

/// Whether a request by cookie may do what its method says.
///
/// Unsafe methods need `Sec-Fetch-Site: same-origin` or a listed `Origin`, and `X-Packytrace: 1`, which no form and no
/// foreign page can send. `Origin: null` and no origin at all are both refused.
#[must_use]
pub fn may_act(method: &Method, headers: &HeaderMap, allowed: &AllowedOrigins) -> bool {
    if method.is_safe() {
        return true;
    }
    let only = |name| {
        let mut values = headers.get_all(name).iter();
        values.next().filter(|_| values.next().is_none()).map(http::HeaderValue::as_bytes)
    };
    let ours = only("sec-fetch-site") == Some(b"same-origin");
    let listed = only("origin").is_some_and(|origin| allowed.contains(origin));
    (ours || listed) && only("x-packytrace") == Some(b"1")
}

/// Whether a form of our own page was sent: a navigation that the browser vouches for.
///
/// No page of another site can make a browser say `Sec-Fetch-Site: same-origin`, and no `fetch` says `navigate`; a
/// plain form cannot add `X-Packytrace`. Only routes that take forms ask this.
#[must_use]
pub fn is_own_form(method: &Method, headers: &HeaderMap) -> bool {
    let only = |name| {
        let mut values = headers.get_all(name).iter();
        values.next().filter(|_| values.next().is_none()).map(http::HeaderValue::as_bytes)
    };
    *method == Method::POST
        && only("sec-fetch-site") == Some(b"same-origin")
        && only("sec-fetch-mode") == Some(b"navigate")
        && only("sec-fetch-dest") == Some(b"document")
        && only("origin").is_none_or(|origin| origin != b"null")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn post(lines: &[(&'static str, &'static str)]) -> bool {
        let mut headers = HeaderMap::new();
        lines.iter().for_each(|(name, value)| {
            headers.append(*name, value.parse().expect("value"));
        });
        may_act(&Method::POST, &headers, &AllowedOrigins::new(vec!["https://app.example".into()]))
    }

    #[test]
    fn only_our_pages_and_listed_origins_change_things() {
        let mark = ("x-packytrace", "1");
        assert!(post(&[("sec-fetch-site", "same-origin"), mark]));
        assert!(post(&[("origin", "https://app.example"), mark]));
        for lines in [
            &[][..],
            &[mark],
            &[("sec-fetch-site", "same-origin")],
            &[("sec-fetch-site", "same-origin"), ("x-packytrace", "0")],
            &[("sec-fetch-site", "same-site"), mark],
            &[("sec-fetch-site", "cross-site"), mark],
            &[("sec-fetch-site", "none"), mark],
            &[("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-origin"), mark],
            &[("origin", "null"), mark],
            &[("origin", "https://app.example.evil"), mark],
        ] {
            assert!(!post(lines), "{lines:?}");
        }
    }

    #[test]
    fn a_form_of_ours_is_a_navigation_within_the_origin() {
        let form = |lines: &[(&'static str, &'static str)]| {
            let mut headers = HeaderMap::new();
            lines.iter().for_each(|(name, value)| {
                headers.append(*name, value.parse().expect("value"));
            });
            is_own_form(&Method::POST, &headers)
        };
        let (site, mode, dest) = (
            ("sec-fetch-site", "same-origin"),
            ("sec-fetch-mode", "navigate"),
            ("sec-fetch-dest", "document"),
        );
        assert!(form(&[site, mode, dest]));
        assert!(form(&[site, mode, dest, ("origin", "https://packytrace.example")]));
        for lines in [
            &[site][..],
            &[mode, dest],
            &[site, mode],
            &[site, dest],
            &[("sec-fetch-site", "cross-site"), mode, dest],
            &[("sec-fetch-site", "same-site"), mode, dest],
            &[("sec-fetch-site", "none"), mode, dest],
            &[site, ("sec-fetch-mode", "no-cors"), dest],
            &[site, mode, ("sec-fetch-dest", "iframe")],
            &[site, mode, dest, ("origin", "null")],
            &[site, site, mode, dest],
        ] {
            assert!(!form(lines), "{lines:?}");
        }
    }

    #[test]
    fn reading_is_free() {
        assert!(may_act(&Method::GET, &HeaderMap::new(), &AllowedOrigins::default()));
        assert!(may_act(&Method::HEAD, &HeaderMap::new(), &AllowedOrigins::default()));
    }
}
