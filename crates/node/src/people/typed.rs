//! What a person typed into a form and did not send yet.

use super::PersonId;
use crate::fault::NodeFault;
use crate::node::Node;

impl Node {
    /// Keeps what a person typed into a form.
    ///
    /// # Errors
    /// The private database fails.
    pub fn keep_typed(
        &self,
        person: PersonId,
        form: &str,
        fields: &[(String, String)],
        now_ms: u64,
    ) -> Result<(), NodeFault> {
        Ok(self
            .private()
            .put_draft(person, form, "", &pack(fields), now_ms)?)
    }

    /// What a person typed into a form and did not send.
    ///
    /// # Errors
    /// The private database fails.
    pub fn typed(
        &self,
        person: PersonId,
        form: &str,
    ) -> Result<Option<Vec<(String, String)>>, NodeFault> {
        Ok(self
            .private()
            .draft(person, form, "")?
            .map(|bytes| unpack(&bytes)))
    }

    /// The forms into which a person typed and that were not sent, each with when (ms UTC), the last one first.
    ///
    /// # Errors
    /// The private database fails.
    pub fn typed_forms(&self, person: PersonId) -> Result<Vec<(String, u64)>, NodeFault> {
        let drafts = self.private().drafts(person)?;
        Ok(drafts
            .into_iter()
            .map(|draft| (draft.form, draft.saved_ms))
            .collect())
    }

    /// Forgets what was typed, once it was sent.
    ///
    /// # Errors
    /// The private database fails.
    pub fn forget_typed(&self, person: PersonId, form: &str) -> Result<(), NodeFault> {
        Ok(self.private().drop_draft(person, form, "")?)
    }
}

/// Names and values alternate, each ended by a zero byte, which no form sends.
fn pack(fields: &[(String, String)]) -> Vec<u8> {
    let part = |text: &str| format!("{}\0", text.replace('\0', ""));
    fields
        .iter()
        .map(|(name, value)| part(name) + &part(value))
        .collect::<String>()
        .into_bytes()
}

fn unpack(bytes: &[u8]) -> Vec<(String, String)> {
    let text = String::from_utf8_lossy(bytes);
    let parts: Vec<&str> = text.split('\0').collect();
    parts
        .chunks_exact(2)
        .map(|pair| (pair[0].to_owned(), pair[1].to_owned()))
        .collect()
}
