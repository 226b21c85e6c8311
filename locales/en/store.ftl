# store: what the store refuses, and why.

## What happened to the request
store-not-found = There is nothing here. It may have been deleted, or the link may be incomplete.
store-forbidden = Your role does not allow this. Ask an owner of your organisation.
store-conflict = This contradicts what is there already. Load the page again and look at the present state.
store-text-unfit = A text holds a character that cannot be seen and cannot be kept (NUL). Take it out, and send it again.
store-postgres-tls = The address asks for TLS (sslmode={ $mode }), which Rater does not speak to PostgreSQL yet. Run both on one machine or in a network you trust, or through a tunnel, and take sslmode out of the address.
store-too-often = { $seconds ->
        [one] That was too often. Try again in a second.
       *[other] That was too often. Try again in { $seconds-written } seconds.
    }
store-busy = The server is busy just now. Nothing was changed; try again in a moment.
store-crowded = So many people are answering this survey at the moment that no more answers can be begun. Please try again in a few minutes.
store-disk-full = The server's disk is full, so nothing can be saved at present. Nothing was changed. Ask the operator to make room.
store-not-synced = The server could not make sure that its disk keeps what is written, so it takes nothing more until it is started again. Tell the operator.
store-damaged = Something that is stored contradicts itself, so the request was stopped. Tell the operator; a backup may be needed.
store-unavailable = The database cannot be used: { $reason }. Check that it is running and that its address is right.

## Starting
store-unknown-address = Rater does not know what kind of database { $address } is. Write sqlite:PATH for a file, or postgres://USER@HOST/NAME.
store-sqlite-too-old = The SQLite library has the version number { $version }, and below 3051003 it can lose data. Use a Rater that was built with its own SQLite.
store-schema-too-new = The data were written by a newer Rater (their version is { $found }, this one knows { $known }). Use that Rater, or restore a backup from before.
store-schema-too-old = The data are from an older Rater (version { $found }). Make a backup, then start with the upgrade allowed.
store-in-use = { $path } is in use by another Rater. Stop that one first; two at once would damage the file.

## People
store-email-invalid = This is not a mail address. Write it as name@example.org.
store-name-empty = A name is missing. Write at least one character.
store-name-long = The name is too long. Use at most 200 characters.
store-language-unknown = This language is not available. Choose one from the list.
store-zone-unknown = This time zone is not known. Choose one from the list, such as Europe/Berlin.
store-several-organisations = There are several organisations here. Say which one is meant.
store-setup-done = This installation is set up already. Sign in, or ask an owner for an invitation.
store-member-exists = This person works in your organisation already.
store-last-owner = This is the last owner who can sign in. Make somebody else an owner first.
store-team-exists = There is a team of this name already. Choose another name.
store-team-in-use = People, invitations or surveys still belong to this team. Move them first.
store-invitation-has-account = There is an account for this mail address already. Sign in with it, then open the link again.
store-invitation-for-another = This invitation is for another mail address than the one you are signed in with. Sign in with that one.
store-works-nowhere = Your account does not belong to any organisation at present. Ask an owner for an invitation.

## Passwords and codes
store-password-short = The password is too short. Use at least 12 characters; a sentence is easy to remember.
store-password-long = The password is too long. Use at most 512 bytes, which is a few sentences.
store-password-common = This password is among the first that strangers try. Choose one that nobody would guess.
store-password-personal = The password is made of little more than your mail address or the name of your organisation. Add other words.
store-code-wrong = This code is not right, or it was used before. Wait for the next one and try again.
store-second-factor-set = A second factor is set already. Remove it before you set up another.
store-second-factor-not-set = No second factor is set yet. Set one up first.

## Programs
store-token-scopes = Choose at least one thing that the token may do.
store-token-days = A token lasts from 1 to { $most } days. Choose a number in between.
store-webhook-address = This address cannot be used. It must begin with https:// and must not contain a password.
store-webhook-events = Choose at least one event that the webhook is told.
store-webhooks-many = There are { $most } webhooks already, and more are not possible. Delete one that is no longer needed.
store-mailbox-host = Give the name of the mail server, without https:// and without spaces, and a port from 1 to 65535.
store-mailbox-plain = Without protection only a mail server on this computer can be read. Choose TLS or STARTTLS.
store-mailbox-login = Give a user name, and a folder without line breaks.
store-mailbox-password = Give the password of the mailbox.
store-mailbox-there = This folder of this mailbox is connected already.
store-mailboxes-many = There are { $most } mailboxes already, and more are not possible. Disconnect one that is no longer needed.
store-idempotency-key = The Idempotency-Key must have 1 to 255 printable characters without blanks.

