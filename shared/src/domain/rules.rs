//! The rules of records.md, each with a stable code. Form and server call the same functions; the words for
//! a code stand in `text`.
