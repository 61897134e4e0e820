# What the command line says besides the words of the pages.

command-done = Done.
command-no-space = There is no relationship yet. Run `detente peer invite`, or `detente peer accept` with an invitation.
command-space-named-twice = { $peer } is named twice. Everybody has one role.
command-space-which = This node has several relationships. Say which with --space and the first digits:
command-space-unknown = No relationship begins with { $digits }. There are these:
command-space-several = { $digits } fits several relationships. Give more digits:
command-space-not-entered = (not entered yet: `detente space join`)
command-space-entered-before = Your party has entered this relationship already.
command-space-entered = Your party has entered “{ $title }”.
command-member = { $letter } { $name } ({ $role }): { $count ->
        [one] { $count } entry here
       *[other] { $count } entries here
    }; { $held }
command-member-witnessed = has witnessed { $held } of our { $count }
command-member-own = this node
command-members-title = Change of members
command-members-added = { $name } joins ({ $role }).
command-members-removed = { $name } leaves.
command-members-role = { $name } becomes { $role }.
command-members-lost = { $lost } has lost all its keys; { $name } takes its place.
command-members-reads = { $name } will read all { $count } entries since the founding. To show less, found a new relationship.
command-members-role-unknown = “{ $word }” does not name a member and a role (party or facilitator).
command-member-unknown = No member, or more than one, is called { $word }. `detente space members` lists them.
command-member-holds = holds { $held } of our { $count }
command-name-unknown = (name not known yet)
command-fork-signed = { $party } has signed two versions of its log that exclude one another.
command-fork-next = The proof, for anybody who is to check it without a node: `detente record forks --export FILE`. Sign nothing that builds on what differs, and ask the party by a way that you trust which version is theirs.
command-heal-none = There is nothing to heal: one version of your party’s log is known here.
command-healed = { $count ->
    [one] Healed. { $count } version of the log is named; your party goes on from there. Let every other copy of this node be switched off.
   *[other] Healed. { $count } versions of the log are named, and all that your party signed on any of them counts. It goes on from there. Let every other copy of this node be switched off.
    }
command-shows-less = { $party } has signed to hold { $signed } entries of the log of { $of }, and shows { $shown } at the moment. Its node may have been restored from an older copy; if this stays, ask by telephone.
command-status-witness = This node is a witness here: it signs the heads of the parties’ logs, and holds no entry under them.
command-status-party = Party { $party }
command-status-entries = { $count ->
        [0] No entries
        [one] { $count } entry
       *[other] { $count } entries
    }, digest { $digest }
command-status-waiting = { $count ->
        [0] No text waits for us
        [one] { $count } text waits for us
       *[other] { $count } texts wait for us
    }
command-status-pending = { $count ->
        [one] { $count } signed act waits to be sealed
       *[other] { $count } signed acts wait to be sealed
    }
command-status-shared = { $count ->
        [one] { $count } act lacks a signature of our party (detente item countersign)
       *[other] { $count } acts lack a signature of our party (detente item countersign)
    }
command-status-forked = { $count ->
        [one] { $count } log has two heads that differ: see `detente record forks`
       *[other] { $count } logs have two heads that differ: see `detente record forks`
    }
