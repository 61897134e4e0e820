# Settings: the party, its delegates, its peers, its keys.

settings-title = Settings
settings-saved = Saved.

settings-party-heading = Party
settings-party-letter = Letter in brackets
settings-party-letter-about = Letters were given by the order agreed at the founding. They rank nobody.

settings-delegates-heading = Delegates
settings-delegates-about = A delegate signs for the party in this space, within the full powers shown here. Every member can read them.
settings-delegate-person = Person
settings-delegate-office = Office
settings-delegate-may = May sign
settings-delegate-until = Until
settings-delegate-revoked = Revoked on { $date }
settings-power-say = positions and other statements of the party
settings-power-propose = proposals
settings-power-assent = assents
settings-delegate-accredit = Present full powers
settings-delegate-accredit-commits = From this entry on, what this person signs within these powers is signed by your party.
settings-delegate-revoke = Revoke
settings-delegate-revoke-commits = From this entry on, this person’s signature counts for nothing here. What was signed before stays signed.
settings-delegate-hand-over = Hand the office over

settings-peers-heading = Peers
settings-peers-about = A peer is another party’s node. Yours talks to no other machine.
settings-peers-none = No peer is connected.
settings-peer-last-seen = Last in touch
settings-peer-pause = Pause
settings-peer-resume = Resume
settings-peer-invite = Invite a peer
settings-peer-invite-about = Give this link to the person on the other side. It works once, and only until { $until }.
settings-peer-accept = Accept an invitation
settings-peer-accept-label = The invitation you were given
settings-words-about = Read these words to each other by telephone or in person. If one differs, somebody stands between you: stop.
settings-words-same = All six are the same
settings-words-differ = They differ: stop

settings-keys-heading = Keys
settings-key-words = Fingerprint in words
settings-key-backed-up = Backed up on { $date }
settings-key-no-backup = Not backed up. Without a backup, losing this machine means losing the key.

# On the pages
settings-delegate-person-hint = In the order and script the person uses.
settings-delegate-since = Full powers presented on { $date }
settings-delegate-until-date = until { $date }
settings-invitation-for = Invitation for { $name }
settings-invite-name = Who it is for
settings-invite-name-hint = Only you see this name.
settings-keyboard = Keyboard
settings-may-nothing = nothing
settings-names = Names
settings-party-id = Party number
settings-password = Password
settings-password-change = Change the password
settings-password-current = Present password
settings-password-new = New password
settings-peer-compared = The six words were compared.
settings-peer-not-compared = The six words have not been compared yet.
settings-power-suspend = suspensions and withdrawals
settings-power-erase = requests for erasure and answers to them
settings-shortcuts = Keyboard shortcuts
settings-shortcuts-hint = g, then r for Relationship, f for Framework, w for Waiting for you, d for Record, s for Settings; / for the filter.
settings-this-is-you = you
settings-until-hint = You may leave it empty.
settings-you = You
settings-password-changed = The password is changed. Log in with the new one.
settings-name-missing = Give a name.
settings-name-taken = Somebody on this node has this name already. Give the name with something that tells them apart.
settings-may-missing = Tick at least one kind of act.
settings-key-root = Root key: changes the others
settings-key-seal = Seal: founds, joins, presents full powers
settings-key-node = Node key: seals entries and signs receipts
settings-key-tls = Connection key: shows peers that it is this node
settings-delegate-added = The full powers are on the record.
settings-delegate-link = Give this person the address of your node with { $link } at its end. It works once, for seven days, and is shown only here.
settings-invitation-damaged = This is not a whole invitation. Copy all of it, from “detente:” to the end.
settings-invitation-unreachable = The other node cannot be reached at { $address }. Ask whether it is running, and try again.
settings-invitation-other-party = Another party answered than the one that the invitation names. Do not go on, and call the person who invited you.
settings-invitation-no-address = The invitation names no address. Ask for a new one.
settings-invitation-refused = The other node does not know this invitation: it was used, has run out, or was taken back. Ask for a new one.
