//! The whole path, from a file to a number: `rater measure --format csv` against the reference results.
//!
//! One test per reference file, on the synthetic inputs that are ours and, where they are at hand, on the real ones. The
//! expected values were computed by R and Python packages (named in each file); nothing here was pasted from our output.
//! Skipped here, because the report does not show them (the tests of `statistics` compare them): polychoric
//! correlations by themselves, HTMT2 (the report shows HTMT), Kano, sequential monitoring, iceberg and
//! retention; weights of r_raking, whose targets are not those of an example; invariance over the segments of the synthetic set, which are
//! too small for a report (`findings.rs` has it on larger ones).

mod support;

use serde_json::Value;
use support::{DIMENSIONS, Numbers, Set, near, relative};

/// Runs a check on the synthetic set, and on the kiosk survey where it is at hand.
fn on_every_set(file: &str, check: impl Fn(&Set, &Numbers, &Value)) {
    for set in Set::all() {
        check(&set, &set.measure(&[]), &set.golden(file));
    }
}

fn summary(numbers: &Numbers, statistic: &str, of: &str, expected: &Value) {
    let row = numbers.at(statistic, of, "", "");
    near(statistic, of, row.value, &expected["mean"], 1e-10);
    near(statistic, of, row.low, &expected["ci95_t"][0], 1e-10);
    near(statistic, of, row.high, &expected["ci95_t"][1], 1e-10);
    near(statistic, of, row.se, &expected["se"], 1e-10);
    assert_eq!(row.n, expected["n"].as_i64(), "n of {statistic} {of}");
}

#[test]
fn gaps_equal_py_gaps() {
    on_every_set("py_gaps.json", |set, numbers, golden| {
        for item in set.items() {
            let of = format!("item:{item}");
            let expected = &golden["items"][&item];
            summary(numbers, "gap.mean", &of, &expected["gap"]);
            near("E", &of, numbers.value("expectation.mean", &of), &expected["E_available"], 1e-10);
            near("P", &of, numbers.value("perception.mean", &of), &expected["P_available"], 1e-10);
            near("sd", &of, numbers.value("gap.sd", &of), &expected["gap"]["sd"], 1e-10);
            near("median", &of, numbers.value("gap.median", &of), &expected["gap"]["median"], 1e-10);
            near("percent", &of, numbers.value("gap.percent_of_range", &of), &expected["gap_pct_of_range"], 1e-10);
            for sign in ["negative", "zero", "positive"] {
                let share = numbers.value(&format!("gap.share_{sign}"), &of);
                near(sign, &of, share, &expected["gap"][format!("share_{sign}")], 1e-10);
            }
        }
        for dimension in DIMENSIONS {
            let of = format!("dimension:{dimension}");
            let expected = &golden["dimensions"][dimension];
            summary(numbers, "expectation.mean", &of, &expected["E"]);
            summary(numbers, "perception.mean", &of, &expected["P"]);
            summary(numbers, "gap.mean", &of, &expected["gap"]);
            near("median", &of, numbers.value("gap.median", &of), &expected["gap"]["median"], 1e-10);
            near("sd", &of, numbers.value("gap.sd", &of), &expected["gap"]["sd"], 1e-10);
        }
        summary(numbers, "servqual.unweighted", "all", &golden["overall"]["respondent_level_mean_of_5"]);
        let weighted = &golden["weighted"];
        if !weighted.is_null() {
            summary(numbers, "servqual.weighted", "all", &weighted["respondent_level"]);
            summary(numbers, "servperf.weighted", "all", &weighted["weighted_servperf"]);
            let value = |name| numbers.value(name, "all");
            near("V*", "all", value("servqual.aggregate"), &weighted["aggregate_weights_complete_cases"], 1e-10);
            near("V − V*", "all", value("servqual.link"), &weighted["identity_respondent_minus_aggregate"], 1e-10);
            for dimension in DIMENSIONS {
                let points = numbers.value("importance.points", &format!("dimension:{dimension}"));
                let share = points.map(|points| points / 100.0);
                near("points", dimension, share, &weighted["weights_mean"][dimension], 1e-10);
            }
        }
    });
}

