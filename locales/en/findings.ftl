# The finding in words: plain sentences produced from the numbers.
findings-list = { $rest } and { $last }
findings-title = Service quality, measured with { $instrument }
findings-shortfall = The service falls short most on { $dimension }: customers expect { $expectation } and perceive { $perception }, a gap of { $value } points (95% interval { $low } to { $high }, n = { $n-written }).
findings-shortfall-none = The service falls short on none of the dimensions; the smallest margin is on { $dimension }: customers expect { $expectation } and perceive { $perception }, a gap of { $value } points (95% interval { $low } to { $high }, n = { $n-written }).
findings-shortfall-all = All { $dimensions-written } dimensions lie below expectation, beyond chance.
findings-shortfall-some = { $short-written } of { $dimensions-written } dimensions lie below expectation beyond chance.
findings-shortfall-zone = The service comes closest to customers' minimum, or below it, on { $dimension }: perceived minus minimum is { $value } points (95% interval { $low } to { $high }, n = { $n-written }), and { $below } of customers receive less than their minimum.
findings-shortfall-perception = Customers rate { $dimension } lowest: { $value } on a scale of { $min-written } to { $max-written } (95% interval { $low } to { $high }, n = { $n-written }). Expectations were not asked, so this is a rating, not a gap.
findings-shortfall-unknown = Where the service falls short cannot be said: there are too few answers.
findings-shortfall-item = Within { $dimension }, the weakest item is “{ $item }” ({ $value }).
findings-driver = { $dimension } matters most for { $outcome }: it carries { $share } (95% interval { $low } to { $high }) of what the dimensions explain, which is { $r2 } of the differences between customers (n = { $n-written }). This is association, not proof of cause.
findings-driver-no-interval = { $dimension } matters most for { $outcome }: it carries { $share } of what the dimensions explain, which is { $r2 } of the differences between customers (n = { $n-written }). This is association, not proof of cause.
findings-driver-rivals = It cannot be told apart with certainty from { $rivals }, which could also rank first instead of { $dimension }.
findings-driver-not-asked = What matters most cannot be derived, because no overall judgement was found in the file. Name its column in a mapping file (outcome.overall), or add one overall question to the next survey.
findings-driver-unknown = What matters most cannot be derived: there are too few complete answers, or the overall judgement never varies.
findings-driver-stated = Asked directly, customers give most points to { $dimension } ({ $points } of 100). Stated and derived importance may differ; both are shown.
findings-first = Start with { $dimension }: it is important and performs below the others (in { $probability } of the bootstrap replicates).
findings-first-unsure = Start with { $dimension }, but with care: it is important and performs below the others in only { $probability } of the bootstrap replicates.
findings-first-no-probability = Start with { $dimension }: it is important and performs below the others.
findings-first-none = No dimension is both important and below the others: keep up what is important, and mend single items where their gap is large.
findings-first-by-shortfall = Start with { $dimension }, where the shortfall is largest; its importance is not known here.
findings-certainty-very-few = Too few to say: { $n ->
    [one] one respondent
   *[other] { $n-written } respondents
 }. Treat every number as an example, and do not publish it: single people could be recognised.
