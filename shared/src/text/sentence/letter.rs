//! What is said of a sealed file that cannot be taken in, on the phone and at the office. In each case nothing of
//! the file was taken in and nothing is lost.

use super::Row;

pub(super) const ROWS: &[Row] = &[
    (
        "letter.not_ours",
        "Đây không phải tệp của Sổ Bản. Chưa nhận gì cả. Hãy chọn đúng tệp có đuôi .soban.",
        "This is not a file of Sổ Bản. Nothing was taken in. Choose the file that ends in .soban.",
    ),
    (
        "letter.damaged",
        "Tệp bị hỏng hoặc chép chưa hết nên chưa nhận gì cả. Không mất gì: hãy chép lại tệp, hoặc tạo tệp mới.",
        "The file is damaged or was not copied to its end; nothing was taken in. Nothing is lost: copy it again, or make a new one.",
    ),
    (
        "letter.version_new",
        "Tệp do bản Sổ Bản mới hơn tạo ra. Chưa nhận gì cả. Hãy cập nhật rồi mở lại tệp.",
        "The file was made by a newer Sổ Bản. Nothing was taken in. Update, then open it again.",
    ),
    (
        "letter.too_large",
        "Tệp lớn quá mức cho phép nên chưa nhận gì cả. Bản ghi vẫn ở trên máy đã tạo tệp.",
        "The file is larger than allowed; nothing was taken in. The records are still on the phone that made it.",
    ),
    (
        "letter.other_area",
        "Tệp này gửi cho khu vực khác ({0}). Chưa nhận gì cả. Hãy chuyển tệp đến đúng văn phòng khu vực.",
        "This file is for another area ({0}). Nothing was taken in. Take it to the office of that area.",
    ),
    (
        "letter.wrong_way",
        "Tệp này đi chiều ngược lại: tệp gửi đi mở ở văn phòng, tệp trả lời mở trên điện thoại. Chưa nhận gì cả.",
        "This file goes the other way: a file sent is opened at the office, an answer on the phone. Nothing was taken in.",
    ),
    (
        "letter.not_for_this_phone",
        "Tệp trả lời này dành cho máy khác. Chưa nhận gì cả. Hãy mở tệp trên đúng máy đã gửi.",
        "This answer is for another phone. Nothing was taken in. Open it on the phone that sent the file.",
    ),
    (
        "letter.forgotten",
        "Máy này không còn nhớ tệp đã gửi ứng với tệp trả lời này. Chưa nhận gì cả, không mất gì. Hãy tạo tệp mới, hoặc đồng bộ khi có mạng.",
        "This phone no longer remembers the file that this answers. Nothing was taken in and nothing is lost. Make a new file, or synchronise with a network.",
    ),
    (
        "letter.outdated",
        "Tệp trả lời này viết trước khi văn phòng khôi phục dữ liệu. Chưa nhận gì cả, không mất gì. Hãy tạo tệp mới, hoặc đồng bộ khi có mạng.",
        "This answer was written before the office restored its data. Nothing was taken in and nothing is lost. Make a new file, or synchronise with a network.",
    ),
    (
        "letter.no_office_key",
        "Máy này chưa nhận được khóa của văn phòng nên chưa tạo được tệp. Bản ghi vẫn ở trên máy. Hãy đồng bộ một lần khi có mạng.",
        "This phone has not been told the office's key and cannot make a file yet. The records are safe on it. Synchronise once with a network.",
    ),
    (
        "letter.unknown_device",
        "Văn phòng không biết máy đã tạo tệp này. Chưa nhận gì cả. Hãy đăng ký máy rồi tạo tệp mới.",
        "The office does not know the phone that made this file. Nothing was taken in. Enrol the phone, then make a new file.",
    ),
    (
        "letter.revoked",
        "Máy đã tạo tệp này đã bị thu hồi quyền. Chưa nhận gì cả. Nếu cần lấy bản ghi trong đó, hãy báo người quản trị.",
        "The phone that made this file was revoked. Nothing was taken in. If its records are needed, tell the administrator.",
    ),
    (
        "parcel.forged",
        "Chữ ký của gói không phải của máy ghi trong đó nên văn phòng không nhận. Nội dung vẫn còn nguyên trên máy. Hãy báo cán bộ đầu mối.",
        "The signature of the parcel is not by the phone that it names, so the office did not take it. It is whole on the phone. Tell the area clerk.",
    ),
    (
        "device.other_keys",
        "Văn phòng giữ khóa khác của máy này. Bản ghi vẫn ở trên máy. Hãy xin mã đăng ký mới của cán bộ đầu mối.",
        "The office holds other keys of this device. The records are still on it. Ask the area clerk for a new enrolment code.",
    ),
];
