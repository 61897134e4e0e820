# The record explorer, an entry, and Verify.

record-title = Record
record-intro = Everything the parties have said and agreed in this space, in each party’s own log. Nobody can change it without it showing.
record-count = { $count ->
        [0] No entries
        [one] { $count } entry
       *[other] { $count } entries
    }
record-log-of = Log of { $party }
record-head = Head

record-column-number = No.
record-column-time = Time
record-column-author = Author
record-column-kind = Kind
record-column-title = Title
record-column-digest = Digest
record-filter-author = Author
record-filter-kind = Kind
record-filter-all = All
record-filter-show = Show
record-page-newer = Newer
record-page-older = Older

record-entry-title = Entry { $number } of { $party }
record-entry-signatures = Signatures
record-entry-signed-by = { $person }, { $party }
record-entry-answers = Answers or acts on
record-entry-seen = What { $party } had seen
record-entry-seen-of = { $party }, up to entry { $number }
record-entry-holders = Who has it
record-entry-held = { $party } has had it since { $time }
record-entry-not-held = { $party } has not yet confirmed receipt
record-entry-bytes = Signed bytes
record-entry-without-effect = Without effect: { $reason }
record-entry-erased = The text was erased on { $date }. Every proof still holds.
record-entry-unknown = This version does not know this kind of entry. It is kept and passed on as it is.

record-verify-heading = Verify
record-verify-about = Reads every entry on your node again and checks every signature and every head.
record-verify-button = Verify the record
record-verify-running = Verifying: { $done } of { $total }
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
record-verify-fault-signature = a signature does not verify.
record-verify-fault-missing = the entry is missing.
record-verify-fault-fork = two signed heads do not extend one another.
record-verify-last = Last verified { $time }
record-bundle-button = Download a proof bundle
record-bundle-about = Anyone can check the bundle with “detente verify”, offline and without this node.

record-differs-title = Records differ
record-differs-about = { $party } signed two heads of its log that do not extend one another. Both are kept as proof, and what it signed on either branch counts.
record-differs-common = Last common entry: { $number }
record-differs-branch = Branch { $letter }
record-differs-next = Ask { $party } which branch it stands by. It settles this with one signed act; until then what depends on it rests.

# On the pages
record-entry-bytes-show = Show the bytes
record-entry-hash = Digest of the entry
record-entry-key = Key
record-entry-next = Next entry
record-entry-no-words = The words are not on this node. The proofs still hold.
record-entry-previous = Previous entry
record-entry-seen-note = How far the author knew the other logs when this was signed.
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
        [one] { $party } has confirmed the first { $count } entry
       *[other] { $party } has confirmed the first { $count } entries
    }
record-logs = The logs
record-pages = Pages
record-signature-bad = does not verify
record-signature-good = verifies
record-verify-again = Verify again
record-verify-fault-next = Everything before it is sound. Write nothing further; keep this node’s folder as it is and ask the other parties for their copy.
record-entries-heading = The entries
