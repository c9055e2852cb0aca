//! Words of the office's lists and of a unit's year.

words! {
    LISTS: "Danh sách", "Lists";
    LISTS_HELP: "Danh sách theo dõi, tính từ bản ghi đã nộp và danh sách của ngân hàng. Mỗi lần mở và mỗi lần tải về đều được ghi vào nhật ký.",
        "Lists made of what was handed in and of the bank's lists. Each opening and each download is logged.";
    TO_YEAR: "Phiếu hoàn thành năm của từng đơn vị", "Each unit's year on one sheet";
    TO_INDEX: "Các danh sách", "All lists";
    ROWS: "{0} dòng", "{0} rows";
    NO_ROWS: "Không có dòng nào trong danh sách này.", "There is nothing in this list.";
    UNIT: "Đơn vị", "Unit";
    YEAR: "Năm", "Year";
    TAG: "Nhãn", "Tag";
    TO_FILE: "Tải danh sách (CSV)", "Download the list (CSV)";
    PURPOSE: "Tải về để làm gì (bắt buộc, được ghi vào nhật ký)", "What the file is for (required, logged)";
    NAMES_NOTE: "Tệp này có tên người hoặc mã món vay. Chỉ giao cho người cần dùng, dùng xong thì xóa.",
        "The file names people or their loans. Give it only to those who need it, and delete it afterwards.";
    DOWNLOAD: "Tải tệp", "Download";
    NO_PURPOSE: "Chưa tải được: hãy ghi mục đích, tối đa 300 ký tự.", "Nothing was downloaded: say what the file is for, in at most 300 characters.";
    TOO_LONG: "Chưa tải được: danh sách dài quá {0} dòng. Hãy chọn một đơn vị hoặc một năm.",
        "Nothing was downloaded: the list has more than {0} rows. Choose one unit or one year.";

    REMEDIES: "Tồn tại chưa khắc phục", "Findings not remedied";
    REMEDIES_HELP: "Quá hạn lâu nhất trước. Bấm vào tồn tại để xử lý.", "The longest overdue first. Follow a finding to work on it.";
    MEDIA: "Sổ tin, bài, phóng sự", "Media ledger";
    MEDIA_HELP: "Mới nhất trước. Mỗi nơi đăng có ngày và liên kết.", "The newest first. Each outlet has its day and its link.";
    COLUMNS: "Chuyên mục", "Columns";
    COLUMNS_HELP: "Chuyên mục không có tin, bài trong {0} ngày đứng trước.", "Columns without an item for {0} days come first.";
    EXEMPLARY: "Nhân rộng điển hình", "Good examples";
    EXEMPLARY_HELP: "Chỉ in tên khi người đó đã đồng ý.", "A name is printed only with that person's consent.";
    FEEDBACK: "Sổ phản ánh, kiến nghị", "Feedback register";
    FEEDBACK_HELP: "Không ghi tên người. Chờ quá {0} ngày đứng trước.", "No names. Those that wait longer than {0} days come first.";
    SUPPORT: "Giúp hộ nghèo", "Help for households";
    SUPPORT_HELP: "Từng người giúp, từng hộ chỉ hiện khi chọn một xã. Một người giúp tối đa 02 hộ.",
        "Helpers and households show for one chosen commune only. One person helps two households at most.";
    LOANS_DUE: "Món vay mới đến hạn kiểm tra 30 ngày", "New loans to be checked within 30 days";
    LOANS_DUE_HELP: "Gấp nhất trước. Món đã kiểm tra không còn trong danh sách.", "The most urgent first. What was checked is not on the list any more.";
    LOAN_LISTS: "Thông báo danh sách vay được duyệt", "Lists of approved borrowers";
    LOAN_LISTS_HELP: "Chưa báo cho Tổ đứng trước.", "Those of which the group was not told come first.";
    WEAK_GROUPS: "Tổ yếu, trung bình chưa có biện pháp", "Weak and average groups without action";
    WEAK_GROUPS_HELP: "Tổ xếp loại yếu hoặc trung bình mà chưa có biện pháp củng cố nào đang thực hiện.",
        "Groups ranked weak or average for which no remedy is under way or done.";
    RISK: "Tổ theo mức độ rủi ro", "Groups by risk";
    RISK_HELP: "Để chọn Tổ kiểm tra trước: tỷ lệ nợ quá hạn cao trước, rồi xếp loại thấp, rồi điểm thấp.",
        "Whom to inspect first: the largest share of overdue debt, then the lowest rank, then the lowest score.";

    FINDING: "Tồn tại", "Finding";
    GROUP: "Tổ", "Group";
    OWNER: "Người, đơn vị khắc phục", "Who owes it";
    DUE: "Hạn", "Due";
    DAYS: "Số ngày", "Days";
    DAYS_OVER: "quá hạn {0} ngày", "{0} days overdue";
    DAYS_LEFT: "còn {0} ngày", "{0} days left";
    DATE: "Ngày", "Date";
    TITLE: "Tên", "Title";
    FORM: "Hình thức", "Form";
    LENGTH: "Độ dài", "Length";
    SECONDS: "{0} giây", "{0} seconds";
    PAGES: "{0} trang", "{0} pages";
    PHOTOS: "{0} ảnh", "{0} photos";
    OUTLETS: "Nơi đăng, ngày đăng, liên kết", "Outlet, day, link";
    AUTHOR: "Đơn vị viết", "Author organisation";
    APPROVED: "Duyệt nội dung", "Approved";
    NOT_APPROVED: "chưa duyệt", "not approved";
    OPENED: "Ngày mở", "Opened on";
    ITEMS: "Số tin, bài", "Items";
    LAST_ITEM: "Tin, bài gần nhất", "Newest item";
    IDLE: "quá {0} ngày không có tin, bài", "no item for more than {0} days";
    KIND: "Loại", "Kind";
    NAME: "Tên người, tập thể", "Name";
    NO_CONSENT: "chưa đồng ý nêu tên", "no consent to be named";
    ROLE: "Là", "Role";
    PROGRAMME: "Chương trình vay", "Programme";
    LOAN_RANGE: "Mức vay", "Loan range";
    TAGS: "Nhãn", "Tags";
    AWARDS: "Khen thưởng", "Awards";
    VILLAGE: "Thôn, bản", "Village";
    WORD_STATE: "Kết quả", "Outcome";
    ANSWERED: "đã trả lời {0}", "answered {0}";
    FORWARDED: "đã chuyển {0}", "sent on {0}";
    CLOSED: "đã kết thúc", "closed";
    WAITS: "đang chờ", "waits";
    WAITS_LONG: "chờ {0} ngày", "waits {0} days";
    HELPER: "Người giúp", "Helper";
    HOUSEHOLD: "Hộ", "Household";
    UNASSIGNED: "chưa phân công", "not assigned yet";
    SINCE: "Từ ngày", "Since";
    UNTIL: "Đến ngày", "Until";
    RESULT: "Kết quả", "Result";
    TOO_MANY: "quá 02 hộ", "more than two";
    HELPERS: "Người giúp 1–2 hộ", "Helpers of 1–2 households";
    HELPERS_ABOVE: "Người giúp quá 02 hộ", "Helpers of more than two";
    HELPERS_UNASSIGNED: "Chưa phân công", "Not assigned yet";
    HOUSEHOLDS: "Hộ được giúp", "Households helped";
    ESCAPED: "Hộ thoát nghèo", "Escaped poverty";
    LOAN: "Món vay", "Loan";
    RECEIVED: "Ngày nhận", "Received on";
    TOLD: "Ngày báo cho Tổ", "Group told on";
    NOT_TOLD: "chưa báo", "not told";
    CUSTOMERS: "Số khách hàng", "Customers";
    DAYS_TO_NOTICE: "Từ nhận đến báo, chưa báo thì đến nay", "From receipt to notice, or until now";
    N_DAYS: "{0} ngày", "{0} days";
    PLACE: "Thứ tự", "Place";
    RANK: "Xếp loại", "Rank";
    SCORE: "Điểm", "Score";
    OVERDUE: "Nợ quá hạn", "Overdue";
    OUTSTANDING: "Dư nợ", "Outstanding";
    OVERDUE_SHARE: "Nợ quá hạn / dư nợ", "Overdue of outstanding";
    INSPECTED: "Kiểm tra gần nhất", "Last inspected";
    NOT_INSPECTED: "chưa kiểm tra", "not inspected";
    BY_AUTHOR: "Theo đơn vị viết", "By author organisation";
    BY_FORM: "Theo hình thức", "By form";
    BY_KIND: "Theo loại", "By kind";
    SUMS_OF_ALL: "Các bảng tổng hợp tính cả danh sách, không riêng nhãn đang chọn.", "The sums are of the whole list, not of the chosen tag alone.";
    BY_TAG: "Theo nhãn", "By tag";

    YEAR_OF: "Phiếu hoàn thành năm {0}", "The year {0}";
    YEAR_HELP: "Phiếu của đơn vị, không xếp hạng cá nhân. Tính bản ghi của chính đơn vị, đã nộp, từ {0} đến hết {1}.",
        "A sheet of the unit; it ranks no person. It counts the unit's own records that were handed in, from {0} to {1}.";
    SILENT: "Đơn vị này chưa đồng bộ từ {0}: số liệu dưới đây có thể thiếu.", "Not heard of since {0}: these numbers may lack something.";
    NEVER: "Đơn vị này chưa đồng bộ lần nào: chưa có dữ liệu, không phải bằng 0.", "Never heard of: no data, which is not zero.";
    RULES: "Chỉ tiêu kiểm tra", "Inspections by rule";
    NO_RULES: "Năm này chưa có chỉ tiêu hoặc chưa có danh sách Tổ.", "No rules for this year, or no list of groups.";
    WORK: "Tuyên truyền, tin bài", "Outreach and media";
    PRODUCTS: "Tin, bài, phóng sự", "Media products";
    ACTIVITIES_BY_MONTH: "Hoạt động tuyên truyền theo tháng", "Outreach by month";
    WORDS: "Phản ánh, kiến nghị", "What citizens said";
    WORDS_RECEIVED: "Đã nhận", "Received";
    WORDS_ANSWERED: "Đã trả lời", "Answered";
    WORDS_FORWARDED: "Đã chuyển", "Sent on";
    WORDS_WAITING: "Chờ quá {0} ngày", "Waiting more than {0} days";
    FINDINGS: "Tồn tại và khắc phục", "Findings and remedies";
    REMEDY_TOTAL: "Tổng số", "In all";
    REMEDY_DONE: "Đã khắc phục", "Remedied";
    REMEDY_OVERDUE: "Quá hạn", "Overdue";
    REMEDY_MEDIAN: "Trung vị số ngày tồn đọng", "Median days open";
    PLAN: "Kế hoạch và thực hiện", "Plan and done";
    NO_PLAN: "Chưa có kế hoạch năm này.", "There is no plan of this year.";
    LINE: "Nội dung kế hoạch", "Planned";
    MONTH: "Tháng", "Month";
    WHOLE_YEAR: "cả năm", "all year";
    FOR: "Đơn vị, Tổ", "Unit, group";
    TARGET: "Chỉ tiêu", "Target";
    DONE: "Đã làm", "Done";
    SHARE: "Tỷ lệ", "Share";
    NO_TARGET: "không giao chỉ tiêu", "no target";
    BY_MONTH: "Kế hoạch theo tháng", "Plan by month";
    PLANNED: "Dòng kế hoạch", "Lines planned";
    BEGUN: "Đã có kết quả", "With something done";
    SHOW: "Xem", "Show";
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_word_of_the_lists_of_the_office_is_there_in_both_languages() {
        super::super::check(super::TABLE);
    }
}
