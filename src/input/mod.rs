//! Files → domain. The only place that opens files for reading.
