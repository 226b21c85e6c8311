//! Does a dimension punish when it is poor, reward when it is good, or both?
//!
//! Separate from the drivers, whose straight line gives poor and good service the same slope. It works from the ordinary
//! answers, without questions of its own. It refuses to choose its cut points: they are given before anybody has looked,
//! because those that suit the data show a contrast where there is none.
//!
//! Formula: y = b₀ + Σ_d (p_d LOW_d + r_d HIGH_d), LOW = score ≤ low cut, HIGH = score ≥ high cut;
//! impact asymmetry = (r − |p|) / (r + |p|)
//! Unit: penalty p and reward r in points of the outcome, against a score between the cuts; impact asymmetry none, −1 only
//! punishes, 1 only rewards.
//! Needs: `Sums` of the dummies and the outcome over respondents who have every score.
//! Undefined: n ≤ number of dummies + 1, an outcome that never varies, a dummy that can be computed from the others; per side,
//! when nobody or everybody is on it; the class, when a side has fewer than twenty respondents.
//! Source: Brandt (1987), in Surprenant (ed.), Add Value to Your Service, 61–65; Mikulić & Prebežac (2008), Managing
//! Service Quality 18, 559–576.
//! Method page: docs/method/penalty-reward.md

use sums::Sums;

use crate::Undefined;
pub use crate::driver::regression::Effect;
use crate::driver::regression::Fit;
use crate::linear::{OWN_VARIANCE, at_least, standard_deviations};

/// Fewer respondents than this on one side make its effect a guess.
pub const SIDE_MIN: i64 = 20;

/// One effect is called far larger than the other when it is twice as large: an impact asymmetry of a third.
pub const FAR_LARGER: f64 = 1.0 / 3.0;

/// Where poor ends and good begins, fixed before looking, in the unit of the scores they are compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cuts {
    low: i64,
    high: i64,
}

impl Cuts {
    /// Poor up to `low`, good from `high` on.
    ///
    /// # Errors
    /// [`Undefined::OutOfRange`] unless `low` is below `high`: a score cannot be poor and good.
    pub fn new(low: i64, high: i64) -> Result<Self, Undefined> {
        if low < high { Ok(Self { low, high }) } else { Err(Undefined::OutOfRange) }
    }

    /// One respondent's row for the sums: LOW of every dimension, then HIGH of every dimension, then the outcome. `scale`
    /// says how many units of a dimension's score make one unit of the cuts.
    ///
    /// # Panics
    /// When there is not one scale per score.
    #[must_use]
    pub fn row(&self, scores: &[i64], scale: &[i64], outcome: i64) -> Vec<i64> {
        assert_eq!(scores.len(), scale.len(), "one scale per score");
        let pairs = || scores.iter().zip(scale);
        let low = pairs().map(|(score, scale)| i64::from(*score <= self.low * scale));
        let high = pairs().map(|(score, scale)| i64::from(self.high * scale <= *score));
        low.chain(high).chain([outcome]).collect()
    }
}

/// One side of a dimension.
#[derive(Debug, Clone, PartialEq)]
pub struct Side {
    /// Respondents on it.
    pub count: i64,
    /// Whether they are fewer than [`SIDE_MIN`]: the effect is shown with a warning.
    pub few: bool,
    /// Its effect, against being between the cuts.
    pub effect: Result<Effect, Undefined>,
}

/// What a dimension does to satisfaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// Punishes far more than it rewards: taken for granted.
    Basic,
    /// Punishes and rewards about alike.
    Performance,
    /// Rewards far more than it punishes.
    Excitement,
}

/// The contrast of one dimension.
#[derive(Debug, Clone, PartialEq)]
pub struct Contrast {
    /// What poor service costs, usually negative.
    pub penalty: Side,
    /// What good service brings, usually positive.
    pub reward: Side,
    /// r − |p|: how much more it rewards than it punishes, with its interval.
    pub balance: Result<Effect, Undefined>,
    /// −1 only punishes, 1 only rewards. An effect of the wrong sign counts as none.
    pub impact_asymmetry: Result<f64, Undefined>,
    /// Whether an effect has the sign that theory does not give it: poor service pleases, or good service displeases.
    pub wrong_sign: bool,
    /// What the dimension is, by its impact asymmetry.
    pub class: Result<Class, Undefined>,
    /// Whether the interval of the balance excludes zero. A class without it may be chance.
    pub distinct: bool,
}

/// Penalties and rewards of all dimensions.
#[derive(Debug, Clone, PartialEq)]
pub struct PenaltyReward {
    /// Respondents with every score and the outcome.
    pub n: i64,
    /// The outcome expected of who is between the cuts on every dimension.
    pub intercept: f64,
    /// Share of the outcome's variance explained.
    pub r_squared: f64,
    /// Degrees of freedom of the residuals.
    pub residual_df: f64,
    /// One per dimension.
    pub dimensions: Vec<Contrast>,
    /// The level of all intervals.
    pub level: f64,
}

