//! Words around the helper sheets; those of the forms themselves are `shared::reading::paper_form`'s.

words! {
    PRINT: "In mẫu trợ giúp:", "Print a helper sheet:";
    PRINT_OF: "In mẫu trợ giúp {0}", "Print a helper sheet for {0}";
    BACK_TO_RECORD: "Bản ghi", "The record";
    PURPOSE: "In để làm gì?", "What is it printed for?";
    PURPOSE_HELP: "Bản in có tên hộ vay. Mục đích và người mở được ghi vào nhật ký. Không ghi tên hộ vay ở đây.",
        "The sheet names borrowers. The purpose and who opened it are logged. Do not name a borrower here.";
    OPEN: "Mở bản in", "Open the sheet";
    NO_PURPOSE: "Chưa mở: hãy ghi mục đích in.", "Not opened: say what it is printed for.";
    PURPOSE_TOO_LONG: "Chưa mở: mục đích dài quá 300 ký tự.", "Not opened: the purpose is longer than 300 characters.";
    HOW_TO_PRINT: "In bằng lệnh In của trình duyệt (Ctrl+P), khổ A4.", "Print with the browser (Ctrl+P) on A4.";
    INSPECTING_UNIT: "ĐƠN VỊ KIỂM TRA", "INSPECTING UNIT";
    FORM_NUMBER: "Mẫu số: {0}", "Form {0}";
    NOT_THE_FORM: "Bản in trợ giúp của Sổ Bản để chép sang mẫu {0}; không phải mẫu chính thức của NHCSXH.",
        "A helper sheet of Sổ Bản for filling in form {0}; it is not the bank's official form.";
    IN_MILLIONS: "Đơn vị tính: triệu đồng", "Amounts in million đồng";
    IN_DONG: "Đơn vị tính: đồng", "Amounts in đồng";
    LATE_NOT_PRINTED: "{0} lần sửa sau khi gửi không có trong bản in này.", "{0} late changes are not in this sheet.";
    MADE_OF: "Lập từ bản ghi {0}, phiên bản {1}.", "Made of record {0}, version {1}.";
    TOTAL: "Cộng", "Total";
    COPIES: "Lập thành {0} bản: {1}.", "Made in {0} copies: {1}.";
    SIGN_HERE: "(Ký, ghi rõ họ tên)", "(Signature and full name)";
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_word_around_a_helper_sheet_is_there_in_both_languages() {
        super::super::check(super::TABLE);
    }
}
