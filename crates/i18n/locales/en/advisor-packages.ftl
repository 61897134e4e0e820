# Packages: what the search found, in words.

advisor-packages-found = { $count ->
    [one] One way to divide the points cannot be improved on: in every other package somebody has less, or nobody has more.
   *[other] { $count } ways to divide the points cannot be improved on: better for one party means worse for another.
}
advisor-packages-found-packages = Packages that reach them: { $packages }, of { $outcomes } in all.
advisor-packages-found-none = No package respects every red line and every linkage and gives every party what it needs in all.
advisor-packages-exact = Every package was accounted for.
advisor-packages-within = The search was not completed. A package that is not listed may be better than the nearest listed one, but by no more than: { $gaps }.
advisor-packages-unknown = The search was stopped before it found a package. That does not mean that there is none.
advisor-packages-points-for = { $points } points for { $party }
advisor-packages-at-least = at least { $count }

# Who gives what for what
advisor-packages-trade-row = { $issue }, from “{ $from }” to “{ $to }”: { $changes }; { $ratio }.
advisor-packages-trade-gets = { $party } gets { $points } points
advisor-packages-trade-gives = { $party } gives { $points } points
advisor-packages-trade-same = { $party } neither gets nor gives anything
advisor-packages-trade-ratio = for each point given, { $ratio } are won
advisor-packages-trade-free = nobody gives anything
advisor-packages-trade-combinations = From combinations of values: { $changes }.
advisor-packages-trade-total = In all: { $changes }.
advisor-packages-trade-none = Nothing changes on any issue.

# Packages singled out
advisor-packages-point-nash = Nash
advisor-packages-point-nash-means = Nash: the largest product of what the parties gain over walking away.
advisor-packages-point-kalai-smorodinsky = Kalai-Smorodinsky
advisor-packages-point-kalai-smorodinsky-means = Kalai-Smorodinsky: the party that gets the smallest share of its best possible gain gets as large a share as possible, then the next.
advisor-packages-point-egalitarian = Egalitarian
advisor-packages-point-egalitarian-means = Egalitarian: the party that gains least gains as much as possible, then the next.
advisor-packages-point-utilitarian = Utilitarian
advisor-packages-point-utilitarian-means = Utilitarian: the largest sum of points.
advisor-packages-point-chosen = { $names }: { $amounts }
advisor-packages-point-more = { $count ->
    [one] One more package brings just the same points.
   *[other] { $count } more packages bring just the same points.
}
advisor-packages-point-scale = Points of different parties cannot be compared by themselves. The egalitarian and the utilitarian package mean something only because every sheet hands out the same number of points.
advisor-packages-point-not-comparable = The sheets hand out different numbers of points, so the egalitarian and the utilitarian package say little here.
advisor-packages-point-none = There is no package to single out.

# Why there is none
advisor-packages-conflict-together = These demands cannot all be met. Without any one of them, the others can.
advisor-packages-conflict-way-out = There would be a package without this: { $demands }
advisor-packages-conflict-no-way-out = Giving up one or two demands opens no package.
advisor-packages-conflict-not-proven = The search was stopped early, so the list may be longer than it need be.
advisor-packages-demand-walk-away = { $party } needs at least { $points } points in all
advisor-packages-demand-value = { $party } never accepts { $pick }
advisor-packages-demand-together = { $party } never accepts these together: { $picks }
advisor-packages-demand-group = { $party } needs at least { $points } points from these together: { $issues }
advisor-packages-linkage-only-with = { $this } only together with { $other }
advisor-packages-linkage-excludes = { $this } excludes { $other }
advisor-packages-linkage-implies = with { $this }, “{ $issue }” has to be one of: { $values }
advisor-packages-linkage-at-most = at most { $most } of these: { $picks }
advisor-packages-pick = “{ $issue }: { $value }”

