//! Words of the records that are written on one page each, and of the page on which all answers are looked over.
//! `{0}` is filled in by `fill`.

use super::words;

words! {
    /// A word or sentence of these pages.
    pub enum S {
        CheckTitle: "Xem lại trước khi hoàn thành", "Check your answers";
        Change: "Sửa", "Change";
        ChangePart: "Sửa: {0}", "Change: {0}";
        BackToForm: "Về trang ghi", "Back to the form";
        Another: "Thêm {0}", "Add: {0}";
        NothingToChoose: "Trên máy này chưa có bản ghi nào để chọn.", "There is no record on this phone to choose.";
        NoOne: "Không chọn", "None";
        Month: "Tháng {0}", "Month {0}";
        Me: "Chính tôi", "Myself";
        SomebodyElse: "Người khác", "Somebody else";
        NotYours: "{0}: phần của người duyệt, máy này không ghi.", "{0}: for whoever approves; not written on this phone.";
        MoveTo: "Chuyển sang “{0}”", "Move on to “{0}”";
        StandsAt: "Đang ở: {0}", "Stands at: {0}";
        NoMove: "Không còn bước nào của bạn.", "Nothing here is yours to do.";
        HouseholdLine: "{0} · {1}", "{0} · {1}";
        LoanLine: "{0} · dư nợ {1}", "{0} · balance {1}";
        PaperAndNotes: "Số bản giấy, ghi chú", "Paper number, notes";
        Notes: "Ghi chú", "Notes";
    }
}
