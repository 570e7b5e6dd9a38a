//! The visitor behind a cookie: known again, welcomed, given another id.

use std::sync::Arc;

use http::HeaderValue;
use jiff::Timestamp;
use moka::sync::Cache;
use service_kit::{
    clock::Clock,
    identity::{Principal, Region},
    ids::VisitorId,
};

use super::{
    kept::Kept,
    ports::{MadeVisitor, VisitorSeal},
};
use crate::domain::{
    cookies::{Cookie, CookieKind, values},
    visitor_cookie::remaining,
};

/// Opened cookies that are remembered.
const REMEMBERED: u64 = 20_000;

/// Whether an answer may hand out a cookie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Greeting {
    /// A person's request: a stranger becomes a visitor.
    Person,
    /// A robot, a `HEAD`, a file, a prefetch: gets an id for this request alone.
    Passing,
}

/// A browser or program that may come in.
#[derive(Debug)]
pub struct Recognised {
    browser: Browser,
    /// The cookie that the answer sets.
    pub set_cookie: Option<HeaderValue>,
}

#[derive(Debug)]
enum Browser {
    /// It brought a cookie.
    Known(Arc<Known>),
    /// It gets one.
    New(MadeVisitor),
    /// It has an id for this request alone.
    Passing(VisitorId),
}

/// An opened cookie and the identity that it gives.
#[derive(Debug)]
struct Known {
    made: MadeVisitor,
    current: bool,
    kept: Arc<Kept>,
}

/// Who asks, as far as credentials for services are concerned.
#[derive(Debug)]
pub enum Identity {
    /// Known for longer than this request.
    Kept(Arc<Kept>),
    /// For this request alone.
    Once(Box<Principal>),
}

impl Recognised {
    /// The visitor whose requests are counted; one who was made just now has no past.
    #[must_use]
    pub fn counted(&self) -> Option<VisitorId> {
        match &self.browser {
            Browser::Known(known) if self.set_cookie.is_none() => Some(known.made.visitor),
            Browser::Known(_) | Browser::New(_) | Browser::Passing(_) => None,
        }
    }

    /// What the browser's cookie holds, or will hold.
    #[must_use]
    pub fn made(&self) -> Option<&MadeVisitor> {
        match &self.browser {
            Browser::Known(known) => Some(&known.made),
            Browser::New(made) => Some(made),
            Browser::Passing(_) => None,
        }
    }

    /// Whether a cookie was brought, not made just now.
    #[must_use]
    pub fn is_known(&self) -> bool {
        matches!(self.browser, Browser::Known(_))
    }

    /// The visitor and nobody else.
    #[must_use]
    pub fn identity(&self) -> Identity {
        match &self.browser {
            Browser::Known(known) => Identity::Kept(known.kept.clone()),
            Browser::New(MadeVisitor { visitor, .. }) | Browser::Passing(visitor) => {
                Identity::Once(Box::new(Principal::anonymous(*visitor)))
            }
        }
    }
}

/// Knows visitors by their cookies.
pub struct Visitors {
    kind: CookieKind,
    seal: Arc<dyn VisitorSeal>,
    clock: Arc<dyn Clock>,
    opened: Cache<Box<str>, Arc<Known>>,
}

impl Visitors {
    /// Wires the parts.
    #[must_use]
    pub fn new(kind: CookieKind, seal: Arc<dyn VisitorSeal>, clock: Arc<dyn Clock>) -> Self {
        Self { kind, seal, clock, opened: Cache::new(REMEMBERED) }
    }

