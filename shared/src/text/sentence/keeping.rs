//! What is said of keeping things on the phone: a full disk, a damaged row, a worker that stopped.

use super::Row;

pub(super) const ROWS: &[Row] = &[
    (
        "storage.full",
        "Bộ nhớ máy đã đầy nên chưa lưu được. Những gì đã lưu vẫn còn. Hãy xóa bớt ảnh, video rồi bấm Lưu lại.",
        "The device's memory is full, so this was not saved. What was saved before is safe. Delete some photos or videos and save again.",
    ),
    (
        "storage.lost",
        "Trình duyệt vừa ngắt kho dữ liệu nên chưa lưu được. Những gì đã lưu vẫn còn. Hãy bấm Lưu lại.",
        "The browser cut off its store, so this was not saved. What was saved before is safe. Save again.",
    ),
    (
        "storage.damaged",
        "Một phần dữ liệu trên máy bị hỏng. Phần đọc được vẫn còn và không bị gửi đè lên máy chủ. Hãy gửi về cơ quan khi có mạng và báo cán bộ đầu mối.",
        "Part of the data on this device is damaged. What can be read is kept, and nothing empty is sent over the server's copy. Synchronise when there is a network and tell the area clerk.",
    ),
    (
        "storage.blocked",
        "Ứng dụng đang mở ở một thẻ khác bằng bản cũ. Hãy đóng các thẻ khác rồi mở lại. Không mất gì cả.",
        "The app is open in another tab with an older version. Close the other tabs and open it again. Nothing is lost.",
    ),
    (
        "storage.newer",
        "Dữ liệu trên máy thuộc bản ứng dụng mới hơn. Không có gì bị sửa. Hãy cập nhật ứng dụng.",
        "The data on this device belong to a newer version of the app. Nothing was changed. Update the app.",
    ),
    (
        "storage.failed",
        "Chưa lưu được vào máy. Những gì đã lưu vẫn còn. Hãy bấm Lưu lại; nếu vẫn vậy, hãy khởi động lại máy.",
        "This could not be saved on the device. What was saved before is safe. Save again; if it stays so, restart the device.",
    ),
    (
        "engine.crashed",
        "Phần xử lý dừng đột ngột và đang được mở lại. Những gì đã lưu vẫn còn, những gì đang ghi vẫn ở trên màn hình. Hãy thử lại.",
        "The worker stopped suddenly and is being restarted. What was saved is safe, what you are writing is still on screen. Try again.",
    ),
    (
        "engine.absent",
        "Phần xử lý chưa chạy được. Những gì đã lưu vẫn còn. Hãy tải lại trang; nếu vẫn vậy, hãy mở bằng Chrome bản mới.",
        "The worker could not start. What was saved is safe. Reload the page; if it stays so, open a current Chrome.",
    ),
    (
        "engine.confused",
        "Hai phần của ứng dụng không hiểu nhau, thường sau khi cập nhật. Những gì đã lưu vẫn còn. Hãy tải lại trang.",
        "Two parts of the app do not understand each other, often after an update. What was saved is safe. Reload the page.",
    ),
    (
        "record.unknown",
        "Không có bản ghi này trên máy. Hãy đồng bộ rồi tìm lại.",
        "This record is not on this device. Synchronise and look again.",
    ),
    (
        "record.damaged",
        "Bản ghi này bị hỏng trên máy, đã được để riêng và không bị gửi đè lên máy chủ. Hãy xuất phần đọc được và báo cán bộ đầu mối.",
        "This record is damaged on this device; it was set aside and nothing of it is sent over the server's copy. Export what can be read and tell the area clerk.",
    ),
    (
        "draft.unreadable",
        "Không đọc được bản nháp này. Các bản ghi đã lưu vẫn còn nguyên.",
        "This draft cannot be read. Saved records are untouched.",
    ),
    (
        "catalogue.unreadable",
        "Không đọc được danh mục trên máy. Các bản ghi vẫn còn nguyên. Hãy tải lại trang khi có mạng.",
        "The catalogue on this device cannot be read. The records are untouched. Reload the page with a network.",
    ),
];
