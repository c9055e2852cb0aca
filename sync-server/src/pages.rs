//! The office's pages: server-rendered HTML that needs no script. A page shows what a reader computed; it holds
//! no rule and asks no database. All words stand in `words`.

pub(crate) mod language;
