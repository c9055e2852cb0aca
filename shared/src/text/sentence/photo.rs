//! What is said of photos: taking, keeping, sending and fetching them.

use super::Row;

pub(super) const ROWS: &[Row] = &[
    (
        "photo.not_a_picture",
        "Tệp này không phải ảnh mà máy đọc được. Những gì đã ghi vẫn còn. Hãy chụp lại hoặc chọn ảnh khác.",
        "This file is not a picture that the device can read. What you wrote is still there. Take it again or choose another.",
    ),
    (
        "photo.too_large",
        "Ảnh quá lớn, không thu nhỏ được. Những gì đã ghi vẫn còn. Hãy chụp lại hoặc chọn ảnh khác.",
        "The picture is too large and could not be made smaller. What you wrote is still there. Take it again or choose another.",
    ),
    (
        "photo.metadata",
        "Trình duyệt này chưa gỡ được thông tin kèm trong ảnh (nơi chụp, máy chụp) nên ảnh không được giữ. Những gì đã ghi vẫn còn. Hãy mở bằng Chrome bản mới.",
        "This browser could not strip what the picture carries (place, camera), so it was not kept. What you wrote is still there. Open a current Chrome.",
    ),
    (
        "photo.unknown",
        "Máy chủ chưa có bản ghi nào nêu ảnh này. Ảnh vẫn ở trên máy và sẽ tự gửi sau bản ghi.",
        "No record at the server names this photo yet. It is still on this device and will be sent after its record.",
    ),
    (
        "photo.offset",
        "Ảnh gửi chưa liền mạch. Ảnh vẫn ở trên máy và sẽ tự gửi tiếp.",
        "The photo did not arrive in order. It is still on this device and will be sent on.",
    ),
    (
        "photo.wrong",
        "Ảnh tới máy chủ không nguyên vẹn. Ảnh vẫn ở trên máy và sẽ tự gửi lại từ đầu.",
        "The photo did not reach the server intact. It is still on this device and will be sent again.",
    ),
    (
        "photo.stalled",
        "Ảnh gửi mãi chưa xong. Ảnh vẫn ở trên máy và sẽ tự gửi tiếp.",
        "The photo got no further. It is still on this device and will be sent on.",
    ),
    (
        "photo.absent",
        "Ảnh này chưa có ở máy chủ: máy đã chụp chưa gửi xong. Hãy thử lại sau.",
        "This photo is not at the server yet: the phone that took it has not sent it. Try again later.",
    ),
];
