//! Numbers as officials write them: a dot between thousands, a decimal comma, đồng without fractions.

use crate::limits::DONG_MAX;

/// Why a text is not an amount of money. `code` has the sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Nothing was typed.
    #[error("no amount")]
    Empty,
    /// Not a number, or a unit nobody knows.
    #[error("not an amount of money")]
    Malformed,
    /// A fraction of a đồng.
    #[error("not a whole number of đồng")]
    Fraction,
    /// Above 10^15 đồng.
    #[error("more than 10^15 đồng")]
    TooLarge,
}

impl MoneyError {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "money.empty",
            Self::Malformed => "money.malformed",
            Self::Fraction => "money.fraction",
            Self::TooLarge => "money.too_large",
        }
    }
}

/// A whole number with a dot between thousands: 1234 → "1.234".
pub fn count(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3 + 1);
    if number < 0 {
        text.push('-');
    }
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

/// Đồng as screens show them: "12.500.000 ₫", never broken between number and sign.
pub fn money(dong: i64) -> String {
    format!("{}\u{a0}₫", count(dong))
}

/// Triệu đồng as the bank's forms print them, exact, with a decimal comma: 12 500 000 → "12,5".
pub fn millions(dong: i64) -> String {
    let (whole, rest) = (dong / 1_000_000, (dong % 1_000_000).unsigned_abs());
    let sign = if dong < 0 && whole == 0 { "-" } else { "" };
    let decimals = format!("{rest:06}");
    match decimals.trim_end_matches('0') {
        "" => count(whole),
        decimals => format!("{sign}{},{decimals}", count(whole)),
    }
}

/// `a · 100 / b`, half up to two decimals: (18, 45) → "40,00". "–" when there is nothing to divide by: an empty
/// population is neither 0 % nor 100 % (reports.md §2).
pub fn percent(a: i64, b: i64) -> String {
    if b <= 0 {
        return "–".to_owned();
    }
    let (a, b) = (i128::from(a), i128::from(b));
    decimal((a * 20_000 + b).div_euclid(2 * b))
}

/// A number of hundredths with a decimal comma and no more decimals than it has: 49 → "0,49", 3 200 → "32".
pub fn hundredths(number: i64) -> String {
    let written = decimal(i128::from(number));
    written.trim_end_matches('0').trim_end_matches(',').to_owned()
}

fn decimal(number: i128) -> String {
    let sign = if number < 0 { "-" } else { "" };
    let number = number.unsigned_abs();
    format!("{sign}{},{:02}", number / 100, number % 100)
}

/// Reads an amount as people type it: "12.500.000", "12 500 000 đ", "1,2 triệu", "12tr", "1tr2", "500k", "3 tỷ".
/// A comma is decimal, a dot stands between thousands; a dot that cannot is taken as decimal before a unit.
pub fn parse_money(text: &str) -> Result<i64, MoneyError> {
    let folded: String = super::fold(text).chars().filter(|c| !c.is_whitespace()).collect();
    let folded =
        ["vnd", "dong", "d", "₫"].iter().find_map(|unit| folded.strip_suffix(unit)).unwrap_or(&folded);
    if folded.is_empty() {
        return Err(MoneyError::Empty);
    }
    let end = folded.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(folded.len());
    let (number, unit) = folded.split_at(end);
    let split = unit.find(|c: char| c.is_ascii_digit()).unwrap_or(unit.len());
    let (unit, tail) = unit.split_at(split);
    let zeros: usize = match unit {
        "" => 0,
        "k" | "nghin" | "ngan" => 3,
        "tr" | "trieu" => 6,
        "ty" | "ti" => 9,
        _ => return Err(MoneyError::Malformed),
    };
    let (whole, fraction) = split_number(number, zeros > 0).ok_or(MoneyError::Malformed)?;
    // "1tr2" is 1,2 triệu: the tail is the fraction, and there is only one.
    let fraction = match (fraction.is_empty(), tail) {
        (_, "") => fraction,
        (true, tail) if tail.bytes().all(|b| b.is_ascii_digit()) => tail,
        _ => return Err(MoneyError::Malformed),
    };
    let fraction = fraction.trim_end_matches('0');
    if fraction.len() > zeros {
        return Err(MoneyError::Fraction);
    }
    let digits = format!("{whole}{fraction:0<zeros$}");
    let digits = digits.trim_start_matches('0');
    match digits {
        "" => Ok(0),
        digits => digits.parse().ok().filter(|dong| *dong <= DONG_MAX).ok_or(MoneyError::TooLarge),
    }
}

