//! Mail as the catching server shows it.

use reqwest::Url;
use serde_json::Value;

use crate::{browser::links, visitor::eventually, world::World};

/// A mail that was caught.
pub(crate) struct Mail {
    pub(crate) text: String,
    html: String,
}

impl Mail {
    /// The one link into Keycloak that it asks to be followed.
    pub(crate) fn link(&self) -> Url {
        let page: Url = "http://mail".parse().unwrap();
        let found = links(&self.html, &page).into_iter().find(|link| link.path().contains("/login-actions/"));
        found.unwrap_or_else(|| panic!("no link in {}", self.html))
    }
}

impl World {
    /// The newest mail to somebody whose subject fits.
    pub(crate) async fn mail(&self, to: &str, subject: &str) -> Mail {
        let what = format!("a mail about {subject:?}");
        let base = self.fleet.mail_url().expect("the fleet catches mail");
        eventually(&what, || async {
            let mails: Vec<Value> =
                reqwest::get(format!("{base}/api/email")).await.ok()?.json().await.ok()?;
            mails.iter().rev().find(|mail| is_for(mail, to, subject)).map(read)
        })
        .await
    }

    /// How many mails to somebody there are whose subject fits.
    pub(crate) async fn mails(&self, to: &str, subject: &str) -> usize {
        let base = self.fleet.mail_url().expect("the fleet catches mail");
        let mails = reqwest::get(format!("{base}/api/email")).await.unwrap();
        let mails: Vec<Value> = mails.json().await.unwrap();
        mails.iter().filter(|mail| is_for(mail, to, subject)).count()
    }
}

fn is_for(mail: &Value, to: &str, subject: &str) -> bool {
    let mut people = mail["to"].as_array().into_iter().flatten();
    people.any(|person| person["address"] == to) && text(mail, "subject").contains(subject)
}

fn read(mail: &Value) -> Mail {
    Mail { text: text(mail, "text"), html: text(mail, "html") }
}

fn text(mail: &Value, field: &str) -> String {
    mail[field].as_str().unwrap_or_default().to_owned()
}
