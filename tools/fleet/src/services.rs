//! The services of PackyTrace, one row each.

use service_kit::identity::GATEWAY as GATEWAY_SIGNER;

use crate::error::Result;
use crate::keycloak;
use crate::ports::{self, Port};
use crate::wiring::{FRIDGE_SERVICE, IDENTITY_SERVICE, PERSONALIZATION_SERVICE, Wiring};

/// One service: its binary, its ports, its schema and its own settings.
#[derive(Debug)]
pub struct Service {
    /// The name of process and binary.
    pub name: &'static str,
    /// What the names of its settings begin with.
    pub prefix: &'static str,
    /// Its schema, if it keeps anything.
    pub schema: Option<&'static str>,
    /// Where it answers, if anybody asks it anything.
    pub http: Option<Port>,
    /// Where it answers the operator.
    pub admin: Port,
    /// The settings that it alone has.
    settings: fn(&Wiring) -> Result<Settings>,
}

/// Names and values of environment variables.
pub(crate) type Settings = Vec<(String, String)>;

/// Every service in the order of its start; the public door opens last.
pub const SERVICES: &[Service] = &[
    Service {
        name: PASSPORT_SERVICE,
        prefix: "PASSPORT",
        schema: Some("passport"),
        http: Some(Port { variable: "PACKYTRACE_PASSPORT_PORT", default: 8081 }),
        admin: Port { variable: "PACKYTRACE_PASSPORT_ADMIN_PORT", default: 9081 },
        settings: passport,
    },
    Service {
        name: IDENTITY_SERVICE,
        prefix: "IDENTITY",
        schema: Some("identity"),
        http: Some(Port { variable: "PACKYTRACE_IDENTITY_PORT", default: 8084 }),
        admin: Port { variable: "PACKYTRACE_IDENTITY_ADMIN_PORT", default: 9084 },
        settings: identity,
    },
    Service {
        name: PERSONALIZATION_SERVICE,
        prefix: "PERSONALIZATION",
        schema: Some("personalization"),
        http: Some(Port { variable: "PACKYTRACE_PERSONALIZATION_PORT", default: 8082 }),
        admin: Port { variable: "PACKYTRACE_PERSONALIZATION_ADMIN_PORT", default: 9082 },
        settings: personalization,
    },
    Service {
        name: FRIDGE_SERVICE,
        prefix: "FRIDGE",
        schema: Some("fridge"),
        http: Some(Port { variable: "PACKYTRACE_FRIDGE_PORT", default: 8083 }),
        admin: Port { variable: "PACKYTRACE_FRIDGE_ADMIN_PORT", default: 9083 },
        settings: fridge,
    },
    Service {
        name: MEASUREMENT_PIPELINE,
        prefix: "MEASUREMENT",
        schema: Some("measurement"),
        http: None,
        admin: Port { variable: "PACKYTRACE_MEASUREMENT_ADMIN_PORT", default: 9085 },
        settings: measurement,
    },
    Service {
        name: BRAND_ANALYTICS_SERVICE,
        prefix: "ANALYTICS",
        schema: Some("brand_analytics"),
        http: Some(Port { variable: "PACKYTRACE_ANALYTICS_PORT", default: 8086 }),
        admin: Port { variable: "PACKYTRACE_ANALYTICS_ADMIN_PORT", default: 9086 },
        settings: |_| Ok(Vec::new()),
    },
    Service {
        name: "api-gateway",
        prefix: "GATEWAY",
        schema: None,
        http: Some(GATEWAY),
        admin: Port { variable: "PACKYTRACE_GATEWAY_ADMIN_PORT", default: 9080 },
        settings: gateway,
    },
];

const PASSPORT_SERVICE: &str = "passport-service";
pub(crate) const MEASUREMENT_PIPELINE: &str = "measurement-pipeline";
/// Knows brands and released groups, no person.
const BRAND_ANALYTICS_SERVICE: &str = "brand-analytics-service";

/// The public door.
pub(crate) const GATEWAY: Port = Port { variable: "PACKYTRACE_GATEWAY_PORT", default: 8080 };

/// Every port of a whole fleet.
pub fn all_ports() -> Vec<Port> {
    let infrastructure = [
        ports::POSTGRES,
        ports::KAFKA,
        ports::KAFKA_CONTROLLER,
        ports::KEYCLOAK,
        ports::KEYCLOAK_MANAGEMENT,
        ports::MAIL,
        ports::MAIL_PAGE,
    ];
    let services = SERVICES.iter().flat_map(|service| service.http.into_iter().chain([service.admin]));
    infrastructure.into_iter().chain(services).collect()
}

impl Service {
    /// The row of this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        SERVICES.iter().find(|service| service.name == name)
    }

    /// Whether it is the one that the world reaches; it opens last and closes first.
    pub fn is_public_door(&self) -> bool {
        self.http == Some(GATEWAY)
    }

    /// Everything that `serve` is told.
    pub(crate) fn serve_settings(&self, wiring: &Wiring) -> Result<Settings> {
        let mut settings = wiring.common_settings()?;
        settings.extend(self.http.map(|http| ("PACKYTRACE_LISTEN".into(), wiring.address(http))));
        settings.push(("PACKYTRACE_ADMIN_LISTEN".into(), wiring.address(self.admin)));
        if let Some(schema) = self.schema {
            settings.extend(wiring.kafka_settings(self.name)?);
            settings
                .push((self.variable("DATABASE_URL"), wiring.database_url(&format!("{schema}_service"))?));
        }
        settings.extend((self.settings)(wiring)?);
        Ok(settings)
    }

    /// The same, and the owner's URL, which nothing but `migrate` gets.
    pub(crate) fn migrate_settings(&self, wiring: &Wiring, schema: &str) -> Result<Settings> {
        let mut settings = self.serve_settings(wiring)?;
        settings
            .push((self.variable("OWNER_DATABASE_URL"), wiring.database_url(&format!("{schema}_owner"))?));
        Ok(settings)
    }

    fn variable(&self, setting: &str) -> String {
        format!("{}_{setting}", self.prefix)
    }
}

