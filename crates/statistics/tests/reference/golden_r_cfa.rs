//! Confirmatory factor analysis equals `r_cfa.json` (R, lavaan): chi-square, likelihood, CFI, TLI, RMSEA and SRMR within
//! 1e-6 relative, loadings within 1e-5, standard errors within 1e-4.
//!
//! The reference stops at a gradient that stands in the file (`max_abs_gradient`, of F/2): to the tolerance of a loading in
//! units of its marker comes what one Newton step from there would still move it, n SE² times that gradient (3e-5 for the
//! one factor). SRMR is the other number that is not flat at the minimum: a fifth of that gradient (2e-7 to 6e-7) comes to its
//! tolerance (invariance is given without a gradient: 3e-6 as the others). That our minimum is the lower one is asserted.
//!
//! Ordinal answers are held to 5e-3. Skipped: kiosk207 of these, because the reference's own polychoric correlation of one pair
//! is wrong there; robust CFI and RMSEA of ordinal answers, which changed between versions. Skipped: the configural model of kiosk207. Its 54 men and 19 items drive a factor's variance to zero and one loading to
//! infinity; there is no minimum, the reference stopped on the way, and here it is reported as not settled.
//!
//! The reference's ends of RMSEA's interval come from a root search that stops at 1e-4 of the noncentrality; they are held to
//! 1e-4 here, and the noncentral distribution itself to twelve digits in its own tests.

use crate::support::{Column, Survey, close, complete, near};
use serde_json::Value;
use statistics::Undefined;
use statistics::association::polychoric_covariance::polychoric_covariance;
use statistics::confirmation::fiml::full_information;
use statistics::confirmation::fit::Fit;
use statistics::confirmation::invariance::invariance;
use statistics::confirmation::ml::{Likelihood, maximum_likelihood};
use statistics::confirmation::model::{Model, Structure};
use statistics::confirmation::moments::Moments;
use statistics::confirmation::robust::robust;
use statistics::confirmation::solution::{Estimate, Solution};
use statistics::confirmation::uls::unweighted_least_squares;
use statistics::confirmation::wlsmv::{Ordinal, wlsmv};
use statistics::consistency::composite::composite_reliability;
use statistics::consistency::extracted::average_variance_extracted;
use statistics::consistency::htmt::htmt;

const INDEX: f64 = 1e-6;
const LOADING: f64 = 1e-5;
const ERROR: f64 = 1e-4;
const ORDINAL: f64 = 5e-3;

/// The items of each dimension, by their place among all of them.
fn factors(survey: &Survey) -> Vec<Vec<usize>> {
    let mut place = 0;
    let mut next = |items: &Vec<String>| items.iter().map(|_| (place, place += 1).0).collect();
    survey.dimensions.iter().map(|(_, items)| next(items)).collect()
}

fn moments(survey: &Survey, battery: &str) -> Moments {
    Moments::of(&complete(&survey.battery(battery, &survey.items()))).expect("moments")
}

#[track_caller]
fn check_fit(what: &str, fit: &Fit, expected: &Value, gradient: f64) {
    assert_eq!(fit.parameters as u64, expected["npar"].as_u64().expect("npar"), "{what}");
    assert_eq!(fit.df as u64, expected["df"].as_u64().expect("df"), "{what}");
    assert_eq!(fit.baseline_df as u64, expected["baseline.df"].as_u64().expect("df"), "{what}");
    close(what, fit.chi2, &expected["chisq"], INDEX);
    close(what, fit.baseline_chi2, &expected["baseline.chisq"], INDEX);
    close(what, fit.cfi, &expected["cfi"], INDEX);
    close(what, fit.tli, &expected["tli"], INDEX);
    near(what, fit.srmr, &expected["srmr"], INDEX * fit.srmr + 0.2 * gradient);
    let rmsea = fit.rmsea.expect("degrees of freedom");
    close(what, rmsea.value, &expected["rmsea"], INDEX);
    near(what, rmsea.low, &expected["rmsea.ci.lower"], 1e-4);
    near(what, rmsea.high, &expected["rmsea.ci.upper"], 1e-4);
    near(what, rmsea.close_p, &expected["rmsea.pvalue"], INDEX);
    if let Some(information) = fit.information {
        near(what, fit.p.expect("degrees of freedom"), &expected["pvalue"], INDEX);
        close(what, information.ln_likelihood, &expected["logl"], INDEX);
        close(what, information.saturated_ln_likelihood, &expected["unrestricted.logl"], INDEX);
        close(what, information.aic, &expected["aic"], INDEX);
        close(what, information.bic, &expected["bic"], INDEX);
    }
}