#[test]
fn tests_of_the_gap_equal_py_tests() {
    on_every_set("py_tests.json", |set, numbers, golden| {
        let items = set.items().into_iter().map(|item| (format!("item:{item}"), item));
        let dimensions = DIMENSIONS.iter().map(|d| (format!("dimension:{d}"), (*d).to_owned()));
        for (of, name) in items.chain(dimensions) {
            let expected = &golden["tests"][&name];
            let value = |statistic| numbers.value(statistic, &of);
            relative("t", &of, value("gap.t"), &expected["t"], 1e-9);
            relative("p", &of, value("gap.p"), &expected["p_t"], 1e-8);
            relative("d_z", &of, value("gap.d_z"), &expected["cohen_dz"], 1e-9);
            relative("g_z", &of, value("gap.hedges_g_z"), &expected["hedges_gz"], 1e-9);
            // scipy gives the smaller rank sum's z, which is never positive; ours has the sign of the gap.
            let z = value("gap.wilcoxon_z").map(|z| -z.abs());
            relative("z", &of, z, &expected["wilcoxon_pratt_nocc"]["z"], 1e-9);
            relative("p", &of, value("gap.wilcoxon_p"), &expected["wilcoxon_pratt_nocc"]["p"], 1e-8);
            relative("rank biserial", &of, value("gap.rank_biserial"), &expected["rank_biserial"], 1e-9);
            if of.starts_with("item:") {
                relative("d_av", &of, value("gap.d_av"), &expected["cohen_d_av"], 1e-9);
            }
        }
        for item in set.items() {
            let p = numbers.value("gap.p_bh", &format!("item:{item}"));
            relative("BH", &item, p, &golden["adjusted"]["items_t"]["bh"][&item], 1e-8);
        }
        for dimension in DIMENSIONS {
            let p = numbers.value("gap.p_holm", &format!("dimension:{dimension}"));
            relative("Holm", dimension, p, &golden["adjusted"]["dims_t"]["holm"][dimension], 1e-8);
        }
    });
}

#[test]
fn tests_of_the_gap_equal_r_tests() {
    on_every_set("r_tests.json", |set, numbers, golden| {
        for item in set.items() {
            let of = format!("item:{item}");
            let expected = &golden["items"][&item];
            let value = |statistic| numbers.value(statistic, &of);
            relative("t", &of, value("gap.t"), &expected["t"], 1e-9);
            relative("df", &of, value("gap.df"), &expected["df"], 1e-9);
            relative("p", &of, value("gap.p"), &expected["p"], 1e-8);
            relative("Pratt z", &of, value("gap.wilcoxon_z"), &expected["coin_Z_pratt"], 1e-9);
            relative("Pratt p", &of, value("gap.wilcoxon_p"), &expected["coin_p_pratt"], 1e-8);
        }
        for dimension in DIMENSIONS {
            let of = format!("dimension:{dimension}");
            let expected = &golden["dimensions"][dimension];
            relative("t", &of, numbers.value("gap.t", &of), &expected["t"], 1e-9);
            relative("p", &of, numbers.value("gap.p", &of), &expected["p"], 1e-8);
            relative("low", &of, numbers.at("gap.mean", &of, "", "").low, &expected["ci95"][0], 1e-9);
        }
    });
}

#[test]
fn segments_equal_r_segments() {
    for set in Set::all() {
        let golden = set.golden("r_segments.json");
        let column = golden["segment"].as_str().expect("the segment's column").to_owned();
        let numbers = set.measure(&["--by", &column]);
        for dimension in DIMENSIONS {
            let of = format!("dimension:{dimension}");
            let expected = &golden["dimensions"][dimension];
            let at = |statistic| numbers.at(statistic, &of, &column, "").value;
            relative("F", &of, at("segment.welch_f"), &expected["welch_F"], 1e-9);
            relative("df1", &of, at("segment.welch_df1"), &expected["welch_df"][0], 1e-9);
            relative("df2", &of, at("segment.welch_df2"), &expected["welch_df"][1], 1e-9);
            relative("p", &of, at("segment.welch_p"), &expected["welch_p"], 1e-9);
            for (value, n) in expected["n"].as_object().expect("groups") {
                let row = numbers.at("gap.mean", &of, &format!("{column}={value}"), "");
                assert_eq!(row.n, n.as_i64(), "n of {dimension} {value}");
                near("mean", &of, row.value, &expected["mean"][value], 1e-10);
            }
        }
    }
}

