//! One sentence per code and language, in officials' words: what happened, is my data safe, what do I do.
//! Rules, refusals and failures carry codes; only here do they get words.

mod carriage;
mod domain;
mod import;
mod keeping;
mod letter;
mod office;
mod photo;
mod record;
mod value;

use super::Language;

/// A code with its Vietnamese and English sentence; `{0}`, `{1}` stand for what the code's bearer names.
type Row = (&'static str, &'static str, &'static str);

/// What may be said anywhere in the app.
const NOTICES: [&[Row]; 6] =
    [carriage::ROWS, keeping::ROWS, letter::ROWS, office::ROWS, photo::ROWS, value::ROWS];

/// What only forms and lists of problems say. Apart, because what a phone fetches first needs none of it.
const RULES: [&[Row]; 2] = [record::ROWS, domain::ROWS];

/// What is said of a code that has no sentence: a newer server, or a slip of ours. Never silence.
const UNKNOWN: Row = (
    "",
    "Có việc mà bản này chưa hiểu (mã {0}). Bản ghi trên máy vẫn còn nguyên. Hãy báo mã này cho cán bộ đầu mối.",
    "Something happened that this version does not know (code {0}). The records on this device are safe. Tell the area clerk this code.",
);

/// The sentence of a code, with `args` in its places. An unknown code gets an honest general sentence that names it.
pub fn sentence(language: Language, code: &str, args: &[String]) -> String {
    said(NOTICES.into_iter().chain(RULES), language, code, args)
}

/// The sentence of a code that is not about what a record lacks: a failure, a refusal, a value that cannot be. A rule's
/// code gets the general sentence here.
pub fn notice(language: Language, code: &str, args: &[String]) -> String {
    said(NOTICES, language, code, args)
}

/// The sentence of a code about a list that an office imports.
pub fn of_list(language: Language, code: &str, args: &[String]) -> String {
    said([import::ROWS].into_iter().chain(NOTICES), language, code, args)
}

fn said(
    tables: impl IntoIterator<Item = &'static [Row]>,
    language: Language,
    code: &str,
    args: &[String],
) -> String {
    match tables.into_iter().flatten().find(|row| row.0 == code) {
        Some((_, vi, en)) => fill(language.pick(vi, en), args),
        None => fill(language.pick(UNKNOWN.1, UNKNOWN.2), &[code.to_owned()]),
    }
}

/// Puts arguments into their places; a place without one shows "…".
fn fill(template: &str, args: &[String]) -> String {
    let mut parts = template.split('{');
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (place, rest) = part.split_once('}').unwrap_or((part, ""));
        let arg = place.parse::<usize>().ok().and_then(|place| args.get(place));
        filled.push_str(arg.map_or("…", String::as_str));
        filled.push_str(rest);
    }
    filled
}

#[cfg(test)]
mod tests {
    use crate::sorted::Set;

    use super::*;
    use crate::record::{self, Kind};

    #[test]
    fn every_code_stands_once_with_a_whole_sentence_in_both_languages() {
        let mut seen = Set::new();
        for (code, vi, en) in NOTICES.into_iter().chain(RULES).chain([import::ROWS]).flatten() {
            assert!(seen.insert(code), "{code} stands twice");
            let (words, other) = (vi.matches('{').count(), en.matches('{').count());
            assert_eq!(words, other, "{code} names different things in the two languages");
            for text in [vi, en] {
                assert!(text.ends_with(['.', '?', '!']), "{code}: {text}");
                assert!(
                    text.chars().next().is_some_and(|c| c.is_uppercase() || matches!(c, '{' | '“')),
                    "{code}: {text}"
                );
                assert_eq!(text.matches('{').count(), text.matches('}').count(), "{code}: {text}");
            }
        }
    }

    #[test]
    fn every_code_that_the_rules_can_give_has_a_sentence() {
        let sources = [
            include_str!("../domain/rules/value.rs"),
            include_str!("../domain/rules/envelope.rs"),
            include_str!("../domain/rules/outreach.rs"),
            include_str!("../domain/rules/inspection.rs"),
            include_str!("../domain/rules/borrowers.rs"),
            include_str!("../domain/rules/findings.rs"),
            include_str!("../domain/rules/feedback.rs"),
            include_str!("../domain/rules/media.rs"),
            include_str!("../domain/rules/activity.rs"),
            include_str!("../domain/rules/people.rs"),
            include_str!("../domain/rules/plan.rs"),
            include_str!("../domain/rules/debt.rs"),
            include_str!("../domain/rules/small.rs"),
            include_str!("../domain/rules/remedy.rs"),
            include_str!("../domain/remedy.rs"),
            include_str!("../domain/draw.rs"),
            include_str!("../domain/report/support.rs"),
            include_str!("number.rs"),
        ];
        let mut codes = 0;
        for source in sources {
            let rules = source.split("#[cfg(test)]").next().unwrap_or_default();
            let literals = rules.split('"').skip(1).step_by(2);
            for code in literals.filter(|text| is_code(text)) {
                codes += 1;
                assert!(
                    NOTICES.into_iter().chain(RULES).flatten().any(|row| row.0 == code),
                    "{code} has no sentence"
                );
            }
        }
        assert!(codes > 40, "only {codes} codes found");
    }

    /// `area.what_happened`, unless it is a key of a record.
    fn is_code(text: &str) -> bool {
        let word = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        text.split_once('.').is_some_and(|(area, what)| word(area) && word(what))
            && Kind::ALL.into_iter().all(|kind| record::find(kind, text).is_none())
    }

    #[test]
    fn arguments_stand_in_their_places_and_an_unknown_code_is_named() {
        let args = ["4".to_owned(), "5".to_owned()];
        assert_eq!(
            sentence(Language::Vi, "borrowers.too_few", &args),
            "Mới kiểm tra 4 khách hàng; quy định ít nhất 5 khách hàng mỗi Tổ trong năm. Lần kiểm tra sau trong năm được cộng thêm."
        );
        assert!(sentence(Language::Vi, "borrowers.too_few", &[]).contains('…'));
        assert!(sentence(Language::En, "never.heard", &[]).contains("never.heard"));
        assert_eq!(notice(Language::Vi, "storage.full", &[]), sentence(Language::Vi, "storage.full", &[]));
        assert!(notice(Language::Vi, "borrowers.too_few", &args).contains("borrowers.too_few"));
        assert_eq!(fill("{1} {0} {2} {x}", &args), "5 4 … …");
    }
}
