# 为何未能办理：给人看的答复。每个拒绝代码一个键。

refusals-title = 未能办理
refusals-nothing-signed = 未作任何签署，也未发出任何内容。
# “不存在”与“无权查看”用同一答复
refusals-not-found = 此处没有您的席位可以查看的内容。
refusals-log-in-first = 请先登录。
refusals-fault = 贵方节点发生故障，此事未能办理。运维人员可在节点的运行日志中查明原因。

# 页面用语
refusals-error-back = 前往首页
refusals-error-fault = 本节点遇到故障
refusals-error-fault-next = 未作任何签署。请重试；如再次出现，请将下方编号告知贵方节点的运维人员。
refusals-error-moved = 您屏幕上的内容已有变动
refusals-error-moved-next = 未作任何签署。请返回，阅读现有内容，再作决定。
refusals-error-not-found-next = 请核对地址，或从首页继续。
refusals-error-not-ready = 本节点目前无法写入
refusals-error-not-ready-next = 本节点正向其他节点询问自身记录的进度。未丢失任何内容，仍可阅读。
refusals-error-reference = 供运维人员查询的编号：{ $reference }
refusals-error-refused = 已拒绝
refusals-error-refused-next = 该请求并非来自本节点的页面，或您已不在登录状态。未作任何签署。请登录后重试。
refusals-error-too-large = 内容过大
refusals-error-too-large-next = 每个条目最多1 MiB。请缩短文本，或分为几个事项提出。
refusals-error-too-many = 尝试次数过多
refusals-error-too-many-next = 请稍等一分钟后重试。
refusals-unknown-text = 此处没有这一案文。请返回该事项，查看现有内容。
refusals-unknown-item = 此处没有这一事项。请返回清单。
refusals-nothing-written = 尚未填写内容。请至少用一种语言填写。
refusals-title-missing = { $language }文本没有标题。请填写标题，或清空文本。
refusals-hidden-character = { $language }文字中含有可能隐藏或打乱文字的字符（{ $character }）。请重新输入，不要粘贴。
refusals-no-authentic-text = 所有文本均为参考译文。请至少勾选一份为作准文本。
refusals-text-moved = 您屏幕上的内容已有变动。请阅读现有内容，再作决定。
refusals-already-in-effect = 此案文已商定。贵方可以中止或退出。
refusals-text-dead = 此案文已不可能商定。同样的文字可以再次提出。
refusals-already-assented = 贵方已同意此案文。
refusals-declined-before = 贵方此前已表示不接受此案文。如有意愿，可将同样的文字再次提出。
refusals-rival-assented = 贵方已同意针对此事项的另一案文，而只有一份可以商定。请先收回该同意，或改为接受对方案文。
refusals-rival-in-effect = 针对此事项的另一案文已商定。请改为对其提议修正。
refusals-contested = 一方在此签署了两项互不相容的内容。在该方弥合其日志之前，此事项暂且搁置；之后请提议一份了结此事的案文。
refusals-nothing-to-release = 贵方尚未同意此案文，没有可以收回的同意。
refusals-no-rival-of-ours = 贵方在此没有需要撤回的案文。直接同意对方案文即可。
refusals-not-in-effect = 此处没有已商定的内容可供此项行为适用。
refusals-not-suspended-by-us = 贵方未曾中止此项。只有中止的一方可以恢复。
refusals-already-suspended = 贵方已中止或已退出此项。
refusals-list-missing = 请选择该事项所列的清单。
refusals-already-on-list = 该事项已在此清单上。请选择其他清单。
refusals-date-past = 请填写今天或以后的日期。
refusals-nothing-chosen = 尚未选择。请至少勾选一项。
refusals-reason-missing = 请填写理由。本空间的所有成员都会看到。
refusals-nothing-to-erase = 没有可删除的内容：此处不知该条目，或其中没有这些文字，或其属于当事方的密钥，须予保留。
refusals-unknown-request = 此处不知这项删除请求。请重新查看各项请求。
refusals-answered-before = 贵方已答复过这项请求。
refusals-space-closed = 本空间为闭门空间，此处只签署各方商定的内容。请以便笺方式留下。
refusals-space-on-record = 本空间为记录在案的空间，其中没有便笺。
refusals-notes-over = 本空间的便笺保留期已过。便笺已删除，不再接收新的便笺。
refusals-too-many-notes = 贵方在此留下的便笺已达上限。
refusals-not-ours = 此事无须贵方行动，或贵方在此的身份不允许此行为。
refusals-powers-missing = 您没有作出此行为的全权。请联系贵方有权出示全权证书的人员。
refusals-members-unsound = 成员不能如此：至少须有一个当事方，任何一方不得重复，且须有变更。
refusals-members-agreed = 贵方已同意成员变更。变更商定后，此前的文本须重新提出；在此之前不再同意其他文本。
refusals-rival-waits = 此事项的另一文本只缺一个已遗失密钥的当事方的表态，可能已商定而无人知晓。请将贵方文本作为新事项提出。
refusals-signed-before = 您已签署此行为。还需贵方另一名代表签署。
refusals-office-not-held = 此密钥在此没有可以移交的职务：从未获得全权证书，或该职务已由他人接任，或继任者就是本人。
refusals-powers-expired = 您的全权已于{ $date }到期。贵方可以出示新的全权证书。
refusals-would-be-void = 此行为将不产生效力：{ $reason }。
refusals-too-long = { $language }文字过长：最多{ $count }个字符。请缩短，或分作几个事项提出。
refusals-not-understood = 此内容由较新版本的程序作出，本版本无法理解。请先更新贵方节点。
refusals-error-logged-out = 您已退出登录
refusals-error-logged-out-next = 尚未签署任何内容，您填写的内容也未丢失。请保留本页，在按钮打开的页面登录，再回到本页重新发送。
refusals-error-send-again = 重新发送
refusals-error-your-words = 您填写的内容

