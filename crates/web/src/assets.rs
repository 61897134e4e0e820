//! The static files, inside the binary. Their address carries a hash of their content, so they may be cached for ever.

use std::sync::LazyLock;

/// One static file.
pub struct Asset {
    /// Its address, for example `/static/detente.1f2e3d4c5b6a7988.css`.
    pub url: String,
    /// Its media type.
    pub media_type: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// FNV-1a: names a content, protects nothing.
fn content_hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

fn asset(stem: &str, ending: &str, media_type: &'static str, content: String) -> Asset {
    let bytes = content.into_bytes();
    Asset {
        url: format!("/static/{stem}.{:016x}.{ending}", content_hash(&bytes)),
        media_type,
        bytes,
    }
}

/// The stylesheet without what only its readers need: comments, line breaks, and the spaces that mean nothing. A space
/// before a colon or a bracket can mean "inside", so it stays. Our stylesheet has no text with these characters in it.
fn without_spaces(style: &str) -> String {
    let mut out = String::with_capacity(style.len());
    for part in style.split("/*") {
        let code = part.split_once("*/").map_or(part, |(_, code)| code);
        out.extend(code.lines().map(str::trim));
    }
    for (long, short) in [
        (" {", "{"),
        ("{ ", "{"),
        (";}", "}"),
        ("; }", "}"),
        ("} }", "}}"),
        ("; ", ";"),
        (": ", ":"),
        (", ", ","),
    ] {
        out = out.replace(long, short);
    }
    out
}

static STYLE: LazyLock<Asset> = LazyLock::new(|| {
    asset(
        "detente",
        "css",
        "text/css; charset=utf-8",
        without_spaces(include_str!("../static/detente.css")),
    )
});
static SCRIPT: LazyLock<Asset> = LazyLock::new(|| {
    asset(
        "detente",
        "js",
        "text/javascript; charset=utf-8",
        include_str!("../static/detente.js").to_owned(),
    )
});
static ICON: LazyLock<Asset> = LazyLock::new(|| {
    asset(
        "icon",
        "svg",
        "image/svg+xml",
        include_str!("../static/icon.svg").to_owned(),
    )
});

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
    fn the_stylesheet_loses_only_what_means_nothing() {
        let style = "/* a: b */\n.a :is(b, c) > d {\n  color: red; margin: 0 1px;\n}\n@media (max-width: 1px) { e { f: g; } }";
        assert_eq!(
            without_spaces(style),
            ".a :is(b,c) > d{color:red;margin:0 1px}@media (max-width:1px){e{f:g}}"
        );
    }

    #[test]
    fn the_stylesheet_and_the_script_stay_small() {
        assert!(
            style().bytes.len() <= 26 * 1024,
            "{} bytes of style",
            style().bytes.len()
        );
        assert!(
            script().bytes.len() <= 10 * 1024,
            "{} bytes of script",
            script().bytes.len()
        );
    }
}
