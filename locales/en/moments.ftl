# moments: touchpoints, moments of truth, the board of moments, commitments.

## What became of an expectation
moments-judgement-nothing = Nothing
moments-judgement-met = Met
moments-judgement-exceeded = Exceeded
moments-judgement-disappointed = Disappointed

## Noting one
moments-new-title = How was it for the customer?
moments-where = Where was it?
moments-with = With
moments-send = Note it
moments-factor-reliability = as promised, on time
moments-factor-assurance = knows, courteous, trusted
moments-factor-tangibles = what can be seen
moments-factor-empathy = known as a person
moments-factor-responsiveness = prompt and willing
moments-more-to-say = More to say, or earlier today?
moments-words = What happened?
moments-at = When was it?
moments-at-help = Leave this empty for now. Up to 30 days ago is possible.
moments-whom = With a customer who is known?
moments-find = Name, phone or number
moments-find-go = Find
moments-find-help = Open their file, and note the moment from there: then it belongs to them.
moments-touchpoint-missing = Where was it? Choose the touchpoint.
moments-at-unknown = This is no day with an hour. Choose it from the calendar, or leave it empty for now.
moments-sent-before = This was noted before with other content, and what was noted first stays. Send it again to note it as another moment.
moments-retracted = Taken back, as if it had never been noted.

## One moment
moments-noted-title = Noted
moments-one-title = Moment of truth
moments-noted = Thank you, it is on the board.
moments-case = The customer was disappointed, so a recovery case is open. Make it good while it is fresh.
moments-case-go = Go to the case
moments-another = Another one here
moments-back-to = Back to { $name }
moments-retract = Take back
moments-retract-help = Whoever noted it can do so for ten minutes.
moments-by = Noted by { $name }
moments-by-pulse = Said by the customer
moments-to-board = To the board

## The board
moments-board-title = Moments of truth
moments-board-lead = Where customers meet us, and where that disappoints them.
moments-note-one = Note a moment
moments-note-here = Note one here
moments-spans = Which days
moments-days = { $days ->
    [365] 12 months
   *[other] { $days-written } days
}
moments-board-table = Who was disappointed
moments-board-how = Each number is the share that was disappointed, and of how many. The line shows how sure it is: with 95% confidence the share lies on it. The arrow compares with as many days before. Below five, there are too few to say. Anonymous pulses count whole months and cannot be opened.
moments-touchpoint = Touchpoint
moments-all-touchpoints = All together
moments-out-of-use = out of use
moments-review = Review on
moments-review-due = Review due:
moments-none = nothing yet
moments-of = of { $n-written }
moments-interval = { $low }–{ $high }
moments-too-few = { $n-written }: too few to say
moments-open-disappointed = disappointed: open these moments
moments-open-rows = : open all of them
moments-pulses = Pulses
moments-trend-better = better
moments-trend-better-words = Fewer are disappointed than before.
moments-trend-worse = worse
moments-trend-worse-words = More are disappointed than before.
moments-trend-unshown-words = No difference from before can be shown.
moments-nothing-title = The journey is still empty
moments-nothing-lead = A touchpoint is a place, a page or an occasion at which customers meet you: the call, the entrance, the counter, the bill. Write down four or five to begin with.
moments-nothing-go = Write down the journey
moments-nothing-ask = Ask a manager to write down the touchpoints.

## Promises and cases on the board
moments-promised-title = Promises and recovery at the touchpoints
moments-promised-lead = How many of the promises that fell due were kept, and how many recovery cases were opened.
moments-kept = Promises kept
moments-cases-head = Recovery cases
moments-promises-open = { $count ->
    [one] one still open
   *[other] { $count-written } still open
}
moments-cases = { $count ->
    [one] 1 case
   *[other] { $count-written } cases
}
moments-cases-factor = { $factor }: { $count-written }
moments-no-factor = no factor
moments-elsewhere = At no touchpoint

## The chain
moments-chain-title = The chain
moments-chain-lead = A customer's encounters are a chain, and a chain is as strong as its weakest link: one bad encounter erases the good ones before it.
moments-chain-none = No moment of a customer who is known was noted in these days, so there is no chain to look along.
moments-chain-few = { $n ->
    [one] One customer who is known so far: too few to say how many chains hold.
   *[other] { $n-written } customers who are known so far: too few to say how many chains hold.
}
moments-chain-unbroken = { $n-written } customers who are known met us. For { $share } of them ({ $interval }), the chain never broke.
moments-chain-erased = { $count ->
    [0] No good encounter was erased by a bad one.
    [one] One good encounter was erased by a bad one after it.
   *[other] { $count-written } good encounters were erased by a bad one after them.
}
moments-chain-breaks = Where chains break
moments-chain-breaks-how = Of the chains that came here good, how many broke here; the weakest link first.
moments-chain-no-breaks = No good chain has broken.
moments-chain-mends = What mends them
moments-chain-with = Good again at the next encounter, after the customer closed a recovery case
moments-chain-without = Good again at the next encounter, without one
moments-chain-recovery-few = Too few broken chains to say whether recovery mends them.
moments-chain-recovery-better = Recovery mends: with a case that the customer closed, more chains are good again at the next encounter.
moments-chain-recovery-worse = With a recovery case, fewer chains are good again at the next encounter. Look at what the cases were about, and at how they went.
moments-chain-recovery-unshown = No difference can be shown yet between chains with a recovery case and chains without.

