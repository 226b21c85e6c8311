# The board: live results of a survey.

board-nav-waves = Waves of this survey
board-nav-parts = Parts of the results
board-part-overview = Overview
board-part-items = Items
board-part-priorities = Priorities
board-part-zone = Zone of tolerance
board-part-segments = Groups
board-part-waves = Waves
board-part-structure = Questionnaire
board-part-data = Data care
board-part-answers = Answers
board-state-planned = planned
board-state-open = running
board-state-closed = closed
board-fact-answers = Answers
board-fact-aside = Set aside
board-fact-questionnaire = Questionnaire

board-too-few-title = Too few to show
board-too-few = { $n ->
    [0] Nobody has answered yet. Numbers are shown from { $least-written } answers on, so that nobody can be recognised.
    [one] One answer so far. Numbers are shown from { $least-written } answers on, so that nobody can be recognised.
   *[other] { $n-written } answers so far. Numbers are shown from { $least-written } answers on, so that nobody can be recognised.
}
board-to-survey = To the survey and its links
board-held-back = Numbers move when each question has { $step-written } more answers, so that no single answer can be read out of them: { $shown-written } of { $n-written } are in.
board-held-back-groups = The numbers of groups are those of the first { $shown-written } answers. They move on when every group has grown by ten, or not at all.

board-factors-title = The five factors
board-head-trend = Over the waves
board-head-weight = Weight
board-change = { $change } since the last
board-weight-unknown = not known
board-factors-note = Weight: how much of what the factors explain of the overall judgement is carried by each. Every number leads to how it is reckoned.
board-numbers = All numbers of the factors

board-lead-items = Every statement, under its factor. What falls short most is where to look first.
board-lead-priorities = What matters and performs below the others comes first. How sure a place is stands in the table.
board-lead-zone = Between what customers would just accept and what they wish for lies what they tolerate.
board-lead-segments = Groups of fewer than ten are hidden, and any group that would give one away.
board-lead-waves = Waves that asked the same, beside each other. Changes count on the items of both.
board-lead-structure = Do the items of a factor belong together, and is the gap the right measure here?
board-lead-data = What was counted, set aside and missing. Nothing is dropped silently.
board-without-items = There is nothing to show of single items yet.
board-without-priorities = What matters most cannot be reckoned yet: it takes an overall judgement and enough complete answers.
board-without-zone = This questionnaire does not ask for the minimum and the desired service.
board-without-segments = This questionnaire asks for no groups.
board-without-waves = It takes two waves with the same questions, each with at least ten answers, to compare.
board-without-structure = There are too few answers to look at the questionnaire itself.
board-without-data = There is nothing to tell about the data yet.

board-lead-answers = The answers behind the numbers, in the order in which they came.
board-lead-answers-anonymous = The answers behind the numbers. This survey is anonymous: there is no time, no order, no group of fewer than ten, and no combination of groups that fewer than ten share.

board-group-hidden = The answers of this group are not listed, because it is too small or would give one away that is.
board-aside-note = Answers that are struck through were set aside, because they looked like no honest answer or because somebody decided so. They are not counted, and not lost.
board-aside-title = Answers set aside
board-aside-only = Only those that were set aside
board-aside-all = All answers
board-aside-trap = A field that no person sees was filled in.
board-aside-hasty = It was sent faster than anybody reads.
board-aside-by-hand = Somebody set it aside.
board-aside-count = Count it
board-aside-set = Set aside
board-column-counts = Counted?
board-first-page = First page
board-next-page = Next page
board-column-id = Respondent
board-column-received = Received (UTC)
board-column-language = Language of the questions
board-column-way = Way
board-column-seconds = Seconds to answer
board-column-comment = Comment
board-not-applicable = Does not apply
board-way-open = open link
board-way-invited = invitation
board-way-kiosk = kiosk
board-way-embedded = embedded
board-way-api = program
board-way-imported = file

board-export-title = Take it with you
board-export-results = Results
board-export-answers = Answers
board-export-print = To print, or to save as PDF
board-export-html = One page for everybody (HTML)
board-export-xlsx = Spreadsheet (XLSX)
board-export-csv = Every number (CSV)
board-export-json = Every number with its method and rule (JSON)
board-export-answers-csv = With labels (CSV)
board-export-answers-sav = For SPSS, PSPP and R (SAV)
board-export-aside = Answers set aside (CSV)
board-export-answers-note = The answers in these files are the answers that are counted here.
board-too-few-to-read = Answers can be read and exported from ten answers on.
board-too-many-to-export = This wave is too large for one file of the server. The operator exports it with “rater export”.

board-method-all = All methods
board-method-english = The pages on methods are written in English.
