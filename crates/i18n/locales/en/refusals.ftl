# Why something was not done: the answer to a person. One key for each code of refusal.

refusals-title = This was not done
refusals-nothing-signed = Nothing was signed and nothing was sent.
# One answer for "unknown" and for "not yours to see"
refusals-not-found = There is nothing here that your seat can see.
refusals-log-in-first = Log in first.
refusals-fault = Your node met a fault, and this was not done. Its operator finds the cause in the node’s log.

# On the pages
refusals-error-back = Go on to the first page
refusals-error-fault = This node has met a fault
refusals-error-fault-next = Nothing was signed. Try again; if it happens again, give the operator of your node the reference below.
refusals-error-moved = What was on your screen has changed
refusals-error-moved-next = Nothing was signed. Go back, read what stands there now, and decide again.
refusals-error-not-found-next = Check the address, or go on from the first page.
refusals-error-not-ready = This node cannot write at the moment
refusals-error-not-ready-next = It is asking the other nodes how far its own record goes. Nothing is lost; reading works.
refusals-error-reference = Reference for the operator: { $reference }
refusals-error-refused = This was refused
refusals-error-refused-next = The request did not come from a page of this node, or you are no longer logged in. Nothing was signed. Log in and try again.
refusals-error-too-large = This is too large
refusals-error-too-large-next = One entry holds at most 1 MiB. Shorten the text, or bring it in as several items.
refusals-error-too-many = Too many attempts
refusals-error-too-many-next = Wait a minute, then try again.
refusals-unknown-text = This text is not known here. Go back to the item and read what stands there now.
refusals-unknown-item = This item is not known here. Go back to the list.
refusals-nothing-written = Nothing is written yet. Write in at least one language.
refusals-title-missing = The text in { $language } has no title. Give it one, or empty the text.
refusals-hidden-character = The words in { $language } contain a character that can hide or reorder text ({ $character }). Type the words anew instead of pasting them.
refusals-no-authentic-text = Every version is a courtesy translation. Tick at least one as authentic.
refusals-text-moved = What was on your screen has changed. Read what stands there now, and decide again.
refusals-already-in-effect = This text is in effect already. You can suspend it or withdraw from it.
refusals-text-dead = This text can no longer take effect. The same words can be proposed again.
refusals-already-assented = Your party has agreed to this text already.
refusals-declined-before = Your party declined this text before. Propose the same words again instead.
refusals-rival-assented = Your party has agreed to another text for this item, and only one can take effect. Take that agreement back first, or accept theirs instead of yours.
refusals-rival-in-effect = Another text for this item is in effect. Propose an amendment to it instead.
refusals-contested = A party signed two things here that exclude one another. The item rests until that party has healed its log; then propose a text that settles it.
refusals-nothing-to-release = Your party has not agreed to this text, so there is nothing to take back.
refusals-no-rival-of-ours = Your party has no text of its own to withdraw here. Agree to theirs.
refusals-not-in-effect = Nothing is in effect here that this could apply to.
refusals-not-suspended-by-us = Your party has not suspended this. Only who suspended can resume.
refusals-already-suspended = Your party has suspended this or withdrawn from it already.
refusals-list-missing = Choose the list that the item is to stand on.
refusals-already-on-list = The item is on this list already. Choose another one.
refusals-date-past = Give a date that is today or later.
refusals-nothing-chosen = Nothing is chosen. Tick at least one item.
refusals-reason-missing = Give a reason. Everyone in this space will read it.
refusals-nothing-to-erase = There is nothing to erase: the entry is not known here, has no such words, or belongs to a party’s keys, which stay.
refusals-unknown-request = This request for erasure is not known here. Look at the requests again.
refusals-answered-before = Your party has answered this request already.
refusals-space-closed = This space is closed: only what all agree to is signed here. Leave it as a note.
refusals-space-on-record = This space is on record: there are no notes in it.
refusals-notes-over = The day to which notes are kept here is past. They are erased, and no new ones are taken.
refusals-too-many-notes = Your party has left as many notes here as there can be.
refusals-not-ours = This does not need your party’s act, or your party’s role here does not allow it.
refusals-powers-missing = You have no full powers for this act. Ask whoever may present full powers for your party.
refusals-members-unsound = These cannot be the members: at least one must be a party, nobody may stand there twice, and something must change.
refusals-members-agreed = Your side agreed to a change of members. Once it is in effect, texts from before it are put forward anew; until then nothing else is agreed to.
refusals-rival-waits = Another text on this lacks only the word of a party that has lost its keys, and may be in effect without anybody knowing. Put yours forward as something new.
refusals-signed-before = You have signed this already. It takes the signature of another delegate of your party.
refusals-office-not-held = This key holds no office here that could be handed over: no powers were given to it, another person has taken the office over already, or the successor would be the same person.
refusals-powers-expired = Your full powers ended on { $date }. Your party can present new ones.
refusals-would-be-void = This would count for nothing: { $reason }.
refusals-too-long = { $count ->
        [one] The words in { $language } are too long: at most { $count } character.
       *[other] The words in { $language } are too long: at most { $count } characters. Shorten them, or bring them in as several items.
    }
refusals-not-understood = This was said with a newer version of the program, and this one does not understand it. Bring your node up to date first.
refusals-error-logged-out = You are no longer logged in
refusals-error-logged-out-next = Nothing was signed, and nothing you typed is lost. Leave this page open, log in on the page that the button opens, come back here and send it again.
refusals-error-send-again = Send it again
refusals-error-your-words = What you typed

# Signing with a key on a device of one’s own
refusals-unsigned-other-person = Somebody else prepared this, and only they can sign it. Prepare it yourself.
refusals-unsigned-other-bytes = What was signed is not what was prepared here. Nothing was put on the record. Sign exactly the bytes that you were given.
refusals-unsigned-does-not-fit = The signature does not fit your key and these bytes. Nothing was put on the record. Sign with the key whose public half your node knows.
refusals-unsigned-key-elsewhere = Your signing key is on a device of your own, and no password opens it here. Sign there, and send the signature by the HTTP API.

# To programs
refusals-api-scope = This token may only read. Open a session that may also sign.
refusals-api-idempotency = This Idempotency-Key was used for another request. Take a new one for each act.
refusals-api-in-progress = The same request is being carried out at this moment. Ask again in a second.
refusals-api-if-match = A change needs If-Match with the ETag of what it was made from.
refusals-api-moved = It was changed meanwhile. Read it again; nothing was saved.
refusals-api-streams = This token has too many streams open. Close one first.
refusals-in-doubt = This folder may be older than what your party has signed from it, as after a restored backup. Nothing is signed until the nodes of all other members have answered, so that your party does not contradict itself; then it goes on by itself. Under Settings, Peers, you see who is out of touch.
refusals-forked = Two versions of your party’s log are signed in this space. This happens when two copies of its node run, or an old backup was started. Nothing more is signed here, so that it becomes no worse; what was typed stays. Your operator stops every other copy and runs `detente record heal`; then it goes on.
refusals-waits = In this space something stands in your party’s log that names entries which your node does not have. Either they are still on their way from another party’s node, or somebody else has used your node’s key. What followed could not count before they come, so nothing more is signed here until then; what was typed stays. If they do not come, your operator changes the keys with `detente key rotate` and runs `detente record heal`; then it goes on.
refusals-replaced = Your party’s keys in this space were replaced, and this node does not have the new ones. What is signed with those counts as your party’s. If it was your party, on another machine or before a backup was restored, your operator brings the newer keys here. If it was not: tell the other parties at once, by telephone or in person. As long as those keys are the newer ones, nothing can be signed here; what was typed stays.