/// `slack` is n times the reference's gradient.
#[track_caller]
fn check_estimate(what: &str, found: Option<Estimate>, expected: &Value, slack: f64, errors: bool) {
    let found = found.expect("an estimate");
    let rest = slack * found.se.unwrap_or(0.0).powi(2);
    near(what, found.value, &expected["est"], LOADING + rest);
    if errors {
        near(what, found.se.unwrap_or(0.0), &expected["se"], ERROR);
    }
}

#[track_caller]
fn check_solution(what: &str, solution: &Solution, expected: &Value, errors: bool) {
    let gradient = expected["max_abs_gradient"].as_f64().expect("a gradient");
    check_fit(what, &solution.fit, &expected["fit"], gradient);
    assert!(solution.inadmissible.is_empty(), "{what}");
    let slack = solution.fit.n as f64 * gradient;
    if let Some(information) = solution.fit.information {
        let reference = expected["fit"]["logl"].as_f64().expect("a likelihood");
        assert!(reference - 1e-9 * reference.abs() <= information.ln_likelihood, "{what}");
    }
    let loadings = expected["loadings"].as_array().expect("loadings");
    assert_eq!(loadings.len(), solution.loadings.len() + solution.second_order.len(), "{what}");
    for (found, expected) in solution.loadings.iter().zip(loadings) {
        check_estimate(what, found.unstandardized, expected, slack, errors);
        near(what, found.standardized.expect("a loading").value, &expected["std_all"], LOADING);
    }
    for (found, expected) in solution.second_order.iter().zip(&loadings[solution.loadings.len()..]) {
        check_estimate(what, found.unstandardized, expected, slack, errors);
        near(what, found.standardized.expect("a loading").value, &expected["std_all"], LOADING);
    }
    if solution.correlations.is_empty() {
        return;
    }
    let rows = expected["lv_cor"].get("values").unwrap_or(&expected["lv_cor"]);
    for pair in &solution.correlations {
        let row = rows.get(pair.first).or_else(|| rows.get((pair.first + 1).to_string())).expect("a row");
        near(what, pair.r.expect("a correlation").value, &row[pair.second], LOADING);
    }
}

#[test]
fn models_of_complete_answers_equal_the_reference() {
    for survey in Survey::with("r_cfa.json") {
        let golden = survey.golden("r_cfa.json");
        let factors = factors(&survey);
        for (battery, structure, name) in [
            ("P", Structure::Correlated, "five_factor_ML_listwise"),
            ("P", Structure::One, "one_factor_ML"),
            ("P", Structure::SecondOrder, "second_order_ML"),
            ("G", Structure::Correlated, "five_factor_gap_ML_listwise"),
            ("E", Structure::Correlated, "five_factor_E_ML_listwise"),
        ] {
            let what = format!("{} {name}", survey.id);
            let model = Model::new(structure, &factors).expect("a model");
            let solution = maximum_likelihood(&model, &moments(&survey, battery), Likelihood::Normal).expect("a fit");
            check_solution(&what, &solution, &golden["models"][name], true);
        }
        let model = Model::new(Structure::Correlated, &factors).expect("a model");
        let wishart = maximum_likelihood(&model, &moments(&survey, "P"), Likelihood::Wishart).expect("a fit");
        check_fit(&survey.id, &wishart.fit, &golden["models"]["five_factor_ML_wishart"]["fit"], 3e-6);
    }
}

#[test]
fn full_information_equals_the_reference() {
    for survey in Survey::with("r_cfa.json") {
        let golden = survey.golden("r_cfa.json");
        let expected = &golden["models"]["five_factor_FIML"];
        if expected.is_null() {
            continue;
        }
        let model = Model::new(Structure::Correlated, &factors(&survey)).expect("a model");
        let (rows, columns) = survey.coded("P");
        let solution = full_information(&model, &rows, &columns).expect("a fit");
        check_solution(&survey.id, &solution, expected, true);
    }
}

