# The command line: help, mistakes, short confirmations.
commands-about = Rater shows where a service falls short of what its customers expect, why, and what to do first.
commands-measure-about = Make the five-factor gap report from a survey file
commands-measure-examples = Examples:
      rater measure answers.csv
      rater measure answers.xlsx --by branch --format html --out report.html
      rater measure answers.csv --map mapping.toml
      rater measure answers.csv --managers managers.csv --staff staff.csv
      rater measure --plan --half-width 0.2
commands-listen-about = Sort comments by factor and polarity, with the words that show it
commands-listen-examples = Examples:
      rater listen comments.csv
      rater listen reviews.xlsx --text review --by branch --out said.html
      rater listen reviews.csv --out clauses.csv
commands-listen-progress = { $comments-written } comments read …
commands-listen-no-text = No column of this file holds comments. Its columns are { $columns }; name the one with the comments by --text.
commands-listen-long = Line { $line-written }: the comment is longer than a megabyte; what comes after that was not read.
commands-column-unknown = There is no column { $column }. The columns are { $columns }.
commands-option-comment-files = Files of comments: CSV, TSV, XLSX, SPSS (.sav), JSON lines or Parquet
commands-option-text = The column of comments; found by its name or its length when left out
commands-option-group = Show groups of comments by this column; may be repeated
commands-option-language-comments = The language of comments that do not tell; found from the first ones when left out
commands-instrument-about = The questionnaires: list, show, check, start a new one
commands-instrument-list-about = List the built-in questionnaires
commands-instrument-show-about = Show a questionnaire as a respondent reads it
commands-instrument-check-about = Check a questionnaire file and name every problem in it
commands-instrument-new-about = Write a first draft of a questionnaire file
commands-option-files = Survey files: CSV, TSV, XLSX, SPSS (.sav), JSON lines or Parquet
commands-option-instrument = A built-in questionnaire or a questionnaire file; found from the columns when left out
commands-option-by = Compare groups of respondents by this column; may be repeated
commands-option-wave = The column that says to which wave a respondent belongs
commands-option-mapping = A file that says which column holds which item
commands-option-map = Write a first draft of such a mapping file and stop
commands-option-format = How the report is written; text when left out, or by the ending of --out
commands-option-out = Write the report to this file instead of the screen
commands-option-out-instrument = Write the questionnaire to this file instead of the screen
commands-option-title = The title of the report
commands-option-minimum-gap = The smallest gap that matters, in points of the scale (0.3 when left out)
commands-option-item-drivers = Also explain the outcome by single items (up to 22)
commands-option-seed = Seed of the bootstrap; the same seed gives the same report (1 when left out)
commands-option-managers = A file of managers' answers to the same items: what they think customers expect (E columns), what the standards demand (S), what is promised (C)
commands-option-staff = A file of staff's answers to the same items: what is delivered (P columns), what is promised (C)
commands-option-targets = A TOML file with the known share of each group, to weight the answers by
commands-option-estimator = How the factor model is fitted: ml (complete answers), mlr (robust), fiml (all answers, complete or not), wlsmv (answers as steps); ml when nothing is said
commands-option-plan = Plan a survey: how many respondents for a given half-width of the interval
commands-option-half-width = Half-width of the 95% interval to plan for, in points of the scale
commands-option-sd = Spread (standard deviation) of the gap to plan with; 1.2 when left out and no file is given
commands-option-population = How many customers there are in all, when they are few
commands-option-response-rate = The share of those asked who will answer, between 0 and 1
commands-option-lang = Language of the report and of all messages
commands-option-toml = Print the questionnaire file itself
commands-option-id = The name of the new questionnaire: small letters, digits and hyphens
commands-help-usage = Usage
commands-help-commands = Commands
commands-help-options = Options
commands-help-help = Show this help
commands-help-version = Show the version
commands-usage-unknown = { $argument } is not an option of this command.{ $suggested ->
    [yes] {" "}Did you mean { $suggestion }?
   *[other] {""}
 } See rater --help.
commands-usage-subcommand = { $argument } is not a command.{ $suggested ->
    [yes] {" "}Did you mean { $suggestion }?
   *[other] {""}
 } See rater --help.
commands-usage-value-of = { $argument } cannot be { $value }; it must be one of { $valid }.
commands-usage-value = { $argument } cannot be { $value }; see rater --help for what it takes.
commands-usage-number = { $argument } cannot be { $value }; it must be a number, such as 0.2.
commands-usage-whole = { $argument } cannot be { $value }; it must be a whole number, 0 or more.
commands-usage-missing = Something is missing: { $argument }. See rater --help.
commands-usage-apart = { $one } and { $other } do not go together. Leave one of them out.
commands-usage-plan-only = { $option } goes with --plan, which says how many respondents a survey needs. Add --plan, or leave { $option } out.
commands-usage-plan-text = The answer of --plan is written as text only. Leave --format out, and choose a name that ends in .txt for --out.
commands-usage-other = The command line was not understood. See rater --help.
commands-cannot-print = The result could not be printed: { $reason }.
commands-cannot-read = { $path } cannot be read: { $reason }.
commands-cannot-write = { $path } cannot be written: { $reason }. Choose another place with --out.
commands-exists = { $path } exists already and was left alone. Choose another name with { $option }.
commands-out-is-input = { $path } is a file to be read, and the report would overwrite it. Choose another name with --out.
commands-out-ending = The ending of { $path } does not say how to write the report. Choose a name that ends in .txt, .html, .json, .csv or .xlsx, or add --format.
commands-instrument-unknown = There is no questionnaire { $name }, and no file of that name. Built in are { $known }.
commands-instrument-too-large = { $path } is too large for a questionnaire file. Give the survey data as FILE and the questionnaire with --instrument.
commands-instrument-faulty = { $path } has { $count ->
    [one] one problem
   *[other] { $count-written } problems
 }; correct the file and run rater instrument check.
