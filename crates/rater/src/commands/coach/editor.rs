//! `rater coach --lsp`: an editor shows drafts while they are written and is told what is found in them.
//!
//! Separate from the command on one draft, because this keeps drafts and is asked again and again. It speaks the Language Server
//! Protocol on two streams, one message at a time; it opens no file, and a message it cannot follow is answered, not feared.

use std::collections::HashMap;
use std::io::{BufRead, Write};

use language::{Argument, Words};
use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use lsp_types::notification::{
    DidChangeTextDocument, DidCloseTextDocument, DidOpenTextDocument, Exit, Notification as Told, PublishDiagnostics,
    ShowMessage,
};
use lsp_types::request::{CodeActionRequest, HoverRequest, Initialize, Request as Asked, Shutdown};
use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOptions, CodeActionOrCommand, CodeActionParams, CodeActionProviderCapability,
    Diagnostic, DiagnosticSeverity, DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    Hover, HoverContents, HoverParams, HoverProviderCapability, InitializeResult, MarkupContent, MarkupKind,
    MessageType, NumberOrString, PositionEncodingKind, PublishDiagnosticsParams, ServerCapabilities, ServerInfo,
    ShowMessageParams, TextDocumentContentChangeEvent, TextDocumentSyncCapability, TextDocumentSyncKind, TextEdit, Uri,
    WorkspaceEdit,
};
use replies::{Finding, Language, Review, Severity};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::place::Lines;
use super::{FILE_BYTES_MAX, Reader, promised, wire};
use crate::failure::Failure;

/// A gap that nobody filled; whoever sends the reply is told of it by its own rule, however long the note is.
const GAP: &str = "____";
/// The rule about gaps, to which a note would only add another.
const GAP_RULE: &str = "placeholder-left";

/// Answers an editor until it says goodbye; 0 when it did so in order, else 1.
pub fn serve(
    reader: &Reader,
    reasons_in: Option<Language>,
    words: Words,
    mut input: impl BufRead,
    output: impl Write,
) -> Result<u8, Failure> {
    let mut editor = Editor { reader, reasons_in, words, output, drafts: HashMap::new(), stage: Stage::Before };
    while let Some(content) = wire::next(&mut input)? {
        if editor.take(&content)? == Next::Leave {
            break;
        }
    }
    Ok(u8::from(editor.stage != Stage::Over))
}

/// How far a conversation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Before,
    Open,
    Over,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    Stay,
    Leave,
}

/// A draft that is open.
struct Open {
    uri: Uri,
    version: i32,
    text: String,
    review: Review,
}

struct Editor<'a, W> {
    reader: &'a Reader,
    /// Reasons are said in this language; else in the draft's.
    reasons_in: Option<Language>,
    words: Words,
    output: W,
    drafts: HashMap<String, Open>,
    stage: Stage,
}

/// What is sent back: a result, or a code and a sentence.
type Answer = Result<Value, (ErrorCode, String)>;

