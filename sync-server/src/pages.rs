//! The office's pages: server-rendered HTML that needs no script. A page shows what a reader computed; it holds
//! no rule and asks no database. All words stand in `words`, all looks in `office.css`.

pub(crate) mod area;
mod bar;
pub(crate) mod export;
pub(crate) mod frame;
pub(crate) mod language;
pub(crate) mod letters;
pub(crate) mod login;
pub(crate) mod people;
pub(crate) mod province;
pub(crate) mod review;
mod rules;
mod standing;
pub(crate) mod words;
