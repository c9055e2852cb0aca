//! Every bound of the system, in one place, each with its unit and its reason. Nothing that comes from
//! outside may grow without one of these.

#[cfg(feature = "crdt")]
use crate::sync::bundle::Room;

/// Longest short text of a record, in characters (a place, a title): one line of the paper form.
pub const LINE_CHARS_MAX: usize = 120;
/// Longest free text in one field, in characters (S records.md `Txt(4000)`): two handwritten pages.
pub const NARRATIVE_CHARS_MAX: usize = 4_000;
/// Longest text of a finding, a remark or an opinion, in characters.
pub const REMARK_CHARS_MAX: usize = 2_000;
/// Longest address of a published item, in characters.
pub const LINK_CHARS_MAX: usize = 500;
/// Longest media product, in seconds: one day.
pub const MEDIA_SECONDS_MAX: i64 = 86_400;
/// Most views or shares of one product: more than there are people in the country.
pub const REACH_MAX: i64 = 1_000_000_000;
/// Last year that a plan or a sheet may be of.
pub const YEAR_MAX: i64 = 2_199;
/// Longest reason of a decision, in characters: lists show it whole.
pub const REASON_CHARS_MAX: usize = 300;
/// Longest code, id or number of something outside the catalogue, in characters: twice a document's id in hex.
pub const ID_CHARS_MAX: usize = 64;
/// Largest amount of money, in đồng: 10^15 is above the bank's whole balance sheet, so more is a typing error.
pub const DONG_MAX: i64 = 1_000_000_000_000_000;
/// Largest `yyyymm` that a document holds: four digits of a year. Which months there are, the calendar says.
pub const MONTH_MAX: i64 = 999_912;
/// Largest count of people, copies or items: above any commune's population.
pub const COUNT_MAX: i64 = 1_000_000;
/// Longest duration of one activity, in minutes: one day.
pub const MINUTES_MAX: i64 = 1_440;
/// Longest key of a document, in bytes: three segments of at most 40 characters.
pub const KEY_BYTES_MAX: usize = 122;
/// Longest segment of a key, in bytes.
pub const KEY_SEGMENT_BYTES_MAX: usize = 40;
/// Entries (borrowers, findings, paragraphs …) one record can hold under one prefix: a group has at most 60 members.
pub const ENTRIES_MAX: usize = 500;

/// Largest encoded change, in bytes: the longest narrative in three-byte letters, with room for its neighbours.
pub const CHANGE_BYTES_MAX: usize = 64 * 1024;
/// Most operations one change may claim: twice the fields of the largest inspection with 60 borrowers.
pub const CHANGE_OPS_MAX: usize = 4_096;
/// Most values that the operations of one change may replace, all together: each settles a few.
pub const CHANGE_PREDS_MAX: usize = 4 * CHANGE_OPS_MAX;
/// Most direct predecessors of a change: concurrent heads of one record, one per device; devices of one commune are tens.
pub const CHANGE_DEPS_MAX: usize = 256;
/// Most other actors a change may name: one per app start of everybody whose values it replaces.
pub const CHANGE_ACTORS_MAX: usize = 1_024;
/// Most changes one document may hold: an edit a minute for two working weeks.
pub const DOC_CHANGES_MAX: usize = 5_000;
/// Most operations one document may hold, so that the gate's index of it stays below 40 MB: each field of the largest inspection written a hundred times.
pub const DOC_OPS_MAX: usize = 200_000;
/// Most bytes of changes one document may hold, so that opening it stays in a phone's memory.
pub const DOC_BYTES_MAX: usize = 4 * 1024 * 1024;

