//! Whether docs/COVERAGE.md tells the truth: every requirement has its row, and the tests that a row names exist.

use std::collections::BTreeSet;

/// The document.
pub const MAP: &str = "docs/COVERAGE.md";

/// Requirements of each source document, S0 to S4.
const ROWS: [u32; 5] = [23, 23, 33, 13, 13];

/// The names of functions in a source file, tests among them.
pub fn functions(source: &str) -> impl Iterator<Item = &str> {
    source.split("fn ").skip(1).filter_map(|rest| {
        let end = rest.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_')?;
        (end > 0).then(|| &rest[..end])
    })
}

/// Every fault of the document.
pub fn faults(document: &str, functions: &BTreeSet<String>) -> Vec<String> {
    let mut faults = Vec::new();
    let rows: Vec<&str> = document.lines().filter(|line| line.starts_with("| ")).collect();
    for (seed, last) in (0_u32..).zip(ROWS) {
        for number in 1..=last {
            let id = format!("| S{seed}-{number} |");
            if rows.iter().filter(|row| row.starts_with(&id)).count() != 1 {
                faults.push(format!("{MAP}: S{seed}-{number} does not have one row"));
            }
        }
    }
    for row in rows {
        let tests = row.split('`').skip(1).step_by(2).filter(|word| is_test(word));
        faults.extend(
            tests
                .filter(|test| !functions.contains(*test))
                .map(|test| format!("{MAP} names the test {test}, which does not exist")),
        );
    }
    faults
}

/// Words joined by underscores: a test says what it promises in more than two.
fn is_test(word: &str) -> bool {
    word.matches('_').count() > 2
        && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_is_missing_and_a_test_that_does_not_exist_are_faults() {
        let row = |id: String| format!("| {id} | `a/b.rs` | `what_is_kept_is_kept` | |\n");
        let document: String = (0..)
            .zip(ROWS)
            .flat_map(|(seed, last)| (1..=last).map(move |number| format!("S{seed}-{number}")))
            .map(row)
            .collect();
        let source = "#[test]\nfn what_is_kept_is_kept() {}\nasync fn other<T>() {}";
        let known: BTreeSet<String> = functions(source).map(str::to_owned).collect();
        assert_eq!(known.len(), 2);
        assert_eq!(faults(&document, &known), [] as [&str; 0]);
        let broken = document.replace("| S3-9 |", "| S9-9 |").replacen("is_kept_is", "is_lost_is", 1);
        assert_eq!(
            faults(&broken, &known),
            [
                "docs/COVERAGE.md: S3-9 does not have one row",
                "docs/COVERAGE.md names the test what_is_lost_is_kept, which does not exist"
            ]
        );
    }
}
