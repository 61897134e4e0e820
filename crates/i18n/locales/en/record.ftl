# The record explorer, an entry, and Verify.

record-title = Record
record-intro = Everything the parties have said and agreed in this space, in each party’s own log. Nobody can change it without it showing.
record-count = { $count ->
        [0] No entries
        [one] { $count } entry
       *[other] { $count } entries
    }
record-times = The times are this node’s: when it stored the entry. Those of another node differ.
record-head = Head

record-column-number = Entry
record-column-time = Time
record-column-author = Author
record-column-kind = Kind
record-column-digest = Digest
record-filter-author = Author
record-filter-kind = Kind
record-filter-all = All
record-filter-show = Show
record-page-newer = Newer
record-page-older = Older

record-entry-title = Entry { $number } of { $party }
record-entry-number = entry { $number }
record-entry-signatures = Signatures
record-entry-signed-by = { $person }, { $party }
record-entry-answers = Answers or acts on
record-entry-seen = What { $party } had seen
record-entry-seen-of = { $party }, up to entry { $number }
record-entry-holders = Who has it
record-entry-held = { $party } has had it since { $time }
record-entry-not-held = { $party } has not yet confirmed receipt
record-entry-witnessed = { $party } signed a head over it as a witness at { $time }, and holds none of its words
record-entry-not-witnessed = { $party } has not yet signed a head over it as a witness
record-entry-bytes = Signed bytes
record-entry-without-effect = Without effect: { $reason }
record-entry-unknown = This version does not know this kind of entry. It is kept and passed on as it is.

record-verify-heading = Verify
record-verify-about = Reads every entry on your node again and checks every signature and every head.
record-verify-button = Verify the record
record-verify-good = { $count ->
        [one] The one entry is unbroken; all nodes hold the same head.
       *[other] All { $count } entries are unbroken; all nodes hold the same head.
    }
record-verify-good-here = { $count ->
        [one] The one entry on your node is unbroken. { $party } has confirmed { $confirmed } of 1.
       *[other] All { $count } entries on your node are unbroken. { $party } has confirmed { $confirmed } of { $count }.
    }
record-verify-fault = The record is broken at entry { $number } of { $party }: { $fault }
record-verify-fault-bytes = the stored bytes are not what was signed.
record-verify-last = Last verified { $time }

# On the pages
record-entry-bytes-show = Show the bytes
record-entry-hash = Digest of the entry
record-entry-key = Key
record-entry-next = Next entry
record-entry-no-words = The words are not on this node. The proofs still hold.
record-entry-previous = Previous entry
record-entry-seen-note = How far the author knew the other logs when this was signed.
record-entry-seen-nothing = Nothing new since the author’s entry before.
record-entry-signature = Signature
record-entry-size = { $count ->
        [one] { $count } byte
       *[other] { $count } bytes
    }
record-entry-statement = Statement
record-entry-words = What was said
record-find = Find in the record
record-held-all = { $party } has confirmed all of it
record-held-to = { $count ->
        [0] { $party } has confirmed nothing of it yet
        [one] { $party } has confirmed the first { $count } entry
       *[other] { $party } has confirmed the first { $count } entries
    }
record-witnessed-all = { $party } has signed its head as a witness
record-witnessed-to = { $count ->
        [0] { $party } has signed no head of it as a witness yet
        [one] { $party } has signed its head at { $count } entry as a witness
       *[other] { $party } has signed its head at { $count } entries as a witness
    }
