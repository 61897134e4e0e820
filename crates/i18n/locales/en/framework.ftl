# The framework: the three lists, an item and its history, and the acts with what each commits to.

framework-title = Framework
framework-intro = Three lists that the parties keep together. An item is in effect when every required party has agreed to the same text.

framework-list-dialogues = To talk about
framework-list-dialogues-about = Issues on which the parties differ and which talking could settle. Each is given to a channel, or shown without one.
framework-list-cooperation = To do together
framework-list-cooperation-about = What the parties need to do together, and can.
framework-list-differences = To manage
framework-list-differences-about = The few hard matters with little chance of agreement soon. Each party’s position stands beside the others’, with how the matter is handled.
framework-list-notes = Notes
framework-list-notes-about = What was brought in and has no list of its own here: parties and units, figures, events, linkages. It commits nobody.
framework-notes-link = { $count ->
    [one] One note stands beside the lists
   *[other] { $count } notes stand beside the lists
}
framework-list-empty = Nothing is on this list yet.
framework-list-propose = Propose an item
framework-list-find = Find in this list
framework-list-all = All
framework-list-count = { $count ->
        [0] No items
        [one] { $count } item
       *[other] { $count } items
    }

framework-column-number = No.
framework-column-title = Title
framework-column-status = Status
framework-column-proposer = Put forward by
framework-column-assents = Agreed
framework-column-since = Since
# How many of the required parties have agreed
framework-assents = { $given } of { $required }

# Where a text stands
framework-status-waiting = Waits for { $party }
framework-status-in-effect-means = Every required party has agreed to exactly these words. That they did so can never be undone.
framework-status-dead-means = A party whose agreement was needed has said that it will never give it. The same words can be proposed again.
framework-status-overtaken-means = Another text for the same item is in effect.
framework-status-contested-means = A party signed two things that exclude one another. The proof is in the record; the item rests until that party has healed its log, and then until a text settles it.

# An item's page
framework-item-positions = Positions
framework-item-position-of = Position of { $party }
framework-item-position-none = { $party } has stated no position.
framework-item-acts = What you can do
framework-item-history = History
framework-item-brought-in = Brought in by { $party } for discussion
framework-item-proposed-by = Proposed by { $party }
framework-text-authentic = Authentic text
framework-text-courtesy = Courtesy translation
framework-rivals-heading = Texts proposed for this item
framework-rivals-note = Only one of these texts can take effect.
framework-both-gave-way = Both sides gave way at the same moment, so neither text can take effect. Either can be proposed again.

# What happened, one line each
framework-history-proposed = { $party } proposed this text.
framework-history-agreed = { $party } agreed to this text.
framework-history-agreed-to = { $party } agreed to { $text }.
framework-history-released = { $party } asked to take back its agreement.
framework-history-released-of = { $party } asked to take back its agreement to { $text }.
framework-history-declined = { $party } declined this text.
framework-history-declined-of = { $party } declined { $text }.
framework-history-renounced = The node of { $party } confirmed that { $party } has not agreed to this text and never will.
framework-history-renounced-of = The node of { $party } confirmed that { $party } has not agreed to { $text } and never will.
framework-history-deferred = { $party } put its answer off until { $date }.
framework-history-suspended = { $party } suspended its part.
framework-history-resumed = { $party } resumed its part.
framework-history-withdrawn = { $party } withdrew.

# The acts: the word on the button, and what pressing it commits to
framework-act-propose = Propose
framework-act-propose-commits = Your party puts this text to the others and assents to it. It is in effect when every required party has assented; until then you can ask to take it back.
framework-act-propose-facilitator-commits = You put this text to the parties. Your own assent is neither needed nor given.
framework-act-propose-again = Propose again
framework-act-agree = Agree to this text
framework-act-agree-commits = Your party assents to exactly these words. When every required party has assented, the text is in effect.
framework-act-release = Take back
framework-act-release-commits = Your party asks to take back its assent. This has no effect by itself: the nodes of parties that have not assented confirm it when they receive it, and the text can then no longer take effect. If every required party has already assented, the text stays in effect.
framework-act-decline = Decline
framework-act-decline-commits = Your party states that it has not assented to this text and never will. A text that needs every party can then no longer take effect. The same words can be proposed again.
framework-act-defer = Put off
framework-act-defer-commits = Your party says that it will come back to this on the date given. It agrees to nothing and declines nothing.
framework-act-suspend = Suspend
framework-act-suspend-commits = Your party stops its part in this item for now. Nobody’s assent is needed, everyone sees it, and it can be resumed. That the text was agreed stays on the record.
framework-act-resume = Resume
framework-act-resume-commits = Your party ends its suspension. The item goes on as agreed.
framework-act-withdraw = Withdraw
framework-act-withdraw-commits = Your party ends its part in this item for good. Nobody’s assent is needed, and everyone sees it. That the text was agreed stays on the record.
framework-act-conclude = Propose to conclude
framework-act-conclude-commits = Your party proposes that this item is finished and assents to that. It is concluded when every required party has assented.
framework-act-amend = Propose an amendment
framework-act-amend-commits = Your party proposes a new text for this item and assents to it. The present text stays until every required party has assented to the new one.
framework-act-move = Propose to move to another list
framework-act-move-commits = Your party proposes to put this item on another list and assents to that. It stays where it is until every required party has assented.
framework-act-accept-theirs = Accept theirs, withdraw ours
framework-act-accept-theirs-commits = Your party signs two acts: it takes back its own text now, and assents to theirs as soon as its own can no longer take effect. If its own takes effect first, the second act is dropped and you are told on the page “Waiting for you”.

