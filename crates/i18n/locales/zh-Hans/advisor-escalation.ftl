# 升级分析：何种局面能够维持，原因何在；以所采取的行动称呼局面。

# 局面与变动的称呼
advisor-escalation-nothing-done = 未采取任何行动
advisor-escalation-take = 采取“{ $option }”
advisor-escalation-give-up = 放弃“{ $option }”
advisor-escalation-go = 转入“{ $state }”
advisor-escalation-step = 由{ $party }{ $change }
advisor-escalation-step-together = 由{ $parties }共同{ $change }
advisor-escalation-chain = { $first }；然后{ $next }

# 局面能否维持
advisor-escalation-verdict-settled = 可以维持。任何一方率先行动均不会更有利。
advisor-escalation-verdict-answered = 可以维持。无论哪一方率先行动，其他方都会愿意作出回应，结果对行动方并不比现在更好。
advisor-escalation-verdict-feared = 仅因顾虑以下情况而得以维持：{ $fear }。一旦发生便无可挽回，但采取此举者须准备承受自身损失。
advisor-escalation-verdict-doubtful = 仅因顾虑以下情况而得以维持：{ $fear }。采取此举者须准备承受自身损失，且仍可能有挽回余地。
advisor-escalation-verdict-falls = 难以维持。以下当事方率先行动会更有利，且无从抵消：{ $parties }。

# 每一步有利可图的行动，一两句话说明
advisor-escalation-tempting = { $party }若{ $change }，会更有利。
advisor-escalation-answer-nothing = 其他方无论如何行动都无法抵消。
advisor-escalation-answer-would = 其他方会愿意作出回应：{ $reply }。结果对{ $party }并不比现在更好。
advisor-escalation-answer-could = 其他方可以作出回应，但其中并非每一步都对其自身有利：{ $reply }。结果对{ $party }并不比现在更好。
advisor-escalation-escape = 但此后{ $party }仍可{ $change }，从而处境优于现在。
advisor-escalation-no-escape = 此后{ $party }没有办法使处境优于现在。

# 依据
advisor-escalation-prefers = { $party }认为“{ $rather }”优于“{ $than }”。
advisor-escalation-as-good = { $party }认为“{ $rather }”与“{ $than }”同样可取。
advisor-escalation-weakest = 最薄弱之处：{ $comparisons }{ $count ->
        [1] 若并非如此，便难以维持。
       *[other] 若这{ $count }项比较均并非如此，便难以维持。
    }
advisor-escalation-weakest-at-most = 是否更少即可，尚未查尽。
advisor-escalation-no-weak-point = 无论偏好如何变化均可维持：没有任何一方可以行动。
advisor-escalation-weak-point-not-found = 查找结束前未发现薄弱之处，但不能排除其存在。
advisor-escalation-input-parties = 当事方
advisor-escalation-input-options = { $party }的选项
advisor-escalation-input-impossible = 已排除的组合
advisor-escalation-input-possible = 尚属可能的局面
advisor-escalation-input-now = 当前局面
advisor-escalation-input-now-unknown = 未说明
advisor-escalation-input-ranking = { $party }的偏好（排序，由优至劣）
advisor-escalation-input-weights = { $party }的偏好（各选项的权重）
advisor-escalation-input-statements = { $party }的偏好（陈述，由重至轻）
advisor-escalation-only-taken = “{ $option }”（一经采取不可撤回）
advisor-escalation-only-given-up = “{ $option }”（一经放弃不可恢复）
advisor-escalation-shortened = { $shown }……（共{ $count }项）
advisor-escalation-assume-moves = 每一方只决定自己的选项，并能看到其他方的行动。
advisor-escalation-assume-preferences = 偏好以所填写者为准。一方代填另一方的偏好，除非该方自己说明，均属推测。
advisor-escalation-assume-options = 选项以外的事情不会发生。
advisor-escalation-caveat = 这是依据各方自述偏好所作的模型，不是预测。
advisor-escalation-left-out = 另有{ $count }个可以维持的局面未列出。

# 缓和途径
advisor-escalation-way-alone = 第{ $number }步：{ $party }{ $change }。
advisor-escalation-way-together = 第{ $number }步（共同采取）：{ $parties }{ $change }。各方须事先商定。
advisor-escalation-way-exposed = 此后{ $party }可能被推至“{ $state }”，在其排序中比当前低{ $count }位：核查应覆盖这一点。
advisor-escalation-way-safe = 其他方愿意采取的行动，不会使行动方的处境低于当前。
advisor-escalation-way-harm = 途中有一方的处境比现在低{ $count }位。
advisor-escalation-way-none = 以现有选项无法到达。
advisor-escalation-way-equal = 有{ $count }条途径同样可取，排列先后没有含义。
advisor-escalation-way-proposal = 各项代价孰先孰后（不可撤回、损害、暴露、共同步骤、长短）是本程序的建议。

