//! What staying customers are worth, and how long they stay.
//!
//! Separate from satisfaction: that satisfied customers stay is an assumption with a wide band, and it is treated as one. Nothing here
//! is a forecast, and no slogan about percentages of profit is computed.

pub mod beta_geometric;
pub mod customer_value;
pub mod scenario;
