//! Words of the pages that keep units and catalogue.

words! {
    UNITS: "Đơn vị", "Units";
    UNITS_HELP: "Mọi thay đổi có ngày hiệu lực, được xem trước rồi mới ghi. Bản ghi cũ giữ mã cũ và được cộng vào đơn vị thay thế theo ngày. Không máy nào bị từ chối vì thay đổi này.",
        "Every change has a day from which it holds and is shown before it is made. Old records keep their old code and are summed under the unit that took over, by date. No phone is refused because of it.";
    UNITS_TODAY: "Đơn vị hôm nay, {0}", "Units today, {0}";
    UNITS_OTHER: "Trước đây và sắp tới", "Before and planned";
    UNIT_NAME: "Tên đơn vị", "Name";
    CHANGE: "Thay đổi", "Change";
    CODE: "Mã", "Code";
    LEVEL: "Cấp", "Level";
    PARENT: "Thuộc", "Below";
    PERIOD: "Thời gian", "Period";
    FROM_DAY: "từ {0}", "from {0}";
    TO_DAY: "đến hết {0}", "to the end of {0}";
    ALWAYS: "không giới hạn", "without end";
    SINCE_EVER: "từ trước đến nay", "as far back as known";
    TAKEN_OVER_BY: "nay là {0}", "now {0}";
    GOES_OVER_TO: "từ đó là {0}", "from then on {0}";
    WITH_CODE: "{0} ({1})", "{0} ({1})";
    LED_NOWHERE: "chưa rõ đơn vị thay thế", "no successor said";

    MERGE: "Sáp nhập", "Merge";
    MERGE_HELP: "Chọn các đơn vị được sáp nhập. Đơn vị mới có thể mang mã mới, hoặc mã của một đơn vị đang có. Mã cũ chưa rõ đơn vị thay thế cũng gắn ở đây.",
        "Choose the units that are merged. The new unit has a new code, or that of a unit that is there. An old code without successor is mapped here too.";
    MERGE_WHICH: "Đơn vị được sáp nhập", "Units that are merged";
    INTO_CODE: "Mã đơn vị sau sáp nhập", "Code of the unit after it";
    INTO_NAME: "Tên đơn vị sau sáp nhập (bỏ trống nếu giữ tên)", "Name of the unit after it (empty keeps the name)";
    SPLIT: "Chia", "Split";
    SPLIT_OF: "Chia {0}", "Split {0}";
    SPLIT_HELP: "Ghi các đơn vị mới, rồi cho biết mỗi Tổ và mỗi người về đơn vị nào.", "Write the new units, then say where each group and each person goes.";
    PART: "Đơn vị {0}", "Part {0}";
    PART_CODE: "Mã đơn vị {0}", "Code of part {0}";
    PART_NAME: "Tên đơn vị {0}", "Name of part {0}";
    GROUPS_GO: "Tổ về đơn vị", "Where the groups go";
    PEOPLE_GO: "Người về đơn vị", "Where the people go";
    REST_GOES: "Bản ghi không nêu Tổ, và Tổ không nêu ở trên, về", "Records that name no group, and groups not named above, go to";
    RENAME: "Đổi tên", "Rename";
    RENAME_OF: "Đổi tên {0}", "Rename {0}";
    NEW_NAME: "Tên mới", "New name";
    ABOLISH: "Bỏ một cấp", "Abolish a level";
    ABOLISH_HELP: "Đơn vị thuộc cấp này thôi hoạt động; đơn vị bên dưới thuộc thẳng cấp trên. Người của cấp này giữ mã cũ, không thấy thêm gì.",
        "Units of this level end; what stood below them stands below their parents. People of this level keep their old code and see no more than before.";
    HOLDS_FROM: "Có hiệu lực từ ngày", "Holds from";
    SHOW_FIRST: "Xem trước", "Show what it does";

    PREVIEW: "Xem trước: chưa ghi gì", "Preview: nothing is written yet";
    WHAT_CHANGES: "Đơn vị", "Units";
    BEGINS: "{0} ({1}): bắt đầu từ {2}", "{0} ({1}): begins on {2}";
    ENDS: "{0} ({1}): hết ngày {2}", "{0} ({1}): ends after {2}";
    CHANGES: "{0} ({1}): từ {2} thuộc {3}", "{0} ({1}): from {2} below {3}";
    GROUPS_MOVED: "{0} Tổ đổi đơn vị", "{0} groups change their unit";
    NO_GROUPS_MOVED: "Không Tổ nào đổi đơn vị.", "No group changes its unit.";
    ACCOUNTS_MOVED: "{0} người, {1} máy đổi đơn vị", "{0} people, {1} phones change their unit";
    NO_ACCOUNTS_MOVED: "Không người nào, máy nào đổi đơn vị.", "Nobody's unit changes, and no phone's.";
    STAYS: "giữ mã cũ, không vào trang văn phòng nữa", "keeps the old code, and opens no office page any more";
    RECORDS_MOVED: "Bản ghi giữ mã cũ, cộng vào đơn vị mới", "Records keep their code and are summed under the new unit";
    RECORDS_OF_UNIT: "{0}: {1} bản ghi, trong đó {2} chưa gửi", "{0}: {1} records, {2} of them not handed in";
    NO_RECORDS_MOVED: "Không có bản ghi nào phải cộng sang đơn vị mới.", "No record is summed elsewhere.";
    FROM_UNIT: "Từ", "From";
    TO_UNIT: "Về", "To";
    NOT_TODAY: "Ngày đó hệ thống tự chuyển, không cần làm gì thêm.", "On that day it happens by itself.";
    DO_IT: "Ghi thay đổi này", "Make this change";
    NOT_THIS: "Không ghi, quay lại", "Back, without making it";
    REORGANISED: "Đã ghi. Các máy nhận được ở lần đồng bộ tới sau ngày {0}.", "Done. Phones hear of it with the first synchronisation from {0}.";

    WONT_UNKNOWN: "Ngày trước đó không có đơn vị {0}.", "There is no unit {0} on the day before.";
    WONT_LATER: "Đơn vị {0} đã có thay đổi vào ngày này hoặc sau đó.", "Something else is planned for {0} on that day or later.";
    WONT_TAKEN: "Mã {0} từng là của một đơn vị khác, không dùng lại.", "The code {0} was a unit's before and is not used again.";
    WONT_LEVEL: "{0} thuộc cấp khác.", "{0} is of another level.";
    WONT_PARENT: "{0} thuộc đơn vị cấp trên khác.", "{0} stands below another unit.";
    WONT_FEW: "Cần ít nhất hai đơn vị khác nhau.", "At least two different units are needed.";
    WONT_NAME: "Hãy ghi tên của {0}.", "Write the name of {0}.";
    WONT_SHARE: "Hãy cho biết phần còn lại về đơn vị nào.", "Say where the rest goes.";
    WONT_CHILDREN: "{0} còn đơn vị bên dưới, chưa chia được.", "{0} has units below it and cannot be split.";
    WONT_NO_LEVEL: "Ngày đó không có đơn vị nào thuộc cấp {0}.", "There is no unit of level {0} on that day.";
    WONT_TOP: "{0} không có cấp trên.", "Nothing stands above {0}.";
    WONT_SAME: "{0} đang mang tên này.", "{0} has this name already.";
    WONT_FOREIGN: "{0} không thuộc phạm vi của bạn.", "{0} is not a unit of this office.";
    WONT_ACCOUNT: "Tài khoản {0} không về được đơn vị đó.", "Account {0} cannot go there.";
    WONT_GROUP: "Tổ {0} không thuộc đơn vị này.", "Group {0} is not a group of this unit.";
    WONT_CHANGED: "Dữ liệu đã đổi sau khi xem trước. Hãy xem lại rồi ghi.", "Something changed since the preview. Please look again.";
    WONT_CODE: "“{0}” không phải mã: chỉ dùng chữ không dấu, số, gạch nối.", "“{0}” is no code: letters without marks, digits, hyphens only.";
    WONT_DAY: "Hãy ghi ngày, ví dụ 01/07/2025.", "Write a day, such as 01/07/2025.";

    CATALOGUE: "Danh mục", "Catalogue";
    CATALOGUE_HELP: "Thêm sự kiện, nơi đăng, văn bản, câu hỏi của khu vực. Máy của các xã nhận ở lần đồng bộ tới; mã do hệ thống đặt. Mục đã thêm được sửa câu chữ hoặc ghi ngày hết dùng, không xóa.",
        "Add events, outlets, legal texts and questions of the area. The communes' phones get them with the next synchronisation; codes are made by the system. An entry gets other words or a last day; it is never deleted.";
    EVENT: "Sự kiện", "Event";
    OUTLET: "Nơi đăng, phát", "Outlet";
    LEGAL_TEXT: "Văn bản", "Legal text";
    QUESTION: "Câu hỏi kiểm tra", "Question of the checklist";
    ADD_EVENT: "Thêm sự kiện", "Add an event";
    ADD_OUTLET: "Thêm nơi đăng, phát", "Add an outlet";
    ADD_LEGAL_TEXT: "Thêm văn bản", "Add a legal text";
    ADD_QUESTION: "Thêm câu hỏi kiểm tra", "Add a question";
    WORDS_VI: "Tên, nội dung (tiếng Việt)", "Words (Vietnamese)";
    WORDS_EN: "Tiếng Anh (không bắt buộc)", "English (optional)";
    YEAR: "Năm", "Year";
    KIND: "Loại", "Kind";
    SUBJECT: "Thuộc nội dung", "Subject";
    ANSWER: "Cách trả lời", "Answer";
    GOOD_ANSWER: "Câu trả lời coi là không có tồn tại", "The answer without a finding";
    NO_GOOD: "không xét", "none";
    FIRST_DAY: "Dùng từ ngày, bỏ trống là ngay", "First day, empty for at once";
    LAST_DAY: "Dùng đến hết ngày, bỏ trống là chưa hết", "Last day, empty for open";
    ADD: "Thêm", "Add";
    ENTRIES: "Đã thêm: {0}", "Added: {0}";
    NO_ENTRIES: "Khu vực chưa thêm mục nào.", "The area added nothing yet.";
    EDIT: "Sửa, hết dùng", "Correct, end";
    EDIT_OF: "Sửa “{0}”", "Correct “{0}”";
    SAVE: "Lưu", "Save";
    WORDINGS: "Câu chữ trước đây", "Earlier words";
    WORDED: "“{0}” · {1} · {2}", "“{0}” · {1} · {2}";
    ADDED: "Đã thêm. Máy của các xã nhận ở lần đồng bộ tới.", "Added. The communes' phones get it with the next synchronisation.";
    CORRECTED: "Đã lưu.", "Saved.";
    NEWSPAPER: "Báo, tạp chí", "Newspaper";
    BROADCAST: "Phát thanh, truyền hình", "Broadcast";
    WEB: "Trang, cổng thông tin", "Web site";
    INTERNAL: "Nội bộ", "Internal";
    SOCIAL: "Mạng xã hội", "Social network";
    ANY_LEVEL: "mọi cấp", "any level";
    YES_NO: "Có / không", "Yes / no";
    YES_NO_NA: "Có / không / không áp dụng", "Yes / no / not applicable";
    COUNT: "Số lượng", "A number";
    MONEY: "Số tiền", "An amount";
    TEXT: "Ghi bằng lời", "Words";
    YES: "Có", "Yes";
    NO: "Không", "No";
    CANT_WORDS: "Chưa ghi: hãy viết tên hoặc nội dung.", "Nothing was added: write the words.";
    CANT_LONG: "Chưa ghi: dài quá.", "Nothing was added: too long.";
    CANT_TWICE: "Chưa ghi: danh mục đã có mục này.", "Nothing was added: the catalogue has this entry.";
    CANT_FIT: "Chưa ghi: hãy kiểm tra năm, loại và cách trả lời.", "Nothing was added: check year, kind and answer.";
    CANT_DAYS: "Chưa ghi: ngày hết dùng trước ngày bắt đầu.", "Nothing was added: the last day is before the first.";

    PROGRAMMES: "Chương trình tín dụng", "Credit programmes";
    PROGRAMME: "Chương trình", "Programme";
    LOANS: "Món vay", "Loans";
    BORROWERS: "Hộ vay", "Borrowers";
    BALANCE: "Dư nợ", "Outstanding";
    PROGRAMMES_NOTE: "Chương trình có thể làm lộ hoàn cảnh của người vay được gộp vào “{0}”.",
        "Programmes that reveal something of a borrower are part of “{0}”.";
}

#[cfg(test)]
#[test]
fn every_word_is_there_in_both_languages_with_the_same_places() {
    super::check(TABLE);
}
