//! What a browser says of a page: how wide it is, whether it can be read, whether it stands alone.
//!
//! Separate from starting the browser. The report goes, as it is, into frames of a wrapper page of ours; a script there
//! measures the frames and writes one line for each. Nothing is added to the report itself.

use std::fmt::Write;
use std::path::Path;

use super::chromium;
use crate::shell::{Failure, While};

/// Widths of a phone and of a desktop.
const WIDTHS: [u32; 2] = [390, 1280];
const SCRIPT: &str = concat!(include_str!("reading.js"), include_str!("facts.js"));

/// What was seen of a page in one frame.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Fact {
    /// Width of the frame.
    pub width: u32,
    /// Whether dark was preferred.
    pub dark: bool,
    /// Height of the whole page.
    pub height: u32,
    /// Width of the whole page: more than the frame's means that a reader must scroll sideways.
    pub scroll_width: u32,
    /// The title.
    pub title: String,
    /// The declared language.
    pub language: String,
    /// Whether its own background is dark.
    pub is_dark: bool,
    /// Everything else that is wrong, in words.
    pub complaints: Vec<String>,
}

/// Looks at a page in every width and scheme.
pub fn look(page: &Path, folder: &Path) -> Result<Vec<Fact>, Failure> {
    let html = std::fs::read_to_string(page).doing(format_args!("Cannot read {}", page.display()))?;
    let name = page.file_stem().unwrap_or_default().to_string_lossy();
    let wrapper = folder.join(format!("{name}.frames.html"));
    std::fs::write(&wrapper, frames(&html)).doing("Cannot write the frames")?;
    let wrapper = std::fs::canonicalize(&wrapper).doing("Cannot find the frames")?;
    let visit = chromium::visit(&wrapper)?;
    let _ = std::fs::remove_file(&wrapper);
    if let Some(line) = visit.console.first() {
        return Err(Failure::new(format!("{name}: the console says {line}")));
    }
    read(&visit.document).ok_or_else(|| Failure::new(format!("{name}: the browser measured nothing.")))
}

/// The page in one frame per width and scheme. A frame's scheme is what the page in it takes for the reader's wish.
fn frames(html: &str) -> String {
    let quoted = html.replace('&', "&amp;").replace('"', "&quot;");
    let mut wrapper = "<!doctype html><meta charset=\"utf-8\"><title>frames</title>\n".to_owned();
    for width in WIDTHS {
        for scheme in ["light", "dark"] {
            let style = format!("width:{width}px;height:900px;border:0;color-scheme:{scheme}");
            let _ =
                writeln!(wrapper, "<iframe name=\"{width} {scheme}\" style=\"{style}\" srcdoc=\"{quoted}\"></iframe>");
        }
    }
    let _ = write!(wrapper, "<pre id=\"facts\"></pre><script>{SCRIPT}</script>");
    wrapper
}

fn read(document: &str) -> Option<Vec<Fact>> {
    let (_, after) = document.split_once("<pre id=\"facts\">")?;
    let (lines, _) = after.split_once("</pre>")?;
    let plain = lines.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    let mut facts = vec![];
    for line in plain.lines().filter(|line| !line.is_empty()) {
        let mut cells = line.split('\t');
        let mut next = || cells.next().unwrap_or_default().to_owned();
        let (frame, title, language) = (next(), next(), next());
        let (width, scheme) = frame.split_once(' ')?;
        facts.push(Fact {
            width: width.parse().ok()?,
            dark: scheme == "dark",
            title,
            language,
            scroll_width: next().parse().ok()?,
            height: next().parse().ok()?,
            is_dark: next() == "true",
            complaints: cells.map(str::to_owned).collect(),
        });
    }
    (facts.len() == 2 * WIDTHS.len()).then_some(facts)
}

/// What is wrong with a page, in words.
pub fn faults(facts: &[Fact], language: &str) -> Vec<String> {
    let mut faults = vec![];
    for fact in facts {
        let frame = format!("{} px {}", fact.width, if fact.dark { "dark" } else { "light" });
        let mut say = |fault: String| faults.push(format!("at {frame}: {fault}"));
        if fact.scroll_width > fact.width {
            say(format!("the page is {} px wide, so it scrolls sideways", fact.scroll_width));
        }
        if fact.title.trim().is_empty() {
            say("the page has no title".to_owned());
        }
        if fact.language != language {
            say(format!("the page says it is in `{}`, not `{language}`", fact.language));
        }
        if fact.is_dark != fact.dark {
            say("the page does not follow the reader's wish for light or dark".to_owned());
        }
        fact.complaints.iter().for_each(|complaint| say(complaint.clone()));
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    fn good() -> Fact {
        Fact { width: 390, scroll_width: 390, title: "Report".into(), language: "en".into(), ..Fact::default() }
    }

    #[test]
    fn a_page_that_fits_and_says_what_it_is_has_no_faults() {
        assert_eq!(faults(&[good()], "en"), Vec::<String>::new());
    }

    #[test]
    fn a_page_wider_than_the_phone_is_a_fault() {
        let wide = Fact { scroll_width: 412, ..good() };
        assert_eq!(faults(&[wide], "en"), ["at 390 px light: the page is 412 px wide, so it scrolls sideways"]);
    }

    #[test]
    fn what_the_script_complains_of_is_a_fault() {
        let complaining = Fact { complaints: vec!["a table without heads".into()], ..good() };
        assert_eq!(faults(&[complaining], "en"), ["at 390 px light: a table without heads"]);
    }

    #[test]
    fn a_page_in_another_language_is_a_fault() {
        assert_eq!(faults(&[good()], "id"), ["at 390 px light: the page says it is in `en`, not `id`"]);
    }

    #[test]
    fn the_page_goes_into_the_frames_as_it_is() {
        let wrapper = frames("<p title=\"a & b\">");
        assert_eq!(wrapper.matches("srcdoc=\"<p title=&quot;a &amp; b&quot;>\"").count(), 4);
    }
}
