//! The parts of a record in the order of the work: by them its form is written on and its content is read, on the phone
//! and at the office. A part names the first segments of its fields; what kind of input or line a field is, its field
//! table says.

use crate::record::Kind;

/// One part of a kind of record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    vi: &'static str,
    en: &'static str,
    /// First segments of its fields, in order.
    pub prefixes: &'static [&'static str],
    /// True for a part that few need: a form folds it until it is asked for.
    pub is_rare: bool,
}

impl Part {
    /// Its heading.
    pub const fn title(&self, language: crate::text::Language) -> &'static str {
        language.pick(self.vi, self.en)
    }
}

const fn part(vi: &'static str, en: &'static str, prefixes: &'static [&'static str]) -> Part {
    Part { vi, en, prefixes, is_rare: false }
}

const fn rare(vi: &'static str, en: &'static str, prefixes: &'static [&'static str]) -> Part {
    Part { vi, en, prefixes, is_rare: true }
}

/// The parts of a kind. An inspection has its own: its checklist stands in the catalogue.
pub const fn parts(kind: Kind) -> &'static [Part] {
    match kind {
        Kind::Outreach => OUTREACH,
        Kind::Feedback => FEEDBACK,
        Kind::Media => MEDIA,
        Kind::Exemplary => EXEMPLARY,
        Kind::Support => SUPPORT,
        Kind::Plan => PLAN,
        Kind::Debt => DEBT,
        Kind::LoanList => LOAN_LIST,
        Kind::Capital => CAPITAL,
        Kind::Remedy => REMEDY,
        Kind::Conclusion => CONCLUSION,
        Kind::Profile => PROFILE,
        Kind::Inspection | Kind::Review | Kind::FreeForm => &[],
    }
}

const OUTREACH: &[Part] = &[
    part("Ngày và hình thức", "Date and form", &["event_date", "form", "meeting_type", "group_code"]),
    part("Địa điểm, thời gian", "Place and time", &["village", "place", "start_time", "minutes"]),
    part("Người dự", "People present", &["attendees_total", "attendees_women"]),
    part("Nội dung", "Content", &["topic", "content", "event_tag"]),
    part(
        "Tài liệu, phát thanh",
        "Hand-outs and broadcasts",
        &["leaflets", "copies_printed", "handed_out", "digital", "broadcasts", "broadcast_minutes"],
    ),
    part("Thành phần dự", "Who came", &["audience", "attendees_by"]),
    part("Tập huấn", "Training", &["classes", "days", "trainees"]),
    part("Cuộc thi", "Contest", &["entries", "prizes", "until"]),
    part("Khen thưởng", "Awards", &["award"]),
    part("Đóng góp", "Donations", &["donation"]),
    part("Kết quả tại buổi", "Figures of the session", &["new_savers", "mobile_users"]),
    part("Duyệt nội dung", "Approval", &["approved_by", "approved_on"]),
    rare("Báo cáo viên", "Speakers", &["speaker"]),
    rare("Văn bản đã phổ biến", "Legal texts made known", &["legal_text"]),
    rare("Đơn vị tổ chức, phối hợp", "Organiser and partners", &["organiser", "partner"]),
    rare("Kinh phí, chương trình", "Funding and programmes", &["funding", "programme_tag"]),
    rare("Liên quan", "Belongs to", &["campaign", "plan_item"]),
];

const FEEDBACK: &[Part] = &[
    part("Ý kiến", "What was said", &["event_date", "feedback_kind", "channel", "text"]),
    part("Người phản ánh", "Who said it", &["anonymous", "name", "phone", "village", "named_unit"]),
    part("Về việc gì", "What about", &["topic"]),
    rare(
        "Trả lời",
        "Answer",
        &[
            "feedback_state",
            "forwarded_to",
            "forwarded_on",
            "reply",
            "answered_on",
            "answered_by",
            "flag_for_report",
        ],
    ),
];

const MEDIA: &[Part] = &[
    part("Sản phẩm", "Product", &["event_date", "form", "seconds", "pages_x100", "photos", "title", "level"]),
    part("Nội dung", "Content", &["topic", "subject", "event_tag"]),
    part("Tác giả", "Author", &["author_org", "author_name"]),
    part("Người được nêu tên, ghi hình", "People shown", &["person"]),
    part("Duyệt nội dung", "Approval", &["approved_by", "approved_on"]),
    part("Nơi đăng, phát", "Where it was published", &["outlet"]),
    rare("Lượt xem, chia sẻ", "Reach", &["reading"]),
    rare("Thuộc về", "Belongs to", &["column", "campaign", "exemplary", "plan_item"]),
    rare("Kinh phí, chương trình", "Funding and programmes", &["funding", "programme_tag"]),
];

