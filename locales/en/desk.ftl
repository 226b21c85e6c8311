# The desk: surveys, their waves, links and invitations.

desk-day = { $day } { $month } { $year }
desk-month-1 = January
desk-month-2 = February
desk-month-3 = March
desk-month-4 = April
desk-month-5 = May
desk-month-6 = June
desk-month-7 = July
desk-month-8 = August
desk-month-9 = September
desk-month-10 = October
desk-month-11 = November
desk-month-12 = December

desk-list-title = Surveys
desk-new = New survey
desk-board = Board
desk-tabs = Parts of this survey
desk-tab-home = Survey
desk-tab-instrument = Questionnaire
desk-tab-invitations = Invitations
desk-tab-import = Bring answers
desk-empty-title = Your first survey is five minutes away
desk-empty-lead = Find out what your customers expect, what they meet with, and where to begin.
desk-empty-make = Say what kind of service you run. The questions are there already.
desk-empty-hang = Print the poster with its code and hang it up, or send personal links.
desk-empty-watch = Watch the five factors fill on the board.
desk-empty-go = Make the first survey
desk-empty-viewer = There is no survey yet. As soon as a manager makes one, its results are here.
desk-archived-title = Put away
desk-state-open = open
desk-state-planned = planned
desk-state-closed = closed
desk-state-none = not begun
desk-state-archived = put away
desk-state = State
desk-waves-count = { $count ->
    [one] { $count-written } wave
   *[other] { $count-written } waves
 }
desk-answers-count = { $count ->
    [one] { $count-written } answer
   *[other] { $count-written } answers
 }
desk-items-count = { $count ->
    [one] { $count-written } item
   *[other] { $count-written } items
 }
desk-opens = opens { $when }
desk-closes = closes { $when }
desk-closes-never = open until you close it
desk-closed = since { $when }

desk-new-title = New survey
desk-new-lead = One page, about five minutes. Everything but the choice of anonymity can be changed later.
desk-new-problems = Not made yet: this needs to be put right
desk-title = What is the survey called?
desk-title-help = Respondents see it, for example: Your visit to our clinic.
desk-trade = What kind of service is it?
desk-trade-help = The questions use its words, and ask for its usual groups.
desk-trade-health = Clinic or hospital
desk-trade-bank = Bank branch
desk-trade-utility = Utility: water, power, gas
desk-trade-university = University or college
desk-trade-shop = Shop
desk-trade-office = Office or public authority
desk-trade-other = Something else
desk-language = In which language does it begin?
desk-language-help = Respondents can change to the other languages.
desk-length = How long may it be?
desk-length-full = Expectation and perception
desk-length-full-help = The whole SERVQUAL: 22 items, each asked twice. Shows the gap between what people expect and what they meet with. About 6 minutes.
desk-length-perception = Perception only
desk-length-perception-help = SERVPERF: 22 items, each asked once. Half as long; shows where you stand, but not what people expect.
desk-length-zone = Zone of tolerance
desk-length-zone-help = The least people would accept, what they wish for, and what they meet with. The most telling, and the longest per item.
desk-length-pulse = Pulse of five
desk-length-pulse-help = One statement for each factor and one overall question, on one screen. Half a minute, to watch a trend.
desk-length-one = One at a time
desk-length-one-help = Each respondent is shown one of the five statements by chance. A few seconds, for a stand at the door or a link below a mail.
desk-length-ten = The ten original components
desk-length-ten-help = 30 items on the ten components of 1985, each asked twice, counted to the five factors. More to act on; about 8 minutes.
desk-length-own = One of your own
desk-length-own-help = A questionnaire that you have saved, as it stands now, with its own groups.
desk-own = Which one?
desk-own-name = { $title } ({ $id }, version { $version })
desk-length-file = A file
desk-length-file-help = An instrument file in TOML, as other Rater houses share it. It is taken as it is and becomes one of your own.
desk-source-file = File
desk-source-file-help = Up to 256 KB. Every problem is listed at once, with its line; the words can be edited afterwards.
desk-source-file-absent = No file was chosen. Choose the instrument file, or another questionnaire.
desk-source-file-no-text = This file is no text in UTF-8. Save it as UTF-8 and choose it again.
desk-anonymous = Is it anonymous?
desk-anonymous-yes = Yes, anonymous
desk-anonymous-yes-help = Nothing leads from an answer to a person, not even for you: no address, no exact time, no invitation is kept with it. People answer more frankly.
desk-anonymous-no = No, with what links and invitations say
desk-anonymous-no-help = The answer keeps who was invited and what the link knows, such as a ticket number, so that you can follow up. The first page says so.
desk-rest = And at the end
desk-comment = Ask for a comment
desk-comment-help = One open question on the last page; nobody has to write anything.
desk-closes-field = Closes at the end of
desk-closes-help = Leave it empty to close it yourself.
desk-closes-past = The last day is over already. Choose today or a later day.
desk-day-unreadable = This is not a day. Write it like 2026-12-31.
desk-choice-missing = One of the choices is not known. Please choose again from the lists.
desk-make = Make the survey
desk-cancel = Cancel
desk-link-first = Poster

