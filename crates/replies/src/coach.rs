//! The whole check: a draft and all rules become a review.
//!
//! Separate from the rules, so that a rule of an organisation is looked for by the same code. All patterns of a language are found in
//! one pass per sentence; rules with code then look at what was found.

use comments::Language;
use comments::cue::{Concept, Cue, Finder, Hits};
use comments::words::Words;

use crate::draft::{Draft, Finding, Review};
use crate::page::{Page, Sentence};
use crate::promise::{Finder as PromiseFinder, Found};
use crate::rule::{Hit, Problem, ProblemKind, Rule, builtin, check_of};
use crate::token::tokens;
use crate::when::{Piece, Present, scan};

/// The list of a rule that shows its fault.
const PATTERNS: &str = "patterns";

/// With fewer words than these a message tells nothing.
const TALE_WORDS_MIN: usize = 5;

/// Where a pattern was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Spot {
    pub start: usize,
    pub end: usize,
    /// Which sentence; none in the signature.
    pub sentence: Option<usize>,
}

/// All rules of one language, ready to look.
struct Patterns {
    finder: Finder,
    /// Rule and list of each concept.
    lists: Vec<(usize, String)>,
    promises: PromiseFinder,
}

/// Checks drafts by the rules of the program and of an organisation.
pub struct Coach {
    rules: Vec<Rule>,
    patterns: Vec<Patterns>,
}

/// A draft while it is judged: its parts, what was found in them, and what it promises.
pub(crate) struct Case<'a> {
    pub draft: &'a Draft<'a>,
    pub page: &'a Page,
    pub promises: &'a [Found],
    /// What is said of times, by sentence.
    pub times: &'a [(Vec<crate::token::Token>, Vec<Piece>)],
    pub present: Present<'a>,
    rules: &'a [Rule],
    lists: &'a [(usize, String)],
    spots: Vec<(u16, Spot)>,
    received: Vec<(u16, Spot)>,
}

impl Case<'_> {
    fn of<'s>(&'s self, found: &'s [(u16, Spot)], rule: &'s str, list: &'s str) -> impl Iterator<Item = Spot> + 's {
        let is = move |concept: u16| {
            self.lists.get(usize::from(concept)).is_some_and(|(of, name)| name == list && self.rules[*of].name == rule)
        };
        found.iter().filter(move |(concept, _)| is(*concept)).map(|(_, spot)| *spot)
    }

    /// Where the words of a rule's list stand in the draft.
    pub(crate) fn cues<'s>(&'s self, rule: &'s str, list: &'s str) -> impl Iterator<Item = Spot> + 's {
        self.of(&self.spots, rule, list)
    }

    /// Where the words of a rule's list stand in what the customer wrote.
    pub(crate) fn received_cues<'s>(&'s self, rule: &'s str, list: &'s str) -> impl Iterator<Item = Spot> + 's {
        self.of(&self.received, rule, list)
    }

    pub(crate) fn has(&self, rule: &str, list: &str) -> bool {
        self.cues(rule, list).next().is_some()
    }

    /// What the customer wrote, if anything.
    pub(crate) fn received(&self) -> Option<&str> {
        self.draft.received.filter(|text| !text.trim().is_empty())
    }

    /// Whether what the customer wrote is a complaint: something is told that went wrong, or it is asked about more than once, with
    /// how long it has lasted; or nothing but a tale that neither asks, praises nor wants anything. Mere questions ("why was it
    /// refused?", "can I get it back?") are none, and neither is what the customer did by mistake.
    pub(crate) fn complains(&self) -> bool {
        let Some(text) = self.received() else { return false };
        let asked = self.asked();
        let told = |spot: &Spot| !asked.iter().any(|(start, end)| *start <= spot.start && spot.start < *end);
        let cues = |list| self.received_cues("apology-missing", list).collect::<Vec<Spot>>();
        let own = cues("own_fault");
        let trouble: Vec<Spot> = cues("trouble")
            .into_iter()
            .filter(|spot| !own.iter().any(|other| spot.start < other.end && other.start < spot.end))
            .collect();
        // What praises and asks in another language is not known here: of such a letter nothing is guessed.
        let understood = || Language::of(text, &Words::of(text), self.draft.language) == self.draft.language;
        let tale = || {
            understood()
                && TALE_WORDS_MIN <= text.split_whitespace().count()
                && asked.is_empty()
                && ["praise", "request", "own_fault"].iter().all(|list| cues(list).is_empty())
        };
        text.contains("!!")
            || !cues("outrage").is_empty()
            || trouble.iter().any(told)
            || (!trouble.is_empty() && !cues("lasting").is_empty())
            || tale()
    }

    /// The questions of what the customer wrote, in order: those with their mark, and those that words alone make ("I would like to know
    /// whether", "can my dog come").
    pub(crate) fn asked(&self) -> Vec<(usize, usize)> {
        let Some(text) = self.received() else { return vec![] };
        let mut asked = questions(text);
        asked.extend(self.worded_questions(text));
        asked.sort_unstable();
        asked
    }

    /// What asks in sentences without a question mark, from the words that do: what stands before them may tell what went wrong.
    fn worded_questions(&self, text: &str) -> Vec<(usize, usize)> {
        let cues = |list| self.received_cues("unanswered-question", list).collect::<Vec<Spot>>();
        let (asking, opens) = (cues("asking"), cues("opens"));
        let asks = |(start, end): (usize, usize)| {
            let begin = start + text[start..end].find(char::is_alphanumeric).unwrap_or(0);
            let opened = opens.iter().find(|spot| spot.start == begin);
            let first = opened.or_else(|| asking.iter().find(|spot| start <= spot.start && spot.start < end));
            first.filter(|_| !text[start..end].contains('?')).map(|spot| (spot.start, end))
        };
        stretches(text).into_iter().filter_map(asks).collect()
    }

    /// Whether a stretch overlaps a word of a rule's list.
    pub(crate) fn near(&self, rule: &str, list: &str, start: usize, end: usize) -> bool {
        self.cues(rule, list).any(|spot| spot.start < end && start < spot.end)
    }
}

