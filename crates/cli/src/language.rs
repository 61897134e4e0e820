//! Which language is printed: the one asked for, else the terminal's, else English.

use i18n::Lang;

/// The language of `--lang`, or of the first of the system's variables that names one.
pub fn chosen(asked: Option<&str>, variable: impl Fn(&str) -> Option<String>) -> Lang {
    if let Some(asked) = asked {
        return Lang::negotiate(&as_tag(asked));
    }
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(variable)
        .find(|value| !value.is_empty());
    Lang::negotiate(&as_tag(&set.unwrap_or_default()))
}

/// `zh_TW.UTF-8@stroke` as a language tag.
fn as_tag(locale: &str) -> String {
    let name = locale.split(['.', '@']).next().unwrap_or_default();
    name.replace('_', "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_option_comes_before_the_terminal_and_the_terminal_before_english() {
        let table = [
            (Some("zh-Hant"), "en_GB.UTF-8", "", Lang::ZhHant),
            (Some("zh_CN"), "", "", Lang::ZhHans),
            (Some("fr"), "zh_CN.UTF-8", "", Lang::En),
            (None, "zh_TW.UTF-8", "", Lang::ZhHant),
            (None, "zh_HK", "zh_CN.UTF-8", Lang::ZhHans),
            (None, "zh_CN.GB18030@cjk", "", Lang::ZhHans),
            (None, "zh_CN.UTF-8", "C", Lang::En),
            (None, "de_DE.UTF-8", "", Lang::En),
            (None, "", "", Lang::En),
        ];
        for (asked, lang, all, expected) in table {
            let variable = |name: &str| match name {
                "LANG" => Some(lang.to_owned()),
                "LC_ALL" => Some(all.to_owned()),
                _ => None,
            };
            assert_eq!(chosen(asked, variable), expected, "{asked:?} {lang} {all}");
        }
    }
}