command-init-done = Party { $party } is in { $folder }.
command-init-keys = Move { $folder }/root and { $folder }/next-root to a safe place off this machine: whoever has them can replace every other key.
command-init-next = Next: `detente serve`, and `detente peer invite` or `detente peer accept`.
command-ready = ready: { $pages } (peers on { $peers })
command-cannot-listen = Cannot listen on { $address } ({ $cause }). Stop what uses it, or name another address with { $option }.
command-password-of = Password of { $login }:
command-password-new = A password for { $login }:
command-password-wrong = The password does not fit. Nothing was signed; try again.
command-password-not-here = The password cannot be asked for here. Give it as DETENTE_PASSWORD.
command-nobody = Nobody may sign at this node yet. Run `detente user add`.
command-who = Several people may sign here. Say who with --login.
command-person = { $login }: { $names } (key { $key })
command-person-added = { $login } may now sign with key { $key }.
command-person-added-without = { $login } may read, with key { $key }. To sign needs `detente powers grant { $login }`.
command-person-unknown = Nobody at this node is called { $login }. `detente user list` shows the people.
command-powers = { $key } { $name } ({ $party }): { $may }
command-powers-ended = ended
command-powers-held = { $login } has powers here already. End them first with `detente powers revoke`.
command-powers-ended-before = The powers of key { $key } have ended already.
command-powers-revoked = Revoked. Nothing this key signs from now on counts; what it signed before stays.
command-powers-of-office = { $office }, { $name }
command-powers-takes-over = takes over from { $name }, whose powers end by the same entry
command-powers-handed-over = Handed over. What { $name } signed for the office stays signed.
command-key-unknown = “{ $key }” does not name the key of one of our delegates. `detente powers list` shows them.
command-key-several = { $key } fits several keys. Give more digits.
command-invited = Hand this over by a way that you both trust. It opens one first contact, within seven days, while `detente serve` runs.
command-invited-offline = Hand this over by a way that you both trust. The other side answers with `detente peer accept --request FILE`; take that file with `detente peer welcome`, within seven days.
command-request-written = { $file } is written. Bring it to who invited you, by a way that you both trust; what comes back goes to `detente peer accept` with --answer.
command-answer-written = { $file } is written. Bring it back to who sent the request.
command-met = Connected with { $peer }.
command-compare = Compare these six words by telephone: { $words }
command-compare-next = If they are the same on both sides: `detente peer confirm { $peer }`. If not, do not go on.
command-peer-unknown = There is no peer { $word }. `detente peer list` shows them.
command-peer-several = { $word } fits several peers. Give more digits.
command-item-unknown = There is no item { $word }. `detente list cooperation` and the other lists show the numbers.
command-item-several = { $word } fits several items. Give more digits.
command-item-not-in-effect = Item { $word } is not in effect.
command-text-several = { $word } fits several. Give more digits.
command-text-none-open = No text on item { $word } is open.
command-text-rivals = Item { $word } has rival texts. Name the one you mean by its id: `detente item show { $word }`.
command-text-head = Text { $id }, proposed by { $party }: { $status }
command-text-is = The text: { $status }
command-text-open = Open
command-text-dead = Cannot take effect
command-stance = { $party }: { $stance }
command-column-source = Per
command-column-id = Id
command-words-form = “{ $words }” should be LANG=WORDS, for example en="Asteria Institute".
command-key-form = { $key } is not a public key: give 64 hexadecimal digits of an Ed25519 key, or 2624 of an ML-DSA-44 key.
command-language-unknown = “{ $lang }” is not a language of this program: en, zh-Hans, zh-Hant.
command-title-missing = The text in { $lang } has no title. Add --title { $lang }=...
command-no-date = “{ $date }” is no date. Write it as 2027-03-01.
command-move-where = An item moves to dialogues, cooperation or differences.
command-list-or-item = Say --list for a new item, or --item for one that is there.
command-will-be-signed = This is what will be signed:
command-on = on { $id }
command-digest = Digest: { $digest }
command-sign-this = Sign this? Type yes.
command-not-a-terminal = This is not a terminal: nothing was signed. Add --yes to sign without being asked.
command-signed = Signed and sealed: entry { $entry }, statement { $id }
command-signed-waiting = Signed and waiting: it is sealed when the other side has let go of our text.
command-signed-shared = Signed. It is put on the record when another delegate of our party has signed the same: `detente item countersign { $act }`.
command-shared-none = Nothing lacks a signature.
command-shared = { $act } ({ $kind }): signed by { $names }; lacks { $count ->
        [one] { $count } signature
       *[other] { $count } signatures
    }
command-shared-unknown = No act that lacks a signature begins with { $act }. `detente item countersign` lists them.
command-shared-cancelled = Taken back. Nothing of it was put on the record.
command-powers-together = together with { $count ->
        [one] one other delegate
       *[other] { $count } other delegates
    } where it binds the party
command-entry-unknown = There is no entry { $word }. `detente record log` shows the numbers.
command-verified = { $space }: all { $entries } entries, { $heads } heads and { $receipts } receipts are as signed; digest { $digest }
command-fault-entry = Entry { $number } of log { $log } is not what was signed, or is missing. Keep the folder as it is, and ask the other party for its copy.
command-fault-head = The head of log { $log } at { $number } entries does not fit.
command-fault-receipt = A receipt for log { $log } at { $number } entries does not fit.
command-fault-peer = { $peer } is not what its identity log proves. Meet that peer again by an invitation.
command-fault-founding = The founding is damaged; each party’s first entry has another copy of it.
command-demo-links = Two invented institutes and a facilitator are in the middle of a dialogue. Open one link each:
command-demo-tour = A short tour:
command-demo-tour-read = 1. Read what waits for Borealis.
command-demo-tour-agree = 2. Open the item and agree to its text.
command-demo-tour-see = 3. See it in effect on Asteria’s page.
command-demo-tour-propose = 4. Propose something in two languages.
command-demo-tour-verify = 5. Record, then Verify.
command-demo-invented = This is a demonstration: nothing in it is signed for a state or a real person. Ctrl-C ends it.
command-demo-folder = { $folder } is neither empty nor a demo. Name another folder with --dir.
command-demo-port = Port { $port } is taken. Name another with --port.
command-demo-out-of-step = The three nodes of the demo do not come into step. Is another program blocking the loopback address?
command-keys-changed = The party’s keys are new: seal { $seal }, node { $node }. What was signed before stays. The connection key is as before; delegates keep theirs.
command-keys-no-commitments = { $file } is not what `detente key recovery-make` wrote as `commitments`.
command-keys-not-told = In “{ $title }” the party’s keys were replaced before, by keys that are not in this folder. These new ones cannot be told there. If it was not your party, tell the other parties at once, by telephone or in person.
command-keys-prepared = Each holder signs { $request } with `detente key sign-recovery`. { $next } is the next root: keep it off this machine.
command-keys-recovery = Recovery: { $needed } of { $all } holders together
command-keys-recovery-made = { $of } recovery keys are in { $folder }; { $need } of them together can replace all keys. Hand each to its holder. The party commits to them with `--recovery { $folder }/commitments` at `detente init` or `detente key rotate`.
command-keys-recovery-numbers = At least 1 and at most { $most } holders can be needed, of at most { $all }.
command-keys-root-here = A root key is on this machine: { $file }. Move it to a safe place off it.
command-keys-since = Since identity entry { $entry }:
command-keys-told-later = In “{ $title }” the new keys are told as soon as the nodes of all other members have answered: this folder was restored.
command-keys-will-change = The party’s seal and node keys will be replaced in every relationship. Peers hear of it with the next exchange.
