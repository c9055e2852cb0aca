//! What is wrong with a list that an office imports, and what to look at twice. Row and column stand in front of the
//! sentence. Apart from what phones say: no phone imports a list.

use super::Row;

pub(super) const ROWS: &[Row] = &[
    // The file.
    (
        "import.too_large",
        "Tệp lớn hơn {0} MB nên chưa nhận dòng nào. Hãy tách thành nhiều tệp.",
        "The file is larger than {0} MB; no row was taken. Split it.",
    ),
    (
        "import.cut_short",
        "Tệp chưa tới nơi trọn vẹn nên chưa nhận dòng nào. Hãy gửi lại.",
        "The file did not arrive whole; no row was taken. Send it again.",
    ),
    (
        "import.too_large_unpacked",
        "Tệp Excel này giải nén ra lớn hơn {0} MB nên chưa nhận dòng nào. Hãy tách thành nhiều tệp, hoặc lưu dạng CSV UTF-8.",
        "This workbook unpacks to more than {0} MB; no row was taken. Split it, or save it as CSV UTF-8.",
    ),
    (
        "import.too_much_text",
        "Chữ trong tệp nhiều hơn {0} MB nên chưa nhận dòng nào. Hãy tách thành nhiều tệp.",
        "The file holds more than {0} MB of text; no row was taken. Split it.",
    ),
    (
        "import.too_many_rows",
        "Tệp có hơn {0} dòng nên chưa nhận dòng nào. Hãy tách thành nhiều tệp.",
        "The file has more than {0} rows; none was taken. Split it.",
    ),
    (
        "import.too_many_columns",
        "Tệp có hơn {0} cột. Hãy chỉ giữ lại bảng danh sách rồi thử lại.",
        "The file has more than {0} columns. Keep only the table of the list and try again.",
    ),
    (
        "import.no_rows",
        "Tệp không có dòng nào của danh sách này. Hãy kiểm tra có chọn đúng tệp và đúng danh sách không.",
        "The file has no row of this list. Check that file and list are the right ones.",
    ),
    (
        "import.no_header",
        "Không tìm thấy dòng tiêu đề cột ở đầu bảng. Hãy thêm dòng tiêu đề rồi thử lại.",
        "No row with headings was found. Add one above the table and try again.",
    ),
    (
        "import.encoding",
        "Chữ trong tệp không phải mã UTF-8. Hãy lưu lại tệp dạng CSV UTF-8 hoặc Excel (.xlsx).",
        "The file is not in UTF-8. Save it as CSV UTF-8 or Excel (.xlsx).",
    ),
    (
        "import.old_workbook",
        "Đây là tệp Excel kiểu cũ (.xls). Hãy mở ra và lưu lại dạng Excel (.xlsx).",
        "This is an Excel file of the old kind (.xls). Open it and save it as .xlsx.",
    ),
    (
        "import.damaged_workbook",
        "Tệp Excel này hỏng hoặc không phải là Excel nên chưa nhận dòng nào. Hãy lưu lại từ Excel rồi thử lại.",
        "This workbook is damaged or none at all; no row was taken. Save it again from Excel.",
    ),
    (
        "import.locked_workbook",
        "Tệp Excel này có mật khẩu. Hãy bỏ mật khẩu rồi thử lại.",
        "This workbook has a password. Take it off and try again.",
    ),
    (
        "import.malformed_row",
        "Dòng này không đọc được: thừa, thiếu ô hoặc thiếu dấu ngoặc kép.",
        "This row cannot be read: cells too many or too few, or a missing quotation mark.",
    ),
    (
        "import.missing_column",
        "Thiếu cột “{0}”. Các tiêu đề chưa hiểu: {1}.",
        "The column “{0}” is missing. Headings not understood: {1}.",
    ),
    (
        "import.no_unit_named",
        "Chưa biết kênh này của đơn vị nào. Hãy ghi --unit MÃ.",
        "It is not said whose outlets these are. Give --unit CODE.",
    ),
    // A cell.
    ("import.empty", "Ô này không được để trống.", "This cell must not be empty."),
    (
        "import.broken_cell",
        "Công thức trong ô này bị lỗi. Hãy sửa hoặc dán giá trị vào ô.",
        "The formula of this cell has an error. Mend it, or paste the value.",
    ),
    (
        "import.too_long",
        "Chữ trong ô dài hơn {0} ký tự.",
        "The text of this cell is longer than {0} characters.",
    ),
    (
        "import.not_a_code",
        "“{0}” không phải là mã. Mã chỉ gồm chữ không dấu, chữ số, dấu gạch nối, không có dấu cách.",
        "“{0}” is not a code: plain letters, digits and hyphens, no spaces.",
    ),
    (
        "import.zeros_lost",
        "“{0}” có lẽ là “{1}”: Excel đã bỏ số 0 ở đầu mã. Hãy định dạng cột là Văn bản (Text) rồi gõ lại mã.",
        "“{0}” is probably “{1}”: Excel has dropped the zeros in front. Format the column as text and enter the code again.",
    ),
    ("import.not_a_number", "“{0}” không phải là số nguyên.", "“{0}” is not a whole number."),
    ("import.too_large_number", "{0} lớn hơn mức cao nhất là {1}.", "{0} is above the highest value, {1}."),
    (
        "import.not_a_date",
        "“{0}” không phải là ngày. Hãy ghi như 30/09/2026.",
        "“{0}” is not a day. Write it like 30/09/2026.",
    ),
    (
        "import.day_as_number",
        "“{0}” là số, không phải ngày. Hãy định dạng cột là Ngày (dd/mm/yyyy).",
        "“{0}” is a number and no day. Format the column as a date (dd/mm/yyyy).",
    ),
    ("import.not_a_flag", "“{0}” không phải là có hoặc không.", "“{0}” is neither yes nor no."),
    (
        "import.duplicate",
        "“{0}” đã có ở dòng trên. Hãy bỏ một dòng.",
        "“{0}” stands in a row above. Take one out.",
    ),
    // What a cell names.
    (
        "import.unknown_unit",
        "Chưa có đơn vị “{0}” vào ngày này. Hãy nhập danh sách đơn vị trước.",
        "There is no unit “{0}” on this day. Import the units first.",
    ),
    (
        "import.foreign_unit",
        "Đơn vị “{0}” ngoài phạm vi của bạn. Hãy bỏ dòng này.",
        "The unit “{0}” is not yours. Take the row out.",
    ),
    ("import.unknown_level", "Không có cấp “{0}”.", "There is no level “{0}”."),
    (
        "import.unknown_org",
        "“{0}” không phải là tổ chức nhận ủy thác.",
        "“{0}” is not an entrusted organisation.",
    ),
    (
        "import.foreign_org",
        "Tổ chức “{0}” ngoài phạm vi của danh sách này. Hãy bỏ dòng này.",
        "The organisation “{0}” is outside this list. Take the row out.",
    ),
    ("import.unknown_rank", "Không có xếp loại “{0}”.", "There is no rank “{0}”."),
    (
        "import.unknown_programme",
        "Không có chương trình tín dụng “{0}”.",
        "There is no credit programme “{0}”.",
    ),
    (
        "import.unknown_status",
        "“{0}” không phải là hộ nghèo, cận nghèo, mới thoát nghèo hay không thuộc diện nào.",
        "“{0}” is no poverty status.",
    ),
    ("import.unknown_standard", "Không có chuẩn nghèo “{0}”.", "There is no poverty standard “{0}”."),
    (
        "import.no_standard",
        "Chưa biết hộ này xét theo chuẩn nghèo nào: ngày {0} không có chuẩn nào đang áp dụng. Hãy ghi cột chuẩn nghèo.",
        "By which poverty standard was this decided? None was in force on {0}. Fill the column of the standard.",
    ),
    (
        "import.unknown_outlet_kind",
        "“{0}” không phải là loại kênh. Hãy ghi: báo, đài, trang thông tin, nội bộ hoặc mạng xã hội.",
        "“{0}” is no kind of outlet. Write newspaper, broadcast, web, internal or social.",
    ),
    (
        "import.outlet_differs",
        "“{0}” đã có với loại “{1}”, cấp “{2}”. Loại và cấp của một kênh không đổi; hãy dùng tên khác.",
        "“{0}” is there already as “{1}” of level “{2}”. Neither ever changes; use another name.",
    ),
    (
        "import.unknown_group",
        "Chưa có Tổ “{0}”. Hãy nhập danh sách Tổ trước.",
        "There is no group “{0}”. Import the groups first.",
    ),
    (
        "import.group_elsewhere",
        "Tổ “{0}” đã thuộc {1}. Một mã Tổ chỉ ở một nơi.",
        "The group “{0}” belongs to {1} already. A group's code stands in one place.",
    ),
    (
        "import.loan_elsewhere",
        "Món vay “{0}” đã thuộc {1}. Một mã món vay chỉ ở một nơi.",
        "The loan “{0}” belongs to {1} already. A loan's code stands in one place.",
    ),
    // What does not fit together.
    (
        "import.part_over_whole",
        "“{0}” lớn hơn “{1}”: phần không thể lớn hơn tổng.",
        "“{0}” is larger than “{1}”: a part cannot exceed its whole.",
    ),
    (
        "import.two_days",
        "Cùng một đơn vị mà danh sách ghi hai ngày; dòng đầu ghi {0}.",
        "One unit's list bears two days; its first row says {0}.",
    ),
    (
        "import.older_list",
        "Danh sách này cũ hơn danh sách ngày {0} đã có.",
        "This list is older than the one of {0} that is already here.",
    ),
    (
        "import.after_list",
        "Ngày này ở sau ngày của danh sách ({0}).",
        "This day lies after the day of the list ({0}).",
    ),
    (
        "import.day_ahead",
        "Ngày này còn ở phía trước (hôm nay là {0}).",
        "This day is still to come (today is {0}).",
    ),
    ("import.ends_before_start", "Ngày kết thúc ở trước ngày bắt đầu.", "It ends before it begins."),
    (
        "import.overlapping_periods",
        "Đơn vị “{0}” đã có thời gian hiệu lực trùng với khoảng này.",
        "The unit “{0}” already has a period that overlaps with this one.",
    ),
    ("import.loop", "Đơn vị “{0}” nằm dưới chính nó.", "The unit “{0}” lies beneath itself."),
    // What to look at twice.
    ("import.sum_fell", "{0}: {1} giảm {2} % (từ {3} còn {4}).", "{0}: {1} fell by {2}% (from {3} to {4})."),
    ("import.sum_rose", "{0}: {1} tăng {2} % (từ {3} lên {4}).", "{0}: {1} rose by {2}% (from {3} to {4})."),
    (
        "import.older_than_register",
        "{0}: danh sách ngày {2} cũ hơn danh sách đang dùng (ngày {3}), nên số liệu trên máy của xã không đổi.",
        "{0}: the list of {2} is older than the one in use ({3}), so the phones keep what they have.",
    ),
    // The page.
    (
        "import.no_upload",
        "Tệp này không còn chờ ở đây: đã công bố, đã bỏ, hoặc quá hai ngày. Hãy gửi lại tệp.",
        "This file does not wait here any more: published, dropped, or more than two days old. Send it again.",
    ),
];
