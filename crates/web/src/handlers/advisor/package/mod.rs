//! Packages: papers from forms, lists or files; what the engine finds in them; and the way into a proposal.

mod forms;
mod looks;

pub use forms::{
    add_items, change_issues, change_linkages, change_sheet, create, import, issues, items,
    linkages, new, new_import, sheet,
};
pub use looks::{compare, copy, export, one, rather, result};

use node::Paper;

use crate::errors::Problem;
use crate::handlers::advisor::papers::Content;
use crate::session::Member;
use crate::view::advisor::Shelf;
use crate::view::advisor::package::paper::{Kept, with_members};

impl Content for Kept {
    const SHELF: Shelf = Shelf::Package;

    fn space(&self) -> &str {
        &self.space
    }
}

/// The paper that an address names, with a sheet for everybody who is a member by now.
fn opened(member: &Member, id: &str) -> Result<(Paper, Kept), Problem> {
    let (paper, kept) = member.paper::<Kept>(id)?;
    Ok((paper, member.scene(|scene| with_members(scene, kept))?))
}
