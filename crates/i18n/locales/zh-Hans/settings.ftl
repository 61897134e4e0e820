# 设置：当事方及其代表、对方节点、密钥。

settings-title = 设置
settings-saved = 已保存。

settings-party-heading = 当事方
settings-party-name = 名称（{ $language }）
settings-party-letter = 方括号中的字母
settings-party-letter-about = 字母按建立时商定的次序分配，不表示高下。

settings-delegates-heading = 代表
settings-delegates-about = 代表在本空间为当事方签署，以此处所示的全权证书为限。所有成员均可查看。
settings-delegates-none = 尚无人可在此为当事方签署。
settings-delegate-person = 姓名
settings-delegate-office = 职务
settings-delegate-may = 可签署
settings-delegate-until = 有效期至
settings-delegate-no-end = 无截止日期
settings-delegate-revoked = 已于{ $date }撤销
settings-power-say = 立场及当事方的其他表述
settings-power-propose = 提案
settings-power-assent = 同意
settings-delegate-accredit = 出示全权证书
settings-delegate-accredit-commits = 自本条目起，此人在此权限内签署的，即为贵方签署。
settings-delegate-revoke = 撤销
settings-delegate-revoke-commits = 自本条目起，此人在此处的签名不再算数。此前签署的仍然有效。

settings-peers-heading = 对方节点
settings-peers-about = 对方节点即其他当事方的节点。贵方节点不与任何其他机器通信。
settings-peers-none = 尚未连接其他节点。
settings-peer-address = 地址
settings-peer-last-seen = 最近联系
settings-peer-pause = 暂停
settings-peer-pause-commits = 在恢复之前，贵方节点既不向该节点发送，也不从其接收。不会丢失任何内容。
settings-peer-resume = 恢复
settings-peer-invite = 邀请对方节点
settings-peer-invite-about = 请将此链接交给对方人员。仅可使用一次，{ $until }前有效。
settings-peer-accept = 接受邀请
settings-peer-accept-label = 您收到的邀请
settings-words-heading = 核对六个词
settings-words-about = 请双方通过电话或当面互读这些词。如有一个不同，说明有人居中截取：请停止。
settings-words-same = 六个词全部相同
settings-words-differ = 不同：停止

settings-keys-heading = 密钥
settings-key-words = 指纹（以词表示）
settings-key-backed-up = 已于{ $date }备份
settings-key-no-backup = 尚未备份。如无备份，失去这台机器即失去密钥。
