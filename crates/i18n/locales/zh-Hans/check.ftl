# 核对页：即将签署的确切内容、由谁签署、有何后果。

check-title = 签署前核对
check-intro = 目前尚未签署。以下正是您将要签署的内容。一经签署，不可撤销。
check-act-heading = 行为
check-signer-heading = 签署人
check-signer = { $person }代表{ $party }签署。
check-text-heading = 各语文的确切文本
check-withdrawn-heading = 由此收回的我方案文
check-commits-heading = 承诺内容
check-digest-label = 校验值
check-digest-hint = 两个屏幕上的校验值相同，即表示文本一字不差。
check-readers-heading = 谁会看到
check-newcomers-heading = 新成员可阅读的内容
check-newcomer-reads = { $party }将可阅读{ $date }以来的全部{ $count }个条目。如只想展示一部分，请另建一个空间。
check-members-heading = 此后的成员
check-members-note = 以签署的条目为准。案文文字出自提案方。
check-members-joins = { $party }加入。身份：{ $role }。
check-members-leaves = { $party }不再是成员。该方保留已收到的内容，此后不再收到新内容。
check-members-becomes = { $party }此后身份变更为{ $role }。
check-members-lost = 宣告{ $lost }的密钥已全部遗失，由{ $party }接替。身份：{ $role }。
check-members-all = { $count ->
        [1] 此后由唯一的当事方决定。
       *[other] 此后案文须全部{ $count }个当事方同意方可商定。
    }
check-members-some = 此后案文须{ $count }个当事方中的{ $needed }个同意方可商定。
check-members-unmet = 贵方节点尚未与{ $id }建立联系。同意之前，请与该方核对此编号；案文中的名称仅为提案方的称呼。
check-effect-heading = 何时商定
check-effect-waiting = 下列各方均同意同一案文之时：{ $parties }。
check-effect-now = 此次签署之时：其他须同意的当事方均已同意。
check-effect-none = 此项行为不表示同意任何内容，仅为{ $party }之言。
check-effect-own = 此次签署之时。无须他方同意。
check-password-label = 您的密码
check-password-hint = 仅为此次签署开启您的签名密钥。
check-sign = 签署：{ $act }
check-cancel = 返回，不签署
check-changed = 您所阅读的内容已有变动。未作任何签署。请重新阅读。
check-done = 已签署，并已存入贵方节点。
check-done-waiting = 现等待{ $party }。
check-effect-shared = 仅此签名尚不足：还须贵方另外{ $count }名代表签署同一内容。在此之前，贵方以外无人可见。
check-done-shared = 已签署。等待贵方另一人签署。

# 页面用语
check-change = 修改所写内容
check-effect-dead = 此次签署后，本案文不能再商定。
check-effect-powers = 自载有此次签署的条目起。
check-effect-released = 下列各方的节点收到之后，但各方届时已同意的除外：{ $parties }。
check-effect-swapped = 先收回己方案文。己方案文不能再商定之后，贵方对{ $party }案文的同意即载入共同记录。
check-item-heading = 事项
check-items-heading = { $count }个事项
check-password-wrong = 密码不正确。未作任何签署。
