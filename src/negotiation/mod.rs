//! The model, pure: no random numbers here.
