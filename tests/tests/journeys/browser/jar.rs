//! Cookies as a browser keeps them: by host and path, whatever the port.

use std::sync::Mutex;

use reqwest::{
    Url,
    header::{HeaderMap, SET_COOKIE},
};

/// The cookies of one browser.
#[derive(Debug, Default)]
pub(crate) struct Jar(Mutex<Vec<Cookie>>);

#[derive(Debug, Clone)]
struct Cookie {
    host: String,
    path: String,
    name: String,
    value: String,
}

impl Jar {
    /// Keeps what an answer sets, and forgets what it ends. `Secure` does not matter on localhost.
    pub(crate) fn take(&self, url: &Url, headers: &HeaderMap) {
        for line in headers.get_all(SET_COOKIE) {
            let line = line.to_str().unwrap();
            let (pair, attributes) = line.split_once(';').unwrap_or((line, ""));
            let (name, value) = pair.split_once('=').unwrap();
            let path = attribute(attributes, "path").unwrap_or("/").to_owned();
            let host = url.host_str().unwrap().to_owned();
            self.put(
                Cookie { host, path, name: name.trim().into(), value: value.into() },
                is_over(attributes),
            );
        }
    }

    fn put(&self, cookie: Cookie, over: bool) {
        let mut cookies = self.0.lock().unwrap();
        let same = |other: &Cookie| {
            (&other.host, &other.path, &other.name) == (&cookie.host, &cookie.path, &cookie.name)
        };
        cookies.retain(|other| !same(other));
        if !over {
            cookies.push(cookie);
        }
    }

    /// The header for a request.
    pub(crate) fn header(&self, url: &Url) -> Option<String> {
        let cookies = self.0.lock().unwrap();
        let sent: Vec<String> = cookies
            .iter()
            .filter(|cookie| url.host_str() == Some(&cookie.host) && covers(&cookie.path, url.path()))
            .map(|cookie| format!("{}={}", cookie.name, cookie.value))
            .collect();
        (!sent.is_empty()).then(|| sent.join("; "))
    }

    /// Name and value of our own cookie, `visitor` or `session`, behind TLS or not.
    pub(crate) fn ours(&self, what: &str) -> Option<(String, String)> {
        let name = format!("packytrace-{what}");
        let cookies = self.0.lock().unwrap();
        let found = cookies.iter().find(|cookie| cookie.name.ends_with(&name))?;
        Some((found.name.clone(), found.value.clone()))
    }

    /// Puts a cookie there by hand.
    pub(crate) fn plant(&self, url: &Url, name: &str, value: &str) {
        let host = url.host_str().unwrap().to_owned();
        self.put(Cookie { host, path: "/".into(), name: name.into(), value: value.into() }, false);
    }

    /// Whoever copied all of it.
    pub(crate) fn stolen(&self) -> Self {
        Self(Mutex::new(self.0.lock().unwrap().clone()))
    }
}

fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let mut pairs = attributes.split(';').filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

fn is_over(attributes: &str) -> bool {
    attribute(attributes, "max-age").is_some_and(|seconds| seconds.trim() == "0")
        || attribute(attributes, "expires").is_some_and(|day| day.contains("1970"))
}

fn covers(path: &str, asked: &str) -> bool {
    asked
        .strip_prefix(path)
        .is_some_and(|rest| path.ends_with('/') || rest.is_empty() || rest.starts_with('/'))
}
