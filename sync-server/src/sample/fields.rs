//! What people of the sample write into their records: plausible, complete, invented.

use shared::catalogue::{AnswerKind, Catalogue, Question};
use shared::date::Date;
use shared::domain::register::{Group, Loan};
use shared::id::{DeviceId, entry_id};
use shared::record::{Edit, Scalar};

use super::dice::Dice;

/// One field.
pub fn edit(key: impl Into<String>, value: impl Into<Scalar>) -> Edit {
    (key.into(), value.into())
}

/// An inspection of a group, with these borrowers.
pub fn inspection(dice: &mut Dice, kind: &str, day: Date, group: &Group, borrowers: &[&Loan]) -> Vec<Edit> {
    let mut edits = vec![
        edit("inspection_kind", kind),
        edit("inspected_unit", group.unit.as_str()),
        edit("group_code", group.code.as_str()),
        edit("event_date", day),
        edit("paper_signed", true),
        edit("paper_signed_on", day),
        edit(format!("strengths.{}", entry(dice)), "Tổ sinh hoạt đều, sổ sách gọn gàng."),
    ];
    for (leader, name, title) in
        [(true, "Vàng Thị Mẫu", "Trưởng đoàn kiểm tra"), (false, "Lò Văn Thử", "Thành viên")]
    {
        let id = entry(dice);
        edits.push(edit(format!("team.{id}.name"), name));
        edits.push(edit(format!("team.{id}.title"), title));
        edits.push(edit(format!("team.{id}.leader"), leader));
    }
    let id = entry(dice);
    edits.push(edit(format!("represented_by.{id}.name"), group.head.as_str()));
    edits.push(edit(format!("represented_by.{id}.title"), "Tổ trưởng"));
    edits.extend(general(group));
    let questions = Catalogue::builtin().subjects(kind).flat_map(|subject| &subject.questions);
    edits.extend(questions.map(|question| answer(question, group)));
    for loan in borrowers {
        edits.extend(borrower(dice, loan));
    }
    if dice.chance(25) {
        edits.extend(finding(dice, day));
    }
    edits
}

/// The general figures, as the register has them.
fn general(group: &Group) -> Vec<Edit> {
    let numbers: [(&str, i64); 7] = [
        ("members", group.members.into()),
        ("members_saving", group.members_saving.into()),
        ("outstanding", group.outstanding),
        ("overdue", group.overdue),
        ("frozen", group.frozen),
        ("interest_arrears", group.interest_arrears),
        ("savings_balance", group.savings_balance),
    ];
    let both = numbers.into_iter().flat_map(|(name, number)| {
        [edit(format!("general.{name}"), number), edit(format!("register.{name}"), number)]
    });
    let mut edits: Vec<Edit> = both.collect();
    edits.push(edit("register.as_of", group.as_of));
    edits.extend(group.score.map(|score| edit("general.score", i64::from(score))));
    edits.extend(group.rank.as_ref().map(|rank| edit("general.rank", rank.as_str())));
    edits
}

/// The good answer, and what the register says of numbers.
fn answer(question: &Question, group: &Group) -> Edit {
    let good = || question.good.as_ref().map_or("yes", |good| good.as_str());
    let value: Scalar = match question.answer {
        AnswerKind::YesNo | AnswerKind::YesNoNa => good().into(),
        AnswerKind::Count if question.id.as_str() == "ga_members_saving" => {
            i64::from(group.members_saving).into()
        }
        AnswerKind::Count => 0.into(),
        AnswerKind::Money if question.id.as_str() == "ga_savings_balance" => group.savings_balance.into(),
        AnswerKind::Money => group.overdue.into(),
        AnswerKind::Text => "Không".into(),
        AnswerKind::Choice => group.rank.as_ref().map_or("fair", |rank| rank.as_str()).into(),
    };
    edit(format!("answer.{}.value", question.id), value)
}

