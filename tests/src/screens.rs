//! A walk over every screen there is, each with something on it: for whoever draws them all, or examines them all.

mod above;
mod errands;
mod kept;
mod listing;
mod lists;
mod offices;
mod phones;
mod sheets;
mod troubles;

use anyhow::Result;

use crate::page::Page;
use crate::server::Server;

const TODAY: &str = "2026-10-12";
const NOW: &str = "2026-10-12T08:00:00+07:00";

/// What is done with each screen; it has a name, and leaves the page as it found it.
pub type See<'s> = &'s mut dyn FnMut(&Page, &str) -> Result<()>;

/// Goes over all of them.
pub fn walk(see: See<'_>) -> Result<()> {
    let mut server = Server::start_with_records(&crate::dist(), TODAY)?;
    offices::offices(see, &server)?;
    listing::listing(see, &server)?;
    lists::lists(see, &server)?;
    kept::kept(see, &server)?;
    phones::phones(see, &mut server)?;
    sheets::sheets(see, &server)?;
    above::above(see, &server)?;
    errands::errands(see)?;
    troubles::troubles(see)
}
