//! The words of the forms that belong to no field: titles, buttons, what a form says of itself. The words of fields
//! stand in `fields`.

use super::words;

words! {
    /// Words of the forms that belong to no field.
    pub enum F {
        OutreachTitle: "Hoạt động truyền thông", "Outreach activity";
        FeedbackTitle: "Ý kiến người dân", "Citizen feedback";
        InspectionTitle: "Kiểm tra Tổ TK&VV", "Inspection of a group";
        InspectionBegin: "Bắt đầu kiểm tra Tổ", "Begin an inspection";
        BeginNow: "Bắt đầu kiểm tra", "Begin";

        Save: "Lưu", "Save";
        SaveNext: "Lưu và tiếp tục", "Save and go on";
        SaveList: "Lưu và về danh sách mục", "Save and return to the sections";
        SaveBorrower: "Lưu hộ vay này", "Save this borrower";
        SaveFinding: "Lưu tồn tại này", "Save this finding";
        Complete: "Lưu và hoàn thành", "Save and complete";
        CompleteAnyway: "Vẫn hoàn thành", "Complete all the same";
        LookAgain: "Xem lại. Nếu đúng thì bấm “Vẫn hoàn thành”", "Look again. If it is right, press “Complete all the same”";
        Next: "Tiếp tục", "Go on";
        ToList: "Về danh sách mục", "To the sections";
        ToRecord: "Xem cả bản ghi", "See the whole record";
        Saving: "Đang lưu…", "Saving…";
        Saved: "Đã lưu trên máy này.", "Saved on this phone.";
        StillHere: "Chưa lưu được. Những gì vừa nhập vẫn còn trên màn hình và trong phần ghi dở.", "Not saved. What you entered is still on screen and kept as a draft.";
        DraftHere: "đang ghi dở", "begun, not saved";
        DraftRestored: "Đã khôi phục phần đang ghi dở.", "What you had begun is back.";
        DraftDiscard: "Bỏ phần ghi dở", "Discard it";
        DraftDiscarded: "Đã bỏ phần ghi dở.", "Discarded.";
        AlreadySubmitted: "Bản ghi đã gửi. Chỉ còn sửa được những mục ghi sau khi gửi.", "This record has been submitted. Only what is written afterwards can still be changed.";
        AlreadyAccepted: "Bản ghi đã được chấp nhận. Chỉ còn ghi thêm được những mục ghi sau khi gửi mà chưa ai ghi.", "This record has been accepted. Only what is written afterwards, and nobody wrote yet, can still be added.";
        AlreadyVoid: "Bản ghi đã hủy, không sửa được nữa.", "This record has been struck out and can no longer be changed.";
        Rivals: "Có nhiều giá trị khác nhau: {0}. Chọn một giá trị ở trang xem bản ghi.", "There are different values: {0}. Choose one on the record's page.";

        Photo: "Ảnh {0}", "Photo {0}";

        Yes: "Có", "Yes";
        No: "Không", "No";
        NotApplicable: "Không áp dụng", "Not applicable";
        Choose: "— Chọn —", "— Choose —";
        Chosen: "Đã chọn:", "Chosen:";
        ShowAll: "Hiện tất cả", "Show all";
        SearchNoAccents: "Tìm, không cần gõ dấu", "Search, accents not needed";
        Millions: "triệu", "million";
        Today: "Hôm nay", "Today";
        Yesterday: "Hôm qua", "Yesterday";
        Days: "ngày", "days";
        Remove: "Bỏ", "Remove";
        Removed: "Đã bỏ.", "Removed.";
        Undo: "Hoàn tác", "Undo";
        Colleague: "Đồng nghiệp", "A colleague";
        CounterSum: "Cộng của mọi người: {0} (người khác: {1})", "Everyone together: {0} (others: {1})";
        GroupLine: "Tổ trưởng {0} · {1} tổ viên", "Head {0} · {1} members";
        NothingFound: "Không tìm thấy.", "Nothing found.";
        MoreToFind: "Còn {0} nữa: gõ để tìm.", "{0} more: type to find them.";
        ToCheck: "Lưu và xem lại", "Save and check";
        NoGroups: "Không tìm thấy Tổ nào.", "No group found.";
        NoRegister: "Chưa có danh sách Tổ trên máy này; danh sách có sau lần đồng bộ đầu tiên.", "The list of groups is not on this phone yet; it comes with the first synchronisation.";

        WhatAndWhen: "Ngày và hình thức", "Date and form";
        Where: "Địa điểm, thời gian", "Place and time";
        Who: "Người dự", "People present";
        Content: "Nội dung", "Content";
        Materials: "Tài liệu đã phát", "Hand-outs";
        Broadcasts: "Phát thanh", "Broadcasts";
        Copies: "Ấn phẩm", "Printed products";
        Audiences: "Thành phần dự", "Who came";
        ByAudience: "Số người theo từng đối tượng", "People by audience";
        Speakers: "Báo cáo viên", "Speakers";
        Speaker: "Báo cáo viên {0}", "Speaker {0}";
        AddSpeaker: "Thêm báo cáo viên", "Add a speaker";
        LegalTexts: "Văn bản đã phổ biến", "Legal texts made known";
        AddLegalText: "Thêm văn bản", "Add a text";
        Organisers: "Đơn vị tổ chức, phối hợp", "Organiser and partners";
        Funding: "Kinh phí", "Funding";
        BelongsTo: "Liên quan", "Belongs to";
        PaperAndNotes: "Số biên bản giấy, ghi chú", "Paper number, notes";
        Training: "Lớp tập huấn, người học", "Classes and trainees";
        Contest: "Bài dự thi, giải thưởng", "Entries and prizes";
        DigitalProducts: "Sản phẩm số", "Digital products";
        Approval: "Duyệt nội dung trước khi đăng", "Approval before publication";
        Awards: "Khen thưởng", "Awards";
        Award: "Khen thưởng {0}", "Award {0}";
        AddAward: "Thêm khen thưởng", "Add an award";
        Donations: "Đóng góp, ủng hộ quỹ", "Contributions";
        Donation: "Khoản đóng góp {0}", "Contribution {0}";
        AddDonation: "Thêm khoản đóng góp", "Add a contribution";
        NewCustomers: "Người gửi tiết kiệm mới, MobileBanking", "New savers, mobile banking";
        HandedOut: "Ấn phẩm tôi đã phát", "Products I handed out";
        Event: "Gắn với sự kiện của năm", "Event of the year";
        ProgrammeTags: "Chương trình liên quan", "Programmes";

        WhatWasSaid: "Ý kiến", "What was said";
        WhoSaid: "Người phản ánh", "Who said it";
        About: "Về việc gì", "What about";
        StayAnonymous: "Không ghi tên", "No name";
        NamedWithConsent: "Ghi tên – người đó đã đồng ý", "Name – they agreed to it";

        Reply: "Trả lời, chuyển tiếp", "Answer, sending on";
        NobodyNamed: "Không nêu đơn vị nào", "No unit is named";
        GoesPast: "Phản ánh này đi thẳng lên {0}. Đơn vị bị phản ánh không nhận được; ở xã chỉ còn máy này đọc được.", "This report goes straight to {0}. The unit named does not get it; in the commune only this phone can read it.";

        InspectWhat: "Kiểm tra cấp nào?", "What is inspected?";
        InspectArea: "Cả khu vực", "A whole area";
        InspectCommune: "Cả xã", "A whole commune";
        InspectGroup: "Một Tổ TK&VV", "One group";
        PartOfNone: "Không thuộc cuộc kiểm tra nào", "Part of no other inspection";
        Drawn: "đã bốc thăm", "drawn";
        InspectionOfUnit: "Kiểm tra đơn vị", "Inspection of a unit";
        AddPart: "Kiểm tra cấp dưới trong cuộc này", "Inspect a level below as a part of this";
        ToParent: "Xem cuộc kiểm tra cấp trên", "See the inspection above";
        OrganiserAndKinds: "Cơ quan chủ trì, nội dung kết hợp", "Organiser, combined with";

        SectionTeam: "1. Đoàn kiểm tra và đại diện Tổ", "1. Team and representatives";
        SectionGeneral: "2. Số liệu chung", "2. General figures";
        SectionAnswers: "3. Câu hỏi kiểm tra", "3. Checklist";
        SectionBorrowers: "4. Hộ vay", "4. Borrowers";
        SectionBorrower: "Kiểm tra hộ vay", "Borrower check";
        SectionFindings: "5. Tồn tại", "5. Findings";
        SectionFinding: "Tồn tại", "Finding";
        SectionRemarks: "6. Nhận xét, kiến nghị", "6. Remarks";
        SectionCheck: "7. Biên bản giấy và hoàn thành", "7. Paper minutes and completion";
        SectionsDone: "Đã xong {0} trên {1} mục.", "{0} of {1} sections done.";
        ToMend: "có chỗ cần sửa", "something to mend";
        TeamOf: "Đoàn {0} người", "Team of {0}";
        NoDate: "chưa ghi ngày", "no date yet";
        FiguresWritten: "{0}/{1} số liệu", "{0} of {1} figures";
        Answered: "Trả lời {0}/{1} câu", "{0} of {1} answered";
        OfQuestions: "{0}/{1} câu", "{0} of {1}";
        BorrowersOf: "{0}/{1} hộ", "{0} of {1} borrowers";
        BorrowersWritten: "{0} hộ", "{0} borrowers";
        BorrowersOpen: "{0} hộ chưa ghi xong", "{0} not finished";
        Duplicate: "có hộ ghi trùng", "one is there twice";
        FindingsWritten: "{0} tồn tại đã ghi", "{0} written";
        RemarksWritten: "{0}/{1} mục đã ghi", "{0} of {1} written";
        PointsOpen: "Còn {0} điểm cần sửa trước khi hoàn thành", "{0} points to mend before completing";
        ReadyWithPoints: "Có thể hoàn thành, còn {0} điểm nên xem lại", "Ready to complete, with {0} points to look at";
        ReadyToComplete: "Có thể hoàn thành", "Ready to complete";

        Team: "Đoàn kiểm tra", "Inspection team";
        Member: "Thành viên {0}", "Member {0}";
        AddMember: "Thêm thành viên", "Add a member";
        Represented: "Đại diện Tổ TK&VV", "Representatives of the group";
        Representative: "Người đại diện {0}", "Representative {0}";
        AddRepresentative: "Thêm người đại diện", "Add a representative";
        SeveralDays: "Làm việc nhiều ngày", "Several days";

        FilledIn: "Điền sẵn theo danh sách của ngân hàng. Sửa lại nếu thực tế khác.", "Filled in from the bank's list. Change what differs.";
        RegisterSays: "Danh sách ngân hàng ngày {1}: {0}", "Bank's list of {1}: {0}";
        Shares: "Tỷ lệ", "Shares";
        SavingShare: "Tổ viên gửi tiết kiệm", "Members with savings";
        OverdueShare: "Nợ quá hạn trên dư nợ", "Overdue of outstanding";
        FromGeneral: "Lấy số liệu chung: {0}", "Take from the general figures: {0}";
        NextOpen: "Câu tiếp theo", "Next question";

        AddBorrower: "Thêm hộ vay", "Add a borrower";
        SearchBorrower: "Tên, mã vay, mục đích", "Name, loan or purpose";
        LoanLine: "{0} · {1} · dư nợ {2}", "{0} · {1} · balance {2}";
        MoreLoans: "Hiện thêm {0} món vay", "Show {0} more loans";
        NotInRegister: "Hộ không có trong danh sách", "A borrower who is not listed";
        Met: "Có mặt", "There";
        Absent: "Vắng mặt", "Absent";
        NotYetWritten: "chưa ghi xong", "not finished";
        Written: "đã ghi", "written";
        DuplicateSaid: "Trùng: hộ này có hai lần ghi, chỉ tính một hộ.", "Twice: this borrower was written down two times and counts once.";
        MergeKeep: "Gộp lại, giữ số liệu của dòng này", "Merge, keep this one's figures";
        ByTheBooks: "Theo hồ sơ ngân hàng", "By the bank's books";
        FoundOnSite: "Kiểm tra thực tế", "Found on site";
        AsRegistered: "Đúng như hồ sơ, không có gì thay đổi", "As registered, nothing has changed";
        AsRegisteredMeans: "Điền: thực nhận đủ, dư nợ khớp sổ, dùng đúng mục đích, không nợ lãi. Xem lại rồi lưu.", "Fills in: received in full, balance agrees, used as intended, no interest owed. Look it over, then save.";
        SavingsAgreed: "Đối chiếu tiết kiệm (15/TD)", "Savings agreed (15/TD)";
        RemoveBorrower: "Bỏ hộ này khỏi biên bản", "Remove this borrower";

        NoFindings: "Chưa ghi tồn tại nào. Nếu không có thì tiếp tục.", "No findings yet. If there are none, go on.";
        MakeFinding: "Ghi thành tồn tại", "Write down as a finding";
        AddFinding: "Thêm tồn tại", "Add a finding";
        RemoveFinding: "Bỏ tồn tại này", "Remove this finding";
        DueOn: "hạn {0}", "due {0}";
        OwnerBoard: "Ban quản lý Tổ", "Group board";
        OwnerUnit: "Tổ chức ủy thác cấp xã", "Commune union";

        OpenPoints: "Kiểm tra lại", "Check again";
        NothingOpen: "Không còn điểm nào phải sửa.", "Nothing is left to mend.";
        Paper: "Biên bản giấy", "Paper minutes";
        AfterInspection: "Sau kiểm tra", "After the inspection";
        Notes: "Ghi chú", "Notes";
    }
}