#[test]
fn consistency_equals_r_and_py_reliability() {
    on_every_set("r_reliability.json", |set, numbers, golden| {
        let python = set.golden("py_reliability.json");
        for (letter, battery) in [("P", "perception"), ("E", "expectation"), ("G", "gap")] {
            let sets = &golden["sets"][letter];
            let wholes = DIMENSIONS.iter().map(|d| (format!("dimension:{d}"), &sets["dims"][*d]["alpha"]["listwise"]));
            for (of, expected) in wholes.chain([("all".to_owned(), &sets["total"]["listwise"])]) {
                let row = numbers.at(&format!("alpha.{battery}"), &of, "", "");
                near("alpha", &of, row.value, &expected["raw_alpha"], 1e-10);
                near("low", &of, row.low, &expected["ci95_feldt"][0], 1e-10);
                near("high", &of, row.high, &expected["ci95_feldt"][1], 1e-10);
                assert_eq!(row.n, expected["n"].as_i64(), "n of alpha.{battery} {of}");
                let standardized = numbers.value(&format!("alpha.standardized.{battery}"), &of);
                near("standardized", &of, standardized, &expected["std_alpha"], 1e-10);
            }
            for dimension in DIMENSIONS {
                let expected = &sets["dims"][dimension]["alpha"]["listwise"];
                for (position, item) in set.items_of(dimension).iter().enumerate() {
                    let of = format!("item:{item}");
                    let value = |statistic: &str| numbers.value(&format!("{statistic}.{battery}"), &of);
                    near("r.drop", &of, value("item_rest"), &expected["item_rest_r_drop"][position], 1e-10);
                    if battery != "gap" {
                        near("raw.r", &of, value("item_total"), &expected["raw_r"][position], 1e-10);
                        let dropped = value("alpha.if_dropped");
                        near("dropped", &of, dropped, &expected["alpha_if_dropped_raw"][position], 1e-10);
                    }
                }
            }
        }
        for dimension in DIMENSIONS {
            let of = format!("dimension:{dimension}");
            let expected = &golden["sets"]["difference_score"][dimension];
            near("r_D", &of, numbers.value("difference.reliability", &of), &expected["rel_difference"], 1e-10);
            near("r_PE", &of, numbers.value("difference.correlation", &of), &expected["r_PE"], 1e-10);
            near("alpha", &of, numbers.value("alpha.perception", &of), &python["dims"][dimension]["alpha"], 1e-10);
        }
    });
}

#[test]
fn drivers_equal_py_and_r_drivers() {
    on_every_set("py_drivers.json", |set, numbers, golden| {
        let r = set.golden("r_drivers.json");
        let python = &golden["models"]["five_dims"];
        let r = &r["models"]["five_dims"];
        for expected in [python, r] {
            let r2 = numbers.at("driver.r2", "all", "", "");
            near("R²", "all", r2.value, &expected["R2"], 1e-9);
            assert_eq!(r2.n, expected["n"].as_i64());
            let predictors: Vec<&str> =
                expected["predictors"].as_array().expect("names").iter().flat_map(Value::as_str).collect();
            assert_eq!(predictors.len(), DIMENSIONS.len());
            for (position, dimension) in predictors.into_iter().enumerate() {
                let of = format!("dimension:{dimension}");
                let value = |statistic| numbers.value(statistic, &of);
                near("Johnson", &of, value("driver.johnson"), &expected["johnson_raw"][position], 1e-9);
                let share = value("driver.johnson_share").map(|share| 100.0 * share);
                near("Johnson %", &of, share, &expected["johnson_rescaled_pct"][position], 1e-9);
                near("r", &of, value("driver.correlation"), &expected["cor_xy"][position], 1e-9);
                near("VIF", &of, value("driver.vif"), &expected["vif"][position], 1e-9);
            }
        }
        for (position, dimension) in DIMENSIONS.into_iter().enumerate() {
            let of = format!("dimension:{dimension}");
            let value = |statistic| numbers.value(statistic, &of);
            for (tool, lmg) in [("py_drivers", &python["lmg"]), ("relaimpo", &r["relaimpo"]["lmg"])] {
                near(tool, &of, value("driver.lmg"), &lmg[position], 1e-9);
            }
            near("β", &of, value("driver.beta"), &r["beta"][position], 1e-9);
            near("Genizi", &of, value("driver.johnson"), &r["relaimpo"]["genizi"][position], 1e-9);
            let share = value("driver.lmg_share").map(|share| 100.0 * share);
            near("LMG %", &of, share, &python["lmg_rescaled_pct"][position], 1e-9);
            // rwa and domir name their predictors.
            let domir = r["domir"]["names"].as_array().expect("names").iter().position(|name| name == dimension);
            near("domir", &of, value("driver.lmg"), &r["domir"]["general"][domir.expect("a dimension")], 1e-9);
            let rwa =
                r["rwa_package"]["variables"].as_array().expect("names").iter().position(|name| name == dimension);
            near("rwa", &of, value("driver.johnson"), &r["rwa_package"]["raw"][rwa.expect("a dimension")], 1e-9);
        }
    });
}

