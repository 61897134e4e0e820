# `detente doctor` 的检查结果。

doctor-level-ok = 正常
doctor-level-attention = 注意
doctor-level-fault = 故障
doctor-broken = 故障说明：{ $what }
doctor-folder = { $folder } 中有当事方 { $party }，其密钥可以读取。
doctor-permissions = 这台机器上的其他人无法读取该文件夹及其密钥。
doctor-permissions-open = 这台机器上的其他人可以读取 { $path }。请运行 `chmod go= { $path }`，并考虑更换密钥。
doctor-roots = 根密钥不在这台机器上。
doctor-roots-here = 根密钥仍在这台机器上：{ $files }。请移至机器以外的安全之处。
doctor-record = 共同记录完好：{ $count } 个条目均与签署时一致。
doctor-record-damaged = 共同记录已损坏。{ $what }
doctor-people = 可以登录的人数：{ $count }。
doctor-people-none = 尚无人可以登录或签署。请运行 `detente user add`。
doctor-clock = 时钟显示 { $time }。
doctor-clock-behind = 时钟显示 { $time }，早于本节点此前签署的时间，或从未校准。请校准；否则现在签署的条目时间会有误。
doctor-clock-differs = 时钟显示 { $time }，而另一节点曾于 { $other } 签署。两个时钟中有一个不准。
doctor-room = 磁盘剩余空间：{ $free } MiB。
doctor-room-little = 磁盘仅剩 { $free } MiB。请腾出空间：没有空间的节点无法接收任何内容。
doctor-room-unknown = 此处无法得知磁盘剩余空间。
doctor-port-free = { $address } 空闲，可供 `detente serve` 使用（目前未运行）。
doctor-port-ours = { $address } 已在使用，本节点正在应答对方节点。
doctor-port-taken = 无法使用 { $address }（{ $cause }），且在该处应答的不是本节点。请停止占用它的程序，或用 { $option } 另指定地址。
doctor-peer = { $peer }在 { $addresses } 应答。
doctor-peer-out-of-touch = { $peer }未以其密钥在 { $addresses } 应答。请询问该节点是否在运行；在此之前可用 `detente pouch write` 以文件交换。
doctor-peer-no-address = { $peer }（{ $id }）没有地址：由其连接本节点，或以邮袋交换。
doctor-peer-paused = 与{ $peer }的交换已在此暂停。用 `detente peer resume { $id }` 恢复。
doctor-peer-not-compared = 尚未与{ $peer }核对六个词。请致电核对，然后运行 `detente peer confirm { $id }`。
doctor-peer-none = 尚无对方节点。请运行 `detente peer invite`，或凭邀请运行 `detente peer accept`。