# 未定的偏好与认知差距
advisor-escalation-open-always = 无论未定之处如何确定均可维持（共{ $of }种情形，已全部查看）。
advisor-escalation-open-never = 无论未定之处如何确定均难以维持（共{ $of }种情形，已全部查看）。
advisor-escalation-open-some = 在全部{ $of }种情形中，有{ $held }种可以维持。
advisor-escalation-open-drawn = 已查看{ $of }种情形，其中{ $held }种可以维持；另有情形未查看。
advisor-escalation-short-settled = 可以维持。
advisor-escalation-short-answered = 可以维持，因为率先行动会得到回应。
advisor-escalation-short-feared = 仅因顾虑而得以维持。
advisor-escalation-short-doubtful = 仅因顾虑而得以维持，且有疑问。
advisor-escalation-short-falls = 难以维持。
advisor-escalation-gap-none = 对{ $party }偏好的推测并未造成误判。
advisor-escalation-gap-over = 判断的分歧在于：{ $comparison }
advisor-escalation-gap-state = “{ $state }”。按推测：{ $guessed }按{ $party }所述：{ $disclosed }

# 一方的优先次序，读作文字
advisor-escalation-said-taken = “{ $option }”
advisor-escalation-said-not = 并非{ $a }
advisor-escalation-said-and = { $a }且{ $b }
advisor-escalation-said-or = { $a }或{ $b }
advisor-escalation-said-if = 若{ $b }，则{ $a }
advisor-escalation-said-iff = 当且仅当{ $b }时{ $a }
advisor-escalation-said-next = { $first }；其次{ $next }
advisor-escalation-said-apart = （{ $a }）

# 就一个局面进一步追问
advisor-escalation-coalition = { $parties }若共同如此行动，均会更有利，而其他方愿意采取的行动无从抵消：{ $change }。
advisor-escalation-needed = 若有{ $count }项局面之间的比较并非如此，该局面便可维持，且不仅出于顾虑。
advisor-escalation-needed-unknown = 在可用的时间内未能查明须作何种改变。
advisor-escalation-reorder = { $party }：{ $statement }，列为其优先事项的第{ $place }位。

# 未能分析的原因与办法
advisor-escalation-refused-no-party = 没有当事方。请填写作出决定的各方。
advisor-escalation-refused-party-twice = 有两个当事方同名“{ $party }”。请分别命名。
advisor-escalation-refused-options = { $given }个选项超出可分析的范围，最多{ $most }个。请去掉不起决定作用的选项，或将结果已定的选项固定下来。
advisor-escalation-refused-irreversible = { $party }有{ $given }个不可撤回的选项，最多可分析{ $most }个。请只标明关系到问题的选项。
advisor-escalation-refused-states = { $given }个局面超出此法可分析的范围，最多{ $most }个。请减少选项，或排除更多组合。
advisor-escalation-refused-no-state = 所有选项组合均已被排除。请删去过宽的排除规则。
advisor-escalation-refused-no-option = { $place }：没有第{ $given }个选项，共有{ $count }个。请更正编号。
advisor-escalation-refused-pattern = { $place }：要求第{ $given }个选项既采取又不采取。请删去其中之一。
advisor-escalation-refused-no-state-number = { $place }：没有第{ $given }个局面，共有{ $count }个。请更正编号。
advisor-escalation-refused-no-such-party = { $place }：没有当事方{ $given }，共有{ $count }个。请更正。
advisor-escalation-refused-itself = 第{ $number }个行动由局面{ $given }回到其自身。请删去。
advisor-escalation-refused-ranked-twice = { $party }的排序中，局面{ $given }出现两次。请只保留一处。
advisor-escalation-refused-not-ranked = { $party }的排序缺少局面{ $given }，共缺{ $count }个。请为每个可能的局面排序，同等者可并列。
advisor-escalation-refused-weights = { $party }有{ $given }个权重，而选项有{ $count }个。请各给一个，无关紧要者填0。
advisor-escalation-refused-no-options = { $party }以选项陈述偏好，而本模型只列出行动。请给出其排序。
advisor-escalation-refused-statement = { $party }的第{ $number }条陈述无法读取：{ $problem }请用选项编号、-、&、|、括号、IF和IFF书写。
advisor-escalation-refused-statement-found = 第{ $at }个字符处不能是“{ $found }”。
advisor-escalation-refused-statement-ends = 末尾缺少内容。
advisor-escalation-refused-statement-option = 没有第{ $given }个选项（第{ $at }个字符），共有{ $count }个。
advisor-escalation-refused-statement-deep = 过长或括号过多。
advisor-escalation-refused-never = { $party }的第{ $number }条陈述在任何可能的局面中都不成立，因而没有意义。请更正或删去。
advisor-escalation-refused-opposite = { $party }的第{ $number }条陈述与其第{ $first }条相反。请删去较次要的一条。
advisor-escalation-refused-same = { $party }并不认为被视为同一的局面同样可取（局面{ $given }）。请给出其排序，或减少被视为同一的局面。
advisor-escalation-refused-json = 第{ $line }行第{ $column }列：此处已不是JSON。该处或之前缺少括号、逗号或引号。
advisor-escalation-refused-not-a-model = 该文件不是冲突模型：既无当事方也无决策者。请另选文件。
advisor-escalation-refused-missing = { $place }：缺少“{ $key }”。请补上。
advisor-escalation-refused-wrong = { $place }：此处不能是{ $given }。请与可读取的模型对照。
advisor-escalation-refused-owners = { $place }：选项“{ $option }”须属于且只属于一方。请更正其归属。
advisor-escalation-place-impossible = 第{ $number }个被排除的组合
advisor-escalation-place-same = 被视为同一的局面之{ $number }
advisor-escalation-place-ranking = { $party }的排序
advisor-escalation-place-move = 第{ $number }个行动
advisor-escalation-place-now = 当前局面
advisor-escalation-place-owner = “{ $option }”的归属