#[test]
fn the_regression_table_equals_r_drivers() {
    on_every_set("r_drivers.json", |_, numbers, golden| {
        let expected = &golden["models"]["five_dims"];
        for (position, dimension) in expected["predictors"].as_array().expect("names").iter().enumerate() {
            let of = format!("dimension:{}", dimension.as_str().expect("a name"));
            let row = numbers.at("driver.b", &of, "", "");
            near("b", &of, row.value, &expected["b"][position], 1e-9);
            near("se", &of, row.se, &expected["se"][position], 1e-9);
            assert_eq!(row.n, expected["n"].as_i64(), "n of {of}");
            for (name, key) in [("b_t", "t"), ("b_p", "p"), ("beta", "beta"), ("vif", "vif")] {
                relative(key, &of, numbers.value(&format!("driver.{name}"), &of), &expected[key][position], 1e-8);
            }
            for name in ["first", "last", "pratt"] {
                let value = numbers.value(&format!("driver.{name}"), &of);
                near(name, &of, value, &expected["relaimpo"][name][position], 1e-9);
            }
        }
    });
}

#[test]
fn item_drivers_equal_py_drivers() {
    for set in Set::all() {
        let numbers = set.measure(&["--item-drivers"]);
        let golden = set.golden("py_drivers.json");
        let expected = &golden["models"]["all_items"];
        for (position, item) in expected["predictors"].as_array().expect("names").iter().enumerate() {
            let of = format!("item:{}", item.as_str().expect("a name"));
            for (name, key) in [("lmg", "lmg_rescaled_pct"), ("johnson", "johnson_rescaled_pct")] {
                let row = numbers.at(&format!("item_driver.{name}_share"), &of, "", "");
                near(name, &of, row.value.map(|share| 100.0 * share), &expected[key][position], 1e-7);
                assert_eq!(row.n, expected["n"].as_i64(), "{name} of {of}");
                let (value, low, high, se) = (row.value, row.low, row.high, row.se.expect("a standard error"));
                assert!(
                    Some(0.0) <= low && low < value && value < high && high <= Some(1.0),
                    "{name} of {of}: {row:?}"
                );
                // t(0.975; 19) = 2.093024: twenty folds, and one of the two ends is not cut off.
                let reach = (high.unwrap_or(1.0) - value.unwrap_or(0.0)) / se;
                assert!((reach - 2.093_024).abs() < 1e-6, "{name} of {of}: {reach} standard errors");
            }
        }
    }
}

#[test]
fn the_gap_constraint_equals_py_difference_score() {
    on_every_set("py_difference_score.json", |_, numbers, golden| {
        let expected = &golden["predictive_validity"];
        let models = [
            ("model:gap", "gap5"),
            ("model:perception", "perf5"),
            ("model:expectation", "exp5"),
            ("model:free", "E_and_P_10"),
            ("model:weighted", "weighted_gap5"),
            ("model:weighted_perception", "weighted_perf5"),
        ];
        for (of, name) in models {
            if !expected[name].is_null() {
                relative("R²", of, numbers.value("fit.r2_adjusted", of), &expected[name]["adjR2"], 1e-9);
            }
        }
        let test = &expected["F_test_gap_constraint_bE_eq_minus_bP"];
        for (statistic, name) in [("f", "F"), ("df1", "df1"), ("df2", "df2"), ("p", "p")] {
            let value = numbers.value(&format!("constraint.{statistic}"), "all");
            relative(name, "all", value, &test[name], 1e-9);
        }
    });
}

/// The priorities of a report by one meaning of importance.
fn priorities<'a>(report: &'a Value, basis: &str) -> Vec<(&'a str, &'a Value)> {
    let all = report["priorities"].as_array().expect("priorities").iter();
    let dimension = |p: &'a Value| p["of"].as_str().expect("a dimension").trim_start_matches("dimension:");
    all.filter(|p| p["basis"] == basis).map(|p| (dimension(p), p)).collect()
}

