//! What everybody does in the app, in terms of its hooks: `data-ready` on the document when a page's data
//! stands, `data-act` on what can be pressed, `name` on what can be filled, `data-doc` on rows.
