//! Records → benchmark: percentiles, aging, blending, confidence, position.
