//! What forms say of media products, people, plans, debts, remedies and the small records.

use super::Row;

pub(super) const ROWS: &[Row] = &[
    // Media.
    (
        "form.not_media",
        "Hình thức này là hoạt động trực tiếp, không ghi ở đây.",
        "This form is an activity and is not recorded here.",
    ),
    ("title.missing", "Hãy ghi tên.", "Write the title."),
    ("media.length_missing", "Hãy ghi độ dài.", "Write the length."),
    (
        "media.bulletin_too_long",
        "Bản tin truyền hình dưới 02 phút; bản này {0} giây.",
        "A television bulletin is shorter than 2 minutes; this one has {0} seconds.",
    ),
    (
        "media.reportage_too_short",
        "Phóng sự truyền hình từ 03 phút trở lên; bản này {0} giây.",
        "A television reportage has 3 minutes or more; this one has {0} seconds.",
    ),
    (
        "media.text_too_long",
        "Bản tin dưới ½ trang A4; bản này {0} trang.",
        "A bulletin is shorter than half a page of A4; this one has {0}.",
    ),
    (
        "media.article_too_short",
        "Bài viết tối thiểu 01 trang A4, chưa kể minh họa; bài này {0} trang.",
        "An article has at least 1 page of A4 without illustrations; this one has {0}.",
    ),
    (
        "media.video_between",
        "{0} giây: không dưới 02 phút, cũng chưa đủ 03 phút. Đếm riêng.",
        "{0} seconds: neither below 2 minutes nor 3 minutes. Counted apart.",
    ),
    (
        "media.text_between",
        "{0} trang: không dưới ½ trang, cũng chưa đủ 01 trang. Đếm riêng.",
        "{0} pages: neither below half a page nor 1 page. Counted apart.",
    ),
    ("media.fits_form", "Độ dài này là của “{0}”.", "This length is that of “{0}”."),
    (
        "media.subject_outside",
        "Nội dung đã chọn không thuộc “{0}”. Hãy kiểm tra lại.",
        "The subjects chosen do not belong to “{0}”. Please check.",
    ),
    ("media.level_missing", "Hãy chọn cấp của bản tin.", "Choose the level of the bulletin."),
    (
        "media.outlet_level",
        "“{0}” không nhận bản tin cấp này; quy định: {1}.",
        "“{0}” does not take bulletins of this level; the rule is: {1}.",
    ),
    (
        "media.outlet_outside",
        "“{0}” không có trong danh sách nơi đăng của “{1}”.",
        "“{0}” is not among the outlets of “{1}”.",
    ),
    (
        "media.not_approved",
        "Nội dung lên trang tin, mạng xã hội phải được duyệt: ghi người duyệt và ngày duyệt.",
        "What goes on a site or a social network is approved first: write who approved it, and when.",
    ),
    (
        "media.no_consent",
        "{0} chưa đồng ý: chưa được ghi ngày đăng.",
        "{0} has not agreed: there can be no day of publication yet.",
    ),
    // A commune's profile.
    (
        "profile.equipment_unnamed",
        "Hãy ghi đã hỗ trợ gì cho điểm giao dịch.",
        "Write what the transaction point was given.",
    ),
    (
        "profile.team_denied",
        "Đã ghi thành viên nhưng chọn “không có Tổ đôn đốc”. Hãy kiểm tra lại.",
        "There are members, yet it says that there is no team. Please check.",
    ),
    // Activities.
    (
        "copies.above_printed",
        "{0}: phát ra ({1}) nhiều hơn số đã in ({2}).",
        "{0}: more handed out ({1}) than printed ({2}).",
    ),
    (
        "training.trainees_above_total",
        "Số người theo đơn vị ({0}) nhiều hơn tổng số người dự ({1}).",
        "More people by organisation ({0}) than people present ({1}).",
    ),
    (
        "contest.prizes_above_entries",
        "Số giải ({0}) nhiều hơn số bài dự thi ({1}).",
        "More prizes ({0}) than entries ({1}).",
    ),
    ("award.kind_missing", "Hãy chọn tập thể, hộ hay cá nhân.", "Choose collective, household or person."),
    ("donation.fund_missing", "Hãy chọn quỹ và ghi số tiền.", "Choose the fund and write the amount."),
    // People.
    ("exemplary.kind_missing", "Hãy chọn loại điển hình.", "Choose the kind of example."),
    ("exemplary.text_missing", "Hãy ghi kết quả.", "Write what was achieved."),
    (
        "exemplary.consent_on_paper",
        "Hãy giữ giấy đồng ý của người được nêu.",
        "Keep the person's consent on paper.",
    ),
    (
        "exemplary.name_not_printed",
        "Chưa có đồng ý nên tên sẽ không được in.",
        "Without consent the name will not be printed.",
    ),
    ("support.helper_missing", "Hãy ghi ai giúp.", "Write who helps."),
    (
        "support.household_missing",
        "Hãy chọn hộ, hoặc đánh dấu “chưa phân công”.",
        "Choose the household, or mark it “not yet assigned”.",
    ),
    (
        "support.unassigned_with_household",
        "Đã chọn hộ thì bỏ dấu “chưa phân công”.",
        "With a household chosen, remove the mark “not yet assigned”.",
    ),
    (
        "support.too_many",
        "{0} đang giúp {1} hộ; quy định 01–02 hộ. Không xóa hộ nào, hãy phân công lại.",
        "{0} helps {1} households; the rule is 1 to 2. None is removed: assign anew.",
    ),
    (
        "support.ends_before_start",
        "Ngày kết thúc {0} ở trước ngày bắt đầu {1}.",
        "It ends on {0}, before it began on {1}.",
    ),
    (
        "support.decided_on_missing",
        "Kết quả phải có ngày công nhận.",
        "A result has the day of its decision.",
    ),
    ("support.standard_missing", "Hãy chọn chuẩn nghèo áp dụng.", "Choose the poverty standard."),
    // Feedback.
    (
        "feedback.wrongdoing_at_named",
        "Phản ánh tiêu cực không được lưu ở chính đơn vị bị nêu ({0}). Hãy ghi thành bản mới gửi cấp trên.",
        "A report of wrongdoing is not kept by the unit that it names ({0}). Write it anew to the unit above.",
    ),
    ("feedback.answer_missing", "Hãy ghi nội dung và ngày trả lời.", "Write the answer and its day."),
    ("feedback.forward_missing", "Hãy ghi nơi chuyển và ngày chuyển.", "Write where it was sent, and when."),
    (
        "feedback.answered_before_received",
        "Ngày {0} ở trước ngày tiếp nhận {1}.",
        "{0} lies before the day of receipt, {1}.",
    ),
    // Plans.
    ("year.missing", "Hãy ghi năm.", "Write the year."),
    ("year.wrong", "Không nhận năm {0}. Hãy ghi đủ bốn chữ số.", "{0} is no such year. Write four digits."),
    ("plan.item_kind_missing", "Hãy chọn loại việc.", "Choose the kind of work."),
    (
        "plan.replaced_without_reason",
        "Kế hoạch đã duyệt chỉ được thay bằng bản mới có lý do.",
        "An approved plan is replaced by a new version with a reason.",
    ),
    ("plan.approved_on_missing", "Hãy ghi ngày duyệt.", "Write the day of approval."),
    ("draw.reason_missing", "Thay Tổ đã rút phải ghi lý do.", "Replacing a drawn group needs a reason."),
    ("draw.done", "Năm {0} các xã đều đã bốc thăm.", "Every commune was drawn in {0}."),
    (
        "draw.seed_long",
        "Chuỗi công khai dài quá {0} ký tự.",
        "The public text is longer than {0} characters.",
    ),
    ("draw.reason_long", "Lý do dài quá {0} ký tự.", "The reason is longer than {0} characters."),
    ("draw.seed_missing", "Hãy ghi chuỗi công khai để rút.", "Write the public text to draw with."),
    ("draw.not_drawn", "Tổ {0} không nằm trong mẫu.", "Group {0} is not in the sample."),
    ("draw.no_groups_left", "Không còn Tổ nào để thay.", "There is no group left to take its place."),
    // Debts.
    ("debt.kind_missing", "Hãy chọn loại nợ.", "Choose the kind of debt."),
    ("debt.kind_not_debt", "Loại này không phải là nợ.", "This kind is not about a debt."),
    ("debt.amount_missing", "Hãy ghi số tiền nợ.", "Write the amount owed."),
    ("debt.action_kind_missing", "Hãy chọn đã làm gì.", "Choose what was done."),
    ("debt.action_undated", "Mỗi việc đã làm phải có ngày.", "Each step has its day."),
    ("debt.closed_before_opened", "Ngày kết thúc {0} ở trước ngày mở {1}.", "Closed on {0}, before {1}."),
    (
        "debt.steps_out_of_order",
        "Thứ tự: hướng dẫn, hồ sơ, thẩm tra, biên bản. Hãy kiểm tra ngày.",
        "The order is: guidance, file, examination, minutes. Check the days.",
    ),
    // Small records.
    ("loan_list.customers_missing", "Hãy ghi số khách hàng.", "Write the number of borrowers."),
    (
        "loan_list.told_before_received",
        "Ngày báo cho Tổ {0} ở trước ngày nhận {1}.",
        "The group was told on {0}, before the list came on {1}.",
    ),
    ("loan_list.not_told", "Chưa báo cho Tổ.", "The group is not told yet."),
    ("capital.total_missing", "Hãy ghi tổng nguồn vốn.", "Write the total."),
    (
        "capital.parts_above_total",
        "Các nguồn cộng lại ({0}) lớn hơn tổng ({1}).",
        "The parts together ({0}) are more than the total ({1}).",
    ),
    ("capital.reference_unsourced", "Số so sánh phải ghi nguồn.", "A share to compare with has a source."),
    ("conclusion.number_missing", "Hãy ghi số thông báo.", "Write the notice's number."),
    ("conclusion.inspection_missing", "Hãy chọn lần kiểm tra.", "Choose the inspection."),
    ("conclusion.text_missing", "Hãy ghi kết luận.", "Write the conclusions."),
    // Remedies.
    ("remedy.owner_missing", "Hãy ghi ai chịu trách nhiệm khắc phục.", "Write who owes the remedy."),
    (
        "report.cut_off_outside",
        "Ngày chốt số liệu phải nằm trong năm của báo cáo.",
        "The day up to which figures are counted must be of the report's year.",
    ),
    ("remedy.due_missing", "Hãy ghi hạn khắc phục.", "Write by when it is due."),
    ("remedy.evidence_missing", "Hãy ghi bằng chứng đã khắc phục.", "Write the evidence of the remedy."),
    ("remedy.done_on_missing", "Hãy ghi ngày khắc phục xong.", "Write the day on which it was done."),
    ("remedy.verified_on_missing", "Hãy ghi ngày phúc tra.", "Write the day of verification."),
    (
        "remedy.own_verification",
        "Người chịu trách nhiệm không tự xác nhận. Hãy nhờ người khác phúc tra.",
        "Whoever owes the remedy does not verify it. Ask somebody else.",
    ),
    ("remedy.reason_missing", "Hãy ghi lý do hủy.", "Write why it is cancelled."),
    ("remedy.no_such_move", "Không chuyển được từ “{0}” sang “{1}”.", "There is no way from “{0}” to “{1}”."),
    (
        "remedy.not_your_move",
        "Vai trò của bạn không được chuyển bước này.",
        "Your role may not make this move.",
    ),
];
