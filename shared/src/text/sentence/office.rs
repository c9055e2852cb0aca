//! What the office reads: rows of a list that cannot be taken, a login that fails, a page that is not theirs.

use super::Row;

pub(super) const ROWS: &[Row] = &[
    // Lists of the bank. Line and column stand in front of the sentence.
    (
        "import.too_large",
        "Tệp lớn hơn {0} byte nên chưa nhận dòng nào. Hãy tách thành nhiều tệp.",
        "The file is larger than {0} bytes; no row was taken. Split it.",
    ),
    (
        "import.too_many_rows",
        "Tệp có hơn {0} dòng nên chưa nhận dòng nào. Hãy tách thành nhiều tệp.",
        "The file has more than {0} rows; none was taken. Split it.",
    ),
    (
        "import.encoding",
        "Chữ trong tệp không phải mã UTF-8. Hãy lưu lại tệp dạng CSV UTF-8.",
        "The file is not in UTF-8. Save it as CSV UTF-8.",
    ),
    (
        "import.malformed_row",
        "Dòng này không đọc được: thừa, thiếu ô hoặc thiếu dấu ngoặc kép.",
        "This row cannot be read: cells too many or too few, or a missing quotation mark.",
    ),
    ("import.missing_column", "Thiếu cột “{0}”.", "The column “{0}” is missing."),
    ("import.empty", "Ô này không được để trống.", "This cell must not be empty."),
    (
        "import.too_long",
        "Chữ trong ô dài hơn {0} ký tự.",
        "The text of this cell is longer than {0} characters.",
    ),
    ("import.not_a_code", "“{0}” không phải là mã.", "“{0}” is not a code."),
    ("import.not_a_number", "“{0}” không phải là số nguyên.", "“{0}” is not a whole number."),
    ("import.too_large_number", "{0} lớn hơn mức cao nhất là {1}.", "{0} is above the highest value, {1}."),
    (
        "import.not_a_date",
        "“{0}” không phải là ngày. Hãy ghi như 30/09/2026.",
        "“{0}” is not a day. Write it like 30/09/2026.",
    ),
    ("import.not_a_flag", "“{0}” không phải là có hoặc không.", "“{0}” is neither yes nor no."),
    ("import.duplicate", "“{0}” đã có ở dòng trên.", "“{0}” stands in a row above."),
    (
        "import.unknown_unit",
        "Chưa có đơn vị “{0}” vào ngày này. Hãy nhập danh sách đơn vị trước.",
        "There is no unit “{0}” on this day. Import the units first.",
    ),
    ("import.unknown_level", "Không có cấp “{0}”.", "There is no level “{0}”."),
    (
        "import.unknown_org",
        "“{0}” không phải là tổ chức nhận ủy thác.",
        "“{0}” is not an entrusted organisation.",
    ),
    ("import.unknown_rank", "Không có xếp loại “{0}”.", "There is no rank “{0}”."),
    (
        "import.unknown_programme",
        "Không có chương trình tín dụng “{0}”.",
        "There is no credit programme “{0}”.",
    ),
    (
        "import.unknown_group",
        "Chưa có Tổ “{0}”. Hãy nhập danh sách Tổ trước.",
        "There is no group “{0}”. Import the groups first.",
    ),
    (
        "import.foreign_org",
        "Tổ chức “{0}” ngoài phạm vi của danh sách này.",
        "The organisation “{0}” is outside this list.",
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
    ("import.ends_before_start", "Ngày kết thúc ở trước ngày bắt đầu.", "It ends before it begins."),
    (
        "import.overlapping_periods",
        "Đơn vị “{0}” đã có thời gian hiệu lực trùng với khoảng này.",
        "The unit “{0}” already has a period that overlaps with this one.",
    ),
    ("import.loop", "Đơn vị “{0}” nằm dưới chính nó.", "The unit “{0}” lies beneath itself."),
    // People at the office.
    ("login.wrong", "Sai tài khoản hoặc mật khẩu. Hãy thử lại.", "Wrong account or password. Try again."),
    (
        "login.locked",
        "Đã nhập sai nhiều lần nên tài khoản tạm khóa. Hãy đợi 15 phút rồi thử lại.",
        "Too many wrong attempts: the account is locked for a while. Try again in 15 minutes.",
    ),
    ("login.required", "Hãy đăng nhập để xem trang này.", "Log in to see this page."),
    ("access.denied", "Tài khoản của bạn không được xem trang này.", "Your account may not see this page."),
    (
        "access.read_only",
        "Tài khoản này chỉ được xem, không được ghi. Không có gì thay đổi; việc này đã được ghi vào nhật ký.",
        "This account may look and not write. Nothing was changed; the attempt was logged.",
    ),
    ("page.unknown", "Không có trang này.", "There is no such page."),
];
