# comments: what customers say unasked, sorted by factor.

## Places
comments-title = Comments
comments-one-title = Comment
comments-new-title = What did the customer say?
comments-import-title = Bring comments
comments-mailboxes-title = Mailboxes
comments-agreement-title = How well the machine reads
comments-guide-title = Guide to labels
comments-door-title = Feedback page
comments-more-inbox = Inbox
comments-more-compliments = Compliments
comments-more-agreement = Agreement
comments-more-guide = Guide
comments-more-door = Feedback page
comments-more-import = Bring a file
comments-more-mailboxes = Mailboxes

## Labels
comments-channel = Channel
comments-channel-page = Feedback page
comments-channel-counter = Counter
comments-channel-phone = Phone
comments-channel-mail = Mail
comments-channel-chat = Chat
comments-channel-review = Review
comments-channel-social = Social network
comments-channel-survey = Survey
comments-channel-other = Another way
comments-polarity = Judgement
comments-polarity-complaint = Complaint
comments-polarity-complaint-help = Something fell short, also when it is said politely or as a wish
comments-polarity-compliment = Compliment
comments-polarity-compliment-help = Something was good
comments-polarity-neutral = Neither
comments-polarity-neutral-help = A fact or a question, or it was all right
comments-expectation = Expectation
comments-expectation-disappointed = expectation disappointed
comments-expectation-met = expectation met
comments-expectation-exceeded = expectation exceeded
comments-expectation-none = nothing expected
comments-no-factor = No factor
comments-rating = rating { $rating }
comments-by-person = a person said so
comments-sure = the machine is quite sure
comments-fairly-sure = the machine is fairly sure
comments-unsure = the machine is unsure

## The inbox
comments-new-go = Note a comment
comments-five = The five factors
comments-complaints = complain
comments-compliments = praise
comments-search = Words
comments-none = Nobody has said anything yet in these days. Hang up the code of the feedback page, note what you hear, or bring a file.
comments-list-team = The tiles count the comments of all teams. Here you see those of your team, and those of none.
comments-none-here = No comment says this in these days.
comments-words-erased = The customer was erased, and with them the words. What was said still counts.
comments-to-case = To the case
comments-open = Open
comments-thank-promise = Promise them thanks
comments-thank-card = Note it on their card
comments-thank-colleague = Thank a colleague
comments-thank-whose = Whose is it? Then they can be thanked
comments-how = Each number counts comments that complain of a factor, or praise it; a comment can do both, under several factors. A machine sorted them and is often wrong about a single one: trust the numbers more than the label, and correct what you see. How words are underlined shows the factor: solid reliability, double assurance, dotted tangibles, wavy empathy, dashed responsiveness.

## One comment
comments-reference = Reference
comments-came-again = { $count ->
    [one] It came again once and is kept once.
   *[other] It came again { $count-written } times and is kept once.
}
comments-open-case = Open a recovery case
comments-clauses = Clause by clause
comments-clauses-lead = Each is judged by its own words only. Where the label is wrong, correct it; where it is right, saying so helps as much.
comments-correct = Correct or confirm
comments-about = What is it about?
comments-tick-exceeded = It says that more was given than expected
comments-tick-met = It says that it was all right
comments-correct-go = That is what it says
comments-correct-help = It is remembered at once for the same clause and for one that is nearly the same.
comments-done-noted = Thank you, it is kept and sorted.
comments-done-again = This was here already. It is counted that it came again.
comments-done-corrected = Kept. The next clause like this one is read as you said.
comments-done-joined = Kept.
comments-done-erased = The comment is erased, and is counted no more.
comments-whose = Whose, and where
comments-whose-not = It is not theirs
comments-whose-mail = Whoever wrote it gave this customer's address. Anybody can write any address: is it theirs?
comments-factors-of = All that is known of { $name }
comments-history = Corrections
comments-history-changed = { $when }, { $who }: “{ $clause }” was { $before }; it is { $after }.
comments-history-agreed = { $when }, { $who }: “{ $clause }” is { $after }, as it was read.
comments-erase = Erase this comment
comments-erase-lead = Its words go for good, and it is counted no more. Use this for advertising, or when somebody asks for it. If it came by mail, the message may still lie in the mailbox: delete it there, too, or it may be read again.
comments-erase-go = Erase for good

## Noting one
comments-new-words = Their words
comments-new-words-help = As they said it. Several sentences are sorted one by one.
comments-author = Who said it
comments-new-send = Keep it

