# coach: a reply is written and checked, and the rules by which it is.

## Places
coach-title = Write a reply
coach-more-write = Write
coach-more-rules = Rules
coach-write-reply = Write a reply
coach-back-comment = Back to the comment
coach-back-case = Back to the case

## Writing
coach-lead = Write as you always do. What would hurt is underlined, with its reason and a better wording; what you promise can go straight to the ledger.
coach-to = To
coach-unwanted = Does not want
coach-promised = Already promised:
coach-channel-phone = phone calls
coach-channel-mail = mail
coach-channel-letter = letters
coach-channel-message = short messages
coach-channel-visit = visits
coach-received = What the customer wrote
coach-received-help = With it the check also sees a missing apology, an open question, and what is asked again.
coach-draft = Your reply
coach-kept-nowhere = The draft is checked and forgotten: the server does not keep it. Copy it before you leave this page.
coach-check = Check
coach-copy = Copy the reply
coach-language = Language
coach-language-automatic = Automatic
coach-read-as-en = Read as English.
coach-read-as-id = Read as Indonesian.
coach-read-as-es = Read as Spanish.
coach-too-long = This is too long for a reply: at most { $most } characters are checked, for what the customer wrote as well.
coach-keys = Keys
coach-key-next = to the next finding
coach-key-apply = write it better
coach-key-dismiss = let it stand
coach-key-log = log the promise

## What was found
coach-found = What we see
coach-not-yet = Nothing has been checked yet.
coach-count = { $findings ->
    [0] Nothing that would hurt.
    [one] One finding.
   *[other] { $findings } findings.
} { $promises ->
    [0] No promise.
    [one] One promise.
   *[other] { $promises } promises.
}
coach-live-count = Findings: %1 · Promises: %2
coach-live-away = The server cannot be reached just now; what you see may be old. Go on writing.
coach-whole = About the reply as a whole
coach-better = Better:
coach-apply = Write “{ $words }”
coach-go-to = Go to the words
coach-dismiss = Let it stand
coach-fix = Apply what is safe
coach-severity-fault = hurts
coach-severity-fault-help = The customer is hurt, misled or left alone by it
coach-severity-advice = could be better
coach-severity-advice-help = The reply is better without it
coach-did-apply = Written. The draft was checked again.
coach-did-fix = What is safe was put right. The draft was checked again.
coach-did-dismiss = It stands. This counts for the rule, not for you.
coach-did-log = The promise stands in the ledger.
coach-now-off = “{ $rule }” was dismissed so often that it is off now. It can be switched on again under Rules.

## Promises
coach-promises = Promises in this reply
coach-promises-lead = Whoever gets this reply will count on it. Log it, and somebody is reminded before it is due.
coach-promise-who = Who
coach-promise-what = What
coach-promise-due = Due
coach-promise-undated = No time is said. Name a day, then it can be logged.
coach-promise-log = Log the promise
coach-promise-logged = In the ledger

## The rules
coach-rules-title = Rules for replies
coach-rules-lead = By these every draft is checked. A rule of whose last ten findings eight were dismissed falls silent by itself; nobody is named for it.
coach-rules-count = { $count ->
    [one] One rule is looked for.
   *[other] { $count } rules are looked for.
}
coach-rules-off = Off
coach-rules-off-why = { $dismissed } of its last { $of } findings were dismissed.
coach-rules-on = Switch on again
coach-rules-is-off = off
coach-rules-own = of the house
coach-rules-house = Rules of the house
coach-rules-house-lead = Words that your customers must not read from you: a former brand name, a phrase that everybody is tired of.
coach-rules-retired = retired
coach-rules-unsound = cannot be read any more: write it anew
coach-rules-did-saved = The rule was kept and is looked for from now on.
coach-rules-did-retired = The rule was retired and is no longer looked for.
coach-rules-did-on = The rule speaks again and is counted anew.

