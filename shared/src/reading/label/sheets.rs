//! The words of media products, good examples, help for households, plans, debt cases, loan lists, capital sheets,
//! remedies, notices of conclusions and a commune's profile.

use super::{Both, GROUP, NO_HINT, PRIVATE, Row, TYPED_DAY};
use crate::record::Kind;

/// The rows of a kind.
pub(super) const fn rows(kind: Kind) -> &'static [Row] {
    match kind {
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
        _ => &[],
    }
}

const NOTHING_SPENT: Both = Both("Bỏ trống nếu không chi.", "Leave empty if nothing was spent.");
const PERSON: Both = Both("Ghi họ tên và chức vụ.", "Name and office.");

const MEDIA: &[Row] = &[
    ("event_date", Both("Ngày làm xong", "Day it was finished"), TYPED_DAY),
    ("form", Both("Thể loại", "Form"), NO_HINT),
    (
        "seconds",
        Both("Thời lượng (giây)", "Length (seconds)"),
        Both(
            "Bản tin truyền hình dưới 02 phút (dưới 120 giây); phóng sự từ 03 phút trở lên (từ 180 giây).",
            "A television bulletin is shorter than 2 minutes (120 seconds); a reportage has 3 minutes (180) or more.",
        ),
    ),
    (
        "pages_x100",
        Both("Độ dài (phần trăm trang A4)", "Length (hundredths of a page of A4)"),
        Both(
            "Nửa trang ghi 50, một trang ghi 100. Bản tin dưới ½ trang; bài viết từ 01 trang, chưa kể minh họa.",
            "Half a page is 50, one page 100. A bulletin is below ½; an article has 1 or more without illustrations.",
        ),
    ),
    ("photos", Both("Số ảnh", "Photos"), NO_HINT),
    ("level", Both("Cấp", "Level"), NO_HINT),
    ("title", Both("Tên tin, bài", "Title"), NO_HINT),
    ("outlet.*.published_on", Both("Ngày đăng, phát", "Published on"), NO_HINT),
    ("outlet.*.link", Both("Đường dẫn", "Link"), NO_HINT),
    ("outlet.*.removed", Both("Nơi đăng bị bỏ", "Outlet removed"), NO_HINT),
    ("subject.*", Both("Đề tài", "Subjects"), NO_HINT),
    ("topic.*", Both("Nội dung tuyên truyền", "Topics"), NO_HINT),
    ("event_tag", Both("Gắn với sự kiện", "Event"), NO_HINT),
    ("author_org", Both("Đơn vị viết", "Author's organisation"), NO_HINT),
    ("author_name", Both("Người viết", "Author"), NO_HINT),
    ("approved_by", Both("Người duyệt nội dung", "Approved by"), PERSON),
    (
        "approved_on",
        Both("Ngày duyệt", "Approved on"),
        Both("Duyệt trước khi đăng.", "Before it is published."),
    ),
    ("person.*.name", Both("Họ và tên", "Name"), NO_HINT),
    (
        "person.*.consent",
        Both("Người đó đã đồng ý?", "Did they agree?"),
        Both("Chưa đồng ý thì chưa được đăng.", "Without it nothing is published."),
    ),
    ("person.*.removed", Both("Người bị bỏ", "Person removed"), NO_HINT),
    ("reading.*.read_on", Both("Xem số liệu ngày", "Read on"), NO_HINT),
    ("reading.*.views", Both("Lượt xem", "Views"), NO_HINT),
    ("reading.*.shares", Both("Lượt chia sẻ", "Shares"), NO_HINT),
    ("reading.*.removed", Both("Lần xem số liệu bị bỏ", "Reading removed"), NO_HINT),
    ("campaign", Both("Thuộc chiến dịch", "Campaign"), NO_HINT),
    ("column", Both("Thuộc chuyên mục", "Column"), NO_HINT),
    ("exemplary", Both("Viết về điển hình", "About the good example"), NO_HINT),
    ("funding.*", Both("Kinh phí theo nguồn", "Funding by source"), NOTHING_SPENT),
    ("programme_tag.*", Both("Chương trình liên quan", "Programme"), NO_HINT),
    ("plan_item", Both("Theo mục kế hoạch", "Item of the plan"), NO_HINT),
];