## Bringing a file
comments-import-lead = A file with one comment on each row, from a spreadsheet, a help desk, a shop of apps or a map; a list with one comment on each line; or mail: a mailbox (mbox) or a single message (eml), without what it quotes and without signatures. The same file again adds nothing twice.
comments-import-file = File
comments-import-file-help = CSV, XLSX, JSON lines, TXT, MBOX or EML, up to 25 MB. You see first what each column is taken for.
comments-import-look = Look at its columns
comments-import-known = Exports that are understood
comments-import-known-lead = Columns of these names are found by themselves, and those with the same meaning in English, Indonesian and Spanish.
comments-import-apps = Shop of apps
comments-import-no-file = Choose a file first.
comments-import-no-words = Say which column holds the comments.
comments-import-columns-lead = What does each column hold? The guess is from its name.
comments-import-channel = Channel of rows that do not say
comments-import-go = Bring the comments
comments-import-again-help = What is here already is counted as having come again. If something interrupts it, bring the same file again: the rest is added.
comments-import-runs = The comments are being read …
comments-import-ended = Done
comments-import-stopped = It stopped before the end. What was added stays; bring the file again for the rest.
comments-import-refresh = Look again
comments-import-other = Another file
comments-import-added = Added
comments-import-again = Were here already
comments-import-refused = Refused
comments-holds-nothing = Nothing to keep
comments-holds-words = The comment
comments-holds-title = Its heading
comments-holds-at = When it was written
comments-holds-author = Who wrote it
comments-holds-email = Their mail address
comments-holds-rating = Rating
comments-holds-channel = Channel
comments-holds-id = Its number in the other system
comments-holds-site = Branch or site
comments-row-empty = There are no words in it. Give it some, or leave it out.
comments-row-long = The comment has more than 20,000 characters. Shorten it.
comments-row-unfit = It holds a character that cannot be kept (NUL). Take it out.
comments-row-date = “{ $found }” is no day that is understood. Write it as 2026-11-29.
comments-row-rating = “{ $found }” is no rating. Write a number.

## The feedback page
comments-door-call = Tell us how it was for you.
comments-door-help = For your web site, your receipts, and the foot of your mails. Print this page to hang up the code.
comments-door-code = The code of the feedback page
comments-door-closed = The page is closed: whoever opens the link finds nothing.
comments-door-places = A link for each touchpoint
comments-door-places-lead = Comments that come by it belong there from the start.
comments-door-close = Close the page
comments-door-close-help = Links and codes that hang somewhere lead to nothing then.
comments-door-open = Open the page
comments-feedback-title = Feedback for { $organisation }
comments-feedback-ask = How was it for you?
comments-feedback-words = Your words
comments-feedback-words-help = Good or bad: somebody reads it. No account is needed.
comments-feedback-who = Shall we be able to answer you?
comments-feedback-name = Your name
comments-feedback-mail = Your mail address
comments-feedback-send = Send
comments-feedback-again = Please send it once more. A field that nobody sees was filled in, perhaps by your browser; it is empty again.
comments-feedback-thanks = Thank you
comments-feedback-thanks-lead = Your words have arrived and are kept. If you ask us about them, name this reference.
comments-feedback-more = Say something else

## Agreement
comments-agreement-lead = People look at clauses and say what they say; here is how often the machine said the same.
comments-agreement-n = { $count ->
    [one] One clause that a person looked at
   *[other] { $count-written } clauses that people looked at
}
comments-agreement-of = Label
comments-agreement-kappa = Agreement (kappa)
comments-agreement-person = People say
comments-agreement-machine = The machine said
comments-agreement-both = Both
comments-agreement-how = Kappa is agreement beyond chance: 1 is perfect, 0 is what guessing would reach (Cohen 1960; the words are those of Landis and Koch 1977). Below 30 clauses there are too few to say. If you only correct what looks wrong, it comes out too low: confirm some that look right. Where numbers on other pages are corrected for the machine's mistakes, it says so there.
comments-alarm = { $factor } has { $share } of everything that was said in the last 90 days. Either nearly everybody speaks of it, or the machine calls too much by this name: look at a few.
comments-kappa-few = too few
comments-kappa-slight = slight
comments-kappa-fair = fair
comments-kappa-moderate = moderate
comments-kappa-substantial = substantial
comments-kappa-almost = almost perfect

