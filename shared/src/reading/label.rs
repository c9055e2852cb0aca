//! The words of the fields: what each is called on the paper forms (16/TD, 06/TD, 15/TD, 03/BB-CX) and how to
//! fill it in. One row per field of the field tables, found by the field's key. Choices, questions and units have
//! their words in the catalogue.

mod further;
mod sheets;

use crate::record::{self, Kind};
use crate::text::Language;

/// Vietnamese and English form of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Both(&'static str, &'static str);

/// Field, its label, its hint (empty: none).
type Row = (&'static str, Both, Both);

const NO_HINT: Both = Both("", "");

/// Fields of every record.
const ENVELOPE: &[Row] = &[
    ("event_date", Both("Ngày thực hiện", "Date"), TYPED_DAY),
    ("paper_no", Both("Số biên bản giấy", "Number of the paper minutes"), NO_HINT),
    ("state", Both("Trạng thái", "State"), NO_HINT),
    ("submitted_heads", Both("Phiên bản đã nộp", "Version handed in"), NO_HINT),
    ("void_reason", Both("Lý do hủy", "Reason for striking out"), NO_HINT),
    ("notes.*", Both("Ghi chú", "Notes"), PRIVATE),
    ("photo.*.caption", Both("Ảnh chụp gì", "What the photo shows"), NO_HINT),
    ("photo.*.consent", Both("Người trong ảnh đã đồng ý?", "Did the people shown agree?"), NO_HINT),
    ("photo.*.hash", Both("Mã ảnh", "Photo"), NO_HINT),
    ("photo.*.bytes", Both("Cỡ ảnh (byte)", "Size of the photo (bytes)"), NO_HINT),
    ("photo.*.removed", Both("Ảnh bị bỏ", "Photo removed"), NO_HINT),
    ("correction.*.key", Both("Đề nghị đính chính mục", "Correction asked of"), NO_HINT),
    (
        "correction.*.new",
        Both("Đề nghị đính chính: giá trị đúng", "Correction asked: the right value"),
        NO_HINT,
    ),
    ("correction.*.reason", Both("Đề nghị đính chính: lý do", "Correction asked: why"), NO_HINT),
    ("kind", Both("Loại bản ghi", "Kind of record"), NO_HINT),
    ("schema_version", Both("Phiên bản bảng trường", "Version of the field table"), NO_HINT),
    ("catalogue_version", Both("Phiên bản danh mục", "Version of the catalogue"), NO_HINT),
    ("org", Both("Tổ chức", "Organisation"), NO_HINT),
    ("unit", Both("Đơn vị", "Unit"), NO_HINT),
    ("created_by", Both("Người lập", "Made by"), NO_HINT),
    ("created_device", Both("Máy lập", "Made on phone"), NO_HINT),
    ("device_time", Both("Giờ trên máy khi lập", "Phone's clock when made"), NO_HINT),
    ("clock_ahead", Both("Đồng hồ máy lệch", "Phone's clock was off by"), NO_HINT),
    ("date_confirmed", Both("Ngày đã được xác nhận", "Day confirmed"), NO_HINT),
];

const TYPED_DAY: Both = Both("Gõ 5/10 hoặc 05/10/2026.", "Type 5/10 or 05/10/2026.");
const PRIVATE: Both = Both(
    "Không ghi số căn cước, dân tộc hay bệnh tật của ai.",
    "Do not write anyone's ID number, ethnicity or illness.",
);

const GROUP: Both = Both(
    "Gõ mã Tổ, tên bản hoặc tên Tổ trưởng, không cần dấu.",
    "Type the group's code, village or head; accents are not needed.",
);

const OUTREACH: &[Row] = &[
    ("form", Both("Hình thức truyền thông", "Form of outreach"), NO_HINT),
    ("meeting_type", Both("Tại cuộc họp nào", "At which meeting"), NO_HINT),
    ("group_code", Both("Tổ TK&VV", "Savings and loan group"), GROUP),
    (
        "topic.*",
        Both("Nội dung tuyên truyền", "Topics"),
        Both("Chọn tất cả nội dung đã nói.", "Choose everything that was spoken of."),
    ),
    (
        "audience.*",
        Both("Đối tượng", "Audiences"),
        Both("Chọn tất cả đối tượng có mặt.", "Choose everyone who was there."),
    ),
    ("organiser", Both("Đơn vị tổ chức", "Organiser"), NO_HINT),
    ("partner.*", Both("Đơn vị phối hợp", "Partners"), NO_HINT),
    (
        "place",
        Both("Địa điểm", "Place"),
        Both("Ví dụ: nhà văn hóa bản, nhà Tổ trưởng.", "For example the village hall, the head's house."),
    ),
    ("village", Both("Thôn, bản", "Village"), NO_HINT),
    (
        "start_time",
        Both("Bắt đầu lúc", "Started at"),
        Both("Ví dụ 8:30 hoặc 19.30.", "For example 8:30 or 19.30."),
    ),
    ("minutes", Both("Kéo dài (phút)", "Length (minutes)"), NO_HINT),
    (
        "attendees_total",
        Both("Tổng số người dự", "People present"),
        Both("Một người đếm và ghi một lần.", "One person counts, once."),
    ),
    ("attendees_women", Both("Trong đó nữ", "Women among them"), NO_HINT),
    (
        "attendees_by.*",
        Both("Số người theo đối tượng", "People by audience"),
        Both("Một người có thể thuộc nhiều đối tượng.", "One person may belong to several."),
    ),
    (
        "leaflets.*",
        Both("Tờ rơi tôi đã phát", "Leaflets I handed out"),
        Both(
            "Mỗi người ghi phần mình phát; số của mọi người được cộng lại.",
            "Each writes their own; the sum is everyone's.",
        ),
    ),
    ("copies_printed.*", Both("Số bản đã in", "Copies printed"), NO_HINT),
    (
        "broadcasts.*",
        Both("Số lần phát thanh tôi đã làm", "Broadcasts I made"),
        Both(
            "Mỗi người ghi phần mình; số của mọi người được cộng lại.",
            "Each writes their own; the sum is everyone's.",
        ),
    ),
    ("broadcast_minutes.*", Both("Thời lượng phát tôi đã làm (phút)", "Minutes I broadcast"), NO_HINT),
    ("speaker.*.name", Both("Họ và tên báo cáo viên", "Speaker's name"), NO_HINT),
    ("speaker.*.role", Both("Chức vụ, đơn vị", "Office, organisation"), NO_HINT),
    ("speaker.*.removed", Both("Báo cáo viên bị bỏ", "Speaker removed"), NO_HINT),
    (
        "legal_text.*",
        Both("Văn bản đã phổ biến", "Legal text made known"),
        Both("Ví dụ: Nghị định 28/2022/NĐ-CP.", "For example Decree 28/2022/NĐ-CP."),
    ),
    ("content.*", Both("Diễn biến, nội dung chính", "What was said and done"), PRIVATE),
    (
        "funding.*",
        Both("Kinh phí theo nguồn", "Funding by source"),
        Both("Bỏ trống nếu không chi.", "Leave empty if nothing was spent."),
    ),
    ("programme_tag.*", Both("Chương trình liên quan", "Programme"), NO_HINT),
];

const INSPECTION: &[Row] = &[
    (
        "event_date",
        Both("Ngày kiểm tra, ghi trên biên bản", "Day of the inspection, as on the minutes"),
        TYPED_DAY,
    ),
    ("inspection_kind", Both("Loại kiểm tra", "Kind of inspection"), NO_HINT),
    ("parent_inspection", Both("Thuộc cuộc kiểm tra", "Part of inspection"), NO_HINT),
    ("inspected_unit", Both("Đơn vị được kiểm tra", "Inspected unit"), NO_HINT),
    ("group_code", Both("Tổ TK&VV được kiểm tra", "Inspected group"), GROUP),
    ("team.*.name", Both("Họ và tên", "Name"), NO_HINT),
    (
        "team.*.title",
        Both("Chức vụ", "Office"),
        Both("Ví dụ: Bí thư Đoàn xã.", "For example commune Youth Union secretary."),
    ),
    (
        "team.*.leader",
        Both("Trưởng đoàn", "Team leader"),
        Both("Mỗi đoàn có đúng một Trưởng đoàn.", "A team has exactly one leader."),
    ),
    ("team.*.removed", Both("Thành viên bị bỏ", "Member removed"), NO_HINT),
    ("represented_by.*.name", Both("Họ và tên", "Name"), NO_HINT),
    ("represented_by.*.title", Both("Chức vụ", "Office"), NO_HINT),
    ("represented_by.*.removed", Both("Người đại diện bị bỏ", "Representative removed"), NO_HINT),
    (
        "visit_day.*",
        Both("Các ngày làm việc tại Tổ", "Days at the group"),
        Both(
            "Ghi đủ nếu làm nhiều ngày; ngày cuối là ngày của biên bản.",
            "All days if there were several; the last is the day of the minutes.",
        ),
    ),
    ("general.members", Both("Số tổ viên", "Members"), NO_HINT),
    ("general.members_saving", Both("Số tổ viên gửi tiết kiệm", "Members with savings"), NO_HINT),
    ("general.outstanding", Both("Tổng dư nợ", "Outstanding debt"), NO_HINT),
    ("general.overdue", Both("Nợ quá hạn", "Overdue debt"), NO_HINT),
    ("general.frozen", Both("Nợ khoanh", "Frozen debt"), NO_HINT),
    ("general.interest_arrears", Both("Lãi tồn", "Interest in arrears"), NO_HINT),
    ("general.savings_balance", Both("Số dư tiền gửi tiết kiệm", "Savings balance"), NO_HINT),
    ("general.score", Both("Điểm chấm Tổ (0–100)", "Score of the group (0–100)"), NO_HINT),
    ("general.rank", Both("Xếp loại Tổ", "Rank of the group"), NO_HINT),
    (
        "general.rank_month",
        Both("Tháng xếp loại", "Month of the rank"),
        Both("Ghi tháng và năm, ví dụ 9/2026.", "Month and year, for example 9/2026."),
    ),
    ("register.members", Both("Danh sách ngân hàng: số tổ viên", "Bank's list: members"), NO_HINT),
    (
        "register.members_saving",
        Both("Danh sách ngân hàng: số tổ viên gửi tiết kiệm", "Bank's list: members with savings"),
        NO_HINT,
    ),
    (
        "register.outstanding",
        Both("Danh sách ngân hàng: tổng dư nợ", "Bank's list: outstanding debt"),
        NO_HINT,
    ),
    ("register.overdue", Both("Danh sách ngân hàng: nợ quá hạn", "Bank's list: overdue debt"), NO_HINT),
    ("register.frozen", Both("Danh sách ngân hàng: nợ khoanh", "Bank's list: frozen debt"), NO_HINT),
    (
        "register.interest_arrears",
        Both("Danh sách ngân hàng: lãi tồn", "Bank's list: interest in arrears"),
        NO_HINT,
    ),
    (
        "register.savings_balance",
        Both("Danh sách ngân hàng: số dư tiết kiệm", "Bank's list: savings balance"),
        NO_HINT,
    ),
    ("register.score", Both("Danh sách ngân hàng: điểm chấm Tổ", "Bank's list: score"), NO_HINT),
    ("register.as_of", Both("Danh sách ngân hàng: ngày lập", "Bank's list: its day"), NO_HINT),
    ("answer.*.value", Both("Kết quả kiểm tra", "Result"), NO_HINT),
    ("answer.*.remark", Both("Ghi rõ thêm", "Remark"), NO_HINT),
    ("borrower.*.loan_code", Both("Mã món vay", "Loan code"), NO_HINT),
    ("borrower.*.name", Both("Họ và tên người vay", "Borrower"), NO_HINT),
    ("borrower.*.programme", Both("Chương trình cho vay", "Credit programme"), NO_HINT),
    ("borrower.*.disbursed", Both("Số tiền giải ngân (cột 5)", "Disbursed (column 5)"), NO_HINT),
    ("borrower.*.balance_book", Both("Dư nợ theo sổ (cột 6)", "Balance by the books (column 6)"), NO_HINT),
    (
        "borrower.*.purpose_registered",
        Both("Mục đích xin vay (cột 7)", "Registered purpose (column 7)"),
        NO_HINT,
    ),
    (
        "borrower.*.received_total",
        Both("Tổng số tiền thực nhận (cột 8)", "Total really received (column 8)"),
        NO_HINT,
    ),
    (
        "borrower.*.balance_actual",
        Both("Dư nợ thực tế (cột 9)", "Actual balance (column 9)"),
        Both("Đối chiếu với người vay và sổ vay vốn.", "Agreed with the borrower and the loan book."),
    ),
    (
        "borrower.*.used_for",
        Both("Thực tế dùng vốn vào việc gì (cột 10)", "What the money was used for (column 10)"),
        NO_HINT,
    ),
    (
        "borrower.*.right_purpose",
        Both("Số tiền dùng đúng mục đích (cột 11)", "Used as intended (column 11)"),
        NO_HINT,
    ),
    (
        "borrower.*.wrong_purpose",
        Both("Số tiền dùng sai mục đích (cột 12)", "Used otherwise (column 12)"),
        NO_HINT,
    ),
    ("borrower.*.effect", Both("Nhận xét về hiệu quả", "On the effect"), NO_HINT),
    (
        "borrower.*.effect_grade",
        Both("Hiệu quả đầu tư (cột 13)", "Effect of the investment (column 13)"),
        NO_HINT,
    ),
    ("borrower.*.interest_owed", Both("Nợ lãi (cột 14)", "Interest owed (column 14)"), NO_HINT),
    (
        "borrower.*.signed_on_paper",
        Both("Người vay đã ký phiếu giấy (cột 15)?", "Has the borrower signed the paper (column 15)?"),
        NO_HINT,
    ),
    ("borrower.*.eligible", Both("Đúng đối tượng vay?", "Eligible for the loan?"), NO_HINT),
    ("borrower.*.savings_book", Both("Tiết kiệm theo sổ (15/TD)", "Savings by the books (15/TD)"), NO_HINT),
    (
        "borrower.*.savings_said",
        Both("Tiết kiệm người vay xác nhận (15/TD)", "Savings the borrower confirms (15/TD)"),
        NO_HINT,
    ),
    ("borrower.*.check_reason", Both("Lý do kiểm tra hộ này", "Why this borrower"), NO_HINT),
    ("borrower.*.absent", Both("Người vay có mặt không?", "Was the borrower there?"), NO_HINT),
    ("borrower.*.absent_reason", Both("Lý do vắng mặt", "Why absent"), PRIVATE),
    ("borrower.*.removed", Both("Hộ vay bị bỏ khỏi biên bản", "Borrower removed"), NO_HINT),
    ("strengths.*", Both("Ưu điểm", "Strengths"), NO_HINT),
    ("shortcomings.*", Both("Tồn tại, hạn chế", "Shortcomings"), NO_HINT),
    ("proposals.*", Both("Kiến nghị", "Proposals"), NO_HINT),
    ("finding.*.kind", Both("Loại tồn tại", "Kind of finding"), NO_HINT),
    ("finding.*.severity", Both("Mức độ", "Severity"), NO_HINT),
    ("finding.*.text", Both("Nội dung tồn tại", "What was found"), PRIVATE),
    ("finding.*.subject", Both("Thuộc về ai", "Whose"), NO_HINT),
    ("finding.*.amount", Both("Số tiền liên quan", "Amount"), NO_HINT),
    ("finding.*.owner", Both("Người, đơn vị phải khắc phục", "Who must remedy it"), NO_HINT),
    (
        "finding.*.due_date",
        Both("Hạn khắc phục", "Due date"),
        Both("Ngày ghi trong biên bản.", "The day written in the minutes."),
    ),
    ("finding.*.flag_for_report", Both("Đưa vào báo cáo?", "For the report?"), NO_HINT),
    ("finding.*.removed", Both("Tồn tại bị bỏ khỏi biên bản", "Finding removed"), NO_HINT),
    ("unit_opinion.*", Both("Ý kiến của đơn vị được kiểm tra", "Opinion of the inspected unit"), NO_HINT),
    ("conclusion_no", Both("Số thông báo kết luận", "Number of the conclusion notice"), NO_HINT),
    ("conclusion_date", Both("Ngày thông báo kết luận", "Date of the conclusion notice"), NO_HINT),
    (
        "paper_signed",
        Both("Biên bản giấy đã ký đủ 2 bản?", "Are both copies of the paper minutes signed?"),
        Both("Một bản đoàn kiểm tra giữ, một bản Tổ giữ.", "One for the team, one for the group."),
    ),
    ("paper_signed_on", Both("Ngày ký biên bản giấy", "Day of signing"), NO_HINT),
    (
        "reported_to_chair_on",
        Both("Ngày báo cáo lãnh đạo", "Reported to the chair on"),
        Both("Trong 3 ngày làm việc sau kiểm tra.", "Within 3 working days."),
    ),
    (
        "sent_to_bank_on",
        Both("Ngày gửi NHCSXH", "Sent to the bank on"),
        Both("Tại phiên giao dịch xã gần nhất.", "At the next transaction day."),
    ),
];

const FEEDBACK: &[Row] = &[
    ("event_date", Both("Ngày tiếp nhận", "Day received"), TYPED_DAY),
    ("feedback_kind", Both("Loại ý kiến", "Kind of feedback"), NO_HINT),
    ("channel", Both("Tiếp nhận qua", "Received by"), NO_HINT),
    ("text.*", Both("Nội dung người dân phản ánh", "What the citizen said"), PRIVATE),
    ("anonymous", Both("Có ghi tên người phản ánh không?", "Write down the citizen's name?"), NO_HINT),
    (
        "name",
        Both("Họ và tên người phản ánh", "Citizen's name"),
        Both("Chỉ ghi khi người đó đồng ý.", "Only with their consent."),
    ),
    ("village", Both("Thôn, bản", "Village"), NO_HINT),
    ("topic.*", Both("Liên quan đến nội dung", "Topics"), NO_HINT),
];

fn row(kind: Kind, key: &str) -> Option<&'static Row> {
    let pattern = record::find(kind, key)?.key;
    let own = match kind {
        Kind::Outreach => OUTREACH,
        Kind::Inspection => INSPECTION,
        Kind::Feedback => FEEDBACK,
        _ => sheets::rows(kind),
    };
    let further = match kind {
        Kind::Outreach => further::ACTIVITY,
        Kind::Inspection => further::VISIT,
        Kind::Feedback => further::REPLY,
        _ => &[],
    };
    own.iter().chain(further).chain(ENVELOPE).find(|(key, ..)| *key == pattern)
}

