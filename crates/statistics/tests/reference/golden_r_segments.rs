//! Comparison of segments equals `r_segments.json` (R: oneway.test, kruskal.test) within 1e-9 relative.

use crate::support::{Survey, close, histogram_of};
use statistics::comparison::Group;
use statistics::comparison::anova::anova;
use statistics::comparison::kruskal::kruskal_wallis;
use statistics::comparison::welch::welch_anova;
use statistics::gap::mean::mean_of_histogram;

const TOLERANCE: f64 = 1e-9;

#[test]
fn segments_agree_with_r() {
    for survey in Survey::with("r_segments.json") {
        let golden = survey.golden("r_segments.json");
        let words = survey.words(golden["segment"].as_str().unwrap());
        for (name, items) in &survey.dimensions {
            let expected = &golden["dimensions"][name];
            let (scores, scale) = survey.score("G", items);
            let segments: Vec<&String> = expected["n"].as_object().unwrap().keys().collect();
            let histograms: Vec<_> = segments.iter().map(|segment| histogram_of(&scores, words, segment)).collect();
            let mut groups: Vec<Group> = vec![];
            for (segment, histogram) in segments.iter().zip(&histograms) {
                let summary = mean_of_histogram(histogram, scale, 0.95).unwrap();
                assert_eq!(summary.n, expected["n"][segment].as_i64().unwrap());
                close(name, summary.mean, &expected["mean"][segment], TOLERANCE);
                close(name, summary.sd, &expected["sd"][segment], TOLERANCE);
                groups.push(Group::from(&summary));
            }
            let welch = welch_anova(&groups).unwrap();
            close(name, welch.f, &expected["welch_F"], TOLERANCE);
            close(name, welch.df1, &expected["welch_df"][0], TOLERANCE);
            close(name, welch.df2, &expected["welch_df"][1], TOLERANCE);
            close(name, welch.p, &expected["welch_p"], TOLERANCE);
            let classical = anova(&groups).unwrap();
            close(name, classical.f, &expected["anova_F"], TOLERANCE);
            close(name, classical.df2, &expected["anova_df"][1], TOLERANCE);
            close(name, classical.p, &expected["anova_p"], TOLERANCE);
            let ranks = kruskal_wallis(&histograms).unwrap();
            close(name, ranks.h, &expected["kruskal_chi2"], TOLERANCE);
            close(name, ranks.p, &expected["kruskal_p"], TOLERANCE);
        }
    }
}
