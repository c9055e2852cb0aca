//! The catalogue (catalogue.toml): topics, forms, outlets, organisations, checklists, quota profiles,
//! deadlines, each with its source. Parsed once; replaceable without a release; unknown ids are kept.
