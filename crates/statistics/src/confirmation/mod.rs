//! Do the factors that the questionnaire promises hold in these answers?
//!
//! Confirmatory factor analysis: a model says which item belongs to which factor, and the fit says how far the answers
//! contradict it. The model is data ([`model`]); the ways to estimate it ([`ml`], [`fiml`], [`robust`], [`uls`], [`wlsmv`]) and to
//! judge it ([`fit`], [`difference`], [`invariance`]) are files of their own.

pub mod difference;
pub mod fiml;
pub mod fit;
pub mod invariance;
pub mod ml;
pub mod model;
pub mod moments;
pub mod robust;
pub mod solution;
pub mod uls;
pub mod wlsmv;

mod likelihood;
mod scoring;
mod start;
