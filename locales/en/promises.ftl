# promises: the ledger of promises, tracking by the customer, reminders, the five factors side by side.

## The day
promises-today-mine = Mine
promises-today-find = Find a customer: name, phone, number
promises-today-find-go = Find
promises-today-moment = Note a moment
promises-today-open-case = Open a case
promises-today-owed = Broken, and still not done
promises-today-owed-help = Do these first. They stay broken, but the customer is still waiting.
promises-today-due = Due today
promises-today-due-none = Nothing is due today.
promises-today-cases = Recovery cases: what comes next
promises-today-cases-none = No case is open.
promises-today-case = Case { $number }
promises-today-waiting = waiting for the customer's answer
promises-today-late = overdue
promises-today-ahead = The next seven days
promises-today-ahead-none = Nothing is due in the next seven days.
promises-feed = In your own calendar
promises-feed-help = Your calendar program can show what you promised. The address is a secret: whoever has it reads your promises.
promises-feed-fresh = Subscribe to this address in your calendar program. It is shown once.
promises-feed-since = There is an address since { $day }. A new one replaces it.
promises-feed-go = Make a new address

## The ledger
promises-title = Promises
promises-new = Make a promise
promises-done = Done
promises-which = Which promises
promises-list-open = Open
promises-list-kept = Kept
promises-list-broken = Broken
promises-list-withdrawn = Withdrawn
promises-none = There is nothing here.
promises-state-open = open
promises-state-kept = kept
promises-state-disputed = the customer says not kept
promises-state-late = broken, done late
promises-state-broken = broken
promises-state-withdrawn = withdrawn
promises-kept-title = Promises kept in the last 90 days
promises-kept-of-these = How many of these were kept
promises-kept-of = { $kept-written } of { $ended-written } were kept.
promises-kept-late = { $count-written } were done after all, but late.
promises-kept-disputed = Of { $count-written } we say kept and the customer says not; they count as broken.
promises-too-few = too few to say
promises-interval = { $low } to { $high }
promises-rates = How many promises we keep
promises-rates-more = By factor, team, person and place
promises-rates-lead = Of the promises that came due: how many were kept, and how sure that is.
promises-rates-rule = Kept means done by the time that was promised, and not denied by the customer. Done late is broken. A promise put to another time before it was due counts by its new time; one that was withdrawn does not count. Intervals are Wilson's, 95 %.
promises-span = Span
promises-days = { $count-written } days
promises-rate = Kept
promises-rate-interval = 95 % interval
promises-rate-of = Kept of
promises-by-all = All
promises-by-factor = By factor
promises-by-kind = By commitment
promises-by-touchpoint = By touchpoint
promises-by-team = By team
promises-by-owner = By person
promises-of-no-kind = personal promises
promises-of-no-touchpoint = no touchpoint
promises-of-no-team = no team
promises-kind-advertising = advertising
promises-kind-web = web and papers
promises-kind-contract = contract
promises-kind-guarantee = guarantee
promises-kind-standard = published standard
promises-kind-implied = implied
promises-kind-trade = standard of the trade
promises-kind-common = common expectation

## Making one
promises-new-to = To { $name }
promises-new-lead = To whom? Find the customer first, or go on without a name.
promises-new-find = Find the customer
promises-told = What do you tell the customer?
promises-told-help = In the words you say. The customer can read exactly this.
promises-when = By when?
promises-due-hour = Within an open hour
promises-due-today = Today before we close
promises-due-tomorrow = Next working day
promises-due-days = In three working days
promises-due-at = At a time of its own
promises-at = Day and time
promises-due-unreadable = Give day and time, or choose one of the times above.
promises-more = Factor, keeper, place, notes
promises-factor = What is it about?
promises-owner = Who keeps it
promises-touchpoint = Where it was made
promises-commitment = Which commitment it makes good on
promises-words = Our own note
promises-words-help = The customer never reads this.
promises-make = Promise it

