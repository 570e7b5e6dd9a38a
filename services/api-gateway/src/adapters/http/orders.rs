//! What identity-service says about the caller in an answer's inner headers, carried out at the edge.

use http::HeaderMap;
use service_kit::identity::Region;

use super::{
    admission::{Admitted, Party},
    decorate::Trail,
    handler::Handler,
    headers::{SESSION_ENDS, VISITOR_REGION, only},
};
use crate::application::ports::MadeVisitor;

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Orders {
    /// The caller told where they live, or that we forget it.
    Region(Option<Region>),
    /// The visitor was erased.
    VisitorEnds,
    /// The account was.
    AccountEnds,
}

impl Orders {
    /// Reads the headers; anything not in the agreed shape is no order.
    pub(super) fn read(headers: &HeaderMap) -> Option<Self> {
        match only(headers, &SESSION_ENDS) {
            Some("account") => return Some(Self::AccountEnds),
            Some("visitor") => return Some(Self::VisitorEnds),
            Some(_) | None => {}
        }
        match only(headers, &VISITOR_REGION)?.trim() {
            "" => Some(Self::Region(None)),
            code => code.parse().ok().map(|region| Self::Region(Some(region))),
        }
    }
}

impl Handler {
    pub(super) async fn obey(&self, orders: Orders, caller: &Admitted, trail: &mut Trail) {
        match orders {
            Orders::Region(region) => self.move_visitor(region, caller, trail),
            Orders::VisitorEnds => self.end_visitor(caller, trail).await,
            Orders::AccountEnds => self.end_account(caller, trail).await,
        }
    }

    fn move_visitor(&self, region: Option<Region>, caller: &Admitted, trail: &mut Trail) {
        let visitors = &self.door.visitors;
        if let Some(made) = caller.acting_visitor() {
            trail.set_cookie(visitors.cookie(&visitors.moved(&made, region)));
        }
    }

    async fn end_visitor(&self, caller: &Admitted, trail: &mut Trail) {
        let mut next = self.door.visitors.another();
        if let (Some(people), Some(subject)) = (&self.door.people, caller.subject()) {
            people.bearers.forget(subject).await;
        }
        if let (Some(people), Some(presented)) = (&self.door.people, caller.session()) {
            people.sessions.change_visitor(&presented.live, next.visitor).await;
            let (visitor, made) = presented.live.standing().visitor();
            next = MadeVisitor { visitor, made, region: None };
            trail.set_cookie(people.sessions.cookie(presented));
        }
        if caller.browser.is_some() {
            trail.set_cookie(self.door.visitors.cookie(&next));
        }
    }

    async fn end_account(&self, caller: &Admitted, trail: &mut Trail) {
        let Some(people) = &self.door.people else { return };
        if let Some(subject) = caller.subject() {
            people.forget(subject).await;
        }
        if let Some(presented) = caller.session() {
            people.sessions.sign_out(&presented.live).await;
            trail.set_cookie(people.sessions.farewell());
        }
        if caller.browser.is_some() {
            trail.set_cookie(self.door.visitors.cookie(&self.door.visitors.another()));
        }
    }
}

impl Admitted {
    /// The visitor that acts for a browser: the session's, or else the cookie's.
    pub(super) fn acting_visitor(&self) -> Option<MadeVisitor> {
        let browser = self.browser.as_ref()?;
        let region = browser.made().and_then(|made| made.region.clone());
        match &self.party {
            Party::Session(_, standing) => {
                let (visitor, made) = standing.visitor();
                Some(MadeVisitor { visitor, made, region })
            }
            Party::Visitor | Party::Dormant(_) | Party::Bearer(_) => browser.made().cloned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &'static str, value: &'static str) -> Option<Orders> {
        let mut headers = HeaderMap::new();
        headers.insert(name, value.parse().expect("a value"));
        Orders::read(&headers)
    }

    #[test]
    fn orders_are_read_in_the_agreed_shape_only() {
        assert_eq!(read("visitor-region", "IT-25"), Some(Orders::Region("IT-25".parse().ok())));
        assert_eq!(read("visitor-region", ""), Some(Orders::Region(None)));
        assert_eq!(read("visitor-region", "nowhere"), None);
        assert_eq!(read("session-ends", "account"), Some(Orders::AccountEnds));
        assert_eq!(read("session-ends", "visitor"), Some(Orders::VisitorEnds));
        assert_eq!(read("session-ends", "everything"), None);
        assert_eq!(read("etag", "account"), None);
    }
}