# What it rests on
advisor-packages-input-issues = Issues
advisor-packages-input-issues-value = { $issues } issues, { $outcomes } packages
advisor-packages-input-linkages = Linkages
advisor-packages-input-linkages-value = { $count ->
    [one] one linkage
   *[other] { $count } linkages
}
advisor-packages-input-sheet = Sheet of { $party }
advisor-packages-input-sheet-guessed = Sheet of { $party }, guessed
advisor-packages-input-sheet-value = { $total } points; needs at least { $walk } in all; red lines: { $lines }; combinations: { $bonuses }
advisor-packages-assume-sums = Points add up: what an issue is worth does not depend on the others, except in the combinations that were named.
advisor-packages-assume-today = The sheets say what the parties want today. Waiting costs nobody anything.
advisor-packages-assume-kept = What is agreed is kept.
advisor-packages-assume-fenced = Ring-fenced, so it stays as it is: { $issues }
advisor-packages-weakest = Weakest point: { $what }
advisor-packages-weakest-search = the search was not completed.
advisor-packages-weakest-guessed = the sheet of { $party } is a guess, and { $party } did not fill it in.
advisor-packages-weakest-weight = the points of { $party } for “{ $issue }” may be { $percent } percent more or less.
advisor-packages-weakest-scale = the sheets hand out different numbers of points.
advisor-packages-weakest-points = whether the points say what the parties mean. Compare two whole packages to find out.

# What was refused
advisor-packages-refused-no-issues = There are no issues. Name at least one, with its possible values.
advisor-packages-refused-no-values = “{ $issue }” has no values. Name at least one.
advisor-packages-refused-too-many = There are { $size } { $what }. Up to { $limit } work.
advisor-packages-refused-too-many-issues = issues
advisor-packages-refused-too-many-values = values of one issue
advisor-packages-refused-too-many-parties = parties
advisor-packages-refused-too-many-rules = linkages, red lines and combinations
advisor-packages-refused-too-many-compared = packages to compare
advisor-packages-refused-too-many-samples = samples
advisor-packages-refused-too-few-parties = A package needs at least two parties. Add a sheet, or a guess at one.
advisor-packages-refused-twice = “{ $name }” is there twice. Give each its own name.
advisor-packages-refused-unknown-issue = { $wherein }: there is no issue “{ $issue }”. Check its name or number.
advisor-packages-refused-unknown-value = { $wherein }: “{ $issue }” has no value “{ $value }”. Check its name or number.
advisor-packages-refused-fenced-no-as-is = “{ $issue }” is ring-fenced. Say which of its values leaves things as they are.
advisor-packages-refused-fenced = { $wherein }: “{ $issue }” is ring-fenced, so nothing may depend on it. Take it out of this rule.
advisor-packages-refused-empty-rule = { $wherein }: this rule relates nothing to anything. Name different values of at least two issues.
advisor-packages-refused-sum = { $party }: the best values add up to { $sum } points and should add up to { $total }. Change the points of some issue.
advisor-packages-refused-weights = { $party }: the weights sum to { $sum } and must sum to 1. Correct the file.
advisor-packages-refused-nothing-left = { $party }: the red lines leave no value of “{ $issue }”. Take one of them back.
advisor-packages-refused-group = { $party }: the group can bring at most { $best } points and the red line asks { $asked }. Ask for less, or add an issue to the group.
advisor-packages-refused-too-fine = { $party }: the numbers have too many digits to be added exactly. Use fewer decimals.
advisor-packages-refused-no-domain = None of the files names the issues. Add the domain file.
advisor-packages-refused-file = { $wherein }: { $fault }
advisor-packages-refused-shape = { $wherein }: there are { $found } entries for { $of }, and { $expected } are needed.

