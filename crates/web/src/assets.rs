//! The static files, inside the binary. Their address carries a hash of their content, so they may be cached for ever.

use std::sync::LazyLock;

/// One static file.
pub struct Asset {
    /// Its address, for example `/static/detente.1f2e3d4c5b6a7988.css`.
    pub url: String,
    /// Its media type.
    pub media_type: &'static str,
    /// Its bytes.
    pub bytes: &'static [u8],
}

/// FNV-1a: names a content, protects nothing.
const fn content_hash(bytes: &[u8]) -> u64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut i = 0;
    while i < bytes.len() {
        hash = (hash ^ bytes[i] as u64).wrapping_mul(0x0100_0000_01b3);
        i += 1;
    }
    hash
}

fn asset(stem: &str, ending: &str, media_type: &'static str, bytes: &'static [u8]) -> Asset {
    Asset { url: format!("/static/{stem}.{:016x}.{ending}", content_hash(bytes)), media_type, bytes }
}

static STYLE: LazyLock<Asset> =
    LazyLock::new(|| asset("detente", "css", "text/css; charset=utf-8", include_bytes!("../static/detente.css")));
static SCRIPT: LazyLock<Asset> =
    LazyLock::new(|| asset("detente", "js", "text/javascript; charset=utf-8", include_bytes!("../static/detente.js")));
static ICON: LazyLock<Asset> =
    LazyLock::new(|| asset("icon", "svg", "image/svg+xml", include_bytes!("../static/icon.svg")));

/// The stylesheet.
pub fn style() -> &'static Asset {
    &STYLE
}

/// The one script. Every page works without it.
pub fn script() -> &'static Asset {
    &SCRIPT
}

/// The icon of the browser's tab.
pub fn icon() -> &'static Asset {
    &ICON
}

/// All static files, to be served.
pub fn all() -> [&'static Asset; 3] {
    [style(), script(), icon()]
}

/// The file with this address, if there is one.
pub fn find(url: &str) -> Option<&'static Asset> {
    all().into_iter().find(|asset| asset.url == url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_changes_with_the_content() {
        assert_ne!(content_hash(b"a"), content_hash(b"b"));
        assert!(find(&style().url).is_some());
        assert!(find("/static/detente.css").is_none());
    }

    #[test]
    fn the_stylesheet_and_the_script_stay_small() {
        assert!(style().bytes.len() <= 16 * 1024, "{} bytes of style", style().bytes.len());
        assert!(script().bytes.len() <= 10 * 1024, "{} bytes of script", script().bytes.len());
    }
}
