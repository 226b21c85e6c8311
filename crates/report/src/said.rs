//! What comments say, as a report: counts per factor and polarity, groups side by side, and the customers' own words.
//!
//! Separate from the report of a survey, which is made of sums of answers. Comments are added one at a time and forgotten but for
//! counts and a few quotations, so that a million need no more memory than a thousand. Counts are as the machine reads; they say so.

mod csv;
mod html;
mod json;
mod text;

use std::collections::BTreeMap;

use comments::{Expectation, Language, Mention, Polarity, Reading};
use language::Words;
use service::Factor;
use statistics::uncertainty::proportion::wilson;

pub use csv::{head as csv_head, rows as csv_rows};
pub use html::html;
pub use json::json;
pub use text::text;

/// Counts of clauses about one factor, or about none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Something fell short.
    pub complaint: u64,
    /// Something was good.
    pub compliment: u64,
    /// Only mentioned.
    pub neutral: u64,
    /// Of the compliments, those that say more than expected.
    pub exceeded: u64,
}

impl Tally {
    /// All clauses.
    #[must_use]
    pub fn n(&self) -> u64 {
        self.complaint + self.compliment + self.neutral
    }

    /// Share of complaints among the clauses that judge, with its 95 % interval by Wilson; none below ten of them.
    #[must_use]
    pub fn complaining(&self) -> Option<(f64, f64, f64)> {
        let judged = self.complaint + self.compliment;
        if judged < JUDGED_MIN {
            return None;
        }
        wilson(self.complaint, judged, 0.95).ok().map(|share| (share.share, share.low, share.high))
    }

    fn add(&mut self, mention: &Mention) {
        match mention.polarity {
            Polarity::Complaint => self.complaint += 1,
            Polarity::Compliment => self.compliment += 1,
            Polarity::Neutral => self.neutral += 1,
        }
        self.exceeded += u64::from(mention.expectation == Expectation::Exceeded);
    }
}

/// Fewer clauses that judge are too few for a share.
const JUDGED_MIN: u64 = 10;

/// The customers' own words.
#[derive(Debug, Clone, PartialEq)]
pub struct Quote {
    /// Which comment, counted from one over all files.
    pub comment: u64,
    /// The clause.
    pub text: String,
    /// The words that show the factor, as spans of the clause.
    pub shown: Vec<(usize, usize)>,
    /// How sure the machine is.
    pub confidence: f32,
    /// Whether it is about this factor alone.
    pub alone: bool,
}

/// A group of comments.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Group {
    /// Comments in it.
    pub comments: u64,
    /// Counts per factor.
    pub factors: [Tally; 5],
}

/// What was read, ready to be shown.
#[derive(Debug, Clone)]
pub struct Said {
    /// The heading.
    pub title: String,
    /// The files, without folders.
    pub files: Vec<String>,
    /// The language of the report.
    pub words: Words,
    /// Comments with words in them.
    pub comments: u64,
    /// Records without words.
    pub blank: u64,
    /// Clauses.
    pub clauses: u64,
    /// Clauses whose labels are less likely than not.
    pub unsure: u64,
    /// Comments per language, in the order of `Language::ALL`.
    pub languages: [u64; 3],
    /// Counts per factor, in the order of RATER.
    pub factors: [Tally; 5],
    /// Clauses about no factor.
    pub other: Tally,
    /// For each column compared by, its groups.
    pub by: Vec<(String, BTreeMap<String, Group>)>,
    /// The surest complaints and compliments of each factor.
    pub quotes: [[Vec<Quote>; 2]; 5],
    /// What was refused, in words.
    pub refused: Vec<String>,
}

/// Smaller groups are shown together.
const GROUP_MIN: u64 = 10;
/// Quotations kept per factor and polarity.
const QUOTES_MAX: usize = 5;
/// Shorter clauses show little, longer ones are no quotation.
const QUOTE_BYTES: std::ops::RangeInclusive<usize> = 18..=180;
/// A label below this is a guess.
const SURE: f32 = 0.5;

