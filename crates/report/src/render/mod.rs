//! One file per format; all of them render the same value.
