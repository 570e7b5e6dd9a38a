//! What Keycloak's realm file promises, rule by rule; each rule is broken once to see that it holds.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::collections::BTreeSet;

use fleet::Checkout;
use serde_json::{Value, json};

type Rule = (&'static str, fn(&Value) -> bool);

const RULES: &[Rule] = &[
    ("people register themselves, by e-mail", |realm| {
        on(realm, "registrationAllowed")
            && on(realm, "registrationEmailAsUsername")
            && !on(realm, "duplicateEmailsAllowed")
    }),
    ("who guesses passwords is held up, and nobody is locked out for good", |realm| {
        on(realm, "bruteForceProtected")
            && !on(realm, "permanentLockout")
            && number(realm, "failureFactor") <= 10
    }),
    ("passwords have at least eight characters", |realm| {
        realm["passwordPolicy"].as_str().unwrap_or_default().contains("length(8)")
    }),
    ("access tokens live five minutes at most", |realm| {
        (1..=300).contains(&number(realm, "accessTokenLifespan"))
    }),
    ("tokens are signed with an asymmetric key", |realm| realm["defaultSignatureAlgorithm"] == "RS256"),
    ("a refresh token stays the same", |realm| realm["revokeRefreshToken"] == false),
    ("nobody must confirm the address before signing in", |realm| realm["verifyEmail"] == false),
    ("a forgotten password is reset by mail, by a link that dies within half an hour", |realm| {
        on(realm, "resetPasswordAllowed")
            && (60..=1800).contains(&number(realm, "actionTokenGeneratedByUserLifespan"))
    }),
    ("the mail server is named by the environment", |realm| {
        ["host", "port", "from", "ssl", "starttls", "auth", "user", "password"]
            .iter()
            .all(|name| is_placeholder(&realm["smtpServer"][name]))
    }),
    ("no event with an address or a name is kept or logged", |realm| {
        realm["eventsEnabled"] == false
            && realm["adminEventsEnabled"] == false
            && realm["adminEventsDetailsEnabled"] == false
            && realm["eventsListeners"] == json!([])
    }),
    ("pages and mails have our look, in three languages", |realm| {
        realm["loginTheme"] == "packytrace"
            && realm["emailTheme"] == "packytrace"
            && on(realm, "internationalizationEnabled")
            && realm["supportedLocales"] == json!(["en", "it", "de"])
    }),
    ("pages fetch nothing from elsewhere", |realm| {
        let policy = realm["browserSecurityHeaders"]["contentSecurityPolicy"].as_str().unwrap_or_default();
        policy.starts_with("default-src 'self'; ") && !policy.contains("http") && !policy.contains('*')
    }),
    ("a profile asks for an address and nothing else", |realm| {
        let attributes = profile(realm)["attributes"].as_array().cloned().unwrap_or_default();
        let required = attributes.iter().filter(|attribute| attribute.get("required").is_some());
        required.map(|attribute| attribute["name"].clone()).collect::<Vec<_>>() == [json!("email")]
    }),
    ("the realm knows consumers and brand users, and who registers is a consumer", |realm| {
        let roles = &realm["roles"]["realm"];
        roles[0]["name"] == "consumer"
            && roles[1]["name"] == "brand_user"
            && roles[2]["composites"]["realm"] == json!(["consumer"])
            && realm["defaultRole"]["name"] == roles[2]["name"]
    }),
    ("these clients and no other", |realm| {
        let names: BTreeSet<_> =
            clients(realm).map(|client| client["clientId"].as_str().unwrap_or("")).collect();
        names == BTreeSet::from(["packytrace-gateway", "packytrace-web", "identity-service", "admin-cli"])
    }),
    ("the gateway's client is confidential and the API's public", |realm| {
        client(realm, "packytrace-gateway")["publicClient"] == false
            && client(realm, "packytrace-web")["publicClient"] == true
            && client(realm, "identity-service")["publicClient"] == false
    }),
    ("a secret is named by the environment", |realm| {
        ["packytrace-gateway", "identity-service"]
            .iter()
            .all(|name| is_placeholder(&client(realm, name)["secret"]))
    }),
    ("people come by code with PKCE S256 alone", |realm| {
        ["packytrace-gateway", "packytrace-web"].iter().all(|name| {
            let client = client(realm, name);
            client["standardFlowEnabled"] == true
                && client["attributes"]["pkce.code.challenge.method"] == "S256"
                && client["serviceAccountsEnabled"] == false
        })
    }),
    ("no client takes a password or an implicit token", |realm| {
        clients(realm).all(|client| {
            client["directAccessGrantsEnabled"] == false && client["implicitFlowEnabled"] == false
        })
    }),
    ("no client has every role by full scope", |realm| {
        clients(realm).all(|client| client["fullScopeAllowed"] == false)
    }),
    ("redirects go to whole addresses of ours", |realm| {
        clients(realm).all(|client| strings(&client["redirectUris"]).all(|uri| !uri.contains('*')))
            && client(realm, "packytrace-gateway")["redirectUris"]
                == json!(["${PACKYTRACE_PUBLIC_URL}/auth/callback"])
            && clients(realm).all(|client| strings(&client["webOrigins"]).count() == 0)
    }),
    ("a logout goes back to the start page alone", |realm| {
        ["packytrace-gateway", "packytrace-web"].iter().all(|name| {
            client(realm, name)["attributes"]["post.logout.redirect.uris"] == "${PACKYTRACE_PUBLIC_URL}/"
        })
    }),
    ("access tokens name packytrace-api as their audience", |realm| {
        ["packytrace-gateway", "packytrace-web"].iter().all(|name| {
            client(realm, name)["protocolMappers"].as_array().is_some_and(|mappers| {
                mappers.iter().any(|mapper| {
                    mapper["config"]["included.custom.audience"] == "packytrace-api"
                        && mapper["config"]["access.token.claim"] == "true"
                })
            })
        })
    }),
    ("tokens carry subject and time of signing in, and nobody gets offline access", |realm| {
        // Keycloak's scope `basic` maps `sub` and `auth_time`; `offline_access` would be an optional one.
        clients(realm).all(|client| {
            strings(&client["defaultClientScopes"]).any(|scope| scope == "basic")
                && client["optionalClientScopes"] == json!([])
        })
    }),
    ("identity-service manages people and nothing else", |realm| {
        let roles = json!(["manage-users", "view-users", "query-users"]);
        realm["users"][0]["clientRoles"] == json!({ "realm-management": roles })
            && realm["clientScopeMappings"]["realm-management"]
                == json!([{ "client": "identity-service", "roles": roles }])
            && client(realm, "identity-service")["serviceAccountsEnabled"] == true
            && client(realm, "identity-service")["standardFlowEnabled"] == false
    }),
    ("no person is in the file", |realm| {
        realm["users"]
            .as_array()
            .is_some_and(|users| users.len() == 1 && users[0]["serviceAccountClientId"] == "identity-service")
    }),
    ("Keycloak's own client for passwords is closed", |realm| client(realm, "admin-cli")["enabled"] == false),
    ("the built-in client scopes stay", |realm| realm.get("clientScopes").is_none()),
];

/// A way to break each rule: where in the file, and what to put there.
fn breaks() -> Vec<(&'static str, &'static str, Value)> {
    vec![
        (RULES[0].0, "/registrationAllowed", json!(false)),
        (RULES[1].0, "/bruteForceProtected", json!(false)),
        (RULES[2].0, "/passwordPolicy", json!("length(4)")),
        (RULES[3].0, "/accessTokenLifespan", json!(3600)),
        (RULES[4].0, "/defaultSignatureAlgorithm", json!("HS256")),
        (RULES[5].0, "/revokeRefreshToken", json!(true)),
        (RULES[6].0, "/verifyEmail", json!(true)),
        (RULES[7].0, "/actionTokenGeneratedByUserLifespan", json!(86400)),
        (RULES[8].0, "/smtpServer/password", json!("secret")),
        (RULES[9].0, "/eventsListeners", json!(["jboss-logging"])),
        (RULES[10].0, "/supportedLocales", json!(["en"])),
        (
            RULES[11].0,
            "/browserSecurityHeaders/contentSecurityPolicy",
            json!("default-src 'self'; img-src https:"),
        ),
        (RULES[12].0, PROFILE, json!(r#"{"attributes":[{"name":"lastName","required":{}}]}"#)),
        (RULES[13].0, "/roles/realm/2/composites/realm", json!(["consumer", "brand_user"])),
        (RULES[14].0, "/clients/3/clientId", json!("another")),
        (RULES[15].0, "/clients/0/publicClient", json!(true)),
        (RULES[16].0, "/clients/2/secret", json!("secret")),
        (RULES[17].0, "/clients/1/attributes/pkce.code.challenge.method", json!("plain")),
        (RULES[18].0, "/clients/1/directAccessGrantsEnabled", json!(true)),
        (RULES[19].0, "/clients/2/fullScopeAllowed", json!(true)),
        (RULES[20].0, "/clients/1/redirectUris", json!(["${PACKYTRACE_PUBLIC_URL}/*"])),
        (RULES[21].0, "/clients/0/attributes/post.logout.redirect.uris", json!("+")),
        (RULES[22].0, "/clients/0/protocolMappers/0/config/included.custom.audience", json!("account")),
        (RULES[23].0, "/clients/0/optionalClientScopes", json!(["offline_access"])),
        (RULES[24].0, "/users/0/clientRoles/realm-management", json!(["realm-admin"])),
        (RULES[25].0, "/users", json!([{ "username": "somebody" }])),
        (RULES[26].0, "/clients/3/enabled", json!(true)),
        (RULES[27].0, "/clientScopes", json!([])),
    ]
}

const PROFILE: &str =
    "/components/org.keycloak.userprofile.UserProfileProvider/0/config/kc.user.profile.config/0";

fn realm() -> Value {
    let file = Checkout::find().unwrap().path("deployment/keycloak/packytrace-realm.json");
    serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap()
}

fn broken_rules(realm: &Value) -> Vec<&'static str> {
    RULES.iter().filter(|(_, holds)| !holds(realm)).map(|(name, _)| *name).collect()
}

fn on(realm: &Value, name: &str) -> bool {
    realm[name] == true
}

fn number(realm: &Value, name: &str) -> i64 {
    realm[name].as_i64().unwrap_or(i64::MAX)
}

fn is_placeholder(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.starts_with("${PACKYTRACE_") && text.ends_with('}'))
}

fn clients(realm: &Value) -> impl Iterator<Item = &Value> {
    realm["clients"].as_array().into_iter().flatten()
}

fn client<'r>(realm: &'r Value, name: &str) -> &'r Value {
    clients(realm).find(|client| client["clientId"] == name).unwrap_or(&Value::Null)
}

fn strings(list: &Value) -> impl Iterator<Item = &str> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str)
}

fn profile(realm: &Value) -> Value {
    let text = realm.pointer(PROFILE).and_then(Value::as_str).unwrap_or_default();
    serde_json::from_str(text).unwrap_or_default()
}

#[test]
fn the_realm_keeps_every_rule() {
    assert_eq!(broken_rules(&realm()), Vec::<&str>::new());
}

#[test]
fn every_rule_sees_when_it_is_broken() {
    let breaks = breaks();
    assert_eq!(breaks.len(), RULES.len(), "a way to break each rule");
    for (rule, place, value) in breaks {
        let mut realm = realm();
        match realm.pointer_mut(place) {
            Some(there) => *there = value,
            None => realm[place.trim_start_matches('/')] = value,
        }
        assert!(broken_rules(&realm).contains(&rule), "{place} was changed, and nobody saw: {rule}");
    }
}