impl<W: Write> Editor<'_, W> {
    fn take(&mut self, content: &[u8]) -> Result<Next, Failure> {
        let Ok(value) = serde_json::from_slice::<Value>(content) else {
            let sentence = self.words.text("commands-coach-lsp-not-json");
            self.refuse(&Value::Null, ErrorCode::ParseError, &sentence)?;
            return Ok(Next::Stay);
        };
        let id = value.get("id").cloned();
        // A list could be read as a message by the order of its parts.
        let message = if value.is_object() { serde_json::from_value(value).ok() } else { None };
        match (message, id) {
            (Some(Message::Request(request)), _) => self.asked(request)?,
            // We ask the editor nothing.
            (Some(Message::Response(_)), _) => {}
            (Some(Message::Notification(told)), None) => return self.told(told),
            (_, id) => {
                let sentence = self.words.text("commands-coach-lsp-not-message");
                self.refuse(&id.unwrap_or_default(), ErrorCode::InvalidRequest, &sentence)?;
            }
        }
        Ok(Next::Stay)
    }

    fn asked(&mut self, Request { id, method, params }: Request) -> Result<(), Failure> {
        let answer = match (self.stage, method.as_str()) {
            (Stage::Before, Initialize::METHOD) => {
                self.stage = Stage::Open;
                Ok(value(introduction()))
            }
            (Stage::Before, _) => Err((ErrorCode::ServerNotInitialized, self.about(&method, "not-begun"))),
            (Stage::Over, _) | (_, Initialize::METHOD) => {
                Err((ErrorCode::InvalidRequest, self.about(&method, "not-now")))
            }
            (Stage::Open, Shutdown::METHOD) => {
                self.stage = Stage::Over;
                Ok(Value::Null)
            }
            (Stage::Open, CodeActionRequest::METHOD) => {
                self.with(&method, params, |editor, params| value(editor.actions(&params)))
            }
            (Stage::Open, HoverRequest::METHOD) => {
                self.with(&method, params, |editor, params| value(editor.hover(&params)))
            }
            (Stage::Open, _) => Err((ErrorCode::MethodNotFound, self.about(&method, "unknown"))),
        };
        match answer {
            Ok(result) => self.send(Message::Response(Response { id, result: Some(result), error: None })),
            Err((code, sentence)) => self.refuse(&value::<RequestId>(id), code, &sentence),
        }
    }

    fn told(&mut self, Notification { method, params }: Notification) -> Result<Next, Failure> {
        if method == Exit::METHOD {
            return Ok(Next::Leave);
        }
        if self.stage == Stage::Open {
            match method.as_str() {
                DidOpenTextDocument::METHOD => self.heard(params, Self::opened)?,
                DidChangeTextDocument::METHOD => self.heard(params, Self::changed)?,
                DidCloseTextDocument::METHOD => self.heard(params, Self::closed)?,
                _ => {}
            }
        }
        Ok(Next::Stay)
    }

    /// Answers a request whose parameters can be read.
    fn with<P: DeserializeOwned>(&self, method: &str, params: Value, answer: impl Fn(&Self, P) -> Value) -> Answer {
        match serde_json::from_value(params) {
            Ok(params) => Ok(answer(self, params)),
            Err(_) => Err((ErrorCode::InvalidParams, self.about(method, "params"))),
        }
    }

    /// Follows a notification whose parameters can be read; nothing answers one, so any other is let pass.
    fn heard<P: DeserializeOwned>(
        &mut self,
        params: Value,
        follow: impl Fn(&mut Self, P) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        serde_json::from_value(params).map_or(Ok(()), |params| follow(self, params))
    }

    fn opened(&mut self, params: DidOpenTextDocumentParams) -> Result<(), Failure> {
        let document = params.text_document;
        self.judge(document.uri, document.version, document.text)
    }

    fn changed(&mut self, params: DidChangeTextDocumentParams) -> Result<(), Failure> {
        let document = params.text_document;
        let Some(open) = self.drafts.remove(document.uri.as_str()) else { return Ok(()) };
        let text = params.content_changes.into_iter().fold(open.text, changed);
        self.judge(document.uri, document.version, text)
    }

    fn closed(&mut self, params: DidCloseTextDocumentParams) -> Result<(), Failure> {
        let uri = params.text_document.uri;
        self.drafts.remove(uri.as_str());
        self.tell::<PublishDiagnostics>(PublishDiagnosticsParams { uri, diagnostics: vec![], version: None })
    }

    /// Checks a draft and tells what was found. What is too large for a draft is kept and not judged.
    fn judge(&mut self, uri: Uri, version: i32, text: String) -> Result<(), Failure> {
        let mut review = Review::default();
        if text.len() as u64 <= FILE_BYTES_MAX {
            review = self.reader.review(&text, self.reader.language_of(&text));
        } else {
            let message = self.words.say("commands-coach-too-large", &[("path", uri.as_str().into())]);
            self.tell::<ShowMessage>(ShowMessageParams { typ: MessageType::WARNING, message })?;
        }
        let open = Open { uri: uri.clone(), version, text, review };
        let lines = Lines::of(&open.text);
        let diagnostics = open.review.findings.iter().map(|finding| self.diagnostic(finding, &lines)).collect();
        let found = PublishDiagnosticsParams { uri: uri.clone(), diagnostics, version: Some(open.version) };
        self.drafts.insert(uri.as_str().to_owned(), open);
        self.tell::<PublishDiagnostics>(found)
    }

    fn diagnostic(&self, finding: &Finding, lines: &Lines<'_>) -> Diagnostic {
        let (start, end) = shown(finding, lines);
        let severity = match finding.severity {
            Severity::Fault => DiagnosticSeverity::WARNING,
            Severity::Advice => DiagnosticSeverity::INFORMATION,
        };
        Diagnostic {
            range: lines.range(start, end),
            severity: Some(severity),
            code: Some(NumberOrString::String(finding.rule.clone())),
            source: Some("rater".to_owned()),
            message: self.reason(finding),
            ..Diagnostic::default()
        }
    }

    /// Why it matters, in the language that was asked for if the rule speaks it.
    fn reason(&self, finding: &Finding) -> String {
        let rule = self.reader.coach.rules().iter().find(|rule| rule.name == finding.rule);
        let asked = self.reasons_in.and_then(|language| rule?.tongue(language));
        asked.map_or_else(|| finding.reason.clone(), |tongue| tongue.why.clone())
    }

    /// What may be done about the findings of a range, safe corrections first.
    fn actions(&self, params: &CodeActionParams) -> Vec<CodeActionOrCommand> {
        let Some(open) = self.drafts.get(params.text_document.uri.as_str()) else { return vec![] };
        // A kind asks for all below it, and an empty one for everything.
        let wanted = |kind: &CodeActionKind| *kind == CodeActionKind::EMPTY || *kind == CodeActionKind::QUICKFIX;
        if !params.context.only.as_ref().is_none_or(|only| only.iter().any(wanted)) {
            return vec![];
        }
        let lines = Lines::of(&open.text);
        let (from, to) = (lines.byte(params.range.start), lines.byte(params.range.end));
        let mut findings: Vec<&Finding> = open.review.findings.iter().collect();
        findings.retain(|finding| {
            let (start, end) = shown(finding, &lines);
            start <= to && from <= end
        });
        findings.sort_by_key(|finding| !finding.safe);
        findings.into_iter().filter_map(|finding| self.action(open, finding, &lines)).collect()
    }

    /// A safe correction takes the place of the words. Whatever needs a thought becomes a note behind them, with a gap that the
    /// rule about gaps sees until the note is gone: advice must not be sent for the words it is about.
    fn action(&self, open: &Open, finding: &Finding, lines: &Lines<'_>) -> Option<CodeActionOrCommand> {
        let (title, edit) = match (&finding.replacement, &finding.rewrite) {
            (Some(to), _) if finding.safe => {
                let title = self.words.say("commands-coach-lsp-replace", &[("replacement", to.as_str().into())]);
                (title, TextEdit { range: lines.range(finding.start, finding.end), new_text: to.clone() })
            }
            (_, Some(rewrite)) if finding.rule != GAP_RULE => {
                let title = self.words.say("commands-coach-lsp-note", &[("rewrite", rewrite.as_str().into())]);
                let before = match open.text[..finding.end].chars().next_back() {
                    Some('\n') | None => "",
                    Some(_) if finding.is_whole() => "\n",
                    Some(_) => " ",
                };
                let new_text = format!("{before}[{GAP} {rewrite}]");
                (title, TextEdit { range: lines.range(finding.end, finding.end), new_text })
            }
            _ => return None,
        };
        #[allow(clippy::mutable_key_type, reason = "the protocol's own type; an address is not changed behind its key")]
        let changes = HashMap::from([(open.uri.clone(), vec![edit])]);
        Some(CodeActionOrCommand::CodeAction(CodeAction {
            title,
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: Some(vec![self.diagnostic(finding, lines)]),
            edit: Some(WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() }),
            is_preferred: Some(finding.safe),
            ..CodeAction::default()
        }))
    }

    /// Why the words below the pointer hurt and how they are said better, and what they promise.
    fn hover(&self, params: &HoverParams) -> Option<Hover> {
        let asked = &params.text_document_position_params;
        let open = self.drafts.get(asked.text_document.uri.as_str())?;
        let lines = Lines::of(&open.text);
        let at = lines.byte(asked.position);
        let mut sentences = vec![];
        let mut spans = vec![];
        for finding in &open.review.findings {
            let (start, end) = shown(finding, &lines);
            if start <= at && at <= end {
                sentences.push(self.explained(finding));
                spans.push((start, end));
            }
        }
        for promise in open.review.promises.iter().filter(|promise| promise.start <= at && at <= promise.end) {
            let said = open.text.get(promise.start..promise.end).unwrap_or_default();
            sentences.push(promised(promise, said, self.words));
            spans.push((promise.start, promise.end));
        }
        let (start, end) = spans.into_iter().min_by_key(|(start, end)| end - start)?;
        let contents = MarkupContent { kind: MarkupKind::PlainText, value: sentences.join("\n\n") };
        Some(Hover { contents: HoverContents::Markup(contents), range: Some(lines.range(start, end)) })
    }

    fn explained(&self, finding: &Finding) -> String {
        let factor = self.words.text(&format!("commands-coach-factor-{}", finding.factor.name()));
        let mut text = format!("{} · {factor}\n{}", finding.rule, self.reason(finding));
        if let Some(rewrite) = &finding.rewrite {
            text.push('\n');
            text.push_str(&self.words.say("commands-coach-better", &[("rewrite", rewrite.as_str().into())]));
        }
        text
    }

    fn about(&self, method: &str, what: &str) -> String {
        self.words.say(&format!("commands-coach-lsp-{what}"), &[("method", Argument::from(method))])
    }

    fn tell<N: Told>(&mut self, params: N::Params) -> Result<(), Failure> {
        self.send(Message::Notification(Notification { method: N::METHOD.to_owned(), params: value(params) }))
    }

    fn send(&mut self, message: Message) -> Result<(), Failure> {
        let mut message = value(message);
        message["jsonrpc"] = json!("2.0");
        wire::send(&mut self.output, &message)
    }

    /// Answers with an error; also where the number of the request is none that `Response` could hold.
    fn refuse(&mut self, id: &Value, code: ErrorCode, sentence: &str) -> Result<(), Failure> {
        let error = json!({ "code": code as i32, "message": sentence });
        wire::send(&mut self.output, &json!({ "jsonrpc": "2.0", "id": id, "error": error }))
    }
}