findings-certainty-few = Too few to decide on: { $n-written } respondents. The intervals are wide; rater measure --plan tells how many are needed.
findings-certainty-clear = With { $n-written } respondents the means are known to within ± { $half } points, and { $first } stands clearly apart from { $second }.
findings-certainty-close = With { $n-written } respondents the means are known to within ± { $half } points; { $first } and { $second } are too close to say which is worse.
findings-certainty-sample = This holds for customers like those who answered; intervals cover chance, not who was never asked.
findings-measure-rejected = For predicting { $outcome }, no: that expectation counts exactly as much against as perception counts for is rejected (F({ $df1 }, { $df2 }) = { $f }, { $p }). Perceptions explain { $perception }, gaps { $gap }. Use the gap to see where you are below what is asked, and perceptions to predict or to compare over time.
findings-measure-kept = Nothing speaks against it for { $outcome } (F({ $df1 }, { $df2 }) = { $f }, { $p }); gaps explain { $gap }, perceptions { $perception }. In most published comparisons perceptions predict better.
findings-measure-restricted = Expectations crowd at the top on { $dimensions }: over { $share } of the answers are the highest possible, so the gap mostly repeats the perception.
findings-measure-noisy = The difference P − E is less consistent than { $least } on { $dimensions }: do not rank single persons or small groups by it.
findings-consistency-sound = The items of each dimension belong together: Cronbach's alpha of perceptions from { $lowest } to { $highest }.
findings-consistency-weak = Cronbach's alpha of perceptions is below { $least } on { $dimensions } (lowest { $lowest }): read the items there one by one.
findings-consistency-constant-perception = Alpha of perceptions is computed without { $items }: everyone who answered the whole dimension gave the same answer there.
findings-consistency-constant-expectation = Alpha of expectations is computed without { $items }: everyone who answered the whole dimension gave the same answer there.
findings-consistency-constant-gap = Alpha of the gaps is computed without { $items }: everyone who answered the whole dimension has the same gap there.
findings-segment = By { $column }, there are differences beyond chance on { $dimensions }; the largest is on { $dimension }: { $worst } { $low }, { $best } { $high }.
findings-segment-none = By { $column }, no dimension differs beyond chance between the groups.
findings-wave-better = From { $before } to { $last } the gap on { $dimension } improved: { $change } points (95% interval { $low } to { $high }, n = { $n-written }), of which { $perception } from what customers perceive and { $expectation } from what they expect (plus: they expect less; minus: they expect more).
findings-wave-worse = From { $before } to { $last } the gap on { $dimension } got worse: { $change } points (95% interval { $low } to { $high }, n = { $n-written }), of which { $perception } from what customers perceive and { $expectation } from what they expect (plus: they expect less; minus: they expect more).
findings-wave-perception-better = From { $before } to { $last }, { $dimension } improved: { $change } points (95% interval { $low } to { $high }).
findings-wave-perception-worse = From { $before } to { $last }, { $dimension } got worse: { $change } points (95% interval { $low } to { $high }).
findings-wave-none = From { $before } to { $last }, no dimension changed beyond chance.
findings-control-none = Over { $waves-written } waves ({ $first } to { $last }), no wave’s mean of any dimension stands out from chance.
findings-control-outside = Over { $waves-written } waves ({ $first } to { $last }), these lie outside their control limits: { $outside }. Look for what was different then.
findings-control-share-top = The share of customers who give the highest answer on { $subject } stands out in { $waves }.
findings-control-share-below = The share of customers below their expectation on { $subject } stands out in { $waves }.
findings-control-provisional = The limits rest on { $waves-written } waves and are provisional; from { $least-written } waves on they are firm.
findings-control-provisional-between = The limits rest on { $waves-written } to { $most-written } waves, by dimension, and are provisional below { $least-written }.
findings-control-break = From { $wave } on, other items were asked on { $dimensions }: limits and trend begin anew there.
findings-trend-none = No dimension has a trend beyond chance.
findings-trend-falls = { $count ->
    [one] The trend is downwards on { $dimension }
   *[other] The trend is downwards on { $dimensions }, most on { $dimension }
 }: { $slope } points per wave (95% interval { $low } to { $high }, { $waves-written } waves).
findings-trend-rises = { $count ->
    [one] The trend is upwards on { $dimension }
   *[other] The trend is upwards on { $dimensions }, most on { $dimension }
 }: { $slope } points per wave (95% interval { $low } to { $high }, { $waves-written } waves).
findings-trend-jumps = On { $dimension } the waves differ by more than a straight line and their samples explain: take the trend for a direction, not for a forecast.
findings-funnel-none = By { $column }, no single one of the { $groups-written } groups stands out from the rest: each lies within what chance alone would do. Do not rank them.
findings-funnel-below = By { $column }, { $count-written } of { $groups-written } groups { $count ->
    [one] stands out
   *[other] stand out
 } from the rest, lower than chance explains: { $below }.
findings-funnel-above = By { $column }, { $count-written } of { $groups-written } groups { $count ->
    [one] stands out
   *[other] stand out
 } from the rest, higher than chance explains: { $above }.
findings-funnel-both = By { $column }, { $count-written } of { $groups-written } groups stand out from the rest. Lower than chance explains: { $below }; higher: { $above }.
findings-funnel-rest = Each of the other groups lies within what chance alone would do; do not rank them.
findings-funnel-look = Worth a look, though about one group in twenty lies so far out by chance: { $look }.
findings-funnel-most = By { $column }, { $count-written } of { $groups-written } groups lie outside the funnel: the groups truly differ, by their service or by their customers. Compare them by the shrunken means and their intervals.
findings-data-refused = { $rows ->
    [0] {""}
    [one] One row was refused.{" "}
   *[other] { $rows-written } rows were refused.{" "}
 }{ $cells ->
    [0] {""}
    [one] One cell was refused and counts as not answered.{" "}
   *[other] { $cells-written } cells were refused and count as not answered.{" "}
 }They are listed under “The data”.
