# Escalation analysis: what would hold and why, in the words of what is done.

# How states and changes are named
advisor-escalation-nothing-done = nothing of this is done
advisor-escalation-take = taking up “{ $option }”
advisor-escalation-give-up = giving up “{ $option }”
advisor-escalation-go = going to “{ $state }”
advisor-escalation-step = { $party }, by { $change }
advisor-escalation-step-together = { $parties } together, by { $change }
advisor-escalation-chain = { $first }; then { $next }

# Whether a state would hold
advisor-escalation-verdict-settled = Would hold. Nobody gains by moving first.
advisor-escalation-verdict-answered = Would hold. Whoever moved first would be answered by something the others would want to do, and be no better off.
advisor-escalation-verdict-feared = Holds only out of fear of this: { $fear }. There would be no way back from it, but whoever did it would have to be ready to hurt themselves.
advisor-escalation-verdict-doubtful = Holds only out of fear of this: { $fear }. Whoever did it would have to be ready to hurt themselves, and there might be a way back.
advisor-escalation-verdict-falls = Would not hold. Somebody gains by moving first, and nothing spoils it: { $parties }.

# One sentence or two for each tempting move
advisor-escalation-tempting = { $party } would gain by { $change }.
advisor-escalation-answer-nothing = Nothing the others can do would spoil that.
advisor-escalation-answer-would = The others would want to answer: { $reply }. That would leave { $party } no better off than now.
advisor-escalation-answer-could = The others could answer, though not every step of it is to their own gain: { $reply }. That would leave { $party } no better off than now.
advisor-escalation-escape = But from there { $party } could still come out ahead by { $change }.
advisor-escalation-no-escape = From there { $party } has no way to come out ahead.

# What it rests on
advisor-escalation-prefers = { $party } prefers “{ $rather }” to “{ $than }”.
advisor-escalation-as-good = To { $party } “{ $rather }” and “{ $than }” are equally good.
advisor-escalation-weakest = Its weakest point: { $comparisons } { $count ->
        [one] Were this otherwise, it would no longer hold.
       *[other] Were these { $count } comparisons otherwise, it would no longer hold.
    }
advisor-escalation-weakest-at-most = Whether fewer would do was not searched to the end.
advisor-escalation-no-weak-point = No change of preferences ends it: nobody has a move to make.
advisor-escalation-weak-point-not-found = No weak point was found before the search ended; there may be one.
advisor-escalation-input-parties = Parties
advisor-escalation-input-options = Options of { $party }
advisor-escalation-input-impossible = Combinations ruled out
advisor-escalation-input-possible = Situations that remain possible
advisor-escalation-input-now = The situation now
advisor-escalation-input-now-unknown = not said
advisor-escalation-input-ranking = Preferences of { $party }, as a ranking, best first
advisor-escalation-input-weights = Preferences of { $party }, as weights of its options and the others’
advisor-escalation-input-statements = Preferences of { $party }, as statements, most important first
advisor-escalation-only-taken = “{ $option }” (cannot be taken back)
advisor-escalation-only-given-up = “{ $option }” (once given up, it is gone)
advisor-escalation-shortened = { $shown } … ({ $count } in all)
advisor-escalation-assume-moves = Each party decides on its own options and on nothing else, and sees what the others do.
advisor-escalation-assume-preferences = The preferences are as entered. What one party enters of another’s is a guess unless that party said so.
advisor-escalation-assume-options = What is not among the options does not happen.
advisor-escalation-caveat = This is a model of what people say they prefer, not a forecast.
advisor-escalation-left-out = { $count ->
        [one] One more situation that would hold is not shown.
       *[other] { $count } more situations that would hold are not shown.
    }

# Ways of de-escalation
advisor-escalation-way-alone = Step { $number }: { $party }, by { $change }.
advisor-escalation-way-together = Step { $number }, taken together: { $parties }, by { $change }. They must agree on it beforehand.
advisor-escalation-way-exposed = After it { $party } could be pushed to “{ $state }”, { $count ->
        [one] one place
       *[other] { $count } places
    } below the present in its ranking: this is what verification must cover.
advisor-escalation-way-safe = Nobody who moved can be pushed below the present by what the others would want to do.
advisor-escalation-way-harm = On the way somebody is { $count ->
        [one] one place
       *[other] { $count } places
    } worse off than now.
advisor-escalation-way-none = There is no way there by these options.
advisor-escalation-way-equal = { $count } ways are equally good; their order here means nothing.
advisor-escalation-way-proposal = Which costs come first (what cannot be undone, harm, exposure, joint steps, length) is a proposal of this program.

# Open preferences and perception
advisor-escalation-open-always = Holds however the open questions are settled ({ $of } cases, all there are).
advisor-escalation-open-never = Holds in no way the open questions can be settled ({ $of } cases, all there are).
advisor-escalation-open-some = Holds in { $held } of { $of } cases, all there are.
advisor-escalation-open-drawn = Held in { $held } of { $of } cases looked at; there are more.
advisor-escalation-short-settled = Would hold.
advisor-escalation-short-answered = Would hold, for a first move would be answered.
advisor-escalation-short-feared = Holds only out of fear.
advisor-escalation-short-doubtful = Holds only out of fear, and doubtfully.
advisor-escalation-short-falls = Would not hold.
advisor-escalation-gap-none = The guess of what { $party } prefers misleads nowhere.
advisor-escalation-gap-over = The verdicts part over this: { $comparison }
advisor-escalation-gap-state = “{ $state }”. By the guess: { $guessed } By what { $party } says: { $disclosed }

