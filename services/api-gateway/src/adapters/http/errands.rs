//! What people do at the door itself: sign in, come back from the realm, ask who they are, sign out.

use http::{HeaderValue, Method, Response, StatusCode, header, request::Parts};
use serde_json::{Value, json};
use url::form_urlencoded;

use super::{
    admission::{Admitted, Party, cookies},
    answer::Answer,
    decorate::Trail,
    handler::Handler,
    problem::Refusal,
};
use crate::{
    application::{
        people::People,
        ports::MadeVisitor,
        sessions::Standing,
        sign_in::{Failed, Return, SignedIn, Wish},
    },
    domain::{
        cookies::{Cookie, values},
        local_path::LocalPath,
        locale::Locale,
        routes::Errand,
        session::SignInFault,
    },
};

/// The page that tells how a sign-in went.
const OUTCOME: &str = "/auth";

impl Handler {
    pub(super) async fn attend(
        &self,
        errand: Errand,
        parts: &Parts,
        caller: Option<Admitted>,
        trail: &mut Trail,
    ) -> Result<Response<Answer>, Refusal> {
        if errand == Errand::Session {
            return Ok(session(caller.as_ref()));
        }
        // A look at the headers alone must not use up a code or begin anything.
        if parts.method == Method::HEAD {
            return Err(Refusal::method(&[Method::GET]));
        }
        let Some(people) = &self.door.people else {
            return Ok(told(SignInFault::Unavailable, None));
        };
        Ok(match errand {
            Errand::Session => session(caller.as_ref()),
            Errand::Login => begin(people, self.wish(parts, false), trail).await,
            Errand::Register => begin(people, self.wish(parts, true), trail).await,
            Errand::Callback => self.come_back(people, parts, caller.as_ref(), trail).await,
            Errand::Logout => self.sign_out(people, caller.as_ref(), trail).await,
        })
    }

    async fn come_back(
        &self,
        people: &People,
        parts: &Parts,
        caller: Option<&Admitted>,
        trail: &mut Trail,
    ) -> Response<Answer> {
        let name = self.door.cookies.name(Cookie::SignIn);
        let attempts = cookies(&parts.headers).flat_map(|header| values(header, name));
        let browser = caller.and_then(|caller| caller.browser.as_ref()?.made().cloned());
        let browser = browser.unwrap_or_else(|| self.door.visitors.another());
        match people.sign_in.complete(attempts, back(parts), &browser, &people.sessions).await {
            Ok(signed_in) => {
                self.door.metrics.signed_in("done");
                if self.signed_out_unheard(parts) {
                    trail.set_cookie(people.sign_in.proved());
                }
                self.welcome(people, &signed_in, &browser, caller, trail)
            }
            Err(Failed { fault, return_to }) => {
                self.door.metrics.signed_in(fault.code());
                // Somebody else's link must not spoil the sign-in that is under way here.
                if fault != SignInFault::Expired {
                    trail.set_cookie(people.sign_in.farewell());
                }
                told(fault, return_to.as_ref())
            }
        }
    }

    fn welcome(
        &self,
        people: &People,
        signed_in: &SignedIn,
        browser: &MadeVisitor,
        caller: Option<&Admitted>,
        trail: &mut Trail,
    ) -> Response<Answer> {
        trail.set_cookie(people.sign_in.farewell());
        let Some(cookie) = people.sessions.cookie(&signed_in.session) else {
            people.sessions.end(&signed_in.session.live);
            return told(SignInFault::Failed, Some(&signed_in.return_to));
        };
        if let Some(before) = caller.and_then(Admitted::session) {
            people.sessions.end(&before.live);
        }
        trail.set_cookie(Some(cookie));
        let standing = signed_in.session.live.standing();
        if standing.account().is_some() {
            let (visitor, made) = standing.visitor();
            let linked = MadeVisitor { visitor, made, region: browser.region.clone() };
            trail.set_cookie(self.door.visitors.cookie(&linked));
        }
        see(StatusCode::FOUND, signed_in.return_to.as_str())
    }

