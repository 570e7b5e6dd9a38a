//! Chooses among the links of a product.

use super::{Fit, Level, Wishes};
use crate::domain::workspace::{Link, LinkType};

/// What a request leads to.
#[derive(Debug, Clone, PartialEq)]
pub enum Choice<'l> {
    /// Our own page of the product.
    OurPage,
    /// This link.
    One(&'l Link),
    /// Several that nothing tells apart, and the level at which they stand.
    Several(&'l str, Vec<&'l Link>),
    /// There is no such link.
    None,
}

/// The link of this kind at the closest level that has one; without a kind, where the code leads.
///
/// What a brand registers is reached by its kind. Codes lead to our own page, unless it registered a default.
#[must_use]
pub fn choose<'l>(levels: &'l [Level<'l>], kind: Option<&LinkType>, wishes: &Wishes) -> Choice<'l> {
    let Some(kind) = kind.filter(|kind| **kind != LinkType::default_link()) else {
        return default_link(levels, wishes).map_or(Choice::OurPage, Choice::One);
    };
    for level in levels {
        let found = narrowed(level.of(kind).collect(), wishes);
        match found.as_slice() {
            [] => {}
            [one] => return Choice::One(one),
            _ => return Choice::Several(&level.path, found),
        }
    }
    if *kind == LinkType::product_information() { Choice::OurPage } else { Choice::None }
}

/// The default of the closest level that has one: in the reader's language, if there is one in that.
fn default_link<'l>(levels: &[Level<'l>], wishes: &Wishes) -> Option<&'l Link> {
    levels.iter().find_map(|level| {
        let (one, multi) = (LinkType::default_link(), LinkType::default_link_multi());
        let typed = level.of(&multi).chain(level.of(&one));
        let typed = typed.filter(|link| matches!(wishes.language(link), Fit::Asked(..))).collect();
        match narrowed(typed, wishes).as_slice() {
            [theirs] => Some(*theirs),
            _ => level.default_link(),
        }
    })
}

/// Those that fit best, by medium, then by language, then by context. What fits none of the wishes is kept: better
/// something than nothing.
fn narrowed<'l>(links: Vec<&'l Link>, wishes: &Wishes) -> Vec<&'l Link> {
    let by_medium = best(links, |link| wishes.medium(link));
    let by_language = best(by_medium, |link| wishes.language(link));
    best(by_language, |link| wishes.context(link))
}

fn best(links: Vec<&Link>, fit: impl Fn(&Link) -> Fit) -> Vec<&Link> {
    let most = links.iter().map(|link| fit(link)).max();
    links.into_iter().filter(|link| Some(fit(link)) == most).collect()
}

#[cfg(test)]
mod tests {
    use gs1::Gtin;
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::domain::resolver::{Asked, Weighed, levels};

    const GTIN: &str = "09521234543213";

    fn link(kind: &str, language: Option<&str>, lot: Option<&str>) -> Link {
        Link {
            variant: None,
            lot: lot.map(|lot| lot.parse().expect("a lot")),
            serial: None,
            link_type: format!("gs1:{kind}"),
            language: language.map(str::to_owned),
            media_type: None,
            context: Vec::new(),
            href: format!("https://b.example/{kind}-{}-{}", language.unwrap_or("any"), lot.unwrap_or("all")),
            title: None,
        }
    }

    fn languages(ranges: &[(&str, u16)]) -> Wishes {
        let weigh = |&(range, weight): &(&str, u16)| Weighed { wish: range.to_owned(), weight };
        Wishes { languages: ranges.iter().map(weigh).collect(), ..Wishes::default() }
    }

    /// Where it leads, in one word.
    fn leads(links: &[Link], path: &str, kind: Option<&str>, wishes: &Wishes) -> String {
        let asked = Asked::read(&format!("/01/{GTIN}{path}"), date(2026, 11, 23)).expect("valid");
        let kind = kind.map(|kind| kind.parse().expect("a kind"));
        match choose(&levels(links, &asked), kind.as_ref(), wishes) {
            Choice::OurPage => "ours".to_owned(),
            Choice::One(link) => link.href.replace("https://b.example/", ""),
            Choice::Several(_, links) => format!("{} links", links.len()),
            Choice::None => "none".to_owned(),
        }
    }

    #[test]
    fn a_code_leads_to_our_page_unless_its_brand_registered_a_default() {
        let none = Wishes::default();
        let some = [link("pip", None, None), link("recallStatus", None, Some("L1"))];
        assert_eq!(leads(&some, "/10/L1", None, &none), "ours");
        assert_eq!(leads(&some, "", Some("gs1:defaultLink"), &none), "ours");
        assert_eq!(leads(&[], "", Some("gs1:pip"), &none), "ours");
        let theirs = [link("defaultLink", None, None)];
        assert_eq!(leads(&theirs, "/10/L1/21/7", None, &none), "defaultLink-any-all");
    }

