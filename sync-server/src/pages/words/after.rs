//! Words of what comes after handing in: the inbox, late edits, corrections, and the sheet that is issued.

words! {
    INBOX: "Hộp việc", "Inbox";
    INBOX_OF: "Hộp việc của {0}", "Inbox of {0}";
    WAITING: "Chờ xét duyệt", "Waiting for a decision";
    LATE: "Sửa sau khi gửi", "Changed after handing in";
    CORRECTIONS: "Đề nghị đính chính", "Corrections asked";
    DOUBTFUL: "Kiểm tra ngày", "Day to be checked";
    CONFLICTS: "Chỗ ghi khác nhau", "Differences";
    DOUBLES: "Hộ vay ghi trùng", "Written twice";
    CROWDED: "Một người giúp quá 02 hộ", "One person helps more than two households";
    ALL: "Tất cả đã nộp", "All that was handed in";
    SILENT: "Xã lâu chưa đồng bộ ({0})", "Communes not heard of lately ({0})";
    SILENT_SINCE: "Đồng bộ gần nhất", "Last synchronised";
    NOTHING: "Không còn việc nào ở mục này.", "Nothing is left here.";
    KIND: "Loại bản ghi", "Kind of record";
    SHOW: "Lọc", "Filter";
    OLDEST_FIRST: "Cũ nhất trước.", "The oldest first.";
    PAGE_OF: "Trang {0} / {1}", "Page {0} of {1}";
    EARLIER: "← Trang trước", "← Previous page";
    LATER: "Trang sau →", "Next page →";
    STATE: "Trạng thái", "State";
    WHY: "Vì sao", "Why";
    N_LATE: "{0} lần sửa sau khi gửi", "{0} late changes";
    N_ASKED: "{0} đề nghị đính chính", "{0} corrections asked";
    N_CONFLICTS: "{0} chỗ ghi khác nhau", "{0} differences";
    N_DOUBLES: "{0} hộ vay ghi trùng", "{0} borrowers written twice";
    CONTRADICTS: "hai quyết định trái nhau", "two contradicting decisions";
    CORRECTED_ON: "đính chính ngày {0}", "corrected on {0}";
    BACK_TO_INBOX: "Hộp việc", "Inbox";

    LATE_HEAD: "Sửa sau khi gửi ({0})", "Changed after handing in ({0})";
    LATE_HELP: "Ghi trên máy khác khi chưa biết bản ghi đã nộp. Không tính vào số liệu cho đến khi lãnh đạo xã nộp lại, hoặc được đính chính.",
        "Written on another phone before it knew that the record was handed in. Not counted until the commune's lead hands it in anew, or it is corrected.";
    LATE_VOID: "Ghi cùng lúc bản ghi bị hủy. Bản ghi vẫn hủy: hãy giữ nguyên, hoặc trả lại xã để ghi tiếp.",
        "Written while the record was struck out. It stays struck out: keep it so, or return it to the commune.";
    FIELD: "Mục", "Field";
    OLD: "Trước", "Before";
    NEW: "Sau", "After";
    SEEN: "Đã xem các lần sửa này", "I have seen these changes";
    KEEP_VOID: "Giữ hủy bỏ", "Keep it struck out";
    VOID: "Hủy bản ghi", "Strike out";
    REASON: "Lý do (bắt buộc khi trả lại hoặc hủy)", "Reason (required for a return or a striking out)";
    VOIDED: "Bản ghi đã bị hủy", "This record is struck out";

    CORRECTIONS_OF: "Đính chính ({0})", "Corrections ({0})";
    ASKED_BY: "{0} đề nghị · {1}", "asked by {0} · {1}";
    ASKED_BECAUSE: "Lý do: “{0}”", "Why: “{0}”";
    GRANTED: "Đã duyệt", "Approved";
    DECLINED: "Không duyệt", "Declined";
    UNANSWERED: "Chờ duyệt", "Waits for an answer";
    GRANT: "Duyệt đính chính", "Approve";
    DECLINE: "Không duyệt", "Decline";
    DECLINE_REASON: "Lý do (bắt buộc khi không duyệt)", "Reason (required to decline)";
    GRANT_HELP: "Duyệt rồi thì số liệu dùng giá trị mới; giá trị cũ vẫn giữ. Bản đã ban hành không đổi, bản sau ghi phần chênh lệch.",
        "Once approved, figures use the new value; the old one is kept. What was issued stays, the next sheet says the difference.";
    NO_REASON: "Chưa ghi: hãy ghi lý do.", "Nothing was written: give a reason.";
    CORRECTED_FROM: "(đính chính ngày {0}; trước đó: {1})", "(corrected on {0}; before: {1})";

    BRIEFING: "Báo cáo giao ban", "Briefing sheet";
    BRIEFING_TITLE: "Kết quả tuyên truyền và kiểm tra, giám sát ủy thác tháng {0} năm {1}",
        "Outreach, inspection and oversight of entrusted lending, month {0} of {1}";
    DRAFT: "DỰ THẢO", "DRAFT";
    DRAFT_HELP: "Tính từ số liệu lúc này. Ban hành thì bản này được giữ nguyên, có mã kiểm tra.",
        "Computed from what counts now. Issuing freezes this sheet under its hash.";
    ISSUED: "Đã ban hành {0} · {1}", "Issued {0} · {1}";
    ISSUED_LIST: "Bản đã ban hành của tháng này", "Issued sheets of this month";
    TO_DRAFT: "Xem số liệu lúc này", "See the present numbers";
    ISSUE: "Ban hành", "Issue";
    SHEET_CHANGED: "Số liệu đã thay đổi sau khi mở trang này, nên chưa ban hành. Hãy xem lại.",
        "The numbers changed after this page was opened, so nothing was issued. Please look again.";
    MONTH: "Tháng", "Month";
    PART_1: "I. CÔNG TÁC TUYÊN TRUYỀN", "I. OUTREACH";
    PART_2: "II. KIỂM TRA, GIÁM SÁT", "II. INSPECTION, OVERSIGHT";
    PART_3: "III. NỢ QUÁ HẠN, LÃI TỒN, TIỀN GỬI", "III. OVERDUE DEBT, INTEREST ARREARS, SAVINGS";
    PART_4: "IV. TỒN TẠI ĐÃ VÀ CHƯA KHẮC PHỤC", "IV. FINDINGS, REMEDIED OR NOT";
    PART_5: "V. PHẢN ÁNH, KIẾN NGHỊ CỦA NGƯỜI DÂN", "V. WHAT CITIZENS SAID";
    PART_6: "VI. NHIỆM VỤ THÁNG SAU", "VI. NEXT MONTH";
    CHANGES: "THAY ĐỔI SO VỚI BẢN ĐÃ BAN HÀNH", "CHANGES TO WHAT WAS ISSUED";
    CHANGED_IN: "Tháng {0}/{1}", "Month {0} of {1}";
    AS_ISSUED: "Đã ban hành", "As issued";
    AS_NOW: "Nay là", "Now";
    DIFFERENCE: "Chênh lệch", "Difference";
    CORRECTED_NOTE: "(đính chính ngày {0})", "(corrected on {0})";
    SESSIONS: "Số buổi tuyên truyền", "Sessions";
    MEETING: "Tuyên truyền miệng: {0}", "Oral outreach: {0}";
    ATTENDEES: "Lượt người nghe", "Attendances";
    BROADCASTS: "Lượt phát thanh", "Broadcasts";
    HANDED_OUT: "Tờ rơi, ấn phẩm đã phát", "Leaflets and prints handed out";
    GROUPS_IN_MONTH: "Số Tổ được kiểm tra trong tháng", "Groups inspected in the month";
    BORROWERS_IN_MONTH: "Số hộ vay được kiểm tra trong tháng", "Borrowers checked in the month";
    RULE_YEAR: "{0} (từ đầu năm)", "{0} (year to date)";
    DUE_LOAN: "Món vay mới phải kiểm tra: {0}, Tổ {1}", "New loan to be checked: {0}, group {1}";
    DUE_ON: "hạn {0}", "due {0}";
    OPEN: "chưa xong", "open";
    OUTSTANDING: "Dư nợ (danh sách ngân hàng)", "Outstanding (bank's list)";
    OVERDUE: "Nợ quá hạn (danh sách ngân hàng)", "Overdue (bank's list)";
    ARREARS: "Lãi tồn (danh sách ngân hàng)", "Interest arrears (bank's list)";
    SAVINGS: "Số dư tiền gửi (danh sách ngân hàng)", "Savings (bank's list)";
    SAVERS: "Tổ viên gửi tiền", "Members who save";
    OVERDUE_SEEN: "Nợ quá hạn qua kiểm tra, Tổ {0}", "Overdue as inspected, group {0}";
    DEBT_CASES: "Số vụ nợ đang xử lý", "Debt cases open";
    DEBT_AMOUNT: "Số tiền nợ đang xử lý", "Debt under treatment";
    REMEDIES_DONE: "Tồn tại đã khắc phục", "Findings remedied";
    REMEDIES_OVERDUE: "Tồn tại quá hạn khắc phục", "Remedies overdue";
    REMEDY: "Chưa khắc phục: {0} {1} · {2} · hạn {3}", "Not remedied: {0} {1} · {2} · due {3}";
    WORDS_RECEIVED: "Ý kiến đã nhận", "Received";
    WORDS_ANSWERED: "Đã trả lời", "Answered";
    WORDS_FORWARDED: "Đã chuyển cấp trên", "Forwarded";
    WORD: "Trong đó: {0}", "Of these: {0}";
    PLAN: "Kế hoạch: {0} {1} {2}", "Plan: {0} {1} {2}";
    NOTHING_THERE: "……", "……";
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_word_of_what_comes_after_is_there_in_both_languages() {
        super::super::check(super::TABLE);
    }
}
