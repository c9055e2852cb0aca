//! Lists from workbooks and CSV, through the library: what is understood, what is told, what is compared, what goes
//! down to the phones, and what hostile files do.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends here")]

mod desk;
mod hostile;

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use sync_server::import::{ImportError, List, Mapping, Value};
use sync_server::storage::{StorageError, additions};

use desk::{Day, Desk, NOW_MS, Number, Put, Text, group, headings, workbook};

#[test]
fn a_workbook_of_the_bank_is_understood_with_its_titles_days_and_millions() {
    let desk = Desk::new();
    let mut rows = vec![
        vec![Text("NGÂN HÀNG CHÍNH SÁCH XÃ HỘI")],
        vec![Text(""), Text("DANH SÁCH TỔ TIẾT KIỆM VÀ VAY VỐN")],
        headings(),
        (1..=15).map(|number| Number(f64::from(number))).collect(),
        group(Text("T-0901")),
        group(Text("T-0902")),
    ];
    rows.push(vec![Text("Tổng cộng"), Text(""), Text(""), Text(""), Text(""), Number(90.0)]);
    let imported = desk.take(List::Groups, &workbook(&rows));
    let added: Vec<&str> = imported.comparison.added.iter().map(|entry| entry.key.as_str()).collect();
    assert_eq!(added, ["T-0901", "T-0902"]);
    assert_eq!(imported.comparison.gone.len(), 13, "the list of Khe Lạnh is replaced whole");
    assert_eq!(imported.registers_changed, 3, "of Khe Lạnh, of the area, of the province");
    let register = desk.register("KL/youth_union");
    let taken = &register.groups[0];
    assert_eq!((taken.outstanding, taken.overdue), (1_233_500_000, 12_500_000));
    assert_eq!((taken.interest_arrears, taken.savings_balance), (500_000, 12_500_000));
    assert_eq!((taken.head.as_str(), taken.as_of.to_string().as_str()), ("Lò Văn Mẫu", "30/09/2026"));
    assert_eq!(taken.rank.as_ref().map(ToString::to_string).as_deref(), Some("good"));
}

#[test]
fn every_fault_of_every_row_is_told_with_its_sheet_and_column() {
    let desk = Desk::new();
    let mut bad = group(Text("T 09"));
    bad[5] = Text("bốn lăm");
    bad[8] = Number(0.000_000_1);
    bad[14] = Number(46_295.0);
    let mut worse = group(Text("T-0901"));
    worse[2] = Text("Xã Không Có");
    worse[13] = Text("Xuất sắc");
    let mut parts = group(Text("T-0902"));
    parts[6] = Number(46.0);
    parts[9] = Number(2_000.0);
    let faults = desk.refused(List::Groups, &workbook(&[headings(), bad, worse, parts]));
    assert_eq!(faults.sheet.as_deref(), Some("Tháng 9"));
    let told: Vec<(u64, &str, &str)> =
        faults.told.iter().map(|fault| (fault.line, fault.column.as_str(), fault.code)).collect();
    let expected = [
        (2, "A “Mã Tổ TK&VV”", "import.not_a_code"),
        (2, "F “Số tổ viên”", "import.not_a_number"),
        (2, "I “Tổng dư nợ (triệu đồng)”", "money.fraction"),
        (2, "O “Ngày số liệu”", "import.day_as_number"),
        (3, "C “Tên xã”", "import.unknown_unit"),
        (3, "N “Xếp loại”", "import.unknown_rank"),
        (4, "G “Số tổ viên gửi tiền”", "import.part_over_whole"),
        (4, "J “Nợ quá hạn (triệu đồng)”", "import.part_over_whole"),
    ];
    assert_eq!(told, expected);
}

#[test]
fn codes_that_lost_their_zeros_are_told_with_what_was_meant() {
    let desk = Desk::new();
    desk.take(List::Groups, &workbook(&[headings(), group(Text("0012345")), group(Text("0012346"))]));
    let faults =
        desk.refused(List::Groups, &workbook(&[headings(), group(Number(12_345.0)), group(Text("12346"))]));
    let told: Vec<_> = faults.told.iter().map(|fault| (fault.code, fault.args.join(" "))).collect();
    assert_eq!(
        told,
        [("import.zeros_lost", "12345 0012345".into()), ("import.zeros_lost", "12346 0012346".into())]
    );
    let faults =
        desk.refused(List::Groups, &workbook(&[headings(), group(Text("0099999")), group(Number(77_777.0))]));
    assert_eq!(faults.told[0].args, ["77777", "0077777"], "shorter than the codes beside it");
}