## The guide
comments-guide-lead = The rules by which clauses are labelled. Everybody who corrects follows the same ones, so that the machine learns one thing.
comments-guide-rules = First of all
comments-guide-own-words = A clause is judged by its own words: no guess from the rest of the comment, from the stars, or from what was asked.
comments-guide-several = Every factor that the words name gets its label, and no other. “Clean, quick and polite” is three. One cause is one label: “two hours late because the van broke down” is reliability only.
comments-guide-reliability-is = Did they do what was promised, and do it right? Orders, bills, records, diagnoses; late against a stated time; cancelled, lost, never came; the service itself does not work.
comments-guide-reliability-not = Not slow without a promised time (responsiveness), not ugly or old (tangibles), not deceit (assurance).
comments-guide-reliability-says = “Billed twice for the same month.” “The plumber came at nine sharp, as agreed.”
comments-guide-assurance-is = Can one trust these people? Polite or rude, knowing or not, honest or not; private things kept private; safe.
comments-guide-assurance-not = Not warm personal care (empathy), not helpful or quick (responsiveness).
comments-guide-assurance-says = “The man at the counter rolled his eyes.” “He knew the device inside out.”
comments-guide-tangibles-is = What one sees, touches, hears, tastes: rooms, seats, dirt, noise, equipment, food, signs, goods; how a screen looks and how easy it is.
comments-guide-tangibles-not = Not an app that fails (reliability), not the wrong dish (reliability), not the price (no factor).
comments-guide-tangibles-says = “Mould in the corner of the shower.” “Big soft towels.”
comments-guide-empathy-is = Do they see me, and can I reach them? Listening, explaining, keeping informed; kind, patient; a rule bent for a need; hours, appointments, a way that suits.
comments-guide-empathy-not = Not simple politeness (assurance), not the speed of an answer (responsiveness). “Cannot get through to anyone” is both.
comments-guide-empathy-says = “I was a number to them.” “They remembered my daughter's allergy.”
comments-guide-responsiveness-is = Are they willing and prompt? Waiting, queues, call-backs; helpful or not; too few staff; told when; sent from desk to desk.
comments-guide-responsiveness-not = Not late against a fixed time (reliability); both if the words say both.
comments-guide-responsiveness-says = “Forty minutes on hold and then cut off.” “Answered my mail within the hour.”
comments-guide-none = No factor
comments-guide-none-is = Verdicts on everything (“never again”, “five stars”), price, where the place lies, facts without a problem.
comments-guide-complaint = Complaint: something fell short; also a wish, a suggestion, a failure without an adjective, irony.
comments-guide-compliment = Compliment: something was good; thanks; “no complaints”.
comments-guide-neutral = Neither: a fact, a question, a plan, “it was OK”.
comments-guide-disappointed = A complaint is always disappointed, also when the failure was foreseen.
comments-guide-met = Ordinary praise is met: good, friendly, clean, on time. So is “fine”.
comments-guide-exceeded = Exceeded is praise of the top of the scale (excellent, perfect, the best), more than was expected, or an extra that nobody asked for.

# What is new, and shares corrected.
comments-more-themes = What is new
comments-themes-title = What is new in what people say
comments-themes-lead = Words that come up more often now than in the half year before: what customers may want tomorrow.
comments-themes-now = Now is
comments-themes-looked = Compared: { $now-written } comments of the last { $days } days with { $before-written } of the 180 days before, within each channel and site.
comments-themes-cut = There are more than can be compared at once: the oldest were left out.
comments-themes-few = There are too few comments yet. A theme needs eight comments of these days that share a word, and comments of before to compare with.
comments-themes-none = Nothing new: what people say these days, they said before about as often.
comments-theme-more = In { $now-written } of { $of-written } comments of these days, { $times } times as often as before ({ $past-written } of { $before-written }).
comments-theme-first = In { $now-written } of { $of-written } comments of these days; before, nobody said it.
comments-theme-factor = It touches { $factor }.
comments-theme-complaints = Most who say it complain. Whoever looks into it now is ahead of the next complaint.
comments-theme-compliments = Most who say it praise. Find out what changed, and keep it.
comments-theme-neither = Most who say it neither complain nor praise. It may be a wish: ask one of them.
comments-theme-rest = More comments
comments-theme-sure = { $z } standard errors above before; false-discovery rate { $q }.
comments-themes-how = Words and pairs of words are compared by the log of their odds with a prior, within channel and site, and corrected for how many were compared (Monroe, Colaresi and Quinn 2008; Benjamini and Hochberg 1995). One in twenty themes may still be chance.
comments-shares = What { $count-written } clauses of the last 90 days are about
comments-shares-lead = How much of what was said is about each factor: as the machine counts it, and corrected for how often it is known to err.
comments-shares-counted = As counted
comments-shares-corrected = Corrected, with its 95 % interval
comments-share-corrected = { $share } ({ $low } to { $high })
comments-share-few = Uncorrected: of clauses that the machine read as it reads now, people checked { $checked } of at least { $least }
comments-share-one-sided = Uncorrected: people checked no clause with it, or none without
comments-share-chance = Uncorrected: here the machine hardly tells better than chance
comments-share-nothing = Nothing was said
comments-shares-how = Corrected as Rogan and Gladen (1978) do, with the interval of Lang and Reiczigel (2014). Only checked clauses count that the machine read as it read these comments: with a layer of your own, or without. It is as good as the checked clauses are a fair sample: check some as they come, not only those that look wrong.

