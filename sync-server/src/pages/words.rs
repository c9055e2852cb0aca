//! Every word of the office's pages, in both languages. Sentences of codes stand in `shared::text`, names of the
//! trade in the catalogue; here stands the rest.

use std::fmt::Display;

use shared::text::Language;

/// A text in both languages; `{0}`, `{1}` are places for what is named.
pub(crate) struct Word {
    vi: &'static str,
    en: &'static str,
}

impl Word {
    /// The text in a language.
    pub const fn say(&self, language: Language) -> &'static str {
        language.pick(self.vi, self.en)
    }

    /// The text with its places filled.
    pub fn with(&self, language: Language, args: &[&dyn Display]) -> String {
        args.iter().enumerate().fold(self.say(language).to_owned(), |text, (place, arg)| {
            text.replace(&format!("{{{place}}}"), &arg.to_string())
        })
    }
}

macro_rules! words {
    ($($name:ident: $vi:literal, $en:literal;)*) => {
        $(pub(crate) const $name: $crate::pages::words::Word =
            $crate::pages::words::Word { vi: $vi, en: $en };)*

        #[cfg(test)]
        const TABLE: &[(&str, $crate::pages::words::Word)] = &[$((stringify!($name), $name)),*];
    };
}

pub(crate) mod above;
pub(crate) mod oversight;

pub(crate) mod listing;
pub(crate) mod lists;
pub(crate) mod units;

pub(crate) mod after;
pub(crate) mod paper_forms;

pub(crate) mod reports;

