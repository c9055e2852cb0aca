//! What the lists have in their columns: names, shapes, and the headings by which the bank's and the communes' lists
//! call them. A heading is compared folded, so that capitals and missing diacritics do not matter.

use shared::date::Date;
use shared::limits::LINE_CHARS_MAX;
use shared::text::{Language, fold};

/// One column of a list.
#[derive(Debug, PartialEq, Eq)]
pub struct Column {
    /// Its stable name: a heading of this name is always understood.
    pub id: &'static str,
    /// Its name for people.
    pub vi: &'static str,
    /// The same in English.
    pub en: &'static str,
    /// Other headings, folded, separated by `|`.
    pub also: &'static str,
    /// What its cells hold.
    pub shape: Shape,
    /// What a file must have of it.
    pub need: Need,
}

/// The entrusted organisation that a row belongs to.
pub const ORG: Column = Column {
    id: "org",
    vi: "Tổ chức",
    en: "Organisation",
    also: "to chuc hoi|to chuc chinh tri xa hoi|to chuc ct xh|hoi doan the|don vi uy thac|to chuc nhan uy thac|ma to chuc|hoi",
    shape: Shape::Choice("organisation", "import.unknown_org"),
    need: Need::Cell,
};

/// The commune that a row belongs to.
pub const UNIT: Column = Column {
    id: "unit",
    vi: "Mã xã",
    en: "Commune",
    also: "xa|ten xa|don vi|xa phuong|xa phuong thi tran|ma don vi",
    shape: Shape::Unit,
    need: Need::Cell,
};

/// The village of a group or household.
pub const VILLAGE: Column = Column {
    id: "village",
    vi: "Thôn, bản",
    en: "Village",
    also: "thon|ban|thon ban|dia chi|thon ban to dan pho|khu dan cu|ap",
    shape: Shape::Words(LINE_CHARS_MAX),
    need: Need::Cell,
};

/// The day that a list of the bank shows.
pub const AS_OF: Column = Column {
    id: "as_of",
    vi: "Ngày số liệu",
    en: "Day of the list",
    also: "ngay|ngay danh sach|thoi diem|ngay bao cao|so lieu den ngay|den ngay",
    shape: Shape::Day,
    need: Need::Cell,
};

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// The bank's code of something outside the catalogue.
    Name,
    /// A loan's or household's code: any short text.
    Number(usize),
    /// A unit, by its code or by a name that only one commune has.
    Unit,
    /// Codes of units, one after the other.
    Units,
    /// An entry of a catalogue list by its id, words, short form or bank code; the code of the fault when it is none.
    Choice(&'static str, &'static str),
    /// Text of at most so many characters.
    Words(usize),
    /// A whole number from 0 to a highest one.
    Count(u32),
    /// Whole đồng.
    Money,
    /// A day with its year.
    Day,
    /// Yes or no; an empty cell is no.
    Flag,
}

/// What a file must have of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// The column, and something in each cell.
    Cell,
    /// Nothing: column and cells may be missing.
    Nothing,
}

/// What a cell was understood as.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// A code or text.
    Text(String),
    /// A count or đồng.
    Number(i64),
    /// A day.
    Day(Date),
    /// Yes or no.
    Flag(bool),
}

impl Column {
    /// The column's name for people.
    pub fn label(&self, language: Language) -> &'static str {
        language.pick(self.vi, self.en)
    }

    /// True when a folded heading means this column.
    fn is_called(&self, heading: &str) -> bool {
        heading == self.id.replace('_', " ")
            || heading == plain(self.vi)
            || self.also.split('|').any(|also| also == heading)
    }
}

/// Which column of a list a heading means, by its place; `None` when it means none.
pub(super) fn of_heading(columns: &[Column], heading: &str) -> Option<usize> {
    let heading = plain(heading);
    let without_unit = plain(&without_brackets(&heading));
    let bare = without_money(&without_unit);
    [heading.as_str(), without_unit.as_str(), bare]
        .into_iter()
        .filter(|heading| !heading.is_empty())
        .find_map(|heading| columns.iter().position(|column| column.is_called(heading)))
}

/// How many zeros a heading adds to the amounts below it: 6 for "Dư nợ (triệu đồng)".
pub(super) fn zeros_of(heading: &str) -> Option<u32> {
    let heading = fold(heading);
    let has = |words: &[&str]| {
        words.iter().any(|word| {
            heading
                .split(|sign: char| !sign.is_alphanumeric() && sign != '.')
                .collect::<Vec<_>>()
                .join(" ")
                .contains(word)
        })
    };
    if has(&["trieu", "trd", "tr.d", "tr. d"]) {
        Some(6)
    } else if has(&["ty dong", "ti dong"]) {
        Some(9)
    } else if has(&["nghin", "ngan dong", "1000d", "1.000d", "1.000 d"]) {
        Some(3)
    } else {
        None
    }
}

