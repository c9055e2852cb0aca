//! Words of the area's reports: their layout on paper, what is typed into them, issuing, sending, and the deadline board.

words! {
    REPORTS: "Báo cáo định kỳ", "Reports";
    REPORTS_OF: "Báo cáo định kỳ năm {0}", "Reports of {0}";
    REPORTS_HELP: "Số liệu lấy từ bản ghi đã nộp. Ban hành rồi thì bản đó được giữ nguyên; gửi đi ngày nào là theo đồng hồ của máy chủ.",
        "Figures come from what was handed in. What was issued is frozen; the server's clock says when it was sent.";
    YEAR: "Năm", "Year";
    QUARTER_OF: "Quý {0}", "Quarter {0}";
    WHOLE_YEAR: "Cả năm", "The whole year";
    REPORT: "Báo cáo", "Report";
    PERIOD: "Kỳ", "Period";
    STATE: "Tình trạng", "State";
    SENT: "Gửi đi", "Sent";
    DEADLINE: "Hạn nộp", "Deadline";
    SHOW: "Xem", "Show";
    BOARD: "Hạn nộp báo cáo", "Deadlines of reports";
    BOARD_HELP: "Đã gửi là lần gửi đầu tiên không bị trả lại.", "What counts as sent is the first sending that did not come back.";
    R2: "Báo cáo quý", "Quarterly report";
    R3: "Báo cáo kết quả truyền thông", "Report on outreach";
    R4: "Báo cáo Chương trình liên tịch", "Report on the joint programme";
    R7: "Bảng nguồn vốn", "Capital sheet";
    NOT_BEGUN: "Chưa làm", "Not begun";
    BEGUN: "Đang soạn", "In the making";
    ISSUED_ON: "Đã ban hành {0}", "Issued {0}";
    SENT_AT: "Đã gửi {0}", "Sent {0}";
    SEND_AGAIN: "Cần gửi lại", "To be sent again";
    NOT_SENT: "Chưa gửi", "Not sent";
    RETURNED_BECAUSE: "Bị trả lại {0}: {1}", "Returned {0}: {1}";
    ON_TIME: "Đúng hạn", "On time";
    ON_THE_DAY: "Đúng ngày hạn {0}, được tính là đúng hạn", "On the day itself, {0}, which counts as on time";
    LATE: "Trễ {0} ngày", "{0} days late";
    DUE_IN: "Còn {0} ngày", "Due in {0} days";
    DUE_TODAY: "Hôm nay là ngày cuối", "Today is the last day";
    MISSING: "Quá hạn {0} ngày, chưa gửi", "{0} days over, not sent";
    NO_DEADLINE: "Không có hạn", "No deadline";
    LAST_DAY: "Ngày cuối cùng: {0}", "Last day: {0}";

    STATE_HEAD: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "SOCIALIST REPUBLIC OF VIET NAM";
    STATE_MOTTO: "Độc lập - Tự do - Hạnh phúc", "Independence - Freedom - Happiness";
    UNION_HEAD: "ĐOÀN TNCS HỒ CHÍ MINH", "HO CHI MINH COMMUNIST YOUTH UNION";
    DOTS: "……", "……";
    NUMBER: "Số: {0}", "No. {0}";
    NUMBER_STATE: "……/BC-……", "……/BC-……";
    NUMBER_UNION: "……-BC/……", "……-BC/……";
    PLACE_AND_DAY: "{0}, ngày {1} tháng {2} năm {3}", "{0}, {1}/{2}/{3}";
    KIND: "BÁO CÁO", "REPORT";
    DRAFT: "DỰ THẢO", "DRAFT";
    TO: "Kính gửi: {0}", "To: {0}";
    COPIES: "Nơi nhận:", "Copies:";
    ARCHIVE: "- Lưu: VT, {0}.", "- Kept: files, {0}.";
    TRACE: "Số liệu đến hết ngày {0} · {1} bản ghi", "Figures up to {0} · {1} records";
    TRACE_EARLY: "Kỳ báo cáo đến hết ngày {0}, số liệu lấy ngày {2} · {1} bản ghi", "Period up to {0}, figures of {2} · {1} records";
    CUT_OFF_AHEAD: "Ngày {0} chưa đến: số liệu mới có đến hôm nay, {1}. Ban hành bây giờ là chốt số liệu sớm.", "{0} is still ahead: the figures go up to today, {1}. Issuing now freezes them early.";
    TRACE_LIST: "danh sách của ngân hàng ngày {0}", "bank's list of {0}";
    TRACE_HASH: "Mã kiểm tra (SHA-256)", "Hash (SHA-256)";
    SILENT: "{0}: chưa đồng bộ ({1}); phần đã gửi trước đó có cộng vào tổng, không tính vào chỉ tiêu", "{0}: not synchronised ({1}); what came before is in the sums, not in the quotas";
    SILENT_NEVER: "{0}: chưa đồng bộ lần nào", "{0}: never synchronised";
    SILENT_HELP: "Số liệu của các xã sau chưa có hoặc chưa đủ, không phải bằng 0:", "Of these communes nothing or not all is known, which is not nothing:";

    CUT_OFF: "Số liệu đến hết ngày", "Figures up to";
    DRAFT_HELP: "Tính từ số liệu lúc này. Ban hành thì bản này được giữ nguyên, có mã kiểm tra.",
        "Computed from what counts now. Issuing freezes this paper under its hash.";
    ISSUE: "Ban hành", "Issue";
    ISSUED: "Đã ban hành {0} · {1}", "Issued {0} · {1}";
    ISSUED_LIST: "Các bản đã ban hành", "What was issued";
    TO_DRAFT: "Xem số liệu lúc này", "See the present numbers";
    CHANGED: "Số liệu hoặc chữ đã thay đổi sau khi mở trang này, nên chưa ban hành. Hãy xem lại.",
        "Numbers or words changed after this page was opened, so nothing was issued. Please look again.";
    SENDINGS: "Gửi đi và trả lại", "Sent and returned";
    SEND: "Ghi là đã gửi", "Mark as sent";
    SEND_TO: "Gửi đến", "To whom";
    SEND_HELP: "Ngày giờ gửi là giờ của máy chủ lúc bấm nút.", "The moment of sending is that of the server's clock.";
    SENT_TO: "Đã gửi {0} · {1} · {2}", "Sent {0} · {1} · {2}";
    TAKE_BACK: "Ghi là bị trả lại", "Mark as returned";
    TAKE_BACK_REASON: "Lý do trả lại", "Why it was returned";
    RETURNED: "Bị trả lại {0} · {1}: “{2}”", "Returned {0} · {1}: “{2}”";

    WORDS: "Điền chữ vào báo cáo", "Write into the report";
    WORDS_HELP: "Chỗ nào để trống thì in dấu chấm để viết tay. Chương trình không tự đặt số, ngày hay người ký.",
        "What is left empty is printed as dots, to be written by hand. The program makes up no number, day or signer.";
    DATED: "Ngày ghi trên báo cáo (ngày/tháng/năm)", "Day on the report (day/month/year)";
    AUTHORITY: "Thể thức ký (TM., KT., TL., TUQ.)", "On whose behalf";
    ARCHIVE_UNIT: "Đơn vị soạn thảo, lưu (sau “Lưu: VT,”)", "Unit that keeps the copy";
    SAVE: "Lưu chữ", "Save";
    LIST: "Nơi nhận", "Distribution list";
    LIST_HELP: "Mỗi nơi nhận một dòng. Dùng chung cho mọi kỳ của loại báo cáo này; dòng “Lưu” được in sẵn.",
        "One recipient to a line, for every period of this report. The line of the copy that is kept is printed by itself.";
    SAVE_LIST: "Lưu nơi nhận", "Save the list";
    BY: "{0} · {1}", "{0} · {1}";
    EARLIER: "Các lần viết trước ({0})", "Earlier wordings ({0})";
    TAKEN_OUT: "(bỏ trống)", "(left empty)";
    SAVED: "Đã lưu.", "Saved.";
    SAVED_BESIDE: "Đã lưu. Người khác cũng vừa viết vào cùng một chỗ: bản in dùng chữ của anh/chị, chữ của người kia còn ở “Các lần viết trước”.",
        "Saved. Somebody else wrote in the same place: yours is printed, theirs is among the earlier wordings.";
    TOO_LONG: "Chưa lưu: “{0}” dài hơn {1} chữ. Những gì đã điền vẫn còn ở dưới.",
        "Not saved: “{0}” is longer than {1} characters. What was typed is still below.";
    TOO_MANY: "Chưa lưu: nơi nhận nhiều hơn {0} dòng. Những gì đã điền vẫn còn ở dưới.",
        "Not saved: more than {0} recipients. What was typed is still below.";
    NO_DAY: "Chưa lưu: ngày ghi trên báo cáo không phải là một ngày, ví dụ 14/11/2026. Những gì đã điền vẫn còn ở dưới.",
        "Not saved: the day on the report is no day such as 14/11/2026. What was typed is still below.";
    NO_WORDS: "Chưa ghi: hãy điền nơi gửi, hoặc lý do trả lại.", "Nothing was noted: say to whom, or why.";
    SAID_TOO_LONG: "Chưa ghi: dài hơn {0} chữ.", "Nothing was noted: longer than {0} characters.";
    ANNEX: "Phụ lục {0}. {1}", "Annex {0}. {1}";
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_word_of_the_reports_is_there_in_both_languages_with_the_same_places() {
        crate::pages::words::check(super::TABLE);
    }
}