impl Said {
    /// Nothing read yet. `by` names the columns compared by.
    #[must_use]
    pub fn new(title: String, files: Vec<String>, by: Vec<String>, words: Words) -> Self {
        Self {
            title,
            files,
            words,
            comments: 0,
            blank: 0,
            clauses: 0,
            unsure: 0,
            languages: [0; 3],
            factors: [Tally::default(); 5],
            other: Tally::default(),
            by: by.into_iter().map(|column| (column, BTreeMap::new())).collect(),
            quotes: Default::default(),
            refused: vec![],
        }
    }

    /// Adds a comment: its text, the values of the columns compared by, and what was read.
    pub fn add(&mut self, text: &str, by: &[String], reading: &Reading) {
        if reading.mentions.is_empty() {
            self.blank += 1;
            return;
        }
        self.comments += 1;
        self.languages[reading.language as usize] += 1;
        for ((_, groups), value) in self.by.iter_mut().zip(by) {
            if !groups.contains_key(value) {
                groups.insert(value.clone(), Group::default());
            }
            if let Some(group) = groups.get_mut(value) {
                group.comments += 1;
                for mention in &reading.mentions {
                    mention.factors.iter().for_each(|factor| group.factors[factor.place()].add(mention));
                }
            }
        }
        for mention in &reading.mentions {
            self.clauses += 1;
            self.unsure += u64::from(mention.confidence < SURE);
            if mention.factors.is_empty() {
                self.other.add(mention);
            }
            for factor in mention.factors.iter() {
                self.factors[factor.place()].add(mention);
                self.quote(text, factor, mention);
            }
        }
    }

    /// The groups of each column that are large enough to be shown, largest first; the small ones together, and how many those are.
    fn shown_groups(groups: &BTreeMap<String, Group>) -> (Vec<(&str, &Group)>, Group, usize) {
        let (mut large, mut small) = (vec![], (Group::default(), 0));
        let add = |small: &mut (Group, usize), group: &Group| {
            small.1 += 1;
            small.0.comments += group.comments;
            for (sum, tally) in small.0.factors.iter_mut().zip(&group.factors) {
                sum.complaint += tally.complaint;
                sum.compliment += tally.compliment;
                sum.neutral += tally.neutral;
                sum.exceeded += tally.exceeded;
            }
        };
        for (value, group) in groups {
            if GROUP_MIN <= group.comments {
                large.push((value.as_str(), group));
                continue;
            }
            add(&mut small, group);
        }
        large.sort_by_key(|(_, group)| std::cmp::Reverse(group.comments));
        // One small group alone would be named by being the only one; it takes the next smallest with it, until nobody can tell.
        while 0 < small.1 && (small.1 < 2 || small.0.comments < GROUP_MIN) {
            let Some((_, next)) = large.pop() else { break };
            add(&mut small, next);
        }
        (large, small.0, small.1)
    }

    fn quote(&mut self, text: &str, factor: Factor, mention: &Mention) {
        let side = match mention.polarity {
            Polarity::Complaint => 0,
            Polarity::Compliment => 1,
            Polarity::Neutral => return,
        };
        let clause = &text[mention.start..mention.end];
        let quotes = &mut self.quotes[factor.place()][side];
        let rank = |alone: bool, confidence: f32| f32::from(u8::from(alone)) + confidence;
        let alone = mention.factors.iter().count() == 1;
        let full = quotes.len() == QUOTES_MAX;
        let least = quotes.last().map_or(0.0, |quote| rank(quote.alone, quote.confidence));
        if !QUOTE_BYTES.contains(&clause.len())
            || (full && rank(alone, mention.confidence) <= least)
            || quotes.iter().any(|quote| quote.text.eq_ignore_ascii_case(clause))
        {
            return;
        }
        let own = mention.evidence.iter().filter(|shown| shown.factor == Some(factor));
        let mut shown: Vec<_> = own.map(|shown| (shown.start - mention.start, shown.end - mention.start)).collect();
        shown.sort_unstable();
        quotes.push(Quote {
            comment: self.comments,
            text: clause.to_owned(),
            shown,
            confidence: mention.confidence,
            alone,
        });
        quotes.sort_by(|a, b| rank(b.alone, b.confidence).total_cmp(&rank(a.alone, a.confidence)));
        quotes.truncate(QUOTES_MAX);
    }