fn passport(wiring: &Wiring) -> Result<Settings> {
    let shell = wiring.checkout.path("client/web-app/build/shell.html");
    Ok(vec![
        ("PASSPORT_SHELL".into(), shell.display().to_string()),
        ("PASSPORT_IDEMPOTENCY_SECRET".into(), wiring.secrets.hex("passport-idempotency-secret")?),
        ("PASSPORT_LINK_STEM".into(), wiring.public_url()),
    ])
}

fn identity(wiring: &Wiring) -> Result<Settings> {
    // Who else keeps something about a person: waited for in an erasure, and asked for an export where it can be asked.
    let nobody = [IDENTITY_SERVICE, BRAND_ANALYTICS_SERVICE];
    let holders = || SERVICES.iter().filter(|it| it.schema.is_some() && !nobody.contains(&it.name));
    let source = |holder: &Service| Some(format!("{}={}", holder.name, wiring.url(holder.http?)));
    let sources = holders().filter_map(source);
    Ok(vec![
        ("IDENTITY_KEYCLOAK_URL".into(), wiring.url(ports::KEYCLOAK)),
        ("IDENTITY_KEYCLOAK_CLIENT_SECRET".into(), wiring.keycloak_secret(keycloak::IDENTITY_CLIENT)?),
        ("IDENTITY_SIGNING_KEY".into(), wiring.signing_key(IDENTITY_SERVICE)?),
        ("IDENTITY_IDEMPOTENCY_SECRET".into(), wiring.secrets.hex("identity-idempotency-secret")?),
        ("IDENTITY_EXPORT_SOURCES".into(), sources.collect::<Vec<_>>().join(",")),
        (
            "IDENTITY_ERASURE_HOLDERS".into(),
            holders().map(|holder| holder.name).collect::<Vec<_>>().join(","),
        ),
    ])
}

fn url_of(wiring: &Wiring, name: &str) -> String {
    Service::named(name).and_then(|service| service.http).map(|http| wiring.url(http)).unwrap_or_default()
}

fn fridge(wiring: &Wiring) -> Result<Settings> {
    Ok(vec![
        ("FRIDGE_IDENTITY_URL".into(), url_of(wiring, IDENTITY_SERVICE)),
        ("FRIDGE_PASSPORT_URL".into(), url_of(wiring, PASSPORT_SERVICE)),
        ("FRIDGE_SIGNING_KEY".into(), wiring.signing_key(FRIDGE_SERVICE)?),
        ("FRIDGE_IDEMPOTENCY_SECRET".into(), wiring.secrets.hex("fridge-idempotency-secret")?),
        ("FRIDGE_PUBLIC_URL".into(), wiring.public_url()),
        ("FRIDGE_SMTP_URL".into(), format!("smtp://{}", wiring.address(ports::MAIL))),
    ])
}

fn measurement(wiring: &Wiring) -> Result<Settings> {
    Ok(vec![("MEASUREMENT_KEYS".into(), wiring.beside_the_databases("measurement-keys")?)])
}

fn personalization(wiring: &Wiring) -> Result<Settings> {
    Ok(vec![
        ("PERSONALIZATION_IDENTITY_URL".into(), url_of(wiring, IDENTITY_SERVICE)),
        ("PERSONALIZATION_PASSPORT_URL".into(), url_of(wiring, PASSPORT_SERVICE)),
        ("PERSONALIZATION_SIGNING_KEY".into(), wiring.signing_key(PERSONALIZATION_SERVICE)?),
        ("PERSONALIZATION_PROFILE_KEYS".into(), wiring.secrets.hex("personalization-profile-key")?),
        (
            "PERSONALIZATION_IDEMPOTENCY_SECRET".into(),
            wiring.secrets.hex("personalization-idempotency-secret")?,
        ),
    ])
}

fn gateway(wiring: &Wiring) -> Result<Settings> {
    let mut settings: Settings = SERVICES
        .iter()
        .filter(|service| service.schema.is_some())
        .filter_map(|service| Some((format!("GATEWAY_{}_URL", service.prefix), wiring.url(service.http?))))
        .collect();
    let web = wiring.checkout.path("client/web-app/build");
    settings.extend([
        ("GATEWAY_WEB_ROOT".into(), web.display().to_string()),
        ("GATEWAY_IDENTITY_KEY".into(), wiring.signing_key(GATEWAY_SIGNER)?),
        ("GATEWAY_COOKIE_KEYS".into(), wiring.secrets.hex("gateway-cookie-key")?),
        ("GATEWAY_PUBLIC_URL".into(), wiring.public_url()),
        ("GATEWAY_OIDC_ISSUER".into(), wiring.issuer()),
        ("GATEWAY_OIDC_CLIENT_SECRET".into(), wiring.keycloak_secret(keycloak::GATEWAY_CLIENT)?),
    ]);
    Ok(settings)
}
