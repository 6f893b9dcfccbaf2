//! The promotion behind the package.
