# 框架：三份清单、事项及其经过，以及各项行为和每项行为的承诺内容。

framework-title = 框架
framework-intro = 各当事方共同维护的三份清单。所有须同意的当事方均同意同一案文后，该事项即告商定。

framework-list-dialogues = 对话
framework-list-dialogues-about = 各方有分歧、但可以通过对话解决的问题。每个问题都交由一个渠道处理；尚无渠道的，如实标明。
framework-list-cooperation = 合作
framework-list-cooperation-about = 各方需要合作、也能够合作的领域。
framework-list-differences = 管控
framework-list-differences-about = 少数短期内难以达成一致的难题。各方立场并列，并写明如何管控。
framework-list-notes = 备注
framework-list-notes-about = 已提出供讨论、但在此尚无专门清单的内容，如各方机构、数据、事件和关联。对任何一方均无约束。
framework-notes-link = 清单之外另有 { $count } 条备注
framework-list-empty = 本清单尚无事项。
framework-list-propose = 提出事项
framework-list-find = 在本清单中查找
framework-list-all = 全部
framework-list-count = { $count ->
        [0] 无事项
       *[other] { $count }个事项
    }

framework-column-number = 编号
framework-column-title = 标题
framework-column-status = 状态
framework-column-proposer = 提出方
framework-column-assents = 同意
framework-column-since = 起始时间
# 须同意的当事方中，已同意的有几个
framework-assents = { $given }／{ $required }方

# 案文处于什么状态
framework-status-waiting = 等待{ $party }
framework-status-in-effect-means = 所有须同意的当事方均已同意这些文字，一字不差。这一事实不可撤销。
framework-status-dead-means = 一个须同意的当事方已声明不会同意。同样的文字可以另行提出。
framework-status-overtaken-means = 同一事项的另一案文已经商定。
framework-status-contested-means = 一个当事方签署了两项互不相容的内容。证据载于共同记录；在该方弥合其日志、继而由一份案文了结此事之前，本事项暂且搁置。

# 事项页
framework-item-positions = 立场
framework-item-position-of = { $party }的立场
framework-item-position-none = { $party }尚未表明立场。
framework-item-acts = 您可以采取的行动
framework-item-history = 经过
framework-item-brought-in = 由{ $party }提交讨论
framework-item-proposed-by = 由{ $party }提出
framework-text-authentic = 作准文本
framework-text-courtesy = 参考译文
framework-rivals-heading = 本事项已提出的各案文
framework-rivals-note = 这些案文中只有一个能够商定。
framework-both-gave-way = 双方同时让步，两个案文因此都未能商定。任何一个都可以另行提出。

# 发生了什么，每件一行
framework-history-proposed = { $party }提出了本案文。
framework-history-agreed = { $party }同意了本案文。
framework-history-agreed-to = { $party }同意了{ $text }。
framework-history-released = { $party }请求收回其同意。
framework-history-released-of = { $party }请求收回其对{ $text }的同意。
framework-history-declined = { $party }不接受本案文。
framework-history-declined-of = { $party }不接受{ $text }。
framework-history-renounced = { $party }的节点确认：{ $party }未曾同意、也不会同意本案文。
framework-history-renounced-of = { $party }的节点确认：{ $party }未曾同意、也不会同意{ $text }。
framework-history-deferred = { $party }推迟至{ $date }答复。
framework-history-suspended = { $party }中止参与。
framework-history-resumed = { $party }恢复参与。
framework-history-withdrawn = { $party }退出。

