//! Who a request comes from: a visitor, somebody signed in, or an API client.

use std::sync::Arc;

use http::{HeaderMap, header, request::Parts};
use service_kit::identity::{Principal, Role};

use super::{decorate::Trail, greeting::greeting, handler::Handler, problem::Refusal};
use crate::{
    adapters::{clock::tick, server::ConnectionState},
    application::{
        bearers::{Bearer, BearerFault},
        limiter::Client,
        people::People,
        ports::MadeVisitor,
        sessions::{Presented, Standing, State},
        visitors::{Greeting, Identity, Recognised},
    },
    domain::{
        cookies::{Cookie, values},
        origin::{is_own_form, may_act},
        routes::{Kind, Route, Who},
    },
};

/// A caller who may come in.
pub(super) struct Admitted {
    /// The browser's visitor; API clients have none.
    pub(super) browser: Option<Recognised>,
    /// Who it is beyond that.
    pub(super) party: Party,
}

/// What a verified credential says.
pub(super) enum Party {
    /// Nothing: there is none.
    Visitor,
    /// Somebody is signed in.
    Session(Presented, Arc<Standing>),
    /// Somebody may be, but for now nobody can say so.
    Dormant(Presented),
    /// An API client's token is good.
    Bearer(Arc<Bearer>),
}

/// A credential that was brought, unverified.
enum Credential<'a> {
    None,
    Token(&'a str),
    Session(Presented),
}

impl Admitted {
    /// Whom the services hear of.
    pub(super) fn identity(&self) -> Option<Identity> {
        let region = || self.browser.as_ref()?.made()?.region.as_ref();
        match &self.party {
            Party::Session(presented, _) => presented.live.kept_in(region()).map(Identity::Kept),
            Party::Bearer(bearer) => Some(Identity::Kept(bearer.kept().clone())),
            Party::Visitor | Party::Dormant(_) => self.browser.as_ref().map(Recognised::identity),
        }
    }

    /// The session, whether it can act or not.
    pub(super) fn session(&self) -> Option<&Presented> {
        match &self.party {
            Party::Session(presented, _) | Party::Dormant(presented) => Some(presented),
            Party::Visitor | Party::Bearer(_) => None,
        }
    }

    /// Whom the realm knows the caller as.
    pub(super) fn subject(&self) -> Option<&str> {
        match &self.party {
            Party::Session(_, standing) => Some(standing.subject()),
            Party::Bearer(bearer) => Some(bearer.subject()),
            Party::Visitor | Party::Dormant(_) => None,
        }
    }

    /// Whose requests are counted.
    fn counted(&self) -> Option<Client> {
        let account = match &self.party {
            Party::Session(_, standing) => standing.account(),
            Party::Bearer(bearer) => bearer.kept().principal().account,
            Party::Visitor | Party::Dormant(_) => None,
        };
        let visitor = || self.browser.as_ref()?.counted().map(Client::Visitor);
        account.map(Client::Account).or_else(visitor)
    }
}

impl Handler {
    /// Who calls, whether they may, and how often they did.
    pub(super) async fn admit(
        &self,
        parts: &Parts,
        route: &Route,
        connection: &ConnectionState,
        trail: &mut Trail,
    ) -> Result<Option<Admitted>, Refusal> {
        let credential = self.credential_of(parts, route, trail)?;
        if !matches!(credential, Credential::Token(_)) {
            self.comes_from_us(parts, route)?;
        }
        let party = match credential {
            Credential::None => Party::Visitor,
            brought => self.verify(brought, parts, route, connection, trail).await?,
        };
        may_enter(route, &party)?;
        if !route.identity && route.rate.is_none() {
            return Ok(None);
        }
        let greet = || greeting(route, &parts.method, parts.uri.query(), &parts.headers);
        let by_token = matches!(party, Party::Bearer(_));
        let browser = (!by_token).then(|| self.recognise(parts, greet));
        let admitted = Admitted { browser, party };
        if let Some(class) = route.rate {
            self.limit(class, admitted.counted(), parts, connection, trail)?;
        }
        self.remember(&admitted, greet, trail);
        Ok(Some(admitted))
    }