## Surveys and answers
store-title-missing = A title is missing. Write at least one character.
store-instrument-has-problems = The questionnaire cannot be used yet. Problems found: { $count }, the first in line { $line }. Check it with rater instrument check.
store-survey-archived = This survey is in the archive. Nothing can be added to it any more.
store-wave-overlaps = The wave “{ $title }” is open at that time. Close it first, or choose another time.
store-wave-closes-too-early = The wave would close before it opens. Choose a later end.
store-wave-closed = This survey is closed. It does not take answers any more.
store-invitation-used = This invitation was used already. Each person answers once.
store-answer-empty = Nothing is answered yet. Answer at least one question.
store-answer-differs = These answers were sent before, with other content. What was sent first is kept.
store-answer-malformed = These answers do not fit the questionnaire. Open the survey again and send them from there.

## Copies
store-copy-on-server = A PostgreSQL database is copied with its own tools, such as pg_dump. Rater copies only databases that are a file.
store-copy-exists = { $path } exists already. Choose another name for the copy, so that nothing is overwritten.

## Customers, promises, hours
store-phone-invalid = This is no phone number. Write at most 40 characters, such as +62 812 3456 789.
store-identifier-invalid = An identifier is not usable. Give the other system's name (up to 40 characters) and the number there (up to 120).
store-identifier-taken = The identifier { $value } of { $system } belongs to another customer. Open that file, or merge the two.
store-customer-parent = Only a person can belong to an organisation, and not to a person. Choose an organisation.
store-customers-unlike = These two cannot become one. Choose two different files of the same kind.
store-fact-invalid = Write between 1 and 300 characters, with a source of at most 120.
store-facts-many = This card is full. End what no longer holds first.
store-promise-words = Write what you tell the customer, in at most 500 characters.
store-promise-why = Say why, in a few words: whoever reads this later will want to know.
store-promise-owner = Say who keeps the promise.
store-reply-rule-invalid = This is no rule yet: see what stands at the fields.
store-reply-rule-long = This is too long for a rule.
store-reply-rule-name = A rule of this name comes with the program; choose another name.
store-reply-rules-many = There are 200 rules of the house already; retire some.
store-service-settings = A number is out of range: amounts from 0 on, 1 to 365 days, 0 to 5 levels. Correct it.
store-calendar-invalid = These hours contradict themselves. Correct what is named.
store-calendar-exists = There are hours of this name already. Choose another name.
store-calendars-many = There are 50 calendars already. Delete one first.
store-calendar-in-use = These hours count at present. Choose others to count first.

## Moments and commitments
store-touchpoint-exists = There is a touchpoint of this name already, perhaps a retired one. Choose another name, or rename that one.
store-touchpoint-name-long = The name is too long. Use at most { $most } characters.
store-touchpoint-retired = This touchpoint is out of use. Choose another one.
store-moment-empty = Nothing is judged yet. Say of at least one factor whether it was met, exceeded or disappointed.
store-moment-time = A moment can be noted up to 30 days afterwards, and not before it happens. Correct the date.
store-moment-has-case = A recovery case hangs on this moment, so it cannot be taken back.
store-moment-retract-late = It is more than ten minutes since this was noted. Ask a manager to take it back.
store-text-long = A text is too long. Shorten it to at most { $most } characters.
store-commitment-retired = This commitment is retired and is not changed any more. Write a new one.
store-commitment-minutes = The time must be from 1 to { $most } minutes. Correct it, or leave it empty.

## Recovery
store-case-words = Words are missing, or there are more than 2,000 characters. Say in a few sentences what happened.
store-case-why = A reason is missing. Write it in a sentence; without it nobody can learn from the case.
store-playbook-invalid = The playbook was not saved, because there are faults in it. Mend what is listed, and save it again.
store-links-many = There are 50 links to this already. Use one of those, or show the customer this page.
case-not-opened = A case has to be opened first. Open one.
case-opened-twice = This case is open already. Go on with it.
case-no-days-to-answer = The customer would have no day to answer. Ask an owner to set at least one day in the rules of the service.
case-backwards = This would have happened before what was noted last. Load the page again, and try once more.
case-closed = This case is closed. If the customer comes again with the same matter, open it again.
case-not-closed = This case is not closed yet, so this cannot be said of it. Go on with its steps.
case-waiting = The customer was asked and is to answer now. Wait for the answer, or for the time that was given to pass.
case-not-asked = The customer has not been asked yet. Ask first.
case-asked-twice = The customer was asked already. If the link got lost, make another one.
case-step-twice = This was done already: { $step ->
        [acknowledge] saying that it happened and that we are sorry
        [listen] listening to the end
        [fix-person] helping the person
        [fix-problem] putting the thing itself right
        [amends] making amends
        [keep-promise] keeping what was promised
        [follow-up] asking whether it is good
       *[other] { $step }
    }. Go on with the next step.
