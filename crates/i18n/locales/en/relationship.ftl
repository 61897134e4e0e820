# The relationship at a glance: where it stands, and whose turn it is.

relationship-title = The relationship at a glance
relationship-founded = Founded on { $date }.
relationship-summary-items = { $total ->
        [0] Nothing has been proposed yet.
        [one] { $agreed ->
            [0] The one item proposed is not in effect.
           *[other] The one item proposed is in effect.
        }
       *[other] { $agreed } of { $total } items are in effect.
    }
relationship-summary-waiting = { $count ->
        [0] Nothing waits for { $party }.
        [one] { $count } item waits for { $party }.
       *[other] { $count } items wait for { $party }.
    }

# Two columns of equal width, one for each party
relationship-waiting-heading = Waiting for { $party }
relationship-lists-heading = The three lists
relationship-recent-heading = Latest entries
relationship-recent-none = There is no entry yet.

relationship-member-party = party
relationship-member-facilitator = facilitator

# What a new node shows instead
relationship-start-heading = Four steps to begin
relationship-start-name = Name your party
relationship-start-backup = Back up the key
relationship-start-peer = Connect a peer
relationship-start-propose = Propose the first item
relationship-start-done = Done
relationship-start-to-do = To do

# On the pages
relationship-start-backup-why = Without a copy, losing this machine means losing the right to speak for your party.
relationship-start-later = Later
relationship-start-name-why = The name is what the others see, in every language you give.
relationship-start-peer-why = Make an invitation, or accept one; then compare six words by telephone.
relationship-start-progress = { $done } of { $all } done.
relationship-start-propose-why = A principle, or something to talk about. Nothing is agreed until every party has agreed to it.
relationship-waiting-all = { $count ->
        [one] Show it
       *[other] All { $count } items
    }
relationship-waiting-none = Nothing waits for { $party }.
relationship-witness-own = Your node is a witness here: it signs how long the parties’ logs are, and holds none of their words.
relationship-witness-of = { $party } is a witness: its node signs how long our logs are, and is sent none of our words. It shows later that there was one version.
relationship-member-witness = witness
relationship-name = The relationship
