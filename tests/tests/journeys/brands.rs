//! People who act for a brand.

use std::sync::Arc;

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::{person::Person, visitor::Visitor, world::World};

/// Somebody who acts for a brand of their own, signed in.
pub(crate) async fn brand_user(world: &World, name: &str, prefix: &str) -> (Visitor, Person, String) {
    let person = Person::new();
    world.visitor().register(&person).await;
    let brand = world.make_brand(name, prefix, &person.email).await;
    let visitor = world.visitor();
    visitor.sign_in(&person).await;
    (visitor, person, brand)
}

pub(crate) async fn a_brand_user_sees_their_own_brand_and_a_consumer_none(world: Arc<World>) {
    let (one, person, brand) = brand_user(&world, "Bottega Nove", "9526101").await;
    let (two, other, _) = brand_user(&world, "Mulino Otto", "9526102").await;
    let session = one.session().await;
    assert_eq!(session["roles"], json!(["consumer", "brand_user"]), "{session}");
    assert_eq!(session["brand"], json!({ "brandId": brand, "name": "Bottega Nove" }));
    let seen = one.json("/api/v1/brand").await.to_string();
    assert!(seen.contains("Bottega Nove") && seen.contains(&brand) && seen.contains(&person.email), "{seen}");
    assert!(!seen.contains("Mulino") && !seen.contains(&other.email), "{seen}");
    let seen = two.json("/api/v1/brand").await.to_string();
    assert!(seen.contains("Mulino Otto") && !seen.contains(&person.email), "{seen}");

    let consumer = world.visitor();
    assert_eq!(consumer.get("/api/v1/brand").await.status(), StatusCode::UNAUTHORIZED);
    consumer.register(&Person::new()).await;
    let answer = consumer.get("/api/v1/brand").await;
    assert_eq!(answer.status(), StatusCode::FORBIDDEN);
    let problem: Value = answer.json().await.unwrap();
    assert!(!problem.to_string().contains("Bottega"), "{problem}");
}

pub(crate) async fn a_brand_is_made_once_and_a_prefix_has_one_owner(world: Arc<World>) {
    let (visitor, person, brand) = brand_user(&world, "Fattoria Dieci", "9526103").await;
    let again = ["--id", &brand, "--name", "Fattoria X", "--prefix", "9526103", "--user", &person.email];
    let make = async |rest: &[&str]| {
        world.operate("identity-service", &[&["brand", "create"], rest].concat()).await.status.success()
    };
    assert!(make(&again).await, "a second time changes what it says");
    assert_eq!(visitor.json("/api/v1/brand").await["name"], "Fattoria X");
    let other = uuid::Uuid::now_v7().to_string();
    let stranger = ["--id", &other, "--name", "Ladro", "--prefix", "9526103", "--user", &person.email];
    assert!(!make(&stranger).await, "a prefix that is somebody's is not given away");
    let longer = ["--id", &other, "--name", "Ladro", "--prefix", "95261031", "--user", &person.email];
    assert!(!make(&longer).await, "nor a part of it");
}