    #[test]
    fn the_closest_level_that_has_the_kind_answers() {
        let none = Wishes::default();
        let links =
            [link("pip", None, None), link("pip", None, Some("L1")), link("recallStatus", None, Some("L1"))];
        assert_eq!(leads(&links, "/10/L1/21/7", Some("gs1:pip"), &none), "pip-any-L1");
        assert_eq!(leads(&links, "/10/L2", Some("gs1:pip"), &none), "pip-any-all");
        assert_eq!(leads(&links, "/10/l1", Some("gs1:recallStatus"), &none), "none", "lots are told by case");
    }

    #[test]
    fn what_nothing_tells_apart_is_the_readers_to_choose() {
        let links = [link("pip", Some("it"), None), link("pip", Some("de"), None)];
        assert_eq!(leads(&links, "", Some("gs1:pip"), &Wishes::default()), "2 links");
        assert_eq!(leads(&links, "", Some("gs1:pip"), &languages(&[("fr", 1_000)])), "2 links");
        let both = languages(&[("it", 300), ("de-AT", 900)]);
        assert_eq!(leads(&links, "", Some("gs1:pip"), &both), "pip-de-all");
    }

    #[test]
    fn several_defaults_are_chosen_by_language_and_never_answer_with_a_choice() {
        let links = [
            link("defaultLink", None, None),
            link("defaultLinkMulti", Some("it"), None),
            link("defaultLinkMulti", Some("de"), None),
        ];
        for (ranges, to) in [
            (&[][..], "defaultLink-any-all"),
            (&[("ja", 1_000)][..], "defaultLink-any-all"),
            (&[("*", 1_000)][..], "defaultLink-any-all"),
            (&[("de-CH", 1_000), ("it", 200)][..], "defaultLinkMulti-de-all"),
        ] {
            assert_eq!(leads(&links, "", None, &languages(ranges)), to);
        }
    }

    fn some_link() -> impl Strategy<Value = Link> {
        let kinds = prop::sample::select(vec!["pip", "defaultLink", "defaultLinkMulti", "recallStatus"]);
        let languages = prop::sample::select(vec![None, Some("it"), Some("de"), Some("de-AT")]);
        let lots = prop::sample::select(vec![None, Some("L1"), Some("L2")]);
        (kinds, languages, lots).prop_map(|(kind, language, lot)| link(kind, language, lot))
    }

    proptest! {
        #[test]
        fn whatever_is_asked_leads_to_what_holds_for_the_pack_or_to_our_page(
            links in prop::collection::vec(some_link(), 0..8),
            lot in prop::sample::select(&["", "/10/L1", "/10/L2", "/10/L3"][..]),
            kind in prop::option::of(prop::sample::select(&["pip", "defaultLink", "recallStatus", "x"][..])),
            range in prop::sample::select(&["it", "de-AT", "de", "*", "fr"][..]),
        ) {
            let asked = Asked::read(&format!("/01/{GTIN}{lot}"), date(2026, 11, 23)).expect("valid");
            let kind = kind.map(|kind| format!("gs1:{kind}").parse::<LinkType>().expect("a kind"));
            let holds = |link: &Link| {
                link.lot.as_ref().is_none_or(|its| asked.item.lot.as_deref() == Some(its.as_str()))
            };
            let is_default = kind.as_ref().is_none_or(|kind| *kind == LinkType::default_link());
            match choose(&levels(&links, &asked), kind.as_ref(), &languages(&[(range, 500)])) {
                Choice::One(link) => {
                    prop_assert!(links.contains(link) && holds(link));
                    prop_assert!(is_default || link.kind() == kind);
                }
                Choice::Several(_, several) => {
                    prop_assert!(several.len() > 1 && several.iter().all(|link| holds(link)));
                    prop_assert!(!is_default, "a default is one");
                }
                Choice::OurPage | Choice::None => {}
            }
        }

        #[test]
        fn the_product_is_always_the_last_level(links in prop::collection::vec(some_link(), 0..8)) {
            let asked = Asked::read(&format!("/01/{GTIN}/10/L1"), date(2026, 11, 23)).expect("valid");
            let levels = levels(&links, &asked);
            let gtin: Gtin = GTIN.parse().expect("a GTIN");
            prop_assert_eq!(&levels[levels.len() - 1].path, &format!("/01/{gtin}"));
        }
    }
}
