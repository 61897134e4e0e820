# Waiting for you: what needs an act of the reader's seat.

waiting-title = Waiting for you
waiting-shared = Waits for another signature of your party
waiting-shared-note = Only your party sees this. It is put on the record when enough delegates have signed the same.
waiting-shared-by = Signed by { $people } · lacks { $count ->
        [one] { $count } signature
       *[other] { $count } signatures
    }
waiting-shared-sign = Read and sign
waiting-shared-cancel = Take back
waiting-intro = Each of these needs an act of your party. Silence agrees to nothing.
waiting-group-assent = To agree to or to decline
waiting-group-deferred = Put off, and due again
waiting-group-pending = Signed, not yet on the record
waiting-pending-note = Signed and kept private. Your node puts it on the record when your own text can no longer take effect. If that can no longer happen, your node gives it up and says so here.
waiting-pending-cancel = Cancel this signature
waiting-from = from { $party }
waiting-since = since { $date } ({ $ago })
waiting-open = Read and answer
waiting-empty = Nothing waits for you.
waiting-empty-others = { $count ->
        [one] { $party } has { $count } item from your party since { $date }.
       *[other] { $party } has { $count } items from your party since { $date }.
    }

# On the pages
waiting-group-again = Both sides gave way: propose again, or leave it
waiting-group-contested = Contested
waiting-group-rival = Your text and theirs: only one can take effect
waiting-open-item = Read and answer { $number }
waiting-others-heading = With the others
waiting-cancelled = The signature was cancelled. It never stood on the record.
waiting-given-up = Signed, and given up
waiting-given-up-note = Your party’s agreement was signed and waited on your node. It can no longer count, so it never went on the record. Only your seat sees this.
waiting-given-up-signer = signed by { $person }
waiting-given-up-overtaken = Another text for the same item took effect first.
waiting-given-up-overtaken-next = That text stands. If you prefer the other one, propose it as an amendment.
waiting-given-up-dead = The text was declined or taken back, and can no longer take effect.
waiting-given-up-dead-next = Open the item: the same words can be proposed again.
waiting-given-up-powers = { $person } no longer had full powers for it when its time came.
waiting-given-up-powers-next = Open the item: whoever has full powers can agree to the text.
waiting-given-up-restored = It waited in an older copy of this node’s data, which was restored; since that copy was made it may have been taken back.
waiting-given-up-restored-next = Open the item, read what stands there now, and agree again if you still want to.
waiting-given-up-other = It would count for nothing: { $reason }.
waiting-given-up-other-next = Open the item, read what stands there now, and decide again.
waiting-given-up-read = I have read this
waiting-given-up-read-item = I have read this: { $number }
waiting-drafts = Drafts
waiting-drafts-note = What you have typed and not signed. Nobody else sees it; it never leaves this node.
waiting-drafts-discard = Discard
