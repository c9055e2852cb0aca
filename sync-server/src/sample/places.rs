//! Names of the invented province. Persons end in Mẫu, Thử, Ví Dụ or Giả Định, so that nobody takes them for
//! real ones.

/// An invented commune.
pub(super) struct Commune {
    /// Unit code.
    pub code: &'static str,
    /// Name without "xã".
    pub name: &'static str,
    /// Number of its first group: group codes are `T-` and four digits.
    pub first_group: u32,
    /// How many groups it has.
    pub groups: u32,
    /// Head of its youth union.
    pub lead: &'static str,
    /// True for an area with special difficulties.
    pub difficult: bool,
}

const fn commune(
    code: &'static str,
    name: &'static str,
    first_group: u32,
    groups: u32,
    lead: &'static str,
    difficult: bool,
) -> Commune {
    Commune { code, name, first_group, groups, lead, difficult }
}

/// The communes in the order of the scenarios.
pub(super) const COMMUNES: [Commune; 14] = [
    commune("HT", "Huổi Trăng", 1, 7, "Vàng Thị Mẫu", true),
    commune("NS", "Nà Sao", 11, 4, "Lường Văn Mẫu", false),
    commune("PN", "Pá Nắng", 21, 12, "Giàng Thị Thử", true),
    commune("LG", "Lũng Gió", 41, 9, "Hoàng Văn Giả Định", true),
    commune("MK", "Mường Khói", 101, 6, "Cà Thị Ví Dụ", false),
    commune("DS", "Đèo Sương", 111, 10, "Sùng A Mẫu", true),
    commune("SB", "Suối Biếc", 131, 3, "Quàng Thị Thử", false),
    commune("TM", "Tà Mây", 141, 8, "Tòng Văn Ví Dụ", true),
    commune("CL", "Cốc Lim", 151, 5, "Nông Thị Giả Định", false),
    commune("PH", "Phiêng Hoa", 161, 14, "Lò Thị Mẫu", false),
    commune("ND", "Nậm Đào", 181, 11, "Mùa A Thử", true),
    commune("CT", "Co Thông", 201, 2, "Vì Văn Giả Định", false),
    commune("BV", "Bản Vầu", 211, 20, "Bạc Thị Ví Dụ", false),
    commune("KL", "Khe Lạnh", 241, 13, "Đinh Văn Thử", true),
];

/// Villages of Huổi Trăng; the third is the one of SC-1.
pub(super) const VILLAGES_OF_HT: [&str; 7] =
    ["Huổi Sáng", "Nà Pục", "Huổi Cang", "Tả Lình", "Pá Hốc", "Suối Lư", "Đán Đanh"];

/// First words of other villages' names.
pub(super) const VILLAGE_FIRST: [&str; 10] =
    ["Nà", "Huổi", "Pá", "Tà", "Lũng", "Khe", "Co", "Nậm", "Phiêng", "Suối"];
/// Second words of other villages' names.
pub(super) const VILLAGE_SECOND: [&str; 14] = [
    "Mạ", "Sen", "Lồng", "Ban", "Hin", "Khoang", "Lay", "Sáng", "Tăm", "Bông", "Trám", "Hạt", "Ngần", "Bướm",
];

/// Family names.
pub(super) const FAMILY: [&str; 16] = [
    "Lò", "Vàng", "Giàng", "Sùng", "Quàng", "Tòng", "Cà", "Lường", "Hoàng", "Nông", "Triệu", "Bàn", "Đặng",
    "Mùa", "Thào", "Vì",
];
/// Middle names.
pub(super) const MIDDLE: [&str; 10] =
    ["Văn", "Thị", "A", "Thị", "Văn", "Ngọc", "Thị", "Xuân", "Minh", "Thanh"];
/// What stands for a given name.
pub(super) const GIVEN: [&str; 4] = ["Mẫu", "Thử", "Ví Dụ", "Giả Định"];

/// What loans are for, with the usual programmes.
pub(super) const PURPOSES: [(&str, &[&str]); 10] = [
    ("Chăn nuôi trâu, bò sinh sản", &["poor", "near_poor", "newly_escaped", "difficult_area_business"]),
    ("Nuôi dê", &["poor", "near_poor", "job_creation"]),
    ("Nuôi lợn nái", &["poor", "near_poor", "newly_escaped"]),
    ("Trồng cà phê", &["difficult_area_business", "newly_escaped", "job_creation"]),
    ("Trồng quế, hồi", &["difficult_area_business", "job_creation", "ethnic_minority_mountain"]),
    ("Đào ao, nuôi cá", &["near_poor", "job_creation"]),
    ("Công trình nước sạch và nhà vệ sinh", &["clean_water"]),
    ("Chi phí học tập của con", &["student"]),
    ("Sửa chữa, làm nhà ở", &["poor_housing", "ethnic_minority_mountain"]),
    ("Buôn bán nhỏ, dịch vụ", &["difficult_area_business", "newly_escaped", "ex_prisoner"]),
];
