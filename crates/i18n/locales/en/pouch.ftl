# Pouches: the exchange by files carried by hand.

pouch-written = { $file } is written for { $peer }, with { $count ->
        [0] no new entries.
        [one] { $count } entry.
       *[other] { $count } entries.
    }
pouch-written-more = There is more than fits into one pouch. It goes into the next one, when their answer has come.
pouch-written-next = Only { $peer } can open it. There: `detente pouch read FILE`. If it is lost, write another one.
pouch-read = From { $peer }: { $count ->
        [0] nothing that was not here already.
        [one] { $count } new entry.
       *[other] { $count } new entries.
    }
pouch-read-next = What { $peer } does not have yet, the receipts among it, goes back with `detente pouch write --to { $id } FILE`.
pouch-join = You are named in “{ $title }” and have not entered it. To do so: `detente space join --space { $space }`.
pouch-gap = Of the log of { $log }, { $held } entries are held here and the pouch begins after { $from }: an earlier pouch is missing. Read that one first, or ask for one that is written with --all.
pouch-refused = The log of { $log } was not taken: { $reason }
pouch-refused-fork = it contradicts a head that the same party signed before. The proof is kept; call that party.
pouch-refused-full = it could not be stored. Make room on the disk, and read the pouch again.
pouch-refused-unknown-key = the keys of that party are not known here yet. Ask for a pouch that is written with --all.
pouch-refused-mismatch = the entries do not fit the head that is signed over them. Ask for another pouch.
pouch-refused-not-member = this node does not know its relationship. Ask for a pouch that is written with --all.
pouch-file-taken = { $file } is there already. Name another file, or remove it first.
pouch-not-written = { $file } cannot be written ({ $cause }). Nothing was left behind; try another place.
pouch-no-room = There is no room for { $file } ({ $cause }). Nothing was left behind; make room, or take another medium.
pouch-not-opened = { $file } cannot be read ({ $cause }). Check the name and the medium.
pouch-not-a-pouch = { $file } is not a pouch. Nothing was taken; check that it is the right file.
pouch-not-for-us = { $file } does not open here: it is for another party, or from one that is no peer of this node, or damaged before byte { $at }. Nothing was taken; ask who wrote it for another one.
pouch-damaged = { $file } is damaged before byte { $at }. Nothing was taken; copy it again, or ask for another one.
pouch-cut = { $file } ends at byte { $at } before the pouch does: it was cut short. Nothing was taken; copy it again.
pouch-trailing = { $file } goes on after the end of the pouch at byte { $at }. Nothing was taken; copy it again.
pouch-too-large = { $file } has { $bytes } bytes, and a pouch has at most { $max }. Nothing was taken; check that it is the right file.
pouch-not-a-peer = That party is no peer of this node.
pouch-nothing-shared = There is no relationship with this peer yet.
pouch-paused = The exchange with { $peer } is paused here. Nothing was written or taken; `detente peer resume { $id }` ends the pause.
