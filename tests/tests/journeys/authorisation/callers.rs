//! Who asks, and the things that are theirs.

use std::{collections::HashMap, sync::Arc};

use serde_json::{Value, json};
use tokio::sync::OnceCell;

use super::workshop::{PREFIXES, Workshop};
use crate::{
    brands::brand_user, erasure::erasure_id, export, gtins::MOZZARELLA, person::Person, visitor::Visitor,
    world::World,
};

/// The columns of the table.
pub(super) const CALLERS: [&str; 7] =
    ["anonymous", "visitor-a", "visitor-b", "account-a", "account-b", "brand-x", "brand-y"];

/// Whose thing is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whose {
    Own,
    Other,
}

/// Everybody.
pub(super) struct Cast {
    world: Arc<World>,
    browsers: HashMap<&'static str, Visitor>,
    erasure: String,
    of_brand_x: HashMap<&'static str, OnceCell<String>>,
}

impl Cast {
    pub(super) async fn gather(world: &Arc<World>) -> Self {
        let mut browsers: HashMap<_, _> = CALLERS.map(|caller| (caller, world.visitor())).into();
        for caller in ["visitor-a", "visitor-b"] {
            browsers[caller].scan(MOZZARELLA).await;
        }
        for caller in ["account-a", "account-b"] {
            browsers[caller].register(&Person::new()).await;
        }
        for (caller, prefix) in PREFIXES {
            browsers.insert(caller, brand_user(world, caller, prefix).await.0);
        }
        let gone = world.visitor();
        gone.scan(MOZZARELLA).await;
        let erasure = erasure_id(gone.delete("/api/v1/visitor").await).await;
        let of_brand_x =
            ["gtin", "importId", "prefix", "reportId"].map(|parameter| (parameter, OnceCell::new()));
        Self { world: world.clone(), browsers, erasure, of_brand_x: of_brand_x.into() }
    }

    /// Somebody's browser; the anonymous one is new each time.
    pub(super) fn browser(&mut self, caller: &str) -> &Visitor {
        if caller == "anonymous" {
            self.browsers.insert("anonymous", self.world.visitor());
        }
        &self.browsers[caller]
    }

    /// A thing of the caller's, or of the one beside them, made for this question.
    pub(super) async fn id(&self, parameter: &str, whose: Whose, caller: &str) -> String {
        let owner = match whose {
            Whose::Own => caller,
            Whose::Other => neighbour(caller),
        };
        let browser = &self.browsers[owner];
        match parameter {
            "scanId" => browser.scan(MOZZARELLA).await["scanId"].as_str().unwrap().to_owned(),
            "exportId" => {
                export::gathered(if owner.starts_with("visitor") { self.somebody() } else { browser }).await.0
            }
            "verdictId" => {
                let asker = if owner.starts_with("visitor") { self.somebody() } else { browser };
                asker.verdict(MOZZARELLA).await["verdictId"].as_str().unwrap().to_owned()
            }
            "itemId" => {
                let keeper = if owner.starts_with("visitor") { self.somebody() } else { browser };
                let answer = keeper.post("/api/v1/fridge/items", &json!({ "name": "Leftover soup" })).await;
                answer.json::<Value>().await.unwrap()["itemId"].as_str().unwrap().to_owned()
            }
            "erasureId" => self.erasure.clone(),
            "gtin" | "importId" | "prefix" | "reportId" => self.of_brand(parameter, owner).await,
            _ => panic!("what is {{{parameter}}}? Say it in the row's `with`, or here"),
        }
    }

    /// A brand's thing; those who act for none ask about one of brand-x's.
    async fn of_brand(&self, parameter: &str, owner: &str) -> String {
        let Some((brand, _)) = PREFIXES.into_iter().find(|(brand, _)| *brand == owner) else {
            let known = &self.of_brand_x[parameter];
            return known.get_or_init(|| self.made(parameter, "brand-x")).await.clone();
        };
        self.made(parameter, brand).await
    }

    async fn made(&self, parameter: &str, brand: &'static str) -> String {
        let workshop = Workshop { brand, worker: &self.browsers[brand] };
        match parameter {
            "gtin" => workshop.product().await,
            "importId" => workshop.import().await,
            "prefix" => workshop.claim().await,
            _ => workshop.report(&self.browsers["visitor-a"]).await,
        }
    }

    /// Who has an account, for those who ask without one.
    fn somebody(&self) -> &Visitor {
        &self.browsers["account-a"]
    }
}

fn neighbour(caller: &str) -> &'static str {
    match caller {
        "visitor-a" => "visitor-b",
        "account-a" => "account-b",
        "account-b" => "account-a",
        "brand-x" => "brand-y",
        "brand-y" => "brand-x",
        _ => "visitor-a",
    }
}