impl Default for Coach {
    fn default() -> Self {
        Self::builtin()
    }
}

impl Coach {
    /// With the rules of the program.
    #[must_use]
    pub fn builtin() -> Self {
        Self::with(builtin::rules())
    }

    /// With the rules of the program and those of an organisation; one of the same name takes the place of the program's.
    #[must_use]
    pub fn and_house_rules(house: Vec<Rule>) -> Self {
        let mut rules = builtin::rules();
        rules.retain(|rule| !house.iter().any(|own| own.name == rule.name));
        rules.extend(house);
        Self::with(rules)
    }

    fn with(rules: Vec<Rule>) -> Self {
        let patterns = Language::ALL.into_iter().map(|language| Patterns::of(&rules, language)).collect();
        Self { rules, patterns }
    }

    /// All rules.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// Checks an example of a rule against it: whether the rule is found in it.
    fn finds(&self, rule: &str, language: Language, example: &crate::rule::Example) -> bool {
        let (received, reply) = match example {
            crate::rule::Example::Reply(reply) => (None, reply.as_str()),
            crate::rule::Example::Exchange { received, reply } => (Some(received.as_str()), reply.as_str()),
        };
        let calendar = crate::calendar_unless_said();
        let zone = jiff::tz::TimeZone::UTC;
        let now = jiff::civil::date(2026, 3, 11).at(10, 20, 0, 0);
        let file = crate::CustomerFile {
            open_promises: vec![crate::OpenPromise { what: "refund reembolso uang".to_owned(), due: now }],
            unwanted: vec![crate::Channel::Mail],
        };
        let customer = matches!(rule, "unwanted-channel" | "against-open-promise").then_some(&file);
        let draft = Draft { text: reply, language, received, now, calendar: &calendar, zone: &zone, customer };
        self.review(&draft).findings.iter().any(|finding| finding.rule == rule)
    }

    /// What a rule's own examples say against it.
    #[must_use]
    pub fn against_own_examples(&self, rule: &Rule) -> Vec<Problem> {
        let mut problems = vec![];
        for language in Language::ALL {
            let Some(tongue) = rule.tongue(language) else { continue };
            let mut hold = |examples: &[crate::rule::Example], expected: bool| {
                for example in examples {
                    if self.finds(&rule.name, language, example) != expected {
                        let (what, kind, field) = match expected {
                            true => ("is not found in", ProblemKind::Missed, "fails"),
                            false => ("is found in", ProblemKind::Caught, "passes"),
                        };
                        problems.push(Problem {
                            part: format!("{} {}", rule.name, language.code()),
                            what: format!("{what} {example:?}"),
                            kind,
                            language: Some(language.code()),
                            field,
                            quoted: example.reply().to_owned(),
                        });
                    }
                }
            };
            hold(&tongue.fails, true);
            hold(&tongue.passes, false);
        }
        problems
    }

