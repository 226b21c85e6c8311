# exchange: reading files and finding the columns of an instrument in them

## Any file
exchange-not-found = There is no file { $file }. Check the name and the folder.
exchange-is-a-folder = { $file } is a folder. Name the survey file in it.
exchange-forbidden = You may not read { $file }. Ask its owner for permission, or copy the file to a folder of your own.
exchange-unreadable = { $file } cannot be read: { $reason }. Copy the file to this computer and try again.
exchange-empty = { $file } holds no answers. Export the survey again with its answers.
exchange-damaged = { $file } is damaged or was cut short. Export or download it again.
exchange-too-many-columns = { $file } has more than { $limit-written } columns, which no survey has. Check that one respondent is one row.
exchange-line-too-long = { $file }, line { $line }: the line is longer than { $limit-written } MB. Check that every respondent stands on a line of their own.

## JSON lines
exchange-json-line = { $file }, line { $line }, character { $character }: this is not a JSON object. Write one respondent per line, such as { "{" }"E01": 7, "P01": 5{ "}" }.
exchange-json-list-too-large = { $file } is one JSON list of more than { $limit-written } MB. Write one object per line instead (JSON lines).

## Workbooks
exchange-no-table = { $file } has no sheet with a header row and answers below it (sheets: { $sheets }). Put the names of the columns in one row and each respondent in a row below.
exchange-old-workbook = { $file } is an old Excel workbook (.xls) or is protected by a password. Open it and save it as .xlsx without a password.
exchange-other-spreadsheet = { $file } is a spreadsheet, but not an Excel workbook. Save it as .xlsx or CSV.
exchange-unpacks-too-large = { $file } unpacks to far more than a survey can hold, so it was not opened. Save the sheet with the answers as CSV.
exchange-packed = { $file } is packed (gzip). Unpack it, and bring the file that was in it.
exchange-too-many-records = { $file } has more than { $limit-written } rows, the most that is brought by a page at once. Use the command “rater import”, or cut the file.

## SPSS
exchange-sav-truncated = { $file } ends in the middle of respondent { $row }. Save it again in SPSS, or download it again.
exchange-sav-unsupported = { $file } is an SPSS file of a kind that Rater does not read ({ $what }). Save it again in SPSS as .sav, or export it as CSV.

## Refused rows
exchange-refused-duplicate-id = Row { $row }: respondent { $value } already answered in an earlier row, which was kept. Remove one of the two rows, or name the column that tells waves apart with --wave.
exchange-refused-duplicate-id-in-wave = Row { $row }: respondent { $value } already answered in an earlier row of this wave; the first was kept. Remove one of the two rows.
exchange-refused-cell-count = Row { $row } has { $found-written } cells, but the header has { $expected-written }. Check for a missing or stray separator, or an unclosed quotation mark.
exchange-refused-not-text = Row { $row } is not valid text in the encoding of the file. Save the file as UTF-8.

## Finding the columns
exchange-undecided = Rater cannot tell which columns answer the questions of { $instrument }: { $missing-written } items were not found ({ $items }). Run rater measure FILE --map mapping.toml to write a draft that you complete, then rater measure FILE --mapping mapping.toml.
exchange-battery-missing = The file has no answers to the { $battery ->
    [expectation] { exchange-battery-name-expectation }
    [minimum] { exchange-battery-name-minimum }
    [desired] { exchange-battery-name-desired }
    [importance] { exchange-battery-name-importance }
   *[perception] { exchange-battery-name-perception }
 } questions of { $instrument } (columns such as { $columns }). Choose an instrument that fits with --instrument, or run rater measure FILE --map mapping.toml to say which columns hold them.