    fn comes_from_us(&self, parts: &Parts, route: &Route) -> Result<(), Refusal> {
        let ours = may_act(&parts.method, &parts.headers, &self.door.origins)
            || route.form && is_own_form(&parts.method, &parts.headers);
        if ours { Ok(()) } else { Err(Refusal::foreign()) }
    }

    fn credential_of<'a>(
        &self,
        parts: &'a Parts,
        route: &Route,
        trail: &mut Trail,
    ) -> Result<Credential<'a>, Refusal> {
        if let Some(token) = bearer(&parts.headers) {
            return token.map(Credential::Token).ok_or_else(Refusal::unauthorized);
        }
        let Some(people) = self.door.people.as_ref().filter(|_| route.kind != Kind::Asset) else {
            return Ok(Credential::None);
        };
        let name = self.door.cookies.name(Cookie::Session);
        let mut forged = false;
        for value in cookies(&parts.headers).flat_map(|header| values(header, name)) {
            match people.sessions.present(value) {
                Some(presented) => return Ok(Credential::Session(presented)),
                None => forged = true,
            }
        }
        if forged {
            trail.set_cookie(people.sessions.farewell());
        }
        Ok(Credential::None)
    }

    /// What the credential is worth. What was verified a moment ago costs nothing.
    async fn verify(
        &self,
        credential: Credential<'_>,
        parts: &Parts,
        route: &Route,
        connection: &ConnectionState,
        trail: &mut Trail,
    ) -> Result<Party, Refusal> {
        let Some(people) = &self.door.people else { return Err(Refusal::unauthorized()) };
        match credential {
            Credential::None => Ok(Party::Visitor),
            Credential::Token(token) => {
                let bearer = match people.bearers.remembered(token) {
                    Some(bearer) => bearer,
                    None => {
                        // Verifying costs: whoever guesses is slowed down by their address.
                        if let Some(class) = route.rate {
                            self.limit_address(class, parts, connection, trail)?;
                        }
                        Box::pin(judge(people, token)).await?
                    }
                };
                match people.sessions.is_banned(bearer.subject()) {
                    true => Err(Refusal::unauthorized()),
                    false => Ok(Party::Bearer(bearer)),
                }
            }
            Credential::Session(presented) => {
                let state = match presented.live.ready(self.door.clock.now()) {
                    Some(state) => state,
                    None => Box::pin(people.sessions.renew(&presented.live)).await,
                };
                Ok(match state {
                    State::SignedIn(standing) => Party::Session(presented, standing),
                    State::Waiting | State::Unavailable => Party::Dormant(presented),
                    State::Over => {
                        trail.set_cookie(people.sessions.farewell());
                        Party::Visitor
                    }
                })
            }
        }
    }

    /// The cookies that the browser lacks.
    fn remember(&self, admitted: &Admitted, greet: impl Fn() -> Greeting, trail: &mut Trail) {
        let Some(browser) = &admitted.browser else { return };
        let is_person = || greet() == Greeting::Person;
        if let (Some(presented), Some(people)) = (admitted.session(), &self.door.people)
            && let Some(cookie) = people.sessions.cookie(presented).filter(|_| is_person())
        {
            trail.set_cookie(Some(cookie));
        }
        match &admitted.party {
            Party::Session(_, standing) => {
                let (visitor, made) = standing.visitor();
                let region = browser.made().and_then(|made| made.region.clone());
                let strange = browser.made().is_none_or(|known| known.visitor != visitor);
                if strange && is_person() {
                    let ours = MadeVisitor { visitor, made, region };
                    trail.set_cookie(self.door.visitors.cookie(&ours));
                } else if !strange {
                    trail.set_cookie(browser.set_cookie.clone());
                }
            }
            Party::Visitor | Party::Dormant(_) | Party::Bearer(_) => {
                trail.set_cookie(browser.set_cookie.clone());
            }
        }
    }

    /// Counts a request by its address alone.
    fn limit_address(
        &self,
        class: usize,
        parts: &Parts,
        connection: &ConnectionState,
        trail: &mut Trail,
    ) -> Result<(), Refusal> {
        let address = self.address(parts, connection);
        let Some(standing) = self.door.limiter.take_address(class, address, tick()) else { return Ok(()) };
        trail.counted = Some(standing);
        if standing.passes { Ok(()) } else { Err(Refusal::limited(standing.resets_in)) }
    }
}

