//! An office with the sample's lists, and workbooks as a bank writes them.

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use shared::domain::register::UnitRegister;
use shared::id::{Partition, UnitCode};
use sync_server::import::{Bounds, Faults, Import, ImportError, Imported, List, Mapping, import, rehearse};
use sync_server::sample;
use sync_server::storage::{SqliteStore, StorageError, households, registers};
use tempfile::TempDir;

pub use Put::{Day, Number, Text};

/// Monday 12 October 2026, 08:00 in Vietnam.
pub const NOW_MS: i64 = 1_791_766_800_000;

pub struct Desk {
    _folder: TempDir,
    pub store: SqliteStore,
}

impl Desk {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(&folder.path().join("office.db")).unwrap();
        sample::fill(&store, false, NOW_MS).unwrap();
        Self { _folder: folder, store }
    }

    pub fn try_with(&self, list: List, file: &[u8], said: &Mapping) -> Result<Imported, ImportError> {
        let table = list.read(file).map_err(ImportError::Faults)?;
        let unit: UnitCode = "BM".parse().unwrap();
        let bounds = Bounds { units: None, top: Some(&unit), org: None };
        let job = Import { list, who: "vidu", bounds, now_ms: NOW_MS };
        let foreseen = rehearse(&self.store, &job, &table, said);
        let done = import(&self.store, &job, &table, said, None);
        assert_eq!(format!("{foreseen:?}"), format!("{done:?}"), "a rehearsal says what an import does");
        done
    }

    pub fn take(&self, list: List, file: &[u8]) -> Imported {
        self.try_with(list, file, &Mapping::default()).unwrap()
    }

    pub fn refused(&self, list: List, file: &[u8]) -> Faults {
        let before = self.all();
        let Err(ImportError::Faults(faults)) = self.try_with(list, file, &Mapping::default()) else {
            panic!("the file was taken")
        };
        assert_eq!(self.all(), before, "nothing of a refused file is kept");
        faults
    }

    pub fn register(&self, partition: &str) -> UnitRegister {
        let partition: Partition = partition.parse().unwrap();
        let content = self.store.read::<_, StorageError>(|c| registers::content(c, &partition)).unwrap();
        UnitRegister::from_bytes(&content.unwrap().1).unwrap()
    }

    /// Everything that lists can change.
    pub fn all(&self) -> String {
        let read = |c: &rusqlite::Connection| {
            let lists = (registers::units(c)?, registers::groups(c)?, registers::loans(c)?);
            Ok::<_, StorageError>(format!(
                "{lists:?} {:?} {:?}",
                households::all(c)?,
                households::offices(c)?
            ))
        };
        self.store.read(read).unwrap()
    }
}

/// What a cell of a test's workbook holds.
#[derive(Debug, Clone)]
pub enum Put {
    Text(&'static str),
    Number(f64),
    Day(u16, u8, u8),
}

/// A workbook with a sheet of notes before the sheet with these rows.
pub fn workbook(rows: &[Vec<Put>]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().set_name("Ghi chú").unwrap().write(0, 0, "Người lập").unwrap();
    let sheet = workbook.add_worksheet();
    sheet.set_name("Tháng 9").unwrap();
    let of_day = Format::new().set_num_format("dd/mm/yyyy");
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            match cell {
                Text("") => {}
                Text(text) => {
                    sheet.write(row, column, *text).unwrap();
                }
                Number(number) => {
                    sheet.write(row, column, *number).unwrap();
                }
                Day(year, month, day) => {
                    let day = ExcelDateTime::from_ymd(*year, *month, *day).unwrap();
                    sheet.write_with_format(row, column, day, &of_day).unwrap();
                }
            }
        }
    }
    workbook.save_to_buffer().unwrap()
}

/// The bank's headings, in the order of `group`.
pub fn headings() -> Vec<Put> {
    [
        "Mã Tổ TK&VV",
        "Tổ chức",
        "Tên xã",
        "Thôn",
        "Họ tên Tổ trưởng",
        "Số tổ viên",
        "Số tổ viên gửi tiền",
        "Số khách hàng",
        "Tổng dư nợ (triệu đồng)",
        "Nợ quá hạn (triệu đồng)",
        "Nợ khoanh (triệu đồng)",
        "Lãi tồn (đồng)",
        "Số dư tiền gửi",
        "Xếp loại",
        "Ngày số liệu",
    ]
    .map(Text)
    .to_vec()
}

/// A group of Khe Lạnh, which has thirteen others.
pub fn group(code: Put) -> Vec<Put> {
    vec![
        code,
        Text("Đoàn Thanh niên"),
        Text("Xã Khe Lạnh"),
        Text("bản Nà"),
        Text("Lo\u{300} Văn Mẫu"),
        Number(45.0),
        Number(18.0),
        Number(13.0),
        Number(1_233.5),
        Text("12,5"),
        Number(0.0),
        Number(500_000.0),
        Text("12.500.000"),
        Text("Tốt"),
        Day(2026, 9, 30),
    ]
}
