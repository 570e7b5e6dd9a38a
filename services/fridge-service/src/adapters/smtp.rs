//! The mail server.

use std::{str::FromStr, time::Duration};

use anyhow::Context as _;
use async_trait::async_trait;
use lettre::{
    AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor,
    message::{
        Mailbox, MultiPart,
        header::{HeaderName, HeaderValue},
    },
    transport::smtp::{Error, PoolConfig},
};

use crate::application::ports::{Mail, Mailer, NotSent};

/// A whole step, connecting or a command: mail servers think.
const PATIENCE: Duration = Duration::from_secs(20);
const CONNECTIONS: u32 = 2;

/// Where mail goes, which may hold a password and so shows nothing of itself.
#[derive(Clone)]
pub struct SmtpUrl(String);

impl FromStr for SmtpUrl {
    type Err = &'static str;

    fn from_str(url: &str) -> Result<Self, Self::Err> {
        // The parser's own words would repeat the URL.
        let read = AsyncSmtpTransport::<Tokio1Executor>::from_url(url);
        read.map(|_| Self(url.to_owned())).map_err(|_| "not an smtp:// or smtps:// URL")
    }
}

impl std::fmt::Debug for SmtpUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[redacted]")
    }
}

/// Sends mail by SMTP.
#[derive(Clone)]
pub struct SmtpMailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl SmtpMailer {
    /// To this server, from this sender.
    ///
    /// # Errors
    /// The URL is none.
    pub fn new(url: &SmtpUrl, from: Mailbox) -> anyhow::Result<Self> {
        // The process has one provider; a second install is no fault.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(&url.0);
        let builder = builder.ok().context("not an smtp:// or smtps:// URL")?;
        let pool = PoolConfig::new().max_size(CONNECTIONS);
        Ok(Self { transport: builder.timeout(Some(PATIENCE)).pool_config(pool).build(), from })
    }

    fn message(&self, mail: &Mail) -> anyhow::Result<Message> {
        let id = format!("<{}@{}>", mail.message_id, self.from.email.domain());
        Message::builder()
            .from(self.from.clone())
            // The address stands in no error.
            .to(mail.to.parse().ok().context("not an address")?)
            .subject(&mail.subject)
            .message_id(Some(id))
            .raw_header(header("Auto-Submitted", "auto-generated".to_owned()))
            .raw_header(header("List-Unsubscribe", format!("<{}>", mail.stop)))
            .raw_header(header("Content-Language", mail.language.to_owned()))
            .multipart(MultiPart::alternative_plain_html(mail.text.clone(), mail.html.clone()))
            .context("writing the mail")
    }
}

fn header(name: &'static str, value: String) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value)
}

#[async_trait]
impl Mailer for SmtpMailer {
    #[tracing::instrument(name = "mail.send", skip_all)]
    async fn send(&self, mail: &Mail) -> Result<(), NotSent> {
        let message = self.message(mail).map_err(|error| NotSent::NotReached(error.into()))?;
        // Whatever fails up to here fails before the server was given anything.
        match self.transport.test_connection().await {
            Ok(true) => {}
            Ok(false) => return Err(NotSent::NotReached("the server hung up".into())),
            Err(error) => return Err(refusal(&error).unwrap_or_else(|| NotSent::NotReached(error.into()))),
        }
        self.transport.send(message).await.map(drop).map_err(|error| {
            let definite = refusal(&error);
            definite.unwrap_or_else(|| {
                if error.is_client() {
                    NotSent::NotReached(error.into())
                } else {
                    NotSent::Unknown(error.into())
                }
            })
        })
    }
}

/// A refusal by its code alone: the words of a server may repeat the address.
fn refusal(error: &Error) -> Option<NotSent> {
    error.status().map(|code| NotSent::Refused(code.to_string()))
}
