# The check page: exactly what is about to be signed, by whom, and what follows.

check-title = Check before you sign
check-intro = Nothing is signed yet. Below is exactly what your signature will cover. What is signed cannot be unsigned.
check-act-heading = Act
check-signer-heading = Who signs
check-signer = { $person } signs for { $party }.
check-text-heading = The exact text, in every language
check-withdrawn-heading = Our own text, which is taken back
check-commits-heading = What it commits to
check-digest-label = Digest
check-digest-hint = The same digest on two screens means the same text, to the last character.
check-readers-heading = Who will read it
check-newcomers-heading = What newcomers read
check-newcomer-reads = { $party } will read all { $count } entries since { $date }. To show less, found a new space.
check-members-heading = Who is a member afterwards
check-members-note = As the signed entry has it. The words of the text are its proposer’s.
check-members-joins = { $party } joins. Role: { $role }.
check-members-leaves = { $party } is no longer a member. It keeps what it has received, and is sent nothing more.
check-members-becomes = { $party } has another role from then on: { $role }.
check-members-lost = { $lost } is declared to have lost all its keys. { $party } takes its place. Role: { $role }.
check-members-all = { $count ->
        [one] From then on one party alone decides.
       *[other] From then on a text takes effect when all { $count } parties agree.
    }
check-members-some = From then on a text takes effect when { $needed } of { $count } parties agree.
check-members-unmet = Your node has not met { $id }. Before you agree, compare this number with that party: its name in the text is what the proposer calls it.
check-effect-heading = When it takes effect
check-effect-waiting = When all of these agree to the same text: { $parties }.
check-effect-now = With this signature: every other required party has already agreed.
check-effect-none = This act agrees to nothing. It stands as the words of { $party }.
check-effect-own = With this signature. No other party’s agreement is needed.
check-password-label = Your password
check-password-hint = It opens your signing key for this one signature.
check-sign = Sign: { $act }
check-cancel = Go back and sign nothing
check-changed = What you were reading has changed. Nothing was signed. Please read it again.
check-done = Signed, and stored on your node.
check-done-waiting = It now waits for { $party }.
check-effect-shared = Not with this signature alone: { $count ->
        [one] one more delegate
       *[other] { $count } more delegates
    } of your party must sign the same. Until then nobody outside your party sees it.
check-done-shared = Signed. It waits for another signature of your party.

# On the pages
check-change = Change what I wrote
check-effect-dead = With this signature the text can no longer take effect.
check-effect-powers = From the entry that carries this signature on.
check-effect-released = When the nodes of these parties have received it, unless they have agreed by then: { $parties }.
check-effect-swapped = Your own text is taken back first. When it can no longer take effect, your party’s agreement to the text of { $party } is put on the record.
check-item-heading = Item
check-items-heading = { $count ->
        [one] { $count } item
       *[other] { $count } items
    }
check-password-wrong = This is not your password. Nothing was signed.
