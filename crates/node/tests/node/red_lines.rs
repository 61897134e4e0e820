//! Private papers stay in the private file: not on the wire, not in the record, its bundles and its backup.

use std::path::Path;

use domain::List;
use node::backup::{self, Extent};
use node::bundle::Wanted;
use node::clock::now_ms;
use node::{NewPaper, PaperKind};

use crate::erasure::traces;
use crate::pair::propose;
use crate::table::Table;

const RED_LINE: &str = "Never below four stations, whatever they offer";

fn files_with(folder: &Path) -> Vec<String> {
    let files = std::fs::read_dir(folder).expect("a folder").flatten();
    let holds = |path: &Path| match path.is_dir() {
        true => traces(path, RED_LINE.as_bytes()) > 0,
        false => {
            let bytes = std::fs::read(path).expect("a file");
            bytes
                .windows(RED_LINE.len())
                .any(|w| w == RED_LINE.as_bytes())
        }
    };
    files
        .filter(|file| holds(&file.path()))
        .map(|file| file.file_name().to_string_lossy().into_owned())
        .collect()
}

#[test]
fn m028_a_red_line_is_in_no_replicated_byte_and_in_no_backup_of_the_record() {
    for turn in 0..2 {
        let mut table = Table::of(&["Asteria", "Borealis"]);
        let (space, own, other) = (table.space, turn, 1 - turn);
        let chair = &table.chairs[own];
        for kind in PaperKind::ALL {
            let paper = NewPaper {
                party: chair.party,
                kind,
                title: RED_LINE,
                content: RED_LINE,
            };
            let kept = chair.node.private().put_paper(&paper, now_ms());
            kept.expect("it is kept");
        }
        chair.acts(space, propose(List::Dialogues, "Stations"));
        table.everybody_talks();

        let chair = &table.chairs[own];
        let here = files_with(chair.folder.path());
        assert!(
            !here.is_empty() && here.iter().all(|file| file.starts_with("private.db")),
            "{here:?}"
        );
        assert_eq!(
            files_with(table.chairs[other].folder.path()),
            Vec::<String>::new()
        );
        let in_sent = |bundle: &[u8]| {
            bundle
                .windows(RED_LINE.len())
                .any(|w| w == RED_LINE.as_bytes())
        };
        assert!(table.sent.len() > 2);
        assert!(!table.sent.iter().any(|(.., bundle)| in_sent(bundle)));
        let mut file = Vec::new();
        chair
            .node
            .write_bundle(&space, &Wanted::Everything, &mut file)
            .expect("it can be written");
        assert!(!in_sent(&file));

        let outside = tempfile::tempdir().expect("a folder");
        for private in [false, true] {
            let to = outside.path().join(format!("backup-{private}"));
            let extent = Extent {
                private,
                ..Extent::default()
            };
            backup::write(chair.folder.path(), &to, extent).expect("it can be written");
            assert_eq!(
                !files_with(&to).is_empty(),
                private,
                "only if it is asked for"
            );
        }
    }
}