## One promise
promises-by = by { $when }
promises-first-due = At first it was promised by { $when }.
promises-to = To
promises-made = Made
promises-done-big = It is done
promises-says-kept = The customer says: kept.
promises-says-not-kept = The customer says: not kept.
promises-link-title = A link for the customer
promises-link-help = The customer follows this promise like a parcel, and says whether it was kept. It shows only what the customer was told.
promises-link-go = Make a link
promises-link-once = Shown once. A new one can be made at any time.
promises-link-picture = The link as a QR code
promises-acts = What happens with it
promises-act-progress = Say how far it is
promises-progress-words = What has happened?
promises-tell = The customer may read this
promises-act-renegotiate = Agree another time
promises-renegotiate-help = Only before it is due, and only when the customer agreed. The customer sees both times.
promises-why = Why?
promises-act-hand = Give it to somebody else
promises-act-withdraw = The customer needs it no more
promises-act-admit = We will not keep it
promises-admit-help = Better said early than noticed late. A recovery case opens at once.
promises-history = What happened
promises-was-told = told to the customer
promises-history-rule = Nobody can change or remove a line of this.
promises-did-made = The promise is made.
promises-did-done = It is done. Thank you.
promises-did-progress = Noted.
promises-did-handed = It has another keeper now.
promises-did-renegotiated = The new time is noted.
promises-did-withdrawn = It is withdrawn.
promises-did-admitted = It is broken, and a case is open.
promises-happened-made = promised by { $due }
promises-happened-progress = progress
promises-happened-handed = given to somebody else
promises-happened-renegotiated = put to { $due }
promises-happened-done = done
promises-happened-admitted = we say that it will not be kept
promises-happened-withdrawn = withdrawn
promises-happened-customer-kept = the customer says: kept
promises-happened-customer-not-kept = the customer says: not kept
promises-happened-short-renegotiated = put to another time

## What the rules say
promise-not-made = This promise has no beginning, so nothing can be added to it. Tell the operator.
promise-backwards = Something later is written already. Load the page again.
promise-after-due = The time has passed, so no other can be agreed and nothing withdrawn. Do what was promised, and say so.
promise-due-in-the-past = This time lies in the past. Choose one that is still to come.
promise-over = This promise has come to its end; nothing can be added.
promise-not-due-yet = It is not due yet. Wait until the promised time, or ask for another.
due-before-made = This time lies in the past. Choose one that is still to come.
due-not-open-enough = By the calendar that counts, we are never open long enough for this. Correct the calendar, or give day and time.
due-out-of-range = This time is too far away. Choose an earlier one.

## Mails to our own people
promises-mail-soon-subject = Due soon: { $told }
promises-mail-soon = You promised: { $told }
    It is due by { $when }.
promises-mail-broken-subject = Broken: { $told }
promises-mail-broken = This was promised by { $when } and is not done: { $told }
    It counts as broken, and a recovery case is open. Please do it now, and say so.
promises-mail-late-subject = Still not done: { $told }
promises-mail-late = Promised by { $when }, and still not done: { $told }
    Keeper: { $owner }. Please see to it that somebody calls the customer.
promises-mail-escalated-subject = Case { $number } is now at level { $level }
promises-mail-escalated = Recovery case { $number } has waited longer than it should, and is at level { $level } now. Please look at its next step.
promises-mail-timeout-subject = Case { $number } was closed without an answer
promises-mail-timeout = The customer of recovery case { $number } did not answer in the time that was stated, so it was closed.

