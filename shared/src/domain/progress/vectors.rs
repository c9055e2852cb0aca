//! Vectors Q1, Q2, Q3, Q5 of reports.md.
