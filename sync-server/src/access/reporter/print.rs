//! A report as it is printed: the outline with everything around it that the office typed, the distribution list, and
//! the names that units have now. These bytes are hashed, issued and kept; a reprint needs nothing else.

use serde::{Deserialize, Serialize};

use shared::domain::report::{Block, Cell, Paper};
use shared::id::UnitCode;
use shared::sorted::{Map, Set};

use crate::storage::StorageError;
use crate::storage::issued::{self, Issued};

/// A report with its letterhead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Print {
    /// The outline.
    pub paper: Paper,
    /// What the office typed around it, by place; dots where nothing stands.
    pub around: Map<String, String>,
    /// The distribution list, line by line.
    pub recipients: Vec<String>,
    /// Names of the units that stand in it.
    pub names: Map<UnitCode, String>,
}

/// The units that stand in an outline.
pub(super) fn units(paper: &Paper) -> Set<UnitCode> {
    let of_block = |block: &Block| -> Vec<Cell> {
        match block {
            Block::Figure { of, value, .. } => vec![of.clone(), value.clone()],
            Block::Table { rows, total, .. } => rows.iter().chain(total).flatten().cloned().collect(),
            Block::Typed { .. } => Vec::new(),
        }
    };
    let cells = paper.chapters.iter().flat_map(|chapter| &chapter.blocks).flat_map(of_block);
    let named = cells.filter_map(|cell| if let Cell::Unit(code) = cell { Some(code) } else { None });
    named.chain(paper.silent.iter().map(|(code, _)| code.clone())).collect()
}

impl Print {
    /// The bytes that are kept and hashed.
    pub(super) fn canonical(&self) -> Result<Vec<u8>, StorageError> {
        postcard::to_allocvec(self).map_err(|_| StorageError::Damaged("print".to_owned()))
    }

    pub(super) fn hash(&self) -> Result<[u8; 32], StorageError> {
        Ok(issued::hash(&self.canonical()?))
    }

    /// What was issued, as it was.
    pub(super) fn of(issued: &Issued) -> Result<Self, StorageError> {
        postcard::from_bytes(&issued.content).map_err(|_| StorageError::Damaged("issued".to_owned()))
    }
}