#[test]
fn stated_priorities_equal_py_ipa() {
    for set in Set::all() {
        let golden = set.golden("py_ipa.json");
        let expected = &golden["quadrants"]["stated_points"]["grand_mean"];
        let report = set.report(&[]);
        let stated = priorities(&report, "stated");
        // The kiosk survey did not ask for points.
        assert_eq!(stated.len(), if expected.is_null() { 0 } else { DIMENSIONS.len() });
        for (dimension, priority) in stated {
            near("performance", dimension, priority["performance"].as_f64(), &golden["performance"][dimension], 1e-12);
            let share = priority["importance"].as_f64().map(|share| 100.0 * share);
            near("points", dimension, share, &golden["importance"]["stated_points"][dimension], 1e-10);
            near("cut", dimension, priority["performance_cut"].as_f64(), &expected["cut_performance"], 1e-12);
            assert_eq!(priority["quadrant"], expected["quadrant"][dimension], "{dimension}");
        }
    }
}

#[test]
fn derived_priorities_equal_py_ipa() {
    on_every_set("py_ipa.json", |set, numbers, golden| {
        let report = set.report(&[]);
        let derived = priorities(&report, "derived");
        assert_eq!(derived.len(), DIMENSIONS.len());
        let drivers = set.golden("py_drivers.json");
        let model = &drivers["models"]["five_dims"];
        let everybody = model["n"].as_i64() == set.golden("py_gaps.json")["dimensions"]["tangibles"]["P"]["n"].as_i64();
        for (dimension, priority) in derived {
            let (of, performance) = (format!("dimension:{dimension}"), &golden["performance"][dimension]);
            near("performance", dimension, numbers.value("perception.mean", &of), performance, 1e-12);
            // Importance and performance are of the same people: those whose answers are complete.
            if everybody {
                near("performance", dimension, priority["performance"].as_f64(), performance, 1e-12);
            }
            let derived = &golden["importance"];
            let johnson = numbers.value("driver.johnson_share", &of).map(|share| 100.0 * share);
            near("Johnson %", dimension, johnson, &derived["derived_johnson_pct"][dimension], 1e-9);
            near(
                "r",
                dimension,
                numbers.value("driver.correlation", &of),
                &derived["derived_correlation"][dimension],
                1e-9,
            );
            // The report derives importance by LMG, whose shares have the mean of a fifth.
            let position = model["predictors"].as_array().expect("names").iter().position(|name| name == dimension);
            let lmg = &model["lmg_rescaled_pct"][position.expect("a predictor")];
            let share = priority["importance"].as_f64().map(|share| 100.0 * share);
            near("LMG %", dimension, share, lmg, 1e-9);
            let cut = golden["quadrants"]["derived_johnson_pct"]["grand_mean"]["cut_performance"].as_f64();
            let quadrant = match (lmg.as_f64() >= Some(20.0), performance.as_f64() >= cut) {
                (true, false) => "concentrate_here",
                (true, true) => "keep_up",
                (false, true) => "possible_overkill",
                (false, false) => "low_priority",
            };
            assert_eq!(priority["quadrant"], quadrant, "{dimension}");
        }
    });
}

#[test]
fn bootstrap_intervals_of_the_gap_equal_py_bootstrap() {
    for set in Set::all() {
        let golden = set.golden("py_bootstrap.json");
        let respondents = set.table().rows.len() as u64;
        let mut compared = 0;
        for dimension in DIMENSIONS {
            let expected = &golden["statistics"][format!("mean_gap_{dimension}")];
            // The reference draws among those who have the score, the report among everybody: the same where all have it.
            // Replicates equal to the estimate count half here; in the reference some of them fall to one side by their
            // last digit, which moves the ends by a few hundredths of the error.
            if expected["n"].as_u64() != Some(respondents) {
                continue;
            }
            compared += 1;
            let ties = expected["count_equal"].as_u64().expect("a count");
            let error = expected["boot_se"].as_f64().expect("a standard error");
            let numbers = set.measure(&["--seed", &expected["seed"].to_string()]);
            let row = numbers.at("gap.bca", &format!("dimension:{dimension}"), "", "");
            near("estimate", dimension, row.value, &expected["theta"], 1e-12);
            let tolerance = if ties == 0 { 1e-10 } else { 0.03 * error };
            near("low", dimension, row.low, &expected["bca_midrank"]["ci95_type7"][0], tolerance);
            near("high", dimension, row.high, &expected["bca_midrank"]["ci95_type7"][1], tolerance);
        }
        assert!(2 <= compared, "{compared} dimensions compared");
    }
}

