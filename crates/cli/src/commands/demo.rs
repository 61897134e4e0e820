//! `demo`: two invented institutes and a facilitator, each a node with its own folder and ports, in the middle
//! of a Track 2 dialogue whose reading list is five published articles.
//!
//! Nothing here is signed for a state or a real person. What the articles say stands as their authors'; what
//! is agreed is agreed between the institutes and marked as invented for the demo.

mod cast;
mod stage;
mod story;

use std::path::{Path, PathBuf};

use anyhow::Result;
use serde_json::json;

use self::cast::CAST;
use self::stage::Stage;
use super::How;
use crate::arguments::Demo;
use crate::ready::stopped;

/// Starts the demo and serves until it is told to stop.
pub fn run(how: &How<'_>, demo: &Demo) -> Result<u8> {
    let root = folder(how);
    if demo.reset {
        stage::clear(&root)?;
    }
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(async {
        let mut stage = Stage::open(&root, demo.port).await?;
        if stage.is_new() {
            story::tell(&mut stage).await?;
            stage.note_links()?;
        }
        announce(how, demo, &stage)?;
        stage.serve(stopped()).await?;
        anyhow::Ok(0)
    })
}

/// The demo has a folder of its own unless one is named.
fn folder(how: &How<'_>) -> PathBuf {
    match how.dir == Path::new("detente-data") {
        true => PathBuf::from("detente-demo"),
        false => how.dir.clone(),
    }
}

fn announce(how: &How<'_>, demo: &Demo, stage: &Stage) -> Result<()> {
    let links = stage.links(how.lang)?;
    if demo.json_links {
        for (role, link) in CAST.iter().zip(links) {
            how.out.line(json!({ "node": role.folder, "link": link }));
        }
        return Ok(());
    }
    how.out.line("Two invented institutes and a facilitator are in the middle of a dialogue. Open one link each:");
    for (role, link) in CAST.iter().zip(links) {
        how.out.line(format!("  {:<18} {link}", role.names[0].1));
    }
    how.out.line("");
    how.out.line(
        "A short tour: 1. Read what waits for Borealis. 2. Open the item and agree to its text.",
    );
    how.out.line("3. See it in effect on Asteria's page. 4. Propose something in two languages. 5. Record, then Verify.");
    how.out.line("This is a demonstration: nothing in it is signed for a state or a real person. Ctrl-C ends it.");
    Ok(())
}
