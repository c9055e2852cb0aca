//! Reading and writing as officials do: money, percentages, search without diacritics, and the sentences of
//! every error code in both languages.