#[test]
fn robust_test_and_errors_equal_the_reference() {
    for survey in Survey::with("r_cfa.json") {
        let golden = survey.golden("r_cfa.json");
        let expected = &golden["models"]["five_factor_MLR"];
        let model = Model::new(Structure::Correlated, &factors(&survey)).expect("a model");
        let (rows, columns) = survey.coded("P");
        let found = robust(&model, &rows, &columns).expect("a fit");
        check_solution(&survey.id, &found.solution, expected, true);
        let fit = &expected["fit"];
        near(&survey.id, found.scaling, &fit["chisq.scaling.factor"], ERROR);
        near(&survey.id, found.baseline_scaling, &fit["baseline.chisq.scaling.factor"], ERROR);
        close(&survey.id, found.chi2, &fit["chisq.scaled"], ERROR);
        near(&survey.id, found.p, &fit["pvalue.scaled"], ERROR);
        near(&survey.id, found.cfi_scaled, &fit["cfi.scaled"], ERROR);
        near(&survey.id, found.tli_scaled, &fit["tli.scaled"], ERROR);
        near(&survey.id, found.rmsea_scaled.value, &fit["rmsea.scaled"], ERROR);
        near(&survey.id, found.cfi, &fit["cfi.robust"], ERROR);
        near(&survey.id, found.rmsea, &fit["rmsea.robust"], ERROR);
    }
}

#[test]
fn unweighted_least_squares_equal_the_reference() {
    for survey in Survey::with("r_cfa.json") {
        let golden = survey.golden("r_cfa.json");
        let expected = &golden["models"]["five_factor_ULS"];
        let model = Model::new(Structure::Correlated, &factors(&survey)).expect("a model");
        let solution = unweighted_least_squares(&model, &moments(&survey, "P")).expect("a fit");
        let (what, fit) = (&survey.id, &expected["fit"]);
        for (found, name) in [
            (solution.fit.chi2, "chisq"),
            (solution.fit.baseline_chi2, "baseline.chisq"),
            (solution.fit.cfi, "cfi"),
            (solution.fit.tli, "tli"),
            (solution.fit.srmr, "srmr"),
        ] {
            close(what, found, &fit[name], 1e-5);
        }
        near(what, solution.fit.rmsea.expect("degrees of freedom").value, &fit["rmsea"], 1e-5);
        for (found, expected) in solution.loadings.iter().zip(expected["loadings"].as_array().expect("loadings")) {
            near(what, found.unstandardized.expect("a loading").value, &expected["est"], 1e-5);
            near(what, found.standardized.expect("a loading").value, &expected["std_all"], 1e-5);
        }
    }
}

#[test]
fn invariance_over_segments_equals_the_reference() {
    for survey in Survey::with("r_cfa.json") {
        let golden = survey.golden("r_cfa.json");
        let expected = &golden["models"]["invariance_ML"];
        let words = survey.words(survey.setting("segment").expect("a segment"));
        let mut segments: Vec<&String> = words.iter().filter(|word| !word.is_empty()).collect();
        segments.sort();
        segments.dedup();
        let battery = survey.battery("P", &survey.items());
        let of = |segment: &String| {
            let chosen = |column: &Column| -> Column {
                let pairs = column.iter().zip(words).filter(|(_, word)| *word == segment);
                pairs.map(|(answer, _)| *answer).collect()
            };
            let columns: Vec<Column> = battery.iter().map(chosen).collect();
            Moments::of(&complete(&columns)).expect("moments")
        };
        let groups: Vec<Moments> = segments.into_iter().map(of).collect();
        let model = Model::new(Structure::Correlated, &factors(&survey)).expect("a model");
        let found = invariance(&model, &groups).expect("a comparison");
        let steps = [(found.configural, "configural"), (Ok(found.metric), "metric"), (found.scalar, "scalar")];
        for (step, name) in steps {
            if survey.id == "kiosk207" && name == "configural" {
                assert!(matches!(step, Err(Undefined::NoConvergence { .. })));
                continue;
            }
            let step = step.expect("a fit");
            let (what, expected) = (format!("{} {name}", survey.id), &expected[name]);
            assert_eq!(step.fit.df as u64, expected["df"].as_u64().expect("df"), "{what}");
            close(&what, step.fit.chi2, &expected["chisq"], INDEX);
            close(&what, step.fit.cfi, &expected["cfi"], INDEX);
            close(&what, step.fit.tli, &expected["tli"], INDEX);
            close(&what, step.fit.rmsea.expect("degrees of freedom").value, &expected["rmsea"], INDEX);
            near(&what, step.fit.srmr, &expected["srmr"], INDEX * step.fit.srmr + 0.2 * 3e-6);
            close(&what, step.fit.information.expect("a likelihood").bic, &expected["bic"], INDEX);
        }
    }
}

