//! Document model → bytes; the only writer.