words! {
    PRODUCT: "Sổ Bản", "Sổ Bản";
    OTHER_LANGUAGE: "English", "Tiếng Việt";
    SKIP: "Đến nội dung chính", "Skip to the content";
    DAY_HINT: "ngày/tháng/năm", "day/month/year";
    LOG_OUT: "Đăng xuất", "Log out";
    MENU: "Các trang", "Pages";

    LOG_IN: "Đăng nhập", "Log in";
    LOG_IN_FOR: "Trang của văn phòng khu vực và của tỉnh", "Pages of the area office and of the province";
    ACCOUNT: "Tài khoản", "Account";
    PASSWORD: "Mật khẩu", "Password";
    NOT_FOR_PHONES: "Điện thoại không đăng nhập ở đây: hãy nhập mã do cán bộ đầu mối cấp trong ứng dụng.",
        "Phones do not log in here: enter the code from the area clerk in the app.";
    FAILED: "Chưa thực hiện được", "This did not work";
    BACK: "Quay lại", "Back";

    PROGRESS_OF: "Tiến độ kiểm tra năm {0}", "Inspections in {0}";
    LIST_OF: "Danh sách của ngân hàng ngày {0}", "Bank's lists of {0}";
    NO_LIST: "Chưa nhập danh sách Tổ", "No list of groups imported yet";
    TODAY: "Hôm nay {0}", "Today {0}";
    DEADLINE: "Hạn báo cáo: hết ngày {0}, còn {1} ngày", "Report due by the end of {0}, in {1} days";
    DEADLINE_OVER: "Hạn báo cáo năm nay đã qua (hết ngày {0})", "This year's report was due by the end of {0}";
    ALL_COMMUNES: "Chung {0} xã", "All {0} communes";
    COMMUNES: "Từng xã", "Commune by commune";
    COMMUNE: "Xã", "Commune";
    LAST_SYNC: "Đồng bộ gần nhất", "Last synchronised";
    NEVER_SYNCED: "chưa đồng bộ lần nào", "never synchronised";
    DAYS_AGO: "{0} ngày trước", "{0} days ago";
    TODAY_SHORT: "hôm nay", "today";
    STALE_SINCE: "chưa đồng bộ từ {0}", "not synchronised since {0}";
    WAITING: "Chưa gửi", "Not handed in";
    WAITING_HELP: "biên bản đã ghi mà chưa gửi, chưa tính vào số liệu.", "written and not handed in, not counted yet.";
    RECEIVED: "{0} bản ghi đã nhận", "{0} records received";
    REFUSED_COUNT: "{0} bản ghi không nhận", "{0} records refused";
    DOUBTFUL_COUNT: "{0} bản ghi cần kiểm tra ngày", "{0} records with a doubtful day";
    REFUSED: "Chưa nhận được: còn nguyên trên máy của người ghi", "Not taken: whole on the writer's phone";
    REFUSED_HELP: "Dòng tự mất khi bản ghi được ghi lại và gửi thành công.",
        "A line goes away once the record is written anew and received.";
    WHO: "Người ghi", "Writer";
    DEVICE: "Máy", "Phone";
    RECORD: "Bản ghi", "Record";
    REASON: "Lý do", "Reason";
    WHEN: "Lúc", "At";
    DOUBTFUL: "Kiểm tra ngày: chưa tính vào số liệu", "Check the day: not counted yet";
    DOUBTFUL_HELP: "Ngày có vẻ do đồng hồ máy sai. Nhắc xã sửa hoặc xác nhận ngày trên máy.",
        "The day seems to come from a wrong clock. Ask the commune to correct or confirm it on the phone.";
    WRITTEN_DAY: "Ngày đang ghi", "Day as written";
    PLACE: "Nơi", "Place";
    MET: "đạt", "met";
    MISSING: "chưa đạt", "not met";
    NO_DATA: "chưa có dữ liệu", "no data";
    NEED: "cần {0}", "needs {0}";
    OF: "{0} / {1}", "{0} / {1}";
    PERCENT: "{0} %", "{0}%";
    INSPECTS: "{0} kiểm tra", "{0} inspects";
    OF_EACH: "{1} {0} mỗi {2}", "{0}: {1} of each {2}";
    OF_ALL: "{1} {0}", "{0}: {1}";
    NO_RULES: "Chưa có số liệu: tổ chức này chưa có danh sách Tổ hoặc chưa có chỉ tiêu.",
        "No figures: this organisation has no groups or no quotas yet.";
    BACK_TO_AREA: "Tất cả các xã", "All communes";

    RULES: "Từng chỉ tiêu", "Rule by rule";
    GROUPS: "Từng Tổ TK&VV", "Group by group";
    GROUP: "Tổ", "Group";
    VILLAGE: "Thôn, bản", "Village";
    HEAD: "Tổ trưởng", "Head";
    INSPECTED_ON: "Kiểm tra gần nhất", "Last inspected";
    NOT_INSPECTED: "chưa kiểm tra", "not inspected";
    BORROWERS_CHECKED: "Hộ đã kiểm tra", "Borrowers checked";

    PEOPLE: "Người dùng và máy", "People and devices";
    PEOPLE_HELP: "Mã dùng một lần, hết hạn sau 7 ngày. Mỗi mã cấp cho một máy.",
        "A code works once and for 7 days. Each code is for one device.";
    NAME: "Họ tên", "Name";
    ROLE: "Vai trò", "Role";
    UNIT: "Đơn vị", "Unit";
    DEVICES: "Máy", "Devices";
    NO_DEVICE: "chưa có máy", "no device yet";
    NEW_CODE: "Máy mới", "New device";
    MAKE_CODE: "Cấp mã", "Make a code";
    REVOKE: "Thu hồi", "Revoke";
    REVOKE_YES: "Thu hồi máy này", "Revoke this phone";
    REVOKED: "đã thu hồi ngày {0}", "revoked on {0}";
    REVOKE_HELP: "Thu hồi là vĩnh viễn. Máy bị thu hồi không đồng bộ được nữa; bản ghi đã gửi vẫn còn.",
        "Revoking is for good. A revoked device cannot synchronise; what it sent is kept.";
    CODE_FOR: "Mã cho {0}", "Code for {0}";
    CODE_UNTIL: "Dùng một lần, đến hết ngày {0}. Mã chỉ hiện lần này.",
        "Works once, until {0}. It is shown this time only.";
    CODE_HOW: "Trên điện thoại: quét mã này, hoặc mở địa chỉ bên dưới, hoặc gõ mã trong ứng dụng.",
        "On the phone: scan this, open the address below, or type the code in the app.";
    QR_LABEL: "Mã QR để ghi danh máy", "QR code that enrols a device";

    TO_RECORDS: "Xem và xét duyệt bản ghi đã nộp", "Read and decide on what was handed in";
    WHEN_AND_WHERE: "Ngày, nơi", "Day, place";
    CONTRADICTION: "Có hai quyết định trái nhau. Bản ghi vẫn ở trạng thái đã nộp: hãy quyết định lại.",
        "Two decisions contradict each other. The record stays as handed in: please decide again.";
    OPEN_CONFLICTS: "{0} chỗ hai người ghi khác nhau, chưa ai chọn.", "{0} fields were written differently by two people and not settled.";
    ALSO_WRITTEN: "Cũng có người ghi: {0}", "Also written: {0}";
    PHOTOS: "Ảnh", "Photos";
    PHOTO: "Ảnh của bản ghi; nếu không hiện thì máy đã chụp chưa gửi tới", "A photo of the record; if it does not show, the phone that took it has not sent it yet";
    DECIDE: "Xét duyệt bản ghi này", "Decide on this record";
    ACCEPT: "Chấp nhận", "Accept";
    RETURN: "Trả lại", "Return";
    DECIDE_HELP: "Bản ghi được chấp nhận thì chỉ đính chính từng mục, có lý do. Bản ghi trả lại hoặc hủy không tính vào số liệu cho đến khi xã nộp lại.",
        "An accepted record is only corrected, field by field and with a reason. A returned or struck-out one does not count until it is handed in again.";
    RECORD_CHANGED: "Bản ghi đã thay đổi sau khi mở trang này, nên chưa ghi quyết định. Hãy đọc lại rồi quyết định.",
        "The record changed after this page was opened, so nothing was decided. Please read it again.";
    ALREADY_DECIDED: "Đã có quyết định về bản ghi này, nên quyết định vừa rồi không được ghi.",
        "This record was decided on before, so this decision was not written.";
    REASON_TOO_LONG: "Chưa ghi quyết định: lý do dài quá 300 ký tự.", "Nothing was decided: the reason is longer than 300 characters.";

    PROVINCE_OF: "Số liệu tổng hợp năm {0}", "Aggregates of {0}";
    FILTER: "Lọc", "Filter";
    ALL: "Tất cả", "All";
    ORGANISATION: "Tổ chức", "Organisation";
    EXPORT: "Tải số liệu tổng hợp (CSV)", "Download the aggregates (CSV)";
    READ_ONLY: "Chỉ xem. Mỗi lần mở trang đều được ghi vào nhật ký.", "Reading only. Each opening is logged.";
    FRESH: "Chỉ tiêu do xã kiểm tra tính trên {0} / {1} xã có dữ liệu trong 30 ngày qua.",
        "The communes' own inspections are counted over {0} of {1} communes heard from in the last 30 days.";
    WITHOUT: "Chưa có dữ liệu mới: {0}.", "No recent data: {0}.";
    COVERAGE: "Kiểm tra theo chỉ tiêu", "Inspections by rule";
    OWN_INSPECTIONS: "Kiểm tra của cấp tỉnh", "Inspections by the province";
    RULE: "Chỉ tiêu", "Rule";
    DONE: "Đã làm", "Done";
    REQUIRED: "Cần", "Needed";
    SHARE: "Tỷ lệ", "Share";
    STATE: "Kết quả", "Result";
    OUTREACH: "Tuyên truyền", "Outreach";
    BY_FORM: "Theo hình thức", "By form";
    BY_MONTH: "Theo tháng", "By month";
    MONTH: "Tháng {0}", "Month {0}";
    ZERO_MONTHS: "Tháng chưa có hoạt động: {0}.", "Months without any: {0}.";
    ACTIVITIES: "Số hoạt động", "Activities";
    ATTENDEES: "Lượt người", "Attendances";
    LEAFLETS: "Tờ rơi đã phát", "Leaflets handed out";
    FEEDBACK: "Phản ánh của người dân", "Citizens' feedback";
    QUALITY: "Dư nợ, tiền gửi, xếp loại Tổ", "Debt, savings, ranks";
    OVERDUE: "Nợ quá hạn / dư nợ", "Overdue of outstanding";
    SAVING: "Tổ viên gửi tiền", "Members who save";
    RANKS: "Xếp loại Tổ", "Groups by rank";
    CONFLICTS: "Chỗ khác nhau chưa chọn", "Differences not settled";
    NONE: "Không có.", "None.";
    MASK_NOTE: "Ô ứng với ít hơn 5 hộ vay ghi “< 5”.", "A cell for fewer than 5 borrowers shows “< 5”.";
    AS_OF: "Ngày số liệu", "Day";

    LETTERS: "Tệp mang tay", "Carried files";
    LETTERS_HELP: "Máy không có mạng gửi bản ghi bằng tệp niêm phong (.soban), nhờ người mang đến. Nhận một tệp hai lần cũng như một lần; khi chính máy ấy đồng bộ sau đó cũng không bị trùng.",
        "A phone without network sends its records as a sealed file (.soban) that somebody brings. Taking a file in twice equals once, and so does a later synchronisation of the phone itself.";
    LETTER_FILE: "Tệp mang đến", "The file that was brought";
    LETTER_TAKE: "Nhận tệp", "Take it in";
    LETTER_OF: "Đã nhận tệp của {0}", "The file of {0} is in";
    LETTER_AGAIN: "Tệp này đã được nhận lúc {0}.", "This file was taken in before, {0}.";
    LETTER_FRESH: "{0} thay đổi mới", "{0} new changes";
    LETTER_KNOWN: "{0} thay đổi đã có từ trước", "{0} known before";
    LETTER_LATER: "{0} thay đổi còn thiếu phần trước; máy sẽ gửi lại", "{0} lack what they build on; the phone sends them again";
    LETTER_REFUSED: "{0} thay đổi không nhận:", "{0} refused:";
    LETTER_ANSWER: "Tệp trả lời", "Answer";
    LETTER_ANSWER_HELP: "Gửi tệp trả lời về cho máy ấy: xác nhận đã nhận, bản ghi trả lại, danh sách mới. Chỉ máy ấy mở được.",
        "Send the answer back to that phone: receipts, returned records, new lists. Only that phone can open it.";
    LETTER_DOWNLOAD: "Tải tệp trả lời", "Download the answer";
    LETTERS_TAKEN: "Tệp đã nhận", "Files taken in";
    LETTER_CHANGES: "Mới · đã có · không nhận", "New · known · refused";
    LETTER_COUNTS: "{0} · {1} · {2}", "{0} · {1} · {2}";
}

/// Each word has both forms, with the same places.
#[cfg(test)]
fn check(table: &[(&str, Word)]) {
    for (name, word) in table {
        assert!(!word.vi.is_empty() && !word.en.is_empty(), "{name}");
        for place in ["{0}", "{1}", "{2}", "{3}"] {
            assert_eq!(word.vi.contains(place), word.en.contains(place), "{name}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_there_in_both_languages_with_the_same_places() {
        check(TABLE);
        assert_eq!(OF.with(Language::Vi, &[&3, &7]), "3 / 7");
    }
}