    /// Checks a draft.
    #[must_use]
    pub fn review(&self, draft: &Draft<'_>) -> Review {
        let patterns =
            &self.patterns[Language::ALL.iter().position(|language| *language == draft.language).unwrap_or(0)];
        let page = Page::of(draft.text);
        let present = Present { now: draft.now, zone: draft.zone, calendar: draft.calendar };
        let mut times = vec![];
        let mut promises: Vec<Found> = vec![];
        for sentence in &page.sentences {
            let upto = page.masked.get(..sentence.end).unwrap_or(&page.masked);
            let words = tokens(upto, sentence.start, sentence.end);
            let pieces = scan(upto, &words, &patterns.promises.grammar);
            times.push((words, pieces));
            let after = !promises.is_empty();
            promises.extend(patterns.promises.find(&page.masked, sentence.start, sentence.end, after, &present));
        }
        let mut hits = Hits::default();
        let mut spots = vec![];
        for (place, sentence) in page.sentences.iter().enumerate() {
            patterns.look(&page.masked, sentence.start, sentence.end, Some(place), &mut hits, &mut spots);
        }
        patterns.look(&page.masked, page.signature, page.masked.len(), None, &mut hits, &mut spots);
        let mut received = vec![];
        if let Some(text) = draft.received {
            patterns.look(text, 0, text.len(), None, &mut hits, &mut received);
        }
        let case = Case {
            draft,
            page: &page,
            promises: &promises,
            times: &times,
            present,
            rules: &self.rules,
            lists: &patterns.lists,
            spots,
            received,
        };
        let mut findings: Vec<Finding> = self.rules.iter().flat_map(|rule| case.findings(rule)).collect();
        findings.sort_by(|a, b| (a.is_whole(), a.start, a.end, &a.rule).cmp(&(b.is_whole(), b.start, b.end, &b.rule)));
        let promises = promises.into_iter().map(|found| found.promise).collect();
        Review { findings, promises }
    }
}

impl Patterns {
    fn of(rules: &[Rule], language: Language) -> Self {
        let mut cues = vec![];
        let mut lists = vec![];
        let mut concepts = vec![];
        for (place, rule) in rules.iter().enumerate() {
            let Some(tongue) = rule.tongue(language) else { continue };
            let mut add = |id: &str, patterns: &[String], except: &[String]| {
                if patterns.is_empty() {
                    return;
                }
                let concept = Concept { topic: rule.name.clone(), id: id.to_owned() };
                lists.push((place, id.to_owned()));
                concepts.push(concept.clone());
                let (patterns, except) = (patterns.to_vec(), except.to_vec());
                cues.push(Cue { concept, patterns, except });
            };
            add(PATTERNS, &tongue.patterns, &tongue.except);
            add("unless", &tongue.unless, &[]);
            add("unless_near", &tongue.unless_near, &[]);
            for (id, patterns) in &tongue.words {
                add(id, patterns, &[]);
            }
        }
        Self { finder: Finder::new(&cues, &concepts, &[]), lists, promises: PromiseFinder::new(language) }
    }

    fn look(
        &self,
        text: &str,
        start: usize,
        end: usize,
        sentence: Option<usize>,
        hits: &mut Hits,
        spots: &mut Vec<(u16, Spot)>,
    ) {
        let Some(part) = text.get(start..end) else { return };
        let words = Words::of(part);
        self.finder.find(&words, hits);
        for hit in hits.as_slice() {
            let first = words.span(hit.from as usize);
            let last = words.span((hit.to as usize).saturating_sub(1));
            if let (Some((from, _)), Some((_, to))) = (first, last) {
                spots.push((hit.concept, Spot { start: start + from, end: start + to, sentence }));
            }
        }
    }
}

impl Case<'_> {
    /// What one rule finds.
    fn findings(&self, rule: &Rule) -> Vec<Finding> {
        let Some(tongue) = rule.tongue(self.draft.language) else { return vec![] };
        let mut hits = self.pattern_hits(rule);
        if let Some(check) = check_of(&rule.name) {
            hits.extend(check(self));
        }
        let text = self.draft.text;
        let finding = |hit: Hit| {
            let words = text.get(hit.start..hit.end).unwrap_or_default();
            let replacement = hit.replacement.or_else(|| {
                let lower = words.to_lowercase();
                tongue.fixes.iter().find(|(from, _)| from.to_lowercase() == lower).map(|(_, to)| like(words, to))
            });
            Finding {
                rule: rule.name.clone(),
                factor: rule.factor,
                severity: rule.severity,
                start: hit.start,
                end: hit.end,
                reason: tongue.why.clone(),
                rewrite: hit.rewrite.or_else(|| Some(tongue.rewrite.clone())).filter(|text| !text.is_empty()),
                safe: replacement.is_some(),
                replacement,
            }
        };
        merged(hits, text).into_iter().map(finding).collect()
    }

    fn pattern_hits(&self, rule: &Rule) -> Vec<Hit> {
        let near = |spot: &Spot, list: &str, reach: usize| {
            let Some(here) = spot.sentence else { return false };
            self.cues(&rule.name, list).any(|other| other.sentence.is_some_and(|at| here <= at && at <= here + reach))
        };
        let spots = self.cues(&rule.name, PATTERNS).filter(|spot| {
            let Some(place) = spot.sentence else { return false };
            let sentence = self.page.sentences[place];
            let opens = !rule.opening || self.opens(spot, sentence);
            opens && !near(spot, "unless", 0) && !near(spot, "unless_near", 1)
        });
        spots.map(|spot| Hit::at(spot.start, spot.end)).collect()
    }

    /// Whether words begin a paragraph, or the sentence after its thanks.
    fn opens(&self, spot: &Spot, sentence: Sentence) -> bool {
        let before = self.page.part(sentence.start, spot.start);
        !before.chars().any(char::is_alphabetic) && sentence.place <= 1
    }
}

