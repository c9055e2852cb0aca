//! What the office reads: a login that fails, a page that is not theirs.

use super::Row;

pub(super) const ROWS: &[Row] = &[
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
