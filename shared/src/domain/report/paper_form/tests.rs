//! Helper sheets of one inspection, one inspection from above and one plan, as they are printed.

mod organisation;

use super::*;
use crate::domain::report::Cell;
use crate::domain::sample::{day, facts_of, group, loan, record};
use crate::id::DocId;
use crate::reading::Words;
use crate::reading::paper_form::printed;
use crate::text::Language;

/// The register of Huổi Trăng: two groups, and the loan that a check names and leaves to the list.
fn registers() -> (Vec<Group>, Vec<Loan>) {
    let first =
        Group { deputy: "Vàng Thị Mẫu".to_owned(), frozen: 2_000_000, ..group("HT", "T-0001", 9) };
    let second = Group { overdue: 25_000_000, ..group("HT", "T-0002", 9) };
    let listed =
        Loan { programme: "ex_prisoner".parse().unwrap(), ..loan("L-3", "T-0001", day(2026, 9, 10)) };
    (vec![first, second], vec![listed])
}

/// The visit to T-0001: three borrowers there, one away, one written down without anything found.
fn visit(flat: &mut Flat) {
    for (key, text) in [
        ("inspection_kind", "commune_to_group"),
        ("group_code", "T-0001"),
        ("general.rank", "good"),
        ("answer.ga_size_5_60.value", "yes"),
        ("answer.ga_board_kinship.value", "no"),
        ("answer.ga_board_duties_divided.value", "02 người, có phân công"),
        ("answer.ga_receipts_given.value", "na"),
        ("answer.ga_books_complete.value", "no"),
        ("answer.ga_books_complete.remark", "Thiếu biên bản họp quý III"),
        ("answer.cr_right_beneficiary.value", "yes"),
        ("strengths.p1", "Tổ sinh hoạt đều."),
        ("strengths.p2", "Sổ sách gọn."),
        ("team.a.name", "Lò Văn Thử"),
        ("team.a.title", "Thành viên"),
        ("team.b.name", "Vàng Thị Mẫu"),
        ("team.b.title", "Bí thư Đoàn xã"),
        ("finding.f.kind", "books"),
        ("finding.f.text", "Thiếu biên bản họp."),
        ("finding.g.kind", "balance_mismatch"),
        ("finding.g.subject", "L-1"),
        ("finding.g.text", "Chưa ghi lần trả gốc tháng 9"),
        ("paper_no", "07"),
    ] {
        flat.set(key, text);
    }
    flat.set("team.b.leader", true);
    flat.set("finding.f.due_date", day(2026, 10, 31));
    flat.set("finding.g.due_date", day(2026, 11, 5));
    for (name, number) in [
        ("outstanding", 1_250_000_000),
        ("members", 45),
        ("overdue", 12_500_000),
        ("interest_arrears", 350_000),
        ("savings_balance", 12_750_000),
        ("members_saving", 18),
        ("rank_month", 202_609),
    ] {
        flat.set(format!("general.{name}"), number);
    }
    borrower(flat, "b1", "Giàng A Mẫu", "L-1", [20_000_000, 20_000_000, 0]);
    borrower(flat, "b2", "Hờ Thị Ví", "L-2", [30_000_000, 10_000_000, 20_000_000]);
    flat.set("borrower.b1.balance_book", 18_000_000);
    flat.set("borrower.b1.balance_actual", 17_500_000);
    flat.set("borrower.b1.savings_book", 1_200_000);
    flat.set("borrower.b1.savings_said", 1_200_000);
    flat.set("borrower.b1.signed_on_paper", true);
    flat.set("borrower.b1.effect_grade", "good");
    flat.set("borrower.b1.programme", "poor");
    flat.set("borrower.b3.loan_code", "L-3");
    flat.set("borrower.b4.name", "Sùng A Vắng");
    flat.set("borrower.b4.loan_code", "L-4");
    flat.set("borrower.b4.absent", true);
    flat.set("borrower.b4.absent_reason", "đi làm xa");
    flat.set("borrower.b4.received_total", 90_000_000);
}