## What the customer reads
promises-track-title = A promise of { $organisation }
promises-track-case-title = We are making this good
promises-track-open = on its way
promises-track-kept = done
promises-track-late = done, but late
promises-track-broken = not done in time
promises-track-withdrawn = withdrawn
promises-track-mending = we are working on it
promises-track-asking = waiting for your answer
promises-track-mended = closed
promises-track-next-answer = Next: please tell us below whether it is good now.
promises-track-next-open = Next: we do what we promised, by { $when }.
promises-track-next-broken = We did not keep our word, and we are sorry. Somebody is seeing to it now.
promises-track-next-closed = We did not keep our word, and made it good with you. If it is not good after all, please call us.
promises-track-next-case = Next: the coming step is to be taken by { $when }.
promises-track-owner = { $owner } sees to it.
promises-track-happened = What has happened
promises-track-did-made = We promised it, by { $due }.
promises-track-did-progress = News
promises-track-did-handed = A colleague took it over.
promises-track-did-renegotiated = We agreed another time with you: { $due }.
promises-track-did-done = It is done.
promises-track-did-admitted = We had to say that we cannot keep it.
promises-track-did-withdrawn = It is needed no more.
promises-track-did-customer-kept = You said: kept.
promises-track-did-customer-not-kept = You said: not kept.
promises-track-step-acknowledge = We said that we are sorry.
promises-track-step-fix-person = We saw to what you needed.
promises-track-step-fix-problem = We put the matter right.
promises-track-step-keep-promise = We did what we had promised.
promises-track-case-opened = We learnt that something went wrong.
promises-track-case-asked = We asked you whether it is good now.
promises-track-case-answered = You answered.
promises-track-case-timed-out = Closed, because we did not hear from you.
promises-track-case-reopened = Opened again.
promises-track-say = Did we keep it?
promises-track-kept-yes = Yes, it was kept
promises-track-kept-no = No, it was not kept
promises-track-said-kept = You said: kept. You can change your mind.
promises-track-said-not = You said: not kept. You can change your mind.
promises-track-ask = Is it good now?
promises-track-yes = Yes
promises-track-partly = Partly, but leave it there
promises-track-no = No, not yet
promises-track-words = Would you like to add something?
promises-track-send = Send
promises-track-choose = Choose one of the answers, then send it again.
promises-track-thanks = Thank you. We have your answer.

## What everybody may read
promises-public-lead = What we hold ourselves to, and how often we keep our word.
promises-public-kept = Promises kept in the last year
promises-public-rule = Of all promises to customers that came due. Done late is not kept; what a customer denies is not kept. With 95 % interval.
promises-public-few = There are too few promises so far to show a number.
promises-public-none = No standards are published yet.

## Rules
promises-rules = Hours and limits
promises-saved = Saved.
promises-calendars = Business hours
promises-calendars-help = Due times count open time only. A promise keeps its time when hours change.
promises-calendars-none = There is none yet: Monday to Friday, 08:00–12:00 and 13:00–17:00 count.
promises-calendar = Business hours
promises-calendar-new = Add hours
promises-calendar-name = Name
promises-calendar-counts = Hours that count
promises-calendar-office = Office hours
promises-calendar-delete = Delete
promises-calendar-delete-ask = Delete these hours?
promises-hours-help = Write 08:00–12:00, 13:00–17:00. Leave a day empty when you are closed; 24:00 is midnight at its end.
promises-closed = closed
promises-exceptions = Holidays and other days
promises-exceptions-help = One date per line: 2026-12-25 alone is a holiday, 2026-12-24 08:00–12:00 is a half day.
promises-day-monday = Monday
promises-day-tuesday = Tuesday
promises-day-wednesday = Wednesday
promises-day-thursday = Thursday
promises-day-friday = Friday
promises-day-saturday = Saturday
promises-day-sunday = Sunday
promises-calendar-bad-date = { $text } is no date. Write it as 2026-12-25.
promises-calendar-bad-time = { $day }: “{ $text }” is no time. Write it as 08:00.
promises-calendar-end = { $day }: { $begin }–{ $end } ends before it begins. A shift over midnight is written on two days.
promises-calendar-overlap = { $day }: two shifts overlap. Join them, or move one.
promises-calendar-never = Nobody is ever here by these hours. Write at least one shift.
promises-limits = Limits
promises-amount = What somebody may give in one case without asking
promises-amount-help = In your currency. 0 means: always ask a manager.
promises-answer-days = Days that a customer has to answer before a case may be closed
promises-level-max = How often a case goes one level higher (0 to 5)
promises-public = Everybody may read our standards and our keep rate
promises-public-help = The page shows published standards only, and a number from ten promises on.
promises-rules-owner = Only owners can change this.