/// Penalty and reward of every dimension from the sums of [`Cuts::row`]; `scale` says how many units of the outcome in the
/// block make one point.
///
/// # Errors
/// [`Undefined::NobodyAnswered`], [`Undefined::TooFewRespondents`], [`Undefined::NoVariation`] of the outcome,
/// [`Undefined::TooFewItems`] when no side of any dimension has a respondent, [`Undefined::Collinear`], also when the
/// outcome itself can be computed from the sides.
///
/// # Panics
/// When the block does not hold an even number of dummies and an outcome.
pub fn penalty_reward(block: &Sums, scale: i64, level: f64) -> Result<PenaltyReward, Undefined> {
    let dummies = block.variables().saturating_sub(1);
    assert!(dummies > 0 && dummies.is_multiple_of(2), "LOW and HIGH of every dimension, and an outcome");
    at_least(block.n(), 2)?;
    // A side on which nobody or everybody is has no effect to estimate; the others still have.
    let varying: Vec<usize> = (0..dummies).filter(|i| 0 < block.sum(*i) && block.sum(*i) < block.n()).collect();
    let chosen = block.select(&[&varying[..], &[dummies]].concat());
    let fit = Fit::of(&chosen)?;
    if 1.0 - fit.r_squared < OWN_VARIANCE {
        return Err(Undefined::Collinear);
    }
    let mut deviations = standard_deviations(&chosen)?;
    // From here on the outcome is in points.
    deviations[varying.len()] /= scale as f64;
    let effect = |weights: &[(usize, f64)]| fit.effect(&deviations, weights, level);
    let place = |dummy: usize| varying.iter().position(|i| *i == dummy);
    let side = |dummy: usize| {
        let effect = place(dummy).map(|i| effect(&[(i, 1.0)])).ok_or(Undefined::NoVariation);
        Side { count: block.sum(dummy), few: block.sum(dummy) < SIDE_MIN, effect }
    };
    let dimensions = (0..dummies / 2)
        .map(|d| {
            let places = place(d).zip(place(d + dummies / 2));
            // p is negative where theory holds, so that r − |p| is r + p.
            let balance = places.map(|(low, high)| effect(&[(low, 1.0), (high, 1.0)]));
            contrast(side(d), side(d + dummies / 2), balance.ok_or(Undefined::NoVariation))
        })
        .collect();
    let mean = |i: usize| chosen.mean(i).unwrap_or(f64::NAN);
    let explained: f64 = (0..varying.len()).map(|i| fit.coefficient(&deviations, i) * mean(i)).sum();
    Ok(PenaltyReward {
        n: block.n(),
        intercept: mean(varying.len()) / scale as f64 - explained,
        r_squared: fit.r_squared,
        residual_df: fit.residual_df,
        dimensions,
        level,
    })
}

fn contrast(penalty: Side, reward: Side, balance: Result<Effect, Undefined>) -> Contrast {
    let effects = penalty.effect.and_then(|p| Ok((p.b, reward.effect?.b)));
    let impact_asymmetry = effects.and_then(|(p, r)| asymmetry(p, r));
    let fewest = penalty.count.min(reward.count);
    let class = match impact_asymmetry {
        _ if fewest < SIDE_MIN => Err(Undefined::TooFewRespondents { n: fewest, needed: SIDE_MIN }),
        Ok(asymmetry) if asymmetry < -FAR_LARGER => Ok(Class::Basic),
        Ok(asymmetry) if asymmetry <= FAR_LARGER => Ok(Class::Performance),
        Ok(_) => Ok(Class::Excitement),
        Err(reason) => Err(reason),
    };
    Contrast {
        wrong_sign: effects.is_ok_and(|(p, r)| 0.0 < p || r < 0.0),
        distinct: balance.is_ok_and(|balance| 0.0 < balance.low || balance.high < 0.0),
        penalty,
        reward,
        balance,
        impact_asymmetry,
        class,
    }
}

fn asymmetry(penalty: f64, reward: f64) -> Result<f64, Undefined> {
    let (punishes, rewards) = ((-penalty).max(0.0), reward.max(0.0));
    let both = punishes + rewards;
    if both > 0.0 { Ok((rewards - punishes) / both) } else { Err(Undefined::NoVariation) }
}

#[cfg(test)]
mod tests {
    use sums::Sums;

    use super::{Class, Cuts, asymmetry, penalty_reward};
    use crate::Undefined;

    const CUTS: Cuts = Cuts { low: 3, high: 6 };

    /// Sums of one dimension: (score, outcome, how many gave both).
    fn block(answers: &[(i64, i64, usize)]) -> Sums {
        let row = |(score, outcome, times): &(i64, i64, usize)| vec![CUTS.row(&[*score], &[1], *outcome); *times];
        Sums::of_rows(&answers.iter().flat_map(row).collect::<Vec<_>>())
    }