# Forms
framework-form-list = List
framework-form-title = Title in { $language }
framework-form-text = Text in { $language }
framework-form-reason = Reason
framework-form-reason-hint = Everyone in this space will read it. You may leave it empty.
framework-form-until = Until
framework-form-continue = Continue to the check page

# On the pages
framework-act-position = State our position
framework-act-position-commits = Your party puts its own words beside those of the others. They stand as its position, in its name; nothing else changes, and a later position can follow.
framework-act-propose-again-commits = Your party proposes the same words once more and assents to them.
framework-form-amend = Propose an amendment
framework-form-amend-lead = Start from the text that stands and change what you want changed.
framework-form-answers = In answer to
framework-form-answers-hint = An act on the record that this answers, if there is one.
framework-area-of = { $area } ({ $party }’s, not agreed)
framework-form-cites = Cites these principles
framework-form-cites-hint = Tick what the text rests on. The principle then shows what cites it.
framework-link-cites = cites
framework-link-cited-by = is cited by
framework-form-area = Area
framework-form-area-hint = You may tick several, or none.
framework-form-move = Propose to move to another list
framework-form-move-lead = The text stays as it is; only the list changes.
framework-form-nothing-signed = Nothing is signed yet. The next page shows exactly what would be.
framework-form-position = State our position
framework-form-position-lead = In your own words. They are shown as your party’s, beside those of the others.
framework-form-propose = Propose an item
framework-form-propose-lead = Say what the item is. Bring it in to be talked about, or propose it as a text to be agreed.
framework-form-reason-lang = Language of these words
framework-form-reason-needed = Everyone in this space will read it. It stands as the words of your party.
framework-form-words = The words
framework-form-words-hint = One language is enough. Tick those that are to be authentic: authentic texts are equal. The others are courtesy translations. An empty line starts a new paragraph.
framework-hold-also = { $count ->
        [one] The same statement suspends { $count } other item.
       *[other] The same statement suspends { $count } other items.
    }
framework-item-links = Linked items
framework-item-other-acts = Other acts
framework-item-sources = Sources
framework-link-by = linked by { $party }
framework-list-clear = Show all
framework-list-find-button = Find
framework-list-no-match = Nothing fits. Try fewer words.
framework-past-heading = Earlier texts
framework-positions-earlier = Earlier positions
framework-positions-note = Each party’s own words, in its own name. Nothing here is merged or weighed.
framework-principles = Guiding principles
framework-principles-all = { $count ->
        [one] Show it
       *[other] All { $count } principles
    }
framework-principles-empty = No principle has been proposed yet.
framework-principles-intro = A principle is in effect when every required party has agreed to the same words. Until then it stands as the words of whoever brought it in.
framework-ring-fenced = ring-fenced
framework-stance-agreed = agreed
framework-stance-declined = declined
framework-stance-deferred = put off until
framework-stance-pending = signed, not yet on the record
framework-stance-silent = has not answered
framework-stance-took-back = asked to take back its agreement
framework-suspend-many = Suspend several items
framework-suspend-many-lead = One signed statement with one reason. Each item keeps its history and can be resumed by itself.
framework-suspend-many-commits = Your party stops its part in these items for now. Nobody’s assent is needed, everyone sees it, and each can be resumed by itself. That the texts were agreed stays on the record.
framework-suspend-none = Nothing is in effect that your party could suspend.
framework-tag-concluded = Concluded
framework-tag-contested = Contested
framework-tag-declined = Declined
framework-tag-deferred = Put off
framework-tag-in-effect = In effect
framework-tag-not-understood = Not understood
framework-tag-overtaken = Overtaken
framework-tag-proposed = Proposed
framework-tag-rivals = Two texts
framework-tag-suspended = Suspended
framework-tag-withdrawn = Withdrawn
framework-text-amend = Proposed amendment
framework-text-conclude = Proposal to conclude
framework-text-in-effect = Text in effect
framework-text-move = Proposal to move to “{ $list }”
framework-text-new = Proposed text
framework-turn-nobody = Waits for nobody
framework-turn-unproposed = A text can be proposed
framework-positions-of = Positions: { $parties }
framework-tag-for-discussion = For discussion
framework-status-for-discussion-means = Brought in as its source’s words. No text is proposed, and nobody is committed to anything.
framework-item-per = per { $source }
framework-brought-in-heading = Brought in for discussion
framework-form-answers-nothing = nothing in particular
framework-form-source = Source
framework-form-source-hint = Author and year, if these are published words: Zheng Tao, 2020. Leave it empty if they are your own.
framework-form-citation = Full reference
framework-form-citation-hint = Title, publisher and date.
framework-form-how = What you do with it
framework-act-bring-in = Bring in for discussion
framework-act-bring-in-commits = Your party puts these words on the list as their source’s, to be talked about. It agrees to nothing and commits nobody.
framework-text-original = Original words
framework-history-brought-in = { $party } brought this in for discussion.
framework-history-position = { $party } stated its position.
framework-history-erase = { $party } asked that words are erased.
framework-history-erase-answer = { $party } answered a request for erasure.
framework-mark-invented = invented for the demonstration
framework-target = { $party }’s text of { $date } (entry { $entry })
framework-hold-suspended = Suspended by { $party } since { $date }
framework-hold-withdrawn = { $party } withdrew on { $date }
framework-hold-deferred = Put off by { $party } until { $date }
framework-form-source-missing = Give author and year beside the full reference.
framework-ended-declined = Declined by { $party } on { $date }
framework-ended-declined-of = { $party } declined { $text } on { $date }
framework-ended-released = Taken back by { $party } on { $date }
framework-ended-released-of = { $party } took back { $text } on { $date }
framework-form-kept = What you wrote. It was not signed; copy it if you still need it.