fn borrower(flat: &mut Flat, id: &str, name: &str, loan: &str, found: [i64; 3]) {
    flat.set(format!("borrower.{id}.name"), name);
    flat.set(format!("borrower.{id}.loan_code"), loan);
    for (field, dong) in ["received_total", "right_purpose", "wrong_purpose"].into_iter().zip(found) {
        flat.set(format!("borrower.{id}.{field}"), dong);
    }
}

/// The sheet of a record as it is printed in the area.
struct Printed {
    sheet: HelperSheet,
}

impl Printed {
    fn of(form: PaperForm, kind: Kind, fill: impl FnOnce(&mut Flat)) -> Option<Self> {
        let flat = record(day(2026, 10, 6), "submitted", fill);
        let facts = facts_of(DocId([1; 16]), kind, "HT", &flat);
        let (groups, loans) = registers();
        let place = ["HT", "BM", "TN"].map(|code| code.parse().unwrap());
        let source = Source {
            facts: &facts,
            flat: &flat,
            catalogue: Catalogue::builtin(),
            place: &place,
            groups: &groups,
            loans: &loans,
        };
        helper_sheet(form, &source).map(|sheet| Self { sheet })
    }

    fn cell(&self, cell: &Cell) -> String {
        let words = Words { catalogue: Catalogue::builtin(), language: Language::Vi, outside: true };
        printed(cell, self.sheet.form, words, |code| Some(format!("đơn vị {code}")))
    }

    fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.sheet.head.iter().chain(self.sheet.chapters.iter().flat_map(|chapter| &chapter.blocks))
    }

    /// Every value of a figure.
    fn figures(&self, asked: &str) -> Vec<String> {
        let of = |block: &Block| match block {
            Block::Figure { item, value, .. } if item == asked => Some(self.cell(value)),
            _ => None,
        };
        self.blocks().filter_map(of).collect()
    }

    fn figure(&self, asked: &str) -> String {
        self.figures(asked).concat()
    }

    /// The rows of a table, the total last.
    fn rows(&self, asked: &str) -> Vec<Vec<String>> {
        let of = |block: &Block| match block {
            Block::Table { code, columns, rows, total } if code == asked => {
                let all = rows.iter().chain(total);
                Some(
                    all.map(|row| {
                        assert_eq!(row.len(), columns.len(), "{code}");
                        row.iter().map(|cell| self.cell(cell)).collect::<Vec<_>>()
                    })
                    .collect::<Vec<_>>(),
                )
            }
            _ => None,
        };
        self.blocks().filter_map(of).flatten().collect()
    }

    fn typed(&self, asked: &str) -> String {
        let of = |block: &Block| match block {
            Block::Typed { code, text } if code == asked => Some(text.clone()),
            _ => None,
        };
        self.blocks().find_map(of).unwrap()
    }

    fn chapters(&self) -> Vec<(u8, &str)> {
        self.sheet.chapters.iter().map(|chapter| (chapter.depth, chapter.code.as_str())).collect()
    }
}

fn of_visit(form: PaperForm) -> Printed {
    Printed::of(form, Kind::Inspection, visit).unwrap()
}

/// A visit from above to the organisation itself.
fn from_above(flat: &mut Flat) {
    for (key, text) in [
        ("inspection_kind", "district_to_commune"),
        ("inspected_unit", "HT"),
        ("answer.ew_transaction_day.value", "no"),
        ("answer.ew_contract_followed.value", "yes"),
        ("answer.cr_profiteering.value", "no"),
        ("unit_opinion.p", "Nhất trí."),
        ("proposals.p", "Bổ sung biên bản."),
    ] {
        flat.set(key, text);
    }
}

