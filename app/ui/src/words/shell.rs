//! Words of the shell: start, lists, record page, synchronisation, settings, enrolment. One enum, in the
//! order of the screens.

use super::words;

words! {
    /// A word or sentence of the shell.
    pub enum W {
        AppName: "Sổ Bản", "Sổ Bản";
        SkipToContent: "Đến nội dung chính", "Skip to content";
        Opening: "Đang mở sổ…", "Opening…";
        Back: "Quay lại", "Back";
        Save: "Lưu", "Save";
        Cancel: "Thôi", "Cancel";
        Close: "Đóng", "Close";
        Loading: "Đang tải…", "Loading…";
        TryAgain: "Thử lại", "Try again";
        Start: "Việc cần làm", "To do";
        Records: "Sổ ghi", "Records";
        Sync: "Đồng bộ", "Sync";
        Settings: "Cài đặt", "Settings";
        MainPages: "Các trang chính", "Main pages";
        ProblemsHead: "Cần sửa trước khi tiếp tục", "Mend these before you go on";
        OnPhone: "Trên máy này", "On this phone";
        Received: "Cơ quan đã nhận", "Received by the office";
        Refused: "Bị từ chối", "Refused";
        EnrolTitle: "Đăng ký máy", "Enrol this phone";
    }
}
