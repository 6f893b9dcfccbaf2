//! Sentences that somebody means to say, and what backfires in them, as a document.

use super::document::Document;
use super::words::Words;
use super::{Composer, Facts};
use crate::app::Saying;

/// Each sentence with the traps that it steps into and what to say instead.
pub fn said(sayings: &[Saying], words: &Words) -> Document {
    let mut page = Composer::new(words, "promotion");
    for saying in sayings {
        let quoted = page.line("say.sentence", &Facts::new().given("sentence", &saying.sentence));
        page.headed("say", quoted);
        if saying.traps.is_empty() {
            page.say("say.fine", &Facts::new());
        }
        for trap in &saying.traps {
            let facts = Facts::new()
                .with("name", page.word(&format!("trap.{}.name", trap.name())))
                .with("why", page.word(&format!("trap.{}.why", trap.name())))
                .with("instead", page.word(&format!("trap.{}.say", trap.name())));
            page.say("say.trap", &facts);
            page.say("say.instead", &facts);
        }
    }
    page.finish()
}