/// Headings of what must not be known of a person (records.md §12): such a column is never read and never kept.
pub(super) fn is_forbidden(heading: &str) -> bool {
    const FORBIDDEN: [&str; 14] = [
        "dan toc",
        "ton giao",
        "cmnd",
        "cccd",
        "cmt",
        "can cuoc",
        "dinh danh",
        "chung minh",
        "ngay sinh",
        "nam sinh",
        "tuoi",
        "suc khoe",
        "benh",
        "khuyet tat",
    ];
    let heading = format!(" {} ", plain(heading));
    FORBIDDEN.iter().any(|word| heading.contains(&format!(" {word} ")))
}

/// A folded heading with single spaces in place of every other sign.
pub(super) fn plain(heading: &str) -> String {
    let letters: String = fold(heading)
        .chars()
        .map(|sign| if sign.is_alphanumeric() || matches!(sign, '(' | ')') { sign } else { ' ' })
        .collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The heading without what stands in brackets.
fn without_brackets(heading: &str) -> String {
    let mut depth = 0_usize;
    let outside = heading.chars().filter(|sign| match sign {
        '(' => {
            depth += 1;
            false
        }
        ')' => {
            depth = depth.saturating_sub(1);
            false
        }
        _ => depth == 0,
    });
    outside.collect()
}

/// The heading without a unit of money at its end.
fn without_money(heading: &str) -> &str {
    let units = ["trieu dong", "ty dong", "nghin dong", "dong", "trd", "vnd", "d"];
    let bare = units.iter().find_map(|unit| heading.strip_suffix(unit)?.strip_suffix(' '));
    bare.unwrap_or(heading)
}

impl Value {
    /// The value as a person reads it.
    pub fn shown(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => shared::text::count(*number),
            Self::Day(day) => day.to_string(),
            Self::Flag(flag) => if *flag { "✓" } else { "–" }.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: &[Column] = &[
        Column {
            id: "code",
            vi: "Mã Tổ",
            en: "Code",
            also: "ma to tk vv|ma to tkvv",
            shape: Shape::Name,
            need: Need::Cell,
        },
        Column {
            id: "outstanding",
            vi: "Dư nợ",
            en: "Debt",
            also: "tong du no",
            shape: Shape::Money,
            need: Need::Cell,
        },
    ];

    #[test]
    fn a_heading_is_understood_however_it_is_written() {
        for (heading, place) in [
            ("code", Some(0)),
            ("MÃ TỔ", Some(0)),
            ("Ma to TK&VV", Some(0)),
            ("Mã Tổ TK&VV:", Some(0)),
            ("Tổng dư nợ (triệu đồng)", Some(1)),
            ("Dư nợ, tr.đ", None),
            ("Dư nợ triệu đồng", Some(1)),
            ("DƯ NỢ (Đồng)", Some(1)),
            ("Dư nợ quá hạn", None),
            ("()", None),
            ("", None),
        ] {
            assert_eq!(of_heading(COLUMNS, heading), place, "{heading}");
        }
    }

    #[test]
    fn a_heading_says_whether_amounts_are_in_millions() {
        assert_eq!(zeros_of("Dư nợ (triệu đồng)"), Some(6));
        assert_eq!(zeros_of("Dư nợ (Tr.đ)"), Some(6));
        assert_eq!(zeros_of("Đơn vị tính: triệu đồng"), Some(6));
        assert_eq!(zeros_of("Dư nợ (nghìn đồng)"), Some(3));
        assert_eq!(zeros_of("Dư nợ (tỷ đồng)"), Some(9));
        assert_eq!(zeros_of("Dư nợ (đồng)"), None);
        assert_eq!(zeros_of("Dư nợ"), None);
    }

    #[test]
    fn what_must_not_be_known_of_a_person_is_never_read() {
        for heading in ["Dân tộc", "Số CMND/CCCD", "Ngày sinh", "Số định danh cá nhân", "Tôn giáo"]
        {
            assert!(is_forbidden(heading), "{heading}");
        }
        for heading in ["Họ tên chủ hộ", "Ngày quyết định", "Số nhân khẩu", "Diện hộ"] {
            assert!(!is_forbidden(heading), "{heading}");
        }
    }
}
