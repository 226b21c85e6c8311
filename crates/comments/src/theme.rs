//! What is new in what people say: words of now that the past does not explain.
//!
//! Formula: per stratum δ = ln((y₁ + a)/(n₁ + A − y₁ − a)) − ln((y₀ + a)/(n₀ + A − y₀ − a)), a the prior of the phrase (A times its
//! share of the stratum's comments), its variance the sum of the inverses of the four counts; strata are put together by the inverse of their variance, z = Σδ/v / √Σ1/v;
//! one-sided p, corrected for all phrases by Benjamini and Hochberg.
//! Unit: z, standard errors of the log-odds.
//! Needs: comments as words, each with its stratum (channel, site) and whether it is of now or of the past.
//! Undefined: no comment of now or none of the past, or fewer mentions than the least: such a phrase is no theme.
//! Source: Monroe, Colaresi and Quinn (2008), Political Analysis 16, 372–403.
//! Method page: docs/method/comments.md

use std::collections::{BTreeMap, BTreeSet};

use crate::language::is_small_word;
use crate::words::Words;

/// A comment, or the part of it that is looked at.
#[derive(Debug, Clone)]
pub struct Remark {
    /// Which comment it is.
    pub comment: u64,
    /// Where it is from: what differs between strata is not news.
    pub stratum: u32,
    /// Whether it is of now; else of the past.
    pub now: bool,
    /// Its text.
    pub text: String,
}

/// Something said more often than the past explains.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    /// The word or two words, as they are compared: lower case, without accents.
    pub phrase: String,
    /// Standard errors above the past.
    pub z: f64,
    /// The false-discovery rate at which it is still a theme.
    pub q: f64,
    /// Comments of now that hold it.
    pub now: Vec<u64>,
    /// How many comments of the past do.
    pub past: usize,
    /// Comments of now, and of the past, in all.
    pub of: (usize, usize),
}

impl Theme {
    /// How many times as often as before it is said; none where nobody said it before.
    #[must_use]
    pub fn times(&self) -> Option<f64> {
        let before = real(self.past) / real(self.of.1);
        (0.0 < before).then(|| real(self.now.len()) / real(self.of.0) / before)
    }
}

/// What counts as a theme.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Demands {
    /// Comments of now that hold the phrase at least.
    pub mentions_min: usize,
    /// The largest false-discovery rate.
    pub q_max: f64,
    /// Strength of the prior, in comments.
    pub prior: f64,
}

impl Default for Demands {
    fn default() -> Self {
        Self { mentions_min: 8, q_max: 0.05, prior: 50.0 }
    }
}

/// Phrases of which this share of comments is the same are one theme.
const SAME: f64 = 0.5;

/// The phrases of a text, each once: words and pairs of words that carry meaning.
pub(crate) fn phrases(text: &str) -> BTreeSet<String> {
    let words = Words::of(text);
    let telling = |word: &str| 2 < word.len() && !is_small_word(word) && !word.bytes().all(|b| b.is_ascii_digit());
    let mut phrases = BTreeSet::new();
    let mut before: Option<(&str, usize)> = None;
    for (place, word) in words.iter().enumerate() {
        let (start, end) = words.span(place).unwrap_or_default();
        let tells = telling(word);
        if tells {
            phrases.insert(word.to_owned());
            // Two words with a sign between them are no phrase.
            if let Some((before, left)) = before
                && text.get(left..start).is_some_and(|between| between.trim().is_empty())
            {
                phrases.insert(format!("{before} {word}"));
            }
        }
        before = tells.then_some((word, end));
    }
    phrases
}

/// A habit is never nothing and never everything.
const HABIT_MIN: f64 = 0.5;

/// Comments of now and of the past.
type Pair = (usize, usize);

/// The themes of now, strongest first.
#[must_use]
pub fn themes(remarks: &[Remark], demands: &Demands) -> Vec<Theme> {
    let mut totals: BTreeMap<u32, Pair> = BTreeMap::new();
    let mut counts: BTreeMap<String, BTreeMap<u32, Pair>> = BTreeMap::new();
    let mut holders: BTreeMap<String, BTreeSet<u64>> = BTreeMap::new();
    let add = |pair: &mut Pair, now: bool| if now { pair.0 += 1 } else { pair.1 += 1 };
    for remark in remarks {
        add(totals.entry(remark.stratum).or_default(), remark.now);
        for phrase in phrases(&remark.text) {
            add(counts.entry(phrase.clone()).or_default().entry(remark.stratum).or_default(), remark.now);
            if remark.now {
                holders.entry(phrase).or_default().insert(remark.comment);
            }
        }
    }
    let of = totals.values().fold((0, 0), |sum, pair| (sum.0 + pair.0, sum.1 + pair.1));
    if of.0 == 0 || of.1 == 0 {
        return vec![];
    }
    let mut found: Vec<Theme> = vec![];
    for (phrase, strata) in &counts {
        let now = holders.get(phrase).map_or(0, BTreeSet::len);
        if now < demands.mentions_min {
            continue;
        }
        let Some(z) = deviation(strata, &totals, demands.prior) else { continue };
        let past = strata.values().map(|pair| pair.1).sum();
        let now = holders.get(phrase).into_iter().flatten().copied().collect();
        found.push(Theme { phrase: phrase.clone(), z, q: upper_tail(z), now, past, of });
    }
    false_discovery(&mut found);
    found.retain(|theme| theme.q <= demands.q_max);
    // Of phrases that say as much, the one that tells a reader more: two words before one, and long before short.
    let telling = |theme: &Theme| (theme.phrase.contains(' '), theme.phrase.len());
    found.sort_by(|a, b| b.z.total_cmp(&a.z).then_with(|| telling(b).cmp(&telling(a))));
    merged(found)
}

