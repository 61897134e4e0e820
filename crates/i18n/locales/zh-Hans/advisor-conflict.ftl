# 冲突分析的页面：表单、结果、单个局面。

# 表单
advisor-conflict-lead = 请写明谁参与其中、各自能做什么、各自想要什么。之后均可更改。
advisor-conflict-start = 从范例或文件开始
advisor-conflict-case-encounter = 海上相遇
advisor-conflict-case-encounter-about = 双方都希望对方保持距离，又都不愿相撞。能否维持，取决于双方是否通话。
advisor-conflict-case-encounter-party-1 = 甲方
advisor-conflict-case-encounter-party-2 = 乙方
advisor-conflict-case-encounter-option-1 = 甲方抵近
advisor-conflict-case-encounter-option-2 = 甲方在约定频道通话
advisor-conflict-case-encounter-option-3 = 乙方抵近
advisor-conflict-case-encounter-option-4 = 乙方在约定频道通话
advisor-conflict-case-waiting = 相互等待的两项要求
advisor-conflict-case-waiting-about = 每一方都要等对方先行动，于是谁也不动；出路是共同迈出一步。
advisor-conflict-case-waiting-party-1 = 甲方
advisor-conflict-case-waiting-party-2 = 乙方
advisor-conflict-case-waiting-option-1 = 甲方取消其措施
advisor-conflict-case-waiting-option-2 = 乙方采取所要求的步骤
advisor-conflict-case-note = 范例。其中的偏好仅供说明，不代表任何一方。
advisor-conflict-file = 文件（以文字粘贴）
advisor-conflict-file-hint = 用编辑器打开 .gmcr 文件或在此保存的文件，复制全部内容后粘贴。文件只在本节点上读取。
advisor-conflict-file-read = 读入表单
advisor-conflict-file-missing = 未粘贴任何内容。请粘贴文件的全部文字。
advisor-conflict-file-graph = 此模型列出的是行动而非选项，而本页只保存选项。请在命令行分析：detente advisor escalate。
advisor-conflict-file-beside = 文件中模型以外的内容无法读取：{ $cause }。请删去其“detente”部分，或在原处重新保存文件。
advisor-conflict-parties = 谁参与其中
advisor-conflict-party-row = 当事方{ $count }
advisor-conflict-row = 第{ $number }行的当事方
advisor-conflict-own = 其中哪一方是己方？
advisor-conflict-own-none = 均不是
advisor-conflict-options = 各方能做什么
advisor-conflict-options-hint = 每行写一件做或不做的事。空行不计。
advisor-conflict-option-row = 选项{ $count }
advisor-conflict-option = 做什么
advisor-conflict-owner = 由谁决定
advisor-conflict-change = 能否撤回？
advisor-conflict-change-either-way = 能
advisor-conflict-change-only-taken = 不能，一经采取即不可撤回
advisor-conflict-change-only-given-up = 一经放弃即不可恢复
advisor-conflict-now-done = 目前已采取
advisor-conflict-now-unsaid = 不说明当前局面；以上勾选不计
advisor-conflict-now-impossible = 所勾选的当前局面已被排除。请更正勾选或相应规则。
advisor-conflict-rules = 哪些不能并存
advisor-conflict-rules-hint = 填写选项编号，以逗号分隔。负号表示不采取。例如 1, -3 表示：不能有1而无3。
advisor-conflict-rule-row = 规则{ $count }
advisor-conflict-rule-kind = 排除什么
advisor-conflict-rule-kind-not-together = 以下各项不能并存
advisor-conflict-rule-kind-at-most-one = 以下各项至多采取一项
advisor-conflict-rule-kind-exactly-one = 以下各项恰好采取一项
advisor-conflict-rule-of = 选项编号
advisor-conflict-same = 视为同一局面的情形{ $count }
advisor-conflict-same-hint = 若其余选项已无关紧要：填写起决定作用的选项编号，例如 4。
advisor-conflict-rule-option = 没有选项“{ $given }”：共有{ $count }行。请填写选项编号，以逗号分隔。
advisor-conflict-rule-minus = 关于采取几项的规则不用负号。请删去负号，或选择“以下各项不能并存”。
advisor-conflict-rule-alone = 关于采取几项的规则至少需要两个选项。
advisor-conflict-owner-missing = “{ $option }”尚无决定方。请选择由谁决定。
advisor-conflict-no-option = 尚无选项。请至少写下一件某一方能做的事。
advisor-conflict-too-many-options = { $given }个选项超出本页所能处理的数量；至多{ $most }个。请略去不起决定作用的选项。命令行可处理至多24个。
advisor-conflict-too-many-situations = { $given }个局面超出本页所能处理的数量；至多{ $most }个。请略去一些选项，或排除更多组合。
advisor-conflict-too-many-rules = 已排除{ $given }个组合，超出表单所能处理的数量；至多{ $most }个。请略去一些选项，或以条件较少的规则书写模型。
advisor-conflict-wishes = 各方想要什么
advisor-conflict-wishes-hint = 若刚刚填写了一个当事方，请按“更新表单”，其部分便会出现在此处。
advisor-conflict-language = 陈述的写法
advisor-conflict-language-order = 每行一项陈述，最重要的在前。较前的陈述成立的局面，优于其不成立的任何局面，无论后面的陈述如何。
advisor-conflict-language-taken = 采取选项1
advisor-conflict-language-not = 不采取选项1
advisor-conflict-language-and = 两项都采取
advisor-conflict-language-or = 至少采取其中一项
advisor-conflict-language-if = 若采取3，则也采取1
advisor-conflict-language-iff = 两项都采取，或都不采取
advisor-conflict-language-brackets = 不同时采取：括号前的负号表示括号内的内容不成立
advisor-conflict-wish-own = { $party }想要什么：己方的偏好
advisor-conflict-wish-guess = { $party }想要什么：己方的推测
advisor-conflict-wish-told = { $party }自己说想要什么（如其说过）
advisor-conflict-way = 表示方式
advisor-conflict-way-statements = 按重要程度排列的陈述
advisor-conflict-way-weights = 为每个选项填一个数
advisor-conflict-way-ranking = 为每个局面排名次
advisor-conflict-way-show = 显示
advisor-conflict-statements = 陈述，每行一项，最重要的在前
advisor-conflict-ranking-later = 当事方、选项和规则填妥后，各局面会出现在此处。请再按“显示”。
advisor-conflict-ranking-too-long = { $given }个局面过多，无法逐一排名；至多{ $most }个。请改用陈述或数字。
advisor-conflict-unsure = 其中哪些没有把握？
advisor-conflict-unsure-hint = 可能应当对调的两项，以编号表示：1-2 指第一与第二项陈述、选项1与选项2，或第一与第二名。多对以逗号分隔。
advisor-conflict-unsure-wrong = “{ $given }”不是所列的两个不同编号，或已超出可填的对数；至多{ $most }对。请填写如 1-2。
advisor-conflict-wish-missing = 尚未说明{ $party }想要什么。请写下来；推测亦可。
advisor-conflict-statement-blank-row = { $party }的一项陈述提到选项{ $number }，而该行为空。请更正编号，或填写该行。
advisor-conflict-weight-wrong = “{ $given }”不是整数。请为选项{ $number }填写整数，留空即为0。
advisor-conflict-place-missing = “{ $situation }”尚无名次。请填写；1为最优，同样可取者可同名次。
advisor-conflict-place-wrong = “{ $given }”不是“{ $situation }”的名次。请填写1以上的整数。
advisor-conflict-note = 依据的来源
advisor-conflict-seed = 抽取所用的种子
advisor-conflict-seed-hint = 仅在没有把握之处的情形多于所能查看的数量时使用。同一数字抽取结果相同。
advisor-conflict-seed-wrong = 种子：请填写0至1,000,000之间的整数。
advisor-conflict-compute = 分析哪些局面能够维持
advisor-conflict-more = 更新表单

