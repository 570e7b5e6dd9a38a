//! As much of HTML as it takes to fill in a form and to follow a link.

use std::collections::HashMap;

use reqwest::Url;

/// A form and what it would send.
#[derive(Debug, Clone)]
pub(crate) struct Form {
    pub(crate) action: Url,
    fields: Vec<(String, String)>,
}

impl Form {
    /// Fills in a field, which must be there.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        let field = self.fields.iter_mut().find(|(field, _)| field == name);
        field.unwrap_or_else(|| panic!("the form has no field {name}")).1 = value.to_owned();
        self
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.fields.iter().any(|(field, _)| field == name)
    }

    pub(crate) fn body(&self) -> String {
        encode(self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())))
    }
}

/// `application/x-www-form-urlencoded`.
pub(crate) fn encode<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut url = Url::parse("http://form").unwrap();
    url.query_pairs_mut().extend_pairs(pairs);
    url.query().unwrap_or_default().to_owned()
}

/// Every form of a page.
pub(crate) fn forms(html: &str, page: &Url) -> Vec<Form> {
    let mut forms = Vec::new();
    for (tag, attributes) in tags(html) {
        let value = |name: &str| attributes.get(name).cloned();
        match tag.as_str() {
            "form" => {
                let action = page.join(&value("action").unwrap_or_default()).unwrap();
                forms.push(Form { action, fields: Vec::new() });
            }
            "input" | "button" => {
                let sent =
                    !matches!(value("type").as_deref(), Some("checkbox" | "radio" | "submit" | "button"));
                if let (Some(form), Some(name), true) = (forms.last_mut(), value("name"), sent) {
                    form.fields.push((name, value("value").unwrap_or_default()));
                }
            }
            _ => {}
        }
    }
    forms
}

/// Where the page's links lead.
pub(crate) fn links(html: &str, page: &Url) -> Vec<Url> {
    let links = tags(html).into_iter().filter(|(tag, _)| tag == "a");
    links.filter_map(|(_, attributes)| page.join(attributes.get("href")?).ok()).collect()
}

/// What a person reads, one space between words.
pub(crate) fn text(html: &str) -> String {
    let body = html.split_once("<body").map_or(html, |(_, body)| body);
    let mut words = String::new();
    for part in body.split('<') {
        let (tag, text) = part.split_once('>').unwrap_or(("", part));
        if !tag.starts_with("script") && !tag.starts_with("style") {
            words.push_str(&unescape(text));
            words.push(' ');
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn tags(html: &str) -> Vec<(String, HashMap<String, String>)> {
    let mut found = Vec::new();
    for part in html.split('<').skip(1) {
        let end = part.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(part.len());
        if end > 0 {
            found.push((part[..end].to_ascii_lowercase(), attributes(&part[end..])));
        }
    }
    found
}

/// Attributes in quotes, up to the tag's end.
fn attributes(mut rest: &str) -> HashMap<String, String> {
    let mut found = HashMap::new();
    loop {
        rest = rest.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '/');
        let end = rest.find(|letter: char| letter.is_whitespace() || "=>/".contains(letter)).unwrap_or(0);
        let (name, behind) = rest.split_at(end);
        if name.is_empty() {
            return found;
        }
        let (value, behind) = quoted(behind);
        found.insert(name.to_ascii_lowercase(), unescape(value));
        rest = behind;
    }
}

fn quoted(rest: &str) -> (&str, &str) {
    let Some(value) = rest.trim_start().strip_prefix('=') else { return ("", rest) };
    let value = value.trim_start();
    let Some(quote @ ('"' | '\'')) = value.chars().next() else {
        let end = value.find(|letter: char| letter.is_whitespace() || letter == '>').unwrap_or(value.len());
        return value.split_at(end);
    };
    value[1..].split_once(quote).unwrap_or((&value[1..], ""))
}

fn unescape(text: &str) -> String {
    let plain =
        text.replace("&quot;", "\"").replace("&#39;", "'").replace("&#x27;", "'").replace("&#61;", "=");
    plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}
