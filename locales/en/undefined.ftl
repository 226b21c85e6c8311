# Why a number is missing. No arguments; each is a short sentence for a footnote.

undefined-nobody-answered = Nobody answered everything that this number needs.
undefined-too-few-respondents = Too few respondents for this number.
undefined-no-variation = Everyone gave the same answer, so there is no spread to work with.
undefined-too-few-items = Too few items for this number.
undefined-collinear = One of the variables can be computed from the others, so they cannot be told apart.
undefined-all-ties = Every difference is zero.
undefined-too-many-predictors = Too many predictors to examine every combination.
undefined-too-many-factors = Too many factors for so few items: they could not be told apart.
undefined-too-few-factors = Too few factors for this number.
undefined-too-few-groups = A comparison needs at least two groups that may be shown.
undefined-too-few-waves = Too few waves by one questionnaire for this number.
undefined-out-of-range = A number given for this lies outside the range in which it has a meaning.
undefined-degenerate-bootstrap = The bootstrap gives no interval here: leaving out any one respondent changes nothing.
undefined-suppressed = Hidden, because the group is too small to be shown.
undefined-not-asked = The file has no answers of this kind.
undefined-other = This number could not be computed.
undefined-needs-rows = There are too many respondents to look at each of them, which this number needs.
undefined-empty-target = Nobody who answered belongs to one of the groups to be weighted, so that nobody can stand for it. Merge it with another group.
undefined-invalid-target = A target of the weighting is no share: give every group a part of the whole, none below zero.
undefined-not-identified = The model has more to find than these answers can tell apart.
undefined-no-convergence = The estimation did not settle, which happens when the model is far from the answers.
undefined-running = Answers still come, and this number is for a finished wave: looked at every day, it would find differences that are none.
undefined-held = Held back until ten more people have answered this: numbers that move by fewer would give single answers away.
undefined-inadmissible = The model’s solution cannot be the truth, such as an item measured better than perfectly, so that nothing is read off it.
