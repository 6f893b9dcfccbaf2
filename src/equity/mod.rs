//! Grants → value per year.