# 结果
advisor-conflict-stopped = 在页面可用的时间内未能完成分析。请略去一些选项，或排除更多组合。
advisor-conflict-now = 当前
advisor-conflict-headline-now = 当前：{ $situation }。{ $verdict }
advisor-conflict-headline = 可能的局面有{ $possible }个；{ $holding ->
        [0] 其中没有能够维持的。
       *[other] 其中{ $holding }个能够维持，内有{ $feared }个仅因顾虑而维持。
    }
advisor-conflict-table = 各局面中采取了什么
advisor-conflict-cell-yes = 是
advisor-conflict-cell-no = 否
advisor-conflict-cell-either = 均可
advisor-conflict-situations = 各局面及其原因
advisor-conflict-technical = 术语名称：{ $name }。
advisor-conflict-situation-page = 查看该局面详情
advisor-conflict-nobody-tempted = 没有任何一方率先行动会更有利。
advisor-conflict-others = 其余{ $count }项
advisor-conflict-more-there = 另有{ $count }项，见该局面的页面。
advisor-conflict-rests-on = 须有哪些前提成立
advisor-conflict-together = 因双方会同时行动而得以维持
advisor-conflict-together-says = 此处至少有两方受到诱惑；但若同时付诸行动，任何一方的处境都不会更好。
advisor-conflict-open = 没有把握之处
advisor-conflict-open-every = 已查看全部{ $cases }种情形：每一对均取两种次序。所计为局面能否维持，且不仅出于顾虑。在任何情形下都不能维持的未列出{ $left ->
        [0] 。
       *[other] ，另有{ $left }个在较少情形下维持的也未列出。
    }