#[test]
fn the_zone_of_tolerance_equals_py_zot() {
    let golden = support::golden("zot/py_zot.json");
    let numbers = support::measure(&support::input("synth_zot200.csv"), &["--instrument", "servqual-zone"]);
    let items = golden["items"].as_object().expect("items").keys().map(|item| (format!("item:{item}"), "items", item));
    let dimensions = DIMENSIONS.map(str::to_owned);
    let dimensions = dimensions.iter().map(|d| (format!("dimension:{d}"), "dimensions", d));
    for (of, kind, name) in items.chain(dimensions) {
        let expected = &golden[kind][name];
        for (statistic, key) in [("zone.adequacy", "MSA"), ("zone.superiority", "MSS"), ("zone.width", "zone_width")] {
            let row = numbers.at(statistic, &of, "", "");
            near(statistic, &of, row.value, &expected[key]["mean"], 1e-10);
            near(statistic, &of, row.low, &expected[key]["ci95"][0], 1e-10);
            near(statistic, &of, row.high, &expected[key]["ci95"][1], 1e-10);
            assert_eq!(row.n, expected[key]["n"].as_i64(), "n of {statistic} {of}");
        }
        near("below", &of, numbers.value("zone.below", &of), &expected["share_below_adequate"], 1e-10);
        near("within", &of, numbers.value("zone.within", &of), &expected["share_within_zone_inclusive"], 1e-10);
        near("above", &of, numbers.value("zone.above", &of), &expected["share_above_desired"], 1e-10);
        near("inverted", &of, numbers.value("zone.inverted", &of), &expected["inverted_desired_below_adequate"], 0.0);
    }
}

#[test]
fn careless_signs_equal_r_and_py_careless() {
    on_every_set("py_careless.json", |set, numbers, golden| {
        let r = set.golden("r_careless.json");
        let numbers_of =
            |value: &Value| value.as_array().expect("a list").iter().map(Value::as_f64).collect::<Vec<_>>();
        let long_from = (15 * set.items().len()).div_ceil(22) as f64;
        let long = numbers_of(&r["longstring"]).iter().flatten().filter(|run| **run >= long_from).count();
        let unusual = numbers_of(&golden["mahad_p"]).iter().flatten().filter(|p| **p < 0.001).count();
        let flat = golden["zero_variance"].as_array().expect("a list").iter().filter(|v| **v == true).count();
        let count = |name| numbers.value(name, "all");
        assert_eq!(count("careless.longstring"), Some(long as f64));
        assert_eq!(count("careless.mahalanobis"), Some(unusual as f64));
        assert_eq!(count("careless.irv_zero"), Some(flat as f64));
    });
}

#[test]
fn the_airport_waves_equal_py_waves() {
    let Some(file) = support::shared("data/sfo_customer_survey/sfo_2010_2017.csv.gz") else { return };
    let instrument = support::example("instruments/airport.toml");
    let numbers = support::measure(&file, &["--instrument", instrument.to_str().expect("a path"), "--wave", "year"]);
    let golden = support::shared_json("golden/sfo/py_waves.json");
    let years = golden["years"].as_array().expect("years");
    for (position, year) in years.iter().enumerate() {
        let row = numbers.at("outcome.mean", "outcome:overall", "", &year.to_string());
        near("mean", "overall", row.value, &golden["mean"][position], 1e-9);
        assert_eq!(row.n, golden["n"][position].as_i64(), "n in {year}");
    }
    for pair in years.windows(2) {
        let expected = &golden["wave_to_wave_welch"][format!("{}-{}", pair[0], pair[1])];
        let wave = pair[1].to_string();
        let at = |statistic| numbers.at(statistic, "outcome:overall", "", &wave);
        near("change", &wave, at("wave.change").value, &expected["diff"], 1e-9);
        near("low", &wave, at("wave.change").low, &expected["ci95"][0], 1e-9);
        relative("p", &wave, at("wave.change_p").value, &expected["p"], 1e-8);
        relative("Holm", &wave, at("wave.change_p_holm").value, &expected["p_holm"], 1e-8);
    }
}

