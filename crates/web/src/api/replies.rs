//! Checking a draft reply for a program: the same findings and promises as on the page, under the names of `rater coach --format json`.
//!
//! Separate from comments and promises, because nothing is kept here: the draft is read, answered and forgotten.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
use axum::routing::{MethodFilter, on};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::tokens::Area;
use store::{Role, StoreError};

use super::call::{Described, Key, Named, Reply, Rules, begin, operation, written};
use super::schema;
use super::types::{Factor, Nothing, Uid};
use crate::App;
use crate::coach::{Checked, Checker};
use crate::failure::Failure;
use crate::operation::{Operation, Right};

pub fn operations() -> Vec<Operation> {
    let named = Named {
        id: "api.replies.check",
        path: "/api/v1/replies/check",
        area: Area::Service,
        role: Role::Agent,
        summary: "Checks a draft reply: what would hurt, why, a better wording, and the promises in it; nothing is kept",
    };
    let described = Described {
        summary: named.summary,
        query: schema::of::<Nothing>,
        body: Some(schema::of::<DraftToCheck>),
        file: false,
        reply: Reply::Json(200, schema::of::<CheckedReply>),
        key: Key::None,
    };
    let rules = Arc::new(Rules::new::<Nothing, DraftToCheck>(Some(schema::of::<CheckedReply>), Key::None));
    let handler = on(MethodFilter::POST, move |State(app): State<App>, request: Request| async move {
        check(&app, &rules, request).await
    });
    vec![operation(named, Method::POST, Right::Read, handler, described)]
}

/// A language in which drafts are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ReplyLanguage {
    /// English.
    En,
    /// Indonesian.
    Id,
    /// Spanish.
    Es,
}

impl From<ReplyLanguage> for replies::Language {
    fn from(language: ReplyLanguage) -> Self {
        match language {
            ReplyLanguage::En => Self::English,
            ReplyLanguage::Id => Self::Indonesian,
            ReplyLanguage::Es => Self::Spanish,
        }
    }
}

impl From<replies::Language> for ReplyLanguage {
    fn from(language: replies::Language) -> Self {
        match language {
            replies::Language::English => Self::En,
            replies::Language::Indonesian => Self::Id,
            replies::Language::Spanish => Self::Es,
        }
    }
}

/// A draft.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftToCheck {
    /// The reply before it is sent.
    #[schemars(length(min = 1, max = 20000))]
    draft: String,
    /// What the customer wrote.
    #[serde(default)]
    #[schemars(length(max = 20000))]
    received: String,
    /// In which language the draft is; found from its words when nothing is said.
    #[serde(default)]
    language: Option<ReplyLanguage>,
    /// To whom: the draft is held against what is promised to them and how they do not want to be reached.
    #[serde(default)]
    customer: Option<Uid>,
}

/// How much a finding matters.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum FindingSeverity {
    /// It would be better otherwise.
    Advice,
    /// It hurts.
    Fault,
}

/// A finding.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FindingShown {
    /// The name of the rule.
    rule: String,
    factor: Factor,
    severity: FindingSeverity,
    /// Where it begins, in bytes of UTF-8; one about the whole is empty and stands at the end.
    start: u64,
    /// Where it ends.
    end: u64,
    /// Why it matters.
    reason: String,
    /// A better wording, or how to find one.
    rewrite: Option<String>,
    /// Whether the replacement can be put in place without asking.
    safe: bool,
    /// What stands in place of the words then.
    #[serde(skip_serializing_if = "Option::is_none")]
    replacement: Option<String>,
}

/// A promise in the draft.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PromiseFound {
    /// Where it begins, in bytes of UTF-8.
    start: u64,
    /// Where it ends.
    end: u64,
    /// Who will do it, as written; may be empty.
    who: String,
    /// What will be done, as written.
    what: String,
    /// By when, by the clocks of the organisation, such as `2026-12-24T16:30`; null when no time is said.
    due: Option<String>,
    /// Whether the draft says anything of a time.
    timed: bool,
}

/// What was found in a draft.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CheckedReply {
    /// `rater.coach/1`.
    format: String,
    /// In which language it was read.
    language: ReplyLanguage,
    findings: Vec<FindingShown>,
    promises: Vec<PromiseFound>,
}

impl From<Checked> for CheckedReply {
    fn from(checked: Checked) -> Self {
        let finding = |one: replies::Finding| FindingShown {
            rule: one.rule,
            factor: one.factor.into(),
            severity: match one.severity {
                replies::Severity::Advice => FindingSeverity::Advice,
                replies::Severity::Fault => FindingSeverity::Fault,
            },
            start: one.start as u64,
            end: one.end as u64,
            reason: one.reason,
            rewrite: one.rewrite,
            safe: one.safe,
            replacement: one.replacement,
        };
        let promise = |one: replies::Promise| PromiseFound {
            start: one.start as u64,
            end: one.end as u64,
            who: one.who,
            what: one.what,
            due: one.due.map(|due| due.strftime("%Y-%m-%dT%H:%M").to_string()),
            timed: one.timed,
        };
        Self {
            format: "rater.coach/1".to_owned(),
            language: checked.language.into(),
            findings: checked.review.findings.into_iter().map(finding).collect(),
            promises: checked.review.promises.into_iter().map(promise).collect(),
        }
    }
}

async fn check(app: &App, rules: &Rules, request: Request) -> Result<axum::response::Response, Failure> {
    let (asked, _) = begin::<Nothing, DraftToCheck>(app, rules, request).await?;
    let (customer, scope, now) =
        (asked.body.customer.as_ref().map(Uid::id).transpose()?, asked.scope.clone(), asked.now);
    let checker = app.store.read(move |tx| Checker::of(tx, &scope, customer.as_ref(), now)).await?;
    let work = tokio::task::spawn_blocking(move || {
        let body = &asked.body;
        checker.check(&body.draft, &body.received, body.language.map(replies::Language::from), now)
    });
    let checked = work.await.map_err(|error| StoreError::Damaged(format!("a draft was not checked: {error}")))?;
    written(StatusCode::OK, &CheckedReply::from(checked))
}
