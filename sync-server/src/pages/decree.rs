//! A paper in the layout of Decree 30/2020 (reports.md §1), the same for every report that is issued: letterhead, title,
//! signature and distribution list around a text. What the office did not type is dots, to be written by hand; nothing
//! is made up. A draft says so on each printed page; what tells where the figures are from stands outside the paper.

use maud::{Markup, html};

use shared::date::Date;
use shared::text::Language;

use super::briefing::hex;
use super::words::{Word, reports as words};

/// The heading of the Youth Union's papers: catalogue `header_profile`.
pub(super) const YOUTH_UNION: &str = "youth_union";

/// What stands around a text.
pub(super) struct Decree<'d> {
    /// Its heading: catalogue `header_profile`.
    pub header: &'d str,
    /// What the office typed in a place.
    pub typed: &'d dyn Fn(&str) -> Option<&'d str>,
    /// What the paper is about, unless the office typed something else.
    pub title: &'d str,
    /// The distribution list.
    pub recipients: &'d [String],
    /// True until it is issued.
    pub is_draft: bool,
    /// The paper's hash.
    pub hash: &'d [u8; 32],
    /// What the figures stand on.
    pub trace: &'d [String],
}

/// The heading of an organisation's paper: the union's own only on its own papers.
pub(super) fn header(profile: &'static str, org: &str) -> &'static str {
    if profile == YOUTH_UNION && org != YOUTH_UNION { "state" } else { profile }
}

/// The paper with its text, and with the annexes that follow its signature.
pub(super) fn sheet(language: Language, decree: &Decree<'_>, text: &Markup, annexes: &Markup) -> Markup {
    let typed = |place: &str| (decree.typed)(place).unwrap_or(words::DOTS.say(language));
    html! {
        article.sheet.decree data-header=(decree.header) data-hash=(hex(decree.hash))
            data-issued=[(!decree.is_draft).then_some("true")] {
            @if decree.is_draft { p.draft { (words::DRAFT.say(language)) } }
            (letterhead(language, decree))
            div.title {
                p { (words::KIND.say(language)) }
                h1 { ((decree.typed)("abstract").unwrap_or(decree.title)) }
            }
            @if let Some(to) = (decree.typed)("recipient") { p.to { (words::TO.with(language, &[&to])) } }
            (text)
            div.signing {
                div.copies {
                    p { (words::COPIES.say(language)) }
                    ul {
                        @if decree.recipients.is_empty() { li { "- " (words::DOTS.say(language)) ";" } }
                        @for recipient in decree.recipients { li { "- " (recipient) ";" } }
                        li { (words::ARCHIVE.with(language, &[&typed("archive")])) }
                    }
                }
                div.signature {
                    @if let Some(authority) = (decree.typed)("authority") { p { (authority) } }
                    p { (typed("signer_title")) }
                    p.signer { (typed("signer_name")) }
                }
            }
            (annexes)
        }
        footer.trace {
            @for line in decree.trace { p { (line) } }
            p { (words::TRACE_HASH.say(language)) ": " span.hash { (hex(decree.hash)) } }
        }
    }
}

fn letterhead(language: Language, decree: &Decree<'_>) -> Markup {
    let dots = words::DOTS.say(language);
    let typed = |place: &str| (decree.typed)(place).unwrap_or(dots);
    let is_union = decree.header == YOUTH_UNION;
    let number: &Word = if is_union { &words::NUMBER_UNION } else { &words::NUMBER_STATE };
    let number = (decree.typed)("number").unwrap_or(number.say(language));
    let day = (decree.typed)("dated").and_then(day).unwrap_or_else(|| [dots; 3].map(str::to_owned));
    let [day, month, year] = &day;
    html! {
        div.letterhead {
            div {
                p { (typed("superior")) }
                p.office { (typed("office")) }
                p { (words::NUMBER.with(language, &[&number])) }
            }
            div {
                @if is_union { p.office { (words::UNION_HEAD.say(language)) } }
                @else {
                    p.nation { (words::STATE_HEAD.say(language)) }
                    p.office { (words::STATE_MOTTO.say(language)) }
                }
                p.dated { (words::PLACE_AND_DAY.with(language, &[&typed("place"), day, month, year])) }
            }
        }
    }
}

/// Day, month and year of a typed day as Decree 30 writes them: nought before days below ten and the months one and two.
fn day(typed: &str) -> Option<[String; 3]> {
    let mut parts = typed.split('/').map(str::parse::<u16>);
    let (day, month, year) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    Date::new(year.into(), u8::try_from(month).ok()?, u8::try_from(day).ok()?).ok()?;
    let month = if month < 3 { format!("{month:02}") } else { month.to_string() };
    Some([format!("{day:02}"), month, year.to_string()])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paper(header: &str, typed: &dyn Fn(&str) -> Option<&'static str>, recipients: &[String]) -> String {
        let (typed, trace) = (|place: &str| typed(place), ["Số liệu đến hết ngày 31/10/2026".to_owned()]);
        let decree = Decree {
            header,
            typed: &typed,
            title: "Kết quả năm 2026",
            recipients,
            is_draft: true,
            hash: &[7; 32],
            trace: &trace,
        };
        sheet(Language::Vi, &decree, &html! { p { "Văn bản" } }, &html! { p { "Phụ lục" } }).into_string()
    }

    #[test]
    fn nothing_is_made_up_where_nothing_was_typed() {
        let page = paper("state", &|_| None, &[]);
        for part in [
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Số: ……/BC-……",
            "……, ngày …… tháng …… năm ……",
            "DỰ THẢO",
            "- Lưu: VT, …….",
            "Kết quả năm 2026",
        ] {
            assert!(page.contains(part), "{part}: {page}");
        }
        assert!(!page.contains("Kính gửi") && !page.contains("ĐOÀN TNCS"));
    }

    #[test]
    fn the_unions_paper_has_its_own_head_and_a_day_its_noughts() {
        let typed = |place: &str| match place {
            "number" => Some("05-BC/ĐTN"),
            "place" => Some("Bản Mây"),
            "dated" => Some("05/02/2026"),
            "recipient" => Some("Ban Thường vụ Tỉnh đoàn"),
            _ => None,
        };
        let recipients = ["Ban Thường vụ Tỉnh đoàn".to_owned(), "NHCSXH khu vực".to_owned()];
        let page = paper("youth_union", &typed, &recipients);
        for part in [
            "ĐOÀN TNCS HỒ CHÍ MINH",
            "Số: 05-BC/ĐTN",
            "Bản Mây, ngày 05 tháng 02 năm 2026",
            "Kính gửi: Ban Thường vụ Tỉnh đoàn",
            "- NHCSXH khu vực;",
        ] {
            assert!(page.contains(part), "{part}: {page}");
        }
        assert!(!page.contains("CỘNG HÒA"));
        assert!(
            page.find("NHCSXH khu vực;") < page.find("- Lưu: VT"),
            "the copy that is kept is the last line"
        );
        assert_eq!(day("14/11/2026").unwrap(), ["14", "11", "2026"]);
        assert_eq!((day("31/02/2026"), day("mai")), (None, None));
        assert_eq!(header("youth_union", "farmers_union"), "state");
    }
}
