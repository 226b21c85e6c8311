//! `rater coach --lsp`: an editor opens a draft, hears what is found, changes it, asks for fixes and reasons, and says goodbye.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

const URI: &str = "file:///drafts/reply.txt";
/// The fault stands behind accents (one unit each) and an emoji (two).
const DRAFT: &str = "Dear José,\n\nthank you for the café photo 🙂. It is our policy, the the form.\nI'll ring you by Friday noon.\n\nTom\n";

struct Editor {
    child: Child,
    from: BufReader<ChildStdout>,
}

impl Editor {
    fn start(more: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_rater"))
            .args([&["coach", "--lsp", "--now", "2026-03-11T10:20"], more].concat())
            .env("RATER_LANG", "en")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let from = BufReader::new(child.stdout.take().expect("its output"));
        Self { child, from }
    }

    fn write(&mut self, bytes: &str) {
        let to = self.child.stdin.as_mut().expect("its input");
        to.write_all(bytes.as_bytes()).and_then(|()| to.flush()).expect("it listens");
    }

    fn say(&mut self, content: &str) {
        self.write(&format!("Content-Length: {}\r\n\r\n{content}", content.len()));
    }

    fn tell(&mut self, method: &str, params: &Value) {
        self.say(&json!({ "jsonrpc": "2.0", "method": method, "params": params }).to_string());
    }

    fn ask(&mut self, id: i32, method: &str, params: &Value) -> Value {
        self.say(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }).to_string());
        let answer = self.hear();
        assert_eq!(answer["id"], id, "{answer}");
        answer
    }

    fn hear(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert_ne!(self.from.read_line(&mut line).expect("a line"), 0, "it stopped talking");
            match line.trim_end().split_once(": ") {
                Some(("Content-Length", value)) => length = value.parse().expect("a length"),
                _ => break,
            }
        }
        let mut content = vec![0; length];
        self.from.read_exact(&mut content).expect("the message");
        serde_json::from_slice(&content).expect("JSON")
    }

    fn open(&mut self, text: &str) -> Value {
        let document = json!({ "uri": URI, "languageId": "plaintext", "version": 1, "text": text });
        self.tell("textDocument/didOpen", &json!({ "textDocument": document }));
        self.hear()
    }

    /// The exit code, and what was said to the person at the terminal.
    fn end(mut self) -> (Option<i32>, String) {
        drop(self.child.stdin.take());
        let mut said = String::new();
        self.child.stderr.take().expect("its errors").read_to_string(&mut said).expect("text");
        (self.child.wait().expect("it ends").code(), said)
    }
}

fn of_rule<'a>(told: &'a Value, rule: &str) -> Option<&'a Value> {
    told["params"]["diagnostics"].as_array()?.iter().find(|found| found["code"] == rule)
}

fn span(line: u32, from: u32, to: u32) -> Value {
    json!({ "start": { "line": line, "character": from }, "end": { "line": line, "character": to } })
}

