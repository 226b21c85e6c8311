//! What the templates of the answer page are given: steps as they are shown, with what was answered so far.
//!
//! Separate from the handlers, because it is a plain function from a questionnaire and answers to what is seen, and can be
//! looked at without a server. It decides nothing about what is kept.

use std::collections::{BTreeMap, BTreeSet};

use language::{Argument, Words};
use store::Id;
use store::answers::receipt_of;
use store::instruments::Questionnaire;
use store::links::{Door, DoorKind};
use store::surveys::Survey;
use survey::{AnswerColumn, BatteryKind, Instrument, Scale};

use super::filled::shown;
use super::flow::{Asked, steps};
use super::tongue::{self, Tongue};
use super::wording::{Part, told_apart};

/// Scales with more points than this are answered by writing the number.
const FACES_MAX: u16 = 11;
/// Items named as examples of a dimension.
const EXAMPLES: usize = 3;
/// Seconds that one answer, one word of reading included, takes people on the whole; for the promise on the first page.
const SECONDS_PER_ANSWER: usize = 6;

/// What every page of a survey has around it.
#[derive(Debug, Clone)]
pub struct Frame {
    /// Its language.
    pub language: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// By which way people came: `open`, `invited`, `kiosk`, `embedded`.
    pub way: &'static str,
    /// The title of the page.
    pub title: String,
    /// Who asks.
    pub organisation: String,
    /// The address of the style sheet.
    pub style: String,
    /// The address of the script.
    pub script: String,
    /// For a stand at the door, where nobody closes a page.
    pub refresh: Option<Refresh>,
}

/// Another page after a while, for browsers without script.
#[derive(Debug, Clone)]
pub struct Refresh {
    /// After how long.
    pub seconds: u32,
    /// Where.
    pub address: String,
}

impl Frame {
    /// Whether it stands at the door, and belongs to nobody.
    #[must_use]
    pub fn kiosk(&self) -> bool {
        self.way == "kiosk"
    }
}

/// What has been answered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Given {
    /// Codes by column of the layout.
    pub codes: Vec<u8>,
    /// Groups by column.
    pub segments: BTreeMap<String, String>,
    /// The comment.
    pub comment: String,
    /// A judgement that the link preselects.
    pub rating: Option<u8>,
}

/// One step.
#[derive(Debug)]
pub struct StepView {
    /// Its number; the welcome is 0.
    pub number: usize,
    /// Its class in the style sheet.
    pub class: String,
    /// Its name for whoever does not see it.
    pub name: String,
    /// Whether there is one before it.
    pub back: bool,
    /// Whether it sends the answers.
    pub sends: bool,
    /// What it shows.
    pub body: Body,
}

/// What a step shows.
#[derive(Debug)]
#[allow(clippy::large_enum_variant, reason = "a few per page, made once")]
pub enum Body {
    /// Who asks, and how long it takes.
    Welcome(WelcomeView),
    /// One item in every battery.
    Item(ItemView),
    /// An overall judgement.
    Outcome(ScaleView),
    /// Points to share out.
    Points(PointsView),
    /// A group of the respondent.
    Segment(SegmentView),
    /// A few items on one screen.
    Pulse(PulseView),
    /// The comment, and sending.
    Last(LastView),
}

