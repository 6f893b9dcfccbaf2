//! Total compensation by year for each package, and packages compared.
