//! Going from page to page.

use reqwest::{Method, RequestBuilder, Response, Url, header};

use super::{
    Form,
    html::{forms, text},
};
use crate::visitor::Visitor;

/// Where a browser has come to.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) url: Url,
    pub(crate) html: String,
}

impl Page {
    /// The form that asks for this.
    pub(crate) fn form(&self, field: &str) -> Form {
        let found = forms(&self.html, &self.url).into_iter().find(|form| form.has(field));
        found.unwrap_or_else(|| panic!("no form asks for {field} at {}: {}", self.url, self.text()))
    }

    pub(crate) fn asks_for(&self, field: &str) -> bool {
        forms(&self.html, &self.url).iter().any(|form| form.has(field))
    }

    /// What a person reads there.
    pub(crate) fn text(&self) -> String {
        text(&self.html)
    }

    /// Path and query.
    pub(crate) fn place(&self) -> String {
        let query = self.url.query().map(|query| format!("?{query}")).unwrap_or_default();
        format!("{}{query}", self.url.path())
    }

    /// What the address says under this name.
    pub(crate) fn parameter(&self, name: &str) -> Option<String> {
        self.url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
    }
}

/// More redirects than any sign-in has.
const TOO_MANY: usize = 12;

impl Visitor {
    /// What the address bar does: follows redirects until there is a page, or until they lead off this machine.
    pub(crate) async fn visit(&self, target: &str) -> Page {
        self.visit_until(target, |_| false).await
    }

    /// The same; stops before it asks for an address that `there` knows.
    pub(crate) async fn visit_until(&self, target: &str, there: impl Fn(&Url) -> bool) -> Page {
        let answer = self.navigate(target).await;
        self.follow(answer, there).await
    }

    /// Sends a form and goes where it leads.
    pub(crate) async fn submit(&self, form: &Form) -> Page {
        self.submit_until(form, |_| false).await
    }

    /// The same; stops before it asks for an address that `there` knows.
    pub(crate) async fn submit_until(&self, form: &Form, there: impl Fn(&Url) -> bool) -> Page {
        let request = as_navigation(self.request(Method::POST, form.action.as_str()))
            .header("sec-fetch-site", "same-origin")
            .header(header::ORIGIN, form.action.origin().ascii_serialization())
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(form.body());
        let answer = self.send(request).await;
        self.follow(answer, there).await
    }

    async fn follow(&self, mut answer: Response, there: impl Fn(&Url) -> bool) -> Page {
        for _ in 0..TOO_MANY {
            let Some(next) = location(&answer) else { return read(answer).await };
            if there(&next) || next.host_str() != self.base().host_str() {
                return Page { url: next, html: String::new() };
            }
            let request = as_navigation(self.request(Method::GET, next.as_str()));
            answer = self.send(request.header("sec-fetch-site", "same-site")).await;
        }
        panic!("redirects without end: {}", answer.url());
    }
}

pub(crate) fn as_navigation(request: RequestBuilder) -> RequestBuilder {
    request
        .header(header::ACCEPT, "text/html,application/xhtml+xml,*/*;q=0.8")
        .header("sec-fetch-mode", "navigate")
        .header("sec-fetch-dest", "document")
}

/// Where a redirect leads.
fn location(answer: &Response) -> Option<Url> {
    let target = answer.headers().get(header::LOCATION).filter(|_| answer.status().is_redirection())?;
    answer.url().join(target.to_str().unwrap()).ok()
}

async fn read(answer: Response) -> Page {
    let url = answer.url().clone();
    Page { url, html: answer.text().await.unwrap() }
}