findings-data-missing = { $share } of the answers are missing. Each number says how many respondents stand behind it.
findings-data-not-applicable = { $share } of the answers say “not applicable”; they are kept apart from missing answers and never counted as a value.
findings-data-careless = { $count ->
    [one] One respondent of { $n-written } shows
   *[other] { $count-written } of { $n-written } respondents show
 } two or more signs of careless answering; the report gives the results with and without them.
findings-data-hidden = { $groups ->
    [one] One group is
   *[other] { $groups-written } groups are
 } hidden: groups of fewer than { $least-written } respondents, and those that would give them away.
findings-paragraph-gap = Service quality was measured with { $instrument } (version { $version }; { $items-written } items in { $dimensions-written } dimensions, answers { $min-written } to { $max-written }). Of { $records-written } records, { $n-written } respondents were counted. A gap is perception minus expectation of the same item, over respondents who answered both; a respondent's dimension score is the mean of the answered items and needs at least half of them. Gaps were tested as pairs (paired t test and Wilcoxon signed rank test after Pratt) and corrected for multiple comparisons by Holm over the dimensions and by Benjamini and Hochberg over the items. Intervals are 95% t intervals. Consistency is Cronbach's alpha with Feldt's interval.
findings-paragraph-perception = Service quality was measured with { $instrument } (version { $version }; { $items-written } items in { $dimensions-written } dimensions, answers { $min-written } to { $max-written }). Of { $records-written } records, { $n-written } respondents were counted. Perceptions only were asked; a respondent's dimension score is the mean of the answered items and needs at least half of them. Intervals are 95% t intervals. Consistency is Cronbach's alpha with Feldt's interval.
findings-paragraph-zone = Service quality was measured with { $instrument } (version { $version }; { $items-written } items in { $dimensions-written } dimensions, answers { $min-written } to { $max-written }). Of { $records-written } records, { $n-written } respondents were counted. An item counts where minimum, desired and perceived level were all answered; adequacy is perceived minus minimum, superiority perceived minus desired. Intervals are 95% t intervals.
findings-paragraph-drivers = Relative importance is the exact LMG decomposition (Shapley value) of R² of { $outcome } on the dimension perceptions, with Johnson's relative weights as a check; their intervals come from { $replicates-written } bootstrap replicates (seed { $seed }).
findings-paragraph-item-drivers = The same was done with all items as predictors; the intervals of their shares come from leaving out one fold of respondents at a time (jackknife).
findings-paragraph-segments = Groups were compared by Welch's analysis of variance with Games and Howell's pairs; groups below { $least-written } respondents are not shown.
findings-paragraph-program = Computed with Rater { $program }.
findings-list-two = { $rest } and { $last }
findings-quoted = “{ $words }”
findings-shortfall-unsure = It cannot be said that the service falls short: the largest gap is on { $dimension }, { $value } points (95% interval { $low } to { $high }, n = { $n-written }), and chance alone could make it. Customers expect { $expectation } and perceive { $perception }.
findings-driver-noise = What matters most cannot be told: the dimensions together explain no more of { $outcome } than chance would ({ $p }).
findings-first-shortfall-elsewhere = No dimension is both important and below the others in perception. Measured by what customers expect, the largest shortfall is on { $dimension } ({ $value } points): do not read its place among the quadrants as “too much”.
findings-first-nothing = Nothing calls for action first: no dimension lies below what customers ask for beyond chance (lowest: { $dimension }, { $value }).
findings-data-points = The points of { $count-written } of { $n-written } respondents were left out of weighted scores: they are missing or do not sum to between 95 and 105.
findings-data-percentile-gap = The bootstrap interval of the gap on { $dimensions } takes plain percentiles: the correction for bias and skew (BCa) is undefined there, because leaving out one respondent changes nothing or all replicates lie on one side.
findings-data-percentile-driver = The bootstrap intervals of the driver shares of { $dimensions } take plain percentiles: the correction for bias and skew (BCa) is undefined there, because leaving out one respondent changes nothing or all replicates lie on one side.
findings-data-percentile-explained = The bootstrap interval of R² takes plain percentiles: the correction for bias and skew (BCa) is undefined there, because leaving out one respondent changes nothing or all replicates lie on one side.
findings-data-careless-running = { $count ->
    [one] One respondent of { $n-written } shows
   *[other] { $count-written } of { $n-written } respondents show
 } two or more signs of careless answering; results without them are given when the wave is closed.
findings-data-careless-few = { $count ->
    [one] One respondent of { $n-written } shows
   *[other] { $count-written } of { $n-written } respondents show
 } two or more signs of careless answering; results without them are not shown, because the difference would be those few people's.
