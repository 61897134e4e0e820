# Erasing words on request: who asked, what each party's node does about it.

erasure-title = Requests for erasure
erasure-intro = A party can ask that words are erased. Each party decides for its own node and says so here. Nobody can erase anything at another party’s node, and every proof stays valid.
erasure-none = Nobody has asked for anything to be erased.
erasure-asked = { $party } asks that words of entry { $entry } are erased
erasure-asked-unknown = { $party } asks that words are erased which this node does not know
erasure-basis = Legal basis
erasure-basis-hint = In words: which law, which court, whose wish. Everyone in this space will read it. Do not repeat the words themselves.
erasure-erased = { $party }: erased
erasure-kept = { $party }: kept
erasure-unanswered = { $party }: no answer yet
erasure-words = Erased here at the request of { $asker }, by { $party }.
erasure-which = Which words
erasure-reason = Reason, if you give one
erasure-act-ask = Ask for erasure
erasure-act-ask-commits = Your party asks everyone who holds these words to erase them. Each party decides for itself and says so.
erasure-act-erase = Erase here
erasure-act-erase-commits = Your node removes these words from all its files, and your party says so on the record. This cannot be undone. Copies outside of the node are not reached: backups, bundles, printed pages. Have your operator see to those.
erasure-act-keep = Keep
erasure-act-keep-commits = Your node keeps these words, and your party says so on the record. It can still erase them later.
erasure-effect = The words are gone from this node as soon as this is signed.
erasure-link = Requests for erasure in this space
