//! Whole-system tests; they stand in `tests/`, this library is empty.
