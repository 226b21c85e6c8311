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
findings-data-careless-few = { $count ->
    [one] One respondent of { $n-written } shows
   *[other] { $count-written } of { $n-written } respondents show
 } two or more signs of careless answering; results without them are not shown, because the difference would be those few people's.
findings-first-running-few = Wait until { $least-written } people have answered before deciding what to do first.
findings-certainty-running-few = Too few to say while answers still come: { $n-written } so far, and intervals are shown from { $least-written } on.
findings-certainty-running = Answers still come ({ $n-written } so far). The intervals shown here hold however often you look, from { $least-written } answers on; they are wider for that, and become the ordinary ones when the wave is closed.
findings-segments-running = Whether groups differ beyond chance is told when the wave is closed: while answers still come, looking every day would find differences that are none.
findings-waves-running = Whether anything changed beyond chance is told when the wave is closed; while answers still come, compare the intervals.