#[test]
fn whether_the_factors_hold_equals_r_cfa() {
    on_every_set("r_cfa.json", |set, numbers, golden| {
        let models =
            [("correlated", "five_factor_ML_listwise"), ("second_order", "second_order_ML"), ("one", "one_factor_ML")];
        for (ours, theirs) in models {
            let of = format!("model:{ours}");
            let expected = &golden["models"][theirs]["fit"];
            for (statistic, name) in
                [("chi2", "chisq"), ("df", "df"), ("cfi", "cfi"), ("tli", "tli"), ("srmr", "srmr"), ("bic", "bic")]
            {
                // The reference stopped at a gradient of about 1e-6, which moves its residuals most.
                let tolerance = if statistic == "srmr" { 2e-6 } else { 1e-6 };
                let found = numbers.value(&format!("structure.{statistic}"), &of);
                relative(statistic, &of, found, &expected[name], tolerance);
            }
            let rmsea = numbers.at("structure.rmsea", &of, "", "");
            relative("RMSEA", &of, rmsea.value, &expected["rmsea"], 1e-6);
            near("RMSEA, low", &of, rmsea.low, &expected["rmsea.ci.lower"], 1e-6);
            near("RMSEA, high", &of, rmsea.high, &expected["rmsea.ci.upper"], 1e-6);
        }
        let five = &golden["models"]["five_factor_ML_listwise"];
        for loading in five["loadings"].as_array().expect("loadings") {
            let item = loading["item"].as_str().and_then(|name| name.strip_prefix('P')).expect("an item");
            let of = format!("item:{item}");
            near("loading", &of, numbers.value("structure.loading", &of), &loading["std_all"], 1e-5);
        }
        let admissible = numbers.value("structure.inadmissible", "model:correlated") == Some(0.0);
        assert_eq!(Some(admissible), five["admissible"].as_bool(), "{}", set.outcome());
        for (first, dimension) in DIMENSIONS.iter().enumerate() {
            let of = format!("dimension:{dimension}");
            if admissible {
                let expected = &golden["CR_AVE_from_ML"][*dimension];
                let reliability = numbers.value("structure.composite_reliability", &of);
                near("CR", &of, reliability, &expected["CR"], 1e-5);
                near("AVE", &of, numbers.value("structure.ave", &of), &expected["AVE"], 1e-5);
            }
            for other in &DIMENSIONS[first + 1..] {
                let place =
                    |name: &str| DIMENSIONS.iter().position(|dimension| *dimension == name).expect("a dimension");
                let value = |table: &Value| {
                    let names: Vec<&str> =
                        table["rows"].as_array().expect("rows").iter().filter_map(Value::as_str).collect();
                    assert_eq!(names, DIMENSIONS, "the order of the reference is ours");
                    table["values"][place(dimension)][place(other)].clone()
                };
                let pair = |statistic: &str| {
                    let of = [(dimension, other), (other, dimension)].map(|(a, b)| format!("pair:{a}~{b}"));
                    of.iter().find_map(|of| numbers.maybe(statistic, of, "", "")).and_then(|row| row.value)
                };
                assert!(pair("structure.htmt").is_some_and(|ratio| 0.0 < ratio && ratio < 1.2), "{dimension} {other}");
                if admissible {
                    near("r", dimension, pair("structure.correlation"), &value(&five["lv_cor"]), 1e-5);
                }
            }
        }
    });
}

/// On the synthetic set alone: the kiosk survey has no missing answers, and its reference of ordinal answers is imprecise.
#[test]
fn every_estimator_equals_r_cfa() {
    let sets = Set::all();
    let set = sets.first().expect("the synthetic set is ours");
    let golden = set.golden("r_cfa.json");
    for (estimator, model, scaled, tolerance) in [
        ("fiml", "five_factor_FIML", "", 1e-6),
        ("mlr", "five_factor_MLR", ".scaled", 1e-4),
        ("wlsmv", "five_factor_WLSMV", ".scaled", 5e-3),
    ] {
        let (numbers, expected) = (set.measure(&["--estimator", estimator]), &golden["models"][model]);
        let of = "model:correlated";
        for (statistic, name) in [("chi2", "chisq"), ("cfi", "cfi"), ("tli", "tli")] {
            let found = numbers.value(&format!("structure.{statistic}"), of);
            relative(estimator, statistic, found, &expected["fit"][format!("{name}{scaled}")], tolerance);
        }
        let rmsea = numbers.at("structure.rmsea", of, "", "");
        near(estimator, "RMSEA", rmsea.value, &expected["fit"][format!("rmsea{scaled}")], tolerance);
        assert_eq!(rmsea.n, expected["fit"]["ntotal"].as_i64().or(expected["nobs"].as_i64()), "{estimator}");
        for loading in expected["loadings"].as_array().expect("loadings") {
            let item = loading["item"].as_str().and_then(|name| name.strip_prefix('P')).expect("an item");
            let of = format!("item:{item}");
            near(estimator, &of, numbers.value("structure.loading", &of), &loading["std_all"], tolerance.max(1e-5));
        }
    }
}

