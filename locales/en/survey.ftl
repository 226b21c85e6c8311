# survey: what can be wrong with an instrument file, and with a cell that should hold an answer.
# $line and $place say where in the instrument file; $row and $item where in the survey file.

survey-answer-out-of-scale = Row { $row }: item `{ $item }` has answer { $value }, but this instrument's scale is { $min } to { $max }. Correct the file, or name it under [missing] or [not_applicable] in a mapping file.
survey-answer-not-whole = Row { $row }: item `{ $item }` has answer { $value }, but answers are whole numbers. Correct the file, or leave this column out if it holds averages.
survey-answer-not-a-number = Row { $row }: item `{ $item }` has answer “{ $value }”, which is neither a number nor a label of the scale. Correct the file, or name it under [missing] or [not_applicable] in a mapping file.
survey-answer-label-of-another = Row { $row }: item `{ $item }` has answer “{ $value }”, but the instrument gives this label to { $labelled }. Check which end of the scale is high in this file; then recode it or correct the labels of the instrument.

survey-syntax = Line { $line }: this is not valid TOML ({ $message }). Look for a missing quote, bracket or equals sign here or just above.
survey-empty = The file is empty. Write a first draft with rater instrument new ID, and complete it.
survey-format-absent = Line { $line }: the file does not say that it is an instrument. Put format = "rater.instrument/1" on its first line.
survey-format-wrong = Line { $line }: format is “{ $found }”, but this program reads “rater.instrument/1”. Correct the line, or use the program that wrote the file.
survey-key-missing = Line { $line }, { $place }: `{ $key }` is needed here and is missing. Add it.
survey-key-unknown = Line { $line }, { $place }: `{ $key }` means nothing here. Remove it, or use one of: { $known }.
survey-key-unknown-hint = Line { $line }, { $place }: `{ $key }` means nothing here. Did you mean `{ $hint }`?
survey-wrong-type = Line { $line }, { $place }: expected { $expected ->
        [text] a text in quotes
        [whole] a whole number
        [truth] true or false, without quotes
        [list] a list
        [table] a table of further keys
       *[words] a text in quotes, or one for each language
    }, but something else stands here. Change it.
survey-word-unknown = Line { $line }, { $place }: “{ $found }” is not known here. Use one of: { $known }.
survey-word-unknown-hint = Line { $line }, { $place }: “{ $found }” is not known here. Did you mean “{ $hint }”?
survey-text-empty = Line { $line }, { $place }: the text is empty. Write it, or remove the line.
survey-control-character = Line { $line }: a text or a name holds a character that cannot be seen, such as \u0000. Take it out.
survey-id-bad = Line { $line }, { $place }: the id “{ $id }” has signs that ids cannot have. Use only the letters a to z, digits, hyphen, underscore and full stop.
survey-id-twice = Line { $line }, { $place }: the id “{ $id }” was used before. Give each its own.
survey-column-twice = Line { $line }, { $place }: the column “{ $column }” is already used by { $other }. A column holds one thing; correct one of the two.
survey-pattern-without-id = Line { $line }, { $place }: the pattern “{ $pattern }” would give every item the same column. Put {"{"}id{"}"} where the item's id goes, as in "E{"{"}id{"}"}".
survey-dimension-unknown = Line { $line }, { $place }: there is no dimension “{ $dimension }”. Declare it, or use one of: { $known }.
survey-dimension-unknown-hint = Line { $line }, { $place }: there is no dimension “{ $dimension }”. Did you mean “{ $hint }”?
survey-dimension-without-items = Line { $line }, { $place }: no item belongs to the dimension “{ $dimension }”. Give it at least one item, or remove it.
survey-dimension-too-long = Line { $line }, { $place }: the dimension “{ $dimension }” has { $items } items, but scores are exact only up to { $most }. Divide the dimension into several.
survey-scale-reversed = Line { $line }, { $place }: the lowest answer is { $min } and the highest { $max }, but min must be below max. If a low answer is the good one, keep min below max and mark the items as reversed.
survey-scale-too-wide = Line { $line }, { $place }: the scale goes from { $min } to { $max }, but answers can be 0 to 100. Recode the answers to a shorter scale.
survey-label-outside-scale = Line { $line }, { $place }: there is a label for { $value }, but the scale is { $min } to { $max }. Correct the number or the scale.
survey-label-twice = Line { $line }, { $place }: “{ $label }” is the label of { $first } and of { $second }. A label must tell one answer from another; change one of them.
survey-code-inside-scale = Line { $line }, { $place }: the code { $code } is also an answer of the scale { $min } to { $max }. Remove the code, or correct the scale.
survey-code-twice = Line { $line }, { $place }: the code { $code } is declared both as missing and as not applicable. Keep it in one list.
survey-language-missing = Line { $line }, { $place }: the text is missing in: { $languages }. Add it, or take the language out of `languages` at the top.
survey-language-undeclared = Line { $line }, { $place }: the language “{ $language }” is not among the declared ones ({ $known }). Add it to `languages` at the top, or correct it.
survey-nothing-in = Line { $line }: the instrument has no `{ $list }`. Add at least one.
survey-battery-twice = Line { $line }, { $place }: the battery “{ $battery }” was declared before. Keep one of the two.
survey-perception-absent = Line { $line }, { $place }: no battery asks what people perceived, and without it nothing can be measured. Add a battery of kind "perception".
survey-expectation-absent = Line { $line }, { $place }: expectations are asked for, but the instrument does not say what they mean. Add expectation = "ideal", "should", "predicted", "importance" or "manager" at the top.
survey-expectation-without-battery = Line { $line }, { $place }: the instrument says what expectation means, but has no battery of kind "expectation". Add the battery, or remove the line.
survey-wording-absent = Line { $line }, { $place }: the item has no words for the battery “{ $battery }”. Add them under that name, or a `text` for every battery.
survey-battery-not-asked = Line { $line }, { $place }: the item has words or a column for “{ $battery }”, but there is no such battery. Declare the battery, or remove them.
survey-same-words = Line { $line }, { $place }: expectation and perception are asked in the same words (language { $language }), so people cannot tell them apart. Reword one of them.
survey-words-twice = Line { $line }, { $place }: these are the same words as in { $other } (language { $language }). Two items must ask two things; change one.
survey-points-incomplete = Line { $line }, { $place }: importance points are missing for: { $dimensions }. Give every dimension its points, or none.
survey-points-twice = Line { $line }, { $place }: the dimension “{ $dimension }” already has importance points. Keep one column.