#[test]
fn a_list_is_compared_with_the_one_before_and_a_sum_that_falls_is_a_warning() {
    let desk = Desk::new();
    let rows = |debts: [f64; 2]| {
        let of = |code, debt| {
            let mut row = group(Text(code));
            row[8] = Number(debt);
            row
        };
        vec![headings(), of("T-0901", debts[0]), of("T-0902", debts[1])]
    };
    desk.take(List::Groups, &workbook(&rows([1_000.0, 1_000.0])));
    let version = desk.register("KL/youth_union").version;
    let other = desk.register("HT/youth_union").version;
    let imported = desk.take(List::Groups, &workbook(&rows([1_000.0, 200.0])));
    let comparison = &imported.comparison;
    assert_eq!((comparison.changed.len(), comparison.unchanged, comparison.gone.len()), (1, 1, 0));
    let change = &comparison.changed[0].changes[0];
    assert_eq!(
        (&change.before, &change.after),
        (&Some(Value::Number(1_000_000_000)), &Some(Value::Number(200_000_000)))
    );
    let warning = &comparison.warnings[0];
    assert_eq!((warning.code, warning.args[0].as_str()), ("import.sum_fell", "40,00"));
    let said = warning.words(comparison.columns, shared::text::Language::Vi);
    assert_eq!(
        said,
        "Khe Lạnh (KL), Đoàn Thanh niên Cộng sản Hồ Chí Minh: dư nợ giảm 40,00 % (từ 2.000.000.000 còn 1.200.000.000)."
    );
    assert_eq!(desk.register("KL/youth_union").version, version + 1);
    assert_eq!(
        desk.register("HT/youth_union").version,
        other,
        "a unit that did not change keeps its version"
    );
    let again = desk.take(List::Groups, &workbook(&rows([1_000.0, 200.0])));
    assert!(again.comparison.is_empty());
    assert_eq!(again.registers_changed, 0);
}

#[test]
fn columns_that_a_clerk_assigned_are_remembered_for_the_same_headings_in_any_order() {
    let desk = Desk::new();
    let mut heads = headings();
    heads[5] = Text("SL TV");
    let file = workbook(&[heads.clone(), group(Text("T-0901"))]);
    let Err(ImportError::Unmapped(reading)) = desk.try_with(List::Groups, &file, &Mapping::default()) else {
        panic!("nobody can know what it means")
    };
    assert_eq!(reading.missing(List::Groups.columns())[0].id, "members");
    let mut said = Mapping::default();
    said.assign("SL TV", Some("members"));
    desk.try_with(List::Groups, &file, &said).unwrap();
    let mut turned = group(Text("T-0901"));
    heads.reverse();
    turned.reverse();
    let again = desk.take(List::Groups, &workbook(&[heads, turned]));
    assert!(again.comparison.is_empty(), "{:?}", again.comparison);
}

#[test]
fn s4_5_households_go_down_to_their_commune_alone_with_the_standard_of_their_status() {
    let desk = Desk::new();
    let columns = [
        "STT",
        "Mã hộ",
        "Xã",
        "Thôn, bản",
        "Họ và tên chủ hộ",
        "Phân loại",
        "Ngày QĐ",
        "Nhân khẩu",
        "Dân tộc",
        "Số CCCD",
    ];
    let of = |id, unit, status, ethnicity| {
        let day = Day(2026, 1, 5);
        vec![
            Number(1.0),
            Text(id),
            Text(unit),
            Text("bản Mây"),
            Text("Giàng A Mẫu"),
            Text(status),
            day,
            Number(4.0),
            Text(ethnicity),
            Text("001099001234"),
        ]
    };
    let rows =
        [columns.map(Text).to_vec(), of("H1", "HT", "Hộ nghèo", "Mông"), of("H2", "HT", "Cận nghèo", "Thái")];
    let imported = desk.take(List::Households, &workbook(&rows));
    assert_eq!((imported.comparison.added.len(), imported.comparison.gone.len()), (2, 14));
    assert_eq!(imported.registers_changed, 1, "only the commune's own phones learn of them");
    let register = desk.register("HT/youth_union");
    let read: Vec<_> = register
        .households
        .iter()
        .map(|one| (one.id.as_str(), one.status.as_str(), one.standard.as_str()))
        .collect();
    assert_eq!(read, [("H1", "poor", "decree_07_2021"), ("H2", "near_poor", "decree_07_2021")]);
    assert!(desk.register("BM/youth_union").households.is_empty());
    // Not even the table that waits between the steps holds what must not be known.
    let table = format!("{:?}", List::Households.read(&workbook(&rows)).unwrap());
    assert!(!table.contains("Mông") && !table.contains("001099001234"), "{table}");
    let faults = desk
        .refused(List::Households, &workbook(&[columns.map(Text).to_vec(), of("H1", "HT", "khá giả", "")]));
    assert_eq!(faults.told[0].code, "import.unknown_status");
    let mut older = of("H1", "HT", "Hộ nghèo", "");
    older[6] = Day(2024, 12, 20);
    let faults = desk.refused(List::Households, &workbook(&[columns.map(Text).to_vec(), older]));
    assert_eq!(faults.told[0].code, "import.older_list");
}

