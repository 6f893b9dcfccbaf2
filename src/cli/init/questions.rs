//! The interview of `init`, line by line: on a terminal, or from a file of answers.

use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::app::{Interview, Question, Starter};
use crate::error::Result;
use crate::input::Source;
use crate::output::files::{Artifact, GENERATOR, Replace, remove_ours, write_all};
use crate::output::problems::wrapped;
use crate::report::{Book, Facts, Words, facts};

/// The interview and where it is kept until it ends.
pub struct Talk<'a> {
    /// The words of the questions.
    pub words: &'a Words,
    /// The day of the case.
    pub today: Date,
    /// The folder of the case.
    pub dir: &'a Path,
}

impl Talk<'_> {
    /// Asks until every question is answered; `None` where the answers end before that. What was
    /// said is kept after each answer, so that nothing is lost when the person stops, or is stopped.
    ///
    /// # Errors
    /// A file system that refuses.
    pub fn ask(&self, answers: &mut dyn BufRead, out: &mut dyn Write) -> Result<Option<Starter>> {
        let comma = self.words.language().starts_with("de");
        let kept = self.kept();
        let mut interview = Interview::new(self.today, comma).resumed(&kept);
        let resumed = !interview.answers().is_empty();
        self.say(if resumed { "resumed" } else { "hello" }, &Facts::new(), out)?;
        while let Some(question) = interview.question() {
            self.put(question, &interview, out)?;
            let mut line = String::new();
            if answers.read_line(&mut line)? == 0 || self.means("stop", &line) {
                self.say("stopped", &Facts::new(), out)?;
                return Ok(None);
            }
            if self.means("back", &line) {
                interview.back();
            } else if let Err(fault) = interview.answer(&line)? {
                let facts = Facts::new().with("message", fault.message).with("hint", fault.hint);
                self.say("again", &facts, out)?;
                continue;
            }
            self.keep(&interview)?;
            if question == Question::Proof && interview.question() != Some(question) {
                self.play_back(&interview, out)?;
            }
        }
        remove_ours(&self.draft())?;
        let list = self.words.phrase("init.beyond-money", &Facts::new()).unwrap_or_default();
        let beyond_money = list.split(';').map(|one| one.trim().to_owned()).collect();
        Ok(Some(Starter { beyond_money, ..interview.so_far().clone() }))
    }

    /// One question, with what it wants to know.
    fn put(&self, question: Question, interview: &Interview, out: &mut dyn Write) -> Result<()> {
        let missing = question.missing(interview.so_far()).into_iter();
        let missing: Vec<String> =
            missing.map(|part| self.words.name(&format!("init.part.{}", part.name()))).collect();
        let facts = Facts::new()
            .with("missing", missing.join(", "))
            .with("currency", interview.so_far().currency.clone())
            .with("title", Some(interview.so_far().title.clone()).filter(|title| !title.is_empty()));
        self.say(&format!("ask.{}", question.name()), &facts, out)?;
        write!(out, "> ")?;
        Ok(out.flush()?)
    }

    /// The claim as the sentence that will be said, so that what was misread shows at once.
    fn play_back(&self, interview: &Interview, out: &mut dyn Write) -> Result<()> {
        let Some(case) = interview.case() else { return Ok(()) };
        let mut book = Book::new();
        facts::case::note(&mut book, self.words, &case);
        let facts = Facts::new().with("sentence", book.facts.text("proof.first"));
        self.say("said", &facts, out)
    }

    fn say(&self, key: &str, facts: &Facts, out: &mut dyn Write) -> Result<()> {
        let text = self.words.line(&format!("init.{key}"), facts);
        let shown = text.map(|text| text.shown()).unwrap_or_default();
        Ok(write!(out, "{}", wrapped(&shown, "", "  "))?)
    }

    /// True for one of the words of a command, such as "back".
    fn means(&self, command: &str, line: &str) -> bool {
        let words = self.words.phrase(&format!("init.command.{command}"), &Facts::new()).unwrap_or_default();
        words.split(' ').any(|word| word == line.trim().to_lowercase())
    }

    fn draft(&self) -> PathBuf {
        self.dir.join("answers.draft")
    }

    /// The answers of an interview that was not ended, a line each.
    fn kept(&self) -> Vec<String> {
        let Ok(source) = Source::open(&self.draft()) else { return Vec::new() };
        source.text().lines().skip(1).map(str::to_owned).collect()
    }

    fn keep(&self, interview: &Interview) -> Result<()> {
        let mut text = format!("# {GENERATOR}\n");
        for answer in interview.answers() {
            text.push_str(answer);
            text.push('\n');
        }
        write_all(&[Artifact::new(self.draft(), text)], Replace::Ours)
    }
}
