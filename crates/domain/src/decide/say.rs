//! What a party says by itself: words brought in, a position, a date to come back.

use record::{Kind, ObjectId};

use super::check::{check_characters, check_own_words, check_reason, check_sources, reasons};
use super::{Decision, Desk};
use crate::command::Reason;
use crate::fact::{self, About, List, Subject, field};
use crate::refusal::Refusal;
use crate::wording::{Content, Source, Wordings};

impl Desk<'_> {
    pub(super) fn bring_in(
        &mut self,
        subject: Subject,
        list: Option<List>,
        wordings: &Wordings,
        about: &About,
    ) -> Result<Decision, Refusal> {
        self.may_speak()?;
        check_characters(wordings)?;
        check_sources(&about.sources)?;
        self.check_subject(subject, list)?;
        self.check_named(about)?;
        let object = self.seeds.nonce();
        let mut body = self.body(Kind::BringIn);
        body.fields = fact::describe(body.fields, subject, list, about).with(field::OBJECT, |w| {
            w.bytes(&object);
        });
        let mut contents: Vec<Content> = wordings.contents().collect();
        contents.extend(about.sources.iter().map(Source::content));
        Ok(self.now(body, contents))
    }

    pub(super) fn defer(
        &mut self,
        object: &ObjectId,
        until_day: u64,
        reason: Option<&Reason>,
    ) -> Result<Decision, Refusal> {
        self.may_speak()?;
        self.known_item(object)?;
        reason.map_or(Ok(()), check_reason)?;
        if until_day <= self.today {
            return Err(Refusal::DatePast);
        }
        let mut body = self.body(Kind::Defer);
        body.fields = body.fields.with(field::OBJECT, |w| {
            w.bytes(&object.0);
        });
        body.fields = body.fields.with(field::UNTIL_DAY, |w| {
            w.u64(until_day);
        });
        Ok(self.now(body, reasons(reason)))
    }

    pub(super) fn position(
        &mut self,
        object: &ObjectId,
        wordings: &Wordings,
    ) -> Result<Decision, Refusal> {
        self.may_speak()?;
        self.known_item(object)?;
        check_own_words(wordings)?;
        let mut body = self.body(Kind::Position);
        body.fields = body.fields.with(field::OBJECT, |w| {
            w.bytes(&object.0);
        });
        Ok(self.now(body, wordings.contents().collect()))
    }
}
