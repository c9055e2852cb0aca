//! The words of what the sorts of an activity keep beyond every activity, of the answer to a citizen, and of what
//! ties inspections together.

use super::{Both, NO_HINT, Row};

pub(super) const ACTIVITY: &[Row] = &[
    ("event_tag", Both("Gắn với sự kiện", "Event"), NO_HINT),
    ("handed_out.*.*", Both("Số bản tôi đã phát", "Copies I handed out"), NO_HINT),
    ("digital.*", Both("Sản phẩm số", "Digital products"), NO_HINT),
    ("campaign", Both("Thuộc chiến dịch", "Campaign"), NO_HINT),
    ("approved_by", Both("Người duyệt nội dung", "Approved by"), NO_HINT),
    ("approved_on", Both("Ngày duyệt", "Approved on"), NO_HINT),
    ("classes", Both("Số lớp", "Classes"), NO_HINT),
    ("days", Both("Số ngày", "Days"), NO_HINT),
    ("trainees.*", Both("Số người theo đơn vị", "People by organisation"), NO_HINT),
    ("entries", Both("Số bài dự thi", "Entries"), NO_HINT),
    ("prizes", Both("Số giải", "Prizes"), NO_HINT),
    ("until", Both("Đến ngày", "Until"), NO_HINT),
    ("award.*.kind", Both("Khen thưởng ai", "Who was awarded"), NO_HINT),
    ("award.*.name", Both("Tên", "Name"), NO_HINT),
    ("award.*.level", Both("Cấp khen", "Level of the award"), NO_HINT),
    ("award.*.contributor", Both("Vì đóng góp nguồn lực?", "For giving means?"), NO_HINT),
    ("award.*.exemplary", Both("Điển hình", "Good example"), NO_HINT),
    ("award.*.removed", Both("Khen thưởng bị bỏ", "Award removed"), NO_HINT),
    ("donation.*.fund", Both("Quỹ", "Fund"), NO_HINT),
    ("donation.*.amount", Both("Số tiền đóng góp", "Amount given"), NO_HINT),
    ("donation.*.donor_kind", Both("Bên đóng góp", "Kind of donor"), NO_HINT),
    ("donation.*.donor", Both("Tên bên đóng góp", "Donor"), NO_HINT),
    ("donation.*.removed", Both("Đóng góp bị bỏ", "Donation removed"), NO_HINT),
    ("new_savers", Both("Người gửi tiết kiệm mới", "New savers"), NO_HINT),
    ("mobile_users", Both("Người dùng MobileBanking", "Mobile banking users"), NO_HINT),
    ("plan_item", Both("Theo mục kế hoạch", "Item of the plan"), NO_HINT),
];

pub(super) const REPLY: &[Row] = &[
    ("phone", Both("Số điện thoại", "Telephone"), NO_HINT),
    ("named_unit", Both("Đơn vị bị phản ánh", "Unit that is named"), NO_HINT),
    ("feedback_state", Both("Kết quả giải quyết", "What became of it"), NO_HINT),
    ("forwarded_to", Both("Chuyển đến", "Sent on to"), NO_HINT),
    ("forwarded_on", Both("Ngày chuyển", "Sent on"), NO_HINT),
    ("reply.*", Both("Nội dung trả lời", "Answer"), NO_HINT),
    ("answered_on", Both("Ngày trả lời", "Answered on"), NO_HINT),
    ("answered_by", Both("Người trả lời", "Answered by"), NO_HINT),
    ("flag_for_report", Both("Đưa vào báo cáo?", "For the report?"), NO_HINT),
];

pub(super) const VISIT: &[Row] = &[
    ("also.*", Both("Kết hợp kiểm tra", "Combined with"), NO_HINT),
    ("organiser", Both("Cơ quan chủ trì", "Organiser"), NO_HINT),
];
