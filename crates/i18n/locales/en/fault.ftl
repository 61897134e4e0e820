# What goes wrong on this machine: what, where, what to do.

fault-not-seated = This node does not act for that party.
fault-not-initialised = { $path } holds no party yet. Run `detente init --dir { $path }` first.
fault-already-initialised = { $path } holds a party already. Choose another folder with --dir.
fault-file = { $path } cannot be read or written ({ $cause }). Check that it is there and belongs to you.
fault-key = { $path } does not hold the key of 32 bytes that belongs here. Take the right file, or restore it from your backup.
fault-not-due = These keys cannot replace the party’s keys: its identity log commits to another root or to other recovery keys, or somebody has not signed yet.
fault-epochs = With its present keys your party has healed its log in this space as often as others take. Change its keys first, with `detente key rotate`; then heal once more.
fault-void = This node sealed something that does not count, so it is not done. Nothing else is lost. Try once more; if it is said again, the page of the record shows the entry and why it does not count. It is a fault of this program; please report it.
fault-last-epoch = Your party’s log in this space has been healed 255 times. Nodes take no more than that, so it cannot go on here. Found a new space with the others.
fault-connection = The connection layer does not start ({ $cause }).
fault-seal = An own entry could not be sealed ({ $cause }). Nothing was signed.
fault-damaged = What is stored is not what was signed ({ $what }). `detente record verify` names it all; `detente record repair` keeps what is sound and lets the peers bring the rest.
fault-busy = Another process keeps writing to { $file }. Nothing was written; try again.
fault-stopped = A write to { $file } failed. Check the disk, then run the command again.
fault-newer = { $file } was written by a later version of this program (format { $found }; this one knows { $known }). Update the program.
fault-foreign = { $file } is a database of another kind. Name the right folder with --dir.
fault-no-write-ahead = The file system cannot hold { $file } safely. Put the folder on a local disk.
fault-unreadable = { $file } cannot be read ({ $cause }). Check its permissions and the disk, then run `detente doctor`.
fault-key-taken = Somebody at this node has this key already. A key says who signed, so it belongs to one person.
fault-login-taken = The login is taken. Choose another one.
fault-no-such-person = There is no such person here. `detente user list` shows the people.
fault-password = The password could not be used ({ $cause }).
fault-invitation-version = This invitation was made by another version of the program. Update the older of the two nodes.
fault-contact-file = This is not a file of a first contact, or it is damaged. Have it written again.
fault-not-invited = This request answers no open invitation of this node: it was used by somebody else, or has lapsed. Invite again.
