use crate::{
    application::workspace::imports::{Format, ReadRow, RefusedRow},
    domain::{label::Allergen, workspace::Publication},
};

use super::read;

fn csv(text: &str) -> Vec<Result<ReadRow, RefusedRow>> {
    read(Format::Csv, text.as_bytes())
}

fn refused(rows: &[Result<ReadRow, RefusedRow>]) -> Vec<(u64, &str, &str)> {
    rows.iter()
        .filter_map(|row| row.as_ref().err())
        .map(|refused| (refused.line, refused.column.as_str(), refused.detail.as_str()))
        .collect()
}

#[test]
fn a_table_says_what_its_columns_are_named_after() {
    let rows = csv(concat!(
        "gtin,status,name,categories,label.allergens.contains,label.allergens.freeFrom,label.nutrition.protein,label.ingredients.text,eco.origins,eco.packaging,eco.palmOil\n",
        "09521234500018,published,Mozzarella,\"en:cheeses; en:mozzarella\",milk,none,\"14,5\",\"LATTE, sale\",en:italy 60|en:france 40,en:tray/en:plastic;en:film,no\n",
        "09521234500025,,,,,,,,,,\n",
    ));
    let first = &rows[0].as_ref().expect("a product").submission;
    assert_eq!((first.status, first.name.as_deref()), (Publication::Published, Some("Mozzarella")));
    assert_eq!(first.categories, ["en:cheeses", "en:mozzarella"]);
    let allergens = first.label.allergens.as_ref().expect("stated");
    assert_eq!(allergens.contains, [Allergen::Milk].into());
    assert!(allergens.free_from.is_empty(), "stated: none");
    assert_eq!(first.label.nutrition.as_ref().and_then(|table| table.protein), Some(14.5));
    assert_eq!(first.eco.origins.iter().map(|origin| origin.percent).collect::<Vec<_>>(), [60.0, 40.0]);
    assert_eq!(first.eco.packaging[0].material.as_deref(), Some("en:plastic"));
    assert_eq!(first.eco.palm_oil, Some(false));
    let second = &rows[1].as_ref().expect("a product").submission;
    assert_eq!(
        (second.status, &second.label.allergens),
        (Publication::Draft, &None),
        "an empty cell states nothing"
    );
}

#[test]
fn a_broken_row_is_told_with_line_and_column_and_the_rest_goes_on() {
    let rows = csv(concat!(
        "gtin;name;label.nutrition.fat;label.allergens.contains\n",
        "09521234500018;\"two\nlines\";a lot;\n",
        "09521234500025;Pasta;1;milk|dust\n",
        "09521234500032;Pesto\n",
        "09521234500049;Olio;100;none\n",
    ));
    let seen = refused(&rows);
    assert_eq!(seen[0], (2, "label.nutrition.fat", "“a lot” is no number"));
    assert_eq!((seen[1].0, seen[1].1), (4, "label.allergens.contains[1]"));
    assert!(seen[1].2.starts_with("unknown variant `dust`"), "{}", seen[1].2);
    assert_eq!(seen[2], (5, "", "the row has 2 cells, the header 4"));
    assert!(rows[3].is_ok());
}

#[test]
fn a_header_with_an_unknown_column_is_refused_whole() {
    let rows = csv("gtin,label.nutrition.protien\n09521234500018,14\n");
    assert_eq!(refused(&rows), [(1, "label.nutrition.protien", "there is no such column")]);
    assert_eq!(rows.len(), 1);
    assert_eq!(refused(&csv("name\nPasta\n")), [(1, "gtin", "the column is missing")]);
    assert_eq!(refused(&csv("")), [(1, "gtin", "the column is missing")]);
    assert_eq!(refused(&read(Format::Csv, &[0xff, 0xfe])), [(1, "", "the file is not UTF-8 text")]);
}

#[test]
fn a_line_of_json_is_a_product_of_the_api() {
    let lines = "{\"gtin\":\"09521234500018\",\"label\":{\"nutrition\":{\"fat\":\"much\"}}}\n\n{\"gtin\":\"09521234500025\",\"colour\":\"red\"}\n{\"gtin\":\"09521234500032\",\"status\":\"draft\"}\n{";
    let rows = read(Format::JsonLines, lines.as_bytes());
    let seen = refused(&rows);
    assert_eq!((seen[0].0, seen[0].1), (1, "label.nutrition.fat"));
    assert_eq!((seen[1].0, seen[1].1), (3, "colour"));
    assert_eq!(seen[2].0, 5);
    assert!(rows[2].is_ok());
}

#[test]
fn a_line_is_the_one_that_an_editor_shows_whatever_ends_it() {
    for (end, blank) in [("\n", ""), ("\r\n", ""), ("\n", "\n"), ("\r\n", "\r\n")] {
        let rows = [
            "gtin,label.nutrition.fat",
            "09521234500018,much",
            "\"09521234500025\",many",
            "09521234500032,2",
        ];
        let text = rows.map(|row| format!("{row}{end}{blank}")).concat();
        let step = if blank.is_empty() { 1 } else { 2 };
        let seen: Vec<_> = refused(&csv(&text)).into_iter().map(|(line, ..)| line).collect();
        assert_eq!(seen, [1 + step, 1 + 2 * step], "{text:?}");
    }
}
