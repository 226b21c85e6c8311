# practice: helping the people who serve to get better at it.

## Places
practice-title = Practice
practice-tab-week = This week
practice-tab-lessons = Lessons
practice-tab-workshop = Great service
practice-tab-thanks = Thanks

## The week
practice-week-of = Week of { $day }
practice-why-short = This week it is { $factor }, because { $reason }.
practice-why-nearest = Nothing clearly falls short; { $factor } comes nearest to it, as { $reason }.
practice-why-turn = There are too few numbers yet to tell the factors apart, so they take turns, and this week it is { $factor }.
practice-why-two = { $one } and { $two }
practice-why-three = { $one }, { $two }, and { $three }
practice-why-look = See the five factors
practice-because-gap = customers rate it { $gap } below what they expect
practice-because-pulses = { $share } of the customers who were asked in passing were disappointed
practice-because-said = { $share } of the comments about it complain
practice-because-broken = { $share } of the promises about it were broken
practice-because-encounters = { $share } of the encounters that were noted disappointed
practice-take = I take it up
practice-finish = It is done
practice-after = When the week is over, or when you have done it often enough: mark it as done. Five questions to look back with come after it.
practice-state-taken = Taken up
practice-state-done = Done
practice-state-shared = Shared
practice-answers = Looking back
practice-answers-lead = Answer what you like and leave out the rest. Nobody else reads it, no manager and no owner, unless you tick the box.
practice-answers-private = Kept for you alone.
practice-answers-shared = Your colleagues can read it. Take the tick away and save, and they cannot any more.
practice-share = Share with my team
practice-share-team-help = Your team reads it this week, and so do those who belong to no team.
practice-share-all-help = You belong to no team: everybody who works here reads it this week.
practice-colleagues = What colleagues found
practice-lessons-suit = Two lessons that suit
practice-past = Your other weeks
practice-back-to-week = Back to this week
practice-done-taken = Taken up. It is yours for this week.
practice-done-done = Well done. If you like, look back for a moment.
practice-done-kept = Kept, for you alone.
practice-done-shared = Kept, and shared with your colleagues.
practice-done-thanks = Marked as read.

## Lessons
practice-lessons-title = Lessons
practice-lessons-lead = A few minutes each, between two customers.
practice-lessons-count = You have read { $read-written } of { $all-written }.
practice-minutes = { $count ->
    [one] 1 minute
   *[other] { $count-written } minutes
}
practice-read = Read
practice-read-go = I have read it
practice-done-read = Marked as read, for you alone.
practice-lesson-why = Why it matters
practice-lesson-do = What to do
practice-lesson-words = In words
practice-lesson-instead = Instead of
practice-lesson-better = Better
practice-lesson-story = How it can go
practice-lesson-today = Try it today
practice-lesson-next = Next:

## Great service
practice-workshop-title = What we call great service
practice-workshop-lead = Write together, in your own words, what somebody gets who comes to you. Then see which of the five factors it speaks of, and which it forgets.
practice-workshop-whose = Whose
practice-workshop-by = { $who }, { $day }
practice-workshop-covers = { $count ->
    [0] It speaks of none of the five factors
   *[other] It speaks of { $count-written } of the five factors
}
practice-workshop-missing = Nothing about this yet.
practice-workshop-ask-reliability = What do we promise, and how do people see that we keep it?
practice-workshop-ask-assurance = What do we know, and how do we behave, so that people trust us?
practice-workshop-ask-tangibles = What do people see, touch and receive from us?
practice-workshop-ask-empathy = How do people notice that we see them, and not a case?
practice-workshop-ask-responsiveness = How quickly do we help, and how do people learn where things stand?
practice-workshop-how = A machine that reads comments looked for words that speak of a factor; it may miss some and mistake others. It gives no mark: you know best what you mean.
practice-workshop-none = Nothing is written here yet. Five questions to begin with:
practice-workshop-write = Write it
practice-workshop-anew = Write it anew
practice-workshop-words = Great service here means …
practice-workshop-words-help = Three to eight sentences that a new colleague understands on the first day. Earlier versions stay.
practice-workshop-go = Keep it and look
practice-workshop-kept = Kept. This is what it speaks of.
practice-workshop-old = This is an earlier version.
practice-workshop-newest = To the newest
practice-workshop-versions = All versions
practice-workshop-print = Print

## Thanks
practice-thanks-title = Thanks
practice-thanks-new = You were thanked
practice-thanks-received = For you
practice-thanks-fresh = New
practice-thanks-for = A customer said:
practice-thanks-comment = The whole comment
practice-thanks-read-go = I have read it with joy
practice-thanks-give = Thank a colleague
practice-thanks-lead = Say what they did and what came of it. Only the two of you read it.
practice-thanks-carried = The customer's words go along:
practice-thanks-to = Whom
practice-thanks-choose = Choose …
practice-thanks-words = What for
practice-thanks-words-help = Such as: “You stayed ten minutes longer for the lady with the stick. She told me.”
practice-thanks-send = Send thanks
practice-thanks-alone = You are the only one who works here so far.
practice-thanks-none = When a colleague thanks you, it stands here.
practice-thanks-given = Thanks that you gave
practice-thanks-was-read = was read
practice-thanks-erased = The customer was erased, and with them these words. You were thanked all the same.
practice-done-thanked = Your thanks are on their way.