const EXEMPLARY: &[Row] = &[
    ("event_date", Both("Ngày ghi nhận", "Day"), TYPED_DAY),
    ("exemplary_kind", Both("Loại điển hình", "Kind"), NO_HINT),
    (
        "title",
        Both("Tên mô hình, việc làm tốt", "Title"),
        Both(
            "Ví dụ: Nuôi dê sinh sản từ vốn hộ nghèo.",
            "For example: raising goats with a loan for poor households.",
        ),
    ),
    ("role", Both("Người đó là ai", "Who they are"), NO_HINT),
    (
        "name",
        Both("Họ và tên, hoặc tên tập thể", "Name"),
        Both("Chỉ in ra khi người đó đồng ý.", "Printed only with consent."),
    ),
    ("village", Both("Thôn, bản", "Village"), NO_HINT),
    ("programme", Both("Chương trình cho vay", "Credit programme"), NO_HINT),
    ("loan_range", Both("Mức vay", "Range of the loan"), NO_HINT),
    ("text.*", Both("Kết quả, cách làm", "What was done and achieved"), PRIVATE),
    ("tag.*", Both("Thuộc loại", "Tags"), NO_HINT),
    ("award.*.level", Both("Cấp khen", "Level of the award"), NO_HINT),
    ("award.*.form", Both("Hình thức khen", "Form of the award"), NO_HINT),
    ("award.*.on", Both("Ngày khen", "Day of the award"), NO_HINT),
    ("award.*.removed", Both("Khen thưởng bị bỏ", "Award removed"), NO_HINT),
    ("consent", Both("Đồng ý nêu tên?", "Do they agree to be named?"), NO_HINT),
    ("consent_paper", Both("Đã giữ giấy đồng ý?", "Is their consent kept on paper?"), NO_HINT),
    ("media.*", Both("Tin, bài đã viết", "Media products"), NO_HINT),
    ("proposed_by", Both("Người đề xuất", "Proposed by"), PERSON),
    ("approved_by", Both("Người duyệt", "Approved by"), PERSON),
];

const SUPPORT: &[Row] = &[
    ("event_date", Both("Giúp từ ngày", "Helps since"), TYPED_DAY),
    (
        "helper",
        Both("Người giúp đỡ", "Helper"),
        Both("Mỗi người giúp 01–02 hộ cùng lúc.", "One or two households at a time."),
    ),
    ("helper_org", Both("Thuộc tổ chức", "Their organisation"), NO_HINT),
    ("unassigned", Both("Chưa phân công hộ nào?", "No household yet?"), NO_HINT),
    (
        "household",
        Both("Hộ được giúp", "Household"),
        Both("Mã hộ trong danh sách của xã.", "Its code on the commune's list."),
    ),
    ("village", Both("Thôn, bản", "Village"), NO_HINT),
    ("status", Both("Diện hộ", "Status"), NO_HINT),
    ("standard", Both("Theo chuẩn", "By the standard"), NO_HINT),
    ("help.*", Both("Giúp việc gì", "Help"), NO_HINT),
    ("visit.*.on", Both("Ngày thăm", "Day of the visit"), NO_HINT),
    ("visit.*.text", Both("Hộ cần gì, đã giúp gì", "What was needed and done"), PRIVATE),
    ("visit.*.removed", Both("Lần thăm bị bỏ", "Visit removed"), NO_HINT),
    ("ended_on", Both("Thôi giúp từ ngày", "Ended on"), NO_HINT),
    ("result", Both("Kết quả", "Result"), NO_HINT),
    (
        "decided_on",
        Both("Ngày có quyết định", "Decided on"),
        Both("Ngày của quyết định công nhận.", "Day of the decision."),
    ),
];

