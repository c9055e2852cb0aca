//! Words of the pages that import lists and show those in use.

words! {
    IMPORT_HELP: "Nhận danh sách của ngân hàng và của xã từ tệp Excel (.xlsx) hoặc CSV. Tệp được kiểm tra và so với danh sách đang dùng trước khi công bố: hoặc nhận cả tệp, hoặc không nhận dòng nào.",
        "Take the bank's and the communes' lists from Excel (.xlsx) or CSV. A file is checked and compared with the list in use before it is published: the whole file, or no row of it.";
    TO_LISTS: "Danh sách đang dùng", "Lists in use";
    TO_IMPORT: "Nhận danh sách mới", "Take in a new list";
    LIST: "Danh sách", "List";
    FILE: "Tệp", "File";
    SEND: "Kiểm tra tệp", "Check the file";
    SENT_AT: "Gửi lúc", "Sent at";
    WAITING_FILES: "Tệp đang chờ công bố", "Files that wait to be published";
    WAITING_HELP: "Tệp chờ tối đa hai ngày rồi tự xóa.", "A file waits two days at most, then it is deleted.";
    FILE_LIMIT: "Lớn nhất {0} MB. Cột dân tộc, CCCD, ngày sinh, tôn giáo, sức khỏe không được đọc và không được lưu.",
        "At most {0} MB. Columns of ethnicity, identity number, date of birth, religion, health are neither read nor kept.";
    LIST_OF: "Cột của từng danh sách", "Columns of each list";
    NEEDED: "bắt buộc", "required";
    UNITS: "Đơn vị hành chính", "Administrative units";
    GROUPS: "Tổ tiết kiệm và vay vốn", "Savings and loan groups";
    LOANS: "Món vay", "Loans";
    HOUSEHOLDS: "Hộ nghèo, hộ cận nghèo", "Poor and near-poor households";
    OFFICES: "Tổ chức hội, cán bộ phụ trách", "Organisations and officers in charge";
    OUTLETS: "Báo, đài, kênh truyền thông", "Places of publication";

    SHEET: "Đọc trang tính “{0}”.", "Read from sheet “{0}”.";
    SHEETS_ASIDE: "Không đọc: {0}.", "Not read: {0}.";
    FAULTS: "Tệp có {0} lỗi nên chưa nhận dòng nào", "{0} faults: no row was taken";
    FAULTS_HELP: "Sửa các ô dưới đây trong tệp rồi gửi lại. Danh sách đang dùng không thay đổi.",
        "Mend these cells in the file and send it again. The list in use is as it was.";
    FAULTS_MORE: "và {0} lỗi nữa.", "and {0} more.";
    AT_PLACE: "Ở đâu", "Where";
    WHAT: "Lỗi và cách sửa", "What is wrong and what to do";
    WHOLE_FILE: "cả tệp", "the file";

    COLUMNS: "Cột nào là cột nào", "Which column is which";
    COLUMNS_HELP: "Chọn cột của tệp cho từng cột của danh sách. Cách chọn này được nhớ cho lần sau, khi tệp có cùng các tiêu đề.",
        "Choose the file's column for each column of the list. The choice is remembered for files with the same headings.";
    COLUMNS_MISSING: "Chưa rõ cột: {0}. Nếu hai cột trong tệp cùng một tiêu đề, hãy đổi tên một cột rồi gửi lại.",
        "Not found: {0}. If two columns of the file have one heading, rename one and send it again.";
    NO_COLUMN: "không có", "none";
    IN_UNITS: "tính bằng {0}", "in {0}";
    MILLIONS: "triệu đồng", "millions of đồng";
    THOUSANDS: "nghìn đồng", "thousands of đồng";
    BILLIONS: "tỷ đồng", "billions of đồng";
    ASSIGN: "Dùng các cột này", "Use these columns";
    CHANGE_COLUMNS: "Xem hoặc sửa các cột", "See or change the columns";
    LEFT_ASIDE: "Cột không đọc: {0}.", "Columns left aside: {0}.";
    NOT_KEPT: "Cột không đọc và không lưu vì là dữ liệu cá nhân không được thu thập: {0}.",
        "Columns neither read nor kept, for such data of people is not collected: {0}.";

    COMPARED: "So với danh sách đang dùng", "Beside the list in use";
    NOTHING_NEW: "Tệp giống hệt danh sách đang dùng: không có gì để công bố.", "The file says what the list in use says: there is nothing to publish.";
    ROWS: "Dòng trong tệp", "Rows of the file";
    ADDED: "Thêm mới", "New";
    GONE: "Không còn", "Gone";
    CHANGED: "Thay đổi", "Changed";
    UNCHANGED: "Giữ nguyên", "As they were";
    TO_PHONES: "Đơn vị có danh sách mới", "Units with a new list";
    BEFORE: "Trước", "Before";
    AFTER: "Sau", "After";
    COUNT: "Số dòng", "Number of rows";
    SUMS: "Tổng số", "Sums";
    LOOK_TWICE: "Hãy xem kỹ trước khi công bố", "Look twice before publishing";
    CODE: "Mã", "Code";
    NAME: "Tên", "Name";
    OF_UNIT: "Đơn vị", "Unit";
    WHAT_CHANGED: "Giá trị trước và sau", "Values before and after";
    FROM_TO: "{0}: {1} → {2}", "{0}: {1} → {2}";
    NOTHING: "(trống)", "(empty)";
    FIRST_OF: "{0} dòng đầu trong {1}.", "The first {0} of {1}.";
    PUBLISH: "Công bố danh sách này", "Publish this list";
    PUBLISH_HELP: "Máy của các xã nhận danh sách mới ở lần đồng bộ sau. Danh sách cũ vẫn được giữ cho số liệu các kỳ trước.",
        "Phones get the new list at their next synchronisation. Old lists are kept for figures of earlier periods.";
    DROP: "Bỏ tệp này", "Drop this file";
    CHANGED_SINCE: "Danh sách đang dùng vừa thay đổi, nên chưa công bố. Hãy xem lại so sánh dưới đây.",
        "The list in use has changed meanwhile, so nothing was published. Please look at the comparison again.";
    PUBLISHED: "Đã công bố: {0} thêm mới, {1} không còn, {2} thay đổi. {3} đơn vị có danh sách mới.",
        "Published: {0} new, {1} gone, {2} changed. {3} units have a new list.";
    DROPPED: "Đã bỏ tệp.", "The file was dropped.";

    LISTS_TITLE: "Danh sách đang dùng", "Lists in use";
    AS_OF: "{0} ({1})", "{0} ({1})";
    NO_LIST: "chưa có", "none yet";
    OFFICER: "Cán bộ phụ trách", "Officer in charge";
    NO_OFFICER: "chưa có cán bộ phụ trách", "nobody in charge";
    SINCE: "từ {0}", "since {0}";
    BASIS: "Căn cứ", "Basis";
    WITHOUT_OFFICER: "{0} đơn vị chưa có cán bộ phụ trách: {1}.", "{0} units with nobody in charge: {1}.";
    EVERY_OFFICER: "Đơn vị nào cũng có cán bộ phụ trách.", "Every unit has somebody in charge.";
    HOUSEHOLDS_OF: "Hộ nghèo, hộ cận nghèo xã {0}", "Poor and near-poor households of {0}";
    HOUSEHOLDS_HELP: "Theo thôn, bản; mỗi diện kèm chuẩn nghèo và ngày quyết định. Mỗi lần mở trang đều được ghi vào nhật ký.",
        "By village; each status with its standard and day of decision. Each opening is logged.";
    HOUSEHOLD_HEAD: "Chủ hộ", "Head";
    STATUS: "Diện", "Status";
    STANDARD: "Chuẩn", "Standard";
    DECIDED_ON: "Ngày quyết định", "Decided on";
    MEMBERS: "Nhân khẩu", "Members";
    IN_VILLAGE: "{0}: {1} hộ", "{0}: {1} households";
}

#[cfg(test)]
#[test]
fn the_words_of_lists_are_there_in_both_languages() {
    super::check(TABLE);
}
