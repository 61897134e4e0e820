# Backups, restored folders and repairs, on the command line.

backup-written = { $entries ->
        [one] { $entries } entry
       *[other] { $entries } entries
    } of { $spaces ->
        [one] { $spaces } relationship
       *[other] { $spaces } relationships
    } verified in { $folder }.
backup-without-keys = The keys are not in it: keep a copy of them elsewhere, or make a backup with --keys.
backup-without-private = People, drafts and private papers are not in it: for those, --private.
backup-keep-safe = Keep { $folder } like the machine itself: whoever has it can read or speak as this node.
backup-unsound = Something in it is not what was signed. Repair the node with `detente record repair`, and make another.
backup-restored = { $folder } is ready: { $entries ->
        [one] { $entries } entry
       *[other] { $entries } entries
    } of { $spaces ->
        [one] { $spaces } relationship
       *[other] { $spaces } relationships
    }.
backup-restored-doubt = Next: `detente serve`. Nothing is signed until the nodes of all other members have said what was signed since this backup; then it goes on by itself. What waited to be sealed was given up: whoever signed it is told.
backup-restored-empty = No record is in the backup. Ask each peer for `detente peer invite --again`, and take it with `detente peer accept`: their nodes bring everything.
backup-restored-nobody = Nobody can log in yet: make the people again with `detente user add`.
backup-repaired = { $kept ->
        [one] { $kept } entry is sound and kept
       *[other] { $kept } entries are sound and kept
    }; { $missing ->
        [0] none is missing.
        [one] { $missing } is missing.
       *[other] { $missing } are missing.
    }
backup-repaired-aside = The damaged file is now { $file }. Nothing reads it; delete it when all is well.
backup-repaired-next = Next: `detente serve`. The peers bring what is missing, and nothing is signed before they have.
backup-repaired-peers = What was known of a peer was damaged. Ask it for `detente peer invite --again`.
backup-invited-again = Hand this over by a way that you both trust. It founds nothing: the other node meets yours again and gets back what it lost. It works once, within seven days, while `detente serve` runs.
backup-met-doubt = This party may have entered the relationship before. When the other nodes have answered: `detente space join`.
backup-not-one = { $path } is no backup: it holds no identity. Name the folder that `detente backup` wrote.
backup-other-keys = The keys in { $path } are not those of this party. Name the right folder with --keys.
backup-in-use = Another process has { $path } open. Stop it (`detente serve`?), and try again.
backup-status-doubt = In doubt after a restore: nothing is signed here until these nodes have answered: { $parties }
