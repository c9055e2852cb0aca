//! Addresses of the pictures on screen. Each holds its picture in the browser's memory, so that only the newest stay.

use std::collections::VecDeque;

use shared::id::PhotoHash;

/// Whole pictures that stay: two records full of them.
const WHOLE_MAX: usize = 24;
/// Small pictures that stay: four screens of a list as it is drawn at once.
const SMALL_MAX: usize = 200;

/// Addresses by photo, oldest first.
#[derive(Debug, Default)]
pub(super) struct Addresses {
    kept: VecDeque<(PhotoHash, bool, String)>,
}

impl Addresses {
    /// The address of a photo's whole or small picture.
    pub(super) fn find(&self, photo: PhotoHash, whole: bool) -> Option<String> {
        let found = self.kept.iter().find(|(kept, size, _)| (*kept, *size) == (photo, whole));
        found.map(|(.., address)| address.clone())
    }

    /// Adds an address; those that are given up for it.
    pub(super) fn add(&mut self, photo: PhotoHash, whole: bool, address: String) -> Vec<String> {
        self.kept.push_back((photo, whole, address));
        let most = if whole { WHOLE_MAX } else { SMALL_MAX };
        let mut gone = Vec::new();
        while self.kept.iter().filter(|(_, size, _)| *size == whole).count() > most {
            let Some(oldest) = self.kept.iter().position(|(_, size, _)| *size == whole) else { break };
            gone.extend(self.kept.remove(oldest).map(|(.., address)| address));
        }
        gone
    }
}
