# cases: recovery cases, their steps, playbooks and problems.

## The list
cases-title = Cases
cases-lead = When something went wrong for a customer, it is made good here, step by step. What is to be done soonest stands first.
cases-new = Open a case
cases-lists = Which cases
cases-list-all = All open
cases-list-mine = Mine
cases-list-waiting = Waiting for the customer
cases-list-closed = Closed
cases-none = No case is open. A case opens by itself when a promise is broken or an encounter disappoints; you can also open one yourself.
cases-none-mine = No open case is yours at present.
cases-none-waiting = No customer has a question of yours to answer at present.
cases-none-closed = No case has been closed yet.
cases-more = There are more. Close some of these first, or look at only yours.
cases-number = Case { $number-written }
cases-customer-unknown = Customer not known
cases-owner = Who sees to it
cases-owner-none = Nobody sees to it yet
cases-owner-me = Me
cases-open-since = open since { $when }
cases-closed-since = closed on { $when }
cases-due = by { $when }
cases-due-late = overdue: it was due by { $when }
case-level = Level { $level }
case-timeout = Closed: the customer did not answer in the time we had given
cases-standing-ask = Ask the customer
cases-standing-waiting = The customer is to answer
cases-standing-good = Closed: the customer says that it is good
cases-standing-partly = Closed: the customer says that it is good enough
cases-standing-erased = Ended: the customer was erased

## Steps
cases-step-acknowledge = Say that it happened, and that we are sorry
cases-step-listen = Listen to the end
cases-step-fix-person = Help the person now
cases-step-fix-problem = Put the thing itself right
cases-step-amends = Make amends
cases-step-keep-promise = Keep what you promised
cases-step-follow-up = Ask whether it is good now

## Opening one
cases-new-title = Open a case
cases-new-whose = Who is it about?
cases-new-search = Find the customer by name, phone, mail or number
cases-new-find = Find
cases-new-nobody = Nobody was found. Try a part of the name, or go on without.
cases-new-unknown = If you do not know who it is, go on without a name. The customer can still answer by a link.
cases-new-other = It is about somebody else
cases-new-open = There are open cases of this customer already. Perhaps it is one of these:
cases-new-promise = It is about a promise that was broken:
cases-new-words = What happened?
cases-new-words-help = In a sentence or two, as the customer tells it. What they would not like to read about themselves does not belong here.
cases-new-badly = The customer is very angry or insulting
cases-new-badly-help = You get the steps and words for staying calm.
cases-new-go = Open the case
cases-channel = How do you speak with the customer?
cases-channel-name = How we speak
cases-channel-person = Face to face
cases-channel-person-help = At the counter, at a visit
cases-channel-phone = By phone
cases-channel-phone-help = Calls
cases-channel-message = By message
cases-channel-message-help = Mail, letter, chat: only they read it
cases-channel-public = In public
cases-channel-public-help = Reviews, social media: everybody reads it
cases-factor = What disappointed
cases-factor-unknown = I cannot say yet
cases-factor-missing = Choose what disappointed: one of the five.
cases-touchpoint = Where it happened
cases-touchpoint-unknown = I cannot say

## A case
cases-what = What happened
cases-origin-answer = a bad answer in a survey
cases-origin-promise = a broken promise
cases-origin-moment = a moment that disappointed
cases-origin-hand = opened by hand
cases-origin-comment = a comment
cases-hangs-on = hangs on
cases-problem = a problem
cases-opened-at = Opened
cases-playbook = Playbook
cases-level-name = Level
cases-level-of = Level { $level } of { $most }.
cases-state-open = It is up to us.
cases-state-again = It is up to us again. The customer was not content, so this is attempt { $round }: one level higher, and from the first step.
cases-state-waiting = The customer can answer until { $until }.

