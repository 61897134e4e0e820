# 升級分析：何種局面能夠維持，原因何在；以所採取的行動稱呼局面。

# 局面與變動的稱呼
advisor-escalation-nothing-done = 未採取任何行動
advisor-escalation-take = 採取「{ $option }」
advisor-escalation-give-up = 放棄「{ $option }」
advisor-escalation-go = 轉入「{ $state }」
advisor-escalation-step = 由{ $party }{ $change }
advisor-escalation-step-together = 由{ $parties }共同{ $change }
advisor-escalation-chain = { $first }；然後{ $next }

# 局面能否維持
advisor-escalation-verdict-settled = 可以維持。任何一方率先行動均不會更有利。
advisor-escalation-verdict-answered = 可以維持。無論哪一方率先行動，其他方都會願意作出回應，結果對行動方並不比現在更好。
advisor-escalation-verdict-feared = 僅因顧慮以下情況而得以維持：{ $fear }。一旦發生便無可挽回，但採取此舉者須準備承受自身損失。
advisor-escalation-verdict-doubtful = 僅因顧慮以下情況而得以維持：{ $fear }。採取此舉者須準備承受自身損失，且仍可能有挽回餘地。
advisor-escalation-verdict-falls = 難以維持。以下當事方率先行動會更有利，且無從抵消：{ $parties }。

# 每一步有利可圖的行動，一兩句話說明
advisor-escalation-tempting = { $party }若{ $change }，會更有利。
advisor-escalation-answer-nothing = 其他方無論如何行動都無法抵消。
advisor-escalation-answer-would = 其他方會願意作出回應：{ $reply }。結果對{ $party }並不比現在更好。
advisor-escalation-answer-could = 其他方可以作出回應，但其中並非每一步都對其自身有利：{ $reply }。結果對{ $party }並不比現在更好。
advisor-escalation-escape = 但此後{ $party }仍可{ $change }，從而處境優於現在。
advisor-escalation-no-escape = 此後{ $party }沒有辦法使處境優於現在。

# 依據
advisor-escalation-prefers = { $party }認為「{ $rather }」優於「{ $than }」。
advisor-escalation-as-good = { $party }認為「{ $rather }」與「{ $than }」同樣可取。
advisor-escalation-weakest = 最薄弱之處：{ $comparisons }{ $count ->
        [1] 若並非如此，便難以維持。
       *[other] 若這{ $count }項比較均並非如此，便難以維持。
    }
advisor-escalation-weakest-at-most = 是否更少即可，尚未查盡。
advisor-escalation-no-weak-point = 無論偏好如何變化均可維持：沒有任何一方可以行動。
advisor-escalation-weak-point-not-found = 查找結束前未發現薄弱之處，但不能排除其存在。
advisor-escalation-input-parties = 當事方
advisor-escalation-input-options = { $party }的選項
advisor-escalation-input-impossible = 已排除的組合
advisor-escalation-input-possible = 尚屬可能的局面
advisor-escalation-input-now = 當前局面
advisor-escalation-input-now-unknown = 未說明
advisor-escalation-input-ranking = { $party }的偏好（排序，由優至劣）
advisor-escalation-input-weights = { $party }的偏好（各選項的權重）
advisor-escalation-input-statements = { $party }的偏好（陳述，由重至輕）
advisor-escalation-only-taken = 「{ $option }」（一經採取不可撤回）
advisor-escalation-only-given-up = 「{ $option }」（一經放棄不可恢復）
advisor-escalation-shortened = { $shown }……（共{ $count }項）
advisor-escalation-assume-moves = 每一方只決定自己的選項，並能看到其他方的行動。
advisor-escalation-assume-preferences = 偏好以所填寫者為準。一方代填另一方的偏好，除非該方自己說明，均屬推測。
advisor-escalation-assume-options = 選項以外的事情不會發生。
advisor-escalation-caveat = 這是依據各方自述偏好所作的模型，不是預測。
advisor-escalation-left-out = 另有{ $count }個可以維持的局面未列出。

# 緩和途徑
advisor-escalation-way-alone = 第{ $number }步：{ $party }{ $change }。
advisor-escalation-way-together = 第{ $number }步（共同採取）：{ $parties }{ $change }。各方須事先商定。
advisor-escalation-way-exposed = 此後{ $party }可能被推至「{ $state }」，在其排序中比當前低{ $count }位：核查應涵蓋這一點。
advisor-escalation-way-safe = 其他方願意採取的行動，不會使行動方的處境低於當前。
advisor-escalation-way-harm = 途中有一方的處境比現在低{ $count }位。
advisor-escalation-way-none = 以現有選項無法到達。
advisor-escalation-way-equal = 有{ $count }條途徑同樣可取，排列先後沒有含義。
advisor-escalation-way-proposal = 各項代價孰先孰後（不可撤回、損害、暴露、共同步骤、長短）是本程式的建議。

# 未定的偏好與認知差距
advisor-escalation-open-always = 無論未定之處如何確定均可維持（共{ $of }種情形，已全部查看）。
advisor-escalation-open-never = 無論未定之處如何確定均難以維持（共{ $of }種情形，已全部查看）。
advisor-escalation-open-some = 在全部{ $of }種情形中，有{ $held }種可以維持。
advisor-escalation-open-drawn = 已查看{ $of }種情形，其中{ $held }種可以維持；另有情形未查看。
advisor-escalation-short-settled = 可以維持。
advisor-escalation-short-answered = 可以維持，因為率先行動會得到回應。
advisor-escalation-short-feared = 僅因顧慮而得以維持。
advisor-escalation-short-doubtful = 僅因顧慮而得以維持，且有疑問。
advisor-escalation-short-falls = 難以維持。
advisor-escalation-gap-none = 對{ $party }偏好的推測並未造成誤判。
advisor-escalation-gap-over = 判斷的分歧在於：{ $comparison }
advisor-escalation-gap-state = 「{ $state }」。按推測：{ $guessed }按{ $party }所述：{ $disclosed }