desk-done-made = Your survey is open. Print the poster, or copy the link and send it.
desk-done-saved = Saved.
desk-done-opened = The next wave is there.
desk-done-closed = The wave is closed. Its answers stay, and the board shows them.
desk-done-linked = The link is ready.
desk-done-unlinked = The link is closed. It leads nowhere any more.
desk-done-archived = The survey is put away. Its answers stay.
desk-done-same = Nothing was changed, so nothing was saved.

desk-standing = How it stands
desk-standing-answers = Answers
desk-last-answer = Last answer
desk-set-aside = Set aside as doubtful
desk-asks = Asks
desk-privacy = Privacy
desk-is-anonymous = anonymous
desk-is-named = with what links say
desk-board-open = Open the board
desk-wave-close = Close the wave
desk-wave-close-ask = Close this wave? It cannot be opened again; a next one can.
desk-door-title = Hang it up
desk-door-lead = Whoever has this link can answer. It always leads to the wave that is open, so a poster can hang for years.
desk-door-only-here = This address opens on this computer only: a poster with it would lead no phone to the survey. Start Rater with “--listen 0.0.0.0:8321” or with “--base-url”, sign in by the address that it prints, and print the poster then.
desk-copy = Copy the link
desk-copied = Copied
desk-poster-pdf = Poster (PDF)
desk-code-svg = QR code (SVG)
desk-qr = QR code of the link
desk-waves-title = Waves
desk-waves-lead = Each time you ask is a wave. Ask again with the same questions to see what has changed.
desk-waves-compare = Compare with the last wave on the board
desk-wave = Wave
desk-wave-opened = From
desk-wave-until = Until
desk-wave-next = Open the next wave
desk-wave-name = Name of the wave
desk-wave-opens = Opens on
desk-wave-opens-help = Leave it empty to open it now.
desk-wave-open = Open the wave
desk-links-title = Links
desk-links-lead = A link of its own for each branch or counter tells you where an answer came from.
desk-link-open = Open link
desk-link-open-help = For posters, receipts, mails and messages. Anybody can answer, once on each device.
desk-link-kiosk = Kiosk
desk-link-kiosk-help = For a tablet at the counter. It thanks, and begins anew for the next person.
desk-link-embedded = Embedded
desk-link-embedded-help = For a page of your own web site or help desk, in a frame.
desk-link-new = Make another link
desk-link-what = What is it for?
desk-link-label = What do you call it?
desk-link-label-example = Counter 2
desk-link-hidden = What does it know?
desk-link-hidden-help = One line each, such as branch = North. Nobody is asked for it any more.
desk-link-hidden-example = branch = North
desk-link-hidden-known = Groups of this questionnaire:
desk-link-hidden-anonymous = The survey is anonymous, so only these groups are kept with an answer.
desk-link-make = Make the link
desk-link-close = Close
desk-link-close-ask = Close this link for good? Posters with its code will lead nowhere.
desk-snippet = Put this into your page
desk-snippet-help = Your system fills in what stands in double braces; leave out what it does not know.
desk-snippet-origins = First allow your web site in the settings below.
desk-snippet-copy = Copy the snippet
desk-hidden-wrong = “{ $found }” is not understood. Write one name and one value in each line, such as branch = North.
desk-settings-title = Settings
desk-thanks = What respondents read at the end
desk-thanks-help = Leave it empty for a plain thank-you in their language.
desk-team = Team
desk-team-all = all teams
desk-team-help = Only this team sees the survey, besides those who see all.
desk-pulse = Shown to one respondent
desk-pulse-off = the whole questionnaire, step by step
desk-pulse-all = all items on one screen, when they fit
desk-pulse-rotating = one item by chance
desk-origins = Web sites that may embed it
desk-origins-help = One per line, beginning with https:// and without a path.
desk-origin-wrong = “{ $found }” is not a web site. Write it like https://help.example.org, without a path.
desk-save = Save
desk-archive = Put the survey away
desk-archive-help = Its links lead nowhere then, and an open wave is closed. Answers and results stay.
desk-archive-ask = Put this survey away? It cannot be opened again.
desk-based-on = Based on:

desk-instrument-title = Questionnaire · { $survey }
desk-instrument-lead = Change the words until they sound like your house. What you save is a new version, which the next wave asks; answers already given stay with the version they saw.
desk-instrument-in-use = The open wave “{ $wave }” goes on with version { $version }.
desk-instrument-problems = Not saved yet: this needs to be put right
desk-instrument-languages = Language of the words
desk-instrument-save = Save as a new version
desk-instrument-file = The questionnaire as a file, for experts
desk-instrument-toml = TOML
desk-instrument-toml-help = Here you can also add items, change the scale, or paste a file of your own. The id stays as it is. Every problem is listed at once, with its line.
desk-instrument-upload = Or a file in its place
desk-instrument-upload-help = An instrument file in TOML with the same id. It takes the place of the text above.
desk-instrument-too-long = The file is too long; the most is 256 KB.
desk-instrument-other-id = The id is “{ $found }”, but this survey’s questionnaire is “{ $expected }”. Keep the id, so that waves can be compared.
desk-instrument-meanwhile = Somebody else saved a version meanwhile. Copy what you wrote, reload the page, and put it in again.
desk-preview = Preview
desk-part-opening = Title and instructions
desk-part-opening-help = What people read before the items.
desk-part-items = Items
desk-part-items-help = One statement each. Keep what it is about, so that waves stay comparable.
desk-part-dimensions = The five factors
desk-part-dimensions-help = How the board and the report call them.
desk-part-outcomes = Overall questions
desk-part-outcomes-help = The first is the one that the report explains by the five factors.
desk-part-segments = Groups to compare
desk-part-segments-help = Asked at the end, unless a link or an invitation says it. Groups below ten people are never shown.
desk-battery-expectation = Expectation
desk-battery-perception = Perception
desk-battery-minimum = Least acceptable
desk-battery-desired = Desired
desk-battery-importance = Importance
desk-factor-reliability = Reliability
desk-factor-assurance = Assurance
desk-factor-tangibles = Tangibles
desk-factor-empathy = Empathy
desk-factor-responsiveness = Responsiveness
desk-word-name = Title
desk-word-short = In a few words, for tables and charts
desk-word-sentence = Sentence
desk-word-question = Question
desk-word-answer = Answer { $code }
desk-outcome-remove = Take this question out
desk-segment-remove = Take this group question out
desk-segment-new = Add a group question
desk-segment-answers = Answers, one per line
desk-segment-column = Column in exports and links
desk-segment-new-help = Saved in all languages with these words; translate them afterwards. Without answers it is not asked, and only links and invitations fill it.

desk-invite-title = Invitations · { $survey }
desk-invite-standing = How it stands
desk-invite-all = On the list
desk-invite-sent = Invited
desk-invite-reminded = Reminded
desk-invite-used = Answered
desk-invite-anonymous = It is known how many answered, and that an invitation was used. By which answer, nobody can find out.
desk-invite-named = The survey is not anonymous: an answer keeps which invitation it came by.
desk-invite-no-wave = There is no wave that people could be invited to. Open one first.
desk-invite-not-open = The wave is not open yet. Invitations can go out as soon as it is.
desk-invite-no-mail = No mail server is set up here. Download the personal links and send them by other means, or start Rater with a mail server.
desk-invite-weekly = The list for reminders says who has not answered yet. Because this survey is anonymous, it can be had once a week only: from two lists of one day to the next it would show who answered in between.
desk-invite-done = { $count ->
    [one] { $count-written } invitation is on its way.
   *[other] { $count-written } invitations are on their way.
 }
