//! Everything that happened with a customer, one after another, the newest first.
//!
//! Separate from the file around it, because what was noted, promised, met with and repaired comes from five places and is read
//! as one story. It tells of no anonymous answer, and leads nowhere that an agent may not go.

use comments::label::Polarity;
use language::Words;
use service::Factor;
use service::moment::Judgement;
use service::promise::PromiseState;
use service::recovery::{CaseState, Satisfied};
use store::Time;
use store::cases::Kept;
use store::comments::Comment;
use store::customers::{Answered, Fact};
use store::moments::{Moment, Source};
use store::promises::Ledgered;

use super::super::{actor_name, factor_name};
use super::file::Found;
use crate::pages::desk::clock::Clock;

/// Something that happened.
pub struct Entry {
    at: Time,
    /// When, as people read it, and as a program does.
    pub when: String,
    pub day: String,
    /// Which kind: `fact`, `promise`, `moment`, `comment`, `case`, `survey`.
    pub kind: &'static str,
    pub label: String,
    /// Whether it went `well` or `wrong`; empty when it says nothing of that.
    pub tone: &'static str,
    pub text: String,
    pub note: String,
    /// What became of each factor of an encounter.
    pub judged: Vec<Judged>,
    pub link: String,
}

/// A factor and what became of it.
pub struct Judged {
    pub name: &'static str,
    pub sign: &'static str,
    pub text: String,
}

/// The entries, the newest first.
pub fn entries(found: &Found, clock: &Clock, w: Words, now: Time) -> Vec<Entry> {
    let teller = Teller { found, clock, w, now };
    let mut all: Vec<Entry> = Vec::new();
    for (fact, ended) in &found.ever {
        all.push(teller.noted(fact));
        all.extend(ended.map(|at| teller.ended(fact, at)));
    }
    for promise in &found.promises {
        all.push(teller.promised(promise));
        all.extend(teller.became(promise));
    }
    for case in &found.cases {
        all.push(teller.opened(case));
        all.extend(case.closed_at.map(|at| teller.closed(case, at)));
    }
    all.extend(found.moments.iter().map(|moment| teller.met(moment)));
    all.extend(found.comments.iter().map(|comment| teller.said(comment)));
    all.extend(found.answered.iter().map(|answered| teller.answered(answered)));
    // What happened at the same time stays in the order of its kind.
    all.sort_by_key(|entry| std::cmp::Reverse(entry.at));
    all
}

struct Teller<'a> {
    found: &'a Found,
    clock: &'a Clock,
    w: Words,
    now: Time,
}

