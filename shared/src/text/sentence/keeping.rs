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
    // A step that the record does not take.
    (
        "record.incomplete",
        "Bản ghi còn thiếu nên chưa hoàn thành được. Bản nháp đã lưu. Hãy xem các mục được đánh dấu.",
        "The record still lacks something and cannot be completed. The draft is saved. See the marked fields.",
    ),
    (
        "record.conflict",
        "Có mục do nhiều người cùng sửa nên chưa hoàn thành được. Các giá trị đều còn. Hãy chọn một giá trị cho từng mục.",
        "Several people changed the same field, so the record cannot be completed. All values are kept. Choose one for each field.",
    ),
    (
        "record.state_forbidden",
        "Vai trò của bạn không được chuyển bản ghi sang bước này. Bản ghi giữ nguyên; hãy nhờ lãnh đạo đơn vị.",
        "Your role may not move the record to this step. The record stays as it is; ask the head of your unit.",
    ),
    (
        "correction.reason_missing",
        "Chưa gửi đề nghị: hãy ghi lý do đính chính.",
        "Nothing was asked: write why it is to be corrected.",
    ),
    (
        "correction.same",
        "Chưa gửi đề nghị: giá trị mới giống giá trị đang ghi.",
        "Nothing was asked: the new value is the one that stands there.",
    ),
    (
        "correction.malformed",
        "Chưa gửi đề nghị: mục này không đính chính được.",
        "Nothing was asked: this field cannot be corrected.",
    ),
    (
        "record.closed",
        "Bản ghi đã gửi nên không sửa được mục này. Bản ghi giữ nguyên; hãy đề nghị cán bộ đầu mối trả lại.",
        "The record was handed in, so this field cannot be changed. It stays as it is; ask the area clerk to return it.",
    ),
    (
        "record.void_reason_missing",
        "Hủy bản ghi phải có lý do. Bản ghi giữ nguyên; hãy ghi lý do rồi bấm lại.",
        "Striking out a record needs a reason. It stays as it is; write the reason and try again.",
    ),
    (
        "catalogue.unreadable",
        "Không đọc được danh mục trên máy. Các bản ghi vẫn còn nguyên. Hãy tải lại trang khi có mạng.",
        "The catalogue on this device cannot be read. The records are untouched. Reload the page with a network.",
    ),
    (
        "app.part_missing",
        "Chưa tải được phần này của ứng dụng. Các bản ghi vẫn còn nguyên. Hãy mở lại khi có mạng; sau đó phần này luôn có sẵn trên máy.",
        "This part of the app could not be loaded. The records are untouched. Open it again with a network; from then on it is always on this device.",
    ),
    (
        "feedback.kept_already",
        "Phản ánh này đã lưu ở xã nên không chuyển đi được. Hãy ghi một phản ánh mới và chọn đơn vị bị phản ánh trước khi lưu.",
        "This report is kept in the commune already. Write a new one and choose the unit that it names before saving.",
    ),
    (
        "feedback.nobody_above",
        "Không có đơn vị nào ở trên để gửi phản ánh này. Hãy báo trực tiếp cho cấp có thẩm quyền.",
        "There is no unit above to which this report could go. Please tell those in charge in person.",
    ),
];