/// The first page.
#[derive(Debug)]
pub struct WelcomeView {
    /// The survey's title.
    pub title: String,
    /// How many steps, how long.
    pub length: String,
    /// What each battery asks, with its mark.
    pub instructions: Vec<(&'static str, String)>,
    /// What becomes of the answers.
    pub privacy: String,
    /// Whether it stands at the door.
    pub kiosk: bool,
}

/// One item.
#[derive(Debug)]
pub struct ItemView {
    /// What all scales are about, where they share it.
    pub statement: Option<String>,
    /// How to answer, where there is one battery.
    pub intro: Option<String>,
    /// A scale per battery.
    pub scales: Vec<ScaleView>,
}

/// One scale with its question.
#[derive(Debug)]
pub struct ScaleView {
    /// The field.
    pub name: String,
    /// Its battery, or `outcome`.
    pub kind: &'static str,
    /// Classes for its form.
    pub form: String,
    /// What the battery asks for, in two words.
    pub asked: Option<String>,
    /// Whether its mark stands before the question.
    pub marked: bool,
    /// The question.
    pub words: Vec<Part>,
    /// The points.
    pub options: Vec<OptionView>,
    /// Whether every point has words.
    pub worded: bool,
    /// Words at the lowest point.
    pub low: String,
    /// Words at the point in the middle.
    pub middle: String,
    /// Words at the highest point.
    pub high: String,
    /// Whether the number is written.
    pub entry: bool,
    /// What was written.
    pub entered: String,
    /// From where to where.
    pub entry_label: String,
    /// The lowest.
    pub min: u8,
    /// The one in the middle, if there is one.
    pub centre: u8,
    /// The highest.
    pub max: u8,
    /// Whether "does not apply" may be said.
    pub may_not_apply: bool,
    /// Whether it was said.
    pub not_applicable: bool,
}

/// One point of a scale.
#[derive(Debug)]
pub struct OptionView {
    /// Its number.
    pub value: u8,
    /// Its words.
    pub label: String,
    /// Whether it was chosen.
    pub checked: bool,
    /// Whether it was chosen by the link, and by nobody yet.
    pub preselected: bool,
}

/// Points to share out.
#[derive(Debug)]
pub struct PointsView {
    /// A row per dimension.
    pub rows: Vec<ShareView>,
    /// How many are shared out, at most 100.
    pub sum_shown: u32,
    /// How many are left, in words.
    pub sum_text: String,
}

/// One share of the points.
#[derive(Debug)]
pub struct ShareView {
    /// The field.
    pub name: String,
    /// The dimension.
    pub title: String,
    /// What it is about.
    pub examples: String,
    /// The points given.
    pub value: String,
    /// What the button for fewer does.
    pub less: String,
    /// What the button for more does.
    pub more: String,
}

/// A group to choose.
#[derive(Debug)]
pub struct SegmentView {
    /// The question.
    pub title: String,
    /// The field.
    pub name: String,
    /// The groups.
    pub options: Vec<ChoiceView>,
}

/// One group.
#[derive(Debug)]
pub struct ChoiceView {
    /// Its code.
    pub value: String,
    /// Its words.
    pub label: String,
    /// Whether it was chosen.
    pub checked: bool,
}

/// Everything on one screen.
#[derive(Debug)]
pub struct PulseView {
    /// The survey's title.
    pub title: String,
    /// How to answer.
    pub intro: String,
    /// The items, then the overall judgement.
    pub scales: Vec<ScaleView>,
    /// Whether a comment is asked for.
    pub comment_asked: bool,
    /// The comment.
    pub comment: String,
    /// What becomes of the answers.
    pub privacy: String,
}

/// The last page.
#[derive(Debug)]
pub struct LastView {
    /// Whether a comment is asked for.
    pub comment_asked: bool,
    /// What to write.
    pub hint: String,
    /// The comment.
    pub comment: String,
    /// Steps that were left blank.
    pub blanks: Vec<BlankView>,
}

/// A step that was left blank.
#[derive(Debug)]
pub struct BlankView {
    /// Its number.
    pub number: usize,
    /// What the button does.
    pub name: String,
}

/// What a page of questions is made of.
pub struct Sheet<'a> {
    /// What is asked.
    pub asked: &'a Questionnaire,
    /// Of whom, and how.
    pub survey: &'a Survey,
    /// Who asks.
    pub organisation: &'a str,
    /// By which way.
    pub kind: DoorKind,
    /// Columns of groups that are known already.
    pub known: &'a BTreeSet<String>,
    /// The attempt.
    pub attempt: &'a Id,
    /// The language of the questions.
    pub language: &'a str,
    /// The words of the page.
    pub words: Words,
}

/// The columns of groups that are known before anybody answers.
#[must_use]
pub fn known(door: &Door, hidden: &BTreeMap<String, String>) -> BTreeSet<String> {
    door.hidden.keys().chain(door.invited_segments.keys()).chain(hidden.keys()).cloned().collect()
}