advisor-conflict-open-first = 时间只够查看{ $cases }种情形。在这些情形下都维持的，未必在所有情形下都维持{ $left ->
        [0] 。
       *[other] ；另有{ $left }个局面未列出。
    }
advisor-conflict-open-drawn = 以种子{ $seed }抽取了{ $cases }种情形。在这些情形下都维持的，未必在所有情形下都维持{ $left ->
        [0] 。
       *[other] ；另有{ $left }个局面未列出。
    }
advisor-conflict-input-unsure = 对{ $party }没有把握之处（成对编号）
advisor-conflict-gap-title = 对{ $party }的推测在何处产生误导
advisor-conflict-gap-about = 将己方的推测与对方所说相对照。两者得出不同结论之处，通一次电话或许胜过一份方案。
advisor-conflict-graph = 图示
advisor-conflict-graph-about = 箭头指向一方行动后最为有利的局面，并标有该方的编号。粗框能够维持，虚线框仅因顾虑而维持，细框难以维持。下方表格列出全部获益之处。
advisor-conflict-graph-party = { $number }指{ $party }。
advisor-conflict-graph-title = 各局面，以及谁行动后会更有利
advisor-conflict-node-holds = 能够维持
advisor-conflict-node-fears = 仅因顾虑维持
advisor-conflict-node-falls = 难以维持
advisor-conflict-node-now = 当前：{ $verdict }
advisor-conflict-gains = 谁行动后会更有利（表格）
advisor-conflict-gain-from = 起点
advisor-conflict-gain-party = 获益方
advisor-conflict-gain-by = 行动
advisor-conflict-gain-to = 终点
advisor-conflict-gains-cut = 表中仅列前{ $most }项。
advisor-conflict-weakest = 最薄弱之处：其他方的偏好属于推测。每个局面之下列有其最易动摇的比较。
advisor-conflict-unfinished-open = 时间不足以查看没有把握之处的全部情形。
advisor-conflict-unfinished-gap = 时间不足以将对{ $party }的推测与其所说相对照。
advisor-conflict-unfinished-path = 能否从当前局面到达，尚未查尽。
advisor-conflict-unfinished-ways = 时间不足以寻找代价最小的途径。
advisor-conflict-file-json = 保存为文件
advisor-conflict-file-gmcr = 保存为 .gmcr

# 单个局面
advisor-conflict-is-now = 这是当前局面。
advisor-conflict-tempted = 谁受到诱惑，又为何止步
advisor-conflict-needed = 须作何种改变方能维持
advisor-conflict-needed-statements = 若以下{ $count }项陈述均改变次序，即已足够：
advisor-conflict-needed-list = 这{ $count }项比较目前的情形
advisor-conflict-unfinished-coalitions = 谁会共同离开该局面，至多就{ $most }个当事方查找。
advisor-conflict-needed-states = 在{ $given }个局面中不作此项查找；至多{ $most }个。请先略去一些选项。
advisor-conflict-coalitions = 谁会共同离开该局面
advisor-conflict-moves = 由此出发，各方能做什么？
advisor-conflict-no-move = 无：由此没有其他行动。
advisor-conflict-move-gains = { $party }会更有利。
advisor-conflict-move-equal = 对{ $party }而言与现在同样可取。
advisor-conflict-move-loses = { $party }会更不利。
advisor-conflict-move-to = 转入
advisor-conflict-ways = 到达此处代价最小的途径
advisor-conflict-ways-about = 依次考虑：不采取不可撤回之举；途中损害最小；风险暴露最小；共同步骤少；步骤少。
advisor-conflict-way-number = 途径{ $count }
advisor-conflict-ways-states = 在{ $given }个局面中不寻找途径；至多{ $most }个。
advisor-conflict-ways-parties = 有{ $given }个当事方时不寻找途径；至多{ $most }个。
advisor-conflict-paths = 如何从当前局面到达此处
advisor-conflict-path-gains = 若各方只采取对自己更有利的步骤
advisor-conflict-path-no-gains = 若各方只采取对自己更有利的步骤，则无法到达。
advisor-conflict-path-moves = 采取任何步骤，步数最少
advisor-conflict-path-no-moves = 以单方步骤无法到达。
advisor-conflict-copy = 写入提案
advisor-conflict-copy-situation = 将此局面写入提案
advisor-conflict-copy-step = 将第{ $number }步写入提案
advisor-conflict-copy-in = 以下文字会写入草稿，并不因此签署或发送任何内容：
advisor-conflict-copy-stays = 留在此处的有：全部偏好、全部推测、全部结论，以及贵方的说明。
advisor-conflict-clause-does = { $party }采取：{ $options }。
advisor-conflict-clause-ends = { $party }停止：{ $options }。
advisor-conflict-inputs-all = 查看全部输入及其数值
