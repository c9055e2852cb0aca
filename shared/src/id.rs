//! Names of things. Each is its own type, so that a device can never be passed where a document is meant.
//! Random bytes are arguments: this module draws none.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Why a text is not an identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a valid {0}")]
pub struct IdError(pub &'static str);

fn hex(bytes: &[u8], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    bytes.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
}

fn unhex<const N: usize>(text: &str, what: &'static str) -> Result<[u8; N], IdError> {
    let digits = text.as_bytes();
    if digits.len() != 2 * N {
        return Err(IdError(what));
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        let nibble = |digit: u8| char::from(digit).to_digit(16).ok_or(IdError(what));
        *byte = u8::try_from(nibble(pair[0])? * 16 + nibble(pair[1])?).map_err(|_| IdError(what))?;
    }
    Ok(bytes)
}

macro_rules! byte_id {
    ($(#[$meta:meta])* $name:ident, $size:literal, $what:literal) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(pub [u8; $size]);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                hex(&self.0, f)
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                hex(&self.0, f)
            }
        }
        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                unhex(text, $what).map(Self)
            }
        }
    };
}

byte_id!(
    /// One record, one Automerge document: 128 random bits drawn on the phone; written as 32 hex digits.
    DocId, 16, "document id"
);
impl DocId {
    /// The document that is named by what it is about, so that whoever makes it makes the same one (FNV-1a, 128 bits).
    ///
    /// *Assumption:* nobody gains from two subjects with one name. *If violated:* the two share a document, and the
    /// fields that are written once keep the first one's.
    pub fn named(parts: &[&[u8]]) -> Self {
        const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
        const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
        // Beyond every byte of a text: "ab" and "c" are not "a" and "bc".
        let bytes = parts.iter().flat_map(|part| part.iter().chain(&[0xff]));
        let name = bytes.fold(BASIS, |name, byte| (name ^ u128::from(*byte)).wrapping_mul(PRIME));
        Self(name.to_be_bytes())
    }
}

byte_id!(
    /// One enrolled phone of one account: 64 random bits drawn by the server; written as 16 hex digits.
    DeviceId, 8, "device id"
);
byte_id!(
    /// SHA-256 of one change, as Automerge computes it; the key under which a change is stored exactly once.
    ChangeHash, 32, "change hash"
);
impl ChangeHash {
    /// What the change adds to a digest: its first eight bytes, big-endian. Sums are modulo 2^64.
    pub fn weight(&self) -> u64 {
        self.0.first_chunk().map_or(0, |bytes| u64::from_be_bytes(*bytes))
    }
}

byte_id!(
    /// SHA-256 of a photo's bytes: its name on every phone and at the office; written as 64 hex digits.
    PhotoHash, 32, "photo hash"
);
byte_id!(
    /// SHA-256 of what a parcel's signature covers: its name, whoever carries it.
    ParcelId, 32, "parcel id"
);
byte_id!(
    /// The public half of the Ed25519 key with which a phone signs its parcels; written as 64 hex digits.
    VerifyKey, 32, "signature key"
);
byte_id!(
    /// The public half of an X25519 key, to which a letter is sealed: a phone's or the office's; 64 hex digits.
    SealKey, 32, "sealing key"
);

/// A catalogue id, an account id, an organisation or the code of a refusal (`change.too_large`): lower-case ASCII
/// letters, digits, `_`, `.`; 1 to 40 bytes.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Code(String);

impl Code {
    /// The code's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// An administrative unit's or a group's code as the bank's lists write it: ASCII letters, digits, `-`, `_`; 1 to 24 bytes.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UnitCode(String);

impl UnitCode {
    /// The code's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

macro_rules! text_id {
    ($name:ident, $what:literal, $max:literal, $allowed:expr) => {
        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                let allowed: fn(u8) -> bool = $allowed;
                if text.is_empty() || text.len() > $max || !text.bytes().all(allowed) {
                    return Err(IdError($what));
                }
                Ok(Self(text.to_owned()))
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

text_id!(Code, "code", 40, |b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'.');
text_id!(UnitCode, "unit code", 24, |b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');

/// What a cursor counts along: the records of one organisation in one unit. A phone follows the partitions
/// of its own scope and no other; the server numbers each partition's changes without gaps.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Partition {
    /// The commune (or, for inspections from above, the area or province) whose records these are.
    pub unit: UnitCode,
    /// The organisation that writes them.
    pub org: Code,
}

impl fmt::Display for Partition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.unit, self.org)
    }
}

impl FromStr for Partition {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        let (unit, org) = text.split_once('/').ok_or(IdError("partition"))?;
        Ok(Self { unit: unit.parse()?, org: org.parse()? })
    }
}

/// A name for a new entry of a map (a borrower, a finding, a paragraph): 10 characters from 50 random bits.
///
/// *Assumption:* two phones never draw the same one inside one record. *If violated:* two borrowers share
/// their fields and every value of one appears as a conflict of the other; nothing is lost.
pub fn entry_id(random: [u8; 8]) -> String {
    const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let mut bits = u64::from_le_bytes(random);
    (0..10)
        .map(|_| {
            let letter = ALPHABET[usize::try_from(bits & 31).unwrap_or(0)];
            bits >>= 5;
            char::from(letter)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_what_it_wrote_and_refuses_anything_else() {
        let doc = DocId([0xa7; 16]);
        assert_eq!(doc.to_string().parse(), Ok(doc));
        assert_eq!("zz".parse::<DocId>(), Err(IdError("document id")));
        assert!("á".repeat(16).parse::<DocId>().is_err());
        assert!("huoi_trang".parse::<Code>().is_ok());
        assert!("Huoi".parse::<Code>().is_err());
        assert_eq!("HT/youth_union".parse::<Partition>().map(|p| p.to_string()), Ok("HT/youth_union".into()));
    }

    #[test]
    fn entry_ids_are_valid_key_segments() {
        assert_eq!(entry_id([0xff; 8]).len(), 10);
        assert_ne!(entry_id([1; 8]), entry_id([2; 8]));
    }
}