# 用本人设备上的密钥签署
refusals-unsigned-other-person = 这是他人准备的，只有其本人可以签署。请自行准备。
refusals-unsigned-other-bytes = 所签内容与此处准备的不一致，未记入记录。请签署所收到的原样字节。
refusals-unsigned-does-not-fit = 签名与您的密钥及这些字节不符，未记入记录。请用本节点所知公钥对应的密钥签署。
refusals-unsigned-key-elsewhere = 您的签名密钥在您本人的设备上，此处没有密码可以打开它。请在该设备上签署，并通过 HTTP API 送回签名。

# 对程序
refusals-api-scope = 此令牌只能读取。请开启可以签署的会话。
refusals-api-idempotency = 此 Idempotency-Key 已用于另一请求。每项行为请用新的键。
refusals-api-in-progress = 同一请求正在办理。请稍后再问。
refusals-api-if-match = 更改须带有If-Match，其值为所依据版本的ETag。
refusals-api-moved = 其间已被更改。请重新读取；未保存任何内容。
refusals-api-streams = 此令牌打开的事件流过多。请先关闭一个。
refusals-in-doubt = 此文件夹可能旧于贵方已由此签署的内容，例如在恢复备份之后。在所有其他成员的节点答复之前，不签署任何内容，以免贵方前后矛盾；之后自动继续。在“设置”的“对方节点”中可以看到何方失去联系。
refusals-forked = 贵方日志在本空间有两个经签署的版本。这在节点有两个副本同时运行或旧备份被启动时发生。为免情况加重，此处不再签署任何内容；已输入的内容予以保留。请贵方运维人员停止其他一切副本，并运行 `detente record heal`；之后即可继续。
refusals-waits = 在本空间，贵方日志中有条目提及贵方节点尚未持有的条目：或其仍在从其他当事方节点传来的途中，或他人使用了贵方节点的密钥。在其到达之前，后续条目无法产生效力，因此此处暂不签署任何内容；已输入的内容予以保留。如其迟迟不到，请贵方运维人员以 `detente key rotate` 更换密钥，再运行 `detente record heal`；之后即可继续。
refusals-replaced = 贵方在本空间的密钥已被更换，而本节点没有新密钥。以新密钥签署的内容均算作贵方所签。如系贵方所为（在另一台机器上，或在恢复备份之前），请贵方运维人员将新密钥移入此处；如非贵方所为，请立即通过电话或当面告知其他各方。只要那些密钥仍是较新的，此处就无法签署任何内容；已输入的内容予以保留。
