//! Words of drawing the sample, of remedies and of reports of wrongdoing.

words! {
    DRAW: "Bốc thăm Tổ kiểm tra", "Drawing the groups to visit";
    DRAW_OF: "Bốc thăm Tổ kiểm tra năm {0}", "Groups drawn for {0}";
    DRAW_WHY: "Mỗi xã kiểm tra ít nhất 15% số Tổ. Tổ nào được chọn do một chuỗi công khai quyết định, để không ai chọn được theo ý mình và ai cũng tính lại được.",
        "At least 15% of the groups of each commune are inspected. A public text decides which, so that nobody can choose and anybody can check.";
    DRAW_SEED: "Chuỗi công khai", "Public text";
    DRAW_SEED_HELP: "Lấy điều công bố rộng rãi và chưa ai biết trước, ví dụ “Xổ số miền Bắc 05/10/2026: 12345”. Mỗi xã chỉ bốc thăm một lần trong năm.",
        "Take what is made known to all and what nobody knew before, for example “Northern lottery 05/10/2026: 12345”. Each commune is drawn once a year.";
    DRAW_NOW: "Bốc thăm {0} xã còn lại", "Draw the {0} communes that are left";
    DRAW_COMMUNE: "{0}: {1} trên {2} Tổ", "{0}: {1} of {2} groups";
    DRAW_OPEN: "Chưa bốc thăm, cần {0} Tổ", "Not drawn yet, {0} needed";
    DRAW_NO_GROUPS: "Chưa có danh sách Tổ", "No list of groups yet";
    DRAW_BY: "{0} bốc thăm lúc {1}", "Drawn by {0}, {1}";
    LIST_DAY: "Danh sách ngày", "List of";
    LIST_HASH: "Mã băm của danh sách", "Hash of the list";
    PLACE_IN_ORDER: "Thứ tự", "Place";
    CHOSEN: "Kết quả", "Result";
    DRAWN: "Được chọn", "Drawn";
    REPLACED: "Đã thay bằng {0}: {1} ({2}, {3})", "Replaced by {0}: {1} ({2}, {3})";
    STANDS_IN: "Thay cho {0}", "In place of {0}";
    RESERVE: "Dự phòng", "In reserve";
    REPLACE: "Thay Tổ này", "Replace this group";
    REPLACE_REASON: "Lý do thay Tổ {0}", "Why {0} is replaced";
    CHECK_YOURSELF: "Tự kiểm tra lại", "Check it yourself";
    CHECK_LIST: "Danh sách là một văn bản: dòng đầu ghi ngày lập dạng năm-tháng-ngày viết liền (ví dụ 20260930), mỗi dòng sau là một mã Tổ theo thứ tự chữ cái, dòng nào cũng xuống dòng. Mã băm của danh sách là SHA-256 của văn bản đó.",
        "The list is a text: the first line is its day, written together (for example 20260930), then one group's code to a line in alphabetical order, each line ended. The hash of the list is the SHA-256 of that text.";
    CHECK_ORDER: "Với từng Tổ, lấy SHA-256 của ba dòng: chuỗi công khai, mã băm của danh sách, mã Tổ (sau dòng cuối không xuống dòng). Xếp các Tổ theo mã băm từ nhỏ đến lớn; những Tổ đứng đầu là Tổ được chọn. Tổ phải thay thì lấy Tổ kế tiếp.",
        "For each group take the SHA-256 of three lines: the public text, the hash of the list, the group's code (no line end after the last). Sort the groups by these hashes; the first ones are drawn. Whoever is replaced is replaced by the next.";
    CHECK_EXAMPLE: "Ví dụ trên máy có sẵn lệnh sha256sum:", "For example, where there is a sha256sum command:";
    PRINT_HELP: "In trang này từ trình duyệt để kèm biên bản.", "Print this page from the browser and put it with the minutes.";

    REMEDIES: "Khắc phục tồn tại", "Remedies";
    REMEDY_TOTAL: "Tất cả", "In all";
    REMEDY_DONE: "Đã khắc phục", "Done";
    REMEDY_VERIFIED: "Đã phúc tra", "Verified";
    REMEDY_OVERDUE: "Quá hạn", "Overdue";
    REMEDY_LIST: "Việc khắc phục của các xã", "What the communes have to remedy";
    NO_REMEDIES: "Chưa có việc khắc phục nào.", "No remedies yet.";
    FINDING: "Tồn tại", "Finding";
    OWNER: "Người, đơn vị phải khắc phục", "Owed by";
    DUE: "Hạn", "Due";
    DAYS_OVER: "quá {0} ngày", "{0} days over";
    DAYS_LEFT: "còn {0} ngày", "{0} days left";
    STAGE: "Tình trạng", "State";
    RIVALS: "Hai người ghi khác nhau: {0}. Hãy chọn trạng thái đúng.", "Two people wrote different states: {0}. Please choose the right one.";
    RIGHT_STATE: "Đúng là: {0}", "It is: {0}";
    FROM_INSPECTIONS: "Tồn tại từ các cuộc kiểm tra của đoàn khu vực", "Findings of this office's inspections";
    FROM_INSPECTIONS_HELP: "Giao một tồn tại thì xã nhận được việc khắc phục ở lần đồng bộ sau.",
        "A finding that is handed over reaches the commune with its next synchronisation.";
    HAND_OVER: "Giao xã khắc phục", "Hand over to the commune";
    HANDED_OVER: "Đã giao", "Handed over";
    NOTICE: "Thông báo kết luận", "Notice of conclusions";
    NOTICE_WRITTEN: "Thông báo số {0}", "Notice no. {0}";
    NOTICE_NUMBER: "Số thông báo", "Number";
    NOTICE_DAY: "Ngày thông báo", "Day";
    NOTICE_TEXT: "Nội dung kết luận", "Conclusions";
    NOTICE_DUE: "Xã báo cáo kết quả trước ngày", "The commune reports by";
    NOTICE_SEND: "Gửi thông báo cho xã", "Send the notice to the commune";
    VERIFY: "Xác nhận đã khắc phục", "Confirm that it is done";
    SEND_BACK: "Chưa đạt, khắc phục tiếp", "Not done: back to work";
    ASSIGN: "Giao việc", "Assign";
    CANCEL: "Hủy việc khắc phục", "Cancel";
    CANCEL_REASON: "Lý do hủy", "Why it is cancelled";
    JUDGE: "Phần việc của cơ quan", "The office's part";

    VOICES: "Phản ánh tiêu cực", "Reports of wrongdoing";
    VOICES_HELP: "Những phản ánh này không gửi về đơn vị bị phản ánh. Mỗi lần mở đều được ghi vào nhật ký.",
        "These reports do not go to the units that they name. Each opening is logged.";
    NAMED: "Đơn vị bị phản ánh", "Unit named";
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_word_of_oversight_is_there_in_both_languages_with_the_same_places() {
        crate::pages::words::check(super::TABLE);
    }
}
