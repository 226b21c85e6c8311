# Words of the page that text does not need.
html-skip = Skip to the finding
html-contents = Contents
html-kicker = Service quality report
html-hidden = hidden (fewer than { $least-written })
html-continued = (continued)
html-rules = Missing answers: { $rules }.
html-method = Method:

# The title page
html-fact-questionnaire = Questionnaire
html-fact-respondents = Respondents
html-fact-source = Source of the questions
html-fact-waves = Waves
html-fact-segments = Compared by
html-fact-files = Files
html-fact-level = Confidence of every interval

# Charts
html-chart-gap = Gap by dimension
html-chart-gap-items = Gap by item
html-chart-level = Perception by dimension
html-chart-level-items = Perception by item
html-chart-zone = Perception against the zone of tolerance
html-chart-trend-gap = Gap over the waves
html-chart-trend-level = Perception over the waves
html-legend-expectation = Expectation
html-legend-perception = Perception
html-legend-interval = { $level } interval
html-legend-interval-gap = { $level } interval of the gap
html-legend-zone = Minimum to desired
html-caption-gap = The line from circle to square is the gap. The bracket under the square is its { $level } interval; the numbers are in the table.
html-caption-level = The bracket under each square is its { $level } interval; the numbers are in the table.
html-caption-zone = The bar runs from the minimum to the desired service; the square is what was perceived.
html-caption-quadrant = Dashed lines are the means of performance and importance. How surely a dimension belongs to its quadrant stands in the table.
html-caption-trend = Vertical lines are { $level } intervals; every panel has the same axis, and the number stands at the last wave.
html-caption-heat-gap = { $title }: gap of each item. Red is below expectation, blue above; the sign says the same.
html-caption-heat-level = { $title }: perception of each item. Red is lower than everybody, blue higher.
html-axis-performance = Performance (mean perception)
html-axis-importance-derived = Importance (driver share)
html-axis-importance-stated = Importance (stated points)
html-head-everybody = Everybody

# Tables
html-table-dimensions = The dimensions in numbers
html-table-tests = Is the gap different from zero?
html-table-effects = How large is the gap, and for how many?
html-more-dimensions = Tests and effect sizes of the dimensions
html-more-items = The items in detail
html-overall = No single score says it all: gap and perception stand side by side, with and without the points that respondents gave to the dimensions.
html-table-overall = Overall scores
html-table-outcomes = The overall judgement in numbers
html-table-outcomes-groups = The overall judgement of each group and wave
html-table-items = The items in numbers
html-table-priorities = Quadrant and probability of each quadrant
html-table-drivers = Drivers
html-table-regression = Regression of the outcome on the perceptions
html-more-drivers = The regression behind the drivers
html-table-item-drivers = Every item as a driver
html-table-zone = The zone of tolerance in numbers
html-table-zone-items = The zone of tolerance of each item
html-table-segments-gap = Gap by { $title }
html-table-segments-level = Perception by { $title }
html-table-pairs = Differences between groups (Games–Howell)
html-more-pairs = Every pair of groups
html-table-waves-gap = Gap by wave
html-table-waves-level = Perception by wave
html-table-changes = Every change since the wave before
html-table-consistency = Consistency (Cronbach's alpha) with its interval
html-validity = An item is valid when its correlation with the sum of its dimension exceeds the critical r for this number of respondents (5%, two-sided).
html-table-validity-perception = Validity of the items: perception
html-table-validity-expectation = Validity of the items: expectation
html-table-fits = How much of the outcome each form explains
html-table-difference = The gap as a difference of two scores
html-table-restriction = Variance of the gap among those who expect the same
html-more-restriction = Is the gap squeezed at the top of the scale? Item by item
html-table-careless = Signs of careless answering
html-table-careful = The gap with and without the flagged respondents
html-table-careful-level = Perception with and without the flagged respondents
html-table-refused = What was refused
html-head-file = File
html-head-line = Line
html-head-column = Column
html-head-value = Value
html-head-reason = Reason
html-whole-row = whole row
html-methods = Each number leads to its method here: formula, unit and source. A worked example stands on the page that is named last.
html-method-formula = Formula
html-method-unit = Unit
html-method-source = Source
html-method-page = Page
html-foot = Made by Rater, format { $format }, instrument { $instrument } version { $version }; { $replicates } bootstrap replicates, seed { $seed }.
html-without-group = { $count ->
    [one] { $count-written } respondent has no value here and is in no group.
   *[other] { $count-written } respondents have no value here and are in no group.
}
