use axum::http::StatusCode;

use crate::{
    service::brand_user,
    world::{PASTA, World, brand, november},
};

#[tokio::test]
async fn a_table_is_kept_by_this_person_alone_and_told_again_when_it_has_changed() {
    let (world, brand) = (World::new().await, brand());
    let cells = [(PASTA, "IT-25", "scanning_visitors", 12)];
    world.release(brand, november(18), &cells).await;
    for path in ["/api/v1/brand/insights/products", "/api/v1/brand/insights.csv?view=products"] {
        let first = world.service.get(path, brand).await;
        assert_eq!(first.header("cache-control"), "private, no-cache");
        let tag = first.header("etag").to_owned();
        assert!(tag.starts_with('"') && tag.len() > 20, "{tag}");
        let again = world.service.ask_with(path, &brand_user(brand), &[("if-none-match", &tag)]).await;
        assert_eq!((again.status, again.text.as_str()), (StatusCode::NOT_MODIFIED, ""));
        assert_eq!(again.header("etag"), tag);
    }
    let path = "/api/v1/brand/insights/products";
    let tag = world.service.get(path, brand).await.header("etag").to_owned();
    world.release(brand, november(19), &cells).await;
    let changed = world.service.ask_with(path, &brand_user(brand), &[("if-none-match", &tag)]).await;
    assert_eq!(changed.status, StatusCode::OK);
}
