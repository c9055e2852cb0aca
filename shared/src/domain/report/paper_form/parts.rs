//! Pieces that several forms share: people, answers, general figures, findings, and what people wrote.

use super::super::{Block, Cell, Chapter};
use super::Source;
use crate::catalogue::{AnswerKind, Catalogue, Question, Subject};
use crate::date::Month;
use crate::domain::links;
use crate::domain::register::Loan;
use crate::id::UnitCode;
use crate::record::{Flat, Scalar};
use crate::text::fold;

/// The subject that 16/TD asks about.
pub(super) const GROUP_ACTIVITY: &str = "group_activity";
/// The subject that only an organisation is asked about.
pub(super) const ENTRUSTED_WORK: &str = "entrusted_work";

pub(super) fn chapter(code: &str, depth: u8, blocks: Vec<Block>) -> Chapter {
    Chapter { code: code.to_owned(), depth, blocks }
}

pub(super) fn figure(item: &str, value: Cell) -> Block {
    Block::Figure { item: item.to_owned(), of: Cell::Empty, value }
}

pub(super) fn table(code: &str, columns: &[&str], rows: Vec<Vec<Cell>>, total: Option<Vec<Cell>>) -> Block {
    // One empty row to write into, where nothing is known.
    let rows = if rows.is_empty() { vec![vec![Cell::Empty; columns.len()]] } else { rows };
    let columns = columns.iter().map(|&column| column.to_owned()).collect();
    Block::Table { code: code.to_owned(), columns, rows, total }
}

/// Words, or an empty place for them.
pub(super) fn words(text: &str) -> Cell {
    if text.trim().is_empty() { Cell::Empty } else { Cell::Text(text.trim().to_owned()) }
}

pub(super) fn text(flat: &Flat, key: &str) -> Cell {
    flat.text(key).map_or(Cell::Empty, words)
}

pub(super) fn dong(flat: &Flat, key: &str) -> Cell {
    flat.int(key).map_or(Cell::Empty, Cell::Dong)
}

pub(super) fn day(flat: &Flat, key: &str) -> Cell {
    flat.date(key).map_or(Cell::Empty, Cell::Day)
}

pub(super) fn entry(flat: &Flat, list: &str, key: &str) -> Cell {
    let code = flat.text(key).and_then(|code| code.parse().ok());
    code.map_or(Cell::Empty, |code| Cell::Entry(list.to_owned(), code))
}

/// The paragraphs of a narrative, as one place of the form.
pub(super) fn typed(flat: &Flat, prefix: &str) -> Block {
    let paragraphs: Vec<&str> = flat.paragraphs(prefix).map(|(_, text)| text.trim()).collect();
    Block::Typed { code: prefix.to_owned(), text: paragraphs.join("\n") }
}

/// A place that is always filled in by hand.
pub(super) fn by_hand(code: &str) -> Block {
    Block::Typed { code: code.to_owned(), text: String::new() }
}

/// The team, its leader first.
pub(super) fn team(flat: &Flat) -> Block {
    let mut ids: Vec<String> = flat.entries("team").into_iter().collect();
    ids.sort_by_cached_key(|id| {
        (!leads(flat, id), fold(flat.text(&format!("team.{id}.name")).unwrap_or("")))
    });
    let row = |id: &String| {
        let part = Cell::Said(if leads(flat, id) { "leader" } else { "member" }.to_owned());
        vec![text(flat, &format!("team.{id}.name")), text(flat, &format!("team.{id}.title")), part]
    };
    table("team", &["name", "title", "part"], ids.iter().map(row).collect(), None)
}

fn leads(flat: &Flat, id: &str) -> bool {
    flat.flag(&format!("team.{id}.leader")) == Some(true)
}

/// The name of the team's leader.
pub(super) fn leader(flat: &Flat) -> Option<String> {
    let ids = flat.entries("team");
    let leader = ids.iter().find(|id| leads(flat, id))?;
    flat.text(&format!("team.{leader}.name")).map(str::to_owned)
}

/// Who spoke for the inspected; of a group its board by the register where nobody was written down.
pub(super) fn represented_by(source: &Source<'_>) -> Block {
    let flat = source.flat;
    let entries = flat.entries("represented_by");
    let row = |id: &String| {
        ["name", "title"].map(|field| text(flat, &format!("represented_by.{id}.{field}"))).to_vec()
    };
    let mut rows: Vec<Vec<Cell>> = entries.iter().map(row).collect();
    if let Some(group) = source.group().filter(|_| rows.is_empty()) {
        let board = [(&group.head, "group_head"), (&group.deputy, "group_deputy")];
        let known = board.into_iter().filter(|(name, _)| !name.trim().is_empty());
        rows = known.map(|(name, title)| vec![words(name), Cell::Said(title.to_owned())]).collect();
    }
    table("represented_by", &["name", "title"], rows, None)
}

