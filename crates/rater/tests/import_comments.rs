//! `rater import FILE --comments`: a file of any size is read, sorted and kept; again it adds nothing; what will not do is told by its line.

use std::path::PathBuf;
use std::process::{Command, Output};

use store::comments::{self, Which};
use store::people::{self, NewOrganisation};
use store::{DatabaseUrl, Options, Store, Time};

struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        let folder = std::env::temp_dir().join(format!("rater-import-comments-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder can be made");
        Self(folder)
    }

    fn database(&self) -> DatabaseUrl {
        DatabaseUrl::Sqlite(self.0.join("rater.db"))
    }

    fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, text).expect("it can be written");
        path
    }

    fn import(&self, file: &PathBuf, more: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rater"));
        command.args(["--lang", "en", "import"]).arg(file).args(more);
        command.arg("--database").arg(self.0.join("rater.db"));
        command.output().expect("the program runs")
    }

    fn found(&self, text: &str) -> usize {
        let store = Store::open(&self.database(), &Options::default()).expect("it opens");
        let which = Which { text: text.to_owned(), ..Which::default() };
        let listed = store.read(move |tx| {
            let scope = people::operator_scope(tx, None)?;
            comments::list(tx, &scope, &which, None, 10)
        });
        listed.wait().expect("they are listed").len()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn said(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn a_file_of_comments_is_kept_once_and_what_will_not_do_is_told_by_its_line() {
    let folder = Folder::new();
    let store = Store::open(&folder.database(), &Options::default()).expect("an empty file");
    let house = || NewOrganisation { name: "Clinic".into(), language: "en".into(), zone: "UTC".into(), sample: false };
    let made = store.write(move |tx| people::create_organisation(tx, &house(), Time::now()));
    made.wait().expect("an organisation is made");
    drop(store);

    let many: String = (0..1200).map(|n| format!("{n},\"The nurse was kind to number{n}.\",2026-03-01\n")).collect();
    let file = folder.write("reviews.csv", &format!("id,review,date\n{many}1200,\"On no day.\",yesterday\n"));
    let (code, out, err) = said(&folder.import(&file, &["--comments"]));
    assert_eq!((code, out.as_str()), (Some(1), "New comments: 1,200. There already: 0. Refused: 1.\n"), "{err}");
    assert!(err.contains("review: The comment") && err.contains("1202") && err.contains("yesterday"), "{err}");
    assert_eq!((folder.found("number1199"), folder.found("number1200")), (1, 0));
    let (code, out, _) = said(&folder.import(&file, &["--comments"]));
    assert_eq!((code, out.as_str()), (Some(1), "New comments: 0. There already: 1,200. Refused: 1.\n"));

    // Neither a wave nor comments; both; a channel that is none; a file without words.
    for more in [&[][..], &["--comments", "--channel", "pigeon"], &["--comments", "--text", "verdict"]] {
        assert_eq!(said(&folder.import(&file, more)).0, Some(2), "{more:?}");
    }
    for more in [&["--comments", "--wave", "x"][..], &["--wave", "x", "--channel", "mail"]] {
        let (code, _, err) = said(&folder.import(&file, more));
        assert!(code == Some(2) && err.contains("do not go together"), "{err}");
    }
    // Where the column has a name that says nothing.
    let other = folder.write("other.csv", "id,q7\n9001,The waiting room was clean.\n");
    let (code, out, err) = said(&folder.import(&other, &["--comments", "--text", "q7"]));
    assert!(code == Some(0) && out.starts_with("New comments: 1."), "{out}{err}");
    let empty = folder.write("empty.csv", "id,date\n");
    let (code, _, err) = said(&folder.import(&empty, &["--comments"]));
    assert_eq!((code, err.lines().count()), (Some(2), 1), "{err}");
}