    #[test]
    fn the_worked_example_of_the_method_page() {
        // Poor: 2 and 4 (mean 3), between: 5 and 7 (mean 6), good: 6 and 8 (mean 7), ten times each answer. Penalty −3, reward
        // 1, asymmetry (1 − 3)/(1 + 3) = −0.5. Every answer is 1 from its mean: σ² = 60/57, se = √(σ²(1/20 + 1/20)).
        let answers = [(2, 2, 10), (3, 4, 10), (4, 5, 10), (5, 7, 10), (6, 6, 10), (7, 8, 10)];
        let found = penalty_reward(&block(&answers), 1, 0.95).unwrap();
        let dimension = &found.dimensions[0];
        let (penalty, reward) = (dimension.penalty.effect.unwrap(), dimension.reward.effect.unwrap());
        assert!((penalty.b + 3.0).abs() < 1e-13 && (reward.b - 1.0).abs() < 1e-13);
        assert!((penalty.se - (60.0_f64 / 57.0 / 10.0).sqrt()).abs() < 1e-13);
        assert!((found.intercept - 6.0).abs() < 1e-13);
        assert!((dimension.impact_asymmetry.unwrap() + 0.5).abs() < 1e-13);
        assert_eq!((dimension.class, dimension.wrong_sign), (Ok(Class::Basic), false));
        // r + p = m_low + m_high − 2 m_between: variance σ²(1/20 + 1/20 + 4/20).
        let balance = dimension.balance.unwrap();
        assert!((balance.b + 2.0).abs() < 1e-13 && (balance.se - (60.0_f64 / 57.0 * 0.3).sqrt()).abs() < 1e-13);
        assert!(dimension.distinct);
    }

    #[test]
    fn an_outcome_kept_as_a_multiple_has_the_same_penalty() {
        let answers = [(2, 2, 20), (3, 4, 20), (4, 5, 20), (5, 7, 20), (6, 6, 20), (7, 8, 20)];
        let twelvefold = answers.map(|(score, outcome, times)| (score, 12 * outcome, times));
        let plain = penalty_reward(&block(&answers), 1, 0.95).unwrap().dimensions[0].penalty.effect.unwrap();
        let scaled = penalty_reward(&block(&twelvefold), 12, 0.95).unwrap().dimensions[0].penalty.effect.unwrap();
        assert!((plain.b - scaled.b).abs() < 1e-13 && (plain.se - scaled.se).abs() < 1e-13);
    }

    #[test]
    fn nineteen_on_a_side_are_flagged_and_have_no_class() {
        let found = penalty_reward(&block(&[(2, 2, 19), (4, 5, 20), (5, 6, 20), (7, 8, 20)]), 1, 0.95).unwrap();
        let dimension = &found.dimensions[0];
        assert!(dimension.penalty.few && !dimension.reward.few && dimension.penalty.effect.is_ok());
        assert_eq!(dimension.class, Err(Undefined::TooFewRespondents { n: 19, needed: 20 }));
    }

    #[test]
    fn a_side_without_anybody_leaves_the_other_its_effect() {
        let found = penalty_reward(&block(&[(4, 5, 20), (5, 6, 20), (7, 8, 20)]), 1, 0.95).unwrap();
        let dimension = &found.dimensions[0];
        assert_eq!((dimension.penalty.count, dimension.penalty.effect), (0, Err(Undefined::NoVariation)));
        assert!((dimension.reward.effect.unwrap().b - 2.5).abs() < 1e-13);
        assert_eq!(dimension.impact_asymmetry, Err(Undefined::NoVariation));
        assert!(!dimension.distinct);
    }

    #[test]
    fn effects_of_the_wrong_sign_count_as_none() {
        assert_eq!(asymmetry(-1.0, -0.2), Ok(-1.0));
        assert_eq!(asymmetry(0.5, 1.0), Ok(1.0));
        assert_eq!(asymmetry(0.5, -1.0), Err(Undefined::NoVariation));
        let found = penalty_reward(&block(&[(2, 2, 20), (3, 3, 20), (5, 6, 20), (5, 7, 20), (7, 5, 20)]), 1, 0.95);
        assert!(found.unwrap().dimensions[0].wrong_sign);
    }

    #[test]
    fn hopeless_answers_say_why() {
        assert_eq!(penalty_reward(&Sums::new(3), 1, 0.95), Err(Undefined::NobodyAnswered));
        assert_eq!(
            penalty_reward(&block(&[(2, 4, 1)]), 1, 0.95),
            Err(Undefined::TooFewRespondents { n: 1, needed: 2 })
        );
        // All between the cuts: no side at all. Same outcome everywhere. Nobody between the cuts: LOW is 1 − HIGH.
        assert_eq!(
            penalty_reward(&block(&[(4, 4, 9), (5, 6, 9)]), 1, 0.95),
            Err(Undefined::TooFewItems { items: 0, needed: 1 })
        );
        assert_eq!(penalty_reward(&block(&[(2, 4, 9), (5, 4, 9), (7, 4, 9)]), 1, 0.95), Err(Undefined::NoVariation));
        assert_eq!(penalty_reward(&block(&[(2, 4, 9), (7, 6, 9)]), 1, 0.95), Err(Undefined::Collinear));
        // No error to estimate: everybody on a side answers alike.
        let exact = block(&[(2, 4, 9), (5, 5, 9), (7, 6, 9)]);
        assert_eq!(penalty_reward(&exact, 1, 0.95), Err(Undefined::Collinear));
        assert_eq!(Cuts::new(6, 6), Err(Undefined::OutOfRange));
    }
}