const EXEMPLARY: &[Part] = &[
    part("Giới thiệu", "In short", &["event_date", "exemplary_kind", "title", "role", "village"]),
    part("Cách làm, kết quả", "What was done", &["text", "tag", "programme", "loan_range"]),
    part("Tên và sự đồng ý", "Name and consent", &["name", "consent", "consent_paper"]),
    part("Đề xuất, duyệt", "Proposal and approval", &["proposed_by", "approved_by"]),
    rare("Khen thưởng", "Awards", &["award"]),
    rare("Tin, bài đã viết", "Media products", &["media"]),
];

const SUPPORT: &[Part] = &[
    part("Ai giúp", "Who helps", &["helper", "helper_org", "event_date"]),
    part("Hộ được giúp", "Household", &["unassigned", "household", "village", "status", "standard"]),
    part("Việc giúp", "Help", &["help"]),
    part("Các lần thăm", "Visits", &["visit"]),
    rare("Kết thúc, kết quả", "End and result", &["ended_on", "result", "decided_on"]),
];

const PLAN: &[Part] = &[
    part("Văn bản", "Document", &["year", "event_date", "paper_no", "basis"]),
    part("Việc theo tháng", "Work by month", &["item"]),
    part("Duyệt", "Approval", &["approved_by", "approved_on"]),
    rare("Kinh phí dự kiến", "Budget", &["budget"]),
    rare("Thay kế hoạch trước", "In place of an earlier plan", &["replaces", "replace_reason"]),
    rare("Bốc chọn Tổ", "Groups drawn", &["draw", "swap"]),
];

const DEBT: &[Part] = &[
    part("Khoản nợ", "The debt", &["event_date", "debt_kind", "loan_code", "group_code", "name", "amount"]),
    part("Việc đã làm", "What was done", &["action"]),
    rare("Hồ sơ xử lý nợ rủi ro", "Risk-debt file", &["risk"]),
    rare("Phát hiện từ cuộc kiểm tra", "Found by an inspection", &["inspection", "finding"]),
    rare("Kết thúc", "Closing", &["closed_on", "closed_reason"]),
];

const LOAN_LIST: &[Part] = &[part(
    "Danh sách được phê duyệt",
    "Approved list",
    &["event_date", "group_code", "customers", "told_on"],
)];

const CAPITAL: &[Part] = &[
    part("Số liệu chung", "In general", &["year", "event_date", "total"]),
    part("Nguồn vốn thực có", "Capital", &["source"]),
    part("Nguồn vốn theo kế hoạch", "Capital planned", &["planned"]),
    rare("Số tham khảo", "Another share", &["reference_x100", "reference_source"]),
];

const REMEDY: &[Part] = &[
    part(
        "Tồn tại phải khắc phục",
        "What must be remedied",
        &[
            "inspection",
            "finding",
            "inspected_unit",
            "group_code",
            "finding_kind",
            "amount",
            "text",
            "event_date",
        ],
    ),
    part("Ai khắc phục, hạn nào", "Who, and by when", &["owner", "owner_account", "due_date"]),
    part("Các bước đã làm", "Steps", &["step"]),
    part(
        "Kết quả",
        "Result",
        &["evidence", "remedy_state", "done_on", "done_by", "verified_on", "verified_by", "cancel_reason"],
    ),
];

const CONCLUSION: &[Part] = &[
    part("Thông báo", "Notice", &["inspection", "inspected_unit", "group_code", "paper_no", "event_date"]),
    part("Kết luận", "Conclusions", &["text", "due_date"]),
];

const PROFILE: &[Part] = &[
    part("Kỳ báo cáo", "Period", &["year", "event_date"]),
    part("Điểm giao dịch xã", "Transaction point", &["point_place", "equipment"]),
    part("Tổ đôn đốc thu hồi nợ", "Team for bad debt", &["has_team", "member", "team_sessions"]),
    part("Chấm điểm ủy thác (nếu có)", "Score of the entrusted work, if any", &["score"]),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::record;

    #[test]
    fn every_field_of_a_kind_stands_in_one_part_and_no_part_names_what_is_none() {
        for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Inspection) {
            let apart: BTreeSet<_> = record::ENVELOPE.iter().map(|field| field.key).collect();
            let mut of_table: BTreeSet<&str> = record::fields(kind)
                .filter(|field| !apart.contains(field.key))
                .map(|field| field.key.split('.').next().unwrap_or_default())
                .collect();
            // Photos and corrections are parts of every record.
            of_table.retain(|prefix| !["photo", "correction"].contains(prefix));
            let mut named = BTreeSet::new();
            for prefix in parts(kind).iter().flat_map(|part| part.prefixes) {
                assert!(named.insert(*prefix), "{kind:?} {prefix} stands twice");
            }
            assert!(named.contains("event_date"), "{kind:?}");
            named.retain(|prefix| !["event_date", "paper_no"].contains(prefix));
            assert_eq!(named, of_table, "{kind:?}");
        }
    }
}