record-logs = The logs
record-pages = Pages
record-signature-bad = does not verify
record-signature-good = verifies
record-verify-again = Verify again
record-verify-fault-next = Everything before it is sound. Write nothing further: stop the node and run `detente record repair`. It keeps what is sound, sets the damaged file aside, and the other parties’ nodes bring the rest.
record-entries-heading = The entries
record-kind-inception = First identity statement
record-kind-rotate = New keys
record-kind-recover = New keys by recovery
record-kind-found = Founding
record-kind-enter = Entry into the space
record-kind-join = Joining
record-kind-accredit = Full powers
record-kind-revoke = End of full powers
record-kind-propose = Proposal
record-kind-assent = Assent
record-kind-release = Request to take back an assent
record-kind-renounce = Decline
record-kind-heal = Healing of a fork
record-kind-suspend = Suspension
record-kind-withdraw = Withdrawal
record-kind-resume = Resumption
record-kind-position = Position
record-kind-bring-in = Brought in for discussion
record-kind-defer = Put off
record-kind-remark = Remark
record-kind-erase = Request for erasure
record-kind-erase-answer = Answer to a request for erasure
record-verdict-valid = Valid: signed by a key that had the powers for it.
record-void-bad-signature = a signature does not fit
record-void-not-entitled = the key had no powers for this
record-void-not-allowed = the author is no member, or not in a role that allows this
record-void-malformed = it lacks what an entry of its kind needs
record-void-not-at-start = it stands at a place of the log where it cannot
record-void-unknown-text = its author did not know the text it names
record-void-not-required = the author’s agreement to this text is not needed
record-void-base-not-in-effect = the text it builds on was not in effect
record-void-renounced-before = the author had declined this text before
record-void-rival-alive = the author had agreed to another text for the same place
record-void-rival-in-effect = another text for the same place was in effect
record-void-membership-pending = the author had agreed to a change of members that is not settled
record-void-nothing-to-release = there was no agreement to take back
record-void-assented-before = the author had agreed before
record-void-no-release-in-view = the node confirmed what nobody had asked it to
record-void-repeated = the same statement stands in this log already
record-signer-node = the node of { $party }
record-signer-seal = the seal of { $party }
record-signer-root = the root key of { $party }
record-field-kind = Kind
record-field-nonce = Nonce
record-field-identity = Size of the author’s key log
record-field-slot = Place it claims
record-verify-fault-head = a signed head does not fit the entries under it.
record-verify-fault-receipt = the signature of a receipt does not fit.
record-verify-fault-state = what this node shows is not what follows from the entries; restart it.
record-verify-fault-database = the database file is damaged ({ $what }).
record-verify-fault-peer = what is known of { $peer } here is not what its key log proves.
record-verify-fault-founding = the founding that is kept here is not the one that names this space.
record-verify-broken = This node’s copy has a fault: { $fault }
record-differs-title = Two versions of a log
record-differs-none = No log of this space is known to have two versions.
record-differs-lead = { $party } has signed two versions of its log that exclude one another. Your node holds the proof, and keeps the entries of each version that another node hands to it.
record-differs-lead-own = Your party has signed two versions of its log that exclude one another. Your node holds the proof, and signs nothing more in this space until the log is healed.
record-differs-found = Your node found this at { $time }.
record-differs-same = Up to entry { $number } both versions are the same.
record-differs-unknown = From which entry on they differ is not known yet.
record-differs-latest = They differ at entry { $number } at the latest.
record-differs-do = What to do
record-differs-do-call = Call { $party } by a way that you trust. Read the digests below to each other, and ask which version is theirs.
record-differs-do-own = This is the log of your own party. Have your operator stop every other copy of this node and restore nothing, and tell the other parties.
record-differs-do-wait = Until that is clear, sign nothing that builds on the entries below.
record-differs-do-heal = Have your operator run `detente record heal` on the one node that is left. The next entry of your log then names both versions; all that your party signed on either counts, and your node goes on from there.
record-differs-do-until = { $party } goes on by healing its log: its next entry names both versions, and all that it signed on either counts. Your node notices that by itself.
record-differs-healed = { $party } has healed its log: an entry of it names both versions, and all that was signed on either counts. It goes on from there.
record-differs-file = Save the proof as a file.
record-differs-file-what = It holds two signed heads and the keys of the party, and no word of the record. Anybody can check it without a node: detente-verify.
record-differs-not = What is not affected
record-differs-not-before = What both versions share, and the logs of the other parties. They are exchanged as before.
record-differs-not-here = The copy on your node. Entries of the other version are kept beside it, and replace nothing.
record-differs-not-contested = What was agreed does not change by itself: where two signed acts exclude one another, the item is shown as contested and rests.
record-differs-heads = The two signed heads
record-differs-held = On your node
record-differs-other = Also signed
record-differs-signed = signed at { $time }, by its signer’s clock
record-differs-entries = Entries of this log from where the versions may differ
record-differs-entries-note = A number that ends in ~2 is an entry of the second version that came to your node. Which version is called the second differs from node to node; the digests do not.
record-differs-more = { $count ->
        [one] { $count } more entry
       *[other] { $count } more entries
    }
record-differs-why = What it can mean
record-differs-why-causes = A node was restored from a backup, two machines used one key, a key was stolen, or two versions were written on purpose. The record proves that it happened, not why.
record-bundle-written = { $file } is written: { $count ->
    [one] one part
   *[other] { $count } parts
}.
record-bundle-everything = It holds the whole record of this relationship with every content. Give it only to whom you would show all of it.
record-bundle-contents = It holds every act of this relationship, and of the contents only those you named.
record-bundle-alone = It holds the entries you named, the keys of their parties, and nothing else. It shows who said them and when others had them; what is in effect is not shown.
record-bundle-forks = It holds, for each log with two versions, two signed heads and the keys of its party, and no word of the record.
record-bundle-receipt = It holds the entry, a receipt that this node signed for where it stands, the keys of the members, and nothing else. What is in effect is not shown.
record-bundle-head = It holds the head of our log, who signed that it holds what is under it, the keys of the members, and no entry of the log.
record-proof-stands = Entry { $number } stands in our log of { $count } entries. The receipt (RFC 9942):
record-proof-extends = Log { $log }: the head at { $count } entries extends the one at { $old }. The receipt (RFC 9942):
record-proof-head = { $log }: { $count ->
    [one] one entry
   *[other] { $count } entries
}, head signed at { $time }
record-proof-witnessed = { $party } signed it as a witness at { $time }
record-proof-verifier = To verify the note, other programs are given this key: { $key }
record-proof-not-own = Only the node of its own party signs proofs about a log. `detente record bundle FILE --alone ENTRY` shows an entry of another party with the head that its node signed.
record-proof-untold = Nobody in this relationship has been told this node’s keys, so nobody could verify what it signs.
record-proof-no-head = There is no signed head for that. `detente record head` lists the heads.
record-proof-no-note = This party’s node key is an ML-DSA-44 key, and signed notes have no type for it. `detente record head --export FILE` writes the head as it is.
record-bundle-next = To check it anywhere, without a node: `detente-verify { $file }`.