async fn judge(people: &People, token: &str) -> Result<Arc<Bearer>, Refusal> {
    people.bearers.admit(token).await.map_err(|fault| match fault {
        BearerFault::Untrusted => Refusal::unauthorized(),
        BearerFault::Unavailable => Refusal::sign_in_unavailable(),
    })
}

/// Whether a caller may use a route.
fn may_enter(route: &Route, party: &Party) -> Result<(), Refusal> {
    if let Party::Session(_, standing) = party
        && route.sensitive
        && standing.is_unconfirmed()
    {
        return Err(Refusal::sign_in_unavailable());
    }
    // A role without a brand acts for nobody.
    let acts = |of: &Principal| of.roles.contains(&Role::BrandUser) && of.brand.is_some();
    match (route.who, party) {
        (Who::Anyone, _) => Ok(()),
        (Who::Consumer | Who::BrandUser, Party::Visitor) => Err(Refusal::sign_in()),
        (Who::Consumer | Who::BrandUser, Party::Dormant(_)) => Err(Refusal::sign_in_unavailable()),
        (Who::Consumer, Party::Session(..) | Party::Bearer(_)) => Ok(()),
        (Who::BrandUser, Party::Session(_, standing)) => {
            match standing.kept().is_some_and(|kept| acts(kept.principal())) {
                true => Ok(()),
                false if standing.knows_roles() => Err(Refusal::not_a_brand_user()),
                false => Err(Refusal::sign_in_unavailable()),
            }
        }
        (Who::BrandUser, Party::Bearer(bearer)) => match acts(bearer.kept().principal()) {
            true => Ok(()),
            false => Err(Refusal::not_a_brand_user()),
        },
    }
}

pub(super) fn cookies(headers: &HeaderMap) -> impl Iterator<Item = &str> {
    headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok())
}

/// The bearer token of a request that brings one: `None` when it brings none, `Some(None)` when what it brings is no
/// single well-formed token. Other schemes say nothing to us, unless they stand beside a token.
fn bearer(headers: &HeaderMap) -> Option<Option<&str>> {
    let values = || headers.get_all(header::AUTHORIZATION).iter();
    let names_bearer = |value: &http::HeaderValue| {
        let text = value.as_bytes().trim_ascii_start();
        text.len() >= 6 && text[..6].eq_ignore_ascii_case(b"bearer")
    };
    if !values().any(names_bearer) {
        return None;
    }
    let mut all = values();
    let only = all.next().filter(|_| all.next().is_none()).and_then(|value| value.to_str().ok());
    Some(only.and_then(token))
}

fn token(value: &str) -> Option<&str> {
    let (scheme, token) = value.split_once(' ')?;
    let token = token.trim_matches(' ');
    let plain = |byte: u8| byte.is_ascii_alphanumeric() | (byte == b'-') | (byte == b'_') | (byte == b'.');
    // Every byte, without leaving early: the compiler then looks at many at once.
    let all_plain = token.bytes().fold(true, |so_far, byte| so_far & plain(byte));
    let fits = scheme.eq_ignore_ascii_case("bearer") && !token.is_empty() && all_plain;
    fits.then_some(token)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(values: &[&'static str]) -> Option<Option<String>> {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(header::AUTHORIZATION, http::HeaderValue::from_static(value));
        }
        bearer(&headers).map(|token| token.map(str::to_owned))
    }

    #[test]
    fn a_token_comes_alone_and_whole() {
        for good in ["Bearer a.b-c_d", "bearer a.b-c_d", "BEARER a.b-c_d", "Bearer  a.b-c_d"] {
            assert_eq!(of(&[good]), Some(Some("a.b-c_d".to_owned())), "{good}");
        }
        for bad in
            ["Bearer", "Bearer ", "Bearer\ta", "Bearer a b", "Bearer a,Bearer b", "Bearer=a", "Bearera"]
        {
            assert_eq!(of(&[bad]), Some(None), "{bad}");
        }
        assert_eq!(of(&["Bearer a", "Bearer a"]), Some(None));
        assert_eq!(of(&["Basic a", "Bearer a"]), Some(None));
    }

    #[test]
    fn another_scheme_is_no_token() {
        assert_eq!(of(&[]), None);
        assert_eq!(of(&["Basic YTpi"]), None);
        assert_eq!(of(&["Bear a"]), None);
    }
}
