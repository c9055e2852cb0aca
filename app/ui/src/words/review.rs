//! Words of what comes after handing in: late edits, corrections, struck-out records. Fetched with the record's page.
//! `{0}` is filled in by `fill`.

use super::words;

words! {
    /// A word or sentence of what comes after handing in.
    pub enum R {
        LateHead: "Sửa sau khi gửi ({0})", "Changed after handing in ({0})";
        LateText: "Ghi trên máy khác khi chưa biết bản ghi đã được nộp. Vẫn còn nguyên ở đây, nhưng chưa tính vào số liệu.", "Written on another phone before it knew that the record was handed in. All of it is kept here, and counts nowhere yet.";
        LateWaits: "Lãnh đạo xã nộp lại thì các lần sửa này mới được tính.", "They count once the commune's lead hands the record in anew.";
        LateVoid: "Ghi cùng lúc bản ghi bị hủy. Bản ghi vẫn hủy; cơ quan khu vực xem và quyết định.", "Written while the record was struck out. It stays struck out; the area office decides.";
        LateAccepted: "Bản ghi đã được chấp nhận: muốn tính lần sửa nào thì đề nghị đính chính mục đó.", "The record was accepted: ask for a correction of what should count.";
        TakeIn: "Nộp lại kèm các lần sửa này", "Hand in anew with these changes";
        TakeInTitle: "Nộp lại bản ghi này?", "Hand in this record anew?";
        TakeInText: "Các lần sửa ở trên trở thành nội dung được tính; cơ quan sẽ xét duyệt lại.", "The changes above become what counts; the office decides on the record again.";
        CorrectionsHead: "Đính chính", "Corrections";
        CorrectionsText: "Bản ghi đã chấp nhận không sửa trực tiếp. Lãnh đạo xã đề nghị, cơ quan khu vực duyệt thì giá trị mới được dùng; giá trị cũ vẫn giữ lại.", "An accepted record is not changed. The commune's lead asks, and once the area office approves, the new value is used; the old one is kept.";
        Ask: "Đề nghị đính chính", "Ask for a correction";
        AskThis: "Đề nghị đính chính mục này", "Ask to correct this";
        Which: "Mục cần đính chính", "Which field";
        Choose: "Chọn một mục…", "Choose a field…";
        WhichMissing: "Hãy chọn mục cần đính chính.", "Choose the field.";
        NowWritten: "Đang ghi: {0}", "Now: {0}";
        NewValue: "Giá trị đúng", "The right value";
        Same: "Giá trị này giống giá trị đang ghi.", "This is what stands there already.";
        Why: "Lý do đính chính", "Why";
        WhyMissing: "Hãy ghi lý do đính chính.", "Write why.";
        Send: "Gửi đề nghị", "Send";
        Change: "{0} → {1}", "{0} → {1}";
        Waiting: "Chờ cơ quan duyệt", "Waits for the office";
        Granted: "Đã duyệt", "Approved";
        Declined: "Không duyệt", "Declined";
        CorrectedOn: "(đính chính ngày {0}; trước đó: {1})", "(corrected on {0}; before: {1})";
        VoidedHead: "Bản ghi này đã bị hủy", "This record is struck out";
    }
}
