//! Our cookies: names, attributes, and finding them again.

/// What a cookie holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cookie {
    /// The browser's pseudonymous id.
    Visitor,
    /// Who is signed in.
    Session,
    /// A sign-in that is under way.
    SignIn,
    /// Somebody signed out and the realm has not heard of it: its own session must let nobody in again unasked.
    SignedOut,
}

/// How browsers know our cookies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CookieKind {
    /// Behind TLS: bound to this host, never sent in the clear.
    Host,
    /// Plain HTTP on localhost, where browsers refuse `__Host-`.
    Plain,
}

/// Browsers drop a cookie whose name, value and attributes are longer.
pub const LONGEST: usize = 4096;

impl CookieKind {
    /// A cookie's name.
    #[must_use]
    pub fn name(self, cookie: Cookie) -> &'static str {
        match (self, cookie) {
            (Self::Host, Cookie::Visitor) => "__Host-packytrace-visitor",
            (Self::Host, Cookie::Session) => "__Host-packytrace-session",
            (Self::Host, Cookie::SignIn) => "__Host-packytrace-sign-in",
            (Self::Host, Cookie::SignedOut) => "__Host-packytrace-signed-out",
            (Self::Plain, Cookie::Visitor) => "packytrace-visitor",
            (Self::Plain, Cookie::Session) => "packytrace-session",
            (Self::Plain, Cookie::SignIn) => "packytrace-sign-in",
            (Self::Plain, Cookie::SignedOut) => "packytrace-signed-out",
        }
    }

    /// The `Set-Cookie` line of a sealed value that the browser keeps for `seconds`.
    #[must_use]
    pub fn set(self, cookie: Cookie, sealed: &str, seconds: u64) -> String {
        let name = self.name(cookie);
        let secure = match self {
            Self::Host => "; Secure",
            Self::Plain => "",
        };
        format!("{name}={sealed}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}")
    }

    /// The `Set-Cookie` line that makes the browser forget it.
    #[must_use]
    pub fn clear(self, cookie: Cookie) -> String {
        self.set(cookie, "", 0)
    }
}

/// Every value that a `Cookie` header gives this name.
pub fn values<'a>(header: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
    header.split(';').filter_map(move |pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_cookies_behind_tls_are_secure_and_bound_to_the_host() {
        for cookie in [Cookie::Visitor, Cookie::Session, Cookie::SignIn, Cookie::SignedOut] {
            let line = CookieKind::Host.set(cookie, "x", 7);
            assert!(line.starts_with("__Host-packytrace-"), "{line}");
            assert!(line.ends_with("=x; Path=/; Max-Age=7; HttpOnly; SameSite=Lax; Secure"), "{line}");
            let plain = CookieKind::Plain.set(cookie, "x", 7);
            assert!(plain.starts_with("packytrace-") && !plain.contains("Secure"), "{plain}");
        }
    }

    #[test]
    fn a_name_is_found_whole() {
        let header = "a=1; xpackytrace-visitor=no; packytrace-visitor=one;packytrace-visitor=two";
        assert_eq!(values(header, "packytrace-visitor").collect::<Vec<_>>(), ["one", "two"]);
    }
}
