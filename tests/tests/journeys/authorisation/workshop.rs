//! Things of brands, made for a question.

use std::{
    sync::atomic::{AtomicU32, Ordering},
    time::{Duration, Instant},
};

use reqwest::{Method, StatusCode, header};
use serde_json::{Value, json};

use crate::{gtins::with_check_digit, visitor::Visitor};

/// GS1 prefixes of the two brands.
pub(super) const PREFIXES: [(&str, &str); 2] = [("brand-x", "9526201"), ("brand-y", "9526202")];

/// A brand, and somebody who works for it.
pub(super) struct Workshop<'c> {
    pub(super) brand: &'static str,
    pub(super) worker: &'c Visitor,
}

impl Workshop<'_> {
    /// A product that nobody else asks about. The service may still have to hear of the brand.
    pub(super) async fn product(&self) -> String {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let prefix = PREFIXES.iter().find(|(brand, _)| *brand == self.brand).unwrap().1;
        let gtin = with_check_digit(&format!("0{prefix}{:05}", NEXT.fetch_add(1, Ordering::Relaxed)));
        let body = json!({ "gtin": gtin, "status": "draft", "name": "Made for a question" });
        let began = Instant::now();
        loop {
            let answer = self.worker.post("/api/v1/brand/products", &body).await;
            match answer.status() {
                StatusCode::CREATED => return gtin,
                StatusCode::SERVICE_UNAVAILABLE if began.elapsed() < Duration::from_secs(30) => {
                    tokio::time::sleep(Duration::from_millis(200)).await;
                }
                other => panic!("{other}: {}", answer.text().await.unwrap()),
            }
        }
    }

    pub(super) async fn import(&self) -> String {
        let request = self.worker.command(Method::POST, "/api/v1/brand/imports");
        let request = request.header(header::CONTENT_TYPE, "text/csv").body("gtin,name\n");
        let answer: Value = self.worker.send(request).await.json().await.unwrap();
        answer["importId"].as_str().unwrap().to_owned()
    }

    /// A prefix that nobody has, claimed and waiting.
    pub(super) async fn claim(&self) -> String {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let prefix = format!("95263{:05}", NEXT.fetch_add(1, Ordering::Relaxed));
        let licence = json!({ "memberOrganisation": "GS1 Italy", "reference": "L-1" });
        let body = json!({ "prefix": prefix, "licence": licence });
        let answer = self.worker.post("/api/v1/brand/prefixes", &body).await;
        assert_eq!(answer.status(), StatusCode::CREATED);
        prefix
    }

    pub(super) async fn report(&self, shopper: &Visitor) -> String {
        let gtin = self.product().await;
        let reported =
            shopper.post(&format!("/api/v1/products/{gtin}/reports"), &json!({ "reason": "other" })).await;
        let reported: Value = reported.json().await.unwrap();
        reported["reportId"].as_str().unwrap().to_owned()
    }
}
