//! Words of the shell: start, lists, record page, synchronisation, settings, enrolment. One enum, in the
//! order of the screens. `{0}` is filled in by `fill`.

use super::words;

words! {
    /// A word or sentence of the shell.
    pub enum W {
        AppName: "Sổ Bản", "Sổ Bản";
        SkipToContent: "Đến nội dung chính", "Skip to content";
        Back: "Quay lại", "Back";
        Cancel: "Thôi", "Cancel";
        Close: "Đóng", "Close";
        Loading: "Đang mở…", "Opening…";
        TryAgain: "Thử lại", "Try again";
        Start: "Việc cần làm", "To do";
        StartShort: "Cần làm", "To do";
        Records: "Sổ ghi", "Records";
        Sync: "Gửi, nhận", "Sync";
        Settings: "Cài đặt", "Settings";
        MainPages: "Các trang chính", "Main pages";
        ProblemsHead: "Cần sửa trước khi tiếp tục", "Mend these before you go on";
        NewVersion: "Có bản mới.", "A new version is here.";
        TakeOver: "Cập nhật", "Update";
        FailedHead: "Chưa mở được sổ", "The records could not be opened";

        WorksOffline: "Dùng được khi không có mạng", "Works without a network";
        GetReady: "Chưa dùng được khi mất mạng: hãy giữ mạng cho đến khi tải xong.", "Not ready to work without a network: stay connected until everything is here.";
        WaitingForRegister: "Đang chờ danh sách Tổ từ cơ quan. Vẫn ghi truyền thông và phản ánh được.", "Waiting for the list of groups from the office. Outreach and feedback can be recorded meanwhile.";
        NothingToCount: "Máy này không có chỉ tiêu riêng.", "This phone has no quota of its own.";
        MetHead: "Chỉ tiêu kiểm tra", "Inspections";
        LeftHead: "Còn phải kiểm tra", "Still to inspect";
        LeftBoth: "Còn {0} tổ, {1} hộ", "{0} groups, {1} households left";
        AllGroups: "{0} Tổ trên địa bàn", "{0} groups";
        LeftCommunes: "Còn {0} xã, {1} tổ", "{0} communes, {1} groups left";
        LeftGroups: "Còn {0} tổ", "{0} groups left";
        LeftHouseholds: "Còn {0} hộ", "{0} households left";
        AllMet: "Đã đủ chỉ tiêu kiểm tra năm {0}", "All inspections of {0} are done";
        DeadlineAhead: "Hạn báo cáo {0}: còn {1} ngày", "Report due by {0}: {1} days left";
        DeadlineToday: "Hạn báo cáo là hôm nay, {0}", "The report is due today, {0}";
        DeadlinePast: "Đã quá hạn báo cáo {0}", "The report was due by {0}";
        DueHead: "Việc đến hạn", "What is due";
        DueLoans: "Kiểm tra {0} món vay mới", "Check {0} new loans";
        DueRemedy: "Khắc phục tồn tại", "Remedy what was found";
        DueChairReport: "Báo cáo kết quả kiểm tra với Chủ tịch UBND xã", "Report the inspection to the commune's chair";
        DueAnswer: "Trả lời ý kiến người dân", "Answer a citizen";
        DueOver: "Quá hạn {0} ngày", "{0} days late";
        DueToday: "Hạn hôm nay", "Due today";
        DueIn: "Còn {0} ngày", "{0} days left";
        DueDay: "hạn {0}", "due {0}";
        DueLater: "Xem {0} việc khác cũng có hạn", "Show {0} more things with a day";
        GroupsHead: "Các Tổ còn thiếu", "Groups still lacking something";
        GroupsDone: "Các Tổ đã đủ ({0})", "Groups with nothing missing ({0})";
        GroupUntouched: "Chưa kiểm tra · cần {0} hộ", "Not inspected · {0} households needed";
        GroupHouseholds: "Đã kiểm tra {0} · còn thiếu {1} hộ", "Inspected {0} · {1} households missing";
        GroupUninspected: "Đủ hộ, chưa có kiểm tra được tính", "Households checked, no inspection counts yet";
        GroupMet: "Đã kiểm tra {0}", "Inspected {0}";
        GroupUnsent: "{0} biên bản chưa nộp", "{0} not handed in";
        WriteHead: "Ghi việc mới", "Write something new";
        NewOutreach: "Truyền thông", "Outreach";
        NewOutreachHint: "Buổi nói chuyện, họp, loa, tờ rơi", "Talks, meetings, loudspeaker, leaflets";
        NewInspection: "Kiểm tra", "Inspection";
        NewInspectionHint: "Tổ tiết kiệm và hộ vay", "Savings groups and borrowers";
        NewFeedback: "Ý kiến người dân", "People's voice";
        NewFeedbackHint: "Nguyện vọng, vướng mắc, phản ánh", "Wishes, difficulties, complaints";
        OtherKinds: "Việc khác", "Something else";
        OfOutreach: "Truyền thông", "Outreach";
        OfInspection: "Kiểm tra", "Inspection";
        OfHouseholds: "Hộ và mô hình", "Households and models";
        Households: "Danh sách hộ nghèo, cận nghèo", "Poor and near-poor households";
        OfDebts: "Nợ và danh sách", "Debts and lists";
        StillArriving: "Chưa nhận hết dữ liệu của cơ quan: các số dưới đây có thể còn thiếu.", "Not all of the office's data is here yet: the figures below may lack something.";
        OfPlans: "Kế hoạch, số liệu năm", "Plans and figures of the year";
        ContinueHead: "Chưa nộp", "Not handed in yet";
        ContinueLater: "Xem {0} bản ghi khác chưa nộp", "Show {0} more records not handed in";
        ReturnedBecause: "Trả lại: {0} — {1}", "Returned: {0} — {1}";
        ContinueTyping: "Đang gõ dở, chưa lưu", "Typed, not yet saved";

        Search: "Tìm trong sổ", "Search records";
        SearchHint: "Không cần gõ dấu", "Accents are not needed";
        AnyKind: "Tất cả", "All";
        AnyState: "Tất cả", "All";
        AnyStanding: "Đã gửi hay chưa", "Sent or not";
        KindLabel: "Loại", "Kind";
        StateLabel: "Trạng thái", "State";
        StandingLabel: "Gửi, nhận", "Standing";
        Found: "{0} bản ghi", "{0} records";
        FoundOf: "{0} trong {1} bản ghi", "{0} of {1} records";
        More: "Xem thêm {0} bản ghi", "Show {0} more";
        NoRecords: "Sổ còn trống", "Nothing written yet";
        NoRecordsText: "Bản ghi truyền thông, kiểm tra và ý kiến người dân sẽ nằm ở đây.", "Outreach, inspections and people's voice will stand here.";
        NothingFound: "Không tìm thấy", "Nothing found";
        NothingFoundText: "Thử ít chữ hơn, hoặc bỏ bớt điều kiện lọc.", "Try fewer words or fewer filters.";
        ClearFilters: "Bỏ điều kiện lọc", "Clear filters";
        CheckDay: "Kiểm tra ngày", "Check the day";
        ConflictsTag: "{0} chỗ ghi khác nhau", "{0} to settle";

        OnPhone: "Mới lưu trên máy", "On this phone only";
        PhotoAbsent: "chưa tải", "not here";
        Carried: "Đã gửi bằng tệp", "Carried by file";
        Received: "Cơ quan đã nhận", "Received by the office";
        Accepted: "Cơ quan đã chấp nhận", "Accepted by the office";
        Refused: "Cơ quan không nhận", "Refused by the office";


        Minutes: "{0} phút", "{0} minutes";
        Hours: "{0} giờ", "{0} hours";
        Days: "{0} ngày", "{0} days";

        Language: "Ngôn ngữ", "Language";
        Vietnamese: "Tiếng Việt", "Tiếng Việt";
        English: "English", "English";
        Theme: "Màn hình", "Screen";
        ThemeAuto: "Theo máy", "As the phone";
        ThemeLight: "Sáng", "Light";
        ThemeDark: "Tối", "Dark";
        ThemeSunlight: "Ngoài nắng", "Sunlight";
        ThisPhone: "Máy này", "This phone";
        Person: "Người dùng", "Person";
        Role: "Vai trò", "Role";
        Unit: "Đơn vị", "Unit";
        Organisation: "Tổ chức", "Organisation";
        DeviceNumber: "Mã máy", "Phone's id";
        Storage: "Bộ nhớ", "Storage";
        StorageUsed: "Đã dùng {0} trong {1}", "{0} of {1} used";
        StorageUnknown: "Trình duyệt không cho biết", "The browser does not tell";
        StoragePersistent: "Trình duyệt hứa không tự xóa dữ liệu của Sổ Bản.", "The browser promised not to clear this app's data.";
        StorageAtRisk: "Trình duyệt chưa hứa giữ dữ liệu khi máy đầy. Hãy gửi về cơ quan thường xuyên.", "The browser has not promised to keep the data when the phone is full. Send to the office often.";
        AskPersistence: "Xin giữ dữ liệu", "Ask it to keep the data";
        PersistenceDenied: "Trình duyệt từ chối. Cài Sổ Bản vào máy rồi thử lại.", "The browser refused. Install the app, then try again.";
        Damaged: "{0} bản ghi có chỗ không đọc được. Phần còn lại vẫn nguyên và không có gì trống rỗng được gửi đi.", "{0} records have parts that cannot be read. The rest is whole, and nothing empty is sent.";
        App: "Ứng dụng", "App";
        Version: "Phiên bản {0}", "Version {0}";
        UpToDate: "Đang dùng bản mới nhất đã tải.", "The newest version on this phone.";
        Install: "Cài vào máy", "Install";
        InstallHint: "Mở thực đơn của trình duyệt, chọn “Thêm vào màn hình chính” để mở Sổ Bản như một ứng dụng.", "Open the browser's menu and choose “Add to home screen”.";
        Installed: "Đã cài vào máy.", "Installed.";

        EnrolTitle: "Đăng ký máy", "Enrol this phone";
        EnrolText: "Nhập mã một lần do cơ quan cấp. Chỉ cần mạng lúc này; sau đó dùng được khi không có mạng.", "Type the one-time code from the office. Only now a network is needed; afterwards it works without.";
        EnrolCode: "Mã đăng ký", "Code";
        EnrolCodeHint: "Có trên giấy hoặc trong mã QR cơ quan đưa.", "On the paper or in the QR code that the office gave you.";
        EnrolCodeMissing: "Hãy nhập mã đăng ký.", "Type the code.";
        EnrolLabel: "Đặt tên cho máy", "Name this phone";
        EnrolLabelHint: "Để cơ quan nhận ra máy, ví dụ: Máy Samsung của Mẫu.", "So that the office knows it, for example: Mẫu's Samsung.";
        EnrolLabelDefault: "Điện thoại", "Phone";
        EnrolDo: "Đăng ký", "Enrol";
        EnrolRunning: "Đang hỏi cơ quan…", "Asking the office…";
    }
}
