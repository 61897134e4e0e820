//! Where trust stands, from the record itself and not from a feeling.

use serde::{Deserialize, Serialize};

/// What the record shows of conduct so far, on all sides together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// Commitments that were due.
    pub due: u32,
    /// Of these, kept on time.
    pub kept: u32,
    /// Test calls that were made.
    pub calls: u32,
    /// Of these, answered in time.
    pub answered: u32,
    /// Meetings that were to take place.
    pub meetings: u32,
    /// Of these, held.
    pub held: u32,
}

/// How the record becomes a figure; an assumption like the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandingRule {
    /// Trust without any record, in points.
    pub prior: u32,
    /// As how many meetings that counts.
    pub prior_weight: u32,
    /// As how many meetings a commitment counts.
    pub commitment_weight: u32,
}

impl Default for StandingRule {
    fn default() -> StandingRule {
        StandingRule {
            prior: 30,
            prior_weight: 4,
            commitment_weight: 2,
        }
    }
}

impl Standing {
    /// Trust in points, from 0 to 100: the share of what was kept, answered and held, drawn towards the prior as
    /// long as there is little record.
    pub fn trust(&self, rule: &StandingRule) -> u8 {
        let weigh = |commitments: u32, calls: u32, meetings: u32| {
            u64::from(rule.commitment_weight) * u64::from(commitments)
                + u64::from(calls)
                + u64::from(meetings)
        };
        let good = weigh(
            self.kept.min(self.due),
            self.answered.min(self.calls),
            self.held.min(self.meetings),
        );
        let all = weigh(self.due, self.calls, self.meetings) + u64::from(rule.prior_weight);
        let prior = u64::from(rule.prior.min(100)) * u64::from(rule.prior_weight);
        (prior + 100 * good).checked_div(all).unwrap_or(0) as u8
    }
}