#[test]
fn what_the_factors_share_and_keep_equals_the_reference() {
    for survey in Survey::with("r_cfa.json") {
        let golden = survey.golden("r_cfa.json");
        let factors = factors(&survey);
        let sums = complete(&survey.battery("P", &survey.items()));
        for pair in htmt(&sums, &factors).expect("ratios") {
            near(
                &survey.id,
                pair.htmt2.expect("correlations"),
                &golden["htmt"]["values"][pair.first][pair.second],
                1e-10,
            );
        }
        let model = Model::new(Structure::Correlated, &factors).expect("a model");
        let solution = maximum_likelihood(&model, &moments(&survey, "P"), Likelihood::Normal).expect("a fit");
        for (factor, (name, _)) in survey.dimensions.iter().enumerate() {
            let loadings = solution.standardized(factor).expect("loadings");
            let expected = &golden["CR_AVE_from_ML"][name];
            near(name, composite_reliability(&loadings).expect("loadings"), &expected["CR"], LOADING);
            near(name, average_variance_extracted(&loadings).expect("loadings"), &expected["AVE"], LOADING);
        }
    }
}

#[test]
fn ordinal_answers_equal_the_reference() {
    for survey in Survey::with("r_cfa.json") {
        let golden = survey.golden("r_cfa.json");
        let expected = &golden["models"]["five_factor_WLSMV"];
        if expected.is_null() || survey.id == "kiosk207" {
            continue;
        }
        let model = Model::new(Structure::Correlated, &factors(&survey)).expect("a model");
        let (rows, columns) = survey.coded("P");
        let polychoric = polychoric_covariance(&rows, &columns).expect("correlations");
        let ordinal = Ordinal::from(&polychoric);
        let found = wlsmv(&model, &ordinal).expect("a fit");
        let (what, fit) = (&survey.id, &expected["fit"]);
        assert_eq!(found.solution.fit.n, expected["nobs"].as_i64().expect("n"), "{what}");
        for (found, name) in [
            (found.solution.fit.chi2, "chisq"),
            (found.solution.fit.baseline_chi2, "baseline.chisq"),
            (found.solution.fit.srmr, "srmr"),
            (found.chi2, "chisq.scaled"),
            (found.scaling, "chisq.scaling.factor"),
            (found.cfi, "cfi.scaled"),
            (found.tli, "tli.scaled"),
            (found.rmsea.value, "rmsea.scaled"),
        ] {
            close(&format!("{what} {name}"), found, &fit[name], ORDINAL);
        }
        near(what, found.p, &fit["pvalue.scaled"], ORDINAL);
        for (found, expected) in found.solution.loadings.iter().zip(expected["loadings"].as_array().expect("loadings"))
        {
            let loading = found.unstandardized.expect("a loading");
            near(what, loading.value, &expected["est"], ORDINAL);
            near(what, loading.se.unwrap_or(0.0), &expected["se"], ORDINAL);
            near(what, found.standardized.expect("a loading").value, &expected["std_all"], ORDINAL);
        }
        for pair in &found.solution.correlations {
            let expected = &expected["lv_cor"]["values"][pair.first][pair.second];
            near(what, pair.r.expect("a correlation").value, expected, ORDINAL);
        }
    }
}