# 各项行为：按钮上的字，以及按下后承诺了什么
framework-act-propose = 提出
framework-act-propose-commits = 贵方向其他当事方提出本案文，并表示同意。所有须同意的当事方均同意后，即告商定；在此之前，可以请求收回。
framework-act-propose-facilitator-commits = 您向各当事方提出本案文。您本身的同意既不需要，也未作出。
framework-act-propose-again = 再次提出
framework-act-agree = 同意此案文
framework-act-agree-commits = 贵方同意以上文字，一字不改。所有须同意的当事方均同意后，本案文即告商定。
framework-act-release = 收回
framework-act-release-commits = 贵方请求收回其同意。此举本身不产生效力：尚未同意的当事方，其节点收到后即予确认，本案文便不能再商定。如所有须同意的当事方均已同意，则仍为已商定。
framework-act-decline = 不接受
framework-act-decline-commits = 贵方声明未曾同意、也不会同意本案文。须各方一致同意的案文，由此不能再商定。同样的文字可以另行提出。
framework-act-defer = 推迟
framework-act-defer-commits = 贵方表明将于所填日期再议此事。既非同意，也非不接受。
framework-act-suspend = 中止
framework-act-suspend-commits = 贵方目前中止参与本事项。无须他方同意，各方均可看到，日后可以恢复。曾经商定这一事实仍载于共同记录。
framework-act-resume = 恢复
framework-act-resume-commits = 贵方结束中止。本事项按商定内容继续。
framework-act-withdraw = 退出
framework-act-withdraw-commits = 贵方不再参与本事项，且不再恢复。无须他方同意，各方均可看到。曾经商定这一事实仍载于共同记录。
framework-act-conclude = 提议结束
framework-act-conclude-commits = 贵方提议本事项至此结束，并表示同意。所有须同意的当事方均同意后，即告结束。
framework-act-amend = 提议修正
framework-act-amend-commits = 贵方为本事项提出新案文，并表示同意。在所有须同意的当事方均同意新案文之前，现有案文不变。
framework-act-move = 提议移至其他清单
framework-act-move-commits = 贵方提议将本事项移至另一清单，并表示同意。在所有须同意的当事方均同意之前，本事项留在原清单。
framework-act-accept-theirs = 接受对方案文，收回我方案文
framework-act-accept-theirs-commits = 贵方签署两项行为：即刻收回己方案文；己方案文一旦不能再商定，即同意对方案文。如己方案文先行商定，第二项行为即予取消，并在“待您处理”页告知您。

# 表单
framework-form-list = 清单
framework-form-title = 标题（{ $language }）
framework-form-text = 案文（{ $language }）
framework-form-reason = 理由
framework-form-reason-hint = 本空间的所有成员都会看到。可以不填。
framework-form-until = 截至
framework-form-continue = 前往核对页

