//! Addresses: what stands after `#` and the page it names. The only place that knows how an address is spelled.

use shared::id::{DocId, UnitCode};
use shared::record::Kind;

use crate::platform::window;

/// Defines the sections of an inspection with the word that each has in an address.
macro_rules! sections {
    ($($(#[$meta:meta])* $name:ident = $code:literal,)+) => {
        /// A part of the inspection form.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Section { $($(#[$meta])* $name,)+ }

        impl Section {
            /// The word in the address.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$name),)+ _ => None }
            }
        }
    };
}

sections! {
    /// Choosing what is inspected; the entry may be a group's code.
    Begin = "begin",
    /// The list of sections and what each still needs.
    Tasks = "tasks",
    /// Who inspects, who represents the group, when.
    Team = "team",
    /// General figures.
    General = "general",
    /// The checklist.
    Answers = "answers",
    /// Borrowers checked.
    Borrowers = "borrowers",
    /// One borrower; the entry is its id.
    Borrower = "borrower",
    /// Findings.
    Findings = "findings",
    /// One finding; the entry is its id.
    Finding = "finding",
    /// Strengths, shortcomings, proposals, opinions.
    Remarks = "remarks",
    /// Check answers and complete.
    Check = "check",
}

/// A page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Page {
    /// What is still to do.
    Start,
    /// All records.
    Records,
    /// Everything that belongs to one group.
    Group(UnitCode),
    /// The poor and near-poor households of the commune.
    Households,
    /// One record to read.
    Record(DocId),
    /// The form of a record that is written on one page, at the start or at one of its fields.
    Form(Kind, DocId, Option<String>),
    /// The inspection form: section and entry within it.
    Inspection(DocId, Section, Option<String>),
    /// All answers of such a form, to be looked over before it is completed.
    Check(Kind, DocId),
    /// What has been sent and what not.
    Sync,
    /// Sending by a file that somebody carries.
    Carry,
    /// This phone.
    Settings,
    /// Enrolling this phone, with the code of a scanned address.
    Enrol(Option<String>),
}

impl Page {
    /// Reads an address; whatever is not one leads to the start.
    pub fn parse(hash: &str) -> Self {
        let mut parts = hash.trim_start_matches('#').split('/').filter(|part| !part.is_empty());
        Self::of(parts.next().unwrap_or_default(), parts.next(), parts.next(), parts.next())
            .unwrap_or(Self::Start)
    }

    fn of(name: &str, first: Option<&str>, second: Option<&str>, third: Option<&str>) -> Option<Self> {
        let doc = || first?.parse().ok();
        Some(match name {
            "records" => Self::Records,
            "group" => Self::Group(first?.parse().ok()?),
            "households" => Self::Households,
            "record" => Self::Record(doc()?),
            "inspection" => {
                let section = second.and_then(Section::from_code).unwrap_or(Section::Tasks);
                Self::Inspection(doc()?, section, third.map(str::to_owned))
            }
            "check" => Self::Check(Self::formed(second?)?, doc()?),
            "sync" => Self::Sync,
            "carry" => Self::Carry,
            "settings" => Self::Settings,
            "enrol" => Self::Enrol(first.map(str::to_owned)),
            _ => Self::Form(Self::formed(name)?, doc()?, second.map(str::to_owned)),
        })
    }

    /// A kind that is written on one page, by its code.
    fn formed(code: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.code() == code && *kind != Kind::Inspection)
    }

    /// The address, for links; also the name under which a form's draft is kept.
    pub fn href(&self) -> String {
        match self {
            Self::Start => "#/".to_owned(),
            Self::Group(code) => format!("#/group/{code}"),
            Self::Record(doc) | Self::Form(_, doc, None) => format!("#/{}/{doc}", self.name()),
            Self::Form(_, doc, Some(key)) => format!("#/{}/{doc}/{key}", self.name()),
            Self::Check(kind, doc) => format!("#/check/{doc}/{}", kind.code()),
            Self::Inspection(doc, section, None) => format!("#/inspection/{doc}/{}", section.code()),
            Self::Inspection(doc, section, Some(entry)) => {
                format!("#/inspection/{doc}/{}/{entry}", section.code())
            }
            Self::Enrol(Some(code)) => format!("#/enrol/{code}"),
            Self::Records
            | Self::Households
            | Self::Sync
            | Self::Carry
            | Self::Settings
            | Self::Enrol(None) => format!("#/{}", self.name()),
        }
    }

    /// The page's name: first word of its address, and what `data-ready` says once its data is on screen.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Records => "records",
            Self::Group(_) => "group",
            Self::Households => "households",
            Self::Record(_) => "record",
            Self::Inspection(..) => "inspection",
            Self::Form(kind, ..) => kind.code(),
            Self::Check(..) => "check",
            Self::Sync => "sync",
            Self::Carry => "carry",
            Self::Settings => "settings",
            Self::Enrol(_) => "enrol",
        }
    }

    /// The kind of record that a form writes.
    pub const fn kind(&self) -> Option<Kind> {
        match self {
            Self::Form(kind, ..) | Self::Check(kind, _) => Some(*kind),
            Self::Inspection(..) => Some(Kind::Inspection),
            _ => None,
        }
    }

    /// The form in which a record is written on.
    pub const fn form_of(kind: Kind, doc: DocId) -> Self {
        match kind {
            Kind::Inspection => Self::Inspection(doc, Section::Tasks, None),
            _ => Self::Form(kind, doc, None),
        }
    }

    /// The field that the address names within a form of one page.
    pub fn at(&self) -> Option<&str> {
        match self {
            Self::Form(_, _, at) => at.as_deref(),
            _ => None,
        }
    }

    /// True while a person may be in the middle of typing: nothing may reload the page then.
    pub const fn is_form(&self) -> bool {
        matches!(self, Self::Form(..) | Self::Inspection(..) | Self::Enrol(_))
    }
}

/// Goes to a page.
pub fn go(page: &Page) {
    window::go(&page.href(), false);
}

/// Goes to a page in place of this one: going back skips it.
pub fn go_instead(page: &Page) {
    window::go(&page.href(), true);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_leads_back_to_its_page_and_nonsense_to_the_start() {
        let doc = DocId([7; 16]);
        for page in [
            Page::Start,
            Page::Records,
            Page::Group("T-0004".parse().unwrap()),
            Page::Households,
            Page::Record(doc),
            Page::Form(Kind::Outreach, doc, None),
            Page::Form(Kind::LoanList, doc, None),
            Page::Form(Kind::Media, doc, Some("outlet.bank_website".into())),
            Page::Check(Kind::Remedy, doc),
            Page::Inspection(doc, Section::Tasks, None),
            Page::Inspection(doc, Section::Borrower, Some("a3k".into())),
            Page::Sync,
            Page::Carry,
            Page::Settings,
            Page::Enrol(None),
            Page::Enrol(Some("ABCD-1234".into())),
        ] {
            assert_eq!(Page::parse(&page.href()), page);
        }
        for nonsense in [
            "",
            "#",
            "#/nowhere",
            "#/record/xyz",
            "#/group",
            "#/inspection",
            "#//",
            "#/review/00",
            "#/check/00/media",
        ] {
            assert_eq!(Page::parse(nonsense), Page::Start, "{nonsense}");
        }
    }
}
