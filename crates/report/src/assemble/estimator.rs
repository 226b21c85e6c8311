//! How the models of the perceptions are fitted: by default from complete answers as numbers, on request otherwise.
//!
//! Separate from what is said of a model, which is the same whatever fitted it. What each estimator calls its test stands where every
//! report has it; a difference between two models is tested only where that test is known.

use statistics::Undefined;
use statistics::association::polychoric_covariance::polychoric_covariance;
use statistics::confirmation::difference::{Difference, chi2_difference, scaled_chi2_difference};
use statistics::confirmation::fiml::full_information;
use statistics::confirmation::fit::Fit;
use statistics::confirmation::ml::{Likelihood, maximum_likelihood};
use statistics::confirmation::model::{Model, Structure};
use statistics::confirmation::moments::Moments;
use statistics::confirmation::robust::robust;
use statistics::confirmation::solution::Solution;
use statistics::confirmation::wlsmv::{Ordinal, wlsmv};
use sums::{Rows, Sums};

use super::missing::in_order;
use super::{By, Context};

/// The ways to fit a confirmatory model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Estimator {
    /// Maximum likelihood of complete answers.
    #[default]
    MaximumLikelihood,
    /// The same with a test and errors that hold for answers far from normal.
    Robust,
    /// Maximum likelihood of all answers, complete or not.
    FullInformation,
    /// Weighted least squares of polychoric correlations: answers as steps.
    Ordinal,
}

impl Estimator {
    /// All of them, the usual one first.
    pub const ALL: [Self; 4] = [Self::MaximumLikelihood, Self::Robust, Self::FullInformation, Self::Ordinal];

    /// The name that the field knows it by, in small letters.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::MaximumLikelihood => "ml",
            Self::Robust => "mlr",
            Self::FullInformation => "fiml",
            Self::Ordinal => "wlsmv",
        }
    }

    /// The estimator of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|estimator| estimator.name() == name)
    }

    /// The method and the rule for missing answers.
    pub(super) fn by(self) -> By {
        let rule = if self == Self::FullInformation { "available" } else { "listwise" };
        By("confirmation", rule)
    }
}

/// A model that was fitted.
#[derive(Debug, Clone)]
pub(super) struct Fitted {
    /// The solution; its fit is the one to report.
    pub solution: Solution,
    /// The fit before any correction.
    plain: Fit,
    /// What its chi-square is too large by; not known where the correction is another for every difference.
    scaling: Option<f64>,
}

impl Fitted {
    fn plain(solution: Solution) -> Self {
        Self { plain: solution.fit, scaling: Some(1.0), solution }
    }

    /// The test of this model, which is simpler, against a richer one.
    pub fn against(&self, rich: &Self) -> Option<Difference> {
        match (self.scaling?, rich.scaling?) {
            (1.0, 1.0) => chi2_difference(&self.plain, &rich.plain),
            (simple, richer) => scaled_chi2_difference((&self.plain, simple), (&rich.plain, richer)),
        }
    }
}

/// What all models of a survey are fitted to.
enum Common {
    Moments(Moments),
    Rows(Rows),
    Steps(Ordinal),
}

/// Fits models of these factors one after the other; what they have in common is computed once.
pub(super) fn fit_all(
    context: &Context<'_>,
    structures: &[Structure],
    items: &Sums,
    factors: &[Vec<usize>],
) -> Vec<Result<Fitted, Undefined>> {
    let estimator = context.material.estimator;
    let columns = context.blueprint.columns_of(|columns| columns.perception);
    // In an order that follows from the answers alone, so that whoever came first moves no digit.
    let ordered = || context.material.rows.map(|rows| in_order(rows, &columns)).ok_or(Undefined::NeedsRows);
    let common = match estimator {
        Estimator::MaximumLikelihood => Moments::of(items).map(Common::Moments),
        Estimator::Robust | Estimator::FullInformation => ordered().map(Common::Rows),
        Estimator::Ordinal => {
            let steps = ordered().and_then(|rows| polychoric_covariance(&rows, &columns));
            steps.map(|steps| Common::Steps(Ordinal::from(&steps)))
        }
    };
    let one = |structure: &Structure| {
        let model = &Model::new(*structure, factors)?;
        match common.as_ref().map_err(|reason| *reason)? {
            Common::Moments(moments) => maximum_likelihood(model, moments, Likelihood::Normal).map(Fitted::plain),
            Common::Rows(rows) if estimator == Estimator::Robust => robustly(model, rows, &columns),
            Common::Rows(rows) => full_information(model, rows, &columns).map(Fitted::plain),
            Common::Steps(steps) => ordinally(model, steps),
        }
    };
    structures.iter().map(one).collect()
}

fn robustly(model: &Model, rows: &Rows, columns: &[usize]) -> Result<Fitted, Undefined> {
    let found = robust(model, rows, columns)?;
    let plain = found.solution.fit;
    let fit = Fit {
        chi2: found.chi2,
        p: Some(found.p),
        cfi: found.cfi_scaled,
        tli: found.tli_scaled,
        rmsea: Some(found.rmsea_scaled),
        ..plain
    };
    Ok(Fitted { solution: Solution { fit, ..found.solution }, plain, scaling: Some(found.scaling) })
}

fn ordinally(model: &Model, steps: &Ordinal) -> Result<Fitted, Undefined> {
    let found = wlsmv(model, steps)?;
    let plain = found.solution.fit;
    let fit =
        Fit { chi2: found.chi2, p: Some(found.p), cfi: found.cfi, tli: found.tli, rmsea: Some(found.rmsea), ..plain };
    Ok(Fitted { solution: Solution { fit, ..found.solution }, plain, scaling: None })
}
