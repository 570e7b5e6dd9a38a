//! Reads GS1's Barcode Syntax Dictionary (see the comments at its head for the grammar).

/// One Application Identifier; a range such as `3100-3105` becomes one entry each.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) code: String,
    /// Predefined length: no FNC1 has to follow.
    pub(crate) fixed: bool,
    /// May stand in the query of a Digital Link.
    pub(crate) attribute: bool,
    pub(crate) components: Vec<Component>,
    /// `req=`: of each outer item, one inner group has to be present as a whole.
    pub(crate) requires: Vec<Vec<Vec<String>>>,
    /// `ex=`: none of these may be present.
    pub(crate) excludes: Vec<String>,
    /// `dlpkey`: a primary key, with its alternative sequences of qualifiers.
    pub(crate) qualifiers: Option<Vec<Vec<String>>>,
    pub(crate) title: String,
}

#[derive(Clone, Debug)]
pub(crate) struct Component {
    /// `N`, `X`, `Y` or `Z`.
    pub(crate) set: char,
    pub(crate) min: u8,
    pub(crate) max: u8,
    pub(crate) optional: bool,
    pub(crate) linters: Vec<String>,
}

/// Every AI of the dictionary, in its order.
pub(crate) fn read(text: &str) -> Vec<Entry> {
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).flat_map(entries).collect()
}

fn entries(line: &str) -> Vec<Entry> {
    let (spec, title) = line.split_once('#').unwrap_or((line, ""));
    let mut words = spec.split_whitespace().peekable();
    let codes = codes(words.next().expect("an AI starts the line"));
    let flags = words.next_if(|word| !is_component(word)).unwrap_or("");
    let mut components = Vec::new();
    while let Some(word) = words.next_if(|word| is_component(word)) {
        components.push(component(word));
    }
    let mut entry = Entry {
        code: String::new(),
        fixed: flags.contains('*'),
        attribute: flags.contains('?'),
        components,
        requires: Vec::new(),
        excludes: Vec::new(),
        qualifiers: None,
        title: title.trim().to_owned(),
    };
    words.for_each(|word| attribute(&mut entry, word));
    codes.into_iter().map(|code| Entry { code, ..entry.clone() }).collect()
}

fn codes(word: &str) -> Vec<String> {
    let Some((first, last)) = word.split_once('-') else { return vec![word.to_owned()] };
    let bounds: (u16, u16) = (first.parse().expect("digits"), last.parse().expect("digits"));
    (bounds.0..=bounds.1).map(|code| format!("{code:0width$}", width = first.len())).collect()
}

fn is_component(word: &str) -> bool {
    word.trim_start_matches('[').starts_with(['N', 'X', 'Y', 'Z'])
}

fn component(word: &str) -> Component {
    let (spec, linters) = word.split_once(',').unwrap_or((word, ""));
    let optional = spec.starts_with('[');
    let spec = spec.trim_matches(['[', ']']);
    let (set, length) = spec.split_at(1);
    let (min, max) = match length.strip_prefix("..") {
        Some(max) => (1, max.parse().expect("a length")),
        None => (length.parse().expect("a length"), length.parse().expect("a length")),
    };
    let linters = linters.split(',').filter(|name| !name.is_empty()).map(str::to_owned).collect();
    Component { set: set.chars().next().expect("a character set"), min, max, optional, linters }
}

fn attribute(entry: &mut Entry, word: &str) {
    let list = |text: &str, by: char| text.split(by).map(str::to_owned).collect::<Vec<_>>();
    let (key, value) = word.split_once('=').unwrap_or((word, ""));
    match key {
        "req" => entry.requires.push(value.split(',').map(|group| list(group, '+')).collect()),
        "ex" => entry.excludes.extend(list(value, ',')),
        "dlpkey" if value.is_empty() => entry.qualifiers = Some(Vec::new()),
        "dlpkey" => entry.qualifiers = Some(value.split('|').map(|way| list(way, ',')).collect()),
        unknown => panic!("the dictionary has an attribute this reader does not know: {unknown}"),
    }
}