#[test]
fn loadings_found_without_the_questionnaire_equal_r_efa() {
    on_every_set("r_efa.json", |set, numbers, golden| {
        let expected = &golden["minres_oblimin"];
        let items: Vec<&str> =
            expected["loadings"]["rows"].as_array().expect("rows").iter().filter_map(Value::as_str).collect();
        let values = expected["loadings"]["values"].as_array().expect("values");
        let id = |name: &str| name.trim_start_matches('P').to_owned();
        for item in &items {
            let of = format!("item:{}", id(item));
            let shared = numbers.value("structure.communality", &of);
            near("communality", &of, shared, &expected["communality"][*item], 2e-3);
        }
        // Order and sign of the reference's factors are arbitrary: each of ours is one of them.
        let mut taken = Vec::new();
        for dimension in DIMENSIONS {
            let ours: Vec<f64> = items
                .iter()
                .map(|item| {
                    numbers.value("structure.explored", &format!("cell:{}~{dimension}", id(item))).expect("a loading")
                })
                .collect();
            let apart = |column: usize, sign: f64| {
                let theirs = values.iter().map(|row| sign * row[column].as_f64().expect("a loading"));
                ours.iter().zip(theirs).map(|(ours, theirs)| (ours - theirs).abs()).fold(0.0, f64::max)
            };
            let same = (0..DIMENSIONS.len()).find(|column| apart(*column, 1.0).min(apart(*column, -1.0)) < 2e-3);
            taken.push(
                same.unwrap_or_else(|| panic!("no factor of the reference is ours on {dimension}, {}", set.outcome())),
            );
        }
        taken.sort_unstable();
        assert_eq!(taken, [0, 1, 2, 3, 4], "each of them once");
    });
}

#[test]
fn fitness_for_factors_and_their_number_equal_r_factorability() {
    on_every_set("r_factorability.json", |_, numbers, golden| {
        near("KMO", "all", numbers.value("structure.kmo", "all"), &golden["KMO"]["overall"], 1e-10);
        relative(
            "Bartlett",
            "all",
            numbers.value("structure.bartlett_chi2", "all"),
            &golden["bartlett"]["chi2"],
            1e-10,
        );
        near("MAP", "all", numbers.value("structure.factors_map", "all"), &golden["map_n"], 0.0);
        near("Horn", "all", numbers.value("structure.factors_parallel", "all"), &golden["parallel"]["ncomp"], 0.0);
    });
}

#[test]
fn omega_of_all_items_equals_r_reliability() {
    on_every_set("r_reliability.json", |_, numbers, golden| {
        let expected = &golden["sets"]["omega_P_all"];
        near("omega_h", "all", numbers.value("omega.hierarchical", "all"), &expected["omega_h"], 2e-3);
        near("omega_t", "all", numbers.value("omega.total", "all"), &expected["omega_total"], 2e-3);
    });
}

#[test]
fn penalty_and_reward_equal_r_penalty_reward() {
    on_every_set("r_penalty_reward.json", |_, numbers, golden| {
        let terms = golden["terms"].as_array().expect("terms");
        for (place, term) in terms.iter().enumerate() {
            let (side, dimension) =
                term.as_str().and_then(|term| term.split_once('_')).expect("a side and a dimension");
            let statistic = if side == "pen" { "penalty.effect" } else { "reward.effect" };
            let of = format!("dimension:{dimension}");
            let row = numbers.at(statistic, &of, "", "");
            relative(statistic, &of, row.value, &golden["b"][place], 1e-9);
            relative("se", &of, row.se, &golden["se"][place], 1e-9);
        }
        relative("R²", "all", numbers.value("penalty_reward.r2", "all"), &golden["R2"], 1e-9);
    });
}
