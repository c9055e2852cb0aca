//! The office's pages: server-rendered HTML that needs no script. A page shows what a reader computed; it holds
//! no rule and asks no database. All words stand in `words`, all looks in `office.css`.

pub(crate) mod area;
mod bar;
mod board;
pub(crate) mod briefing;
pub(crate) mod catalogue;
mod decree;
pub(crate) mod draw;
pub(crate) mod export;
pub(crate) mod frame;
pub(crate) mod households;
pub(crate) mod import;
pub(crate) mod inbox;
pub(crate) mod language;
pub(crate) mod letters;
pub(crate) mod listing;
pub(crate) mod lists;
pub(crate) mod login;
mod outline;
pub(crate) mod people;
pub(crate) mod print;
mod programmes;
pub(crate) mod province;
pub(crate) mod remedies;
pub(crate) mod report;
pub(crate) mod reports;
pub(crate) mod review;
mod rules;
mod standing;
pub(crate) mod units;
pub(crate) mod voices;
pub(crate) mod words;
pub(crate) mod year;
