//! Quantified claims in notes and transcripts.
