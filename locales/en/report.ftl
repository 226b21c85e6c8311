# Words of the report that text and HTML share.
# The finding
report-finding = The finding
report-no-finding = The data do not allow a finding in words. The tables show what can be said.
report-question-shortfall = Where does the service fall short most?
report-question-driver = What matters most?
report-question-first = What to do first?
report-question-certainty = How sure are we?

# What was measured
report-items-count = { $count ->
    [one] { $count-written } item
   *[other] { $count-written } items
}
report-respondents-count = { $count ->
    [one] { $count-written } respondent
   *[other] { $count-written } respondents
}
report-scale = scale { $least } to { $most }
report-expectation-ideal = expectation: the ideal service
report-expectation-should = expectation: what should be
report-expectation-predicted = expectation: what is likely
report-expectation-importance = expectation: how important it is
report-expectation-manager = expectation: what managers believe customers expect

# Sections
report-section-dimensions = The dimensions
report-section-overall = Overall scores side by side
report-section-outcomes = The overall judgement
report-section-items = The items
report-section-priorities = Importance and performance
report-section-drivers = What drives the outcome
report-section-zone = The zone of tolerance
report-section-segments = Segments
report-section-waves = Waves
report-section-consistency = Consistency and validity
report-section-measure = Is the gap the right measure here?
report-section-careful = Careful answering
report-section-data = The data
report-section-quote = The method, ready to quote
report-section-methods = Methods

# Heads of tables
report-interval = { $level } interval
report-head-dimension = Dimension
report-head-item = Item
report-head-e = E
report-head-p = P
report-head-expectation = Expectation
report-head-perception = Perception
report-head-minimum = Minimum
report-head-desired = Desired
report-head-gap = Gap
report-head-sd = SD
report-head-p-holm = p (Holm)
report-head-p-bh = p (BH)
report-head-p-value = p
report-head-alpha = Alpha
report-head-driver = Driver share
report-head-n = n
report-head-verdict = Verdict
report-head-missing = Missing
report-head-not-applicable = Not applicable
report-head-item-driver = Item driver share
report-head-t = t
report-head-df = df
report-head-p-minimum = p beyond smallest gap
report-head-wilcoxon-z = Wilcoxon z
report-head-wilcoxon-p = Wilcoxon p
report-head-median = Median
report-head-bca = BCa interval
report-head-range = % of the scale
report-head-d-z = d(z)
report-head-g-z = Hedges g(z)
report-head-d-av = d(av)
report-head-rank-biserial = Rank biserial
report-head-below = Below expectation
report-head-at = At expectation
report-head-above = Above expectation
report-head-score = Score
report-head-outcome = Judgement
report-head-mean = Mean
report-head-group = Group
report-head-value = Value
report-head-quadrant = Quadrant
report-head-importance = Importance
report-head-performance = Performance
report-head-membership = Probability of it
report-head-rank = Rank
report-head-rank-interval = Rank interval
report-head-lmg = LMG
report-head-johnson = Johnson share
report-head-correlation = r with outcome
report-head-beta = Beta
report-head-vif = VIF
report-head-b = b
report-head-se = SE
report-head-first = Alone (r²)
report-head-last = Added last
report-head-pratt = Pratt
report-head-points = Stated points
report-head-adequacy = Adequacy (P − minimum)
report-head-superiority = Superiority (P − desired)
report-head-width = Width of the zone
report-head-zone-below = Below the zone
report-head-zone-within = Within it
report-head-zone-above = Above it
report-head-inverted = Desired below minimum
report-head-overall = Overall
report-head-pair = Groups (first minus second)
report-head-difference = Difference
report-head-respondents = Respondents
report-head-items = Items asked
report-head-change = Change
report-head-perception-part = Service got better or worse
report-head-expectation-part = They expect less or more
report-head-alpha-perception = Alpha perception
report-head-alpha-expectation = Alpha expectation
report-head-alpha-gap = Alpha gap
report-head-alpha-perception-short = Alpha P
report-head-alpha-expectation-short = Alpha E
report-head-alpha-gap-short = Alpha gap
report-head-valid-perception-short = Valid P
report-head-valid-expectation-short = Valid E
report-head-alpha-standardized = Alpha perception, standardized
report-head-critical-r = Critical r
report-head-valid-perception = Valid items, perception
report-head-valid-expectation = Valid items, expectation
report-head-item-total = Item–total r
report-head-item-rest = Item–rest r
report-head-if-dropped = Alpha if dropped
report-head-valid = Valid
report-head-difference-r = Correlation of E and P
report-head-difference-alpha = Consistency of P − E
report-head-top = Expectation at the top
report-head-model = The outcome explained by
report-head-r2 = Adjusted R²
report-head-sign = Sign
report-head-with = Gap, everybody
report-head-without = Gap, without the flagged
report-head-with-level = Perception, everybody
report-head-without-level = Perception, without the flagged

# Rows
report-score-servqual-unweighted = SERVQUAL, unweighted
report-score-servqual-weighted = SERVQUAL, weighted by each respondent
report-score-servqual-aggregate = SERVQUAL, weighted by mean points
report-score-servqual-link = Difference of the two weighted scores
report-score-servperf-unweighted = SERVPERF, unweighted
report-score-servperf-weighted = SERVPERF, weighted by each respondent
report-welch-f = Welch F
report-welch-p = Welch p
report-welch-p-bh = p (BH)
report-omega2 = Omega²
report-model-gap = Gaps
report-model-perception = Perceptions alone
report-model-expectation = Expectations alone
report-model-free = Expectations and perceptions, each freely
report-model-weighted = Gaps weighted by points
report-model-weighted-perception = Perceptions weighted by points
report-careless-longstring = A long run of equal answers
report-careless-irv-zero = Perception answers never vary
report-careless-identical = Expectation and perception the same, cell by cell
report-careless-mahalanobis = An unlikely pattern (p < 0.001)
report-careless-too-fast = Faster than 2 seconds per item
report-careless-flagged = Two or more signs: flagged, not removed