#[test]
fn r5_16_td_has_its_figures_in_millions_and_dots_where_nothing_was_written() {
    let minutes = of_visit(PaperForm::Group);
    for (item, printed) in [
        ("outstanding", "1.250"),
        ("members", "45"),
        ("overdue", "12,5 (1,00 %)"),
        ("frozen", "……"),
        ("interest_arrears", "0,35"),
        ("savings_balance", "12,75"),
        ("members_saving", "18/45 (40,00 %)"),
        ("score", "……"),
        ("rank", "Tốt"),
        ("rank_month", "09/2026"),
        ("paper_no", "07"),
        ("on", "06/10/2026"),
        ("village", "bản Huổi Cang"),
        ("group", "T-0001"),
        ("commune", "đơn vị HT"),
        ("province", "đơn vị TN"),
        ("slips", "3"),
        ("due_before", "05/11/2026"),
    ] {
        assert_eq!(minutes.figure(item), printed, "{item}");
    }
    assert_eq!(
        minutes.chapters(),
        [
            (1, "group_situation"),
            (1, "group_and_board"),
            (1, "assessment"),
            (2, "strengths"),
            (2, "shortcomings"),
            (2, "proposals"),
            (0, "attached"),
        ]
    );
    assert_eq!(
        minutes.rows("team"),
        [["Vàng Thị Mẫu", "Bí thư Đoàn xã", "Trưởng đoàn"], ["Lò Văn Thử", "Thành viên", "Thành viên"]]
    );
    // Nobody was written down: the board that the register knows.
    assert_eq!(minutes.rows("represented_by"), [["Lò Văn Thử", "Tổ trưởng"], ["Vàng Thị Mẫu", "Tổ phó"]]);
    assert_eq!(minutes.typed("strengths"), "Tổ sinh hoạt đều.\nSổ sách gọn.");
    assert_eq!(minutes.typed("proposals"), "");
    assert_eq!(minutes.rows("findings").len(), 2);
    let signed: Vec<_> = minutes.sheet.signatures.iter().map(|(_, name)| name.as_deref()).collect();
    assert_eq!(signed, [Some("Vàng Thị Mẫu"), Some("Lò Văn Thử")]);
    assert_eq!(minutes.sheet.copies, ["copy_team", "copy_group"]);
}

#[test]
fn r5_16_td_has_two_tables_of_what_was_asked_and_no_answer_is_left_out() {
    let minutes = of_visit(PaperForm::Group);
    let board = minutes.rows("founding_and_board");
    let answers: Vec<&str> = board.iter().map(|row| row[1].as_str()).collect();
    assert_eq!(answers, ["……", "Có", "02 người, có phân công", "Không", "……", "……"]);
    let work = minutes.rows("group_work");
    let at = |asked: &str| work.iter().position(|row| row[0].starts_with(asked)).unwrap();
    let books = at("Sổ sách, chứng từ");
    assert_eq!(work[books][1], "Không");
    assert_eq!(work[books + 1], ["Ghi rõ thêm", "Thiếu biên bản họp quý III"]);
    assert_eq!(work[at("Trường hợp được ủy nhiệm")][1], "Không áp dụng");
    assert!(work.iter().all(|row| !row[0].starts_with("Số dư tiền gửi")), "that is a figure of part I");
    let beyond = minutes.rows("beyond_the_form");
    assert_eq!(beyond, [["Người vay có đúng đối tượng thụ hưởng của chương trình không?", "Có"]]);
}