exchange-ambiguous = More than one column could be { $place }: { $columns }. Say which in a mapping file: rater measure FILE --map mapping.toml writes a draft.
exchange-coded = The file holds codes such as A1 or AO01 in place of answers, and does not say whether the first is the lowest. Export it once more with numbers or with the full answers.
exchange-column-unknown = The file has no column { $column }. Its columns are: { $columns }.
exchange-column-unknown-hint = The file has no column { $column }; did you mean { $nearest }? Its columns are: { $columns }.
exchange-mapping-syntax = The mapping file is not valid TOML at line { $line }: { $reason }. Correct that line.
exchange-mapping-format = The mapping file must begin with format = "rater.mapping/1".
exchange-mapping-value = The mapping file has a wrong value at { $place }: { $expected } is expected there.
exchange-mapping-entry = The mapping file has an entry { $place } that Rater does not know. Allowed are: { $allowed }.
exchange-mapping-place = The mapping gives column { $column } the place { $place }, which { $instrument } does not have.
exchange-mapping-place-hint = The mapping gives column { $column } the place { $place }, which { $instrument } does not have; did you mean { $nearest }?
exchange-mapping-twice = The mapping gives the place { $place } to more than one column: { $columns }. Keep one of them.
exchange-targets-syntax = { $file }, line { $line }: this is not valid TOML: { $reason }. Correct that line.
exchange-targets-value = { $file } has a wrong value at { $place }: something like { $expected } is expected there.
exchange-targets-twice = { $file } names the same column twice, as { $one } and as { $other }. Put the shares of both under one of them.

exchange-battery-name-expectation = expectation
exchange-battery-name-perception = perception
exchange-battery-name-minimum = minimum
exchange-battery-name-desired = desired
exchange-battery-name-importance = importance

exchange-note-by-text = { $found-written } columns were recognised by the words of their questions.
exchange-note-by-order = { $found-written } columns were recognised by their order only: { $first } to { $last } as { $battery }. Check that this is so.
exchange-note-battery-absent = The file has no { $battery } answers, so everything that needs them is left out.
exchange-note-coded = { $found-written } columns from { $first } on hold codes such as { $letters }1 or { $letters }01; the first code was read as the lowest answer. If they were set the other way round, say so under [reversed] in a mapping file.
exchange-note-label-of-another = { $column } calls { $value } “{ $label }”, which the instrument calls { $labelled }: the file may be coded the other way round. If so, say so under [reversed] in a mapping file.

## Mapping draft
exchange-draft-head = Mapping of a survey file to the instrument { $instrument }. Complete it, then run: rater measure FILE --mapping THIS-FILE
exchange-draft-columns = Left: the column of the file. Right: what it holds, such as expectation.01, perception.01, points.reliability, outcome.overall, id, wave, seconds, or ignore.
exchange-draft-missing-places = Not found in the file yet:
exchange-draft-unused = Columns not used yet, with examples of what they hold. Remove the # and fill in the place:
exchange-draft-codes = Codes that mean "no answer" or "does not apply", by column, and columns whose scale runs the other way:

## The report as a workbook
exchange-sheet-summary = Summary
exchange-sheet-gaps = Gaps
exchange-sheet-numbers = Numbers
exchange-sheet-data = Data care
exchange-sheet-methods = Methods
exchange-sheet-low = Low
exchange-sheet-high = High
exchange-sheet-file = File
exchange-sheet-line = Line
exchange-sheet-column = Column
exchange-sheet-value = Value
exchange-sheet-reason = Reason
exchange-sheet-page = Page
exchange-sheet-failed = The workbook could not be written: { $reason }. Use --format csv instead.

## Tables and text files
exchange-header-only = { $file } has a header row but no answers below it. Export the survey again with its answers.
exchange-not-text = { $file } is neither a table of text nor a file that Rater knows. Save the survey as CSV, XLSX, SAV or Parquet.
exchange-one-column = { $file } has only one column; neither comma, semicolon, tab nor | stands between cells. Save it as CSV with commas or semicolons.
exchange-wrong-delimiter = The cells of { $file } seem to be separated by { $seen }, which Rater does not read. Save it as CSV with commas or semicolons.
exchange-spaces = The cells of { $file } seem to be separated by spaces, which also stand within answers. Save it as CSV with commas or semicolons.
exchange-column-not-in-file = { $file } has no column { $column }, which the first file has. Read together only files of the same survey, with the same column names.
exchange-too-many-segments = Column { $column } has more than { $limit-written } different values, so it does not divide respondents into groups. Choose a column such as branch, or leave out --by { $column }.
exchange-too-many-pairs = Columns { $first } and { $second } have more than { $limit-written } different values together, so they do not divide respondents into groups. Join small groups in one of them, or leave out --by { $first }.
exchange-plan-refused = These answers cannot be added up exactly, because a dimension has too many items or a scale too many steps. In the instrument, divide dimensions of more than 30 items, or shorten the scale.