#[test]
fn a_conversation_from_hello_to_goodbye() {
    let mut editor = Editor::start(&[]);
    let early = editor.ask(1, "textDocument/hover", &json!({}));
    assert_eq!(early["error"]["code"], -32002, "{early}");
    let hello = editor.ask(2, "initialize", &json!({ "processId": null, "rootUri": null, "capabilities": {} }));
    assert_eq!(hello["result"]["capabilities"]["positionEncoding"], "utf-16", "{hello}");
    editor.tell("initialized", &json!({}));

    // "thank you for the café photo 🙂. It is our policy, the the form.": by hand, 🙂 begins at 29, the full stop is at 31,
    // "It" at 33, "our policy" ends at 49, and "the the" takes 51 to 58.
    let told = editor.open(DRAFT);
    assert_eq!((&told["method"], &told["params"]["version"]), (&json!("textDocument/publishDiagnostics"), &json!(1)));
    let policy = of_rule(&told, "policy-as-reason").unwrap_or_else(|| panic!("{told}"));
    assert_eq!(policy["range"]["start"]["line"], 2, "{policy}");
    assert_eq!(policy["range"]["end"], json!({ "line": 2, "character": 49 }), "{policy}");
    assert!(policy["message"].as_str().is_some_and(|why| !why.is_empty()));
    let doubled = of_rule(&told, "doubled-word").unwrap_or_else(|| panic!("{told}"));
    assert_eq!(doubled["range"], span(2, 51, 58));

    // The line grows by two emoji; the second change takes one of them, two units, away again.
    let changes = json!([
        { "range": span(2, 0, 0), "text": "🙂🙂" },
        { "range": span(2, 0, 2), "text": "" },
    ]);
    let document = json!({ "uri": URI, "version": 2 });
    editor.tell("textDocument/didChange", &json!({ "textDocument": document, "contentChanges": changes }));
    let told = editor.hear();
    assert_eq!(of_rule(&told, "doubled-word").map(|found| &found["range"]), Some(&span(2, 53, 60)), "{told}");

    let asked = json!({ "textDocument": { "uri": URI }, "range": span(2, 0, 90), "context": { "diagnostics": [] } });
    let actions = editor.ask(3, "textDocument/codeAction", &asked)["result"].clone();
    assert_eq!((&actions[0]["isPreferred"], &actions[0]["kind"]), (&json!(true), &json!("quickfix")), "{actions}");
    assert_eq!(actions[0]["edit"]["changes"][URI][0], json!({ "range": span(2, 53, 60), "newText": "the" }));
    let note = actions.as_array().expect("a list").iter().find(|one| one["isPreferred"] == false).expect("a note");
    assert!(note["edit"]["changes"][URI][0]["newText"].as_str().is_some_and(|text| text.contains("[____ ")), "{note}");

    let at = json!({ "textDocument": { "uri": URI }, "position": { "line": 2, "character": 50 } });
    let hover = editor.ask(4, "textDocument/hover", &at);
    let text = hover["result"]["contents"]["value"].as_str().unwrap_or_default();
    assert!(text.contains("policy-as-reason") && text.contains("Better: "), "{hover}");

    let unknown = editor.ask(5, "textDocument/rename", &json!({}));
    assert_eq!(unknown["error"]["code"], -32601);
    let unreadable = editor.ask(6, "textDocument/hover", &json!({ "position": 7 }));
    assert_eq!(unreadable["error"]["code"], -32602);
    let goodbye = editor.ask(7, "shutdown", &Value::Null);
    assert!(goodbye["result"].is_null() && goodbye.get("error").is_none(), "{goodbye}");
    editor.tell("exit", &Value::Null);
    assert_eq!(editor.end(), (Some(0), String::new()));
}

#[test]
fn broken_messages_are_answered_and_a_broken_stream_ends_with_two() {
    let mut editor = Editor::start(&[]);
    editor.say("{\"jsonrpc\": ");
    let answer = editor.hear();
    assert_eq!((&answer["id"], &answer["error"]["code"]), (&Value::Null, &json!(-32700)));
    editor.say("{\"id\": 1.5, \"method\": \"initialize\"}");
    assert_eq!(editor.hear()["error"]["code"], -32600);
    editor.say("[1, 2]");
    assert_eq!(editor.hear()["error"]["code"], -32600);
    editor.ask(1, "initialize", &json!({}));
    editor.tell("textDocument/didOpen", &json!({ "textDocument": 7 }));
    assert!(of_rule(&editor.open(DRAFT), "policy-as-reason").is_some());
    editor.write("Content-Length: 99999999999999\r\n\r\n{}");
    let (code, said) = editor.end();
    assert!(code == Some(2) && said.starts_with("rater: ") && !said.contains("panic"), "{code:?} {said}");
}

#[test]
fn an_editor_that_leaves_without_goodbye_is_told_apart() {
    let mut editor = Editor::start(&[]);
    editor.tell("exit", &Value::Null);
    assert_eq!(editor.end().0, Some(1));
}

#[test]
fn reasons_are_said_in_the_language_that_is_asked_for() {
    let why = |more: &[&str]| {
        let mut editor = Editor::start(more);
        editor.ask(1, "initialize", &json!({}));
        let told =
            editor.open("Estimada señora Peña:\n\ngracias por su mensaje, le le devuelvo el dinero hoy.\n\nTomás\n");
        of_rule(&told, "doubled-word").map(|found| found["message"].clone())
    };
    let spanish = why(&[]);
    assert!(spanish.is_some());
    assert_eq!(spanish, why(&["--lang", "es"]));
    assert_ne!(spanish, why(&["--lang", "id"]));
}
