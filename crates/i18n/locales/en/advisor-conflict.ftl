# The pages for conflicts: the form, what came out, one situation.

# The form
advisor-conflict-lead = Write down who takes part, what each of them can do, and what each wants. Everything can be changed afterwards.
advisor-conflict-start = Begin with a worked example or a file
advisor-conflict-case-encounter = An encounter at sea
advisor-conflict-case-encounter-about = Each side wants the other to keep away, and neither wants a collision. What holds depends on whether they speak.
advisor-conflict-case-encounter-party-1 = Party one
advisor-conflict-case-encounter-party-2 = Party two
advisor-conflict-case-encounter-option-1 = one comes close
advisor-conflict-case-encounter-option-2 = one speaks on the agreed channel
advisor-conflict-case-encounter-option-3 = two comes close
advisor-conflict-case-encounter-option-4 = two speaks on the agreed channel
advisor-conflict-case-waiting = Two demands that wait for each other
advisor-conflict-case-waiting-about = Each side acts only after the other. Nobody moves first, and the way out is one step taken together.
advisor-conflict-case-waiting-party-1 = Party one
advisor-conflict-case-waiting-party-2 = Party two
advisor-conflict-case-waiting-option-1 = one lifts its measure
advisor-conflict-case-waiting-option-2 = two takes its step
advisor-conflict-case-note = A worked example. The preferences are illustrative and nobody’s.
advisor-conflict-file = A file, as text
advisor-conflict-file-hint = Open a .gmcr file or one that was saved here in an editor, copy all of it, and paste it. It is read on this node.
advisor-conflict-file-read = Read it into the form
advisor-conflict-file-missing = Nothing was pasted. Paste the whole text of the file.
advisor-conflict-file-graph = This model lists its moves instead of options, and this page keeps options. Analyse it on the command line: detente advisor escalate.
advisor-conflict-file-beside = What the file says beside the model cannot be read: { $cause }. Remove its part “detente”, or save the file anew where it was made.
advisor-conflict-parties = Who takes part
advisor-conflict-party-row = Party { $count }
advisor-conflict-row = The party in row { $number }
advisor-conflict-own = Which of them is your own?
advisor-conflict-own-none = None of them
advisor-conflict-options = What they can do
advisor-conflict-options-hint = One thing that is done or not done in each row. A row left blank counts for nothing.
advisor-conflict-option-row = Option { $count }
advisor-conflict-option = What is done
advisor-conflict-owner = Who decides
advisor-conflict-change = Can it be undone?
advisor-conflict-change-either-way = Yes
advisor-conflict-change-only-taken = No, once done it stays done
advisor-conflict-change-only-given-up = Once given up it is gone
advisor-conflict-now-done = Done now
advisor-conflict-now-unsaid = Leave open what the present situation is; the ticks do not count
advisor-conflict-now-impossible = The present situation, as ticked, is one that is ruled out. Correct the ticks, or the rule.
advisor-conflict-rules = What cannot be together
advisor-conflict-rules-hint = By the numbers of the options, with a comma between them. A minus means: not done. For example 1, -3: not 1 without 3.
advisor-conflict-rule-row = Rule { $count }
advisor-conflict-rule-kind = What is ruled out
advisor-conflict-rule-kind-not-together = These cannot be together
advisor-conflict-rule-kind-at-most-one = At most one of these is done
advisor-conflict-rule-kind-exactly-one = Exactly one of these is done
advisor-conflict-rule-of = Numbers of the options
advisor-conflict-same = Situations that are one, { $count }
advisor-conflict-same-hint = Where the other options make no difference any more: the numbers of those that decide, for example 4.
advisor-conflict-rule-option = There is no option “{ $given }”: there are { $count } rows. Write numbers of options, with a comma between them.
advisor-conflict-rule-minus = A minus makes no sense in a rule about how many are done. Take it out, or choose “These cannot be together”.
advisor-conflict-rule-alone = A rule about how many are done needs at least two options.
advisor-conflict-owner-missing = Nobody decides on “{ $option }”. Choose who does.
advisor-conflict-no-option = There is no option. Write down at least one thing that somebody can do.
advisor-conflict-too-many-options = { $given } options are more than this page takes; { $most } are. Leave out options that decide nothing. The command line takes up to 24.
advisor-conflict-too-many-situations = { $given } situations are more than this page takes; { $most } are. Leave out options, or rule out more combinations.
advisor-conflict-too-many-rules = { $given } combinations are ruled out, more than the form takes; { $most } are. Leave out options, or write the model with rules of fewer conditions.
advisor-conflict-wishes = What each of them wants
advisor-conflict-wishes-hint = If you named a party just now, press “Update the form” and its part appears here.
advisor-conflict-language = How to write statements
advisor-conflict-language-order = One statement a line, the most important first. A situation in which an earlier one is true is better than any in which it is not, whatever the later ones say.
advisor-conflict-language-taken = option 1 is done
advisor-conflict-language-not = option 1 is not done
advisor-conflict-language-and = both are done
advisor-conflict-language-or = at least one of them is done
advisor-conflict-language-if = if 3 is done, so is 1
advisor-conflict-language-iff = both are done, or neither
advisor-conflict-language-brackets = not both: a minus before brackets turns round what is in them
advisor-conflict-wish-own = What { $party } wants: our own preferences
advisor-conflict-wish-guess = What { $party } wants: our guess
advisor-conflict-wish-told = What { $party } says it wants, if it said so
advisor-conflict-way = Written as
advisor-conflict-way-statements = Statements in order of importance
advisor-conflict-way-weights = A number for each option
advisor-conflict-way-ranking = A place for each situation
advisor-conflict-way-show = Show
advisor-conflict-statements = Statements, one a line, the most important first
advisor-conflict-ranking-later = The situations appear here once parties, options and rules are in order. Press “Show” again.
advisor-conflict-ranking-too-long = { $given } situations are too many to be ranked one by one; { $most } can be. Use statements or numbers.
advisor-conflict-unsure = Which of these are you not sure of?
advisor-conflict-unsure-hint = Pairs that may be the other way round, by their numbers: 1-2 means the first and the second statement, the options 1 and 2, or the first and the second place. Several with a comma.
advisor-conflict-unsure-wrong = “{ $given }” is no pair of two different numbers that stand there, or it is one too many; { $most } pairs are possible. Write for example 1-2.
advisor-conflict-wish-missing = It is not said what { $party } wants. Write it down; a guess will do.
advisor-conflict-statement-blank-row = A statement of { $party } speaks of option { $number }, and that row is blank. Correct the number, or fill in the row.
advisor-conflict-weight-wrong = “{ $given }” is no whole number. Write one for option { $number }, or leave it blank for 0.
advisor-conflict-place-missing = “{ $situation }” has no place. Give it one; 1 is the best, and equal ones may share a place.
advisor-conflict-place-wrong = “{ $given }” is no place for “{ $situation }”. Write a whole number from 1.
advisor-conflict-note = Where this comes from
advisor-conflict-seed = Seed of the draws
advisor-conflict-seed-hint = Only where what you are not sure of makes more cases than are looked at. The same number gives the same draws.
advisor-conflict-seed-wrong = Seed: enter a whole number from 0 to 1,000,000.
advisor-conflict-compute = Work out what would hold
advisor-conflict-more = Update the form