#[test]
fn r5_06_td_has_fifteen_columns_a_total_row_and_sums_with_their_shares() {
    let slip = of_visit(PaperForm::LoanUse);
    let rows = slip.rows("loan_use");
    assert_eq!(slip::COLUMNS.len(), 15);
    assert_eq!(rows.len(), 4);
    // Without a name in the record, the bank's list has it; a programme that tells of a conviction is another one.
    assert_eq!(
        rows[0],
        [
            "1",
            "L-3",
            "Giàng A Mẫu",
            "Chương trình khác",
            "50",
            "50",
            "nuôi dê",
            "……",
            "……",
            "……",
            "……",
            "……",
            "……",
            "……",
            "……"
        ]
    );
    assert_eq!(
        rows[1],
        [
            "2",
            "L-1",
            "Giàng A Mẫu",
            "Cho vay hộ nghèo",
            "……",
            "18",
            "……",
            "20",
            "17,5",
            "……",
            "20",
            "0",
            "Tốt",
            "……",
            "đã ký"
        ]
    );
    assert_eq!(rows[2][1..4], ["L-2", "Hờ Thị Ví", "……"]);
    assert_eq!(
        rows[3],
        ["……", "……", "……", "……", "50", "68", "……", "50", "17,5", "……", "30", "20", "……", "……", "……"]
    );
    for (item, printed) in [
        ("customers_right", "1/2 (50,00 %)"),
        ("customers_wrong", "1/2 (50,00 %)"),
        ("money_right", "30 (60,00 %)"),
        ("money_wrong", "20 (40,00 %)"),
        ("effect_good", "1"),
        ("absent", "Sùng A Vắng (đi làm xa)"),
    ] {
        assert_eq!(slip.figure(item), printed, "{item}");
    }
    assert_eq!((slip.typed("plan_state"), slip.typed("measures")), (String::new(), String::new()));
    assert!(PaperForm::LoanUse.is_wide() && !PaperForm::LoanUse.is_in_dong());
}

#[test]
fn r5_a_slip_without_findings_has_dots_and_no_zero() {
    let slip = Printed::of(PaperForm::LoanUse, Kind::Inspection, |flat| {
        flat.set("inspection_kind", "borrower_visit");
        flat.set("borrower.a.name", "Hờ Thị Ví");
    })
    .unwrap();
    assert!(slip.rows("loan_use")[1].iter().all(|cell| cell == "……"), "the total of nothing is nothing");
    for item in ["customers_right", "customers_wrong", "money_right", "money_wrong"] {
        assert_eq!(slip.figure(item), "……", "{item}");
    }
    assert_eq!(slip.figure("effect_good"), "");
    let twice = Printed::of(PaperForm::LoanUse, Kind::Inspection, |flat| {
        flat.set("borrower.a.loan_code", "L-9");
        flat.set("borrower.b.loan_code", "L-9");
    });
    assert_eq!(twice.unwrap().figure("double"), "L-9");
}

#[test]
fn r5_15_td_prints_dong_with_the_difference_and_its_cause() {
    let list = of_visit(PaperForm::Balances);
    let rows = list.rows("balances");
    assert_eq!(
        rows[1],
        [
            "2",
            "L-1",
            "Giàng A Mẫu",
            "18.000.000",
            "17.500.000",
            "-500.000",
            "1.200.000",
            "1.200.000",
            "0",
            "Chưa ghi lần trả gốc tháng 9"
        ]
    );
    assert_eq!(
        rows[0][2..],
        ["Giàng A Mẫu", "50.000.000", "……", "……", "……", "……", "……", "……"],
        "the books by the bank's list; nothing that nobody said"
    );
    assert_eq!(rows[3][3..6], ["68.000.000", "17.500.000", "-500.000"]);
    let nothing_said = Printed::of(PaperForm::Balances, Kind::Inspection, |flat| {
        flat.set("borrower.a.balance_book", 5);
    });
    assert!(nothing_said.is_none());
}

#[test]
fn r5_a_record_offers_only_the_forms_that_it_can_fill() {
    let offered = |kind: Kind, fill: fn(&mut Flat)| -> Vec<&str> {
        let of = |form: &PaperForm| Printed::of(*form, kind, fill).is_some();
        PaperForm::ALL.iter().filter(|form| of(form)).map(|form| form.code()).collect()
    };
    assert_eq!(offered(Kind::Inspection, visit), ["16td", "06td", "15td", "04bcth"]);
    assert_eq!(offered(Kind::Inspection, from_above), ["03bbcx"]);
    assert_eq!(offered(Kind::Plan, |_| {}), ["01kh"]);
    assert!(offered(Kind::Inspection, |flat| flat.set("inspection_kind", "outreach_plan_check")).is_empty());
    assert!(offered(Kind::Outreach, |flat| flat.set("group_code", "T-0001")).is_empty());
    for form in PaperForm::ALL {
        assert_eq!(PaperForm::of(form.code()), Some(form));
    }
    assert_eq!(PaperForm::of("16TD"), None);
}
