-- What a comment is found by, in SQLite's own index of words: a table of terms costs sixty entries a comment, and an import waits for them.
-- An entry's number is the organisation's key times 2^40 plus the comment's number. The terms stand in it once more, so that they are taken
-- out as they were put in, however a later release folds words. `secure-delete`: what is taken out leaves no bytes.
DROP TABLE comment_terms;
CREATE VIRTUAL TABLE comment_words USING fts5 (terms, detail = 'none', columnsize = 0, tokenize = 'ascii');
INSERT INTO comment_words (comment_words, rank) VALUES ('secure-delete', 1);
