//! What is said of the way between phone and office: no network, a busy server, a refused change, a phone
//! that the office does not know.

use super::Row;

pub(super) const ROWS: &[Row] = &[
    (
        "network.unreachable",
        "Chưa có mạng. Bản ghi đã lưu trên máy và sẽ tự gửi khi có sóng.",
        "No network yet. The records are saved on this device and will be sent when there is signal.",
    ),
    (
        "network.timeout",
        "Mạng quá yếu, máy chủ chưa kịp trả lời. Bản ghi vẫn ở trên máy và sẽ tự gửi lại.",
        "The network is too weak; the server did not answer in time. The records are still on this device and will be sent again.",
    ),
    (
        "network.not_ours",
        "Mạng này chặn đường tới máy chủ (thường là Wi-Fi đòi đăng nhập). Bản ghi vẫn ở trên máy. Hãy đăng nhập Wi-Fi hoặc dùng mạng khác.",
        "This network stands in the way of the server (often a Wi-Fi that wants a login). The records are still on this device. Log in to the Wi-Fi or use another network.",
    ),
    (
        "server.busy",
        "Máy chủ đang bận. Bản ghi vẫn ở trên máy và sẽ tự gửi lại sau ít phút.",
        "The server is busy. The records are still on this device and will be sent again in a few minutes.",
    ),
    (
        "server.timeout",
        "Máy chủ chờ quá lâu mà chưa nhận đủ. Bản ghi vẫn ở trên máy và sẽ tự gửi lại.",
        "The server waited too long for the rest. The records are still on this device and will be sent again.",
    ),
    (
        "server.failed",
        "Máy chủ gặp lỗi. Bản ghi vẫn ở trên máy và sẽ tự gửi lại; nếu kéo dài, hãy báo cán bộ đầu mối.",
        "The server failed. The records are still on this device and will be sent again; if this goes on, tell the area clerk.",
    ),
    (
        "rate.limited",
        "Đã thử quá nhiều lần. Không mất gì cả. Hãy đợi một lát rồi thử lại.",
        "Too many attempts. Nothing is lost. Wait a little and try again.",
    ),
    // The exchange.
    (
        "sync.malformed",
        "Máy chủ không đọc được gói gửi lên. Bản ghi vẫn ở trên máy. Hãy cập nhật ứng dụng rồi gửi lại; nếu vẫn vậy, hãy báo cán bộ đầu mối.",
        "The server could not read what was sent. The records are still on this device. Update the app and send again; if it stays so, tell the area clerk.",
    ),
    (
        "sync.wrong_type",
        "Máy chủ không nhận kiểu gói này. Bản ghi vẫn ở trên máy. Hãy cập nhật ứng dụng rồi gửi lại.",
        "The server does not take this kind of request. The records are still on this device. Update the app and send again.",
    ),
    (
        "sync.too_large",
        "Gói gửi lên quá lớn nên cơ quan không nhận. Bản ghi vẫn ở trên máy. Hãy báo cán bộ đầu mối.",
        "What was sent is too large, so the server did not take it. The records are still on this device. Tell the area clerk.",
    ),
    (
        "sync.version_old",
        "Ứng dụng trên máy đã cũ. Bản ghi vẫn ở trên máy. Hãy mở ứng dụng khi có mạng để cập nhật, rồi gửi lại.",
        "The app on this device is too old. The records are still on this device. Open the app with a network to update it, then send again.",
    ),
    (
        "sync.version_new",
        "Máy chủ cũ hơn ứng dụng trên máy. Bản ghi vẫn ở trên máy và sẽ gửi được khi máy chủ được cập nhật.",
        "The server is older than the app. The records are still on this device and will be sent once the server is updated.",
    ),
    // One change.
    (
        "change.malformed",
        "Máy chủ không đọc được bản ghi này. Nội dung vẫn còn nguyên trên máy: hãy bấm “Ghi lại và gửi”.",
        "The server cannot read this record. It is whole on this device: write it anew.",
    ),
    (
        "change.too_large",
        "Lần sửa này quá dài nên cơ quan không nhận. Nội dung vẫn còn nguyên trên máy: hãy rút gọn rồi lưu lại.",
        "This edit is too long for the server. It is whole on this device: shorten it and save again.",
    ),
    (
        "change.forbidden_key",
        "Máy chủ không nhận một mục của bản ghi này. Nội dung vẫn còn nguyên trên máy. Hãy cập nhật ứng dụng, hoặc báo cán bộ đầu mối.",
        "The server does not take one field of this record. It is whole on this device. Update the app, or tell the area clerk.",
    ),
    (
        "change.forbidden_value",
        "Một giá trị của bản ghi này không hợp lệ nên cơ quan không nhận. Nội dung vẫn còn nguyên trên máy. Hãy sửa lại rồi lưu.",
        "One value of this record is not allowed, so the server did not take it. It is whole on this device. Correct it and save.",
    ),
    (
        "change.wrong_actor",
        "Bản ghi mang dấu của máy khác (máy cũ, hoặc lần đăng ký trước) nên cơ quan không nhận. Nội dung vẫn còn nguyên trên máy: hãy bấm “Ghi lại và gửi” để gửi dưới tên máy này.",
        "The record bears the mark of another device (an old one, or an earlier enrolment), so the server did not take it. It is whole on this device: write it anew to send it as this device's.",
    ),
    (
        "change.wrong_sequence",
        "Thứ tự các lần sửa bị đứt nên cơ quan không nhận. Nội dung vẫn còn nguyên trên máy: hãy bấm “Ghi lại và gửi”.",
        "The order of edits is broken, so the server did not take them. They are whole on this device: write it anew.",
    ),
    (
        "change.foreign_unit",
        "Bản ghi thuộc đơn vị ngoài phạm vi của bạn nên cơ quan không nhận. Nội dung vẫn còn nguyên trên máy. Hãy báo cán bộ đầu mối.",
        "The record belongs to a unit outside your scope, so the server did not take it. It is whole on this device. Tell the area clerk.",
    ),
    (
        "change.wrong_kind",
        "Vai trò của bạn không được ghi loại bản ghi này. Nội dung vẫn còn nguyên trên máy. Hãy báo cán bộ đầu mối.",
        "Your role may not write this kind of record. It is whole on this device. Tell the area clerk.",
    ),
    (
        "change.document_full",
        "Bản ghi này đã sửa quá nhiều lần nên cơ quan không nhận thêm. Nội dung vẫn còn nguyên trên máy: hãy ghi tiếp vào một bản mới.",
        "This record was edited too often to take more. It is whole on this device: go on in a new record.",
    ),
    (
        "change.unloadable",
        "Lần sửa này làm hỏng bản ghi nên cơ quan không nhận. Nội dung vẫn còn nguyên trên máy: hãy bấm “Ghi lại và gửi”.",
        "This edit would break the record, so the server did not take it. It is whole on this device: write it anew.",
    ),
    // The phone.
    (
        "device.unknown",
        "Máy chủ không biết máy này. Bản ghi vẫn ở trên máy. Hãy xin mã đăng ký mới của cán bộ đầu mối.",
        "The server does not know this device. The records are still on it. Ask the area clerk for a new enrolment code.",
    ),
    (
        "device.revoked",
        "Máy này đã bị thu hồi quyền. Hãy liên hệ cán bộ đầu mối trước khi làm gì tiếp.",
        "This device's access was withdrawn. Speak to the area clerk before you go on.",
    ),
    (
        "device.not_enrolled",
        "Máy này chưa đăng ký. Hãy nhập mã do cán bộ đầu mối cấp.",
        "This device is not enrolled. Enter the code that the area clerk gave you.",
    ),
    (
        "device.no_random",
        "Trình duyệt này không tạo được số ngẫu nhiên an toàn nên không lưu được. Hãy mở bằng Chrome bản mới.",
        "This browser cannot draw secure random numbers, so nothing can be saved. Open a current Chrome.",
    ),
    (
        "enrol.malformed",
        "Chưa đọc được mã. Hãy nhập lại đúng từng ký tự.",
        "The code cannot be read. Enter it again, letter by letter.",
    ),
    (
        "enrol.code_unknown",
        "Không có mã này. Hãy kiểm tra lại từng ký tự, hoặc xin mã mới.",
        "There is no such code. Check each letter, or ask for a new one.",
    ),
    (
        "enrol.code_used",
        "Mã này đã được dùng. Mỗi mã chỉ dùng một lần; hãy xin mã mới.",
        "This code was used already. Each code works once; ask for a new one.",
    ),
    (
        "enrol.other_account",
        "Máy này đang giữ bản ghi của người khác nên không đăng ký lại được. Không mất gì cả. Hãy dùng mã của người đó, hoặc báo cán bộ đầu mối.",
        "This device keeps the records of another person and cannot be enrolled anew. Nothing is lost. Use that person's code, or tell the area clerk.",
    ),
];
