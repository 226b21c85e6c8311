//! A confirmatory factor model as data: which item belongs to which factor, and how the factors hang together.
//!
//! Separate from every way of estimating it, so that one description serves all of them. It refuses a factor with one
//! item, two factors under one of second order, and items beyond the named ones.
//!
//! Formula: Σ = Λ (I − B)⁻¹ Ψ (I − B)⁻ᵀ Λ′ + Θ, μ = ν + Λ (I − B)⁻¹ α
//! Unit: squared points of the scale; means in points.
//! Needs: the items of each factor, by their place in the block. Undefined: fewer than two items in a factor, no factor, a
//! second order over fewer than three factors.
//! Source: Jöreskog (1969), Psychometrika 34, 183–202; second order: Jöreskog (1970), Biometrika 57, 239–251; bifactor:
//! Holzinger & Swineford (1937), Psychometrika 2, 41–54.
//! Method page: docs/method/confirmation.md

use nalgebra::{DMatrix, DVector};

use crate::Undefined;

/// How the factors of a model hang together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Structure {
    /// Every item belongs to one factor, and the factors correlate freely.
    Correlated,
    /// One factor for all items.
    One,
    /// The factors correlate only because one factor of second order stands above them.
    SecondOrder,
    /// Every item belongs to a general factor and to one of its group, all uncorrelated.
    Bifactor,
}

/// A confirmatory factor model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Model {
    structure: Structure,
    factors: Vec<Vec<usize>>,
}

impl Model {
    /// A model over groups of items, each item by its place in the block of evidence. For [`Structure::One`] the groups
    /// are thrown together.
    ///
    /// # Errors
    /// [`Undefined::TooFewItems`] without factors or for a factor with fewer than two items, [`Undefined::NotIdentified`] for
    /// a second order over fewer than three factors or fewer than three items behind one factor.
    pub fn new(structure: Structure, factors: &[Vec<usize>]) -> Result<Self, Undefined> {
        let smallest = factors.iter().map(Vec::len).min().unwrap_or(0);
        let items: usize = factors.iter().map(Vec::len).sum();
        let needed = if structure == Structure::One { 1 } else { 2 };
        if smallest < needed {
            return Err(Undefined::TooFewItems { items: smallest, needed });
        }
        if items < 3 {
            return Err(Undefined::TooFewItems { items, needed: 3 });
        }
        let loose = match structure {
            Structure::One => false,
            Structure::Correlated => factors.len() == 1 && smallest < 3,
            Structure::SecondOrder => factors.len() < 3,
            Structure::Bifactor => smallest < 3 || factors.len() < 2,
        };
        if loose {
            return Err(Undefined::NotIdentified);
        }
        let factors = if structure == Structure::One { vec![factors.concat()] } else { factors.to_vec() };
        Ok(Self { structure, factors })
    }

    /// How the factors hang together.
    #[must_use]
    pub fn structure(&self) -> Structure {
        self.structure
    }

    /// The items of every factor that has items of its own; the general and the second-order factor come after them.
    #[must_use]
    pub fn factors(&self) -> &[Vec<usize>] {
        &self.factors
    }

    /// All items, factor by factor: the order in which the moments are taken.
    #[must_use]
    pub fn items(&self) -> Vec<usize> {
        self.factors.concat()
    }

    /// Number of factors, the general or second-order one included.
    #[must_use]
    pub fn latent(&self) -> usize {
        match self.structure {
            Structure::One | Structure::Correlated => self.factors.len(),
            Structure::SecondOrder | Structure::Bifactor => self.factors.len() + 1,
        }
    }

    /// Per factor with items its range in [`Model::items`].
    pub(super) fn ranges(&self) -> Vec<std::ops::Range<usize>> {
        let mut start = 0;
        let mut range = |items: &Vec<usize>| {
            start += items.len();
            start - items.len()..start
        };
        self.factors.iter().map(&mut range).collect()
    }
}

/// One place in the matrices of the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cell {
    /// Loading of an item on a factor.
    Loading(usize, usize),
    /// Loading of a factor on the factor above it.
    Path(usize, usize),
    /// Covariance of two factors, or of their rests; a variance when both are one.
    Covariance(usize, usize),
    /// Residual variance of an item.
    Residual(usize),
    /// Intercept of an item.
    Intercept(usize),
    /// Mean of a factor.
    Mean(usize),
}

/// What stands in a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Value {
    /// The parameter of this number.
    Free(usize),
    /// A number.
    Fixed(f64),
}

/// What the groups of a multi-group model have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shared {
    /// The structure only.
    Structure,
    /// The loadings.
    Loadings,
    /// Loadings and intercepts; the factor means of all groups but the first are free.
    Intercepts,
}

