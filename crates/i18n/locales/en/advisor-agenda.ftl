# Agendas in words: the order of talks, why, and what it rests on.

advisor-agenda-title = Order of talks
advisor-agenda-headline = On these assumptions { $items } of { $open } items can be expected to be agreed by round { $rounds }, and trust to stand at { $trust } of 100.
advisor-agenda-found-exact = Worked out exactly: on these assumptions no other order can expect more. Positions examined: { $states }.
advisor-agenda-found-rule = Found by the headroom rule: among the items that present trust covers, the most valuable for its effort; if it covers none, the least sensitive. No order can expect more than { $gap } percent above this.
advisor-agenda-found-swapped = Found from the headroom rule, improved by exchanging items for one another. No order can expect more than { $gap } percent above this.
advisor-agenda-drawn = The figures are means over { $draws } simulated courses of the talks (seed { $seed }).
advisor-agenda-path-note = Shown is the course on which every item succeeds. Ask again after each round, whatever happened.
advisor-agenda-round = Round { $round }, with trust at { $trust }
advisor-agenda-rounds = Rounds { $round } to { $last }, with trust at { $trust }
advisor-agenda-round-rest = No item: it is better to let this round pass.
advisor-agenda-round-unsure = None of these is sure: this round may end without a result.
advisor-agenda-round-after = Trust after it: { $agreed } if all is agreed, { $failed } if nothing is.
advisor-agenda-item = { $item }: chance { $chance } percent (trust { $trust }, sensitivity { $sensitivity }); expected to move trust by { $moves }. { $why }

# Why an item is in its round
advisor-agenda-why-pinned = Here by your own choice.
advisor-agenda-why-last-round = After round { $deadline } it would be too late.
advisor-agenda-why-most-of-covered = Trust covers it, and among the items that trust covers it is worth most for its effort.
advisor-agenda-why-opens = Needed before: { $items }.
advisor-agenda-why-covered = Trust covers it.
advisor-agenda-why-least-sensitive = Trust covers none of the items yet, and this is the least sensitive.
advisor-agenda-why-worth-the-risk = Trust does not cover it yet, but what it can add outweighs the risk.
advisor-agenda-why-core = A core interest: never in the first round unless you put it there.
advisor-agenda-put-off = Leaving it out of this round would cost { $points } points of expected value.
advisor-agenda-open-price = Agree on it provisionally and keep it open: settled by itself, it would cost { $percent } percent of the whole gain.
advisor-agenda-open-basket = In one basket with others of this round ({ $basket }): keep it open until the round closes.

# What is put off; nothing is dropped
advisor-agenda-left-heading = Put off
advisor-agenda-left-item = { $item }: { $why } Look at it again in round { $round }.
advisor-agenda-left-needs-lost = It needs something that is no longer on the table: { $item }.
advisor-agenda-left-needs-left = It needs something that is put off too: { $item }.
advisor-agenda-left-no-text = Nothing of its text is out of brackets yet.
advisor-agenda-left-no-trust = It has a chance from trust { $needs } on; this course reaches { $reached }.
advisor-agenda-left-deadline = Its deadline, round { $deadline }, comes too soon.
advisor-agenda-left-no-room = The rounds are better used for other items.

# Circles of waits
advisor-agenda-waits-heading = Who waits for whom
advisor-agenda-waits-circle = Each waits for the next, and the last for the first: { $path }.
advisor-agenda-waits-step = { $step } (tied by { $parties })
advisor-agenda-waits-out = A way out in which nobody goes first: the steps as one joint act, in one text that takes effect at once for all ({ $steps }).
advisor-agenda-waits-more = There are more circles than are listed.

# Comparisons
advisor-agenda-compare-heading = What simpler rules would come to
advisor-agenda-compare-line = { $rule }: { $items } items, { $points } points of value, trust at { $trust } in the end.
advisor-agenda-compare-note = The last three leave out the rules of care (a sure item in each round, the floor of trust), and so may come out ahead.
advisor-agenda-rule-plan = This plan
advisor-agenda-rule-headroom = Headroom rule
advisor-agenda-rule-easy-first = Easy items first
advisor-agenda-rule-hard-first = Hard items first
advisor-agenda-rule-biggest-first = Most valuable items first

