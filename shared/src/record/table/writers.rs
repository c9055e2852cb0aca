//! Who writes the kinds of records.md §3 and §6-10, named once. O, L, K, N are the letters of records.md.

use super::super::{Kind, Writers};

pub(super) const L: Writers = Writers::LEAD;
pub(super) const K: Writers = Writers::CLERK;
pub(super) const O_L: Writers = Writers::OFFICER.and(L);
pub(super) const L_K: Writers = L.and(K);
pub(super) const O_L_K: Writers = O_L.and(K);
pub(super) const L_K_N: Writers = L_K.and(Writers::INSPECTOR);
pub(super) const O_L_K_N: Writers = O_L_K.and(Writers::INSPECTOR);

/// The roles that write records of a kind. In which partition is the office's question.
pub const fn writers(kind: Kind) -> Writers {
    match kind {
        Kind::Inspection | Kind::Remedy => O_L_K_N,
        Kind::Media | Kind::Exemplary | Kind::Plan | Kind::Profile => O_L_K,
        Kind::Conclusion => L_K_N,
        Kind::Capital | Kind::Review => K,
        Kind::Outreach | Kind::Feedback | Kind::Support | Kind::Debt | Kind::LoanList | Kind::FreeForm => O_L,
    }
}

/// True when people of a role write records of a kind; never true of who only reads or keeps accounts.
pub fn may_write(kind: Kind, role: &str) -> bool {
    Writers::of_role(role).is_some_and(|role| writers(kind).contain(role))
}

#[cfg(test)]
mod tests {
    use super::super::own;
    use super::*;

    #[test]
    fn each_kind_has_its_writers_and_who_only_looks_writes_nothing() {
        let writes = |role: &str| -> Vec<&str> {
            Kind::ALL.into_iter().filter(|kind| may_write(*kind, role)).map(Kind::code).collect()
        };
        assert_eq!(writes("inspector"), ["inspection", "remedy", "conclusion"]);
        assert_eq!(
            writes("area_clerk"),
            ["inspection", "media", "exemplary", "plan", "capital", "remedy", "conclusion", "profile"]
        );
        assert_eq!(writes("field_officer").len(), 11);
        assert_eq!(writes("commune_lead").len(), 12);
        for role in ["province_viewer", "admin", "nobody"] {
            assert_eq!(writes(role), [] as [&str; 0]);
        }
    }

    #[test]
    fn no_field_of_a_new_kind_is_written_by_somebody_who_does_not_write_the_kind() {
        // The first three kinds were written by officers alone, in whose place a lead stands.
        for kind in Kind::ALL.into_iter().skip(3) {
            for field in own(kind) {
                let beyond = writers(kind).and(field.writers) != writers(kind);
                assert!(!beyond, "{kind:?} {}", field.key);
            }
        }
    }
}
