# customers: customers, the RATER card, search, lists of customers.

## The search
customers-title = Customers
customers-new = New customer
customers-find = Who is it?
customers-find-go = Find
customers-find-help = Part of a name, the end of the phone number, a mail address, or a number from another system.
customers-newest = The newest files
customers-count = { $count ->
        [one] One customer
       *[other] { $count-written } customers
    }
customers-found = { $count ->
        [one] Found
       *[other] Found: { $count-written }
    }
customers-more = There may be more. Type a little more of the name.
customers-nobody = Nobody found for “{ $text }”
customers-nobody-help = Try only the beginning of the name, or the last four digits of the phone number. Or make a new file with what you have.
customers-nobody-make = New file: { $text }
customers-none-title = No customer has a file yet
customers-none-lead = Make the first one at the counter, or bring the list that another program keeps.
customers-person = Person
customers-organisation = Organisation

## What was done
customers-done-made = The file is there.
customers-done-changed = Saved.
customers-done-noted = Noted.
customers-done-confirmed = Confirmed today. Thank you for asking.
customers-done-ended = No longer shown. The story below still tells it.
customers-done-merged = The two files are one now.
customers-done-erased = The person is erased. Nothing that is kept here leads to them any more.

## The form
customers-new-title = New customer
customers-edit-title = Change the file
customers-back = Back to the file
customers-kind = What is it?
customers-person-help = Somebody who comes, calls or writes
customers-organisation-help = A company or a family, with persons below it
customers-name = Name
customers-phone = Phone
customers-email = Mail address
customers-above = Belongs to
customers-above-help = The name of a company or a family. If there is no file of that name, one is made.
customers-language = Language
customers-language-unknown = Not known
customers-consent = May we write of our own accord?
customers-consent-unknown = Nobody asked yet
customers-consent-given = Yes
customers-consent-withdrawn = No
customers-consent-where = Where was that said?
customers-consent-help = Such as: at the counter, on the form of March.
customers-called = What other systems call this customer
customers-called-help = Such as “till” and “K-1027”. The customer is then found by that number, too.
customers-system = System
customers-value = Number or name there
customers-system-twice = The system “{ $system }” stands there twice. Keep one of the two.

## The file
customers-edit = Change
customers-call = Call
customers-write = Write
customers-unreachable = Neither a phone number to call nor a mail address is known.
customers-consent-unknown-text = Nobody has asked yet whether we may write of our own accord
customers-consent-given-text = We may write of our own accord ({ $day })
customers-consent-given-source = We may write of our own accord ({ $source }, { $day })
customers-consent-withdrawn-badge = Do not write
customers-consent-withdrawn-text = Does not wish to be written to of our own accord ({ $day })
customers-consent-withdrawn-source = Does not wish to be written to of our own accord ({ $source }, { $day })
customers-alike = The same mail address stands in the file of
customers-acts = What to do
customers-act-promise = Make a promise
customers-act-moment = Note a moment
customers-act-case = Open a case
customers-promises = Open promises
customers-promises-none = Nothing is promised at the moment.
customers-promise-open = Open
customers-owed = Broken, still owed
customers-cases = Open cases
customers-cases-none = No case is open.
customers-case-open = Open
customers-case-waiting = Waiting for the customer
customers-case-number = Case { $number }
customers-due = due { $when }
customers-since = since { $day }
customers-owner = { $name } sees to it
customers-persons = Persons
customers-persons-none = Nobody is below it yet.
customers-persons-new = New person here
customers-manage = The whole file
customers-file = File
customers-file-since = File since { $day }

## Before saying hello
customers-hello = Before you say hello
customers-hello-nothing = Nothing special to know. Greet by name, and listen.
customers-hello-case = Open case
customers-hello-case-text = Case { $number } has been open since { $day }.
customers-hello-broken = Broken promise
customers-hello-broken-text = We said “{ $told }”. It was due { $when } and is still not done.
customers-hello-disappointed = Disappointed last time
customers-hello-disappointed-text = { $where }, { $day }: { $what }
customers-hello-due = Due today
customers-hello-due-text = “{ $told }”, by { $when }
customers-please-confirm = please confirm

## The RATER card
customers-card = What we know
customers-fact-first-badge = first to read
customers-fact-noted = noted { $day } by { $name }
customers-fact-confirmed = confirmed { $day }
customers-fact-until = Until { $day }
customers-fact-stale = Last confirmed { $day }. Please ask whether it is still so.
customers-fact-over = Over since { $day }
customers-fact-more = Still so?
customers-fact-still = Still so
customers-fact-no-longer = No longer so
customers-fact-add = Add
customers-fact-words = What do we know?
customers-fact-words-help = One sentence that you could read out to them.
customers-fact-source = How do we know?
customers-fact-source-example = said at the counter
customers-fact-first = First to read, before saying hello
customers-fact-until-field = Only until
customers-fact-note = Note it
customers-fact-past = That day is over already. Choose a later one, or leave it empty.

