//! The two small JSON objects that the phone exchanges with the office beside synchronisation: texts by name,
//! nothing nested. A full JSON library would weigh more than this whole module's purpose.

use shared::sorted::Map;
use std::iter::Peekable;
use std::str::Chars;

/// Writes an object of texts.
pub fn write(fields: &[(&str, &str)]) -> String {
    let mut out = String::from("{");
    for (index, (name, value)) in fields.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        quote(&mut out, name);
        out.push(':');
        quote(&mut out, value);
    }
    out.push('}');
    out
}

fn quote(out: &mut String, text: &str) {
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            control if control < ' ' => {
                out.extend(['\\', 'u', '0', '0', digit(control, 16), digit(control, 1)]);
            }
            other => out.push(other),
        }
    }
    out.push('"');
}

/// A hexadecimal digit of a control letter's number.
fn digit(control: char, place: u32) -> char {
    char::from_digit(u32::from(control) / place % 16, 16).unwrap_or('0')
}

/// Reads an object whose values are texts, numbers, `true`, `false` or `null`; numbers and words come as they are
/// written. `None` for anything else.
pub fn read(bytes: &[u8]) -> Option<Map<String, String>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut reader = Reader { rest: text.chars().peekable() };
    let fields = reader.object()?;
    reader.space();
    reader.rest.next().is_none().then_some(fields)
}

struct Reader<'t> {
    rest: Peekable<Chars<'t>>,
}

impl Reader<'_> {
    fn space(&mut self) {
        while self.rest.next_if(|letter| matches!(letter, ' ' | '\t' | '\r' | '\n')).is_some() {}
    }

    fn mark(&mut self, wanted: char) -> Option<()> {
        self.space();
        self.rest.next_if_eq(&wanted).map(|_| ())
    }

    fn object(&mut self) -> Option<Map<String, String>> {
        let mut fields = Map::new();
        self.mark('{')?;
        if self.mark('}').is_some() {
            return Some(fields);
        }
        loop {
            self.space();
            let name = self.text()?;
            self.mark(':')?;
            self.space();
            let value = if self.rest.peek() == Some(&'"') { self.text()? } else { self.word()? };
            fields.insert(name, value);
            if self.mark(',').is_none() {
                self.mark('}')?;
                return Some(fields);
            }
        }
    }

    fn word(&mut self) -> Option<String> {
        let mut word = String::new();
        while let Some(letter) =
            self.rest.next_if(|l| l.is_ascii_alphanumeric() || matches!(l, '-' | '+' | '.'))
        {
            word.push(letter);
        }
        let number = word.trim_start_matches('-').starts_with(|first: char| first.is_ascii_digit());
        let known = number || matches!(word.as_str(), "true" | "false" | "null");
        known.then_some(word)
    }

    fn text(&mut self) -> Option<String> {
        self.rest.next_if_eq(&'"')?;
        let mut text = String::new();
        loop {
            match self.rest.next()? {
                '"' => return Some(text),
                '\\' => text.push(self.escape()?),
                control if control < ' ' => return None,
                letter => text.push(letter),
            }
        }
    }

    fn escape(&mut self) -> Option<char> {
        Some(match self.rest.next()? {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'b' => '\u{8}',
            'f' => '\u{c}',
            'u' => {
                let high = self.code_unit()?;
                if !(0xd800..0xdc00).contains(&high) {
                    return char::from_u32(high);
                }
                // A letter beyond the first 65,536 comes as two halves.
                self.rest.next_if_eq(&'\\')?;
                self.rest.next_if_eq(&'u')?;
                let low = self.code_unit()?.checked_sub(0xdc00).filter(|low| *low < 0x400)?;
                return char::from_u32(0x10000 + ((high - 0xd800) << 10) + low);
            }
            plain @ ('"' | '\\' | '/') => plain,
            _ => return None,
        })
    }

    fn code_unit(&mut self) -> Option<u32> {
        (0..4).try_fold(0, |number, _| Some(number * 16 + self.rest.next()?.to_digit(16)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let written = write(&[("code", "8F \"K\"\\2"), ("label", "máy\ncủa Mẫu 😀")]);
        let read = read(written.as_bytes()).unwrap();
        assert_eq!(read.get("code").map(String::as_str), Some("8F \"K\"\\2"));
        assert_eq!(read.get("label").map(String::as_str), Some("máy\ncủa Mẫu 😀"));
    }

    #[test]
    fn answers_of_other_writers_are_read() {
        let read = read(br#" { "name" : "V\u00e0ng \ud83d\ude00\/", "year":2026,"ok":true , "none":null } "#)
            .unwrap();
        assert_eq!(read.get("name").map(String::as_str), Some("Vàng 😀/"));
        assert_eq!(
            (
                read.get("year").map(String::as_str),
                read.get("ok").map(String::as_str),
                read.get("none").map(String::as_str)
            ),
            (Some("2026"), Some("true"), Some("null"))
        );
        assert_eq!(super::read(b"{}"), Some(Map::new()));
    }

    #[test]
    fn anything_else_is_nothing_and_never_a_panic() {
        for bad in
            ["", "{", "[]", "{\"a\"}", "{\"a\":}", "{\"a\":{}}", "{\"a\":\"b\",}", "{\"a\":nope}", "{} x"]
        {
            assert_eq!(read(bad.as_bytes()), None, "{bad}");
        }
        for bad in ["{\"a\":\"\\ud800\"}", "{\"a\":\"\\ud800\\u0041\"}", "{\"a\":\"\\x\"}", "{\"a\":\"\n\"}"]
        {
            assert_eq!(read(bad.as_bytes()), None, "{bad}");
        }
        assert_eq!(read(&[0xff, 0xfe]), None);
    }
}