findings-first-running-few = Wait until { $least-written } people have answered before deciding what to do first.
findings-certainty-running-few = Too few to say while answers still come: { $n-written } so far, and intervals are shown from { $least-written } on.
findings-certainty-running = Answers still come ({ $n-written } so far). The intervals shown here hold however often you look, from { $least-written } answers on; they are wider for that, and become the ordinary ones when the wave is closed.
findings-segments-running = Whether groups differ beyond chance is told when the wave is closed: while answers still come, looking every day would find differences that are none.
findings-waves-running = Whether anything changed beyond chance is told when the wave is closed; while answers still come, compare the intervals.
findings-structure-unknown = Whether the { $factors } factors of the questionnaire hold here cannot be said. { $reason }
findings-structure-inadmissible = The model of { $factors } correlated factors has no solution that could be the truth here: two factors that are one, or an item measured better than perfectly. Keep the { $factors } scores as a frame for reading, and do not claim that customers tell them apart.
findings-structure-close = Yes, by common practice: the model of { $factors } correlated factors fits the perceptions closely (CFI { $cfi }, RMSEA { $rmsea }, SRMR { $srmr }, n = { $n-written }; cutoffs { $cfi-close }, { $rmsea-close } and { $srmr-close }, Hu and Bentler 1999).
findings-structure-close-alike = In part: the model of { $factors } correlated factors fits the perceptions closely (CFI { $cfi }, RMSEA { $rmsea }, SRMR { $srmr }, n = { $n-written }; cutoffs { $cfi-close }, { $rmsea-close } and { $srmr-close }, Hu and Bentler 1999), but not all of its factors are told apart.
findings-structure-middling = Roughly: the model of { $factors } correlated factors fits the perceptions, but not closely (CFI { $cfi }, RMSEA { $rmsea }, SRMR { $srmr }, n = { $n-written }; close by common practice is a CFI of at least { $cfi-close }, an RMSEA of at most { $rmsea-close } and an SRMR of at most { $srmr-close }, Hu and Bentler 1999). As a frame for reading it serves; a claim about structure needs more.
findings-structure-poor = Not as it stands: the model of { $factors } correlated factors fits the perceptions poorly (CFI { $cfi }, RMSEA { $rmsea }, SRMR { $srmr }, n = { $n-written }; a CFI below { $cfi-poor } is called poor since Bentler and Bonett 1980, an RMSEA above { $rmsea-poor } since Browne and Cudeck 1993). Read the { $factors } scores as groups of questions, and claim no structure.
findings-structure-few = With { $n-written } respondents for { $items } items this is a first look: { $each } for each item is the least that is usually asked.
findings-structure-distinct = No two factors correlate above { $least }, the usual limit: keep the scores separate.
findings-structure-misplaced = No two factors correlate above { $least }, so they are not too many; but some items do not fit where they stand, first of all “{ $item }” (loading { $loading }). Look at the loadings before you compare scores.
findings-structure-entangled = No two factors correlate above { $least } and no item loads weakly; some items may belong to another factor as well, or repeat each other. Look at the wording of the items before you compare scores.
findings-structure-merge = Customers hardly tell apart { $pairs }: these factors correlate above { $least } (up to { $r }). Read them together, or merge them in a paper; keep them as two when you decide what to do, because the actions differ.
findings-structure-merge-many = Customers hardly tell the factors apart: { $count } pairs correlate above { $least } (up to { $r }), first of all { $pairs }. One overall judgement stands behind most answers; read the scores together, and keep the factors as the places where something can be done.
findings-structure-one = One single factor fits as well (CFI { $one }): by these answers there is one service quality, not { $factors }.
findings-structure-compared = For comparison, one single factor gives CFI { $one }{ $above ->
    [yes] {""}, one service quality above the { $factors } gives CFI { $second }.
   *[no] {""}.
 }
findings-structure-count-same = The answers by themselves show { $parallel } components, too (parallel analysis and MAP agree).
findings-structure-count = The answers by themselves show { $parallel ->
    [one] 1 component
   *[other] { $parallel } components
 } rather than { $factors } (parallel analysis and MAP agree).
