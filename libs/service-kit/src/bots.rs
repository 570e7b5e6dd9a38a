//! Which user agents are no person: crawlers, monitors and the agents that fetch link previews.

/// Lower-case parts of names that only programs carry.
const MARKS: &[&str] = &[
    "bot",
    "crawl",
    "spider",
    "slurp",
    "preview",
    "facebookexternalhit",
    "facebookcatalog",
    "whatsapp",
    "telegram",
    "skypeuripreview",
    "embedly",
    "vkshare",
    "lighthouse",
    "pingdom",
    "uptime",
    "monitor",
    "curl/",
    "wget/",
    "python-requests",
    "python-urllib",
    "aiohttp",
    "httpx",
    "go-http-client",
    "okhttp",
    "java/",
    "axios",
    "node-fetch",
    "undici",
    "libwww",
    "scrapy",
    "apache-httpclient",
    "mediapartners",
    "google-inspectiontool",
    "bingpreview",
    "yahoo! slurp",
    "ia_archiver",
    "qwantify",
    "iframely",
    "outbrain",
    "nuzzel",
    "quora link",
    "feedfetcher",
    "http_request",
    "phantomjs",
];

/// Whether this `User-Agent` is a program's; an absent or empty one is.
///
/// Chat apps fetch a link's preview under their own name (`WhatsApp/2.24`, `TelegramBot`): those are no scans.
#[must_use]
pub fn is_bot(user_agent: &str) -> bool {
    let name = user_agent.trim().to_ascii_lowercase();
    // Cubot is a maker of phones.
    let name = name.replace("cubot", "");
    name.is_empty() || MARKS.iter().any(|mark| name.contains(mark))
}

#[cfg(test)]
mod tests {
    use super::is_bot;

    #[test]
    fn phones_are_people() {
        for agent in [
            "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1",
            "Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Mobile Safari/537.36",
            "Mozilla/5.0 (Linux; Android 14; CUBOT KINGKONG 9) AppleWebKit/537.36 Chrome/150.0.0.0 Mobile Safari/537.36",
        ] {
            assert!(!is_bot(agent), "{agent}");
        }
    }

    #[test]
    fn crawlers_previews_and_tools_are_not() {
        for agent in [
            "",
            "Googlebot/2.1",
            "WhatsApp/2.24.1 A",
            "TelegramBot (like TwitterBot)",
            "curl/8.5.0",
            "facebookexternalhit/1.1",
            "Slackbot-LinkExpanding 1.0",
        ] {
            assert!(is_bot(agent), "{agent}");
        }
    }
}