# What came out
advisor-conflict-stopped = This could not be worked out in the time a page has. Leave out options, or rule out more combinations.
advisor-conflict-now = Now
advisor-conflict-headline-now = Now: { $situation }. { $verdict }
advisor-conflict-headline = { $possible ->
        [one] One situation is possible;
       *[other] { $possible } situations are possible;
    } { $holding ->
        [0] none of them would hold.
       *[other] { $holding } would hold, { $feared } of them only out of fear.
    }
advisor-conflict-table = What is done in each situation
advisor-conflict-cell-yes = yes
advisor-conflict-cell-no = no
advisor-conflict-cell-either = either
advisor-conflict-situations = These situations, and why
advisor-conflict-technical = Technical name: { $name }.
advisor-conflict-situation-page = More about this situation
advisor-conflict-nobody-tempted = Nobody would gain by moving first.
advisor-conflict-others = The other { $count }
advisor-conflict-more-there = { $count ->
        [one] One more is on its own page.
       *[other] { $count } more are on its own page.
    }
advisor-conflict-rests-on = What would have to be true
advisor-conflict-together = Hold because two would move at once
advisor-conflict-together-says = Two parties at least are tempted here, but if they acted on it at the same moment, none of them would be better off.
advisor-conflict-open = Where you are not sure
advisor-conflict-open-every = All { $cases } cases were looked at: every pair either way round. Counted is whether a situation would hold other than out of fear. Those that hold in no case are not listed{ $left ->
        [0] .
       *[other] , nor are { $left } that hold in fewer.
    }
