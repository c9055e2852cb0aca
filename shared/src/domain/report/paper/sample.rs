//! An area with fourteen communes for tests, empty or with records of every sort.

use super::{Asked, Block, Cell, Material, Paper, Report, paper};
use crate::catalogue::{Catalogue, QuotaProfile};
use crate::date::Date;
use crate::domain::figures::Entry;
use crate::domain::offices::OrgUnit;
use crate::domain::progress::Commune;
use crate::domain::register::Loan;
use crate::domain::sample::{day, entry, group, loan, unit};
use crate::domain::units::Unit;
use crate::id::{Code, DocId, UnitCode};
use crate::record::{Flat, Kind};
use crate::sorted::Map;

/// The communes, by name, with the number of their groups; Nậm Đào has eleven (SC-10).
const COMMUNES: [(&str, u32); 14] = [
    ("HT", 7),
    ("NS", 4),
    ("PN", 12),
    ("LG", 9),
    ("MK", 6),
    ("DS", 10),
    ("SB", 3),
    ("TM", 8),
    ("CL", 5),
    ("PH", 14),
    ("ND", 11),
    ("CT", 2),
    ("BV", 20),
    ("KL", 13),
];

/// What a paper is made of, owned.
pub(crate) struct Sample {
    pub(crate) unit: Unit,
    pub(crate) org: Code,
    pub(crate) communes: Vec<Commune>,
    pub(crate) loans: Vec<Loan>,
    pub(crate) entries: Vec<Entry>,
    pub(crate) offices: Vec<OrgUnit>,
    pub(crate) seen: Map<UnitCode, Date>,
    pub(crate) typed: Map<String, String>,
    pub(crate) today: Date,
    profiles: Vec<&'static QuotaProfile>,
}

/// The year's report, to the cut-off of 31/10/2026.
pub(crate) fn annual(report: Report) -> Asked {
    Asked { report, year: 2026, quarter: 0, cut_off: day(2026, 10, 31) }
}

/// The report of the third quarter of 2026.
pub(crate) fn quarterly() -> Asked {
    Asked { report: Report::Quarterly, year: 2026, quarter: 3, cut_off: day(2026, 9, 30) }
}

/// Every report once.
pub(crate) fn every() -> [Asked; 4] {
    [quarterly(), annual(Report::Outreach), annual(Report::Joint), annual(Report::Capital)]
}

impl Sample {
    /// An area of which the names are known, and nothing else.
    pub(crate) fn empty() -> Self {
        Self {
            unit: unit("BM", "area", "TN"),
            org: "youth_union".parse().unwrap(),
            communes: COMMUNES.iter().map(|(code, _)| (unit(code, "commune", "BM"), Vec::new())).collect(),
            loans: Vec::new(),
            entries: Vec::new(),
            offices: Vec::new(),
            seen: Map::new(),
            typed: Map::new(),
            today: day(2026, 11, 14),
            profiles: Catalogue::builtin().quota_profiles_in("youth_union", 2026).collect(),
        }
    }

    /// The same with the bank's list, every commune heard of on the day of the cut-off.
    pub(crate) fn heard() -> Self {
        let mut sample = Self::empty();
        for ((commune, groups), (_, number)) in sample.communes.iter_mut().zip(COMMUNES) {
            let code = commune.code.as_str();
            groups.extend((1..=number).map(|n| group(code, &format!("{code}-{n}"), 9)));
        }
        sample.seen = COMMUNES.iter().map(|(code, _)| (code.parse().unwrap(), day(2026, 10, 31))).collect();
        sample
    }

    /// The same with records of every sort.
    pub(crate) fn rich() -> Self {
        let mut sample = Self::heard();
        let groups = &mut sample.communes[0].1;
        for (group, rank) in groups.iter_mut().zip(["good", "fair", "average", "weak"]) {
            (group.rank, group.score, group.overdue) = (Some(rank.parse().unwrap()), Some(60), 2_000_000);
        }
        sample.loans = vec![
            loan("HT-1/0", "HT-1", day(2026, 8, 1)),
            loan("HT-1/9", "HT-1", day(2025, 3, 1)),
            loan("NS-1/0", "NS-1", day(2026, 9, 1)),
        ];
        sample.offices = vec![office("HT", "Vàng Thị Mẫu"), office("NS", "")];
        let (unit, silent) = ("KL".parse().unwrap(), "ND".parse().unwrap());
        sample.seen.remove(&unit);
        sample.seen.insert(silent, day(2026, 8, 10));
        sample.entries = outreach().into_iter().chain(products()).chain(entrusted()).chain(plans()).collect();
        sample.entries[0].facts.corrected_on = Some(day(2026, 9, 1));
        for place in Report::ALL.into_iter().flat_map(super::places) {
            sample.typed.insert((*place).to_owned(), format!("chữ của {place}"));
        }
        sample
    }

    pub(crate) fn material(&self) -> Material<'_> {
        Material {
            unit: &self.unit,
            org: &self.org,
            communes: &self.communes,
            loans: &self.loans,
            entries: &self.entries,
            profiles: &self.profiles,
            offices: &self.offices,
            seen: &self.seen,
            typed: &self.typed,
            catalogue: Catalogue::builtin(),
            today: self.today,
        }
    }

    pub(crate) fn paper(&self, asked: &Asked) -> Paper {
        paper(&self.material(), asked).unwrap()
    }
}

/// A figure, or what is said instead of an empty table.
pub(crate) fn figure(paper: &Paper, item: &str) -> Cell {
    let found = paper.chapters.iter().flat_map(|chapter| &chapter.blocks).find_map(|block| match block {
        Block::Figure { item: known, value, .. } if known == item => Some(value.clone()),
        _ => None,
    });
    found.unwrap_or_else(|| panic!("no figure {item}"))
}

/// A table with its last row, which is empty where there is none.
pub(crate) fn table(paper: &Paper, code: &str) -> (Vec<Vec<Cell>>, Vec<Cell>) {
    let found = paper.chapters.iter().flat_map(|chapter| &chapter.blocks).find_map(|block| match block {
        Block::Table { code: known, rows, total, .. } if known == code => {
            Some((rows.clone(), total.clone().unwrap_or_default()))
        }
        _ => None,
    });
    found.unwrap_or_else(|| panic!("no table {code}"))
}

pub(crate) fn office(unit: &str, officer: &str) -> OrgUnit {
    OrgUnit {
        org: "youth_union".parse().unwrap(),
        unit: unit.parse().unwrap(),
        head: String::new(),
        officer: officer.to_owned(),
        from: Some(day(2026, 1, 1)),
        to: None,
        document: "Văn bản liên tịch số 235/VBLT".to_owned(),
        document_on: Some(day(2025, 5, 4)),
    }
}

/// A record that was handed in.
pub(crate) fn sent(number: u8, kind: Kind, unit: &str, on: Date, fill: impl FnOnce(&mut Flat)) -> Entry {
    entry(number, kind, unit, (on, "submitted"), fill)
}

fn outreach() -> Vec<Entry> {
    let held = |number, unit, month, form: &'static str, fill: fn(&mut Flat)| {
        sent(number, Kind::Outreach, unit, day(2026, month, 5), |flat| {
            flat.set("form", form);
            fill(flat);
        })
    };
    vec![
        held(1, "HT", 7, "oral", |flat| {
            flat.set("meeting_type", "group_meeting");
            flat.set("attendees_total", 32);
            flat.set("attendees_women", 18);
            flat.set("attendees_by.poor_household", 20);
            for key in ["topic.bank_role", "topic.criticise_wrongdoing", "audience.poor_household"] {
                flat.set(key, true);
            }
            flat.set("programme_tag.poverty_reduction", true);
            flat.set("leaflets.aa", 40);
            flat.set("copies_printed.leaflet", 500);
            flat.set("digital.video_clip", 2);
            flat.set("funding.local_budget", 2_000_000);
            flat.set("organiser", "fatherland_front");
            flat.set("new_savers", 6);
        }),
        held(2, "NS", 8, "loudspeaker", |flat| {
            flat.set("broadcasts.aa", 4);
            flat.set("broadcast_minutes.aa", 60);
        }),
        held(3, "BM", 9, "training", |flat| {
            flat.set("classes", 2);
            flat.set("trainees.savings_group", 40);
            flat.set("funding.ntp_subproject_1_project_6", 9_000_000);
        }),
        held(4, "HT", 9, "contest", |flat| {
            flat.set("entries", 12);
            flat.set("prizes", 3);
        }),
        held(5, "HT", 9, "review_award", |flat| {
            flat.set("award.a.kind", "household");
            flat.set("award.a.contributor", true);
            flat.set("donation.x.fund", "for_the_poor");
            flat.set("donation.x.amount", 5_000_000);
            flat.set("donation.x.donor_kind", "enterprise");
            flat.set("donation.y.fund", "entrusted_capital");
            flat.set("donation.y.amount", 7_000_000);
            flat.set("donation.y.donor_kind", "individual");
        }),
        // Nậm Đào, before it fell silent.
        held(6, "ND", 7, "thematic_meeting", |_| {}),
        // Written by somebody of another area.
        held(7, "XX", 7, "dialogue", |_| {}),
    ]
}

/// The number of the campaign's record.
const CAMPAIGN: u8 = 25;

