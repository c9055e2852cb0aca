//! What forms say of a record: something that it still lacks, something that does not fit. Short, because the field
//! stands beside it; a draft is always kept, so safety is not mentioned.

use super::Row;

pub(super) const ROWS: &[Row] = &[
    // Every record.
    ("event_date.missing", "Hãy ghi ngày thực hiện.", "Write the day on which it took place."),
    (
        "event_date.too_early",
        "Ngày {0} quá sớm: chỉ nhận từ {1}. Hãy kiểm tra ngày.",
        "{0} is too early: days from {1} are taken. Check the day.",
    ),
    (
        "event_date.in_doubt",
        "Kiểm tra ngày: {0} có vẻ do đồng hồ máy sai. Chưa được tính cho đến khi sửa ngày hoặc xác nhận ngày đúng.",
        "Check the day: {0} seems to come from a wrong clock. It counts nowhere until the day is corrected or confirmed.",
    ),
    (
        "event_date.in_future",
        "Ngày {0} ở sau hôm nay ({1}). Hãy kiểm tra ngày ghi và ngày của máy.",
        "{0} lies after today ({1}). Check the day and this device's calendar.",
    ),
    (
        "conflict.open",
        "Mục này có {0} giá trị do nhiều người cùng sửa. Hãy chọn một giá trị; giá trị kia vẫn còn trong lịch sử.",
        "Several people changed this field: it has {0} values. Choose one; the other stays in the history.",
    ),
    (
        "code.not_in_force",
        "“{0}” không áp dụng vào ngày {1}. Hãy kiểm tra lại.",
        "“{0}” is not in force on {1}. Please check.",
    ),
    ("void_reason.missing", "Hãy ghi lý do hủy.", "Write why the record is struck out."),
    // Outreach.
    ("form.missing", "Hãy chọn hình thức truyền thông.", "Choose the form of outreach."),
    (
        "form.not_activity",
        "Hình thức này là sản phẩm báo chí, không ghi ở đây. Hãy chọn hình thức khác.",
        "This form is a media item and is not recorded here. Choose another form.",
    ),
    (
        "meeting_type.missing",
        "Tuyên truyền miệng phải ghi tại cuộc họp nào.",
        "Oral outreach names the meeting at which it was held.",
    ),
    ("topic.missing", "Hãy chọn ít nhất một nội dung.", "Choose at least one topic."),
    ("audience.missing", "Hãy chọn ít nhất một nhóm đối tượng.", "Choose at least one audience."),
    ("minutes.zero", "Thời lượng ít nhất 1 phút.", "It lasts at least 1 minute."),
    (
        "attendees.women_above_total",
        "Số nữ ({0}) nhiều hơn tổng số người dự ({1}).",
        "More women ({0}) than people present ({1}).",
    ),
    (
        "attendees.audience_above_total",
        "Số người của nhóm này ({0}) nhiều hơn tổng số người dự ({1}).",
        "More people of this audience ({0}) than people present ({1}).",
    ),
    (
        "broadcasts.not_loudspeaker",
        "Số lần phát chỉ dùng cho hình thức truyền thanh. Hãy xem lại hình thức.",
        "Broadcasts belong to the loudspeaker form. Check the form.",
    ),
    (
        "leaflets.above_printed",
        "Tờ rơi phát ra ({0}) nhiều hơn số đã in ({1}). Hãy kiểm tra lại.",
        "More leaflets handed out ({0}) than printed ({1}). Please check.",
    ),
    // Inspection.
    ("inspection_kind.missing", "Hãy chọn loại kiểm tra.", "Choose the kind of inspection."),
    ("group_code.missing", "Hãy chọn Tổ được kiểm tra.", "Choose the group that is inspected."),
    ("inspected_unit.missing", "Hãy chọn đơn vị được kiểm tra.", "Choose the unit that is inspected."),
    ("team.no_leader", "Đoàn kiểm tra phải có một trưởng đoàn.", "The team needs a leader."),
    (
        "team.several_leaders",
        "Đoàn kiểm tra đang có {0} trưởng đoàn. Chỉ chọn một người.",
        "The team has {0} leaders. Choose one person.",
    ),
    ("team.unnamed", "Hãy ghi họ tên thành viên.", "Write the member's name."),
    (
        "visit_day.not_event_date",
        "Ngày kiểm tra cuối cùng khác ngày của biên bản. Hãy kiểm tra lại.",
        "The last day of the visit is not the day of the minutes. Please check.",
    ),
    (
        "general.saving_above_members",
        "Số tổ viên gửi tiền ({0}) nhiều hơn số tổ viên ({1}).",
        "More members saving ({0}) than members ({1}).",
    ),
    (
        "general.overdue_above_outstanding",
        "Nợ quá hạn ({0}) lớn hơn tổng dư nợ ({1}). Hãy kiểm tra lại.",
        "Overdue debt ({0}) is larger than the outstanding debt ({1}). Please check.",
    ),
    (
        "general.group_size",
        "Tổ có {0} tổ viên; quy định từ {1} đến {2} tổ viên.",
        "The group has {0} members; the rule is {1} to {2}.",
    ),
    (
        "general.rank_unlike_score",
        "Theo điểm đã ghi thì xếp loại là “{0}”. Hãy kiểm tra lại.",
        "By the score written here the rank is “{0}”. Please check.",
    ),
    ("answers.open", "Còn {0} trên {1} câu hỏi chưa trả lời.", "{0} of {1} questions have no answer yet."),
    (
        "paper.not_signed",
        "Biên bản giấy chưa đánh dấu là đã ký.",
        "The paper minutes are not marked as signed.",
    ),
    // Borrowers.
    (
        "borrower.unnamed",
        "Hãy chọn khách hàng trong danh sách hoặc ghi họ tên.",
        "Choose the borrower from the list or write the name.",
    ),
    (
        "borrower.no_loan_code",
        "Chưa có mã món vay: khách hàng này được đếm theo tên.",
        "No loan code: this borrower is counted by name.",
    ),
    (
        "borrower.duplicate",
        "Trùng: {0} đã có trong lần kiểm tra này, chỉ đếm một lần.",
        "Double: {0} is already in this inspection and counts once.",
    ),
    (
        "borrower.absent_without_reason",
        "Khách hàng vắng mặt: hãy ghi lý do.",
        "The borrower was absent: write the reason.",
    ),
    (
        "borrower.used_above_received",
        "Đúng mục đích cộng sai mục đích ({0}) lớn hơn số tiền thực nhận ({1}).",
        "Right and wrong purpose together ({0}) are more than was received ({1}).",
    ),
    (
        "borrower.received_missing",
        "Đã ghi số tiền sử dụng ({0}) nhưng chưa ghi số tiền thực nhận.",
        "Amounts used ({0}) are written, the amount received is not.",
    ),
    (
        "borrower.balance_above_disbursed",
        "Dư nợ thực tế ({0}) lớn hơn số tiền giải ngân ({1}). Hãy kiểm tra số chữ số 0.",
        "The real balance ({0}) is larger than the amount disbursed ({1}). Check the number of zeros.",
    ),
    (
        "borrowers.too_few",
        "Mới kiểm tra {0} khách hàng; quy định ít nhất {1} khách hàng mỗi Tổ trong năm. Lần kiểm tra sau trong năm được cộng thêm.",
        "{0} borrowers checked; the rule is at least {1} of each group in a year. Later visits of the year add to them.",
    ),
    // Findings.
    ("finding.kind_missing", "Hãy chọn loại tồn tại.", "Choose the kind of finding."),
    ("finding.amount_missing", "Loại tồn tại này phải ghi số tiền.", "This kind of finding needs an amount."),
    ("finding.text_missing", "Tồn tại khác: hãy ghi rõ là gì.", "Another finding: write what it is."),
    (
        "finding.due_before_inspection",
        "Hạn khắc phục {0} ở trước ngày kiểm tra {1}.",
        "The remedy is due on {0}, before the inspection on {1}.",
    ),
    // Feedback.
    ("feedback_kind.missing", "Hãy chọn loại phản ánh.", "Choose the kind of feedback."),
    ("feedback.text_missing", "Hãy ghi nội dung phản ánh.", "Write what the citizen said."),
    (
        "feedback.name_without_consent",
        "Chỉ ghi tên khi người dân đồng ý. Hãy bỏ tên hoặc bỏ dấu “ẩn danh”.",
        "A name is kept only with the citizen's consent. Remove the name, or the mark “anonymous”.",
    ),
];
