//! The web app's page without content, and where facts go in it.

use std::{fs, path::Path};

const HEAD: &str = "<!--packytrace:head-->";
const FACTS: &str = "<!--packytrace:facts-->";
const LANGUAGE: &str = "<html lang=\"";

/// The shell, cut where facts go.
#[derive(Debug)]
pub struct Shell {
    opening: String,
    start: String,
    middle: String,
    end: String,
}

/// The shell cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ShellFault {
    /// The file cannot be read.
    #[error("{0} cannot be read: build the web app first, or set PASSPORT_SHELL")]
    Unreadable(String, #[source] std::io::Error),
    /// It has no place for facts.
    #[error("the web app's shell lacks {0}")]
    NoPlace(&'static str),
}

impl Shell {
    /// Reads the shell that the web app's build made.
    ///
    /// # Errors
    /// [`ShellFault`] says what is wrong with it.
    pub fn read(path: &Path) -> Result<Self, ShellFault> {
        let html = fs::read_to_string(path)
            .map_err(|error| ShellFault::Unreadable(path.display().to_string(), error))?;
        Self::parse(&html)
    }

    /// Cuts a shell where facts go. Its own title gives way to the facts'.
    ///
    /// # Errors
    /// [`ShellFault::NoPlace`] when it has no place for them.
    pub fn parse(html: &str) -> Result<Self, ShellFault> {
        let html = without_title(html);
        let (opening, rest) = html.split_once(LANGUAGE).ok_or(ShellFault::NoPlace(LANGUAGE))?;
        let rest = rest.find('"').map(|end| &rest[end..]).ok_or(ShellFault::NoPlace(LANGUAGE))?;
        let (start, rest) = rest.split_once(HEAD).ok_or(ShellFault::NoPlace(HEAD))?;
        let (middle, end) = rest.split_once(FACTS).ok_or(ShellFault::NoPlace(FACTS))?;
        let opening = format!("{opening}{LANGUAGE}");
        Ok(Self { opening, start: start.to_owned(), middle: middle.to_owned(), end: end.to_owned() })
    }

    /// The page with these facts, in this language.
    #[must_use]
    pub fn with(&self, language: &str, head: &str, facts: &str, data: &str) -> String {
        [
            &self.opening,
            language,
            &self.start,
            head,
            &self.middle,
            "<main id=\"packytrace-facts\">",
            facts,
            "</main>\n<script type=\"application/json\" id=\"packytrace-data\">",
            data,
            "</script>",
            &self.end,
        ]
        .concat()
    }
}

fn without_title(html: &str) -> String {
    match (html.find("<title>"), html.find("</title>")) {
        (Some(start), Some(end)) if start < end => [&html[..start], &html[end + "</title>".len()..]].concat(),
        _ => html.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_go_where_the_shell_says() {
        let shell = Shell::parse(
            "<!doctype html><html lang=\"en\"><head><title>x</title><!--packytrace:head--></head><body><!--packytrace:facts--><p>",
        )
        .expect("a shell");
        let page = shell.with("it", "<title>Pasta</title>", "<h1>Pasta</h1>", "{}");
        assert_eq!(
            page,
            "<!doctype html><html lang=\"it\"><head><title>Pasta</title></head><body><main id=\"packytrace-facts\"><h1>Pasta</h1></main>\n\
             <script type=\"application/json\" id=\"packytrace-data\">{}</script><p>"
        );
    }

    #[test]
    fn a_shell_without_room_is_refused() {
        assert!(matches!(Shell::parse("<head></head>"), Err(ShellFault::NoPlace(LANGUAGE))));
        let headless = Shell::parse("<html lang=\"en\"><head></head>");
        assert!(matches!(headless, Err(ShellFault::NoPlace(HEAD))));
    }
}