    /// The factor that most complaints are about, and the one most praised; none before ten clauses judge.
    fn leading(&self, count: impl Fn(&Tally) -> u64) -> Option<(Factor, Tally)> {
        let most = Factor::ALL.into_iter().max_by_key(|factor| count(&self.factors[factor.place()]))?;
        let tally = self.factors[most.place()];
        (JUDGED_MIN <= tally.complaint + tally.compliment && 0 < count(&tally)).then_some((most, tally))
    }

    /// What the numbers say, in sentences.
    #[must_use]
    pub fn findings(&self) -> Vec<String> {
        let words = self.words;
        let count = |n: u64| i64::try_from(n).unwrap_or(i64::MAX).into();
        let mut findings = vec![];
        if let Some((factor, tally)) = self.leading(|tally| tally.complaint) {
            let all: u64 = self.factors.iter().map(|tally| tally.complaint).sum();
            findings.push(words.say(
                "said-finding-complaints",
                &[("factor", name(words, factor).into()), ("count", count(tally.complaint)), ("all", count(all))],
            ));
        }
        let worst = Factor::ALL.into_iter().filter_map(|f| Some((f, self.factors[f.place()].complaining()?)));
        if let Some((factor, (share, low, high))) = worst.max_by(|a, b| a.1.1.total_cmp(&b.1.1))
            && 0.5 < low
        {
            findings.push(words.say(
                "said-finding-share",
                &[
                    ("factor", name(words, factor).into()),
                    ("share", words.percent(share, 0).into()),
                    ("low", words.percent(low, 0).into()),
                    ("high", words.percent(high, 0).into()),
                ],
            ));
        }
        if let Some((factor, tally)) = self.leading(|tally| tally.compliment) {
            findings.push(words.say(
                "said-finding-compliments",
                &[
                    ("factor", name(words, factor).into()),
                    ("count", count(tally.compliment)),
                    ("exceeded", count(tally.exceeded)),
                ],
            ));
        }
        if findings.is_empty() {
            findings.push(words.text("said-finding-few"));
        }
        findings
    }

    /// How sure the counts are, in sentences.
    #[must_use]
    pub fn cautions(&self) -> Vec<String> {
        let count = |n: u64| i64::try_from(n).unwrap_or(i64::MAX).into();
        let arguments = [("unsure", count(self.unsure)), ("clauses", count(self.clauses))];
        vec![self.words.say("said-caution-unsure", &arguments), self.words.text("said-caution-uncorrected")]
    }

    /// The line under the title.
    #[must_use]
    pub fn subtitle(&self) -> String {
        let count = |n: u64| i64::try_from(n).unwrap_or(i64::MAX).into();
        let mut parts = vec![
            self.words.say("said-comments", &[("comments", count(self.comments)), ("clauses", count(self.clauses))]),
        ];
        let spoken = Language::ALL.into_iter().zip(self.languages).filter(|(_, comments)| 0 < *comments);
        let spoken: Vec<String> = spoken
            .map(|(language, comments)| {
                self.words.say(&format!("said-language-{}", language.code()), &[("comments", count(comments))])
            })
            .collect();
        if 1 < spoken.len() {
            parts.push(spoken.join(", "));
        }
        if 0 < self.blank {
            parts.push(self.words.say("said-blank", &[("blank", count(self.blank))]));
        }
        parts.join(" · ")
    }
}