impl Teller<'_> {
    fn entry(&self, at: Time, kind: &'static str, label: &str, text: String) -> Entry {
        Entry {
            at,
            when: self.clock.moment(at),
            day: self.clock.field(at),
            kind,
            label: self.w.text(label),
            tone: "",
            text,
            note: String::new(),
            judged: Vec::new(),
            link: String::new(),
        }
    }

    fn by(&self, actor: &str) -> String {
        self.w.say("customers-by", &[("name", actor_name(self.w, &self.found.colleagues, actor).into())])
    }

    fn noted(&self, fact: &Fact) -> Entry {
        let noted = &fact.noted;
        let text = format!("{}: {}", factor_name(self.w, noted.factor), noted.words);
        let note = match noted.source.as_str() {
            "" => self.by(&fact.noted_by),
            source => format!("{} · {source}", self.by(&fact.noted_by)),
        };
        Entry { note, ..self.entry(fact.noted_at, "fact", "customers-timeline-fact", text) }
    }

    fn ended(&self, fact: &Fact, at: Time) -> Entry {
        let text = format!("{}: {}", factor_name(self.w, fact.noted.factor), fact.noted.words);
        self.entry(at, "fact", "customers-timeline-fact-ended", text)
    }

    fn promised(&self, one: &Ledgered) -> Entry {
        let due = self.clock.moment(Time::from(one.promise.due));
        let due = self.w.say("customers-due", &[("when", due.into())]);
        Entry {
            note: format!("{due} · {}", self.by(&one.maker)),
            link: format!("/promises/{}", one.id),
            ..self.entry(Time::from(one.promise.made_at), "promise", "customers-timeline-promise", one.told.clone())
        }
    }

    /// What became of a promise; nothing while it is open.
    fn became(&self, one: &Ledgered) -> Option<Entry> {
        let promise = &one.promise;
        let done = promise.done_at.map(Time::from);
        let (at, label, tone) = match promise.state {
            PromiseState::Open => return None,
            PromiseState::Kept => (done.unwrap_or(Time::from(promise.last_at)), "customers-timeline-kept", "well"),
            // The clock broke it when it was due, or somebody said before that it would not be kept.
            PromiseState::Broken => {
                let due = Time::from(promise.due);
                let at = if due < self.now { due } else { Time::from(promise.last_at) };
                (at, "customers-timeline-broken", "wrong")
            }
            PromiseState::Withdrawn => (Time::from(promise.last_at), "customers-timeline-withdrawn", ""),
        };
        let late = done.filter(|_| promise.state == PromiseState::Broken);
        let says = promise
            .customer
            .map(|kept| self.w.text(if kept { "customers-says-kept" } else { "customers-says-not-kept" }));
        let notes = [
            late.map(|at| self.w.say("customers-done-late", &[("when", self.clock.moment(at).into())])),
            (promise.state == PromiseState::Broken && done.is_none()).then(|| self.w.text("customers-not-done")),
            says,
        ];
        Some(Entry {
            tone,
            note: notes.into_iter().flatten().collect::<Vec<_>>().join(" · "),
            link: format!("/promises/{}", one.id),
            ..self.entry(at, "promise", label, one.told.clone())
        })
    }

    fn opened(&self, case: &Kept) -> Entry {
        Entry {
            tone: "wrong",
            link: format!("/cases/{}", case.id),
            ..self.entry(case.opened_at, "case", "customers-timeline-case", self.case(case))
        }
    }

    fn closed(&self, case: &Kept, at: Time) -> Entry {
        let note = match (case.state, case.satisfied) {
            (CaseState::ClosedByTimeout, _) => "customers-case-timeout",
            (_, Some(Satisfied::Yes)) => "customers-case-satisfied",
            (_, Some(Satisfied::Partly)) => "customers-case-partly",
            _ => "customers-case-closed",
        };
        Entry {
            tone: "well",
            note: self.w.text(note),
            link: format!("/cases/{}", case.id),
            ..self.entry(at, "case", "customers-timeline-case-closed", self.case(case))
        }
    }

    fn case(&self, case: &Kept) -> String {
        let number = self.w.say("customers-case-number", &[("number", case.number.to_string().into())]);
        if case.words.is_empty() { number } else { format!("{number}: {}", case.words) }
    }

    fn met(&self, moment: &Moment) -> Entry {
        let judged = Factor::ALL.into_iter().zip(moment.judgements);
        let judged = judged.filter(|(_, judgement)| *judgement != Judgement::Nothing);
        let disappointed = moment.judgements.contains(&Judgement::Disappointed);
        let place = self.found.touchpoint(&moment.touchpoint);
        let text = if moment.words.is_empty() { place } else { format!("{place}: {}", moment.words) };
        Entry {
            tone: if disappointed { "wrong" } else { "" },
            note: match moment.source {
                Source::Staff => self.by(&moment.noted_by),
                Source::Pulse => self.w.text("customers-moment-pulse"),
            },
            judged: judged.map(|(factor, judgement)| self.judged(factor, judgement)).collect(),
            link: format!("/moments/{}", moment.id),
            ..self.entry(moment.at, "moment", "customers-timeline-moment", text)
        }
    }

    fn said(&self, comment: &Comment) -> Entry {
        let complains = comment.clauses.iter().any(|clause| clause.said.polarity == Polarity::Complaint);
        let praises = comment.clauses.iter().any(|clause| clause.said.polarity == Polarity::Compliment);
        Entry {
            tone: match (complains, praises) {
                (true, _) => "wrong",
                (false, true) => "well",
                (false, false) => "",
            },
            note: self.w.text(&format!("comments-channel-{}", comment.channel.name())),
            link: format!("/comments/{}", comment.id),
            ..self.entry(comment.at, "comment", "customers-timeline-comment", comment.words.clone())
        }
    }

    fn judged(&self, factor: Factor, judgement: Judgement) -> Judged {
        let sign = match judgement {
            Judgement::Nothing => "",
            Judgement::Met => "=",
            Judgement::Exceeded => "▲",
            Judgement::Disappointed => "▼",
        };
        let what = self.w.text(&format!("customers-judged-{}", judgement.name()));
        Judged { name: judgement.name(), sign, text: format!("{}: {what}", factor_name(self.w, factor)) }
    }

    fn answered(&self, answered: &Answered) -> Entry {
        let names = [("survey", answered.survey.as_str().into()), ("wave", answered.wave.as_str().into())];
        let text = self.w.say("customers-answered", &names);
        self.entry(answered.at, "survey", "customers-timeline-survey", text)
    }
}
