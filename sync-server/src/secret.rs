//! Random names and secrets, and how secrets are kept: only as hashes. Nothing outside this module draws
//! random bytes, and nothing stores a secret that came from here in the clear.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use shared::id::entry_id;

/// The operating system gave no random bytes: nothing secret can be made.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("the operating system gives no random bytes")]
pub struct NoRandomness;

/// SHA-256 of a secret: what the database keeps of it.
pub type SecretHash = [u8; 32];

/// Random bytes of the operating system.
pub fn random<const N: usize>() -> Result<[u8; N], NoRandomness> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| NoRandomness)?;
    Ok(bytes)
}

/// An opaque token of 128 random bits, as 22 letters, digits, `-` and `_`: it travels with every request, where
/// each character counts.
pub fn token() -> Result<String, NoRandomness> {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut bits = u128::from_be_bytes(random()?);
    let letters = (0..u128::BITS.div_ceil(6)).map(|_| {
        let letter = ALPHABET[usize::try_from(bits & 63).unwrap_or(0)];
        bits >>= 6;
        char::from(letter)
    });
    Ok(letters.collect())
}

/// A one-time code of 10 letters and digits that are hard to confuse (50 bits).
pub fn one_time_code() -> Result<String, NoRandomness> {
    Ok(entry_id(random()?))
}

/// A code as a person may type or scan it: capitals, spaces and dashes make no difference.
pub fn plain_code(typed: &str) -> String {
    typed.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// What is kept of a secret.
pub fn hash(secret: &str) -> SecretHash {
    Sha256::digest(secret.as_bytes()).into()
}

/// The token that the forms of a session carry: it proves that the page came from here, and does not tell the
/// session's own token.
pub fn form_token(session_token: &str) -> String {
    hex(&hash(&format!("form\n{session_token}")))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        // Writing into a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_ten_characters_and_forgives_how_it_is_typed() {
        let code = one_time_code().unwrap();
        assert_eq!(code.len(), 10);
        let typed = format!(" {}-{} ", code[..5].to_uppercase(), &code[5..]);
        assert_eq!(plain_code(&typed), code);
    }

    #[test]
    fn tokens_differ_and_a_form_token_is_not_the_session_token() {
        let token = token().unwrap();
        assert_eq!(token.len(), 22);
        assert_ne!(token, super::token().unwrap());
        assert_ne!(form_token(&token), token);
    }
}
