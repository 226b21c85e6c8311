//! The statistics against the reference numbers, one file per file of reference: made once, so that one build tests them all.

#[path = "../support/mod.rs"]
mod support;

mod golden_published_exploration;
mod golden_py_bootstrap;
mod golden_py_careless;
mod golden_py_difference_score;
mod golden_py_drivers;
mod golden_py_efa;
mod golden_py_gaps;
mod golden_py_iceberg;
mod golden_py_ipa;
mod golden_py_kano;
mod golden_py_polychoric;
mod golden_py_reliability;
mod golden_py_retention;
mod golden_py_sequential;
mod golden_py_tests;
mod golden_py_waves;
mod golden_py_zot;
mod golden_r_babakus_boller;
mod golden_r_careless;
mod golden_r_cfa;
mod golden_r_drivers;
mod golden_r_efa;
mod golden_r_factorability;
mod golden_r_holzinger;
mod golden_r_missing;
mod golden_r_penalty_reward;
mod golden_r_polychoric;
mod golden_r_raking;
mod golden_r_reliability;
mod golden_r_segments;
mod golden_r_spc;
mod golden_r_tests;
mod golden_wave_change;