advisor-conflict-open-first = There was time for { $cases } cases. What holds in all of these need not hold in all there are{ $left ->
        [0] .
       *[other] ; { $left } more situations are not listed.
    }
advisor-conflict-open-drawn = { $cases } cases were drawn, with seed { $seed }. What holds in all of these need not hold in all there are{ $left ->
        [0] .
       *[other] ; { $left } more situations are not listed.
    }
advisor-conflict-input-unsure = What is not sure about { $party }, as pairs
advisor-conflict-gap-title = Where the guess about { $party } misleads
advisor-conflict-gap-about = Our guess against what they say. Where the two lead to different answers, a call may be worth more than a plan.
advisor-conflict-graph = The picture
advisor-conflict-graph-about = An arrow leads to where a party would gain most by going, and bears the number of that party. A thick frame would hold, a dashed one holds only out of fear, a thin one would not hold. The table below has every gain.
advisor-conflict-graph-party = { $number }: { $party }.
advisor-conflict-graph-title = Situations, and who would gain by going where
advisor-conflict-node-holds = would hold
advisor-conflict-node-fears = only out of fear
advisor-conflict-node-falls = would not hold
advisor-conflict-node-now = Now: { $verdict }
advisor-conflict-gains = Who would gain by going where, as a table
advisor-conflict-gain-from = From
advisor-conflict-gain-party = Who gains
advisor-conflict-gain-by = By
advisor-conflict-gain-to = To
advisor-conflict-gains-cut = Only the first { $most } gains are in the table.
advisor-conflict-weakest = The weakest point: the preferences of others are guesses. Under each situation stands the comparison on which it hangs by the least.
advisor-conflict-unfinished-open = There was not time for all cases of what is not sure.
advisor-conflict-unfinished-gap = There was not time to compare the guess about { $party } with what it says.
advisor-conflict-unfinished-path = Whether it can be reached from the present situation was not searched to the end.
advisor-conflict-unfinished-ways = There was not time to look for the least costly ways.
advisor-conflict-file-json = Save as a file
advisor-conflict-file-gmcr = Save as .gmcr

# One situation
advisor-conflict-is-now = This is the present situation.
advisor-conflict-tempted = Who is tempted, and what stops them
advisor-conflict-needed = What would have to change for it to hold
advisor-conflict-needed-statements = { $count ->
        [one] It would be enough if this statement stood elsewhere:
       *[other] It would be enough if these { $count } statements stood elsewhere, all of them:
    }
advisor-conflict-needed-list = { $count ->
        [one] This comparison, as it is now
       *[other] These { $count } comparisons, as they are now
    }
advisor-conflict-unfinished-coalitions = Who would leave it together is asked for up to { $most } parties only.
advisor-conflict-needed-states = Among { $given } situations this is not searched; up to { $most } it is. Leave out options first.
advisor-conflict-coalitions = Who would leave it together
advisor-conflict-moves = From here, what can each party do?
advisor-conflict-no-move = Nothing: it has no other move from here.
advisor-conflict-move-gains = { $party } would gain.
advisor-conflict-move-equal = For { $party } that is as good as now.
advisor-conflict-move-loses = { $party } would lose.
advisor-conflict-move-to = Leads to
advisor-conflict-ways = The way here that costs least
advisor-conflict-ways-about = What counts, in this order: nothing that cannot be undone; least harm on the way; least exposure; few joint steps; few steps.
advisor-conflict-way-number = Way { $count }
advisor-conflict-ways-states = Among { $given } situations no way is sought; up to { $most } it is.
advisor-conflict-ways-parties = With { $given } parties no way is sought; up to { $most } it is.
advisor-conflict-paths = How one gets here from the present situation
advisor-conflict-path-gains = If everybody takes only steps by which they gain
advisor-conflict-path-no-gains = By steps by which everybody gains, it cannot be reached.
advisor-conflict-path-moves = By any steps, in the fewest
advisor-conflict-path-no-moves = By single steps it cannot be reached.
advisor-conflict-copy = Into a proposal
advisor-conflict-copy-situation = Copy this situation into a proposal
advisor-conflict-copy-step = Copy step { $number } into a proposal
advisor-conflict-copy-in = These words go into a draft. Nothing is signed or sent by it:
advisor-conflict-copy-stays = What stays here: every preference, every guess, every verdict, and your note.
advisor-conflict-clause-does = { $party }: { $options }.
advisor-conflict-clause-ends = { $party } ends: { $options }.
advisor-conflict-inputs-all = All that went in, with its values