## The story
customers-timeline = What happened
customers-timeline-none = Nothing yet.
customers-timeline-more = { $count ->
        [one] Show one older entry
       *[other] Show { $count-written } older entries
    }
customers-timeline-fact = Noted
customers-timeline-fact-ended = No longer so
customers-timeline-promise = Promised
customers-timeline-kept = Kept
customers-timeline-broken = Broken
customers-timeline-withdrawn = No longer needed
customers-timeline-moment = Moment of truth
customers-timeline-comment = Comment
customers-timeline-case = Case opened
customers-timeline-case-closed = Case closed
customers-timeline-survey = Survey
customers-by = by { $name }
customers-done-late = done late, { $when }
customers-not-done = still not done
customers-says-kept = the customer says that it was kept
customers-says-not-kept = the customer says that it was not kept
customers-case-satisfied = The customer is content.
customers-case-partly = The customer is partly content.
customers-case-timeout = The customer did not answer in time.
customers-case-closed = Closed.
customers-moment-pulse = the customer's own answer
customers-judged-met = as expected
customers-judged-exceeded = better than expected
customers-judged-disappointed = disappointed
customers-answered = Answered “{ $survey }” ({ $wave })

## A list
customers-import-go-to = Bring a list
customers-import-title = Bring a list of customers
customers-import-lead = A table from your till, your spreadsheet or another program. Bring it as often as you like: whoever is there already is completed, and nobody is made twice. Nothing that you know is emptied.
customers-import-file = File (CSV)
customers-import-most = Up to { $count-written } lines at a time.
customers-import-paste = Or paste the lines here
customers-import-example = name,phone,email,organisation,id:till
customers-import-go = Bring it
customers-import-columns = What the columns may be called
customers-import-columns-lead = The first line names the columns, in English, Indonesian or Spanish. Only the name is needed.
customers-column-name = name
customers-column-name-help = The name of the person or the company
customers-column-reach = phone, email
customers-column-reach-help = How to reach them
customers-column-above = organisation
customers-column-above-help = The company or family they belong to; it is made when it is new
customers-column-kind = kind
customers-column-kind-help = “person” or “organisation”; a person when nothing is said
customers-column-language = language
customers-column-language-help = en, id or es
customers-column-consent = consent, consent source
customers-column-consent-help = “yes” or “no”, and where that was said. A “no” that is known stays.
customers-column-id = id, id:till
customers-column-id-help = What other systems call them: by this, the same person is known again
customers-list-added = New
customers-list-changed = Completed
customers-list-same = Known already
customers-list-refused = Refused
customers-list-line = Line { $line }: { $reason }
customers-list-more = { $count ->
        [one] and one more
       *[other] and { $count-written } more
    }
customers-list-unused = Columns that were not used: { $columns }
customers-list-empty = There is nothing in it. Choose a file, or paste some lines.
customers-list-headless = The first line does not say which column holds the name. Write the names of the columns into the first line, such as: name, phone, email.
customers-list-too-many = This line and all after it were left out: the list is too long. Bring the rest as a second list.
customers-list-name = The name is missing.
customers-list-kind = “{ $found }” is neither a person nor an organisation.
customers-list-language = The language “{ $found }” is not known. Write en, id or es.
customers-list-consent = “{ $found }” says neither yes nor no.

## Two files become one
customers-merge-go-to = Same as another file
customers-merge-title = Two files of the same customer
customers-merge-find = Which other file is also { $name }?
customers-merge-like = Files that look alike
customers-merge-hits = Found
customers-merge-none = No other file looks alike. Search for it by name, number or mail address.
customers-merge-lead = Are both the same? Please look twice: this cannot be undone.
customers-merge-kept = This file stays
customers-merge-given = This one goes into it
customers-merge-what = Promises, moments, cases, facts and numbers of both stand in the file that stays. Where both say something else, it keeps its own words. Of two answers on consent, the later one counts.
customers-merge-go = Make one file: { $name }
customers-merge-swap = The other way round
customers-merge-other = Choose another
customers-merge-nobody = Choose the other file first.

## Out, and gone
customers-export = Take the whole file out
customers-erase-go-to = Erase
customers-erase-title = Erase { $name }
customers-erase-lead = Everything that is kept of this person goes, here and from every copy that is restored later. Nobody can bring it back. What they wrote by mail may still lie in the mailbox: delete it there, too, or it may be read again.
customers-erase-facts = Facts
customers-erase-promises = Promises
customers-erase-moments = Moments
customers-erase-cases = Cases
customers-erase-comments = Comments
customers-erase-answers = Answers
customers-erase-invitations = Invitations
customers-erase-mails = Mails
customers-erase-stays = What stays are numbers without a name and without words: how many promises were kept, how many moments disappointed.
customers-erase-alike = These files have the same mail address and are erased with it. If that is wrong, change their mail address first.
customers-erase-prove = Before you erase somebody, give your password once more.
customers-erase-name = To confirm, type the name: { $name }
customers-erase-name-wrong = That is not the name. Type it as it stands there.
customers-erase-go = Erase for good