impl Sheet<'_> {
    fn instrument(&self) -> &Instrument {
        &self.asked.instrument
    }

    /// The steps of this attempt.
    #[must_use]
    pub fn flow(&self) -> Vec<Asked> {
        steps(self.instrument(), self.survey.pulse, self.attempt, self.known)
    }

    /// The languages to choose from.
    #[must_use]
    pub fn languages(&self) -> Vec<Tongue> {
        tongue::choices(self.instrument(), self.language)
    }

    /// The receipt that this attempt will have.
    #[must_use]
    pub fn receipt(&self) -> String {
        receipt_of(self.attempt)
    }

    /// Words for the page's script, by the names it knows them under. `{n}` and `{last}` are filled in there.
    #[must_use]
    pub fn script_words(&self, last: usize) -> Vec<(&'static str, String)> {
        let w = self.words;
        let number = [("number", "{n}".into()), ("last", last.to_string().into())];
        // Plural forms depend on the number, so each is written out where there are two.
        let points = |message: &str| {
            let one = w.say(message, &[("points", 1_i64.into())]);
            let many = w.say(message, &[("points", 22_i64.into())]).replace("22", "{n}");
            (one, many)
        };
        let ((left_one, left), (over_one, over)) = (points("answer-points-left"), points("answer-points-over"));
        vec![
            ("step", w.say("answer-step", &number)),
            ("blank", w.say("answer-blank", &number[..1])),
            ("saved", w.text("answer-saved")),
            ("saving", w.text("answer-saving")),
            ("waiting", w.text("answer-waiting")),
            ("kept", w.text("answer-kept")),
            ("next", w.text("answer-next")),
            ("pass", w.text("answer-pass")),
            ("empty", w.text("answer-empty")),
            ("left-one", left_one),
            ("left", left),
            ("over-one", over_one),
            ("over", over),
            ("done", w.text("answer-points-done")),
        ]
    }

    /// The first step that lacks an answer, or the last.
    #[must_use]
    pub fn first_blank(&self, given: &Given) -> usize {
        let flow = self.flow();
        self.blanks(&flow, given).first().copied().unwrap_or(flow.len() - 1)
    }

    /// Every step with what was answered.
    #[must_use]
    pub fn views(&self, given: &Given) -> Vec<StepView> {
        let flow = self.flow();
        let blanks = self.blanks(&flow, given);
        let last = flow.len() - 1;
        flow.iter().enumerate().map(|(number, asked)| self.step(number, last, asked, given, &blanks)).collect()
    }

    fn step(&self, number: usize, last: usize, asked: &Asked, given: &Given, blanks: &[usize]) -> StepView {
        let (class, body) = match asked {
            Asked::Welcome => ("step-welcome", Body::Welcome(self.welcome(last))),
            Asked::Item(item) => {
                let view = self.item(*item, given);
                let pair = if view.scales.len() == 2 { "step-item pair" } else { "step-item" };
                (pair, Body::Item(view))
            }
            Asked::Points => ("step-points", Body::Points(self.points(given))),
            Asked::Outcome(outcome) => ("step-outcome", Body::Outcome(self.outcome(*outcome, given))),
            Asked::Segment(segment) => ("step-segment", Body::Segment(self.segment(*segment, given))),
            Asked::Pulse(items) => ("step-pulse", Body::Pulse(self.pulse(items, given))),
            Asked::Last => ("step-last", Body::Last(self.last(given, blanks))),
        };
        let written = [("number", number.to_string().into()), ("last", last.to_string().into())];
        StepView {
            number,
            class: class.to_owned(),
            name: self.words.say("answer-step", &written),
            back: 0 < number,
            sends: matches!(asked, Asked::Last | Asked::Pulse(_)),
            body,
        }
    }

    fn welcome(&self, last: usize) -> WelcomeView {
        let answers = self.asked.layout.columns.len();
        let minutes = (answers * SECONDS_PER_ANSWER).div_ceil(60).max(1);
        let count = |number: usize| Argument::Count(i64::try_from(number).unwrap_or(i64::MAX));
        let message = if self.kind == DoorKind::Kiosk { "answer-length-kiosk" } else { "answer-length" };
        let batteries = self.instrument().batteries.iter();
        WelcomeView {
            title: self.survey.title.clone(),
            length: self.words.say(message, &[("questions", count(last)), ("minutes", count(minutes))]),
            instructions: batteries.map(|b| (kind(b.kind), b.instruction.get(self.language).to_owned())).collect(),
            privacy: self.privacy(),
            kiosk: self.kind == DoorKind::Kiosk,
        }
    }

    /// What becomes of the answers, by what is really stored.
    fn privacy(&self) -> String {
        let w = self.words;
        match (self.survey.anonymous, self.kind) {
            (true, DoorKind::Invited) => w.text("answer-private-invited"),
            (true, _) => w.text("answer-private-anonymous"),
            (false, DoorKind::Invited) => w.say("answer-private-named", &[("organisation", self.organisation.into())]),
            (false, _) => w.text("answer-private-linked"),
        }
    }

    fn item(&self, item: usize, given: &Given) -> ItemView {
        let (instrument, language) = (self.instrument(), self.language);
        let wording = &instrument.items[item].wording;
        let batteries: Vec<_> = instrument.batteries.iter().collect();
        let text = |kind: BatteryKind| wording.get(&kind).map_or("", |text| text.get(language));
        let first = batteries.first().map_or("", |battery| text(battery.kind));
        let alone = batteries.len() < 2;
        // One phrase for every battery: it heads the step, and each battery asks its own question about it.
        let shared = !alone && batteries.iter().all(|battery| text(battery.kind) == first);
        let other = |kind: BatteryKind| batteries.iter().find(|b| b.kind != kind).map_or("", |b| text(b.kind));
        let scales = batteries.iter().filter_map(|battery| {
            let words = if shared {
                plain(battery.instruction.get(language))
            } else {
                told_apart(text(battery.kind), if batteries.len() == 2 { other(battery.kind) } else { "" })
            };
            let asked = (!alone && !shared).then(|| self.words.text(mark(battery.kind)));
            let scale = self.item_scale(battery.kind, item, words, given)?;
            Some(ScaleView { asked, marked: shared, ..scale })
        });
        ItemView {
            scales: scales.collect(),
            statement: shared.then(|| first.to_owned()),
            intro: alone.then(|| batteries.first().map_or("", |b| b.instruction.get(language)).to_owned()),
        }
    }

    fn item_scale(&self, battery: BatteryKind, item: usize, words: Vec<Part>, given: &Given) -> Option<ScaleView> {
        let column = self.asked.layout.item(battery, item)?;
        let mut scale = self.scale(column, kind(battery), words, given);
        // What should be can be said by everybody; what is, only by who has met it.
        scale.may_not_apply = battery == BatteryKind::Perception;
        Some(scale)
    }

    fn scale(&self, column: usize, kind: &'static str, words: Vec<Part>, given: &Given) -> ScaleView {
        let place: &AnswerColumn = &self.asked.layout.columns[column];
        let code = given.codes.get(column).copied().unwrap_or(sums::MISSING);
        let chosen = shown(place, code);
        let scale = &place.scale;
        let label = |value: u8| scale.labels.get(&value).map_or("", |label| label.get(self.language)).to_owned();
        let points = u16::from(scale.max - scale.min) + 1;
        let worded = points <= 7 && (scale.min..=scale.max).all(|value| !label(value).is_empty());
        let entry = FACES_MAX < points;
        let option =
            |value| OptionView { value, label: label(value), checked: chosen == Some(value), preselected: false };
        let limits = [("min", scale.min.to_string().into()), ("max", scale.max.to_string().into())];
        ScaleView {
            name: format!("q{column}"),
            kind,
            form: form_of(points, worded),
            asked: None,
            marked: false,
            words,
            options: if entry { Vec::new() } else { (scale.min..=scale.max).map(option).collect() },
            worded,
            low: label(scale.min),
            middle: middle(scale).map(label).unwrap_or_default(),
            high: label(scale.max),
            entry,
            entered: chosen.map(|value| value.to_string()).unwrap_or_default(),
            entry_label: self.words.say("answer-entry", &limits),
            min: scale.min,
            centre: middle(scale).unwrap_or_default(),
            max: scale.max,
            may_not_apply: false,
            not_applicable: code == sums::NOT_APPLICABLE,
        }
    }

    fn outcome(&self, outcome: usize, given: &Given) -> ScaleView {
        let words = plain(self.instrument().outcomes[outcome].title.get(self.language));
        let column = self.asked.layout.outcome(outcome).unwrap_or_default();
        let mut scale = self.scale(column, "outcome", words, given);
        let open = given.codes.get(column).is_none_or(|code| *code == sums::MISSING);
        if outcome == 0
            && open
            && let Some(rating) = given.rating
        {
            for option in &mut scale.options {
                option.checked = option.value == rating;
                option.preselected = option.checked;
            }
        }
        scale
    }

    fn points(&self, given: &Given) -> PointsView {
        let instrument = self.instrument();
        let mut sum = 0;
        let rows = instrument.dimensions.iter().enumerate().filter_map(|(dimension, asked)| {
            let column = self.asked.layout.points(dimension)?;
            let code = given.codes.get(column).copied().filter(|code| *code <= 100);
            sum += u32::from(code.unwrap_or(0));
            let title = asked.title.get(self.language).to_owned();
            let items = instrument.items_of(&asked.id).take(EXAMPLES);
            let examples: Vec<_> = items.map(|item| item.short.get(self.language)).collect();
            Some(ShareView {
                name: format!("q{column}"),
                examples: examples.join(", "),
                value: code.map(|code| code.to_string()).unwrap_or_default(),
                less: self.words.say("answer-points-less", &[("title", title.as_str().into())]),
                more: self.words.say("answer-points-more", &[("title", title.as_str().into())]),
                title,
            })
        });
        let rows = rows.collect();
        PointsView { rows, sum_shown: sum.min(100), sum_text: self.points_text(sum) }
    }

    fn points_text(&self, sum: u32) -> String {
        let difference = [("points", Argument::Count(i64::from(sum.abs_diff(100))))];
        match sum {
            100 => self.words.text("answer-points-done"),
            0..100 => self.words.say("answer-points-left", &difference),
            _ => self.words.say("answer-points-over", &difference),
        }
    }

    fn segment(&self, position: usize, given: &Given) -> SegmentView {
        let segment = &self.instrument().segments[position];
        let chosen = given.segments.get(&segment.column);
        let choice = |(value, label): (&String, &survey::Localized)| ChoiceView {
            value: value.clone(),
            label: label.get(self.language).to_owned(),
            checked: chosen == Some(value),
        };
        SegmentView {
            title: segment.title.get(self.language).to_owned(),
            name: format!("g{position}"),
            options: segment.labels.iter().map(choice).collect(),
        }
    }

    fn pulse(&self, items: &[usize], given: &Given) -> PulseView {
        let instrument = self.instrument();
        let mut scales: Vec<ScaleView> = items.iter().flat_map(|item| self.item(*item, given).scales).collect();
        for scale in &mut scales {
            // Nobody stops at the door to say that one of five does not apply; leaving it empty says enough.
            scale.may_not_apply = false;
        }
        // The words at the ends stand once, below the first.
        for scale in scales.iter_mut().skip(1) {
            scale.form.push_str(" repeats");
        }
        if !instrument.outcomes.is_empty() {
            scales.push(self.outcome(0, given));
        }
        PulseView {
            title: self.survey.title.clone(),
            intro: instrument.batteries.first().map_or("", |b| b.instruction.get(self.language)).to_owned(),
            scales,
            comment_asked: self.survey.ask_comment,
            comment: given.comment.clone(),
            privacy: self.privacy(),
        }
    }

    fn last(&self, given: &Given, blanks: &[usize]) -> LastView {
        let hint = if self.survey.anonymous { "answer-comment-hint-anonymous" } else { "answer-comment-hint" };
        let blank = |number: &usize| BlankView {
            number: *number,
            name: self.words.say("answer-blank", &[("number", number.to_string().into())]),
        };
        LastView {
            comment_asked: self.survey.ask_comment,
            hint: self.words.text(hint),
            comment: given.comment.clone(),
            blanks: blanks.iter().map(blank).collect(),
        }
    }

    /// The steps that lack an answer. Groups may be left open, so they are not named.
    fn blanks(&self, flow: &[Asked], given: &Given) -> Vec<usize> {
        let layout = &self.asked.layout;
        let lacks = |column: Option<usize>| {
            column.is_some_and(|column| given.codes.get(column).is_none_or(|code| *code == sums::MISSING))
        };
        let blank = |asked: &Asked| match asked {
            Asked::Item(item) => {
                self.instrument().batteries.iter().any(|battery| lacks(layout.item(battery.kind, *item)))
            }
            Asked::Points => (0..self.instrument().dimensions.len()).any(|dimension| lacks(layout.points(dimension))),
            Asked::Outcome(outcome) => lacks(layout.outcome(*outcome)),
            _ => false,
        };
        flow.iter().enumerate().filter(|(_, asked)| blank(asked)).map(|(number, _)| number).collect()
    }
}

/// A class for the number of points, and for what they need.
fn form_of(points: u16, worded: bool) -> String {
    let many = if 7 < points { " many" } else { "" };
    let worded = if worded { " worded" } else { "" };
    format!("n{points}{many}{worded}")
}

fn middle(scale: &Scale) -> Option<u8> {
    let span = scale.max - scale.min;
    (span.is_multiple_of(2) && 0 < span).then_some(scale.min + span / 2)
}

fn plain(text: &str) -> Vec<Part> {
    vec![Part { text: text.to_owned(), strong: false }]
}

fn kind(battery: BatteryKind) -> &'static str {
    match battery {
        BatteryKind::Expectation => "expectation",
        BatteryKind::Perception => "perception",
        BatteryKind::Minimum => "minimum",
        BatteryKind::Desired => "desired",
        BatteryKind::Importance => "importance",
    }
}

fn mark(battery: BatteryKind) -> &'static str {
    match battery {
        BatteryKind::Expectation => "answer-mark-expectation",
        BatteryKind::Perception => "answer-mark-perception",
        BatteryKind::Minimum => "answer-mark-minimum",
        BatteryKind::Desired => "answer-mark-desired",
        BatteryKind::Importance => "answer-mark-importance",
    }
}