# Verdicts and quadrants
report-verdict-short = falls short
report-verdict-slightly-short = a little short
report-verdict-meets = meets expectation
report-verdict-above = above expectation
report-verdict-below-zone = below the zone
report-verdict-in-zone = within the zone
report-verdict-above-zone = above the zone
report-verdict-unclear = too close to call
report-verdict-unknown = too few to say
report-quadrant-concentrate = Concentrate here
report-quadrant-keep-up = Keep it up
report-quadrant-overkill = Possible overkill
report-quadrant-low = Low priority
report-basis-derived = Importance derived from the drivers
report-basis-stated = Importance as stated in points
report-valid-yes = yes
report-valid-no = no

# What stands below tables
report-hidden = hidden
report-hidden-why = hidden (fewer than { $least-written }): the group is that small, or showing it would give away one that is
report-rule-pairs = complete pairs of expectation and perception
report-rule-half = dimension scores from at least half of the items
report-rule-listwise = complete cases only
report-rule-available = all available answers
report-legend-gap = E expectation, P perception, gap = P − E over those who answered both. Bars: █ sure, ▒ inside the interval, │ no gap.
report-legend-smallest = 'Falls short' means: the whole interval lies beyond the smallest gap that matters, { $smallest } points.
report-legend-level = P perception. Bars run along the whole scale: █ sure, ▒ inside the interval.
report-legend-zone = Bars run along the whole scale: ░ from minimum to desired, ■ perception.
report-outcome = The perceptions explain { $share } of the variance of: { $outcome }. Driver share is each dimension's part of that (LMG).
report-outcome-unnamed = The perceptions explain { $share } of the outcome's variance. Driver share is each dimension's part of that (LMG).
report-changes = Change of { $wave } since the wave before
report-invalid-perception = Not valid (perception): { $items }.
report-invalid-expectation = Not valid (expectation): { $items }.
report-constraint-rejected = The data reject the gap as a single measure of the outcome: F({ $df1 }, { $df2 }) = { $f }, { $p }. Expectation and perception do not carry equal and opposite weight, so the gap throws information away. Use perceptions to predict, and gaps to see where to act.
report-constraint-kept = The data do not reject the gap as a single measure of the outcome: F({ $df1 }, { $df2 }) = { $f }, { $p }.

# Methods, by the name of their page
report-method-always-valid = Always-valid intervals, while answers still come
report-method-bootstrap = Bootstrap
report-method-careless = Careless answering
report-method-comparison = Comparison of groups: Welch and Games–Howell
report-method-consistency = Consistency: Cronbach's alpha
report-method-difference-score = The gap as a difference score
report-method-drivers = Drivers: LMG and Johnson
report-method-effect-size = Effect sizes
report-method-gap = Gap scores
report-method-importance-performance = Importance and performance
report-method-interval = Intervals
report-method-jackknife = Jackknife
report-method-multiplicity = Many comparisons: Holm and Benjamini–Hochberg
report-method-precision = Precision and sample size
report-method-recovery-paradox = Satisfaction after a problem: four groups
report-method-comments = Comments: which factor, which polarity, and how sure
report-method-replies = The check of a reply
report-method-sums = Exact sums and counts
report-method-waves = Waves
report-method-wilcoxon = Wilcoxon signed rank
report-method-zone = Zone of tolerance

# Units, by the name of the same page
report-unit-always-valid = points of the scale
report-unit-bootstrap = that of the number whose interval it is
report-unit-careless = respondents; D² and the runs of answers count items and spread within one person
report-unit-comparison = differences in points of the scale; F, p and the shares of variance have none
report-unit-consistency = none; 1 is perfect, and a correlation lies between −1 and 1
report-unit-difference-score = none for consistency and correlation; shares from 0 to 1; variances in squared points
report-unit-drivers = shares of the outcome's variance, or of the part explained; b in points of the outcome per point of the score; rank 1 is the strongest
report-unit-effect-size = standard deviations, each of another thing
report-unit-gap = points of the scale
report-unit-importance-performance = performance in points of the scale; importance as a share, derived or of the points given
report-unit-interval = a share, from 0 to 1
report-unit-jackknife = that of the number whose error it is
report-unit-multiplicity = none: a probability
report-unit-precision = respondents
report-unit-recovery-paradox = differences in points of the scale; g in standard deviations
report-unit-comments = clauses, and shares of them
report-unit-replies = findings
report-unit-sums = respondents or answers, and shares of them
report-unit-waves = points of the scale
report-unit-wilcoxon = none; the sign of z is that of the gap
report-unit-zone = points of the scale; shares of respondents from 0 to 1

# The data
report-data-files = Files
report-data-records = Records read
report-data-respondents = Respondents counted
report-data-blank = Records without an answer
report-data-rows-refused = Rows refused
report-data-cells-refused = Cells refused
report-data-missing = Answers missing
report-data-not-applicable = Answers 'not applicable'
report-data-notes = How the columns were found
report-data-unused = Columns not used
report-data-absent = Columns the file lacks
report-refused-cell = { $file }, line { $line }, column { $column }, '{ $value }': { $reason }
report-refused-row = { $file }, line { $line }, whole row ({ $value }): { $reason }
report-refused-more = { $count ->
    [one] and { $count-written } more
   *[other] and { $count-written } more
}