/// A factor's name as people read it.
fn name(words: Words, factor: Factor) -> String {
    words.text(&format!("said-factor-{}", factor.name()))
}

/// Which polarity a list of quotations has.
const SIDES: [&str; 2] = ["said-complaints", "said-compliments"];

#[cfg(test)]
mod tests {
    use super::{Said, Tally};
    use comments::{Language, Reader, Scratch};

    fn said(texts: &[&str]) -> Said {
        let reader = Reader::builtin();
        let mut scratch = Scratch::default();
        let words = language::Language::English.words();
        let mut said = Said::new("A clinic".to_owned(), vec!["file.csv".to_owned()], vec!["site".to_owned()], words);
        for (place, text) in texts.iter().enumerate() {
            let site = if place % 2 == 0 { "North" } else { "South" };
            said.add(text, &[site.to_owned()], &reader.read(text, Language::English, &mut scratch));
        }
        said
    }

    #[test]
    fn comments_are_counted_once_and_blank_ones_apart() {
        let said = said(&["We waited two hours.", "  ", "The nurse was friendly and polite.", "…"]);
        assert_eq!((said.comments, said.blank, said.clauses), (2, 2, 2));
        let groups = &said.by[0].1;
        assert_eq!((groups["North"].comments, groups.get("South").map(|g| g.comments)), (2, None));
    }

    #[test]
    fn a_share_needs_ten_clauses_that_judge() {
        // Wilson for 8 of 10 at 95 %: 0.490 to 0.943.
        let tally = Tally { complaint: 8, compliment: 2, neutral: 5, exceeded: 0 };
        let (share, low, high) = tally.complaining().expect("ten judge");
        assert!((share - 0.8).abs() < 1e-12 && (low - 0.490).abs() < 5e-4 && (high - 0.943).abs() < 5e-4);
        assert_eq!(Tally { complaint: 9, ..Tally::default() }.complaining(), None);
    }

    #[test]
    fn the_surest_words_are_quoted_with_what_shows_them() {
        let said = said(&["We waited two hours in a long queue and nobody answered.", "Nice."]);
        let quote = &said.quotes[4][0][0];
        assert_eq!(quote.comment, 1);
        assert!(quote.shown.iter().any(|(start, end)| quote.text[*start..*end].contains("waited")), "{quote:?}");
    }

    #[test]
    fn too_few_comments_give_a_sentence_and_no_finding() {
        let said = said(&["We waited two hours."]);
        assert_eq!(said.findings(), [said.words.text("said-finding-few")]);
    }

    #[test]
    fn a_small_group_alone_takes_another_with_it_in_every_format() {
        let reader = Reader::builtin();
        let mut scratch = Scratch::default();
        let words = language::Language::English.words();
        let mut said = Said::new("Sites".to_owned(), vec![], vec!["site".to_owned()], words);
        for (site, comments) in [("Large", 30), ("Middle", 12), ("Tiny", 1)] {
            for _ in 0..comments {
                let text = "We waited two hours.";
                said.add(text, &[site.to_owned()], &reader.read(text, Language::English, &mut scratch));
            }
        }
        let (large, small, together) = Said::shown_groups(&said.by[0].1);
        assert_eq!((large.len(), small.comments, together), (1, 13, 2));
        for page in [super::json(&said), super::html(&said), super::text(&said, false)] {
            assert!(page.contains("Large") && !page.contains("Tiny") && !page.contains("Middle"));
        }
    }

    #[test]
    fn markup_in_a_comment_stays_text() {
        let mut said = said(&["We waited <script>alert(1)</script> two hours in the queue."]);
        said.title = "<b>".to_owned();
        let page = super::html(&said);
        assert!(!page.contains("<script>") && !page.contains("<b>") && page.contains("&lt;script&gt;"));
    }
}