/// The parameters of a model and where they stand, per group.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    pub items: usize,
    pub latent: usize,
    /// Number of free parameters.
    pub parameters: usize,
    /// Whether means are modelled; if not, each group has its sample means.
    pub means: bool,
    pub groups: Vec<Vec<(Cell, Value)>>,
}

impl Layout {
    /// Lays a model out, for as many groups as there are lists of markers. `markers[g][f]` is the item, or for the second
    /// order the factor, whose loading on factor `f` is 1; without a marker the factor's variance is 1.
    pub fn new(model: &Model, markers: &[Vec<Option<usize>>], shared: Shared, means: bool) -> Self {
        let mut layout =
            Self { items: model.items().len(), latent: model.latent(), parameters: 0, means, groups: vec![] };
        for (group, markers) in markers.iter().enumerate() {
            let mut cells = vec![];
            for cell in loadings(model) {
                let (of, factor) = match cell {
                    Cell::Path(of, on) | Cell::Loading(of, on) => (of, on),
                    _ => continue,
                };
                let fixed = markers[factor] == Some(of);
                let value = if fixed { Value::Fixed(1.0) } else { layout.next(cell, shared != Shared::Structure) };
                cells.push((cell, value));
            }
            for (a, marker) in markers.iter().enumerate() {
                let fixed = marker.is_none();
                cells.push((Cell::Covariance(a, a), if fixed { Value::Fixed(1.0) } else { layout.fresh() }));
                if model.structure == Structure::Correlated {
                    cells.extend((0..a).map(|b| (Cell::Covariance(a, b), layout.fresh())));
                }
            }
            cells.extend((0..layout.items).map(|item| (Cell::Residual(item), layout.fresh())));
            if means {
                for item in 0..layout.items {
                    cells.push((
                        Cell::Intercept(item),
                        layout.next(Cell::Intercept(item), shared == Shared::Intercepts),
                    ));
                }
                if shared == Shared::Intercepts && group > 0 {
                    cells.extend((0..layout.latent).map(|factor| (Cell::Mean(factor), layout.fresh())));
                }
            }
            layout.groups.push(cells);
        }
        layout
    }

    /// The same for standardised items, of which a residual is what the factors leave of one: no residual is free.
    pub fn without_residuals(mut self) -> Self {
        let mut kept = 0;
        for (cell, value) in self.groups.iter_mut().flatten() {
            match (&cell, &value) {
                (Cell::Residual(_), _) => *value = Value::Fixed(0.0),
                (_, Value::Free(_)) => {
                    *value = Value::Free(kept);
                    kept += 1;
                }
                _ => {}
            }
        }
        self.parameters = kept;
        self
    }

    fn fresh(&mut self) -> Value {
        self.parameters += 1;
        Value::Free(self.parameters - 1)
    }

    /// The parameter of the first group when it is shared and there is one, otherwise a new one.
    fn next(&mut self, cell: Cell, is_shared: bool) -> Value {
        let first = self.groups.first().filter(|_| is_shared);
        let known = first.and_then(|cells| cells.iter().find(|(other, _)| *other == cell));
        known.map(|(_, value)| *value).unwrap_or_else(|| self.fresh())
    }

    /// The parameter in a place of a group, if it is free.
    pub fn find(&self, group: usize, cell: Cell) -> Option<usize> {
        let (_, value) = self.groups[group].iter().find(|(other, _)| *other == cell)?;
        match value {
            Value::Free(parameter) => Some(*parameter),
            Value::Fixed(_) => None,
        }
    }

    /// What the parameters imply for a group.
    pub fn implied(&self, group: usize, parameters: &[f64]) -> Implied {
        let (p, m) = (self.items, self.latent);
        let mut lambda = DMatrix::zeros(p, m);
        let mut total = DMatrix::identity(m, m);
        let mut psi = DMatrix::zeros(m, m);
        let (mut theta, mut nu, mut alpha) = (DVector::zeros(p), DVector::zeros(p), DVector::zeros(m));
        for (cell, value) in &self.groups[group] {
            let value = match value {
                Value::Free(parameter) => parameters[*parameter],
                Value::Fixed(number) => *number,
            };
            match *cell {
                Cell::Loading(item, factor) => lambda[(item, factor)] = value,
                // One factor above the others: (I − B)⁻¹ is I + B.
                Cell::Path(of, on) => total[(of, on)] = value,
                Cell::Covariance(a, b) => (psi[(a, b)], psi[(b, a)]) = (value, value),
                Cell::Residual(item) => theta[item] = value,
                Cell::Intercept(item) => nu[item] = value,
                Cell::Mean(factor) => alpha[factor] = value,
            }
        }
        let phi = &total * &psi * total.transpose();
        let phi_lambda = &phi * lambda.transpose();
        let mut sigma = &lambda * &phi_lambda;
        for i in 0..p {
            sigma[(i, i)] += theta[i];
        }
        let eta = &total * alpha;
        Implied {
            mu: nu + &lambda * &eta,
            reach: &lambda * &total,
            lambda,
            total,
            psi,
            theta,
            phi,
            phi_lambda,
            sigma,
            eta,
        }
    }
}

