use service_kit::identity::{Principal, Role};

use crate::{
    service::{Service, brand_user, consumer},
    tenants::ROUTES,
    world::brand,
};

#[tokio::test]
async fn the_numbers_want_a_brand_user() {
    let service = Service::start().await;
    let without_role = Principal { roles: consumer().roles, ..brand_user(brand()) };
    let without_brand = Principal { brand: None, ..brand_user(brand()) };
    let nobody = Principal { account: None, ..brand_user(brand()) };
    let mut posing = Principal::service();
    posing.roles.insert(Role::BrandUser);
    for route in ROUTES {
        for principal in [&consumer(), &without_role, &without_brand] {
            let refused = service.ask(route, principal).await.problem();
            assert_eq!(refused, (403, "forbidden".to_owned()), "{route}");
        }
        assert_eq!(service.ask(route, &nobody).await.problem(), (401, "sign-in-required".to_owned()));
        assert_eq!(service.ask(route, &Principal::service()).await.status.as_u16(), 401, "{route}");
        assert_eq!(service.ask(route, &posing).await.status.as_u16(), 401, "{route}");
        assert_eq!(service.ask_as_nobody(route).await.status.as_u16(), 401, "{route}");
        assert_eq!(service.get(route, brand()).await.status.as_u16(), 200, "{route}");
    }
}