## A rule of the house
coach-house-new = A new rule of the house
coach-house-lead = A rule is tried on its own examples before it is kept. One language is enough.
coach-house-name = Name
coach-house-name-help = The fault in a few words: small letters, digits and hyphens, such as no-worries.
coach-house-factor = What it hurts
coach-house-severity = How much
coach-house-opening = Only at the beginning of a paragraph
coach-house-how = How words are written
coach-house-sign-star = any ending: waiting, waited
coach-house-sign-or = one or the other
coach-house-sign-gap = up to three words between
coach-house-sign-one = one word, whichever
coach-house-sign-number = a number
coach-house-optional = may stay empty
coach-house-patterns = Words that show the fault
coach-house-patterns-help = One pattern a line.
coach-house-except = Exceptions
coach-house-except-help = Over these words it is no fault. One a line.
coach-house-why = Why it matters
coach-house-why-help = One plain sentence for whoever writes.
coach-house-rewrite = A better wording
coach-house-rewrite-help = What to write instead, or how to find it.
coach-house-fails = Replies in which it must be found
coach-house-fails-help = At least one; one a line.
coach-house-passes = Replies in which it must not be found
coach-house-passes-help = At least one; one a line.
coach-house-save = Keep the rule
coach-house-retire = Retire the rule
coach-problem-there = The house has a rule of this name already; change that one, or choose another name.
coach-problem-name = Write small letters without accents, digits and hyphens, and begin with a letter.
coach-problem-unreadable = This cannot be read; write it anew.
coach-problem-pattern = “{ $quoted }” cannot be looked for: a pattern begins and ends with a word, has no hyphens or commas, and a star needs three letters before it.
coach-problem-patterns = Write at least one pattern that shows the fault.
coach-problem-why = Say why, so that whoever writes can understand it.
coach-problem-example = Write at least one example.
coach-problem-language = Fill in one language at least.
coach-problem-missed = The rule is not found in “{ $quoted }”. Add a pattern, or take the example away.
coach-problem-caught = The rule is found in “{ $quoted }”. Add an exception, or take the example away.

## The rules of the program in a few words
coach-rule-policy-as-reason = A rule given as the reason
coach-rule-they-wont-allow = Somebody else forbids it
coach-rule-own-firm-as-they = The own house called “they”
coach-rule-blaming-customer = Blame for the customer
coach-rule-blaming-colleague = Blame for a colleague
coach-rule-doubting-customer = Doubt whether it is true
coach-rule-empty-apology = An apology that names nothing
coach-rule-conditional-apology = An apology with an “if”
coach-rule-sorry-but = Sorry, but …
coach-rule-unfortunately-opening = Bad news as the first word
coach-rule-jargon = Language of the office
coach-rule-passive-evasion = Nobody did it
coach-rule-shouting = Capitals and signs that shout
coach-rule-threat = A threat
coach-rule-legal-hedge = Insurance against being wrong
coach-rule-as-already-said = As was already said
coach-rule-command = An order to the customer
coach-rule-calm-down = Told how to feel
coach-rule-nobody-else = Nobody else complained
coach-rule-nothing-we-can-do = A no without a way out
coach-rule-not-my-department = Not our department
coach-rule-sent-elsewhere = The customer is sent elsewhere
coach-rule-stock-phrase = A phrase from the drawer
coach-rule-name-missing = No name in the greeting
coach-rule-sender-missing = Nobody signs
coach-rule-no-thanks = No thank-you
coach-rule-no-next-step = No next step
coach-rule-apology-missing = No word of regret
coach-rule-unanswered-question = A question stays open
coach-rule-undated-promise = A promise without a time
coach-rule-soon = Soon
coach-rule-weak-commitment = Trying and hoping
coach-rule-over-promise = More than can be kept
coach-rule-outside-calendar = Promised for when nobody works
coach-rule-past-date = A day that is over
coach-rule-wrong-weekday = Weekday and date do not fit
coach-rule-asks-for-patience = Asking for patience
coach-rule-busy-excuse = Being busy as the excuse
coach-rule-playing-down = The trouble made small
coach-rule-closing-door = The door is closed
coach-rule-no-reply = Nobody can answer
coach-rule-customer-as-number = The customer as a number
coach-rule-receipt-opening = An opening like a stamp
coach-rule-frankly = To be honest
coach-rule-over-familiar = Too close
coach-rule-ask-again = Asked although it was written
coach-rule-placeholder-left = A gap of a template
coach-rule-doubled-word = A word twice
coach-rule-text-speak = Short forms of chat
coach-rule-wall-of-text = A wall of text
coach-rule-long-sentence = A sentence to be read twice
coach-rule-emoji-in-apology = An emoji in an apology
coach-rule-answer-in-attachment = The answer is an attachment
coach-rule-against-open-promise = Another date than was promised
coach-rule-unwanted-channel = A way they do not want
