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
use crate::say::exit;

/// Starts the demo and serves until it is told to stop.
pub fn run(how: &How<'_>, demo: &Demo) -> Result<u8> {
    let root = folder(how);
    if demo.reset {
        stage::clear(how.lang.l(), &root)?;
    }
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(async {
        let mut stage = Stage::open(how.lang.l(), &root, demo.port).await?;
        if stage.is_new() {
            story::tell(&mut stage).await?;
            stage.note_links()?;
        }
        announce(how, demo, &stage)?;
        stage.serve(stopped()).await?;
        anyhow::Ok(exit::DONE)
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
    if demo.json_links || how.json {
        for (role, link) in CAST.iter().zip(links) {
            how.out.line(json!({ "node": role.folder, "link": link }));
        }
        return Ok(());
    }
    how.say("command-demo-links", &[]);
    for (role, link) in CAST.iter().zip(links) {
        let name = role.names.iter().find(|(lang, _)| *lang == how.lang.tag());
        let name = name.map_or(role.folder, |(_, name)| name);
        how.out.line(format!("  {name}  {link}"));
    }
    how.out.line("");
    how.say("command-demo-tour", &[]);
    for key in [
        "command-demo-tour-read",
        "command-demo-tour-agree",
        "command-demo-tour-see",
        "command-demo-tour-propose",
        "command-demo-tour-verify",
    ] {
        how.say(key, &[]);
    }
    how.say("command-demo-invented", &[]);
    Ok(())
}