/// Where the questions of a text stand: from the sign that opens them, or the end of the sentence before, to their mark.
fn questions(text: &str) -> Vec<(usize, usize)> {
    let marked = stretches(text).into_iter().filter(|(start, end)| text[*start..*end].ends_with('?'));
    let opened = |(start, end): (usize, usize)| (text[start..end].rfind('¿').map_or(start, |at| start + at), end);
    marked.map(opened).collect()
}

/// The sentences of a text, each to its sign.
fn stretches(text: &str) -> Vec<(usize, usize)> {
    let mut found = vec![];
    let mut start = 0;
    for (place, letter) in text.char_indices() {
        let end = place + letter.len_utf8();
        let stops = text[end..].chars().next().is_none_or(char::is_whitespace);
        if matches!(letter, '!' | '?' | '\n') || (letter == '.' && stops) {
            found.push((start, end));
            start = end;
        }
    }
    found.push((start, text.len()));
    found
}

/// A replacement begins as the words did.
fn like(words: &str, to: &str) -> String {
    let upper = words.chars().next().is_some_and(char::is_uppercase);
    let mut letters = to.chars();
    match letters.next() {
        Some(first) if upper => first.to_uppercase().chain(letters).collect(),
        _ => to.to_owned(),
    }
}

/// Findings of one rule that overlap are one, and so are those that touch, unless each can be put right by itself.
fn merged(mut hits: Vec<Hit>, text: &str) -> Vec<Hit> {
    hits.sort_by_key(|hit| (hit.start, hit.end));
    let mut kept: Vec<Hit> = vec![];
    for hit in hits {
        if let Some(last) = kept.last_mut()
            && (hit.start < last.end
                || (hit.start == last.start && hit.end == last.end)
                || (touches(text, last.end, hit.start) && last.replacement.is_none() && hit.replacement.is_none()))
            && (last.start != last.end || hit.start == hit.end)
        {
            last.end = last.end.max(hit.end);
            if last.replacement != hit.replacement {
                last.replacement = None;
            }
            continue;
        }
        kept.push(hit);
    }
    kept
}

/// Whether between two findings there is nothing that separates them.
fn touches(text: &str, from: usize, to: usize) -> bool {
    text.get(from..to)
        .is_some_and(|between| between.len() <= 24 && !between.contains(['.', '!', '?', ',', ';', ':', '\n']))
}

#[cfg(test)]
mod tests {
    use super::Coach;

    #[test]
    fn every_rule_does_what_its_examples_say() {
        let coach = Coach::builtin();
        let problems: Vec<String> = coach
            .rules()
            .iter()
            .flat_map(|rule| coach.against_own_examples(rule))
            .map(|problem| problem.to_string())
            .collect();
        assert!(problems.is_empty(), "{}", problems.join("\n"));
    }

    #[test]
    fn a_letter_in_another_language_than_its_answer_is_no_complaint_by_guess() {
        let calendar = crate::calendar_unless_said();
        let (now, zone) = (jiff::civil::date(2026, 3, 11).at(10, 20, 0, 0), jiff::tz::TimeZone::UTC);
        let of = |received| crate::Draft {
            text: "Dear Ana,\n\nThank you 🙂 for writing to us.\n\nTom",
            language: super::Language::English,
            received: Some(received),
            now,
            calendar: &calendar,
            zone: &zone,
            customer: None,
        };
        let coach = Coach::builtin();
        let rules = |received| {
            let found = coach.review(&of(received)).findings;
            found.into_iter().map(|finding| finding.rule).collect::<Vec<_>>()
        };
        assert!(!rules("Kursi di ruang tunggu nyaman sekali.").contains(&"apology-missing".to_owned()));
        assert!(rules("I waited two hours and nobody came.").contains(&"apology-missing".to_owned()));
    }
}