const PLAN: &[Row] = &[
    ("event_date", Both("Ngày ban hành", "Day of the plan"), TYPED_DAY),
    (
        "paper_no",
        Both("Số kế hoạch", "Number of the plan"),
        Both("Ví dụ: 12/KH-ĐTN.", "For example 12/KH-ĐTN."),
    ),
    ("year", Both("Năm", "Year"), NO_HINT),
    (
        "basis.*",
        Both("Căn cứ", "Basis"),
        Both("Số, ngày và tên văn bản.", "Number, day and name of the document."),
    ),
    ("budget.*", Both("Kinh phí theo nguồn", "Budget by source"), NOTHING_SPENT),
    ("item.*.kind", Both("Loại việc", "Kind of work"), NO_HINT),
    ("item.*.what", Both("Việc cụ thể", "Which"), NO_HINT),
    ("item.*.month", Both("Tháng", "Month"), Both("Bỏ trống nếu cả năm.", "Leave empty for the whole year.")),
    ("item.*.unit", Both("Đơn vị được kiểm tra", "Unit to inspect"), NO_HINT),
    ("item.*.group_code", Both("Tổ TK&VV", "Group"), NO_HINT),
    (
        "item.*.target",
        Both("Chỉ tiêu (số lần)", "Target"),
        Both("Bỏ trống nếu không giao chỉ tiêu.", "Leave empty when none is set."),
    ),
    ("item.*.owner", Both("Người phụ trách", "Who is in charge"), NO_HINT),
    ("item.*.removed", Both("Mục bị bỏ", "Item removed"), NO_HINT),
    ("approved_by", Both("Người duyệt", "Approved by"), PERSON),
    ("approved_on", Both("Ngày duyệt", "Approved on"), NO_HINT),
    (
        "replaces",
        Both("Thay cho kế hoạch", "Replaces"),
        Both("Kế hoạch đã duyệt không sửa nữa, chỉ thay.", "An approved plan is replaced, not changed."),
    ),
    ("replace_reason", Both("Lý do thay", "Reason"), NO_HINT),
    ("draw.*.unit", Both("Bốc thăm tại", "Drawn in"), NO_HINT),
    ("draw.*.as_of", Both("Danh sách Tổ ngày", "List of groups of"), NO_HINT),
    ("draw.*.list_hash", Both("Mã danh sách", "Hash of the list"), NO_HINT),
    ("draw.*.seed", Both("Chuỗi công khai", "Public text"), NO_HINT),
    ("draw.*.need", Both("Số Tổ phải bốc", "Groups to draw"), NO_HINT),
    ("draw.*.order", Both("Thứ tự các Tổ", "Groups in the order drawn"), NO_HINT),
    ("draw.*.by", Both("Người bốc thăm", "Drawn by"), NO_HINT),
    ("draw.*.at", Both("Lúc bốc thăm", "Drawn at"), NO_HINT),
    ("swap.*.person", Both("Người thay", "Replaced by"), NO_HINT),
    ("swap.*.at", Both("Lúc thay", "Replaced at"), NO_HINT),
    ("swap.*.draw", Both("Lần bốc", "Draw"), NO_HINT),
    ("swap.*.out", Both("Tổ bị thay", "Group taken out"), NO_HINT),
    ("swap.*.by", Both("Tổ thay vào", "Group in its place"), NO_HINT),
    ("swap.*.reason", Both("Lý do thay Tổ", "Reason"), NO_HINT),
];