# A party’s priorities, read out
advisor-escalation-said-taken = “{ $option }”
advisor-escalation-said-not = not { $a }
advisor-escalation-said-and = { $a } and { $b }
advisor-escalation-said-or = { $a } or { $b }
advisor-escalation-said-if = { $a } if { $b }
advisor-escalation-said-iff = { $a } exactly if { $b }
advisor-escalation-said-next = { $first }; then { $next }
advisor-escalation-said-apart = ({ $a })

# What is asked next about one situation
advisor-escalation-coalition = { $parties } would all gain by this, done together, and nothing the others would want to do spoils it: { $change }.
advisor-escalation-needed = { $count ->
        [one] It would hold, and not out of fear alone, if one comparison of two situations were otherwise.
       *[other] It would hold, and not out of fear alone, if { $count } comparisons of two situations were otherwise.
    }
advisor-escalation-needed-unknown = What would have to change was not found in the time there was.
advisor-escalation-reorder = { $party }: { $statement }, in place { $place } among its priorities.

# Why something was not analysed, and what to do
advisor-escalation-refused-no-party = There is no party. Name those who decide.
advisor-escalation-refused-party-twice = Two parties are called “{ $party }”. Give each its own name.
advisor-escalation-refused-options = { $given } options are more than can be analysed; { $most } are. Leave out options that decide nothing, or fix those whose outcome is certain.
advisor-escalation-refused-irreversible = { $party } has { $given } irreversible options; { $most } can be analysed. Mark as irreversible only those on which the question turns.
advisor-escalation-refused-states = { $given } situations are more than can be analysed in this way; { $most } are. Leave out options, or rule out more combinations.
advisor-escalation-refused-no-state = Every combination of options is ruled out. Take out the rule that goes too far.
advisor-escalation-refused-no-option = { $place }: there is no option { $given }; there are { $count }. Correct the number.
advisor-escalation-refused-pattern = { $place }: option { $given } is required to be both taken and not taken. Remove one of the two.
advisor-escalation-refused-no-state-number = { $place }: there is no situation { $given }; there are { $count }. Correct the number.
advisor-escalation-refused-no-such-party = { $place }: there is no party { $given }; there are { $count }. Correct it.
advisor-escalation-refused-itself = Move { $number } leads from situation { $given } to itself. Remove it.
advisor-escalation-refused-ranked-twice = The ranking of { $party } has situation { $given } twice. Keep one place for it.
advisor-escalation-refused-not-ranked = The ranking of { $party } leaves out situation { $given }, and { $count } in all. Rank every possible situation; equal ones may share a place.
advisor-escalation-refused-weights = { $party } has { $given } weights for { $count } options. Give one for each, 0 if it does not matter.
advisor-escalation-refused-no-options = { $party } states priorities about options, and this model lists its moves instead. Give its ranking.
advisor-escalation-refused-statement = Statement { $number } of { $party } cannot be read: { $problem } Write it with option numbers, -, &, |, brackets, IF and IFF.
advisor-escalation-refused-statement-found = “{ $found }” cannot stand at character { $at }.
advisor-escalation-refused-statement-ends = something is missing at the end.
advisor-escalation-refused-statement-option = there is no option { $given } (character { $at }); there are { $count }.
advisor-escalation-refused-statement-deep = it is too long or has too many brackets.
advisor-escalation-refused-never = Statement { $number } of { $party } is true in no possible situation, so it says nothing. Correct or remove it.
advisor-escalation-refused-opposite = Statement { $number } of { $party } says the opposite of its statement { $first }. Remove the less important of the two.
advisor-escalation-refused-same = { $party } does not hold the situations that are declared the same to be equally good (situation { $given }). Give its ranking, or declare fewer of them the same.
advisor-escalation-refused-json = Line { $line }, column { $column }: this is no longer JSON. A bracket, a comma or a quotation mark is missing there or before it.
advisor-escalation-refused-not-a-model = This file is no conflict model: it names neither parties nor decision makers. Choose another file.
advisor-escalation-refused-missing = { $place }: “{ $key }” is missing. Add it.
advisor-escalation-refused-wrong = { $place }: { $given } cannot stand here. Compare it with a model that can be read.
advisor-escalation-refused-owners = { $place }: option “{ $option }” must belong to one party and to no other. Correct its owner.
advisor-escalation-place-impossible = Ruled-out combination { $number }
advisor-escalation-place-same = Situations declared the same, { $number }
advisor-escalation-place-ranking = Ranking of { $party }
advisor-escalation-place-move = Move { $number }
advisor-escalation-place-now = The situation now
advisor-escalation-place-owner = Owner of “{ $option }”
