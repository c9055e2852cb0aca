//! Words of the province's page beyond inspections and outreach.

words! {
    AREAS: "Khu vực: đồng bộ", "Areas: synchronisation";
    AREA: "Khu vực", "Area";
    TEAM_SYNC: "Đoàn kiểm tra đồng bộ", "Its team synchronised";
    FRESH_COMMUNES: "Xã có dữ liệu trong 30 ngày", "Communes heard of in 30 days";
    UNSENT: "Bản ghi chưa gửi", "Records not handed in";
    BY_LEVEL: "Hoạt động theo cấp tổ chức", "Activities by level";
    PRODUCTS: "Tin, bài, phóng sự theo hình thức", "Media products by form";
    PRODUCTS_BY_LEVEL: "Tin, bài, phóng sự theo cấp", "Media products by level";

    MATTERS: "Tồn tại, phản ánh, việc chưa xong", "Findings, feedback, what is not settled";
    REMEDIES_OPEN: "Tồn tại chưa khắc phục", "Findings not remedied";
    REMEDIES_OVERDUE: "Tồn tại quá hạn", "Remedies overdue";
    REMEDIES_MEDIAN: "Trung vị số ngày tồn đọng", "Median days open";
    WORDS_WAITING: "Phản ánh chờ quá {0} ngày", "Feedback waiting more than {0} days";
    LATE: "Bản ghi sửa sau khi gửi, chưa xem", "Records with late edits not seen";
    DOUBTFUL: "Bản ghi cần kiểm tra ngày (sai đồng hồ)", "Records with a doubtful day (wrong clock)";

    CAPITAL: "Nguồn vốn năm {0}", "Capital in {0}";
    NO_CAPITAL: "Chưa có bảng nguồn vốn năm nay.", "There is no capital sheet of this year.";
    LOCAL: "Ngân sách địa phương ủy thác", "Local budget entrusted";
    TOTAL: "Tổng nguồn vốn", "All capital";
    SHARE: "Tỷ trọng", "Share";
    PLANNED: "Kế hoạch", "Planned";
    OF_PLAN: "So kế hoạch", "Beside the plan";
    OF_LAST_YEAR: "So năm trước", "Beside last year";
    CAPITAL_NOTE: "Tỷ trọng = ngân sách địa phương ủy thác / tổng nguồn vốn, làm tròn 2 chữ số.",
        "Share = local budget entrusted of all capital, rounded half-up to two decimals.";
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_word_of_the_province_is_there_in_both_languages() {
        super::super::check(super::TABLE);
    }
}