const DEBT: &[Row] = &[
    ("event_date", Both("Ngày phát sinh", "Opened on"), TYPED_DAY),
    ("debt_kind", Both("Loại nợ", "Kind of debt"), NO_HINT),
    ("group_code", Both("Tổ TK&VV", "Savings and loan group"), GROUP),
    ("loan_code", Both("Mã món vay", "Loan code"), NO_HINT),
    ("name", Both("Người vay", "Borrower"), NO_HINT),
    ("amount", Both("Số tiền còn nợ", "Amount owed"), NO_HINT),
    ("inspection", Both("Cuộc kiểm tra", "Inspection"), NO_HINT),
    ("finding", Both("Tồn tại", "Finding"), NO_HINT),
    ("action.*.kind", Both("Đã làm gì", "What was done"), NO_HINT),
    ("action.*.on", Both("Ngày", "Day"), NO_HINT),
    ("action.*.text", Both("Ghi rõ", "In words"), PRIVATE),
    ("action.*.by", Both("Ai làm", "By whom"), NO_HINT),
    ("action.*.removed", Both("Việc bị bỏ", "Action removed"), NO_HINT),
    ("risk.guided_on", Both("1. Ngày hướng dẫn hộ vay", "1. Borrower instructed on"), NO_HINT),
    ("risk.filed_on", Both("2. Ngày lập hồ sơ", "2. File made on"), NO_HINT),
    ("risk.examined_on", Both("3. Ngày thẩm tra", "3. Examined on"), NO_HINT),
    ("risk.minutes_on", Both("4. Ngày lập biên bản", "4. Minutes signed on"), NO_HINT),
    ("closed_on", Both("Ngày kết thúc", "Closed on"), NO_HINT),
    ("closed_reason", Both("Kết thúc vì sao", "Why it was closed"), NO_HINT),
];

const LOAN_LIST: &[Row] = &[
    ("event_date", Both("Ngày nhận danh sách", "Received on"), TYPED_DAY),
    ("group_code", Both("Tổ TK&VV", "Savings and loan group"), GROUP),
    ("told_on", Both("Ngày thông báo cho Tổ", "Group told on"), NO_HINT),
    (
        "customers",
        Both("Số khách hàng được duyệt", "Approved borrowers"),
        Both("Chỉ ghi số người, không ghi tên.", "Only their number, no names."),
    ),
];

const CAPITAL: &[Row] = &[
    ("event_date", Both("Số liệu ngày", "Figures of"), TYPED_DAY),
    ("year", Both("Năm", "Year"), NO_HINT),
    ("source.*", Both("Thực có", "Capital"), NO_HINT),
    ("planned.*", Both("Kế hoạch", "Planned"), NO_HINT),
    ("total", Both("Tổng nguồn vốn", "Capital in all"), NO_HINT),
    (
        "reference_x100",
        Both("Tỷ trọng tham khảo (phần trăm × 100)", "Another share (percent × 100)"),
        Both("10,8 % ghi 1080.", "10.8 % is 1080."),
    ),
    ("reference_source", Both("Lấy từ đâu", "Taken from"), NO_HINT),
];

const REMEDY: &[Row] = &[
    ("event_date", Both("Ngày ghi nhận", "Recorded on"), TYPED_DAY),
    ("inspection", Both("Cuộc kiểm tra", "Inspection"), NO_HINT),
    ("finding", Both("Tồn tại", "Finding"), NO_HINT),
    ("inspected_unit", Both("Đơn vị được kiểm tra", "Inspected unit"), NO_HINT),
    ("group_code", Both("Tổ TK&VV", "Savings and loan group"), GROUP),
    ("finding_kind", Both("Loại tồn tại", "Kind of finding"), NO_HINT),
    ("amount", Both("Số tiền liên quan", "Amount"), NO_HINT),
    ("text.*", Both("Nội dung tồn tại", "What was found"), PRIVATE),
    ("owner", Both("Người, đơn vị phải khắc phục", "Who must remedy it"), NO_HINT),
    (
        "owner_account",
        Both("Người đó có phải là tôi?", "Is it me?"),
        Both("Người khắc phục không tự phúc tra.", "Who remedies does not verify."),
    ),
    ("due_date", Both("Hạn khắc phục", "Due date"), NO_HINT),
    ("remedy_state", Both("Đã đến đâu", "How far it is"), NO_HINT),
    ("step.*.on", Both("Ngày", "Day"), NO_HINT),
    ("step.*.action", Both("Loại việc", "Kind of step"), NO_HINT),
    ("step.*.text", Both("Đã làm gì", "What was done"), NO_HINT),
    ("step.*.by", Both("Ai làm", "By whom"), NO_HINT),
    ("step.*.removed", Both("Bước bị bỏ", "Step removed"), NO_HINT),
    (
        "evidence.*",
        Both("Kết quả, bằng chứng", "Result and evidence"),
        Both(
            "Ví dụ: đã thu hồi 25 triệu, phiếu thu số 12.",
            "For example: 25 million recovered, receipt 12.",
        ),
    ),
    ("done_on", Both("Báo xong ngày", "Reported as done on"), NO_HINT),
    ("done_by", Both("Người báo xong", "Reported by"), NO_HINT),
    ("verified_on", Both("Phúc tra ngày", "Verified on"), NO_HINT),
    ("verified_by", Both("Người phúc tra", "Verified by"), NO_HINT),
    ("cancel_reason", Both("Lý do hủy", "Reason for cancelling"), NO_HINT),
];