#[test]
fn s0_20_and_s2_12_organisations_of_units_go_down_with_officer_and_document() {
    let desk = Desk::new();
    let file = "Tổ chức;Mã xã;Bí thư;Cán bộ phụ trách;Từ ngày;Đến ngày;Văn bản liên tịch;Ngày văn bản\n\
        Đoàn Thanh niên;Huổi Trăng;Vàng Thị Mẫu;Lò Văn Thử;01/01/2026;30/06/2026;số 02/VBLT;15/01/2026\n\
        Đoàn Thanh niên;HT;Vàng Thị Mẫu;Cầm Thị Thử;01/07/2026;;số 02/VBLT;15/01/2026\n";
    desk.take(List::Offices, file.as_bytes());
    let register = desk.register("HT/youth_union");
    let of_commune: Vec<_> = register.offices.iter().filter(|office| office.unit.as_str() == "HT").collect();
    assert_eq!(of_commune.len(), 2);
    assert!(
        register.offices.iter().any(|office| office.unit.as_str() == "BM"),
        "the units above are there too"
    );
    let today = shared::date::Date::in_vietnam(NOW_MS);
    let in_charge: Vec<_> = of_commune.iter().filter(|office| office.is_in_charge(today)).collect();
    assert_eq!(in_charge[0].officer, "Cầm Thị Thử");
    let basis = shared::domain::offices::basis(
        &register.offices,
        &"youth_union".parse().unwrap(),
        &"HT".parse().unwrap(),
        shared::text::Language::Vi,
    );
    assert_eq!(basis.as_deref(), Some("số 02/VBLT ngày 15/01/2026"));
    let backwards = file.replace("30/06/2026", "30/06/2025");
    assert_eq!(desk.refused(List::Offices, backwards.as_bytes()).told[0].code, "import.ends_before_start");
}

#[test]
fn s0_10_outlets_with_level_and_kind_become_entries_of_the_areas_catalogue_once() {
    let desk = Desk::new();
    let file = "Tên kênh;Loại;Cấp\nFanpage Bản Mây;Mạng xã hội;commune\nWebsite NHCSXH;internal;central\n";
    desk.take(List::Outlets, file.as_bytes());
    let again = desk.take(List::Outlets, file.as_bytes());
    assert!(again.comparison.is_empty());
    let kept = desk.store.read::<_, StorageError>(additions::all).unwrap();
    assert_eq!(kept.len(), 1, "what is built in stays what it is");
    assert_eq!((kept[0].unit.as_str(), kept[0].addition.vi.as_str()), ("BM", "Fanpage Bản Mây"));
    assert_eq!(desk.register("HT/youth_union").additions.len(), 1);
    let other = file.replace("Mạng xã hội", "Báo");
    assert_eq!(desk.refused(List::Outlets, other.as_bytes()).told[0].code, "import.outlet_differs");
}

#[test]
fn every_code_of_an_import_has_a_sentence() {
    let mut codes = 0;
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/import");
    let mut folders = vec![folder];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() {
                folders.push(entry);
                continue;
            }
            let source = std::fs::read_to_string(entry).unwrap();
            for code in source.split('"').filter(|text| text.starts_with("import.") && !text.contains(' ')) {
                let said = shared::text::of_list(shared::text::Language::Vi, code, &[]);
                assert!(!said.contains("chưa hiểu (mã"), "{code} has no sentence");
                codes += 1;
            }
        }
    }
    assert!(codes > 40, "{codes}");
}

#[test]
fn columns_in_any_order_import_the_same_and_twice_is_once() {
    let desk = Desk::new();
    let rows = [headings(), group(Text("T-0901")), group(Text("T-0902"))];
    desk.take(List::Groups, &workbook(&rows));
    let straight = desk.all();
    let mut runner = TestRunner::new(ProptestConfig { cases: 16, ..ProptestConfig::default() });
    let orders = Just((0..15_usize).collect::<Vec<_>>()).prop_shuffle();
    let turned = |order: &Vec<usize>| -> Vec<Vec<Put>> {
        rows.iter().map(|row| order.iter().map(|place| row[*place].clone()).collect()).collect()
    };
    runner
        .run(&orders, |order| {
            let again = desk.take(List::Groups, &workbook(&turned(&order)));
            prop_assert!(again.comparison.is_empty());
            prop_assert_eq!(again.registers_changed, 0);
            Ok(())
        })
        .unwrap();
    assert_eq!(desk.all(), straight);
}
