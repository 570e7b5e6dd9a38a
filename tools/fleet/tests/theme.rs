//! The look of Keycloak's pages: the app's own, whole in every language, with nothing fetched from elsewhere.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use fleet::Checkout;

const THEME: &str = "deployment/keycloak/themes/packytrace";

fn theme() -> PathBuf {
    Checkout::find().unwrap().path(THEME)
}

fn messages(part: &str, language: &str) -> BTreeMap<String, String> {
    let file = theme().join(format!("{part}/messages/messages_{language}.properties"));
    let text = std::fs::read_to_string(file).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.map(|line| line.split_once('=').unwrap()).map(|(key, words)| (key.into(), words.into())).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

fn placeholders(words: &str) -> Vec<&str> {
    ["{0}", "{1}", "{2}", "{3}", "{4}"].into_iter().filter(|mark| words.contains(mark)).collect()
}

#[test]
fn every_message_is_there_in_every_language_with_the_same_blanks() {
    for part in ["login", "email"] {
        let english = messages(part, "en");
        assert!(english.len() > 5);
        for language in ["it", "de"] {
            let theirs = messages(part, language);
            assert!(english.keys().eq(theirs.keys()), "{part}: the keys of {language} differ from English");
            for (key, words) in &english {
                assert_eq!(placeholders(words), placeholders(&theirs[key]), "{part}, {language}: {key}");
            }
        }
    }
}

#[test]
fn an_apostrophe_is_doubled_or_the_rest_of_the_message_is_lost() {
    for (part, language) in [("login", "en"), ("login", "it"), ("login", "de"), ("email", "it")] {
        for (key, words) in messages(part, language) {
            assert!(!words.replace("''", "").contains('\''), "{part}, {language}: {key}");
        }
    }
}

#[test]
fn colours_and_sizes_are_the_apps_own() {
    let checkout = Checkout::find().unwrap();
    for (theirs, ours) in [
        ("login/resources/css/tokens.css", "client/web-app/src/lib/styles/tokens.css"),
        ("login/resources/img/icon.svg", "client/web-app/static/icon.svg"),
    ] {
        let theirs = std::fs::read_to_string(theme().join(theirs)).unwrap();
        assert_eq!(theirs, std::fs::read_to_string(checkout.path(ours)).unwrap(), "copy {ours} into {THEME}");
    }
}

#[test]
fn nothing_is_fetched_from_elsewhere() {
    for file in files(&theme()) {
        let text = std::fs::read_to_string(&file).unwrap().replace("http://www.w3.org/2000/svg", "");
        assert!(
            !text.contains("http:") && !text.contains("https:") && !text.contains("src=\"//"),
            "{file:?}"
        );
    }
}