/// Where, when and in which group: the first lines of every form.
pub(super) fn place(source: &Source<'_>) -> Vec<Block> {
    let flat = source.flat;
    let mut days: Vec<&str> = flat.members("visit_day").collect();
    days.sort_unstable();
    let days = days.into_iter().filter_map(|day| day.parse::<u32>().ok()?.try_into().ok());
    let mut days: Vec<Cell> = days.map(Cell::Day).collect();
    if days.is_empty() {
        days.push(day(flat, "event_date"));
    }
    let mut blocks = vec![figure("paper_no", text(flat, "paper_no"))];
    blocks.extend(days.into_iter().map(|day| figure("on", day)));
    if let Some(group) = &source.facts.group {
        let village = source.group().map_or(Cell::Empty, |group| words(&group.village));
        blocks.push(figure("village", village));
        blocks.push(figure("group", Cell::Text(group.to_string())));
    }
    let unit = |place: Option<&UnitCode>| place.cloned().map_or(Cell::Empty, Cell::Unit);
    blocks.push(figure("commune", unit(source.place.first())));
    blocks.push(figure("province", unit(source.place.last().filter(|_| source.place.len() > 1))));
    blocks
}

/// The figures of a group, or of a commune's organisation, as the inspection found them.
pub(super) fn general(flat: &Flat) -> Vec<Block> {
    let number = |name: &str| flat.int(&format!("general.{name}"));
    let share = |part: &str, whole: &str, both: fn(i64, i64) -> Cell, alone: fn(i64) -> Cell| match (
        number(part),
        number(whole),
    ) {
        (Some(part), Some(whole)) => both(part, whole),
        (Some(part), None) => alone(part),
        (None, _) => Cell::Empty,
    };
    let of_debt = |name: &str| share(name, "outstanding", Cell::DongOf, Cell::Dong);
    let count = |name: &str| number(name).map_or(Cell::Empty, Cell::Count);
    let month = number("rank_month").and_then(|number| Month::try_from(number).ok());
    let month = month.map_or(Cell::Empty, |month| Cell::Text(month.to_string()));
    vec![
        figure("outstanding", dong(flat, "general.outstanding")),
        figure("members", count("members")),
        figure("overdue", of_debt("overdue")),
        figure("frozen", of_debt("frozen")),
        figure("interest_arrears", dong(flat, "general.interest_arrears")),
        figure("savings_balance", dong(flat, "general.savings_balance")),
        figure("members_saving", share("members_saving", "members", Cell::Of, Cell::Count)),
        figure("score", count("score")),
        figure("rank", entry(flat, "group_rank", "general.rank")),
        figure("rank_month", month),
    ]
}

/// The subjects that the record was asked, in the catalogue's order.
pub(super) fn subjects<'s>(source: &Source<'s>) -> impl Iterator<Item = &'s Subject> {
    links::subjects(source.catalogue, source.flat)
}

/// True when a subject has an answer.
pub(super) fn is_answered(catalogue: &Catalogue, flat: &Flat, subject: &str) -> bool {
    let of = catalogue.subjects.iter().filter(|known| known.id.as_str() == subject);
    of.flat_map(|subject| &subject.questions)
        .any(|question| flat.get(&format!("answer.{}.value", question.id)).is_some())
}

/// "Nội dung | Kết quả kiểm tra" of questions: what was answered, and below it what was written beside the answer.
pub(super) fn answers<'q>(flat: &Flat, questions: impl IntoIterator<Item = &'q Question>) -> Vec<Vec<Cell>> {
    let rows = questions.into_iter().flat_map(|question| {
        let asked = Cell::Entry("question".to_owned(), question.id.clone());
        let remark = text(flat, &format!("answer.{}.remark", question.id));
        let remark = (remark != Cell::Empty).then(|| vec![Cell::Said("remark".to_owned()), remark]);
        [Some(vec![asked, answer(flat, question)]), remark].into_iter().flatten()
    });
    rows.collect()
}

/// The columns of such a table.
pub(super) const ANSWERED: [&str; 2] = ["asked", "answered"];

