//! The folded form under which texts are searched: what a person finds when typing without diacritics on a
//! cheap keyboard. A small table of the letters of Vietnamese instead of all of Unicode.

/// Lower case, without diacritics, `đ` as `d`, white space collapsed: "Huổi  Trăng" → "huoi trang". Composed and
/// decomposed letters, and both places of the tone mark (hoà, hòa), fold alike.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.extend(word.chars().filter(|letter| !is_mark(*letter)).flat_map(char::to_lowercase).map(base));
    }
    folded
}

/// Combining diacritical marks: what decomposed text carries behind its letters.
const fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

/// The plain letter behind a lower-case one; any other letter is itself.
const fn base(letter: char) -> char {
    match letter {
        'à'..='å' | 'ă' | 'ạ'..='ặ' => 'a',
        'è'..='ë' | 'ẹ'..='ệ' => 'e',
        'ì'..='ï' | 'ĩ' | 'ỉ'..='ị' => 'i',
        'ò'..='ö' | 'ơ' | 'ọ'..='ợ' => 'o',
        'ù'..='ü' | 'ũ' | 'ư' | 'ụ'..='ự' => 'u',
        'ý' | 'ÿ' | 'ỳ'..='ỹ' => 'y',
        'đ' => 'd',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn every_vietnamese_letter_folds_to_its_plain_one() {
        for (plain, letters) in [
            ('a', "aàảãáạăằẳẵắặâầẩẫấậ"),
            ('e', "eèẻẽéẹêềểễếệ"),
            ('i', "iìỉĩíị"),
            ('o', "oòỏõóọôồổỗốộơờởỡớợ"),
            ('u', "uùủũúụưừửữứự"),
            ('y', "yỳỷỹýỵ"),
            ('d', "dđ"),
        ] {
            for letter in letters.chars() {
                assert_eq!(fold(&letter.to_string()), plain.to_string(), "{letter}");
                assert_eq!(
                    fold(&letter.to_uppercase().to_string()),
                    plain.to_string(),
                    "{letter} in capitals"
                );
            }
        }
    }

    #[test]
    fn the_same_word_typed_on_different_keyboards_is_found() {
        assert_eq!(fold("hoà"), fold("hòa"));
        assert_eq!(fold("Hoa\u{300}"), "hoa");
        assert_eq!(fold("Đu\u{31b}o\u{31b}\u{300}ng"), fold("Đường"));
        assert_eq!(fold("  Vàng   Thị Mẫu "), "vang thi mau");
        assert_eq!(fold("T-0001/2"), "t-0001/2");
    }
}