/// Where a phrase stands in a text, in bytes: the text's own writing of it.
#[must_use]
pub fn place_of(phrase: &str, text: &str) -> Option<(usize, usize)> {
    let wanted: Vec<&str> = phrase.split(' ').collect();
    let words = Words::of(text);
    let found: Vec<&str> = words.iter().collect();
    let first = found.windows(wanted.len()).position(|some| some == wanted)?;
    Some((words.span(first)?.0, words.span(first + wanted.len() - 1)?.1))
}

fn real(n: usize) -> f64 {
    #[allow(clippy::cast_precision_loss, reason = "counts of comments")]
    {
        n as f64
    }
}

/// z over all strata that have comments of both times.
fn deviation(strata: &BTreeMap<u32, Pair>, totals: &BTreeMap<u32, Pair>, prior: f64) -> Option<f64> {
    let (mut weighted, mut weights) = (0.0, 0.0);
    for (stratum, (all_now, all_past)) in totals {
        if *all_now == 0 || *all_past == 0 {
            continue;
        }
        let (now, past) = strata.get(stratum).copied().unwrap_or_default();
        // The prior is the stratum's own habit, so that what it always says is not news where it says more this week.
        let own = prior * (real(now + past) + HABIT_MIN) / (real(all_now + all_past) + 2.0 * HABIT_MIN);
        let odds = |held: usize, all: usize| {
            let (with, without) = (real(held) + own, real(all) + prior - real(held) - own);
            ((with / without).ln(), 1.0 / with + 1.0 / without)
        };
        let ((new, new_variance), (old, old_variance)) = (odds(now, *all_now), odds(past, *all_past));
        let variance = new_variance + old_variance;
        weighted += (new - old) / variance;
        weights += 1.0 / variance;
    }
    (0.0 < weights).then(|| weighted / weights.sqrt())
}

/// P(Z > z) of the normal distribution, by the continued fraction of Abramowitz and Stegun 7.1.26; error below 1.5·10⁻⁷.
fn upper_tail(z: f64) -> f64 {
    let x = z.abs() / std::f64::consts::SQRT_2;
    let t = 1.0 / (1.0 + 0.327_591_1 * x);
    let poly =
        t * (0.254_829_592 + t * (-0.284_496_736 + t * (1.421_413_741 + t * (-1.453_152_027 + t * 1.061_405_429))));
    let tail = 0.5 * poly * (-x * x).exp();
    if z < 0.0 { 1.0 - tail } else { tail }
}

/// Turns p-values into false-discovery rates (Benjamini and Hochberg 1995).
fn false_discovery(found: &mut [Theme]) {
    found.sort_by(|a, b| b.q.total_cmp(&a.q));
    let all = found.len();
    let mut least = 1.0_f64;
    for (place, theme) in found.iter_mut().enumerate() {
        least = least.min(theme.q * real(all) / real(all - place));
        theme.q = least;
    }
}

