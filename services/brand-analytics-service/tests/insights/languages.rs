use crate::{
    service::brand_user,
    world::{PASTA, World, brand, november},
};

/// A world in which a group is too small to be told, and a day still to come.
async fn told() -> (World, service_kit::ids::BrandId) {
    let (world, brand) = (World::new().await, brand());
    world.release(brand, november(18), &[(PASTA, "IT-25", "scanning_visitors", 12)]).await;
    world.release(brand, november(19), &[]).await;
    (world, brand)
}

#[tokio::test]
async fn what_a_number_means_is_told_in_the_readers_language() {
    let (world, brand) = told().await;
    for (asked, language, name, unit) in [
        ("", "en", "Scanning visitors", "visitors"),
        ("fr, it;q=0.4", "it", "Visitatori che scansionano", "visitatori"),
        ("de-AT", "de", "Scannende Besucher", "Besucher"),
        ("fr", "en", "Scanning visitors", "visitors"),
    ] {
        for table in ["summary", "products", "regions", "series"] {
            let path = format!("/api/v1/brand/insights/{table}");
            let asking = [("accept-language", asked)];
            let answer = world.service.ask_with(&path, &brand_user(brand), &asking).await;
            assert_eq!(answer.header("content-language"), language, "{table} for {asked}");
            assert_eq!(answer.header("vary"), "Cookie, Authorization, Accept-Language");
            let body = answer.body();
            let told = &body["definitions"]["scanning_visitors"];
            assert_eq!((&told["name"], &told["unit"]), (&name.into(), &unit.into()), "{table} for {asked}");
            let item = &body["items"][0];
            assert!(
                item["unit"].as_str().is_some_and(|unit| unit.starts_with("visitor")),
                "programs read it"
            );
        }
    }
}

#[tokio::test]
async fn a_file_says_in_the_readers_language_why_there_is_no_number() {
    let (world, brand) = told().await;
    let path = "/api/v1/brand/insights.csv?from=2026-11-18&to=2026-11-20";
    let mut tags = Vec::new();
    for (asked, withheld, awaited) in [
        ("en", "not enough data yet (fewer than 5)", "not yet released"),
        ("it", "dati non ancora sufficienti (meno di 5)", "non ancora pubblicati"),
        ("de", "noch nicht genug Daten (weniger als 5)", "noch nicht freigegeben"),
    ] {
        let answer = world.service.ask_with(path, &brand_user(brand), &[("accept-language", asked)]).await;
        assert_eq!(answer.header("content-language"), asked);
        let mut lines = answer.text.lines();
        let head = "day,from,to,gtin,region,metric,visitors,suppressed,daysReleased,days,unit,policy,k";
        assert_eq!(lines.next(), Some(head), "programs read it");
        assert!(lines.clone().any(|line| line.contains(&format!(",{withheld},true,"))), "{}", answer.text);
        assert!(lines.any(|line| line.contains(&format!(",{awaited},false,"))), "{}", answer.text);
        tags.push(answer.header("etag").to_owned());
    }
    tags.dedup();
    assert_eq!(tags.len(), 3, "who has one language has not the other");
}