commands-instrument-summary = { $items-written } items, { $dimensions-written } dimensions, asked for { $batteries }; answers { $min-written } to { $max-written }
commands-instrument-scale = Answers from { $low } to { $high }
commands-instrument-sound = { $id } is sound: { $items-written } items.
commands-instrument-bad-id = { $id } cannot be a questionnaire's name. Use small letters, digits and hyphens, beginning with a letter.
commands-battery-expectation = expectation
commands-battery-perception = perception
commands-battery-minimum = minimum
commands-battery-desired = desired
commands-battery-importance = importance
commands-mapping-written = A first draft of the mapping is in { $path }. Look it through, then run rater measure again with --mapping { $path }.
commands-spreadsheet-needs-out = A spreadsheet cannot be printed on the screen. Add --out report.xlsx.
commands-no-respondents = { $files }: no respondent answered a single item. Check that the answers are in the columns { $columns }.
commands-one-respondent = { $files }: only one respondent, so nothing can be averaged or tested. A report needs at least two respondents, and says something from about ten.
commands-few-inside = { $path }: fewer than two people answered, so there is nothing to compare. Leave the file out until more have answered.
commands-inside-order = { $path }: nothing says what the columns { $first } to { $last } hold. Name them as the questionnaire does for this group, from { $expected } on.
commands-inside-none = { $path }: the answers of this group were not found. Name the columns as the questionnaire does for this group, from { $expected } on.
commands-inside-same = { $path } holds the customers' answers, and is given with { $option } once more. Name the file in which this group answered.
commands-inside-absent = { $path } lacks the columns { $columns }, so nothing is compared on these items.
commands-inside-refused = Not all answers of this file could be taken (rows refused: { $rows-written }; cells refused, which count as not answered: { $cells-written }). The first are:
commands-estimator-rows = --estimator { $estimator } looks at respondents one by one, and at most at { $most-written }. Leave it out, or measure a random part of the file.
commands-report-written = The report is in { $path }.
commands-by-overlap = Groups of different --by columns can overlap, and the answers of a small overlap can be worked out by subtraction.
commands-refused = { $rows ->
    [0] {""}
    [one] One row was refused.{" "}
   *[other] { $rows-written } rows were refused.{" "}
 }{ $cells ->
    [0] {""}
    [one] One cell was refused and counts as not answered.{" "}
   *[other] { $cells-written } cells were refused and count as not answered.{" "}
 }The report lists them; the first are:
commands-plan-heading = How many respondents? (95% interval, spread { $sd })
commands-plan-mean = For a mean gap known to ± { $width } points: { $answers } answers.
commands-plan-invitations = With { $rate } answering, invite { $invite }.
commands-plan-groups = To compare two groups to ± { $width } points: { $answers } answers in each.
commands-plan-population = Of { $population-written } customers in all.
commands-plan-from-file = The spread is the largest standard deviation among the dimension gaps in your file: { $sd }.
commands-plan-guess = The spread { $sd } is a usual one for a 7-point scale; give your own with --sd, or a file of earlier answers.
commands-plan-out-of-reach = Even if all { $population-written } customers are invited, too few will answer at { $rate }. Choose a larger --half-width.
commands-plan-too-fine = No survey is large enough for ± { $width } points. Choose a larger --half-width.
commands-plan-nonsense = { $option } must be a number { $rule }.
commands-plan-above-zero = above 0
commands-plan-zero-or-more = of 0 or more
commands-plan-share = above 0 and at most 1
# rater coach
commands-coach-about = Check a draft reply before it is sent, and find the promises in it
commands-option-draft = The draft, a text file; - reads it from standard input
commands-option-language = Language of the draft; found from its words when left out
commands-option-received = What the customer wrote, a text file
commands-option-now = The local time at which the draft is written; the clock's when left out (zone by TZ, else UTC)
commands-option-format-coach = How the findings are written; text when left out
commands-option-fix = Print the draft with every safe correction in place
commands-option-lsp = Speak the Language Server Protocol on standard input and output, for an editor; without FILE
commands-option-rules = A rule of your own house, a TOML file; may be repeated
commands-coach-too-large = { $path } is too large for a draft; choose the file with the reply.
commands-coach-not-text = { $path } is not UTF-8 text; save the draft as plain text.
commands-coach-bad-now = { $text } is not a local time; write it as 2026-12-24T16:30.
commands-coach-faulty-rule = { $path }: { $problem }
commands-coach-lsp-lost = The editor's message has no length that can be read; give `rater coach --lsp` to an editor as a language server.
commands-coach-lsp-not-json = The message is not JSON.
commands-coach-lsp-not-message = The message is neither a request nor a notification.
commands-coach-lsp-not-begun = { $method } came before initialize.
commands-coach-lsp-not-now = { $method } cannot be asked at this point.
commands-coach-lsp-unknown = The request { $method } is not known here.
commands-coach-lsp-params = What came with { $method } cannot be read.
commands-coach-lsp-replace = Write “{ $replacement }”
commands-coach-lsp-note = Note it here: { $rewrite }
commands-coach-whole = (about the whole reply)
commands-coach-better = Better: { $rewrite }
commands-coach-promise = Promise: { $promise } (due { $due })
commands-coach-promise-undated = Promise: { $promise } (no time said)
commands-coach-count = { $count ->
        [0] Nothing found.
        [one] One finding.
       *[other] { $count } findings.
    }
commands-coach-factor-reliability = reliability
commands-coach-factor-assurance = assurance
commands-coach-factor-tangibles = tangibles
commands-coach-factor-empathy = empathy
commands-coach-factor-responsiveness = responsiveness