fn products() -> Vec<Entry> {
    let made = |number, year, month, form: &'static str, outlets: &'static [&'static str]| {
        sent(number, Kind::Media, "BM", day(year, month, 6), |flat| {
            flat.set("form", form);
            flat.set("level", "district");
            flat.set("title", format!("Bài số {number}"));
            if number % 2 == 0 {
                flat.set("author_org", "bank_office");
            }
            if form == "digital_post" {
                flat.set("campaign", DocId([CAMPAIGN; 16]).to_string());
            }
            for outlet in outlets {
                flat.set(format!("outlet.{outlet}.published_on"), day(year, month, 7));
            }
        })
    };
    vec![
        made(20, 2026, 7, "article", &["province_newspaper", "province_portal", "bank_website"]),
        made(21, 2026, 8, "interview", &["province_broadcaster"]),
        made(22, 2026, 1, "column_page", &["district_site"]),
        made(23, 2025, 7, "article", &["province_newspaper"]),
        made(24, 2026, 9, "unclassified", &["an_outlet_nobody_knows"]),
        made(CAMPAIGN, 2026, 9, "digital_campaign", &[]),
        made(26, 2026, 9, "digital_post", &["social_network"]),
    ]
}

fn entrusted() -> Vec<Entry> {
    vec![
        sent(40, Kind::Inspection, "HT", day(2026, 8, 6), |flat| {
            flat.set("inspection_kind", "commune_to_group");
            flat.set("also.outreach_plan_check", true);
            flat.set("group_code", "HT-1");
            flat.set("organiser", "people_council");
            flat.set("answer.ga_sessions_attended.value", "yes");
            flat.set("finding.f.kind", "wrong_purpose");
            flat.set("finding.g.kind", "books");
            flat.set("finding.g.flag_for_report", true);
            for n in 0..6 {
                flat.set(format!("borrower.b{n}.loan_code"), format!("HT-1/{n}"));
                flat.set(format!("borrower.b{n}.received_total"), 50_000_000);
                flat.set(format!("borrower.b{n}.right_purpose"), 50_000_000 - 5_000_000 * n);
                flat.set(format!("borrower.b{n}.wrong_purpose"), 5_000_000 * n);
            }
        }),
        sent(41, Kind::Remedy, "HT", day(2026, 8, 6), |flat| {
            flat.set("finding_kind", "wrong_purpose");
            flat.set("group_code", "HT-1");
            flat.set("owner", "Ban quản lý Tổ");
            flat.set("due_date", day(2026, 9, 1));
        }),
        sent(42, Kind::Feedback, "HT", day(2026, 8, 9), |flat| {
            flat.set("feedback_kind", "difficulty");
            flat.set("flag_for_report", true);
        }),
        sent(43, Kind::Exemplary, "HT", day(2026, 8, 9), |flat| {
            flat.set("exemplary_kind", "economic_model");
            flat.set("tag.ocop", true);
        }),
        sent(44, Kind::Support, "HT", day(2026, 8, 9), |flat| {
            flat.set("helper", "Lò Văn Thử");
            flat.set("helper_org", "youth_union");
            flat.set("household", "H-1");
        }),
        sent(45, Kind::Debt, "HT", day(2026, 8, 9), |flat| {
            flat.set("debt_kind", "left_residence");
            flat.set("amount", 8_000_000);
        }),
        sent(46, Kind::LoanList, "HT", day(2026, 8, 9), |flat| {
            flat.set("customers", 7);
            flat.set("told_on", day(2026, 8, 12));
        }),
        sent(47, Kind::Conclusion, "BM", day(2026, 8, 9), |_| {}),
        sent(48, Kind::Capital, "BM", day(2026, 8, 9), |flat| {
            flat.set("year", 2026);
            flat.set("total", 6_625_000_000_000_i64);
            flat.set("source.local_budget_entrusted", 233_200_000_000_i64);
            flat.set("source.central", 6_300_000_000_000_i64);
            flat.set("planned.local_budget_entrusted", 250_000_000_000_i64);
        }),
    ]
}

fn plans() -> Vec<Entry> {
    let plan = |number, unit, fill: fn(&mut Flat)| {
        sent(number, Kind::Plan, unit, day(2026, 1, 15), |flat| {
            flat.set("year", 2026);
            flat.set("paper_no", format!("{number}/KH-PGD"));
            fill(flat);
        })
    };
    let area = plan(60, "BM", |flat| {
        flat.set("basis.a", "Kế hoạch 132/KH-UBND ngày 15/3/2022");
        flat.set("budget.local_budget", 5_000_000);
        flat.set("item.a.kind", "media");
        flat.set("item.a.what", "article");
        flat.set("item.a.target", 4);
        flat.set("item.b.kind", "outreach");
        flat.set("item.c.kind", "inspection");
        flat.set("item.c.what", "commune_to_group");
        flat.set("item.c.month", 8);
        flat.set("item.c.unit", "HT");
        flat.set("item.d.kind", "support");
        flat.set("item.d.target", 3);
    });
    let commune = plan(61, "ND", |flat| {
        flat.set("item.a.kind", "training");
        flat.set("item.a.group_code", "ND-1");
        flat.set("item.a.target", 1);
    });
    vec![area, commune]
}