case-step-absent = Do this before you ask the customer: { $step ->
        [acknowledge] say that it happened and that we are sorry
        [listen] listen to the end
        [fix-person] help the person
        [fix-problem] put the thing itself right
        [amends] make amends
        [keep-promise] keep what was promised
        [follow-up] ask whether it is good
       *[other] { $step }
    }.
case-root-cause-absent = Write down why it happened.
case-action-absent = Write down what we do so that it does not happen again.
case-amends-without-amount = Amends are noted with what was given. Leave the amount empty if it costs nothing.
case-above-authority = This is more than may be given without a manager: { $left } is left. Give less, or ask a manager to enter it.
case-level-not-higher = The case is at level { $level } already. It can only go higher.
case-level-too-high = Level { $level } is the highest, so the case cannot go higher. Speak with whoever is responsible there.
case-problem-unnamed = Say which problem it is. Choose one, or write down a new one.
case-problem-twice = The case hangs on this problem already.
case-too-early = The customer can still answer until { $until }. Only then may the case be closed without an answer.
case-came-back-already = It is noted already that the customer came back.
playbook-syntax = This is not TOML: { $message }. Correct the line; a quotation mark or a bracket is often missing.
playbook-empty-file = Nothing stands here. Begin with a playbook that comes with Rater, and change it.
playbook-wrong-format = It must say format = "rater.playbook/1", and says “{ $found }”. Correct it, or begin with a playbook that comes with Rater.
playbook-missing-key = The key { $key } is missing. Add it.
playbook-unknown-key = The key { $key } means nothing here. Known ones: { $known }. Correct it, or take it out.
playbook-wrong-type = Something else is expected here: { $expected ->
        [text] a text in quotation marks
        [whole] a whole number
        [truth] true or false
        [list] a list in square brackets
        [table] a table
       *[other] { $expected }
    }.
playbook-unknown-word = “{ $found }” is none of the words that can stand here: { $known }. Choose one of them.
playbook-empty = This is empty. Write something, or take it out.
playbook-control-character = There is a character that cannot be seen. Write the text anew.
playbook-bad-id = The id “{ $id }” has other signs than small letters, digits and hyphens. Change it to something like own-complaint.
playbook-missing-language = It lacks these languages: { $languages }. Add them, or take them out of languages at the top.
playbook-undeclared-language = The language { $language } is not declared at the top ({ $known }). Add it to languages, or take this out.
playbook-outside = The number must be from { $min } to { $max }. Change it.
playbook-step-absent = The step { $step } is missing. Add it; every case goes through all seven.
playbook-step-twice = The step { $step } stands there twice. Take one out.
playbook-due-too-early = This step would be due before { $before }, which has { $minutes } minutes. Give it as many at least, or put it before that.
playbook-escalation = The times must rise, and there may be { $most } at most. Correct them.
playbook-severity-absent = Nothing is offered for harm of the kind { $severity }. Add an offer, even one that costs nothing.
playbook-out-of-proportion = For { $lesser } harm, which is less, { $percent } % may be given. Allow as much here at least.
playbook-avoided-words = A sentence in { $language } says “{ $words }”, which { $other } says to avoid. Say it otherwise.

## Comments
store-comment-empty = There are no words in it. Write what was said.
store-comment-long = The comment is too long. Use at most { $most } characters.
store-comment-clauses = The clauses do not fit the words of the comment. Read it again and send it once more.
store-comment-labels = These labels do not go together: a complaint is disappointed, a compliment is met or exceeded. Choose again.
store-cue-unfit = These words will not do: one to a few words, not longer than 120 characters, and not more than 2,000 in all.

## Practice
store-practice-empty = There are no words in it. Write at least one.
store-thanks-self = You cannot thank yourself here. Choose a colleague.
store-thanks-nobody = Choose whom you thank.