/// Digits before and after the decimal sign; `None` when the separators make no number.
fn split_number(number: &str, has_unit: bool) -> Option<(String, &str)> {
    let (whole, fraction) = match number.split_once(',') {
        // "12,500,000" and "12,500": nobody writes thousandths of a đồng.
        Some(_) if !has_unit && is_grouped(number, ',') => (number.replace(',', ""), ""),
        Some((whole, fraction)) => (ungrouped(whole)?, fraction),
        None if has_unit && !is_grouped(number, '.') && number.matches('.').count() == 1 => {
            let (whole, fraction) = number.split_once('.')?;
            (whole.to_owned(), fraction)
        }
        None => (ungrouped(number)?, ""),
    };
    let plain = |digits: &str| digits.bytes().all(|b| b.is_ascii_digit());
    (!whole.is_empty() && plain(&whole) && plain(fraction)).then_some((whole, fraction))
}

/// Digits without the dots between thousands; `None` when the dots stand elsewhere.
fn ungrouped(number: &str) -> Option<String> {
    (!number.contains('.') || is_grouped(number, '.')).then(|| number.replace('.', ""))
}

/// True for one to three digits and then groups of three.
fn is_grouped(number: &str, separator: char) -> bool {
    let mut groups = number.split(separator);
    groups.next().is_some_and(|first| (1..=3).contains(&first.len()))
        && number.contains(separator)
        && groups.all(|group| group.len() == 3)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn q6_percentages_round_half_up_and_an_empty_population_has_none() {
        assert_eq!(percent(18, 45), "40,00");
        assert_eq!(percent(2, 3), "66,67");
        assert_eq!(percent(107, 124), "86,29");
        assert_eq!(percent(12, 13), "92,31");
        assert_eq!(percent(3, 7), "42,86");
        assert_eq!(percent(1, 800), "0,13"); // 0,125
        assert_eq!(percent(2332, 66250), "3,52");
        assert_eq!(percent(5, 0), "–");
        assert_eq!(percent(i64::MAX, 1), "922337203685477580700,00");
    }

    #[test]
    fn money_is_read_the_way_people_type_it() {
        for (text, dong) in [
            ("12.500.000", 12_500_000),
            ("12 500 000 ₫", 12_500_000),
            ("12500000đ", 12_500_000),
            ("12,500,000", 12_500_000),
            ("1,2 triệu", 1_200_000),
            ("12tr", 12_000_000),
            ("12,75TR", 12_750_000),
            ("12.75 tr", 12_750_000),
            ("1tr2", 1_200_000),
            ("1.200 triệu", 1_200_000_000),
            ("500k", 500_000),
            ("500 nghìn đồng", 500_000),
            ("233,2 tỷ đồng", 233_200_000_000),
            ("0", 0),
            ("0000", 0),
        ] {
            assert_eq!(parse_money(text), Ok(dong), "{text}");
        }
        for (text, error) in [
            ("", MoneyError::Empty),
            (" đ", MoneyError::Empty),
            ("12,5", MoneyError::Fraction),
            ("1,2345678 triệu", MoneyError::Fraction),
            ("1.2.3", MoneyError::Malformed),
            ("12.50", MoneyError::Malformed),
            ("-5", MoneyError::Malformed),
            ("năm triệu", MoneyError::Malformed),
            ("5 đôla", MoneyError::Malformed),
            ("1,2tr3", MoneyError::Malformed),
            ("triệu", MoneyError::Malformed),
            ("1.000.001 tỷ", MoneyError::TooLarge),
            ("99999999999999999999999", MoneyError::TooLarge),
        ] {
            assert_eq!(parse_money(text), Err(error), "{text}");
        }
    }

    #[test]
    fn forms_print_millions_exactly() {
        assert_eq!(millions(12_500_000), "12,5");
        assert_eq!(millions(12_750_000), "12,75");
        assert_eq!(millions(1_200_000_000), "1.200");
        assert_eq!(millions(1), "0,000001");
        assert_eq!(millions(-500_000), "-0,5");
        assert_eq!(count(-1_234_567), "-1.234.567");
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_back(dong in 0..=DONG_MAX) {
            prop_assert_eq!(parse_money(&money(dong)), Ok(dong));
            prop_assert_eq!(parse_money(&format!("{} triệu", millions(dong))), Ok(dong));
        }

        #[test]
        fn no_text_makes_the_reader_fail(text in "\\PC{0,24}") {
            let _ = parse_money(&text);
        }

        #[test]
        fn a_percentage_is_within_half_a_hundredth(a in 0..1_000_000_i64, b in 1..1_000_000_i64) {
            let text = percent(a, b);
            let shown: i64 = text.replace(',', "").parse().unwrap();
            prop_assert!((shown * b - a * 10_000).abs() * 2 <= b);
        }
    }
}
