//! Who is calling: the visitor behind a cookie, with the identity token kept beside it.
//!
//! This is where a session or a bearer credential will be verified too: [`Visitors::recognise`] is asked once a request
//! and knows the credential that services get. Today only the visitor's cookie exists.

use std::sync::{Arc, Mutex, PoisonError};

use http::HeaderValue;
use jiff::{SignedDuration, Timestamp};
use moka::sync::Cache;
use service_kit::{clock::Clock, ids::VisitorId};

use super::ports::{Caller, IdentityTokens, MadeVisitor, SigningFailed, VisitorSeal};
use crate::domain::visitor_cookie::{CookieKind, remaining, values};

/// A token is good for 60 s at the services; it is made anew while it still has a quarter of that.
const TOKEN_KEPT: SignedDuration = SignedDuration::from_secs(45);
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

/// A caller that may come in.
#[derive(Debug)]
pub struct Recognised {
    /// The visitor, when the request brought one or gets one.
    pub visitor: Option<VisitorId>,
    /// The cookie that the answer sets.
    pub set_cookie: Option<HeaderValue>,
    token: TokenSource,
}

/// Where the caller's identity token comes from.
#[derive(Debug)]
enum TokenSource {
    /// Kept beside an opened cookie.
    Kept(Arc<Known>),
    /// Made for this request alone.
    Fresh(VisitorId),
}

/// Knows visitors by their cookies.
pub struct Visitors {
    kind: CookieKind,
    seal: Arc<dyn VisitorSeal>,
    tokens: Arc<dyn IdentityTokens>,
    clock: Arc<dyn Clock>,
    opened: Cache<Box<str>, Arc<Known>>,
}

/// An opened cookie and the token made for it.
#[derive(Debug)]
struct Known {
    made: MadeVisitor,
    current: bool,
    token: Mutex<Option<(Timestamp, HeaderValue)>>,
}

impl Visitors {
    /// Wires the parts.
    #[must_use]
    pub fn new(
        kind: CookieKind,
        seal: Arc<dyn VisitorSeal>,
        tokens: Arc<dyn IdentityTokens>,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self { kind, seal, tokens, clock, opened: Cache::new(REMEMBERED) }
    }

    /// Finds out who calls; a forged, foreign or expired cookie counts as none.
    pub fn recognise<'a>(
        &self,
        mut cookies: impl Iterator<Item = &'a str>,
        greeting: impl FnOnce() -> Greeting,
    ) -> Recognised {
        let now = self.clock.now();
        let name = self.kind.name();
        match cookies.find_map(|header| values(header, name).find_map(|value| self.known(value, now))) {
            Some(known) => self.welcome_back(known, greeting, now),
            None => self.welcome(greeting(), now),
        }
    }

    /// `Bearer <identity token>` for the services that this caller's request reaches.
    ///
    /// # Errors
    /// [`SigningFailed`] when no token can be made.
    pub fn credential(&self, caller: &Recognised) -> Result<HeaderValue, SigningFailed> {
        let now = self.clock.now();
        match &caller.token {
            TokenSource::Kept(known) => self.kept(known, now),
            TokenSource::Fresh(visitor) => self.sign(*visitor, now),
        }
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
        let known = Arc::new(Known { made: opened.made, current: opened.current, token: Mutex::default() });
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
        let set_cookie = due.then(|| self.cookie(known.made, now)).flatten();
        Recognised { visitor: Some(known.made.visitor), set_cookie, token: TokenSource::Kept(known) }
    }

    fn kept(&self, known: &Known, now: Timestamp) -> Result<HeaderValue, SigningFailed> {
        let mut kept = known.token.lock().unwrap_or_else(PoisonError::into_inner);
        let age = |made: Timestamp| now.duration_since(made);
        match &*kept {
            Some((made, token)) if age(*made) < TOKEN_KEPT && !age(*made).is_negative() => Ok(token.clone()),
            _ => {
                let token = self.sign(known.made.visitor, now)?;
                *kept = Some((now, token.clone()));
                Ok(token)
            }
        }
    }

    fn welcome(&self, greeting: Greeting, now: Timestamp) -> Recognised {
        let visitor = self.seal.draw();
        let token = TokenSource::Fresh(visitor);
        match greeting {
            Greeting::Passing => Recognised { visitor: None, set_cookie: None, token },
            Greeting::Person => {
                let set_cookie = self.cookie(MadeVisitor { visitor, made: now }, now);
                Recognised { visitor: Some(visitor), set_cookie, token }
            }
        }
    }

    fn cookie(&self, made: MadeVisitor, now: Timestamp) -> Option<HeaderValue> {
        let line = self.kind.line(&self.seal.seal(made), made.made, now)?;
        HeaderValue::try_from(line).ok()
    }

    fn sign(&self, visitor: VisitorId, now: Timestamp) -> Result<HeaderValue, SigningFailed> {
        let token = self.tokens.sign(Caller { visitor }, now)?;
        let mut value = HeaderValue::try_from(format!("Bearer {token}"))
            .map_err(|error| SigningFailed(error.to_string()))?;
        value.set_sensitive(true);
        Ok(value)
    }
}

#[cfg(test)]
mod tests {
    use std::{sync::atomic::AtomicU32, sync::atomic::Ordering, time::Duration};

    use service_kit::clock::FixedClock;
    use uuid::Uuid;

    use super::*;
    use crate::application::ports::Opened;

    /// Seals in plain sight: `<key>.<id>.<seconds>`.
    struct GlassSeal(AtomicU32);

    impl VisitorSeal for GlassSeal {
        fn seal(&self, made: MadeVisitor) -> String {
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
            Some(Opened { made: MadeVisitor { visitor, made }, current })
        }

        fn draw(&self) -> VisitorId {
            VisitorId::from_uuid(Uuid::from_u128(u128::from(self.0.fetch_add(1, Ordering::Relaxed))))
        }
    }

    #[derive(Default)]
    struct CountedTokens(AtomicU32);

    impl IdentityTokens for CountedTokens {
        fn sign(&self, caller: Caller, _now: Timestamp) -> Result<String, SigningFailed> {
            Ok(format!("{}-{}", caller.visitor, self.0.fetch_add(1, Ordering::Relaxed)))
        }
    }

    struct Door {
        visitors: Visitors,
        clock: FixedClock,
        signed: Arc<CountedTokens>,
    }

    fn door() -> Door {
        let clock = FixedClock::at(Timestamp::from_second(1_000_000).expect("in range"));
        let signed = Arc::new(CountedTokens::default());
        let seal = Arc::new(GlassSeal(AtomicU32::new(1)));
        let visitors = Visitors::new(CookieKind::Plain, seal, signed.clone(), Arc::new(clock.clone()));
        Door { visitors, clock, signed }
    }

    fn admit(door: &Door, cookie: Option<&str>, greeting: Greeting) -> Recognised {
        door.visitors.recognise(cookie.into_iter(), || greeting)
    }

    fn credential(door: &Door, caller: &Recognised) -> HeaderValue {
        door.visitors.credential(caller).expect("signed")
    }

    const ID: &str = "00000000-0000-0000-0000-0000000000ff";

    #[test]
    fn a_stranger_becomes_a_visitor_unless_passing() {
        let door = door();
        let person = admit(&door, None, Greeting::Person);
        assert!(person.set_cookie.is_some() && person.visitor.is_some());
        let passing = admit(&door, None, Greeting::Passing);
        assert!(passing.set_cookie.is_none() && passing.visitor.is_none());
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
        assert_ne!(admitted.visitor.expect("new").to_string(), ID);
    }
}