## Its steps
cases-steps = Step by step
cases-say = Words to use
cases-avoid = Words to avoid
cases-note = A note (what was said, what was agreed)
cases-told = The customer may read this note
cases-told-badge = the customer may read this
cases-step-go = Done: { $step }
cases-step-left = (left out)
cases-step-done-line = { $when } · { $who }
cases-to-why = Once you know why it happened, write it down below.
cases-to-ask = To the question for the customer
cases-offers = What you can offer
cases-severity-slight = For annoyance, or a little time
cases-severity-serious = For money, a lost day, a plan that came to nothing
cases-severity-grave = For harm to health, safety, livelihood or dignity
cases-amends-percent = up to { $percent } % of the price without asking
cases-amends-free = costs nothing
cases-amends-left = Without a manager you can still give { $left } in this case.
cases-amends-left-none = In this case nothing more that costs money may be given without a manager.
cases-amount = Worth (leave empty when it costs nothing)
cases-amount-help = In your currency, such as 25 or 25.50. An apology alone is a good answer, too, when that is what the customer wants.
cases-amount-unclear = This amount cannot be read. Write it as 25 or 25.50, without letters and signs.
cases-approved = A manager approves it (I am one)
cases-approved-help = If it needs more, ask a manager to enter it here, or take the case one level higher below.
cases-amends-note = What the customer gets
cases-amends-go = Done: this is what they get
cases-amends-again = Give something more

## Why it happened
cases-why-title = Why did it happen, and what do we do about it?
cases-why-lead = Both are needed before the customer may be asked. Whoever says sorry and changes nothing says sorry again next week.
cases-why-needed = still needed
cases-why-recorded = written down
cases-why-before = Last time, this was not enough:
cases-cause = The cause
cases-cause-help = Not who, but why it could happen. Ask “why?” until you come to something that can be changed.
cases-cause-go = Save the cause
cases-action = What we do so that it does not happen again
cases-action-help = A change of how we work, with a name and a day. “Be more careful” is none.
cases-action-go = Save what we do

## Asking the customer
cases-ask-title = Ask the customer
cases-ask-lead = Only the customer's own answer closes this case. Nobody here can.
cases-ask-days = { $days ->
        [one] If there is no answer within one day after the question, it can be closed without one, and it counts as that.
       *[other] If there is no answer within { $days-written } days after the question, it can be closed without one, and it counts as that.
    }
cases-ask-not-yet = Not yet. First:
cases-ask-go = Ask: is it good now?
cases-ask-asked = Asked on { $when }.
cases-ask-link = Make another link
cases-ask-link-help = For when the first one got lost. Earlier links stay good.
cases-ask-mail = You get a link to hand over, and a mail with a link goes to { $address }.
cases-ask-mail-none = You get a link to send or to show. Mail is not set up here.
cases-ask-mail-address = You get a link to send or to show. No mail address is known.
cases-ask-mail-withdrawn = You get a link to show or to hand over. The customer does not want to be written to, so no mail goes.
cases-timeout-go = Close: no answer
cases-timeout-ask = Close the case without the customer's answer?
cases-sent-title = The link for the customer
cases-sent-once = It is shown only now, and it opens only this case. Let the customer scan it here, or copy it.
cases-sent-picture = The link as a picture for the customer's telephone
cases-sent-mailed = A mail with a link of its own is on its way, too.
cases-sent-text = A message to send with it
cases-sent-copy = Copy the message
cases-letter-subject = Is it good now? { $organisation } would like to know
cases-letter-dear = Dear { $name },
cases-letter-hello = Good day,
cases-letter-ask = Something went wrong when you came to us, and we have tried to put it right. Only you can say whether it is good now. It takes one minute:
cases-letter-end = If it is not good yet, say so there. Somebody with more say will then take care of it.

## Afterwards
cases-after-title = Afterwards
cases-back = Has the customer come back to us since?
cases-back-yes = Yes, came back
cases-back-no = No
cases-reopen = The customer comes again with the same matter
cases-reopen-help = Say what is not good. The case then goes on one level higher, from the first step.
cases-reopen-go = Open the case again