findings-invariance-waves = Waves
findings-invariance-few = { $groups }: whether { $who } understand the questions alike was not tested, because fewer than two of them have { $least } complete answers; a difference between them may be a different use of the scale.
findings-invariance-of-groups = the groups
findings-invariance-of-waves = the waves
findings-invariance-some = Of these, the { $tested } largest of { $all } were looked at; the others are too small for it, or too many at once.
findings-invariance-half = { $groups }: { $who } see the same factors (CFI falls by { $metric } when loadings are held equal, at most { $most } by common practice, Cheung and Rensvold 2002); whether they use the scale alike is not settled. Take differences between them with care.
findings-invariance-means = { $groups }: { $who } understand the questions alike. CFI falls by { $metric } when loadings are held equal and by { $scalar } when intercepts are, too (at most { $most } by common practice, Cheung and Rensvold 2002), so mean perceptions may be compared.
findings-invariance-loadings = { $groups }: { $who } see the same factors, but some give higher or lower answers to single questions at the same level of service: CFI falls by { $scalar } when intercepts are held equal (at most { $most } by common practice, Cheung and Rensvold 2002). Part of a difference of means may be a different use of the scale; compare item by item before you act on it.
findings-invariance-structure = { $groups }: the questions do not mean the same in every group: CFI falls by { $metric } when loadings are held equal (at most { $most } by common practice, Cheung and Rensvold 2002). A difference of their means may be a difference of meaning; look at the items on which they differ.
findings-invariance-unsettled = { $groups }: whether { $who } understand the questions alike is not settled; left to itself, one of them is too small or too even for the model. Take differences between them with care.
findings-invariance-unknown = { $groups }: whether { $who } understand the questions alike cannot be said. { $reason }
findings-structure-pair = { $first } with { $second }
findings-structure-counts = How many components the answers show by themselves is not settled: { $parallel } by parallel analysis, { $map } by MAP; the questionnaire has { $factors }.
findings-structure-omega = { $value } (95% interval { $low } to { $high })
findings-structure-total-unsure = Whether a total score carries is open: omega hierarchical is { $omega }, and it carries from { $least } on, by common practice. Show the dimensions beside any total.
findings-structure-total = A total score carries: omega hierarchical is { $omega }; common practice asks for at least { $least }.
findings-structure-no-total = A total score hides much: omega hierarchical is { $omega }; common practice asks for at least { $least }.
findings-provider-made = { $dimension }: look first at gap { $gap }, where { $what } ({ $value } points, 95% interval { $low } to { $high }; { $later-written } people against { $earlier-written }).{ $sure ->
    [yes] {" "}It is clearly larger than the other gaps inside. Begin there.
    [chance] {" "}After correction for the number of dimensions it may be chance.
    [close] {" "}Another gap inside may be as large.
   *[unknown] {" "}Not every gap inside is known, so another may be larger.
 }{ $small ->
    [yes] {" "}Fewer than { $least } people answered on one side: take it as a hint.
   *[no] {""}
 }
findings-provider-gap-1 = managers think that customers expect less than they do
findings-provider-gap-2 = the standards demand less than managers think customers expect
findings-provider-gap-3 = less is delivered than the standards demand
findings-provider-gap-4 = less is delivered than is promised
findings-provider-none = { $dimensions }: of the gaps inside that are known, none is a shortfall beyond chance.
findings-provider-unknown = { $dimensions }: where the shortfall is made cannot be said. Too few managers or staff answered, or not about the same items as customers.
findings-weighting = Weighted to the known shares of { $columns }: the design effect is { $cost }, so { $n-written } respondents are worth { $effective } equally weighted ones. Weights repair only what these columns know.
findings-weighting-dear = The design effect is above { $most }: the weights cost more than half of the respondents. Take the weighted numbers with care.
findings-weighting-apart = The targets contradict each other: after { $rounds-written } rounds a group is still off its share by { $miss }. The weights are given as they are.
findings-weighting-refused = Nothing was weighted by { $file }. { $reasons }
findings-targets-empty = It names no column; write one as [column], with a line value = share for each group.
findings-targets-column = The answers have no column { $column }; their columns are { $columns }.
findings-targets-value = A share of { $column } is below zero, or none is above.
findings-targets-sum = The shares of { $column } add up to { $sum } and not to 1; correct them, or give numbers of people.
findings-targets-nobody = Nobody who answered has { $value } in { $column }; the values there are { $values }. Correct the spelling, or merge the group with another.
findings-targets-few = Fewer than { $least } of those who answered have { $value } in { $column }, and weights would give them away; merge the group with another.
findings-targets-few-outside = Fewer than { $least } of those who answered have none of the values given for { $column }, and weights would give them away; add them to a group.
findings-targets-few-crossed = Where the columns cross, fewer than { $least } share a group, and weights would give them away; leave one column out.
findings-targets-rows = There are too many respondents to weight each of them. Draw some thousands of them at random into a file of their own, and measure that.
findings-targets-other = { $reason }