# Assumptions; each can be changed
advisor-agenda-assume-heading = What this rests on
advisor-agenda-assume-model = That trust is one figure, that a success raises it and a failure lowers it, and that an item is within reach when trust covers its sensitivity. The figures are yours or illustrative; they prove nothing about the world.
advisor-agenda-input-trust = Trust now (of 100)
advisor-agenda-input-round-now = Next round
advisor-agenda-input-rounds = Rounds in all
advisor-agenda-input-slots = Slots in a round
advisor-agenda-input-band = Points by which trust may fall short
advisor-agenda-input-gain = Points that a fully sensitive success adds
advisor-agenda-input-gain-base = Share of that for an item without sensitivity (percent)
advisor-agenda-input-asymmetry = A failure against a success (percent)
advisor-agenda-input-kept = What is agreed is carried out on time (percent)
advisor-agenda-input-discount = Value lost per round of waiting (thousandths)
advisor-agenda-input-floor = Floor of expected trust
advisor-agenda-input-sure = An item is sure from this chance on (percent)
advisor-agenda-input-core = A core interest from this sensitivity on
advisor-agenda-input-open-from = Kept open from this price of settling first (thousandths)
advisor-agenda-input-seed = Seed of the simulation
advisor-agenda-input-item = Item: { $item }
advisor-agenda-input-item-value = sensitivity { $sensitivity }, value { $value }, out of brackets { $convergence } percent, effort { $effort }
advisor-agenda-input-agreed = Agreed
advisor-agenda-input-resting = Resting for a round, having failed
advisor-agenda-input-lost = No longer on the table
advisor-agenda-input-beyond = More about: { $item }
advisor-agenda-input-needs = Needs { $items }.
advisor-agenda-input-deadline = Of use until round { $round }.
advisor-agenda-input-pinned = Put into round { $round }.
advisor-agenda-input-basket = Basket: { $basket }.
advisor-agenda-input-with-the-whole = Takes effect with the whole.
advisor-agenda-input-price = Price of settling it first: { $price } thousandths.
advisor-agenda-input-tie = Tie by { $party }
advisor-agenda-input-tie-value = { $step } after { $after } ({ $kind })
advisor-agenda-tie-demand = demand
advisor-agenda-tie-precondition = precondition
advisor-agenda-tie-causes = causes
advisor-agenda-tie-signal = signal
advisor-agenda-tie-window = window
advisor-agenda-tie-action-reaction = action and reaction
advisor-agenda-weakest-same = The weakest point: { $assumption }. If so, expected value falls by { $points } points; the first round stays as advised.
advisor-agenda-weakest-changes = The weakest point: { $assumption }. If so, expected value falls by { $points } points, and another first round would be advised.
advisor-agenda-weakest-none = No single assumption that was tried lowers the expected value.
advisor-agenda-shift-trust = trust may stand 10 points lower than stated
advisor-agenda-shift-sensitivity = every item may be 10 points more sensitive than stated
advisor-agenda-shift-convergence = a fifth less of the texts may be out of brackets than stated
advisor-agenda-shift-band = trust may be allowed to fall short by half as much
advisor-agenda-shift-asymmetry = a failure may weigh half as much again
advisor-agenda-shift-kept = 20 in 100 fewer of the things agreed may be carried out

# Why a case is refused
advisor-agenda-refused-twice = Two items are called { $item }. Give one of them another name.
advisor-agenda-refused-unknown = There is no item { $item }.
advisor-agenda-refused-settled = { $item } was settled before.
advisor-agenda-refused-too-many = { $items } items are too many; up to { $most } work.
advisor-agenda-refused-out-of-range = A number is out of its range ({ $what }: { $found }). It can be from { $min } to { $max }.
advisor-agenda-figure-value = value of { $item }
advisor-agenda-figure-convergence = share of the text of { $item } out of brackets (percent)
advisor-agenda-figure-effort = effort of { $item } (slots)
advisor-agenda-figure-sensitivity = sensitivity of { $item }
advisor-agenda-figure-pinned = round { $item } is put into
advisor-agenda-refused-circle = These items need one another in a circle: { $path }. Take one of the needs away, or make them one item.
advisor-agenda-refused-pinned = More is put into round { $round } than it has room for.
advisor-agenda-refused-pinned-early = { $item } cannot be in round { $round }: { $before } has to be agreed in an earlier one.
advisor-agenda-refused-pinned-late = { $item } cannot be in round { $round }: it would end after round { $last }.
advisor-agenda-refused-too-large = { $items } items are too many for an exact answer; with { $slots } slots in { $rounds } rounds up to { $works } always work. The headroom rule works with any number.