## More
cases-others = More
cases-hand = Hand it over
cases-hand-to = To whom
cases-hand-go = Hand over
cases-escalate = Take it one level higher
cases-escalate-help = When you may not or cannot do what is needed. It also happens by itself when too much time passes.
cases-escalate-go = One level higher
cases-hang = Hang it on a problem
cases-hang-help = When the same thing has happened to others, one cause is behind several cases.
cases-hang-known = A problem that is known
cases-hang-go = Hang it on this
cases-hang-new = Write down a new problem, and hang it on that
cases-history = What has happened so far
cases-what-opened-answer = Opened by a bad answer in a survey
cases-what-opened-promise = Opened by a broken promise
cases-what-opened-moment = Opened by a moment that disappointed
cases-what-opened-hand = Opened
cases-what-step = Done: { $step }
cases-what-amends = Given: { $amount }
cases-what-amends-approved = Given: { $amount }, approved by a manager
cases-what-amends-free = Amends that cost nothing
cases-what-cause = The cause was written down
cases-what-action = What we do about it was written down
cases-what-problem = Hung on the problem “{ $problem }”
cases-what-escalated = Went to level { $level }
cases-what-handed = Handed over
cases-what-asked = The customer was asked
cases-what-answered-yes = The customer says: it is good
cases-what-answered-partly = The customer says: it is good enough
cases-what-answered-no = The customer says: it is not good
cases-what-timeout = Closed, because no answer came in time
cases-what-reopened = Opened again
cases-what-erased = The customer was erased, and the case ended with that
cases-what-back = The customer came back
cases-what-away = The customer did not come back

## What was done
cases-done-opened = The case is open. Begin with the first step.
cases-done-step = Noted. Go on with this step.
cases-done-amends = Noted what the customer gets.
cases-done-cause = The cause is saved.
cases-done-action = What we do about it is saved.
cases-done-problem = The case hangs on the problem now.
cases-done-hand = The case is handed over.
cases-done-escalate = The case is one level higher now.
cases-done-reopen = The case is open again. Begin with the first step.
cases-done-back = Noted. Thank you.
cases-done-timeout = The case is closed without an answer.
cases-done-made = The problem is written down. Hang cases on it from their pages.
cases-done-written = Saved.
cases-done-solved = The problem counts as solved. Its cases go on until each customer has answered.
cases-done-saved = The playbook is saved. From now on your organisation works by it.
cases-done-dropped = Your own playbook is gone.

## How cases ended
cases-outcomes-title = How cases ended
cases-outcomes-lead = Cases by how they ended: in the words of customers where they answered, and as silence where they did not.
cases-outcomes-span = Which span
cases-outcomes-days = Opened in the last { $days-written } days
cases-outcomes-none = No case was opened in this time.
cases-outcomes-all = All cases
cases-outcomes-factors = By what disappointed
cases-outcomes-problems = By problem
cases-outcome-good = good, says the customer
cases-outcome-partly = good enough, says the customer
cases-outcome-silent = closed without an answer
cases-outcome-waiting = the customer is to answer
cases-outcome-open = open
cases-outcome-erased = ended, because the customer was erased
cases-share-customer = Good or good enough, of those closed
cases-share-again = Not good at the first attempt
cases-share-back = Came back, where that is known
cases-share = { $share } % ({ $count-written } of { $of-written }; most likely between { $low } and { $high } %)
cases-share-few = { $count-written } of { $of-written }: too few to say
cases-share-none = These are too few to say more.

