//! Before the survey: how many respondents it takes, and how sure a given number makes us.
//!
//! Separate from everything that looks at answers: there are none yet, only what is assumed of them.

pub mod planner;
