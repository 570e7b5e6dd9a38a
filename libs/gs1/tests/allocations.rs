//! The borrowed view never touches the heap.

#![expect(clippy::unwrap_used, reason = "tests may stop at the first surprise")]

use gs1::{Date, DigitalLinkRef, Options};

fn allocations(link: &str, options: Options) -> u64 {
    let measured = allocation_counter::measure(|| {
        let read = DigitalLinkRef::parse(link, options).unwrap();
        let bytes: usize = read.elements().map(|element| element.value().bytes().count()).sum();
        let others = read.other().count();
        assert!(bytes > 0 && others < 10_000 && !read.stem().is_empty());
    });
    measured.count_total
}

#[test]
fn reading_a_link_and_its_elements_allocates_nothing() {
    let today = Date::new(2026, 11, 22).unwrap();
    let many: String = (0..1_000).map(|index| format!("&k{index}={index}")).collect();
    let many_ais: String = (91..100).chain(240..242).map(|ai| format!("&{ai}=X")).collect();
    for link in [
        "https://example.com/01/09506000134352/10/LOT00007/21/SN00000217?17=260808".to_owned(),
        "https://example.com/a/b/01/09506000134352/10/L%2F7/21/S%2B1?17=260808&3103=000195&linkType=gs1:pip&a=b".into(),
        format!("https://example.com/01/09506000134352?17=260808{many}"),
        format!("https://example.com/01/09506000134352?17=260808&15=260801&11=260701&13=260701{many_ais}"),
    ] {
        assert_eq!(allocations(&link, Options::strict(today)), 0, "{link}");
        assert_eq!(allocations(&link, Options::lenient(today)), 0, "{link}");
    }
    assert_eq!(allocations("Https://example.com/gtin/9506000134352/lot/A/", Options::lenient(today)), 0);
}

#[test]
fn the_counter_sees_an_allocation() {
    assert!(allocation_counter::measure(|| drop(std::hint::black_box(String::from("heap")))).count_total > 0);
}