# Words that people teach.
comments-more-words = Words
comments-words-title = Words that people teach
comments-words-lead = Words that your house has of its own. When people correct clauses and the same words come back, they are suggested here; what you accept counts from the next comment on, and is underlined as the reason.
comments-words-suggested = { $count ->
    [one] Suggested by { $count-written } checked clause
   *[other] Suggested by { $count-written } checked clauses
}
comments-words-none = Nothing to suggest. The same words have to be missed three times, in clauses that somebody corrected.
comments-words-why = Missed by the machine { $missed } times; in { $with } of the { $of } checked clauses with these words, people put it there.
comments-words-accept = Accept
comments-words-refuse = No
comments-words-undecide = Take back
comments-words-accepted = Accepted
comments-words-refused = Not accepted
comments-words-none-yet = None yet.
comments-words-own = Add words of your own
comments-words-phrase = Words
comments-words-no-factor = Choose the factor that the words are a sign of.
comments-words-how = Comments that were read before stay as they are. Words are compared without capitals and accents.

## A mailbox
comments-mailboxes-lead = Messages to a mailbox become comments, every few minutes, without what they quote and without signatures. Nothing in the mailbox is changed: no message is marked as read, moved or deleted.
comments-mailbox-connect = Connect a mailbox
comments-mailbox-host = Mail server (IMAP)
comments-mailbox-security = Protection of the connection
comments-mailbox-security-tls = TLS
comments-mailbox-security-starttls = STARTTLS
comments-mailbox-security-plain = None, for tests on this computer
comments-mailbox-port = Port
comments-mailbox-port-help = Leave it empty for the usual one: 993, with STARTTLS 143.
comments-mailbox-login = User name, mostly the mail address
comments-mailbox-password = Password of the mailbox
comments-mailbox-password-help = Best an app password, which you can withdraw on its own. It is never shown again, and forgotten when you disconnect.
comments-mailbox-folder = Folder
comments-mailbox-folder-help = Leave it empty for the inbox. A folder that holds nothing but messages of customers is best.
comments-mailbox-since = Only messages from this day on
comments-mailbox-since-help = Leave it empty for all that are there.
comments-mailbox-since-unfit = Give the day of the first message as a date, such as 2026-01-31, or leave it empty for all.
comments-mailbox-go = Test and connect
comments-mailbox-go-help = The mail server is asked first whether it lets Rater in; only then is the mailbox kept.
comments-mailbox-test = Test the connection
comments-mailbox-tried = The connection works: the mail server lets Rater in, and the folder is there.
comments-mailbox-pause = Pause
comments-mailbox-resume = Go on
comments-mailbox-disconnect = Disconnect
comments-mailbox-disconnect-ask = Disconnect { $login }? Its password is forgotten; the comments stay.
comments-mailbox-renew = Another password
comments-mailbox-renew-go = Test and keep
comments-mailbox-on = On
comments-mailbox-off = Paused
comments-mailbox-bad = Fails
comments-mailbox-soon = It will be read for the first time in a moment.
comments-mailbox-read = Last read { $time }.
comments-mailbox-paused = Paused since { $time }.
comments-mailbox-failing = Could not be read since { $time }. { $reason } Next try: { $next }.
comments-mailbox-added = New comments
comments-mailbox-again = Were here already
comments-mailbox-refused = Could not be taken
comments-mailbox-unread-title = Messages that could not be taken
comments-mailbox-unread = { $time }: { $reason }
comments-mailbox-unread-large = larger than 25 MB ({ $megabytes } MB). It was not fetched. Note down what it says as a comment.
comments-mailbox-unread-empty = no text in it
comments-mailbox-unread-long = longer than a comment may be
comments-mailbox-unread-unfit = a character in it that no database keeps
comments-mailbox-unread-server = the mail server does not give it out
comments-mailbox-unread-refused = not a comment that can be kept
comments-mailbox-trouble-spelling = This is no name of a mail server. Write it without https:// and without anything after it, such as imap.example.org.
comments-mailbox-trouble-inward = This name leads to this computer or its network, where Rater does not go. Whoever runs the server can allow it with --webhooks-to-private.
comments-mailbox-trouble-unknown = There is no mail server of this name. Check how it is written.
comments-mailbox-trouble-refused = Nobody answers at this port. Check the port and the protection of the connection.
comments-mailbox-trouble-slow = The mail server does not answer in time. Check its name and port.
comments-mailbox-trouble-connection = The connection to the mail server broke off.
comments-mailbox-trouble-certificate = The certificate of the mail server is not good, or is for another name. Use the name that the provider states.
comments-mailbox-trouble-tls = The mail server does not protect the connection in this way. Choose the other protection, or check the port.
comments-mailbox-trouble-method = The mail server does not let anybody sign in with a password here. Choose the other protection, or ask the provider for an app password.
comments-mailbox-trouble-login = The mail server refuses user name or password. Many providers want an app password, and IMAP switched on.
comments-mailbox-trouble-folder = There is no such folder in this mailbox. Write it as the mail server does, with the folders it is in: for instance INBOX/Customers.
comments-mailbox-trouble-unavailable = The mail server says that it is not available now.
comments-mailbox-trouble-withheld = The mail server lets Rater in and gives no message now. Nothing is lost: they are asked for again.
comments-mailbox-trouble-reply = What answers there does not speak as a mail server does. Check name and port.
comments-mailbox-trouble-fault = Rater itself failed while it read. It tries again; whoever runs it finds the reason in its log.