fn borrower(dice: &mut Dice, loan: &Loan) -> Vec<Edit> {
    let id = entry(dice);
    let wrong = if dice.chance(6) { loan.disbursed / 5 } else { 0 };
    let field = |name: &str, value: Scalar| edit(format!("borrower.{id}.{name}"), value);
    vec![
        field("loan_code", loan.code.as_str().into()),
        field("name", loan.borrower.as_str().into()),
        field("programme", loan.programme.as_str().into()),
        field("disbursed", loan.disbursed.into()),
        field("balance_book", loan.balance.into()),
        field("purpose_registered", loan.purpose.as_str().into()),
        field("received_total", loan.disbursed.into()),
        field("balance_actual", loan.balance.into()),
        field("used_for", loan.purpose.as_str().into()),
        field("right_purpose", (loan.disbursed - wrong).into()),
        field("wrong_purpose", wrong.into()),
        field("effect_grade", if wrong > 0 { "poor" } else { "good" }.into()),
        field("interest_owed", 0.into()),
        field("signed_on_paper", true.into()),
        field("eligible", "yes".into()),
        field("check_reason", "yearly".into()),
    ]
}

fn finding(dice: &mut Dice, day: Date) -> Vec<Edit> {
    let id = entry(dice);
    let (kind, text) = *dice.pick(&[
        ("books", "Sổ họp tổ ghi thiếu hai kỳ."),
        ("loan_review_fault", "Biên bản bình xét thiếu chữ ký."),
        ("weak_group", "Tổ sinh hoạt chưa đều, cần củng cố."),
    ]);
    vec![
        edit(format!("finding.{id}.kind"), kind),
        edit(format!("finding.{id}.severity"), "low"),
        edit(format!("finding.{id}.text"), text),
        edit(format!("finding.{id}.due_date"), day.plus_days(30)),
    ]
}

/// An outreach activity in a village.
pub fn outreach(dice: &mut Dice, day: Date, device: DeviceId, village: &str) -> Vec<Edit> {
    let form = *dice.pick(&["oral", "oral", "oral", "thematic_meeting", "loudspeaker", "dialogue"]);
    let topics = [
        *dice.pick(&["loan_procedure", "directive_39", "new_credit_policy", "self_reliance"]),
        *dice.pick(&[
            "savings_mobilisation",
            "effective_loan_model",
            "payment_savings_digital",
            "startup_youth",
        ]),
    ];
    let mut edits = vec![
        edit("event_date", day),
        edit("form", form),
        edit("village", village),
        edit("audience.group_members", true),
        edit("audience.poor_household", true),
        edit(format!("content.{}", entry(dice)), "Phổ biến chương trình vay, mức vay, cách gửi tiết kiệm."),
    ];
    edits.extend(topics.map(|topic| edit(format!("topic.{topic}"), true)));
    if form == "loudspeaker" {
        edits.push(edit(format!("broadcasts.{device}"), dice.between(1, 6)));
        edits.push(edit(format!("broadcast_minutes.{device}"), dice.between(10, 60)));
        return edits;
    }
    let present = dice.between(14, 62);
    edits.push(edit("attendees_total", present));
    edits.push(edit("attendees_women", present * dice.between(35, 70) / 100));
    edits.push(edit("minutes", dice.between(3, 9) * 10));
    edits.push(edit(format!("leaflets.{device}"), present + dice.between(0, 20)));
    if form == "oral" {
        edits.push(edit("meeting_type", *dice.pick(&["group_meeting", "village_meeting", "branch_meeting"])));
    }
    edits
}

/// What a citizen said.
pub fn feedback(dice: &mut Dice, day: Date) -> Vec<Edit> {
    let (kind, text) = *dice.pick(&[
        ("wish", "Xin hướng dẫn kỹ thuật nuôi dê."),
        ("policy_question", "Hỏi điều kiện vay chương trình hộ mới thoát nghèo."),
        ("loan_need", "Muốn vay thêm để trồng quế."),
        ("difficulty", "Đường đến điểm giao dịch xa, mùa mưa khó đi."),
    ]);
    vec![
        edit("event_date", day),
        edit("feedback_kind", kind),
        edit("channel", "meeting"),
        edit("anonymous", true),
        edit(format!("text.{}", entry(dice)), text),
    ]
}

fn entry(dice: &mut Dice) -> String {
    entry_id(dice.bits().to_le_bytes())
}