/// Largest compressed body of one sync request, in bytes: many slices, far below a proxy's usual 1 MB.
pub const SYNC_BODY_BYTES_MAX: usize = 256 * 1024;
/// Largest body after decompression, in bytes: real bodies compress 4–6 times.
pub const SYNC_INFLATED_BYTES_MAX: usize = 2 * 1024 * 1024;
/// Most changes in one request.
pub const SYNC_CHANGES_MAX: usize = 2_000;
/// Bytes of changes (before packing) that a phone puts into one request at first: about 12–16 kB on the line.
pub const PUSH_BYTES_TARGET: usize = 96 * 1024;
/// The least that a phone puts into one request, in bytes of changes: about 2 kB on the line.
pub const PUSH_BYTES_MIN: usize = 8 * 1024;
/// The most that a phone puts into one request, in bytes of changes: about 64 kB on the line.
pub const PUSH_BYTES_MAX: usize = 512 * 1024;
/// Bytes of changes (before packing) that a phone asks for in one answer at first: about 12–16 kB on the line.
pub const PULL_BYTES_TARGET: usize = 96 * 1024;
/// The least that the office puts into one answer when it has it, in bytes of changes: about 2 kB on the line.
pub const PULL_BYTES_MIN: usize = 8 * 1024;
/// The most that the office puts into one answer, in bytes of changes: about 64 kB on the line.
pub const PULL_BYTES_MAX: usize = 512 * 1024;
/// How long one slice should be on its way, in milliseconds: what a drop costs at most.
pub const SLICE_MS_TARGET: i64 = 6_000;
/// Most marks of a locator: one for each power of two of a position, and both ends.
pub const LOCATOR_MARKS_MAX: usize = 66;
/// What one request may bring up: many slices.
#[cfg(feature = "crdt")]
pub const SYNC_ROOM: Room = Room { changes_max: SYNC_CHANGES_MAX, bytes_max: 4 * 1024 * 1024 };
/// What a carried letter may bring up: a phone's whole season.
#[cfg(feature = "crdt")]
pub const LETTER_ROOM: Room = Room { changes_max: 100_000, bytes_max: 64 * 1024 * 1024 };
/// What a phone takes of one partition in one answer.
#[cfg(feature = "crdt")]
pub const ANSWER_ROOM: Room = Room { changes_max: 200_000, bytes_max: 32 * 1024 * 1024 };
/// Largest answer after inflating, in bytes: a full pull, its last change whole, and the register of one partition.
pub const RESPONSE_BYTES_MAX: usize = 16 * 1024 * 1024;
/// Most partitions one device may follow: every commune of a large province, each with all organisations.
pub const CURSORS_MAX: usize = 4_096;

/// Largest sealed file, in bytes: about 10,000 records with their history, and still sent by any messenger.
pub const LETTER_BYTES_MAX: usize = 4 * 1024 * 1024;
/// Largest content of a sealed file after inflating, in bytes: real ones compress 4–6 times.
pub const LETTER_INFLATED_BYTES_MAX: usize = 24 * 1024 * 1024;

/// Shortest wait before a failed synchronisation is tried again, in milliseconds.
pub const RETRY_DELAY_MIN_MS: u64 = 5_000;
/// Longest wait before a failed synchronisation is tried again, in milliseconds: half an hour.
pub const RETRY_DELAY_MAX_MS: u64 = 30 * 60_000;

