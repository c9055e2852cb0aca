//! Passwords: Argon2id with a random salt. The check of an account that does not exist takes as long as any
//! other, so that nobody learns who has an account.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};

/// Shortest password, in characters.
pub const PASSWORD_CHARS_MIN: usize = 8;
/// Longest password, in bytes: more would only make the server work.
pub const PASSWORD_BYTES_MAX: usize = 200;

/// Why a password cannot be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// Too few characters.
    #[error("a password has at least {PASSWORD_CHARS_MIN} characters")]
    TooShort,
    /// Too many bytes.
    #[error("a password has at most {PASSWORD_BYTES_MAX} bytes")]
    TooLong,
    /// The hash could not be made: no random bytes, or no memory.
    #[error("the password could not be hashed")]
    Unhashable,
}

/// What the database keeps of a password.
pub fn hash(password: &str) -> Result<String, PasswordError> {
    if password.chars().count() < PASSWORD_CHARS_MIN {
        return Err(PasswordError::TooShort);
    }
    if password.len() > PASSWORD_BYTES_MAX {
        return Err(PasswordError::TooLong);
    }
    let hash = Argon2::default().hash_password(password.as_bytes()).map_err(|_| PasswordError::Unhashable)?;
    Ok(hash.to_string())
}

/// A hash with the work of every other, of a password that nobody has.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$c29iYW5zb2JhbnNvYmFu$5ylkvXTkCLOb6x8mgZxDJFqP2jTCg5cMoa3r0FSNEZk";

/// True when `password` is the one behind `hash`; false, as slowly, when there is no hash.
pub fn fits(password: &str, hash: Option<&str>) -> bool {
    if password.len() > PASSWORD_BYTES_MAX {
        return false;
    }
    let fits = PasswordHash::new(hash.unwrap_or(NOBODY))
        .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok());
    fits && hash.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_right_password_fits() {
        let kept = hash("so-ban-2026").unwrap();
        assert!(fits("so-ban-2026", Some(&kept)));
        assert!(!fits("so-ban-2027", Some(&kept)));
        assert!(!fits("so-ban-2026", None));
        assert_eq!(hash("ngắn"), Err(PasswordError::TooShort));
        assert_eq!(hash(&"x".repeat(201)), Err(PasswordError::TooLong));
    }

    #[test]
    fn a_missing_account_costs_the_same_work_as_a_known_one() {
        let kept = hash("so-ban-2026").unwrap();
        let work = |hash: &str| hash.split('$').take(4).collect::<Vec<_>>().join("$");
        assert_eq!(work(NOBODY), work(&kept));
        assert!(PasswordHash::new(NOBODY).is_ok());
    }
}
