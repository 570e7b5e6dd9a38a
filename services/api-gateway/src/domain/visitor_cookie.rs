//! The visitor's cookie: its name, its attributes, its life.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

/// The longest that an id may be kept: 13 months, counted from when it was made and never extended.
pub const LIFETIME: Duration = Duration::from_secs(395 * 24 * 60 * 60);

/// What the browser knows the cookie by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CookieKind {
    /// Behind TLS: bound to this host, never sent in the clear.
    Host,
    /// Plain HTTP on localhost, where browsers refuse `__Host-`.
    Plain,
}

impl CookieKind {
    /// The cookie's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Host => "__Host-packytrace-visitor",
            Self::Plain => "packytrace-visitor",
        }
    }

    /// The `Set-Cookie` line for a sealed value that was made at `made`; none when its life is over.
    #[must_use]
    pub fn line(self, sealed: &str, made: Timestamp, now: Timestamp) -> Option<String> {
        let left = remaining(made, now)?.as_secs();
        let secure = match self {
            Self::Host => "; Secure",
            Self::Plain => "",
        };
        let name = self.name();
        Some(format!("{name}={sealed}; Path=/; Max-Age={left}; HttpOnly; SameSite=Lax{secure}"))
    }
}

/// What is left of an id's life.
#[must_use]
pub fn remaining(made: Timestamp, now: Timestamp) -> Option<Duration> {
    let age = Duration::try_from(now.duration_since(made).max(SignedDuration::ZERO)).ok()?;
    LIFETIME.checked_sub(age).filter(|left| !left.is_zero())
}

/// Every value that a `Cookie` header gives this name.
pub fn values<'a>(header: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
    header.split(';').filter_map(move |pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_lives_thirteen_months_from_its_making() {
        let made = Timestamp::UNIX_EPOCH;
        let later = made + LIFETIME - Duration::from_secs(10);
        assert!(CookieKind::Host.line("x", made, later).expect("alive").contains("Max-Age=10;"));
        assert_eq!(CookieKind::Host.line("x", made, made + LIFETIME), None);
    }

    #[test]
    fn only_the_cookie_behind_tls_is_secure() {
        let now = Timestamp::UNIX_EPOCH;
        let line = CookieKind::Host.line("x", now, now).expect("alive");
        assert_eq!(
            line,
            "__Host-packytrace-visitor=x; Path=/; Max-Age=34128000; HttpOnly; SameSite=Lax; Secure"
        );
        assert!(!CookieKind::Plain.line("x", now, now).expect("alive").contains("Secure"));
    }

    #[test]
    fn a_name_is_found_whole() {
        let header = "a=1; xpackytrace-visitor=no; packytrace-visitor=one;packytrace-visitor=two";
        assert_eq!(values(header, "packytrace-visitor").collect::<Vec<_>>(), ["one", "two"]);
    }
}