/// Longest side of a photo, in pixels: a page of A5 at 150 dpi, and what tells a receipt's figures apart.
pub const PHOTO_SIDE_MAX: u32 = 1_280;
/// What a photo is shrunk to, in bytes: 50 s at 2G's 3 kB/s.
pub const PHOTO_BYTES_TARGET: usize = 150_000;
/// Largest photo that is kept or taken in, in bytes (records.md §0): a busy scene at the lowest quality.
pub const PHOTO_BYTES_MAX: usize = 400 * 1024;
/// Longest side of the small picture in lists, in pixels: 48 CSS pixels on a phone's screen.
pub const THUMB_SIDE_MAX: u32 = 96;
/// Largest small picture, in bytes: fifty of them are as much as one photo.
pub const THUMB_BYTES_MAX: usize = 4 * 1024;
/// Photos of one record: work and place from a few sides; a commune's year stays below a gigabyte.
pub const PHOTOS_MAX: usize = 12;
/// Bytes of a photo in one request, either way: 11 s at 2G's 3 kB/s, a fifth of the time limit.
pub const PHOTO_PIECE_BYTES: usize = 32 * 1024;
/// Photos that one device may have half uploaded at the office: it sends one at a time, and changes its mind a few times.
pub const PARTIAL_PHOTOS_MAX: usize = 4;
/// Age from which a half uploaded photo is thrown away at the office, in milliseconds: two weeks, longer than a field trip. The phone sends it whole then.
pub const PARTIAL_PHOTO_AGE_MAX_MS: u64 = 14 * 24 * 3_600_000;

/// Largest file with a list that is imported, in bytes: a province's loans as CSV are about 10 MB.
pub const IMPORT_FILE_BYTES_MAX: usize = 32 * 1024 * 1024;
/// Largest workbook after unpacking, in bytes: about 100,000 loans of twelve columns, more than an area has; a province's
/// list comes as CSV.
pub const IMPORT_UNPACKED_BYTES_MAX: usize = 64 * 1024 * 1024;
/// Largest list in memory, in bytes: text that many cells of a workbook share counts for each of them.
pub const IMPORT_TEXT_BYTES_MAX: usize = 256 * 1024 * 1024;
/// Most rows of one list: a province's loans twice over.
pub const IMPORT_ROWS_MAX: usize = 500_000;
/// Most columns of a list: the bank's widest has about forty.
pub const IMPORT_COLUMNS_MAX: usize = 256;
/// Most sheets of a workbook that are looked at: one for each month and a few more.
pub const IMPORT_SHEETS_MAX: usize = 32;
/// Characters of a cell that are kept: more than any column of any list allows.
pub const IMPORT_CELL_CHARS_MAX: usize = 500;
/// Faults of one file that are told, the rest being counted: a list with more is another list.
pub const IMPORT_FAULTS_MAX: usize = 2_000;
/// Files that wait for one clerk at a time: one for each list, and a second try.
pub const IMPORT_UPLOADS_MAX: usize = 8;
/// How long a file waits to be published, in milliseconds: two days, for it may hold names.
pub const IMPORT_UPLOAD_AGE_MAX_MS: i64 = 2 * 86_400_000;
/// Share by which a sum may fall, in percent, before the clerk is warned: loans are repaid, and a fifth of them not in
/// a month.
pub const IMPORT_FALL_PERCENT: i64 = 20;
/// Share by which a sum may rise, in percent, before the clerk is warned: half as much again is đồng read as triệu, or
/// a list twice in a file.
pub const IMPORT_RISE_PERCENT: i64 = 50;

/// Age of the newest synchronisation from which a commune is shown as "no data", in days (SC-4).
pub const STALE_AFTER_DAYS: i64 = 30;
/// Days without an item from which a column is listed as idle (S0 L76).
pub const IDLE_AFTER_DAYS: i64 = 90;
/// Most recipients of one report: every office of a province, twice over.
pub const RECIPIENTS_MAX: usize = 40;
/// Days within which a citizen's word is to be answered, where the office has set no other number (reports.md §2).
pub const ANSWER_DAYS: i64 = 10;
/// Days without an item after which a column is listed as idle (S0 L76): a quarter.
pub const COLUMN_IDLE_DAYS: i64 = 90;
/// Most rows of one list that go into one file: a large area's year; more is another commune's or year's list.
pub const LIST_ROWS_MAX: usize = 5_000;
/// Smallest number of borrowers behind a printed cell; fewer is shown as "< 5" (records.md §12).
pub const CELL_BORROWERS_MIN: u32 = 5;
/// First day a record may be dated (records.md §0).
pub const EVENT_YEAR_MIN: i32 = 2020;
