//! Words of the list of poor and near-poor households.

use super::words;

words! {
    /// A word or sentence about the households of a commune's list.
    pub enum H {
        InVillage: "{0}: {1} hộ", "{0}: {1} households";
        Found: "{0} trong {1} hộ", "{0} of {1} households";
        Members: "{0} · {1} nhân khẩu", "{0} · {1} members";
        Decided: "{0}, quyết định ngày {1}", "{0}, decided on {1}";
        NoList: "Chưa có danh sách hộ", "No list of households yet";
        NoListText: "Cơ quan chưa công bố danh sách hộ nghèo, hộ cận nghèo của xã. Khi có, máy tự nhận ở lần gửi, nhận sau.", "The office has not published the commune's list. Once it has, this phone gets it at its next exchange.";
    }
}