    /// Finds out who calls; a forged, foreign or expired cookie counts as none.
    pub fn recognise<'a>(
        &self,
        mut cookies: impl Iterator<Item = &'a str>,
        greeting: impl FnOnce() -> Greeting,
    ) -> Recognised {
        let now = self.clock.now();
        let name = self.kind.name(Cookie::Visitor);
        match cookies.find_map(|header| values(header, name).find_map(|value| self.known(value, now))) {
            Some(known) => self.welcome_back(known, greeting, now),
            None => self.welcome(greeting(), now),
        }
    }

    /// Another visitor in place of one that is to be forgotten.
    #[must_use]
    pub fn another(&self) -> MadeVisitor {
        MadeVisitor { visitor: self.seal.draw(), made: self.clock.now(), region: None }
    }

    /// The same visitor, somewhere else.
    #[must_use]
    pub fn moved(&self, made: &MadeVisitor, region: Option<Region>) -> MadeVisitor {
        MadeVisitor { region, ..made.clone() }
    }

    /// The `Set-Cookie` line of a visitor; none when its life is over.
    #[must_use]
    pub fn cookie(&self, made: &MadeVisitor) -> Option<HeaderValue> {
        self.line(made, self.clock.now())
    }

    fn known(&self, value: &str, now: Timestamp) -> Option<Arc<Known>> {
        let known = match self.opened.get(value) {
            Some(known) => known,
            None => self.open(value)?,
        };
        remaining(known.made.made, now).map(|_| known)
    }

    fn open(&self, value: &str) -> Option<Arc<Known>> {
        let opened = self.seal.open(value)?;
        let region = opened.made.region.clone();
        let principal = Principal { region, ..Principal::anonymous(opened.made.visitor) };
        let kept = Arc::new(Kept::new(principal));
        let known = Arc::new(Known { made: opened.made, current: opened.current, kept });
        self.opened.insert(value.into(), known.clone());
        Some(known)
    }

    fn welcome_back(
        &self,
        known: Arc<Known>,
        greeting: impl FnOnce() -> Greeting,
        now: Timestamp,
    ) -> Recognised {
        // Sealed by the previous key: moved to the current one, its life unchanged.
        let due = !known.current && greeting() == Greeting::Person;
        let set_cookie = due.then(|| self.line(&known.made, now)).flatten();
        Recognised { browser: Browser::Known(known), set_cookie }
    }

    fn welcome(&self, greeting: Greeting, now: Timestamp) -> Recognised {
        let visitor = self.seal.draw();
        match greeting {
            Greeting::Passing => Recognised { browser: Browser::Passing(visitor), set_cookie: None },
            Greeting::Person => {
                let made = MadeVisitor { visitor, made: now, region: None };
                let set_cookie = self.line(&made, now);
                Recognised { browser: Browser::New(made), set_cookie }
            }
        }
    }

    fn line(&self, made: &MadeVisitor, now: Timestamp) -> Option<HeaderValue> {
        let left = remaining(made.made, now)?.as_secs();
        HeaderValue::try_from(self.kind.set(Cookie::Visitor, &self.seal.seal(made), left)).ok()
    }
}

#[cfg(test)]
mod tests {
    use std::{sync::atomic::AtomicU32, sync::atomic::Ordering, time::Duration};

    use jiff::SignedDuration;

    use service_kit::clock::FixedClock;
    use uuid::Uuid;

    use super::*;
    use crate::application::{
        kept::Credentials,
        ports::{IdentityTokens, Opened, SigningFailed},
    };

    /// Seals in plain sight: `<key>.<id>.<seconds>`.
    struct GlassSeal(AtomicU32);

    impl VisitorSeal for GlassSeal {
        fn seal(&self, made: &MadeVisitor) -> String {
            format!("new.{}.{}", made.visitor, made.made.as_second())
        }

        fn open(&self, value: &str) -> Option<Opened> {
            let mut parts = value.split('.');
            let current = match parts.next()? {
                "new" => true,
                "old" => false,
                _ => return None,
            };
            let visitor = parts.next()?.parse().ok()?;
            let made = Timestamp::from_second(parts.next()?.parse().ok()?).ok()?;
            Some(Opened { made: MadeVisitor { visitor, made, region: None }, current })
        }

