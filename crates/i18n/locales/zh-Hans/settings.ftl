# 设置：当事方及其代表、对方节点、密钥。

settings-title = 设置
settings-saved = 已保存。

settings-party-heading = 当事方
settings-party-letter = 方括号中的字母
settings-party-letter-about = 字母按建立时商定的次序分配，不表示高下。

settings-delegates-heading = 代表
settings-delegates-about = 代表在本空间为当事方签署，以此处所示的全权证书为限。所有成员均可查看。
settings-delegate-person = 姓名
settings-delegate-office = 职务
settings-delegate-may = 可签署
settings-delegate-until = 有效期至
settings-delegate-revoked = 已于{ $date }撤销
settings-power-say = 立场及当事方的其他表述
settings-power-propose = 提案
settings-power-assent = 同意
settings-delegate-accredit = 出示全权证书
settings-delegate-accredit-commits = 自本条目起，此人在此权限内签署的，即为贵方签署。
settings-delegate-revoke = 撤销
settings-delegate-revoke-commits = 自本条目起，此人在此处的签名不再算数。此前签署的仍然有效。
settings-delegate-hand-over = 移交职务

settings-peers-heading = 对方节点
settings-peers-about = 对方节点即其他当事方的节点。贵方节点不与任何其他机器通信。
settings-peers-none = 尚未连接其他节点。
settings-peer-last-seen = 最近联系
settings-peer-pause = 暂停
settings-peer-resume = 恢复
settings-peer-invite = 邀请对方节点
settings-peer-invite-about = 请将此链接交给对方人员。仅可使用一次，{ $until }前有效。
settings-peer-accept = 接受邀请
settings-peer-accept-label = 您收到的邀请
settings-words-about = 请双方通过电话或当面互读这些词。如有一个不同，说明有人居中截取：请停止。
settings-words-same = 六个词全部相同
settings-words-differ = 不同：停止

settings-keys-heading = 密钥
settings-key-words = 指纹（以词表示）
settings-key-backed-up = 已于{ $date }备份
settings-key-no-backup = 尚未备份。如无备份，失去这台机器即失去密钥。

# 页面用语
settings-delegate-person-hint = 按本人使用的姓名顺序和文字填写。
settings-delegate-since = 全权证书出示于{ $date }
settings-delegate-until-date = 有效期至{ $date }
settings-invitation-for = 给{ $name }的邀请
settings-invite-name = 邀请对象
settings-invite-name-hint = 此名称仅贵方可见。
settings-keyboard = 键盘
settings-may-nothing = 不可签署
settings-names = 名称
settings-party-id = 当事方标识
settings-password = 密码
settings-password-change = 更改密码
settings-password-current = 现有密码
settings-password-new = 新密码
settings-peer-compared = 六个词已核对。
settings-peer-not-compared = 六个词尚未核对。
settings-power-suspend = 中止和退出
settings-power-erase = 删除请求及其答复
settings-shortcuts = 键盘快捷键
settings-shortcuts-hint = 先按g，再按r（关系）、f（框架）、w（待您处理）、d（共同记录）、s（设置）；按/进入查找。
settings-this-is-you = 您本人
settings-until-hint = 可以不填。
settings-you = 您本人
settings-password-changed = 密码已更改。请用新密码登录。
settings-name-missing = 请填写名称。
settings-name-taken = 本节点已有同名者。请加以区分后填写。
settings-may-missing = 请至少勾选一类行为。
settings-key-root = 根密钥：用于更换其他密钥
settings-key-seal = 印章：用于创立、加入、出示全权证书
settings-key-node = 节点密钥：用于封存条目、签署回执
settings-key-tls = 连接密钥：向对方节点证明本节点身份
settings-delegate-added = 全权证书已载入共同记录。
settings-delegate-link = 请将贵方节点的网址加上 { $link } 交给此人。链接七天内有效，只能使用一次，且仅在此处显示。
settings-invitation-damaged = 这不是完整的邀请。请从“detente:”起复制至末尾。
settings-invitation-unreachable = 无法连接对方节点（{ $address }）。请询问其是否在运行，然后重试。
settings-invitation-other-party = 应答方不是邀请中所指的一方。请勿继续，并致电邀请人。
settings-invitation-no-address = 邀请中没有网络地址。请索取新的邀请。
settings-invitation-refused = 对方节点不认识此邀请：可能已使用、已过期或已撤回。请索取新的邀请。
