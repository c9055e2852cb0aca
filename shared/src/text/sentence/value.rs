//! What forms say of one value that cannot be; the engine says the same of a value that it does not take.

use super::Row;

pub(super) const ROWS: &[Row] = &[
    // What was typed.
    ("field.count", "Hãy ghi một số nguyên, ví dụ 45.", "Write a whole number, for example 45."),
    (
        "money.empty",
        "Hãy ghi số tiền, ví dụ 12.500.000 hoặc 12,5 triệu.",
        "Write an amount, for example 12.500.000 or 12,5 triệu.",
    ),
    (
        "money.malformed",
        "Chưa đọc được số tiền. Hãy ghi như 12.500.000 hoặc 12,5 triệu.",
        "This amount cannot be read. Write it like 12.500.000 or 12,5 triệu.",
    ),
    (
        "money.fraction",
        "Số tiền phải chẵn đồng. Dấu phẩy chỉ dùng với triệu, tỷ: 12,5 triệu.",
        "Amounts are whole đồng. A comma goes with triệu or tỷ only: 12,5 triệu.",
    ),
    (
        "money.too_large",
        "Số tiền lớn quá mức có thể có. Hãy xem lại số chữ số 0.",
        "This amount is larger than can be. Check the number of zeros.",
    ),
    // One value.
    ("field.unknown", "Biểu mẫu không có mục “{0}”.", "The form has no field “{0}”."),
    (
        "field.type",
        "Giá trị không đúng loại của mục này. Hãy xóa và ghi lại.",
        "The value is not of this field's kind. Clear it and write it again.",
    ),
    ("field.count_range", "Hãy ghi số từ 0 đến {0}.", "Write a number from 0 to {0}."),
    ("field.money_range", "Hãy ghi số tiền từ 0 đến {0}.", "Write an amount from 0 to {0}."),
    (
        "field.date",
        "Không có ngày này. Hãy ghi ngày, tháng, ví dụ 5/3 hoặc 05/03/2026.",
        "There is no such day. Write day and month, for example 5/3 or 05/03/2026.",
    ),
    (
        "field.month",
        "Không có tháng này. Hãy ghi tháng và năm, ví dụ 9/2026.",
        "There is no such month. Write month and year, for example 9/2026.",
    ),
    (
        "field.time",
        "Hãy ghi giờ từ 0:00 đến 23:59, ví dụ 7:30.",
        "Write a time from 0:00 to 23:59, for example 7:30.",
    ),
    (
        "field.text_long",
        "Dài {0} ký tự; mục này nhận nhiều nhất {1} ký tự.",
        "{0} characters long; this field takes at most {1}.",
    ),
    (
        "field.unknown_code",
        "Danh mục trên máy này chưa có “{0}”. Hãy chọn mục khác hoặc cập nhật ứng dụng.",
        "The catalogue on this device has no “{0}”. Choose another entry or update the app.",
    ),
    (
        "field.code_malformed",
        "“{0}” không phải là mã đơn vị hoặc mã Tổ.",
        "“{0}” is not the code of a unit or a group.",
    ),
    (
        "answer.not_a_choice",
        "“{0}” không có trong các câu trả lời của câu hỏi này.",
        "“{0}” is not among this question's answers.",
    ),
];
