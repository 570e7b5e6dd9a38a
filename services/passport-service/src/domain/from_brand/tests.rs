use proptest::prelude::*;

use super::*;

fn link(kind: &str, lot: Option<&str>, serial: Option<&str>) -> Link {
    let name = format!("{kind}-{}-{}", lot.unwrap_or("all"), serial.unwrap_or("all"));
    Link {
        variant: None,
        lot: lot.map(|lot| lot.parse().expect("a lot")),
        serial: serial.map(|serial| serial.parse().expect("a serial number")),
        link_type: format!("gs1:{kind}"),
        language: None,
        media_type: None,
        context: Vec::new(),
        href: format!("https://b.example/{name}"),
        title: Some(name),
    }
}

fn in_language(language: &str, link: Link) -> Link {
    Link { language: Some(language.to_owned()), href: format!("{}/{language}", link.href), ..link }
}

fn recall(lot: Option<&str>, serial: Option<&str>) -> Link {
    link("recallStatus", lot, serial)
}

fn pack<'a>(lot: Option<&'a str>, serial: Option<&'a str>) -> Pack<'a> {
    Pack { variant: None, lot, serial }
}

fn told(links: &[Link], pack: Pack<'_>) -> Vec<RecallOf> {
    FromBrand::of(links, pack).recalls.into_iter().map(|recall| recall.of).collect()
}

#[test]
fn a_recall_is_told_to_who_holds_what_it_is_about_and_the_closest_first() {
    let links = [recall(None, None), recall(Some("L1"), None), recall(Some("L1"), Some("7"))];
    assert_eq!(told(&links, pack(None, None)), [RecallOf::Product]);
    assert_eq!(told(&links, pack(Some("L2"), Some("7"))), [RecallOf::Product]);
    assert_eq!(told(&links, pack(Some("L1"), None)), [RecallOf::Lot, RecallOf::Product]);
    let seventh = [RecallOf::Pack, RecallOf::Lot, RecallOf::Product];
    assert_eq!(told(&links, pack(Some("L1"), Some("7"))), seventh);
    assert_eq!(told(&links[1..], pack(Some("l1"), None)), [], "lots are told by case");
}

#[test]
fn a_variants_recall_is_told_to_that_variant_alone() {
    let links = [Link { variant: Some("2A".parse().expect("a variant")), ..recall(None, None) }];
    let variant = |variant| Pack { variant, ..Pack::default() };
    assert_eq!(told(&links, variant(Some("2A"))), [RecallOf::Variant]);
    assert_eq!(told(&links, variant(Some("2B"))), []);
    assert_eq!(told(&links, variant(None)), []);
}

#[test]
fn one_notice_in_two_media_is_one_notice() {
    let page = recall(None, None);
    let document = Link { media_type: Some("application/pdf".to_owned()), ..page.clone() };
    assert_eq!(told(&[page, document], Pack::default()), [RecallOf::Product]);
}

#[test]
fn a_recall_is_left_out_only_for_its_translation() {
    let of_lot = recall(Some("L1"), None);
    let all = [
        in_language("it", of_lot.clone()),
        in_language("de-AT", of_lot),
        in_language("it", recall(None, None)),
    ];
    let recalls = FromBrand::of(&all, pack(Some("L1"), None)).recalls;
    let seen = |reader: &str| {
        Recall::readable(&recalls, reader).filter_map(|recall| recall.language.clone()).collect::<Vec<_>>()
    };
    assert_eq!(seen("de"), ["de-AT", "it"], "the product's is there in Italian alone");
    assert_eq!(seen("it"), ["it", "it"]);
    assert_eq!(seen("en"), ["it", "de-AT", "it"]);
}

#[test]
fn what_a_lot_says_stands_for_what_its_product_says() {
    let links = [
        link("sustainabilityInfo", None, None),
        link("sustainabilityInfo", Some("L1"), None),
        link("instructions", None, None),
        link("pip", None, None),
        link("defaultLink", None, None),
        link("recallStatus", None, None),
        link("epcis", None, None),
    ];
    let titles = |pack| {
        let links = FromBrand::of(&links, pack).links;
        links.into_iter().filter_map(|link| link.title).collect::<Vec<_>>()
    };
    assert_eq!(titles(Pack::default()), ["instructions-all-all", "sustainabilityInfo-all-all"]);
    assert_eq!(titles(pack(Some("L1"), None)), ["instructions-all-all", "sustainabilityInfo-L1-all"]);
}

fn some_link() -> impl Strategy<Value = Link> {
    let kinds = prop::sample::select(vec!["recallStatus", "instructions", "pip"]);
    let lots = prop::sample::select(vec![None, Some("L1"), Some("L2")]);
    let serials = prop::sample::select(vec![None, Some("1"), Some("2")]);
    let languages = prop::sample::select(vec![None, Some("it"), Some("de-AT")]);
    (kinds, lots, serials, languages).prop_map(|(kind, lot, serial, language)| {
        let link = link(kind, lot, serial);
        match language {
            Some(language) => in_language(language, link),
            None => link,
        }
    })
}

proptest! {
    #[test]
    fn what_was_not_registered_for_a_pack_is_never_told_and_what_was_always_is(
        links in prop::collection::vec(some_link(), 0..9),
        lot in prop::sample::select(vec![None, Some("L1"), Some("L3")]),
        serial in prop::sample::select(vec![None, Some("1")]),
        reader in prop::sample::select(vec!["en", "it", "de"]),
    ) {
        let found = FromBrand::of(&links, pack(lot, serial));
        let fits = |stated: &Option<crate::domain::workspace::Qualifier>, its: Option<&str>| {
            stated.as_ref().is_none_or(|stated| its == Some(stated.as_str()))
        };
        let due = |link: &&Link| {
            link.link_type == "gs1:recallStatus" && fits(&link.lot, lot) && fits(&link.serial, serial)
        };
        for link in links.iter().filter(due) {
            prop_assert!(found.recalls.iter().any(|recall| recall.href == link.href));
        }
        for recall in &found.recalls {
            prop_assert!(links.iter().filter(due).any(|link| link.href == recall.href));
        }
        let shown: Vec<_> = Recall::readable(&found.recalls, reader).map(|recall| recall.of).collect();
        for recall in &found.recalls {
            prop_assert!(shown.contains(&recall.of), "a level goes silent: {:?}", recall);
        }
    }
}