desk-remind-done = { $count ->
    [one] { $count-written } reminder is on its way.
   *[other] { $count-written } reminders are on their way.
 }
desk-people-title = Add people
desk-people-lead = A list as CSV, with a heading. Only the address is needed; further columns are the groups of your questionnaire.
desk-people-example = mary@example.org,Mary Okoro,en
desk-people-file = File
desk-people-paste = Or paste the list here
desk-people-add = Add to the list
desk-people-empty = Choose a file, or paste a list.
desk-people-added = { $count ->
    [one] { $count-written } person was added.
   *[other] { $count-written } people were added.
 }
desk-people-repeated = { $count ->
    [one] { $count-written } was on the list already.
   *[other] { $count-written } were on the list already.
 }
desk-people-refused = { $count ->
    [one] { $count-written } line was refused.
   *[other] { $count-written } lines were refused.
 }
desk-people-more = and { $count-written } more
desk-people-unused = Columns that were not used: { $columns }
desk-people-email = Line { $line }: “{ $found }” is not a mail address. Correct it and add the line again.
desk-people-email-absent = Line { $line }: there is no mail address.
desk-people-language = Line { $line }: the language “{ $found }” is not there. Write en, id or es.
desk-people-name-long = Line { $line }: the name “{ $found }” is too long; the most is 200 characters.
desk-people-too-many = Line { $line } and all after it: a list may have 50,000 lines. Add the rest as a second list.
desk-send-title = Send
desk-send-first = { $count ->
    [one] Send { $count-written } invitation
   *[other] Send { $count-written } invitations
 }
desk-send-reminder = { $count ->
    [one] Send { $count-written } reminder
   *[other] Send { $count-written } reminders
 }
desk-download-first = { $count ->
    [one] Download { $count-written } new link
   *[other] Download { $count-written } new links
 }
desk-download-reminder = { $count ->
    [one] Download { $count-written } link to remind
   *[other] Download { $count-written } links to remind
 }
desk-send-help = Reminders go only to those who have not answered, and to nobody twice within a day.
desk-letter-shown = What people will read
desk-letter-name-example = Ana
desk-letter-hello = Hello,
desk-letter-dear = Dear { $name },
desk-letter-subject = { $survey }: may we ask for your view?
desk-letter = { $organisation } would like to know how you found our service. Please answer a few questions by this link, which is yours alone:
desk-letter-again-subject = Reminder: { $survey }
desk-letter-again = A while ago we asked you how you found our service. Your answer is still missing, and it counts. Please answer by this link, which is yours alone:
desk-letter-closes = You can answer until the end of { $day }.
desk-letter-anonymous = Your answer is anonymous: nothing leads from it to you.
desk-letter-named = Your answer is kept together with this invitation.
desk-letter-once = The link can be used once. If you have answered already, thank you; you need not do anything.

desk-import-title = Bring answers · { $survey }
desk-import-heading = Bring the answers of a file
desk-import-lead = CSV, Excel, SPSS, JSON or Parquet. Columns are found by their names or by the words of the questions.
desk-import-again = The same file brought again adds nothing: each line counts once.
desk-import-file = File
desk-import-go = Bring the answers
desk-import-empty = Choose a file first.
desk-import-columns = The columns that are looked for
desk-import-refused = What was refused
desk-import-added = { $count ->
    [one] { $count-written } answer was added.
   *[other] { $count-written } answers were added.
 }
desk-import-repeated = { $count ->
    [one] { $count-written } was there already.
   *[other] { $count-written } were there already.
 }
desk-import-blank = { $count ->
    [one] { $count-written } line has no answer to any item.
   *[other] { $count-written } lines have no answer to any item.
 }
desk-import-rows = { $count ->
    [one] { $count-written } line was refused.
   *[other] { $count-written } lines were refused.
 }
desk-import-cells = { $count ->
    [one] { $count-written } cell was refused; the rest of its line counts.
   *[other] { $count-written } cells were refused; the rest of their lines counts.
 }
