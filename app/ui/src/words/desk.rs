//! Words of the pages on which one record is read and of the page on which everything is sent: fetched with these
//! pages, so that the first screen does not wait for them. `{0}` is filled in by `fill`.

use super::words;

words! {
    /// A word or sentence of reading and sending.
    pub enum D {
        Empty: "(để trống)", "(empty)";
        RecordGone: "Không mở được bản ghi này", "This record could not be opened";
        Continue: "Ghi tiếp", "Continue";
        Complete: "Ghi xong", "Complete";
        CompleteTitle: "Ghi xong bản ghi này?", "Complete this record?";
        CompleteText: "Hãy xem lại các câu trả lời ở trên. Ghi xong rồi vẫn mở lại sửa được cho đến khi nộp.", "Check the answers above. Until it is handed in, it can be reopened.";
        Submit: "Nộp", "Hand in";
        SubmitTitle: "Nộp bản ghi này?", "Hand in this record?";
        SubmitText: "Nộp rồi thì được tính vào chỉ tiêu. Muốn sửa phải nhờ cơ quan trả lại.", "From then on it counts. To change it, the office must return it.";
        Reopen: "Mở lại để sửa", "Reopen";
        ReopenTitle: "Mở lại để sửa?", "Reopen for changes?";
        ReopenText: "Bản ghi trở về trạng thái đang ghi và phải ghi xong lại.", "The record becomes a draft again and must be completed again.";
        Void: "Hủy bản ghi", "Strike out";
        VoidTitle: "Hủy bản ghi này?", "Strike out this record?";
        VoidText: "Bản ghi vẫn được giữ lại trong sổ cùng lý do, nhưng không được tính.", "It stays in the book with its reason, and counts nowhere.";
        VoidReason: "Lý do hủy", "Reason";
        VoidReasonMissing: "Hãy ghi lý do hủy.", "Write the reason.";
        WaitsForLead: "Chờ lãnh đạo xã nộp.", "The commune's lead hands it in.";
        Warnings: "Nên xem lại", "Worth a second look";
        ConflictHead: "Hai người ghi khác nhau", "Two people wrote different things";
        ConflictText: "Chọn giá trị đúng. Giá trị còn lại vẫn nằm trong lịch sử.", "Choose the right one. The other stays in the history.";
        Settle: "Chọn giá trị này", "Choose this one";
        NotChosen: "Hãy chọn một giá trị.", "Choose one value.";
        AlsoWritten: "Cũng có người ghi", "Also written";
        KeepOther: "Dùng giá trị này", "Use this one";
        UnknownPerson: "Chưa rõ tên", "Unknown person";
        ByOnAt: "{0} · máy {1} · {2}", "{0} · phone {1} · {2}";
        HistoryHead: "Lịch sử ({0})", "History ({0})";
        HistoryChange: "{0} → {1}", "{0} → {1}";
        ReturnedHead: "Cơ quan trả lại bản ghi này", "The office returned this record";
        Mend: "Sửa và gửi lại", "Mend and hand in again";
        AcceptedHead: "Bản ghi đã được chấp nhận", "This record was accepted";
        AcceptedText: "Bản ghi đã được chấp nhận thì không sửa trực tiếp nữa; có chỗ sai thì đề nghị đính chính.", "An accepted record is not changed any more; what is wrong is corrected on request.";
        ContestedHead: "Cơ quan có hai quyết định trái nhau", "The office decided two different things";
        ContestedText: "Bản ghi vẫn được tính là đã nộp. Hãy hỏi cơ quan.", "The record still counts as handed in. Please ask the office.";
        DecidedBy: "{0} · {1}", "{0} · {1}";
        RefusedHead: "Cơ quan không nhận bản ghi này", "The office refused this record";
        RefusedSafe: "Ghi lại để gửi, hoặc sao chép toàn văn để chuyển cho cơ quan.", "Write it anew to send it, or copy the text and hand it to the office.";
        Export: "Xem toàn văn để sao chép", "Show as text to copy";
        ProblemsToMend: "Cần sửa trước khi tiếp tục", "Mend these before you go on";
        Rebuild: "Ghi lại và gửi", "Write anew and send";
        RebuildHint: "Ghi lại những gì đã viết thành một lần sửa mới, rồi gửi.", "Writes what you wrote as one new change, and sends it.";
        RebuildTitle: "Ghi lại bản ghi này?", "Write this record anew?";
        RebuildText: "Những gì cơ quan chưa nhận được ghi lại trên bản mà cơ quan đang có, rồi gửi. Lần ghi cũ vẫn giữ trên máy.", "What the office did not take is written again on the version that it has, and sent. The old writing stays on this phone.";
        RecordName: "Mã bản ghi để báo cơ quan: {0}", "Name of the record, for the office: {0}";
        ExportHistory: "LỊCH SỬ", "HISTORY";
        DoubtHead: "Kiểm tra ngày", "Check the day";
        DoubtText: "Ngày {0} có vẻ do đồng hồ máy sai. Bản ghi còn nguyên nhưng chưa được tính.", "{0} seems to come from a wrong clock. The record is whole, but does not count yet.";
        DoubtRightDay: "Ngày đúng", "The right day";
        DoubtHint: "Gõ 5/10 hoặc 05/10/2026.", "Type 5/10 or 05/10/2026.";
        DoubtCorrect: "Sửa ngày", "Correct the day";
        DoubtConfirm: "Ngày đang ghi là đúng", "The day is right as it is";
        DoublesHead: "Hộ vay ghi trùng", "Borrowers written twice";
        DoublesText: "Cùng một khoản vay được kiểm tra hai lần. Chọn giá trị đúng rồi gộp thành một; lần kia vẫn nằm trong lịch sử và khôi phục được.", "The same loan was checked twice. Choose the right values and make them one; the other stays in the history and can be restored.";
        DoubleOf: "{0}: {1} lần ghi", "{0}: written {1} times";
        Merge: "Gộp thành một", "Make them one";
        Restore: "Khôi phục mục này", "Restore this entry";
        ExportHead: "Toàn văn bản ghi", "The record as text";
        Copy: "Sao chép", "Copy";
        Copied: "Đã sao chép", "Copied";
        MoreHistory: "Xem thêm {0} thay đổi", "Show {0} more";
        RemediesHead: "Khắc phục tồn tại", "Remedies";
        MakeRemedy: "Ghi việc khắc phục", "Write down the remedy";
        ToRemedy: "Xem việc khắc phục", "See the remedy";
        SyncNow: "Gửi, nhận ngay", "Synchronise now";
        SyncResting: "Không có việc đang gửi", "Nothing under way";
        SyncRunning: "Đang gửi, nhận…", "Sending and receiving…";
        SyncStop: "Dừng", "Stop";
        SyncResume: "Tiếp tục", "Resume";
        SyncBytes: "gửi {0}, nhận {1}", "{0} up, {1} down";
        SyncRepairs: "Đã tự đối chiếu và bù lại {0} lần", "Compared with the office and mended {0} times";
        SyncMoved: "Đã gửi {0}, đã nhận {1} thay đổi", "{0} changes sent, {1} received";
        SyncRetryAt: "Sẽ tự thử lại lúc {0}.", "Next try at {0}.";
        SyncWaiting: "{0} bản ghi mới chỉ có trên máy này ({1} lần sửa)", "{0} records are on this phone only ({1} changes)";
        SyncCarried: "{0} bản ghi đã gửi bằng tệp, chờ cơ quan xác nhận", "{0} records were carried by file; the office has not confirmed them yet";
        SyncReceivedOf: "Cơ quan đã nhận {0} trong {1} bản ghi, đã chấp nhận {2}.", "The office has {0} of {1} records and accepted {2}.";
        SyncRefused: "{0} bản ghi cơ quan không nhận. Mở từng bản ghi để xem lý do và cách xử lý.", "{0} records were refused. Open each to see why, and the way out.";
        SyncAllReceived: "Cơ quan đã nhận mọi bản ghi trên máy này", "The office has every record of this phone";
        SyncNothingYet: "Chưa có bản ghi nào để gửi", "No record to send yet";
        SyncLast: "Lần gửi, nhận gần nhất: {0}", "Last exchange: {0}";
        SyncNever: "Máy này chưa gửi, nhận lần nào", "This phone has never exchanged anything";
        ClockSetBack: "Đồng hồ máy sai: đang chỉ một thời điểm trước lần gửi, nhận gần nhất. Hãy chỉnh lại giờ, và gõ ngày đủ cả năm.", "This phone's clock is wrong: it shows a day before the last exchange. Please set it, and type days with their year.";
        ClockAhead: "Đồng hồ máy nhanh hơn cơ quan {0}. Hãy chỉnh lại giờ; ngày ghi tay không đổi.", "This phone's clock is {0} ahead of the office's. Please set it; dates you typed do not change.";
        ClockBehind: "Đồng hồ máy chậm hơn cơ quan {0}. Hãy chỉnh lại giờ; ngày ghi tay không đổi.", "This phone's clock is {0} behind the office's. Please set it; dates you typed do not change.";
        SyncEach: "Từng bản ghi", "Each record";
        SyncHow: "Dấu “Cơ quan đã nhận” chỉ hiện khi cơ quan xác nhận đã ghi vào đĩa.", "“Received” shows only once the office has confirmed that it is on disk.";
        EnrolAgain: "Đăng ký lại máy", "Enrol again";
        EnrolSafe: "Những gì đã ghi trên máy này vẫn còn nguyên.", "What was written on this phone is untouched.";
    }
}