    async fn sign_out(
        &self,
        people: &People,
        caller: Option<&Admitted>,
        trail: &mut Trail,
    ) -> Response<Answer> {
        if let Some(presented) = caller.and_then(Admitted::session) {
            trail.set_cookie(people.sessions.sign_out(&presented.live).await);
            trail.set_cookie(people.sessions.farewell());
            trail.set_cookie(self.door.visitors.cookie(&self.door.visitors.another()));
        }
        see(StatusCode::SEE_OTHER, "/")
    }

    fn wish(&self, parts: &Parts, register: bool) -> Wish {
        let return_to = parameter(parts, "returnTo").and_then(|path| path.parse().ok());
        let prefers = parts.headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        Wish {
            return_to: return_to.unwrap_or_else(LocalPath::home),
            fresh: parameter(parts, "fresh").as_deref() == Some("1") || self.signed_out_unheard(parts),
            register,
            locale: parameter(parts, "locale").and_then(|locale| Locale::parse(&locale)),
            preferred: prefers.and_then(Locale::preferred),
        }
    }

    /// Whether somebody signed out here while the realm did not answer.
    fn signed_out_unheard(&self, parts: &Parts) -> bool {
        let name = self.door.cookies.name(Cookie::SignedOut);
        cookies(&parts.headers).any(|header| values(header, name).next().is_some())
    }
}

async fn begin(people: &People, wish: Wish, trail: &mut Trail) -> Response<Answer> {
    match people.sign_in.begin(&wish).await {
        Ok((address, cookie)) => {
            trail.set_cookie(Some(cookie));
            see(StatusCode::FOUND, &address)
        }
        Err(fault) => told(fault, Some(&wish.return_to)),
    }
}

fn back(parts: &Parts) -> Return {
    Return {
        code: parameter(parts, "code"),
        state: parameter(parts, "state"),
        error: parameter(parts, "error"),
        description: parameter(parts, "error_description"),
        issuer: parameter(parts, "iss"),
    }
}

/// A parameter that is there exactly once.
fn parameter(parts: &Parts, name: &str) -> Option<String> {
    let pairs = form_urlencoded::parse(parts.uri.query().unwrap_or_default().as_bytes());
    let mut values = pairs.filter(|(known, _)| known == name).map(|(_, value)| value.into_owned());
    values.next().filter(|_| values.next().is_none())
}

/// To the page that says how it went, which can offer to try again.
fn told(fault: SignInFault, return_to: Option<&LocalPath>) -> Response<Answer> {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("error", fault.code());
    if let Some(path) = return_to.filter(|path| **path != LocalPath::home()) {
        query.append_pair("returnTo", path.as_str());
    }
    see(StatusCode::FOUND, &format!("{OUTCOME}?{}", query.finish()))
}

fn see(status: StatusCode, location: &str) -> Response<Answer> {
    let mut response = Response::new(Answer::empty());
    *response.status_mut() = status;
    let headers = response.headers_mut();
    let home = || HeaderValue::from_static("/");
    headers.insert(header::LOCATION, HeaderValue::try_from(location).unwrap_or_else(|_| home()));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // The page before may carry a code in its address.
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}

fn session(caller: Option<&Admitted>) -> Response<Answer> {
    let body = match caller.map(|caller| &caller.party) {
        Some(Party::Session(_, standing)) => somebody(standing),
        Some(Party::Bearer(bearer)) => {
            let principal = bearer.kept().principal();
            json!({
                "signedIn": true,
                "account": { "accountId": principal.account, "displayName": bearer.name() },
                "roles": principal.roles,
                "brand": bearer.brand().map(brand),
            })
        }
        Some(Party::Dormant(_)) => json!({ "signedIn": false, "pending": true }),
        Some(Party::Visitor) | None => json!({ "signedIn": false }),
    };
    let mut response = Response::new(Answer::whole(body.to_string()));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn somebody(standing: &Standing) -> Value {
    json!({
        "signedIn": true,
        "account": { "accountId": standing.account(), "displayName": standing.name() },
        "roles": standing.kept().map(|kept| &kept.principal().roles),
        "brand": standing.brand().map(brand),
    })
}

fn brand(brand: &crate::application::ports::Brand) -> Value {
    json!({ "brandId": brand.id, "name": brand.name })
}
