# What stands on every page: navigation, seat, demonstration banner, state of the peers, footer.

frame-product = Détente
frame-skip = Skip to the content
# Between the names of a list: Asteria, Borealis
frame-list-separator = { ", " }

frame-nav-label = Sections
frame-nav-menu = Menu
frame-nav-relationship = Relationship
frame-nav-framework = Framework
frame-nav-record = Record
frame-nav-advisor = Advisor (private)
frame-private = Private to { $party }. Never leaves this node.
frame-nav-settings = Settings
frame-nav-waiting = { $count ->
        [0] Waiting for you
       *[other] Waiting for you ({ $count })
    }
frame-language-label = Language
frame-log-out = Log out

# Whose seat am I in
frame-seat-line = You are in the seat of { $party }, as { $person }.
frame-seat-facilitator = You are in the seat of { $party }, a facilitator, as { $person }. You can propose and offer; your assent is never required.

frame-demo-banner = This is a demonstration. The two institutes and the facilitator are invented. Nothing here is signed for a state or for a real person.

# In words, for each peer. $entries: how many entries both hold
frame-peer-in-step = In step with { $peer } ({ $entries ->
        [one] { $entries } entry
       *[other] { $entries } entries
    }, { $ago })
frame-peer-catching-up = Receiving from { $peer }: { $done } of { $total ->
        [one] { $total } entry
       *[other] { $total } entries
    }
frame-peer-out-of-touch = Out of touch with { $peer } since { $since }; { $queued ->
        [0] nothing is queued
        [one] { $queued } entry is queued
       *[other] { $queued } entries are queued
    }
frame-peer-witness-in-step = { $peer } has signed the latest head of our log as a witness ({ $ago })
frame-peer-witness-behind = { $peer } as a witness: has signed the head at { $done } of { $total } entries of our log
frame-peer-witness-out-of-touch = Out of touch with the witness { $peer } since { $since }; { $queued ->
        [0] it has signed the latest head of our log
        [one] { $queued } entry of our log is not yet under a head that it signed
       *[other] { $queued } entries of our log are not yet under a head that it signed
    }
frame-peer-never = No contact with { $peer } yet
frame-peer-paused = Exchange with { $peer } is paused here
frame-peer-awaited = Waiting for { $peer }: this node may have signed more than it holds, and signs nothing before { $peer } has said so
frame-peer-differs = Two versions of the log of { $party } are signed, differing at entry { $number } at the latest: what to do
frame-peer-none = No peer is connected.
# The page no longer hears from its own node
frame-live-lost = Connection to your node lost. Reconnecting.

frame-footer-version = Version { $version }

frame-action-back = Back
frame-action-cancel = Cancel
frame-action-save = Save

# On the pages
frame-demo-label = Demonstration
frame-footer-head-label = Record head
frame-peers-label = State of the other nodes
frame-problems = There is a problem
frame-seat-hosted = This seat is hosted on the node of { $host }, which can read what is here.
frame-seat-own = This is the node’s own party.
frame-shortcuts = Keyboard: g, then r, f, w, d or s
frame-title-error = Problem:
