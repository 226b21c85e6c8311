//! What form the link between service and satisfaction has: not every improvement counts the same.
//!
//! Separate from drivers, which say how much a dimension counts and assume a straight line. Here a shortfall may count more
//! than a delight (penalty and reward), an attribute may be taken for granted (Kano), and expectation and perception may bend
//! the judgement (response surface). None of it says what causes what.

pub mod kano;
pub mod penalty_reward;
pub mod response_surface;