        fn draw(&self) -> VisitorId {
            VisitorId::from_uuid(Uuid::from_u128(u128::from(self.0.fetch_add(1, Ordering::Relaxed))))
        }
    }

    #[derive(Default)]
    struct CountedTokens(AtomicU32);

    impl IdentityTokens for CountedTokens {
        fn sign(&self, caller: &Principal, _now: Timestamp) -> Result<String, SigningFailed> {
            Ok(format!("{}-{}", caller.visitor, self.0.fetch_add(1, Ordering::Relaxed)))
        }
    }

    struct Door {
        visitors: Visitors,
        credentials: Credentials,
        clock: FixedClock,
        signed: Arc<CountedTokens>,
    }

    fn door() -> Door {
        let clock = FixedClock::at(Timestamp::from_second(1_000_000).expect("in range"));
        let signed = Arc::new(CountedTokens::default());
        let seal = Arc::new(GlassSeal(AtomicU32::new(1)));
        let visitors = Visitors::new(CookieKind::Plain, seal, Arc::new(clock.clone()));
        let credentials = Credentials::new(signed.clone(), Arc::new(clock.clone()));
        Door { visitors, credentials, clock, signed }
    }

    fn admit(door: &Door, cookie: Option<&str>, greeting: Greeting) -> Recognised {
        door.visitors.recognise(cookie.into_iter(), || greeting)
    }

    fn credential(door: &Door, caller: &Recognised) -> HeaderValue {
        match caller.identity() {
            Identity::Kept(kept) => door.credentials.of(&kept).expect("signed"),
            Identity::Once(principal) => door.credentials.once(&principal).expect("signed"),
        }
    }

    const ID: &str = "00000000-0000-0000-0000-0000000000ff";

    #[test]
    fn a_stranger_becomes_a_visitor_unless_passing() {
        let door = door();
        let person = admit(&door, None, Greeting::Person);
        assert!(person.set_cookie.is_some() && person.made().is_some());
        let passing = admit(&door, None, Greeting::Passing);
        assert!(passing.set_cookie.is_none() && passing.made().is_none());
    }

    #[test]
    fn a_forged_cookie_silently_gets_a_new_visitor() {
        let forged = admit(&door(), Some("packytrace-visitor=forged"), Greeting::Person);
        assert!(forged.set_cookie.is_some());
    }

    #[test]
    fn one_token_serves_a_visitor_for_a_while_and_is_then_made_anew() {
        let door = door();
        let cookie = format!("a=b; packytrace-visitor=new.{ID}.999999");
        let first = admit(&door, Some(&cookie), Greeting::Person);
        assert!(first.set_cookie.is_none());
        let again = admit(&door, Some(&cookie), Greeting::Person);
        assert_eq!(credential(&door, &first), credential(&door, &again));
        door.clock.advance(SignedDuration::from_secs(46));
        credential(&door, &again);
        assert_eq!(door.signed.0.load(Ordering::Relaxed), 2);
    }

    #[test]
    fn a_cookie_of_the_previous_key_keeps_its_visitor_and_its_end() {
        let door = door();
        let admitted = admit(&door, Some(&format!("packytrace-visitor=old.{ID}.999990")), Greeting::Person);
        let line = admitted.set_cookie.expect("sealed anew");
        let expected = format!("packytrace-visitor=new.{ID}.999990; Path=/; Max-Age=34127990;");
        assert!(line.to_str().expect("text").starts_with(&expected), "{line:?}");
    }

    #[test]
    fn after_thirteen_months_nobody_is_remembered() {
        let door = door();
        door.clock.advance(SignedDuration::try_from(Duration::from_secs(395 * 86_400)).expect("fits"));
        let admitted = admit(&door, Some(&format!("packytrace-visitor=new.{ID}.999999")), Greeting::Person);
        assert_ne!(admitted.made().expect("new").visitor.to_string(), ID);
    }
}