## Satisfaction after a problem
cases-groups-title = Satisfaction after a problem
cases-groups-lead = What customers answered under their name since { $since }, by how things stood between them and us at that moment. Each counts once, with the latest answer.
cases-groups-question = The question: “{ $question }” The scale: { $min } to { $max }. Asked in: { $surveys }.
cases-groups-none = Nothing to compare yet. It takes a survey that is not anonymous, invitations to mail addresses, and those addresses in the files of your customers.
cases-groups-held = Too few customers have answered for you to see numbers here.
cases-groups-group = Group
cases-groups-n = Customers
cases-groups-mean = Mean
cases-groups-difference = Difference from no problem
cases-groups-g = Hedges’ g / Cliff’s δ
cases-groups-absent = No number
cases-group-no-problem = No problem
cases-group-no-problem-who = No case was opened for them in the year before they answered.
cases-group-silent = Had a problem, said nothing
cases-group-silent-who = We saw it ourselves, such as a broken promise, and they never spoke to us about it.
cases-group-resolved = Spoke to us, and it is good
cases-group-resolved-who = They said themselves that it is good, before they answered.
cases-group-unresolved = Spoke to us, and it is not good
cases-group-unresolved-who = They had not said that it is good when they answered: still open, good enough only, or closed without an answer.
cases-group-interval = most likely between { $low } and { $high }
cases-group-few = Hidden: fewer than { $least-written }
cases-group-hidden = Hidden, because it would give away a smaller group
case-paradox-shown = In these answers, customers for whom we made good are more satisfied than those who had no problem: by { $difference } points, most likely between { $low } and { $high }.
case-paradox-none-shown = These answers do not show that customers for whom we made good are more satisfied than those who had no problem.
case-paradox-too-few = Too few to say whether customers for whom we made good are more satisfied than those who had no problem. Both groups need { $least-written }.
case-paradox-hidden = One of the two groups is hidden. So nothing is said of whether making good leaves customers more satisfied than no problem at all.
cases-groups-caution = Customers who complain, stay and still answer are loyal to begin with; those who left are not asked. So the difference is not only what making good did, and letting something go wrong never pays.
cases-groups-method = How these numbers are made
cases-groups-unmatched = { $count ->
        [one] One more person answered and is not in the table: the mail address is in no customer’s file, or in several.
       *[other] { $count-written } more people answered and are not in the table: their mail address is in no customer’s file, or in several.
    }
cases-groups-steps = For you, these numbers move only when at least ten more customers have answered, so that no single answer can be read from them.

## Problems
problems-title = Problems
problems-lead = What several cases have in common. A cause is mended once and not case by case.
problems-none = No problem has been written down yet. When the same thing goes wrong for the third time, write it down here.
problems-cases = { $count ->
        [one] { $count-written } case
       *[other] { $count-written } cases
    }
problems-since = known since { $day }
problems-solved-on = solved on { $day }
problems-new = Write down a problem
problems-name = What goes wrong
problems-name-help = So that a colleague recognises it, such as “results are handed to the wrong patient”.
problems-factor-choose = Choose
problems-new-go = Write it down
problems-why = Cause and action
problems-solved = It is solved
problems-solved-help = Needs a cause and an action. Its cases go on until each customer has answered.
problems-unknown = Not known yet.
problems-nothing = Nothing yet.
problems-manager = A manager writes down cause and action.
problems-its-cases = Its cases
problems-no-cases = No case hangs on it yet.

## Playbooks
playbooks-title = Playbooks
playbooks-lead = For each kind of case: what to do in each step, in which words, and by when.
playbooks-own = your own
playbooks-builtin = comes with Rater
playbooks-unsound = This playbook has faults and is not used. Mend it, or drop it.
playbooks-for-badly = very angry customers
playbooks-for-all = for all cases
playbooks-within = Within { $time }
playbooks-hours = { $count ->
        [one] one opening hour
       *[other] { $count-written } opening hours
    }
playbooks-minutes = { $count ->
        [one] one minute of opening time
       *[other] { $count-written } minutes of opening time
    }
playbooks-levels = When it takes too long
playbooks-level = To level { $level } after { $time }
playbooks-edit = Change it
playbooks-back = Back to the playbook
playbooks-edit-title = Change the playbook { $id }
playbooks-edit-own = This is your organisation's own playbook.
playbooks-edit-builtin = This playbook comes with Rater. When you save it, your organisation has its own, which stands in for it. With another id you get one more.
playbooks-text = The playbook as a text (TOML)
playbooks-text-help = What stands in square brackets inside a sentence is for filling in. Minutes are minutes of opening time.
playbooks-line = Line { $line-written }
playbooks-save = Save as our own
playbooks-drop = Back to the one that comes with Rater
playbooks-drop-own = Delete it
playbooks-drop-ask = Your own wording will be gone. Go on?
