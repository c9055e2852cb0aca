//! The words of the page on which a person sends by a file that somebody carries.

use super::words;

words! {
    /// Words of sending by file.
    pub enum C {
        Link: "Không có mạng? Gửi bằng tệp", "No network? Send by file";
        Title: "Gửi bằng tệp", "Send by file";
        Text: "Khi lâu không có mạng: tạo tệp, nhờ người mang về văn phòng khu vực bằng USB, thẻ nhớ hoặc tin nhắn.", "When there is no network for long: make a file and have somebody carry it to the area office on a USB stick, a memory card or in a message.";
        Sealed: "Tệp được niêm phong: người mang không đọc được. Có mạng thì vẫn đồng bộ như thường; nhận hai lần cũng chỉ tính một.", "The file is sealed: whoever carries it cannot read it. With a network, synchronise as usual; what arrives twice counts once.";
        Waiting: "{0} thay đổi đang chờ gửi.", "{0} changes wait to be sent.";
        NothingWaits: "Không có gì chờ gửi. Vẫn tạo được tệp để xin tin mới từ văn phòng.", "Nothing waits to be sent. A file can still be made to ask the office for news.";
        Make: "Tạo tệp", "Make the file";
        Making: "Đang tạo tệp…", "Making the file…";
        Made: "Đã tạo tệp {0} ({1} kB). Hãy lưu hoặc chia sẻ tệp rồi đưa cho người mang.", "The file {0} ({1} kB) is ready. Save or share it, then give it to whoever carries it.";
        Save: "Lưu tệp", "Save the file";
        Share: "Chia sẻ", "Share";
        FilesHead: "Tệp đã tạo", "Files made";
        File: "{0}: {1} thay đổi, {2} kB", "{0}: {1} changes, {2} kB";
        Answered: "Văn phòng đã trả lời, mở ngày {0}", "The office answered; opened {0}";
        Unanswered: "Chưa mở tệp trả lời", "No answer opened yet";
        NoFiles: "Máy này chưa tạo tệp nào.", "This phone has made no file yet.";
        AnswerHead: "Mở tệp trả lời", "Open an answer";
        AnswerText: "Văn phòng gửi lại một tệp trả lời: xác nhận đã nhận, bản ghi trả lại, danh sách mới.", "The office sends an answer file back: receipts, returned records, new lists.";
        AnswerChoose: "Chọn tệp trả lời", "Choose the answer file";
        Opening: "Đang mở tệp…", "Opening the file…";
        Taken: "Đã mở tệp trả lời: văn phòng đã nhận {0} thay đổi, không nhận {1}; có {2} thay đổi mới.", "The answer is in: the office has {0} changes and refused {1}; {2} changes are new here.";
        AnswerMore: "Văn phòng còn tin chưa vừa tệp này. Phần còn lại đến với tệp sau hoặc khi có mạng.", "The office has more than this file holds. The rest comes with the next file or by network.";
    }
}