## The list
moments-list-title = Moments one by one
moments-factor = Factor
moments-judgement = What became of it
moments-list-go = Show
moments-list-team = The board counts the moments of all teams. Here you see those of your team, and those of none.
moments-list-none = There is no such moment in these days.
moments-list-next = Earlier ones

## The journey
moments-journey-title = The journey
moments-journey-lead = Every place at which customers meet you, in the order in which they come by. Each has somebody who answers for it and looks at it again.
moments-journey-none = No touchpoint yet
moments-journey-none-lead = Walk the way of a customer: how do they find you, whom do they meet first, where do they wait, how do they leave?
moments-touchpoint-added = The touchpoint is added at the end. Move it to its place.
moments-touchpoint-saved = Saved.
moments-touchpoint-moved = Moved.
moments-touchpoint-retired = It is out of use now. What was noted there stays.
moments-touchpoint-name = Name
moments-touchpoint-name-help = What your colleagues call it, such as: Front desk.
moments-touchpoint-add = Add a touchpoint
moments-touchpoint-go = Add it
moments-no-owner = Nobody answers for it yet
moments-owned-by = { $name } answers for it
moments-owner = Who answers for it?
moments-review-day = When to look at it again?
moments-review-unknown = This is no day. Choose it from the calendar, or leave it empty.
moments-move-up = Move { $name } up
moments-move-down = Move { $name } down
moments-change = Change
moments-retire = Take out of use
moments-retire-ask = Take this touchpoint out of use? Nothing can be noted there any more. What was noted stays.
moments-retire-help = What was noted there stays.
moments-out-of-use-title = Out of use
moments-out-of-use-since = since { $day }
moments-rename = Rename

## Standards and rules

## Commitments
moments-commitments-title = What we are held to
moments-commitments-lead = Customers hold you to more than to what you promised them in person. Write it all down, and nobody is surprised.
moments-commitments-none = Nothing is written here yet.
moments-commitments-retired = No longer valid
moments-commitment-add = Add
moments-sort-direct = What we say of ourselves
moments-sort-direct-help = Said outright: guarantees, contracts, standards, our own pages, advertising. Customers take us at our word.
moments-sort-implied = What we let people expect
moments-sort-implied-help = Never said outright, yet anybody would conclude it from our prices, our rooms, and how we speak of ourselves.
moments-sort-trade = What the trade does
moments-sort-trade-help = A competitor does it, and customers now expect it of everybody.
moments-sort-common = What customers expect anyway
moments-sort-common-help = They assume it, even where a sign says otherwise. Such an expectation is managed when everybody knows what we can do, what we say, and who says it.
moments-unmanaged = Nobody manages this yet
moments-unmanaged-count = { $count ->
    [one] One expectation is not managed yet. See what is missing.
   *[other] { $count-written } expectations are not managed yet. See what is missing.
}
moments-published = public
moments-set-by = Set by { $name }
moments-source-is = Where: { $source }
moments-within-minutes = { $count ->
    [one] within 1 open minute
   *[other] within { $count-written } open minutes
}
moments-within-hours = { $count ->
    [one] within 1 open hour
   *[other] within { $count-written } open hours
}
moments-commitment-new = Write down a commitment
moments-commitment-title = Commitment
moments-commitment-written = Written down.
moments-commitment-saved = Saved.
moments-commitment-retired = It is no longer valid. Promises that were made by it keep it.
moments-commitment-since = No longer valid since { $day }. It can be read, but not changed.
moments-commitment-retire = No longer valid
moments-commitment-retire-ask = Is this no longer valid? It cannot be changed afterwards.
moments-commitment-retire-help = Promises that were made by it keep it.
moments-kind = Where does it come from?
moments-kind-missing = Where does it come from? Choose one.
moments-kind-guarantee = Guarantee
moments-kind-guarantee-help = We make good when it is not so.
moments-kind-contract = Contract
moments-kind-contract-help = It is signed.
moments-kind-standard = Standard
moments-kind-standard-help = We publish it and are measured by it.
moments-kind-web = Our pages and papers
moments-kind-web-help = It stands there for everybody to read.
moments-kind-advertising = Advertising
moments-kind-advertising-help = Posters, spots, posts.
moments-kind-implied = Implied
moments-kind-implied-help = Never said, but anybody would conclude it.
moments-kind-trade = Standard of the trade
moments-kind-trade-help = A competitor does it.
moments-kind-common = Common expectation
moments-kind-common-help = Customers assume it in any case.
moments-commitment-words = In which words?
moments-commitment-words-help = As a customer would say it, such as: Results are there within an hour.
moments-only-trade = The competitor
moments-competitor = Who set this standard?
moments-only-common = How we deal with it
moments-only-common-help = You may fill this in later. Until then it is marked as not managed.
moments-can-do = What we can do
moments-we-say = What we say
moments-said-by = Who says it
moments-factor-missing = Which of the five factors is it about? Choose one.
moments-choose = Choose
moments-minutes = Within how many minutes?
moments-minutes-help = Minutes of your opening hours. Leave it empty where no time is said.
moments-source = Where is it written or said?
moments-source-help = Such as a page, a clause, a sign at the entrance.
moments-publish = Everybody may read it
moments-publish-help = It may stand on your public page: the words and the time, not what you say among yourselves.

## What is missing in a commitment
commitment-no-words = Nothing is written yet. Write the commitment as a customer would say it.
commitment-no-competitor = A standard of the trade was set by somebody. Name the competitor.
commitment-no-can-do = It is not known what we can do about it.
commitment-no-we-say = It is not known what we say to customers.
commitment-no-said-by = It is not known who says it.
