//! What to do first, from how important something is and how well it is done.
//!
//! Separate from the drivers, which are one source of importance among others: points and ratings that respondents give
//! are another. It decides nothing for anyone; it says where a point lies and how sure that is.

pub mod quadrant;