/// What an editor may ask of us.
fn introduction() -> InitializeResult {
    let fixes =
        CodeActionOptions { code_action_kinds: Some(vec![CodeActionKind::QUICKFIX]), ..CodeActionOptions::default() };
    InitializeResult {
        capabilities: ServerCapabilities {
            position_encoding: Some(PositionEncodingKind::UTF16),
            text_document_sync: Some(TextDocumentSyncCapability::Kind(TextDocumentSyncKind::INCREMENTAL)),
            hover_provider: Some(HoverProviderCapability::Simple(true)),
            code_action_provider: Some(CodeActionProviderCapability::Options(fixes)),
            ..ServerCapabilities::default()
        },
        server_info: Some(ServerInfo {
            name: "rater coach".to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        }),
    }
}

/// The draft after a change: of a range, or of all of it.
fn changed(mut text: String, change: TextDocumentContentChangeEvent) -> String {
    let Some(range) = change.range else { return change.text };
    let lines = Lines::of(&text);
    let start = lines.byte(range.start);
    let end = lines.byte(range.end).max(start);
    text.replace_range(start..end, &change.text);
    text
}

/// Where a finding is shown: one about the whole on the first line, because an editor shows nothing on nothing.
fn shown(finding: &Finding, lines: &Lines<'_>) -> (usize, usize) {
    if finding.is_whole() { lines.first_written() } else { (finding.start, finding.end) }
}

/// Types of the protocol always become JSON; their keys are text.
fn value<T: serde::Serialize>(part: T) -> Value {
    serde_json::to_value(part).unwrap_or_default()
}