# What the machine learnt from an organisation.
comments-layer = What the machine learnt from you
comments-layer-lead = From all clauses that people corrected or confirmed, a layer of your own is fitted beside the reader that everybody has. It is used only where it reads no worse what it has not seen: neither the factors nor the judgement. Comments that are here already keep their labels.
comments-layer-without = New comments are read without a layer of your own.
comments-layer-applied = New comments are read with the layer of { $when }.
comments-layer-off = The layer is switched off: new comments are read as everybody's are.
comments-layer-asked = Somebody asked for an attempt; it comes in a moment. Look again.
comments-layer-few = The first attempt comes by itself at { $least-written } clauses; people looked at { $count-written } so far.
comments-layer-next = Corrected or confirmed since the last attempt: { $count-written }. The next comes by itself at { $least-written }.
comments-layer-judged = { $when }: fitted to { $labelled-written } clauses, judged on { $judged-written }. Factors { $factors-before } without it, { $factors-after } with it; judgement { $polarity-before } and { $polarity-after }.
comments-layer-unjudged = { $when }: clauses that people looked at: { $labelled-written }.
comments-layer-adopted = Adopted: on average neither the factors nor the judgement are read worse.
comments-layer-leans = It leans on the word vectors or the embedding service of this server; when the service gives no answer, a comment is read without the layer.
comments-layer-too-few = Not adopted: that takes { $least-written } clauses, most of them with words that are not remembered anyway.
comments-layer-factors-fall = Not adopted: the factors would be read worse.
comments-layer-polarity-falls = Not adopted: the judgement would be read worse.
comments-layer-both-fall = Not adopted: the factors and the judgement would be read worse.
comments-layer-f1 = F1
comments-layer-factors = All factors
comments-layer-judgements = Judgement
comments-layer-before = Without it
comments-layer-after = With it
comments-layer-change = Change
comments-layer-earlier = Earlier attempts
comments-layer-go = Fit it now
comments-layer-switch-off = Read without it
comments-layer-switch-off-ahead = Learn nothing from corrections
comments-layer-switch-on = Read with it again
comments-layer-how = F1 is 1 where everything is found and nothing else is; all factors, and the judgement, are means of those that people name. It is measured by cross-validation in five parts: each clause is read by a layer that has seen no clause of its comment, and those that would be remembered are left out. Small changes may be chance.