# 页面用语
framework-act-position = 表明我方立场
framework-act-position-commits = 贵方将己方之言与他方并列，作为己方立场，署己方之名。其他一概不变，日后可以另行表明立场。
framework-act-propose-again-commits = 贵方再次提出同样的文字，并表示同意。
framework-form-amend = 提议修正
framework-form-amend-lead = 请在现有案文的基础上修改。
framework-form-answers = 针对何事
framework-form-answers-hint = 如系针对共同记录中的某项行为，请选择。
framework-area-of = { $area }（{ $party }提出，尚未商定）
framework-form-cites = 援引的原则
framework-form-cites-hint = 请勾选案文所依据的原则；该原则页面将列出援引它的事项。
framework-link-cites = 援引
framework-link-cited-by = 被援引于
framework-form-area = 领域
framework-form-area-hint = 可以多选，也可以不选。
framework-form-move = 提议移至其他清单
framework-form-move-lead = 案文不变，只改变所在清单。
framework-form-nothing-signed = 目前尚未签署。下一页显示将要签署的确切内容。
framework-form-position = 表明我方立场
framework-form-position-lead = 请用贵方自己的话。内容署贵方之名，与他方并列。
framework-form-propose = 提出事项
framework-form-propose-lead = 请写明事项。可以提交讨论，也可以作为案文提出，以求商定。
framework-form-reason-lang = 以上文字的语言
framework-form-reason-needed = 本空间的所有成员都会看到，并作为贵方之言。
framework-form-words = 文字
framework-form-words-hint = 一种语文即可。请勾选作准的语文：各作准文本同等作准，其余为参考译文。空一行即另起一段。
framework-hold-also = 同一声明还中止了另外{ $count }个事项。
framework-item-links = 关联事项
framework-item-other-acts = 其他行为
framework-item-sources = 来源
framework-link-by = 由{ $party }关联
framework-list-clear = 显示全部
framework-list-find-button = 查找
framework-list-no-match = 没有符合的内容。请减少字词再试。
framework-past-heading = 先前的案文
framework-positions-earlier = 先前的立场
framework-positions-note = 各方之言，各署其名。此处不作合并，也不作评判。
framework-principles = 指导原则
framework-principles-all = 查看全部{ $count }项原则
framework-principles-empty = 尚无任何原则提出。
framework-principles-intro = 所有须同意的当事方均同意同样的文字后，原则即告商定；在此之前，仅为提出方之言。
framework-ring-fenced = 不受其他问题干扰
framework-stance-agreed = 已同意
framework-stance-declined = 不接受
framework-stance-deferred = 推迟至
framework-stance-pending = 已签署，尚未载入共同记录
framework-stance-silent = 尚未答复
framework-stance-took-back = 请求收回其同意
framework-suspend-many = 中止多个事项
framework-suspend-many-lead = 以一项经签署的声明、一个理由中止。每个事项的经过均予保留，可以分别恢复。
framework-suspend-many-commits = 贵方目前中止参与上列事项。无须他方同意，各方均可看到，各事项日后可以分别恢复。曾经商定这一事实仍载于共同记录。
framework-suspend-none = 目前没有贵方可以中止的已商定事项。
framework-tag-concluded = 已结束
framework-tag-contested = 存在争议
framework-tag-declined = 未获接受
framework-tag-deferred = 已推迟
framework-tag-in-effect = 已商定
framework-tag-not-understood = 无法识别
framework-tag-overtaken = 已被取代
framework-tag-proposed = 已提出
framework-tag-rivals = 两个案文
framework-tag-suspended = 已中止
framework-tag-withdrawn = 已退出
framework-text-amend = 提议的修正
framework-text-conclude = 结束提议
framework-text-in-effect = 已商定的案文
framework-text-move = 移至“{ $list }”清单的提议
framework-text-new = 提出的案文
framework-turn-nobody = 无须任何一方行动
framework-turn-unproposed = 可提出案文
framework-positions-of = 立场：{ $parties }
framework-tag-for-discussion = 供讨论
framework-status-for-discussion-means = 作为来源的原话提交讨论。尚无案文提出，任何一方均未作出承诺。
framework-item-per = 据{ $source }
framework-brought-in-heading = 提交讨论的内容
framework-form-answers-nothing = 不针对特定事项
framework-form-source = 来源
framework-form-source-hint = 如系已发表的文字，请填写作者和年份：Zheng Tao, 2020。如系贵方自己的文字，请留空。
framework-form-citation = 完整出处
framework-form-citation-hint = 标题、发表处和日期。
framework-form-how = 如何提出
framework-act-bring-in = 提交讨论
framework-act-bring-in-commits = 贵方将这些文字作为其来源的原话列入清单，以供讨论。不表示同意，任何一方均不承担承诺。
framework-text-original = 原文
framework-history-brought-in = { $party }将此提交讨论。
framework-history-position = { $party }表明了立场。
framework-history-erase = { $party }请求删除文字。
framework-history-erase-answer = { $party }答复了删除请求。
framework-mark-invented = 为演示而虚构
framework-target = { $party }于{ $date }提出的案文（条目{ $entry }）
framework-hold-suspended = { $party }自{ $date }起中止
framework-hold-withdrawn = { $party }于{ $date }退出
framework-hold-deferred = { $party }推迟至{ $date }
framework-form-source-missing = 填写完整出处时，请同时填写作者和年份。
framework-ended-declined = { $party }于{ $date }表示不接受
framework-ended-declined-of = { $party }于{ $date }表示不接受{ $text }
framework-ended-released = { $party }于{ $date }收回
framework-ended-released-of = { $party }于{ $date }收回{ $text }
framework-form-kept = 您填写的内容。尚未签署；如仍需要，请自行复制。