/// The loading cells of one group.
fn loadings(model: &Model) -> Vec<Cell> {
    let ranges = model.ranges();
    let above = ranges.len();
    let mut cells = vec![];
    for (factor, range) in ranges.iter().enumerate() {
        cells.extend(range.clone().map(|item| Cell::Loading(item, factor)));
    }
    match model.structure {
        Structure::SecondOrder => cells.extend((0..above).map(|factor| Cell::Path(factor, above))),
        Structure::Bifactor => cells.extend(ranges.into_iter().flatten().map(|item| Cell::Loading(item, above))),
        Structure::One | Structure::Correlated => {}
    }
    cells
}

/// The matrices of one group and what they imply.
#[derive(Debug, Clone)]
pub(super) struct Implied {
    /// Λ, items × factors.
    pub lambda: DMatrix<f64>,
    /// (I − B)⁻¹.
    pub total: DMatrix<f64>,
    /// Ψ.
    pub psi: DMatrix<f64>,
    /// The diagonal of Θ.
    pub theta: DVector<f64>,
    /// Covariances of the factors.
    pub phi: DMatrix<f64>,
    /// Φ Λ′.
    pub phi_lambda: DMatrix<f64>,
    /// Λ (I − B)⁻¹.
    pub reach: DMatrix<f64>,
    /// Σ.
    pub sigma: DMatrix<f64>,
    /// μ.
    pub mu: DVector<f64>,
    /// Means of the factors.
    pub eta: DVector<f64>,
}

/// How a group's implied moments move with its free parameters: ∂Σ = u v′ + v u′ and ∂μ, column by column, and the same
/// for the covariances of the factors.
pub(super) struct Directions {
    /// The parameter of every column.
    pub parameter: Vec<usize>,
    pub u: DMatrix<f64>,
    pub v: DMatrix<f64>,
    pub mean: DMatrix<f64>,
    pub phi_u: DMatrix<f64>,
    pub phi_v: DMatrix<f64>,
}

impl Layout {
    /// The directions of a group's free parameters.
    pub fn directions(&self, group: usize, implied: &Implied) -> Directions {
        let free: Vec<(Cell, usize)> = self.groups[group]
            .iter()
            .filter_map(|(cell, value)| match value {
                Value::Free(parameter) => Some((*cell, *parameter)),
                Value::Fixed(_) => None,
            })
            .collect();
        let (p, m, q) = (self.items, self.latent, free.len());
        let mut d = Directions {
            parameter: free.iter().map(|(_, parameter)| *parameter).collect(),
            u: DMatrix::zeros(p, q),
            v: DMatrix::zeros(p, q),
            mean: DMatrix::zeros(p, q),
            phi_u: DMatrix::zeros(m, q),
            phi_v: DMatrix::zeros(m, q),
        };
        let lambda_phi = implied.phi_lambda.transpose();
        for (column, (cell, _)) in free.into_iter().enumerate() {
            match cell {
                Cell::Loading(item, factor) => {
                    d.u[(item, column)] = 1.0;
                    d.v.set_column(column, &lambda_phi.column(factor));
                    d.mean[(item, column)] = implied.eta[factor];
                }
                Cell::Path(of, on) => {
                    d.u.set_column(column, &implied.reach.column(of));
                    d.v.set_column(column, &lambda_phi.column(on));
                    d.mean.set_column(column, &(implied.reach.column(of) * implied.eta[on]));
                    d.phi_u.set_column(column, &implied.total.column(of));
                    d.phi_v.set_column(column, &implied.phi.column(on));
                }
                Cell::Covariance(a, b) => {
                    let share = if a == b { 0.5 } else { 1.0 };
                    d.u.set_column(column, &implied.reach.column(a));
                    d.v.set_column(column, &(implied.reach.column(b) * share));
                    d.phi_u.set_column(column, &implied.total.column(a));
                    d.phi_v.set_column(column, &(implied.total.column(b) * share));
                }
                Cell::Residual(item) => (d.u[(item, column)], d.v[(item, column)]) = (1.0, 0.5),
                Cell::Intercept(item) => d.mean[(item, column)] = 1.0,
                Cell::Mean(factor) => d.mean.set_column(column, &implied.reach.column(factor)),
            }
        }
        d
    }
}