const CONCLUSION: &[Row] = &[
    ("event_date", Both("Ngày thông báo", "Day of the notice"), TYPED_DAY),
    (
        "paper_no",
        Both("Số thông báo", "Number of the notice"),
        Both("Ghi như trên giấy, ví dụ 05/TB-ĐTN.", "As on paper, for example 05/TB-ĐTN."),
    ),
    ("inspection", Both("Cuộc kiểm tra", "Inspection"), NO_HINT),
    ("inspected_unit", Both("Đơn vị được kiểm tra", "Inspected unit"), NO_HINT),
    ("group_code", Both("Tổ TK&VV", "Savings and loan group"), NO_HINT),
    ("text.*", Both("Nội dung kết luận", "Conclusions"), PRIVATE),
    (
        "due_date",
        Both("Khắc phục xong trước ngày", "To be remedied by"),
        Both("Ngày ghi trong thông báo.", "The day in the notice."),
    ),
];

const PROFILE: &[Row] = &[
    ("event_date", Both("Ngày ghi", "Day"), TYPED_DAY),
    ("year", Both("Năm", "Year"), NO_HINT),
    ("point_place", Both("Địa điểm giao dịch", "Place"), NO_HINT),
    (
        "equipment.*.text",
        Both("Hỗ trợ gì", "What was given"),
        Both("Ví dụ: bàn ghế, biển hiệu, máy tính.", "For example furniture, signs, a computer."),
    ),
    ("equipment.*.amount", Both("Số tiền", "Amount"), NO_HINT),
    ("equipment.*.on", Both("Ngày hỗ trợ", "Given on"), NO_HINT),
    ("equipment.*.removed", Both("Hỗ trợ bị bỏ", "Support removed"), NO_HINT),
    ("has_team", Both("Xã có Tổ đôn đốc thu hồi nợ khó đòi?", "Is there a team for bad debt?"), NO_HINT),
    ("member.*.name", Both("Họ và tên", "Name"), NO_HINT),
    ("member.*.role", Both("Chức vụ", "Office"), NO_HINT),
    ("member.*.removed", Both("Thành viên bị bỏ", "Member removed"), NO_HINT),
    ("team_sessions", Both("Số buổi Tổ đã họp", "Sessions of the team"), NO_HINT),
    ("score.*", Both("Điểm", "Score"), NO_HINT),
];

/// What one entry of a map is called, with a small first letter: "Thêm …", "… 2".
pub(super) const ENTRIES: &[(&str, Both)] = &[
    ("person", Both("người được nêu", "person")),
    ("outlet", Both("nơi đăng, phát", "outlet")),
    ("reading", Both("lần xem số liệu", "reading")),
    ("award", Both("khen thưởng", "award")),
    ("visit", Both("lần thăm", "visit")),
    ("basis", Both("căn cứ", "document")),
    ("item", Both("việc trong kế hoạch", "item")),
    ("draw", Both("lần bốc thăm", "draw")),
    ("swap", Both("lần thay Tổ", "replacement")),
    ("action", Both("việc đã làm", "action")),
    ("step", Both("bước khắc phục", "step")),
    ("equipment", Both("khoản hỗ trợ", "support")),
    ("member", Both("thành viên", "member")),
    ("donation", Both("khoản đóng góp", "donation")),
];