/// Of phrases that mostly stand in the same comments the strongest is kept.
fn merged(found: Vec<Theme>) -> Vec<Theme> {
    let mut kept: Vec<Theme> = vec![];
    for theme in found {
        let same = |other: &Theme| {
            let both = theme.now.iter().filter(|comment| other.now.binary_search(comment).is_ok()).count();
            SAME <= real(both) / real(theme.now.len().min(other.now.len()).max(1))
        };
        if !kept.iter().any(same) {
            kept.push(theme);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::{Demands, Remark, Theme, place_of, themes, upper_tail};

    fn remark(comment: u64, stratum: u32, now: bool, text: &str) -> Remark {
        Remark { comment, stratum, now, text: text.to_owned() }
    }

    fn phrases(themes: &[Theme]) -> Vec<&str> {
        themes.iter().map(|theme| theme.phrase.as_str()).collect()
    }

    /// A water utility: bills every week, and this week data caps.
    fn week(news: &str) -> Vec<Remark> {
        let mut remarks: Vec<Remark> =
            (0..400).map(|n| remark(n, 0, false, "The monthly bill arrived late again")).collect();
        remarks.extend((400..460).map(|n| remark(n, 0, true, "The monthly bill arrived late again")));
        remarks.extend((460..480).map(|n| remark(n, 0, true, news)));
        remarks
    }

    #[test]
    fn what_nobody_said_before_is_a_theme_with_its_comments() {
        let found = themes(&week("brown water from every tap"), &Demands::default());
        assert_eq!(phrases(&found), ["brown water"]);
        assert_eq!((found[0].now.len(), found[0].past, found[0].of), (20, 0, (80, 400)));
        assert!(found[0].q < 0.01 && 2.5 < found[0].z);
    }

    /// By hand: a = 50 · 20.5/481 = 2.131; δ = ln(22.131/107.869) − ln(2.131/447.869) = 3.764; the inverses add up to 0.526; z = 5.190. The
    /// same in two strata alike is √2 times as sure.
    #[test]
    fn z_is_that_of_the_formula_and_strata_add_their_weight() {
        let one = themes(&week("brown water from every tap"), &Demands::default());
        assert!((one[0].z - 5.190).abs() < 0.001, "{}", one[0].z);
        let mut two = week("brown water from every tap");
        two.extend(week("brown water from every tap").into_iter().map(|r| Remark {
            comment: r.comment + 1_000,
            stratum: 1,
            ..r
        }));
        let two = themes(&two, &Demands::default());
        assert!((two[0].z - 7.340).abs() < 0.001, "{}", two[0].z);
    }

    /// Benjamini and Hochberg by hand: 0.01 · 4, then 0.03 · 4/2 = 0.06 held down by 0.04 · 4/3 = 0.0533, and 0.5.
    #[test]
    fn rates_of_false_discovery_are_those_of_all_phrases() {
        let theme = |q| Theme { phrase: String::new(), z: 0.0, q, now: vec![], past: 0, of: (1, 1) };
        let mut all = [0.04, 0.5, 0.01, 0.03].map(theme);
        super::false_discovery(&mut all);
        let mut rates = all.map(|theme| theme.q);
        rates.sort_by(f64::total_cmp);
        for (rate, expected) in rates.into_iter().zip([0.04, 0.16 / 3.0, 0.16 / 3.0, 0.5]) {
            assert!((rate - expected).abs() < 1e-12, "{rate}");
        }
    }

    #[test]
    fn how_often_it_is_said_is_a_share_of_now_over_a_share_of_the_past() {
        let theme = |past| Theme { phrase: String::new(), z: 3.0, q: 0.01, now: vec![1, 2, 3], past, of: (30, 200) };
        assert!((theme(4).times().expect("it was said before") - 5.0).abs() < 1e-12);
        assert_eq!(theme(0).times(), None);
    }

    #[test]
    fn a_phrase_is_shown_as_it_was_written() {
        let text = "No hay ATENCIÓN médica; la atención, médica o no, falla.";
        let (start, end) = place_of("atencion medica", text).expect("it is there");
        assert_eq!(&text[start..end], "ATENCIÓN médica");
        assert_eq!(place_of("medica atencion", text), None);
    }

    #[test]
    fn what_was_always_said_is_none() {
        assert!(themes(&week("The monthly bill arrived late again"), &Demands::default()).is_empty());
    }

    #[test]
    fn a_channel_that_answers_more_this_week_is_no_news() {
        // Channel 1 has always spoken of parking; this week it speaks more than usual.
        let mut remarks: Vec<Remark> = (0..300).map(|n| remark(n, 0, false, "friendly nurses everywhere")).collect();
        remarks.extend((300..340).map(|n| remark(n, 1, false, "parking costs much")));
        remarks.extend((340..360).map(|n| remark(n, 0, true, "friendly nurses everywhere")));
        remarks.extend((360..460).map(|n| remark(n, 1, true, "parking costs much")));
        assert!(themes(&remarks, &Demands::default()).is_empty());
        // Without the strata it would have been taken for news.
        remarks.iter_mut().for_each(|remark| remark.stratum = 0);
        assert!(!themes(&remarks, &Demands::default()).is_empty());
    }

    #[test]
    fn few_mentions_or_no_past_are_no_theme() {
        let few: Vec<Remark> = week("brown water").into_iter().filter(|remark| remark.comment < 467).collect();
        assert!(themes(&few, &Demands::default()).is_empty());
        let now: Vec<Remark> = (0..50).map(|n| remark(n, 0, true, "brown water")).collect();
        assert!(themes(&now, &Demands::default()).is_empty());
        assert!(themes(&[], &Demands::default()).is_empty());
    }

    #[test]
    fn tails_are_those_of_the_normal_distribution() {
        // scipy.stats.norm.sf: 0.5, 0.15865525, 0.02275013, 0.00134990.
        for (z, p) in [(0.0, 0.5), (1.0, 0.158_655_25), (2.0, 0.022_750_13), (3.0, 0.001_349_90), (-1.0, 0.841_344_75)]
        {
            assert!((upper_tail(z) - p).abs() < 2e-7, "{z}");
        }
    }
}