# Where something stands that was refused
advisor-packages-place-linkage = Linkage { $number }
advisor-packages-place-bonus = { $party }, combination { $number }
advisor-packages-place-red-line = { $party }, red line { $number }
advisor-packages-place-as-is = What leaves “{ $issue }” as it is
advisor-packages-place-package = Package { $number }
advisor-packages-place-file = { $file }
advisor-packages-place-line = { $file }, line { $line }
advisor-packages-place-column = { $file }, line { $line }, column { $column }
advisor-packages-place-element = { $file }, line { $line }, <{ $element }>
advisor-packages-place-issue = { $file }, “{ $issue }”
advisor-packages-place-reservation = { $file }, reservation bid
advisor-packages-entries-issues = the issues
advisor-packages-entries-values = the values of “{ $issue }”
advisor-packages-entries-confidence = how sure each weight is

# What is wrong with a file
advisor-packages-fault-malformed = the file is damaged or of another kind (in the parser’s words: { $detail }). Export it again.
advisor-packages-fault-not-closed = <{ $name }> does not end, so the file is cut short or damaged. Export it again.
advisor-packages-fault-no-element = there is nothing in this file. Export it again.
advisor-packages-fault-second-domain = this is about other issues than the file before it. Keep one domain in the folder.
advisor-packages-fault-two-weights = “{ $issue }” has two weights. Keep one of them.
advisor-packages-fault-missing = { $part } is missing. Add it.
advisor-packages-fault-not-a-number = “{ $text }” is not a number. Write it with digits and a point.
advisor-packages-fault-unsupported = this version does not read { $what }, and guessing would give wrong points.
advisor-packages-fault-out-of-range = { $number } is out of range. Correct the file.
advisor-packages-fault-steps = there is no range { $range } in steps of { $step }. Correct the file.
advisor-packages-part-named = “{ $name }”
advisor-packages-part-issue = the issue “{ $name }”
advisor-packages-part-weight = the weight of “{ $name }”
advisor-packages-part-evaluation = what “{ $name }” is worth
advisor-packages-part-utilities = what the values of “{ $name }” are worth
advisor-packages-part-range = the beginning, the end or the step of the range
advisor-packages-part-every-issue = a value for every issue
advisor-packages-unread-element = <{ $name }>
advisor-packages-unread-space = “{ $name }”
advisor-packages-unread-issue-type = issues of the type “{ $name }”
advisor-packages-unread-evaluator-type = evaluators of the type “{ $name }”
advisor-packages-unread-utility-function = this kind of utility function
advisor-packages-unread-second-utility = a second utility function
advisor-packages-unread-nested-objective = an objective within an objective
advisor-packages-unread-range-of-discrete = a range of an issue whose values are not numbers
advisor-packages-unread-document-type = a document type
advisor-packages-unread-nesting = elements nested so deep

# One whole package
advisor-packages-combination = { $party }: { $points } points for these together: { $picks }
advisor-packages-stands-undominated = Nothing is better for one party without being worse for another.
advisor-packages-stands-beaten = Another package is at least as good for every party, and better for one: { $package }
advisor-packages-stands-crosses = It does not meet this: { $demands }
advisor-packages-stands-unknown = Nothing that was found is better for every party, but the search was not completed.
advisor-packages-stable = When the points are varied as far as the sheets call them unsure, nothing beats this package in { $on } of { $samples } draws (seed { $seed }).
advisor-packages-stable-unknown = { $count ->
    [one] In one draw it could not be told, because the search was stopped.
   *[other] In { $count } draws it could not be told, because the search was stopped.
}
advisor-packages-price-first = { $fairest } would look fair by itself; settled first it costs { $lost }. Cheapest to settle first: { $cheapest }, which costs { $least }.
advisor-packages-price-same = { $fairest } would look fair by itself, and is the cheapest to settle first; it costs { $lost }.
advisor-packages-price-one-by-one = Every issue settled by itself, one after the other, costs { $lost }.
advisor-packages-price-nothing = nothing
advisor-packages-price-percent = { $percent } percent of what the parties could gain together
advisor-packages-price-none = There is no package in which every party gains, so settling an issue first loses nothing.
advisor-packages-price-estimate = Some searches were stopped: these are estimates.
