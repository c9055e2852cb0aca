//! Importing the bank's lists: all of a file or nothing, and every bad row with its line and reason.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends here")]

mod support;

use rusqlite::Connection;
use support::{Office, file};

const UNITS: &str = "code,level,parent,name\nTN,province,,Thượng Ngàn\nHT,commune,TN,Huổi Trăng\n";
const GROUPS: &str = "code;org;unit;village;head;members;members_saving;borrowers;outstanding;overdue;frozen;\
    interest_arrears;savings_balance;as_of\n";

fn count(office: &Office, table: &str) -> i64 {
    let connection = Connection::open(office.database()).unwrap();
    connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap()
}

fn import(office: &Office, list: &str, content: &str) -> Result<String, String> {
    let path = file(office, "list.csv", content);
    let output = office.command(&["import", list, &path]).output().unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    if output.status.success() { Ok(printed) } else { Err(printed) }
}

#[test]
fn a_good_list_is_taken_and_the_same_again_changes_nothing() {
    let office = Office::closed();
    import(&office, "units", &format!("\u{feff}{UNITS}")).unwrap();
    let groups = format!(
        "{GROUPS}T-0001;youth_union;HT;bản Nà;Lò Văn Mẫu;45;18;13;1,2 tỷ;0;0;500k;12.500.000;30/09/2026\n"
    );
    assert!(import(&office, "groups", &groups).unwrap().contains("2 registers changed"));
    assert!(import(&office, "groups", &groups).unwrap().contains("0 registers changed"));
    let connection = Connection::open(office.database()).unwrap();
    let row: (i64, i64, i64) = connection
        .query_row("SELECT outstanding, interest_arrears, as_of FROM savings_group", [], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .unwrap();
    assert_eq!(row, (1_200_000_000, 500_000, 20_260_930));
}

#[test]
fn one_bad_row_and_nothing_is_imported_but_every_bad_row_is_told() {
    let office = Office::closed();
    import(&office, "units", UNITS).unwrap();
    let row = |code: &str, org: &str, unit: &str, saving: &str, money: &str, day: &str| {
        format!("{code};{org};{unit};bản Nà;Lò Văn Mẫu;45;{saving};13;{money};0;0;0;0;{day}\n")
    };
    let rows = [
        row("T-1", "youth_union", "HT", "18", "5000000", "2026-09-30"),
        row("T-2", "youth_union", "XX", "18", "5000000", "2026-09-30"),
        row("T-3", "youth_union", "HT", "99", "5000000", "2026-09-30"),
        row("T-4", "people_council", "HT", "18", "5000000", "2026-09-30"),
        row("T-5", "youth_union", "HT", "18", "năm triệu", "2026-09-30"),
        row("T-6", "youth_union", "HT", "18", "5000000", "31/09/2026"),
        row("T-1", "youth_union", "HT", "18", "5000000", "2026-09-30"),
        row("T-8", "youth_union", "HT", "", "5000000", "2026-09-30"),
        row("T-9", "youth_union", "HT", "18", "5000000", "2026-08-31"),
    ];
    let told = import(&office, "groups", &format!("{GROUPS}{}", rows.concat())).unwrap_err();
    for expected in [
        "dòng 3, cột unit: ",
        "dòng 4, cột members_saving: ",
        "dòng 5, cột org: ",
        "dòng 6, cột outstanding: ",
        "dòng 7, cột as_of: ",
        "dòng 8, cột code: ",
        "dòng 9, cột members_saving: ",
        "dòng 10, cột as_of: ",
        "[import.unknown_unit]",
        "[import.part_over_whole]",
        "[money.malformed]",
        "[import.duplicate]",
        "[import.two_days]",
    ] {
        assert!(told.contains(expected), "{expected} is not in\n{told}");
    }
    assert_eq!(told.lines().count(), 8, "{told}");
    assert!(!told.contains("chưa hiểu"), "every code has its sentence: {told}");
    assert_eq!(count(&office, "savings_group"), 0);
    let foreign = format!("{GROUPS}{}", row("T-1", "womens_union", "HT", "18", "0", "2026-09-30"));
    let path = file(&office, "foreign.csv", &foreign);
    assert!(
        office
            .run_in_vain(&["import", "groups", &path, "--org", "youth_union"])
            .contains("import.foreign_org")
    );
}

#[test]
fn a_file_that_is_no_list_is_refused_whole() {
    let office = Office::closed();
    let told = import(&office, "units", "code,name\nHT,Huổi Trăng\n").unwrap_err();
    assert!(told.contains("import.missing_column") && told.contains("level"), "{told}");
    let path = file(&office, "latin.csv", "");
    std::fs::write(&path, b"code,level,name\nHT,commune,Hu\xf4i\n").unwrap();
    assert!(office.run_in_vain(&["import", "units", &path]).contains("dòng 2: "));
    let told = import(&office, "units", "code,level,name\nHT,commune\n").unwrap_err();
    assert!(told.contains("dòng 2") && told.contains("import.malformed_row"), "{told}");
    let looped = "code,level,parent,name\nA,area,B,Một\nB,area,A,Hai\nC,commune,D,Ba\n";
    let told = import(&office, "units", looped).unwrap_err();
    assert!(told.contains("import.loop") && told.contains("import.unknown_unit"), "{told}");
    assert_eq!(count(&office, "unit"), 0);
}

#[test]
fn a_paid_off_loan_leaves_the_register_and_an_older_list_is_refused() {
    let office = Office::open(&[]);
    let loans = |day: &str, lines: &[&str]| {
        let header = "code,group,borrower,programme,disbursed,disbursed_on,balance,purpose,as_of\n";
        let row = |line: &&str| {
            format!("HV-0001-{line},T-0001,Lò Văn Mẫu,poor,50000000,2025-01-02,30000000,Nuôi dê,{day}\n")
        };
        format!("{header}{}", lines.iter().map(row).collect::<String>())
    };
    let of_ht = "loan WHERE unit = 'HT'";
    assert_eq!(count(&office, of_ht), 96);
    import(&office, "loans", &loans("2026-10-31", &["01", "02"])).unwrap();
    assert_eq!(count(&office, of_ht), 2);
    let told = import(&office, "loans", &loans("2026-09-30", &["01"])).unwrap_err();
    assert!(told.contains("import.older_list"), "{told}");
    assert_eq!(count(&office, "loan"), 1_606 - 94);
}

#[test]
fn the_sample_has_the_numbers_of_the_scenarios_and_is_made_once() {
    let office = Office::open(&[]);
    assert_eq!(count(&office, "savings_group"), 124);
    assert_eq!(
        count(
            &office,
            of(
                "savings_group",
                "code = 'T-0004' AND members = 45 AND members_saving = 18 AND savings_balance = 12500000"
            )
            .as_str()
        ),
        1
    );
    assert_eq!(count(&office, of("savings_group", "code = 'T-0101' AND unit = 'MK'").as_str()), 1);
    assert!(office.run(&["sample"]).contains("nothing was changed"));
    let again = Office::closed();
    again.run(&["sample"]);
    let all = |office: &Office| {
        let connection = Connection::open(office.database()).unwrap();
        let sql = "SELECT group_concat(code || borrower || balance || purpose || disbursed_on) FROM loan";
        connection.query_row(sql, [], |row| row.get::<_, String>(0)).unwrap()
    };
    assert_eq!(all(&office), all(&again));
}

fn of(table: &str, condition: &str) -> String {
    format!("{table} WHERE {condition}")
}