## Five factors, side by side
index-lead = What customers say when they are asked, what they say unasked, and what was done, side by side. Where asked and done disagree is the finding.
index-first = Look at this first
index-asked = Asked: gap
index-kept = Done: promises kept
index-disappointed = Done: moments that disappointed
index-cases = Recovery cases
index-said = Said: complaints among comments
index-said-n = { $count-written } complain or praise, uncorrected
index-said-corrected-n = { $count-written } complain or praise; { $counted } as counted, corrected
index-said-how-corrected = What was said is corrected for how the machine errs, as { $checked-written } clauses show that people checked: of the clauses that judge a factor, so many complain; as counted it is of comments. It is as good as the checked clauses are a fair sample: check some as they come, not only those that look wrong. Where it says uncorrected, too few of that factor were checked, the machine hardly tells it better than chance, or no more was found than it finds by mistake.
index-said-how-uncorrected = What was said is uncorrected, as the machine counts it: of clauses that it read as it reads now, people checked { $checked-written } of the { $least-written } that show how it errs.
index-said-compliments = { $count-written } praise
index-interval = { $low } to { $high }
index-answers = n = { $count-written }
index-promises = { $count-written } promises
index-moments = { $count-written } moments
index-no-survey = no survey with ten answers yet
index-no-gap = no gap shown
index-makers = { $count -> 
        [one] One touchpoint makes most of it: { $names }.
       *[other] { $count-written } touchpoints make most of it: { $names }.
    }
index-say-asked = they rate it { $gap }.
index-say-kept = We keep { $share } of promises.
index-say-moments = { $share } of moments disappoint.
index-both = Both say that it falls short: begin here.
index-asked-only = Customers say that it falls short, and our records do not show it: what disappoints them is not written down.
index-done-only = Our records show that it falls short, and customers do not say so yet: there is still time.
index-neither = Both say that it is well.
index-one-short = One of the two says that it falls short; the other has too few to say.
index-one-well = One of the two says that it is well; the other has too few to say.
index-unclear = Too few on both sides to say.
index-from = Asked in:
index-rule = Falls short means: the whole 95 % interval of the gap lies below 0; or of promises or moments more than one in ten fail, by the whole interval.
index-part = Look at
index-whole = The whole organisation
index-touchpoints = Touchpoints
index-teams = Teams
index-go = Show
index-pulses = Asked: pulses that disappointed
index-pulse-count = { $count-written } pulses
index-broken = { $count-written } broken
index-say-pulses = { $share } of pulses disappoint.

## Five factors of one customer
index-of = { $count-written } of { $of-written }
index-own-nothing = nothing yet
index-own-gap = Asked: their own gap
index-own-said = Asked: pulses that disappointed
index-own-both = They say that it falls short, and so do our records: make good now.
index-own-asked-only = They say that it falls short, and our records do not show it: ask what happened, and note it.
index-own-done-only = Our records show that we failed them, and they have not said so: tell them before they ask.
index-own-neither = They say that it is well, and our records agree.
index-own-one-short = One of the two says that it falls short; of the other nothing is known.
index-own-one-well = One of the two says that it is well; of the other nothing is known.
index-own-unclear = Nothing is known yet.
index-own-rule = Of one customer every failure counts: falls short means a gap of a whole point below what they expect, one pulse or moment that disappointed, or one broken promise.

## What a rate counts
promises-counted-yes = Kept
promises-counted-no = Not kept
