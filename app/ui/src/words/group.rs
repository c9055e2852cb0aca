//! Words of the page of one group.

use super::words;

words! {
    /// A word or sentence about one group.
    pub enum G {
        Title: "Tổ {0}", "Group {0}";
        Inspect: "Kiểm tra tổ này", "Inspect this group";
        GoOn: "Ghi tiếp biên bản kiểm tra", "Go on with its inspection";
        Submit: "Xem lại và nộp biên bản kiểm tra", "Look through its inspection and hand it in";
        Loans: "Món vay mới phải kiểm tra", "New loans to be checked";
        Disbursed: "Giải ngân {0} · {1}", "Disbursed {0} · {1}";
        Remedies: "Tồn tại chưa khắc phục xong", "Findings not yet remedied";
        Debts: "Vụ việc nợ đang xử lý", "Open debt cases";
        Inspections: "Các lần kiểm tra", "Inspections";
        MoreInspections: "Còn {0} lần kiểm tra trước đó trong sổ ghi.", "{0} earlier inspections stand in the records.";
        Outreach: "Các buổi truyền thông tại tổ", "Outreach here";
        Figures: "Số liệu ngân hàng", "The bank's figures";
        AsOf: "Theo danh sách ngày {0}.", "By the list of {0}.";
        NotInList: "Tổ này không có trong danh sách đang dùng.", "This group is not in the present list.";
        Savers: "Thành viên gửi tiết kiệm", "Members who save";
        Borrowers: "Hộ còn dư nợ", "Borrowers with a balance";
        Outstanding: "Dư nợ", "Outstanding";
        Overdue: "Nợ quá hạn", "Overdue";
        Frozen: "Nợ khoanh", "Frozen";
        Arrears: "Lãi tồn", "Interest in arrears";
        Savings: "Số dư tiết kiệm", "Savings";
        Rank: "Xếp loại", "Rank";
    }
}