impl Both {
    const fn said(self, language: Language) -> &'static str {
        language.pick(self.0, self.1)
    }
}

/// What a field is called on its form; empty for a key of a newer version.
pub fn label(language: Language, kind: Kind, key: &str) -> &'static str {
    row(kind, key).map_or("", |(_, label, _)| label.said(language))
}

/// How to fill a field in; empty when its label says enough.
pub fn hint(language: Language, kind: Kind, key: &str) -> &'static str {
    row(kind, key).map_or("", |(.., hint)| hint.said(language))
}

/// What one entry of a map is called, with a small first letter; empty for a map without a word of its own.
pub fn entry(language: Language, prefix: &str) -> &'static str {
    let found = sheets::ENTRIES.iter().find(|(known, _)| *known == prefix);
    found.map_or("", |(_, noun)| noun.said(language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_of_the_tables_has_words_in_both_languages() {
        for kind in Kind::ALL {
            for field in record::fields(kind) {
                let found = row(kind, &field.key.replace('*', "x"));
                let words =
                    found.map(|(_, label, hint)| (label.0, label.1, hint.0.is_empty() == hint.1.is_empty()));
                assert!(
                    words.is_some_and(|(vi, en, hints)| !vi.is_empty() && !en.is_empty() && hints),
                    "{kind:?} {}",
                    field.key
                );
            }
        }
    }
}