fn answer(flat: &Flat, question: &Question) -> Cell {
    let of = |list: &str, code: &str| {
        code.parse().map_or_else(|_| words(code), |code| Cell::Entry(list.to_owned(), code))
    };
    match (flat.get(&format!("answer.{}.value", question.id)), question.answer) {
        (Some(Scalar::Int(number)), AnswerKind::Money) => Cell::Dong(*number),
        (Some(Scalar::Int(number)), _) => Cell::Count(*number),
        (Some(Scalar::Text(text)), AnswerKind::YesNo | AnswerKind::YesNoNa) => match text.as_str() {
            "na" => Cell::Said("not_applicable".to_owned()),
            text => of("yes_no_unknown", text),
        },
        (Some(Scalar::Text(text)), AnswerKind::Choice) => of("group_rank", text),
        (Some(Scalar::Text(text)), _) => words(text),
        _ => Cell::Empty,
    }
}

/// The questions whose answer raises a finding.
pub(super) fn raised<'q>(
    flat: &'q Flat,
    questions: impl IntoIterator<Item = &'q Question> + 'q,
) -> impl Iterator<Item = &'q Question> {
    questions.into_iter().filter(|question| {
        let answer = flat.text(&format!("answer.{}.value", question.id)).filter(|answer| *answer != "na");
        question.good.as_ref().zip(answer).is_some_and(|(good, answer)| good.as_str() != answer)
    })
}

/// Ưu điểm, Tồn tại, Kiến nghị: what was written, and what was found with the day by which it is to be remedied.
pub(super) fn assessment(flat: &Flat) -> Vec<Chapter> {
    let mut shortcomings = vec![typed(flat, "shortcomings")];
    shortcomings.extend(findings(flat));
    let due =
        flat.entries("finding").iter().filter_map(|id| flat.date(&format!("finding.{id}.due_date"))).max();
    vec![
        chapter("strengths", 2, vec![typed(flat, "strengths")]),
        chapter("shortcomings", 2, shortcomings),
        chapter(
            "proposals",
            2,
            vec![typed(flat, "proposals"), figure("due_before", due.map_or(Cell::Empty, Cell::Day))],
        ),
    ]
}

/// What was found; `None` when nothing was.
pub(super) fn findings(flat: &Flat) -> Option<Block> {
    let row = |id: &String| {
        let key = |field: &str| format!("finding.{id}.{field}");
        vec![
            entry(flat, "finding_kind", &key("kind")),
            text(flat, &key("text")),
            dong(flat, &key("amount")),
            text(flat, &key("owner")),
            day(flat, &key("due_date")),
        ]
    };
    let rows: Vec<_> = flat.entries("finding").iter().map(row).collect();
    let columns = ["finding", "content", "amount", "owner", "due"];
    (!rows.is_empty()).then(|| table("findings", &columns, rows, None))
}

/// The number of loan-use slips that come with the minutes: one for each borrower who was there.
pub(super) fn slips(source: &Source<'_>) -> Block {
    let slips = i64::try_from(source.facts.borrowers.len()).unwrap_or(i64::MAX);
    figure("slips", if slips == 0 { Cell::Empty } else { Cell::Count(slips) })
}

/// The borrowers of a record in the order of their names; those who were there, or those who were not.
pub(super) fn borrowers(flat: &Flat, absent: bool) -> Vec<String> {
    let is = |id: &String| (flat.flag(&format!("borrower.{id}.absent")) == Some(true)) == absent;
    let mut ids: Vec<String> = flat.entries("borrower").into_iter().filter(is).collect();
    let field = |id: &str, field: &str| flat.text(&format!("borrower.{id}.{field}")).unwrap_or("").to_owned();
    ids.sort_by_cached_key(|id| (fold(&field(id, "name")), field(id, "loan_code"), id.clone()));
    ids
}

/// What "ghi theo hồ sơ" asks of a loan: as the record was filled from the bank's list, else the list itself.
pub(super) fn or_listed(
    source: &Source<'_>,
    id: &str,
    written: Cell,
    of_list: &dyn Fn(&Loan) -> Cell,
) -> Cell {
    let code = source.flat.text(&format!("borrower.{id}.loan_code"));
    match source.loans.iter().find(|loan| Some(loan.code.as_str()) == code) {
        Some(loan) if written == Cell::Empty => of_list(loan),
        _ => written,
    }
}

/// The sum of a column of đồng; empty where no row has any.
pub(super) fn sum(rows: &[Vec<Cell>], column: usize) -> Cell {
    let dong = rows.iter().filter_map(|row| match row.get(column) {
        Some(Cell::Dong(dong)) => Some(*dong),
        _ => None,
    });
    dong.reduce(i64::saturating_add).map_or(Cell::Empty, Cell::Dong)
}

/// The last row of a table: the sums of these columns, and nothing in the others.
pub(super) fn total(rows: &[Vec<Cell>], columns: usize, summed: &[usize]) -> Vec<Cell> {
    let cell = |column| if summed.contains(&column) { sum(rows, column) } else { Cell::Empty };
    (0..columns).map(cell).collect()
}