# 一方的優先次序，讀作文字
advisor-escalation-said-taken = 「{ $option }」
advisor-escalation-said-not = 並非{ $a }
advisor-escalation-said-and = { $a }且{ $b }
advisor-escalation-said-or = { $a }或{ $b }
advisor-escalation-said-if = 若{ $b }，則{ $a }
advisor-escalation-said-iff = 當且僅當{ $b }時{ $a }
advisor-escalation-said-next = { $first }；其次{ $next }
advisor-escalation-said-apart = （{ $a }）

# 就一個局面進一步追問
advisor-escalation-coalition = { $parties }若共同如此行動，均會更有利，而其他方願意採取的行動無從抵消：{ $change }。
advisor-escalation-needed = 若有{ $count }項局面之間的比較並非如此，該局面便可維持，且不僅出於顧慮。
advisor-escalation-needed-unknown = 在可用的時間內未能查明須作何種改變。
advisor-escalation-reorder = { $party }：{ $statement }，列為其優先事項的第{ $place }位。

# 未能分析的原因與辦法
advisor-escalation-refused-no-party = 沒有當事方。請填寫作出決定的各方。
advisor-escalation-refused-party-twice = 有兩個當事方同名「{ $party }」。請分別命名。
advisor-escalation-refused-options = { $given }個選項超出可分析的範圍，最多{ $most }個。請去掉不起決定作用的選項，或將結果已定的選項固定下來。
advisor-escalation-refused-irreversible = { $party }有{ $given }個不可撤回的選項，最多可分析{ $most }個。請只標明關係到問題的選項。
advisor-escalation-refused-states = { $given }個局面超出此法可分析的範圍，最多{ $most }個。請減少選項，或排除更多組合。
advisor-escalation-refused-no-state = 所有選項組合均已被排除。請刪去過寬的排除規則。
advisor-escalation-refused-no-option = { $place }：沒有第{ $given }個選項，共有{ $count }個。請更正編號。
advisor-escalation-refused-pattern = { $place }：要求第{ $given }個選項既採取又不採取。請刪去其中之一。
advisor-escalation-refused-no-state-number = { $place }：沒有第{ $given }個局面，共有{ $count }個。請更正編號。
advisor-escalation-refused-no-such-party = { $place }：沒有當事方{ $given }，共有{ $count }個。請更正。
advisor-escalation-refused-itself = 第{ $number }個行動由局面{ $given }回到其自身。請刪去。
advisor-escalation-refused-ranked-twice = { $party }的排序中，局面{ $given }出現兩次。請只保留一處。
advisor-escalation-refused-not-ranked = { $party }的排序缺少局面{ $given }，共缺{ $count }個。請為每個可能的局面排序，同等者可並列。
advisor-escalation-refused-weights = { $party }有{ $given }個權重，而選項有{ $count }個。請各給一個，無關緊要者填0。
advisor-escalation-refused-no-options = { $party }以選項陳述偏好，而本模型只列出行動。請給出其排序。
advisor-escalation-refused-statement = { $party }的第{ $number }條陳述無法讀取：{ $problem }請用選項編號、-、&、|、括號、IF和IFF書寫。
advisor-escalation-refused-statement-found = 第{ $at }個字元處不能是「{ $found }」。
advisor-escalation-refused-statement-ends = 末尾缺少內容。
advisor-escalation-refused-statement-option = 沒有第{ $given }個選項（第{ $at }個字元），共有{ $count }個。
advisor-escalation-refused-statement-deep = 過長或括號過多。
advisor-escalation-refused-never = { $party }的第{ $number }條陳述在任何可能的局面中都不成立，因而沒有意義。請更正或刪去。
advisor-escalation-refused-opposite = { $party }的第{ $number }條陳述與其第{ $first }條相反。請刪去較次要的一條。
advisor-escalation-refused-same = { $party }並不認為被視為同一的局面同樣可取（局面{ $given }）。請給出其排序，或減少被視為同一的局面。
advisor-escalation-refused-json = 第{ $line }行第{ $column }列：此處已不是JSON。該處或之前缺少括號、逗號或引號。
advisor-escalation-refused-not-a-model = 該檔案不是衝突模型：既無當事方也無決策者。請另選檔案。
advisor-escalation-refused-missing = { $place }：缺少「{ $key }」。請補上。
advisor-escalation-refused-wrong = { $place }：此處不能是{ $given }。請與可讀取的模型對照。
advisor-escalation-refused-owners = { $place }：選項「{ $option }」須屬於且只屬於一方。請更正其歸屬。
advisor-escalation-place-impossible = 第{ $number }個被排除的組合
advisor-escalation-place-same = 被視為同一的局面之{ $number }
advisor-escalation-place-ranking = { $party }的排序
advisor-escalation-place-move = 第{ $number }個行動
advisor-escalation-place-now = 當前局面
advisor-escalation-place-owner = 「{ $option }」的歸屬
