//! Automerge behind one door: a document is a flat map, written by puts alone, read as `Flat`. The only
//! module, with the gate, that names Automerge.
