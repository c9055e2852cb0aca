//! The words of photos: taking, keeping, looking at them.

use super::words;

words! {
    /// Words of photos.
    pub enum P {
        Photos: "Ảnh", "Photos";
        Private: "Không chụp căn cước, sổ hộ khẩu hay giấy tờ của người dân. Nơi chụp không nằm trong ảnh được giữ.", "Do not photograph anyone's ID card or papers. The place is not part of the photo that is kept.";
        Take: "Chụp ảnh", "Take a photo";
        Choose: "Chọn ảnh có sẵn", "Choose photos";
        Shrinking: "Đang thu nhỏ và giữ ảnh…", "Making the photo small and keeping it…";
        NotKept: "Ảnh chưa được giữ. Những gì đã ghi trên màn hình vẫn còn.", "The photo was not kept. What you wrote is still on screen.";
        Enough: "Mỗi bản ghi giữ tối đa {0} ảnh.", "A record keeps at most {0} photos.";
        Fetch: "Tải ảnh", "Fetch the photo";
        Fetching: "Đang tải ảnh…", "Fetching the photo…";
        Waits: "Ảnh mới chỉ có trên máy này", "On this phone only";
        StillWaiting: "{0} ảnh còn chờ gửi", "{0} photos still to send";
    }
}
