//! Who may change something by cookie.

use crate::support::{Peer, Running, Wishes};

#[tokio::test]
async fn only_our_own_pages_change_anything() {
    let peer = Peer::friendly().await;
    let gateway =
        Running::with(Wishes { origins: vec!["https://app.example".into()], ..Wishes::of(&peer) }).await;
    for (lines, status) in [
        ("", 403),
        ("X-Packytrace: 1", 403),
        ("Sec-Fetch-Site: same-origin", 403),
        ("Sec-Fetch-Site: cross-site\nX-Packytrace: 1", 403),
        ("Sec-Fetch-Site: same-site\nX-Packytrace: 1", 403),
        ("Sec-Fetch-Site: none\nX-Packytrace: 1", 403),
        ("Origin: null\nX-Packytrace: 1", 403),
        ("Origin: https://evil.example\nX-Packytrace: 1", 403),
        ("Sec-Fetch-Site: same-origin\nX-Packytrace: 2", 403),
        ("Sec-Fetch-Site: same-origin\nX-Packytrace: 1", 200),
        ("Origin: https://app.example\nX-Packytrace: 1", 200),
    ] {
        for request in ["POST /api/v1/scans", "DELETE /api/v1/scans/7", "POST /api/v1/products/1/reports"] {
            let before = peer.seen().len();
            let head = format!("{request}\n{lines}\nContent-Length: 0").replace("\n\n", "\n");
            let answer = gateway.ask(&head).await;
            assert_eq!(answer.status, status, "{head}");
            assert_eq!(peer.seen().len() - before, usize::from(status == 200), "{head}");
            if status == 403 {
                assert_eq!(answer.slug(), "forbidden-origin");
            }
        }
    }
}
